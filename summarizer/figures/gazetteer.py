"""Countries, states, cities and institutions by their names in each language.

Territories, and the cities that give time zones their names, come from Unicode's CLDR through
Babel; subdivisions of Mexico and the United States from ISO 3166-2 through pycountry; what those
lack stands in ``gazetteer.toml`` beside this file.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from summarizer.brief import Language, NameKind

LANGUAGES: tuple[Language, ...] = ("en", "es")

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_SEPARATORS = re.compile(r"[\s\u00a0\u2010-\u2015\u2212\-]+")


def normalise(name: str) -> str:
    """``name`` without what spellings of one name differ in: case, accents, full stops, kinds of
    hyphen and apostrophe, spacing."""
    # Words come again and again; whole texts don't, and are not kept.
    return _normalised_word(name) if len(name) <= 40 else _normalised(name)


def _normalised(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", bare.replace(".", " ")).strip().casefold()


_normalised_word = lru_cache(maxsize=32_768)(_normalised)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One place or organisation, or a person known by initials. ``labels`` is the name to show in each language."""

    id: str
    kind: NameKind
    labels: dict[Language, str]
    names: dict[Language, tuple[str, ...]] = field(repr=False)


class Gazetteer:
    """Entries by any of their names."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_name: dict[str, list[tuple[Entry, Language]]] = {}
        self._printed = {
            name for entry in entries for names in entry.names.values() for name in names
        }
        for entry in entries:
            for language, names in entry.names.items():
                for name in names:
                    # "US" is a name, "us" is not: what is written in capitals is known in capitals.
                    key = _capitals(name) if _is_capitals(name) else normalise(name)
                    found = self._by_name.setdefault(key, [])
                    if (entry, language) not in found:
                        found.append((entry, language))
        # An article asks for its names again and again.
        self._candidates = lru_cache(maxsize=4096)(self._found)

    def find(
        self, name: str, kind: NameKind | None = None, language: Language | None = None
    ) -> Entry | None:
        """The entry that ``name`` is a name of, or None.

        Of several, one of ``kind`` (None: any) that is called so in ``language`` comes first:
        "EU" is the European Union in English, and in Mexico's papers the United States."""
        candidates = self._candidates(name)
        if kind is not None:
            candidates = tuple(c for c in candidates if c[0].kind is kind)
        for entry, named_in in candidates:
            if named_in == language:
                return entry
        return candidates[0][0] if candidates else None

    def all(self, name: str, language: Language | None = None) -> list[Entry]:
        """Every entry that ``name`` is a name of, in ``language`` (None: in either)."""
        return list(
            dict.fromkeys(
                entry
                for entry, named_in in self._candidates(name)
                if language is None or named_in == language
            )
        )

    def spells(self, name: str) -> bool:
        """Whether ``name`` is a name exactly as it is written: "Fla.", with its full stop."""
        return name in self._printed

    def _found(self, name: str) -> tuple[tuple[Entry, Language], ...]:
        candidates = self._by_name.get(normalise(name), [])
        # Four letters and more are also written with one capital: Onu is rare, Otan and Unam not.
        if _is_capitals(name) or (name.istitle() and name.isalpha() and len(name) >= 4):
            candidates = [*self._by_name.get(_capitals(name), ()), *candidates]
        return tuple(candidates)


def _is_capitals(name: str) -> bool:
    return name.isupper()


def _capitals(name: str) -> str:
    """The key of an abbreviation, the same with and without spaces between its letters. (The
    sign before it keeps it apart from what a text writes in small letters.)"""
    return "=" + normalise(name).replace(" ", "")


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once."""
    merged: dict[tuple[NameKind, str], Entry] = {}
    for entry in (*_curated(), *_territories(), *_subdivisions(), *_cities()):
        key = (entry.kind, normalise(entry.labels["en"]))
        known = merged.get(key)
        merged[key] = entry if known is None else _joined(known, entry)
    return Gazetteer(list(merged.values()))


@cache
def _towns() -> frozenset[str]:
    lines = Path(__file__).with_name("gazetteer_towns.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def is_town(name: str) -> bool:
    """Whether ``name`` is a town's that is called like no person: "Coatepec". Of those with a name
    in Nahuatl or Purépecha also the small ones, by its ending."""
    key = normalise(name)
    return key in _towns() or _INDIGENOUS.fullmatch(key) is not None


_INDIGENOUS = re.compile(
    r"[a-zñ]{2,}(?:tepec|tlan|titlan|tenango|tzingo|zingo|huacan|milco|nalco|chapan|apan|cuaro|tenco)"
)


def _joined(known: Entry, other: Entry) -> Entry:
    """``known`` with the names of ``other`` as well: Mexico stands in several lists."""
    names = {
        language: tuple(dict.fromkeys((*known.names[language], *other.names[language])))
        for language in LANGUAGES
    }
    return Entry(known.id, known.kind, known.labels, names)


def _entry(identifier: str, kind: NameKind, names: dict[Language, list[str]]) -> Entry:
    return Entry(
        identifier,
        kind,
        {language: forms[0] for language, forms in names.items()},
        {language: tuple(forms) for language, forms in names.items()},
    )


def _curated() -> list[Entry]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    kinds = {
        "places": NameKind.PLACE,
        "organisations": NameKind.ORGANISATION,
        "people": NameKind.PERSON,
    }
    return [
        _entry(
            f"{kind.value}:{row[0].split('|')[0].strip()}",
            kind,
            {
                language: [form.strip() for form in forms.split("|")]
                for language, forms in zip(LANGUAGES, row, strict=True)
            },
        )
        for section, kind in kinds.items()
        for row in table[section]
    ]


def _territories() -> list[Entry]:
    from babel import Locale

    names = {language: Locale(language).territories for language in LANGUAGES}
    codes = [
        code for code in names["en"] if len(code) == 2 and code not in {"EU", "EZ", "UN", "ZZ"}
    ]
    return [
        _entry(
            f"territory:{code}",
            NameKind.PLACE,
            {language: [names[language][code]] for language in LANGUAGES},
        )
        for code in sorted(codes)
    ]


def _subdivisions() -> list[Entry]:
    import pycountry

    return [
        _entry(
            f"subdivision:{subdivision.code}",
            NameKind.PLACE,
            {language: [subdivision.name] for language in LANGUAGES},
        )
        for country in ("US", "MX", "CA", "ES")
        for subdivision in pycountry.subdivisions.get(country_code=country)
        if subdivision.type in {"State", "Province", "Autonomous community", "Federal entity"}
    ]


def _cities() -> list[Entry]:
    from babel import Locale
    from babel.core import get_global

    zones = {language: Locale(language).time_zones for language in LANGUAGES}
    entries = []
    for zone, territory in sorted(get_global("zone_territories").items()):
        if territory in {"001", "AQ"} or zone.count("/") > 1:
            continue
        in_id = zone.rpartition("/")[2].replace("_", " ")
        names = {
            language: zones[language].get(zone, {}).get("city", in_id) for language in LANGUAGES
        }
        if all("/" not in name and "," not in name for name in names.values()):
            entries.append(
                _entry(
                    f"city:{zone}",
                    NameKind.PLACE,
                    {language: [name] for language, name in names.items()},
                )
            )
    return entries
