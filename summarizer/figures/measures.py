"""What a number measures: the currency, percent sign or unit beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from summarizer.brief import QuantityKind
from summarizer.figures.drafts import Draft, Reading
from summarizer.figures.money import (
    CENT_SIGN,
    COLON,
    WITH_CENTS,
    WORDLIKE_CODES,
    Currency,
    MoneyWords,
)
from summarizer.figures.numerals import NumeralKind
from summarizer.figures.quantity_tokens import TokenKind
from summarizer.figures.units import UNITS
from summarizer.figures.vocabulary import Phrases, speaks_of

_MILLION = Decimal(10**6)
_HALF = Decimal("0.5")
# Numbers of lines on a screen, which end in p too.
_RESOLUTIONS = frozenset({240, 360, 480, 540, 576, 720, 1080, 1440, 2160, 4320})


@dataclass(frozen=True)
class UnitWords:
    """``names`` gives CLDR unit names; ``cased`` those whose case matters, as printed; ``short``
    the ones that stand for a unit only right behind digits. ``per`` joins an amount to what it is
    for, ``per_articles`` ("a month") only to ``per_nouns`` and not before ``not_per`` ("a year
    earlier"). ``standards`` ("US gallons") and ``adjectives`` ("rushing yards") may stand before a
    unit. ``span_openers`` before an article show that it counts ("for an hour"), ``others`` are one
    more. ``halves`` are added behind a unit ("año y medio").

    ``ages`` behind a span of time make it an age; ``age_openers`` before it too, and one of
    ``age_links`` in an apposition ("Ana Torres, de 44 años,"); ``age_having``
    unless one of ``not_age_before`` follows, or behind days and months one of ``not_young_before``;
    ``age_before`` and ``age_verbs`` stand before an age
    without a unit. ``length_words`` follow metres rather than millions, ``weight_words`` and
    ``money_words`` tell which pounds are meant, ``heat`` tells degrees. ``everyday`` units are
    words for things, too. ``age_decades`` stand before the tens of somebody's age ("in her 40s");
    a number in commas behind one of ``people`` or ``boths`` is an age, and in Spanish a number of
    years behind "de" too. A part of one of ``points`` is one of a percentage where the text speaks
    of ``rates``, and so is one of ``parts_of_points`` alone ("dos décimas"). Degrees near one of
    ``scales`` measure earthquakes; ``below_zero`` behind them gives a negative one and its unit. ``per_adjectives`` behind an amount tell its
    rate ("diarios"). ``openers_of_days`` are those of ``not_per`` that may begin a date."""

    names: Phrases[str]
    cased: dict[str, str]
    short: frozenset[str]
    per: Phrases[str]
    per_articles: frozenset[str]
    per_nouns: dict[str, str]
    durations: frozenset[str]
    percent: Phrases[str]
    articles: frozenset[str]
    standards: Phrases[str]
    adjectives: frozenset[str]
    not_per: frozenset[str]
    span_openers: frozenset[str]
    others: frozenset[str]
    halves: tuple[tuple[str, ...], ...]
    ages: Phrases[str]
    age_openers: Phrases[str]
    age_links: frozenset[str]
    age_having: Phrases[str]
    not_age_before: frozenset[str]
    not_young_before: frozenset[str]
    age_before: Phrases[str]
    age_verbs: Phrases[str]
    length_words: frozenset[str]
    weight_words: frozenset[str]
    heat: frozenset[str]
    everyday: frozenset[str]
    money_words: frozenset[str]
    age_decades: frozenset[str]
    people: frozenset[str]
    boths: frozenset[str]
    points: frozenset[str]
    parts_of_points: frozenset[str]
    rates: frozenset[str]
    scales: frozenset[str]
    below_zero: Phrases[str]
    per_adjectives: dict[str, str]
    openers_of_days: frozenset[str]


# The most words between two amounts that are compared with each other.
_LONGEST_COMPARISON = 12


def named(names: dict[str, str]) -> dict[str, str]:
    """Phrase by phrase the units of a table that gives each unit's names between bars."""
    return {phrase: unit for unit, phrases in names.items() for phrase in phrases.split("|")}


def measure(reading: Reading, draft: Draft) -> None:
    """Gives ``draft`` its kind and unit, and takes the words that name them into it."""
    if draft.numeral.kind is NumeralKind.ORDINAL:
        draft.kind = QuantityKind.ORDINAL
        return
    if not (_money(reading, draft) or _percentage(reading, draft) or _unit(reading, draft)):
        if draft.numeral.kind is NumeralKind.FRACTION and not draft.numeral.scaled:
            draft.kind = QuantityKind.MULTIPLE
        return
    _per(reading, draft)
    draft.widen()


# --- money --------------------------------------------------------------------------------------


def _money(reading: Reading, draft: Draft) -> bool:
    words: MoneyWords = reading.words.money
    before = _currency_before(reading, draft, words)
    after = _currency_after(reading, draft, words)
    if before is None and after is None:
        return False
    if before is not None:
        currency, start = before
        sign = start - 1
        if (
            reading.word(sign) == "-"
            and reading.touches(start)
            and not (reading.touches(sign) and reading.kind(sign - 1) is TokenKind.WORD)
        ):
            draft.multiply(Decimal(-1))
            start = sign
        draft.first = start
        _magnitude(reading, draft)
        behind = _currency_after(reading, draft, words)
        after = behind or after
        if (
            after is not None
            and (after[0].share <= 1 or behind is not None)
            and (currency.guessed or after[0].code == currency.code or after[0].guessed)
        ):
            if currency.guessed:
                currency = after[0]
            elif after[0].share > 1:
                # "MX$500 mdp": millions of them.
                currency = Currency(currency.code, after[0].share)
            draft.last = max(draft.last, after[1])
    else:
        assert after is not None
        currency, draft.last = after
        _magnitude(reading, draft)
        whole = _currency_name(reading, draft.last, words)
        if currency.share < 1 and whole is not None and whole[0].share == 1:
            currency, draft.last = Currency(whole[0].code, currency.share), whole[1]
    draft.kind = QuantityKind.MONEY
    draft.unit = currency.code
    draft.guessed_currency = currency.guessed
    draft.multiply(currency.share)
    _owner(reading, draft, words)
    return True


def _currency_before(
    reading: Reading, draft: Draft, words: MoneyWords
) -> tuple[Currency, int] | None:
    end = draft.first
    found = words.signs.ending(reading.tokens, end)
    if found is None:
        found = words.codes.ending(reading.tokens, end, reading.text)
        if found is None:
            prefixed = _prefixed_code(reading, end - 1, words)
            found = (prefixed[0], end - 1) if prefixed is not None else None
        if found is not None and (
            _belongs_left(reading, found[1], end)
            or (found[0].code in WORDLIKE_CODES and (draft.value is None or draft.value < 100))
        ):
            found = None
    if found is not None and reading.word(found[1]) == CENT_SIGN:
        found = COLON, found[1]
    if found is not None:
        start = found[1]
        # "he won 30" has the letters of a currency, and so has the end of a longer word.
        if reading.kind(start) is TokenKind.WORD and _is_glued(reading, start):
            return None
        return found
    printed = reading.printed(end - 1)
    if (
        printed in words.cased_signs
        and draft.numeral.in_digits
        and not _is_glued(reading, end - 1)
        and (reading.touches(end) or len(printed) > 1)
    ):
        return words.cased_signs[printed], end - 1
    name = words.names.ending(reading.tokens, end)
    if name is not None and name[0].share == 1 and not reading.word(end - 1).endswith("s"):
        before = reading.kind(name[1] - 1)
        printed = reading.printed(end - 1)
        if (
            before is not TokenKind.NUMBER
            and printed.islower()
            and (reading.word(end - 1) in words.leading)
        ):
            return name
    return None


def _belongs_left(reading: Reading, start: int, end: int) -> bool:
    """Whether a code between two numbers is that of the first: "10 RMB 20 USD", "17 USD 25"."""
    if reading.kind(start - 1) is not TokenKind.NUMBER or reading.touches(end):
        return False
    codes = reading.words.money.codes
    if codes.ending(reading.tokens, start - 1, reading.text) is not None:
        return False
    digits = reading.word(end)
    if codes.at(reading.tokens, end + 1, reading.text) is not None:
        return True
    return len(digits) == 2 and digits.isdigit() and reading.kind(end + 1) is not TokenKind.NUMBER


def _is_glued(reading: Reading, index: int) -> bool:
    """Whether a word is tied to a word or number before it, be it by a hyphen."""
    return reading.touches(index) and (
        reading.kind(index - 1) in (TokenKind.WORD, TokenKind.NUMBER)
        or reading.word(index - 1) in ("-", "_")
    )


def _currency_after(
    reading: Reading, draft: Draft, words: MoneyWords
) -> tuple[Currency, int] | None:
    at = draft.last
    tokens = reading.tokens
    if reading.word(at) == "-" and reading.touches(at):
        at += 1
    sign = words.signs.at(tokens, at)
    if sign is not None and reading.kind(sign[1]) is not TokenKind.NUMBER:
        return sign
    code = words.codes.at(tokens, at, reading.text)
    if code is not None and (
        reading.kind(code[1]) is not TokenKind.NUMBER or _belongs_left(reading, at, code[1])
    ):
        return code
    prefixed = _prefixed_code(reading, at, words)
    if prefixed is not None:
        return prefixed
    if draft.numeral.in_digits:
        glued = words.glued.get(reading.printed(at))
        if glued is not None and draft.value not in _RESOLUTIONS:
            spaced = not reading.touches(at) and reading.word(at) != "p"
            if not spaced and reading.kind(at + 1) is not TokenKind.NUMBER:
                return glued, at + 1
        if reading.word(at) == "m" and reading.touches(at):
            name = _currency_name(reading, at + 1, words) or words.signs.at(tokens, at + 1)
            if name is not None:
                return Currency(name[0].code, name[0].share * _MILLION, name[0].guessed), name[1]
    if (draft.numeral.scaled or draft.numeral.vague) and reading.word(at) in ("de", "of"):
        at += 1
    return _currency_name(reading, at, words, draft)


def _currency_name(
    reading: Reading, index: int, words: MoneyWords, draft: Draft | None = None
) -> tuple[Currency, int] | None:
    found = words.names.at(reading.tokens, index)
    if found is None:
        return None
    if draft is not None and draft.numeral.lone_one and reading.is_capitalised(index):
        # "un Córdoba sin ideas": a team, and no money
        return None
    if reading.word(index) in words.weights and not (
        _is_money(reading, found[1]) or _is_fortune(reading, draft)
    ):
        return None
    return found


def _is_fortune(reading: Reading, draft: Draft | None) -> bool:
    """Whether so many pounds can only be money: "billions of pounds"."""
    return (
        draft is not None
        and draft.numeral.vague
        and draft.numeral.value >= _MILLION
        and not (any(token.word in reading.words.units.weight_words for token in reading.tokens))
    )


def _prefixed_code(reading: Reading, index: int, words: MoneyWords) -> tuple[Currency, int] | None:
    """``30 MUSD``: millions of a currency."""
    printed = reading.printed(index)
    if len(printed) == 4 and printed[0] == "M" and printed.isupper():
        for currency in (words.codes.meaning(printed[1:].lower()),):
            if currency is not None:
                return Currency(currency.code, _MILLION), index + 1
    return None


def _magnitude(reading: Reading, draft: Draft) -> None:
    """The letter or word of magnitude that only money takes: "$5m", "75 USD million"."""
    at = draft.last
    if draft.numeral.in_digits and not draft.numeral.scaled and reading.touches(at):
        factor = {"m": _MILLION, "mm": _MILLION, "t": Decimal(10**12)}.get(reading.word(at))
        if factor is not None:
            draft.multiply(factor)
            draft.last = at + 1
            return
    if reading.word(at) == "+" and reading.touches(at):
        # "$300+ billion"
        at += 1
    numerals = reading.words.numerals
    scale = numerals.scales.get(reading.word(at)) or numerals.scale_plurals.get(reading.word(at))
    if scale is not None and scale > 100 and not draft.numeral.scaled:
        draft.multiply(Decimal(scale))
        draft.last = at + 1


def _owner(reading: Reading, draft: Draft, words: MoneyWords) -> None:
    """Whose dollar or peso it is, where the words around it say so: "$31.20 US"."""
    if not draft.guessed_currency:
        return
    owner = words.owners.at(reading.tokens, draft.last)
    if owner is not None and draft.unit == "USD":
        code, end = owner
        if reading.printed(end - 1)[:1].isupper() or reading.word(end - 1) == ".":
            draft.unit, draft.last = code, end
            draft.guessed_currency = False


def _is_money(reading: Reading, end: int) -> bool:
    """Whether pounds are money: by the words around them, since no word of theirs tells."""
    units = reading.words.units
    around = [token.word for token in reading.tokens[max(0, end - 16) : end + 12]]
    if any(word in units.weight_words for word in around):
        return False
    return any(word in units.money_words for word in around)


# --- percentages and units ----------------------------------------------------------------------


def _percentage(reading: Reading, draft: Draft) -> bool:
    at = draft.last
    if reading.word(at) == "-" and reading.touches(at):
        at += 1
    found = reading.words.units.percent.at(reading.tokens, at)
    if found is None and draft.numeral.kind is NumeralKind.FRACTION:
        found = part_of_point(reading, at) or _part_of_percentage(reading, at)
    if found is None:
        # "percent of ten", as it is typed into search boxes.
        opening = reading.words.units.percent.at(reading.tokens, 0)
        if (
            opening is not None
            and reading.word(opening[1]) in ("of", "de")
            and (draft.first == opening[1] + 1)
        ):
            draft.first, found = 0, (opening[0], draft.last)
    if found is None:
        return False
    unit, draft.last = found
    draft.kind = QuantityKind.PERCENTAGE
    draft.unit = "percentage-point" if unit == "basis-point" else unit
    if unit == "basis-point":
        draft.multiply(Decimal("0.01"))
    return True


def part_of_point(reading: Reading, index: int) -> tuple[str, int] | None:
    """``a quarter of a percentage point``, ``medio punto`` of an interest rate."""
    units = reading.words.units
    at = index + (reading.word(index) in reading.words.counting.links)
    at += reading.word(at) in units.articles
    found = units.percent.at(reading.tokens, at)
    if found is not None and found[0] == "percentage-point":
        return found
    if reading.word(at) in units.points and speaks_of(reading.folded, units.rates):
        return "percentage-point", at + 1
    return None


def _part_of_percentage(reading: Reading, index: int) -> tuple[str, int] | None:
    """``dos décimas menos``, where the text speaks of percentages: of the point, which needs no
    word."""
    units = reading.words.units
    if (
        reading.word(index - 1) in units.parts_of_points
        and reading.word(index) not in reading.words.counting.links
        and speaks_of(reading.folded, units.rates)
    ):
        return "percentage-point", index
    return None


def _age_in_tens(reading: Reading, draft: Draft) -> bool:
    """``in her 40s``: from forty to forty-nine."""
    value, first = draft.value, draft.numeral.first
    if (
        reading.word(draft.last) != "s"
        or not reading.touches(draft.last)
        or value is None
        or value % 10
        or not 20 <= value <= 90
    ):
        return False
    while reading.word(first - 1) in ("-", "early", "late", "mid"):
        first -= 1
    before = first - 1
    if reading.word(before) in reading.words.counting.joiners and reading.word(before - 1) == "s":
        # "in their 80s and 90s"
        before -= 3
    if reading.word(before) not in reading.words.units.age_decades:
        return False
    draft.kind, draft.unit = QuantityKind.AGE, "year"
    draft.low, draft.high, draft.value = value, value + 9, None
    draft.first = draft.outer_first = first
    draft.last += 1
    return True


def _unit(reading: Reading, draft: Draft) -> bool:
    units: UnitWords = reading.words.units
    if _age_in_tens(reading, draft):
        return True
    at = draft.last
    tight = reading.touches(at)
    if (
        (reading.word(at) == "-" and tight)
        or (draft.numeral.scaled and reading.word(at) in ("de", "of"))
        or (draft.numeral.kind is NumeralKind.FRACTION and reading.word(at) in ("of", "de"))
    ):
        at += 1
    if draft.numeral.kind is NumeralKind.FRACTION and reading.word(at) in units.articles:
        at += 1
    if reading.word(at) == "+" and reading.touches(at):
        # "3+ years"
        at += 1
    if _is_fold(reading, draft, at):
        return True
    standard = units.standards.at(reading.tokens, at)
    if standard is not None:
        at = standard[1]
    found = (
        _unit_name(reading, draft, at)
        or _unit_after_adjective(reading, at)
        or _bracketed_unit(reading, draft)
    )
    if found is None:
        return False
    unit, end = found
    if unit == "degree" and any(
        word in units.scales
        for word in (reading.word(draft.first - 1), *(reading.word(end + k) for k in range(5)))
    ):
        # "7.1 grados en la escala de Richter": neither an angle nor a temperature.
        draft.last = end
        return False
    below = units.below_zero.at(reading.tokens, end)
    if unit in _TEMPERATURES and below is not None and draft.value is not None:
        unit, end = below[0] if unit == "degree" else unit, below[1]
        draft.multiply(Decimal(-1))
    draft.unit, draft.last = unit, end
    _inches_behind(reading, draft)
    draft.kind = QuantityKind.DURATION if unit in units.durations else QuantityKind.MEASURE
    for half in units.halves:
        if all(reading.word(end + k) == word for k, word in enumerate(half)):
            if draft.value is not None and draft.value == draft.value.to_integral_value():
                draft.value += _HALF
                draft.last = end + len(half)
            break
    if draft.kind is QuantityKind.DURATION:
        _age(reading, draft)
    return True


def _in_feet(inches: Decimal) -> Decimal:
    return Decimal(f"{inches / 12:.15g}")


def _inches_behind(reading: Reading, draft: Draft) -> None:
    """``a 6-foot-4 forward``: the number that is tied to the feet counts inches."""
    at = draft.last
    if draft.unit != "foot" or draft.value is None or reading.word(at) != "-":
        return
    if not (reading.touches(at) and reading.touches(at + 1)) or len(reading.word(at + 1)) > 2:
        return
    inches = reading.words.numerals.units.get(reading.word(at + 1))
    if reading.kind(at + 1) is TokenKind.NUMBER and reading.word(at + 1).isdigit():
        inches = int(reading.word(at + 1))
    if inches is not None and inches < 12:
        draft.value += _in_feet(Decimal(inches))
        draft.last = at + 2


_TEMPERATURES = ("degree", "celsius", "fahrenheit")


def _is_fold(reading: Reading, draft: Draft, at: int) -> bool:
    """``20-fold``, ``5x``, ``20 times larger``: so many times as much."""
    numerals = reading.words.numerals
    before = draft.first - 2
    if (
        at == draft.last
        and reading.word(before + 1) in numerals.by
        and reading.word(before) in numerals.multiplying
    ):
        # "se multiplicó por cinco"
        draft.kind = QuantityKind.MULTIPLE
        return True
    if (
        reading.word(at) in numerals.times
        and at == draft.last
        and reading.word(at + 1) in numerals.after_times
    ):
        draft.kind, draft.last = QuantityKind.MULTIPLE, at + 1
        return True
    tied = (
        reading.word(at) == "x"
        and at == draft.last
        and reading.touches(at)
        and (reading.kind(at + 1) is not TokenKind.NUMBER and draft.numeral.in_digits)
    )
    if reading.word(at) != "fold" and not tied:
        return False
    draft.kind, draft.last = QuantityKind.MULTIPLE, at + 1
    return True


def _unit_name(reading: Reading, draft: Draft, at: int) -> tuple[str, int] | None:
    units: UnitWords = reading.words.units
    printed = reading.printed(at)
    if printed in units.cased and draft.numeral.in_digits:
        if len(printed) > 1 or _is_temperature(reading, draft, at):
            return units.cased[printed], at + 1
        if printed == "A" and reading.kind(at + 1) is not TokenKind.WORD:
            return units.cased[printed], at + 1
        return None
    found = units.names.at(reading.tokens, at)
    if found is None:
        return None
    unit, end = found
    word = reading.word(at)
    if word == "stone" and printed != word:
        return None
    if _is_trophy(reading, at):
        return None
    if end == at + 1 and word in units.short:
        hyphened = at > draft.last
        if not draft.numeral.in_digits or draft.numeral.scaled or word == "a":
            return None
        inches = word == "in" and reading.word(draft.first - 1) in ("ft", "feet", "foot")
        if not (reading.touches(at) or hyphened or inches or _stands_alone(reading, word, end)):
            return None
        tail = end + (reading.word(end) == "-")
        if reading.touches(tail) and reading.kind(tail) is TokenKind.NUMBER:
            return None
        if word == "s" and (
            reading.is_capitalised(draft.first - 1)
            or reading.word(draft.first - 1) in reading.words.exclusions.labels
            or len(reading.word(draft.numeral.first)) == 4
        ):
            return None
        if word == "m" and not hyphened and _means_million(reading, draft, end):
            draft.multiply(_MILLION)
            draft.last = end
            return None
    if word in ("pound", "pounds", "libra", "libras") and _is_money(reading, end):
        return None
    return unit, end


def _is_trophy(reading: Reading, index: int) -> bool:
    """``three UEFA Cups``, ``three Italian Cups``"""
    return reading.word(index) in ("cup", "cups") and reading.printed(index).istitle()


def _unit_after_adjective(reading: Reading, at: int) -> tuple[str, int] | None:
    """``517 rushing yards``, ``three more years``, ``seis largos meses``."""
    words = reading.words
    for skipped in (at, at + 1):
        word = reading.word(skipped)
        if not (
            word in words.counting.adjectives
            or word in words.counting.modifiers
            or word in words.units.adjectives
        ):
            return None
        found = words.units.names.at(reading.tokens, skipped + 1)
        if found is not None:
            noun = reading.word(skipped + 1)
            if _is_trophy(reading, skipped + 1):
                return None
            return found if words.counting.is_plural(noun) or noun in ("feet",) else None
    return None


_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}


