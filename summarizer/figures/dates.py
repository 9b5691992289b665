"""Dates, periods and times of day: where they stand and, as far as the text and the day it was
written tell, which they are.

A date is told as EDTF (Library of Congress, 2019) as precise as the text is: ``2026-01-20``,
``2026-01``, ``2026``, ``202X`` (a decade), ``20XX`` (a century), ``2026-22`` (a summer),
``XXXX-01-20`` (of a year that is not known), ``2026-01-20/2026-01-25`` (from, to and including).
A date that does not exist is none.

Read as a grammar over tokens, the same for every language; the words are in the folders of the
languages. The longest reading at a place wins.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, wraps
from typing import Any

from summarizer.brief import QuantityKind
from summarizer.figures.calendars import (
    added,
    exists,
    full_year,
    period,
    spelled,
    unit_around,
    week_around,
)
from summarizer.figures.drafts import Reading
from summarizer.figures.numerals import NumeralKind, NumeralReader
from summarizer.figures.quantity_tokens import HAS_DIGIT, TokenKind
from summarizer.figures.vocabulary import Phrases, speaks_of

FIRST_YEAR, LAST_YEAR = 1000, 2199
# A year without its century's words or an era is taken for one from here on.
FIRST_PLAIN_YEAR = 1500
_ENDS_OF_SENTENCE = (".", ";", "!", "?", ":", '"', "”", "»")

# How far before a weekday the verb may stand that tells whether it is to come, in tokens.
MAX_LOOK_BACK = 14
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_ROMAN = re.compile(r"(x{0,2})(ix|iv|v?i{0,3})")


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date, a period, a time of day or a span of time seen from today, at ``text[start:end]``.

    ``date`` is None where only a reference date could tell. A time of day has ``value``, the
    minutes since midnight; "two years ago" has its number and ``unit``, and is a duration.
    """

    start: int
    end: int
    kind: QuantityKind | None
    date: str | None = None
    value: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, eq=False)
class DateWords:
    """``months`` and ``weekdays`` by all their names, ``full_months`` those that stand alone,
    ``capital_months`` only with a capital. ``of`` ties a day to its month and both to a year;
    ``the`` may stand before a day. ``steps`` are words before a unit of time ("next"),
    ``steps_behind`` behind it ("que viene"). ``units`` name weeks, months and years.
    ``relative_days`` are words for days seen from today. ``ago`` stands behind a span of time,
    ``ago_before`` before it; ``lasts`` before a number of units up to or from today; ``within``
    likewise. ``openers`` begin a range, ``joiners`` join its ends, ``and_joiners`` only after
    one of ``between``. ``edges`` tell a part of a period ("early"); ``rests`` what is left of
    it. ``decades`` are plurals of tens; ``decade_openers`` and ``century_openers`` stand before,
    ``century_words`` behind their number. ``year_openers`` go before a year that stands alone,
    ``day_openers`` before a day that does; ``eras`` before or behind a year. ``now`` is the end of
    a range; ``future`` words show that ``future_in`` tells when ("will leave in 3 weeks"). In
    conversation ``few`` are small numbers, ``own`` stands before a week of the speaker, ``whole``
    before a span that is all of it. Behind ``not_days_after`` a word of ``relative_days`` tells a
    time of day ("por la mañana"). ``not_days`` are number words that are no days of a month;
    ``day_nouns`` stand before the number of a day. A number before ``not_years`` counts them.
    ``ahead`` and ``behind`` are words of verbs that tell whether a weekday is to come, and so are
    those of the ``agenda`` behind a plural ("talks resume"); a weekday behind ``coming`` is the
    nearest to come. A day or month behind ``since``, or behind one of ``into`` with one of ``than``
    or ``from_value`` before it, is past; and so is one behind a verb of the past that is none of
    ``saying``, unless one of ``not_placed`` stands right before it. ``decade_nouns`` stand before
    decades in a list ("los años 60 y 70"). ``possessed`` are dates too where they own something
    ("Wednesday's attack").
    ``business_periods`` are quarters and halves that mean those of the calendar even without a
    year, in a language where they mean games too only near ``business``, and not with ``fiscal``.
    ``hours`` finds ranges of hours by their article; ``time_opener`` finds the first hour of a range right before a time.
    What ``before_stopwatch`` finds before a time or ``after_stopwatch`` behind it shows that it
    was taken ("a record of 2:00:35")."""

    months: dict[str, int]
    full_months: frozenset[str]
    capital_months: frozenset[str]
    weekdays: dict[str, int]
    of: frozenset[str]
    the: frozenset[str]
    steps: dict[str, int]
    steps_behind: Phrases[int]
    units: Phrases[str]
    relative_days: Phrases[int]
    ago: Phrases[int]
    ago_before: Phrases[int]
    lasts: dict[str, int]
    within: Phrases[int]
    openers: frozenset[str]
    between: frozenset[str]
    joiners: Phrases[str]
    and_joiners: frozenset[str]
    edges: Phrases[str]
    rests: Phrases[str]
    seasons: dict[str, str]
    decades: dict[str, int]
    decade_openers: Phrases[str]
    century_openers: Phrases[int]
    century_words: frozenset[str]
    quarters: Phrases[int]
    year_openers: Phrases[str]
    year_words: frozenset[str]
    day_openers: frozenset[str]
    eras: Phrases[int]
    now: frozenset[str]
    future: frozenset[str]
    future_in: frozenset[str]
    not_placed: frozenset[str]
    since: frozenset[str]
    than: frozenset[str]
    from_value: frozenset[str]
    into: frozenset[str]
    saying: frozenset[str]
    ahead: frozenset[str]
    agenda: frozenset[str]
    coming: frozenset[str]
    behind: frozenset[str]
    business_periods: frozenset[str]
    business: frozenset[str]
    fiscal: frozenset[str]
    few: dict[str, int]
    own: frozenset[str]
    starting: frozenset[str]
    whole: frozenset[str]
    week_of: Phrases[str]
    after_next: Phrases[str]
    not_days_after: frozenset[str]
    not_days: frozenset[str]
    day_nouns: frozenset[str]
    decade_nouns: frozenset[str]
    possessed: frozenset[str]
    not_years: frozenset[str]
    not_months: frozenset[str]
    spoken_times: tuple[re.Pattern[str], ...]
    times_in_digits: tuple[re.Pattern[str], ...]
    hours: re.Pattern[str] | None
    time_opener: re.Pattern[str]
    before_stopwatch: re.Pattern[str]
    after_stopwatch: re.Pattern[str]
    afternoon: frozenset[str]
    day_first: bool
    last_is_last_year: bool


# --- what a date is -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Point:
    """A date or period at ``tokens[first:last]``: a day of a month of a year, of which some may
    not be known; or from ``low`` to ``high``; or what ``edtf`` says. ``value`` and ``unit`` make
    it a span of time. ``loose`` says that no date is told there: it does not exist. ``guessed``
    says that the year is the nearest, ``weekday`` that it is told by that alone."""

    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    low: dt.date | None = None
    high: dt.date | None = None
    edtf: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    loose: bool = False
    guessed: bool = False
    weekday: int | None = None

    def text(self) -> str | None:
        if self.edtf is not None:
            return self.edtf
        if self.low is not None and self.high is not None:
            if self.low == self.high:
                return self.low.isoformat()
            return f"{self.low.isoformat()}/{self.high.isoformat()}"
        if self.year is None and self.month is None and self.day is None:
            return None
        return spelled(self.year, self.month, self.day)

    def starting(self) -> str | None:
        """The day or period in which it begins, for a range."""
        text = self.text()
        return text.split("/")[0] if text else None

    def ending(self) -> str | None:
        text = self.text()
        return text.split("/")[-1] if text else None


# --- reading ------------------------------------------------------------------------------------


def _once(method: Callable[[DateReader, int], Any]) -> Callable[[DateReader, int], Any]:
    """Reads each place once: dates are made of parts that are tried from several places."""
    name = method.__name__

    @wraps(method)
    def remembered(self: DateReader, index: int) -> Any:
        key = name, index
        if key not in self.remembered:
            self.remembered[key] = method(self, index)
        return self.remembered[key]

    return remembered


