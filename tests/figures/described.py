"""Quantities in one line each, so that tables of tests can be read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from summarizer.brief import Bound, QuantityKind
from summarizer.figures import quantities
from summarizer.figures.match import QuantityMatch

TODAY = dt.date(2026, 1, 21)  # a Wednesday


def spelled(value: Decimal) -> str:
    """A number without an exponent and without nought at the end of its decimals."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def described(match: QuantityMatch) -> str:
    """``"$1.13bn = money 1130000000 USD"``: the text, then bound, kind, value, unit, change."""
    words = []
    if match.bound is not Bound.EXACT:
        words.append(match.bound.value)
    if match.kind is not QuantityKind.NUMBER:
        words.append(match.kind.value)
    if match.value is not None:
        words.append(spelled(match.value))
    if match.low is not None and match.high is not None:
        words.append(f"{spelled(match.low)}..{spelled(match.high)}")
    if match.unit is not None:
        words.append(match.unit)
    if match.per is not None:
        words += ["per", match.per]
    if match.date is not None:
        words.append(match.date)
    if match.change is not None:
        words.append(match.change.value)
    if match.changed_from is not None:
        words.append(f"from {spelled(match.changed_from)}")
    return f"{match.text} = {' '.join(words)}"


def found(text: str, language: str, today: dt.date | None = TODAY) -> list[str]:
    return [described(match) for match in quantities.find(text, language, today)]


def table(*rows: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Rows of a text and the quantities that stand in it, in order."""
    return [(text, tuple(expected)) for text, *expected in rows]
