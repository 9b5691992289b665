"""Figure parity: whether each quantity of one side stands on the other with the same value.

Both sides are read by the same finder, each with its own language and decimal mark; then values
are compared, not words: *tres mil quinientos millones* equals *3.5 billion*, *1.234,5* equals
*1,234.5*, *el 20 de enero* equals *January 20*.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer.brief import Language, Quantity, QuantityKind
from summarizer.figures import quantities
from summarizer.figures.match import QuantityMatch

_CALENDAR = frozenset({QuantityKind.DATE, QuantityKind.TIME})
_PERCENT = frozenset({"percent", "percentage-point"})
# Rounded fractions ("a third" has 15 digits, "33%" has two) must still be equal where both are
# exact; this only forgives the last digits of such a division.
_CLOSE = Decimal("1e-9")
# A number whose separator may group thousands or mark decimals: 1.234 or 1,234.
_AMBIGUOUS = re.compile(r"(?<![\d.,])\d{1,3}[.,]\d{3}(?![\d]|[.,]\d)")
# Days, months, seasons named without a number, or with a value that only the day of writing
# tells: "ayer" and "yesterday" agree when both are dates.
_UNKNOWN = "X"


@dataclass(frozen=True)
class Parity:
    """``pairs`` are quantities that agree, ``lost`` those of the source that the target lacks,
    ``added`` those of the target that the source lacks."""

    pairs: tuple[tuple[QuantityMatch, QuantityMatch], ...]
    lost: tuple[QuantityMatch, ...]
    added: tuple[QuantityMatch, ...]

    @property
    def faults(self) -> int:
        return len(self.lost) + len(self.added)


def compare(
    source: str,
    target: str,
    source_language: Language,
    target_language: Language,
    *,
    reference_date: dt.date | None = None,
    source_mark: str | None = None,
    target_mark: str | None = None,
) -> Parity:
    """The parity of two texts that should say the same.

    ``source_mark`` and ``target_mark`` are the decimal marks (``"."`` or ``","``) of the texts
    where they are known. Where a number can be read in two ways and no mark is given, the reading
    with fewer faults counts: a warning that rests on a doubtful reading would be a false alarm.
    """
    best: Parity | None = None
    for s_mark in _marks(source, source_mark):
        found = read(source, source_language, reference_date, s_mark)
        for t_mark in _marks(target, target_mark):
            other = read(target, target_language, reference_date, t_mark)
            parity = _pair(found, other, source, target)
            if best is None or parity.faults < best.faults:
                best = parity
            if not best.faults:
                return best
    assert best is not None
    return best


def read(
    text: str,
    language: Language,
    reference_date: dt.date | None = None,
    mark: str | None = None,
) -> tuple[QuantityMatch, ...]:
    """The quantities of ``text``, or none for a language without a finder."""
    if language not in ("en", "es"):
        return ()
    return tuple(quantities.find(text, language, reference_date, decimal_mark=mark))


def _marks(text: str, known: str | None) -> tuple[str | None, ...]:
    if known is not None or not _AMBIGUOUS.search(text):
        return (known,)
    return (None, ".", ",")


def _pair(
    source: Sequence[QuantityMatch], target: Sequence[QuantityMatch], s_text: str, t_text: str
) -> Parity:
    free = list(target)
    pairs: list[tuple[QuantityMatch, QuantityMatch]] = []
    left: list[QuantityMatch] = []
    for match in source:
        other = next((o for o in free if agree(match, o)), None)
        if other is None:
            left.append(match)
        else:
            free.remove(other)
            pairs.append((match, other))
    lost = tuple(m for m in left if not _stands(m, target, s_text, t_text))
    added = tuple(m for m in free if not (_may_be_idiom(m) or _stands(m, source, t_text, s_text)))
    return Parity(tuple(pairs), lost, added)


def agree(a: QuantityMatch | Quantity, b: QuantityMatch | Quantity) -> bool:
    """Whether two quantities have the same value and units that don't contradict each other."""
    if a.kind in _CALENDAR or b.kind in _CALENDAR:
        return _same_moment(a, b)
    return _same_value(a, b) and _same_unit(a, b)