def _bracketed_unit(reading: Reading, draft: Draft) -> tuple[str, int] | None:
    """``20 (kg)``, as in tables."""
    at = draft.last
    closing = _BRACKETS.get(reading.word(at))
    if closing is None or not draft.numeral.in_digits:
        return None
    found = reading.words.units.names.at(reading.tokens, at + 1)
    if found is None or reading.word(found[1]) != closing:
        return None
    return found[0], found[1] + 1


def _stands_alone(reading: Reading, word: str, end: int) -> bool:
    """Whether a letter behind a space is a unit: "1 m" and "12 ft 2 in" at the end of a phrase,
    but neither "the 3 in Texas" nor "4 a day"."""
    if word in ("in", "a", "s", "h", "k", "c", "f", "b", "t"):
        following = reading.kind(end)
        return word in ("in", "h") and following not in (TokenKind.WORD, TokenKind.NUMBER)
    return True


def _is_temperature(reading: Reading, draft: Draft, at: int) -> bool:
    """Whether C or F is a temperature and no letter of a name: by the words of the text."""
    if draft.last != at or draft.value is None or not -100 <= draft.value <= 250:
        return False
    if (
        reading.word(at + 1) in ("-", "/", "&", ".")
        and reading.touches(at + 1)
        and (reading.kind(at + 2) is TokenKind.WORD)
    ):
        return False
    return speaks_of(reading.folded, reading.words.units.heat)


