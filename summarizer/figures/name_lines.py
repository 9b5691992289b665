"""Names in lines whose form tells what they are: datelines of agencies, and rows of results."""

from __future__ import annotations

import re
from functools import cache

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
    numbers = _NUMBERS.findall(text)
    # Rounds of golf.
    strokes = len(numbers) > 2 and all(n.isdigit() and 59 < int(n) < 86 for n in numbers[-3:])
    return [
        (
            start,
            end,
            NameKind.PERSON
            if strokes
            else NameKind.PLACE
            if normalise(text[start:end]) in _countries()
            else NameKind.ORGANISATION,
        )
        for start, end in names
    ]


# A name as results print it, and what stands behind it in brackets.
_NAME = (
    r"[^\W\d_a-zà-ÿ][\w.'’&-]*(?: (?:[^\W\d_a-zà-ÿ][\w.'’&-]*|van|von|der|den|de|del|la|di|da|dos|bin"
    r"|al|el|&)){0,4}?"
)
_SCORED = (
    rf"{_NAME} (?:\d[\dndrsth]{{0,4}}(?: (?:pen(?:alty|s)?|og|own goal))?(?: ?, ?| and )?){{1,4}}"
)
_SCORERS = rf"\( ?(?:{_SCORED} ?,? ?){{1,8}}(?:\)|(?:{_NAME})?$)"
_SCORE = re.compile(
    rf"(?P<home>{_NAME}) \d{{1,3}}(?: ?(?P<scorers>{_SCORERS}))?"
    rf"(?: ?,? (?P<away>{_NAME}) \d{{1,3}}(?: ?(?P<others>{_SCORERS}))?)? ?\.?"
)
_FIXTURE = re.compile(
    rf"(?:[A-Z][a-z]+(?: \w+)? ?: )?(?P<home>{_NAME})(?: \( ?\d{{1,2}} ?\))? (?:v|vs\.?|AT) "
    rf"(?P<away>{_NAME})(?: \( ?\d{{1,2}} ?\))?(?: [\d.:]{{3,5}})?"
)
_NAMED = re.compile(_NAME + r"(?= ?(?:[\d(),;.]|and |pen|og|$))")
# "S. Campbell c Healy b Gillespie 31", "Astle 9-0-53-1 (w-1)": cricket.
_BATTED = re.compile(
    rf"({_NAME}) (?:c and |(?:c|st) ({_NAME}) )?(?:lbw )?b ({_NAME}) \d{{1,3}}"
    rf"|({_NAME}) (?:not out|run out(?: \({_NAME}\))?|retired(?: hurt)?) \d{{1,3}}"
)
_BOWLED = re.compile(rf"({_NAME}) \d{{1,2}}(?:\.\d)?-\d{{1,2}}-\d{{1,3}}-\d{{1,2}}(?!\d)")
# "Ye Zhaoying (China) beat Susi Susanti (Indonesia) 11-6", "20 - Hendro Kartiko; 2 - ..."
_CONTESTANT = re.compile(rf"(?<![\w.])({_NAME}) \( ?({_NAME}) ?\)")
# "6 - Marcus Gayle (Wimbledon), Gary Speed (Everton)"
_SCORER_LIST = re.compile(
    rf"(?:\d{{1,2}} ?- ?)?(?:{_NAME} \( ?{_NAME} ?\)(?: ?[,;] ?| ?\.?$))+(?P<last>{_NAME})?"
)
_NUMBERED_PLAYER = re.compile(rf"(?<![\w-])\d{{1,2}} - ({_NAME})(?= ?[;,().\d]|$)")
# "Parma: Buffon; Sartor, Thuram (Dabo, m.60), Cannavaro": a team and its players.
_TEAM = re.compile(rf"(?:[A-Za-z]{{5,15}} ?: ?)?(?:\d ?- )?({_NAME}) ?: ?(?=[^\W_a-zà-ÿ])")
_PLAYER = re.compile(rf"({_NAME})(?= ?(?:\(|[,;.]|\) ?[,;.y]| y |$))")


_NO_TEAMS = frozenset(
    """
    squad team teams reserves substitutes bowling batting scorers goalscorers lineup line-up
    alineaciones alineacion convocados suplentes goles titulares plantilla equipo
    """.split()
)


