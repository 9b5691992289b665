"""Terms and remembered sentences in translations: by hand-made attention, and by the models that
ship."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer import checking, pipeline, translating
from summarizer.brief import Origin
from summarizer.glossary import Glossary, Remembered, Term, holds
from summarizer.rendering import html
from summarizer.settings import Settings
from summarizer.translating import numbers, preparing, terms
from summarizer.translating.engine import Attention, Translation
from summarizer.translating.faithful import Faithful
from tests.glossary import examples


def words_of(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for word in text.split(" "):
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return spans


def looked(source: str, target: str, pairs: list[tuple[int, int]]) -> Translation:
    """``target`` with the attention of its words to those of ``source``: (target, source)."""
    rows, columns = words_of(target), words_of(source)
    weights = np.full((len(rows), len(columns)), 0.01)
    for row, column in pairs:
        weights[row, column] = 1.0
    return Translation(target, -0.2, Attention(tuple(columns), tuple(rows), weights))


@pytest.mark.parametrize(
    ("target", "pairs", "term", "expected"),
    [
        (
            "El Departamento de Justicia apeló.",
            [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)],
            "Secretaría de Justicia",
            "La Secretaría de Justicia apeló.",
        ),
        (
            "Según apeló el Departamento de Justicia",
            [(0, 4), (1, 4), (2, 0), (3, 1), (4, 2), (5, 3)],
            "Fiscalía",
            "Según apeló la Fiscalía",
        ),
        # the attention goes over half the sentence, or to nothing: left to another attempt
        (
            "El Departamento, dijo. Justicia apeló.",
            [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)],
            "Fiscalía",
            None,
        ),
        ("Apeló.", [(0, 4)], "Fiscalía", None),
    ],
)
def test_puts_a_term_where_the_model_looked(target, pairs, term, expected):
    source = "The Department of Justice appealed."
    prepared = preparing.prepare(source, "en", numbers.POINT, ("Kovak",))
    made = terms.put(looked(source, target, pairs), prepared, [(4, 25, term)], "es")
    assert (made.text if made else None) == expected
    if made:
        spans = made.attention.target
        assert all(0 <= start <= end <= len(made.text) for start, end in spans)


def test_words_before_a_stand_in_agree_with_what_it_stands_for():
    source = "The ruling ends it."
    prepared = preparing.prepare(
        source, "en", numbers.POINT, ("Kovak",), extra=[(4, 10, "resolución")]
    )
    made = terms.agreed(Translation("El Kovak lo termina."), prepared, ["resolución"], "es")
    assert made.text == "La Kovak lo termina."
    prepared = preparing.prepare(
        "Hubo un fallo.", "es", numbers.COMMA, ("Kovak",), extra=[(8, 13, "award")]
    )
    made = terms.agreed(Translation("There was a Kovak."), prepared, ["award"], "en")
    assert made.text == "There was an Kovak."


# --- with the models that ship -------------------------------------------------------------------

DESK = Glossary([Term(texts={"en": en, "es": es}) for en, es in examples.TERMS])


def same(text: str) -> str:
    return text.casefold().replace("’", "'")


@pytest.mark.parametrize(
    ("source", "target", "sentences", "least"),
    [("en", "es", examples.ENGLISH, 15), ("es", "en", examples.SPANISH, 14)],
)
def test_terms_are_honoured_in_sentences(source, target, sentences, least):
    faithful = Faithful(translating.load(Settings()), source, target, glossary=DESK)
    texts = [text for text, _ in sentences]
    rendered = faithful.translate(texts)
    good = sum(
        same(wanted) in same(result.text)
        for (_, wanted), result in zip(sentences, rendered, strict=True)
    )
    assert good >= least
    for text, result in zip(texts, rendered, strict=True):
        lacking = holds(result.text, DESK.find(text, source, target), target)
        assert bool(lacking) == any(w.code == "term_missed" for w in result.warnings)
        assert not any(name in result.text for name in ("Kovak", "Zubin", "⟦"))


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The vaccines were sent to three countries on Monday.", "inmunizantes"),
        ("Two vaccines are being tested.", "inmunizantes"),
    ],
)
def test_a_desk_s_word_needs_to_be_in_no_lexicon(sentence, wanted):
    desk = Glossary([Term(texts={"en": "vaccine", "es": "inmunizante"})])
    assert checking.check(sentence, "Los inmunizantes son dos.", "en", "es")
    faithful = Faithful(translating.load(Settings()), "en", "es", glossary=desk)
    (result,) = faithful.translate([sentence])
    assert wanted in result.text
    assert wanted not in {w.details["word"] for w in result.warnings if w.code == "word_unknown"}


ARTICLE = """Court rules on the port

The ruling was published on Thursday. The port of Veracruz stays closed for 12 days, the judge said.
"""


def test_a_brief_says_what_comes_from_the_desk():
    plain = pipeline.summarise(ARTICLE)
    texts = {s.sides["en"].text: s for s in plain.bilingual_sentences()}
    first = next(text for text in texts if text.startswith("The ruling"))
    desk = Glossary(
        DESK.terms,
        [
            Remembered(
                source_language="en", target_language="es", source=first,
                target="El fallo se dio a conocer el jueves.",
            ),
            Remembered(
                source_language="en", target_language="es",
                source="The port of Veracruz stays closed for 14 days, the judge said.",
                target="El puerto sigue cerrado 14 días.",
            ),
        ],
    )  # fmt: skip
    brief = pipeline.summarise(ARTICLE, glossary=desk)
    sides = {s.sides["en"].text: s.sides["es"] for s in brief.bilingual_sentences()}
    assert sides[first].text == "El fallo se dio a conocer el jueves."
    assert sides[first].origin is Origin.REMEMBERED
    (similar,) = {w.details["target"] for w in brief.warnings if w.code == "sentence_similar"}
    assert similar == "El puerto sigue cerrado 14 días."
    assert "Remembered" in html.render(brief)
    with_term = pipeline.summarise(ARTICLE, glossary=Glossary(DESK.terms))
    side = next(
        s.sides["es"] for s in with_term.bilingual_sentences() if s.sides["en"].text == first
    )
    assert [span.of(side.text).casefold() for span in side.terms] == ["resolución"]
