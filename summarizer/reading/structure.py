"""From lines to blocks: where the article begins and ends, and what each line of it is."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.brief import BlockKind, JunkReason
from summarizer.reading import junk
from summarizer.reading.lines import Line, fold
from summarizer.reading.shapes import (
    _LIST_ITEM,
    _NAME_PLACE,
    _OPEN_QUOTE,
    is_byline,
    is_caption,
    posting_time,
)
from summarizer.reading.tweets import Found

if TYPE_CHECKING:
    from summarizer.reading.html import Facts


@dataclass(eq=False)
class Labelled:
    """Lines that make one block, with its kind and, where it is junk, the reason."""

    lines: list[Line]
    kind: BlockKind
    reason: JunkReason | None = None


def label(lines: list[Line]) -> tuple[list[Labelled], dt.date | None]:
    """What each of ``lines`` is, and the date that the page gives."""
    reasons = [junk.reason(line) for line in lines]
    times = [posting_time(line) for line in lines]
    prose = [line.is_prose and reasons[i] is None for i, line in enumerate(lines)]
    begin, end = _region(lines, reasons, prose)
    labels: list[Labelled | None] = [None] * len(lines)
    date: dt.date | None = None

    headline = None
    if begin < end:
        headline = _headline(lines, reasons, times, prose, begin)
    top = begin if headline is None else headline
    for i, line in enumerate(lines):
        found = reasons[i]
        if times[i] is not None and not prose[i]:
            if date is None and isinstance(times[i], dt.date) and top <= i <= end:
                date = times[i]
            found = JunkReason.POSTING_TIME
        if found is not None:
            labels[i] = Labelled([line], BlockKind.JUNK, found)
        elif i < top or i >= end:
            labels[i] = Labelled([line], BlockKind.JUNK, _outside_reason(lines, i, i >= end))
        elif i == headline:
            labels[i] = Labelled([line], BlockKind.HEADLINE)
    _inside(lines, labels, reasons, prose, top, begin, end)
    result = [label for label in labels if label is not None]
    if date is None:
        date = next((t for t in times if isinstance(t, dt.date)), None)
    return result, date


def _outside_reason(lines: list[Line], i: int, after: bool) -> JunkReason:
    return JunkReason.RELATED if after and len(lines[i].words) >= 4 else JunkReason.NAVIGATION


def _region(
    lines: list[Line], reasons: list[JunkReason | None], prose: list[bool]
) -> tuple[int, int]:
    """The run of lines with the article: the one whose prose outweighs its short lines most."""
    best = (0.0, 0, 0)
    total, start = 0.0, 0
    for i, line in enumerate(lines):
        if prose[i]:
            score = min(len(line.words), 60) / 6
        elif junk.is_end_heading(line):
            score = -8.0
        elif reasons[i] is not None:
            score = -1.0
        elif line.ends_sentence and len(line.words) >= 4:
            score = 0.5
        else:
            score = -1.0
        if total <= 0:
            total, start = 0.0, i
        total += score
        if total > best[0]:
            best = (total, start, i + 1)
    if not best[0]:
        kept = [i for i, reason in enumerate(reasons) if reason is None]
        return (kept[0], kept[-1] + 1) if kept else (0, 0)
    _, begin, end = best
    # what stands close around it and is not junk belongs to it in a short paste
    if not any(reasons[:begin]) and begin <= 6:
        begin = 0
    if not any(reasons[end:]) and len(lines) - end <= 3:
        end = len(lines)
    return begin, end


def _headline(lines, reasons, times, prose, begin) -> int | None:
    """The line that looks most like the headline, above the first paragraphs or among them."""
    best, score = None, 0.0
    for i in range(max(0, begin - 14), min(begin + 1, len(lines))):
        line = lines[i]
        if reasons[i] is not None or times[i] is not None or prose[i]:
            continue
        count = len(line.words)
        if not 3 <= count <= 30 or len(line.text) > 220 or is_byline(line) or is_caption(line):
            continue
        if line.text.endswith((".", ":")) or _NAME_PLACE.match(line.text):
            continue
        points = min(count, 12) / 4 - (begin - i) * 0.15
        if points > score:
            best, score = i, points
    return best


def _inside(lines, labels, reasons, prose, top, begin, end) -> None:
    """Labels what is between headline and end of the article."""
    i = top
    while i < end:
        line = lines[i]
        if reasons[i] is JunkReason.RELATED and junk.related_lead(line) is False:
            j = i + 1
            while j < end and j <= i + 6 and labels[j] is None and not prose[j]:
                if lines[j].ends_sentence and lines[j].text[-1] == ".":
                    break
                labels[j] = Labelled([lines[j]], BlockKind.JUNK, JunkReason.RELATED)
                j += 1
        if labels[i] is None:
            labels[i] = Labelled([line], _kind(line, prose[i], i < begin + 2))
        i += 1


def _kind(line: Line, prose: bool, early: bool) -> BlockKind:
    if is_byline(line):
        return BlockKind.BYLINE
    if early and _NAME_PLACE.match(line.text):
        return BlockKind.BYLINE
    if is_caption(line):
        return BlockKind.CAPTION
    if _LIST_ITEM.match(line.text):
        return BlockKind.LIST_ITEM
    if _is_quote(line.text):
        return BlockKind.QUOTE
    if not line.ends_sentence and len(line.words) <= 20 and len(line.text) <= 160 and not prose:
        return BlockKind.HEADLINE
    return BlockKind.PARAGRAPH


def _is_quote(text: str) -> bool:
    """Whether the line is a quotation from end to end."""
    body = text.rstrip(".,!? ")
    return (
        len(text) > 20
        and bool(_OPEN_QUOTE.match(text))
        and body[-1:] in '"”»'
        and not re.search(r"[\"”»].*[\"“«]", text[1:-2])
    )


# --- HTML pages ----------------------------------------------------------------------------------


def label_page(
    lines: list[Line], found: list[Found], facts: Facts
) -> tuple[list[Labelled], dt.date | None, list[Found]]:
    """What each of the ``lines`` of an HTML page is, given those that are marked as main text."""
    main = [i for i, line in enumerate(lines) if line.markup.main]
    if not main:
        labelled, date = label(lines)
        return labelled, date, found
    reasons = [junk.reason(line) for line in lines]
    times = [posting_time(line) for line in lines]
    first, last = main[0], main[-1]
    title = _page_title(lines, facts, first)
    labels: list[Labelled] = []
    date = None
    for i, line in enumerate(lines):
        if times[i] is not None:
            if date is None and isinstance(times[i], dt.date):
                date = times[i]
            labels.append(Labelled([line], BlockKind.JUNK, JunkReason.POSTING_TIME))
        elif i == title:
            labels.append(Labelled([line], BlockKind.HEADLINE))
        elif reasons[i] is not None:
            labels.append(Labelled([line], BlockKind.JUNK, reasons[i]))
        elif line.markup.main:
            labels.append(Labelled([line], _page_kind(line)))
        elif title is not None and title < i < first and is_byline(line):
            labels.append(Labelled([line], BlockKind.BYLINE))
        else:
            labels.append(Labelled([line], BlockKind.JUNK, _outside_reason(lines, i, i > last)))
    return labels, date, found


def _page_title(lines: list[Line], facts: Facts, first: int) -> int | None:
    wanted = set(re.findall(r"\w+", fold(facts.title)))
    best, score = None, 0.5
    for i, line in enumerate(lines[: first + 3]):
        own = set(re.findall(r"\w+", line.folded))
        if not own or not wanted or len(own) < 2:
            continue
        overlap = len(own & wanted) / max(len(own), min(len(wanted), len(own) + 6))
        overlap += 0.2 * (line.markup.tag == "h1")
        if overlap > score:
            best, score = i, overlap
    if best is None:
        best = next(
            (
                i
                for i, line in enumerate(lines[: first + 1])
                if line.markup.tag == "h1" and len(line.words) > 2
            ),
            None,
        )
    return best


def _page_kind(line: Line) -> BlockKind:
    tag, hints = line.markup.tag, line.markup.hints
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return BlockKind.HEADLINE
    if "figcaption" in hints or "caption" in hints or is_caption(line):
        return BlockKind.CAPTION
    if is_byline(line):
        return BlockKind.BYLINE
    if "blockquote" in hints:
        return BlockKind.QUOTE
    if tag == "li":
        return BlockKind.LIST_ITEM
    return _kind(line, line.is_prose, False)
