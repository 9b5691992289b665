"""How long a summary may be."""

from __future__ import annotations

import math
from dataclasses import dataclass

from summarizer.brief import Length


@dataclass(frozen=True)
class Budget:
    """The most points and the most words of a summary."""

    points: int
    words: int


BUDGETS = {
    Length.SHORT: Budget(points=3, words=110),
    Length.STANDARD: Budget(points=5, words=180),
    Length.LONG: Budget(points=9, words=320),
}
"""Three points are what the field compares (Lead-3); a news sentence has 20 to 40 words."""

# A text this short is its own summary.
_SHORT_TEXT = 60
# Of a longer one a summary takes at most this share of the sentences, or it sums nothing up.
_LARGEST_SHARE = 0.6


def of(length: Length, sentences: int, words: int) -> Budget:
    """The budget of ``length`` for an article of so many sentences and words."""
    budget = BUDGETS[length]
    if words <= _SHORT_TEXT:
        return Budget(max(budget.points, sentences), budget.words)
    share = max(2, math.ceil(sentences * _LARGEST_SHARE))
    return Budget(min(budget.points, share), budget.words)
