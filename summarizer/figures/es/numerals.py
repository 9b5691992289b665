"""Spanish number words (Real Academia Española, Ortografía 2010, with the older spellings)."""

from __future__ import annotations

from fractions import Fraction

from summarizer.figures.numerals import NumeralWords
from summarizer.figures.vocabulary import listed

_UNITS = listed(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce",
    "quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos",
    "veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve",
)
_TENS = listed(
    "treinta cuarenta cincuenta sesenta setenta ochenta noventa",
)
_HUNDREDS = {
    "cien": 100,
    "ciento": 100,
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
_ENDINGS = ("o", "a", "os", "as")
_SCALE_STEMS = {"milesim": 10**3, "millonesim": 10**6, "billonesim": 10**12}

_units = {word: value for value, word in enumerate(_UNITS)} | {
    "un": 1,
    "una": 1,
    "veintiun": 21,
    "veintiuna": 21,
}
_tens = {word: 10 * value for value, word in enumerate(_TENS, 3)}
_hundreds = {"cien": 100, "ciento": 100}
for _stem, _value in _HUNDREDS.items():
    if _value > 100:
        _hundreds |= {f"{_stem}os": _value, f"{_stem}as": _value}


def _inflected(stems: dict[str, int]) -> dict[str, int]:
    return {f"{stem}{ending}": value for stem, value in stems.items() for ending in _ENDINGS}


_ordinals = _inflected(_ORDINAL_STEMS) | {"primer": 1, "tercer": 3, "decimotercer": 13}
_ordinals |= {"decimoprimer": 11, "vigesimoprimer": 21, "vigesimotercer": 23}
_denominators = {"tercio": 3, "cuarto": 4, "quinto": 5, "sexto": 6, "septimo": 7, "octavo": 8}
_denominators |= {"noveno": 9, "decimo": 10, "centesimo": 100, "milesimo": 1000, "medio": 2}
_denominators |= {"millonesimo": 10**6, "billonesimo": 10**12}

WORDS = NumeralWords(
    units=_units,
    tens=_tens,
    tens_joiner="y",
    hundreds=_hundreds,
    scales={
        "mil": 10**3,
        "millon": 10**6,
        "millones": 10**6,
        "millardo": 10**9,
        "millardos": 10**9,
        "billon": 10**12,
        "billones": 10**12,
        "trillon": 10**18,
        "trillones": 10**18,
        "docena": 12,
        "docenas": 12,
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
    abbreviations={
        "k": 10**3,
        "mm": 10**6,
        "mill": 10**6,
        "dz": 12,
        "dozs": 12,
    },
    chunk_joiner="y",
    articles=frozenset({"un", "una"}),
    points=frozenset({"coma", "punto"}),
    negatives=frozenset({"menos"}),
    dozens={},
    halves={"medio": Fraction(1, 2), "media": Fraction(1, 2), "mitad": Fraction(1, 2)},
    half_after=frozenset({"medio", "media"}),
    ordinals=_ordinals,
    ordinal_scales=_inflected(_SCALE_STEMS),
    ordinal_endings=frozenset(
        listed(
            "º ª o a er ero era ra ro do da to ta mo ma vo va no na os as eros eras ros ras",
        )
    ),
    denominators=_denominators | {f"{word}s": value for word, value in _denominators.items()},
    decimal_mark=None,
)
