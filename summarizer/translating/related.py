"""Words of the source language that a checkpoint reads as words of a related one.

The model that translates from Spanish grew from one that translates from Portuguese. Its vocabulary
cuts a rare Spanish word into pieces that say little ("mur", "ci", "él", "ago", "s"), though it may
know the Portuguese one ("morcegos"). ``words.txt`` of a checkpoint lists such words: one, a tab, and
what is read in its place.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]

# Handles, hashtags and parts of addresses are no words; a capital may begin a name.
_WORD = re.compile(r"(?<![\w@#/.])[^\W\d_]{2,}(?![\w@/]|\.\w)")
_BEGINNING = re.compile(r"\W*")


@dataclass(frozen=True, slots=True)
class Read:
    """The text that is read, and where it differs: the span of each word put in, and the span of
    the word in whose place it stands, in order."""

    text: str
    changes: tuple[tuple[Span, Span], ...] = ()

    def spans(self, found: tuple[Span, ...]) -> tuple[Span, ...]:
        """The spans of the text as it was for ``found`` spans of the text that is read; a
        part of a word put in stands for the whole word."""
        begins = [put[0] for put, _ in self.changes]

        def place(at: int, edge: int) -> int:
            """Where a span that starts (0) or ends (1) ``at`` has that edge."""
            before = bisect.bisect(begins, at - edge) - 1
            if before < 0:
                return at
            put, stood = self.changes[before]
            return stood[edge] if at - edge < put[1] else stood[1] + at - put[1]

        return tuple((place(start, 0), place(end, 1)) for start, end in found)


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

    def read(self, text: str) -> Read:
        """``text`` with what is read in the place of its words: those in small letters, and the
        first if it begins with a capital."""
        if not self._words:
            return Read(text)
        first = _BEGINNING.match(text).end()
        parts, changes, done, length = [], [], 0, 0
        for match in _WORD.finditer(text):
            word, (start, end) = match[0], match.span()
            if put := self._words.get(word):
                pass
            elif start == first and (put := self._words.get(word[0].lower() + word[1:])):
                put = put[0].upper() + put[1:]
            else:
                continue
            parts += text[done:start], put
            length += start - done
            changes.append(((length, length + len(put)), (start, end)))
            length, done = length + len(put), end
        return Read("".join([*parts, text[done:]]), tuple(changes))
