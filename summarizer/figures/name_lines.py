"""Names in lines whose form tells what they are: datelines of agencies, and rows of results."""

from __future__ import annotations

import re

from summarizer.brief import NameKind
from summarizer.figures.gazetteer import gazetteer, normalise
from summarizer.figures.name_words import NameWords

Tag = tuple[int, int, NameKind]

# --- datelines -----------------------------------------------------------------------------------


_AGENCIES = (
    "AP|Reuters|REUTERS|AFP|UPI|EFE|EFECOM|Efe|Notimex|NOTIMEX|Europa Press|dpa|DPA|ANSA|Xinhua|CNN"
)
_DATELINE = re.compile(
    rf"""
    (?<!\w)(?P<place>[A-ZÀ-Ý][\w'’-]{{1,30}}
        (?:\ (?:(?:de|del|la|las|los|of)\ ){{0,2}}[A-ZÀ-Ý][\w'’-]{{1,30}}){{0,3}})
    (?:\ ?\(\ ?(?P<within>[A-ZÀ-Ý][\w\ ]{{1,25}}?)\ ?\)
      |\ ?,\ (?P<state>[A-ZÀ-Ý][\w'’.]{{1,30}}(?:\ [A-ZÀ-Ý][\w'’]{{1,30}}){{0,2}}))?
    (?:\ ?,?\ (?:\d{{1,2}}\ [a-z]{{3,10}}\.?|[A-Z][a-z]{{2,8}}\.?\ \d{{1,2}}))?
    (?:\ ?,?\ \d{{4}}-\d\d-\d\d$|\ ?,?\ \(\ ?(?:{_AGENCIES})\b[^()]{{0,20}}\))
    """,
    re.VERBOSE,
)


_HEADLINE_END = re.compile(r"(?:[^\Wa-zà-ÿ]{2,}[ .:]+)+(?=[A-ZÀ-Ý][a-zà-ÿ])")
_TIES = (" de ", " del ", " la ", " las ", " los ", " of ")


def with_dateline(text: str, spans: list[Tag]) -> list[Tag]:
    """With the place from which an agency reports: "WASHINGTON (AP)", "Madrid, 23 may (EFE)". A
    headline may stand right before it."""
    # A long line is a paragraph, and its dateline at its head.
    head = text[:400]
    if "(" not in head and not head[-1:].isdigit():
        return spans
    for dateline in _DATELINE.finditer(head):
        places = [dateline.span(group) for group in ("place", "within", "state") if dateline[group]]
        start, end = places[0]
        capitals = _HEADLINE_END.match(text, start, end)
        if capitals is not None:
            # "... EN MADRID Sevilla (EFE)"
            start = capitals.end()
        elif gazetteer().find(text[start:end]) is None:
            known = [
                at
                for at in range(start + 1, end)
                if text[at - 1] == " "
                and text[at].isupper()
                and not text[start:at].endswith(_TIES)
                and gazetteer().find(text[at:end], NameKind.PLACE) is not None
            ]
            if start and not known:
                continue
            start = known[0] if known else start
        places[0] = start, end
        spans = _laid_under(spans, places)
    return spans


def _laid_under(spans: list[Tag], places: list[tuple[int, int]]) -> list[Tag]:
    """``places``, and of ``spans`` what stands before, between and behind them."""
    laid = [(start, end, NameKind.PLACE) for start, end in places]
    first = places[0][0]
    for start, end, kind in spans:
        if end <= first or not any(start < last and at < end for at, last in places):
            laid.append((start, end, kind))
        elif start < first - 1:
            # The end of a headline.
            laid.append((start, first - 1, kind))
    return sorted(laid)


# --- results ------------------------------------------------------------------------------------


_ENDS_IN_NUMBER = re.compile(r"\d(?: -)?$")
_NUMBERED = re.compile(r"\d{1,3}[.=]")
_NUMBERS = re.compile(r"(?<=\s)\d[\d.,:/+-]*")
_WORDS = re.compile(r"[^\W\d_][^\W\d_.'’&-]*(?:[ .'’&-]+[^\W\d_][^\W\d_.'’&-]*){0,4}")


def results(text: str, words: NameWords) -> list[Tag] | None:
    """The names in a line of names and numbers, a result or a row of a table ("Bath 35 Harlequins
    20", "4. Anka Baier (Germany) 1:25.16"), in which a town stands for its club; None where the
    text is no such line."""
    if len(text) > 200 or not _ENDS_IN_NUMBER.search(text):
        return None
    if len(_NUMBERS.findall(text)) < (1 if _NUMBERED.match(text) and "(" in text else 2):
        return None
    names = [
        (m.start(), m.end() + (text[m.end() :][:1] == "." and gazetteer().spells(m.group() + ".")))
        for m in _WORDS.finditer(text)
    ]
    if not names or not all(text[start].isupper() for start, _ in names) or len(names) > 4:
        return None
    if any(normalise(text[start:end]) in words.not_names for start, end in names):
        return None
    if "(" in text:
        # "4. Anka Baier (Germany) 1:25.16": a competitor and a country; two of them, or one with
        # the columns of a table, are clubs.
        competitors, places = names[::2], names[1::2]
        if len(competitors) != len(places) or any(
            gazetteer().find(text[start:end], NameKind.PLACE) is None for start, end in places
        ):
            return None
        kind = NameKind.PERSON
        columns = _NUMBERS.findall(text, places[0][1])
        if len(competitors) == 2 or (len(columns) > 2 and all(map(_is_small, columns))):
            kind = NameKind.ORGANISATION
        elif any(" " not in text[start:end] for start, end in competitors):
            return None
        return sorted(
            [(start, end, kind) for start, end in competitors]
            + [(start, end, NameKind.PLACE) for start, end in places]
        )
    if len(names) > 2:
        return None
    return [
        (start, end, NameKind.PLACE if _is_country(text[start:end]) else NameKind.ORGANISATION)
        for start, end in names
    ]


def _is_small(number: str) -> bool:
    """Whether ``number`` may be of games won or lost; rounds of golf take more strokes."""
    return number.isdigit() and int(number) < 55


def _is_country(name: str) -> bool:
    entry = gazetteer().find(name, NameKind.PLACE)
    return entry is not None and entry.id.startswith("territory:")
