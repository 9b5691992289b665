"""Words of a text, for guards that compare two texts."""

from __future__ import annotations

import re
import unicodedata

_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def words(text: str) -> list[str]:
    """The words of ``text`` in order, with their case and accents."""
    return _WORD.findall(text)


def without_possessive(word: str) -> str:
    """``word`` without the English ending *'s*, or the apostrophe alone."""
    return _POSSESSIVE.sub("", word)


def folded(word: str) -> str:
    """``word`` without case and accents."""
    if word.isascii():
        return word.casefold()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
