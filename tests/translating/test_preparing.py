"""What a model reads of a sentence, and what a reader reads of what it writes."""

from __future__ import annotations

import pytest

from summarizer.translating import numbers, preparing, shielding
from summarizer.translating.engine import Translation


def read_by_model(text: str, language: str) -> str:
    marks = {"en": numbers.POINT, "es": numbers.COMMA}[language]
    return preparing.prepare(text, language, marks, shielding.NAMES).text


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("It will MAKE AMERICA RICH AGAIN.", "en", "It will make America rich again."),
        ("Dijo que NO HABRÁ MÁS DINERO hoy.", "es", "Dijo que no habrá más dinero hoy."),
        ("The CIA and the FBI met DHS ICE.", "en", "The CIA and the FBI met DHS ICE."),
        ("La CFE y PEMEX pagan.", "es", "La CFE y PEMEX pagan."),
        ("EE. UU. y la OTAN hablan.", "es", "EE. UU. y la OTAN hablan."),
    ],
)
def test_phrases_in_capitals(text, language, expected):
    assert read_by_model(text, language) == expected


@pytest.mark.parametrize(
    ("source", "written", "expected"),
    [
        ("“Sí”, dijo.", '"Yes," he said.', "“Yes,” he said."),
        ("han regresado”, dice ella.", 'have returned," she says.', "have returned,” she says."),
        ("Dijo: “Vamos", 'He said: "Let us go', "He said: “Let us go"),
        ("Dijo (“sí”).", 'He said ("yes").', "He said (“yes”)."),
    ],
)
def test_quotation_marks_open_and_close_where_the_words_do(source, written, expected):
    prepared = preparing.prepare(source, "es", numbers.COMMA, shielding.NAMES)
    text, _ = preparing.finish(
        prepared, Translation(written), source, numbers.COMMA, "en", numbers.POINT
    )
    assert text.rstrip(".") == expected.rstrip(".")
