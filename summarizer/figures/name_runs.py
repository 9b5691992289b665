"""People whose names run together with each other, with a party or a place, or with the verb of
the next headline: "Foto: Ernesto Villalpando | Ricardo Quiroga | Rechaza PRD alianza"."""

from __future__ import annotations

import re

from summarizer.brief import NameKind
from summarizer.figures.gazetteer import gazetteer, normalise
from summarizer.figures.name_lines import Tag
from summarizer.figures.name_words import NameWords

_PARTICLES = frozenset("de del la las los y san santa von van da dos di".split())


def apart(text: str, spans: list[Tag], words: NameWords) -> list[Tag]:
    """``spans`` with what runs together in one apart."""
    if not words.given:
        return spans
    return [
        part
        for span in spans
        for whole in _without_verbs(text, span, words)
        for alone in _people(text, whole, words)
        for part in _place_behind(text, alone, words)
    ]


def _without_verbs(text: str, span: Tag, words: NameWords) -> list[Tag]:
    """The parts of ``span`` before and behind the verb of a headline: "Omar Barranco | Gana |
    Mocken"."""
    start, end, kind = span
    if kind is NameKind.PLACE and " " not in text[start:end]:
        return [span]
    parts: list[Tag] = []
    first, last = start, -1
    for word in re.finditer(r"\S+", text[start:end]):
        at = start + word.start()
        key = normalise(word.group())
        if (
            (key in words.headline_words or word.group().endswith(_FUTURE))
            and (word.group().istitle() or (word.group().isupper() and len(key) > 4))
            and not (kind is NameKind.PERSON and key in words.given)
            and _opens_clause(text, at, start + word.end(), start, end)
        ):
            if last > first:
                parts.append((first, last, kind))
            rest = _TIES.match(text, start + word.end(), end)
            first = rest.end() if rest is not None else start + word.end() + 1
        last = start + word.end()
    if first == start:
        return [span]
    if last > first:
        rest = gazetteer().find(text[first:last])
        parts.append((first, last, rest.kind if rest is not None else kind))
    return parts


_TIES = re.compile(r" (?:(?:de|del|a|al|el|la|las|los) )*")
_FUTURE = ("ará", "erá", "irá", "arán", "erán", "irán")
_SMALL = re.compile(r" (?:[a-zà-ÿ]|, [a-zà-ÿ])")
_JOINED = re.compile(r"(?<!\w)(?:de|del|la|las|los|y|e|con|por|para|the|of) $")


def _opens_clause(text: str, start: int, end: int, first: int, last: int) -> bool:
    """Whether the verb ``text[start:end]`` may open a headline there."""
    if _JOINED.search(text, max(first, start - 5), start):
        return False
    return end < last or _SMALL.match(text, end) is not None


def _people(text: str, span: Tag, words: NameWords) -> list[Tag]:
    """The parts of ``span`` where a surname stands before a first name, which no Spanish name
    has: "Daniel Perales | Marcelo Ebrard", "Morena | Luis Ruiz Sandoval"."""
    start, end, kind = span
    found = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])]
    if len(found) < 3:
        return [span]
    keys = [normalise(text[a:b]) for a, b in found]
    for i in range(1, len(found) - 1):
        if keys[i] not in words.given or not text[found[i][0] : found[i][1]].istitle():
            continue
        before = text[start : found[i - 1][1]]
        if (
            keys[i - 1] in words.given | _PARTICLES
            or text[found[i - 1][0] : found[i - 1][1]].endswith(".")
            or keys[i + 1] in _PARTICLES
            or all(key in words.given for key in keys[i:])
        ):
            continue
        entry = gazetteer().find(before)
        if kind is NameKind.PERSON:
            whole = i > 1 and any(key in words.given for key in keys[: i - 1])
            if entry is None and not whole:
                continue
        elif entry is None:
            continue
        return [
            (start, found[i - 1][1], entry.kind if entry is not None else kind),
            *_people(text, (found[i][0], end, NameKind.PERSON), words),
        ]
    return [span]


# What follows a place at the head of a report.
_DATELINE = re.compile(r" ?, ?(?:a )?(?:\d|(?P<around>[A-ZÀ-Ý][\w.]*))")


def _place_behind(text: str, span: Tag, words: NameWords) -> list[Tag]:
    """The parts of ``span`` where a place stands behind what it is not part of: "Toño García |
    Morelia, Michoacán", "SRE | México"."""
    start, end, kind = span
    at = text.rfind(" ", start, end) + 1
    if at <= start or gazetteer().find(text[start:end]) is not None:
        return [span]
    if gazetteer().find(text[at:end], NameKind.PLACE) is None:
        return [span]
    before = text[start : at - 1]
    entry = gazetteer().find(before)
    if kind is NameKind.PERSON and entry is None:
        # Many people are called León or Toledo.
        dateline = _DATELINE.match(text, end)
        if " " not in before or dateline is None or before.endswith((" de", " la", " y")):
            return [span]
        around = dateline["around"]
        if around is not None and gazetteer().find(around, NameKind.PLACE) is None:
            return [span]
        return [(start, at - 1, kind), (at, end, NameKind.PLACE)]
    if entry is None or entry.kind is not NameKind.ORGANISATION:
        return [span]
    return [(start, at - 1, entry.kind), (at, end, NameKind.PLACE)]
