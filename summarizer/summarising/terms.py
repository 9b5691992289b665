"""Words and terms: what salience and redundancy count."""

from __future__ import annotations

import re

from summarizer.brief import Language
from summarizer.summarising import lexicon

WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*(?:['’][^\W_]+)?")

# Six letters stand for a word's stem in both languages: "traslad(ó|aron|ado)", "transf(er|erred)".
_STEM = 6


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case; numbers keep their separators."""
    return [match[0].lower() for match in WORD.finditer(text)]


def stem(word: str) -> str:
    return word[:_STEM]


def is_term(word: str, stopwords: frozenset[str]) -> bool:
    return word not in stopwords and (len(word) > 2 or word.isdigit())


def terms(text_words: list[str], language: Language) -> list[str]:
    """The stems of the content words, in order, with repetitions."""
    stopwords = lexicon.of(language).stopwords
    return [stem(word) for word in text_words if is_term(word, stopwords)]