class DateReader:
    """Reads the dates of one text, seen from the day on which it was written."""

    def __init__(
        self,
        reading: Reading,
        reference: dt.date | None,
        numerals: NumeralReader,
        *,
        casual: bool = False,
    ) -> None:
        self.reading = reading
        self.word = reading.word
        self.words: DateWords = reading.words.dates
        self.reference = reference
        self.numerals = numerals
        self.casual = casual
        self.remembered: dict[tuple[str, int], Any] = {}
        self.starters, self.opening, self.alone, self.openings = _starters(self.words)

    def read_all(self) -> list[_Point]:
        found: list[_Point] = []
        tokens, starters, starts_number = (
            self.reading.tokens,
            self.starters,
            self.numerals.may_start,
        )
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.kind is TokenKind.WORD and (
                token.word not in starters and not starts_number(token)
            ):
                # Most words are passed here.
                index += 1
                continue
            point = self.read(index) if self._may_start(index) else None
            if point is not None:
                found.append(point)
                index = point.last
            else:
                index += 1
        return found

    def read(self, index: int) -> _Point | None:
        """The longest date, period or range of dates at token ``index``."""
        return _longest((self._range(index), self._point(index)))

    def _may_start(self, index: int) -> bool:
        kind = self.reading.kind(index)
        if kind is TokenKind.NUMBER:
            return True
        if kind is TokenKind.PUNCTUATION:
            return self.word(index) == "'"
        if kind is not TokenKind.WORD:
            return False
        for _ in range(3):
            # "the" and "from" begin a date only if a date goes on behind them.
            if self.word(index) not in self.opening:
                break
            index += 1
            if self.reading.kind(index) is TokenKind.NUMBER or self.word(index) in self.words.now:
                return True
        else:
            return False
        if self.reading.kind(index) is not TokenKind.WORD:
            return self.word(index) == "'"
        return self._opens_date(index)

    def _opens_date(self, index: int) -> bool:
        """Whether the word at ``index`` is one that begins a date, or begins a phrase or a number
        that does: most of "in", "a" and "one" are ruled out here."""
        word = self.word(index)
        if word in self.alone or (self.casual and word in self.words.own):
            return True
        tokens = self.reading.tokens
        if any(phrases.at(tokens, index) is not None for phrases in self.openings.get(word, ())):
            return True
        if word in self.words.future_in:
            index += 1
            if self.reading.kind(index) is TokenKind.NUMBER:
                return True
        return self._opens_number(index)

    def _opens_number(self, index: int) -> bool:
        if not 0 <= index < len(self.reading.tokens):
            return False
        tokens = self.reading.tokens
        article = self.word(index) in ("a", "an", "un", "una")
        if article and self.reading.words.units.names.at(tokens, index + 1) is not None:
            return True
        if not self.numerals.may_start(tokens[index]):
            return False
        numeral = self.numerals.read(index)
        if numeral is None:
            return False
        following = self.word(index + 1)
        return (
            not article
            or numeral.last > index + 1
            or (
                # An article alone is a number only where a date goes on behind it.
                self.reading.kind(index + 1) is not TokenKind.WORD
                or following in self.starters
                or following in self.words.of
            )
        )

    # .. numbers ..

    @_once
    def _number(self, index: int) -> tuple[int, int, bool] | None:
        """A whole number in words or digits at ``index``, its end, and whether it is ordinal."""
        if self.reading.kind(index) is TokenKind.NUMBER:
            digits = self.word(index)
            if not digits.isdigit() or len(digits) > 4:
                return None
            ordinal = self.reading.touches(index + 1) and (
                self.word(index + 1) in self.reading.words.numerals.ordinal_endings
                # The sign of degrees for the one of ordinals: "1° de mayo".
                or self.word(index + 1) == "°"
                and self.word(index + 2) in self.words.of
                and self.word(index + 3) in self.words.months
            )
            if ordinal:
                return int(digits), index + 2, True
            if self.word(index + 1) == "." and self.word(index + 2) in ("º", "er", "o"):
                return int(digits), index + 3, True
            if self.reading.touches(index + 1) and self.reading.kind(index + 1) is TokenKind.WORD:
                return None
            return int(digits), index + 1, False
        if self.reading.kind(index) is not TokenKind.WORD:
            return None
        if not self.numerals.may_start(self.reading.tokens[index]):
            return None
        numeral = self.numerals.read(index)
        if numeral is None or numeral.vague or numeral.kind is NumeralKind.FRACTION:
            return None
        if numeral.in_digits:
            # "mil 992" is an amount.
            return None
        if numeral.value != numeral.value.to_integral_value() or not 0 < numeral.value < 10**5:
            return None
        return int(numeral.value), numeral.last, numeral.kind is NumeralKind.ORDINAL

    def _day_number(self, index: int) -> tuple[int, int] | None:
        number = self._number(index)
        if number is None or not 1 <= number[0] <= 31:
            return None
        if self.word(index) in self.words.not_days:
            return None
        return number[0], number[1]

    def _year(self, index: int, *, short: bool = False) -> tuple[int, int] | None:
        """A year in four digits, in words, or with ``short`` in two digits."""
        word = self.word(index)
        if self.reading.kind(index) is TokenKind.NUMBER:
            if word.isdigit() and len(word) == 4 and FIRST_YEAR <= int(word) <= LAST_YEAR:
                if self._continues_number(index + 1):
                    return None
                return int(word), index + 1
            if short and word.isdigit() and len(word) == 2:
                return full_year(word), index + 1
            return None
        if word == "'" and self.word(index + 1).isdigit() and len(self.word(index + 1)) == 2:
            return full_year(self.word(index + 1)), index + 2
        number = self._number(index)
        if number is None or number[2]:
            return None
        value, after, _ = number
        if 13 <= value <= 20:
            second = self._number(after + (self.word(after) == "-"))
            if second is not None and not second[2]:
                if 10 <= second[0] <= 99:
                    return 100 * value + second[0], second[1]
                zero = self.reading.words.numerals.units.get(self.word(after))
                if zero == 0:
                    last = self._number(after + 1)
                    if last is not None and 1 <= last[0] <= 9:
                        return 100 * value + last[0], last[1]
            zero = self.reading.words.numerals.units.get(self.word(after))
            if zero == 0:
                last = self._number(after + 1)
                if last is not None and 1 <= last[0] <= 9:
                    return 100 * value + last[0], last[1]
        if FIRST_YEAR <= value <= LAST_YEAR:
            return value, after
        return None

    def _continues_number(self, index: int) -> bool:
        """Whether four digits go on to be another number: 2,000.5 or 1800 million."""
        word = self.word(index)
        if word in self.words.not_years:
            return True
        numerals = self.reading.words.numerals
        return word in numerals.scales or word in numerals.scale_plurals or word == "%"

    # .. points ..

    @_once
    def _point(self, index: int) -> _Point | None:
        attempts: tuple[Callable[[int], _Point | None], ...] = (
            self._quarter,
            self._edge,
            self._day,
            self._numeric,
            self._weekday,
            self._nth_weekday,
            self._end_of_period,
            self._relative_day,
            self._ago,
            self._lasting,
            self._step,
            self._month,
            self._decade,
            self._decade_alone,
            self._century,
            self._season,
            self._week_of,
            self._nth_week,
            self._rest,
            self._year_alone,
            self._day_alone,
            self._numbered_day,
            self._starting,
            self._casual,
        )
        return _longest(attempt(index) for attempt in attempts)

    @_once
    def _month_name(self, index: int) -> tuple[int, int] | None:
        """A month by any of its names, and the end of it with its full stop."""
        month = self.words.months.get(self.word(index))
        if month is None:
            return None
        if self.word(index) in self.words.capital_months and (
            not self.reading.is_capitalised(index)
        ):
            return None
        after = index + 1
        short = self.word(index) not in self.words.full_months
        if short and self.word(after) == "." and self.reading.touches(after):
            # A full stop at the end of the text is that of the sentence.
            after += after + 1 < len(self.reading.tokens)
        return month, after

    def _year_behind(self, index: int, *, short: bool = False) -> tuple[int, int] | None:
        """A year behind a day or a month, with what ties it to them."""
        at = index
        tight = self.word(at) in ("-", "/", ".") and self.reading.touches(at)
        if tight or self.word(at) == ",":
            at += 1
        tied = self.word(at) in self.words.of
        if tied:
            at += 1
            stepped = self._stepped_year(at)
            if stepped is not None:
                # "marzo del año pasado"
                return stepped
            if self.word(at) in self.words.year_words:
                at += 1
        year = self._year(at, short=short and (tied or self.word(at) > "31"))
        if year is not None and year[1] > at:
            # "El 5 de junio, 40 personas": English writes "June 5, 2020" with nothing between.
            amount = not (tied or tight) and self._counts(year[1])
            if not (
                amount and (self.words.day_first or year[1] == at + 1 and len(self.word(at)) < 4)
            ):
                return year
        return self._stepped_year(at)

    def _stepped_year(self, index: int) -> tuple[int, int] | None:
        """``next year``, ``el próximo año``, seen from the reference."""
        if self.reference is None:
            return None
        step = self._step(index)
        if step is None or step.edtf is None or len(step.edtf) != 4 or not step.edtf.isdigit():
            return None
        return int(step.edtf), step.last

    def _named_weekday(self, index: int) -> tuple[int, int] | None:
        """A weekday before a date, with the comma or article between them."""
        word = self.word(index)
        if word not in self.words.weekdays or self._owns(index):
            return None
        at = index + 1
        if self.word(at) == "." and self.reading.touches(at):
            at += 1
        if self.word(at) == ",":
            at += 1
        return self.words.weekdays[word], at

    @_once
    def _day(self, index: int) -> _Point | None:
        """``January 12, 2016``, ``Wed, 22 of Jan``, ``20 de enero de 2026``, ``20th of next
        month``, ``Thursday the 21st``."""
        if self.word(index) in self.words.the and self.word(index + 1) in self.words.weekdays:
            index += 1
        start = index
        weekday = self._named_weekday(index)
        if weekday is not None:
            index = weekday[1]
        if self.word(index) in self.words.the:
            index += 1
            start = start if weekday is not None else index
        return _longest(
            (
                self._month_day(start, index),
                self._day_month(start, index),
                self._weekday_day(start, index, weekday[0]) if weekday else None,
            )
        )

    def _owns(self, index: int) -> bool:
        """Whether a date owns what follows: in "Sunday's 3-2 win" no day of a month does."""
        return self.reading.text[self.reading.tokens[index].end :][:1] in ("'", "’")

    def _month_day(self, start: int, index: int) -> _Point | None:
        month = self._month_name(index)
        if month is None or self._owns(index):
            return None
        number, at = month
        if self.word(at) in ("-", "/", ".") and self.reading.touches(at):
            at += 1
        if self.word(at) in self.words.the:
            at += 1
        day = self._day_number(at)
        if day is None or self._is_more_than_day(at, day[1]):
            return None
        if self.word(at) in self.reading.words.numerals.articles:
            # "terminará en septiembre una década"
            return None
        year = self._year_behind(day[1])
        return self._made(start, day[1], number, day[0], year)

    def _day_month(self, start: int, index: int) -> _Point | None:
        day = self._day_number(index)
        if day is None or (
            self.reading.touches(index)
            and self.word(index - 1) in ("-", ".", "/", ",")
            and self.reading.kind(index - 2) is TokenKind.WORD
        ):
            return None
        at = day[1]
        while self.word(at) in self.words.of or (
            self.word(at) in ("-", "/", ".") and self.reading.touches(at)
        ):
            at += 1
            if at > day[1] + 2:
                return None
        month = self._month_name(at)
        if month is not None:
            year = self._year_behind(month[1], short=True)
            return self._made(start, month[1], month[0], day[0], year)
        if at == day[1]:
            return None
        if (
            self.words.day_first
            and self.word(at - 1) == "del"
            and (self.word(day[1] - 2) in self.words.the or self.word(index - 1) in self.words.the)
        ):
            # "el 17 del 11"
            number = self._number(at)
            if number is not None and 1 <= number[0] <= 12 and not self._counts(number[1]):
                return self._made(start, number[1], number[0], day[0], None)
        # "the 20th of next month"
        step = self._step(at)
        if (
            step is not None
            and step.unit is None
            and step.low is not None
            and (step.low.day == 1 and step.high is not None and step.low.month == step.high.month)
        ):
            start -= self.word(start - 1) in self.words.the and not self.words.day_first
            return self._made(start, step.last, step.low.month, day[0], (step.low.year, step.last))
        return None

    def _is_more_than_day(self, index: int, after: int) -> bool:
        """Whether the number behind a month is an amount, a time or a year: "May 30%"."""
        if self.word(after) == "%" and self.reading.touches(after):
            return True
        if self.word(after) == ":" and self.reading.touches(after):
            return self.reading.kind(after + 1) is TokenKind.NUMBER and (
                self.reading.touches(after + 1)
            )
        return self.reading.words.units.percent.at(self.reading.tokens, after) is not None

    def _made(
        self, first: int, last: int, month: int, day: int, year: tuple[int, int] | None
    ) -> _Point | None:
        if year is not None:
            if not exists(year[0], month, day):
                return _Point(first, year[1], loose=True)
            return _Point(first, year[1], year[0], month, day)
        if not exists(None, month, day):
            return _Point(first, last, loose=True)
        return self._near(_Point(first, last, None, month, day))

    def _near(self, point: _Point) -> _Point:
        """Gives a day or month of an unknown year the year in which it is nearest, of the past or
        of what is to come if the words before it tell which."""
        if self.reference is None or point.month is None or point.year is not None:
            return point
        side = self._side(point)
        best: tuple[int, int] | None = None
        for year in range(self.reference.year - 4, self.reference.year + 5):
            if not exists(year, point.month, point.day or 1):
                continue
            low = high = dt.date(year, point.month, point.day or 1)
            if point.day is None:
                high = dt.date(year, point.month, calendar.monthrange(year, point.month)[1])
            if (side < 0 and low > self.reference) or (side > 0 and high < self.reference):
                continue
            inside = low <= self.reference <= high
            ends = abs((low - self.reference).days), abs((high - self.reference).days)
            away = 0 if inside else min(ends)
            if best is None or away < best[0]:
                best = away, year
        return replace(point, year=best[1], guessed=True) if best is not None else point

    def _side(self, point: _Point) -> int:
        """Whether a day or month is told as past (-1) or to come (1): "el pasado 3
        de enero", "the highest since May", "more than in October", "up from 21 in January", "was
        arrested in March"; 0 if no words tell."""
        words, index = self.words, point.first
        at = index - 1
        at -= self.word(at) in words.the
        step = words.steps.get(self.word(at), 0)
        if step:
            return step
        if self.word(at) in words.since:
            return 1 if self._looks_ahead(at) else -1
        placed = self.word(index - 1) not in words.not_placed
        if self.word(at) in words.into:
            if self.word(at - 1) in words.than or any(
                self.word(k) in words.from_value for k in range(max(0, at - 4), at)
            ):
                return -1
            at -= 1
        if self.casual:
            return 0
        if at < 0 or self.word(at) in _ENDS_OF_SENTENCE:
            return self._told_behind(point.last)
        if not placed:
            return 0
        if self._looks_ahead(at + 1):
            return 1
        return -self._looks_back(at)

    def _looks_back(self, index: int) -> bool:
        """Whether the nearest verb up to ``index`` tells what has happened; what somebody said or
        decided may be to come."""
        for at in range(index, max(index - MAX_LOOK_BACK, -1), -1):
            if self.word(at) in _ENDS_OF_SENTENCE:
                return False
            if tense := self._tense(at):
                return tense < 0
        return False

    def _is_set_on(self, index: int) -> bool:
        """``a record set on March 30``, which is not set for it."""
        return self.word(index) == "set" and self.word(index + 1) in self.words.into

    def _told_behind(self, index: int) -> int:
        """What the first verb behind a date at the beginning of a sentence tells."""
        for at in range(index, min(index + MAX_LOOK_BACK, len(self.reading.tokens))):
            if self.word(at) in _ENDS_OF_SENTENCE:
                return 0
            if self.word(at) in self.words.saying:
                # What was said then, has happened.
                return -1
            if tense := self._tense(at):
                return tense
        return 0

    def _tense(self, index: int) -> int:
        """-1 for a verb of the past, 1 for one of what is to come, else 0."""
        word, printed = self.word(index), self.reading.printed(index)
        if word in self.words.ahead:
            return -1 if self._is_set_on(index) else 1
        if word in self.words.saying:
            return 0
        if word in self.words.behind:
            return -1
        if not self.words.day_first:
            described = word in self.reading.words.counting.adjectives or printed[:1].isupper()
            return -(word.endswith("ed") and len(word) > 4 and not described)
        if len(word) > 4 and printed.endswith(("rá", "rán")):
            return 1
        done = word.endswith(self.reading.words.counting.participle_endings) and len(word) > 5
        return -(done or printed.endswith("ó") or word.endswith(("aron", "ieron")))

    def _weekday_day(self, start: int, index: int, weekday: int) -> _Point | None:
        """``Friday the 15th``, ``viernes 11``."""
        day = self._day_number(index)
        if day is None or self._counts(day[1]):
            return None
        if self.reference is None:
            return _Point(start, day[1], day=day[0])
        for back in range(0, 13):
            for sign in (-1, 1):
                month = added(self.reference.replace(day=1), "month", sign * back)
                if month is None or not exists(month.year, month.month, day[0]):
                    continue
                date = month.replace(day=day[0])
                if date.weekday() == weekday:
                    return _Point(start, day[1], date.year, date.month, date.day)
        return None

    def _counts(self, index: int) -> bool:
        """Whether what follows a number is counted by it, so that it is no day."""
        if self.word(index) == "%" or self.reading.kind(index) is TokenKind.NUMBER:
            return True
        return self.reading.kind(index) is TokenKind.WORD and (
            self.word(index) not in self.reading.words.counting.stops
        )

    @_once
    def _numeric(self, index: int) -> _Point | None:
        """``22/04/2016``, ``2015-08-12``, ``13.5.2015``, ``4/22``; ``2016-11``, ``11/2016``."""
        parts, after, mark, spaced = self._number_parts(index)
        if len(parts) == 3 and not spaced:
            return self._three_numbers(index, parts, after)
        if len(parts) == 2:
            return self._two_numbers(index, parts, after, mark, spaced)
        if self.reading.kind(index) is TokenKind.NUMBER and "." in self.word(index):
            pieces = self.word(index).split(".")
            if len(pieces) == 3 and all(len(p) <= 4 for p in pieces):
                return self._three_numbers(index, pieces, index + 1)
            opened = self.word(index - 1) in self.words.day_openers
            if self.casual and len(pieces) == 2 and opened and 1 <= len(pieces[1]) <= 2:
                return self._two_numbers(index, pieces, index + 1, ".", False)
        return None

    def _number_parts(self, index: int) -> tuple[list[str], int, str, bool]:
        """Numbers joined by one mark ("22/04/2016"): the numbers, where they end, the mark, and
        whether spaces stand between."""
        parts: list[str] = []
        at, mark, spaced = index, "", False
        while self.reading.kind(at) is TokenKind.NUMBER:
            word = self.word(at)
            if "," in word and mark == "/" and len(parts) == 1:
                # 08/12,2015
                second, third = word.split(",", 1)
                if second.isdigit() and third.isdigit():
                    return [*parts, second, third], at + 1, mark, spaced
            if not word.isdigit() or len(word) > 4:
                break
            parts.append(word)
            at += 1
            if len(parts) == 3 or self.word(at) not in ("/", "-", ".", "~"):
                break
            if mark and self.word(at) != mark:
                break
            if self.reading.kind(at + 1) is not TokenKind.NUMBER:
                month = self.words.months.get(self.word(at + 1))
                if month and len(parts) == 1 and self.reading.touches(at + 1):
                    # 2019-sep-1
                    following = at + 2
                    if self.word(following) == self.word(at) and (
                        self.reading.kind(following + 1) is TokenKind.NUMBER
                    ):
                        return (
                            [parts[0], str(month), self.word(following + 1)],
                            following + 2,
                            self.word(at),
                            False,
                        )
                break
            spaced = spaced or not (self.reading.touches(at) and self.reading.touches(at + 1))
            mark = self.word(at)
            at += 1
        ends_tight = self.reading.touches(at) and self.word(at) in ("/", "-")
        if ends_tight and self.reading.kind(at + 1) is TokenKind.NUMBER:
            return [], index, "", False
        if self.reading.touches(index) and self.word(index - 1) in ("/", "-", ".", "$", "€"):
            ranged = self.word(index - 1) == "-" and len(self.word(index - 2)) == 4
            if not (ranged and len(parts) == 3):
                return [], index, "", False
        return parts, at, mark, spaced

    def _three_numbers(self, index: int, parts: list[str], after: int) -> _Point | None:
        if self.reading.touches(after) and self.reading.kind(after) is TokenKind.WORD:
            return None
        if len(parts[0]) == 4:
            orders = [(parts[0], parts[1], parts[2])]
        elif len(parts[2]) in (2, 4) and len(parts[0]) <= 2 and len(parts[1]) <= 2:
            month_first = (parts[2], parts[0], parts[1])
            day_first = (parts[2], parts[1], parts[0])
            orders = [day_first, month_first] if self.words.day_first else [month_first, day_first]
        else:
            return None
        for year_text, month_text, day_text in orders:
            year, month, day = full_year(year_text), int(month_text), int(day_text)
            if exists(year, month, day):
                return _Point(index, after, year, month, day)
        return _Point(index, after, loose=True)

    def _two_numbers(
        self, index: int, parts: list[str], after: int, mark: str, spaced: bool
    ) -> _Point | None:
        if self.reading.touches(after) and self.reading.kind(after) is TokenKind.WORD:
            return None
        first, second = parts
        for year, month in ((first, second), (second, first)):
            if len(year) == 4 and len(month) <= 2 and 1 <= int(month) <= 12:
                if not 1900 <= int(year) <= LAST_YEAR or self._continues_number(after):
                    return None
                if (spaced or mark == "-") and not (
                    self.word(index - 1) in self.words.year_words
                    or self.reading.kind(after) in (None, TokenKind.PUNCTUATION)
                ):
                    return None
                return _Point(index, after, int(year), int(month))
        if spaced or len(first) > 2 or len(second) > 2:
            return None
        opener = self.word(index - 1)
        opened = (
            opener in self.words.day_openers
            or (
                (opener in self.words.openers or opener in self.words.between)
                and self._joined(after, opener in self.words.between) is not None
            )
            or (
                self.words.joiners.meaning(opener) is not None
                and self.reading.kind(index - 1) is TokenKind.WORD
                and self.reading.kind(index - 2) is TokenKind.NUMBER
            )
        )
        plain = mark == "/" and (
            first.startswith("0") or second.startswith("0") or int(first) > 12 or int(second) > 12
        )
        if not (opened or plain) or (mark in ("-", ".") and not opened):
            return None
        large = int(first) > 12 or int(second) > 12
        if mark == "-" and not self.casual and (opener not in ("on", "el") or not large):
            return None
        if self._counts(after):
            return None
        fraction = int(first) < int(second) <= 10 and not first.startswith("0")
        if mark == "/" and not self.casual and fraction and opener not in ("on", "el"):
            return None
        if mark == "/" and (first, second) in (("9", "11"), ("24", "7"), ("7", "24")):
            return None
        orders = [(int(first), int(second)), (int(second), int(first))]
        if self.words.day_first:
            orders.reverse()
        for month, day in orders:
            if exists(None, month, day):
                return self._near(_Point(index, after, None, month, day))
        return None

    # .. days seen from today ..

    def _weekday(self, index: int) -> _Point | None:
        """``Friday``, ``next Sunday``, ``Friday next week``, ``domingo de la próxima semana``."""
        start = index
        if self.word(index) in self.words.the:
            index += 1
        step: int | None = None
        if self.word(index) in self.words.steps:
            step = self.words.steps[self.word(index)]
            index += 1
            week = self.words.units.at(self.reading.tokens, index)
            if week is not None and week[0] == "week":
                # "next week Sunday", "next week on Friday"
                at = week[1] + (self.word(week[1]) in ("on", "el"))
                if self.word(at) not in self.words.weekdays:
                    return None
                return self._weekday_at(start, at + 1, self.words.weekdays[self.word(at)], step)
        weekday = self.words.weekdays.get(self.word(index))
        if weekday is None or not self._is_weekday(index):
            return None
        after = index + 1
        if self.word(after) == "." and len(self.word(index)) <= 4 and self.reading.touches(after):
            after += 1
        behind = self.words.steps_behind.at(self.reading.tokens, after)
        if behind is not None and step is None:
            step, after = behind
        else:
            at = after
            while self.word(at) in self.words.of or self.word(at) in self.words.the:
                at += 1
            if self.word(at) in self.words.steps and step is None:
                week = self.words.units.at(self.reading.tokens, at + 1)
                if week is not None and week[0] == "week":
                    step, after = self.words.steps[self.word(at)], week[1]
            elif self.words.units.at(self.reading.tokens, at) is not None and step is None:
                unit, end = self.words.units.at(self.reading.tokens, at)
                behind = self.words.steps_behind.at(self.reading.tokens, end)
                if unit == "week" and behind is not None:
                    step, after = behind
        if start < index and self.word(start) in self.words.the and step is None:
            start = index
        if step is not None and self.word(start) in self.words.the:
            start += 1
        if self.words.day_first and self.reading.kind(after) is TokenKind.NUMBER:
            # "el pasado jueves 15"
            numbered = self._weekday_day(start, after, weekday)
            if numbered is not None:
                return numbered
        return self._weekday_at(start, after, weekday, step)

    def _is_weekday(self, index: int) -> bool:
        """Whether a short name is a weekday and no word: "Sun", "Mar", "Sat" with a capital."""
        if len(self.word(index)) > 4:
            # "Juan Domingo Perón": Spanish days of the week have no capital, names do.
            return not (
                self.words.day_first
                and self.reading.is_capitalised(index)
                and self.reading.is_capitalised(index - 1)
                and not self.reading.all_capitals
            )
        printed = self.reading.printed(index)
        if self.word(index - 1) in self.words.the or (
            len(printed) < 4 and self.reading.is_capitalised(index + 1)
        ):
            # "than the Sun", "Sun Li"
            return False
        return len(printed) > 2 and printed[0].isupper() and not printed.isupper()

    def _weekday_at(self, first: int, last: int, weekday: int, step: int | None) -> _Point:
        if self.reference is None:
            return _Point(first, last, weekday=weekday)
        monday = self.reference - dt.timedelta(self.reference.weekday())
        comes = self.words.day_first or self.word(last - 2) in self.words.coming
        if step == 1 and comes and not self.casual:
            # "El próximo jueves" and "this coming Thursday" are the one that comes.
            date = self.reference + dt.timedelta((weekday - self.reference.weekday() - 1) % 7 + 1)
        elif step is not None:
            date = monday + dt.timedelta(7 * step + weekday)
            if step == 0 and not self.casual:
                # "los ataques cometidos este miércoles", written on a Monday
                if date > self.reference and self._looks_back(first - 1):
                    date -= dt.timedelta(7)
                elif date < self.reference and self._looks_ahead(first):
                    date += dt.timedelta(7)
        elif not self.casual and self._looks_ahead(first):
            date = self.reference + dt.timedelta((weekday - self.reference.weekday()) % 7)
        else:
            # Else a bare weekday in the news is the last one.
            date = self.reference - dt.timedelta((self.reference.weekday() - weekday) % 7)
        return _Point(first, last, date.year, date.month, date.day, weekday=weekday)

    def _nth_weekday(self, index: int) -> _Point | None:
        """``the first Friday of July``, ``el primer viernes de este mes``."""
        start = index
        if self.word(index) in self.words.the:
            index += 1
        number = self._number(index)
        if self.words.steps.get(self.word(index)) == -1:
            number = 0, index + 1, True
        if number is None or not number[2] or not 0 <= number[0] <= 5:
            return None
        weekday = self.words.weekdays.get(self.word(number[1]))
        if weekday is None:
            return None
        at = number[1] + 1
        month = self._month_of(at)
        if (
            month is None
            and self.casual
            and self.reference is not None
            and number[0]
            and (self.reading.kind(at) is not TokenKind.WORD)
        ):
            month = self.reference.year, self.reference.month, at
        if month is None:
            return None
        year, number_of_month, after = month
        if year is None:
            near = self._near(_Point(start, after, None, number_of_month))
            year = near.year
        if year is None:
            return _Point(start, after)
        first = dt.date(year, number_of_month, 1)
        day = 1 + (weekday - first.weekday()) % 7 + 7 * (number[0] - 1)
        if number[0] == 0:
            last = dt.date(year, number_of_month, calendar.monthrange(year, number_of_month)[1])
            day = last.day - (last.weekday() - weekday) % 7
        if not exists(year, number_of_month, day):
            return None
        return _Point(start, after, year, number_of_month, day)

    def _end_of_period(self, index: int) -> _Point | None:
        """``the last day of this month``, ``el primer día de 2026``."""
        start = index
        index += self.word(index) in self.words.the
        last = self.words.steps.get(self.word(index)) == -1
        number = None if last else self._number(index)
        if not last and not (number and number[2] and number[0] == 1):
            return None
        unit = self.words.units.at(self.reading.tokens, index + 1)
        if unit is None or unit[0] != "day" or self.word(unit[1]) not in self.words.of:
            return None
        at = unit[1] + 1
        period = _longest((self._step(at), self._month(at), self._bare_year(at)))
        if period is None:
            return None
        text = (period.ending() if last else period.starting()) or ""
        if len(text) == 4 and text.isdigit():
            text = f"{text}-12" if last else f"{text}-01"
        if len(text) == 7 and text[:4].isdigit():
            days = calendar.monthrange(int(text[:4]), int(text[5:]))[1]
            text = f"{text}-{days if last else 1:02d}"
        return _Point(start, period.last, edtf=text) if len(text) == 10 else None

    def _month_of(self, index: int) -> tuple[int | None, int, int] | None:
        """The month behind "the first Friday of": its year if known, its number, its end."""
        at = index
        while self.word(at) in self.words.of or self.word(at) in ("in", "en"):
            at += 1
        if at == index:
            return None
        month = self._month_name(at)
        if month is not None:
            year = self._year_behind(month[1])
            return (year[0], month[0], year[1]) if year else (None, month[0], month[1])
        step = self._step(at)
        if step is not None and step.edtf is not None and re.fullmatch(r"\d{4}-\d\d", step.edtf):
            return int(step.edtf[:4]), int(step.edtf[5:]), step.last
        return None

    def _relative_day(self, index: int) -> _Point | None:
        found = self.words.relative_days.at(self.reading.tokens, index)
        if found is None or self.word(index - 1) in self.words.not_days_after:
            return None
        offset, after = found
        if self.reference is None:
            return _Point(index, after)
        date = self.reference + dt.timedelta(offset)
        return _Point(index, after, date.year, date.month, date.day)

    # .. spans of time seen from today ..

    def _spans(self, index: int) -> tuple[list[tuple[Decimal, str]], int] | None:
        """``2 years 1 month and 21 days``: numbers with units of time."""
        parts: list[tuple[Decimal, str]] = []
        at = index
        while len(parts) < 4:
            start = at
            if parts and self.word(at) in (",", "and", "y"):
                start += 1
            number: tuple[Decimal, int] | None = None
            if self.word(start) in ("a", "an", "un", "una"):
                number = Decimal(1), start + 1
            elif self.reading.kind(start) in (TokenKind.NUMBER, TokenKind.WORD) and (
                self.numerals.may_start(self.reading.tokens[start])
            ):
                numeral = self.numerals.read(start)
                if (
                    numeral is not None
                    and not numeral.vague
                    and (numeral.kind is not NumeralKind.ORDINAL)
                ):
                    number = numeral.value, numeral.last
            if number is None:
                break
            unit = self.reading.words.units.names.at(self.reading.tokens, number[1])
            if unit is None or unit[0] not in self.reading.words.units.durations:
                break
            if unit[1] == number[1] + 1 and len(self.word(number[1])) <= 2:
                break
            parts.append((number[0], unit[0]))
            at = unit[1]
        return (parts, at) if parts else None

    def _ago(self, index: int) -> _Point | None:
        """``two years ago``, ``hace tres semanas``, ``two weeks from now``."""
        before = self.words.ago_before.at(self.reading.tokens, index)
        at = before[1] if before else index
        if before is not None:
            bounded = self.reading.words.bounds.before.at(self.reading.tokens, at)
            if bounded is not None:
                at = bounded[1]
        if before is None and self.word(index) in self.words.future_in:
            if not self._speaks_of_future(index):
                return None
            at = index + 1
        spans = self._spans(at)
        if spans is None:
            return None
        parts, after = spans
        direction = before[0] if before else 1 if at > index else None
        base = self.reference
        if direction is None:
            found = self.words.ago.at(self.reading.tokens, after)
            day = (
                self.words.relative_days.at(self.reading.tokens, after + 1)
                if self.word(after) in ("from", "after", "before")
                else None
            )
            if day is not None:
                direction = -1 if self.word(after) == "before" else 1
                base = base + dt.timedelta(day[0]) if base else None
                after = day[1]
            elif found is not None:
                direction, after = found
            else:
                return None
        date = self._moved([(count * direction, unit) for count, unit in parts], base)
        count, unit = parts[0]
        edtf = None
        if date is not None:
            finest = parts[-1][1]
            if finest in ("year", "decade", "century"):
                edtf = f"{date.year:04d}"
            elif finest in ("month", "quarter", "semester"):
                edtf = f"{date.year:04d}-{date.month:02d}"
            else:
                edtf = date.isoformat()
        return _Point(index, after, edtf=edtf, value=count, unit=unit)

    def _speaks_of_future(self, index: int) -> bool:
        return any(self.word(at) in self.words.future for at in range(max(0, index - 10), index))

    def _moved(
        self, parts: Iterable[tuple[Decimal, str]], base: dt.date | None = None
    ) -> dt.date | None:
        date = base or self.reference
        for count, unit in parts:
            if date is None or count != count.to_integral_value() or abs(count) > 10**5:
                return None
            date = added(date, unit, int(count))
        return date

    def _lasting(self, index: int) -> _Point | None:
        """``the past two years``, ``next 3 months``, ``los últimos 15 días``, ``within 5 days``."""
        start = index
        if self.word(index) in self.words.the:
            index += 1
        within = self.words.within.at(self.reading.tokens, index)
        if within is not None and not self.casual and self.word(index) == "durante":
            # "Durante cinco años": how long it took or will take, not from when on.
            within = None
        if within is not None:
            index = within[1]
            if self.word(index) in self.words.the:
                index += 1
        direction = within[0] if within is not None else None
        if self.word(index) in self.words.lasts:
            direction = self.words.lasts[self.word(index)]
            index += 1
        if self.word(index) in ("a", "an", "un", "una", "the", "el", "la"):
            return None
        if direction is None and self.words.day_first is False:
            return None
        spans = self._spans(index)
        if spans is None:
            return None
        parts, after = spans
        if direction is None:
            # "las 3 semanas siguientes"
            direction = self.words.lasts.get(self.word(after))
            if direction is None or start == index:
                return None
            after += 1
        elif within is not None and self.words.lasts.get(self.word(after)) == direction:
            after += 1
        count, unit = parts[0]
        if self.word(start) in self.words.the and within is None:
            start += 1
        moved = self._moved([(number * direction, name) for number, name in parts])
        low = high = None
        if self.reference is not None and moved is not None:
            low, high = sorted((self.reference, moved))
            if direction > 0 and within is None:
                low += dt.timedelta(1)
            if unit in ("decade", "century") and len(parts) == 1:
                around = unit_around(self.reference, unit, 0 if direction < 0 else 1)
                if around is not None:
                    edge = added(around[0], unit, int(count) * direction)
                    if edge is not None:
                        low, high = sorted((around[0], edge))
                        high -= dt.timedelta(1)
        return _Point(start, after, low=low, high=high, value=count, unit=unit)

    # .. periods ..

    @_once
    def _step(self, index: int) -> _Point | None:
        """``this week``, ``last year``, ``el mes pasado``, ``the week after next``."""
        start = index
        if self.word(index) in self.words.the:
            index += 1
        after_next = self.words.after_next.at(self.reading.tokens, index)
        if after_next is not None:
            return self._unit_point(start, after_next[1], after_next[0], 2)
        step: int | None = None
        if self.word(index) in self.words.steps:
            step = self.words.steps[self.word(index)]
            index += 1
        unit = self.words.units.at(self.reading.tokens, index)
        if unit is None:
            return self._stepped_name(start, index, step)
        name, after = unit
        if name == "month" and step is not None and self.word(after) in self.words.of:
            month = self._month_name(after + 1)
            if month is not None and self.reference is not None:
                # "el pasado mes de junio"
                first = start + (self.word(start) in self.words.the)
                gone, now = (month[0], self.reference.month), self.reference.year
                year = now - (step < 0 and gone[0] >= gone[1]) + (step > 0 and gone[0] <= gone[1])
                return _Point(first, month[1], year, month[0])
        behind = self.words.steps_behind.at(self.reading.tokens, after)
        if step is None and behind is not None:
            step, after = behind
        if step is None:
            return self._weekend_alone(start, after) if name == "weekend" else None
        if name == "day" and step != 0:
            return None
        if self.word(start) in self.words.the and index > start + 1:
            start += 1
        return self._unit_point(start, after, name, step)

    def _unit_point(self, first: int, last: int, unit: str, step: int) -> _Point | None:
        if self.reference is None:
            return _Point(first, last)
        around = unit_around(self.reference, unit, step)
        if around is None:
            return None
        low, high = around
        return _Point(first, last, low=low, high=high, edtf=period(low, high, unit))

    def _stepped_name(self, start: int, index: int, step: int | None) -> _Point | None:
        """``this September``, ``last summer``, ``el pasado septiembre``."""
        season = self.words.seasons.get(self.word(index))
        if season is not None and step is not None:
            if self.reference is None:
                return _Point(start, index + 1)
            year = self.reference.year + step
            first = start + (self.word(start) in self.words.the)
            return _Point(first, index + 1, edtf=f"{year:04d}-{_SEASONS[season]}")
        month = self._month_name(index)
        if month is None:
            return None
        number, after = month
        behind = self.words.steps_behind.at(self.reading.tokens, after)
        if step is None and behind is not None and self.word(index) in self.words.full_months:
            step, after = behind
        if step is None or self._day_number(after) is not None:
            return None
        if self.word(index) in self.words.capital_months and (
            not self.reading.is_capitalised(index)
        ):
            return None
        first = start + (self.word(start) in self.words.the)
        if self.reference is None:
            return _Point(first, after, None, number)
        year = self.reference.year
        if step > 0 and number <= self.reference.month:
            year += 1
        if step < 0 and number >= self.reference.month:
            year -= 1
        if step < 0 and number < self.reference.month and self.words.last_is_last_year:
            year -= 1
        if step > 0 and number > self.reference.month and self.words.last_is_last_year:
            year += 1
        return _Point(first, after, year, number)

    def _month(self, index: int) -> _Point | None:
        """``June 2016``, ``junio de 2016``, ``2016 June``, ``in March``."""
        year = self._year(index)
        if year is not None:
            at = year[1] + (self.word(year[1]) == ",")
            month = self._month_name(at)
            if month is not None and self._day_number(month[1]) is None:
                return _Point(index, month[1], year[0], month[0])
            return None
        month = self._month_name(index)
        if month is None:
            return None
        number, after = month
        behind = self._year_behind(after, short=True)
        if behind is not None:
            return _Point(index, behind[1], behind[0], number)
        word = self.word(index)
        printed = self.reading.printed(index)
        if word not in self.words.full_months and (
            # "sep" is more often a word, "SEP" the ministry of education, and Jan Berry somebody.
            not self.reading.is_capitalised(index)
            or printed.isupper()
            or (after == index + 1 and self.reading.is_capitalised(after))
        ):
            return None
        if word in self.words.capital_months and not (
            self.reading.is_capitalised(index) and not self.reading.starts_sentence(index)
        ):
            return None
        articles = self.reading.words.numerals.articles
        if (self._day_number(after) is not None and self.word(after) not in articles) or (
            word in self.words.capital_months and self.word(index - 1) in self.words.not_months
        ):
            return None
        if (
            self.reading.is_capitalised(index)
            and self.words.day_first
            and (self.reading.is_capitalised(index - 1) or self.reading.is_capitalised(index + 1))
        ):
            return None
        end = index + 1 if word in self.words.full_months else after
        return self._near(_Point(index, end, None, number))

    def _edge(self, index: int) -> _Point | None:
        """``early March``, ``mid-2019``, ``end of next month``, ``a finales de marzo``."""
        index += self.word(index) in self.words.the
        found = self.words.edges.at(self.reading.tokens, index)
        if found is None:
            return None
        at = found[1]
        while (
            self.word(at) in self.words.of
            or self.word(at) == "-"
            or (self.word(at) in self.words.the)
        ):
            at += 1
            if at > found[1] + 3:
                return None
        point = _longest(
            (
                self._step(at),
                self._month(at),
                self._decade(at),
                self._century(at),
                self._season(at),
                self._bare_year(at),
                self._short_decade(at),
            )
        )
        if point is None:
            return None
        return replace(point, first=index, loose=False)

    def _short_decade(self, index: int) -> _Point | None:
        """``(a finales de) los 90``: ten years that only the words before them tell."""
        digits = self.word(index)
        if not self.words.day_first or self.word(index - 1) != "los":
            return None
        if self.word(index + 1) in self.words.of:
            return None
        if self.reading.words.counting.is_plural(self.word(index + 1)) or (
            self.word(index + 1) == "%"
        ):
            return None
        if digits.isdigit() and digits.endswith("0") and len(digits) in (2, 4):
            year = full_year(digits)
            if year % 100 == 0 and len(digits) == 4:
                return _Point(index, index + 1, edtf=f"{year // 10}X")
            return _Point(index, index + 1, edtf=f"{year // 10}X") if year >= 1900 else None
        return None

    def _decade_alone(self, index: int) -> _Point | None:
        """``en los 80``, where nothing follows that could be counted; ``los años 60, 70 y 80``."""
        if self._decade_of_list(index):
            return _Point(index, index + 1, edtf=f"{full_year(self.word(index)) // 10}X")
        if self.word(index - 2) != "en" or len(self.word(index)) != 2:
            return None
        counted = self.reading.kind(index + 1) is not TokenKind.PUNCTUATION or (
            self.word(index + 1) not in (",", ".", ";", ")")
        )
        return None if counted else self._short_decade(index)

    def _decade_of_list(self, index: int) -> bool:
        at = index
        while self.word(at).isdigit() and len(self.word(at)) == 2 and self.word(at)[1] == "0":
            if self.word(at - 1) in self.words.decade_nouns:
                return at < index and full_year(self.word(index)) >= 1900
            if self.word(at - 1) != "," and self.word(at - 1) not in self.words.and_joiners:
                return False
            at -= 2
        return False

    def _bare_year(self, index: int) -> _Point | None:
        year = self._year(index)
        if year is None or self.reading.kind(index) is TokenKind.WORD:
            return None
        return _Point(index, year[1], year[0])

    def _decade(self, index: int) -> _Point | None:
        """``the 1970s``, ``the '40s``, ``the seventies``, ``los años setenta``."""
        start = index
        opened = self.words.decade_openers.at(self.reading.tokens, index)
        if opened is not None:
            at = opened[1]
            plain = opened[0] == "plain"
            year = self._year(at, short=not plain)
            if year is not None and year[0] % 10 == 0:
                # "Los dos mil" and "los 2000 muertos" count, "los 1990" do not.
                if plain and (year[0] % 100 == 0 or self._counts(year[1])):
                    return None
                return _Point(start, year[1], edtf=f"{year[0] // 10}X")
            number = self._number(at)
            if number is None or number[0] not in range(10, 100, 10) or number[2]:
                return None
            if plain and (self.reading.kind(at) is TokenKind.NUMBER or self._counts(number[1])):
                return None
            return _Point(start, number[1], edtf=f"19{number[0] // 10}X")
        if self.word(index) in self.words.the:
            index += 1
        at = index + (self.word(index) == "'")
        digits = self.word(at)
        if digits.isdigit() and len(digits) in (2, 4) and digits.endswith("0"):
            end = at + 1
            if self.word(end) == "'" and self.reading.touches(end):
                end += 1
            if self.word(end) == "s" and self.reading.touches(end):
                decade = (
                    full_year(digits)
                    if len(digits) == 4 or at > index
                    else (1900 + int(digits) if int(digits) >= 30 else 2000 + int(digits))
                )
                edged = self.words.edges.ending(self.reading.tokens, start) is not None and not (
                    # "in her mid-20s"
                    {self.word(start - 2), self.word(start - 3)}
                    & self.reading.words.units.age_decades
                )
                if (
                    len(digits) == 2
                    and at == index
                    and not (edged or self.word(start) in self.words.the)
                ):
                    return None
                return _Point(start, end + 1, edtf=f"{decade // 10}X")
        century = self._number(index)
        if century is not None and not century[2] and century[0] in range(13, 21):
            at = century[1] + (self.word(century[1]) == "-")
            if self.word(at) in self.words.decades:
                decade = 100 * century[0] + self.words.decades[self.word(at)]
                return _Point(start, at + 1, edtf=f"{decade // 10}X")
        counted = self._number(index)
        if counted is not None and counted[1] > index + 1:
            # "el sesenta y cinco por ciento"
            return None
        if self.word(index) in self.words.decades and self.word(start) in self.words.the:
            tens = self.words.decades[self.word(index)]
            if tens >= 100:
                return _Point(start, index + 1, edtf=f"{tens // 10}X")
            return _Point(start, index + 1, edtf=f"19{tens // 10}X")
        return None

    def _century(self, index: int) -> _Point | None:
        """``the 21st century``, ``el siglo XV``."""
        opened = self.words.century_openers.at(self.reading.tokens, index)
        if opened is not None:
            at = opened[1]
            number = self._number(at)
            value, after = (number[0], number[1]) if number else (0, at)
            if not value and self.reading.printed(at).isupper():
                value, after = _roman(self.word(at)), at + 1
            if 1 <= value <= 30:
                return _Point(index, after, edtf=f"{value - 1:02d}XX")
            return None
        number = self._number(index)
        if number is None or not number[2] or self.word(number[1]) not in self.words.century_words:
            return None
        if not 1 <= number[0] <= 30:
            return None
        return _Point(index, number[1] + 1, edtf=f"{number[0] - 1:02d}XX")

    def _quarter(self, index: int) -> _Point | None:
        """``Q3 2016``, ``the third quarter of 2016``, ``el primer semestre de 2016``."""
        start = index
        year = self._year(index)
        if year is not None:
            index = year[1]
        if self.word(index) in self.words.the:
            index += 1
        months, number, after = 3, 0, index
        letter = self.word(index)
        if (
            letter in ("q", "h", "t", "s")
            and self.reading.touches(index + 1)
            and (
                self.word(index + 1) in ("1", "2", "3", "4")
                and not (
                    self.reading.touches(index + 2)
                    and self.reading.kind(index + 2) is TokenKind.WORD
                )
            )
        ):
            months = 3 if letter in ("q", "t") else 6
            number, after = int(self.word(index + 1)), index + 2
            if letter in ("t", "s") and not self.words.day_first:
                return None
        else:
            last = self.words.steps.get(self.word(index)) == -1 or self.word(index) == "final"
            ordinal = (0, index + 1, True) if last else self._number(index)
            if ordinal is None or not ordinal[2] or not (last or 1 <= ordinal[0] <= 4):
                return None
            at = ordinal[1]
            if self.word(at) == "-" and self.reading.touches(at) and self.reading.touches(at + 1):
                # "third-quarter profit"
                at += 1
            unit = self.words.quarters.at(self.reading.tokens, at)
            if unit is None:
                return None
            number, (months, after) = ordinal[0], unit
            if last:
                # "the last quarter of 2015", but "last quarter"
                number = 12 // months if self.word(after) in self.words.of else 0
        if not 1 <= number <= 12 // months:
            return None
        if year is None:
            year = self._year_behind(after) or self._year_behind(after + 1)
            if year is not None and not (
                self.word(after) in (*self.words.of, ",") or year[1] > after
            ):
                year = None
            after = year[1] if year is not None else after
        if year is None and letter == "q" and after == index + 2:
            if self.reference is None:
                return None
            year = self.reference.year, after
        if year is None:
            return self._quarter_alone(start, after, months, number)
        low = dt.date(year[0], months * (number - 1) + 1, 1)
        last = months * number
        high = dt.date(year[0], last, calendar.monthrange(year[0], last)[1])
        return _Point(start, after, low=low, high=high,
                      edtf=f"{low:%Y-%m}/{high:%Y-%m}")  # fmt: skip

    def _quarter_alone(self, start: int, after: int, months: int, number: int) -> _Point | None:
        """``sales fell in the third quarter``: the present one or one of the two before it; of
        any other, and of fiscal ones, the text does not tell the year."""
        words = self.words
        unit = self.word(after - 1)
        if unit not in words.business_periods or (
            not words.day_first and not speaks_of(self.reading.folded, words.business)
        ):
            # "He scored twice in the fourth quarter."
            return None
        stepped = self._step(after + 1) if self.word(after) in words.of else None
        if stepped is not None:
            return _Point(start, stepped.last)
        around = {self.word(start - 1), self.word(start + 1), self.word(after)}
        if self.word(after) in words.of:
            around.add(self.word(after + 1))
        if self.reference is None or around & words.fiscal:
            return _Point(start, after)
        for back in (0, 1, 2):
            month = added(self.reference.replace(day=1), "month", -months * back)
            if month is None or (month.month - 1) // months + 1 != number:
                continue
            low = dt.date(month.year, months * (number - 1) + 1, 1)
            if (self.reference - low).days < 15 * months:
                # In its first half "in the first quarter" may still be that of last year.
                break
            return _Point(start, after, edtf=f"{low:%Y-%m}/{low.year}-{months * number:02d}")
        return _Point(start, after)

    def _weekend_alone(self, start: int, after: int) -> _Point | None:
        """``over the weekend``, ``durante el fin de semana``: the last one, early in the week."""
        if self.casual or start + 1 >= after or self.word(after) in self.words.of:
            return None
        if self.reading.kind(after) is TokenKind.WORD and self._counts(after):
            # "the weekend edition"
            return None
        if self.reference is None:
            return _Point(start, after)
        today = self.reference.weekday()
        if self._looks_ahead(start) or today >= 5:
            return self._unit_point(start, after, "weekend", 0)
        if today <= 2:
            return self._unit_point(start, after, "weekend", -1)
        return _Point(start, after)

    def _looks_ahead(self, index: int) -> bool:
        """Whether the nearest verb before ``index`` in its sentence is in the future: "the court
        will rule on Friday", but "will close, it said on Friday"."""
        for at in range(index - 1, max(index - 1 - MAX_LOOK_BACK, -1), -1):
            word = self.word(at)
            if word in _ENDS_OF_SENTENCE:
                return False
            if word in self.words.ahead and not self._is_set_on(at):
                return self.word(at + 1) != "not"
            if word in self.words.agenda and self.reading.words.counting.is_plural(
                self.word(at - 1)
            ):
                # "tickets go on sale Friday"
                return True
            printed = self.reading.printed(at)
            if self.words.day_first:
                if len(word) > 4 and printed.endswith(("rá", "rán")):
                    return True
                if (
                    printed.endswith("ó")
                    or word.endswith(("aron", "ieron"))
                    or word in (self.words.behind)
                ):
                    return False
            elif word in self.words.behind or (word.endswith("ed") and len(word) > 4):
                return False
        return False

    def _season(self, index: int) -> _Point | None:
        """``summer 2016``, ``la primavera de 1978``."""
        start = index
        if self.word(index) in self.words.the:
            index += 1
        season = self.words.seasons.get(self.word(index))
        if season is None:
            return None
        year = self._year_behind(index + 1, short=True)
        if year is None or (year[1] == index + 2 and len(self.word(index + 1)) < 4):
            return None
        if len(self.word(year[1] - 1)) == 2 and self.word(year[1]) in self.words.of:
            # "la Fiesta de la Primavera del 25 de enero"
            return None
        if self.words.day_first:
            start = index
        return _Point(start, year[1], edtf=f"{year[0]:04d}-{_SEASONS[season]}")

    def _day_alone(self, index: int) -> _Point | None:
        """``on the 15th.``, ``el 15,``: a day of this or a neighbouring month, where a clause
        ends behind it."""
        if self.word(index - 1) not in self.words.day_openers and (
            self.word(index - 1) not in self.words.the
        ):
            return None
        start = index
        if self.word(index) in self.words.the:
            index += 1
        elif self.word(index - 1) in self.words.the and not self.words.day_first:
            return None
        day = self._day_number(index)
        if day is None or self.word(day[1]) not in ("", ".", ",", "!", "?", ";", ":"):
            return None
        number = self._number(index)
        if not self.casual and (
            number is None
            or not number[2]
            or self.reading.kind(index) is TokenKind.WORD
            or self.word(index - 1) not in self.words.the
        ):
            # "on 15." and "by the second." tell other things more often than days.
            return None
        if self.reading.touches(index) or (
            self.reading.touches(day[1])
            and self.reading.kind(day[1] + 1) is TokenKind.NUMBER
            and self.reading.touches(day[1] + 1)
        ):
            return None
        point = self._nth_of_month(index)
        return replace(point, first=start) if point is not None else None

    def _numbered_day(self, index: int) -> _Point | None:
        """``el día 14``, ``el pasado día 2``, ``los días 14 y 15``: days of this or a neighbouring month. A day of
        something else is none ("el día 14 de la huelga")."""
        side = self.words.steps.get(self.word(index - 1), 0)
        if self.word(index) not in self.words.day_nouns or not (
            side or self.word(index - 1) in self.words.the | self.words.day_openers
        ):
            return None
        first = self._nth_of_month(index + 1, side)
        if first is None or self.reading.kind(index + 1) is not TokenKind.NUMBER:
            return None
        if self.word(first.last) in self.words.of:
            return None
        several = self.word(first.last) in self.words.and_joiners or (
            self.words.joiners.at(self.reading.tokens, first.last) is not None
        )
        second = self._nth_of_month(first.last + 1) if several else None
        if second is None or self.word(second.last) in self.words.of:
            return replace(first, first=index)
        if (second.year, second.month) != (first.year, first.month) or (
            first.day is None or second.day is None or first.day >= second.day
        ):
            return replace(first, first=index)
        return _Point(index, second.last, edtf=f"{first.text()}/{second.text()}")

    def _casual(self, index: int) -> _Point | None:
        """What only conversation takes for dates: ``the weekend``, ``my week``, ``next day``,
        ``the past few days``."""
        if not self.casual:
            return None
        start = index
        step = 0
        own = self.word(index) in self.words.own
        if self.word(index) in self.words.the or own:
            index += 1
        if self.word(index) in self.words.own:
            own, index = True, index + 1
        if self.word(index) in self.words.steps:
            step = self.words.steps[self.word(index)]
            index += 1
        season = self.words.seasons.get(self.word(index))
        if season is not None:
            return _Point(start, index + 1, edtf=f"XXXX-{_SEASONS[season]}")
        if step and (
            self.word(index) in self.words.few
            or self.words.units.at(self.reading.tokens, index) is None
        ):
            count = self.words.few.get(self.word(index), 3)
            index += self.word(index) in self.words.few
            spans = self.reading.words.units.names.at(self.reading.tokens, index)
            if spans is None or spans[0] not in self.reading.words.units.durations:
                return None
            moved = self._moved([(Decimal(count * step), spans[0])])
            if moved is None or self.reference is None:
                return None
            low, high = sorted((self.reference, moved))
            return _Point(start, spans[1], low=low, high=high)
        unit = self.words.units.at(self.reading.tokens, index)
        if unit is None or (unit[0] == "day" and self.reading.kind(unit[1]) is TokenKind.NUMBER):
            return None
        week = self._numbered_week(start, unit) if unit[0] == "week" else None
        if week is not None:
            return week
        if unit[0] not in ("day", "week", "weekend") and not own:
            return None
        if start == index and unit[0] != "weekend":
            return None
        behind = self.words.steps_behind.at(self.reading.tokens, unit[1])
        if behind is not None and step == 0:
            step, unit = behind[0], (unit[0], behind[1])
        return self._unit_point(start, unit[1], unit[0], step)

    def _numbered_week(self, start: int, unit: tuple[str, int]) -> _Point | None:
        """``week 31``, by ISO 8601, of the year of the reference."""
        number = self._number(unit[1])
        if number is None or number[2] or not 1 <= number[0] <= 53 or self.reference is None:
            return None
        try:
            monday = dt.date.fromisocalendar(self.reference.year, number[0], 1)
        except ValueError:
            return None
        return _Point(start, number[1], low=monday, high=monday + dt.timedelta(6))

    def _starting(self, index: int) -> _Point | None:
        """``3 days starting from next Monday``, ``a week starting tomorrow``."""
        spans = self._spans(index)
        if spans is None or self.word(spans[1]) not in self.words.starting:
            return None
        at = spans[1] + 1
        while self.word(at) in ("from", "on", "de", "el", "desde"):
            at += 1
        day = self._point(at)
        if day is None or day.year is None or day.month is None or day.day is None:
            return None
        low = dt.date(day.year, day.month, day.day)
        end = self._moved(spans[0], low)
        if end is None:
            return None
        count, unit = spans[0][0]
        return _Point(index, day.last, low=low, high=end - dt.timedelta(1), value=count, unit=unit)

    def _week_of(self, index: int) -> _Point | None:
        """``the week of September 16th``, ``la semana del 18``."""
        start = index
        if self.word(index) in self.words.the:
            index += 1
        found = self.words.week_of.at(self.reading.tokens, index)
        if found is None:
            return None
        unit, at = found
        if self.word(at) in self.words.the:
            at += 1
        point = _longest((self._day(at), self._numeric(at), self._nth_of_month(at)))
        if point is None:
            return None
        if point.year is None or point.month is None or point.day is None:
            return _Point(start, point.last)
        around = unit_around(dt.date(point.year, point.month, point.day), unit, 0)
        if around is None:
            return None
        return _Point(start, point.last, low=around[0], high=around[1],
                      edtf=period(*around, unit))  # fmt: skip

    def _nth_of_month(self, index: int, side: int = 0) -> _Point | None:
        """``the 18th``, of this or a neighbouring month; ``side`` -1 is past, 1 to come."""
        day = self._day_number(index)
        if day is None or self._counts(day[1]):
            return None
        if self.reference is None:
            return _Point(index, day[1], day=day[0])
        options = []
        for step in (-1, 0, 1):
            month = added(self.reference.replace(day=1), "month", step)
            if month is not None and exists(month.year, month.month, day[0]):
                date = month.replace(day=day[0])
                away = (date - self.reference).days
                if side * away >= 0:
                    options.append((abs(away), date))
        if not options:
            return None
        date = min(options)[1]
        return _Point(index, day[1], date.year, date.month, date.day)

    def _nth_week(self, index: int) -> _Point | None:
        """``the third week of 2027``, ``la última semana de julio``."""
        start = index
        if self.word(index) in self.words.the:
            index += 1
        if (
            self.words.lasts.get(self.word(index)) == -1
            or self.words.steps.get(self.word(index)) == -1
        ):
            number, at = -1, index + 1
        else:
            ordinal = self._number(index)
            if ordinal is None or not ordinal[2] or not 1 <= ordinal[0] <= 5:
                return None
            number, at = ordinal[0], ordinal[1]
        unit = self.words.units.at(self.reading.tokens, at)
        if unit is None or unit[0] != "week":
            return None
        tied = self.word(unit[1]) in self.words.of
        month = self._month_of(unit[1])
        if month is not None:
            year, which, after = month
            if year is None:
                year = self._near(_Point(start, after, None, which)).year
            if year is None:
                return _Point(start, after)
            if number > 0:
                first = week_around(dt.date(year, which, 4))[0]
                monday = first + dt.timedelta(7 * (number - 1))
            else:
                last = dt.date(year, which, calendar.monthrange(year, which)[1])
                monday = week_around(last - dt.timedelta((last.weekday() - 3) % 7))[0]
            return _Point(start, after, low=monday, high=monday + dt.timedelta(6))
        year_behind = self._year_behind(unit[1])
        if year_behind is None or not (tied or year_behind[1] > unit[1] + 1):
            return None
        year, after = year_behind
        if number > 0:
            monday = dt.date.fromisocalendar(year, number, 1)
        else:
            weeks = dt.date(year, 12, 28).isocalendar()[1]
            monday = dt.date.fromisocalendar(year, weeks, 1)
        return _Point(start, after, low=monday, high=monday + dt.timedelta(6))

    def _rest(self, index: int) -> _Point | None:
        """``the rest of the week``, ``later this year``, ``lo que queda del mes``."""
        found = self.words.rests.at(self.reading.tokens, index)
        if found is None:
            return None
        which, at = found
        while (
            self.word(at) in self.words.the
            or self.word(at) in self.words.of
            or (self.words.steps.get(self.word(at)) == 0)
            or self.word(at) in ("my", "mi", "in")
        ):
            at += 1
            if at > found[1] + 3:
                return None
        unit = self.words.units.at(self.reading.tokens, at)
        if unit is None or unit[0] == "day":
            return None
        if self.reference is None:
            return _Point(index, unit[1])
        around = unit_around(self.reference, unit[0], 0)
        if around is None:
            return None
        behind = self.words.steps_behind.at(self.reading.tokens, unit[1])
        if behind is not None and behind[0] == 0:
            unit = unit[0], behind[1]
        low, high = around
        if which == "earlier":
            high = max(low, self.reference - dt.timedelta(1))
        else:
            low = self.reference
        return _Point(index, unit[1], low=low, high=high)

    def _year_alone(self, index: int) -> _Point | None:
        """``in 2019``, ``since 1990``, ``(2007)``, ``A.D. 1000``, ``el año 247``."""
        era = self.words.eras.at(self.reading.tokens, index)
        if era is not None:
            number = self._number(era[1])
            if number is not None and not number[2]:
                return self._of_era(index, number[1], number[0], era[0])
        number = self._number(index)
        if number is not None and not number[2]:
            behind = self.words.eras.at(self.reading.tokens, number[1])
            if behind is not None:
                return self._of_era(index, behind[1], number[0], behind[0])
        if self.word(index) in self.words.year_words:
            at = index + 1
            following = self._number(at)
            if following is not None and not following[2] and 1 <= following[0] <= LAST_YEAR:
                year = self._year(at)
                if year is not None:
                    return _Point(index + 1, year[1], year[0])
                if following[0] >= 100:
                    return _Point(index, following[1], following[0])
        year = self._year(index)
        if year is None or year[0] < FIRST_PLAIN_YEAR:
            return None
        opener = self.words.year_openers.ending(self.reading.tokens, index)
        bracketed = self.word(index - 1) == "(" and self.word(year[1]) in (")", ",", "-", "–")
        if opener is None and not bracketed:
            return None
        if self.reading.kind(index) is TokenKind.WORD and not self._is_spoken_year(index, year[1]):
            return None
        if self._tied_behind(year[1]):
            return None
        return _Point(index, year[1], year[0])

    def _is_spoken_year(self, index: int, after: int) -> bool:
        """Whether number words are a year: nothing is counted by them."""
        return not self._counts(after)

    def _tied_behind(self, index: int) -> bool:
        """Whether four digits are tied to what follows: "2019-nCoV", "1500m", "2000 people"."""
        if self.reading.touches(index) and self.reading.kind(index) is TokenKind.WORD:
            return True
        if self.word(index) in ("-", "–") and self.reading.kind(index + 1) is TokenKind.NUMBER:
            return True
        unit = self.reading.words.units.names.at(self.reading.tokens, index)
        if unit is not None and len(self.word(index)) > 2:
            return True
        if (
            self.word(index) in ("-", "/")
            and self.reading.touches(index)
            and (self.reading.touches(index + 1))
        ):
            return True
        digits = self.word(index - 1)
        if digits.isdigit() and int(digits) % 100 == 0:
            return self._counts(index) and self.reading.words.counting.is_plural(self.word(index))
        return False

    def _of_era(self, first: int, last: int, year: int, sign: int) -> _Point:
        return _Point(first, last, edtf=f"{year:04d}" if sign > 0 else f"-{year - 1:04d}")

    # .. ranges ..

    @_once
    def _range(self, index: int) -> _Point | None:
        """``from Oct. 2 to October 22``, ``del 4 al 22 de enero``, ``November 19-20``."""
        return _longest(
            (
                self._days_of_month(index),
                self._month_with_days(index),
                self._between(index),
                self._between_eras(index),
                self._weekdays_of_week(index),
                self._years(index),
            )
        )

    def _opened(self, index: int) -> tuple[bool, bool, int]:
        """Whether a range opens at ``index``, whether with *between*, and where it goes on."""
        word = self.word(index)
        if word in self.words.between:
            return True, True, index + 1
        if word in self.words.openers:
            return True, False, index + 1
        return False, False, index

    def _joined(self, index: int, between: bool) -> int | None:
        """Where the second end of a range begins."""
        joiner = self.words.joiners.at(self.reading.tokens, index)
        if joiner is not None:
            return joiner[1]
        if between and self.word(index) in self.words.and_joiners:
            return index + 1
        return None

    def _days_of_month(self, index: int) -> _Point | None:
        """Two days of one month: ``4 to 22 January, 1995``, ``del 4 al 22 de este mes``."""
        _, between, at = self._opened(index)
        if self.word(at) in self.words.the:
            at += 1
        weekday = self._named_weekday(at)
        at = weekday[1] if weekday else at
        first = self._day_number(at)
        if first is None:
            return None
        second_at = self._joined(first[1], between)
        neighbours = second_at is None and self.word(first[1]) in self.words.and_joiners
        if neighbours:
            second_at = first[1] + 1
        if second_at is None:
            return None
        if self.word(second_at) in self.words.the:
            second_at += 1
        second = _longest((self._day(second_at),)) or self._stepped_days(second_at)
        if second is None or second.month is None or second.day is None:
            return None
        if neighbours and second.day != first[0] + 1:
            return None
        if first[0] >= second.day or not exists(second.year, second.month, first[0]):
            return None
        low = spelled(second.year, second.month, first[0])
        return _Point(index, second.last, edtf=f"{low}/{second.text()}")

    def _stepped_days(self, index: int) -> _Point | None:
        """``22 this month``, ``23 del próximo mes``."""
        day = self._day_number(index)
        if day is None:
            return None
        at = day[1]
        while self.word(at) in self.words.of or self.word(at) in ("in", "en"):
            at += 1
        step = self._step(at)
        if step is None:
            return None
        if step.edtf is None or not re.fullmatch(r"\d{4}-\d\d", step.edtf):
            return None
        year, month = int(step.edtf[:4]), int(step.edtf[5:])
        if not exists(year, month, day[0]):
            return None
        return _Point(index, step.last, year, month, day[0])

    def _month_with_days(self, index: int) -> _Point | None:
        """``November 19-20``, ``January 2 to 5, 2016``, ``Nov between 19 and 20``."""
        month = self._month_name(index)
        if month is None:
            return None
        number, at = month
        _, between, at = self._opened(at)
        if self.word(at) in self.words.the:
            at += 1
        first = self._day_number(at)
        if first is None:
            return None
        second_at = self._joined(first[1], between)
        if second_at is None and self.word(first[1]) in self.words.and_joiners:
            second_at = first[1] + 1
        if second_at is None:
            return None
        second = self._day_number(second_at)
        worded = self.word(first[1]) in self.words.and_joiners and not between
        if second is not None and worded and second[0] != first[0] + 1:
            return None
        if second is None or first[0] >= second[0] or self._is_more_than_day(0, second[1]):
            return None
        if self._counts(second[1]) and self._year(second[1]) is None:
            return None
        year = self._year_behind(second[1])
        point = self._made(index, second[1], number, second[0], year)
        if point is None or not exists(point.year, number, first[0]):
            return None
        low = spelled(point.year, number, first[0])
        return replace(point, edtf=f"{low}/{point.text()}")

    def _between(self, index: int) -> _Point | None:
        """Two dates: ``from Feb 1st to March 2019``, ``entre mayo de 2015 y 2018``."""
        opened, between, at = self._opened(index)
        if self.word(at) in self.words.the:
            inner = self._point(at) or self._point(at + 1)
        else:
            inner = self._end(at, opened)
        if inner is None or inner.value is not None:
            return None
        second_at = self._joined(inner.last, between)
        if second_at is None:
            return None
        dash = self.reading.kind(inner.last) is TokenKind.PUNCTUATION
        if self.word(second_at) in self.words.the:
            second = self._point(second_at) or self._point(second_at + 1)
        else:
            second = self._end(second_at, True)
        if second is None or second.value is not None:
            return None
        if (
            not opened
            and not dash
            and self.word(inner.last) in ("a", "to", "y", "and")
            and (inner.day is None or second.day is None)
        ):
            return None
        if not opened and self.word(index) in self.words.the:
            index += 1
        return self._joined_points(index, inner, second)

    def _between_eras(self, index: int) -> _Point | None:
        """``between A.D. 1260 and 1390``, ``entre 300 y 150 a. C.``: an era told once."""
        opened, between, at = self._opened(index)
        if not opened:
            return None
        eras = self.words.eras
        ends = []
        for last in (False, True):
            while self.word(at) in self.words.the or self.word(at) in self.words.year_words:
                at += 1
            era = eras.at(self.reading.tokens, at)
            number = self._number(era[1] if era else at)
            if number is None or number[2]:
                return None
            after = number[1]
            if era is None:
                era = eras.at(self.reading.tokens, after)
                after = era[1] if era else after
            ends.append((number[0], era[0] if era else None))
            if last:
                break
            joined = self._joined(after, between)
            if joined is None:
                return None
            at = joined
        (low, first), (high, second) = ends
        if first is None and second is None:
            return None
        sign = [first or second or 1, second or first or 1]
        if sign[0] * low >= sign[1] * high or max(low, high) > LAST_YEAR:
            return None
        points = [self._of_era(index, after, year, sign[k]) for k, year in enumerate((low, high))]
        return _Point(index, after, edtf=f"{points[0].edtf}/{points[1].edtf}")

    def _end(self, index: int, opened: bool) -> _Point | None:
        """One end of a range: a date, or a year that is only one there."""
        point = self._point(index)
        if point is not None:
            return point
        if self.word(index) in self.words.now and self.reference is not None:
            now = self.reference
            return _Point(index, index + 1, now.year, now.month, now.day)
        year = self._year(index) if opened else None
        if year is None or self._tied_behind(year[1]):
            return None
        if year[0] < FIRST_PLAIN_YEAR or (
            self.reading.kind(index) is TokenKind.WORD and self._counts(year[1])
        ):
            return None
        return _Point(index, year[1], year[0])

    def _joined_points(self, index: int, first: _Point, second: _Point) -> _Point | None:
        if (
            self.reference
            and first.weekday is not None
            and second.weekday is not None
            and first.last == first.first + 1
            and second.last > second.first + 1
        ):
            # "between Wednesday and Friday of next week"
            end = dt.date.fromisoformat(second.ending() or "")
            start = end - dt.timedelta((second.weekday - first.weekday) % 7)
            return _Point(index, second.last, low=start, high=end)
        if (
            second.guessed
            and not first.guessed
            and first.year is not None
            and (first.month is not None and first.day is not None and second.month is not None)
        ):
            # "between now and November 15th"
            before = (second.month, second.day or 31) < (first.month, first.day)
            second = replace(second, year=first.year + before, guessed=False)
        if (
            self.reference
            and first.weekday is not None
            and second.weekday is not None
            and first.last == first.first + 1
            and second.last == second.first + 1
        ):
            if not self.casual and self.words.day_first and self.word(index) == "de":
                # "Abre de lunes a viernes": every week
                return _Point(index, second.last)
            start = dt.date.fromisoformat(first.starting() or "")
            days = dt.timedelta((second.weekday - first.weekday) % 7)
            return _Point(index, second.last, low=start, high=start + days)
        if (
            first.guessed
            and not second.guessed
            and first.month
            and second.month
            and second.year is not None
        ):
            # "from February until March this year"
            over = (first.month, first.day or 1) > (second.month, second.day or 31)
            first = replace(first, year=second.year - over, guessed=False)
        if first.guessed and second.guessed and first.month and second.month:
            same = self._same_year(first, second)
            if same is not None:
                first, second = same
        low, high = first.starting(), second.ending()
        if low is None or high is None:
            return None
        if first.month is not None and second.year is not None:
            # "from Feb 1st to March 2019": the year stands with the second only.
            named = any(
                self.word(at).isdigit() and len(self.word(at)) == 4
                for at in range(first.first, first.last)
            )
            told = any(
                self.word(at).isdigit() and len(self.word(at)) == 4
                for at in range(second.first, second.last)
            )
            if first.guessed and not named and told:
                low = spelled(second.year, first.month, first.day)
            elif not named and not told and low > high and first.year is not None:
                # "from 25/10 to 25/1": over the turn of the year.
                return self._turned(index, first, second)
        if "X" not in low[:4] and "X" not in high[:4] and low[: len(high)] > high[: len(low)]:
            return None
        return _Point(index, second.last, edtf=f"{low}/{high}")

    def _same_year(self, first: _Point, second: _Point) -> tuple[_Point, _Point] | None:
        """The two ends of a range within one year, that in which it is nearest."""
        begin, end = (first.month or 0, first.day or 1), (second.month or 0, second.day or 28)
        if self.reference is None or begin > end:
            return None
        today = self.reference
        ahead = self.casual or self._looks_ahead(first.first)

        def away(year: int) -> int:
            low, high = dt.date(year, begin[0], min(begin[1], 28)), dt.date(year, end[0], 28)
            if low <= today <= high and (today - low) < (high - today) and not ahead:
                # "Between January and June", in January, is over.
                return 366
            return (
                0
                if low <= today <= high
                else min(abs((low - today).days), abs((high - today).days))
            )

        year = min((today.year - 1, today.year, today.year + 1), key=away)
        if not (exists(year, *begin) and exists(year, end[0], second.day or 1)):
            return None
        return replace(first, year=year), replace(second, year=year)

    def _turned(self, index: int, first: _Point, second: _Point) -> _Point | None:
        if self.reference is None or first.year is None or second.year is None:
            return None
        best = None
        for year in (self.reference.year - 1, self.reference.year):
            low = spelled(year, first.month, first.day)
            high = spelled(year + 1, second.month, second.day)
            away = abs(year - self.reference.year) if first.month else 0
            if best is None or away < best[0]:
                best = away, f"{low}/{high}"
        return _Point(index, second.last, edtf=best[1]) if best else None

    def _weekdays_of_week(self, index: int) -> _Point | None:
        """``next week between Wednesday and Friday``."""
        step = self._step(index)
        if step is None or step.low is None or step.high is None:
            return None
        if (step.high - step.low).days != 6:
            return None
        _, between, at = self._opened(step.last)
        if at == step.last:
            return None
        first = self.words.weekdays.get(self.word(at))
        second_at = self._joined(at + 1, between)
        if first is None or second_at is None:
            return None
        second = self.words.weekdays.get(self.word(second_at))
        if second is None or second <= first:
            return None
        return _Point(
            index,
            second_at + 1,
            low=step.low + dt.timedelta(first),
            high=step.low + dt.timedelta(second),
        )

    def _years(self, index: int) -> _Point | None:
        """``2014-2018``, ``2019-20``, ``2002–2004``: two years and a dash."""
        opened, _, at = self._opened(index)
        if self.word(at) in ("los", "el"):
            at += 1
        first = self._year(at)
        if first is None or self.reading.kind(at) is not TokenKind.NUMBER:
            return None
        in_brackets = self.word(at - 1) == "("
        if not 1900 <= first[0] <= 2100 and not opened and not in_brackets:
            return None
        dash = first[1]
        worded = self._worded_years(at, first)
        if worded is not None:
            return worded
        if self.word(dash) not in ("-", "–", "—", "/") or (
            self.reading.touches(dash) != self.reading.touches(dash + 1)
        ):
            return None
        word = self.word(dash + 1)
        if not word.isdigit() or self._continues_number(dash + 2):
            return None
        if self._tied_behind(dash + 2):
            return None
        if len(word) == 4:
            last = int(word)
        elif len(word) == 2 and self.reading.touches(dash):
            last = first[0] // 100 * 100 + int(word)
            if int(word) <= 12 and last != first[0] + 1:
                return None
        else:
            return None
        if not 0 < last - first[0] <= 200:
            return None
        start = index if opened and len(word) == 4 and not self.words.day_first else at
        return _Point(start, dash + 2, edtf=f"{first[0]:04d}/{last:04d}")

    def _worded_years(self, index: int, first: tuple[int, int]) -> _Point | None:
        """``covers 2015 to 2018``: two years that nothing but a word joins, and that count
        nothing."""
        joiner = self.words.joiners.at(self.reading.tokens, first[1])
        if joiner is None or self.reading.kind(first[1]) is not TokenKind.WORD:
            return None
        second = self._year(joiner[1])
        if (
            second is None
            or self.reading.kind(joiner[1]) is not TokenKind.NUMBER
            or not 1900 <= first[0] < second[0] <= 2100
            or first[0] % 100 == second[0] % 100 == 0
            or self._counts(second[1])
            or self._tied_behind(second[1])
            or self.word(index - 1) in self.reading.words.bounds.froms
        ):
            return None
        return _Point(index, second[1], edtf=f"{first[0]:04d}/{second[0]:04d}")


