"""The recogniser's spans, mended by what the two languages say of names.

A recogniser that has read a million words leaves regular faults: a long name torn at its
prepositions, the noun of a law or a storm left out, a portfolio taken for a ministry. Each rule here
is one that holds for all names of its sort; ``bench/names.py`` measures them together.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from summarizer.brief import NameKind
from summarizer.figures.es.names import WORDS as SPANISH
from summarizer.figures.gazetteer import gazetteer, is_town, normalise
from summarizer.figures.name_acronyms import with_spelled_out
from summarizer.figures.name_credits import with_owners, with_papers
from summarizer.figures.name_features import known_in
from summarizer.figures.name_lines import (
    Tag,
    clubs,
    results,
    score,
    with_contestants,
    with_dateline,
)
from summarizer.figures.name_lists import agreed, introduced
from summarizer.figures.name_pages import (
    without_furniture,
    without_next_sentence,
    without_page,
)
from summarizer.figures.name_people import with_people
from summarizer.figures.name_runs import apart
from summarizer.figures.name_words import NameWords
from summarizer.figures.recogniser import is_known_name
from summarizer.figures.tokens import Token
from summarizer.figures.vocabulary import vocabulary

_POSSESSIVES = ("'s", "’s")


def mended(text: str, tokens: list[Token], spans: list[Tag], words: NameWords) -> list[Tag]:
    """The names in ``text``, of which ``spans`` are what the recogniser found, both sorted and
    disjoint. ``tokens`` are those of ``text``."""
    if (found := results(text, words) or score(text, spans, words)) is not None:
        return found
    spans = apart(text, without_furniture(text, _parted(text, spans), words), words)
    spans = _cut(text, spans) if not words.role_before_complement else _cut_spanish(text, spans)
    tidy = [
        mended_span
        for span in with_dateline(text, _joined(text, _whole_words(text, spans), words))
        if (mended_span := _tidied(text, span, words)) is not None
    ]
    known = _with_known(text, tokens, _without_portfolios(text, tidy, words), words)
    known = _without_competitions(text, with_spelled_out(text, known, words))
    known = _without_documents(text, known, words)
    known = introduced(text, known, words)
    spans = _with_acronyms(text, clubs(text, with_contestants(text, known), words))
    spans = _with_bodies_by_form(text, with_people(text, spans, words), words)
    spans = with_papers(text, spans, words)
    return without_page(text, agreed(text, with_owners(text, spans, words), words), words)


_DASHES = ("-", "‐", "‑")
_REST_OF_WORD = re.compile(r"[^\W\d_]{2,30}")
_HYPHENED = re.compile(r"(?:[-‐‑&](?=[^\W_a-zà-ÿ])[\w’']{1,30}){1,4}")
# "Palmer & Finch"
_PARTNER_BEFORE = re.compile(r"(?<![\w'’])([A-ZÀ-Ý][\w'’]+ & )$")
_PARTNER_AFTER = re.compile(r" & [A-ZÀ-Ý][\w'’]+")
_INITIALS = re.compile(r"(?:(?<![\w.])[^\W\d_a-zà-ÿ]\. ?){1,3}$")


def _whole_words(text: str, spans: list[Tag]) -> list[Tag]:
    """With all of "Jean-Luc" and "ESE&S", and with the initials before a person's surname; yet
    "China-Vietnam" is two places."""
    whole: list[Tag] = []
    for start, end, kind in spans:
        if whole and (
            start < whole[-1][1] or text[start - 1 : start] == "-" == text[whole[-1][1] - 1]
        ):
            first, last, kind = whole.pop()
            start, end = first, max(end, last)
        if text[start:end].endswith(_DASHES) and (more := _REST_OF_WORD.match(text, end)):
            # "Instituto Hispano-árabe"
            end = more.end()
        tail = _HYPHENED.match(text, end)
        if tail is not None and not (
            kind is NameKind.PLACE and gazetteer().find(tail.group()[1:]) is not None
        ):
            end = tail.end()
        partners = _PARTNER_BEFORE.search(text, max(0, start - 30), start)
        if partners is not None and (not whole or partners.start(1) >= whole[-1][1]):
            start, kind = partners.start(1), NameKind.ORGANISATION
        partner = _PARTNER_AFTER.match(text, end)
        if partner is not None:
            end, kind = partner.end(), NameKind.ORGANISATION
        if kind is NameKind.PERSON:
            initials = _INITIALS.search(text, max(0, start - 12), start)
            if initials is not None and (not whole or initials.start() >= whole[-1][1]):
                start = initials.start()
        whole.append((start, end, kind))
    return whole


_DASH_INSIDE = re.compile(r"\s[-‐‑–—]\s")


def _parted(text: str, spans: list[Tag]) -> list[Tag]:
    """Without dashes between spaces, which stand between names and never in one ("Indonesia -
    Ronny Wabia"), and with a name that ends a headline apart from the same that begins the text
    under it ("Barbosa Barbosa Huerta")."""
    parted: list[Tag] = []
    for start, end, kind in spans:
        if kind is NameKind.PERSON:
            # "Kirsten 18th", as in results.
            placed = _PLACED.search(text, start, end)
            end = placed.start() if placed is not None else end
        dash = _DASH_INSIDE.search(text, start, end)
        while dash is not None and start < dash.start() and dash.end() < end:
            parted.append((start, dash.start(), _known_kind(text[start : dash.start()], kind)))
            start = dash.end()
            kind = _known_kind(text[start:end], kind)
            dash = _DASH_INSIDE.search(text, start, end)
        again = _begins_again(text[start:end]) if kind is NameKind.PERSON else 0
        if again:
            parted.append((start, start + again - 1, kind))
            start += again
        parted.append((start, end, kind))
    return parted


_PLACED = re.compile(r" \d{1,3}(?:st|nd|rd|th)?$")


def _begins_again(name: str) -> int:
    """Where a name of more than two words says its first word, or all before it, again; or 0."""
    parts = name.split(" ")
    half = len(parts) // 2
    if len(parts) > 3 and parts[:half] == parts[half:]:
        return len(" ".join(parts[:half])) + 1
    if len(parts) > 2 and len(parts[0]) > 3 and parts[0] in parts[1:]:
        return len(parts[0]) + 1
    return 0


def _known_kind(name: str, kind: NameKind) -> NameKind:
    entry = gazetteer().find(name)
    if entry is not None:
        return entry.kind
    return NameKind.PERSON if name.count(" ") == 1 and name.istitle() else kind


_SMALL_INSIDE = re.compile(
    r" (?!(?:the|and|for|von|van|der|den|bin|ibn|del|las|los|dos|das)\b)[a-z]{3,} "
)


def _cut(text: str, spans: list[Tag]) -> list[Tag]:
    """Without the verb in "World Bank met Ngozi Okafor": no English name has small words but
    prepositions, articles and particles."""
    cut: list[Tag] = []
    for start, end, kind in spans:
        inside = _SMALL_INSIDE.search(text, start, end)
        if inside is None:
            cut.append((start, end, kind))
            continue
        cut.append((start, inside.start(), kind))
        rest = text[inside.end() : end]
        if rest[:1].isupper() and rest.count(" ") == 1:
            cut.append((inside.end(), end, NameKind.PERSON))
    return cut


_NO_NAME_INSIDE = re.compile(
    r" (?:hacia|hasta|desde|según|que|como|cuando|donde|mediante|durante|tras|ante|es|son|fue"
    r"|fueron|está|están|ha|han|había|se|no|ya|pero|sino|sin|con|dijo|afirmó) "
)


def _cut_spanish(text: str, spans: list[Tag]) -> list[Tag]:
    """Without what stands behind a word that no Spanish name has inside: "Fiscalía General hacia
    Presidencia", and with organisations in a list apart: "Protección Civil, Policía Local"."""
    cut: list[Tag] = []
    for start, end, kind in spans:
        inside = _NO_NAME_INSIDE.search(text, start, end)
        while inside is not None:
            cut.append((start, inside.start(), kind))
            start = inside.end()
            inside = _NO_NAME_INSIDE.search(text, start, end)
        agency = _AGENCY.match(text, start, end)
        if agency is not None and kind is not NameKind.PLACE:
            # "explicó a Efe Castellano"
            cut.append((start, agency.end(1), NameKind.ORGANISATION))
            start = agency.end()
            rest = gazetteer().find(text[start:end])
            kind = rest.kind if rest is not None else NameKind.PERSON
        if kind is NameKind.ORGANISATION:
            for comma in re.finditer(", ", text[start:end]):
                at = start + comma.end()
                first = normalise(text[at:end].split(" ", 1)[0])
                if first in SPANISH.bodies | _ALSO_BODIES and " y " not in text[at:end]:
                    cut.append((start, at - 2, kind))
                    start = at
                    break
        if any(c.isupper() for c in text[start:end]):
            cut.append((start, end, kind))
    return cut


_AGENCY = re.compile(r"(EFE|Efe|AFP|AP|Reuters|Europa Press|Notimex|dpa|DPA) (?=[^\W\d_a-zà-ÿ])")
_ALSO_BODIES = frozenset({"proteccion", "bomberos", "guardia", "cruz", "servicio"})
_OPEN_END = re.compile(r"(?:\s{1,3}(?:del?|la|las|los|el|of|the|and|for|y|e)){1,4}$")
# What is named after people, whose name then follows without a preposition.
_NAMED_AFTER = frozenset(
    """
    escuela colegio hospital instituto universidad fundacion centro residencia teatro museo
    biblioteca aeropuerto estadio pabellon auditorio conservatorio preparatoria secundaria primaria
    facultad clinica polideportivo
    """.split()
)
_PURPOSE = re.compile(r"\s+(?:contra|para|por|sobre)(?: (?:el|la|los|las))?\s+")
_LINKS = frozenset("de del la las los el y e para".split())
_AND_OF = re.compile(r" [ye] (?:de|para)(?: (?:la|los|las|el))? ")
_QUOTE_OPENS = re.compile(r" [“\"«] ?")
_QUOTE_CLOSES = re.compile(r" ?[”\"»]")
_PATRON = re.compile(
    r"\b(?:Virgen|Nuestra Señora|Hospital|Universidad|Colegio|Fundación|Instituto)$"
)
_COMPLEMENT = re.compile(r"\s+(?:del|de(?: (?:la|las|los|el))?)\s+")


def _joined(text: str, spans: list[Tag], words: NameWords) -> list[Tag]:
    """The names with the parts that a preposition tore apart put together: "Congreso de" and
    "Jalisco", "Universidad" and "California"."""
    joined: list[Tag] = []
    for start, end, kind in spans:
        if joined:
            first, last, before = joined[-1]
            name, gap = text[first:last], text[last:start]
            whole = _OPEN_END.search(name) and gap.strip() == ""
            body = (
                words.role_before_complement
                and before is NameKind.ORGANISATION
                and kind is not NameKind.PERSON
                and (
                    _COMPLEMENT.fullmatch(gap)
                    or (_PURPOSE.fullmatch(gap) and kind is NameKind.ORGANISATION)
                )
                and _takes_complement(name, words)
            )
            # "Hospital Virgen" and "Rocío": a patron's name inside an institution's.
            patron = (
                words.role_before_complement
                and before is NameKind.ORGANISATION
                and _PATRON.search(name)
                and _COMPLEMENT.fullmatch(gap)
            )
            namesake = (
                words.role_before_complement
                and kind is NameKind.PERSON
                and gap == " "
                and normalise(name.split(" ", 1)[0]) in _NAMED_AFTER
                and " " in text[start:end]
            )
            quoted = (
                words.role_before_complement
                and kind is NameKind.PERSON
                and _QUOTE_OPENS.fullmatch(gap)
                and normalise(name.split(" ", 1)[0]) in _NAMED_AFTER
                and _QUOTE_CLOSES.match(text, end)
            )
            if quoted:
                end = _QUOTE_CLOSES.match(text, end).end()  # type: ignore[union-attr]
            # "Instituto Electoral" and "Participación Ciudadana": a body for two things.
            twofold = (
                words.role_before_complement
                and before is NameKind.ORGANISATION is kind
                and _AND_OF.fullmatch(gap)
                and " " in name
                and _takes_complement(name, words)
                and not _takes_complement(text[start:end], words)
                and all(word.istitle() or word in _LINKS for word in text[start:end].split())
                and gazetteer().find(text[start:end]) is None
            )
            if whole or body or patron or namesake or quoted or twofold:
                joined[-1] = (first, end, before)
                continue
        joined.append((start, end, kind))
    trimmed = []
    for start, end, kind in joined:
        tail = _OPEN_END.search(text, start, end)
        if tail is not None and tail.start() > start:
            end = tail.start()
        trimmed.append((start, end, kind))
    return trimmed


def _takes_complement(name: str, words: NameWords) -> bool:
    return normalise(name.split(" ", 1)[0]) in words.bodies


def _tidied(text: str, span: Tag, words: NameWords) -> Tag | None:
    """The name without the title before it, or None where it is no name after all."""
    start, end, kind = span
    if kind is NameKind.PERSON and " " not in text[start:end]:
        start = _with_given_name(text, start, words)
    start, end, kind = without_next_sentence(text, (start, end, kind), words)
    loose = _LOOSE_END.search(text, start, end)
    if loose is not None and loose.start() > start:
        end = loose.start()
    titled = _TITLE_END.search(text, start, end)
    if titled is not None and kind is not NameKind.PERSON and titled.start() > start:
        # "Arkansas Sen. Tom Cotton", "Vector Space Systems CEO Jim Cantrell"
        end = titled.start()
        kind = _known_kind(text[start:end], kind)
    if text[start:end].endswith(_POSSESSIVES):
        end = start + len(text[start : end - 2].rstrip())
    if kind is NameKind.ORGANISATION and (
        _is_holder(text[start:end], words) or _is_full_name(text[start:end], words)
    ):
        kind = NameKind.PERSON
    if kind is NameKind.PERSON:
        while (space := text.find(" ", start, end)) > 0:
            first = normalise(text[start:space])
            if not (first in words.titles or first in words.demonyms) and (
                first not in words.roles or first in words.not_titles
            ):
                break
            start = space + 1
    if not words.role_before_complement:
        # No English name ends in a small word: "Copenhagen newsroom", "New York city".
        small = _SMALL_END.search(text, start, end)
        if small is not None and small.start() > start:
            end = small.start()
            kind = _known_kind(text[start:end], kind)
    elif _is_office(text[start:end], words):
        return None
    else:
        if kind is NameKind.ORGANISATION:
            end = _with_portfolios(text, start, end)
            level = _LEVEL.match(text, end) if text[start:end] in _LEVELLED else None
            end = level.end() if level is not None else end
        cause = _CAUSE.match(text, end) if text[start:end] in _ALLIANCES else None
        if cause is not None:
            end, kind = cause.end(), NameKind.ORGANISATION
    key = normalise(text[start:end])
    if not any(c.isupper() for c in text[start:end]) or text[start] in "@#":
        return None
    # No name of a person has ten words; a list without commas has.
    if kind is NameKind.PERSON and key.count(" ") > 8:
        return None
    if (
        kind is NameKind.PERSON
        and " " not in key
        and (
            (
                key in words.roles
                and key not in words.not_titles
                and not words.role_before_complement
            )
            or text[start:end].casefold() in vocabulary(words.language).numerals.units
        )
    ):
        return None
    if key in words.not_names or all(part in words.demonyms for part in key.split()):
        return None
    if len(key) < 2 or _COMPANY_FORM.fullmatch(key) or _ORDINAL.fullmatch(text, start, end):
        return None
    if kind is not NameKind.ORGANISATION and _is_opening_verb(text, start, key, words):
        return None
    start = _behind_opening_verb(text, start, end, words)
    if is_work(text, start, end, kind, words):
        return None
    if kind is not NameKind.PERSON and (
        _OFFICE_OF.search(text, max(0, start - 24), start)
        or (key in _OFFICES_FOR and _SPANISH_OFFICE_OF.search(text, max(0, start - 40), start))
    ):
        # "Secretary of State", "presidente de la República"
        return None
    if not words.role_before_complement and _MEDIUM.match(text, end) is not None:
        # "the Wen Hui Bao newspaper"
        kind = NameKind.ORGANISATION
    if not words.role_before_complement and kind is NameKind.ORGANISATION:
        start = _with_first_field(text, start, end)
    if not words.role_before_complement and (longer := _BODY.match(text, end)) is not None:
        # "Los Angeles" of "Los Angeles Times".
        last = longer.group().split()[-1]
        if normalise(last) in words.bodies:
            return start, longer.end(), NameKind.ORGANISATION
    if kind is not NameKind.ORGANISATION and (
        _names_a_body(text[start:end], words) or _COMPANY_END.search(text, start, end)
    ):
        kind = NameKind.ORGANISATION
    club = _CLUB_BEFORE.search(text, max(0, start - 24), start)
    if club is not None and kind is not NameKind.PERSON:
        # "Barcelona" of "FC Barcelona", "Milán" of "Inter de Milán".
        return club.start(), end, NameKind.ORGANISATION
    if kind is NameKind.ORGANISATION and _CLUB_ALONE.fullmatch(text, start, end):
        rest = _CLUB_REST.match(text, end)
        end = rest.end() if rest is not None else end
    if kind is not NameKind.ORGANISATION and _CLUB_FIRST.match(text[start:end]):
        kind = NameKind.ORGANISATION
    if kind is NameKind.ORGANISATION and _BUILDING.match(text, start, end):
        return start, end, NameKind.PLACE
    if kind is NameKind.PERSON and _is_where(text, start, end, words):
        return start, end, NameKind.PLACE
    if kind is not NameKind.ORGANISATION and _is_company(text, start, end, words):
        return start, end, NameKind.ORGANISATION
    return start, end, _by_noun(text, start, kind, words)


_BUILDING = re.compile(
    r"(?:Nuevo )?(?:Aeropuerto|Teatro|Estadio|Parque|Parroquia|Catedral|Basílica|Hotel|Palacio|Plaza"
    r"|Auditorio|Autódromo|Mercado|Panteón|Centro Comercial|Centro de Convenciones) "
)
_WHERE = {
    "en": re.compile(r"\b(?:near|in the|headed for|en route to|outskirts of|streets of) $"),
    "es": re.compile(
        r"\b(?:en (?:el|la|los|las)|(?:rumbo|destino|camino|viaj\w+|vol(?:ó|aron|ará)|lleg(?:ó|aron|ará)"
        r"|regres\w+|traslad\w+|mud\w+)(?: [a-zà-ÿ]+)? a"
        r"|(?:cerca|procedente|afueras|calles|bomberos|autoridades|pobladores) de) $"
    ),
}


def _is_where(text: str, start: int, end: int, words: NameWords) -> bool:
    """Whether the words before a name say that it is where one is or goes: "jugó en el Benito
    Villamarín", "viajó a Vigo"."""
    return _WHERE[words.language].search(text, max(0, start - 30), start) is not None


_APPOSITION = {
    "en": re.compile(
        r" ?, (?:an?|the) (?:[\w’'-]+ ){0,3}?(?P<noun>[a-z]{4,15})(?= ?[,.]| that| which| in| of| based)"
    ),
    "es": re.compile(r" ?, (?:una?|la|el) (?P<noun>[a-zà-ÿ]{4,15})(?! de [A-ZÀ-Ý])\b"),
}
_OF_COMPANY = {
    "en": re.compile(
        r"\b(?:[Ss]hares|branch|shareholders|subsidiary|employees|chief executive|CEO|stake) (?:of|in) $"
    ),
    "es": re.compile(
        r"\b(?:acciones|accionistas|empleados|filial|filiales|gerente(?: general)?|sucursal"
        r"|sucursales|consejero delegado|directivos?|franquicias?) (?:de|en) $"
    ),
}


def _is_company(text: str, start: int, end: int, words: NameWords) -> bool:
    """Whether what stands beside a name says that it is a company's: "Anvex, una empresa", "the
    shares of Anvex"."""
    if gazetteer().find(text[start:end]) is not None:
        return False
    if " & " in text[start:end]:
        return True
    beside = _APPOSITION[words.language].match(text, end)
    if beside is not None and normalise(beside["noun"]) in words.companies:
        return True
    return _OF_COMPANY[words.language].search(text, max(0, start - 30), start) is not None


_MEDIUM = re.compile(
    r" (?:newspaper|daily|magazine|weekly|news agency|airline|television|radio station|brewery"
    r"|supermarkets?|conglomerate)\b"
)
_FIELDS = re.compile(r"((?:(?!The |An? )[A-Z][a-z]+ ){1,2}and )$")
_OF_FIELDS = re.compile(
    r"[A-Z][a-z]+ (?:Commission|Ministry|Committee|Department|Agency|Authority|Board|Bureau|Council"
    r"|Administration|Association|Federation)$"
)


def _with_first_field(text: str, start: int, end: int) -> int:
    """Where a body of two fields begins: "Monopolies and | Mergers Commission"."""
    if not _OF_FIELDS.match(text[start:end]):
        return start
    fields = _FIELDS.search(text, max(0, start - 40), start)
    return fields.start(1) if fields is not None else start


# What ministries are for, by the first word.
_PORTFOLIOS = frozenset(
    """
    agricultura pesca alimentacion ganaderia desarrollo cultura deporte deportes turismo comercio
    industria energia trabajo empleo vivienda transporte transportes comunicaciones medio igualdad
    universidades ciencia innovacion tecnologia asuntos justicia interior agenda seguridad
    migraciones inclusion transformacion memoria economia hacienda educacion sanidad salud consumo
    fomento administraciones presidencia cortes politica movilidad familia juventud credito prevision
    """.split()
)
_NEXT_PORTFOLIO = re.compile(
    r"(?:,| y| e) (?=[A-ZÀ-Ý])(?P<name>[\w]+(?: (?:de |del |la )?[A-ZÀ-Ý\d]\w*){0,3})"
)
_MINISTRY = re.compile(
    r"(?:Ministerio|Secretaría|Consejería|Conselleria|Departamento|Concejalía)\b"
)


def _with_portfolios(text: str, start: int, end: int) -> int:
    """Where a ministry ends that has several portfolios: "Ministerio de Agricultura | , Pesca y
    Alimentación"."""
    if not _MINISTRY.match(text, start):
        return end
    last = end
    while (more := _NEXT_PORTFOLIO.match(text, last)) is not None:
        if normalise(more["name"]).split()[0] not in _PORTFOLIOS:
            break
        last = more.end()
        if more.group().startswith((" y", " e")):
            return last
    return end


_LEVEL = re.compile(r" (?:federal|estatal|local|municipal)(?!\w)")
_LEVELLED = frozenset({"Gobierno", "Congreso", "Ejecutivo", "Senado"})
_OFFICE_OF = re.compile(r"\b(?:Secretary|Minister|Undersecretary) (?:of|for)(?: the)? $")
_OFFICES_FOR = frozenset({"estado", "republica", "nacion"})
_SPANISH_OFFICE_OF = re.compile(
    r"\b(?:[Pp]residen|[Ss]ecretar[ií]|[Mm]inistr|[Ss]enador|[Dd]iputad|[Cc]onsejer|[Ff]iscal)\w*"
    r"(?: \w+)? de (?:la )?$"
)
_GIVEN = re.compile(r"(\w{3,20}) ([^\W\d_a-zà-ÿ][a-zà-ÿ]{2,15}) $")


def _with_given_name(text: str, start: int, words: NameWords) -> int:
    """Where a surname begins with the given name that stands between it and an office: "Transport
    Secretary Grant | Shapps"."""
    before = _GIVEN.search(text, max(0, start - 40), start)
    if before is None or normalise(before[1]) not in words.roles:
        return start
    key = normalise(before[2])
    if key in words.roles | words.role_words | words.demonyms | words.titles | words.not_names:
        return start
    return before.start(2)


# Dashes behind a name, a tag in it, and the first word of the next sentence.
_LOOSE_END = re.compile(
    r"(?: ?[-–—|*/·:;,]+| (?:de |del |en )?[#@].*| (?:Por|En|De|El|La|Los|Las|The|And|By|In|On|At))$"
)
_TITLE_END = re.compile(
    r" (?:Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|CEO|CFO|COO|President|Chairman|Chairwoman|Secretary"
    r"|Minister|Senator|Governor|Spokesman|Spokeswoman|Director)$"
)
_SMALL_END = re.compile(r"(?: (?!(?:van|von|der|den|de|bin|ibn|al|el)\b)[a-z]{2,}){1,3}$")


def _is_holder(name: str, words: NameWords) -> bool:
    """Whether ``name`` is somebody's with the office before it: "Gobernador Carreras"."""
    office, _, rest = name.partition(" ")
    key, parts = normalise(office), normalise(rest).split()
    return (
        words.role_before_complement
        and key in words.roles
        and key not in words.bodies
        and 0 < len(parts) < 4
        and rest.istitle()
        and _COMPANY_END.search(name) is None
        and not any(
            part in words.role_words | words.roles | words.links | words.demonyms for part in parts
        )
        and gazetteer().find(rest) is None
    )


def _is_full_name(name: str, words: NameWords) -> bool:
    """Whether ``name`` is a person's by its first name: "Édgar Villegas Baray"."""
    keys = normalise(name).split()
    return (
        2 < len(keys) < 5
        and keys[0] in words.given
        and all(part.istitle() or part.isupper() for part in name.split())
        and not any(
            key in words.role_words or key in words.demonyms or key in words.links for key in keys
        )
        and _COMPANY_END.search(name) is None
        and gazetteer().find(name) is None
    )


def _is_office(name: str, words: NameWords) -> bool:
    """Whether ``name`` is what somebody is: "Gobernador", "Secretario de Estado"."""
    first, _, rest = normalise(name).partition(" ")
    return (
        first in words.roles
        and first not in words.bodies
        and first not in words.not_titles
        and (not rest or rest.partition(" ")[0] in words.links)
    )


# What clubs are called before the name of their town.
_CLUB = (
    r"(?<![\w.])(?:(?:FC|CF|CD|UD|SD|RCD|CB|BM|AC|SV|VfB|VfL|Real|Inter|Atl[eé]tico"
    r"|ATL[EÉ]TICO|Athletic|Deportivo|Sporting|Racing|D[iy]namo|Rapid(?! City)|Hansa|Bayer|Borussia"
    r"|Werder|Olympique|Lokomotiv|Spartak|Partizan|Maccabi)\.?|At\.) (?:de |DE )?"
)
_CLUB_BEFORE = re.compile(_CLUB + "$")
_CLUB_ALONE = re.compile(r"(?:FC|CF|CD|UD|SD|RCD|CB|BM|AC|SV)")
_CLUB_REST = re.compile(r"\.? [^\W\d_a-zà-ÿ][\w'’]{2,20}")
_CLUB_FIRST = re.compile(_CLUB + "[A-ZÀ-Ý]")
_ALLIANCES = frozenset({"Alianza", "Coalición", "Frente", "Movimiento", "Plataforma", "Juntos"})
_CAUSE = re.compile(
    r" (?:por|para)(?: (?:el|la|los|las))? [^\W\d_a-zà-ÿ]\w+(?: de [^\W\d_a-zà-ÿ]\w+)?"
)
_COMPANY_END = re.compile(
    r" (?:N\.?V|PLC|Plc|plc|AG|S\.A|SpA|Inc|Corp|Ltd|LLC|LLP|GmbH|Oyj|ASA|BV|Bhd|Holdings?|Group|Motors"
    r"|Airlines|Airways|Industries|Technologies|Pharmaceuticals|Bancorp|Securities|Partners|Systems"
    r"|Foods|Stores|Records|Pictures|Studios|Entertainment|Media|Energy|Petroleum|Mining|Exchange"
    r"|Brothers|Bros|Enterprises|Resources|Newsroom|Herald|Gazette|Tribune)\.?$"
)
_COMPANY_FORM = re.compile(r"(?:s ?a|s ?l|c ?v|de| )+(?: (?:de )?r ?l)?")
# A chapter's number: "VI".
_ORDINAL = re.compile(r"[IVXL]{2,6}")
_OPENS = re.compile(r"(?:^|[.!?:“\"«¿¡—–-]\s?)$")


def _is_opening_verb(text: str, start: int, key: str, words: NameWords) -> bool:
    """Whether a word alone is the verb of a Spanish sentence that begins with it: "Firman
    acuerdo"."""
    if not words.role_before_complement or " " in key:
        return False
    word = text[start : start + len(key)]
    behind = start + len(key)
    return _OPENS.search(text, max(0, start - 2), start) is not None and (
        key in vocabulary("es").counting.verbs
        or word.endswith(_FUTURE_OR_PAST)
        or (
            key.endswith(("an", "en"))
            and (
                # "Hospitalizan a Jair Bolsonaro"
                _PERSONAL.match(text, behind) is not None
                or (_OBJECT.match(text, behind) is not None and not is_known_name(word))
            )
        )
    )


def _behind_opening_verb(text: str, start: int, end: int, words: NameWords) -> int:
    """Where a name begins that has the verb of a headline before it: "Pedirá | Asamblea"."""
    space = text.find(" ", start, end)
    if space < 0 or not words.role_before_complement or not text[space + 1].isupper():
        return start
    verb = text[start:space]
    if (
        verb.istitle()
        and _OPENS.search(text, max(0, start - 2), start) is not None
        and (
            normalise(verb) in vocabulary("es").counting.verbs
            or (verb.endswith(_FUTURE_OR_PAST) and not is_known_name(verb))
        )
    ):
        return space + 1
    return start


_FUTURE_OR_PAST = ("ó", "ará", "erá", "irá", "arán", "erán", "irán")
_PERSONAL = re.compile(r" al? [^\W\d_a-zà-ÿ]")
_OBJECT = re.compile(r" (?:al?|el|la|los|las|un|una|que|por|en|con|tras|ante)\b")


_BODY = re.compile(r"(?: [A-Z][\w'’&]{1,20}){1,3}(?![\w'’&-])")
_NOUN = re.compile(r"(\w{3,30})((?: \w{3,20})?)( (?:de|del|de la|de los|of))? $")


def _by_noun(text: str, start: int, kind: NameKind, words: NameWords) -> NameKind:
    """The kind that the noun before a name gives it: "el volcán Popocatépetl", "the city of
    Lahaina", "la empresa alemana Bauer"."""
    before = _NOUN.search(text, max(0, start - 60), start)
    if before is None or not before[1][0].islower():
        return kind
    noun, between, of = normalise(before[1]), normalise(before[2]), before[3]
    if between and noun not in words.companies | words.sites | words.offices_of_places:
        noun, between = between, ""
    if between and between not in words.demonyms:
        return kind
    if noun in words.offices_of_places and of and kind is NameKind.PERSON:
        return NameKind.PLACE
    if noun in words.sites and (of or not between) and kind is not NameKind.ORGANISATION:
        return NameKind.PLACE
    if noun in words.companies and not of:
        return NameKind.ORGANISATION
    return kind


_BEFORE = re.compile(r"(\w{2,30})((?: (?:de|del|la|los|las|el|of|the))*) $")
_AFTER = re.compile(r" (\w{2,30})")


def is_work(text: str, start: int, end: int, kind: NameKind, words: NameWords) -> bool:
    """Whether the words are, or are in, the name of a law, a treaty, an event, a prize ..."""
    parts = normalise(text[start:end]).split()
    if kind is NameKind.ORGANISATION and (words.bodies & set(parts)):
        return False
    if gazetteer().find(text[start:end]) is not None:
        return False
    if len(parts) == 1 and parts[0] in words.works:
        return True
    before = _BEFORE.search(text, max(0, start - 60), start)
    if before is not None and not before[2]:
        noun = normalise(before[1])
        if noun in words.christened:
            return True
        if before[1].islower() and noun in words.sites:
            # "el volcán Cumbre Vieja"
            return False
    if words.role_before_complement:
        # "Ley de Seguridad Nacional", whole or from "Seguridad" on; "Huracán Otis".
        if parts[0] in words.works and len(parts) > 1:
            return True
        return (
            before is not None
            and before[1][0].isupper()
            and normalise(before[1]) in words.works
            and (not before[2] or kind is not NameKind.PLACE)
        )
    # "Affordable Care Act", whole or without its noun; "Hurricane Otis", "Treaty of Lisbon".
    if len(parts) > 1 and (parts[-1] in words.works or parts[0] in words.works):
        return True
    after = _AFTER.match(text, end)
    if after is not None and after[1][0].isupper() and normalise(after[1]) in words.works:
        return True
    return (
        before is not None
        and before[1][0].isupper()
        and not before[2]
        and normalise(before[1]) in words.works
    )


def _names_a_body(name: str, words: NameWords) -> bool:
    """Whether the noun of ``name`` is an organisation's: "Comisión Nacional", "Energy Agency"."""
    parts = normalise(name).split()
    return len(parts) > 1 and parts[0 if words.role_before_complement else -1] in words.bodies


_COMPANY_ENDS = (" Corp", " Inc", " Co", " Ltd", " Cos", " Bros")
# A full stop is that of an abbreviation where the sentence goes on behind it.
_GOES_ON = re.compile(r" ?[,;]| [a-z]")


def _with_known(text: str, tokens: list[Token], spans: list[Tag], words: NameWords) -> list[Tag]:
    """With the gazetteer's word: on the kind of what it knows as one thing only, and on countries
    and institutions that the recogniser left."""
    language = words.language
    known = []
    for start, end, kind in spans:
        if kind is NameKind.ORGANISATION and (row := _institutions(text, start, end)):
            known += row
            continue
        branch = _BRANCH.fullmatch(text, start, end)
        if (
            branch is not None
            and kind is NameKind.ORGANISATION
            and gazetteer().find(text[start:end]) is None
            and gazetteer().find(branch["place"], NameKind.PLACE) is not None
        ):
            # "PP de Extremadura"
            known += [(*branch.span("body"), kind), (*branch.span("place"), NameKind.PLACE)]
            continue
        name = text[start:end]
        if text[end : end + 1] == "." and (
            gazetteer().spells(name + ".")
            or (name.endswith(_COMPANY_ENDS) and _GOES_ON.match(text, end + 1))
            or ("." in name and gazetteer().find(name) is not None)
        ):
            end += 1
        # "EU" is an organisation in English and in Mexico's papers a country.
        entries = gazetteer().all(text[start:end], language) or gazetteer().all(text[start:end])
        kinds = {entry.kind for entry in entries}
        if len(kinds) == 1:
            kind = kinds.pop()
        elif (
            not kinds
            and kind is not NameKind.PLACE
            and is_town(text[start:end])
            and (kind is NameKind.PERSON or _WHITHER.search(text, max(0, start - 8), start))
        ):
            kind = NameKind.PLACE
        known.append((start, end, kind))
    ends = [end for _, end, _ in known]
    found = []
    for start, end, kind in known_in(tokens, language):
        if normalise(text[start:end]) in words.not_names:
            continue
        after = bisect_right(ends, start)
        if after == len(known) or known[after][0] >= end:
            found.append((start, end, kind))
    return sorted([*known, *found])


_WHITHER = re.compile(r"\b(?:en|desde|hasta|hacia|de|a) $")
_BRANCH = re.compile(
    r"(?P<body>[A-ZÑ]{2,6}) (?:de|del) (?:(?:la|el) )?(?P<place>[A-ZÀ-Ý][a-zà-ÿ].*)"
)


def _institutions(text: str, start: int, end: int) -> list[Tag]:
    """The institutions that a list without commas ran together ("Morena PT PES"), or nothing."""
    parts = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])]
    if not 1 < len(parts) <= 6 or gazetteer().find(text[start:end]) is not None:
        return []
    if all(gazetteer().find(text[a:b], NameKind.ORGANISATION) is not None for a, b in parts):
        return [(a, b, NameKind.ORGANISATION) for a, b in parts]
    return []


