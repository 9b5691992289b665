"""Numbers in digits, with the separators of either locale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from summarizer.figures.quantity_tokens import Token

# Longer runs of digits are identifiers, not numbers.
MAX_DIGITS = 40

_EXACT = Context(prec=MAX_DIGITS + 30)
_FIFTEEN_DIGITS = Context(prec=15)

VULGAR = {
    "¼": Fraction(1, 4),
    "½": Fraction(1, 2),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
    "⅙": Fraction(1, 6),
    "⅚": Fraction(5, 6),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
}
_SEPARATORS = re.compile(r"[.,']")
_GROUPED = re.compile(r"[0-9]{1,3}([.,'])[0-9]{3}(?:\1[0-9]{3})*")
# 12,34,567: lakh and crore.
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")


def decimal_of(fraction: Fraction) -> Decimal:
    """``fraction`` as a decimal: exact where it can be, else to 15 significant digits."""
    if fraction.denominator == 1:
        return Decimal(fraction.numerator)
    value = _EXACT.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))
    if Fraction(value) == fraction:
        return Decimal(f"{value.normalize(_EXACT):f}")
    return Decimal(f"{_FIFTEEN_DIGITS.plus(value):f}")


def is_power_of_ten(value: Decimal | None) -> bool:
    """Whether ``value`` is 10, 100, 1,000 ..., as what rates are seen against is."""
    return value is not None and value >= 10 and value.normalize().as_tuple().digits == (1,)


def read_literal(text: str, decimal_mark: str | None) -> Decimal | None:
    """The value of a number in digits, or None if its separators make no number.

    ``decimal_mark`` decides where a single separator stands before three digits: with ``"."``,
    1.234 is a decimal and 1,234 an integer; with ``","`` the reverse; with None both are
    integers, since newspapers of either locale group digits by far more often than they give
    three decimals.
    """
    if text in VULGAR:
        return decimal_of(VULGAR[text])
    marks = _SEPARATORS.findall(text)
    if len(text) - len(marks) > MAX_DIGITS:
        return None
    if not marks:
        return Decimal(text)
    last = marks[-1]
    head, _, tail = text.rpartition(last)
    if len(marks) == 1:
        if not head:
            return Decimal(f"0.{tail}")
        groups = len(tail) == 3 and len(head) <= 3 and not head.startswith("0")
        if last == "'":
            return Decimal(head + tail) if groups else None
        if groups and last != decimal_mark:
            return Decimal(head + tail)
        return Decimal(f"{head}.{tail}")
    if _GROUPED.fullmatch(text) or _INDIAN.fullmatch(text):
        return Decimal(_SEPARATORS.sub("", text))
    if last not in marks[:-1] and (_GROUPED.fullmatch(head) or _INDIAN.fullmatch(head)):
        return Decimal(f"{_SEPARATORS.sub('', head)}.{tail}")
    return None


@dataclass(frozen=True, slots=True)
class Literal:
    start: int
    end: int
    value: Decimal


def literals(token: Token, decimal_mark: str | None) -> list[Literal]:
    """The numbers in a token of digits and separators: one, or several where the separators only
    divide a list ("22,24,26")."""
    value = read_literal(token.word, decimal_mark)
    if value is not None:
        return [Literal(token.start, token.end, value)]
    return [
        Literal(token.start + match.start(), token.start + match.end(), Decimal(match.group()))
        for match in re.finditer(r"[0-9]+", token.word)
        if len(match.group()) <= MAX_DIGITS
    ]


_DECIMALS = r"(?:\d{1,2}|\d{4,9})(?![\d.,]*\d)"
# "19.00 horas", "a las 22.30" and "7.30pm" are times of day.
_NO_TIME = r"(?! ?(?:h|hs|hrs|horas|[ap]\.? ?m)\b)"
# Groups of thousands that end in 00 are never decimals: nobody writes 4.000 for four.
_HUNDREDS = r"[1-9]\d{0,2}%s\d00(?![\d.,]*\d)"
_POINT = re.compile(
    rf"(?<![\d.,])(?:\d{{1,3}}(?:,\d{{3}}){{1,9}}\.\d|(?<!\blas )\d{{1,15}}\.{_DECIMALS}{_NO_TIME}"
    rf"|{_HUNDREDS % ','})",
    re.IGNORECASE,
)
_COMMA = re.compile(
    rf"(?<![\d.,])(?:\d{{1,3}}(?:\.\d{{3}}){{1,9}},\d|\d{{1,15}},{_DECIMALS}"
    rf"|{_HUNDREDS % '[.]'})"
)


def decimal_mark_of(text: str) -> str | None:
    """The decimal mark that ``text`` uses where it can't be mistaken, or None without evidence."""
    points = sum(1 for _ in _POINT.finditer(text))
    commas = sum(1 for _ in _COMMA.finditer(text))
    if points == commas:
        return None
    return "." if points > commas else ","