def _longest(points: Iterable[_Point | None]) -> _Point | None:
    best: _Point | None = None
    for point in points:
        if point is not None and (best is None or point.last > best.last):
            best = point
    return best


def _roman(word: str) -> int:
    """A Roman number up to thirty, or 0."""
    match = _ROMAN.fullmatch(word)
    if match is None or not word:
        return 0
    units = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8,
             "ix": 9}  # fmt: skip
    return 10 * len(match.group(1)) + units[match.group(2)]


@cache
def _starters(
    words: DateWords,
) -> tuple[frozenset[str], frozenset[str], frozenset[str], dict[str, tuple[Phrases[Any], ...]]]:
    """The words at which a date may begin; those of them that say nothing alone; those that say
    enough; and the phrases that begin with each of the others."""
    phrases: tuple[Phrases[Any], ...] = (
        words.relative_days, words.ago_before, words.within, words.edges, words.rests,
        words.decade_openers, words.century_openers, words.eras, words.week_of, words.after_next,
    )  # fmt: skip
    alone = frozenset().union(
        words.months, words.weekdays, words.steps, words.lasts, words.seasons, words.decades,
        words.year_words, words.day_nouns, {"q", "h", "t", "s"},
        words.units.firsts(),
    )  # fmt: skip
    opening = words.the | words.openers | words.between
    starters = alone.union(
        opening, words.future_in, words.own, *(phrase.firsts() for phrase in phrases)
    )
    openings = {
        word: tuple(phrase for phrase in phrases if word in phrase.firsts())
        for word in starters - alone
    }
    return starters, opening, alone, openings


