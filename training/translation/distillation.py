"""What a teacher held possible at each step of a translation, not only what it chose: a student
learns more from a sentence when it is told that (word-level distillation: Kim and Rush 2016,
https://arxiv.org/abs/1606.07947).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BEST = 6
"""Pieces that are kept of each step; on average they hold 98% of the teacher's probability."""

LEAST = 0.01
"""A less probable piece is left out, unless it is the most probable one: each piece more makes the
loss dearer."""


@dataclass(frozen=True, slots=True)
class Taught:
    """A source sentence and a teacher's translation: at each step the ids of the most probable
    pieces, the chosen one first, and their probabilities; both (steps, ``BEST``)."""

    source: str
    pieces: np.ndarray
    probabilities: np.ndarray

    @property
    def target(self) -> list[int]:
        """The ids of the translation, with the end of sentence."""
        return self.pieces[:, 0].tolist()

    def shares(self) -> tuple[np.ndarray, np.ndarray]:
        """Pieces and probabilities that sum to one at each step; what is improbable has none, and
        the chosen piece in its place."""
        likely = self.probabilities.astype(np.float32)
        likely[:, 1:][likely[:, 1:] < LEAST] = 0
        pieces = np.where(likely > 0, self.pieces, self.pieces[:, :1]).astype(np.int64)
        return pieces, likely / likely.sum(1, keepdims=True)


def write(path: Path, taught: Sequence[Taught]) -> None:
    """Write sentences to an ``.npz`` file; a crash leaves none that is half written."""
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        np.savez_compressed(
            file,
            sources=np.array([each.source for each in taught]),
            steps=np.array([len(each.pieces) for each in taught]),
            pieces=np.concatenate([each.pieces for each in taught]).astype(np.uint16),
            probabilities=np.concatenate([each.probabilities for each in taught]).astype(
                np.float16
            ),
        )
    partial.rename(path)


def read(folder: Path) -> list[Taught]:
    """The sentences of every file in a folder, in the order in which they were made."""
    taught = []
    for path in sorted(folder.glob("*.npz")):
        with np.load(path) as file:
            ends = file["steps"].cumsum()[:-1]
            columns = [np.split(file[name], ends) for name in ("pieces", "probabilities")]
            taught += map(Taught, file["sources"].tolist(), *columns)
    return taught
