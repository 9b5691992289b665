"""A sentence made ready for a model, and the model's words made ready for a reader.

What the model reads is plain: straight quotation marks and hyphens, a full stop at the end, figures
in a form that it knows, and stand-ins for what it could mangle. What it writes gets back what was
shielded, the numbers and marks of its language, and the ending of the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer.brief import Language
from summarizer.figures import numerals
from summarizer.figures.gazetteer import gazetteer
from summarizer.figures.vocabulary import vocabulary
from summarizer.translating import numbers, shielding
from summarizer.translating.engine import Attention, Translation
from summarizer.translating.rewriting import Replacement, Rewriting

# What a model trained on plain text reads instead. With typographic marks the en→es model keeps
# the quotation marks of 2% of quoted sentences, with straight ones of 97% (es→en: 68% and 94%).
_PLAIN = {
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚ʼ´`", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2212", "-"),
    **dict.fromkeys("\u00a0\u2009\u202f\u2007\u3000\t", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e", ""),
    "ﬁ": "fi",
    "ﬂ": "fl",
}
_RARE_LETTERS = re.compile("[ñÑüÜöÖäÄçÇßøØåÅãõŁłšŠžŽčČğş]")
_DASH = re.compile(r"\s*[–—]\s*")
_RANGE_DASH = re.compile(r"(?<=\d)[–—](?=\d)")
_ENDING = re.compile(r"[.!?:;][\"')\]]*$|[.!?:;]$")
_ELLIPSIS = re.compile(r"\s*(?:…|\.{3,})\s*$")
# Signs of currencies and abbreviations that a model mangles ("C£5", "400 bian"), in words.
_CURRENCY = {
    "en": {
        "€": "euros", "£": "pounds", "¥": "yen", "US$": "dollars", "C$": "Canadian dollars",
        "CA$": "Canadian dollars", "A$": "Australian dollars", "AU$": "Australian dollars",
        "NZ$": "New Zealand dollars", "HK$": "Hong Kong dollars", "S$": "Singapore dollars",
        "R$": "reais", "MX$": "Mexican pesos",
    },
    "es": {
        "€": "euros", "£": "libras", "¥": "yenes", "US$": "dólares", "U$S": "dólares",
        "R$": "reales", "MX$": "pesos mexicanos",
    },
}  # fmt: skip
_SIGN = re.compile(r"(?:€|£|¥|(?<![\w$])[A-Z]{1,2}\$S?)")
_SIGN_ALONE = re.compile(r"(?<=\sde\s)(?:€|£|¥)(?!\s?\d)")
_SHORT_SCALE = re.compile(r"\s?(?:m|mn|mln)\b", re.IGNORECASE)
_MILLIONS_OF = re.compile(r"\s?md([pde])\b")
_ABBREVIATED = {
    "en": {
        "mph": "miles per hour", "lb": "pounds", "lbs": "pounds", "ft": "feet", "oz": "ounces",
        "sq ft": "square feet", "mi": "miles", "yd": "yards", "yds": "yards",
    },
    "es": {"hrs": "horas", "hs": "horas", "mts": "metros", "kms": "km"},
}  # fmt: skip
_UNIT = re.compile(r"\s?([a-z]{2,3}(?:\sft)?)\b(?![.-]\w)")

# Signs that a model takes for anything, in words. "<3" is a heart unless something is measured.
_COMPARISON = re.compile(
    r"(?<![\w<>=-])(?P<sign>[<>]=?|[≤≥])"
    r"(?!(?<=<)3(?!\d|[.,%]|\s(?:%|años?|mes|d[ií]as?|horas?|years?|month|days?|hours?|[km]?[gm]\b)))"
    r"\s?(?=\d)"
)
_COMPARED = {
    "en": {">": "more than", ">=": "at least", "<": "less than", "<=": "at most"},
    "es": {">": "más de", ">=": "al menos", "<": "menos de", "<=": "como máximo"},
}


@dataclass(frozen=True)
class Prepared:
    """``reading`` turns the sentence into what the model reads; ``shields`` are (stand-in, its
    span there, what it stands for), ``floats`` (position there, emoji)."""

    reading: Rewriting
    shields: tuple[tuple[str, tuple[int, int], str], ...]
    floats: tuple[tuple[int, str], ...]
    stop_added: bool
    ellipsis: str
    capitals: bool

    @property
    def text(self) -> str:
        return self.reading.new


def prepare(
    text: str,
    language: Language,
    source_marks: numbers.Separators,
    stand_ins: Sequence[str],
    *,
    foreign: frozenset[str] = frozenset(),
    extra: Iterable[tuple[int, int, str]] = (),
) -> Prepared:
    """``text`` for the model.

    Args:
        stand_ins: words that may stand for what is shielded.
        foreign: characters that the model can't read or write.
        extra: more to shield: (start, end, what to put there in the translation).
    """
    shields = _shields(text, foreign, extra)
    floats = [s for s in shields if s.floating]
    held = [s for s in shields if not s.floating]
    names = shielding.stand_ins(text, len(held), stand_ins)
    replacements = [Replacement(s.start, s.end, name) for s, name in zip(held, names, strict=True)]
    replacements += [Replacement(s.start, s.end, "") for s in floats]
    capitals = _in_capitals(text)
    ellipsis = _ELLIPSIS.search(text)
    if ellipsis:
        replacements.append(Replacement(ellipsis.start(), len(text), "."))
    replacements += numbers.joined(text, source_marks)
    replacements += _figures(text, language, source_marks, held)
    replacements += _comparisons(text, language)
    replacements += [Replacement(m.start(), m.end(), "-") for m in _RANGE_DASH.finditer(text)]
    replacements += [Replacement(m.start(), m.end(), " - ") for m in _DASH.finditer(text)]
    replacements += [Replacement(i, i + 1, _PLAIN[c]) for i, c in enumerate(text) if c in _PLAIN]
    if capitals:
        replacements += [
            Replacement(m.start(), m.end(), m.group().capitalize() if i == 0 else _cased(m.group()))
            for i, m in enumerate(re.finditer(r"[^\W\d_]{2,}", text))
        ]
    else:
        replacements += _shouted(text)
    stop_added = not ellipsis and not _ENDING.search(text.rstrip())
    if stop_added:
        replacements.append(Replacement(len(text), len(text), "."))
    reading = Rewriting(text, replacements)
    return Prepared(
        reading,
        tuple(
            (name, reading.forward(s.start, s.end), s.text)
            for s, name in zip(held, names, strict=True)
        ),
        tuple((reading.forward(s.start, s.end)[0], s.text) for s in floats),
        stop_added,
        ellipsis.group().strip() if ellipsis else "",
        capitals,
    )


def _shields(
    text: str, foreign: frozenset[str], extra: Iterable[tuple[int, int, str]]
) -> list[shielding.Shield]:
    found = [shielding.Shield(start, end, words) for start, end, words in extra]
    others = shielding.find(text)
    unknown = "".join(c for c in foreign if c not in _PLAIN and c not in "–—…€£¥¿¡ªº°")
    if unknown:
        # A whole token, since what is left of it would say something else ("≥50", "Erdoğan").
        others += [
            shielding.Shield(m.start(), m.end(), m.group())
            for m in re.finditer(rf"[\w]{{0,40}}[{re.escape(unknown)}]+[\w]{{0,40}}", text)
            if not _COMPARISON.match(text, m.start())
        ]
    for shield in sorted(others, key=lambda s: (s.start, -s.end)):
        if not any(s.start < shield.end and shield.start < s.end for s in found):
            found.append(shield)
    return sorted(found, key=lambda s: s.start)


def _figures(
    text: str,
    language: Language,
    marks: numbers.Separators,
    shields: Sequence[shielding.Shield],
) -> list[Replacement]:
    """Numbers that the languages scale differently ("billion", *billones*) or that mix digits and
    words ("83 mil 500 millones") in digits and millions; the signs and abbreviations around a
    number in words. Those of ``shields`` that hold a sign with its number say it themselves."""
    if language not in ("en", "es"):
        return []
    found = [
        Replacement(m.start(), m.end(), _CURRENCY[language][m.group()])
        for m in _SIGN_ALONE.finditer(text)
    ]
    signs = {m.end(): m for m in _SIGN.finditer(text) if m.group() in _CURRENCY[language]}
    for numeral in numerals.find(text, vocabulary(language).numerals, marks.decimal):
        if numeral.vague or numeral.kind is not numerals.NumeralKind.CARDINAL:
            continue
        if numbers.in_code(text, numeral.start):
            continue
        if any(s.start < numeral.start and numeral.end <= s.end for s in shields):
            continue
        start, end, value = numeral.start, numeral.end, numeral.value
        sign = signs.get(start) or signs.get(start - 1 if text[start - 1 : start].isspace() else -1)
        if sign and (scale := _SHORT_SCALE.match(text, end)):
            end, value = scale.end(), value * 10**6
        if millions := _MILLIONS_OF.match(text, end) if language == "es" else None:
            value *= 10**6
            words = {"p": "pesos", "d": "dólares", "e": "euros"}[millions.group(1)]
            amount = f"{_millions(value, language, marks)} de {words}"
            found.append(Replacement(start, millions.end(), amount))
            continue
        if (
            amount := _amount(text[start:end], value, numeral.in_digits, language, marks)
        ) is not None:
            found.append(Replacement(start, end, amount))
        scaled = value >= 10**6 and bool(re.search(r"[^\W\d_]", text[start:end]))
        if sign:
            found.append(Replacement(sign.start(), start, ""))
        else:
            sign = _SIGN.match(text, end + text[end : end + 1].isspace())
            if sign and sign.group() in ("€", "£", "¥"):
                found.append(Replacement(end, sign.end(), ""))
            else:
                sign = None
        if sign:
            words = (" de " if scaled and language == "es" else " ") + _CURRENCY[language][
                sign.group()
            ]
            found.append(Replacement(end, end, words))
        elif unit := _UNIT.match(text, end):
            if words := _ABBREVIATED[language].get(unit.group(1)):
                found.append(Replacement(end, unit.end(), f" {words}"))
    return found


def _amount(
    said: str, value: Decimal, in_digits: bool, language: Language, marks: numbers.Separators
) -> str | None:
    """A number in the form that a model knows, or None where it has it."""
    if value >= 10**9 and re.search(r"[^\W\d_]", said):
        return _millions(value, language, marks)
    if not in_digits or not re.search(r"[^\W\d_]", said):
        return None
    if value == int(value) and value < 10**6:
        return numbers.written(value, language, marks, scaled=False)
    if re.search(r"\d\s?(?:m|mn|mln|k|bn)\b", said, re.IGNORECASE):
        return _millions(value, language, marks)
    return None


def _millions(value: Decimal, language: Language, marks: numbers.Separators) -> str:
    part = value.scaleb(-6).normalize()
    if -int(part.as_tuple().exponent) > 3 or part < 1:
        return numbers.written(value, language, marks, scaled=False)
    word = "million" if language == "en" else "millones"
    return f"{numbers.written(part, language, marks, scaled=False)} {word}"


def _comparisons(text: str, language: Language) -> list[Replacement]:
    words = _COMPARED.get(language, {})
    return [
        Replacement(m.start(), m.end(), f"{words[sign]} ")
        for m in _COMPARISON.finditer(text)
        if (sign := m["sign"].replace("≤", "<=").replace("≥", ">=")) in words
    ]


def _in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    # 0.8: a headline in capitals may keep a small "de" or a handle.
    return len(letters) >= 12 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


# Words in capitals beside each other: "MAKE AMERICA RICH AGAIN"; one or two may be acronyms.
_SHOUTED = re.compile(r"(?<!\w)[^\W\d_a-zà-ÿ]{2,}(?:\s[^\W\d_a-zà-ÿ]{1,}){2,}(?!\w)")


def _shouted(text: str) -> list[Replacement]:
    """Phrases in capitals within a sentence, in small letters: a model knows few words in capitals
    and mangles the others."""
    return [
        Replacement(run.start() + m.start(), run.start() + m.end(), _cased(m.group()))
        for run in _SHOUTED.finditer(text)
        if sum(len(word) > 3 for word in run.group().split()) >= 2
        for m in re.finditer(r"[^\W\d_]+", run.group())
    ]


def _cased(word: str) -> str:
    entry = gazetteer().find(word.capitalize()) or gazetteer().find(word)
    return (word.capitalize() if len(word) > 3 else word) if entry else word.lower()


def finish(
    prepared: Prepared,
    translation: Translation,
    source: str,
    source_marks: numbers.Separators,
    target_language: Language,
    target_marks: numbers.Separators,
) -> tuple[str, Rewriting]:
    """The text for the reader, and how it came from the model's."""
    hypothesis = translation.text
    shields = shielding.restored(hypothesis, translation.attention, prepared.shields)
    shields += shielding.floated(hypothesis, translation.attention, prepared.floats)
    shields += [
        Replacement(m.start(), m.end(), "")
        for m in _PLACEHOLDER.finditer(hypothesis)
        if m.group().rstrip() not in prepared.text  # one that the model made up
    ]
    others = _rescaled(hypothesis, prepared.text, source_marks, target_language, target_marks)
    others += numbers.localised(hypothesis, prepared.text, source_marks.decimal, target_marks)
    ending = re.search(r"\s*\.{1,3}$|\s*…$", hypothesis)
    if prepared.ellipsis:
        start = ending.start() if ending else len(hypothesis)
        others.append(Replacement(start, len(hypothesis), prepared.ellipsis))
    elif prepared.stop_added and ending:
        others.append(Replacement(ending.start(), len(hypothesis), ""))
    others += _typography(hypothesis, source, target_language)
    others += _spellings(hypothesis, source)
    if prepared.capitals:
        others = [Replacement(r.start, r.end, r.text.upper()) for r in others]
        others += [
            Replacement(m.start(), m.end(), m.group().upper())
            for m in re.finditer(r"[^\W\d_]+", hypothesis)
        ]
    written = Rewriting(hypothesis, [*shields, *others])
    if not _holds(written.new, prepared):
        # A shield that was put inside a number or a name loses to it; it comes first.
        written = Rewriting(hypothesis, shields)
    if not _holds(written.new, prepared):
        lacking = [text for text in _kept(prepared) if text not in written.new]
        end = len(hypothesis)
        written = Rewriting(hypothesis, [*shields, Replacement(end, end, " " + " ".join(lacking))])
    return written.new, written


