"""Names in a list: those that a noun introduces ("the towns of ..."), and what stands beside others
of one kind, joined by commas, and is of that kind."""

from __future__ import annotations

import re
from collections import Counter

from summarizer.brief import NameKind
from summarizer.figures.gazetteer import gazetteer, normalise
from summarizer.figures.name_lines import Tag
from summarizer.figures.name_words import NameWords

_BETWEEN = re.compile(
    r" ?[,;] (?:(?:y|e|and|o|or) )?(?:(?:el|la|los|las|the) )?| (?:y|e|and|o|or) "
)
# Fewer than four may well be a person, her party and her town.
_LEAST, _SHARE = 4, 0.7


def agreed(text: str, spans: list[Tag], words: NameWords) -> list[Tag]:
    """``spans`` with the names of each list of the kind of most of them, but for those that tell
    their kind themselves."""
    out: list[Tag] = []
    group: list[Tag] = []
    for span in [*spans, None]:
        if group and (span is None or not _BETWEEN.fullmatch(text, group[-1][1], span[0])):
            out += _of_one_kind(text, group, words)
            group = []
        if span is not None:
            group.append(span)
    return out


def _of_one_kind(text: str, group: list[Tag], words: NameWords) -> list[Tag]:
    kind, count = Counter(kind for *_, kind in group).most_common(1)[0]
    if len(group) < _LEAST or count < _SHARE * len(group):
        return group
    return [
        (start, end, kind if _may_be(text[start:end], kind, words) else own)
        for start, end, own in group
    ]


def _may_be(name: str, kind: NameKind, words: NameWords) -> bool:
    """Whether nothing in ``name`` speaks against its being of ``kind``."""
    parts = normalise(name).split()
    if gazetteer().find(name) is not None or words.bodies & {parts[0], parts[-1]}:
        return False
    # "Javier González Mocken" is a person and "Seguridad Nacional" none, whatever is beside them.
    return len(parts) == 1 or (
        kind is not NameKind.PERSON and (len(parts) == 2 or bool(words.links & set(parts)))
    )


# Before the names of several bodies, each by what it is for.
_BODIES = frozenset(
    "secretarias ministerios consejerias concejalias departamentos ministries departments".split()
)
_INTRODUCED = re.compile(
    r"\b(?P<noun>[^\W\d_]{4,20}s) (?:del?|of)(?: (?:la|las|los|el|the))? (?=[A-ZÀ-Ý])"
)
_LIST = re.compile(
    r"(?:[A-ZÀ-Ý][\w’'.-]*|del?|la|las|los|el|y|e|and|of|the)"
    r"(?:(?: ?,)? (?:[A-ZÀ-Ý][\w’'-]*|del?|la|las|los|el|y|e|and|of|the)(?![\w@]))*"
)
_LAST_AND = re.compile(r"(?: ?,)? (?:y|e|and) (?:(?:de|of) )?")
_COMMA = re.compile(r" ?, (?:(?:y|e|and) )?(?:(?:los|las|the) )?")
_TAIL = re.compile(r"(?:[ ,]+(?:del?|la|las|los|el|y|e|and|of|the|,))+$")


def introduced(text: str, spans: list[Tag], words: NameWords) -> list[Tag]:
    """``spans`` with all names that the noun before a list says the kind of: "los municipios de
    Altar, Jalpa de Méndez y Naco", "las secretarías de Salud y Trabajo"."""
    for match in _INTRODUCED.finditer(text):
        noun = normalise(match["noun"])
        if noun in _BODIES:
            kind = NameKind.ORGANISATION
        elif noun in words.sites | words.offices_of_places:
            kind = NameKind.PLACE
        else:
            continue
        items = _items(text, match.end())
        for i, (start, end) in enumerate(items):
            name = text[start:end]
            if kind is NameKind.PLACE and (
                normalise(name).split()[0] in words.bodies
                # "the mayors of Altar, Ana Soto and ..."
                or (
                    noun in words.offices_of_places
                    and name.count(" ") == 1
                    and normalise(name).split()[0] not in words.links
                    and (start, end, NameKind.PERSON) in spans
                )
            ):
                items = items[:i]
                break
        if len(items) < 2:
            continue
        first, last = items[0][0], items[-1][1]
        # "Municipios de Altar" may be taken for one name.
        spans = [span for span in spans if span[0] != match.start() or span[1] > last]
        kept = [span for span in spans if span[1] <= first or last <= span[0]]
        if any(start < first < end or start < last < end for start, end, _ in spans):
            continue
        spans = sorted([*kept, *((start, end, kind) for start, end in items)])
    return spans


def _items(text: str, start: int) -> list[tuple[int, int]]:
    """Where the items of the list are that begins at ``start``; the last "and" parts two."""
    found = _LIST.match(text, start)
    if found is None:
        return []
    end = found.end()
    tail = _TAIL.search(text, start, end)
    end = tail.start() if tail is not None else end
    items, first = [], start
    for comma in _COMMA.finditer(text, start, end):
        items.append((first, comma.start()))
        first = comma.end()
    last = list(_LAST_AND.finditer(text, first, end))
    if last:
        items.append((first, last[-1].start()))
        first = last[-1].end()
    items.append((first, end))
    whole = [item[0] < item[1] and text[item[0]].isupper() for item in items]
    return items[: whole.index(False)] if False in whole else items
