"""Money, percentages, ages and dates in Spanish news, against entities marked in Mexican newspapers.

Those marks have no values, so that spans are compared: a quantity is right if it overlaps a mark of
its kind (*found*), and *exact* if it has the same words, an article or *hace* before them aside.
Marked dates and times are one kind, since the marks call "la semana pasada" a time; their ages
are all spans of years, whose else ("sanciones de hasta 14 años").

    python -m bench.quantities_es --data eval/dev            the table
    python -m bench.quantities_es --data eval/dev --errors   and what differs
    python -m bench.quantities_es                            the samples of the project
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer.brief import QuantityKind
from summarizer.figures import quantities

SAMPLES = Path(__file__).with_name("samples") / "quantities_es.conll"
KINDS = {
    QuantityKind.MONEY: "MNY",
    QuantityKind.PERCENTAGE: "PRC",
    QuantityKind.AGE: "AGE",
    QuantityKind.DATE: "DAT",
    QuantityKind.TIME: "DAT",
    QuantityKind.DURATION: "DAT",
}
NAMES = {"MNY": "money", "PRC": "percentage", "AGE": "years", "DAT": "date"}
_OPENER = re.compile(
    r"(?:(?:el|la|los|las|un|una|hace|en|del?|desde|durante|por) )+", re.IGNORECASE
)


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    kind: str


def sentences(path: Path) -> Iterator[tuple[str, list[Mark]]]:
    """The sentences of a file with a token and its BIOES tag in each line, and their marks."""
    words: list[str] = []
    tags: list[str] = []
    for line in (*path.read_text("utf-8").splitlines(), ""):
        fields = line.split()
        if fields:
            words.append(fields[0])
            tags.append(fields[-1])
        elif words:
            yield _joined(words, tags)
            words, tags = [], []


def _joined(words: list[str], tags: list[str]) -> tuple[str, list[Mark]]:
    text, marks, start = "", [], 0
    for word, tag in zip(words, tags, strict=True):
        if text and word not in (",", ".", ";", ":", ")", "%"):
            text += " "
        if tag[0] in "BS":
            start = len(text)
        text += word
        if tag[0] in "ES":
            kind = {"TIM": "DAT"}.get(tag[2:], tag[2:])
            marks.append(Mark(start, len(text), kind))
    return text, [mark for mark in marks if mark.kind in NAMES]


def found_in(text: str) -> list[Mark]:
    """Our quantities of the kinds that are marked. A span of time is a date only where it is seen
    from today ("hace dos años")."""
    marks = []
    for match in quantities.find(text, "es"):
        kind = KINDS.get(match.kind)
        if match.kind is QuantityKind.DURATION and not match.text.lower().startswith("hace"):
            kind = "AGE" if match.unit == "year" else None
        if kind is not None:
            marks.append(Mark(match.start, match.end, kind))
    return marks


def _exact(text: str, a: Mark, b: Mark) -> bool:
    spelled = {_OPENER.sub("", text[mark.start : mark.end].lower()).rstrip(" .") for mark in (a, b)}
    return len(spelled) == 1


def scores(path: Path, *, errors: bool = False) -> dict[str, float]:
    """F1 by overlap and by words, for each kind, as ``money_f1`` and ``money_exact_f1``."""
    counts = {kind: [0, 0, 0, 0] for kind in NAMES}
    for text, marks in sentences(path):
        found = found_in(text)
        for kind, tally in counts.items():
            gold, ours = ([m for m in side if m.kind == kind] for side in (marks, found))
            pairs = [
                (g, next((o for o in ours if o.start < g.end and g.start < o.end), None))
                for g in gold
            ]
            tally[0] += len(gold)
            tally[1] += len(ours)
            tally[2] += len({o for _, o in pairs if o is not None})
            tally[3] += sum(o is not None and _exact(text, g, o) for g, o in pairs)
            if errors:
                missed = [text[g.start : g.end] for g, o in pairs if o is None]
                extra = [text[o.start : o.end] for o in ours if o not in [p for _, p in pairs]]
                if missed or extra:
                    print(f"{NAMES[kind]}: - {missed} + {extra} | {text[:300]}")
    result = {}
    for kind, (gold, ours, overlapping, exact) in counts.items():
        total = gold + ours
        result[f"{NAMES[kind]}_f1"] = 2 * overlapping / total if total else 0.0
        result[f"{NAMES[kind]}_exact_f1"] = 2 * exact / total if total else 0.0
        result[f"{NAMES[kind]}_recall"] = overlapping / gold if gold else 0.0
        result[f"{NAMES[kind]}_precision"] = overlapping / ours if ours else 0.0
    return result


def measure(data: Path | None) -> dict[str, float]:
    """The scores of :func:`scores` over the samples, or over the marked newspapers in ``data``."""
    return scores(SAMPLES if data is None else data / "ner_es_mxnews_half.conll")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.quantities_es", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with ner_es_mxnews_half.conll")
    parser.add_argument("--errors", action="store_true", help="print what differs")
    options = parser.parse_args()
    path = SAMPLES if options.data is None else options.data / "ner_es_mxnews_half.conll"
    result = scores(path, errors=options.errors)
    print(f"{'kind':<12}{'precision':>10}{'recall':>8}{'F1':>7}{'exact F1':>10}")
    for name in NAMES.values():
        cells = [result[f"{name}_{key}"] for key in ("precision", "recall", "f1", "exact_f1")]
        print(f"{name:<12}{100 * cells[0]:>10.1f}{100 * cells[1]:>8.1f}{100 * cells[2]:>7.1f}"
              f"{100 * cells[3]:>10.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