def _kept(prepared: Prepared) -> list[str]:
    return [text for _, _, text in prepared.shields] + [text for _, text in prepared.floats]


def _holds(text: str, prepared: Prepared) -> bool:
    """Whether everything that was shielded is in ``text``, as often as it was."""
    return all(text.count(kept) >= number for kept, number in Counter(_kept(prepared)).items())


_PLACEHOLDER = re.compile(r"⟦\d{1,2}⟧ ?")
_MANY_MILLIONS = re.compile(r"(\d[\d.,]{0,20}) (million|millones)\b")


def _rescaled(
    text: str,
    read: str,
    source_marks: numbers.Separators,
    language: Language,
    marks: numbers.Separators,
) -> list[Replacement]:
    """Thousands of millions as each language says them: *3.5 billion*, *2,1 billones*."""
    values = {
        item.digits: Decimal(item.whole + (f".{item.decimals}" if item.decimals else ""))
        for item in numbers.literals(read, source_marks.decimal)
    }
    found = []
    for match in _MANY_MILLIONS.finditer(text):
        digits = re.sub(r"\D", "", match.group(1))
        value = values.get(digits)
        if value is None and digits == match.group(1) and digits in re.findall(r"\d+", read):
            value = Decimal(digits)
        if value is not None and value >= 1000:
            new = numbers.written(value * 10**6, language, marks, scaled=True)
            found.append(Replacement(match.start(), match.end(), new))
    return found


