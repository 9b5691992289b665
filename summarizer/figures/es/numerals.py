"""Spanish number words (Real Academia Española, Ortografía 2010, with the older spellings)."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from summarizer.figures.numerals import NumeralWords, relative
from summarizer.figures.vocabulary import listed, words

_UNITS = listed(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce",
    "quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres",
    "veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve",
)
_TENS = listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_HUNDREDS = {
    "doscient": 200,
    "trescient": 300,
    "cuatrocient": 400,
    "quinient": 500,
    "seiscient": 600,
    "setecient": 700,
    "ochocient": 800,
    "novecient": 900,
}
_ORDINAL_STEMS = {
    "primer": 1,
    "segund": 2,
    "tercer": 3,
    "cuart": 4,
    "quint": 5,
    "sext": 6,
    "septim": 7,
    "setim": 7,
    "octav": 8,
    "noven": 9,
    "decim": 10,
    "undecim": 11,
    "duodecim": 12,
    "decimoprimer": 11,
    "decimosegund": 12,
    "decimotercer": 13,
    "decimocuart": 14,
    "decimoquint": 15,
    "decimosext": 16,
    "decimoseptim": 17,
    "decimoctav": 18,
    "decimonoven": 19,
    "vigesim": 20,
    "vigesimoprimer": 21,
    "vigesimosegund": 22,
    "vigesimotercer": 23,
    "vigesimocuart": 24,
    "vigesimoquint": 25,
    "vigesimosext": 26,
    "vigesimoseptim": 27,
    "vigesimoctav": 28,
    "vigesimonoven": 29,
    "trigesim": 30,
    "cuadragesim": 40,
    "quincuagesim": 50,
    "sexagesim": 60,
    "septuagesim": 70,
    "octogesim": 80,
    "nonagesim": 90,
    "centesim": 100,
    "ducentesim": 200,
    "tricentesim": 300,
    "cuadringentesim": 400,
    "quingentesim": 500,
    "sexcentesim": 600,
    "septingentesim": 700,
    "octingentesim": 800,
    "noningentesim": 900,
}
# "Una veintena" and "un centenar" are about so many; "una quincena" is two weeks.
_COLLECTIVES = {
    "decena": 10, "veintena": 20, "treintena": 30, "cincuentena": 50, "centena": 100,
    "centenar": 100, "millar": 1000,
}  # fmt: skip
_SCALES = {"mil": 10**3, "millon": 10**6, "billon": 10**12}

_units = {word: value for value, word in enumerate(_UNITS)} | {
    "un": 1,
    "una": 1,
    "veintiun": 21,
    "veintiuna": 21,
}
_tens = {word: 10 * value for value, word in enumerate(_TENS, 3)}
_hundreds = {"cien": 100, "ciento": 100}
for _stem, _value in _HUNDREDS.items():
    _hundreds |= {f"{_stem}os": _value, f"{_stem}as": _value}


def _inflected(stems: dict[str, int]) -> dict[str, int]:
    return {
        f"{stem}{ending}": value
        for stem, value in stems.items()
        for ending in ("o", "a", "os", "as")
    }


_ordinals = _inflected(_ORDINAL_STEMS) | {
    word: _ORDINAL_STEMS[word]
    for word in ("primer", "tercer", "decimoprimer", "decimotercer", "vigesimoprimer")
}
# "Dos segundos" is a time, "las primeras" and "unas segundas" are no parts of anything; "un
# décimo" is one, and so are "dos décimas".
_denominators = {
    word: value
    for word, value in _ordinals.items()
    if value > 3 and not (value <= 9 and word.endswith("a"))
}
_denominators |= {"tercio": 3, "tercios": 3, "medio": 2, "medios": 2}
_denominators |= _inflected({f"{word}esim": scale for word, scale in _SCALES.items()})

# A number written in one word before -avo or -ésimo: "veinticincoavo", "dosmilésimo".
_PIECES = _units | _tens | _hundreds | {"mil": 1000, "millon": 10**6, "treintai": 30}
_PIECE = re.compile("|".join(sorted(_PIECES, key=len, reverse=True)))


def _joined(text: str) -> int | None:
    """The value of number words written without spaces: "treintaicinco", "mildoscientos"."""
    total = last = 0
    at = 0
    while at < len(text):
        if text[at] in "iy" and at and last in _tens.values():
            at += 1
        match = _PIECE.match(text, at)
        if match is None:
            return None
        value = _PIECES[match.group()]
        if value >= 1000:
            total = max(total, 1) * value
        elif last and value >= last:
            return None
        else:
            total += value
        last = value
        at = match.end()
    return total or None


@lru_cache(maxsize=4096)
def _compound(word: str) -> int | None:
    """The value of an ordinal or denominator that is written in one word with its number."""
    word = word.removesuffix("s")
    if word.endswith(("avo", "ava")) and len(word) > 6 and not word.startswith("cent"):
        stem = word[:-3]
        return _joined(stem) or _joined(stem + "a") or _joined(stem + "e")
    if word.endswith(("esimo", "esima")):
        for scale, value in (("billon", 10**12), ("millon", 10**6), ("mil", 10**3)):
            stem = word[:-5]
            if stem.endswith(scale) and len(stem) > len(scale):
                number = _joined(stem.removesuffix(scale))
                return number * value if number else None
    return None


def ordinal(word: str) -> int | None:
    """The value of an ordinal of one word, in any gender and number."""
    if word == "decimos":
        # "We say", far more often than tenths.
        return None
    return _ordinals.get(word) or _compound(word)


def denominator(word: str) -> int | None:
    """The value of a denominator of one word."""
    return _denominators.get(word) or _compound(word)


def _verbs(stems: dict[str, int]) -> dict[str, int]:
    endings = ("o", "ar", "a", "an", "aron", "ado", "ada", "ando", "aba", "aban", "ara", "aria")
    return {f"{stem}{ending}": n for stem, n in stems.items() for ending in endings}


WORDS = NumeralWords(
    units=_units,
    tens=_tens,
    tens_joiner="y",
    hundreds=_hundreds,
    scales={
        "mil": 10**3,
        "millon": 10**6,
        "millardo": 10**9,
        "billon": 10**12,
        "trillon": 10**18,
        "docena": 12,
        **_COLLECTIVES,
    },
    scale_plurals={
        "millones": 10**6,
        "millardos": 10**9,
        "billones": 10**12,
        "trillones": 10**18,
        "docenas": 12,
        "dz": 12,
        "dozs": 12,
    },
    vague_scales={
        "decenas": 10,
        "docenas": 12,
        "cientos": 100,
        "centenares": 100,
        "centenas": 100,
        "miles": 10**3,
        "millares": 10**3,
        "millones": 10**6,
        "billones": 10**12,
    },
    abbreviations={"k": 10**3, "mill": 10**6, "mdm": 10**9},
    cased_abbreviations={"MM": 10**6, "M": 10**6, "G": 10**9},
    joiner="y",
    fraction_joiners=frozenset({"y", "con"}),
    of=frozenset({"de"}),
    articles=frozenset({"un", "una"}),
    points=frozenset({"coma", "punto"}),
    loose_points=frozenset({"con"}),
    negatives=frozenset({"menos"}),
    not_negative_after=words("al lo cuando mas o no ni mucho poco nada"),
    pronoun_openers=words("cada"),
    some=words("varios varias unos unas algunos algunas muchos muchas cuantos cuantas"),
    halves={"medio": Fraction(1, 2), "media": Fraction(1, 2), "mitad": Fraction(1, 2)},
    bare_halves=frozenset({"medio", "media"}),
    ordinal=ordinal,
    ordinal_scales=_inflected({f"{word}esim": scale for word, scale in _SCALES.items()}),
    ordinal_endings=words(
        "º ª o a er ero era ra ro do da to ta mo ma vo va no na os as eros eras ros ras"
    ),
    denominator=denominator,
    part=frozenset({"parte", "partes"}),
    part_openers=frozenset({"la", "una", "tercera"}),
    after_fraction=words("de del mas menos que a en para por"),
    each=words("cada"),
    by=words("por"),
    multiplying=words(
        "multiplico multiplicaron multiplica multiplican multiplicado multiplicar multiplicara",
        "multiplicaran multiplicando multiplicaria",
    ),
    ratio=(("de", "cada"), ("entre", "cada"), ("por", "cada")),
    over=frozenset({"sobre"}),
    decimal_mark=None,
    pairs=words("par"),
    collectives=frozenset(_COLLECTIVES),
    multiples=_verbs({"duplic": 2, "triplic": 3, "cuadruplic": 4, "quintuplic": 5}),
    loose_multiples={"doble": 2, "triple": 3, "cuadruple": 4, "quintuple": 5},
    frequencies=frozenset(),
    after_multiple=words("de del que"),
    before_multiple=words("el al"),
    times=words("veces"),
    after_times=words(
        "mas menos mayor menor mayores menores superior inferior mejor peor el la lo los las su sus"
    ),
    relative_ordinals=relative(
        {
            **dict.fromkeys(("ultimo", "ultima", "ultimos", "ultimas"), ("end", 0)),
            **dict.fromkeys(
                (
                    "penultimo",
                    "penultima",
                    "penultimos",
                    "penultimas",
                    "antes del ultimo",
                    "antes de la ultima",
                    "anterior al ultimo",
                    "anterior a la ultima",
                ),
                ("end", -1),
            ),
            **dict.fromkeys(("antepenultimo", "antepenultima"), ("end", -2)),
            **dict.fromkeys(
                ("siguiente", "siguientes", "proximo", "proxima", "proximos", "proximas"),
                ("current", 1),
            ),
            **dict.fromkeys(("anterior", "anteriores", "previo", "previa"), ("current", -1)),
        }
    ),
)