_PORTFOLIO = re.compile(
    r"(\w{4,30})(?: (\w{4,20}))? (?:de|del|de la|de los|para la|para el)(?: [Ee]l| [Ll]a)? $"
)


def _without_portfolios(text: str, spans: list[Tag], words: NameWords) -> list[Tag]:
    """Without "Justicia" of "ministro de Justicia": that is part of an office, no organisation."""
    kept: list[Tag] = []
    dropped = -1
    for start, end, kind in spans:
        before = _PORTFOLIO.search(text, max(0, start - 60), start)
        name = text[start:end]
        goes_on = dropped >= 0 and text[dropped:start] in (" y ", ", ")
        if (
            kind is not NameKind.PLACE
            and (kind is NameKind.ORGANISATION or (before and " " not in name))
            and ((before and _tells(before, words.ministers)) or goes_on)
            and not name.isupper()
            and not _takes_complement(name, words)
            and (goes_on or gazetteer().find(name) is None)
        ):
            dropped = end
            continue
        dropped = -1
        kept.append((start, end, kind))
    return kept


def _tells(match: re.Match[str], nouns: frozenset[str]) -> bool:
    """Whether one of the words of ``match`` is one of ``nouns``."""
    return any(word is not None and normalise(word) in nouns for word in match.groups())


