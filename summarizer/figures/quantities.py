"""The quantities of a text: what a reader would call its figures, each with its value, its unit
and what it counts.

Read from top to bottom: dates and times first, since they are made of numbers; then every number
as written; then what each measures; then ranges, bounds and changes; then what is left of plain
numbers is asked whether it is a figure at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer.brief import Bound, QuantityKind
from summarizer.figures import bounds, exclusions, measures
from summarizer.figures import dates as date_reader
from summarizer.figures.counting import count
from summarizer.figures.drafts import Draft, Reading
from summarizer.figures.literals import decimal_mark_of
from summarizer.figures.match import QuantityMatch
from summarizer.figures.money import currency_meant
from summarizer.figures.numerals import Numeral, NumeralKind, NumeralReader, read_all
from summarizer.figures.quantity_tokens import TokenKind, tokenise
from summarizer.figures.vocabulary import vocabulary

MAX_AGE = 120


def find(
    text: str,
    language: str,
    reference_date: dt.date | None = None,
    *,
    decimal_mark: str | None = None,
    context: str = "",
) -> list[QuantityMatch]:
    """The quantities of ``text``, sorted by place and never overlapping.

    ``reference_date`` is the day on which the text was written; without it, relative dates such
    as "yesterday" have no ``date``. ``decimal_mark`` (``"."`` or ``","``) settles numbers such as
    1.234 that the text alone leaves open; by default, the unmistakable numbers of the text do.
    ``context`` is the text around this one, from which it is told whose pesos or dollars are
    meant where the text itself doesn't say.
    """
    reading, dates, drafts = _read(text, language, reference_date, decimal_mark, context)
    drafts = bounds.join(reading, drafts)
    bounds.change(reading, drafts)

    found = [
        QuantityMatch(
            date.start,
            date.end,
            text[date.start : date.end],
            date.kind,
            value=date.value,
            date=date.date,
        )
        for date in dates
    ]
    named = 0, 0
    for draft in drafts:
        _age_of_a_name(reading, draft)
        draft.date = exclusions.as_year(reading, draft)
        if draft.date is not None:
            draft.kind, draft.value = QuantityKind.DATE, None
        elif not _is_figure(reading, draft):
            continue
        else:
            draft.counts = count(reading, draft, drafts)
            if _is_within(draft, named) or exclusions.is_rank(reading, draft):
                continue
            if draft.counts is None and draft.numeral.lone_one and draft.unit is None:
                continue
            if draft.counts is not None and draft.counts.span is not None:
                named = draft.counts.span.start, draft.counts.span.end
        found.append(_match(reading, draft))
    return _without_overlaps(found)


@dataclass(frozen=True, slots=True)
class Interval:
    """What numbers and the words that bound them allow: ``text[start:end]`` says that a value is
    from ``low`` to ``high`` (None: no end), the ends belonging to it or not. An end of a range
    such as "20 to 30" is open, since 30 begins the next."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    low_closed: bool
    high_closed: bool

    def __str__(self) -> str:
        low = "" if self.low is None else f"{self.low.normalize():f}"
        high = "" if self.high is None else f"{self.high.normalize():f}"
        return f"{'[' if self.low_closed else '('}{low},{high}{']' if self.high_closed else ')'}"


def intervals(text: str, language: str, *, decimal_mark: str | None = None) -> list[Interval]:
    """The intervals that the bounded numbers and the ranges of ``text`` tell, in order; units are
    left aside."""
    reading, _, drafts = _read(text, language, None, decimal_mark, "", bare=True)
    drafts = bounds.pair_bounds(reading, drafts)
    drafts = bounds.join(reading, drafts)
    found = []
    for draft in drafts:
        interval = bounds.interval(reading, draft)
        if interval is not None:
            found.append(Interval(*interval))
    return found


def _read(
    text: str,
    language: str,
    reference_date: dt.date | None,
    decimal_mark: str | None,
    context: str,
    *,
    bare: bool = False,
) -> tuple[Reading, list[date_reader.DateMatch], list[Draft]]:
    """The text in tokens, its dates, and its numbers with their units (``bare``: without) and the
    words that bound them."""
    words = vocabulary(language)
    folded, tokens = tokenise(text)
    reading = Reading(text, folded, tokens, words, context)
    mark = words.numerals.decimal_mark or decimal_mark or decimal_mark_of(folded)
    dates = date_reader.find(folded, words.dates, reference_date)
    blocked = _blocked(reading, [(date.start, date.end) for date in dates])
    drafts = [
        Draft(numeral.first, numeral.last, numeral, value=numeral.value)
        for numeral in _numerals(reading, mark)
        if not any(blocked[numeral.start : numeral.end])
    ]
    for draft in drafts:
        if draft.numeral.vague:
            draft.low, draft.high, draft.value = draft.value, 10 * draft.numeral.value, None
            draft.bound = Bound.ABOUT
        if not bare:
            measures.measure(reading, draft)
    drafts = [draft for draft in drafts if not exclusions.is_name(reading, draft)]
    if not bare:
        drafts = measures.join_parts(reading, drafts)
    for draft in drafts:
        bounds.bound(reading, draft)
    return reading, dates, drafts


