"""The brief of the sample article, checked as a person would check it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

import summarizer
from summarizer.brief import BlockKind, Brief, NameKind, Quantity, QuantityKind

SAMPLE = Path(summarizer.__file__).parent / "samples" / "cartel_transfer.txt"


@pytest.fixture(scope="module")
def brief() -> Brief:
    return summarizer.summarise(SAMPLE.read_text("utf-8"))


def quantity(brief: Brief, **wanted: object) -> Quantity:
    found = [
        q for q in brief.quantities if all(getattr(q, name) == v for name, v in wanted.items())
    ]
    assert found, f"no quantity {wanted} among {brief.quantities}"
    return found[0]


def name(brief: Brief, text: str):
    found = [n for n in brief.names if text == n.text or text in n.aliases]
    assert len(found) == 1, f"{text}: {[n.text for n in brief.names]}"
    return found[0]


def sentence_of(brief: Brief, figure) -> str:
    ids = {s.id: s.text for s in brief.sentences}
    return ids[figure.mentions[0].sentence_id]


def sentence_of_id(brief: Brief, id: str) -> str:
    return next(s.text for s in brief.sentences if s.id == id)


def shown(brief: Brief, figure_id: str, language: str) -> list[str]:
    """The words that are highlighted for a figure in one language."""
    return [
        span.span.of(sentence.sides[language].text)
        for sentence in brief.bilingual_sentences()
        for span in sentence.sides[language].figures
        if span.figure_id == figure_id
    ]


def test_both_languages_throughout(brief):
    assert brief.source_language == "en"
    assert len(brief.points) >= 3
    for sentence in brief.bilingual_sentences():
        assert sentence.sides["en"].text.strip()
        assert sentence.sides["es"].text.strip()
        assert sentence.sides["en"].text != sentence.sides["es"].text
        assert sentence.source_ids


def test_the_points_tell_the_news_and_nothing_twice(brief):
    told = [
        sentence_of_id(brief, id)
        for p in brief.points
        for line in p.sentences
        for id in line.source_ids
    ]
    assert any("37 alleged members" in text for text in told)
    assert any("to 92" in text for text in told)
    assert not any("37 operadores" in text for text in told)  # the post says the lead once more


def test_the_tweet(brief):
    (tweet,) = brief.tweets
    assert tweet.author == "Omar H Garcia Harfuch"
    assert tweet.handle == "@OHarfuch"
    assert tweet.date == dt.date(2026, 1, 20)
    assert tweet.language == "es"
    assert tweet.truncated
    assert "@GabSeguridadMX" in tweet.mentions
    assert {line.paragraph for line in tweet.sentences} == {0, 1}
    spanish = " ".join(line.sides["es"].text for line in tweet.sentences)
    english = " ".join(line.sides["en"].text for line in tweet.sentences)
    assert "operadores de organizaciones criminales" in spanish
    assert "mecanismos de cooperación bilateral" in spanish
    assert "Harfuch" not in spanish  # the attribution is no part of what he wrote
    assert "@GabSeguridadMX" in english
    assert "mañana" not in english
    assert "37" in english
    assert "National Security" in english
    assert "bilateral cooperation" in english


def test_the_line_of_another_story_is_set_aside(brief):
    (line,) = [b for b in brief.article.junk if "ALSO READ" in b.text]
    assert line.reason is not None
    everything = " ".join(
        side.text for s in brief.bilingual_sentences() for side in s.sides.values()
    )
    assert "ALSO READ" not in everything
    assert "Pahlavi" not in everything


def test_the_byline_is_no_part_of_the_text(brief):
    kinds = {block.kind for block in brief.article.blocks if "Ashhar Alam" in block.text}
    assert kinds <= {BlockKind.BYLINE, BlockKind.DATELINE}
    assert "Ashhar" not in brief.title.sides["en"].text


def test_thirty_seven(brief):
    figure = quantity(brief, kind=QuantityKind.NUMBER, value=Decimal(37))
    assert figure.counts is not None
    assert figure.counts.head == "members"
    assert "alleged members of major drug cartels" in figure.counts.text
    assert "37 alleged members" in sentence_of(brief, figure)
    assert "37" in shown(brief, figure.id, "en")
    assert "37" in shown(brief, figure.id, "es")
    assert figure.labels["en"]
    assert figure.labels["es"]
    spanish_sources = {s.id for s in brief.sentences if s.language == "es"}
    operators = [
        q
        for q in brief.quantities
        if q.value == 37 and any(m.sentence_id in spanish_sources for m in q.mentions)
    ]
    assert operators
    assert figure.id in brief.key_figures


def test_ninety_two(brief):
    figure = quantity(brief, kind=QuantityKind.NUMBER, value=Decimal(92))
    assert "suspected cartel figures" in figure.counts.text
    assert "to 92" in sentence_of(brief, figure)
    assert "92" in shown(brief, figure.id, "en")
    assert "92" in shown(brief, figure.id, "es")
    assert figure.id in brief.key_figures


def test_the_third_transfer_in_less_than_a_year(brief):
    third = quantity(brief, kind=QuantityKind.ORDINAL, value=Decimal(3))
    assert "transfer" in third.counts.text
    year = quantity(brief, kind=QuantityKind.DURATION, unit="year")
    assert year.bound == "less than"
    assert year.value == 1
    assert sentence_of(brief, third) == sentence_of(brief, year)
    assert any("third" in text for text in shown(brief, third.id, "en"))
    assert any("tercer" in text for text in shown(brief, third.id, "es"))


def test_the_minister_is_one_person(brief):
    minister = name(brief, "Omar García Harfuch")
    assert minister.kind is NameKind.PERSON
    assert minister.handle == "@OHarfuch"
    assert "Security Minister" in minister.role
    assert not [
        n
        for n in brief.names
        if n.kind is NameKind.PERSON and n is not minister and "Harf" in n.text
    ]


@pytest.mark.parametrize(
    "cartel", ["Sinaloa", "Beltrán‑Leyva", "Jalisco New Generation", "Northeast"]
)
def test_the_four_cartels(brief, cartel):
    found = [
        n
        for n in brief.names
        if n.kind is NameKind.ORGANISATION and cartel.replace("‑", "-") in n.text.replace("‑", "-")
    ]
    assert len(found) == 1


def test_the_countries_and_the_administration(brief):
    mexico, states = name(brief, "Mexico"), name(brief, "United States")
    assert mexico.kind is states.kind is NameKind.PLACE
    assert mexico.labels["es"] == "México"
    assert states.labels["es"] == "Estados Unidos"
    assert any("Estados Unidos" in text for text in shown(brief, states.id, "es"))
    (administration,) = [n for n in brief.names if n.text.endswith("Trump administration")]
    assert administration.kind is NameKind.ORGANISATION


def test_each_figure_of_the_brief_stands_on_both_sides_or_is_said_to_be_missing(brief):
    for sentence in brief.bilingual_sentences():
        english = {f.figure_id for f in sentence.sides["en"].figures if f.figure_id[0] == "q"}
        spanish = {f.figure_id for f in sentence.sides["es"].figures if f.figure_id[0] == "q"}
        if english != spanish:
            assert [w for w in brief.warnings if w.sentence_id == sentence.id]


def test_spans_point_at_their_text(brief):
    blocks = {block.id: block for block in brief.article.blocks}
    parts = {part.id: part for part in brief.sentences}
    for part in brief.sentences:
        assert part.span.of(blocks[part.block_id].text) == part.text
    for figure in (*brief.quantities, *brief.names):
        assert figure.mentions
        for mention in figure.mentions:
            assert mention.span.of(parts[mention.sentence_id].text) == mention.text


def test_the_brief_survives_its_json(brief):
    assert Brief.model_validate_json(brief.model_dump_json()) == brief


def test_the_provenance_names_the_models_and_the_input(brief):
    import hashlib

    assert brief.provenance.input_sha256 == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert {use.task for use in brief.provenance.models} >= {"translation"}
    assert set(brief.provenance.timings) >= {"reading", "figures", "summarising", "translating"}


def test_an_edit_is_a_new_version_that_is_checked_again(brief):
    point = next(
        s
        for p in brief.points
        for s in p.sentences
        if any(f.span.of(s.sides["es"].text) == "37" for f in s.sides["es"].figures)
    )
    broken = summarizer.edit(brief, point.id, "es", point.sides["es"].text.replace("37", "73"))
    assert broken.version == 2
    assert broken.edited
    assert brief.version == 1
    assert [w for w in broken.warnings if w.sentence_id == point.id and w.language in ("es", None)]
    mended = summarizer.edit(broken, point.id, "es", point.sides["es"].text)
    assert [w for w in mended.warnings if w.sentence_id == point.id] == [
        w
        for w in brief.warnings
        if w.sentence_id == point.id and w.code != "word_guessed"  # a person wrote it now
    ]


@pytest.mark.parametrize("length", ["short", "standard", "long"])
def test_the_lengths(length):
    made = summarizer.summarise(SAMPLE.read_text("utf-8"), length=length)
    assert made.length == length
    counts = {"short": (1, 3), "standard": (3, 6), "long": (4, 10)}[length]
    assert counts[0] <= len(made.points) <= counts[1]
