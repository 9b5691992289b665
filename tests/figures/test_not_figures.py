"""Numbers that name instead of counting, and input that is made to confuse."""

from __future__ import annotations

import pytest

from summarizer.figures import quantities
from tests.figures.described import found

NOTHING = {
    "en": [
        "Call 911 now.",
        "She lost the mixed doubles and the women's doubles.",
        "Federation chairman Jan Berry said so.",
        "Read Isaiah 53:7 and Mark 15:34.",
        "He scores goals.",
        "A multi-million-dollar deal failed.",
        "It left launch complex 40 at Cape Canaveral.",
        "Talks resumed on day 14 of the strike.",
        "Call 555-123-4567 for help.",
        "Call +1 (212) 555-0188 for help.",
        "Write to P.O. Box 1234.",
        "She lives at 1600 Pennsylvania Avenue.",
        "The office is at 221B Baker Street.",
        "The server at 192.168.10.1 failed.",
        "Go to https://example.com/2024/05/13/story-12345.html now.",
        "Write to ana99@example.com for help.",
        "It is on example.com/12/34 now.",
        "Ask @user123 about #Top10.",
        "Python 3.11.4 is out.",
        "Version 2.0 is out.",
        "The iPhone 15 is out.",
        "Boeing 737 jets were grounded.",
        "A Boeing 747 landed.",
        "They buy Boeing's 787-9 and 777X jets.",
        "An ATR 72 aircraft crashed.",
        "The senator doubled down on it.",
        "The power is back (1/2)",
        "1. Finland",
        "This one is second to none.",
        "An F-16 crashed.",
        "COVID-19 spread.",
        "The G20 met.",
        "A 5G network opened.",
        "Article 41 was changed.",
        "Interstate 35 is closed.",
        "Flight 1549 landed in the river.",
        "Room 12 was locked.",
        "The First Lady spoke.",
        "First aid was given.",
        "He is one of us.",
        "No one came.",
        "ISBN 978-3-16-148410-0 is sold out.",
        "The shop is open 24/7.",
        "They divided 1/0 again.",
        "The S&P 500 closed.",
        "Spain remembers the 11-M bombings.",
    ],
    "es": [
        "Llamaron al 112.",
        "Lo dice Juan 3:16.",
        "Siguen en situación operativa 2 del plan.",
        "Fue el día 14 de la huelga.",
        "Juan Domingo Perón y Plácido Domingo cantaron.",
        "Llame al 55 1234 5678 para pedir ayuda.",
        "Llame al +52 55 1234 5678 para pedir ayuda.",
        "Vive en la calle Hidalgo 123.",
        "Vive en Avenida Juárez 45.",
        "El servidor 192.168.10.1 falló.",
        "Vaya a https://ejemplo.mx/2024/05/13/nota-12345.html ya.",
        "Escriba a ana99@ejemplo.mx ya.",
        "Pregunte a @usuario123 por #Top10.",
        "Salió Python 3.11.4 ya.",
        "El artículo 41 cambió.",
        "La carretera 57 está cerrada.",
        "El vuelo 1549 aterrizó.",
        "La resolución 188/011 lo prohíbe.",
        "La COVID-19 avanzó.",
        "El G20 se reunió.",
        "Abrió una red 5G.",
        "La primera dama habló.",
        "El primer ministro habló.",
        "Un hombre llegó.",
        "Uno de ellos llegó tarde.",
        "Dividieron 1/0 otra vez.",
        "El C.P. 06600 está en la ciudad.",
        "La Línea 12 del Metro cerró.",
        "Los atentados del 11-S siguen sin castigo.",
        "El 11-M, el 15M y el 23F cambiaron al país.",
    ],
}


@pytest.mark.parametrize(
    ("text", "language"),
    [(text, language) for language, texts in NOTHING.items() for text in texts],
)
def test_no_figure_is_claimed(text, language):
    assert found(text, language) == []


def test_a_number_of_more_digits_than_any_amount_is_an_identifier():
    for digits in (41, 400, 5000):
        assert found(f"The key is {'9' * digits} today, and 3 dogs bark.", "en")[-1] == "3 = 3"
        assert all(len(f) < 40 for f in found(f"La clave es {'9' * digits}.", "es"))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("１２３ people came.", "en", ["１２３ = 123"]),
        ("Llegaron １,２３４ personas.", "es", ["１,２３４ = 1234"]),
        ("٣٧ people came.", "en", ["٣٧ = 37"]),
        ("３７ ｐｅｏｐｌｅ came.", "en", ["３７ = 37"]),
        ("Тhеre were 40 men.", "en", ["40 = 40"]),
        ("1\u00a0234\u00a0567 homes burned.", "en", ["1\u00a0234\u00a0567 = 1234567"]),
        ("thirty‑seven men", "en", ["thirty‑seven = 37"]),
        ("−5 °C was measured.", "en", ["−5 °C = measure -5 celsius"]),
        ("1⁄2 of all homes", "en", ["1⁄2 = multiple 0.5"]),
        ("12 of 12½ miles", "en", ["12 = 12", "12½ miles = measure 12.5 mile"]),
    ],
)
def test_other_digits_and_dashes_are_read_alike(text, language, expected):
    assert found(text, language) == expected


TABLE = "State\tCases\tDeaths\nTexas\t1,234\t56\nOhio\t789\t10\n"


def test_the_cells_of_a_table_stay_apart():
    values = [match.value for match in quantities.find(TABLE, "en")]
    assert values == [1234, 56, 789, 10]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_row_of_numbers_stays_a_row(language):
    values = [
        int(match.value)
        for match in quantities.find("12 7 1999 33 405 6", language)
        if match.value is not None
    ]
    assert all(value in (12, 7, 33, 405, 6) for value in values)


@pytest.mark.parametrize("language", ["en", "es", "fr", ""])
@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "-",
        "$",
        "%",
        "1/0",
        "0/0",
        "1e99999999",
        "9^9^9^9",
        "million million million million",
        "mil mil mil mil mil mil",
        "half of half of half of half",
        "\u202e12\u202c 3\u200b4",
        "\ufeff5",
        "1." * 50,
        "(" * 200 + "5" + ")" * 200,
        "\ud800 5",
        "😀5😀",
    ],
)
def test_odd_input_does_not_break_the_reader(text, language):
    for match in quantities.find(text, language):
        assert text[match.start : match.end] == match.text
