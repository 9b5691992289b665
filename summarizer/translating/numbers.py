"""Numbers in digits, written as the readers of each language write them.

English: 1,234.5. Spanish: 1.234,5 by default, and 1,234.5 where the setting ``spanish_numbers``
says so, as Mexico and the Spanish-language press of the United States write. Only the separators
change; the digits, and how many decimals there are, stay those of the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from summarizer.brief import Language
from summarizer.translating.rewriting import Replacement

# Spaces that group digits (Real Academia Española, Ortografía, 2010, VIII.2.2.2.1; SI brochure).
_SPACE = "[ \u00a0\u2009\u202f]"
# Beside a stroke, groups of three are numbers ("97 039/1 617 204") and others may be dates.
_LITERAL = re.compile(
    rf"(?<![\w.,:-])(?:\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,6}}(?:[.,]\d{{1,12}})?"
    r"|\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,12})?|\d{1,3}(?:\.\d{3}){1,6}(?:,\d{1,12})?"
    r"|(?<!/)\d{1,15}[.,]\d{1,12}(?!/\d))(?!\d|[.,:]\d|\w)"
)


@dataclass(frozen=True, slots=True)
class Separators:
    """``decimal`` marks decimals, ``group`` groups thousands."""

    decimal: str
    group: str


POINT = Separators(".", ",")
COMMA = Separators(",", ".")


def separators(language: Language, spanish_numbers: str = "1.234,5") -> Separators:
    """Those that translations into ``language`` are written with."""
    return POINT if language == "en" or spanish_numbers == "1,234.5" else COMMA


@dataclass(frozen=True, slots=True)
class Literal:
    """A number in digits at ``start:end``: the digits before and after the decimal mark."""

    start: int
    end: int
    text: str
    whole: str
    decimals: str
    grouped: bool

    @property
    def digits(self) -> str:
        return self.whole + self.decimals

    def written(self, marks: Separators) -> str:
        whole = f"{int(self.whole):,}".replace(",", marks.group) if self.grouped else self.whole
        return f"{whole}{marks.decimal}{self.decimals}" if self.decimals else whole


def literals(text: str, decimal_mark: str | None) -> list[Literal]:
    """The numbers in ``text`` that have separators. ``decimal_mark`` settles numbers such as
    1.234; None takes their separator for one that groups thousands."""
    return [_literal(match, decimal_mark) for match in _LITERAL.finditer(text)]


def _literal(match: re.Match[str], mark: str | None) -> Literal:
    text = match.group()
    spaced = re.sub(_SPACE, "", text)
    found = re.findall(r"[.,]", spaced)
    last = found[-1] if found else ""
    head, _, tail = spaced.rpartition(last) if last else ("", "", spaced)
    if not found:
        whole, decimals = spaced, ""
    elif len(found) > 1 and found[-1] == found[0]:
        whole, decimals = re.sub(r"[.,]", "", spaced), ""
    elif len(found) > 1 or spaced != text:
        whole, decimals = re.sub(r"[.,]", "", head), tail
    elif len(tail) == 3 and len(head) <= 3 and not head.startswith("0") and last != mark:
        whole, decimals = head + tail, ""
    else:
        whole, decimals = head, tail
    grouped = len(whole) > 3 and bool(re.search(r"\D", text[: len(text) - len(decimals) - 1]))
    return Literal(match.start(), match.end(), text, whole, decimals, grouped)


def in_code(text: str, start: int) -> bool:
    """Whether a number that begins at ``start`` belongs to a name ("COVID-19", "DP-3T")."""
    return bool(re.search(r"[^\W\d_][-‐‑]$", text[max(0, start - 2) : start]))


def joined(text: str, marks: Separators) -> list[Replacement]:
    """Replacements that close up numbers grouped by spaces, for a model that would take each group
    for a number of its own."""
    return [
        Replacement(item.start, item.end, item.written(marks))
        for item in literals(text, marks.decimal)
        if re.search(_SPACE, item.text)
    ]


def localised(
    target: str, source: str, source_mark: str | None, marks: Separators
) -> list[Replacement]:
    """Replacements in ``target`` that write each number of ``source`` with ``marks``, whichever
    separators the model has left it with."""
    known: dict[str, Literal] = {}
    for item in literals(source, source_mark):
        known.setdefault(item.digits, item)
    if not known:
        return []
    replacements = []
    for item in literals(target, marks.decimal):
        original = known.get(item.digits)
        if original is not None and item.text != original.written(marks):
            replacements.append(Replacement(item.start, item.end, original.written(marks)))
    return replacements


_SCALES = {
    "en": ((12, "trillion", "trillion"), (9, "billion", "billion"), (6, "million", "million")),
    "es": ((12, "billón", "billones"), (6, "millón", "millones")),
}


def written(value: Decimal, language: Language, marks: Separators, *, scaled: bool) -> str:
    """``value`` in digits, with a word for millions and more if ``scaled``: *3.500 millones*,
    *3.5 billion*. A scale that would need more than three decimals is not used."""
    scale = ""
    if scaled:
        for power, one, many in _SCALES.get(language, ()):
            part = value.scaleb(-power).normalize()
            if abs(part) >= 1 and -int(part.as_tuple().exponent) <= 3:
                value, scale = part, f" {one if part == 1 else many}"
                break
    text = f"{value.normalize():f}"
    whole, _, decimals = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    whole = whole.lstrip("-")
    if len(whole) > 3:
        whole = f"{int(whole):,}".replace(",", marks.group)
    return sign + whole + (marks.decimal + decimals if decimals else "") + scale