def score(text: str, spans: list[Tag], words: NameWords) -> list[Tag] | None:
    """The names in a line of sport that has a form of its own: a score with those who scored, a
    fixture, a scorecard, a line-up. None for other lines. ``spans`` are what the recogniser
    found."""
    if len(text) > 600:
        return None
    found: list[Tag] = []
    line = _FIXTURE.fullmatch(text) or (_SCORE.match(text) if "(" in text else None)
    people = {(start, end) for start, end, kind in spans if kind is NameKind.PERSON}
    if line is not None and line.end() == len(text):
        if {line.span("home"), line.span("away")} <= people:
            # "Nicol v Eyles"
            return None
        for group in ("home", "away"):
            if line[group]:
                if normalise(line[group]) in words.not_names:
                    return None
                # In "ATLANTA AT NEW ORLEANS" the second is where they play.
                place = normalise(line[group]) in _countries() or (
                    group == "away" and " AT " in text[line.end("home") : line.start("away")]
                )
                kind = NameKind.PLACE if place else NameKind.ORGANISATION
                found.append((*line.span(group), kind))
        for group in {"scorers", "others"} & set(line.re.groupindex):
            if line[group]:
                found += _people(_NAMED, text, *line.span(group))
        return sorted(found)
    if (listed := _SCORER_LIST.fullmatch(text)) is not None:
        if listed["last"]:
            found.append((*listed.span("last"), NameKind.PERSON))
        for match in _CONTESTANT.finditer(text):
            kind = NameKind.PLACE if normalise(match[2]) in _countries() else NameKind.ORGANISATION
            found += [(*match.span(1), NameKind.PERSON), (*match.span(2), kind)]
        return sorted(found)
    if (batted := _BATTED.fullmatch(text)) is not None:
        return [(*batted.span(group), NameKind.PERSON) for group in range(1, 5) if batted[group]]
    if _BOWLED.search(text):
        return _people(_BOWLED, text, 0, len(text))
    return _line_up(text, spans)


def _people(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Tag]:
    """Whom ``pattern`` finds, without the full stop of the sentence."""
    group = min(1, pattern.groups)
    people = []
    for found in pattern.finditer(text, start, end):
        first, last = found.span(group)
        ends = text[last - 1] == "." and len(text[first:last].split()[-1]) > 3
        people.append((first, last - ends, NameKind.PERSON))
    return people


def _line_up(text: str, spans: list[Tag]) -> list[Tag] | None:
    team = _TEAM.match(text)
    if team is None:
        return None
    players = _people(_NUMBERED_PLAYER, text, team.end(), len(text))
    if len(players) < 5:
        players = _people(_PLAYER, text, team.end(), len(text))
        rest = _PLAYER.sub("", text[team.end() :])
        # Nothing but players, their numbers and minutes.
        if len(players) < 8 or len(re.findall(r"[^\W\d_]{2,}", rest)) > 2:
            return None
    named = any(start == team.start(1) and end == team.end(1) for start, end, _ in spans)
    if normalise(team[1]) in _NO_TEAMS or not named:
        return players
    kind = NameKind.PLACE if normalise(team[1]) in _countries() else NameKind.ORGANISATION
    return [(*team.span(1), kind), *players]


_COMPETES = re.compile(
    r" (?:\d|beat\b|bt\b|def\b|defeated\b|vence\b|venció\b|derrotó\b|a (?=[^\W\d_a-zà-ÿ])|, \d{1,2} ?-)"
)
_POINTS = re.compile(r" \d{1,3}(?![\d.:-])(?! \d)")


def with_contestants(text: str, spans: list[Tag]) -> list[Tag]:
    """With those who compete for a country as people: "Susi Susanti (Indonesia) beat ..."."""
    if "(" not in text or len(text) > 160 or not any(c.isdigit() for c in text):
        return spans
    contestants = [
        match
        for match in _CONTESTANT.finditer(text)
        if normalise(match[2]) in _countries()
        and normalise(match[1]) not in _countries()
        and _COMPETES.match(text, match.end())
    ]
    # "Partizan Belgrade (Yugoslavia) 78 Kinder Bologna (Italy) 70": clubs; runners are on a line
    # each.
    clubs = len(contestants) == 2 and all(_POINTS.match(text, m.end()) for m in contestants)
    kind = NameKind.ORGANISATION if clubs else NameKind.PERSON
    found = [(*m.span(1), kind) for m in contestants if clubs or " " in m[1] or "beat" in text]
    if not found:
        return spans
    kept = [
        span
        for span in spans
        if not any(span[0] < end and start < span[1] for start, end, _ in found)
    ]
    return sorted([*kept, *found])


