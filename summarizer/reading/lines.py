"""Lines: the unit in which pasted and fetched pages are judged.

A line is a run of the input between line ends, without the white space around it. Its ``text`` is
cleaned for reading, its ``folded`` form is what wordlists are compared with.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from summarizer.brief import BlockKind, JunkReason
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
# Scripts that set no spaces between words: Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTE_SIGNS = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"',
     "»": '"', "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "−": "-", "…": "..."}
)  # fmt: skip
T = TypeVar("T")
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


def fold_same_length(text: str) -> str:
    """``text`` folded character by character, so that offsets stay valid."""
    if text.isascii():
        return text.lower()
    return "".join(folded if len(folded := fold(c)) == 1 else " " for c in text)


def once_a_line(judge: Callable[[Line], T]) -> Callable[[Line], T]:
    """Makes ``judge``, which looks at nothing but a line's text, look at each text once: pages
    repeat their menus, and several steps ask the same of a line."""
    name = judge.__qualname__

    @functools.wraps(judge)
    def remembered(line: Line) -> T:
        if name not in line.memo:
            line.memo[name] = judge(line)
        return line.memo[name]

    return remembered


# Elements of HTML that tell what part of a page the lines inside them are. The line model knows
# them by their order.
LANDMARKS = (
    "nav",
    "footer",
    "aside",
    "figcaption",
    "figure",
    "blockquote",
    "header",
    "form",
    "li",
    "table",
)


@dataclass(eq=False)
class Line:
    """``start`` and ``end`` are offsets into the article's text; ``gap`` counts the empty lines
    before; ``markup`` is what an HTML page tells about the line; ``raw`` is the line as it stands in
    the article's text. ``pieces`` are the spans of it that are the line's own, where something
    was cut out of its middle. Lines with the same text share their ``memo``."""

    start: int
    end: int
    text: str
    gap: int = 0
    markup: Markup | None = None
    raw: str = ""
    pieces: tuple[tuple[int, int], ...] = ()
    memo: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pieces = self.pieces or ((self.start, self.end),)

    @property
    @once_a_line
    def folded(self) -> str:
        return fold(self.text)

    @property
    @once_a_line
    def words(self) -> list[str]:
        return _WORD.findall(self.folded)

    @property
    @once_a_line
    def function_words(self) -> dict[str, int]:
        """How many function words of each language the line has."""
        return {
            language: sum(word in vocabulary for word in self.words)
            for language, vocabulary in FUNCTION_WORDS.items()
        }

    @property
    @once_a_line
    def ends_sentence(self) -> bool:
        return bool(re.search(r"[.!?…。！？؟।][\"'”’»)\]]{0,3}$", self.text))

    @property
    @once_a_line
    def is_prose(self) -> bool:
        """Whether the line reads like running text: sentences with function words, or, in a
        language without a wordlist here, sentences of words in small letters."""
        if self.ends_sentence and len(_UNSPACED.findall(self.text[:200])) >= 25:
            return True
        count = len(self.words)
        if count < 12:
            return False
        most = max(self.function_words.values(), default=0)
        if self.ends_sentence and most >= 0.15 * count:
            return True
        if count >= 25 and most >= 0.2 * count:
            return True
        if not self.ends_sentence or count < 15 or most > 0.1 * count:
            return False
        words = re.findall(r"[^\W\d_]+", self.text)
        return sum(not word[0].isupper() for word in words) >= 0.7 * len(words)


@dataclass(eq=False)
class Labelled:
    """A line with the kind of block it makes and, where it is junk, the reason."""

    line: Line
    kind: BlockKind
    reason: JunkReason | None = None


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
    memos: dict[str, dict[str, Any]] = {}
    position = gap = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            read = clean(stripped)
            memo = memos.setdefault(read, {})
            lines.append(Line(start, start + len(stripped), read, gap, raw=stripped, memo=memo))
            gap = 0
        else:
            gap += 1
        position += len(raw)
    return lines


# --- lines that were wrapped ---------------------------------------------------------------------

# Mail programs and PDF break lines between these widths.
_NARROWEST, _WIDEST = 40, 130
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]{0,3}$")
_ITEM_START = re.compile(r"[-*•·▪◦‣►●○■]|\d{1,2}[.)]\s|—\s?[^\W\d_]")


def unwrap(lines: list[Line], text: str) -> list[Line]:
    """``lines`` with paragraphs put together again whose lines a mail program or a PDF broke.

    Nothing is joined unless many lines go on in the next one with a small letter, as wrapped
    text does and lines of a page do not."""
    if len(lines) < 3:
        return lines
    pairs = [
        (a, b)
        for a, b in itertools.pairwise(lines)
        if b.gap == 0 and _NARROWEST <= len(a.text) <= _WIDEST
    ]
    going_on = sum(b.text[:1].islower() and not _SENTENCE_END.search(a.text) for a, b in pairs)
    # 0.25: of wrapped English and Spanish prose more than a third of the lines begin small, of the
    # lines of pasted pages fewer than one in fifty
    if going_on < 2 or going_on < 0.25 * len(pairs):
        return lines
    lengths = sorted(len(line.text) for line in lines)
    width = min(lengths[int(0.9 * (len(lengths) - 1))], _WIDEST)
    joined: list[list[Line]] = []
    for line in lines:
        previous = joined[-1][-1] if joined else None
        if (
            previous is not None
            and line.gap == 0
            and len(previous.text) >= 0.6 * width
            and not (_SENTENCE_END.search(previous.text) and len(previous.text) < 0.8 * width)
            and not _ITEM_START.match(line.text)
        ):
            joined[-1].append(line)
        else:
            joined.append([line])
    words = Counter(_WORD.findall(fold(text[:2_000_000])))
    return [_join(group, text, words) for group in joined]


def _join(group: list[Line], text: str, words: Counter[str]) -> Line:
    if len(group) == 1:
        return group[0]
    read = group[0].text
    for line in group[1:]:
        head = re.search(r"([^\W\d_]+)-$", read)
        tail = re.match(r"[^\W\d_]+", line.text)
        if head and tail and line.text[:1].islower():
            # a hyphen at the line's end divides a word, unless both parts stand alone elsewhere
            alone = words[fold(head[1])] > 1 and words[fold(tail[0])] > 1
            divided = not alone or fold(head[1] + tail[0]) in words
            read = (read[:-1] if divided else read) + line.text
        else:
            read = f"{read} {line.text}"
    start, end = group[0].start, group[-1].end
    return Line(start, end, read, group[0].gap, None, text[start:end])