def _numerals(reading: Reading, mark: str | None) -> list[Numeral]:
    reader = NumeralReader(reading.text, reading.tokens, reading.words.numerals, mark)
    numerals = read_all(reader)
    taken = {at for numeral in numerals for at in range(numeral.first, numeral.last)}
    numerals += [
        Numeral(at, at + 1, token.start, token.end, value, kind, lone_one=True)
        for at, token in enumerate(reading.tokens)
        if at not in taken and token.kind is TokenKind.WORD
        for value, kind in _understood(reading, at)
    ]
    return sorted(numerals, key=lambda numeral: numeral.first)


def _understood(reading: Reading, index: int) -> Iterable[tuple[Decimal, NumeralKind]]:
    """The numbers that articles and halves are beside a unit of time or measure.

    "A year" tells a rate or a period more often than a figure, so it is one only where a bound
    shows that it was counted: "less than a year", "un año y medio". "Media hora" always is.
    """
    words = reading.words
    word = reading.word(index)
    is_one = words.numerals.units.get(word) == 1
    unit = None
    if is_one or word in words.numerals.articles or word in words.numerals.bare_halves:
        unit = words.units.names.at(reading.tokens, index + 1)
    if unit is None:
        return
    if is_one and word not in words.numerals.articles and len(reading.word(index + 1)) > 2:
        # "that one mile"
        yield Decimal(1), NumeralKind.CARDINAL
    elif word in words.numerals.bare_halves:
        yield Decimal("0.5"), NumeralKind.FRACTION
    elif unit[0] in words.units.durations and (
        words.bounds.before.ending(reading.tokens, index) is not None
    ):
        yield Decimal(1), NumeralKind.CARDINAL


def _blocked(reading: Reading, dates: Iterable[tuple[int, int]]) -> bytearray:
    """Marks the characters in which no number is read."""
    blocked = bytearray(len(reading.folded))
    for start, end in (*exclusions.spans(reading.folded), *dates):
        blocked[start:end] = b"\x01" * (end - start)
    return blocked


def _is_within(draft: Draft, span: tuple[int, int]) -> bool:
    """Whether a plain number stands in what another one counts: "two new 737 Max jets"."""
    return draft.unit is None and span[0] <= draft.numeral.start and draft.numeral.end <= span[1]


def _is_figure(reading: Reading, draft: Draft) -> bool:
    if exclusions.is_mere_word(reading, draft) or exclusions.is_label(reading, draft):
        return False
    if draft.numeral.lone_one:
        return _one_counts(reading, draft)
    return True


def _one_counts(reading: Reading, draft: Draft) -> bool:
    """Whether "one" or "un" is a number and no pronoun or article."""
    if draft.kind is QuantityKind.DURATION and draft.numeral.value == 1:
        word = reading.word(draft.numeral.first)
        if word not in reading.words.numerals.articles:
            return True
        return draft.outer_first < draft.first or draft.value != 1
    if draft.kind in (QuantityKind.MONEY, QuantityKind.MEASURE):
        return True
    if draft.unit is not None:
        return reading.word(draft.numeral.first) not in reading.words.numerals.articles or (
            draft.outer_first < draft.first
        )
    word = reading.word(draft.numeral.first)
    if word in reading.words.numerals.articles:
        return draft.outer_first < draft.first
    following = reading.kind(draft.numeral.last)
    return following is TokenKind.WORD


def _age_of_a_name(reading: Reading, draft: Draft) -> None:
    """``Nick Hague, 44, has …``: a number in commas behind a name is an age."""
    if draft.kind is not QuantityKind.NUMBER or draft.unit is not None:
        return
    opener = reading.words.units.age_before.ending(reading.tokens, draft.first)
    numeral = draft.numeral
    digits = reading.word(numeral.first)
    named = (
        numeral.last == numeral.first + 1
        and digits.isdigit()
        and 1 <= len(digits) <= 3
        and reading.word(draft.first - 1) == ","
        and reading.is_capitalised(draft.first - 2)
        and (reading.is_capitalised(draft.first - 3) or len(digits) == 2)
        and reading.word(draft.last) in (",", ".", ";")
        and draft.value is not None
        and 0 < draft.value <= MAX_AGE
    )
    verb = reading.words.units.age_verbs.ending(reading.tokens, draft.first)
    alone = reading.kind(draft.last) is not TokenKind.WORD or (
        reading.word(draft.last) in reading.words.counting.stops
    )
    if reading.word(draft.last) in ("yo", "y/o"):
        draft.last += 1
        opener = opener or ("age", draft.first)
    if opener is not None or named or (verb is not None and alone and digits.isdigit()):
        draft.kind, draft.unit = QuantityKind.AGE, "year"


def _match(reading: Reading, draft: Draft) -> QuantityMatch:
    tokens = reading.tokens
    start = tokens[draft.first].start
    end = tokens[draft.last - 1].end
    if draft.numeral.first == draft.first:
        start = draft.numeral.start
    if draft.numeral.last == draft.last:
        end = draft.numeral.end
    unit = draft.unit
    if draft.guessed_currency and unit is not None:
        unit = currency_meant(unit, reading.folded, reading.context)
    return QuantityMatch(
        start,
        end,
        reading.text[start:end],
        draft.kind,
        value=draft.value,
        low=draft.low,
        high=draft.high,
        unit=unit,
        per=draft.per,
        date=draft.date,
        bound=draft.bound,
        change=draft.change,
        changed_from=draft.changed_from,
        counts=draft.counts,
    )


def _without_overlaps(found: Sequence[QuantityMatch]) -> list[QuantityMatch]:
    kept: list[QuantityMatch] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept
