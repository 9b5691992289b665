"""How well languages are told: ``python -m bench.language [--data FOLDER]``.

``FOLDER`` holds ``tweets_es.jsonl``, ``tico19.en`` and ``tico19.es`` and, for headlines, the pages
that ``bench/reading.py`` reads (their titles). Without it the sentences in
``bench/samples/language.tsv`` are measured: English and Spanish prose, headlines and tweets, and
sentences in languages next to Spanish, which have to be told apart from it.

Each set is measured for fastText's lite model as it is used here, for the same model's first
answer, for langdetect and for lingua, the latter with the two languages alone and with their
neighbours. *right* is the share whose language is told, *wrong* the share that is taken for the
other language; what is left is *unsure*. In the sets of other languages *right* is the share that
is taken for neither English nor Spanish.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

from summarizer import language

SAMPLES = Path(__file__).with_name("samples") / "language.tsv"
CANDIDATES = ("en", "es")
Detector = Callable[[str], str | None]
Rows = list[tuple[str, str]]


def sample_sets() -> dict[str, Rows]:
    """The sets of the samples that ship: lines of set, language and text."""
    sets: dict[str, Rows] = {}
    for line in SAMPLES.read_text("utf-8").splitlines():
        name, code, text = line.split("\t")
        sets.setdefault(name, []).append((code, text))
    return sets


def data_sets(folder: Path) -> dict[str, Rows]:
    """The sets of the evaluation data in ``folder``, with those that ship."""
    tweets = [json.loads(line) for line in (folder / "tweets_es.jsonl").open(encoding="utf-8")]
    sentences = [
        (code, text)
        for code in CANDIDATES
        for text in (folder / f"tico19.{code}").read_text("utf-8").splitlines()
    ]
    chosen = random.Random(1).sample(sentences, 1000)
    sets = {
        "tweets (es)": [("es", tweet["text"]) for tweet in tweets],
        "sentences": chosen,
        "first 5 words": [(code, " ".join(text.split()[:5])) for code, text in chosen],
        "first 3 words": [(code, " ".join(text.split()[:3])) for code, text in chosen],
    }
    if titles := _titles(folder):
        sets["page titles"] = titles
    return sets | {f"{name} (samples)": rows for name, rows in sample_sets().items()}


def _titles(folder: Path) -> Rows:
    from bench.reading import pages
    from summarizer.reading import html

    found = []
    for page in pages(folder):
        tree = html.parse(page.html.decode("utf-8", "replace"))
        title = html.facts(tree).title if tree is not None else ""
        if title:
            found.append((page.name[:2], title))
    return found


def puente(text: str) -> str | None:
    return language.identify(text, CANDIDATES).language


def _first_answer(text: str) -> str | None:
    scores = language._evidence(text).scores
    return max(scores, key=scores.__getitem__) if scores else None


def _peers() -> dict[str, Detector]:
    import langdetect
    from lingua import Language, LanguageDetectorBuilder

    langdetect.DetectorFactory.seed = 0

    def by_langdetect(text: str) -> str | None:
        try:
            return langdetect.detect(text)
        except langdetect.LangDetectException:
            return None

    def by_lingua(*names: str) -> Detector:
        languages = [getattr(Language, name) for name in names]
        detector = LanguageDetectorBuilder.from_languages(*languages).build()

        def detect(text: str) -> str | None:
            found = detector.detect_language_of(text)
            return found.iso_code_639_1.name.lower() if found else None

        return detect

    near = ("PORTUGUESE", "FRENCH", "ITALIAN", "CATALAN")
    return {
        "fastText, first answer": _first_answer,
        "langdetect": by_langdetect,
        "lingua, 2 languages": by_lingua("ENGLISH", "SPANISH"),
        "lingua, 6 languages": by_lingua("ENGLISH", "SPANISH", *near),
    }


def rates(rows: Rows, detector: Detector) -> tuple[float, float]:
    """The shares of ``rows`` that ``detector`` gets right and wrong."""
    right = wrong = 0
    for code, text in rows:
        found = detector(text)
        if code in CANDIDATES:
            right += found == code
            wrong += found in CANDIDATES and found != code
        else:
            right += found not in CANDIDATES
            wrong += found in CANDIDATES
    return right / len(rows), wrong / len(rows)


def measure(data: Path | None) -> dict[str, float]:
    """For each set, the share that is told right and the share that is not told wrong."""
    result = {}
    for name, rows in (data_sets(data) if data else sample_sets()).items():
        right, wrong = rates(rows, puente)
        key = name.replace(" ", "_").replace("(", "").replace(")", "")
        result[f"{key}_right"] = right
        result[f"{key}_not_wrong"] = 1 - wrong
    return result


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.language", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with the evaluation data")
    options = parser.parse_args()
    sets = data_sets(options.data) if options.data else sample_sets()
    detectors = {"Puente": puente} | _peers()
    print(f"{'right / wrong':<28}" + "".join(f"{name:>24}" for name in detectors))
    for name, rows in sets.items():
        cells = []
        for detector in detectors.values():
            right, wrong = rates(rows, detector)
            cells.append(f"{right:.3f} / {wrong:.3f}")
        print(f"{name + f' ({len(rows)})':<28}" + "".join(f"{cell:>24}" for cell in cells))
    texts = [text for rows in sets.values() for _, text in rows]
    texts = random.Random(2).sample(texts, min(300, len(texts)))
    cells = []
    for detector in detectors.values():
        start = time.process_time()
        for text in texts:
            detector(text)
        cells.append(f"{1000 * (time.process_time() - start) / len(texts):.2f} ms")
    print(f"{'time a text':<28}" + "".join(f"{cell:>24}" for cell in cells))


if __name__ == "__main__":
    main()
