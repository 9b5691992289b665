"""From lines to blocks: where the article begins and ends, and what each line of it is."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.brief import BlockKind, JunkReason
from summarizer.reading import dates, en, es, junk
from summarizer.reading.lines import Line, fold
from summarizer.reading.tweets import Found

if TYPE_CHECKING:
    from summarizer.reading.html import Facts


@dataclass(eq=False)
class Labelled:
    """Lines that make one block, with its kind and, where it is junk, the reason."""

    lines: list[Line]
    kind: BlockKind
    reason: JunkReason | None = None


_BYLINE = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted(en.BYLINE_LEADS + es.BYLINE_LEADS, key=len, reverse=True)))})"
    r"[: ]{1,2}(?P<name>.{2,120})$"
)
_CAPTION = tuple(map(fold, en.CAPTION_LEADS + es.CAPTION_LEADS))
_CREDIT = re.compile(
    r"(?:\((?:[^()]{0,60}\b)?(?:ap|afp|efe|reuters|getty|foto|photo|photograph|credit|archivo|"
    r"cortesia|courtesy|file|ep|ansa|dpa|shutterstock|istock|xinhua|epa|via)\b[^()]{0,80}\)\.?$"
    r"|\b(?:getty images|afp|reuters|efe|ap photo|shutterstock|istock|europa press|via getty images|"
    r"associated press)\b.{0,20}$|\b(?:foto|fotos|photo|photograph|credit|imagen|image|credito|video)s?"
    r" ?[:/|] .{1,60}$)"
)
_TIME = re.compile(
    r"(?:\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?h(?:s|rs|oras)?\b)?(?: ?[ap]\.? ?m\b\.?)?|\b\d{1,2} ?[ap]\.? ?m\b\.?)"
)
_ZONE = r"(?:gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|et|bst|cet|cest|ist|hrs?|horas|h)"
_AGO = re.compile(
    r"(?:hace )?\d{1,3} ?(?:min(?:uto|ute)?s?|h|hrs?|hours?|horas?|d|days?|dias?|weeks?|semanas?|months?|mes(?:es)?|years?|anos?)(?: ago)?"
)
_DAY_WORDS = frozenset(en.WEEKDAYS + es.WEEKDAYS) | frozenset(dates.MONTHS)
_POSTING = frozenset(
    word for lead in en.POSTING_LEADS + es.POSTING_LEADS for word in lead.split()
) | frozenset(
    "at a las la el de del on the of last hrs hs h am pm a.m p.m gmt utc est edt et ist bst cet cest updated".split()
)


def posting_time(line: Line) -> dt.date | bool | None:
    """The date of a line that only tells when something was posted; True where it tells a time
    without a full date; None where the line says more."""
    if len(line.text) > 120 or not re.search(r"\d", line.text):
        return None
    date = dates.find(line.text)
    rest = re.sub(rf"\b{_ZONE}\b", " ", _TIME.sub(" ", line.folded))
    if _AGO.fullmatch(line.folded.strip(" .·|-")):
        return True
    words = re.findall(r"[^\W\d_]+", rest)
    if any(word not in _DAY_WORDS and word not in _POSTING and len(word) > 1 for word in words):
        return None
    if date:
        return date
    return True if words or _TIME.search(line.folded) else None


def _byline(line: Line) -> bool:
    if len(line.text) > 140 or line.text.endswith((".", ":", "!", "?")) and len(line.words) > 8:
        return False
    match = _BYLINE.match(line.folded)
    if match:
        names = line.text[match.start("name") :].split()
        capital = sum(word[:1].isupper() or not word[:1].isalpha() for word in names)
        return len(names) <= 14 and capital >= 0.6 * len(names)
    return False


# "Ashhar Alam/New Delhi", "Jane Roe | Lima", "Juan Pérez, Madrid"
_NAME_PLACE = re.compile(
    r"(?:[A-ZÁÉÍÓÚÑ][\w.'’-]{1,20} ){1,3}[A-ZÁÉÍÓÚÑ][\w.'’-]{1,20} ?[/|] ?"
    r"(?:[A-ZÁÉÍÓÚÑ][\w.'’-]{1,20} ?){1,4}$"
)


def _caption(line: Line) -> bool:
    folded = line.folded
    if folded.startswith(_CAPTION):
        return len(line.text) <= 400
    return len(line.text) <= 400 and bool(_CREDIT.search(folded[-120:]))


_LIST_ITEM = re.compile(r"(?:[-*•·▪◦‣–—►▶●○■✔✓]|\d{1,2}[.)]|[a-z]\))\s+\S")
_OPEN_QUOTE = re.compile(r"[\"“«„]")


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
        if not 3 <= count <= 30 or len(line.text) > 220 or _byline(line) or _caption(line):
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
    if _byline(line):
        return BlockKind.BYLINE
    if early and _NAME_PLACE.match(line.text):
        return BlockKind.BYLINE
    if _caption(line):
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
        elif title is not None and title < i < first and _byline(line):
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
    if "figcaption" in hints or "caption" in hints or _caption(line):
        return BlockKind.CAPTION
    if _byline(line):
        return BlockKind.BYLINE
    if "blockquote" in hints:
        return BlockKind.QUOTE
    if tag == "li":
        return BlockKind.LIST_ITEM
    return _kind(line, line.is_prose, False)
