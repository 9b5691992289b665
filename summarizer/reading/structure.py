"""From lines to blocks: which lines are the article, and what each of them is.

The line model (:mod:`summarizer.reading.line_model`) says which lines belong to the article.
What it can't know is settled here: what leads to another story never does, the headline is one
line above the first paragraph, and bylines, datelines, captions and posting times stand around it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from summarizer.brief import BlockKind, JunkReason
from summarizer.reading import features, junk, line_model, shapes
from summarizer.reading.lines import Labelled, Line, fold

# Added to the line model's score of every line of plain text: of 0, 0.3 and 0.6 the best F1 of
# 4-grams in cross-validation over 55 pages with a known article (0.924, 0.935, 0.927).
_LEAN_OF_TEXT = 0.3
# Added where trafilatura takes a line of an HTML page for main text, and where it does not: the
# best F1 of eight pairs in the same cross-validation (0.948 with 0 and 0, 0.960 with 3 and -1).
_LEAN_OF_MAIN, _LEAN_OF_OTHER = 3.0, -1.0
# So many lines without a mark of a page are a text that somebody selected, not a page.
_FEWEST_LINES_OF_A_PAGE = 6
_HEADLINE_REACH = 16
_LONG_PAGE = 300
_TEXT_REACH = 60
# Scripts without spaces: their sentences have no words to count.
_UNSPACED_LINE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{12}")
_NOT_STANDFIRST = frozenset(
    {
        "related", "share", "subscribe", "cookies", "navigation", "comments", "advertisement",
        "tags", "bio", "nav", "footer", "aside", "form", "li",
    }
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Reasons that hold for lines of any length; the others are for short lines, because an article
# can write about cookies, newsletters and comments.
_ALWAYS = {
    JunkReason.RELATED,
    JunkReason.MARKUP,
    JunkReason.COUNTS,
    JunkReason.SHARING,
    JunkReason.SUBSCRIPTION,
    JunkReason.ADVERTISEMENT,
    JunkReason.BOILERPLATE,
}


@dataclass(eq=False)
class Labels:
    """The labelled lines, the date that the page gives, and the offsets into its text between
    which the article stands (None where there is none)."""

    lines: list[Labelled]
    date: dt.date | None
    region: tuple[int, int] | None


def label(lines: list[Line], *, title: str = "", description: str = "") -> Labels:
    """What each of ``lines`` is. ``title`` and ``description`` are what an HTML page's metadata
    say of the article."""
    far, lines = _far_from_text(lines)
    again, lines = _pasted_again(lines)
    far += again
    if not lines:
        return Labels(far, None, None)
    reasons = [junk.reason(line) for line in lines]
    times = [shapes.posting_time(line) for line in lines]
    _spread_related(lines, reasons)
    kept = _kept(lines, reasons, times)
    _drop_repeated(lines, kept, reasons)
    _drop_notices(lines, kept, reasons)
    _drop_end_matter(lines, kept, reasons)
    body = [i for i, keep in enumerate(kept) if keep]
    first, last = (body[0], body[-1]) if body else (len(lines), -1)
    about = _topic(lines, kept)
    headline = _headline(lines, reasons, times, about, first, last, title)
    top = first if headline is None else min(headline, first)
    for i in range(top, last + 1):
        if i != headline and not kept[i] and reasons[i] is None and times[i] is None:
            kept[i] = _is_lone_paragraph(lines[i], about)
    if headline is not None and headline < first:
        first = next((i for i in range(headline + 1, last + 1) if kept[i]), first)

    result = []
    date: dt.date | None = None
    for i, line in enumerate(lines):
        near = top - 3 <= i <= last + 6
        if isinstance(times[i], dt.date) and date is None and near:
            date = times[i]
        kind, reason = BlockKind.JUNK, reasons[i]
        if i == headline:
            kind = BlockKind.HEADLINE
        elif kept[i]:
            kind = _kind(line, i, first)
            if kind is BlockKind.HEADLINE and headline is not None and i < headline:
                # what stands over the title: its section, or a sentence of its own
                kind = BlockKind.PARAGRAPH if len(line.words) > 4 else BlockKind.JUNK
                reason = None if kind is BlockKind.PARAGRAPH else JunkReason.NAVIGATION
        elif times[i] is not None:
            reason = JunkReason.POSTING_TIME
        elif reason is None or reason is JunkReason.COPYRIGHT:
            kind = _beside(line, i, top, first, last, headline, description)
        if kind is BlockKind.JUNK:
            reason = reason or _reason_by_place(line, i, top, last)
        else:
            reason = None
        result.append(Labelled(line, kind, reason))
    region = (lines[top].start, lines[last].end) if body else None
    return Labels([*result, *far], date, region)


def _far_from_text(lines: list[Line]) -> tuple[list[Labelled], list[Line]]:
    """Sets aside what stands far from any sentence, in long pages and tables: it is judged by no
    more than its letters."""
    if len(lines) <= _LONG_PAGE:
        return [], lines
    near = [False] * len(lines)
    reach = 0
    for i, line in enumerate(lines):
        reach = _TEXT_REACH if line.text.count(" ") >= 7 else reach - 1
        near[i] = reach > 0
    reach = 0
    for i in range(len(lines) - 1, -1, -1):
        reach = _TEXT_REACH if lines[i].text.count(" ") >= 7 else reach - 1
        near[i] = near[i] or reach > 0
    far = [
        Labelled(
            line,
            BlockKind.JUNK,
            JunkReason.NAVIGATION
            if any(c.isalpha() for c in line.text[:200])
            else JunkReason.COUNTS,
        )
        for line, keep in zip(lines, near, strict=True)
        if not keep and not _UNSPACED_LINE.search(line.text)
    ]
    aside = {id(label.line) for label in far}
    return far, [line for line in lines if id(line) not in aside]


def _pasted_again(lines: list[Line]) -> tuple[list[Labelled], list[Line]]:
    """Of a text that was pasted over and over, what repeats the first time: the line model takes
    lines that are repeated for those of menus."""
    seen: set[str] = set()
    first, again = [], []
    for line in lines:
        (again if line.is_prose and line.folded in seen else first).append(line)
        seen.add(line.folded)
    if len(again) <= len(first):
        return [], lines
    return [Labelled(line, BlockKind.JUNK, JunkReason.DUPLICATE) for line in again], first


def _kept(
    lines: list[Line],
    reasons: list[JunkReason | None],
    times: list[dt.date | bool | None],
) -> list[bool]:
    """Which lines are the article's text."""
    if len(lines) < _FEWEST_LINES_OF_A_PAGE and lines[0].markup is None:
        return [r is None and t is None for r, t in zip(reasons, times, strict=True)]
    lean = np.array(
        [
            _LEAN_OF_TEXT
            if line.markup is None
            else _LEAN_OF_MAIN
            if line.markup.main
            else _LEAN_OF_OTHER
            for line in lines
        ]
    )
    kept = line_model.is_article(lines, lean)
    for i, line in enumerate(lines):
        reason = reasons[i]
        if reason in _ALWAYS or (reason is not None and not line.is_prose) or times[i] is not None:
            kept[i] = False
    if not any(line.is_prose for line, keep in zip(lines, kept, strict=True) if keep):
        # menus and lists of titles have no prose; a paste of a few sentences has
        sentences = sum(line.ends_sentence and len(line.words) >= 5 for line in lines)
        if sentences < 0.2 * len(lines):
            return [False] * len(lines)
    return kept


