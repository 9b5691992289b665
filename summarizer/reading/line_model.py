"""The model that tells the lines of an article from those of the page around it: a linear-chain
conditional random field over the features of :mod:`summarizer.reading.features`, trained by
``training/reading/train.py``."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import numpy as np

from summarizer.reading import features
from summarizer.reading.lines import Line

_WEIGHTS = Path(__file__).with_name("line_model.json")


def is_article(lines: list[Line], lean: float = 0.0) -> list[bool]:
    """For each of ``lines``, whether it belongs to the article. ``lean`` is added to the score of
    each line: the higher, the more lines are kept."""
    if not lines:
        return []
    emission, transition = _load()
    return [bool(label) for label in decode(features.matrix(lines) @ emission + lean, transition)]


@functools.cache
def _load() -> tuple[np.ndarray, np.ndarray]:
    stored = json.loads(_WEIGHTS.read_text("utf-8"))
    emission = np.array([stored["features"].get(name, 0.0) for name in features.NAMES])
    return emission, np.array(stored["transitions"])


def save(path: Path, emission: np.ndarray, transition: np.ndarray) -> None:
    stored = {
        "transitions": np.round(transition, 3).tolist(),
        "features": {
            name: round(float(weight), 3)
            for name, weight in zip(features.NAMES, emission, strict=True)
            if abs(weight) >= 0.0005
        },
    }
    path.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", "utf-8")


def decode(scores: np.ndarray, transition: np.ndarray) -> np.ndarray:
    """The most probable labels (1: article, 0: junk) given each line's score for *article* and
    the scores of the steps from label to label (Viterbi)."""
    junk, article = 0.0, float(scores[0])
    steps = transition.tolist()
    back: list[tuple[bool, bool]] = []
    for score in scores[1:].tolist():
        junk_from_article = article + steps[1][0] > junk + steps[0][0]
        article_from_article = article + steps[1][1] > junk + steps[0][1]
        back.append((junk_from_article, article_from_article))
        junk, article = (
            article + steps[1][0] if junk_from_article else junk + steps[0][0],
            (article + steps[1][1] if article_from_article else junk + steps[0][1]) + score,
        )
    label = article > junk
    labels = [label]
    for junk_from_article, article_from_article in reversed(back):
        label = article_from_article if label else junk_from_article
        labels.append(label)
    return np.array(labels[::-1], dtype=int)
