"""Numbers that are no figures: parts of names, labels, addresses, identifiers, years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from summarizer.brief import Bound, QuantityKind
from summarizer.figures.drafts import Draft, Reading
from summarizer.figures.numerals import NumeralKind
from summarizer.figures.quantity_tokens import HAS_DIGIT, TokenKind
from summarizer.figures.vocabulary import Phrases

FIRST_YEAR, LAST_YEAR = 1500, 2100
# A year without a preposition is taken for one only near the present.
FIRST_LOOSE_YEAR, LAST_LOOSE_YEAR = 1900, 2060
MAX_IDENTIFIER_DIGITS = 9


@dataclass(frozen=True)
class ExclusionWords:
    """``labels`` stand before a number that names instead of counting ("Article 41"); ``indices``
    are names of share indices; after one of ``ranks`` a number alone is a place ("the top three").
    ``streets`` stand behind the number of a house, ``streets_before`` before it. ``glued_openers``
    may be tied to a number by a hyphen ("mid-", "sub-"). ``ordinal_names`` are expressions in which
    an ordinal counts nothing, ``ordinal_leaders`` those that end in it. ``not_names`` are words
    that begin sentences with a capital and are no names. ``half_names`` stand before a half of a
    match or of a year. An ordinal tied to one of ``superlatives`` is a place ("second-most")."""

    labels: frozenset[str]
    indices: frozenset[str]
    ranks: frozenset[str]
    streets: frozenset[str]
    streets_before: frozenset[str]
    glued_openers: frozenset[str]
    ordinal_names: Phrases[str]
    ordinal_leaders: Phrases[str]
    not_names: frozenset[str]
    half_names: frozenset[str]
    superlatives: frozenset[str]


# Each alternative is bounded, so that the time stays linear.
_NOT_FIGURES = re.compile(
    r"""
    (?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2}|:\d{1,5})?(?![\w.]*\d)     # IP address
  | (?<![\w.:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])                # IP address, version 6
  | (?<![\w.,])v?\d{1,4}\.\d{1,4}\.\d{1,4}(?:\.\d{1,6}){0,2}(?:-?(?:alpha|beta|rc)\d{0,3})?
    (?!\w|[.,]\d)                                                           # version
  | (?<!\w)v\d{1,4}(?:\.\d{1,4}){0,3}(?!\w|[.,]\d)                          # v2
  | \b(?:version|versión|release|ios|android|windows|python|chrome|firefox)
    \ \d{1,4}(?:\.\d{1,4}){1,3}(?!\w|[.,]\d)
  | (?<![\w.+])\+\d{1,3}[\ .-]?(?:\(\d{1,4}\)[\ .-]?)?(?:\d{1,4}[\ ./-]?){1,4}\d{2,4}(?!\w)
  | (?<![\w.])\(\d{2,4}\)[\ .-]?\d{3,4}[\ .-]?\d{4}(?!\w)                   # (55) 1234 5678
  | (?<![\w.,-])\d{3}[-.]\d{3}[-.]\d{4}(?![\w-])                            # 555-123-4567
  | (?<![\w.,-])1?-?8\d\d-\d{3}-\d{4}(?!\w)
  | (?<![\w.,-])\d{2}\ \d{4}\ \d{4}(?![\w]|\ \d)                            # 55 1234 5678
  | (?:tel|phone|telefono|whatsapp|fax|call|llame\ al|llamar\ al|cel)\.?:?\ [\d\ ()-]{7,20}
  | (?<![\w.,-])\d{3}-\d{2}-\d{4}(?![\w-])                                  # social security
  | (?<![\w-])97[89]-?\d{1,5}-?\d{1,7}-?\d{1,7}-?[\dx](?![\w-])             # ISBN
  | (?<!\w)\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:z|[+-]\d\d:?\d\d)?  # timestamp
  | (?<![\w.,])\d{1,3}°\d{1,2}['′]\d{0,2}                                   # coordinates
  | (?<![\w/])(?:24/7|9/11|7/24)(?![\w/])
  | (?<![\w.,/])\d{1,9}/0(?![\w/]|[.,]\d)                                   # no number
  | (?<![\w.,/])\d{1,4}/0\d{2,3}(?![\w/]|[.,]\d)                           # resolution 188/011
  | (?<=[.?!"”’]\ )\d{1,2}\.(?=\ |\Z)                                       # place in a list
  | \b(?:industr(?:ia|y)|web)\ \d\.0(?!\w|[.,]\d)
  | (?<!\w)\(\d{1,2}/\d{1,2}\)                                            # place in a thread
  | \A\d{1,2}[.)]\ (?=["“«‘'¿¡(\ ]{0,3}[^\W\d_])                                         # place in a list
  | (?<![\w.,-])7e7s?(?!\w)
  | \b(?:grupo\ de\ los|group\ of)\ (?:7|8|20|24|77)(?!\w|[.,]\d)
  | (?<![\w.,-])7\d7(?:-\d{1,3}(?:er|lr)?|x)(?![\w-])                      # aircraft: 787-9
  | (?<![\w.,-])7\d7(?=\ (?:max|dreamliner|freighter|program|jets?|planes?|airliners?)\b)
  | \b(?:al?|el|del|telefono|numero|linea|marcar|call|called|calling|dial|dialed|dialled|dialing)
    \ (?:112|911|999|061|062|091|092|016|988)(?![\w%]|[.,]\d|\ [^\W\d_]{2,20}s\b)   # emergency
  | \b(?:genesis|exodus|exodo|isaiah|isaias|psalms?|salmos?|proverbs|proverbios|matthew|mateo|mark
    |marcos|luke|lucas|john|juan|acts|hechos|romans|romanos|corinthians|corintios|galatians
    |galatas|ephesians|efesios|hebrews|hebreos|revelation|apocalipsis)
    \ \d{1,3}:\d{1,3}(?:[-–]\d{1,3})?(?!\w|[.,:]\d)                        # verses
  | \b(?:c\.?\ ?p\.?|zip(?:\ code)?|codigo\ postal)\ ?:?\ ?\d{5}(?:-\d{4})?(?!\w)
  | (?<![\w.,])\d{5}\ zip\b
  | \bp\.?\ ?o\.?\ box\ \d{1,7}
  | \b(?:isbn|issn|doi|nasdaq|nyse|bmv|curp|rfc)\ ?:\ ?[\w./-]{2,40}
    """,
    re.VERBOSE,
)
_GROUPED_INTEGER = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def spans(folded: str) -> list[tuple[int, int]]:
    """Where a folded text has addresses, versions and numbers of telephones and the like."""
    if not HAS_DIGIT.search(folded):
        return []
    return [
        match.span()
        for match in _NOT_FIGURES.finditer(folded)
        if not _GROUPED_INTEGER.fullmatch(match.group())
    ]


def is_name(reading: Reading, draft: Draft) -> bool:
    """Whether the number is part of a name or of an identifier: G20, F-16, COVID-19, 5G, 007."""
    numeral = draft.numeral
    if not numeral.in_digits:
        if reading.word(draft.first - 1) == "-" and reading.word(draft.first - 2) == "multi":
            # "a multi-million-dollar deal" tells no amount.
            return True
        return _is_word_of_name(reading, draft)
    if _is_day_of_event(reading, draft):
        return True
    first, last = draft.first, draft.last
    tokens = reading.tokens
    if (
        reading.word(first - 1) == "-"
        and reading.touches(first)
        and reading.word(last) == "-"
        and reading.touches(last)
        and reading.printed(last + 1).isupper()
        and len(reading.printed(last + 1)) > 1
    ):
        # "RL-2023-95334553-APN"
        return True
    if first == numeral.first and reading.touches(first):
        if reading.kind(first - 1) in (TokenKind.WORD, TokenKind.NUMBER):
            return True
        if reading.word(first - 1) in ("-", "–", "/", "_", ".", "#", "&", "\\") and (
            reading.touches(first - 1) and _ends_in_word(reading, first - 2)
        ):
            if reading.word(first - 1) == "." and draft.unit is not None:
                # A full stop without a space: "purchased.80% of"
                return False
            opener = reading.word(first - 2)
            if reading.touches(first - 2) and reading.kind(first - 3) is TokenKind.NUMBER:
                # "5k-20k"
                return False
            return opener not in reading.words.exclusions.glued_openers
        if reading.word(first - 1) in ("#", "№"):
            return True
    elif (
        first == numeral.first
        and reading.word(first) == "-"
        and reading.touches(first)
        and reading.kind(first - 1) is TokenKind.WORD
    ):
        return True
    if last == numeral.last and reading.touches(last):
        if reading.kind(last) is TokenKind.WORD and not reading.word(last).startswith("'"):
            return draft.kind is not QuantityKind.ORDINAL
        if (
            reading.word(last) in ("-", "/")
            and reading.touches(last + 1)
            and reading.kind(last + 1) is TokenKind.NUMBER
            and reading.word(last) == "/"
        ):
            return True
        if (
            reading.word(last) == "-"
            and reading.touches(last + 1)
            and reading.kind(last + 1) is TokenKind.WORD
            and len(reading.word(last + 1)) == 1
        ):
            return True
    if reading.printed(numeral.last - 1) == "G" and numeral.value < 10**10:
        return True
    digits = tokens[numeral.first].word
    if numeral.last == numeral.first + 1 and draft.unit is None and digits.isdigit():
        return (digits.startswith("0") and len(digits) > 1) or len(digits) > MAX_IDENTIFIER_DIGITS
    return False


# The initials of the Spanish months.
_MONTH_INITIALS = frozenset("EFMAJSOND")


def _is_day_of_event(reading: Reading, draft: Draft) -> bool:
    """Whether a day and the initial of its month name what happened then: "el 11-S", "el 23F"."""
    first = draft.numeral.first
    day, at = reading.word(first), first + 1
    # The M of "15M" may be taken for millions by now.
    if draft.first != first or draft.numeral.last > first + 2:
        return False
    if not (day.isdigit() and len(day) <= 2 and 1 <= int(day) <= 31):
        return False
    if not reading.touches(at):
        return False
    hyphened = reading.word(at) in ("-", "–") and reading.touches(at + 1)
    initial = at + 1 if hyphened else at
    if reading.printed(initial) not in _MONTH_INITIALS:
        return False
    if reading.touches(initial + 1) and reading.kind(initial + 1) is not TokenKind.PUNCTUATION:
        return False
    dates = reading.words.dates
    return hyphened or (dates.day_first and reading.word(at - 2) in dates.day_openers)


def _ends_in_word(reading: Reading, index: int) -> bool:
    """Whether a word, or a number tied to one, stands at ``index``: "COVID", "scp2"."""
    if reading.kind(index) is TokenKind.WORD:
        return True
    return (
        reading.kind(index) is TokenKind.NUMBER
        and reading.touches(index)
        and reading.kind(index - 1) is TokenKind.WORD
    )


# Letters that number words of English and Spanish don't have.
_FOREIGN = re.compile("[àâãêèëîìïôòõùûçøåäö]", re.IGNORECASE)


def _is_word_of_name(reading: Reading, draft: Draft) -> bool:
    """Number words in names: "Big Five" and "Seven Network", but not at the head of a sentence."""
    first = draft.numeral.first
    if draft.unit is not None or draft.numeral.scaled or draft.numeral.vague:
        return False
    if not reading.is_capitalised(first) or reading.starts_sentence(first):
        return False
    printed = reading.printed(first)
    if len(printed) > 2 and printed.isupper() and not reading.all_capitals:
        # "la ONCE"
        return True
    if _FOREIGN.search(printed):
        # "el fiscal Três"
        return True
    return reading.is_capitalised(first - 1) or reading.is_capitalised(draft.numeral.last)


def is_label(reading: Reading, draft: Draft) -> bool:
    """Whether the number names one of several things: Article 41, iPhone 11, Highway 35."""
    words = reading.words.exclusions
    if draft.unit is not None or draft.low is not None or draft.numeral.vague:
        return False
    first = draft.first
    if reading.starts_line(first):
        return False
    before = reading.word(first - 1)
    if before == "." and reading.touches(first - 1):
        before = reading.word(first - 2)
        if before in ("no", "num", "art", "nos", "nr", "nrs", "sec", "ch", "p", "pp", "vol", "fig"):
            return True
    if before in ("º", "°") and reading.word(first - 2) in ("n", "no"):
        return True
    whole = draft.value is not None and draft.value == draft.value.to_integral_value()
    if before in words.labels and draft.bound is Bound.EXACT and whole:
        return True
    if (
        reading.words.counting.noun_first
        and draft.numeral.in_digits
        and draft.bound is Bound.EXACT
        and whole
        and before in reading.words.counting.adjectives
        and reading.word(first - 2) in words.labels
    ):
        # "situación operativa 2"
        return True
    if before in words.indices and reading.is_capitalised(first - 1):
        return True
    if _is_address(reading, draft):
        return True
    if not draft.numeral.in_digits or draft.numeral.scaled:
        return False
    value = draft.value
    if value is None or value != value.to_integral_value() or value < 0:
        return False
    if "," in reading.word(draft.numeral.first) or draft.numeral.kind is not NumeralKind.CARDINAL:
        return False
    if not reading.is_capitalised(first - 1) or reading.word(first - 1) in words.not_names:
        return False
    if reading.starts_sentence(first - 1) and not reading.is_capitalised(first - 2):
        return not _counts_something(reading, draft) and value < 1000
    # A name stands before it: "the iPhone 11", "Euro 2020", but "Ford 13000 workers".
    return value < 10000 and not (_counts_something(reading, draft) and value >= 20)


def _counts_something(reading: Reading, draft: Draft) -> bool:
    """Whether a plain plural noun follows."""
    words = reading.words.counting
    for at in range(draft.last, min(draft.last + 4, len(reading.tokens))):
        if reading.kind(at) is not TokenKind.WORD or reading.word(at) in words.stops:
            return False
        if words.is_plural(reading.word(at)) and not reading.is_capitalised(at):
            return True
    return False


def _is_address(reading: Reading, draft: Draft) -> bool:
    words = reading.words.exclusions
    for at in range(draft.last, min(draft.last + 5, len(reading.tokens))):
        if reading.word(at) in words.streets and at > draft.last:
            return all(
                reading.is_capitalised(k) or reading.kind(k) is TokenKind.NUMBER
                for k in range(draft.last, at + 1)
            )
        if not reading.is_capitalised(at):
            break
    for at in range(draft.first - 1, max(draft.first - 6, -1), -1):
        if reading.word(at) in words.streets_before:
            return reading.is_capitalised(draft.first - 1) or at == draft.first - 1
        if not (reading.is_capitalised(at) or reading.word(at) in ("de", "la", "del", ".", "no")):
            break
    return False


def counts_behind(reading: Reading, draft: Draft) -> bool:
    """Whether what the number counts stands behind it."""
    if draft.counts is None or draft.counts.span is None:
        return False
    return draft.counts.span.start >= reading.tokens[draft.first].start


def is_rank(reading: Reading, draft: Draft) -> bool:
    """Whether a number alone is a place in an order: "the bottom three", "the last 16"."""
    return (
        draft.unit is None
        and draft.low is None
        and not counts_behind(reading, draft)
        and draft.value is not None
        and reading.word(draft.first - 1) in reading.words.exclusions.ranks
    )


def _is_second(reading: Reading, draft: Draft) -> bool:
    """Whether an ordinal is a unit of time: "requests per second", "una vez por segundo"."""
    units = reading.words.units
    return (
        units.per.at(reading.tokens, draft.first - 1) is not None
        and units.names.at(reading.tokens, draft.first) is not None
    )


def is_tie_break(reading: Reading, before: Draft, draft: Draft) -> bool:
    """Whether a number in brackets tells how a set was decided: "7-6 (5)"."""
    return (
        before.kind is QuantityKind.SCORE
        and draft.kind is QuantityKind.NUMBER
        and before.last == draft.first - 1
        and reading.word(draft.first - 1) == "("
        and reading.word(draft.last) == ")"
    )


def is_mere_word(reading: Reading, draft: Draft) -> bool:
    """Whether an ordinal, a half or a one counts nothing: "first lady", "second half", "one"."""
    words = reading.words.exclusions
    numeral = draft.numeral
    if reading.word(numeral.first) == "scores" and numeral.last == numeral.first + 1:
        # "He scores goals", but "scores of goals".
        return reading.word(numeral.last) not in ("of", "more") and draft.unit is None
    if draft.kind is QuantityKind.ORDINAL:
        if numeral.in_digits:
            street = reading.word(draft.last) in words.streets
            return _is_address(reading, draft) or (street and reading.is_capitalised(draft.last))
        if words.ordinal_names.at(reading.tokens, draft.first) is not None:
            return True
        if draft.last in reading.numbers and not reading.touches(draft.last):
            # "los primeros dos meses"
            return True
        if _is_second(reading, draft):
            return True
        if words.ordinal_leaders.ending(reading.tokens, draft.last) is not None:
            return True
        return (
            reading.word(draft.last) == "-"
            and reading.touches(draft.last)
            and not reading.word(draft.last + 1).endswith("est")
            and reading.word(draft.last + 1) not in words.superlatives
        )
    if reading.word(numeral.first) == "dozen" and reading.word(numeral.first - 1).endswith("'s"):
        return True
    if numeral.kind is NumeralKind.FRACTION and draft.unit is None and not numeral.in_digits:
        if reading.word(draft.first - 1) in words.half_names and draft.value == Decimal("0.5"):
            return True
        if reading.word(draft.last) == "-" and reading.touches(draft.last):
            return True
        return reading.word(draft.last - 1) in ("medio", "media", "medios", "medias") and (
            draft.value == Decimal("0.5")
        )
    return False


def as_year(reading: Reading, draft: Draft) -> str | None:
    """The year that four digits alone most likely are, or None."""
    numeral = draft.numeral
    if draft.kind is not QuantityKind.NUMBER or draft.value is None or draft.unit is not None:
        return None
    if numeral.last != numeral.first + 1 or draft.per is not None:
        return None
    digits = reading.word(numeral.first)
    if not (digits.isdigit() and len(digits) == 4):
        return None
    if not FIRST_LOOSE_YEAR <= draft.value <= LAST_LOOSE_YEAR:
        return None
    if draft.bound is not Bound.EXACT and _counts_something(reading, draft):
        return None
    if draft.value % 100 == 0 and (
        draft.bound is not Bound.EXACT or _counts_something(reading, draft)
    ):
        return None
    if draft.change is not None or draft.changed_from is not None:
        return None
    return digits
