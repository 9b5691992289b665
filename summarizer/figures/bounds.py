"""What the words around a number make of it: a bound, a range, a change, a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer.brief import Bound, Change, QuantityKind
from summarizer.figures.drafts import Draft, Reading
from summarizer.figures.exclusions import as_year
from summarizer.figures.literals import is_power_of_ten
from summarizer.figures.measures import is_between_ages
from summarizer.figures.quantity_tokens import TokenKind
from summarizer.figures.vocabulary import Phrases

MAX_SCORE = 250
# No chamber that votes has more members than the Chinese one.
MAX_BALLOTS = 3000
# How many times as much the first of two numbers may be that share a word of scale.
MAX_RATIO = 20
# How far "to 29" may stand from "from 20", in tokens, and a verb from the amount it changes.
MAX_FROM_TO = 9
MAX_VERB_GAP = 8
# How far a verb of change may stand before its new value, the amount of change between them.
MAX_NEW_VALUE_GAP = 13
# How many words may stand between a new value and "from" with the old one.
MAX_OF_PHRASE = 4


@dataclass(frozen=True)
class BoundWords:
    """``before`` and ``after`` bound the number that they touch, ``closing`` closes a strict bound
    behind it ("or equal to"), ``loose_joiners`` begin what bounds only at the end of a phrase
    ("500 and more"). ``around`` bounds only numbers of ten and more ("some 300"); ``equals`` are
    words that bound it to itself. ``articles`` may stand between.

    ``openers`` and ``joiners`` make ranges ("from 3 to 5"), ``between_joiner`` those of
    ``between``; ``alternatives`` join neighbours ("three or four"). ``froms`` and ``tos`` tell the
    old and the new value of a change, ``loose_froms`` only near each other. ``changes`` are verbs
    and nouns of change in front of an amount, ``weak_changes`` only before amounts that can be
    nothing else, ``changes_after`` follow it; ``moves`` are verbs of change in either direction.
    ``transitive`` verbs change what stands between them and the amount that follows one of
    ``differences`` ("raised its rate by"). ``fillers`` may stand between a verb and the amount. ``scores`` are words near a result of a
    game or a vote, one of ``passing`` tells that of a bill; one of ``versus`` parts the ``ballots`` for and against. One of ``negations`` turns a bound that begins with one of ``comparatives``.
    "Up" and "down" behind one of ``phrasal`` tell no change ("ended up"), nor do ``travels``
    before a distance or any verb where one of ``places`` follows; ``weak_for_shares`` says that weak changes are changes of percentages only.
    ``accented`` are verbs only with their accent.
    ``compared`` stand before an old value where one of ``pasts`` follows. Behind one of ``bases``
    stands what a rate is seen against ("per 100,000 people")."""

    before: Phrases[Bound]
    after: Phrases[Bound]
    closing: Phrases[str]
    loose_joiners: frozenset[str]
    around: frozenset[str]
    equals: Phrases[Bound]
    articles: frozenset[str]
    between: frozenset[str]
    between_joiner: str
    openers: frozenset[str]
    joiners: Phrases[str]
    alternatives: frozenset[str]
    froms: frozenset[str]
    loose_froms: frozenset[str]
    tos: frozenset[str]
    changes: Phrases[Change]
    weak_changes: Phrases[Change]
    changes_after: Phrases[Change]
    moves: frozenset[str]
    transitive: Phrases[Change]
    differences: frozenset[str]
    fillers: frozenset[str]
    scores: frozenset[str]
    ballots: frozenset[str]
    passing: frozenset[str]
    versus: frozenset[str]
    comparatives: frozenset[str]
    negations: frozenset[str]
    phrasal: frozenset[str]
    travels: frozenset[str]
    places: frozenset[str]
    weak_for_shares: bool
    accented: frozenset[str]
    compared: Phrases[str]
    pasts: frozenset[str]
    bases: Phrases[str]


# --- bounds -------------------------------------------------------------------------------------


def bound(reading: Reading, draft: Draft) -> None:
    """Takes the words that bound ``draft``: "at least 37", "37 or more"."""
    words = reading.words.bounds
    if reading.word(draft.first - 1) in _COMPARISONS and (
        reading.word(draft.first - 2) in _COMPARISONS and reading.touches(draft.first - 1)
    ):
        sign = words.before.ending(reading.tokens, draft.first)
        if sign is None or sign[1] > draft.first - 2:
            # "<>30" and "=>30" are no comparisons.
            return
    for start in _starts(reading, draft):
        before = words.before.ending(reading.tokens, start)
        if before is None and start == draft.first and reading.word(start - 1) in words.around:
            magnitude = draft.value if draft.value is not None else draft.low
            if magnitude is not None and magnitude >= 10 and not draft.numeral.vague:
                before = Bound.ABOUT, start - 1
        if before is not None:
            if before[0] is Bound.MORE_THAN and _is_span_of_time(reading, draft, before[1]):
                continue
            if reading.word(start - 1) == "que" and reading.word(draft.last) in words.pasts:
                # "un 4 % más que un año antes"
                continue
            if before[0] is Bound.AT_MOST and _is_new_value(reading, before[1]):
                # "bajó hasta los 80 dólares": there it stands now.
                continue
            draft.bound = before[0]
            if _is_denied(reading, before[1]):
                draft.bound = _DENIED.get(draft.bound, draft.bound)
            draft.outer_first = before[1]
            break
    bounded = draft.outer_first < draft.first
    _bound_behind(reading, draft)
    if not bounded:
        equal = words.equals.ending(reading.tokens, draft.first)
        if equal is not None:
            draft.outer_first = equal[1]


_COMPARISONS = ("<", ">", "=", "≤", "≥")
_DENIED = {Bound.MORE_THAN: Bound.AT_MOST, Bound.LESS_THAN: Bound.AT_LEAST}
# How far before "more than" a word may deny it, in tokens.
MAX_DENIAL_GAP = 5


def _is_denied(reading: Reading, start: int) -> bool:
    """Whether a verb before the bound is denied: "no se permiten más de 12"."""
    words = reading.words.bounds
    if reading.word(start) not in words.comparatives:
        return False
    for at in range(start - 1, max(start - 1 - MAX_DENIAL_GAP, -1), -1):
        if reading.kind(at) is not TokenKind.WORD or at in reading.numbers:
            return False
        if reading.word(at) in words.negations:
            return reading.word(at + 1) not in ("solo", "only")
    return False


def _is_new_value(reading: Reading, start: int) -> bool:
    """Whether "hasta" tells what something rose or fell to, and bounds nothing."""
    words = reading.words.bounds
    moved = words.changes.ending(reading.tokens, start + 1)
    if moved is not None and moved[1] < start:
        # "ticked up | to 4.2 percent"
        return True
    if reading.word(start) not in words.tos:
        return False
    for end in range(start, max(start - MAX_NEW_VALUE_GAP, 0), -1):
        if reading.word(end - 1) in (".", ";", ":"):
            return False
        if words.changes.ending(reading.tokens, end) is not None or (
            reading.word(end - 1) in reading.words.numerals.multiples
        ):
            return True
        if words.weak_changes.ending(reading.tokens, end) is not None:
            # "ganó 1,8 puntos, hasta 54,3"
            return any(at in reading.numbers for at in range(end, start))
    return False


def _bound_behind(reading: Reading, draft: Draft) -> None:
    words = reading.words.bounds
    for end in (draft.last, draft.numeral.last):
        after = words.after.at(reading.tokens, end)
        if after is None or draft.bound not in (Bound.EXACT, Bound.ABOUT):
            found = words.closing.at(reading.tokens, end)
            closing = found[1] if found is not None else None
            if closing is not None and not _numeral_at(reading, closing):
                closed = {
                    Bound.MORE_THAN: Bound.AT_LEAST,
                    Bound.LESS_THAN: Bound.AT_MOST,
                }.get(draft.bound)
                if closed is not None:
                    draft.bound = closed
                    draft.outer_last = max(draft.outer_last, closing)
                    return
            continue
        # "200 or more than 190" and "1000 y más de 500" bound the number that comes.
        if _numeral_at(reading, after[1]) or _compares_next(reading, after[1]):
            continue
        if reading.word(end) in words.loose_joiners and (
            reading.kind(after[1]) is TokenKind.WORD
            and reading.word(after[1]) not in reading.words.counting.stops
        ):
            continue
        draft.bound = after[0]
        draft.outer_last = max(draft.outer_last, after[1])
        return


def _numeral_at(reading: Reading, index: int) -> bool:
    if reading.kind(index) is TokenKind.NUMBER:
        return True
    numerals = reading.words.numerals
    word = reading.word(index)
    return word in numerals.units or word in numerals.tens or word in numerals.hundreds


def _compares_next(reading: Reading, index: int) -> bool:
    if reading.word(index) not in ("than", "que", "de", "a"):
        return False
    signed = reading.words.money.signs.at(reading.tokens, index + 1) is not None
    return _numeral_at(reading, index + 1 + signed)


def _starts(reading: Reading, draft: Draft) -> list[int]:
    start = draft.first
    if reading.word(start - 2) == "over" and draft.kind is QuantityKind.DURATION:
        # "over a 40-year career"
        return [start]
    if reading.word(start - 1) in reading.words.bounds.articles:
        return [start, start - 1]
    return [start]


def _is_span_of_time(reading: Reading, draft: Draft, start: int) -> bool:
    """Whether "over" tells how long something takes: "$2 billion over five years"."""
    return (
        draft.kind is QuantityKind.DURATION
        and reading.word(start) == "over"
        and start == draft.first - 1
        and reading.word(start - 1) not in ("for", "well", "just", "after", "is", "was", "in")
        and any(
            reading.kind(at) is TokenKind.NUMBER or reading.word(at) in ("spread", "paid")
            for at in range(max(0, start - 4), start)
        )
    )


# --- ranges and scores --------------------------------------------------------------------------


def join(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Joins drafts that are the ends of a range or the sides of a score, and lets neighbours
    share a unit that stands with one of them only."""
    joined: list[Draft] = []
    for draft in drafts:
        _or_two(reading, draft)
        before = joined[-1] if joined else None
        if before is not None and _joinable(before, draft):
            apart = _suspended(reading, before, draft)
            earlier = joined[-2] if len(joined) > 1 else None
            together = _score(reading, before, draft, earlier) or _range(reading, before, draft)
            if apart and together is None:
                before.last -= 1
            if together is not None:
                joined[-1] = together
                continue
        joined.append(draft)
    return joined


