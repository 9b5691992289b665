"""Invent lines of sport for the name recogniser to learn from: results, tables, line-ups, fixtures,
who scored. The forms are those of news agencies; clubs, countries and people are put in by chance.

    python -m training.names.lines OUT.en.jsonl AMOUNT GOLD/wikigold.en.jsonl ...

People's names are those that the given corpora mark.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path

from training.names.train import spans_of

Line = list[tuple[str, str]]

_CLUBS = {
    "en": """
Arsenal|Aston Villa|Birmingham City|Blackburn Rovers|Bolton Wanderers|Bournemouth|Bradford City
Brentford|Brighton|Bristol City|Burnley|Cardiff City|Charlton|Chelsea|Coventry|Crystal Palace
Derby County|Everton|Fulham|Grimsby Town|Huddersfield|Hull|Ipswich|Leeds|Leicester|Lincoln City
Liverpool|Luton|Manchester City|Manchester United|Middlesbrough|Millwall|Newcastle|Northampton
Norwich|Nottingham Forest|Notts County|Oldham|Oxford United|Plymouth|Port Vale|Portsmouth|Preston
Queens Park Rangers|Reading|Sheffield United|Sheffield Wednesday|Southampton|Stoke|Sunderland
Swansea|Tottenham|Walsall|Watford|West Bromwich|West Ham|Wigan|Wimbledon|Wolverhampton|Wrexham
Aberdeen|Celtic|Rangers|Hearts|Hibernian|Dundee United|Motherwell|Kilmarnock|Bath|Gloucester
Harlequins|Sale|Saracens|Wasps|Llanelli|Neath|Newport|Barcelona|Real Madrid|Valencia|Sevilla
Juventus|Inter|AC Milan|Roma|Lazio|Parma|Fiorentina|Napoli|Bologna|Udinese|Bayern Munich
Borussia Dortmund|Werder Bremen|Hamburg|Schalke|Cologne|Freiburg|Bochum|Monaco|Marseille|Bordeaux
Lyon|Nantes|Lens|Metz|Auxerre|Ajax|PSV Eindhoven|Feyenoord|Utrecht|Twente|Porto|Benfica|Sporting
Anderlecht|Club Brugge|Gent|Galatasaray|Fenerbahce|Olympiakos|Spartak Moscow|Dynamo Kiev|Steaua
Grasshoppers|Zurich|Boston|New York|Philadelphia|Orlando|Miami|Atlanta|Chicago|Cleveland|Detroit
Indiana|Milwaukee|Toronto|Dallas|Denver|Houston|Minnesota|San Antonio|Utah|Vancouver|Golden State
Phoenix|Portland|Sacramento|Seattle|Baltimore|Kansas City|Oakland|Texas|St. Louis|Pittsburgh
Cincinnati|San Francisco|San Diego|Los Angeles|Colorado|Montreal|Buffalo|Tampa Bay|Carolina
Green Bay|Calgary|Edmonton|New Jersey|Ottawa|San Jose
""",
    "es": """
