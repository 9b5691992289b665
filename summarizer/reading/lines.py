"""Lines: the unit in which pasted and fetched pages are judged.

A line is a run of the input between line ends, without the white space around it. Its ``text`` is
cleaned for reading, its ``folded`` form is what wordlists are compared with.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

from summarizer.reading import en, es

# Characters that draw nothing: zero-width and bidirectional controls, soft hyphen, byte order
# mark, variation selectors of text style, and the other control characters. The zero-width
# joiner and the emoji variation selector stay, because they hold emoji together.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0e\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\U000e0001\U000e0020-\U000e007f]"
)
_STRAY_JOINER = re.compile("(?<![\u200d\ufe0f\u2600-\u2bff\U0001f000-\U0001faff])\u200d")
_SPACES = re.compile(r"\s+")
# A space that groups digits stays a no-break space: it is part of the number.
_DIGIT_GROUP = re.compile("(?<=\\d)[\u00a0\u202f\u2009](?=\\d{3}(?!\\d))")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTE_SIGNS = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"',
     "»": '"', "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "−": "-", "…": "..."}
)  # fmt: skip
FUNCTION_WORDS = {"en": en.FUNCTION_WORDS, "es": es.FUNCTION_WORDS}


def clean(text: str) -> str:
    """``text`` as it is read: no invisible characters, plain hyphens and single spaces, accents
    composed (Unicode NFC)."""
    if text.isascii() and text.isprintable():
        return _SPACES.sub(" ", text).strip()
    text = _STRAY_JOINER.sub("", _INVISIBLE.sub("", text))
    text = _DIGIT_GROUP.sub("\ue000", text)
    text = _SPACES.sub(" ", text).strip().replace("\ue000", "\u00a0")
    return unicodedata.normalize("NFC", text.replace("\u2011", "-").replace("\u2010", "-"))


def fold(text: str) -> str:
    """``text`` for comparing: lower case, no accents, straight quotes and hyphens."""
    text = text.translate(_QUOTE_SIGNS).casefold()
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@dataclass(eq=False)
class Line:
    """``start`` and ``end`` are offsets into the article's text; ``gap`` counts the empty lines
    before; ``markup`` is what an HTML page tells about the line; ``raw`` is the line as it stands in
    the article's text."""

    start: int
    end: int
    text: str
    gap: int = 0
    markup: Markup | None = None
    raw: str = ""

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.folded)

    @cached_property
    def function_words(self) -> dict[str, int]:
        """How many function words of each language the line has."""
        return {
            language: sum(word in vocabulary for word in self.words)
            for language, vocabulary in FUNCTION_WORDS.items()
        }

    @cached_property
    def ends_sentence(self) -> bool:
        return bool(re.search(r"[.!?…][\"'”’»)\]]{0,3}$", self.text))

    @cached_property
    def is_prose(self) -> bool:
        """Whether the line reads like running text: sentences with function words."""
        count = len(self.words)
        if count < 6 and len(self.text) < 40:
            return False
        share = max(self.function_words.values(), default=0) / max(count, 1)
        if count >= 12 and self.ends_sentence and share >= 0.15:
            return True
        return count >= 25 and share >= 0.2


@dataclass(eq=False)
class Markup:
    """What the page's HTML tells about a line."""

    tag: str = ""
    parent: int = 0
    link_share: float = 0.0
    hidden: bool = False
    main: bool = False
    hints: frozenset[str] = field(default_factory=frozenset)


def split(text: str) -> list[Line]:
    """The lines of ``text`` that hold anything but white space, in order."""
    lines: list[Line] = []
    position = gap = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            lines.append(Line(start, start + len(stripped), clean(stripped), gap, raw=stripped))
            gap = 0
        else:
            gap += 1
        position += len(raw)
    return lines