# --- the whole text -----------------------------------------------------------------------------


def find(
    reading: Reading,
    numerals: NumeralReader,
    reference: dt.date | None = None,
    *,
    casual: bool = False,
) -> list[DateMatch]:
    """The dates, periods and times of a text, in order and never overlapping; with
    ``kind`` None what has the form of a date that does not exist."""
    reading = _without_possessives(reading)
    tokens = reading.tokens
    words: DateWords = reading.words.dates
    found: list[DateMatch] = []
    taken = bytearray(len(reading.folded))

    def claim(match: DateMatch) -> bool:
        """Take the match, unless a part of it is taken."""
        if any(taken[match.start : match.end]):
            return False
        taken[match.start : match.end] = b"\x01" * (match.end - match.start)
        found.append(match)
        return True

    def time(start: int, end: int, minutes: int) -> DateMatch:
        return DateMatch(start, end, QuantityKind.TIME, value=Decimal(minutes))

    def lasting(start: int, end: int, seconds: Decimal) -> DateMatch:
        return DateMatch(start, end, QuantityKind.DURATION, value=seconds, unit="second")

    in_digits = words.times_in_digits if HAS_DIGIT.search(reading.folded) else ()
    for pattern in (*words.spoken_times, *in_digits):
        for match in pattern.finditer(reading.folded):
            taking = _stopwatch(reading.folded, match, words)
            if taking is not None and claim(lasting(match.start(), *taking)):
                continue
            minutes = _minutes(match, words, reading.words.numerals.units)
            if minutes is not None:
                claim(time(*match.span(), minutes))
    for match in _PARTS_OF_SECONDS.finditer(reading.folded) if in_digits else ():
        claim(lasting(*match.span(), _seconds(*match.groups())))
    for first in _openings_of_times(reading.folded, found, words):
        claim(first)
    for hours in words.hours.finditer(reading.folded) if in_digits and words.hours else ():
        for hour, minute in (("first", "minutes"), ("second", "more")):
            end = hours.end(minute if hours[minute] else hour)
            value = 60 * int(hours[hour]) + int(hours[minute] or 0)
            if value <= 1440:
                claim(time(hours.start(hour), end, value))
    for point in DateReader(reading, reference, numerals, casual=casual).read_all():
        start, end = tokens[point.first].start, tokens[point.last - 1].end
        if any(taken[start:end]):
            continue
        kind = QuantityKind.DATE if point.value is None else QuantityKind.DURATION
        if point.loose:
            found.append(DateMatch(start, end, None))
            continue
        found.append(DateMatch(start, end, kind, point.text(), point.value, point.unit))
    return sorted(found, key=lambda match: match.start)