def _joinable(before: Draft, draft: Draft) -> bool:
    return (
        before.value is not None
        and draft.value is not None
        and not (draft.numeral.lone_one and draft.unit is None)
        and before.low is None
        and draft.low is None
        and draft.first - before.last <= 4
        and (before.kind is QuantityKind.ORDINAL) == (draft.kind is QuantityKind.ORDINAL)
    )


def _or_two(reading: Reading, draft: Draft) -> None:
    """``a year or two``, ``un año o dos``: one or two of a unit named before."""
    words = reading.words
    if draft.unit is not None or draft.value is None or draft.numeral.in_digits:
        return
    if reading.word(draft.first - 1) not in words.bounds.alternatives:
        return
    unit = words.units.names.ending(reading.tokens, draft.first - 1)
    if unit is None or reading.word(unit[1] - 1) not in words.numerals.articles:
        return
    if reading.kind(draft.last) is TokenKind.WORD and (
        reading.word(draft.last) not in words.counting.stops
    ):
        return
    draft.first = draft.outer_first = unit[1] - 1
    draft.low, draft.high, draft.value = Decimal(1), draft.value, None
    draft.unit = unit[0]
    lasts = unit[0] in words.units.durations
    draft.kind = QuantityKind.DURATION if lasts else QuantityKind.MEASURE