def _means_million(reading: Reading, draft: Draft, end: int) -> bool:
    """Whether the m of "35m" counts millions: what follows is then a thing in the plural."""
    following = reading.word(end)
    if following in reading.words.units.length_words or not reading.touches(end - 1):
        return False
    if following in ("of", "de"):
        return True
    if reading.kind(end) is not TokenKind.WORD:
        return False
    counting = reading.words.counting
    for at in range(end, min(end + 6, len(reading.tokens))):
        word = reading.word(at)
        if word in counting.stops and word not in ("and", "y"):
            return False
        if counting.is_plural(word):
            return True
    return False


def _per(reading: Reading, draft: Draft) -> None:
    """``per barrel``, ``a month``, ``por hora``, ``/ month``."""
    units: UnitWords = reading.words.units
    at = draft.last
    adjective = units.per_adjectives.get(reading.word(at))
    if adjective is not None and draft.kind is not QuantityKind.PERCENTAGE:
        draft.per = adjective
        return
    joiner = units.per.at(reading.tokens, at)
    if joiner is None:
        hyphened = reading.word(at) == "-" and reading.word(at + 1) in units.per_articles
        start = at + 1 if hyphened else at
        if reading.word(start) not in units.per_articles:
            return
        noun = start + 1 + (hyphened and reading.word(start + 1) == "-")
        per = units.per_nouns.get(reading.word(noun))
        if per is None or draft.kind is QuantityKind.AGE:
            return
        if reading.kind(noun + 1) is TokenKind.NUMBER:
            # "pagó 20 euros el día 5"
            return
        if (
            per in units.durations
            and reading.word(noun + 1) in units.not_per
            and not (
                # "$15 an hour on Jan. 1", but "a year on" and "a week later"
                reading.word(noun + 1) in units.openers_of_days
                and per not in ("week", "month", "year")
            )
        ):
            return
        draft.per, draft.last = per, noun + 1
        return
    noun = joiner[1]
    unit = units.names.at(reading.tokens, noun)
    known = units.per_nouns.get(reading.word(noun))
    if known is not None and (unit is None or unit[1] <= noun + 1):
        draft.per, draft.last = known, noun + 1
    elif unit is not None and reading.kind(noun) is TokenKind.WORD:
        draft.per, draft.last = unit
    if draft.per is not None and f"{draft.unit}-per-{draft.per}" in UNITS:
        draft.unit, draft.per = f"{draft.unit}-per-{draft.per}", None


