"""What carries a figure past a model that lost it."""

from __future__ import annotations

import pytest

from summarizer.translating import figures, numbers, preparing, shielding


@pytest.mark.parametrize(
    ("text", "source", "lost", "expected"),
    [
        ("Se agregó a la séptima edición.", "es", ["séptima"], [("séptima", "seventh")]),
        ("Bajó a una cuarta parte.", "es", ["una cuarta parte"],
         [("una cuarta parte", "a quarter")]),
        ("It fell by one third.", "en", ["one third"], [("one third", "un tercio")]),
        ("Esta mañana salió.", "es", ["Esta mañana"], [("Esta mañana", "This morning")]),
        ("He left on Tuesday.", "en", ["Tuesday"], [("Tuesday", "martes")]),
        ("Son 3.500 personas.", "es", [], [("3.500", "3,500")]),
        ("Costó tres mil quinientos millones.", "es", [],
         [("tres mil quinientos millones", "3.5 billion")]),
        ("Entre 10-15 casos", "es", [], [("10-15", "10-15")]),
        ("Nada que contar.", "es", [], []),
        ("El virus llegó el 15 de marzo de 2020.", "es", ["15 de marzo de 2020"],
         [("el 15 de marzo de 2020", "on March 15, 2020")]),
        ("He died on 3 May.", "en", ["3 May"], [("on 3 May", "el 3 de mayo")]),
        ("Abre a las 8:00 a. m. cada día.", "es", ["8:00 a. m."], [("8:00 a. m.", "8:00 a.m.")]),
        ("It opens at 6:30 p.m. daily.", "en", ["6:30 p.m."], [("6:30 p.m.", "6:30 p. m.")]),
        ("Dos terceras partes se fueron.", "es", ["Dos terceras partes"],
         [("Dos terceras partes", "Two thirds")]),
        ("Second, prices rose.", "en", ["Second"], [("Second", "En segundo lugar")]),
        ("Es el triple que ayer.", "es", ["triple"], [("triple", "triple")]),
        ("Costó €3.500 millones.", "es", ["€3.500 millones"], [("€3.500 millones", "€3.5 billion")]),
        ("It cost US$29 million.", "en", ["US$29 million"],
         [("US$29 million", "29 millones de dólares")]),
        ("Son 20 mdp.", "es", ["20 mdp"], [("20 mdp", "20 million pesos")]),
        ("At 1,180 m/s it flew.", "en", ["1,180 m/s"], [("1,180 m/s", "1.180 m/s")]),
        ("Vinieron tres hombres.", "es", [], [("tres", "three")]),
        ("La deuda se duplicó ayer.", "es", ["duplicó"], [("se duplicó", "doubled")]),
        ("Lo van a triplicar.", "es", ["triplicar"], [("triplicar", "triple")]),
        ("Debt doubled.", "en", ["doubled"], [("doubled", "se duplicó")]),
        ("El protocolo DP-3T y el COVID-19.", "es", [], []),
    ],
)  # fmt: skip
def test_figures_in_the_words_of_the_other_language(text, source, lost, expected):
    target = {"en": "es", "es": "en"}[source]
    marks = {"en": numbers.POINT, "es": numbers.COMMA}
    found = figures.shields(text, source, target, marks[source], marks[target], lost)
    assert [(text[start:end], new) for start, end, new in found] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("It cost US$2.5 billion.", "en", "It cost 2,500 million dollars."),
        ("It cost C$5 million.", "en", "It cost 5 million Canadian dollars."),
        ("It cost £2m.", "en", "It cost 2 million pounds."),
        ("It cost $7.50.", "en", "It cost $7.50."),
        ("Costó €3.500 millones.", "es", "Costó 3.500 millones de euros."),
        ("Costó US$ 4,9 millones.", "es", "Costó 4,9 millones de dólares."),
        ("Costó 5.000 € ayer.", "es", "Costó 5.000 euros ayer."),
        ("Costó 3.500 millones de € ayer.", "es", "Costó 3.500 millones de euros ayer."),
        ("Costó 3 mil 500 mdp.", "es", "Costó 3.500 millones de pesos."),
        ("He ran at 12 mph.", "en", "He ran at 12 miles per hour."),
        ("A las 18:00 hrs salió.", "es", "A las 18:00 horas salió."),
        ("Un riesgo >90 % hay.", "es", "Un riesgo más de 90 % hay."),
        ("It fell to ≤3 days.", "en", "It fell to at most 3 days."),
        ("I <3 Madrid.", "en", "I <3 Madrid."),
        ("Use the DP-3T protocol.", "en", "Use the DP-3T protocol."),
        ("Son 97 039/1 617 204 casos.", "es", "Son 97.039/1.617.204 casos."),
    ],
)
def test_what_a_model_reads_of_a_figure(text, language, expected):
    marks = {"en": numbers.POINT, "es": numbers.COMMA}[language]
    prepared = preparing.prepare(text, language, marks, shielding.NAMES, foreign=frozenset("≤≥"))
    assert prepared.text == expected


def test_a_shielded_amount_keeps_its_currency():
    text = "Costó €3.500 millones."
    start = text.index("3")
    prepared = preparing.prepare(
        text, "es", numbers.COMMA, shielding.NAMES, extra=[(start, len(text) - 1, "3.5 billion")]
    )
    assert prepared.text == "Costó Kovak de euros."
    prepared = preparing.prepare(
        text, "es", numbers.COMMA, shielding.NAMES, extra=[(6, len(text) - 1, "€3.5 billion")]
    )
    assert prepared.text == "Costó Kovak."
