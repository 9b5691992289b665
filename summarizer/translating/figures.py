"""How the target language writes the figures of a sentence, for those that a model lost.

Numbers in digits are written with the marks of the target language; numbers in words, ordinals,
fractions and the commonest words for days are translated by rule, so that a stand-in can carry
them past the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
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
_FRACTIONS = {
    "en": {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth", 10: "a tenth"},
    "es": {
        2: "la mitad", 3: "un tercio", 4: "una cuarta parte", 5: "una quinta parte",
        10: "una décima parte",
    },
}  # fmt: skip
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
    found = [
        (match.start, match.end, new)
        for match in parity.read(text, source, None, source_marks.decimal)
        if match.text in wanted and (new := in_words(match, source, target)) is not None
    ]
    taken = list(found)
    for start, end, new in _cardinals(text, source, target, source_marks, target_marks):
        if not any(s < end and start < e for s, e, _ in taken):
            found.append((start, end, new))
    return sorted(found)


def in_words(match: QuantityMatch, source: Language, target: Language) -> str | None:
    """An ordinal, a fraction or a day of ``source`` in the words of ``target``, or None."""
    if match.kind is QuantityKind.ORDINAL and target == "en" and match.value is not None:
        if match.value in range(1, 13):
            return _ORDINALS[int(match.value) - 1]
    if match.kind is QuantityKind.MULTIPLE and match.value is not None and 0 < match.value < 1:
        for part, words in _FRACTIONS[target].items():
            if abs(match.value - 1 / Decimal(part)) < Decimal("0.0001"):
                return words
    if match.kind is QuantityKind.DATE:
        words = _days(source, target).get(match.text.casefold())
        if words is not None and match.start == 0:
            words = words[0].upper() + words[1:]
        return words
    return None


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
        said = text[numeral.start : numeral.end]
        if said.isdigit():
            new = said
        elif not re.search(r"[^\W\d_]", said):
            literals = numbers.literals(said, source_marks.decimal)
            new = next((item.written(target_marks) for item in literals), said)
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
