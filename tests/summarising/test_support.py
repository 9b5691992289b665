"""What an article bears out of a sentence that a model wrote, and what it does not."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import figures, wording
from summarizer.brief import BilingualSentence, Origin, Side, Support
from summarizer.summarising import support
from summarizer.summarising.support import WEAK, Evidence
from tests.summarising.articles import FLOOD, INUNDACION, paragraphs


def _evidence(texts=FLOOD, language="en", date=dt.date(2026, 3, 4)) -> Evidence:
    article, sentences = paragraphs(*texts, language=language)
    article = article.model_copy(update={"date": date})
    return Evidence(article, sentences, figures.find(article, sentences))


ENGLISH, SPANISH = _evidence(), _evidence(INUNDACION, "es")
# Between two people of a longer article stands what is said of neither.
_BETWEEN = (
    "Trains to the coast were cancelled.",
    "Schools will open again next week.",
    "Volunteers cooked soup at the station.",
)
_ENTRE = (
    "Los trenes a la costa fueron cancelados.",
    "Las escuelas abrirán la próxima semana.",
    "Varios voluntarios cocinaron en la estación.",
)
LONG_ENGLISH = _evidence((*FLOOD[:2], *_BETWEEN, FLOOD[2], *_BETWEEN, *FLOOD[3:]))
LONG_SPANISH = _evidence((*INUNDACION[:2], *_ENTRE, INUNDACION[2], *_ENTRE, *INUNDACION[3:]), "es")

BORNE_OUT = [
    ("en", "At least fourteen people died when the river Lisk burst its banks in Valdor."),
    ("en", "Ana Ruiz, the mayor of Valdor, declared a state of emergency."),
    ("en", "Mayor Ruiz said two hospitals had lost power."),
    ("en", "The government will spend $40m on flood walls that were promised in 2015."),
    ("en", "“We lost everything,” said the baker Tomás Gil."),
    ("en", "One of the first to lose his shop was Tomás Gil."),
    ("es", "Catorce personas murieron y 3000 fueron evacuadas en Valdor."),
    ("es", "La alcaldesa Ruiz pidió helicópteros al Gobierno."),
    ("es", "Dos hospitales se quedaron sin electricidad, dijo Ana Ruiz."),
    ("es", "El Gobierno destinará cuarenta millones de dólares a nuevos muros."),
]
INVENTED = [
    ("en", "At least 17 people died in Valdor.", ("17",)),
    ("en", "The government will spend $14 million on flood walls.", ("$14 million",)),
    ("en", "The walls were first promised in 2016.", ("2016",)),
    ("en", "The rain will stop by March 20, 2023.", ("March 20, 2023",)),
    ("en", "Ana Gil, the mayor, declared an emergency.", ("Ana Gil",)),
    ("en", "The mayor of Springfield asked for helicopters.", ("Springfield",)),
    ("en", "“We will rebuild this city,” said the mayor.", ("“We will rebuild this city,”",)),
    ("en", "About 14 percent of the city was flooded.", ("14 percent",)),
    ("es", "Al menos 24 personas murieron en Valdor.", ("24",)),
    ("es", "El presidente Pedro Ramos viajó a Valdor.", ("Pedro Ramos",)),
    ("es", "El Gobierno destinará 40 millones de euros.", ("40 millones de euros",)),
]


@pytest.mark.parametrize(("language", "text"), BORNE_OUT)
def test_other_words_for_the_same_are_no_fault(language: str, text: str) -> None:
    borne = (ENGLISH if language == "en" else SPANISH).of(text, language)
    assert borne.support == Support(score=borne.support.score)
    assert borne.support.score >= WEAK
    assert borne.source_ids


@pytest.mark.parametrize(("language", "text", "strange"), INVENTED)
def test_what_the_article_lacks_is_named(language, text, strange) -> None:
    found = (ENGLISH if language == "en" else SPANISH).of(text, language).support.unsupported
    assert len(found) == len(strange)
    for said, expected in zip(found, strange, strict=True):
        assert expected in said or said in expected


def test_sentences_of_the_article_are_borne_out_by_themselves() -> None:
    for evidence, texts, language in ((ENGLISH, FLOOD, "en"), (SPANISH, INUNDACION, "es")):
        for sentence in paragraphs(*texts, language=language)[1]:
            borne = evidence.of(sentence.text, language)
            assert borne.support == Support(score=1.0, unsupported=())


# Told of another, or another figure of the same article: all words are the article's own.
CROSSED = [
    ("en", "Tomás Gil declared a state of emergency and asked for helicopters.", "Tomás Gil"),
    ("en", "Ana Ruiz is a baker whose shop stood by the bridge.", "Ana Ruiz"),
    ("en", "The flood walls that cost 3,000 were promised long ago.", "3,000"),
    ("es", "Tomás Gil declaró el estado de emergencia y pidió helicópteros.", "Tomás Gil"),
    ("es", "Ana Ruiz, panadera, tenía su tienda junto al puente.", "Ana Ruiz"),
]
NEGATED = [
    ("en", "Two hospitals had not lost power, the mayor said.", "added"),
    ("es", "Los dos hospitales no se quedaron sin electricidad.", ""),
    ("es", "El Gobierno no destinará 40 millones de dólares a nuevos muros.", "added"),
]


@pytest.mark.parametrize(("language", "text", "name"), CROSSED)
def test_what_is_told_of_another_is_named(language: str, text: str, name: str) -> None:
    found = (LONG_ENGLISH if language == "en" else LONG_SPANISH).of(text, language).support
    assert found.unsupported == () and found.misplaced == (name,)


@pytest.mark.parametrize(("language", "text", "expected"), NEGATED)
def test_a_negation_of_its_own_is_told(language: str, text: str, expected: str) -> None:
    evidence = ENGLISH if language == "en" else SPANISH
    assert evidence.of(text, language).support.negation == expected


def test_a_lost_negation_is_told() -> None:
    evidence = _evidence(("The minister did not resign on Monday, her office said.",))
    assert evidence.of("The minister resigned on Monday.", "en").support.negation == "dropped"
    assert evidence.of("The minister refused to resign on Monday.", "en").support.negation == ""
    # What is negated is said of something else.
    evidence = _evidence(("The mayor, who does not drive, opened the bridge on Monday.",))
    assert evidence.of("The mayor opened the bridge on Monday.", "en").support.negation == ""


def test_words_said_twice_are_told() -> None:
    text = "The mayor of Valdor asked for help for the mayor of Valdor."
    assert ENGLISH.of(text, "en").support.repeated == "the mayor of"
    assert _evidence((text,)).of(text, "en").support.repeated == ""


def test_a_sentence_can_rest_on_several() -> None:
    borne = ENGLISH.of("Tomás Gil lost everything and $40 million go to flood walls.", "en")
    assert len(borne.source_ids) >= 2
    assert list(borne.source_ids) == sorted(borne.source_ids, key=lambda id: int(id[1:]))


def test_what_is_about_something_else_is_weak() -> None:
    borne = ENGLISH.of("Scientists discovered a comet that nobody had ever photographed.", "en")
    assert borne.support.score < 0.2


def test_doubts_are_said_in_words() -> None:
    text = "Engineers praised the 17 new turbines."
    borne = ENGLISH.of(text, "en")
    sentence = BilingualSentence(
        id="p1.1",
        source_ids=borne.source_ids,
        language="en",
        sides={"en": Side(text=text, origin=Origin.GENERATED)},
        support=borne.support,
    )
    codes = [(w.code, w.sentence_id, w.language) for w in support.warnings(sentence)]
    assert codes == [("unsupported", "p1.1", "en"), ("weakly_supported", "p1.1", "en")]
    assert support.warnings(sentence.model_copy(update={"support": None})) == ()


def test_each_doubt_has_its_words_in_both_languages() -> None:
    doubted = Support(score=0.9, misplaced=("Ana",), negation="dropped", repeated="the mayor of")
    sentence = BilingualSentence(id="p1.1", source_ids=(), language="en", sides={}, support=doubted)
    found = support.warnings(sentence)
    assert [w.code for w in found] == ["misplaced", "support_negation_dropped", "said_twice"]
    for language in ("en", "es"):
        texts = [wording.text(f"warnings.{w.code}", language, **w.details) for w in found]
        assert "Ana" in texts[0] and "the mayor of" in texts[2] and len(set(texts)) == 3


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "es"]))
def test_any_text_has_a_support(text: str, language: str) -> None:
    borne = ENGLISH.of(text, language)
    assert 0 <= borne.support.score <= 1
    assert all(part in text for part in borne.support.unsupported)
