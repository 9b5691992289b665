"""Names that an acronym in brackets behind them spells: "Instituto Electoral y de Participación
Ciudadana de Tabasco (IEPCT)". Its letters tell where the name begins."""

from __future__ import annotations

import re

from summarizer.brief import NameKind
from summarizer.figures.gazetteer import gazetteer, normalise
from summarizer.figures.name_words import NameWords
from summarizer.figures.recogniser import Tag

_BRACKETED = re.compile(r"\s?\(\s?(?P<acronym>[^\W\d_a-zà-ÿ][\w.&-]{1,11})\s?\)")
_WORD = re.compile(r"[\w’'.&-]+|,")
_CAPITALISED = re.compile(r"[^\W\d_a-zà-ÿ]")
_LINKS = frozenset(
    """
    de del la las los el y e para por contra en a al con sobre
    of the and for on in to &
    """.split()
)
# Where a name can't go on to the left.
_BREAK = re.compile(r"[.;:()\[\]\"“”«»¿?¡!]")
_MOST_WORDS = 16
_LONGEST_PREFIX = 4


def with_spelled_out(text: str, spans: list[Tag], words: NameWords) -> list[Tag]:
    """``spans`` with each organisation whose acronym follows whole, and apart from what stands
    before it ("Comité Estatal del | Partido Acción Nacional (PAN)")."""
    if "(" not in text:
        return spans
    for bracket in _BRACKETED.finditer(text):
        start = _start_of(text, bracket.start(), bracket["acronym"])
        if start is None:
            continue
        end = bracket.start()
        inside = [span for span in spans if span[0] < end and start < span[1]]
        acronym = bracket.span("acronym")
        first = normalise(_WORD.match(text, start).group())  # type: ignore[union-attr]
        kinds = {kind for *_, kind in inside}
        entry = gazetteer().find(text[start:end])
        if (entry is not None and entry.kind is not NameKind.ORGANISATION) or not (
            NameKind.ORGANISATION in kinds or first in words.bodies
        ):
            continue
        spans = [
            span
            for span in spans
            if span not in inside and not (span[0] < acronym[1] and acronym[0] < span[1])
        ]
        if inside and inside[0][0] < start:
            before = _HOLDER.search(text, inside[0][0], start)
            if before is not None:
                spans.append((inside[0][0], before.start(), inside[0][2]))
        spans.append((start, end, NameKind.ORGANISATION))
        spans.append((*acronym, NameKind.ORGANISATION))
        spans.sort()
    return spans


_HOLDER = re.compile(r" (?:del|de|de la|de los|de las|of|of the) $")


def _start_of(text: str, end: int, acronym: str) -> int | None:
    """Where the words before ``end`` begin whose beginnings make ``acronym``."""
    letters = normalise(re.sub(r"[\W_]", "", acronym))
    if len(letters) < 2 or (len(letters) < 4 and not acronym.isupper()):
        return None
    low = max(0, end - 160)
    for stop in _BREAK.finditer(text, low, end):
        low = stop.end()
    found = list(_WORD.finditer(text, low, end))[-_MOST_WORDS:]
    if not found or found[-1].end() != end:
        return None
    best: tuple[int, int] | None = None
    content: list[str] = []
    for match in reversed(found):
        word = match.group()
        if not _CAPITALISED.match(word):
            if word != "," and word not in _LINKS:
                break
            if word in {"y", "e"} and word in acronym:
                content.insert(0, word)
            continue
        content.insert(0, normalise(word))
        if len(content) < 2 or content[0][:1] != letters[0]:
            continue
        skipped = _skipped(letters, content)
        if skipped is not None and (best is None or skipped < best[0]):
            best = skipped, match.start()
    return best[1] if best is not None else None


def _skipped(letters: str, words: list[str]) -> int | None:
    """How many of ``words`` give no letter of theirs where the others' beginnings make
    ``letters``; None where they don't, or where too many would give none."""
    most = len(words) // 2 if len(letters) > 3 else len(words) // 3
    # By the letters that are made: the fewest words skipped so far, and how many were used.
    made: dict[int, tuple[int, int]] = {0: (0, 0)}
    for i, word in enumerate(words):
        after: dict[int, tuple[int, int]] = {}
        for done, (skipped, used) in made.items():
            options = [(done, skipped + 1, used)] if i else []
            for size in range(1, min(_LONGEST_PREFIX, len(word)) + 1):
                if letters.startswith(word[:size], done):
                    options.append((done + size, skipped, used + 1))
            for now, missed, taken in options:
                if missed <= most and (now not in after or missed < after[now][0]):
                    after[now] = missed, taken
        made = after
    skipped, used = made.get(len(letters), (0, 0))
    return skipped if used > 1 else None
