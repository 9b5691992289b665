"""Words as the name recogniser sees them: the same in training and at run time."""

from __future__ import annotations

import re
from typing import NamedTuple

# Each alternative is a single run without nested repeats, so that time is linear.
_TOKEN = re.compile(
    r"""
      (?:https?://|www\.)\S+                    # a link is one word
    | [@#]\w+                                   # and so is a handle or hashtag
    | (?:[^\W\d_]\.){2,8}                       # U.S., EE. is left to the next line
    | ['’]s\b                                   # the English possessive stands alone
    | [^\W_]+(?:['’](?!s\b)[^\W_]+){0,3}        # O'Brien, d'Ivoire
    | \S                                        # any other character alone
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    start: int
    end: int
    text: str


def tokenise(text: str) -> list[Token]:
    """The tokens of ``text`` in order; white space is in none of them."""
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]


def spelled(token: str) -> str:
    """``token`` as the tokenizer of the recogniser takes it: with the sign of a word's beginning,
    which punctuation goes without; all links are one word."""
    if token.startswith(("http://", "https://", "www.")):
        return "▁http"
    # No name has a word of more than 40 letters; what has is encoded data.
    return "▁" + token[:40] if len(token) > 1 or token.isalnum() else token
