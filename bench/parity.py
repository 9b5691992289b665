"""Whether figures and names survive translation, and whether the guards say so where they don't.

``python -m bench.parity --data DIR`` takes 500 lines of ``tico19`` in both directions (``--lines 0``:
all 2,100) and the posts of ``tweets_es.jsonl``; without it the small sample that ships with the
project. ``--models FOLDER`` measures other checkpoints in the places of those that ship.

Posts are taken as reading leaves them.

* *kept*: the share of the source's quantities and names that stand in the translation, first as
  the model writes it, then after the guards' other attempts. What is missing is warned of.
* *false alarms*: how many in a hundred human translations are warned of although a person vouches
  for them, by what the warning is about.
* *caught*: of human translations in which one figure was changed on purpose (a digit, a digit
  less, a magnitude, a sign of percentage, the figure left out), the share that is warned of.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summarizer import checking, translating
from summarizer.brief import Language, Mention, Name, Span
from summarizer.checking import names as name_guard
from summarizer.checking import parity
from summarizer.figures import names as name_finder
from summarizer.reading import text as pasted
from summarizer.settings import Settings
from summarizer.translating.engine import Decoding, Translation, Translator
from summarizer.translating.faithful import Faithful

SAMPLES = Path(__file__).parent / "samples"
_LINES = 500
_POSTS = 300


@dataclass(frozen=True)
class Texts:
    """Source texts of one kind, with human translations where there are any."""

    name: str
    source: Language
    target: Language
    sources: Sequence[str]
    references: Sequence[str] = ()


@dataclass
class Result:
    """What one set gave. ``missing`` are (what, source, translation) of quantities and names that
    are not there after the guards; ``alarms`` (code, details, source, reference)."""

    counts: Counter = field(default_factory=Counter)
    missing: list[tuple[str, str, str]] = field(default_factory=list)
    alarms: list[tuple[str, str, str, str]] = field(default_factory=list)
    uncaught: list[tuple[str, str, str]] = field(default_factory=list)

    def share(self, part: str, whole: str) -> float:
        return self.counts[part] / self.counts[whole] if self.counts[whole] else float("nan")


class Remembering:
    """A translator that asks ``translator`` for the same text once."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self.known: dict[tuple, list[Translation]] = {}

    def translate(
        self,
        texts: Sequence[str],
        source: Language,
        target: Language,
        *,
        alternatives: int = 1,
        decoding: Decoding = Decoding(),  # noqa: B008
    ) -> list[list[Translation]]:
        keys = [(source, target, decoding, text) for text in texts]
        new = list(dict.fromkeys(key for key in keys if key not in self.known))
        made = self._translator.translate(
            [key[3] for key in new], source, target, alternatives=4, decoding=decoding
        )
        self.known.update(zip(new, made, strict=True))
        return [self.known[key][:alternatives] for key in keys]

    def __getattr__(self, name: str):
        return getattr(self._translator, name)


def names_of(texts: Sequence[str], language: Language) -> list[tuple[Name, ...]]:
    """The names in each text, as an article of that text alone would have them."""
    return [
        tuple(
            Name(
                id=f"n{number}",
                kind=kind,
                text=text[start:end],
                mentions=(
                    Mention(
                        sentence_id="s1", span=Span(start=start, end=end), text=text[start:end]
                    ),
                ),
            )
            for number, (start, end, kind) in enumerate(found, start=1)
        )
        for text, found in zip(texts, name_finder.tag_all(list(texts), language), strict=True)
    ]