def _suspended(reading: Reading, before: Draft, draft: Draft) -> bool:
    """``a 7- or 8-inch screen``, ``10- to 20-fold``: the first number has the unit of the
    second."""
    at = before.last
    if not (
        reading.word(at) == "-"
        and reading.touches(at)
        and reading.kind(at + 1) is TokenKind.WORD
        and draft.first == at + 2
        and before.unit is None
        and draft.kind is not QuantityKind.NUMBER
    ):
        return False
    before.unit, before.kind, before.per = draft.unit, draft.kind, draft.per
    before.last += 1
    return True


def _dash_between(reading: Reading, before: Draft, draft: Draft) -> bool:
    """Whether a dash alone stands between, with a space on both sides or on none."""
    at = before.last
    if draft.first != at + 1 or reading.word(at) not in ("-", "–", "—", "~"):
        return False
    return reading.touches(at) == reading.touches(draft.first)


def _score(reading: Reading, before: Draft, draft: Draft, earlier: Draft | None) -> Draft | None:
    """``2-1``, ``won by 52 votes to 48``, ``3 a 1``: small whole numbers near a word of games or
    votes, or behind another score ("6-4, 3-6"), or with the larger number first."""
    words = reading.words.bounds
    at = before.last
    dash = _dash_between(reading, before, draft) and reading.word(at) in ("-", "–")
    worded = draft.first == at + 1 and reading.word(at) in ("to", "a")
    if reading.word(at) in words.ballots and reading.word(at + 1) in words.versus:
        # "217 votes to 213", "61 votos contra 38"
        return _poll(reading, before, draft, at + 2)
    plain = before.kind is draft.kind is QuantityKind.NUMBER
    if not (dash or worded) or not plain or before.numeral.ratio:
        return None
    low, high = before.value, draft.value
    assert low is not None
    assert high is not None
    whole = low == low.to_integral_value() and high == high.to_integral_value()
    near = {
        reading.word(k)
        for k in (*range(before.first - 6, before.first), *range(draft.last, draft.last + 4))
    }
    most = MAX_BALLOTS if near & (words.ballots | words.passing) else MAX_SCORE
    if not whole or not (0 <= low <= most and 0 <= high <= most):
        return None
    if not (before.numeral.in_digits and draft.numeral.in_digits) and dash:
        return None
    listed = (
        earlier is not None
        and earlier.kind is QuantityKind.SCORE
        and dash
        and reading.word(earlier.last) == ","
        and before.first == earlier.last + 1
    )
    told = listed or bool(near & words.scores) or (bool(near & words.passing) and low >= high)
    opened = reading.word(before.first - 1) in words.openers - {"de"}
    if not told and not (dash and (low >= high or low == 0) and reading.touches(at)):
        return None
    if opened and low < high:
        return None
    draft.first = draft.outer_first = before.first
    draft.kind = QuantityKind.SCORE
    draft.low, draft.high, draft.value = low, high, None
    return draft


