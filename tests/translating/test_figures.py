"""What carries a figure past a model that lost it."""

from __future__ import annotations

import pytest

from summarizer.translating import figures, numbers


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
    ],
)  # fmt: skip
def test_figures_in_the_words_of_the_other_language(text, source, lost, expected):
    target = {"en": "es", "es": "en"}[source]
    marks = {"en": numbers.POINT, "es": numbers.COMMA}
    found = figures.shields(text, source, target, marks[source], marks[target], lost)
    assert [(text[start:end], new) for start, end, new in found] == expected
