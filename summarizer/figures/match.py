"""A quantity as it is found in one text, before it is merged over the article."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from summarizer.brief import Bound, Change, Counted, QuantityKind


@dataclass(frozen=True, slots=True)
class QuantityMatch:
    """``start`` and ``end`` are in the text that was searched; the fields with the same names as
    those of :class:`summarizer.brief.Quantity` mean the same."""

    start: int
    end: int
    text: str
    kind: QuantityKind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    date: str | None = None
    bound: Bound = Bound.EXACT
    change: Change | None = None
    changed_from: Decimal | None = None
    counts: Counted | None = None