def run(texts: Texts, translator: Translator) -> Result:
    """Translate and count."""
    result = Result()
    pair = texts.source, texts.target
    names = names_of(texts.sources, texts.source)
    for stage, guards in (("before", False), ("after", True)):
        faithful = Faithful(translator, *pair, guards=guards)
        started = time.perf_counter()
        rendered = faithful.translate(texts.sources, names)
        result.counts[f"seconds {stage}"] = time.perf_counter() - started
        for source, made, there in zip(texts.sources, rendered, names, strict=True):
            found = parity.compare(source, made.text, *pair, target_mark=_mark(texts.target))
            lost = name_guard.lost(source, made.text, *pair, there)
            result.counts[f"quantities {stage}"] += len(found.pairs) + len(found.lost)
            result.counts[f"quantities lost {stage}"] += len(found.lost)
            result.counts[f"quantities added {stage}"] += len(found.added)
            result.counts[f"names {stage}"] += len(there)
            result.counts[f"names lost {stage}"] += len(lost)
            if guards:
                codes = {warning.code for warning in made.warnings}
                for code in codes:
                    result.counts[f"warned {code}"] += 1
                result.counts["texts warned"] += bool(codes)
                result.counts["texts"] += 1
                result.missing += [(match.text, source, made.text) for match in found.lost]
                result.missing += [(f"+{match.text}", source, made.text) for match in found.added]
                result.missing += [(name, source, made.text) for name in lost]
                said = [w for w in made.warnings if w.code in ("figure_lost", "name_lost")]
                result.counts["missing"] += len(found.lost) + len(lost)
                result.counts["missing and said"] += min(len(said), len(found.lost) + len(lost))
    if texts.references:
        _references(texts, names, result)
    return result


def _references(texts: Texts, names: Sequence[Sequence[Name]], result: Result) -> None:
    rng = random.Random(0)
    pair = texts.source, texts.target
    for source, reference, there in zip(texts.sources, texts.references, names, strict=True):
        warnings = checking.check(source, reference, *pair, names_of_source=there)
        result.counts["references"] += 1
        result.counts["references alarmed"] += bool(warnings)
        for code in {warning.code for warning in warnings}:
            result.counts[f"alarm {code}"] += 1
        result.alarms += [(w.code, str(w.details), source, reference) for w in warnings]
        result.counts["quantities of references"] += len(parity.read(source, texts.source))
        if any(warning.code.startswith("figure") for warning in warnings):
            continue
        for kind, broken in damaged(reference, texts.target, rng):
            result.counts["damaged"] += 1
            if checking.figures_off(source, broken, *pair):
                result.counts["caught"] += 1
            else:
                result.uncaught.append((kind, source, broken))


def damaged(text: str, language: Language, rng: random.Random) -> Iterator[tuple[str, str]]:
    """``text`` with one of its figures in digits changed, once for each way that is possible."""
    found = [match for match in re.finditer(r"(?<![\w.,/:-])\d[\d.,]*\d|\b\d\b", text)]
    if not found:
        return
    match = rng.choice(found)
    start, end, said = match.start(), match.end(), match.group()

    def with_figure(new: str) -> str:
        return text[:start] + new + text[end:]

    place = rng.choice([i for i, c in enumerate(said) if c.isdigit()])
    digit = str((int(said[place]) + rng.randint(1, 8)) % 9 + 1)
    if digit != said[place]:
        yield "digit", with_figure(said[:place] + digit + said[place + 1 :])
    if said.isdigit() and len(said) > 1:
        yield "digit less", with_figure(said[:-1])
    yield "left out", re.sub(r"\s{2,}", " ", with_figure(""))
    if re.match(r"\s?%", text[end:]):
        yield "sign left out", text[:end] + re.sub(r"^\s?%", "", text[end:])
    words = {
        "en": (("million", "billion"), ("thousand", "million"), ("billion", "million")),
        "es": (
            ("millones", "mil millones"),
            ("mil ", "millones de "),
            ("mil millones", "millones"),
        ),
    }[language]
    for old, new in words:
        if re.match(rf"\s{old}", text[end:]):
            yield "magnitude", text[:end] + text[end:].replace(old, new, 1)
            break


def _mark(language: Language) -> str:
    return "." if language == "en" else ","


def sets(data: Path | None, lines: int | None = _LINES) -> list[Texts]:
    """The texts to measure. Raises ``FileNotFoundError`` if ``data`` lacks them."""
    if data is None:
        rows = [
            line.split("\t")
            for line in (SAMPLES / "parallel.tsv").read_text("utf-8").splitlines()
            if line and not line.startswith("#")
        ]
        english, spanish = [row[0] for row in rows], [row[1] for row in rows]
        name = "sample"
        posts: list[str] = []
    else:
        english = (data / "tico19.en").read_text("utf-8").splitlines()
        spanish = (data / "tico19.es").read_text("utf-8").splitlines()
        name = "tico19"
        if lines is not None:
            chosen = sorted(random.Random(0).sample(range(len(english)), lines))
            english, spanish = [english[i] for i in chosen], [spanish[i] for i in chosen]
        posts = [
            _as_read(json.loads(line)["text"])
            for line in (data / "tweets_es.jsonl").read_text("utf-8").splitlines()
        ][:_POSTS]
    found = [
        Texts(name, "es", "en", spanish, english),
        Texts(name, "en", "es", english, spanish),
    ]
    if posts:
        found.append(Texts("posts", "es", "en", posts))
    return found