def _poll(reading: Reading, before: Draft, draft: Draft, start: int) -> Draft | None:
    """The score of a vote, whose second number stands at ``start``."""
    low, high = before.value, draft.value
    while reading.word(start) in reading.words.bounds.articles:
        start += 1
    if draft.first != start or low is None or high is None:
        return None
    if not before.kind is draft.kind is QuantityKind.NUMBER:
        return None
    if low != low.to_integral_value() or high != high.to_integral_value() or low < 0 or high < 0:
        return None
    draft.first = draft.outer_first = before.first
    draft.kind = QuantityKind.SCORE
    draft.low, draft.high, draft.value = low, high, None
    return draft


def _range(reading: Reading, before: Draft, draft: Draft) -> Draft | None:
    words = reading.words.bounds
    at = before.last
    joiner = words.joiners.at(reading.tokens, at)
    joined = joiner is not None and _reaches(reading, joiner[1], draft)
    if joined and reading.kind(at) is not TokenKind.WORD:
        joined = _dash_between(reading, before, draft)
    opener = _opener(reading, before)
    anded = (
        opener in words.between
        and reading.word(at) in (words.between_joiner, *words.alternatives)
        and _reaches(reading, at + 1, draft)
    )
    either = (
        reading.word(at) in words.alternatives
        and draft.first == at + 1
        and reading.word(at - 1) != "-"
    )
    if not (joined or anded or either):
        return None
    tied = bool(opener) or reading.kind(at) is not TokenKind.WORD
    if not _share_unit(before, draft, backwards=tied):
        return None
    low, high = before.value, draft.value
    assert low is not None
    assert high is not None
    scale = _shared_scale(reading, before, draft)
    if low * scale < high or (scale > 1 and before.value >= 1000):
        low *= scale
    if before.unit is None:
        low *= _coin(draft)
    if either and not anded and not _are_neighbours(before, draft, low, high):
        return None
    if low >= high:
        return None
    if joined and opener in words.froms and _verb_of_change(reading, before) is Change.UP:
        return None
    if (
        joined
        and not opener
        and reading.kind(at) is TokenKind.WORD
        and before.unit
        and _amount_of_change(reading, before) is not None
        # "up 19 cents to $58", but "a drop of 20% to 30%"
        and high > 3 * low
    ):
        return None
    draft.low, draft.high, draft.value = low, high, None
    draft.first = before.first
    draft.outer_first = before.outer_first
    if opener:
        draft.outer_first -= 1 + (reading.word(before.outer_first - 1) in words.articles)
    if joined and draft.bound is Bound.AT_MOST and reading.kind(at) is TokenKind.WORD:
        # "desde 8,5 hasta 9 gramos"
        draft.bound = Bound.EXACT
    if opener in words.between and is_between_ages(reading, draft):
        draft.kind = QuantityKind.AGE
    if before.bound is not Bound.EXACT and draft.bound is Bound.EXACT:
        draft.bound = before.bound
    return draft


def _opener(reading: Reading, before: Draft) -> str:
    words = reading.words.bounds
    at = before.outer_first - 1
    if reading.word(at) in words.articles:
        at -= 1
    word = reading.word(at)
    return word if word in words.openers or word in words.between else ""


def _reaches(reading: Reading, index: int, draft: Draft) -> bool:
    """Whether nothing but an article stands between a joiner and the draft."""
    return index == draft.first or (
        index == draft.first - 1 and reading.word(index) in reading.words.bounds.articles
    )


