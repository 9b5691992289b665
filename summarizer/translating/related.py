"""Words of the source language that a checkpoint reads as words of a related one.

The model that translates from Spanish grew from one that translates from Portuguese. Its vocabulary
cuts a rare Spanish word into pieces that say little ("mur", "ci", "él", "ago", "s"), though it may
know the Portuguese one ("morcegos"). ``words.txt`` of a checkpoint lists such words: one, a tab, and
what is read in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from summarizer.translating.rewriting import Replacement, Rewriting

# Handles, hashtags and parts of addresses are no words; a capital may begin a name.
WORD = re.compile(r"(?<![\w@#/.])[^\W\d_]{2,}(?![\w@/]|\.\w)")
_BEGINNING = re.compile(r"\W*")


class RelatedWords:
    """``words`` in small letters and what is read in their place."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    @classmethod
    def of(cls, path: Path) -> RelatedWords:
        """The words of a file; none where there is no file."""
        if not path.is_file():
            return cls({})
        lines = path.read_text(encoding="utf-8").splitlines()
        return cls(dict(line.split("\t", 1) for line in lines if line))

    def read(self, text: str) -> Rewriting:
        """``text`` with what is read in the place of its words: those in small letters, and the
        first if it begins with a capital."""
        first = _BEGINNING.match(text).end()
        put = []
        for match in WORD.finditer(text) if self._words else ():
            word, (start, end) = match[0], match.span()
            if found := self._words.get(word):
                put.append(Replacement(start, end, found))
            elif start == first and (found := self._words.get(word[0].lower() + word[1:])):
                put.append(Replacement(start, end, found[0].upper() + found[1:]))
        return Rewriting(text, put)
