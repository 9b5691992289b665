"""Which five figures of an article a reader sees first, in articles written for these tests."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from summarizer.brief import (
    Article,
    Block,
    BlockKind,
    Language,
    Span,
)
from summarizer.figures import merging, quantities, ranking
from summarizer.sentences import of as sentences_of

DAY = dt.date(2026, 1, 21)


def read(language: Language, *blocks: tuple[BlockKind, str]):
    """An article of blocks, its sentences, and its figures."""
    text, made = "", []
    for number, (kind, content) in enumerate(blocks, 1):
        piece = Span(start=len(text), end=len(text) + len(content))
        made.append(
            Block(id=f"b{number}", kind=kind, text=content, pieces=(piece,), language=language)
        )
        text += content + "\n"
    article = Article(text=text, blocks=tuple(made), language=language, date=DAY)
    sentences = sentences_of(article)
    found = [
        (sentence, match)
        for sentence in sentences
        for match in quantities.find(sentence.text, language, DAY)
    ]
    return article, sentences, merging.merge(found)


def key_texts(language: Language, *blocks: tuple[BlockKind, str], limit: int = 5) -> list[str]:
    from summarizer.brief import Figures

    article, sentences, found = read(language, *blocks)
    by_id = {quantity.id: quantity for quantity in found}
    keys = ranking.key_figures(Figures(quantities=found), article, sentences, limit)
    return [by_id[key].mentions[0].text for key in keys]


HEADLINE, PARAGRAPH, CAPTION = BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.CAPTION

FLOOD = (
    (HEADLINE, "Flood kills at least 43 in Texas river towns"),
    (CAPTION, "A rescuer looks on in Kerrville, July 5, 2025. Photo 3 of 12."),
    (PARAGRAPH, "At least 43 people died, 15 of them children, when a river rose 26 feet in 45 "
                "minutes before dawn on Friday, officials said."),
    (PARAGRAPH, "About 850 people were rescued. The county of 50,000 people had no sirens."),
    (PARAGRAPH, "Governor Ana Ruiz, 58, asked for $120 million in federal aid."),
    (PARAGRAPH, "The rain began at 4 a.m. and two officers on duty saw it first. One of the first "
                "calls came from a camp founded in 1926."),
)  # fmt: skip
BUDGET = (
    (HEADLINE, "Senado aprueba presupuesto de 9.3 billones de pesos para 2026"),
    (PARAGRAPH, "El Senado aprobó por 85 votos contra 36 un presupuesto de 9.3 billones de pesos, "
                "un aumento de 5.9 por ciento respecto a 2025."),
    (PARAGRAPH, "El gasto en salud baja de 970 mil millones a 919 mil millones de pesos."),
    (PARAGRAPH, "La sesión empezó a las 11:00 horas del martes y duró 14 horas. Hablaron dos "
                "senadores de cada grupo."),
    (PARAGRAPH, "La senadora Julia Ortiz, de 44 años, votó en contra. Es la tercera vez que lo "
                "hace desde el 20 de noviembre de 2024."),
)  # fmt: skip
VOTE = (
    (HEADLINE, "Chile elects its first woman mayor of Arica"),
    (PARAGRAPH, "Rosa Díaz won with 54.3% of the vote on Sunday, against 41.1% for her rival, in "
                "an election in which 92,410 people voted."),
    (PARAGRAPH, "Turnout fell from 61% to 48%. Polls closed at 6 p.m."),
    (PARAGRAPH, "Díaz, 39, has two sons and a dog."),
)  # fmt: skip


def test_the_dead_stand_first_and_the_times_of_day_nowhere():
    keys = key_texts("en", *FLOOD)
    assert keys[0] == "43"
    assert {"15", "26 feet", "$120 million"} <= set(keys[:5])
    assert not {"4 a.m.", "Friday", "July 5, 2025", "1926", "58", "two"} & set(keys)


def test_money_and_its_change_stand_before_what_is_beside_the_point():
    keys = key_texts("es", *BUDGET)
    assert keys[0] == "9.3 billones de pesos"
    assert "5.9 por ciento" in keys
    assert any("85" in key for key in keys)
    assert "919 mil millones de pesos" in keys
    assert not {"44 años", "11:00 horas", "14 horas", "dos", "20 de noviembre de 2024"} & set(keys)


def test_votes_and_turnout_are_the_news_of_an_election():
    keys = key_texts("en", *VOTE)
    assert set(keys[:4]) >= {"54.3%", "92,410"}
    assert "48%" in keys
    assert not {"39", "6 p.m.", "two"} & set(keys)


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        ("en", "One of the ministers resigned.", []),
        ("en", "One person died in the fire.", ["One"]),
        ("en", "Friday marks day two of the storms, and 40 houses burned.", ["40"]),
        ("es", "Uno de los hechos es que murieron 12 vecinos.", ["12"]),
        ("es", "El pleno del día 14 aprobó 30 leyes.", ["30"]),
        ("es", "Una de las víctimas murió.", []),
        ("es", "Uno de cada cinco vecinos se fue.", ["Uno de cada cinco"]),
        ("es", "La tasa es de 26 robos por 100.000 habitantes.", ["26"]),
        ("en", "The rate is 26 thefts per 100,000 people.", ["26"]),
        ("en", "Three years ago 40 houses burned.", ["40"]),
        ("en", "It raised $12.9bn (£10bn) in its listing.", ["$12.9bn"]),
        ("en", "A four-wheel drive car hit 12 people.", ["12"]),
        ("es", "Causaron daños por 10 millones de dólares.", ["10 millones de dólares"]),
        ("es", "Hace tres años ardieron 40 casas.", ["40"]),
    ],
)
def test_what_counts_nothing_is_no_key_figure(language, text, keys):
    assert key_texts(language, (PARAGRAPH, text)) == keys


def test_a_figure_of_a_caption_alone_is_no_key_figure():
    keys = key_texts("en", (PARAGRAPH, "The fair opened. It had 300 stalls."),
                     (CAPTION, "A crowd of 9,000 in 2019. Photograph 4 of 11."))  # fmt: skip
    assert keys[0] == "300"
    assert "2019" not in keys


def test_what_is_repeated_outranks_what_is_said_once():
    keys = key_texts(
        "en",
        (HEADLINE, "Mine collapse in the north"),
        (PARAGRAPH, "A mine collapsed in the north of the country on Monday."),
        (PARAGRAPH, "The rescue of 14 miners went on. There were 30 vehicles at the site."),
        (PARAGRAPH, "The 14 miners have food for a while, and the families of the 14 wait."),
    )
    assert keys[0] == "14"


def test_an_old_value_does_not_stand_beside_its_new_one():
    keys = key_texts("en", (PARAGRAPH, "Unemployment fell from 5.1% to 4.8% in December."))
    assert keys == ["4.8%"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He arrived on January 20, 2026 at 9:30 a.m."),
        ("es", "Llegó el 20 de enero de 2026 a las 9:30 horas."),
        ("en", "Nothing is counted here."),
        ("en", ""),
    ],
)
def test_an_article_of_dates_alone_has_no_key_figures(language, text):
    assert key_texts(language, (PARAGRAPH, text)) == []


def test_a_thin_article_has_no_weak_key_figures():
    texts = (
        "The town has a new library.",
        "It stands by the river.",
        "A fair was held there.",
        "It was the third fair.",
        "Cuts came later.",
        '"I was a 7-year-old boy then," he said.',
    )
    assert key_texts("en", *((PARAGRAPH, text) for text in texts)) == []


def test_the_limit_is_kept():
    assert len(key_texts("en", *FLOOD, limit=3)) == 3


def test_the_criteria_are_named():
    told = (Path(__file__).parents[2] / "docs" / "figures.md").read_text("utf-8")
    for criterion in ranking.CRITERIA:
        assert f"| {criterion.name} | {criterion.reason} |" in told
