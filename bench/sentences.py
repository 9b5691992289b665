"""How well sentences are split, beside pysbd and spaCy's sentencizer in the same run.

``python -m bench.sentences --texts FOLDER`` takes each ``NAME.<language>.txt`` there, one sentence
a line; without it the small sample that ships with the project. Twelve lines at a time are joined
by a space, and the ends that a splitter finds inside are compared with those that were there.
Lines that do not end as sentences do (headlines) are left out.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from summarizer import sentences

SAMPLES = Path(__file__).parent / "samples"
_JOINED = 12
_MOST_LINES = 6_000
# pysbd takes a hundred times as long as the others.
_MOST_LINES_OF_PYSBD = 720

Ends = Callable[[str, str], set[int]]


def ours(text: str, language: str) -> set[int]:
    return {span.end for span in sentences.split(text, language)}


def _pysbd() -> Ends:
    import pysbd

    segmenters = {
        language: pysbd.Segmenter(language=language, clean=False, char_span=True)
        for language in ("en", "es")
    }

    def ends(text: str, language: str) -> set[int]:
        return {span.start + len(span.sent.rstrip()) for span in segmenters[language].segment(text)}

    return ends


def _spacy() -> Ends:
    import spacy

    pipelines = {language: spacy.blank(language) for language in ("en", "es")}
    for pipeline in pipelines.values():
        pipeline.add_pipe("sentencizer")

    def ends(text: str, language: str) -> set[int]:
        return {sentence.end_char for sentence in pipelines[language](text).sents}

    return ends


def _groups(file: Path, most: int) -> Iterator[list[str]]:
    lines = [line.strip() for line in file.read_text("utf-8").splitlines() if line.strip()]
    lines = [line for line in lines if line[-1] in '.!?"”»)…'][:most]
    for start in range(0, len(lines), _JOINED):
        yield lines[start : start + _JOINED]


def f1(file: Path, language: str, ends: Ends, most: int = _MOST_LINES) -> tuple[float, float]:
    """F1 of the ends inside the joined lines, and the seconds that finding them took."""
    right = found_all = there_all = 0
    started = time.perf_counter()
    for group in _groups(file, most):
        text = " ".join(group)
        there, position = set(), 0
        for line in group:
            position += len(line)
            there.add(position)
            position += 1
        found = ends(text, language) - {len(text)}
        there.discard(len(text))
        right += len(found & there)
        found_all += len(found)
        there_all += len(there)
    seconds = time.perf_counter() - started
    return (2 * right / (found_all + there_all) if right else 0.0), seconds


def _files(texts: Path | None) -> list[tuple[Path, str]]:
    folder = texts or SAMPLES
    pattern = "sentences.{}.txt" if texts is None else "*.{}.txt"
    return [
        (file, language)
        for language in ("en", "es")
        for file in sorted(folder.glob(pattern.format(language)))
    ]


def measure(data: Path | None) -> dict[str, float]:
    """F1 of sentence ends by language on the sample; ``data`` has no sentences of its own."""
    return {f"{language} F1": f1(file, language, ours)[0] for file, language in _files(None)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.sentences", description=__doc__)
    parser.add_argument("--texts", type=Path, help="folder of *.<language>.txt")
    options = parser.parse_args()
    systems = {
        "Puente": (ours, _MOST_LINES),
        "pysbd": (_pysbd(), _MOST_LINES_OF_PYSBD),
        "spaCy sentencizer": (_spacy(), _MOST_LINES),
    }
    for file, language in _files(options.texts):
        print(file.name)
        for name, (ends, most) in systems.items():
            score, seconds = f1(file, language, ends, most)
            print(f"  {name:<20} F1 {100 * score:6.2f}   {seconds:6.2f} s")


if __name__ == "__main__":
    main()