def _typography(text: str, source: str, language: Language) -> list[Replacement]:
    """Quotation marks, apostrophes and dashes in the style of the source."""
    found = []
    if re.search("[“”«»„]", source):
        for match in re.finditer('"', text):
            # by what stands before it: a sentence may begin or end inside a quotation
            opening = not match.start() or text[match.start() - 1] in " ([¿¡—–-"
            found.append(Replacement(match.start(), match.end(), "“" if opening else "”"))
    if language == "en" and re.search("[“”’«»]", source):
        found += [
            Replacement(m.start(), m.end(), "’")
            for m in re.finditer(r"(?<=\w)'(?=\w)|(?<=s)'", text)
        ]
    if dash := re.search("[–—]", source):
        found += [
            Replacement(m.start(), m.end(), f" {dash.group()} ")
            for m in re.finditer(r" --? ", text)
        ]
    return found


def _spellings(text: str, source: str) -> list[Replacement]:
    """Names with letters that the model could not write ("Pena" for Peña), as the source has
    them. Letters that English spelling of Spanish places drops anyway (México) are left."""
    known: dict[str, str] = {}
    for word in re.findall(r"[^\W\d_]{3,40}", source):
        if word[0].isupper() and _RARE_LETTERS.search(word):
            known[_bare(word)] = word
    return [
        Replacement(m.start(), m.end(), known[_bare(m.group())])
        for m in re.finditer(r"[^\W\d_]{3,40}", text)
        if known and _bare(m.group()) in known and m.group() != known[_bare(m.group())]
    ]


def misspelled(source: str, target: str) -> list[tuple[int, int, str]]:
    """The names in ``source`` with letters that a model easily drops ("Pea" for Peña) and that
    ``target`` has in no spelling: (start, end, name)."""
    there = {_bare(word) for word in re.findall(r"[^\W\d_]{3,40}", target)}
    return [
        (m.start(), m.end(), m.group())
        for m in re.finditer(r"[^\W\d_]{3,40}", source)
        if m.group()[0].isupper()
        and _RARE_LETTERS.search(m.group())
        and _bare(m.group()) not in there
        and gazetteer().find(m.group()) is None
    ]


def _bare(word: str) -> str:
    return "".join(
        c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)
    ).casefold()


def counterpart(
    span: tuple[int, int],
    prepared: Prepared,
    attention: Attention | None,
    written: Rewriting,
) -> tuple[int, int] | None:
    """Where the part ``span`` of the sentence stands in the text for the reader."""
    if attention is None:
        return None
    found = attention.counterpart(*prepared.reading.forward(*span))
    if found is None:
        return None
    start, end = written.forward(*found)
    text = written.new
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
        end -= 1
    while start and start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return (start, end) if start < end else None