def _spread_related(lines: list[Line], reasons: list[JunkReason | None]) -> None:
    """Where "Read also" stands alone, the titles below it are junk too."""
    for i, line in enumerate(lines):
        if junk.related_lead(line) is not False:
            continue
        for j in range(i + 1, min(i + 7, len(lines))):
            following = lines[j]
            if reasons[j] is not None:
                continue
            if following.is_prose or len(following.text) > 200 or following.text[-1:] in ".:":
                break
            if following.markup is not None and following.markup.link_share < 0.5:
                break
            reasons[j] = JunkReason.RELATED
            if following.markup is None:
                # without markup only the first title is sure to be one
                break


def _drop_repeated(lines: list[Line], kept: list[bool], reasons: list[JunkReason | None]) -> None:
    seen: Counter[str] = Counter()
    for i, line in enumerate(lines):
        if not kept[i]:
            continue
        seen[line.folded] += 1
        if seen[line.folded] > 1 and len(line.words) >= 5:
            kept[i], reasons[i] = False, JunkReason.DUPLICATE


def _drop_notices(lines: list[Line], kept: list[bool], reasons: list[JunkReason | None]) -> None:
    """Drops lines in which the page speaks to its reader, where several stand together: a notice
    about a subscription. One alone may be a quotation."""
    speaking = [features.speaks_to_reader(line) for line in lines]
    told = np.cumsum(
        [len(line.words) * (kept[i] and not speaking[i]) for i, line in enumerate(lines)]
    )
    for i, flag in enumerate(speaking):
        # among the article's paragraphs it is the article that speaks so: a list of offers
        beside = told[i] <= 0.1 * told[-1] or told[i] >= 0.85 * told[-1]
        if flag and kept[i] and beside and sum(speaking[max(0, i - 2) : i + 3]) >= 3:
            kept[i], reasons[i] = False, JunkReason.SUBSCRIPTION


