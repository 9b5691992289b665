"""The stream of training batches: data sets mixed by weight, varied, cut into pieces, and sorted
into batches of few shapes."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer.checking import spelling
from training.translation.augmentation import Sides, vary
from training.translation.checkpoint import Checkpoint
from training.translation.corpora import catalogue, is_pair_clean, read_lines

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
    """The recipe of ``es-en`` or ``en-es``; ``stage`` is ``main`` or ``final``."""
    entry = tomllib.loads(RECIPES.read_text("utf-8"))[direction]
    if stage == "final":
        return Recipe(entry["learning_rate"], entry["final"])
    weights = {c.name: c.weight for c in catalogue().values() if c.kind == "parallel"}
    return Recipe(entry["learning_rate"], weights | entry["synthetic"])


_LOOP = re.compile(r"\b(\w+(?: \w+)?)(?: \1\b){2}")


def load(work: Path, direction: str, weights: dict[str, float]) -> dict[str, list[Sides]]:
    """The pairs (source, target) of each set of the recipe that is there. Of machine-made pairs,
    those with a repetition loop, sides of very different length, or words in the target that its
    language does not have are left out: the pivot leaves a word that it does not know as it is."""
    sets = {}
    sides = direction.split("-")
    for name in weights:
        synthetic = work / "synthetic" / name
        stem = synthetic if synthetic.with_name(f"{name}.es").exists() else work / "parallel" / name
        if not stem.with_name(f"{name}.es").exists():
            continue
        spanish, english = (read_lines(stem.with_name(f"{name}.{side}")) for side in ("es", "en"))
        # The side that is written second may lack its last lines while it is being made.
        pairs = list(zip(spanish, english, strict=False))
        if direction == "en-es":
            pairs = [(e, s) for s, e in pairs]
        if stem == synthetic:
            pairs = [
                p
                for p in pairs
                if is_pair_clean(p)
                and not any(map(_LOOP.search, p))
                and not spelling.unknown(*p, *sides)
            ]
        sets[name] = pairs
    return sets


def one_pass(
    sets: dict[str, list[Sides]], weights: dict[str, float], rng: random.Random
) -> list[Sides]:
    """Every pair as often as its weight says, shuffled; of a fraction, a random share."""
    drawn: list[Sides] = []
    for name, pairs in sets.items():
        whole, fraction = divmod(weights[name], 1)
        drawn += pairs * int(whole) + rng.sample(pairs, round(fraction * len(pairs)))
    rng.shuffle(drawn)
    return drawn


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded piece ids, each row a sentence; ``pairs`` rows."""

    source: list[list[int]]
    target: list[list[int]]

    @property
    def pairs(self) -> int:
        return len(self.source)


def batches(
    sets: dict[str, list[Sides]],
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
            varied = [vary(pair, rng) for pair in drawn[start : start + BLOCK]]
            yield from _block(varied, checkpoint, tokens, rng)


def _block(
    pairs: list[Sides], checkpoint: Checkpoint, tokens: int, rng: random.Random
) -> Iterator[Batch]:
    unknown, padding = checkpoint.vocabulary["<unk>"], checkpoint.vocabulary["<pad>"]
    sources = checkpoint.encode_source([source for source, _ in pairs])
    targets = checkpoint.encode_target([target for _, target in pairs])
    encoded = [
        (source, target)
        for source, target in zip(sources, targets, strict=True)
        if len(source) <= LONGEST and len(target) <= LONGEST and unknown not in target
    ]
    encoded.sort(key=lambda pair: (_padded(len(pair[1])), len(pair[0])))
    cut: list[list[tuple[list[int], list[int]]]] = []
    longest = 0
    for pair in encoded:
        longest = max(longest, _padded(max(map(len, pair))))
        if not cut or (len(cut[-1]) + 1) * longest > tokens:
            cut.append([])
            longest = _padded(max(map(len, pair)))
        cut[-1].append(pair)
    rng.shuffle(cut)
    for batch in cut:
        yield Batch(_pad([s for s, _ in batch], padding), _pad([t for _, t in batch], padding))


def _padded(length: int) -> int:
    return -(-length // STEP) * STEP


def _pad(rows: list[list[int]], padding: int) -> list[list[int]]:
    width = _padded(max(map(len, rows)))
    return [row + [padding] * (width - len(row)) for row in rows]
