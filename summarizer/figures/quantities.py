"""The quantities of a text: what a reader would call its figures, each with its value, its unit
and what it counts.

Read from top to bottom: dates and times first, since they are made of numbers; then every number
as written; then what each measures; then ranges, bounds and changes; then what is left of plain
numbers is asked whether it is a figure at all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer.brief import Bound, Change, Counted, QuantityKind
from summarizer.figures import dates as dates_module
from summarizer.figures.counting import counted, counted_before
from summarizer.figures.literals import decimal_mark_of
from summarizer.figures.match import QuantityMatch
from summarizer.figures.money import Currency
from summarizer.figures.numerals import Numeral, NumeralKind, NumeralReader, read_all
from summarizer.figures.quantity_tokens import Token, TokenKind, tokenise
from summarizer.figures.vocabulary import Vocabulary, vocabulary


@dataclass(slots=True)
class _Draft:
    """A quantity that is still being read: tokens ``first`` to ``last``, number included."""

    first: int
    last: int
    numeral: Numeral
    kind: QuantityKind
    value: Decimal | None
    unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = Bound.EXACT
    change: Change | None = None
    changed_from: Decimal | None = None
    counts: Counted | None = None


# Numbers in these are not figures. The bounds keep each pattern linear.
_NOT_FIGURES = re.compile(
    r"""
    (?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2}|:\d{1,5})?(?![\w.]*\d)   # IP address
  | (?<![\w.,])v?\d{1,4}\.\d{1,4}\.\d{1,4}(?:\.\d{1,6}){0,2}(?![\w]|[.,]\d) # version
  | (?<![\w.])(?:\+\d{1,3}[\ .-]?)?\(?\d{2,4}\)[\ .-]?\d{3,4}[\ .-]?\d{4}(?!\w) # phone (55) 1234
  | (?<![\w.])\+\d{1,3}[\ .-]?(?:\d{1,4}[\ ./-]?){2,4}\d{2,4}(?!\w)           # phone +52 …
  | (?<![\w.,])\d{3}[-.]\d{3}[-.]\d{4}(?!\w)                                # phone 555-123-4567
  | (?<![\w.,])1?-?800-\d{3}-\d{4}(?!\w)
    """,
    re.VERBOSE,
)
_GROUPED_INTEGER = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def find(
    text: str,
    language: str,
    reference_date: dt.date | None = None,
    *,
    decimal_mark: str | None = None,
) -> list[QuantityMatch]:
    """The quantities of ``text``, sorted by place and never overlapping.

    ``reference_date`` is the day on which the text was written; without it, relative dates such
    as "yesterday" have no ``date``. ``decimal_mark`` (``"."`` or ``","``) settles numbers such as
    1.234 that the text alone leaves open; by default, the unmistakable numbers of the text do.
    """
    words = vocabulary(language)
    folded, tokens = tokenise(text)
    mark = words.numerals.decimal_mark or decimal_mark or decimal_mark_of(folded)
    dates = dates_module.find(folded, words.dates, reference_date)
    blocked = _blocked(folded, dates)
    numerals = read_all(NumeralReader(text, tokens, words.numerals, mark))
    numerals = _with_articles(tokens, numerals, words)
    drafts = [
        draft
        for numeral in numerals
        if not any(blocked[numeral.start : numeral.end])
        and not _in_identifier(tokens, numeral)
        and (draft := _measured(text, tokens, numeral, words)) is not None
    ]
    drafts = _ranges(tokens, drafts, words)
    for draft in drafts:
        _bound(tokens, draft, words)
    drafts = [draft for draft in drafts if _is_figure(text, tokens, draft, words)]
    found = [_matched(text, tokens, draft) for draft in drafts]
    found += [
        QuantityMatch(
            match.start,
            match.end,
            text[match.start : match.end],
            match.kind,
            value=match.value,
            date=match.date,
        )
        for match in dates
    ]
    found.sort(key=lambda match: (match.start, -match.end))
    return _without_overlaps(found)


def _without_overlaps(found: Sequence[QuantityMatch]) -> list[QuantityMatch]:
    kept: list[QuantityMatch] = []
    for match in found:
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _blocked(folded: str, dates: Sequence[dates_module.DateMatch]) -> bytearray:
    blocked = bytearray(len(folded))
    for match in _NOT_FIGURES.finditer(folded):
        if not _GROUPED_INTEGER.fullmatch(match.group()):
            blocked[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for date in dates:
        blocked[date.start : date.end] = b"\x01" * (date.end - date.start)
    return blocked


def _in_identifier(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether the number is part of a name: G20, F-16, COVID-19, 737-800, 5G."""
    if not numeral.in_digits:
        return False
    first = numeral.first
    if first > 0 and not tokens[first].spaced:
        before = tokens[first - 1]
        if before.kind is TokenKind.WORD and tokens[first].kind is TokenKind.NUMBER:
            return True
        if (
            before.word in ("-", "/", ".", "_")
            and first > 1
            and not before.spaced
            and tokens[first - 2].kind in (TokenKind.WORD,)
            and len(tokens[first - 2].word) <= 6
        ):
            return tokens[first - 2].word not in ("mid", "pre", "post", "minus", "sub", "sept")
    return False


