"""Dates and times of day: where they stand and, as far as the text and the day it was written
tell, which they are (ISO 8601 and EDTF, Library of Congress 2019)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from summarizer.brief import QuantityKind


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date or time of day at ``text[start:end]``. ``date`` is None where only a reference date
    could tell; a time of day has ``value``, the minutes since midnight."""

    start: int
    end: int
    kind: QuantityKind
    date: str | None = None
    value: Decimal | None = None


@dataclass(frozen=True)
class DateWords:
    """``patterns`` are searched in order over the folded text, the earlier winning where two
    overlap; each has groups named as in :func:`_resolve`."""

    months: dict[str, int]
    weekdays: dict[str, int]
    day_words: dict[str, int]
    patterns: tuple[re.Pattern[str], ...]
    relative: Callable[[str, dt.date], str | None]
    relative_pattern: re.Pattern[str]
    times: tuple[re.Pattern[str], ...]
    afternoon: frozenset[str]
    day_first: bool


ISO = re.compile(
    r"(?<![\w-])(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?"
    r"(?![\w-])"
)
NUMERIC = re.compile(
    r"(?<![\w/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})"
    r"(?![\w/-]|[.,]\d)"
)


def exists(year: int | None, month: int, day: int) -> bool:
    """Whether the month has such a day (with an unknown year, in any year)."""
    if not 1 <= month <= 12 or day < 1:
        return False
    return day <= calendar.monthrange(year or 2000, month)[1]


def spelled(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """EDTF with X for what is not known."""
    parts = ["XXXX" if year is None else f"{year:04d}"]
    if month is not None:
        parts.append(f"{month:02d}")
        if day is not None:
            parts.append(f"{day:02d}")
    return "-".join(parts)


def _full_year(digits: str) -> int:
    if len(digits) == 2:
        return 2000 + int(digits) if int(digits) < 50 else 1900 + int(digits)
    return int(digits)


def _day(groups: dict[str, str | None], name: str, words: DateWords) -> int | None:
    text = groups.get(name)
    if text is None:
        return None
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else words.day_words.get(text)


def _month(text: str | None, words: DateWords) -> int | None:
    return None if text is None else words.months.get(text.rstrip("."))


def _resolve(match: re.Match[str], words: DateWords, reference: dt.date | None) -> str | None:
    groups = match.groupdict()
    year = _full_year(groups["year"]) if groups.get("year") else None
    if "a" in groups:
        first, second = int(groups["a"] or 0), int(groups["b"] or 0)
        orders = [(second, first), (first, second)]
        if not words.day_first:
            orders.reverse()
        for month, day in orders:
            if exists(year, month, day):
                return spelled(year, month, day)
        return None
    if groups.get("decade"):
        digits = groups["decade"]
        start = int(digits) if len(digits) == 4 else _full_year(digits)
        return f"{start // 10}X"
    month = _month(groups.get("month"), words) or (
        int(groups["month"]) if (groups.get("month") or "").isdigit() else None
    )
    if month is None:
        if groups.get("year2") and year is not None:
            return f"{spelled(year)}/{spelled(int(groups['year2'] or 0))}"
        return spelled(year) if year is not None else None
    day = _day(groups, "day", words)
    if groups.get("day") and day is None:
        return None
    if day is not None and not exists(year, month, day):
        return None
    second_month = _month(groups.get("month2"), words)
    second_day = _day(groups, "day2", words)
    if second_month is not None or second_day is not None:
        last = second_month or month
        if second_day is not None and not exists(year, last, second_day):
            return None
        return f"{spelled(year, month, day)}/{spelled(year, last, second_day)}"
    return spelled(year, month, day)


def find(folded: str, words: DateWords, reference: dt.date | None = None) -> list[DateMatch]:
    """The dates and times in a folded text, in order and never overlapping."""
    found: list[DateMatch] = []
    taken = bytearray(len(folded))

    def take(start: int, end: int) -> bool:
        if any(taken[start:end]):
            return False
        taken[start:end] = b"\x01" * (end - start)
        return True

    for pattern in (ISO, *words.patterns, NUMERIC):
        for match in pattern.finditer(folded):
            start, end = match.span("whole" if "whole" in pattern.groupindex else 0)
            date = _resolve(match, words, reference)
            if date is not None and take(start, end):
                found.append(DateMatch(start, end, QuantityKind.DATE, date))
    for match in words.relative_pattern.finditer(folded):
        if take(*match.span()):
            date = words.relative(match.group(), reference) if reference else None
            found.append(DateMatch(*match.span(), QuantityKind.DATE, date))
    for pattern in words.times:
        for match in pattern.finditer(folded):
            minutes = _minutes(match, words)
            if minutes is not None and take(*match.span()):
                found.append(DateMatch(*match.span(), QuantityKind.TIME, value=Decimal(minutes)))
    return sorted(found, key=lambda match: match.start)


def _minutes(match: re.Match[str], words: DateWords) -> int | None:
    groups = match.groupdict()
    hour = int(groups["hour"] or 0)
    minute = int(groups.get("minute") or 0)
    half = (groups.get("half") or "").replace(".", "").replace(" ", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in words.afternoon else 0)
    return 60 * hour + minute if hour < 24 and minute < 60 else None
