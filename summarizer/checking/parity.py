"""Figure parity: whether each quantity of one side stands on the other with the same value.

Both sides are read by the same finder, each with its own language and decimal mark; then values
are compared, not words: *tres mil quinientos millones* equals *3.5 billion*, *1.234,5* equals
*1,234.5*, *el 20 de enero* equals *January 20*.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer.brief import Language, Quantity, QuantityKind
from summarizer.figures import numerals, quantities
from summarizer.figures.match import QuantityMatch
from summarizer.figures.vocabulary import vocabulary

_CALENDAR = frozenset({QuantityKind.DATE, QuantityKind.TIME})
_PERCENT = frozenset({"percent", "percentage-point"})
# Rounded fractions ("a third" has 15 digits, "33%" has two) must still be equal where both are
# exact; this only forgives the last digits of such a division.
_CLOSE = Decimal("1e-9")
# A number whose separator may group thousands or mark decimals: 1.234 or 1,234.
_AMBIGUOUS = re.compile(r"(?<![\d.,])\d{1,3}[.,]\d{3}(?![\d]|[.,]\d)")
_NO_NUMBER = re.compile(r"\b(?:one another|por ciento)\b", re.IGNORECASE)
# Days, months, seasons named without a number, or with a value that only the day of writing
# tells: "ayer" and "yesterday" agree when both are dates.
_UNKNOWN = "X"


@dataclass(frozen=True)
class Parity:
    """``pairs`` are quantities that agree, ``lost`` those of the source that the target lacks,
    ``added`` those of the target that the source lacks. ``codes_lost`` and ``codes_added`` are
    words with digits that are no quantities ("SARS-CoV-2", "N95", the 1 of "table 1") and that
    the other side has no digits for."""

    pairs: tuple[tuple[QuantityMatch, QuantityMatch], ...]
    lost: tuple[QuantityMatch, ...]
    added: tuple[QuantityMatch, ...]
    codes_lost: tuple[str, ...] = ()
    codes_added: tuple[str, ...] = ()

    @property
    def faults(self) -> int:
        return len(self.lost) + len(self.added) + len(self.codes_lost) + len(self.codes_added)


def compare(
    source: str,
    target: str,
    source_language: Language,
    target_language: Language,
    *,
    reference_date: dt.date | None = None,
    source_mark: str | None = None,
    target_mark: str | None = None,
) -> Parity:
    """The parity of two texts that should say the same.

    ``source_mark`` and ``target_mark`` are the decimal marks (``"."`` or ``","``) of the texts
    where they are known. Where a number can be read in two ways and no mark is given, the reading
    with fewer faults counts: a warning that rests on a doubtful reading would be a false alarm.
    """
    best: Parity | None = None
    for s_mark in _marks(source, source_mark, target):
        found = read(source, source_language, reference_date, s_mark)
        for t_mark in _marks(target, target_mark, source):
            other = read(target, target_language, reference_date, t_mark)
            parity = _pair(
                _Sided(source, source_language, found), _Sided(target, target_language, other)
            )
            if best is None or parity.faults < best.faults:
                best = parity
            if not best.faults:
                return best
    assert best is not None
    return best


@functools.lru_cache(maxsize=1024)
def read(
    text: str,
    language: Language,
    reference_date: dt.date | None = None,
    mark: str | None = None,
) -> tuple[QuantityMatch, ...]:
    """The quantities of ``text``, or none for a language without a finder. A text is compared with
    many translations, so that what was found in it last is remembered."""
    if language not in ("en", "es"):
        return ()
    found = quantities.find(text, language, reference_date, decimal_mark=mark)
    idioms = [idiom.span() for idiom in _NO_NUMBER.finditer(text)]
    return tuple(
        match
        for match in found
        if match.unit or not any(s <= match.start and match.end <= e for s, e in idioms)
    )


def _marks(text: str, known: str | None, other: str) -> tuple[str | None, ...]:
    """The decimal marks to read ``text`` with. Another than the usual one only where ``other`` has
    the same digits: *2,235* may be "2.235", *3.500* is never "3.5"."""
    doubtful = _AMBIGUOUS.findall(text)
    if known is not None or not doubtful:
        return (known,)
    there = {re.sub(r"\D", "", run) for run in _DIGITS.findall(other)}
    if not all(re.sub(r"\D", "", run) in there for run in doubtful):
        return (None,)
    return (None, ".", ",")


@dataclass(frozen=True)
class _Sided:
    """One text with what was found in it."""

    text: str
    language: Language
    found: tuple[QuantityMatch, ...]

    @functools.cached_property
    def values(self) -> frozenset[Decimal]:
        """Every number that stands in the text in digits or words, whatever it measures."""
        return frozenset(numeral.value for numeral in self._numerals)

    def unpaired(self, paired: Sequence[QuantityMatch]) -> frozenset[Decimal]:
        """The numbers in the text outside of ``paired`` and of codes: of "the last two" and "the
        first person" the finder makes no quantity."""
        return frozenset(
            numeral.value
            for numeral in self._numerals
            if not any(m.start < numeral.end and numeral.start < m.end for m in paired)
            and self.text[max(0, numeral.start - 1) : numeral.start] not in ("-", "\u2011")
        )

    @functools.cached_property
    def _numerals(self) -> tuple[numerals.Numeral, ...]:
        if self.language not in ("en", "es"):
            return ()
        return tuple(numerals.find(self.text, vocabulary(self.language).numerals))

    @functools.cached_property
    def digits(self) -> frozenset[str]:
        """Every run of digits in the text, without separators."""
        return frozenset(re.sub(r"\D", "", run) for run in _DIGITS.findall(self.text))


