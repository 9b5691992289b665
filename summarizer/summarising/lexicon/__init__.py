"""The words that choosing and trimming sentences must know, one file per language.

Lists of single words are separated by spaces, lists with phrases by ``|``:

``stopwords``
    words that tell nothing of what a text is about;
``pronouns`` and ``anaphora``
    words at the start of a sentence that point back to another one;
``connectives``
    words at the start of a sentence that tie it to the one before; those that are something else
    when no comma follows stand in ``connectives_with_comma`` too;
``first_person``
    words of somebody who speaks for himself or to the reader;
``speech_verbs``
    words that tell who said something;
``subjects``
    personal pronouns that a name can stand for;
``boilerplate``
    what sentences of the page hold that are none of the article;
``caption_asides``
    what brackets hold that point at a picture;
``function_words`` and ``clause_openers``
    words that a headline must not end in, and before which it can be cut;
``articles``
    articles, after which a noun must come;
``demonstratives`` and ``time_words``
    words that point back to another sentence, and those that then make a date (*this week*).
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from summarizer.brief import Language

Words = frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    stopwords: Words = frozenset()
    pronouns: Words = frozenset()
    anaphora: Words = frozenset()
    connectives: Words = frozenset()
    connectives_with_comma: Words = frozenset()
    first_person: Words = frozenset()
    speech_verbs: Words = frozenset()
    subjects: Words = frozenset()
    boilerplate: Words = frozenset()
    caption_asides: Words = frozenset()
    function_words: Words = frozenset()
    clause_openers: Words = frozenset()
    articles: Words = frozenset()
    demonstratives: Words = frozenset()
    time_words: Words = frozenset()

    def begins_with(self, phrases: Words, text: str) -> str | None:
        """The longest of ``phrases`` that ``text`` begins with, as whole words, or None."""
        start = re.split(r"[^\w'’]+", text.lower().lstrip(" \"“«'‘(¿¡—-"), maxsplit=6)[:6]
        for count in range(min(4, len(start)), 0, -1):
            phrase = " ".join(start[:count]).replace("’", "'")
            if phrase in phrases:
                return phrase
        return None


_EMPTY = Lexicon()


@functools.cache
def of(language: Language) -> Lexicon:
    """The lexicon of ``language``; an empty one where there is no file for it."""
    file = Path(__file__).parent / f"{language}.toml"
    if not re.fullmatch(r"[a-z]{2,3}", language) or not file.is_file():
        return _EMPTY
    lists = tomllib.loads(file.read_text("utf-8"))
    return Lexicon(**{field.name: _words(lists[field.name]) for field in fields(Lexicon)})


def _words(text: str) -> Words:
    if "|" in text:
        return frozenset(
            " ".join(part.split()) for part in re.split(r"[|\n]", text) if part.strip()
        )
    return frozenset(text.split())