def _as_read(post: str) -> str:
    """The post without what reading takes off: the line that tells who wrote it and when."""
    return "\n\n".join(block.text for block in pasted.read(post).body)


def measure(data: Path | None, models: Path | None = None) -> dict[str, float]:
    """Shares of quantities and names kept, of false alarms' absence, and of changed figures
    caught; higher is better."""
    measured: dict[str, float] = {}
    for texts, result in _results(data, models):
        where = f"{texts.name} {texts.source}-{texts.target}"
        measured[f"{where} quantities kept"] = 1 - result.share(
            "quantities lost after", "quantities after"
        )
        measured[f"{where} names kept"] = 1 - result.share("names lost after", "names after")
        if texts.references:
            measured[f"{where} not falsely alarmed"] = 1 - result.share(
                "references alarmed", "references"
            )
            measured[f"{where} changed figures caught"] = result.share("caught", "damaged")
    return measured


def _results(
    data: Path | None, models: Path | None, lines: int | None = _LINES
) -> Iterator[tuple[Texts, Result]]:
    settings = Settings(models_folder=models) if models else Settings()
    translator = Remembering(translating.load(settings))
    for texts in sets(data, lines):
        yield texts, run(texts, translator)


def report(texts: Texts, result: Result, show: bool = False) -> None:
    """Print what one set gave, with every case if ``show``."""
    counts = result.counts
    print(f"{texts.name} {texts.source}-{texts.target}: {counts['texts']} texts")
    for what in ("quantities", "names"):
        shares = [
            f"{100 * (1 - result.share(f'{what} lost {stage}', f'{what} {stage}')):6.2f}%"
            for stage in ("before", "after")
        ]
        print(
            f"  {what:<11} {counts[f'{what} after']:5}   kept before {shares[0]}"
            f"   after the guards {shares[1]}   missing {counts[f'{what} lost after']}"
        )
    print(
        f"  invented quantities   before {counts['quantities added before']}"
        f"   after {counts['quantities added after']}"
    )
    warned = ", ".join(
        f"{key.removeprefix('warned ')} {number}"
        for key, number in sorted(counts.items())
        if key.startswith("warned ")
    )
    print(f"  texts warned of {counts['texts warned']} ({warned})")
    print(
        f"  seconds   before {counts['seconds before']:.1f}   after {counts['seconds after']:.1f}"
    )
    if texts.references:
        alarms = ", ".join(
            f"{key.removeprefix('alarm ')} {number}"
            for key, number in sorted(counts.items())
            if key.startswith("alarm ")
        )
        print(
            f"  false alarms   {100 * result.share('references alarmed', 'references'):.2f}%"
            f" of {counts['references']} human translations ({alarms})"
        )
        print(
            f"  changed figures caught   {100 * result.share('caught', 'damaged'):.2f}%"
            f" of {counts['damaged']}"
        )
    if show:
        for what, source, made in result.missing:
            print(f"\n  missing {what!r}\n    {source}\n    {made}")
        for code, details, source, reference in result.alarms:
            print(f"\n  alarm {code} {details}\n    {source}\n    {reference}")
        for kind, source, broken in result.uncaught:
            print(f"\n  not caught ({kind})\n    {source}\n    {broken}")
    print(flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.parity",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, help="folder of tico19.{en,es} and tweets_es.jsonl")
    parser.add_argument("--models", type=Path, help="folder of catalog.toml and other checkpoints")
    parser.add_argument(
        "--lines", type=int, default=_LINES, help="of tico19, drawn once and for all; 0: every one"
    )
    parser.add_argument("--show", action="store_true", help="what is missing, and every alarm")
    options = parser.parse_args()
    for texts, result in _results(options.data, options.models, options.lines or None):
        report(texts, result, options.show)


if __name__ == "__main__":
    main()