def _same_moment(a, b) -> bool:
    if a.kind in _CALENDAR and b.kind in _CALENDAR:
        if a.date is None or b.date is None:
            return a.value == b.value
        return _same_date(a.date, b.date)
    # A year that one side's reader takes for a plain number.
    date, other = (a, b) if a.kind in _CALENDAR else (b, a)
    return date.date is not None and other.value is not None and date.date == f"{other.value:f}"


def _same_date(a: str, b: str) -> bool:
    """Equal where both tell something: ``XXXX-01-20`` and ``2026-01-20`` agree."""
    if a == b:
        return True
    one, other = a.split("/"), b.split("/")
    if len(one) != len(other):
        return False
    return all(_same_day(x, y) for x, y in zip(one, other, strict=True))


def _same_day(a: str, b: str) -> bool:
    one, other = a.split("-"), b.split("-")
    return all(
        x == y or _UNKNOWN in x or _UNKNOWN in y for x, y in zip(one, other, strict=False)
    ) and (len(one) == len(other) or _UNKNOWN not in one[0] + other[0])


def _same_value(a, b) -> bool:
    if a.value is not None and b.value is not None:
        return _close(a.value, b.value)
    if a.value is None and b.value is None:
        if None in (a.low, a.high, b.low, b.high):
            return (a.low, a.high) == (b.low, b.high)
        return _close(a.low, b.low) and _close(a.high, b.high)
    one, both = (a, b) if a.value is not None else (b, a)
    # "miles" and "thousands" may be read as a range on one side and as the power on the other.
    return (
        both.kind is QuantityKind.NUMBER
        and both.low is not None
        and (_close(one.value, both.low) and both.high == 10 * both.low)
    )


def _close(a: Decimal, b: Decimal) -> bool:
    return a == b or abs(a - b) <= _CLOSE * max(abs(a), abs(b))


def _same_unit(a, b) -> bool:
    if a.unit == b.unit or a.unit is None or b.unit is None:
        # A percentage that lost its sign is another figure.
        return bool(_PERCENT & {a.unit}) == bool(_PERCENT & {b.unit})
    if QuantityKind.MONEY in (a.kind, b.kind) and a.kind == b.kind:
        # A dollar sign is read as the currency of the country that the text is about.
        return "$" in a.text or "$" in b.text
    return False


def _stands(
    match: QuantityMatch, others: Sequence[QuantityMatch], text: str, other_text: str
) -> bool:
    """Whether ``match`` has support on the other side although no free quantity there agrees:
    it is said twice here and once there; a range here is two numbers there, or the reverse; or
    its digits stand there in what the finder takes for a name ("Fig.3", "H1N1")."""
    if any(agree(match, other) for other in others):
        return True
    values = [v for other in others for v in (other.value, other.low, other.high) if v is not None]
    wanted = [v for v in (match.value, match.low, match.high) if v is not None]
    is_range = match.low is not None or any(other.low is not None for other in others)
    if is_range and wanted and all(any(_close(v, w) for w in values) for v in wanted):
        return True
    if match.kind not in (QuantityKind.NUMBER, QuantityKind.DATE):
        return False
    digits = _DIGITS.findall(match.text)
    standing = set(_DIGITS.findall(other_text))
    return bool(digits) and not _SCALED.search(match.text) and standing.issuperset(digits)


def _may_be_idiom(match: QuantityMatch) -> bool:
    """Whether a quantity that only the translation has may be mere wording: "twice" becomes *dos
    veces*, "early" *las primeras*, "daily" *en un día*, "average" *medio*."""
    return match.value is not None and match.value <= 2 and not any(map(str.isdigit, match.text))


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# A number with a word such as *million* is more than its digits.
_SCALED = re.compile(r"[^\W\d]{3,}")