# Of an event that has its name from a place, the place is no place: "Supercopa de España".
_COMPETITION = re.compile(
    r"\b(?:Copas?|Supercopas?|Ligas?|Giro|Vuelta|Tour|Torneo|Cumbre|Declaración"
    r"|COPA|SUPERCOPA|LIGA|GIRO|VUELTA|TOUR|TORNEO|CUMBRE)"
    r" (?:de|del|DE|DEL)(?: (?:la|los|las|LA|LOS|LAS|Campeones de|CAMPEONES DE))? $"
)


def _without_competitions(text: str, spans: list[Tag]) -> list[Tag]:
    return [
        span
        for span in spans
        if span[2] is not NameKind.PLACE
        or _COMPETITION.search(text, max(0, span[0] - 40), span[0]) is None
    ]


# Laws and treaties, whose names run on to a place: "Tratado de Libre Comercio de América del Norte".
_DOCUMENT = re.compile(
    r"\b(?:Ley|Código|Tratado|Reglamento|Constitución|Convenio|Convención|Protocolo|Estatuto"
    r"|Declaración|Principios|Plan|Programa|Estrategia|Cumbre|Foro)"
    r"(?: ?,)?(?: (?:[A-ZÀ-Ý][\w'’-]*|del?|la|las|los|el|y|e|para)(?: ?,(?= [A-ZÀ-Ý]))?)* $"
)
_BRACKETED = re.compile(r"\s?\(\s?([^\W\d_a-zà-ÿ][\w-]{1,11})\s?\)")