def _with_articles(
    tokens: Sequence[Token], numerals: Sequence[Numeral], words: Vocabulary
) -> list[Numeral]:
    """Adds the ones that an article says, where a bound shows that it counts: "less than a
    year", "over an hour"; "a year" alone tells of a rate or a time more often than of one."""
    found = list(numerals)
    taken = {numeral.first for numeral in numerals}
    for index, token in enumerate(tokens):
        if token.word not in words.numerals.articles or index in taken:
            continue
        unit = words.units.names.at(tokens, index + 1)
        if unit is None or unit[0] not in words.units.durations:
            continue
        if words.bounds.before.ending(tokens, index) is None:
            continue
        found.append(
            Numeral(
                first=index,
                last=index + 1,
                start=token.start,
                end=token.end,
                value=Decimal(1),
                kind=NumeralKind.CARDINAL,
                lone_one=True,
            )
        )
    return sorted(found, key=lambda numeral: numeral.first)


# --- what a number measures ---------------------------------------------------------------------


def _measured(
    text: str, tokens: Sequence[Token], numeral: Numeral, words: Vocabulary
) -> _Draft | None:
    draft = _Draft(numeral.first, numeral.last, numeral, QuantityKind.NUMBER, numeral.value)
    if numeral.kind is NumeralKind.ORDINAL:
        draft.kind = QuantityKind.ORDINAL
        return draft
    if numeral.vague:
        draft.low, draft.high = numeral.value, numeral.value * 10
        draft.value = None
        draft.bound = Bound.ABOUT
    _money(text, tokens, draft, words) or _unit(text, tokens, draft, words)
    return draft


def _money(text: str, tokens: Sequence[Token], draft: _Draft, words: Vocabulary) -> bool:
    money = words.money
    before = money.signs.ending(tokens, draft.first) or money.codes.ending(tokens, draft.first)
    at = draft.last
    if tokens[at : at + 1] and tokens[at].word == "-":
        at += 1
    link = at
    while link < len(tokens) and tokens[link].word in ("de", "of") and link < at + 1:
        link += 1
    after = (
        money.signs.at(tokens, at)
        or money.codes.at(tokens, at, text)
        or money.names.at(tokens, link)
    )
    currency: Currency | None = None
    if before is not None:
        currency, draft.first = before
        if after is not None and not after[0].guessed:
            currency = after[0]
        if after is not None and after[0].share == 1:
            draft.last = after[1]
    elif after is not None:
        currency, draft.last = after
        nested = money.names.at(tokens, draft.last)
        if nested is not None and nested[0].share == 1:
            currency, draft.last = nested
    if currency is None:
        return False
    draft.kind = QuantityKind.MONEY
    draft.unit = currency.code
    if draft.value is not None:
        draft.value *= currency.share
    elif draft.low is not None and draft.high is not None:
        draft.low *= currency.share
        draft.high *= currency.share
    return True


def _unit(text: str, tokens: Sequence[Token], draft: _Draft, words: Vocabulary) -> bool:
    units = words.units
    at = draft.last
    if at >= len(tokens):
        return False
    hyphened = tokens[at].word == "-" and not tokens[at].spaced
    if hyphened:
        at += 1
    percent = units.percent.at(tokens, at)
    if percent is not None:
        draft.kind = QuantityKind.PERCENTAGE
        draft.unit, draft.last = percent
        if draft.unit == "basis-point":
            draft.unit = "percentage-point"
            draft.value = draft.value / 100 if draft.value is not None else None
        return True
    if draft.numeral.scaled and at < len(tokens) and tokens[at].word in ("de", "of"):
        at += 1
    printed = text[tokens[at].start : tokens[at].end] if at < len(tokens) else ""
    cased = units.cased.get(printed)
    found = (cased, at + 1) if cased is not None else units.names.at(tokens, at)
    if found is None:
        return False
    unit, end = found
    if end == at + 1 and tokens[at].word in units.short:
        touching = not tokens[at].spaced
        if not draft.numeral.in_digits or (not touching and len(tokens[at].word) == 1):
            return False
        if tokens[at].word in ("in", "a"):
            return False
    draft.unit, draft.last = unit, end
    draft.kind = QuantityKind.MEASURE
    if unit in units.durations:
        draft.kind = QuantityKind.DURATION
        _age(tokens, draft, words)
    return True


