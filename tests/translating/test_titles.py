"""English headlines in Title Case: read as sentences, with names kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import summarizer
from summarizer.brief import Article, Block, BlockKind, Span
from summarizer.translating import titles

HEADLINE = "Supreme Court Strikes Down Rent Control Law in New Jersey"
BODY = (
    "The Supreme Court struck down a rent control law in New Jersey on Monday. "
    "Justice Elena Kagan said that the law went too far, and the state will strike back. "
    "The court's own White House lawyer left a white house in Trenton."
)


def article(*lines: str, headline: str = HEADLINE) -> Article:
    blocks, start = [], 0
    for number, line in enumerate((headline, *lines)):
        kind = BlockKind.PARAGRAPH if number else BlockKind.HEADLINE
        piece = Span(start=start, end=start + len(line))
        blocks.append(Block(id=f"b{number}", kind=kind, text=line, pieces=(piece,), language="en"))
        start += len(line) + 1
    return Article(text="\n".join((headline, *lines)), blocks=tuple(blocks), language="en")


@pytest.mark.parametrize(
    "headline, sentence",
    [
        (HEADLINE, "Supreme Court strikes down rent control law in New Jersey"),
        # What the article writes in capitals inside its sentences is a name there.
        (
            "Kagan's White House Lawyer Left After the Court's Ruling",
            "Kagan's White House lawyer left after the court's ruling",
        ),
        # Words of the headline alone: the gazetteer and the recogniser know names.
        (
            "Tenants Cheer Across Mexico While Donald Trump Stays Silent",
            "Tenants cheer across Mexico while Donald Trump stays silent",
        ),
        # A quotation opens with a capital; abbreviations and inner capitals stay.
        (
            "NASA Chief Tells McDonald “Landlords Have Rights” After Vote",
            "NASA chief tells McDonald “Landlords have rights” after vote",
        ),
    ],
)
def test_common_words_become_small_and_names_stay(headline: str, sentence: str) -> None:
    assert titles.sentence_case(headline, article(BODY, headline=headline)) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "Supreme Court strikes down a rent control law in New Jersey",
        "SUPREME COURT STRIKES DOWN RENT CONTROL LAW",
        "Obama Meets Merkel",
        "",
        "Manchester City beat Real Madrid",
    ],
)
def test_other_headlines_are_left_as_they_are(text: str) -> None:
    assert not titles.is_title_case(text)
    assert titles.sentence_case(text, article(BODY)) == text


@given(text=st.text(alphabet=st.sampled_from("Ab cÉé ßİ'’“ .,-1"), max_size=80))
def test_only_case_changes(text: str) -> None:
    found = titles.sentence_case(text, article(BODY))
    assert len(found) == len(text)
    assert found.lower() == text.lower()


def test_a_brief_has_each_title_in_the_style_of_its_language() -> None:
    brief = summarizer.summarise(f"{HEADLINE}\n\n{BODY.replace('. ', '.' + chr(10) * 2)}")
    assert brief.title.sides["en"].text == HEADLINE
    spanish = brief.title.sides["es"].text
    assert "Nueva Jersey" in spanish
    small = [word for word in spanish.split() if word.islower() and len(word) >= 4]
    assert {"ley", "control"} & set(spanish.split()) and small
    places = {span.figure_id: span.span.of(spanish) for span in brief.title.sides["es"].figures}
    assert "Nueva Jersey" in places.values()
