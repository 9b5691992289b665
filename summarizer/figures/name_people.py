"""People known by what stands beside their names: who says something, who is so old, who has a
title, and nicknames."""

from __future__ import annotations

import re

from summarizer.brief import NameKind
from summarizer.figures.gazetteer import gazetteer, normalise
from summarizer.figures.name_lines import Tag
from summarizer.figures.name_words import NameWords
from summarizer.figures.recogniser import is_known_small
from summarizer.figures.vocabulary import vocabulary

_SAID = (
    "dijo|afirmó|aseguró|señaló|explicó|añadió|declaró|indicó|comentó|manifestó|subrayó|destacó"
    "|recordó|reiteró|insistió|advirtió|sostuvo|precisó|agregó|expresó|reconoció|apuntó|lamentó"
)
_SAYS = {
    "en": re.compile(r" (?:said|told|added|asked|replied|says|argued|recalled|wrote)\b"),
    "es": re.compile(rf" (?:{_SAID})\b"),
}
_QUOTED = {
    "en": re.compile(r"[\"”] ?(?P<name>[A-ZÀ-Ý][a-zà-ÿ]{2,15}) (?:said|told|added|asked|says)\b"),
    "es": re.compile(rf"[\"”»] ?, (?:{_SAID}) (?P<name>[A-ZÀ-Ý][a-zà-ÿ]{{2,15}})(?= ?[.,;])"),
}
# "Egibar ha señalado": a sentence that begins with a word that no text has in small letters.
_OPENING_SPEAKER = re.compile(
    rf"(?P<name>(?:De la |Del )?[A-ZÀ-Ý][\wà-ÿ]{{3,15}})(?= (?:{_SAID}|(?:ha|había) \w{{3,12}}[ai]do)\b)"
)
# People whom a court does not name: "detuvieron a J. A. A., de 42 años".
_BY_INITIALS = re.compile(
    r"(?<![\w.])(?P<name>(?:[A-ZÑ]\. ?){1,3}[A-ZÑ]\.)(?= ?, (?:de \d|acusad|detenid|imputad|procesad))"
)
_AGED = re.compile(r" ?, \d{2} ?,")


def with_people(text: str, spans: list[Tag], words: NameWords) -> list[Tag]:
    """``spans`` with people known by what stands beside them: a name that no list of places has,
    before its age or before "said", the one who is quoted, who has a title, a nickname in quotes
    inside a name."""
    language = words.language
    says = _SAYS[language]
    made: list[Tag] = []
    for start, end, kind in spans:
        if (
            kind is NameKind.PLACE
            and " " not in text[start:end]
            and (_AGED.match(text, end) or says.match(text, end))
            and gazetteer().find(text[start:end]) is None
        ):
            kind = NameKind.PERSON
        if kind is NameKind.PERSON and language == "es":
            start = _with_names_before(text, start, end, made[-1][1] if made else 0, words)
        made.append((start, end, kind))
    if language == "es":
        for match in _BY_INITIALS.finditer(text):
            start, end = match.span("name")
            made = [tag for tag in made if tag[1] <= start or end <= tag[0]]
            made.append((start, end, NameKind.PERSON))
        made.sort()
        opening = _OPENING_SPEAKER.match(text)
        if opening is not None and (not made or made[0][0] >= opening.end()):
            name = opening["name"]
            key = normalise(name)
            if not (
                is_known_small(name)
                or key in words.demonyms | words.roles | words.not_names | words.bodies
                or key in vocabulary(language).counting.stops
                or name.isupper()
            ):
                made.insert(0, (*opening.span("name"), NameKind.PERSON))
    if '"' in text or "”" in text or "»" in text:
        for match in _QUOTED[language].finditer(text):
            start, end = match.span("name")
            key = normalise(match["name"])
            if (
                not any(first < end and start < last for first, last, _ in made)
                and key not in words.demonyms | words.roles | words.not_names
                and key not in vocabulary(language).counting.stops
            ):
                made.append((start, end, NameKind.PERSON))
        made.sort()
    return _with_nicknames(text, _with_titled(text, made, words))


