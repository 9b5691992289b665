"""Spanish names of money."""

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
    **full_names("es"),
    **_forms("dólar", "dólares", Currency("USD", guessed=True)),
    **_forms("dólar estadounidense", "dólares estadounidenses", Currency("USD")),
    **_forms("dólar americano", "dólares americanos", Currency("USD")),
    **_forms("dólar de hong kong", "dólares de hong kong", Currency("HKD")),
    **_forms("dólar de singapur", "dólares de singapur", Currency("SGD")),
    **_forms("dólar de taiwán", "dólares de taiwán", Currency("TWD")),
    **_forms("centavo de dólar", "centavos de dólar", Currency("USD", _CENT)),
    **_forms("centavo", "centavos", Currency("MXN", _CENT, guessed=True)),
    **_forms("peso", "pesos", Currency("MXN", guessed=True)),
    **_forms("euro", "euros", Currency("EUR")),
    **_forms("céntimo", "céntimos", Currency("EUR", _CENT, guessed=True)),
    **_forms("libra", "libras", Currency("GBP", guessed=True)),
    **_forms("libra esterlina", "libras esterlinas", Currency("GBP")),
    **_forms("penique", "peniques", Currency("GBP", _CENT)),
    **_forms("yen", "yenes", Currency("JPY")),
    **_forms("yuan", "yuanes", Currency("CNY")),
    "renminbi": Currency("CNY"),
    "renminbis": Currency("CNY"),
    **_forms("rupia", "rupias", Currency("INR", guessed=True)),
    **_forms("franco", "francos", Currency("CHF", guessed=True)),
    **_forms("franco suizo", "francos suizos", Currency("CHF")),
    **_forms("rublo", "rublos", Currency("RUB")),
    **_forms("séquel", "séqueles", Currency("ILS")),
    **_forms("lira turca", "liras turcas", Currency("TRY")),
    **_forms("reais", "reales", Currency("BRL", guessed=True)),
    **_forms("sol", "soles", Currency("PEN", guessed=True)),
    **_forms("bolívar", "bolívares", Currency("VES", guessed=True)),
    **_forms("boliviano", "bolivianos", Currency("BOB")),
    **_forms("guaraní", "guaraníes", Currency("PYG")),
    **_forms("quetzal", "quetzales", Currency("GTQ")),
    **_forms("lempira", "lempiras", Currency("HNL")),
    **_forms("córdoba", "córdobas", Currency("NIO")),
    **_forms("colón", "colones", Currency("CRC", guessed=True)),
    **_forms("balboa", "balboas", Currency("PAB")),
    **_forms("peseta", "pesetas", Currency("ESP")),
    **_forms("corona sueca", "coronas suecas", Currency("SEK")),
    **_forms("corona danesa", "coronas danesas", Currency("DKK")),
    **_forms("corona noruega", "coronas noruegas", Currency("NOK")),
    **_forms("bitcoin", "bitcoins", Currency("BTC")),
    "bitcóin": Currency("BTC"),
}
_MILLION = Decimal(10**6)
_BILLION = Decimal(10**9)

WORDS = MoneyWords(
    signs=Phrases(SIGNS),
    codes=codes(),
    # "mdd", "mdp", "mmde": (miles de) millones de dólares, pesos, euros, in Mexican newspapers.
    names=Phrases(
        _NAMES
        | {
            "mdd": Currency("USD", _MILLION),
            "mdp": Currency("MXN", _MILLION),
            "mde": Currency("EUR", _MILLION),
            "mmdd": Currency("USD", _BILLION),
            "mmdp": Currency("MXN", _BILLION),
            "mmde": Currency("EUR", _BILLION),
        }
    ),
    cased_signs=CASED_SIGNS,
    glued={"c": GLUED["c"]},
    leading=frozenset({"dolar", "euro", "peso"}),
    weights=frozenset({"libra", "libras"}),
    owners=Phrases({"m.n.": "MXN", "mn": "MXN", "ee. uu.": "USD", "ee.uu.": "USD"}),
    compared=Phrases(
        same(
            "compared",
            listed(
                "frente a|contra|respecto a|respecto de|más que|menos que|superior a|inferior a|",
                "superiores a|inferiores a|comparado con|comparados con|en comparación con|",
                "en lugar de|en vez de|por debajo de|por encima de|",
            ),
        )
    ),
    earned=words(
        "gano ganaron gana ganan perdio perdieron pierde pierden facturo facturaron factura",
        "ingreso ingresaron ingresa invirtio invirtieron invierte invertira pago pagaron paga",
        "pagara recaudo recaudaron recauda gasto gastaron gasta gastara adeuda adeudan costo",
        "costaron cuesta cuestan costara presupuesto multa deuda inversion",
    ),
)
