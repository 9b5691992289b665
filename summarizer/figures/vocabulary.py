"""What a language gives to the reading of figures, gathered from its folder."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from summarizer.figures.numerals import NumeralWords
from summarizer.figures.quantity_tokens import Token, tokenise

Meaning = TypeVar("Meaning")
LANGUAGES = ("en", "es")


class Phrases(Generic[Meaning]):
    """Phrases with their meanings, found at a token by the longest match.

    Keys are written as in running text; a key whose case matters ("MB", "Mb") is given in
    ``cased`` and compared with the text as printed.
    """

    def __init__(
        self, meanings: dict[str, Meaning], cased: dict[str, Meaning] | None = None
    ) -> None:
        self._folded: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        self._cased: dict[str, Meaning] = dict(cased or {})
        self._before: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase, meaning in meanings.items():
            words = tuple(token.word for token in tokenise(phrase)[1])
            self._folded.setdefault(words[0], []).append((words, meaning))
            self._before.setdefault(words[-1], []).append((words, meaning))
        for table in (self._folded, self._before):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, tokens: Sequence[Token], index: int, text: str = "") -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that starts at token ``index``, and its end."""
        if not 0 <= index < len(tokens):
            return None
        if self._cased and text:
            printed = text[tokens[index].start : tokens[index].end]
            if printed in self._cased:
                return self._cased[printed], index + 1
        for words, meaning in self._folded.get(tokens[index].word, ()):
            end = index + len(words)
            if end <= len(tokens) and all(
                tokens[index + k].word == word for k, word in enumerate(words)
            ):
                return meaning, end
        return None

    def ending(self, tokens: Sequence[Token], end: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase whose last token is ``end - 1``, and its start."""
        if not 0 < end <= len(tokens):
            return None
        for words, meaning in self._before.get(tokens[end - 1].word, ()):
            start = end - len(words)
            if start >= 0 and all(tokens[start + k].word == word for k, word in enumerate(words)):
                return meaning, start
        return None


@dataclass(frozen=True)
class Vocabulary:
    language: str
    numerals: NumeralWords
    money: object
    units: object
    dates: object
    bounds: object
    counting: object


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of ``language``; of English for one that has none, since its digits are read
    in the way that most of the world's English-influenced typesetting writes them."""
    folder = language if language in LANGUAGES else "en"

    def module(name: str):
        return importlib.import_module(f"summarizer.figures.{folder}.{name}")

    return Vocabulary(
        language=folder,
        numerals=module("numerals").WORDS,
        money=module("money").WORDS,
        units=module("units").WORDS,
        dates=module("dates").WORDS,
        bounds=module("bounds").WORDS,
        counting=module("counting").WORDS,
    )


def words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def same(meaning: Meaning, phrases: Iterable[str]) -> dict[str, Meaning]:
    return {phrase: meaning for phrase in phrases}


def listed(*lines: str) -> list[str]:
    """The phrases of lines that part them by bars, or without a bar by spaces, in order."""
    return [
        phrase
        for line in lines
        for phrase in (line.strip("|").split("|") if "|" in line else line.split())
    ]