def _pair(source: _Sided, target: _Sided) -> Parity:
    left, free = list(source.found), dict(enumerate(target.found))
    pairs: list[tuple[QuantityMatch, QuantityMatch]] = []
    # Those of one unit first: "two hours" is not the counterpart of *dos hombres*.
    for alike in (_alike, agree):
        alone = []
        for match in left:
            place = next((place for place, other in free.items() if alike(match, other)), None)
            if place is None:
                alone.append(match)
            else:
                pairs.append((match, free.pop(place)))
        left = alone
    taken = frozenset(id(match) for pair in pairs for match in pair)
    lost = [m for m in left if not _stands(m, target.found, source.text, target.text, taken)]
    added = [
        m for m in free.values() if not _stands(m, source.found, target.text, source.text, taken)
    ]
    for match in list(lost):
        if worded := _same_numbers(match, source, added):
            lost.remove(match)
            added = [m for m in added if m not in worded]
    for match in list(added):
        if worded := _same_numbers(match, target, lost):
            added.remove(match)
            lost = [m for m in lost if m not in worded]
    if lost:
        unpaired = target.unpaired([other for _, other in pairs])
        lost = [m for m in lost if not _said_otherwise(m, target) and not _is_among(m, unpaired)]
    if added:
        unpaired = source.unpaired([match for match, _ in pairs])
        added = [m for m in added if not _may_be_idiom(m) and not _is_among(m, unpaired)]
    return Parity(
        tuple(pairs), tuple(lost), tuple(added), _codes(source, target), _codes(target, source)
    )


def _is_among(match: QuantityMatch, values: frozenset[Decimal]) -> bool:
    """Whether a plain number in words is one of ``values``."""
    return (
        match.kind in (QuantityKind.NUMBER, QuantityKind.ORDINAL, QuantityKind.MULTIPLE)
        and match.value in values
        and match.unit is None
        and not any(map(str.isdigit, match.text))
    )


def _same_numbers(
    match: QuantityMatch, side: _Sided, others: Sequence[QuantityMatch]
) -> list[QuantityMatch]:
    """Those of ``others`` that are the numbers by which ``match`` of ``side`` is told: *una de cada
    seis personas* is "one person in six". Empty unless all of them are there."""
    if match.kind not in (QuantityKind.MULTIPLE, QuantityKind.NUMBER) or not others:
        return []
    words = vocabulary(side.language).numerals
    told = {
        numeral.value
        for word in re.findall(r"[^\W_]+", match.text)
        for numeral in numerals.find(word, words)
        if numeral.value >= 2
    }
    plain = [m for m in others if m.kind is QuantityKind.NUMBER and m.value in told]
    return plain if told and {m.value for m in plain} == told else []


