"""Which lines of a page are not the article, told by their form and words, never by site."""

from __future__ import annotations

import functools
import re

from summarizer.brief import BlockKind, JunkReason
from summarizer.reading import en, es
from summarizer.reading.lines import Labelled, Line, clean, fold_same_length, once_a_line

_WORDLISTS = (en, es)
_TRIM = " :.!>»|-·*•→›/,;()[]…\"'<«‹←+"
# Latin and Cyrillic letters in one word, by which advertisements hide from filters.
_DISGUISED = re.compile(
    r"\b(?=\w{0,30}[A-Za-z])(?=\w{0,30}[\u0400-\u04ff])[A-Za-z\u0400-\u04ff]{2,30}\b"
)
# Longer lines are prose whatever they begin with.
_LONGEST_PATTERN_LINE = 420
_LONGEST_TITLE = 220


@functools.cache
def _whole_lines() -> dict[str, JunkReason]:
    return {
        entry.strip(_TRIM): reason
        for words in _WORDLISTS
        for reason, entries in words.LINES.items()
        for entry in entries
    }


@functools.cache
def _patterns() -> list[tuple[re.Pattern[str], JunkReason]]:
    return [
        (re.compile(f"(?:{'|'.join(patterns)})[.!:]?"), reason)
        for words in _WORDLISTS
        for reason, patterns in words.PATTERNS.items()
        if patterns
    ]


@functools.cache
def _related_leads() -> re.Pattern[str]:
    leads = sorted((lead for w in _WORDLISTS for lead in w.RELATED_LEADS), key=len, reverse=True)
    return re.compile(rf"[^\w]{{0,6}}(?P<lead>{'|'.join(map(re.escape, leads))})(?!\w)")


@functools.cache
def _end_headings() -> frozenset[str]:
    return frozenset(h.strip(_TRIM) for w in _WORDLISTS for h in w.END_HEADINGS)


@once_a_line
def is_end_heading(line: Line) -> bool:
    """Whether ``line`` is a heading of what follows an article: "Related stories"."""
    folded = line.folded.strip(_TRIM)
    if folded in _end_headings():
        return True
    return (
        len(folded) <= 80
        and not line.ends_sentence
        and any(re.fullmatch(words.END_HEADING_PATTERN, folded) for words in _WORDLISTS)
    )


@once_a_line
def related_lead(line: Line) -> bool | None:
    """Whether ``line`` leads to another story. True: with that story's title on the same line;
    False: alone, so that the title stands on the next; None: it does not."""
    if len(line.text) > _LONGEST_TITLE:
        return None
    match = _related_leads().match(line.folded)
    if not match:
        return None
    rest = line.folded[match.end() :]
    if not rest.strip(_TRIM):
        return False
    marked = rest.lstrip()[:1] in ":|>-»→›/" or match["lead"].endswith(":")
    raw_lead = line.text[: match.end()]
    if marked or raw_lead.isupper():
        return True
    return None


@functools.cache
def _asides() -> re.Pattern[str]:
    leads = sorted((lead for w in _WORDLISTS for lead in w.RELATED_LEADS), key=len, reverse=True)
    plain = "|".join(re.escape(lead.rstrip(":")) for lead in leads)
    sure = "|".join(re.escape(lead) for w in _WORDLISTS for lead in w.SURE_LEADS)
    return re.compile(
        rf"[(\[]\s?(?:(?:{plain})\s?[:|>]|(?:{sure})\b)[^()\[\]]{{0,250}}[)\]]\s?[.,;]?"
    )


def cut_out_asides(lines: list[Line]) -> tuple[list[Line], list[Labelled]]:
    """``lines`` without the asides to other stories that stand inside paragraphs, "(Lea también:
    …)", and those asides as junk."""
    result: list[Line] = []
    asides: list[Labelled] = []
    for line in lines:
        found = []
        if "(" in line.raw or "[" in line.raw:
            found = list(_asides().finditer(fold_same_length(line.raw)))
        if not found or (len(found) == 1 and len(found[0][0]) == len(line.raw)):
            result.append(line)
            continue
        spans, position = [], 0
        for match in found:
            spans.append((position, match.start()))
            position = match.end()
            start = line.start + match.start()
            text = line.raw[match.start() : match.end()]
            end = start + len(text.rstrip())
            aside = Line(start, end, clean(text), 0, line.markup, text.rstrip())
            asides.append(Labelled(aside, BlockKind.JUNK, JunkReason.RELATED))
        spans.append((position, len(line.raw)))
        pieces, words = [], []
        for start, end in spans:
            part = line.raw[start:end]
            if stripped := part.strip():
                begin = line.start + start + len(part) - len(part.lstrip())
                pieces.append((begin, begin + len(stripped)))
                words.append(clean(stripped))
        if pieces:
            start, end = pieces[0][0], pieces[-1][1]
            read = re.sub(r" (?=[.,;:])", "", " ".join(words))
            result.append(Line(start, end, read, line.gap, line.markup, read, tuple(pieces)))
    return result, asides


@once_a_line
def reason(line: Line) -> JunkReason | None:
    """Why ``line``, looked at alone, is junk; None where it is not."""
    folded = line.folded.strip()
    trimmed = folded.strip(_TRIM)
    if not trimmed or not any(c.isalnum() for c in trimmed):
        return JunkReason.MARKUP
    if found := _whole_lines().get(trimmed):
        return found
    if related_lead(line) is not None:
        return JunkReason.RELATED
    if len(folded) <= _LONGEST_PATTERN_LINE:
        for pattern, found in _patterns():
            if pattern.fullmatch(folded):
                return found
    if not re.search(r"[^\W\d_]", folded):
        return JunkReason.COUNTS
    if re.fullmatch(r"\[ ?.{8,200} ?\]", folded) and not line.ends_sentence:
        return JunkReason.RELATED
    half = len(folded) // 2
    if 12 <= half <= _LONGEST_TITLE and folded[:half].strip() == folded[half:].strip():
        # the title of a teaser, once for its picture and once for its link
        return JunkReason.RELATED
    if re.fullmatch(
        r"https?://\S+|www\.\S+|[a-z][\w-]{1,40}(?:\.[a-z-]{2,20}){1,3}(?:/\S*)?", folded
    ):
        return JunkReason.MEDIA
    if len(_DISGUISED.findall(line.text)) >= 3:
        return JunkReason.ADVERTISEMENT
    return None
