"""The tokens that quantities are read from, with offsets into the text as it was given."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import NamedTuple


class TokenKind(Enum):
    NUMBER = "number"
    WORD = "word"
    PUNCTUATION = "punctuation"
    OPAQUE = "opaque"


class Token(NamedTuple):
    """``word`` is the token folded: lower case, without accents, ASCII digits and dashes.
    ``spaced`` says that white space stands before it."""

    kind: TokenKind
    start: int
    end: int
    word: str
    spaced: bool


_PLAIN = {
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{MINUS SIGN}": "-",
    "\N{FIGURE DASH}": "–",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{MODIFIER LETTER APOSTROPHE}": "'",
    "\N{FRACTION SLASH}": "/",
}
# Signs that would lose their meaning if they were taken apart.
_KEPT = frozenset("ñ¼½¾⅓⅔⅛⅜⅝⅞⅙⅚⅕⅖⅗⅘ºª²³")


class _Folding(dict[int, str]):
    """A table for ``str.translate`` that maps each character to exactly one, so that offsets in
    the folded text are offsets in the text itself."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _PLAIN.get(character)
        if folded is None:
            if character.isdecimal():
                folded = str(unicodedata.decimal(character))
            else:
                folded = character.lower()
                if folded not in _KEPT:
                    folded = unicodedata.normalize("NFKD", folded)[:1]
                if len(folded) != 1:
                    folded = character
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """``text`` in lower case, without accents (but with ñ), with ASCII digits, hyphens,
    apostrophes and plain spaces; as long as ``text``, character for character."""
    return text.translate(_FOLDING)


# An address, a handle or a hashtag is never read; what follows a domain belongs to it. Every
# repeat is bounded, so that the time stays linear in hostile text.
_TOKEN = re.compile(
    r"""
    (?P<opaque>
        https?://[^\s<>"]{1,2000}
      | www\.[^\s<>"]{1,500}
      | (?<![\w@])[@\#]\w{1,60}
      | (?<![\w.])[a-z0-9][\w.+-]{0,60}@[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,30}){1,4}
      | (?<![\w.@])[a-z0-9][a-z0-9-]{0,60}(?:\.[a-z0-9-]{1,60}){0,3}
        \.(?:(?:com|org|net|gob|gov|edu|info)(?!\w)(?:/[^\s<>"]{0,500})?|[a-z]{2,4}/[^\s<>"]{1,500})
    )
  | (?P<number>
        [0-9]+(?:[.,'][0-9]+)*
      | (?<![\w.,)\]])[.,][0-9]+
      | [¼½¾⅓⅔⅛⅜⅝⅞⅙⅚⅕⅖⅗⅘]
    )
  | (?P<word>
        (?<![\w.])(?:(?:[^\W\d_]\.){2,5}(?![^\W_])|ee\.\ ?uu\.)         # U.S., EE. UU.
      | [^\W\d_¼½¾⅓⅔⅛⅜⅝⅞⅙⅚⅕⅖⅗⅘]+(?:'[^\W\d_]+)*
    )
  | (?P<punctuation>[^\w\s]|_)
    """,
    re.VERBOSE,
)
# In folded text.
HAS_DIGIT = re.compile("[0-9]")
_KINDS = {kind.value: kind for kind in TokenKind}


def tokenise(text: str) -> tuple[str, list[Token]]:
    """The folded text and its tokens; white space is left out."""
    folded = fold(text)
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(folded):
        start, stop = match.span()
        kind = match.lastgroup or ""
        tokens.append(Token(_KINDS[kind], start, stop, folded[start:stop], start > end))
        end = stop
    return folded, tokens