# Words that say a number without being one to the finder: *las primeras etapas* are the early
# stages, "to double" is *duplicar*.
_WORDS_FOR = {
    ("en", Decimal(1), True): re.compile(
        r"\b(?:early|earli\w+|initial\w*|beginning|onset|prime|primary|start)\b", re.I
    ),
    ("es", Decimal(1), True): re.compile(
        r"\b(?:inici\w+|principi\w+|tempran\w+|comienzos?|primari[oa]s?|primordial\w*|antes"
        r"|primer[oa]s?|primer)\b",
        re.I,
    ),
    ("en", Decimal(1), False): re.compile(r"\b(?:an?|one)\b", re.I),
    ("es", Decimal(1), False): re.compile(r"\bun[oa]?\b", re.I),
    ("en", Decimal(2), False): re.compile(r"\b(?:doubl\w+|twice|twofold|both|pair|couple)\b", re.I),
    ("es", Decimal(2), False): re.compile(
        r"\b(?:doble\w*|dupli\w+|dos veces|ambos|ambas|par|pareja)\b", re.I
    ),
    ("en", Decimal(3), False): re.compile(r"\b(?:tripl\w+|threefold|three times)\b", re.I),
    ("es", Decimal(3), False): re.compile(r"\b(?:tripl\w+|tres veces)\b", re.I),
    ("en", Decimal("0.5"), False): re.compile(r"\b(?:half|halv\w+|mid\w*)\b", re.I),
    ("es", Decimal("0.5"), False): re.compile(r"\b(?:mitad\w*|medi[oa]s?)\b", re.I),
}


def _said_otherwise(match: QuantityMatch, target: _Sided) -> bool:
    """Whether a small quantity in words stands in the target in words that the finder takes for no
    quantity."""
    if match.value is None or any(map(str.isdigit, match.text)) or match.unit in _PERCENT:
        return False
    words = _WORDS_FOR.get((target.language, match.value, match.kind is QuantityKind.ORDINAL))
    return words is not None and bool(words.search(target.text))


def _codes(text: _Sided, other: _Sided) -> tuple[str, ...]:
    """The words with digits in ``text`` that no quantity covers and whose digits ``other`` lacks,
    in digits and in words."""
    missing: list[str] = []
    for run in _GROUPED.finditer(text.text):
        if re.sub(r"\D", "", run.group()) in other.digits:
            runs = []  # "97 039" there is "97,039" here
        else:
            runs = _DIGITS.finditer(text.text, run.start(), run.end())
        missing += _codes_in(runs, text, other)
    return tuple(dict.fromkeys(missing))


def _codes_in(runs: Iterable[re.Match[str]], text: _Sided, other: _Sided) -> list[str]:
    missing: list[str] = []
    for run in runs:
        if any(m.start < run.end() and run.start() < m.end for m in text.found):
            continue
        digits = re.sub(r"\D", "", run.group())
        if digits in other.digits:
            continue
        if Decimal(digits) in other.values:
            continue
        missing.append(_token(text.text, run.start(), run.end()))
    return missing


def _token(text: str, start: int, end: int) -> str:
    """The word around ``start:end``, of letters, digits and hyphens."""
    # 30: names of viruses and aeroplanes are shorter; it bounds the work on hostile text.
    first, last = max(0, start - 30), end + 30
    before = re.search(r"[\w-]*$", text[first:start])
    after = re.match(r"[\w-]*", text[end:last])
    assert before is not None
    assert after is not None
    return text[first + before.start() : end + after.end()].strip("-")


def agree(a: QuantityMatch | Quantity, b: QuantityMatch | Quantity) -> bool:
    """Whether two quantities have the same value and units that don't contradict each other."""
    if a.kind in _CALENDAR or b.kind in _CALENDAR:
        return _same_moment(a, b)
    return _same_value(a, b) and _same_unit(a, b)


def _alike(a: QuantityMatch, b: QuantityMatch) -> bool:
    return a.kind is b.kind and a.unit == b.unit and agree(a, b)


def _same_moment(a, b) -> bool:
    if a.kind in _CALENDAR and b.kind in _CALENDAR:
        if a.date is None and b.date is None:
            return a.value == b.value
        if a.date is None or b.date is None:
            # "this century" may be *el siglo XXI*, and is not 2003.
            return not any(map(str.isdigit, _text_of(a) + _text_of(b)))
        return (
            a.date == b.date
            or _same_but_for_untold(a, b)
            or (_same_date(a.date, b.date) and _says_all(a, b) and _says_all(b, a))
        )
    # A year that one side's reader takes for a plain number.
    date, other = (a, b) if a.kind in _CALENDAR else (b, a)
    return date.date is not None and other.value is not None and date.date == f"{other.value:f}"