def _share_unit(before: Draft, draft: Draft, *, backwards: bool) -> bool:
    """Gives a unit that one of two neighbours has to both, ``backwards`` even if it is the first
    ("from $5 to 10"); False if they measure differently."""
    if before.kind is QuantityKind.NUMBER and draft.kind is QuantityKind.MULTIPLE:
        if not draft.numeral.in_digits:
            return False
        before.kind = draft.kind
        return True
    if before.unit == draft.unit:
        return before.kind is draft.kind or draft.kind is QuantityKind.AGE
    if before.unit is None and before.kind is QuantityKind.NUMBER:
        return True
    if backwards and draft.unit is None and draft.kind is QuantityKind.NUMBER:
        draft.unit, draft.kind, draft.per = before.unit, before.kind, before.per
        return True
    return False


def _scale_of(value: Decimal) -> Decimal:
    for power in (12, 9, 6, 3):
        if value >= Decimal(10) ** power:
            return Decimal(10) ** power
    return Decimal(1)


def _are_neighbours(before: Draft, draft: Draft, low: Decimal, high: Decimal) -> bool:
    """Whether "three or four" tells of one number that is not known well."""
    return (
        low < high <= low * 2
        and high <= 100
        and before.numeral.last == draft.first - 1
        and before.kind is not QuantityKind.ORDINAL
        and low == low.to_integral_value()
    )


