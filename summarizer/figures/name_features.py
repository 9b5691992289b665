"""What the name recogniser sees of each word: the same in training and at run time.

A word is seen as its vector in the table of known words, as hashed forms of itself (Weinberger et
al. 2009, "Feature Hashing for Large Scale Multitask Learning"), and as yes-or-no signs; a place in
a sentence adds what the gazetteer knows of the words that begin or go on there.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from summarizer.brief import Language, NameKind
from summarizer.figures.en.names import WORDS as ENGLISH
from summarizer.figures.es.names import WORDS as SPANISH
from summarizer.figures.gazetteer import gazetteer, normalise
from summarizer.figures.tokens import Token, tokenise

# Buckets of the word in small letters, its first and last three letters, and its shape: powers of
# two, in which a table's rows are 24 wide and 8 bits deep.
BUCKETS = (8192, 2048, 4096, 1024)

SIGNS = (
    "capital", "capitals", "mixed", "small", "digit", "number", "mark", "handle", "hashtag",
    "link", "one letter", "initialism", "demonym", "role", "role word", "title", "group", "link word",
    "not a name", "unknown",
)  # fmt: skip
PLACE_SIGNS = (
    "begins", "begins place", "goes on place", "begins organisation", "goes on organisation",
    "English", "Spanish", "no capitals around", "all capitals around",
)  # fmt: skip

# No name of the gazetteer has more words.
_LONGEST = 10


def known_as(word: str, table: dict[str, int]) -> int:
    """The row of ``word`` in ``table``: as it is written, or in the capitals that names have, or
    in small letters; 0 where it is not there."""
    row = table.get(word)
    if row is None and len(word) > 3 and word.isupper():
        row = table.get(word.title())
    if row is None:
        row = table.get(word.lower(), 0)
    return row


def buckets_of(word: str) -> tuple[int, int, int, int]:
    """The buckets of ``word`` in each of the hashed tables."""
    small = word.lower()[:40]
    forms = (small, small[:3], small[-3:], _shape(word))
    return tuple(  # type: ignore[return-value]
        zlib.crc32(form.encode("utf-8", "surrogatepass")) % size
        for form, size in zip(forms, BUCKETS, strict=True)
    )


def _shape(word: str) -> str:
    """``Xxx`` of "García": letters, digits and marks by their kind, no kind more than thrice."""
    shape = []
    for c in word[:40]:
        kind = "X" if c.isupper() else "x" if c.isalpha() else "9" if c.isdigit() else c
        if shape[-3:] != [kind] * 3:
            shape.append(kind)
    return "".join(shape)


# Whichever language they are of: a word is seen before its sentence.
_DEMONYMS = ENGLISH.demonyms | SPANISH.demonyms
_ROLES = ENGLISH.roles | SPANISH.roles
_ROLE_WORDS = ENGLISH.role_words | SPANISH.role_words
_TITLES = ENGLISH.titles | SPANISH.titles
_GROUPS = ENGLISH.groups | ENGLISH.governments | SPANISH.groups | SPANISH.governments
_LINKS = ENGLISH.links | SPANISH.links
_NOT_NAMES = ENGLISH.not_names | SPANISH.not_names


def signs_of(word: str, known: bool) -> list[float]:
    """What is so and not so of ``word``, by ``SIGNS``."""
    key = normalise(word)
    first = word[0]
    letters = sum(c.isalpha() for c in word)
    return [
        float(sign)
        for sign in (
            first.isupper() and not word.isupper(),
            letters > 1 and word.isupper(),
            not first.isupper() and any(c.isupper() for c in word),
            word.islower(),
            any(c.isdigit() for c in word),
            word.isdigit(),
            not any(c.isalnum() for c in word),
            first == "@",
            first == "#",
            word.startswith(("http", "www.")),
            len(word) == 1 and first.isupper(),
            "." in word and letters > 0,
            key in _DEMONYMS,
            key in _ROLES,
            key in _ROLE_WORDS,
            key in _TITLES,
            key in _GROUPS,
            key in _LINKS,
            key in _NOT_NAMES,
            not known,
        )
    ]


@cache
def _names_by_first_word() -> dict[str, list[tuple[tuple[str, ...], bool, NameKind]]]:
    """The gazetteer's names by their first word, the longest first: their words, whether they are
    written in capitals only ("WHO" is an organisation, "Who" is not), and their kind."""
    names: dict[str, dict[tuple[tuple[str, ...], bool], NameKind]] = defaultdict(dict)
    for entry in gazetteer().entries:
        for forms in entry.names.values():
            for form in forms:
                key = tuple(normalise(token.text) for token in tokenise(form))
                if 0 < len(key) <= _LONGEST:
                    names[key[0]].setdefault((key, form.upper() == form), entry.kind)
    return {
        first: sorted(
            ((key, capitals, kind) for (key, capitals), kind in keys.items()),
            key=lambda item: (-len(item[0]), item[1]),
        )
        for first, keys in names.items()
    }


def known_in(tokens: list[Token], language: Language) -> list[tuple[int, int, NameKind]]:
    """The gazetteer's names among ``tokens``, the longest at each place: (start, end, kind)."""
    return [
        (tokens[i].start, tokens[i + size - 1].end, kind)
        for i, size, kind in _known(tokens, language)
    ]


def _known(tokens: list[Token], language: Language) -> Iterator[tuple[int, int, NameKind]]:
    """Each name's first token, its number of tokens, and its kind."""
    by_first = _names_by_first_word()
    taken = 0
    for i, token in enumerate(tokens):
        if i < taken or not token.text[0].isupper():
            continue
        key = normalise(token.text)
        window = None
        for name, capitals, kind in by_first.get(key, ()):
            size = len(name)
            if capitals and not (token.text.isupper() or (len(key) > 3 and token.text.istitle())):
                continue
            if size > 1:
                if window is None:
                    window = tuple(normalise(t.text) for t in tokens[i : i + _LONGEST])
                if window[:size] != name:
                    continue
            yield i, size, kind
            taken = i + size
            break


def places_of(tokens: list[Token], language: Language) -> list[list[float]]:
    """What is so of each place in a sentence, by ``PLACE_SIGNS``."""
    words = [t.text for t in tokens if len(t.text) > 1 and t.text.isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    shouted = bool(words) and sum(word.isupper() for word in words) > len(words) * 0.7
    around = [
        float(language == "en"),
        float(language == "es"),
        float(capitals == 0),
        float(shouted),
    ]
    rows = [[float(i == 0), 0.0, 0.0, 0.0, 0.0, *around] for i in range(len(tokens))]
    for i, size, kind in _known(tokens, language):
        if kind is NameKind.PERSON:
            continue
        column = 1 if kind is NameKind.PLACE else 3
        rows[i][column] = 1.0
        for j in range(i + 1, i + size):
            rows[j][column + 1] = 1.0
    return rows
