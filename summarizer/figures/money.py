"""Currencies: their codes, signs and names.

Codes and full names ("Mexican pesos", "pesos mexicanos") come from the Unicode CLDR through
Babel, in each language; the everyday names and signs are in the folders of the languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

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
    """``signs`` stand before or after a number, ``names`` after it, ``codes`` on either side."""

    signs: Phrases[Currency]
    names: Phrases[Currency]
    codes: Phrases[Currency]


SIGNS: dict[str, Currency] = {
    "$": Currency("USD", guessed=True),
    "us$": Currency("USD"),
    "us $": Currency("USD"),
    "u.s. $": Currency("USD"),
    "u.s $": Currency("USD"),
    "u$s": Currency("USD"),
    "u$d": Currency("USD"),
    "usd$": Currency("USD"),
    "us dollar": Currency("USD"),
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
    "¢": Currency("USD", Decimal("0.01"), guessed=True),
}


@cache
def currency_codes() -> frozenset[str]:
    from babel.core import Locale

    return frozenset(
        code
        for code in Locale("en").currencies
        if (len(code) == 3 and not code.startswith("X")) or code in ("XAF", "XOF", "XCD", "XPF")
    )


# Codes that are words when written in lower case, or other things than money in the news.
_NOT_CODES = frozenset(
    {"ALL", "TRY", "TOP", "MOP", "PEN", "CUP", "LAK", "BAM", "SOS", "MAD", "GEL"}
)


def codes() -> Phrases[Currency]:
    plain = {code.lower(): Currency(code) for code in currency_codes() if code not in _NOT_CODES}
    cased = {code: Currency(code) for code in currency_codes() & _NOT_CODES}
    return Phrases(plain | {"rmb": Currency("CNY"), "btc": Currency("BTC")}, cased)


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