def _without_possessives(reading: Reading) -> Reading:
    """The text with "Wednesday's" and "last week's" read as the day and the week."""
    possessed = reading.words.dates.possessed
    if not possessed:
        return reading
    tokens = [
        token._replace(word=token.word[:-2], end=token.end - 2)
        if token.word.endswith("'s") and token.word[:-2] in possessed
        else token
        for token in reading.tokens
    ]
    return replace(reading, tokens=tokens)


def _openings_of_times(
    folded: str, times: Sequence[DateMatch], words: DateWords
) -> list[DateMatch]:
    """The first hours of ranges such as ``entre las 4 y las 7 de la tarde``, where only the
    second tells which half of the day is meant."""
    first = []
    for time in times:
        if time.kind is not QuantityKind.TIME or time.value is None:
            continue
        near = max(0, time.start - 24)
        opened = words.time_opener.search(folded[near : time.start])
        if opened is None or int(opened["hour"]) > 24 or int(opened["minute"] or 0) > 59:
            continue
        minutes = 60 * int(opened["hour"]) + int(opened["minute"] or 0)
        if minutes + 720 < time.value:
            minutes += 720
        if minutes < time.value:
            end = opened.end("minute" if opened["minute"] else "hour")
            span = near + opened.start("hour"), near + end
            first.append(DateMatch(*span, QuantityKind.TIME, value=Decimal(minutes)))
    return first