def _age(reading: Reading, draft: Draft) -> None:
    """``years old``, ``-year-old``, ``de edad``, ``aged 34 years``, ``un hombre de 34 años``."""
    units: UnitWords = reading.words.units
    tail = units.ages.at(reading.tokens, draft.last)
    if tail is not None:
        draft.kind = QuantityKind.AGE
        draft.last = tail[1]
        return
    if draft.unit not in ("year", "month", "week", "day"):
        return
    if draft.unit != "year" and reading.word(draft.last) in units.not_young_before:
        # "tiene 15 días para recurrir"
        return
    opener = units.age_openers.ending(reading.tokens, draft.first)
    at = draft.first - (reading.word(draft.first - 1) in units.age_links)
    apposed = (
        draft.unit == "year"
        and reading.word(at - 1) == ("," if at < draft.first else "(")
        and reading.kind(draft.last) in (None, TokenKind.PUNCTUATION)
        and reading.kind(at - 2) is TokenKind.WORD
    )
    if (
        opener is not None
        or apposed
        or (draft.unit == "year" and _is_of_person(reading, draft.first))
    ):
        draft.kind = QuantityKind.AGE
        return
    # "Tiene 37 años" tells an age, "tiene 5 años de experiencia" and "trabajando" do not.
    start = draft.first
    before = reading.words.bounds.before.ending(reading.tokens, start)
    having = units.age_having.ending(reading.tokens, before[1] if before else start)
    following = reading.word(draft.last)
    if (
        having is not None
        and following not in units.not_age_before
        and not following.endswith(("ndo", "ado", "ada", "ados", "adas", "ido", "ida"))
    ):
        draft.kind = QuantityKind.AGE


