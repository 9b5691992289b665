"""What is measured of each line of a page before it is judged: its form, its words, its place
among the other lines and, on an HTML page, its markup. Nothing here knows a site."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from summarizer.brief import JunkReason
from summarizer.reading import en, es, junk
from summarizer.reading.lines import LANDMARKS, Line, once_a_line
from summarizer.reading.shapes import (
    is_byline,
    is_caption,
    is_list_item,
    is_title_cased,
    posting_time,
)

_FUNCTION_WORDS = en.FUNCTION_WORDS | es.FUNCTION_WORDS
# Words by which a page speaks to its reader, about itself.
_ADDRESS_WORDS = en.ADDRESS_WORDS | es.ADDRESS_WORDS
_HINTS = [
    "related",
    "share",
    "comments",
    "subscribe",
    "cookies",
    "navigation",
    "advertisement",
    "tags",
    "caption",
    "byline",
    "bio",
    "standfirst",
    *LANDMARKS,
]
_TAGS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div", "td", "blockquote", "button", "body")


def _buckets(prefix: str, edges: tuple[float, ...]) -> list[str]:
    return [f"{prefix}<{edge:g}" for edge in edges] + [f"{prefix}>={edges[-1]:g}"]


_WORDS = (2, 3, 4, 6, 9, 13, 19, 30, 50)
_SHARE = (0.05, 0.12, 0.2, 0.3, 0.4, 0.5)
_OVERLAP = (0.01, 0.15, 0.3, 0.45, 0.6, 0.8)
_WINDOW = (0.01, 0.15, 0.3, 0.45, 0.6, 0.8, 0.95)
_DISTANCE = (1, 2, 3, 5, 8, 13, 21, 40)
_LINES = (3, 8, 15, 30, 60, 120, 250)
_LINK = (0.05, 0.25, 0.5, 0.8, 0.95)

_OWN = [
    *_buckets("words", _WORDS), *_buckets("function", _SHARE), *_buckets("overlap", _OVERLAP),
    "ends .", "ends ?!", "ends :", "ends quote", "ends ellipsis", "ends other",
    "starts upper", "starts lower", "starts digit", "starts quote", "starts other",
    "title cased", "all capitals", "has comma", "two sentences", "digits", "address words", "address words 3",
    "byline", "caption", "posting time", "end heading", "related lead", "list item", "repeated",
    "link inside", "handle inside", "glued words", "prose",
    *(f"reason {reason.value}" for reason in JunkReason),
]  # fmt: skip
_PLACE = [
    *(f"first {n}" for n in (1, 2, 3)), *(f"last {n}" for n in (1, 2, 3)),
    *_buckets("near prose 3", _WINDOW), *_buckets("near prose 8", _WINDOW), *_buckets("near prose 20", _WINDOW),
    *_buckets("to prose before", _DISTANCE), *_buckets("to prose after", _DISTANCE),
    *_buckets("to long before", _DISTANCE), *_buckets("to long after", _DISTANCE),
    *_buckets("lines", _LINES), *_buckets("prose of page", _WINDOW),
    "before first long", "after last long", "teaser", "teaser and overlap low", "after end heading",
    "heading before prose", "heading before teaser", "no prose in page",
]  # fmt: skip
_AROUND = [
    "prose", "ends .", "byline", "caption", "posting time", "end heading", "related lead", "title cased",
    "words<4", "repeated", "list item", "ends :",
]  # fmt: skip
_MARKUP = [
    "main", "main around", "main near", "not main but main around", "hidden", *_buckets("link share", _LINK),
    *(f"tag {tag}" for tag in _TAGS), "tag other", *(f"hint {hint}" for hint in _HINTS),
    "main and prose", "not main and prose", "main and linked", "same parent as main",
    *_buckets("overlap of prose", _OVERLAP),
]  # fmt: skip
NAMES: list[str] = [
    "bias", *_OWN, *_PLACE,
    *(f"before: {name}" for name in _AROUND), *(f"after: {name}" for name in _AROUND),
    *(f"with markup: {name}" for name in _MARKUP), "with markup",
]  # fmt: skip
_INDEX = {name: i for i, name in enumerate(NAMES)}


def _bucket(prefix: str, value: float, edges: tuple[float, ...]) -> str:
    for edge in edges:
        if value < edge:
            return f"{prefix}<{edge:g}"
    return f"{prefix}>={edges[-1]:g}"


_SENTENCE_INSIDE = re.compile(r"[.!?…][\"'”’»)]{0,2}\s+[\"'“‘«(¿¡]{0,2}[A-ZÁÉÍÓÚÑ]")
_GLUED = re.compile(r"[a-záéíóúñ][A-ZÁÉÍÓÚÑ][a-záéíóúñ]")


@once_a_line
def content_words(line: Line) -> list[str]:
    return [word for word in line.words if len(word) > 3 and word not in _FUNCTION_WORDS]


@once_a_line
def speaks_to_reader(line: Line) -> bool:
    """Whether the page speaks to its reader here ("Tu suscripción…"), rather than tells."""
    address = sum(word in _ADDRESS_WORDS for word in line.words)
    return address >= 3 and address >= 0.08 * len(line.words)


def matrix(lines: list[Line]) -> np.ndarray:
    """One row of features (0 or 1) for each line, in the order of :data:`NAMES`."""
    rows = np.zeros((len(lines), len(NAMES)), dtype=np.float32)
    if not lines:
        return rows
    own = _own_features(lines)
    place = _place_features(lines, own)
    for i, line in enumerate(lines):
        names = {"bias", *own[i], *place[i]}
        if i:
            names.update(f"before: {name}" for name in _AROUND if name in own[i - 1])
        if i + 1 < len(lines):
            names.update(f"after: {name}" for name in _AROUND if name in own[i + 1])
        if line.markup is not None:
            names.add("with markup")
            names.update(f"with markup: {n}" for n in _markup_features(lines, i, own[i]))
        rows[i, [_INDEX[name] for name in names]] = 1.0
    return rows


def _own_features(lines: list[Line]) -> list[set[str]]:
    repeated = Counter(line.folded for line in lines)
    vocabulary: Counter[str] = Counter()
    contents = [content_words(line) for line in lines]
    for line, words in zip(lines, contents, strict=True):
        if line.is_prose and repeated[line.folded] == 1:
            vocabulary.update(set(words))
    result = []
    seen: dict[str, set[str]] = {}
    for line, words in zip(lines, contents, strict=True):
        if line.text in seen:
            result.append(seen[line.text])
            continue
        text = line.text or " "
        count = len(line.words)
        names = {_bucket("words", count, _WORDS)}
        share = max(line.function_words.values(), default=0) / max(count, 1)
        names.add(_bucket("function", share, _SHARE))
        itself = 1 if line.is_prose and repeated[line.folded] == 1 else 0
        distinct = set(words)
        known = sum(vocabulary[word] > itself for word in distinct)
        names.add(_bucket("overlap", known / len(distinct) if distinct else 0.0, _OVERLAP))
        end = text[-1]
        if end in "\"'”’»)" and len(text) > 1 and text[-2] in ".!?…":
            names.add("ends .")
        names.add(
            "ends ." if end == "." else "ends ?!" if end in "?!" else "ends :" if end == ":"
            else "ends quote" if end in "\"'”’»" else "ends ellipsis" if end == "…" else "ends other"
        )  # fmt: skip
        start = text[0]
        names.add(
            "starts upper" if start.isupper() else "starts lower" if start.islower()
            else "starts digit" if start.isdigit() else "starts quote" if start in "\"'“‘«¿¡"
            else "starts other"
        )  # fmt: skip
        if is_title_cased(text):
            names.add("title cased")
        if text.isupper() and count:
            names.add("all capitals")
        if ", " in text:
            names.add("has comma")
        if _SENTENCE_INSIDE.search(text):
            names.add("two sentences")
        if sum(c.isdigit() for c in text) > 0.2 * len(text):
            names.add("digits")
        address = sum(word in _ADDRESS_WORDS for word in line.words)
        if address:
            names.add("address words")
        if speaks_to_reader(line):
            names.add("address words 3")
        for name, true in (
            ("byline", is_byline(line)),
            ("caption", is_caption(line)),
            ("posting time", posting_time(line) is not None),
            ("end heading", junk.is_end_heading(line)),
            ("related lead", junk.related_lead(line) is not None),
            ("list item", is_list_item(line)),
            ("repeated", repeated[line.folded] > 1),
            ("link inside", "http" in text or "www." in text),
            ("handle inside", "@" in text),
            ("glued words", bool(_GLUED.search(text))),
            ("prose", line.is_prose),
        ):
            if true:
                names.add(name)
        if reason := junk.reason(line):
            names.add(f"reason {reason.value}")
        seen[line.text] = names
        result.append(names)
    return result


def _distances(flags: list[bool]) -> tuple[list[int], list[int]]:
    """For each position, the distance to the last True before it and to the next after it."""
    far = 99
    before, after = [far] * len(flags), [far] * len(flags)
    last = None
    for i, flag in enumerate(flags):
        before[i] = far if last is None else i - last
        if flag:
            last = i
    last = None
    for i in range(len(flags) - 1, -1, -1):
        after[i] = far if last is None else last - i
        if flags[i]:
            last = i
    return before, after


def _place_features(lines: list[Line], own: list[set[str]]) -> list[set[str]]:
    count = len(lines)
    prose = [
        "prose" in names and not any(name.startswith("reason ") for name in names) for names in own
    ]
    long = [p and len(line.words) >= 25 for p, line in zip(prose, lines, strict=True)]
    sums = np.concatenate([[0], np.cumsum(prose)])
    prose_before, prose_after = _distances(prose)
    long_before, long_after = _distances(long)
    headings = [
        not prose[i] and 3 <= len(lines[i].words) <= 20 and "ends ." not in own[i]
        for i in range(count)
    ]
    long_positions = [i for i, flag in enumerate(long) if flag]
    teasers = [_is_teaser(prose, headings, i) for i in range(count)]
    result = []
    after_heading = False
    share_of_page = float(sums[-1]) / count
    for i in range(count):
        names = {_bucket("lines", count, _LINES), _bucket("prose of page", share_of_page, _WINDOW)}
        if i < 3:
            names.add(f"first {i + 1}")
        if count - i <= 3:
            names.add(f"last {count - i}")
        for reach in (3, 8, 20):
            low, high = max(0, i - reach), min(count, i + reach + 1)
            near = float(sums[high] - sums[low] - prose[i]) / max(high - low - 1, 1)
            names.add(_bucket(f"near prose {reach}", near, _WINDOW))
        names.add(_bucket("to prose before", prose_before[i], _DISTANCE))
        names.add(_bucket("to prose after", prose_after[i], _DISTANCE))
        names.add(_bucket("to long before", long_before[i], _DISTANCE))
        names.add(_bucket("to long after", long_after[i], _DISTANCE))
        if not any(prose):
            names.add("no prose in page")
        if long_positions and i < long_positions[0]:
            names.add("before first long")
        if long_positions and i > long_positions[-1]:
            names.add("after last long")
        if teasers[i]:
            names.add("teaser")
            if own[i] & {"overlap<0.01", "overlap<0.15", "overlap<0.3"}:
                names.add("teaser and overlap low")
        if headings[i] and i + 1 < count and prose[i + 1]:
            names.add("heading before teaser" if teasers[i + 1] else "heading before prose")
        if after_heading:
            names.add("after end heading")
        if "end heading" in own[i] and (not long_positions or i > long_positions[0]):
            after_heading = True
        elif i and prose[i] and prose[i - 1]:
            after_heading = False
        result.append(names)
    return result


def _is_teaser(prose: list[bool], headings: list[bool], i: int) -> bool:
    """Whether line ``i`` is a lone paragraph between two headings, as in lists of other stories."""
    if not prose[i] or i == 0 or not headings[i - 1]:
        return False
    return i + 1 >= len(prose) or not prose[i + 1]


def _markup_features(lines: list[Line], i: int, own: set[str]) -> set[str]:
    markup = lines[i].markup
    names = {_bucket("link share", markup.link_share, _LINK)}
    names.add(f"tag {markup.tag}" if markup.tag in _TAGS else "tag other")
    names.update(f"hint {hint}" for hint in markup.hints if hint in _HINTS)
    around = [j for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    if markup.main:
        names.add("main")
        names.add("main and prose" if "prose" in own else "main")
        if markup.link_share > 0.8:
            names.add("main and linked")
    elif "prose" in own:
        names.add("not main and prose")
    both = all(lines[j].markup is not None and lines[j].markup.main for j in around)
    if both:
        names.add("main around")
        if not markup.main:
            names.add("not main but main around")
    near = [
        lines[j].markup
        for j in range(max(0, i - 4), min(len(lines), i + 5))
        if j != i and lines[j].markup is not None
    ]
    if any(m.main for m in near):
        names.add("main near")
    if any(m.main and m.parent == markup.parent for m in near):
        names.add("same parent as main")
    if markup.hidden:
        names.add("hidden")
    if "prose" in own:
        names.update(
            name.replace("overlap", "overlap of prose")
            for name in own
            if name.startswith("overlap")
        )
    return names