def pair_bounds(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Joins a lower and an upper bound of one number: "more than 20 and less than 35"."""
    lower = (Bound.MORE_THAN, Bound.AT_LEAST)
    upper = (Bound.LESS_THAN, Bound.AT_MOST)
    paired: list[Draft] = []
    for draft in drafts:
        before = paired[-1] if paired else None
        if (
            before is not None
            and before.value is not None
            and draft.value is not None
            and before.unit == draft.unit
            and (
                (before.bound in lower and draft.bound in upper and before.value < draft.value)
                or (before.bound in upper and draft.bound in lower and draft.value < before.value)
            )
            and _only_joined(reading, before.outer_last, draft.outer_first)
            and reading.kind(draft.outer_first) is not TokenKind.PUNCTUATION
        ):
            low, high = sorted((before, draft), key=lambda d: d.value or 0)
            draft.low, draft.high, draft.value = low.value, high.value, None
            draft.low_closed = low.bound is Bound.AT_LEAST
            draft.high_closed = high.bound is Bound.AT_MOST
            draft.bound = Bound.EXACT
            draft.first, draft.outer_first = before.first, before.outer_first
            paired[-1] = draft
            continue
        paired.append(draft)
    return paired


def _only_joined(reading: Reading, start: int, end: int) -> bool:
    return 0 < end - start <= 2 and all(
        reading.word(at) in ("and", "but", "y", "e", "pero", ",") for at in range(start, end)
    )


def interval(
    reading: Reading, draft: Draft
) -> tuple[int, int, Decimal | None, Decimal | None, bool, bool] | None:
    """Where ``draft`` and the words that bound it stand, and what they allow; None if nothing
    bounds it."""
    first = draft.outer_first
    if draft.bound is Bound.ABOUT or reading.words.bounds.before.at(reading.tokens, first) == (
        Bound.ABOUT,
        draft.first,
    ):
        first = draft.first
    start = reading.tokens[first].start
    end = reading.tokens[draft.outer_last - 1].end
    if draft.low is not None and not draft.numeral.vague:
        return start, end, draft.low, draft.high, draft.low_closed, draft.high_closed
    value = draft.value
    if value is None or (first == draft.first and draft.outer_last == draft.last):
        return None
    if draft.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return start, end, value, None, draft.bound is Bound.AT_LEAST, False
    if draft.bound in (Bound.LESS_THAN, Bound.AT_MOST):
        return start, end, None, value, False, draft.bound is Bound.AT_MOST
    if draft.bound is Bound.EXACT:
        return start, end, value, value, True, True
    return None


# --- changes ------------------------------------------------------------------------------------


def change(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Tells which drafts are amounts of change, and which are new values with which old ones."""
    last: Draft | None = None
    based = 0
    for draft in drafts:
        if (
            draft.kind is QuantityKind.NUMBER
            and is_power_of_ten(draft.value)
            and (reading.words.bounds.bases.ending(reading.tokens, draft.outer_first) is not None)
        ):
            # "25.9 cases per 100,000 people, up from 15.6"
            based = draft.last
            continue
        direction = _amount_of_change(reading, draft)
        if direction is None and last is not None:
            direction = _told_by_amount_before(reading, last, draft)
        if direction is not None:
            draft.change = direction
        if last is not None:
            _old_and_new(reading, last, draft, max(last.last, based))
        last = draft


def _amount_of_change(reading: Reading, draft: Draft) -> Change | None:
    """``rose 5%``, ``up by nearly 12%``, ``a 5% increase``, ``un alza de 3%``."""
    if draft.kind in (QuantityKind.ORDINAL, QuantityKind.AGE, QuantityKind.SCORE):
        return None
    words = reading.words.bounds
    if draft.kind is QuantityKind.MEASURE and (
        reading.word(draft.last) in reading.words.counting.links
    ):
        # "Cayeron 30 milímetros de lluvia": what fell, not by how much.
        return None
    measured = draft.unit is not None and draft.kind is not QuantityKind.DURATION
    measured = measured or _is_of_index(reading, draft)
    start = draft.outer_first
    part = draft.kind is QuantityKind.MULTIPLE and draft.value is not None and draft.value < 1
    differing = _changed_by(reading, draft) if measured or part else None
    if differing is not None:
        return differing
    for _ in range(4):
        found = words.changes.ending(reading.tokens, start)
        if (
            found is None
            and measured
            and not (
                words.weak_for_shares
                and draft.kind is not QuantityKind.PERCENTAGE
                and not _is_of_index(reading, draft)
            )
        ):
            found = words.weak_changes.ending(reading.tokens, start)
        if found is not None:
            first = reading.word(found[1])
            if first in words.accented and reading.printed(found[1]).isascii():
                # "su nivel más bajo en 16 años"
                return None
            if draft.kind is QuantityKind.MEASURE and (
                first in words.travels or reading.word(draft.last) in words.places
            ):
                # "advanced 3 miles", "sank 3 miles off the coast"
                return None
            if first in ("up", "down") and reading.word(found[1] - 1) in words.phrasal:
                return None
            return found[0]
        filler = reading.word(start - 1)
        if not (filler in words.fillers or filler.endswith(("ly", "mente"))):
            break
        start -= 1
    if not measured:
        return None
    sign = reading.word(draft.first)
    if sign in ("+", "-") and draft.kind is QuantityKind.PERCENTAGE:
        return Change.UP if sign == "+" else Change.DOWN
    if reading.word(draft.first - 1) == "+" and draft.kind is QuantityKind.PERCENTAGE:
        return Change.UP
    for at in range(draft.last, min(draft.last + 4, len(reading.tokens))):
        after = words.changes_after.at(reading.tokens, at)
        if after is not None:
            # "a seven-mile hike"
            walked = draft.kind is QuantityKind.MEASURE and reading.word(at) in words.travels
            return None if walked else after[0]
        if reading.kind(at) is not TokenKind.WORD or reading.word(at) in words.articles:
            break
        if reading.word(at) in reading.words.counting.stops:
            break
    return None


# From how many points on they are those of an index, and none of a game.
_POINTS_OF_INDEX = 100


def _is_of_index(reading: Reading, draft: Draft) -> bool:
    """Whether points are those of a stock index: "lost 162.31 points"."""
    value = draft.value
    return (
        draft.kind is QuantityKind.NUMBER
        and value is not None
        and reading.word(draft.last) in ("points", "puntos")
        and (value >= _POINTS_OF_INDEX or value != value.to_integral_value())
    )


_UNCHANGING = (
    QuantityKind.ORDINAL,
    QuantityKind.AGE,
    QuantityKind.SCORE,
    QuantityKind.DURATION,
)


def _changed_by(reading: Reading, draft: Draft) -> Change | None:
    """``raised its key rate by 25 basis points``, ``redujo su deuda en 120 millones de euros``: the
    verb of change stands before what it changes."""
    words = reading.words.bounds
    start = draft.outer_first
    while reading.word(start - 1) in words.articles:
        start -= 1
    if reading.word(start - 1) not in words.differences:
        return _changed_directly(reading, draft, start)
    stop = max(start - 1 - MAX_VERB_GAP, 0)
    for end in range(start - 1, stop, -1):
        if end - 1 in reading.numbers or reading.kind(end - 1) is TokenKind.PUNCTUATION:
            return None
        for changes in (words.changes, words.transitive):
            found = changes.ending(reading.tokens, end)
            if found is not None:
                return found[0]
    return None


def _changed_directly(reading: Reading, draft: Draft, start: int) -> Change | None:
    """``subió los tipos un cuarto de punto``: Spanish needs no word between what changes and a
    share or points of it."""
    counting = reading.words.counting
    if not counting.noun_first or draft.kind not in (
        QuantityKind.PERCENTAGE,
        QuantityKind.MULTIPLE,
    ):
        return None
    for end in range(start, max(start - MAX_VERB_GAP, 0), -1):
        word = reading.word(end - 1)
        found = reading.words.bounds.transitive.ending(reading.tokens, end)
        if found is not None:
            opened = reading.word(end) in counting.articles and end < start
            return found[0] if opened else None
        inside = word in counting.articles or word in counting.links or word not in counting.stops
        if end - 1 in reading.numbers or reading.kind(end - 1) is not TokenKind.WORD or not inside:
            return None
    return None


def _told_by_amount_before(reading: Reading, before: Draft, draft: Draft) -> Change | None:
    """``rose 238 points, or 0.5%``: the same change in other words. The new value behind it
    ("to 43,487") is told without a change, which is that of the amount."""
    if before.change not in (Change.UP, Change.DOWN) or draft.kind in _UNCHANGING:
        return None
    at = before.last
    if before.unit is None and reading.word(at) not in reading.words.counting.stops:
        at += reading.kind(at) is TokenKind.WORD
    at += reading.word(at) == ","
    words = reading.words.bounds
    if reading.word(at) not in words.alternatives:
        return None
    at += 1
    while reading.word(at) in words.articles or reading.word(at) in words.fillers:
        at += 1
    return before.change if at == draft.first else None


def _old_and_new(reading: Reading, before: Draft, draft: Draft, end: int) -> None:
    """``from 5 to 3``, ``to 3 from 5``, ``3, up from 2``: the new value keeps the old one. ``end``
    is where ``before`` and what it is seen against end."""
    words = reading.words.bounds
    if draft.first - end > MAX_FROM_TO or (draft.numeral.lone_one and draft.unit is None):
        return
    if before.value is None or draft.value is None:
        if (
            before.low is not None
            and draft.value is not None
            and reading.word(draft.outer_first - 1) in words.tos
            and reading.word(before.outer_first - 1) in words.froms
        ):
            _share_unit(before, draft, backwards=True)
        return
    if draft.unit is not None and not _share_unit(before, draft, backwards=False):
        return
    if before.kind in (QuantityKind.ORDINAL, QuantityKind.AGE) or as_year(reading, before):
        return
    if before.unit is not None and as_year(reading, draft):
        # "un incremento de 12.7 por ciento en relación al 2017"
        return
    opener = reading.word(before.outer_first - 1)
    if opener in words.articles and reading.word(before.outer_first - 2) in words.froms:
        # "de un 28 % a un 26 %"
        opener = reading.word(before.outer_first - 2)
    from_at = draft.outer_first - 1
    if reading.word(from_at) in words.articles and (
        reading.word(from_at - 1) not in words.loose_froms
    ):
        # "desde el 7,5 %", but "siete de los 29"
        from_at -= 1
    last_word = reading.word(from_at)
    if (
        opener in words.froms
        and last_word in words.tos
        and _is_phrase(reading, before, draft)
        and (
            opener not in words.loose_froms
            or draft.first - before.last <= 2
            or _verb_of_change(reading, before) is not None
        )
    ):
        _scale_like(reading, before, draft)
        _share_unit(before, draft, backwards=True)
        _set_change(draft, before.value)
        before.change = None
        draft.per = draft.per or before.per
    elif (
        last_word in words.froms
        and (
            (from_at == before.last and not _counts_another(reading, before, draft))
            or (
                draft.outer_first - end <= 4
                and words.changes.ending(reading.tokens, draft.outer_first - 1) is not None
            )
            or _is_new_of_phrase(reading, before, draft)
        )
        and draft.kind is not QuantityKind.DURATION
        and before.unit == draft.unit
    ) or _is_compared_with_past(reading, before, draft, end):
        _set_change(before, draft.value)


def _counts_another(reading: Reading, before: Draft, draft: Draft) -> bool:
    """``41 from 38 games``: numbers of different things, of which none has changed."""
    plain = before.kind is draft.kind is QuantityKind.NUMBER
    return (
        plain
        and before.change is None
        and reading.words.counting.is_plural(reading.word(draft.last))
        and reading.words.bounds.changes.ending(reading.tokens, before.outer_first) is None
        and _verb_of_change(reading, before) is None
    )


def _is_new_of_phrase(reading: Reading, before: Draft, draft: Draft) -> bool:
    """``eased to 3.1% in January from 3.4%``, ``se redujo a 3,5% del PIB desde 5,7%``: what stands
    between says of what or when, and the verb said that it changed."""
    between = range(before.last, draft.outer_first - 1)
    return (
        before.change is not None
        and 0 < len(between) <= MAX_OF_PHRASE
        and all(reading.kind(at) is TokenKind.WORD for at in between)
        and reading.word(draft.outer_first - 1) not in reading.words.bounds.loose_froms
    )


def _is_compared_with_past(reading: Reading, before: Draft, draft: Draft, end: int) -> bool:
    """``61%, frente al 68% de hace cuatro años``, ``61%, compared with 68% a year ago``."""
    words = reading.words.bounds
    compared = words.compared.ending(reading.tokens, draft.outer_first)
    if compared is None or before.unit != draft.unit or draft.kind is QuantityKind.DURATION:
        return False
    if not 0 <= compared[1] - end <= 3 or not _is_phrase(reading, before, draft):
        return False
    for at in range(draft.last, min(draft.last + 8, len(reading.tokens))):
        if reading.word(at) in (".", ";", ":", ","):
            return False
        if reading.word(at) in words.pasts:
            return True
    return False


def _share_thousands(before: Draft, draft: Draft) -> None:
    """``de 970 mil a 919 mil millones``: the millions stand with the second number only."""
    million = Decimal(10**6)
    if before.value is None or draft.value is None or before.kind is not QuantityKind.NUMBER:
        return
    if before.numeral.scaled and 1000 <= before.value < million and draft.value >= 1000 * million:
        before.value *= million


def _shared_scale(reading: Reading, before: Draft, draft: Draft) -> Decimal:
    """What the word of scale that stands with the second of two numbers makes of the first: "from
    3 to 5 million", and in Spanish, which counts thousands of millions, "de 5.400 a 1.900
    millones"."""
    if before.value is None or draft.value is None or before.numeral.scaled:
        return Decimal(1)
    if not draft.numeral.scaled:
        return Decimal(1)
    scale = _scale_word(reading, draft)
    thousands = (
        reading.words.counting.noun_first
        and scale == Decimal(10**6)
        and before.numeral.in_digits
        and before.value <= MAX_RATIO * draft.value / scale
    )
    return scale if before.value < 1000 or thousands else Decimal(1)


def _scale_word(reading: Reading, draft: Draft) -> Decimal:
    """The scale that the last words of a number tell: of "1.900 millones" a million."""
    numerals, scale = reading.words.numerals, Decimal(1)
    for at in reversed(range(draft.numeral.first + 1, draft.numeral.last)):
        word = reading.word(at)
        factor = numerals.scales.get(word) or numerals.scale_plurals.get(word)
        if factor is None:
            break
        scale *= factor
    return scale if scale > 1 else _scale_of(draft.numeral.value)


def _coin(draft: Draft) -> Decimal:
    """What a coin is of its currency: of "7 cents" a hundredth."""
    if draft.kind is not QuantityKind.MONEY or not draft.value or not draft.numeral.value:
        return Decimal(1)
    share = draft.value / draft.numeral.value
    return share if share < 1 else Decimal(1)


def _scale_like(reading: Reading, before: Draft, draft: Draft) -> None:
    scale = _shared_scale(reading, before, draft)
    if scale > 1 and before.value is not None:
        before.value *= scale
    else:
        _share_thousands(before, draft)
    if before.unit is None and draft.unit is not None:
        if before.value is not None:
            before.value *= _coin(draft)
        before.unit, before.kind, before.per = draft.unit, draft.kind, draft.per


def _is_phrase(reading: Reading, before: Draft, draft: Draft) -> bool:
    """Whether no clause ends between two drafts."""
    return not any(
        reading.word(at) in (".", ";", ":", "(", ")") for at in range(before.last, draft.first)
    )


def _set_change(draft: Draft, old: Decimal) -> None:
    if draft.value is None or draft.changed_from is not None:
        return
    draft.changed_from = old
    draft.change = (
        Change.UP if draft.value > old else Change.DOWN if draft.value < old else Change.SAME
    )


def _verb_of_change(reading: Reading, draft: Draft) -> Change | None:
    """The direction of the verb before "from 3 to 5" in its clause."""
    words = reading.words.bounds
    start = draft.outer_first - 1
    for end in range(start, max(start - MAX_VERB_GAP, 0), -1):
        if reading.word(end - 1) in (".", ";", ",", ":"):
            return None
        found = words.changes.ending(reading.tokens, end)
        if found is not None:
            return found[0]
        if reading.word(end - 1) in words.moves:
            return Change.UP
    return None
