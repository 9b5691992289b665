"""Words that are no words of their language, told from rare, new and borrowed ones."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.checking import check, spelling
from summarizer.checking.words import folded


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La presión sostenida de los narcotraficantes reelegidos desbordó al exministro."),
        ("es", "Dijéronselo anteayer a la canciller; los microsismos superaron lo previsible."),
        ("es", "El Beltrán-Leyva y Jalisco Nueva Gera"),  # names are another guard's business
        ("en", "Counterterrorism officials reiterated the ex-minister’s unfulfilled promises."),
        ("en", "The café’s naïve owner paid 1.5m; it's 3pm in the U.S."),
        ("en", ""),
        ("xx", "blorfen grmpf"),
    ],
)
def test_words_of_the_language_are_known(language, text):
    assert spelling.unknown("", text, "", language) == ()


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("es", "la presión sostieneda de la administración", ("sostieneda",)),
        ("es", "acusadas de contrabajar drogas", ("contrabajar",)),
        ("es", "las ações y los cartéis", ("ações", "cartéis")),
        ("en", "The action was equatted according to law, equatted twice.", ("equatted",)),
        ("en", "the murciagos and their epithell’s", ("murciagos", "epithell’s")),
    ],
)
def test_words_of_no_language_are_told_once(language, text, words):
    assert spelling.unknown("", text, "", language) == words


def test_terms_of_the_source_are_left_alone():
    assert spelling.unknown("Los nefropollos huyeron.", "The nefropollos fled.", "es", "en") == ()


def test_what_was_left_untranslated_is_not():
    found = spelling.unknown("He described the detainees.", "Describió los detainees.", "en", "es")
    assert found == ("detainees",)


def test_the_guards_say_it_of_a_translation():
    found = check(
        "The move comes amid sustained pressure.",
        "El movimiento viene en medio de la presión sostieneda.",
        "en",
        "es",
    )
    assert [(w.code, w.details) for w in found] == [("word_unknown", {"word": "sostieneda"})]


@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(["en", "es"]))
def test_any_text_is_judged(source, target, language):
    for word in spelling.unknown(source, target, "en", language):
        assert word in target


@pytest.mark.parametrize(
    ("language", "word", "words"),
    [
        ("es", "demnografía", {"demografía"}),  # one letter too many
        ("es", "comorbididades", {"comorbilidades"}),  # another
        ("es", "ocurrendo", {"ocurriendo"}),  # one too few
        ("en", "goverment", {"government"}),
        ("en", "chidlren", {"children"}),  # two exchanged
        ("es", "gómómico", set()),
        ("es", "", set()),
        ("xx", "demnografía", set()),
    ],
)
def test_the_words_that_may_be_meant(language, word, words):
    assert set(spelling.corrections(word, language)) == words


@given(
    st.sampled_from(["government", "immunity", "hospital", "sustained"]),
    st.integers(1, 8),
    st.sampled_from(["", "x", "q"]),
    st.booleans(),
)
def test_a_word_with_one_fault_behind_its_first_letter_may_be_that_word(word, at, letter, more):
    wrong = word[:at] + letter + word[at if more else at + 1 :]
    assert wrong == word or word in spelling.corrections(wrong, "en")


def test_of_rare_words_and_common_ones_the_common_are_meant():
    assert spelling.corrections("transmitible", "es") == ("transmisible",)  # not *transmitirle*


def test_the_first_letter_is_not_the_wrong_one():
    assert "memorización" not in spelling.corrections("hemorización", "es")


@given(st.text(max_size=12))
def test_folding_takes_case_and_accents_only(word):
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    assert folded(word) == plain.casefold()
    assert folded(word.upper()) == folded(word) or not word.isascii()
