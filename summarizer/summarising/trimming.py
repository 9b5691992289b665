"""What a sentence can lose, so that it stands alone, with its grammar intact.

Every rule takes away a part at the sentence's edge or a whole bracket; none changes a word inside.
A sentence that a rule would leave without its first words or too short is left as it is.
"""

from __future__ import annotations

import re

from summarizer.brief import Language
from summarizer.summarising import lexicon
from summarizer.summarising.lexicon import Lexicon

_AGENCIES = (
    "CNN|AP|AFP|EFE|dpa|DPA|Reuters|REUTERS|Xinhua|ANSA|UPI|BBC|Bloomberg|Notimex|NOTIMEX|Télam"
    "|EUROPA PRESS|Europa Press|EP|CNN Español|EFECOM|Infobae|CNN Student News|IPS|PA|RFI|DW"
)
_DASH = r"(?:--|[-–—])"
_DATELINES = [
    # "(CNN) -- ", "Los Angeles (CNN)", "MADRID, 20 Ene. (EUROPA PRESS) - ", "Lima, 3 mar (EFE).- "
    re.compile(rf"(?:[^\W_][^()\n\"“«]{{0,50}})?\((?:{_AGENCIES})\)\s{{0,3}}(?:\.?\s?{_DASH}\s?)?"),
    # "Ciudad de México.- ", "Caracas, 5 de mayo.– "
    re.compile(
        rf"[A-ZÁÉÍÓÚÑ][\w áéíóúñÁÉÍÓÚÑ,'’/]{{2,50}}\.\s?{_DASH}\s{{1,3}}(?=[¿¡“«\"A-ZÁÉÍÓÚÑ])"
    ),
    # "By Ann Lee: "
    re.compile(r"(?:By|BY|Por|POR) (?:[A-ZÁÉÍÓÚÑ][\w.'’-]{1,20} ?){2,4}: "),
    # "WASHINGTON — ", "MEXICO CITY, March 3 - "
    re.compile(
        r"[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ .'’]{2,30}(?:, [A-Z][\w.]{1,12}(?: \d{1,2})?)?\s(?:--|[-–—])\s"
        r"(?=[¿¡“«\"A-ZÁÉÍÓÚÑ])"
    ),
    # "New Delhi — "
    re.compile(r"(?:[A-Z][\w'’]{1,15} ){1,2}(?:--|[–—]) (?=[A-Z][a-z])"),
]
_ENUMERATION = re.compile(r"(?:[-–—•*·▪►✔✓]|\(?\d{1,2}[.)])\s{1,3}(?=\S)")
_CLOCK = re.compile(
    r"\d{1,2}[:.h]\d{2}\s?(?:[ap]\.?\s?m\.?|h(?:rs|oras)?\.?)?\s?(?:ET|GMT|BST|EST|CET|UTC)?"
    r"\s?[-–—:|.,]{0,2}\s{1,3}(?=[¿¡“«\"A-ZÁÉÍÓÚÑ])",
    re.IGNORECASE,
)
_LINKS = re.compile(r"\s{0,3}(?:https?://\S{1,200}|pic\.(?:twitter|x)\.com/\S{1,60})\s*$")
# What pages say to screen readers behind a link.
_LINK_NOTES = re.compile(
    r",? ?\(?(?:opens (?:in )?(?:a )?new (?:tab|window)|se abre en una (?:pestaña|ventana) nueva)\)?"
)
_BRACKET = re.compile(r"\s?\(([^()\n]{1,80})\)")
_QUOTATION_MARKS = '"“”«»'
_FEWEST_WORDS = 5
# A dateline is no part of its sentence, however short that is.
_FEWEST_AFTER_OPENING = 3


def trim(text: str, language: Language) -> str:
    """``text``, a sentence, without dateline, enumeration, clock time of a live blog, dangling
    connective, tail of attribution to a pronoun, bracket that points at a picture, and links at
    its end. White space is made plain."""
    words = lexicon.of(language)
    text = " ".join(text.split())
    text = _without_opening(text, words)
    for rule in (_without_links, _without_asides, _without_tail):
        shorter = rule(text, words)
        if shorter != text and len(shorter.split()) >= _FEWEST_WORDS:
            text = shorter
    # "But, as was said, …" has two.
    return without_connective(without_connective(text, words), words)


def _without_opening(text: str, words: Lexicon) -> str:
    for pattern in (_ENUMERATION, _CLOCK, *_DATELINES):
        if found := pattern.match(text):
            rest = text[found.end() :]
            if len(rest.split()) < _FEWEST_AFTER_OPENING:
                continue
            if rest[:1].isupper() or rest[:1] in "¿¡“«\"'‘" or rest[:1].isdigit():
                text = rest
    return text


def _without_links(text: str, words: Lexicon) -> str:
    text = _LINK_NOTES.sub("", text)
    for _ in range(3):
        text = _LINKS.sub("", text)
    return text


def _without_asides(text: str, words: Lexicon) -> str:
    def kept(found: re.Match[str]) -> str:
        inside = found[1].strip().lower().rstrip(".")
        first = re.split(r"[ ,:]", inside, maxsplit=1)[0]
        points_at_picture = inside in words.caption_asides or (
            first in words.caption_asides and len(inside.split()) <= 6
        )
        return "" if points_at_picture else found[0]

    return _BRACKET.sub(kept, text)


def _without_tail(text: str, words: Lexicon) -> str:
    """Without ", he said." at the end of what is no quotation."""
    if any(mark in text for mark in _QUOTATION_MARKS) or not text.endswith("."):
        return text
    head, comma, tail = text[:-1].rpartition(", ")
    parts = tail.lower().split()
    if not comma or not 1 <= len(parts) <= 3:
        return text
    verbs = sum(part in words.speech_verbs for part in parts)
    pronouns = sum(part in words.subjects for part in parts)
    alone = words.subjects >= {"él"} and len(parts) == 1
    return (
        head + "."
        if verbs == 1 and verbs + pronouns == len(parts) and (pronouns or alone)
        else text
    )


def without_connective(text: str, words: Lexicon) -> str:
    """``text`` without the connective that it opens with: *However, the …* gives *The …*."""
    found = words.begins_with(words.connectives, text)
    if found is None or text[:1] in "\"“«'‘¿¡(":
        return text
    rest = text[len(found) :]
    comma = rest.startswith(",")
    if found in words.connectives_with_comma and not comma:
        return text
    rest = rest.lstrip(", ")
    if len(rest.split()) < _FEWEST_WORDS or not rest[0].isalnum():
        return text
    return rest[0].upper() + rest[1:]