def _is_small(number: str) -> bool:
    """Whether ``number`` may be of games won or lost; rounds of golf take more strokes."""
    return number.isdigit() and int(number) < 55


@cache
def _countries() -> frozenset[str]:
    """The names of countries in both languages, normalised."""
    from babel import Locale

    return (
        frozenset(
            normalise(name)
            for language in ("en", "es")
            for code, name in Locale(language).territories.items()
            if len(code) == 2
        )
        | {normalise(name) for name in ("U.S.", "US", "U.K.", "UK", "EE. UU.", "EE.UU.")}
        | {"england", "scotland", "wales", "inglaterra", "escocia", "gales", "eeuu", "usa"}
    )


# --- clubs called by their town -----------------------------------------------------------------


_SPORT = {
    "es": re.compile(
        r"\b(?:gol(?:es|eó|eador)?|partidos?|ligas?|jugador(?:es)?|equipos?|entrenador|técnico"
        r"|delantero|defensas?|portero|guardameta|centrocampista|empat[eóa]\w*|victoria|derrota"
        r"|vestuario|estadio|fútbol|baloncesto|balonmano|temporada|fich(?:ó|aje|ajes|ar)|torneo|semifinal(?:es)?"
        r"|cuartos de final|eliminatoria|campeonato|Copa|Liga|Champions|UEFA|ACB|NBA|penalti|córner"
        r"|árbitro|banquillo|marcador|minutos?|afici(?:ón|onados)|club|puntos|jornada|descenso|ascenso)\b"
    ),
    "en": re.compile(
        r"\b(?:goals?|matches|match|league|players?|striker|midfielder|defender|goalkeeper|coach"
        r"|manager|season|soccer|football|rugby|basketball|hockey|stadium|club|cup|half-time|penalty"
        r"|unbeaten|home win|draw|drew|relegat\w+|promotion|champions|innings|wickets?|touchdowns?"
        r"|quarterback|playoffs?|NBA|NFL|NHL|scored|fixture|substitute|booked|scorers?|goalscorers?)\b",
        re.IGNORECASE,
    ),
}
_ARTICLE = re.compile(r"(\b[Ee]n )?\b(?:[Ee]l|[Dd]el|[Aa]l|un) $")
_SITES = frozenset(
    """
    estadio pais hotel municipio palacio parque hospital aeropuerto puerto monte rio valle golfo
    centro barrio campo cerro circuito coliseo museo teatro mar lago oceano paseo pabellon
    stadium county lake mount park river airport hotel
    """.split()
)
# What has the article el and is no club: rivers, seas, regions.
_WITH_ARTICLE = frozenset(
    """
    caribe mediterraneo pacifico atlantico vaticano bronx magreb sahara amazonas ebro tajo duero
    guadalquivir guadiana miño sena tamesis danubio rin nilo ganges jordan golfo artico baltico
    adriatico canal estrecho bajio valle cairo callao peru ecuador brasil libano japon uruguay
    paraguay congo chad salvador reino tibet cono sur norte este oeste noreste noroeste sureste
    suroeste centro oriente occidente zocalo distrito estado capitolio kremlin elqui ulster sarre
    bierzo
    """.split()
)


