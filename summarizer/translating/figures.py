"""How the target language writes the figures of a sentence, for those that a model lost.

Numbers in digits are written with the marks of the target language; numbers in words, ordinals,
fractions and the commonest words for days are translated by rule, so that a stand-in can carry
them past the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cache

from summarizer.brief import Language, QuantityKind
from summarizer.checking import parity
from summarizer.figures import numerals
from summarizer.figures.match import QuantityMatch
from summarizer.figures.vocabulary import vocabulary
from summarizer.translating import numbers

# "first" to "twelfth"; Spanish ordinals have a gender that only the sentence tells.
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" ")
)
# Of an ordinal that opens a sentence ("Second, …"); others have a gender that only a noun tells.
_IN_PLACES = (
    "En primer lugar", "En segundo lugar", "En tercer lugar", "En cuarto lugar", "En quinto lugar",
)  # fmt: skip
_FRACTIONS = (
    (Fraction(1, 2), "half", "la mitad"), (Fraction(1, 3), "a third", "un tercio"),
    (Fraction(2, 3), "two thirds", "dos tercios"), (Fraction(1, 4), "a quarter", "una cuarta parte"),
    (Fraction(3, 4), "three quarters", "tres cuartas partes"),
    (Fraction(1, 5), "a fifth", "una quinta parte"), (Fraction(1, 10), "a tenth", "una décima parte"),
)  # fmt: skip
_MULTIPLES = (
    ("double", "doble"), ("double", "el doble"), ("twice", "el doble"), ("triple", "triple"),
    ("triple", "el triple"), ("quadruple", "cuádruple"), ("quadruple", "el cuádruple"),
)  # fmt: skip
# Verbs that multiply, of the third person, where Spanish has *se* before them.
_MULTIPLYING = tuple(
    (f"{english}{ending}", f"{spanish}{form}")
    for english, spanish in (("doubl", "dupli"), ("tripl", "tripli"), ("quadrupl", "cuadrupli"))
    for ending, form in (
        ("ed", "có"), ("ed", "caron"), ("ed", "cado"), ("es", "ca"), ("e", "can"), ("e", "car"),
    )
)  # fmt: skip
_REFLEXIVE = re.compile(r"\bse $", re.IGNORECASE)
# What both languages write in words in running text (The Chicago Manual of Style 9.3; Fundéu).
_SMALL = {
    "en": "two three four five six seven eight nine ten".split(" "),
    "es": "dos tres cuatro cinco seis siete ocho nueve diez".split(" "),
}
_MONEY = {
    "USD": ("$", "dólares"),
    "EUR": ("€", "euros"),
    "GBP": ("£", "libras"),
    "MXN": ("", "pesos"),
}
_MEASURED = re.compile(r"([\d.,]+)(\s?)((?:[µmcdhkMG]?[mgslLWJ]|ha)(?:[²³]|/[a-zL]{1,3}[²³]?)?)")
_CLOCK = re.compile(r"(\d{1,2}[:.]\d{2})(?:\s?([ap])\.?\s?m\.?)?")
_DAY_OF_MONTH = re.compile(r"(?:(\d{4})|XXXX)-(\d\d)-(\d\d)")
_SPELLINGS = (
    ("this morning", "esta mañana"), ("this afternoon", "esta tarde"), ("tonight", "esta noche"),
    ("last night", "anoche"), ("today", "hoy"), ("yesterday", "ayer"),
    ("yesterday morning", "ayer por la mañana"), ("yesterday afternoon", "ayer por la tarde"),
    ("tomorrow", "mañana"), ("the day before yesterday", "anteayer"),
    ("the day before yesterday", "antier"), ("this week", "esta semana"),
    ("this month", "este mes"), ("this year", "este año"), ("last week", "la semana pasada"),
    ("last month", "el mes pasado"), ("last year", "el año pasado"),
    ("next week", "la próxima semana"), ("next month", "el próximo mes"),
    ("next year", "el próximo año"), ("next year", "el año que viene"),
    ("this weekend", "este fin de semana"), ("at noon", "al mediodía"),
)  # fmt: skip


def shields(
    text: str,
    source: Language,
    target: Language,
    source_marks: numbers.Separators,
    target_marks: numbers.Separators,
    lost: Iterable[str] = (),
) -> list[tuple[int, int, str]]:
    """The figures of ``text`` as (start, end, how the target language writes them): its cardinal
    numbers, and those of the quantities ``lost`` that a rule can say."""
    if source not in ("en", "es") or target not in ("en", "es"):
        return []
    wanted = set(lost)
    found = []
    for match in parity.read(text, source, None, source_marks.decimal):
        if match.text not in wanted:
            continue
        if (day := day_of_month(match, source, target)) is not None:
            opener = re.search(_BEFORE_A_DAY[source], text[: match.start], re.IGNORECASE)
            start = opener.start() if opener else match.start
            found.append((start, match.end, f"{_OPENER[target]}{day}" if opener else day))
        elif (new := measured(match, target, source_marks, target_marks)) is not None:
            found.append((match.start, match.end, new))
        elif (new := in_words(match, source, target)) is not None:
            reflexive = _REFLEXIVE.search(text, 0, match.start) if source == "es" else None
            found.append((reflexive.start() if reflexive else match.start, match.end, new))
    taken = list(found)
    for start, end, new in _cardinals(text, source, target, source_marks, target_marks):
        if not any(s < end and start < e for s, e, _ in taken):
            found.append((start, end, new))
    if text[:1].isupper():
        found = [(s, e, new[:1].upper() + new[1:] if s == 0 else new) for s, e, new in found]
    return sorted(found)


def measured(
    match: QuantityMatch,
    target: Language,
    source_marks: numbers.Separators,
    target_marks: numbers.Separators,
) -> str | None:
    """An amount of money, or a measure whose unit is the same in both languages, or None."""
    if match.value is None:
        return None
    if match.kind is QuantityKind.MONEY and match.unit in _MONEY and not match.per:
        sign, word = _MONEY[match.unit]
        scaled = match.value >= 10**6
        amount = numbers.written(match.value, target, target_marks, scaled=scaled)
        if target == "en":
            return f"{sign}{amount}" if sign else f"{amount} {word}"
        return f"{amount} de {word}" if amount[-1].isalpha() else f"{amount} {word}"
    if match.kind is QuantityKind.MEASURE and (found := _MEASURED.fullmatch(match.text)):
        literals = numbers.literals(found[1], source_marks.decimal)
        amount = literals[0].written(target_marks) if literals else found[1]
        return f"{amount}{found[2]}{found[3]}"
    return None


def in_words(match: QuantityMatch, source: Language, target: Language) -> str | None:
    """An ordinal, a fraction or a day of ``source`` in the words of ``target``, or None."""
    if match.kind is QuantityKind.ORDINAL and match.value is not None:
        if target == "en" and match.value in range(1, 13):
            return _ORDINALS[int(match.value) - 1]
        if target == "es" and match.start == 0 and match.value in range(1, 6):
            return _IN_PLACES[int(match.value) - 1]
    if match.kind is QuantityKind.MULTIPLE and match.value is not None:
        for value, *words in _FRACTIONS:
            if abs(match.value - Decimal(value.numerator) / value.denominator) < Decimal("0.0001"):
                return words[target == "es"]
        ours, theirs = (0, 1) if source == "en" else (1, 0)
        said = match.text.casefold()
        verb = next((pair[theirs] for pair in _MULTIPLYING if pair[ours] == said), None)
        if verb is not None:
            return f"se {verb}" if target == "es" else verb
        return next((pair[theirs] for pair in _MULTIPLES if pair[ours] == said), None)
    if match.kind is QuantityKind.TIME and (clock := _CLOCK.fullmatch(match.text.casefold())):
        half = clock.group(2)
        space = " " if target == "es" else ""
        return clock.group(1) + (f" {half}.{space}m." if half else "")
    if match.kind is QuantityKind.DATE:
        return _days(source, target).get(match.text.casefold())
    return None


_BEFORE_A_DAY = {"en": r"\bon $", "es": r"\bel $"}
_OPENER = {"en": "on ", "es": "el "}


def day_of_month(match: QuantityMatch, source: Language, target: Language) -> str | None:
    """A date with its day and month as ``target`` writes it, or None."""
    from babel.dates import get_month_names

    date = _DAY_OF_MONTH.fullmatch(match.date or "")
    # A day that is told by its name or by another day is not put into digits.
    if date is None or date.group(3).lstrip("0") not in re.findall(r"\d+", match.text):
        return None
    month, day = get_month_names("wide", locale=target)[int(date.group(2))], int(date.group(3))
    year = date.group(1) if date.group(1) and date.group(1) in match.text else None
    if target == "es":
        return f"{day} de {month}" + (f" de {year}" if year else "")
    return f"{month} {day}" + (f", {year}" if year else "")


@cache
def _days(source: Language, target: Language) -> dict[str, str]:
    """Words for days, weeks and weekdays of ``source`` with those of ``target``."""
    from babel.dates import get_day_names

    pairs = list(_SPELLINGS)
    english, spanish = get_day_names("wide", locale="en"), get_day_names("wide", locale="es")
    for day in range(7):
        en, es = english[day], spanish[day]
        pairs += [
            (f"on {en}", f"el {es}"), (f"this {en}", f"este {es}"), (f"last {en}", f"el {es} pasado"),
            (f"last {en}", f"el pasado {es}"), (f"next {en}", f"el próximo {es}"), (en, es),
        ]  # fmt: skip
    table: dict[str, str] = {}
    for en, es in pairs:
        ours, theirs = (en, es) if source == "en" else (es, en)
        table.setdefault(ours.casefold(), theirs)
    return table


def _cardinals(
    text: str,
    source: Language,
    target: Language,
    source_marks: numbers.Separators,
    target_marks: numbers.Separators,
) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for numeral in numerals.find(text, vocabulary(source).numerals, source_marks.decimal):
        if numeral.vague or numeral.lone_one:
            continue
        if numeral.kind is not numerals.NumeralKind.CARDINAL:
            continue
        if numbers.in_code(text, numeral.start):
            continue
        said = text[numeral.start : numeral.end]
        if said.isdigit():
            new = said
        elif not re.search(r"[^\W\d_]", said):
            literals = numbers.literals(said, source_marks.decimal)
            new = next((item.written(target_marks) for item in literals), said)
        elif numeral.value in range(2, 11) and not re.search(r"\d", said):
            new = _SMALL[target][int(numeral.value) - 2]
        else:
            new = numbers.written(
                numeral.value, target, target_marks, scaled=numeral.value >= 10**6
            )
        between = text[found[-1][1] : numeral.start] if found else None
        if between is not None and re.fullmatch(r"\s?%?\s?[-–~/]\s?", between):
            start, _, before = found.pop()
            found.append((start, numeral.end, before + between + new))
        else:
            found.append((numeral.start, numeral.end, new))
    return found