def _without_documents(text: str, spans: list[Tag], words: NameWords) -> list[Tag]:
    """Without what a law's name has inside, and without the acronym of a work."""
    if not words.role_before_complement:
        return spans
    return [
        span
        for span in spans
        if span[2] is NameKind.PERSON
        or _DOCUMENT.search(text, max(0, span[0] - 120), span[0]) is None
    ]


# A parliament by its number, a court by its chamber.
_BY_FORM = re.compile(
    r"(?<![\w-])(?:(?:[IVXLC]{1,7}|\d{1,3}) Legislatura|Legislatura (?:[IVXLC]{1,7}|\d{1,3})"
    r"|Sala (?:Superior|Regional|Constitucional|Penal|Civil|Electoral|Primera|Segunda|Tercera)"
    r"(?: (?:(?:de |de la )?[A-ZÀ-Ý][\w’]+(?: de [A-ZÀ-Ý][\w’]+)?))?)(?!\w)"
)


def _with_bodies_by_form(text: str, spans: list[Tag], words: NameWords) -> list[Tag]:
    if not words.role_before_complement or ("egislatura" not in text and "Sala " not in text):
        return spans
    for match in _BY_FORM.finditer(text):
        start, end = match.span()
        inside = [span for span in spans if span[0] < end and start < span[1]]
        if any(first < start or end < last for first, last, _ in inside):
            continue
        spans = sorted(
            [*(s for s in spans if s not in inside), (start, end, NameKind.ORGANISATION)]
        )
    return spans


_ACRONYM = re.compile(r"\s?\(\s?([^\W\d_a-zà-ÿ]{2,10})\s?\)")


def _with_acronyms(text: str, spans: list[Tag]) -> list[Tag]:
    """With the acronym in brackets behind an organisation: "... de España (ONCE)"."""
    found: list[Tag] = []
    for index, (start, end, kind) in enumerate(spans):
        found.append((start, end, kind))
        match = _ACRONYM.match(text, end)
        following = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        if kind is NameKind.ORGANISATION and match is not None and following >= match.end(1):
            found.append((match.start(1), match.end(1), NameKind.ORGANISATION))
    return found
