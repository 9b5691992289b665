"""One figure for the sentences that repeat it."""

from __future__ import annotations

import pytest

from summarizer.brief import Sentence, Span
from summarizer.figures import merging, quantities


def merged(*texts):
    """The quantities of sentences given as text, or as (text, language)."""
    found = []
    for number, given in enumerate(texts, 1):
        text, language = (given, "en") if isinstance(given, str) else given
        sentence = Sentence(
            id=f"s{number}",
            block_id="b1",
            span=Span(start=0, end=len(text)),
            text=text,
            language=language,
        )
        found += [(sentence, match) for match in quantities.find(text, language)]
    return [
        ([m.sentence_id for m in quantity.mentions], quantity) for quantity in merging.merge(found)
    ]


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (["At least 43 people died.", "The 43 people were found."], [["s1", "s2"]]),
        (["Flood kills 43 in Texas.", "At least 43 people died."], [["s1", "s2"]]),
        (["The state has 40 schools.", "It has 40 hospitals."], [["s1"], ["s2"]]),
        (["It bought 2 boats.", "It sold 2 planes."], [["s1"], ["s2"]]),
        (["It paid $5 million.", "The five million dollars were lost."], [["s1", "s2"]]),
        (["It rose 5%.", "The 5 percent were too much."], [["s1", "s2"]]),
        ([("Enviaron a 37 presos.", "es"), "Mexico sent 37 inmates."], [["s1", "s2"]]),
        (["He is 37 years old.", "They sent 37 inmates."], [["s1"], ["s2"]]),
        (["It costs $5.", "It costs 5 euros."], [["s1"], ["s2"]]),
    ],
)
def test_mentions_of_one_figure(texts, places):
    assert [ids for ids, _ in merged(*texts)] == places


def test_the_count_comes_from_the_mention_that_tells_it():
    ((_, quantity),) = merged("Flood kills 43 in Texas.", "At least 43 people died.")
    assert quantity.counts is not None
    assert quantity.counts.head == "people"
    assert quantity.counts.span is None
    assert quantity.labels == {"en": "people"}


def test_a_change_told_later_belongs_to_the_figure():
    (_, quantity), *_ = merged("Inflation is 4.5%.", "It is now 4.5%, up from 4.2%.")
    assert (quantity.change, str(quantity.changed_from)) == ("up", "4.2")