def _drop_end_matter(lines: list[Line], kept: list[bool], reasons: list[JunkReason | None]) -> None:
    """Drops what follows a heading such as "More stories" where it is titles, each with at most
    a paragraph, and what is left at the end after that: headings of nothing, links, notices."""
    words = np.cumsum(
        [len(line.words) if keep else 0 for line, keep in zip(lines, kept, strict=True)]
    )
    total = int(words[-1])
    for i, line in enumerate(lines):
        if not junk.is_end_heading(line):
            continue
        kept[i], reasons[i] = False, reasons[i] or JunkReason.RELATED
        after = [j for j in range(i + 1, len(lines)) if kept[j]]
        if not after or words[i] < 0.6 * total:
            continue
        runs = sum(
            kept[j - 1] and _is_sentence(lines[j]) and _is_sentence(lines[j - 1]) for j in after
        )
        if runs <= 0.2 * len(after):
            for j in after:
                kept[j], reasons[j] = False, JunkReason.RELATED
            break
    for i in range(len(lines) - 1, -1, -1):
        if not kept[i]:
            continue
        line = lines[i]
        linked = line.markup is not None and line.markup.link_share > 0.5
        heading = line.markup is not None and line.markup.tag in _HEADINGS
        if linked or heading or reasons[i] is not None or features.speaks_to_reader(line):
            kept[i], reasons[i] = False, reasons[i] or JunkReason.RELATED
        else:
            break


def _topic(lines: list[Line], kept: list[bool]) -> Counter[str]:
    """The content words of the article's paragraphs."""
    words: Counter[str] = Counter()
    for line, keep in zip(lines, kept, strict=True):
        if keep and line.is_prose:
            words.update(set(features.content_words(line)))
    return words


def _share_of_topic(line: Line, about: Counter[str]) -> float:
    content = features.content_words(line)
    return sum(word in about for word in content) / len(content) if content else 0.0


def _is_lone_paragraph(line: Line, about: Counter[str]) -> bool:
    """Whether a line inside the article that the model rejected is one of its paragraphs after
    all: between byline and picture it stands alone, but speaks of the same."""
    if not line.is_prose or len(line.words) < 15 or shapes.is_caption(line):
        return False
    if features.speaks_to_reader(line) or shapes.is_byline(line):
        return False
    markup = line.markup
    if markup is not None and (
        markup.hidden or markup.link_share > 0.3 or markup.hints & _NOT_STANDFIRST
    ):
        return False
    return _share_of_topic(line, about) >= 0.4


def _is_sentence(line: Line) -> bool:
    return line.is_prose or (line.ends_sentence and len(line.words) >= 4)


# --- the headline --------------------------------------------------------------------------------


def _headline(
    lines: list[Line],
    reasons: list[JunkReason | None],
    times: list[dt.date | bool | None],
    about: Counter[str],
    first: int,
    last: int,
    title: str,
) -> int | None:
    """The line with the article's title: the one that the metadata name, else the one that looks
    and reads most like it above the first paragraphs."""
    if last < 0:
        return None
    wanted = set(re.findall(r"\w+", fold(title)))
    repeated = Counter(line.folded for line in lines)
    first_prose = next((i for i in range(first, last + 1) if lines[i].is_prose), first)
    best, best_points = None, 0.0
    reach = 200 if wanted else _HEADLINE_REACH
    for i in range(max(0, first_prose - reach), first_prose + 1):
        line = lines[i]
        count = len(line.words)
        if times[i] is not None or not 2 <= count <= 40 or len(line.text) > 300:
            continue
        points = 0.0
        if wanted:
            own = set(re.findall(r"\w+", line.folded))
            shared = len(own & wanted) / len(own | wanted)
            inside = own <= wanted and len(own) >= 4
            if shared < 0.5 and not inside:
                continue
            points = 10 * max(shared, 0.6 if inside else 0.0)
        elif i == first_prose or not _can_be_headline(line, reasons[i]):
            continue
        else:
            points = (
                min(count, 10) / 10
                + 1.5 * _share_of_topic(line, about)
                + 0.3 * (repeated[line.folded] > 1)
            )
            points -= 0.06 * (first_prose - i) + (0.4 if count < 4 else 0.0)
            if line.ends_sentence and line.text.endswith("."):
                points -= 0.6
        if line.markup is not None:
            points += {"h1": 1.5, "h2": 0.3}.get(line.markup.tag, 0.0)
            points -= 3.0 * line.markup.hidden + 0.5 * line.markup.link_share
        if points > best_points:
            best, best_points = i, points
    if best is None and wanted:
        return _headline(lines, reasons, times, about, first, last, "")
    # half of its words, or its place right above the text, have to speak for a line
    return best if best_points >= 0.75 else None