_AGE_TAILS = {
    "en": (("old",), ("of", "age"), ("-", "old")),
    "es": (("de", "edad"),),
}


def _age(tokens: Sequence[Token], draft: _Draft, words: Vocabulary) -> None:
    for tail in _AGE_TAILS[words.language]:
        end = draft.last + len(tail)
        if tuple(token.word for token in tokens[draft.last : end]) == tail:
            draft.kind = QuantityKind.AGE
            draft.last = end
            return


# --- ranges, bounds, changes --------------------------------------------------------------------


def _ranges(tokens: Sequence[Token], drafts: Sequence[_Draft], words: Vocabulary) -> list[_Draft]:
    bounds = words.bounds
    result: list[_Draft] = []
    for draft in drafts:
        previous = result[-1] if result else None
        if (
            previous is None
            or previous.low is not None
            or draft.low is not None
            or previous.value is None
            or draft.value is None
            or draft.kind is QuantityKind.ORDINAL
            or previous.kind is QuantityKind.ORDINAL
            or draft.first - previous.last > 3
        ):
            result.append(draft)
            continue
        opener = tokens[previous.first - 1].word if previous.first > 0 else ""
        joiner = bounds.range_joiners.at(tokens, previous.last)
        joined = joiner is not None and joiner[1] == draft.first
        anded = (
            draft.first == previous.last + 1
            and tokens[previous.last].word in ("and", "y")
            and opener in bounds.between
        )
        same_unit = previous.unit == draft.unit or previous.unit is None
        worded = joined and tokens[previous.last].kind is TokenKind.WORD
        if worded and opener not in bounds.range_openers and words.language == "es":
            joined = False
        if not (joined or anded) or not same_unit or previous.value >= draft.value:
            result.append(draft)
            continue
        low, high = previous.value, draft.value
        if (
            draft.numeral.scaled
            and not previous.numeral.scaled
            and previous.unit is None
            and low < 1000
        ):
            factor = _scale_of(draft)
            if low * factor < high:
                low *= factor
        result.pop()
        draft.low, draft.high, draft.value = low, high, None
        draft.first = previous.first
        result.append(draft)
    return result


def _scale_of(draft: _Draft) -> Decimal:
    value = draft.numeral.value
    for power in (12, 9, 6, 3):
        if value >= Decimal(10) ** power:
            return Decimal(10) ** power
    return Decimal(1)


def _bound(tokens: Sequence[Token], draft: _Draft, words: Vocabulary) -> None:
    bounds = words.bounds
    start = draft.first
    if start > 0 and tokens[start - 1].word in ("a", "an", "un", "una", "el", "los", "las", "the"):
        start -= 1
    before = bounds.before.ending(tokens, start) or bounds.before.ending(tokens, draft.first)
    after = bounds.after.at(tokens, draft.last) or bounds.after.at(tokens, draft.numeral.last)
    if before is not None:
        draft.bound = before[0]
        start = before[1]
    elif after is not None:
        draft.bound = after[0]
    if start > 0 and tokens[start - 1].word in ("by", "a", "de", "un", "en", "the"):
        start -= 1
    change = bounds.changes.ending(tokens, start) or bounds.changes.ending(tokens, draft.first)
    if change is not None:
        draft.change = change[0]


# --- what is a figure ---------------------------------------------------------------------------


def _is_figure(text: str, tokens: Sequence[Token], draft: _Draft, words: Vocabulary) -> bool:
    if draft.kind in (
        QuantityKind.MONEY, QuantityKind.PERCENTAGE, QuantityKind.MEASURE,
        QuantityKind.DURATION, QuantityKind.AGE,
    ):  # fmt: skip
        return not (draft.numeral.lone_one and draft.kind is QuantityKind.MEASURE)
    draft.counts = counted(text, tokens, draft.last, words.counting) or counted_before(
        text, tokens, draft.first, words.counting
    )
    return not draft.numeral.lone_one


def _matched(text: str, tokens: Sequence[Token], draft: _Draft) -> QuantityMatch:
    start, end = tokens[draft.first].start, tokens[draft.last - 1].end
    if draft.numeral.first == draft.first:
        start = draft.numeral.start
    if draft.numeral.last == draft.last:
        end = draft.numeral.end
    return QuantityMatch(
        start,
        end,
        text[start:end],
        draft.kind,
        value=draft.value,
        low=draft.low,
        high=draft.high,
        unit=draft.unit,
        bound=draft.bound,
        change=draft.change,
        changed_from=draft.changed_from,
        counts=draft.counts,
    )
