"""Arithmetic of days, weeks, months and years, and how EDTF spells them."""

from __future__ import annotations

import calendar
import datetime as dt


def exists(year: int | None, month: int, day: int) -> bool:
    """Whether the month has such a day (with an unknown year, in any year)."""
    if not 1 <= month <= 12 or day < 1:
        return False
    return day <= calendar.monthrange(year or 2000, month)[1]


def spelled(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """EDTF with X for what is not known."""
    parts = ["XXXX" if year is None else f"{year:04d}"]
    if month is not None or day is not None:
        parts.append("XX" if month is None else f"{month:02d}")
    if day is not None:
        parts.append(f"{day:02d}")
    return "-".join(parts)


def full_year(digits: str) -> int:
    """The year that two digits mean: up to 49 of this century, else of the last."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return 2000 + number if number < 50 else 1900 + number


def added(day: dt.date, unit: str, count: int) -> dt.date | None:
    """``day`` and ``count`` units of time after it."""
    try:
        if unit in ("day", "night"):
            return day + dt.timedelta(count)
        if unit == "week":
            return day + dt.timedelta(7 * count)
        if unit == "fortnight":
            return day + dt.timedelta(14 * count)
        if unit == "business-day":
            step = 1 if count > 0 else -1
            for _ in range(min(abs(count), 1000)):
                day += dt.timedelta(step)
                while day.weekday() > 4:
                    day += dt.timedelta(step)
            return day
        months = {"month": 1, "quarter": 3, "semester": 6, "year": 12, "decade": 120,
                  "century": 1200}.get(unit)  # fmt: skip
        if months is None:
            return None
        total = day.year * 12 + day.month - 1 + months * count
        year, month = divmod(total, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(day.day, last))
    except (OverflowError, ValueError):
        return None


def unit_around(day: dt.date, unit: str, step: int) -> tuple[dt.date, dt.date] | None:
    """The week, month, year … ``step`` units after the one that holds ``day``."""
    if unit == "day":
        moved = added(day, "day", step)
        return (moved, moved) if moved else None
    if unit in ("week", "weekend"):
        monday = added(day - dt.timedelta(day.weekday()), "week", step)
        if monday is None:
            return None
        if unit == "weekend":
            return monday + dt.timedelta(5), monday + dt.timedelta(6)
        return monday, monday + dt.timedelta(6)
    if unit == "month":
        first = added(day.replace(day=1), "month", step)
    elif unit == "quarter":
        first = added(dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1), "quarter", step)
    elif unit == "semester":
        first = added(dt.date(day.year, 6 * ((day.month - 1) // 6) + 1, 1), "semester", step)
    elif unit == "year":
        first = added(dt.date(day.year, 1, 1), "year", step)
    elif unit == "decade":
        first = added(dt.date(day.year // 10 * 10 or 1, 1, 1), "decade", step)
    elif unit == "century":
        first = added(dt.date(day.year // 100 * 100 or 1, 1, 1), "century", step)
    else:
        return None
    following = added(first, unit, 1) if first else None
    return (first, following - dt.timedelta(1)) if first and following else None


def period(low: dt.date, high: dt.date, unit: str) -> str | None:
    """EDTF of a whole unit of time, where it has a form of its own."""
    if unit == "year":
        return f"{low.year:04d}"
    if unit == "month":
        return f"{low.year:04d}-{low.month:02d}"
    if unit == "decade":
        return f"{low.year // 10}X"
    if unit == "century":
        return f"{low.year // 100}XX"
    return None


def week_around(day: dt.date) -> tuple[dt.date, dt.date]:
    """The Monday and the Sunday of the week of ``day``."""
    monday = day - dt.timedelta(day.weekday())
    return monday, monday + dt.timedelta(6)