def _can_be_headline(line: Line, reason: JunkReason | None) -> bool:
    return not (
        reason is not None
        or line.text.endswith((":", ","))
        or shapes.is_byline(line)
        or shapes.is_name_and_place(line.text)
        or shapes.is_caption(line)
        or shapes.is_dateline(line)
        or len(line.words) > 30
        or (line.is_prose and len(line.words) > 22)
    )


# --- what stands around the text -----------------------------------------------------------------


def _beside(
    line: Line,
    i: int,
    top: int,
    first: int,
    last: int,
    headline: int | None,
    description: str,
) -> BlockKind:
    """The kind of a line that the model took for no part of the text."""
    if top - 2 <= i <= last + 2 and shapes.is_byline(line):
        return BlockKind.BYLINE
    if not top <= i <= last:
        return BlockKind.JUNK
    if i < first + 2 and shapes.is_name_and_place(line.text):
        return BlockKind.BYLINE
    if i < first + 2 and shapes.is_dateline(line):
        return BlockKind.DATELINE
    if shapes.is_caption(line) or (line.markup and line.markup.hints & {"figcaption", "caption"}):
        return BlockKind.CAPTION
    if headline is not None and headline < i < first and _is_standfirst(line, description):
        return BlockKind.PARAGRAPH
    return BlockKind.JUNK


def _is_standfirst(line: Line, description: str) -> bool:
    """Whether a line between headline and text sums the article up."""
    if len(line.words) < 6 or (line.markup and line.markup.hidden):
        return False
    if line.markup is None:
        return _is_sentence(line) and not features.speaks_to_reader(line)
    if line.markup.link_share > 0.3 or line.markup.hints & _NOT_STANDFIRST:
        return False
    if "standfirst" in line.markup.hints:
        return True
    own, told = set(line.words), set(re.findall(r"[^\W\d_]+", fold(description)))
    if len(own & told) >= 0.8 * len(own):
        return True
    return len(line.words) >= 10 and max(line.function_words.values(), default=0) >= 2


def _reason_by_place(line: Line, i: int, top: int, last: int) -> JunkReason:
    """Why a line without words that tell is no part of the article."""
    hints = line.markup.hints if line.markup is not None else frozenset()
    for hint, reason in (
        ("comments", JunkReason.COMMENTS),
        ("share", JunkReason.SHARING),
        ("subscribe", JunkReason.SUBSCRIPTION),
        ("cookies", JunkReason.COOKIES),
        ("related", JunkReason.RELATED),
        ("advertisement", JunkReason.ADVERTISEMENT),
        ("caption", JunkReason.MEDIA),
        ("figcaption", JunkReason.MEDIA),
    ):
        if hint in hints:
            return reason
    if features.speaks_to_reader(line):
        return JunkReason.BOILERPLATE
    if i < top or len(line.words) < 4:
        return JunkReason.NAVIGATION
    if shapes.is_caption(line):
        return JunkReason.MEDIA
    return JunkReason.RELATED


def _kind(line: Line, i: int, first: int) -> BlockKind:
    """The kind of a line of the article's text."""
    markup = line.markup
    hints = markup.hints if markup is not None else frozenset()
    if shapes.is_byline(line) or (i < first + 2 and shapes.is_name_and_place(line.text)):
        return BlockKind.BYLINE
    if markup is not None and markup.tag in _HEADINGS:
        return BlockKind.HEADLINE
    if i < first + 2 and shapes.is_dateline(line):
        return BlockKind.DATELINE
    if shapes.is_caption(line) or "figcaption" in hints:
        return BlockKind.CAPTION
    if "blockquote" in hints or shapes.is_quotation(line.text):
        return BlockKind.QUOTE
    if shapes.is_list_item(line) or (markup is not None and markup.tag == "li"):
        return BlockKind.LIST_ITEM
    if markup is not None and markup.tag == "p":
        return BlockKind.PARAGRAPH
    if not line.ends_sentence and len(line.words) <= 20 and len(line.text) <= 160:
        return (
            BlockKind.PARAGRAPH if line.is_prose or line.text.endswith(":") else BlockKind.HEADLINE
        )
    return BlockKind.PARAGRAPH
