"""The stream of training batches: data sets mixed by weight, varied, cut into pieces, and sorted
into batches of few shapes."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from summarizer.checking import spelling
from training.translation import distillation
from training.translation.augmentation import Sides, vary
from training.translation.checkpoint import PADDING, UNKNOWN, Checkpoint
from training.translation.corpora import catalogue, is_pair_clean, read_lines
from training.translation.distillation import BEST, Taught

RECIPES = Path(__file__).with_name("recipes.toml")
LONGEST = 96
"""Pieces in a sentence at most."""

STEP = 8
"""Lengths are padded to multiples of this: oneDNN compiles each new shape, and caches it."""

BLOCK = 6000
"""Pairs that are sorted by length together; over all the data, batches would come in one order."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one direction learns from: data sets with their weights, and the learning rate."""

    learning_rate: float
    weights: dict[str, float]


def recipe(direction: str, stage: str = "main") -> Recipe:
    """The recipe of ``es-en`` or ``en-es``; ``stage`` is ``main`` or one of its tables."""
    entry = tomllib.loads(RECIPES.read_text("utf-8"))[direction]
    if stage != "main":
        return Recipe(entry["learning_rate"], entry[stage])
    weights = {c.name: c.weight for c in catalogue().values() if c.kind == "parallel"}
    return Recipe(entry["learning_rate"], weights | entry["synthetic"])


Example = Sides | Taught
"""What is learnt from: source and target, or a source and what a teacher held possible."""

_LOOP = re.compile(r"\b(\w+(?: \w+)?)(?: \1\b){2}")


def load(
    work: Path, direction: str, weights: dict[str, float], checkpoint: Checkpoint
) -> dict[str, list[Example]]:
    """The examples of each set of the recipe that is there: what a teacher held possible
    (``taught/DIRECTION/NAME``), or else pairs that a machine made (``synthetic/NAME``) or people
    (``parallel/NAME``)."""
    sets: dict[str, list[Example]] = {}
    for name in weights:
        made, by_people = work / "synthetic" / name, work / "parallel" / name
        if (lessons := work / "taught" / direction / name).is_dir():
            taught = distillation.read(lessons)
            texts = checkpoint.decode_target([each.target for each in taught])
            sets[name] = [
                each
                for each, text in zip(taught, texts, strict=True)
                if is_sound((each.source, text), direction)
            ]
        elif made.with_name(f"{name}.es").exists():
            sets[name] = [p for p in _pairs(made, direction) if is_sound(p, direction)]
        elif by_people.with_name(f"{name}.es").exists():
            sets[name] = _pairs(by_people, direction)
    return sets


def _pairs(stem: Path, direction: str) -> list[Sides]:
    sides = (read_lines(stem.with_name(f"{stem.name}.{side}")) for side in direction.split("-"))
    # The side that is written second may lack its last lines while it is being made.
    return list(zip(*sides, strict=False))


def is_sound(pair: Sides, direction: str) -> bool:
    """Whether a machine-made pair is worth learning: clean, no repetition loop, and no words in the
    target that its language does not have, as the pivot leaves those that it does not know."""
    return (
        is_pair_clean(pair)
        and not any(map(_LOOP.search, pair))
        and not spelling.unknown(*pair, *direction.split("-"))
    )


def one_pass(
    sets: dict[str, list[Example]], weights: dict[str, float], rng: random.Random
) -> list[Example]:
    """Every example as often as its weight says, shuffled; of a fraction, a random share."""
    drawn: list[Example] = []
    for name, examples in sets.items():
        whole, fraction = divmod(weights[name], 1)
        drawn += examples * int(whole) + rng.sample(examples, round(fraction * len(examples)))
    rng.shuffle(drawn)
    return drawn


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded piece ids, each row a sentence: ``source`` and ``target`` (pairs, length). What should
    be written at each step of the target: ``options`` and their ``shares`` (pairs, length,
    ``BEST``)."""

    source: np.ndarray
    target: np.ndarray
    options: np.ndarray
    shares: np.ndarray

    @property
    def pairs(self) -> int:
        return len(self.source)


@dataclass(frozen=True, slots=True)
class _Encoded:
    source: list[int]
    target: list[int]
    options: np.ndarray
    shares: np.ndarray


def batches(
    sets: dict[str, list[Example]],
    weights: dict[str, float],
    checkpoint: Checkpoint,
    *,
    tokens: int,
    seed: int,
) -> Iterator[Batch]:
    """Batches of about ``tokens`` padded pieces on the longer side, for ever."""
    rng = random.Random(seed)
    while True:
        drawn = one_pass(sets, weights, rng)
        for start in range(0, len(drawn), BLOCK):
            yield from _block(drawn[start : start + BLOCK], checkpoint, tokens, rng)


def _encode(
    examples: Sequence[Example], checkpoint: Checkpoint, rng: random.Random
) -> Iterator[_Encoded]:
    """Pairs of text are varied first; a teacher's word holds for its own sentence alone."""
    pairs = [vary(e, rng) if not isinstance(e, Taught) else (e.source, "") for e in examples]
    sources = checkpoint.encode_source([source for source, _ in pairs])
    targets = checkpoint.encode_target([target for _, target in pairs])
    for example, source, target in zip(examples, sources, targets, strict=True):
        if isinstance(example, Taught):
            yield _Encoded(source, example.target, *example.shares())
        else:
            certain = np.eye(1, BEST, dtype=np.float32).repeat(len(target), 0)
            yield _Encoded(source, target, np.array(target)[:, None].repeat(BEST, 1), certain)


def _block(
    examples: Sequence[Example], checkpoint: Checkpoint, tokens: int, rng: random.Random
) -> Iterator[Batch]:
    unknown, padding = checkpoint.vocabulary[UNKNOWN], checkpoint.vocabulary[PADDING]
    encoded = [
        each
        for each in _encode(examples, checkpoint, rng)
        if max(len(each.source), len(each.target)) <= LONGEST and unknown not in each.target
    ]
    encoded.sort(key=lambda each: (padded(len(each.target)), len(each.source)))
    cut: list[list[_Encoded]] = []
    longest = 0
    for each in encoded:
        length = padded(max(len(each.source), len(each.target)))
        longest = max(longest, length)
        if not cut or (len(cut[-1]) + 1) * longest > tokens:
            cut.append([])
            longest = length
        cut[-1].append(each)
    rng.shuffle(cut)
    for batch in cut:
        yield Batch(
            _pad([each.source for each in batch], padding),
            _pad([each.target for each in batch], padding),
            _pad([each.options for each in batch], 0),
            _pad([each.shares for each in batch], 0),
        )


def padded(length: int) -> int:
    """The length that a sentence of ``length`` pieces is padded to."""
    return -(-length // STEP) * STEP


def _pad(rows: Sequence[list[int] | np.ndarray], value: int) -> np.ndarray:
    width = padded(max(map(len, rows)))
    first = np.asarray(rows[0])
    stacked = np.full((len(rows), width, *first.shape[1:]), value, first.dtype)
    for place, row in zip(stacked, rows, strict=True):
        place[: len(row)] = row
    return stacked