# A pattern that begins with a set of letters is found faster than one that looks behind first.
_BEHIND_WORD = re.compile(
    r"(?P<name>[A-ZÀ-Ý](?<=[a-zà-ÿ.] .)[a-zà-ÿ’'-]+(?: [A-Z]\.)?(?: [A-ZÀ-Ý][\wà-ÿ’'-]+){1,2})(?![\w-])"
)
_TITLE = re.compile(
    r"\b(?:Senator|Sen\.|Rep\.|Gov\.|Governor|Congressman|Congresswoman|Mayor|Justice|Judge|Sheriff"
    r"|Mr\.?|Mrs\.?|Ms\.?|Dr\.?) $"
)
_OFFICE_BEFORE = re.compile(r"([a-zà-ÿ]{4,16}) $")
_AGE = re.compile(r", (?:de |who is )?\d\d")
_HOW_OLD = {
    "en": re.compile(
        r"(?<![\w.] )(?P<name>[A-ZÀ-Ý][a-zà-ÿ]{2,15}(?: [A-ZÀ-Ý][a-zà-ÿ]{2,15}){0,2})[\"”]? ?, (?:who is )?\d\d ?,"
    ),
    "es": re.compile(
        r"(?P<name>[A-ZÀ-Ý][a-zà-ÿ]{2,15}(?: [A-ZÀ-Ý][a-zà-ÿ]{2,15}){0,2})[\"”]? ?, de \d\d años"
    ),
}


def _with_titled(text: str, spans: list[Tag], words: NameWords) -> list[Tag]:
    """``spans`` with people behind a title ("Senator | Grant Holloway") and before their age that
    are in none."""
    language = words.language
    patterns = [_BEHIND_WORD]
    if _AGE.search(text):
        patterns.append(_HOW_OLD[language])
    for pattern in patterns:
        for match in pattern.finditer(text):
            start, end = match.span("name")
            keys = normalise(match["name"]).split()
            if (
                any(first < end and start < last for first, last, _ in spans)
                or any(_is_common(key, words) or key in words.works for key in keys)
                or keys[0] in vocabulary(language).counting.stops
                or gazetteer().find(match["name"]) is not None
            ):
                continue
            if pattern is _BEHIND_WORD and not _is_titled(text, start, keys[0], words):
                continue
            spans = sorted([*spans, (start, end, NameKind.PERSON)])
    return spans


def _is_common(key: str, words: NameWords) -> bool:
    """Whether ``key`` is a noun or an adjective that stands beside names."""
    known = (words.roles, words.role_words, words.demonyms, words.not_names, words.bodies)
    return any(key in those for those in known)


def _is_titled(text: str, start: int, first: str, words: NameWords) -> bool:
    """Whether a title stands before a name whose first word is ``first``."""
    if words.language == "en":
        return _TITLE.search(text, max(0, start - 14), start) is not None
    office = _OFFICE_BEFORE.search(text, max(0, start - 18), start)
    return office is not None and first in words.given and normalise(office[1]) in words.roles


_NICKNAME_BETWEEN = re.compile(r" [\"“«'‘] ?[^\"”»'’()]{2,24} ?[\"”»'’] ")
_SURNAME_BEHIND = re.compile(_NICKNAME_BETWEEN.pattern + r"[A-ZÀ-Ý][a-zà-ÿ]{2,15}(?![\w-])")


def _with_nicknames(text: str, spans: list[Tag]) -> list[Tag]:
    """``spans`` with a person's name whole that a nickname parts: "José “El Güero” Ramírez"."""
    joined: list[Tag] = []
    for start, end, kind in spans:
        if kind is NameKind.PERSON:
            # The nickname may have been found for itself.
            for back in (1, 2):
                if len(joined) < back or joined[-back][2] is not NameKind.PERSON:
                    break
                if _NICKNAME_BETWEEN.fullmatch(text, joined[-back][1], start):
                    start = joined[-back][0]
                    del joined[-back:]
                    break
            surname = _SURNAME_BEHIND.match(text, end) if " " not in text[start:end] else None
            if surname is not None and not any(
                first < surname.end() and end < last for first, last, _ in spans
            ):
                end = surname.end()
        joined.append((start, end, kind))
    return joined


_OF_AGE = re.compile(r" ?, de \d\d años")
_WORD_BEFORE = re.compile(r"(?P<name>[A-ZÀ-Ý][a-zà-ÿ]{2,15}) $")
_NICKNAME = re.compile(r"(?:[a-zà-ÿ,] |[“\"'‘(] ?)((?:El|La) )$")


def _with_names_before(text: str, start: int, end: int, after: int, words: NameWords) -> int:
    """Where a person's name begins that lacks its first word: "Carreras | López agregó",
    "Guillermina | Vázquez", "El | Bronco"."""
    if " " not in text[start:end]:
        nickname = _NICKNAME.search(text, max(after, start - 6), start)
        if nickname is not None:
            return nickname.start(1)
    before = _WORD_BEFORE.search(text, max(after, start - 18), start)
    if before is None:
        return start
    key, at = normalise(before["name"]), before.start()
    if key in words.given and normalise(text[start:end]).split()[0] not in words.given:
        return at
    if (
        " " in text[start:end]
        or at
        or not (_SAYS["es"].match(text, end) or _OF_AGE.match(text, end))
    ):
        return start
    if _is_common(key, words) or key in words.headline_words or key in words.titles:
        return start
    return start if key in words.articles or key in vocabulary("es").counting.stops else at