def _opens_age(reading: Reading, index: int) -> bool:
    """Whether the years told at ``index`` are somebody's age by the words before them."""
    return reading.words.units.age_openers.ending(reading.tokens, index) is not None or (
        _is_of_person(reading, index)
    )


def is_between_ages(reading: Reading, draft: Draft) -> bool:
    """``jóvenes de entre 12 y 24 años``: whether a range of years is one of ages."""
    at = draft.outer_first + 1
    at -= reading.word(at - 2) in reading.words.units.age_links
    return draft.unit == "year" and _is_of_person(reading, at, linked=False)


def _is_of_person(reading: Reading, index: int, *, linked: bool = True) -> bool:
    """``un futbolista argentino de 24 años``."""
    units = reading.words.units
    if linked and reading.word(index - 1) not in units.age_links:
        return False
    for at in (index - 2, index - 3):
        if reading.word(at) in units.people:
            return True
        if reading.word(at) not in reading.words.counting.adjectives:
            return False
    return False


def share_units(reading: Reading, drafts: Sequence[Draft]) -> None:
    """``de 17 y 19 años``, ``12 and 15 percent``: numbers of a list have the unit that stands
    with the last of them."""
    joiners = reading.words.counting.joiners
    for before, draft in reversed(list(pairwise(drafts))):
        between = reading.words.bounds.joiners.at(reading.tokens, before.last)
        ranging = between is not None and between[1] == draft.first
        if draft.first != before.last + 1 or not (
            reading.word(before.last) in joiners or (ranging and draft.unit == "year")
        ):
            continue
        if _is_bare(before) and draft.kind in _SHARED and draft.numeral.in_digits:
            apposed = (
                reading.word(before.first - 1) in reading.words.units.age_links
                and reading.word(before.first - 2) == ","
                and reading.word(draft.last) in (",", ".", ")")
            )
            having = reading.words.units.age_having.ending(reading.tokens, before.first)
            aged = having is not None and (
                reading.word(draft.last) not in reading.words.units.not_age_before
            )
            if draft.unit == "year" and (apposed or aged or _opens_age(reading, before.first)):
                # "dos jóvenes de 17 y 19 años"
                draft.kind = QuantityKind.AGE
            before.kind, before.unit, before.per = draft.kind, draft.unit, draft.per


