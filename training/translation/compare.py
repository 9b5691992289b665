"""Score checkpoints beside the pivot through Portuguese and Apertium, on the same lines.

    python -m training.translation.compare es-en --models old=OLD new=NEW --peers \\
        --sets tico19=eval/dev/tico19 guides=WORK/heldout/guides --out scores.json

Each system runs in a process of its own, one after the other, so that its memory can be told.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from training.translation import copying
from training.translation.checkpoint import Checkpoint
from training.translation.corpora import read_lines
from training.translation.synthesis import apertium, pivot, portuguese_engine

System = Callable[[Sequence[str]], list[str]]


@dataclass(frozen=True, slots=True)
class Work:
    """What a system made: its translations by set, the seconds that they took together, and how
    many megabytes it held at most (its own process and the largest that it started)."""

    translations: dict[str, list[str]]
    seconds: float
    megabytes: float


def system(name: str, direction: str, *, threads: int = 1, beam_size: int = 4) -> System:
    """``pivot``, ``apertium``, or the checkpoint in the folder ``name``."""
    if name == "apertium":
        mode = {"es-en": "spa-eng", "en-es": "eng-spa"}[direction]
        return lambda sentences: apertium(mode, sentences)
    if name == "pivot":
        return pivot(threads) if direction == "es-en" else pivot_to_spanish(threads)
    return Checkpoint(Path(name)).translator(threads=threads, beam_size=beam_size)


def pivot_to_spanish(threads: int = 1) -> System:
    """English to Spanish through Portuguese; Portuguese words that Apertium lacks stay in it."""
    translate = portuguese_engine("en-pt", threads)
    return lambda sentences: apertium("pt-es", translate(sentences))


def work(
    name: str, direction: str, sets: Mapping[str, Sequence[str]], threads: int, beam_size: int
) -> Work:
    """Translate every set; to be called in a process that has done nothing else."""
    translate = system(name, direction, threads=threads, beam_size=beam_size)
    translate(["-"])  # conversion and loading are not its speed
    began = time.monotonic()
    translations = {key: translate(sentences) for key, sentences in sets.items()}
    seconds = time.monotonic() - began
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, _CHILDREN))
    return Work(translations, seconds, sum(peaks) / 1024)


_CHILDREN = resource.RUSAGE_CHILDREN


def work_apart(*arguments) -> Work:
    """:func:`work` in a new process."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(work, *arguments).result()


def score(
    sources: Sequence[str], translations: Sequence[str], references: Sequence[str], direction: str
) -> dict[str, float | str]:
    """BLEU and chrF with their signatures; how many in a hundred of the source's figures stand in
    the translation with the same value; and how many in a hundred of its words are no words of the
    language (``summarizer.checking``)."""
    from sacrebleu.metrics import BLEU, CHRF

    from summarizer.checking import parity, spelling, words

    source, target = direction.split("-")
    result: dict[str, float | str] = {}
    for metric in (BLEU(), CHRF()):
        name = type(metric).__name__
        result[name] = round(metric.corpus_score(translations, [references]).score, 2)
        result[f"{name} signature"] = str(metric.get_signature())
    kept = figures = unknown = small = 0
    for text, translation in zip(sources, translations, strict=True):
        found = parity.compare(text, translation, source, target)
        kept += len(found.pairs)
        figures += len(found.pairs) + len(found.lost)
        unknown += len(spelling.unknown(text, translation, source, target))
        small += sum(word.islower() for word in words.words(translation))
    result["figures kept"] = round(100 * kept / max(1, figures), 2)
    result["words of no language"] = round(100 * unknown / max(1, small), 2)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("direction", choices=("es-en", "en-es"))
    parser.add_argument("--models", nargs="*", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--peers", action="store_true", help="the pivot and Apertium too")
    parser.add_argument("--sets", nargs="+", required=True, metavar="NAME=STEM")
    parser.add_argument("--lines", type=int, default=0, help="of each set; 0 takes all")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--beam-size", type=int, default=4)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    direction = arguments.direction
    sides = direction.split("-")
    references, sources = {}, {}
    for name, stem in (entry.split("=", 1) for entry in arguments.sets):
        source, target = (read_lines(Path(f"{stem}.{side}")) for side in sides)
        limit = arguments.lines or len(source)
        sources[name], references[name] = source[:limit], target[:limit]
    made = copying.cases(sides[0])
    systems = dict(entry.split("=", 1) for entry in arguments.models)
    for checkpoint in map(Checkpoint, map(Path, systems.values())):
        if not checkpoint.recurrent:
            checkpoint.convert()  # here, so that it takes no memory there
    if arguments.peers:
        systems |= {"Apertium": "apertium", "pivot": "pivot"}
    results = {}
    for name, folder in systems.items():
        asked = {**sources, "copying": [case.sentence for case in made]}
        done = work_apart(folder, direction, asked, arguments.threads, arguments.beam_size)
        results[name] = {
            key: score(sources[key], done.translations[key], references[key], direction)
            for key in sources
        }
        shares = copying.accuracy(made, done.translations["copying"])
        results[name]["copied"] = {kind: round(100 * s, 2) for kind, s in shares.items()}
        results[name]["sentences a second"] = round(sum(map(len, asked.values())) / done.seconds, 1)
        results[name]["megabytes"] = round(done.megabytes)
        print(name, json.dumps(results[name], ensure_ascii=False), flush=True)
        if arguments.out:
            arguments.out.write_text(json.dumps(results, indent=1, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
