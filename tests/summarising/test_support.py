"""What an article bears out of a sentence that a model wrote, and what it does not."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import figures
from summarizer.brief import BilingualSentence, Origin, Side, Support
from summarizer.summarising import support
from summarizer.summarising.support import WEAK, Evidence
from tests.summarising.articles import FLOOD, INUNDACION, paragraphs


def _evidence(texts=FLOOD, language="en", date=dt.date(2026, 3, 4)) -> Evidence:
    article, sentences = paragraphs(*texts, language=language)
    article = article.model_copy(update={"date": date})
    return Evidence(article, sentences, figures.find(article, sentences))


ENGLISH, SPANISH = _evidence(), _evidence(INUNDACION, "es")

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
    assert borne.support.unsupported == ()
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


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "es"]))
def test_any_text_has_a_support(text: str, language: str) -> None:
    borne = ENGLISH.of(text, language)
    assert 0 <= borne.support.score <= 1
    assert all(part in text for part in borne.support.unsupported)