def share_ages(reading: Reading, drafts: Sequence[Draft]) -> None:
    """``aged 19 and 23``, ``un niño, de 9 años, y su hermana, de 11,``: the second number is an
    age, too."""
    joiners = reading.words.counting.joiners
    for before, draft in pairwise(drafts):
        if (
            before.kind is QuantityKind.AGE
            and _is_bare(draft)
            and any(told(reading, draft) for told in (_is_apposed, _is_of_both, _follows_name))
        ):
            draft.kind, draft.unit = before.kind, before.unit
        elif (
            before.kind is QuantityKind.AGE
            and draft.first == before.last + 1
            and before.last == before.numeral.last
            and reading.word(before.last) in joiners
            and _is_bare(draft)
            and (
                not _begins_phrase(reading, draft.last)
                or reading.words.units.age_before.ending(reading.tokens, before.first) is not None
            )
        ):
            draft.kind, draft.unit = before.kind, before.unit


def _is_apposed(reading: Reading, draft: Draft) -> bool:
    """``, de 11,``"""
    return (
        reading.word(draft.first - 1) in reading.words.units.age_links
        and reading.word(draft.first - 2) == ","
        and reading.word(draft.last) in (",", ".", ")", ";")
    )


def _follows_name(reading: Reading, draft: Draft) -> bool:
    """``Emily, 16, and Pelham, 14 were``"""
    return (
        reading.word(draft.first - 1) == ","
        and reading.is_capitalised(draft.first - 2)
        and not _begins_phrase(reading, draft.last)
        and draft.value is not None
        and draft.value <= 120
    )


def _is_of_both(reading: Reading, draft: Draft) -> bool:
    """``her grandparents, both 71,``, ``ambos de 71``"""
    units = reading.words.units
    at = draft.first - 1
    at -= reading.word(at) in units.age_links
    return reading.word(at) in units.boths and reading.word(draft.last) in (",", ".", ")", ";")


