"""The quantities of a text: what a reader would call its figures, each with its value, its unit
and what it counts.

Read from top to bottom: dates and times first, since they are made of numbers; then every number
as written; then what each measures; then ranges, bounds and changes; then what is left of plain
numbers is asked whether it is a figure at all.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

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
from summarizer.figures.vocabulary import Vocabulary, vocabulary

MAX_AGE = 120


def find(
    text: str,
    language: str,
    reference_date: dt.date | None = None,
    *,
    decimal_mark: str | None = None,
    context: str = "",
    casual: bool = False,
) -> list[QuantityMatch]:
    """The quantities of ``text``, sorted by place and never overlapping.

    ``reference_date`` is the day on which the text was written; without it, relative dates such
    as "yesterday" have no ``date``. ``decimal_mark`` (``"."`` or ``","``) settles numbers such as
    1.234 that the text alone leaves open; by default, the unmistakable numbers of the text do.
    ``context`` is the text around this one, from which it is told whose pesos or dollars are
    meant where the text itself doesn't say. ``casual`` finds what only conversation and search
    boxes take for quantities, too: "all day", "the weekend", "the dollar" without a number.
    """
    reading, dates, drafts = _read(
        text, language, reference_date, decimal_mark, context, casual=casual
    )
    drafts = bounds.join(reading, drafts)
    bounds.change(reading, drafts)
    for draft in drafts:
        reading.amounts.update(range(draft.first, draft.last))
        if draft.unit is not None:
            reading.measures[draft.first] = draft.last

    for token in _within(reading, [date for date in dates if date.kind is not None]):
        reading.amounts.add(token)
    found = [
        QuantityMatch(
            date.start,
            date.end,
            text[date.start : date.end],
            date.kind,
            value=date.value,
            unit=date.unit,
            date=date.date,
        )
        for date in dates
        if date.kind is not None
    ]
    tie_breaks = [
        draft
        for before, draft in pairwise(drafts)
        if exclusions.is_tie_break(reading, before, draft)
    ]
    for draft in drafts:
        _age_of_a_name(reading, draft)
    measures.share_ages(reading, drafts)
    for draft in drafts:
        if draft in tie_breaks:
            continue
        draft.date = exclusions.as_year(reading, draft)
        if draft.date is not None:
            draft.kind, draft.value = QuantityKind.DATE, None
        elif not _is_figure(reading, draft):
            continue
        else:
            draft.counts = count(reading, draft)
            if exclusions.is_rank(reading, draft):
                continue
            if draft.unit is None and draft.numeral.first in reading.labels:
                # "two new 737 Max jets"
                continue
            if (
                draft.numeral.lone_one
                and draft.unit is None
                and not (exclusions.counts_behind(reading, draft))
            ):
                continue
        found.append(_match(reading, draft))
    if casual:
        found += [
            QuantityMatch(start, end, text[start:end], kind, unit=unit)
            for start, end, kind, unit in measures.without_number(reading, drafts)
        ]
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
    casual: bool = False,
) -> tuple[Reading, list[date_reader.DateMatch], list[Draft]]:
    """The text in tokens, its dates, and its numbers with their units (``bare``: without) and the
    words that bound them."""
    words = vocabulary(language)
    folded, tokens = tokenise(text)
    reading = Reading(text, folded, tokens, words, context, all_capitals=text.isupper())
    mark = words.numerals.decimal_mark or decimal_mark or decimal_mark_of(folded)
    excluded = exclusions.spans(folded)
    apart = frozenset(start for start, _ in excluded)
    numeral_reader = NumeralReader(text, tokens, words.numerals, mark, apart=apart)
    dates = [
        date
        for date in date_reader.find(reading, numeral_reader, reference_date, casual=casual)
        if date.kind is not QuantityKind.TIME or not _is_verse(folded, date.start, excluded)
    ]
    blocked = _blocked(reading, [*excluded, *((date.start, date.end) for date in dates)])
    multiples = [] if bare else list(_multiples(reading))
    numerals = [*_numerals(reading, numeral_reader, casual=casual), *multiples]
    drafts = [
        Draft(numeral.first, numeral.last, numeral, value=numeral.value)
        for numeral in sorted(numerals, key=lambda numeral: numeral.first)
        if not any(blocked[numeral.start : numeral.end])
    ]
    for draft in drafts:
        reading.numbers.update(range(draft.numeral.first, draft.numeral.last))
    for draft in drafts:
        if draft.numeral.vague:
            draft.low, draft.high, draft.value = draft.value, 10 * draft.numeral.value, None
            draft.bound = Bound.ABOUT
        if (
            reading.word(draft.last - 2) in words.numerals.pairs
            or reading.word(draft.last - 1) in words.numerals.collectives
        ):
            draft.bound = Bound.ABOUT
        if draft.numeral in multiples:
            draft.kind = QuantityKind.MULTIPLE
        elif not bare:
            measures.measure(reading, draft)
    drafts = [draft for draft in drafts if not exclusions.is_name(reading, draft)]
    if not bare:
        drafts = measures.join_parts(reading, drafts)
        measures.share_units(reading, drafts)
        measures.share_currency(reading, drafts)
        measures.share_coins(reading, drafts)
        measures.share_points(reading, drafts)
    for draft in drafts:
        bounds.bound(reading, draft)
    return reading, dates, drafts


def _numerals(reading: Reading, reader: NumeralReader, *, casual: bool) -> list[Numeral]:
    numerals = read_all(reader)
    firsts = {numeral.first for numeral in numerals}
    numerals = [n for n in numerals if not (n.lone_one and n.last in firsts)]
    pairs = list(_pairs(reading))
    covered = {at for pair in pairs for at in range(pair.first, pair.last)}
    numerals = [numeral for numeral in numerals if numeral.first not in covered] + pairs
    taken = {at for numeral in numerals for at in range(numeral.first, numeral.last)}
    understood = _before_units(reading.words)
    numerals += [
        Numeral(at, end, token.start, reading.tokens[end - 1].end, value, kind, lone_one=True)
        for at, token in enumerate(reading.tokens)
        if token.word in understood and at not in taken
        for value, kind, end in _understood(reading, at, casual)
    ]
    return sorted(numerals, key=lambda numeral: numeral.first)


@cache
def _before_units(words: Vocabulary) -> frozenset[str]:
    """The words that may be a number beside a unit of time or measure."""
    numerals = words.numerals
    ones = (word for word, value in numerals.units.items() if value == 1)
    return frozenset().union(
        ones, numerals.articles, numerals.bare_halves, words.units.others, words.dates.whole
    )


def _understood(
    reading: Reading, index: int, casual: bool
) -> Iterable[tuple[Decimal, NumeralKind, int]]:
    """The numbers that other words are beside a unit of time or measure, and their ends.

    "A year" tells a rate or a period more often than a figure, so it is one only where the words
    before it show that it was counted: "less than a year", "for an hour". "Media hora" and
    "another week" always are.
    """
    words = reading.words
    units = words.units
    word = reading.word(index)
    unit_at = index + 1
    whole = casual and word in words.dates.whole
    if whole and (reading.word(unit_at) in words.dates.the or reading.word(unit_at) == "-"):
        unit_at += 1
    is_one = words.numerals.units.get(word) == 1
    article = word in words.numerals.articles
    if not (is_one or article or whole or word in words.numerals.bare_halves or (
        word in units.others
    )):  # fmt: skip
        return
    if article or is_one:
        point = unit_at + (reading.word(unit_at) in words.dates.whole)
        share = units.percent.at(reading.tokens, point)
        if share is not None and share[0] == "percentage-point":
            # "by a full percentage point"
            yield Decimal(1), NumeralKind.CARDINAL, point
            return
    if (
        word in words.numerals.bare_halves
        and reading.word(unit_at) not in words.counting.links
        and measures.part_of_point(reading, unit_at)
    ):
        yield Decimal("0.5"), NumeralKind.FRACTION, unit_at
        return
    unit = units.names.at(reading.tokens, unit_at)
    if unit is None:
        return
    lasts = unit[0] in units.durations
    if word in words.numerals.bare_halves:
        yield Decimal("0.5"), NumeralKind.FRACTION, unit_at
        return
    that_one = is_one and not article and len(reading.word(unit_at)) > 2
    whole_one = lasts and (word in units.others or whole)
    counted = (
        article
        and lasts
        and (
            words.bounds.before.ending(reading.tokens, index) is not None
            or reading.word(index - 1) in units.span_openers
            or _is_continued(reading, unit[1])
            or any(
                all(reading.word(unit[1] + k) == word for k, word in enumerate(half))
                for half in units.halves
            )
        )
    )
    if that_one or whole_one or counted:
        yield Decimal(1), NumeralKind.CARDINAL, unit_at


def _is_continued(reading: Reading, index: int) -> bool:
    """Whether a number of smaller units follows: "an hour and twenty minutes"."""
    if reading.word(index) not in reading.words.numerals.fraction_joiners:
        return False
    return any(
        reading.words.units.names.at(reading.tokens, index + ahead) is not None
        and reading.word(index + 1) not in reading.words.numerals.articles
        for ahead in (2, 3)
    )


def _pairs(reading: Reading) -> Iterable[Numeral]:
    """``a couple of weeks``, ``un par de semanas``."""
    words = reading.words.numerals
    for at, token in enumerate(reading.tokens):
        if token.word in words.pairs and reading.word(at + 1) in words.of:
            first = at - (reading.word(at - 1) in words.articles)
            start, end = reading.tokens[first].start, reading.tokens[at + 1].end
            yield Numeral(first, at + 2, start, end, Decimal(2), NumeralKind.CARDINAL)


# What stands before a match of two against two: "mixed doubles".
_OF_TENNIS = frozenset({"mixed", "the", "in", "and", "ladies", "women", "men"})


def _multiples(reading: Reading) -> Iterable[Numeral]:
    """``twice``, ``doubled``, ``tenfold``, ``el doble de``, ``se triplicó``."""
    words = reading.words.numerals
    for at, token in enumerate(reading.tokens):
        loose = words.loose_multiples.get(token.word)
        if loose is None and token.word not in words.multiples:
            continue
        if reading.word(at + 1) in words.not_multiple_before:
            continue
        if token.word == "doubles" and (
            reading.word(at - 1) in _OF_TENNIS or reading.word(at - 1).endswith("'s")
        ):
            continue
        if reading.word(at + 1) in reading.words.units.per_articles and (
            reading.word(at + 2) in reading.words.units.per_nouns
        ):
            # "twice a day": how often, not how many times as much
            continue
        following = reading.word(at + 1)
        if token.word in words.frequencies and not (
            following in words.after_times or following in words.after_multiple
        ):
            # "He scored twice": how often
            continue
        value = words.multiples.get(token.word)
        if value is None:
            if loose is not None and (
                reading.word(at + 1) in words.after_multiple
                or reading.word(at - 1) in words.before_multiple
            ):
                value = loose
        if value is not None:
            yield Numeral(at, at + 1, token.start, token.end, Decimal(value), NumeralKind.FRACTION)


def _within(reading: Reading, dates: Sequence[date_reader.DateMatch]) -> Iterable[int]:
    """The tokens that stand in one of ``dates``, which are sorted."""
    at = 0
    for date in dates:
        at = bisect_left(reading.tokens, date.start, at, key=lambda token: token.start)
        while at < len(reading.tokens) and reading.tokens[at].start < date.end:
            yield at
            at += 1


def _is_verse(folded: str, index: int, excluded: Sequence[tuple[int, int]]) -> bool:
    """Whether what looks like a time at ``index`` is a verse: "Mark 15:34"."""
    return any(start < index < end and folded[start].isalpha() for start, end in excluded)


def _blocked(reading: Reading, spans: Iterable[tuple[int, int]]) -> bytearray:
    """Marks the characters in which no number is read."""
    blocked = bytearray(len(reading.folded))
    for start, end in spans:
        blocked[start:end] = b"\x01" * (end - start)
    return blocked


def _is_figure(reading: Reading, draft: Draft) -> bool:
    if exclusions.is_mere_word(reading, draft) or exclusions.is_label(reading, draft):
        return False
    if draft.numeral.lone_one:
        return _one_counts(reading, draft)
    return True


def _one_counts(reading: Reading, draft: Draft) -> bool:
    """Whether "one" or "un" is a number and no pronoun or article."""
    word = reading.word(draft.numeral.first)
    article = word in reading.words.numerals.articles
    if reading.word(draft.last) in reading.words.dates.months:
        return False
    if draft.unit == "percentage-point":
        return True
    if draft.kind in (QuantityKind.MONEY, QuantityKind.MEASURE) or not article:
        return draft.unit is not None or (reading.kind(draft.numeral.last) is TokenKind.WORD)
    # "es casi un hecho"
    counted = draft.value != 1 or (
        draft.outer_first < draft.first
        and (draft.unit is not None or draft.bound is not Bound.ABOUT)
    )
    if draft.unit is not None:
        if _is_ordinal_of_a_noun(reading, draft.last):
            return False
        return counted or reading.word(draft.first - 1) in reading.words.units.span_openers
    one_of = reading.word(draft.last) in reading.words.numerals.of
    return counted or one_of


def _is_ordinal_of_a_noun(reading: Reading, last: int) -> bool:
    """Whether the unit before ``last`` is an ordinal: "after a second deadly crash"."""
    return (
        reading.words.numerals.ordinal(reading.word(last - 1)) is not None
        and reading.kind(last) is TokenKind.WORD
        and reading.word(last) not in reading.words.counting.stops
    )


def _age_of_a_name(reading: Reading, draft: Draft) -> None:
    """``Nick Hague, 44, has …``: a number in commas behind a name is an age."""
    if draft.kind is not QuantityKind.NUMBER or draft.unit is not None:
        return
    openers = reading.words.units.age_before
    opener = openers.ending(reading.tokens, draft.first) or openers.ending(
        reading.tokens, draft.outer_first
    )
    numeral = draft.numeral
    digits = reading.word(numeral.first)
    name = draft.first - 2
    if reading.word(name) == "." and reading.touches(name):
        # "John Smith Jr., 55,"
        name -= 1
    # "two daughters, 4 and 6,"
    listed = (
        reading.word(draft.last) in reading.words.counting.joiners
        and reading.word(draft.last + 1).isdigit()
        and reading.word(draft.last + 2) in (",", ".", ";")
    )
    named = (
        numeral.last == numeral.first + 1
        and digits.isdigit()
        and 1 <= len(digits) <= 3
        and reading.word(draft.first - 1) == ","
        and (
            reading.word(name) in reading.words.units.people
            or (reading.word(name).removesuffix("s") in reading.words.units.people and listed)
            or (
                reading.is_capitalised(name)
                and (reading.is_capitalised(name - 1) or len(digits) == 2)
            )
        )
        and (listed or reading.word(draft.last) in (",", ".", ";"))
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