Barcelona|Real Madrid|Atlético de Madrid|Valencia|Sevilla|Betis|Espanyol|Zaragoza|Celta|Deportivo
Osasuna|Oviedo|Racing|Valladolid|Mallorca|Málaga|Alavés|Rayo Vallecano|Numancia|Athletic
Real Sociedad|Villarreal|Las Palmas|Getafe|Leganés|Levante|Elche|Albacete|Mérida|Salamanca|Badajoz
Eibar|Toledo|Tenerife|Sporting|Compostela|Córdoba|Granada|Cádiz|América|Chivas|Cruz Azul|Pumas
Toluca|Pachuca|León|Monterrey|Tigres|Santos|Necaxa|Atlas|Puebla|Tijuana|Querétaro|Morelia|Veracruz
Boca Juniors|River Plate|Independiente|Racing Club|San Lorenzo|Vélez|Rosario Central|Estudiantes
Lanús|Colón|Peñarol|Nacional|Olimpia|Cerro Porteño|Guaraní|Libertad|Colo Colo|Alianza Lima
Universitario|Emelec|Millonarios|Santa Fe|Junior|Deportivo Cali|Medellín|Flamengo|Palmeiras
Corinthians|Cruzeiro|Juventus|Inter|Milan|Roma|Lazio|Parma|Nápoles|Bayern|Ajax|Oporto|Benfica
Liverpool|Chelsea|Arsenal|Mónaco|Lyon|Marsella|Unicaja|Joventut|Pamesa|Granollers|Ademar León|Teka
""",
}
_COUNTRIES = {
    "en": "Germany|France|Italy|Spain|Sweden|Norway|Austria|Switzerland|United States|U.S.|Canada"
    "|Australia|Britain|Netherlands|Japan|China|South Korea|Russia|Ukraine|Poland|Romania|Kenya"
    "|Brazil|Argentina|Mexico|South Africa|Belgium|Finland|Denmark|Czech Republic|Jamaica|Cuba"
    "|Indonesia|Malaysia|Pakistan|India|New Zealand|England|Scotland|Wales|Ireland",
    "es": "Alemania|Francia|Italia|España|Suecia|Noruega|Austria|Suiza|Estados Unidos|Canadá"
    "|Australia|Holanda|Japón|China|Rusia|Ucrania|Polonia|Rumanía|Kenia|Brasil|Argentina|México"
    "|Bélgica|Finlandia|Dinamarca|República Checa|Cuba|Chile|Perú|Colombia|Uruguay|Venezuela",
}
_VERBS = {"en": ("beat", "bt"), "es": ("vence a", "venció a", "derrotó a")}
_SCORERS = {"en": ("Scorers :", "Goals :"), "es": ("Goles :", "Goleadores :")}
_AGAINST = {"en": ("v", "vs", "-"), "es": ("-", "vs", "contra")}
# {club}, {person}, {surname} and {country} are names, {n} is a number.
_SENTENCES = {
    "en": (
        "{club} beat {club} {n} - {n} with goals from {person} and {person} .",
        "{club} striker {person} will miss the match against {club} .",
        "{club} manager {person} said his side deserved a point at {club} .",
        "{surname} joined {club} from {club} last season .",
    ),
    "es": (
        "El {club} ganó al {club} por {n} - {n} con goles de {person} .",
        "El técnico del {club} , {person} , espera ganar en el campo del {club} .",
        "El delantero {person} fichó por el {club} tras dejar el {club} .",
        "La victoria del {club} ante el {club} le dejó líder .",
        "La selección de {country} empató en {country} .",
    ),
}


class Lines:
    """Lines in one language; ``people`` are the names to put in, each as its words."""

    def __init__(self, language: str, people: list[list[str]], chance: random.Random) -> None:
        self._language, self._people, self._chance = language, people, chance
        self._clubs = _CLUBS[language].strip().replace("\n", "|").split("|")
        self._countries = _COUNTRIES[language].split("|")
        forms = [
            self._score, self._table, self._placed, self._match, self._scorers, self._line_up,
            self._fixture, self._sentence, self._players,
        ]  # fmt: skip
        # Cricket and the fixtures of American leagues are no Spanish lines.
        only = {"en": [self._innings, self._bowling, self._away], "es": [self._spelled_score]}
        self._forms: list[Callable[[], Line]] = forms + only[language]

    def line(self) -> Line:
        """Words with their tags."""
        return self._chance.choice(self._forms)()

    def _number(self, most: int, least: int = 0) -> Line:
        return [(str(self._chance.randint(least, most)), "O")]

    def _club(self) -> Line:
        return _named(self._chance.choice(self._clubs).split(), "ORG")

    def _country(self) -> Line:
        return _named(self._chance.choice(self._countries).split(), "LOC")

    def _person(self) -> Line:
        return _named(self._chance.choice(self._people), "PER")

    def _surname(self) -> Line:
        return _named(self._chance.choice(self._people)[-1:], "PER")

    def _who_scored(self) -> Line:
        goals = [self._surname() + self._number(90, 1) for _ in range(self._chance.randint(1, 3))]
        return _plain("(") + _joined(goals, ",") + _plain(")")

    def _score(self) -> Line:
        line: Line = []
        for _ in range(2):
            line += self._club() + self._number(5)
            line += self._who_scored() if self._chance.random() < 0.55 else []
        return line

    def _spelled_score(self) -> Line:
        home, away = self._club() + _plain(","), self._club() + _plain(",")
        return home + self._number(5) + _plain("-") + away + self._number(5)

    def _table(self) -> Line:
        line = self._club()
        for _ in range(self._chance.randint(3, 7)):
            line += self._number(40)
        return line

    def _competitor(self) -> Line:
        return self._person() + _plain("(") + self._country() + _plain(")")

    def _placed(self) -> Line:
        rank = self._chance.randint(1, 30)
        time = f"{self._chance.randint(0, 59)}:{self._chance.randint(0, 59):02}"
        line = _plain(f"{rank}.") if self._chance.random() < 0.8 else []
        return line + self._competitor() + _plain(time)

    def _match(self) -> Line:
        verb = _plain(self._chance.choice(_VERBS[self._language]))
        sets = [f"{self._chance.randint(0, 7)}-{self._chance.randint(0, 7)}" for _ in range(2)]
        return self._competitor() + verb + self._competitor() + _plain(" ".join(sets))

    def _player(self) -> Line:
        return self._person() + _plain("(") + self._club() + _plain(")")

    def _scorers(self) -> Line:
        goals = f"{self._chance.randint(2, 20)} -"
        title = self._chance.choice((*_SCORERS[self._language], goals))
        players = [self._player() for _ in range(self._chance.randint(1, 5))]
        return _plain(title) + _joined(players, ",")

    def _players(self) -> Line:
        return self._player() + _plain(",") + self._player() + _plain(".")

    def _line_up(self) -> Line:
        team = self._club()
        if self._chance.random() < 0.4:
            team = _named([word for word, _ in self._country()], "ORG")
        numbered = self._chance.random() < 0.4
        players = []
        for _ in range(self._chance.randint(5, 11)):
            player = self._number(23, 1) + _plain("-") if numbered else []
            players.append(
                player + (self._surname() if self._chance.random() < 0.6 else self._person())
            )
        return team + _plain(":") + _joined(players, self._chance.choice(",;")) + _plain(".")

    def _fixture(self) -> Line:
        between = _plain(self._chance.choice(_AGAINST[self._language]))
        return self._club() + between + self._club()

    def _away(self) -> Line:
        teams = [[(word.upper(), tag) for word, tag in self._club()] for _ in range(2)]
        return teams[0] + _plain("AT") + teams[1]

    def _innings(self) -> Line:
        how = self._chance.choice(("c", "lbw b", "b", "not out", "run out"))
        return self._surname() + _plain(how) + self._surname() + self._number(120)

    def _bowling(self) -> Line:
        figures = "-".join(str(self._chance.randint(0, most)) for most in (20, 6, 70, 5))
        return self._surname() + _plain(figures)

    def _sentence(self) -> Line:
        made = {
            "{club}": self._club, "{person}": self._person, "{surname}": self._surname,
            "{country}": self._country, "{n}": lambda: self._number(5),
        }  # fmt: skip
        line: Line = []
        for word in self._chance.choice(_SENTENCES[self._language]).split():
            line += made[word]() if word in made else _plain(word)
        return line


def _plain(text: str) -> Line:
    return [(word, "O") for word in text.split()]


def _named(words: list[str], kind: str) -> Line:
    return [(word, ("I-" if i else "B-") + kind) for i, word in enumerate(words)]


def _joined(parts: list[Line], mark: str) -> Line:
    line: Line = []
    for i, part in enumerate(parts):
        line += part + ([(mark, "O")] if i < len(parts) - 1 else [])
    return line


def people_of(corpora: list[Path]) -> list[list[str]]:
    """The people's names of up to three words that ``corpora`` mark."""
    people = []
    for path in corpora:
        for row in path.read_text(encoding="utf-8").splitlines():
            sentence = json.loads(row)
            for start, end, kind in spans_of(sentence["tags"]):
                name = sentence["tokens"][start:end]
                if kind == "PER" and len(name) < 4 and all(w[0].isupper() for w in name):
                    people.append(name)
    return people


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("amount", type=int)
    parser.add_argument("corpora", type=Path, nargs="+")
    options = parser.parse_args()
    language = options.out.name.removesuffix(".jsonl")[-2:]
    lines = Lines(language, people_of(options.corpora), random.Random(7))
    with options.out.open("w", encoding="utf-8") as out:
        for _ in range(options.amount):
            words, tags = zip(*lines.line(), strict=True)
            out.write(json.dumps({"tokens": words, "tags": tags}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