_SHARED = (QuantityKind.AGE, QuantityKind.PERCENTAGE, QuantityKind.DURATION)


def _is_bare(draft: Draft) -> bool:
    """Whether a small number in digits stands without a unit and without words around it."""
    return (
        draft.kind is QuantityKind.NUMBER
        and draft.unit is None
        and draft.numeral.in_digits
        and not draft.numeral.scaled
        and draft.value is not None
        and 0 < draft.value < 1000
    )


def _begins_phrase(reading: Reading, index: int) -> bool:
    """Whether what stands at ``index`` could be counted."""
    return reading.kind(index) is TokenKind.WORD and (
        reading.word(index) not in reading.words.counting.stops
    )


def join_parts(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Joins amounts told in two units: "5 feet 2 inches", "3 dollars and 50 cents"."""
    joined: list[Draft] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        if before is not None and (
            _joins_inches(reading, before, draft)
            or _joins_height(reading, before, draft)
            or _joins_cents(reading, before, draft)
            or _joins_seconds(reading, before, draft)
        ):
            continue
        joined.append(draft)
    return joined


def _gap(reading: Reading, before: Draft, draft: Draft) -> bool:
    """Whether nothing but "and" stands between two drafts."""
    at = before.last + (reading.word(before.last) in ("and", "y", "con"))
    return at == draft.first


def _joins_inches(reading: Reading, before: Draft, draft: Draft) -> bool:
    tied = reading.word(before.last) == "-" and draft.first == before.last + 1
    if before.unit != "foot" or draft.unit != "inch" or not (tied or _gap(reading, before, draft)):
        return False
    if before.value is None or draft.value is None or draft.value >= 12:
        return False
    before.value += _in_feet(draft.value)
    before.last = before.outer_last = draft.last
    return True


_FEET, _INCHES = ("'", "′"), ('"', "”", "″")


def _joins_height(reading: Reading, before: Draft, draft: Draft) -> bool:
    """``he is 6 feet 4``, ``5'11"``: the inches have no word."""
    if before.value is None or draft.value is None or not _is_bare(draft):
        return False
    end = draft.last
    if before.unit == "foot":
        joined = draft.first == before.last and not _begins_phrase(reading, end)
    else:
        one_token = before.first == draft.first and "'" in reading.word(before.first)
        marked = reading.word(before.last) in _FEET and reading.touches(before.last)
        joined = (
            _is_bare(before)
            and (one_token or (marked and draft.first == before.last + 1))
            and reading.word(end) in _INCHES
            and reading.touches(end)
        )
        end += 1
    if not joined or draft.value >= 12 or before.value >= 10:
        return False
    before.kind, before.unit = QuantityKind.MEASURE, "foot"
    before.value += _in_feet(draft.value)
    before.last = before.outer_last = end
    return True


_SIXTIETHS = {("hour", "minute"): 60, ("minute", "second"): 60}


def _joins_seconds(reading: Reading, before: Draft, draft: Draft) -> bool:
    """``two minutes 19 seconds``, ``una hora y 20 minutos``: told in the smaller unit."""
    many = _SIXTIETHS.get((before.unit or "", draft.unit or ""))
    if many is None or not _gap(reading, before, draft):
        return False
    if before.value is None or draft.value is None or draft.value >= many:
        return False
    before.value, before.unit = before.value * many + draft.value, draft.unit
    before.last = before.outer_last = draft.last
    return True


def _joins_cents(reading: Reading, before: Draft, draft: Draft) -> bool:
    if before.kind is not QuantityKind.MONEY or not _gap(reading, before, draft):
        return False
    if before.value is None or draft.value is None:
        return False
    if before.numeral.scaled and before.value % 1000 == 0:
        # "2 mil 452 pesos con 80 centavos", but not "5 millones de pesos con 80 centavos"
        return False
    if before.value != before.value.to_integral_value():
        return False
    if draft.kind is QuantityKind.MONEY:
        cents = draft.value if 0 < draft.value < 1 else None
        named = reading.words.money.names.at(reading.tokens, draft.numeral.last)
        if cents is None or named is None or named[0].share == 1:
            return False
    else:
        # "15 dollars 50": the word is understood where nothing follows that could be counted.
        named_before = reading.kind(before.last - 1) is TokenKind.WORD
        following = reading.kind(draft.last)
        if draft.unit is not None or not named_before or draft.numeral.ratio:
            return False
        if draft.kind is not QuantityKind.NUMBER or draft.numeral.scaled:
            return False
        if following is TokenKind.WORD and not _begins_clause(reading, draft.last):
            return False
        if not 0 < draft.value < 100 or draft.value != draft.value.to_integral_value():
            return False
        cents = draft.value / 100
    before.value += cents
    before.last = before.outer_last = draft.last
    return True


def share_currency(reading: Reading, drafts: list[Draft]) -> None:
    """Gives "523 millones" the currency of the amount that it is set beside: "523 millones, frente
    a los 90 millones de euros de 2020". Nothing else is read into a number without a unit."""
    for index, draft in enumerate(drafts):
        if not _is_bare_amount(reading, draft):
            continue
        for other in (*drafts[index + 1 : index + 2], *drafts[index - 1 : index]):
            if (
                other.kind is QuantityKind.MONEY
                and other.per is None
                and other.numeral.scaled
                and _is_set_beside(reading, draft, other)
            ):
                draft.kind, draft.unit = QuantityKind.MONEY, other.unit
                draft.guessed_currency = other.guessed_currency
                break


def share_coins(reading: Reading, drafts: Sequence[Draft]) -> None:
    """``71,20 dólares, 80 centavos menos``: coins whose currency no word tells have the currency of
    the amount before them, or else behind them."""
    for index, draft in enumerate(drafts):
        coin = reading.words.money.names.at(reading.tokens, draft.numeral.last)
        if not draft.guessed_currency or coin is None or coin[0].share >= 1:
            continue
        for other in (*reversed(drafts[:index]), *drafts[index + 1 :]):
            if (
                other.kind is QuantityKind.MONEY
                and other.unit in WITH_CENTS
                and (other.value is None or other.value >= 1)
            ):
                draft.unit, draft.guessed_currency = other.unit, other.guessed_currency
                break


def share_points(reading: Reading, drafts: Sequence[Draft]) -> None:
    """``fell six points to 41 percent``, ``del 92 %, 4 puntos más``: points beside a percentage are
    percentage points."""
    words = reading.words
    for before, draft in pairwise(drafts):
        for told, other in ((before, draft), (draft, before)):
            named = told.unit is None and told.kind is QuantityKind.NUMBER
            if not named or other.unit != "percent" or told.last != told.numeral.last:
                continue
            if reading.word(told.last).removesuffix("s") not in words.units.points:
                continue
            first = told is before
            between = range(before.last + first, draft.first)
            reached = words.bounds.tos | words.bounds.froms
            links = {",", *words.bounds.articles, *(reached if first else ())}
            near = len(between) <= 3 and all(
                reading.word(at) in links
                or (not first and words.bounds.changes.at(reading.tokens, at) is not None)
                for at in between
            )
            compared = words.bounds.changes_after.at(reading.tokens, told.last + 1) is not None
            changed = words.bounds.changes.ending(reading.tokens, told.first) is not None
            if near and (first or compared or changed):
                told.kind, told.unit = QuantityKind.PERCENTAGE, "percentage-point"
                told.last += 1
                told.widen()


def _is_bare_amount(reading: Reading, draft: Draft) -> bool:
    """Whether a number of millions counts nothing that the text names behind it."""
    if (
        draft.kind is not QuantityKind.NUMBER
        or draft.unit is not None
        or not draft.numeral.scaled
        or draft.numeral.vague
        or draft.value is None
        or draft.value < _MILLION
    ):
        return False
    counting = reading.words.counting
    at = draft.last
    if reading.word(at) in counting.links:
        # "los 15 millones del año anterior", "los 15 millones de 2020"
        at += 1
        while reading.word(at) in counting.articles:
            at += 1
        return reading.word(at) in counting.time_words or reading.kind(at) is TokenKind.NUMBER
    word = reading.word(at)
    if reading.kind(at) is TokenKind.WORD:
        return word in counting.stops or word in counting.verbs
    return word != "-"


def _is_set_beside(reading: Reading, draft: Draft, other: Draft) -> bool:
    first, second = sorted((draft, other), key=lambda one: one.first)
    words = reading.words.money
    between = range(first.last, second.first)
    if len(between) > _LONGEST_COMPARISON or any(
        reading.word(at) in (".", ";", ":", "(", ")", "!", "?") for at in between
    ):
        return False
    if any(words.compared.at(reading.tokens, at) is not None for at in between):
        return True
    earned = [
        any(reading.word(at) in words.earned for at in range(one.first - 3, one.first))
        for one in (first, second)
    ]
    return all(earned)


def _begins_clause(reading: Reading, index: int) -> bool:
    word = reading.word(index)
    return word in reading.words.counting.stops


def without_number(
    reading: Reading, drafts: list[Draft]
) -> list[tuple[int, int, QuantityKind, str]]:
    """The currencies, units and percent signs that stand without a number, for which there is no
    figure: where, of which kind, and which."""
    words = reading.words
    taken = {at for draft in drafts for at in range(draft.first, draft.last)}
    found = []
    at = 0
    while at < len(reading.tokens):
        if at in taken:
            at += 1
            continue
        options: list[tuple[int, QuantityKind, str]] = []
        name = words.money.names.at(reading.tokens, at)
        code = words.money.codes.at(reading.tokens, at, reading.text)
        percent = words.units.percent.at(reading.tokens, at)
        unit = words.units.names.at(reading.tokens, at)
        if name is not None and reading.word(at) not in {*words.money.weights, "won"}:
            options.append((name[1], QuantityKind.MONEY, name[0].code))
        if code is not None and code[0].code not in WORDLIKE_CODES:
            options.append((code[1], QuantityKind.MONEY, code[0].code))
        if percent is not None:
            options.append((percent[1], QuantityKind.PERCENTAGE, percent[0]))
        if (
            unit is not None
            and unit[0] not in words.units.durations
            and (len(reading.word(at)) > 2 and reading.word(at) not in words.units.everyday)
        ):
            options.append((unit[1], QuantityKind.MEASURE, unit[0]))
        if options:
            end, kind, which = max(options, key=lambda option: option[0])
            start, stop = reading.tokens[at].start, reading.tokens[end - 1].end
            found.append((start, stop, kind, which))
            at = end
        else:
            at += 1
    return found
