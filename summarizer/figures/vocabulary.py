"""What a language gives to the reading of figures, gathered from its folder."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from summarizer.figures.numerals import NumeralWords
from summarizer.figures.quantity_tokens import Token, tokenise

if TYPE_CHECKING:
    from summarizer.figures.bounds import BoundWords
    from summarizer.figures.counting import CountingWords
    from summarizer.figures.dates import DateWords
    from summarizer.figures.exclusions import ExclusionWords
    from summarizer.figures.measures import UnitWords
    from summarizer.figures.money import MoneyWords
    from summarizer.figures.ranking import NewsWords

Meaning = TypeVar("Meaning")
LANGUAGES = ("en", "es")


class Phrases(Generic[Meaning]):
    """Phrases with their meanings, found at a token by the longest match.

    Keys are written as in running text: where a key has no space ("km/h", "US$"), the text may
    have none either. A single word whose case matters ("MB", "Mb") is given in ``cased`` and
    compared with the text as printed.
    """

    def __init__(
        self, meanings: dict[str, Meaning], cased: dict[str, Meaning] | None = None
    ) -> None:
        self._by_first: dict[str, list[tuple[tuple[Token, ...], Meaning]]] = {}
        self._by_last: dict[str, list[tuple[tuple[Token, ...], Meaning]]] = {}
        self._cased: dict[str, Meaning] = dict(cased or {})
        for phrase, meaning in meanings.items():
            key = tuple(tokenise(phrase)[1])
            self._by_first.setdefault(key[0].word, []).append((key, meaning))
            self._by_last.setdefault(key[-1].word, []).append((key, meaning))
        for table in (self._by_first, self._by_last):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def meaning(self, word: str) -> Meaning | None:
        """The meaning of a phrase of one word, folded."""
        for key, meaning in self._by_first.get(word, ()):
            if len(key) == 1:
                return meaning
        return None

    def firsts(self) -> frozenset[str]:
        """The words with which a phrase begins."""
        return frozenset(self._by_first)

    def at(self, tokens: Sequence[Token], index: int, text: str = "") -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that starts at token ``index``, and its end."""
        if not 0 <= index < len(tokens):
            return None
        token = tokens[index]
        if self._cased and text:
            printed = text[token.start : token.end]
            if printed in self._cased:
                return self._cased[printed], index + 1
        for key, meaning in self._by_first.get(token.word, ()):
            end = index + len(key)
            if len(key) == 1 or (end <= len(tokens) and _matches(tokens, index, key)):
                return meaning, end
        return None

    def ending(
        self, tokens: Sequence[Token], end: int, text: str = ""
    ) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase whose last token is ``end - 1``, and its start."""
        if not 0 < end <= len(tokens):
            return None
        token = tokens[end - 1]
        if self._cased and text:
            printed = text[token.start : token.end]
            if printed in self._cased:
                return self._cased[printed], end - 1
        for key, meaning in self._by_last.get(token.word, ()):
            start = end - len(key)
            if len(key) == 1 or (start >= 0 and _matches(tokens, start, key)):
                return meaning, start
        return None


def _matches(tokens: Sequence[Token], start: int, key: Sequence[Token]) -> bool:
    if tokens[start].word != key[0].word:
        return False
    for at in range(1, len(key)):
        token = tokens[start + at]
        if token.word != key[at].word or (token.spaced and not key[at].spaced):
            return False
    return True


@dataclass(frozen=True, eq=False)
class Vocabulary:
    language: str
    numerals: NumeralWords
    money: MoneyWords
    units: UnitWords
    dates: DateWords
    bounds: BoundWords
    counting: CountingWords
    exclusions: ExclusionWords
    news: NewsWords


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of ``language``; that of English for a language without a folder, whose
    digits, signs and units can still be read."""
    folder = language if language in LANGUAGES else "en"

    def words(name: str) -> Any:
        return importlib.import_module(f"summarizer.figures.{folder}.{name}").WORDS

    return Vocabulary(
        language=folder,
        numerals=words("numerals"),
        money=words("money"),
        units=words("units"),
        dates=words("dates"),
        bounds=words("bounds"),
        counting=words("counting"),
        exclusions=words("exclusions"),
        news=words("news"),
    )


def words(*lines: str) -> frozenset[str]:
    """The words of lines, as a set."""
    return frozenset(word for line in lines for word in line.split())


def word_list(path: Path) -> frozenset[str]:
    """The words of a file that has one a line."""
    return frozenset(path.read_text("utf-8").split())


@lru_cache(maxsize=64)
def speaks_of(folded: str, words: frozenset[str]) -> bool:
    """Whether any of ``words`` stands in a text, which is asked for each of its numbers."""
    return any(word in folded for word in words)


def same(meaning: Meaning, phrases: Iterable[str]) -> dict[str, Meaning]:
    """A dictionary that gives all phrases one meaning."""
    return dict.fromkeys(phrases, meaning)


def listed(*lines: str) -> list[str]:
    """The phrases in lines of text: parted by bars, or without a bar by spaces; in order."""
    text = " ".join(lines)
    parts = text.split("|") if "|" in text else text.split()
    return [part.strip() for part in parts if part.strip()]
