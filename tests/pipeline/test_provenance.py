"""A brief names the models whose words stand in it, and no others that the process has used."""

import summarizer
from summarizer.brief import Brief
from summarizer.glossary import Glossary, Remembered

ENGLISH = "Arrests in Madrid\n\nThe police arrested 37 people in Madrid on Monday, the court said."
SPANISH = (
    "Detenciones en Madrid\n\nLa policía detuvo a 37 personas el lunes en Madrid, según el juzgado."
)


def models(brief: Brief) -> list[str]:
    return [use.name for use in brief.provenance.models if use.task == "translation"]


def test_a_brief_of_one_direction_names_one_model_whatever_went_before():
    assert models(summarizer.summarise(ENGLISH)) == ["en-es"]
    assert models(summarizer.summarise(SPANISH)) == ["es-en"]
    assert models(summarizer.summarise(ENGLISH)) == ["en-es"]


def test_a_brief_of_both_directions_names_both():
    post = "— Ana Ruiz (@anaruiz) January 20, 2026"
    brief = summarizer.summarise(
        f"{ENGLISH}\n\nGracias a todos los que ayudaron ayer a la policía en Madrid. {post}"
    )
    assert brief.tweets
    assert sorted(models(brief)) == ["en-es", "es-en"]


def test_a_brief_of_remembered_sentences_names_none():
    first = summarizer.summarise(ENGLISH)
    remembered = [
        Remembered(
            source_language="en", source=sentence.sides["en"].text,
            target_language="es", target=sentence.sides["es"].text,
        )
        for sentence in first.bilingual_sentences()
    ]  # fmt: skip
    again = summarizer.summarise(ENGLISH, glossary=Glossary((), remembered))
    assert [s.sides["es"].origin for s in again.bilingual_sentences()] == ["remembered"] * len(
        again.bilingual_sentences()
    )
    assert models(again) == []


def test_before_it_is_translated_a_brief_names_none():
    steps = {step.stage: step.brief for step in summarizer.pipeline.run(ENGLISH)}
    assert models(steps["summarising"]) == []
    assert models(steps["brief"]) == ["en-es"]