# Two or three numbers with colons: hours, minutes and seconds, or minutes and seconds.
_COLONS = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d\d)(?:\.(\d{1,3}))?(?![\w:])")


# "3:49.04" can be nothing else.
_PARTS_OF_SECONDS = re.compile(
    r"(?<![\w:.,])(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)\.(\d{1,3})(?![\w:])"
)


def _seconds(hours: str | None, minutes: str, seconds: str, part: str | None) -> Decimal:
    value = Decimal(3600 * int(hours or 0) + 60 * int(minutes) + int(seconds))
    return value + Decimal(f"0.{part or 0}")


def _stopwatch(folded: str, match: re.Match[str], words: DateWords) -> tuple[int, Decimal] | None:
    """Where a time that was taken ends, and its seconds: "a record of 2:00:35", "1:12 minutos".
    A time of day with seconds has "at", a day or an hour's word beside it."""
    if match.groupdict().get("half"):
        return None
    taken = _COLONS.match(folded, match.start())
    if taken is None:
        return None
    hours, minutes, seconds, part = taken.groups()
    unit = words.after_stopwatch.match(folded, taken.end())
    opened = words.before_stopwatch.search(folded[max(0, match.start() - 24) : match.start()])
    if unit is None and not (opened and (hours or part)):
        return None
    return (unit.end() if unit else taken.end()), _seconds(hours, minutes, seconds, part)


_SPOKEN_MINUTES = {"media": 30, "cuarto": 15}


def _minutes(match: re.Match[str], words: DateWords, units: dict[str, int]) -> int | None:
    groups = match.groupdict()
    spoken = groups["hour"] or "0"
    hour = int(spoken) if spoken.isdigit() else units[spoken]
    minute = int(groups.get("minute") or _SPOKEN_MINUTES.get(groups.get("spoken") or "", 0))
    half = (groups.get("half") or "").replace(".", "").replace(" ", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in words.afternoon else 0)
    return 60 * hour + minute if hour < 24 and minute < 60 else None
