"""English names of money."""

from __future__ import annotations

from decimal import Decimal

from summarizer.figures.money import (
    CASED_SIGNS,
    GLUED,
    SIGNS,
    Currency,
    MoneyWords,
    codes,
    full_names,
)
from summarizer.figures.vocabulary import Phrases, listed, same, words

_CENT = Decimal("0.01")


def _forms(singular: str, plural: str, currency: Currency) -> dict[str, Currency]:
    return {singular: currency, plural: currency}


_NAMES = {
    **full_names("en"),
    **_forms("dollar", "dollars", Currency("USD", guessed=True)),
    **_forms("buck", "bucks", Currency("USD", guessed=True)),
    **_forms("us dollar", "us dollars", Currency("USD")),
    **_forms("u.s. dollar", "u.s. dollars", Currency("USD")),
    **_forms("american dollar", "american dollars", Currency("USD")),
    **_forms("cent", "cents", Currency("USD", _CENT, guessed=True)),
    **_forms("euro", "euros", Currency("EUR")),
    **_forms("us cent", "us cents", Currency("USD", _CENT)),
    **_forms("canadian cent", "canadian cents", Currency("CAD", _CENT)),
    **_forms("australian cent", "australian cents", Currency("AUD", _CENT)),
    **_forms("euro cent", "euro cents", Currency("EUR", _CENT)),
    **_forms("pound", "pounds", Currency("GBP", guessed=True)),
    **_forms("pound sterling", "pounds sterling", Currency("GBP")),
    **_forms("british pound", "british pounds", Currency("GBP")),
    **_forms("penny", "pence", Currency("GBP", _CENT)),
    "pennies": Currency("GBP", _CENT, guessed=True),
    "quid": Currency("GBP"),
    **_forms("peso", "pesos", Currency("MXN", guessed=True)),
    **_forms("centavo", "centavos", Currency("MXN", _CENT, guessed=True)),
    "yen": Currency("JPY"),
    "yuan": Currency("CNY"),
    "renminbi": Currency("CNY"),
    **_forms("rupee", "rupees", Currency("INR", guessed=True)),
    **_forms("franc", "francs", Currency("CHF", guessed=True)),
    **_forms("ruble", "rubles", Currency("RUB")),
    **_forms("rouble", "roubles", Currency("RUB")),
    "won": Currency("KRW"),
    **_forms("shekel", "shekels", Currency("ILS")),
    **_forms("lira", "liras", Currency("TRY", guessed=True)),
    "lire": Currency("ITL", guessed=True),
    **_forms("real", "reais", Currency("BRL")),
    "rand": Currency("ZAR"),
    **_forms("krona", "kronor", Currency("SEK")),
    **_forms("krone", "kroner", Currency("DKK", guessed=True)),
    **_forms("danish crown", "danish crowns", Currency("DKK")),
    **_forms("swedish crown", "swedish crowns", Currency("SEK")),
    **_forms("norwegian crown", "norwegian crowns", Currency("NOK")),
    "baht": Currency("THB"),
    "ringgit": Currency("MYR"),
    "naira": Currency("NGN"),
    **_forms("dirham", "dirhams", Currency("AED", guessed=True)),
    **_forms("riyal", "riyals", Currency("SAR", guessed=True)),
    **_forms("bolivar", "bolivars", Currency("VES")),
    **_forms("peseta", "pesetas", Currency("ESP")),
    **_forms("guilder", "guilders", Currency("NLG")),
    **_forms("lempira", "lempiras", Currency("HNL")),
    **_forms("quetzal", "quetzales", Currency("GTQ")),
    **_forms("zloty", "zlotys", Currency("PLN")),
    **_forms("satoshi", "satoshis", Currency("BTC", Decimal("0.00000001"))),
    **_forms("bitcoin", "bitcoins", Currency("BTC")),
}
# Words that are something else far more often than money.
for _word in ("real", "rand", "lei", "sen"):
    _NAMES.pop(_word, None)

WORDS = MoneyWords(
    signs=Phrases(SIGNS),
    codes=codes(),
    names=Phrases(_NAMES),
    cased_signs=CASED_SIGNS,
    glued=GLUED,
    leading=frozenset({"dollar", "euro", "peso"}),
    weights=frozenset({"pound", "pounds"}),
    owners=Phrases(
        {
            "u.s.": "USD",
            "us": "USD",
            "canadian": "CAD",
            "cdn": "CAD",
            "australian": "AUD",
            "mexican": "MXN",
        }
    ),
    compared=Phrases(
        same(
            "compared",
            listed(
                "compared with|compared to|versus|against|up from|down from|more than|less than|",
                "instead of|rather than|",
            ),
        )
    ),
    earned=words(
        "earned lost paid pays pay spent spends spend raised invested invest cost costs owed owes",
        "owe borrowed donated",
    ),
)
