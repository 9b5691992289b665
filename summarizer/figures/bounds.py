"""Words that bound a value or tell its change."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.brief import Bound, Change
from summarizer.figures.vocabulary import Phrases


@dataclass(frozen=True)
class BoundWords:
    """``before`` and ``after`` bound the number that they touch; ``changes`` are verbs and
    adverbs in front of an amount of change."""

    before: Phrases[Bound]
    after: Phrases[Bound]
    between: frozenset[str]
    range_openers: frozenset[str]
    range_joiners: Phrases[str]
    changes: Phrases[Change]