_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])|['’/.-][0-9]{2}(?![0-9])")


_THIS = re.compile(r"^(?:este|this) ", re.IGNORECASE)


def _same_but_for_untold(a, b) -> bool:
    """Whether two dates differ in what neither text says: the year of "March 3", the week of
    "Friday". A reader takes them from the verbs around, which need not agree in two languages."""
    one, other = (_THIS.sub("", _text_of(each)) for each in (a, b))
    if not (a.date[:4].isdigit() and b.date[:4].isdigit()):
        return False
    if one.isalpha() and other.isalpha():
        days = _day(a.date), _day(b.date)
        if None not in days:
            return (days[0] - days[1]).days in (7, -7)
    if _YEAR.search(one) or _YEAR.search(other):
        return False
    return _without_years(a.date) == _without_years(b.date) != ""


def _day(date: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date)
    except ValueError:
        return None


def _without_years(date: str) -> str:
    """``03-04/03-05`` of ``2020-03-04/2020-03-05``; empty for a year alone."""
    return "/".join(end[5:] for end in date.split("/")).strip("/")


def _says_all(a, b) -> bool:
    """Whether the date of ``b`` has each number that ``a`` has in digits: "March 2020" says more
    than "March", whichever year a reader would take for that."""
    told = {int(run) for run in re.findall(r"[0-9]{1,4}", _text_of(a))}
    known = {int(part) for part in re.findall(r"[0-9]{1,4}", b.date)}
    shown = {int(run) for run in re.findall(r"[0-9]{1,4}", _text_of(b))}
    # A year in two digits is known by its end.
    return all(n in known or n in shown or any(k % 100 == n for k in known) for n in told)


def _text_of(quantity: QuantityMatch | Quantity) -> str:
    return quantity.text if isinstance(quantity, QuantityMatch) else quantity.mentions[0].text


def _same_date(a: str, b: str) -> bool:
    """Equal where both tell something: ``XXXX-01-20`` and ``2026-01-20`` agree."""
    if a == b:
        return True
    one, other = a.split("/"), b.split("/")
    if len(one) != len(other):
        return False
    return all(_same_day(x, y) for x, y in zip(one, other, strict=True))


def _same_day(a: str, b: str) -> bool:
    one, other = a.split("-"), b.split("-")
    return all(
        x == y or _UNKNOWN in x or _UNKNOWN in y for x, y in zip(one, other, strict=False)
    ) and (len(one) == len(other) or _UNKNOWN not in one[0] + other[0])


def _same_value(a, b) -> bool:
    if a.low in _TENS and b.low in _TENS:
        return True
    if a.value is not None and b.value is not None:
        return _close(a.value, b.value)
    if a.value is None and b.value is None:
        if None in (a.low, a.high, b.low, b.high):
            return (a.low, a.high) == (b.low, b.high)
        return _close(a.low, b.low) and _close(a.high, b.high)
    one, both = (a, b) if a.value is not None else (b, a)
    # "miles" and "thousands" may be read as a range on one side and as the power on the other.
    return (
        both.kind is QuantityKind.NUMBER
        and both.low is not None
        and (_close(one.value, both.low) and both.high == 10 * both.low)
    )


def _close(a: Decimal, b: Decimal) -> bool:
    return a == b or abs(a - b) <= _CLOSE * max(abs(a), abs(b))


def _same_unit(a, b) -> bool:
    if a.unit == b.unit or a.unit is None or b.unit is None:
        # A percentage that lost its sign is another figure.
        return bool(_PERCENT & {a.unit}) == bool(_PERCENT & {b.unit})
    if a.unit in _TONS and b.unit in _TONS:
        return True
    if QuantityKind.MONEY in (a.kind, b.kind) and a.kind == b.kind:
        # A dollar sign is read as the currency of the country that the text is about.
        return "$" in _text_of(a) + _text_of(b)
    return False


def without_support(
    matches: Sequence[QuantityMatch],
    others: Sequence[QuantityMatch],
    text: str,
    other_text: str,
) -> tuple[QuantityMatch, ...]:
    """The quantities ``matches`` of ``text`` that nothing in ``other_text``, whose quantities are
    ``others``, bears out: none agrees, no two are the ends of a range, no name has the digits."""
    return tuple(match for match in matches if not _stands(match, others, text, other_text))


def _stands(
    match: QuantityMatch,
    others: Sequence[QuantityMatch],
    text: str,
    other_text: str,
    paired: frozenset[int] = frozenset(),
) -> bool:
    """Whether ``match`` has support on the other side although no free quantity there agrees:
    it is said twice here and once there (in the same unit as that of one whose id is in
    ``paired``); a range here is two numbers there, or the reverse; or its digits stand there in
    what the finder takes for a name ("Fig.3", "H1N1")."""
    if any(
        (_alike if id(other) in paired else agree)(match, other) or _is_end_of(match, other)
        for other in others
    ):
        return True
    if match.low is not None and match.high is not None and _has_ends(match, others):
        return True
    if _says_literally(match, other_text):
        return True
    if match.kind is QuantityKind.DATE and _says_in_words(match, other_text):
        return True
    if match.kind not in (QuantityKind.NUMBER, QuantityKind.DATE):
        return False
    digits = _DIGITS.findall(match.text)
    standing = {run.replace(",", ".") for run in _DIGITS.findall(other_text)}
    return (
        bool(digits)
        and not _SCALED.search(match.text)
        and standing.issuperset(run.replace(",", ".") for run in digits)
    )


def _is_end_of(match: QuantityMatch, other: QuantityMatch) -> bool:
    """Whether ``match`` is an end of the range ``other``. The unit stands with the last one."""
    if match.value is None or other.low is None or other.high is None:
        return False
    if _close(match.value, other.high) and _same_unit(match, other):
        return True
    return _close(match.value, other.low) and (match.unit is None or _same_unit(match, other))


def _has_ends(match: QuantityMatch, others: Sequence[QuantityMatch]) -> bool:
    """Whether both ends of the range ``match`` stand among ``others``, the last with its unit."""
    ends = [(v, o) for o in others for v in (o.value, o.low, o.high) if v is not None]
    return any(_close(match.low, v) for v, _ in ends) and any(
        _close(match.high, v) and _same_unit(match, other) for v, other in ends
    )


def _says_literally(match: QuantityMatch, other_text: str) -> bool:
    """Whether a date, or a word of digits and letters, stands in ``other_text`` letter by letter:
    the line under a post keeps the language of the site, and *4T* is no four tonnes."""
    if match.kind is not QuantityKind.DATE and not re.fullmatch(r"\d+[^\W\d_]+", match.text):
        return False
    return any(map(str.isdigit, match.text)) and bool(
        re.search(rf"(?<!\w){re.escape(match.text)}(?!\w)", other_text, re.IGNORECASE)
    )


def _says_in_words(match: QuantityMatch, other_text: str) -> bool:
    """Whether a date without digits stands in ``other_text`` in words that the finder does not take
    for one: the month of "March data", the day of *actualmente*."""
    if any(map(str.isdigit, match.text)):
        return False
    if match.text.casefold() in ("today", "hoy"):
        return bool(_NOWADAYS.search(other_text))
    month = re.fullmatch(r"(?:XXXX|\d{4})-(\d\d)", match.date or "")
    return month is not None and bool(_month(int(month.group(1))).search(other_text))


@functools.cache
def _month(number: int) -> re.Pattern[str]:
    """The name of a month in both languages. English "may" and "march" are months in capitals."""
    from babel.dates import get_month_names

    english, spanish = (get_month_names("wide", locale=locale)[number] for locale in ("en", "es"))
    return re.compile(rf"\b(?:{english}|{spanish}|{spanish.capitalize()})\b")


def _may_be_idiom(match: QuantityMatch) -> bool:
    """Whether a quantity that only the translation has may be mere wording: "twice" becomes *dos
    veces*, "early" *las primeras*, "daily" *en un día*, "average" *medio*."""
    return match.value is not None and match.value <= 2 and not any(map(str.isdigit, match.text))


# *Decenas* are tens and "dozens" twelves, and each is the translation of the other.
_TENS = frozenset({Decimal(10), Decimal(12)})
_TONS = frozenset({"ton", "tonne", "metric-ton"})
_NOWADAYS = re.compile(r"\b(?:actual(?:mente|idad)|hoy|ahora|currently|now|nowadays|today)\b", re.I)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d+(?:[.,]\d+|[ \u00a0\u2009\u202f]\d{3}(?!\d))*")
# A number with a word such as *million* is more than its digits.
_SCALED = re.compile(r"[^\W\d]{3,}")
