"""Sentences of like length put together, so that little of a batch is padding."""

from __future__ import annotations

import random


def of_like_length(items: list, most: int, jitter: float, chance: random.Random) -> list[list]:
    """``items``, whose first fields are sequences, in batches of at most ``most`` tokens with
    their padding, the batches in no order. ``jitter`` is by how many tokens sentences may change
    places, so that no two epochs have the same batches. Sorts ``items``."""
    items.sort(key=lambda item: len(item[0]) + jitter * chance.random())
    batches, batch = [], []
    for item in items:
        if batch and (len(batch) + 1) * len(item[0]) > most:
            batches.append(batch)
            batch = []
        batch.append(item)
    batches.append(batch)
    chance.shuffle(batches)
    return batches
