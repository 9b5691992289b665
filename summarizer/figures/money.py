"""Currencies: their codes, signs and names.

Codes and full names ("Mexican pesos", "pesos mexicanos") come from the Unicode CLDR through
Babel, in each language; the everyday names and signs are in the folders of the languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from summarizer.figures.quantity_tokens import fold
from summarizer.figures.vocabulary import Phrases


@dataclass(frozen=True, slots=True)
class Currency:
    """``code`` is the ISO 4217 code (or the usual code of a cryptocurrency), ``share`` how many
    of it one of the named coin is: 0.01 for a cent. ``guessed`` says that the name alone ("peso",
    "dollar") does not tell whose it is, and that ``code`` is the likeliest."""

    code: str
    share: Decimal = Decimal(1)
    guessed: bool = False


@dataclass(frozen=True)
class MoneyWords:
    """``signs`` stand before or after a number, ``codes`` too, ``names`` after it. Those of
    ``cased_signs`` are letters, before digits and in this case only; those of ``glued`` stand
    right behind digits. ``leading`` are names that may stand before a number, ``weights`` those
    that are units of mass too. ``owners`` tell whose money it is. ``compared`` stand between two
    amounts of one currency, which then need not be named twice, and so do ``earned`` before one
    of them ("ganó 523 millones y perdió 20 millones de euros")."""

    signs: Phrases[Currency]
    codes: Phrases[Currency]
    names: Phrases[Currency]
    cased_signs: dict[str, Currency]
    glued: dict[str, Currency]
    leading: frozenset[str]
    weights: frozenset[str]
    owners: Phrases[str]
    compared: Phrases[str]
    earned: frozenset[str]


CASED_SIGNS = {
    "R": Currency("ZAR"),
    "Y": Currency("JPY"),
    "RM": Currency("MYR"),
    "Rs": Currency("INR", guessed=True),
    "Rp": Currency("IDR"),
    "Q": Currency("GTQ"),
    "L": Currency("HNL"),
    "Bs": Currency("BOB", guessed=True),
    "Ft": Currency("HUF"),
    "Fr": Currency("CHF", guessed=True),
}
WITH_CENTS = frozenset(
    "USD CAD AUD NZD SGD HKD EUR MXN ARS COP CLP CUP DOP PHP BRL BOB GTQ HNL NIO ZAR".split()
)
"""Currencies of which a hundredth is a cent or a centavo."""

# What stands for cents behind a number is the sign of the colón before one.
CENT_SIGN, COLON = "¢", Currency("CRC")
GLUED = {
    "p": Currency("GBP", Decimal("0.01")),
    "c": Currency("USD", Decimal("0.01"), guessed=True),
}
SIGNS: dict[str, Currency] = {
    "$": Currency("USD", guessed=True),
    "us$": Currency("USD"),
    "us $": Currency("USD"),
    "u.s. $": Currency("USD"),
    "u.s $": Currency("USD"),
    "u$s": Currency("USD"),
    "u$d": Currency("USD"),
    "usd$": Currency("USD"),
    "$us": Currency("USD"),
    "$a": Currency("AUD"),
    "$nz": Currency("NZD"),
    "us dollar": Currency("USD"),
    "c $": Currency("CAD"),
    "hk $": Currency("HKD"),
    "rs.": Currency("INR", guessed=True),
    "y=": Currency("JPY"),
    "mx$": Currency("MXN"),
    "mex$": Currency("MXN"),
    "mxn$": Currency("MXN"),
    "c$": Currency("CAD"),
    "ca$": Currency("CAD"),
    "cad$": Currency("CAD"),
    "can$": Currency("CAD"),
    "a$": Currency("AUD"),
    "au$": Currency("AUD"),
    "aud$": Currency("AUD"),
    "nz$": Currency("NZD"),
    "nzd$": Currency("NZD"),
    "hk$": Currency("HKD"),
    "s$": Currency("SGD"),
    "sgd$": Currency("SGD"),
    "nt$": Currency("TWD"),
    "r$": Currency("BRL"),
    "ar$": Currency("ARS"),
    "col$": Currency("COP"),
    "clp$": Currency("CLP"),
    "rd$": Currency("DOP"),
    "s/": Currency("PEN"),
    "gs.": Currency("PYG"),
    "gs": Currency("PYG"),
    "g.": Currency("PYG"),
    "bs.": Currency("BOB", guessed=True),
    "€": Currency("EUR"),
    "£": Currency("GBP"),
    "¥": Currency("JPY", guessed=True),
    "₹": Currency("INR"),
    "₽": Currency("RUB"),
    "₩": Currency("KRW"),
    "₪": Currency("ILS"),
    "₺": Currency("TRY"),
    "₴": Currency("UAH"),
    "₦": Currency("NGN"),
    "₱": Currency("PHP"),
    "฿": Currency("THB"),
    "₫": Currency("VND"),
    "₡": Currency("CRC"),
    "₲": Currency("PYG"),
    "₾": Currency("GEL"),
    "₭": Currency("LAK"),
    "₸": Currency("KZT"),
    "₮": Currency("MNT"),
    "₼": Currency("AZN"),
    "₵": Currency("GHS"),
    "ரூ": Currency("LKR"),
    "元": Currency("CNY"),
    "円": Currency("JPY"),
    "₿": Currency("BTC"),
    CENT_SIGN: Currency("USD", Decimal("0.01"), guessed=True),
}


@cache
def currency_codes() -> frozenset[str]:
    """The ISO 4217 codes of all times, that CLDR names."""
    from babel.core import Locale

    return frozenset(
        code
        for code in Locale("en").currencies
        if (len(code) == 3 and not code.startswith("X")) or code in ("XAF", "XOF", "XCD", "XPF")
    )


# Codes out of use that old articles still write; of the others many are acronyms ("PES").
_BYGONE = frozenset({"DEM", "ESP", "FRF", "HRK", "ITL", "NLG", "VEF"})


@cache
def current_codes() -> frozenset[str]:
    """The codes of the currencies that are legal tender somewhere today."""
    from babel.core import get_global

    return _BYGONE | frozenset(
        code
        for currencies in get_global("territory_currencies").values()
        for code, _, end, tender in currencies
        if end is None and tender and code in currency_codes()
    )


# The codes that texts write in lower case too; the others would be words then ("all", "try").
_ANY_CASE = frozenset(
    {
        "USD",
        "EUR",
        "GBP",
        "JPY",
        "CNY",
        "MXN",
        "CAD",
        "AUD",
        "NZD",
        "CHF",
        "INR",
        "BRL",
        "ARS",
        "SEK",
        "NOK",
        "DKK",
        "HKD",
        "SGD",
    }
)


# Codes that are words in capitals, too: before a number they are money only if it is a large one.
WORDLIKE_CODES = frozenset({"ALL", "TRY", "TOP", "PEN", "CUP", "MOP", "SOS", "MAD", "GEL"})


def codes() -> Phrases[Currency]:
    """The ISO 4217 codes, and two that are as common."""
    known = current_codes()
    return Phrases(
        {code.lower(): Currency(code) for code in known & _ANY_CASE}
        | {"rmb": Currency("CNY"), "btc": Currency("BTC")},
        {code: Currency(code) for code in known - _ANY_CASE},
    )


def full_names(language: str) -> dict[str, Currency]:
    """The CLDR names of all currencies in ``language``, singular and plural."""
    from babel.core import Locale
    from babel.numbers import get_currency_name

    names: dict[str, Currency] = {}
    for code in sorted(currency_codes()):
        for count in (1, 2):
            name = fold(get_currency_name(code, count, locale=Locale(language)))
            if name and "(" not in name and name != code.lower():
                names.setdefault(name, Currency(code))
    return names


# Words of a country (or its people) by the code of its peso or dollar, folded.
_COUNTRY_WORDS = {
    "MXN": ("mexic",),
    "ARS": ("argentin", "buenos aires", "milei"),
    "COP": ("colombia", "bogota", "petro "),
    "CLP": ("chile", "boric"),
    "UYU": ("uruguay", "montevideo"),
    "CUP": ("cuba",),
    "DOP": ("dominican",),
    "PHP": ("philippine", "filipin", "manila"),
}


@lru_cache(maxsize=64)
def currency_meant(code: str, folded: str, context: str) -> str:
    """The currency that a name shared by several countries means: of pesos, those of the country
    that the text or its context names most; of a bare $ in a text that speaks of pesos, pesos."""
    around = folded if not context else f"{folded} {fold(context)}"
    if code == "USD" and "peso" in around and "dolar" not in around and "dollar" not in around:
        code = "MXN"
    if code != "MXN":
        return code
    counts = {
        country: sum(around.count(word) for word in words)
        for country, words in _COUNTRY_WORDS.items()
    }
    best = max(counts, key=lambda country: counts[country])
    return best if counts[best] > counts["MXN"] else "MXN"