def clubs(text: str, spans: list[Tag], words: NameWords) -> list[Tag]:
    """``spans`` with clubs that are called by their town for clubs, where sentences of sport show
    it: "el Valencia", a town in brackets behind a player, what follows "v"."""
    language = words.language
    if not any(kind is not NameKind.ORGANISATION for _, _, kind in spans):
        return spans
    # "Goio (Eibar), Luis López (Levante) and ...": players and their clubs.
    listed = "(" in text and len(_CONTESTANT.findall(text)) > 1
    sport: bool | None = True if listed else None
    made: list[Tag] = []
    for index, (start, end, kind) in enumerate(spans):
        if kind is NameKind.PLACE and _is_club(text, start, end, language):
            kind = NameKind.ORGANISATION
        elif kind is NameKind.PLACE and _may_be_club(text, start, end, spans, index, language):
            if sport is None:
                sport = _SPORT[language].search(text) is not None
            if sport:
                kind = NameKind.ORGANISATION
        elif kind is NameKind.PERSON and listed and _is_in_brackets(text, start, end, spans, index):
            kind = NameKind.ORGANISATION
        made.append((start, end, kind))
    return made


# Towns whose club is called as they are, folded. A Spanish town has no article, its club has.
_CLUB_TOWNS = frozenset(
    """
    barcelona madrid valencia sevilla salamanca toledo badajoz merida malaga valladolid zaragoza
    mallorca granada cordoba cadiz elche getafe leganes villarreal eibar girona lleida lerida logroñes
    alaves tenerife huelva almeria murcia castellon ponferradina numancia osasuna parma roma napoles
    milan bolonia fiorentina verona genova udinese cagliari lecce bari auxerre lyon monaco marsella
    nantes lens lille burdeos toulouse metz liverpool chelsea arsenal everton southampton tottenham
    oporto benfica braga leverkusen dortmund hamburgo schalke stuttgart colonia puebla toluca pachuca
    leon monterrey morelia queretaro tijuana veracruz necaxa atlas medellin cali envigado
    cucuta tolima rosario lanus banfield belgrano talleres concepcion cobreloa guayaquil
    """.split()
)
_GOALS_BEHIND = re.compile(r" ?,? \d{1,3} - (?=[^\W\d_a-zà-ÿ])")
_GOALS_BEFORE = re.compile(r"\d - $")
_GOALS = re.compile(r" ?,? \d{1,3}(?!\d)")


def _is_club(text: str, start: int, end: int, language: str) -> bool:
    """Whether the place ``text[start:end]`` can only be a club: "al Salamanca", "Barcelona 89 -
    Estudiantes 76"."""
    key = normalise(text[start:end])
    if language == "es" and key in _CLUB_TOWNS and _ARTICLE.search(text, max(0, start - 8), start):
        return True
    if key in _countries():
        return False
    return _GOALS_BEHIND.match(text, end) is not None or (
        _GOALS_BEFORE.search(text, max(0, start - 4), start) is not None
        and _GOALS.match(text, end) is not None
    )


def _is_in_brackets(text: str, start: int, end: int, spans: list[Tag], index: int) -> bool:
    """Whether ``text[start:end]`` stands alone in brackets behind a person."""
    if not index or spans[index - 1][2] is not NameKind.PERSON:
        return False
    return text[end:].lstrip()[:1] == ")" and (
        re.fullmatch(r" ?\( ?", text[spans[index - 1][1] : start]) is not None
    )


_PLAYS = re.compile(
    r" (?:striker|midfielder|defender|goalkeeper|keeper|winger|full-?back|captain|coach|manager|boss"
    r"|skipper|fans|supporters|side|team|players?|forward|guard|quarterback|linebacker|pitcher)\b"
)
_OPPOSED = re.compile(
    r"\b(?:against|beat|beating|lost to|defeated|drew with|draw with|win over|wins over|victory over"
    r"|thrashed|joined|plays for|played for|entertain|host|hosted|visit|visited) $"
)


def _may_be_club(
    text: str, start: int, end: int, spans: list[Tag], index: int, language: str
) -> bool:
    """Whether the form allows that the place ``text[start:end]`` be a club."""
    name = text[start:end]
    first = normalise(name).split()[0]
    if normalise(name) in _countries() or first in _SITES:
        return False
    article = _ARTICLE.search(text, max(0, start - 8), start) if language == "es" else None
    if article is not None:
        # "En el Benito Villamarín" is where they play.
        return article[1] is None and not _WITH_ARTICLE.intersection(normalise(name).split())
    if language == "en":
        if _PLAYS.match(text, end) is not None:
            return True
        if _OPPOSED.search(text, max(0, start - 16), start) is not None:
            return True
    return _is_in_brackets(text, start, end, spans, index)
