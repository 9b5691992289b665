"""What holds of every text: spans, round trips, no crash, linear work."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.brief import QuantityKind
from summarizer.figures import quantities
from summarizer.figures.quantity_tokens import fold, tokenise

LANGUAGES = st.sampled_from(["en", "es"])
# Words that take part in figures, which random letters never make.
PIECES = st.sampled_from(
    "3 37 1,234 1.234,5 12% $5 US$ € million millones mil thousand hundred thirty-seven dos tres "
    "half medio third tercera de of the la to a and y or o from between entre more than más de at "
    "least up rose subió cayó fell January enero 20 2026 ago hace years años old km/h °C 5pm 9:30 "
    "U.S. EE. UU. - – / . , ; ( ) ' % \n \t people personas twice doble x 1/2 ½ e10 ^ + #5 @a".split(
        " "
    )
)
MIXED = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=30).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda joint: joint.join(parts))
)


@settings(max_examples=250, deadline=None)
@given(text=MIXED, language=LANGUAGES)
def test_spans_point_at_their_text_in_order_and_never_overlap(text, language):
    end = 0
    for match in quantities.find(text, language):
        assert end <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        end = match.end
        if match.counts is not None and match.counts.span is not None:
            assert match.counts.span.of(text) == match.counts.text
        for number in (match.value, match.low, match.high, match.changed_from):
            assert number is None or number.is_finite()
        if match.kind is not QuantityKind.SCORE and match.low is not None:
            assert match.high is not None
            assert match.low <= match.high


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=80))
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)
    assert all(
        before.end <= after.start
        for _, tokens in [tokenise(text)]
        for before, after in zip(tokens, tokens[1:], strict=False)
    )


@settings(max_examples=150, deadline=None)
@given(
    number=st.decimals(min_value=3, max_value=10**12, places=2, allow_nan=False),
    language=LANGUAGES,
)
def test_a_number_formatted_for_either_locale_is_read_back(number, language):
    from babel.numbers import format_decimal

    locales = {"en": ["en_US"], "es": ["es_MX", "es_ES"]}[language]
    sentence = {"en": "They paid {} dollars.", "es": "Pagaron {} dólares."}[language]
    for locale in locales:
        printed = format_decimal(number, "#,##0.00", locale=locale)
        (match,) = quantities.find(sentence.format(printed), language)
        assert match.value == number


@settings(max_examples=100, deadline=None)
@given(number=st.integers(min_value=3, max_value=10**9), language=LANGUAGES)
def test_whole_numbers_of_every_grouping_are_read_back(number, language):
    noun = {"en": "people", "es": "personas"}[language]
    # In English 1.001 is a little more than one.
    for mark in (",", " ", "\u00a0", "\u202f", *(["."] if language == "es" else [])):
        printed = f"{number:,}".replace(",", mark)
        matches = quantities.find(f"«{printed} {noun}»", language)
        assert [match.value for match in matches] == [Decimal(number)]


@settings(max_examples=100, deadline=None)
@given(text=MIXED, mark=st.sampled_from([".", ",", None]))
def test_reading_is_a_function_of_the_text(text, mark):
    first = quantities.find(text, "es", decimal_mark=mark)
    assert quantities.find(text, "es", decimal_mark=mark) == first


def work(text: str, language: str) -> int:
    """How many calls it takes to read ``text``: a measure of time that no load disturbs."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        quantities.find(text, language)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    ("unit", "language"),
    [
        ("37 dogs, ", "en"),
        ("37 ", "en"),
        ("237 ", "en"),
        ("237 ", "es"),
        ("$37 paid ", "en"),
        ("thirty-seven million ", "en"),
        ("on January 20 and ", "en"),
        ("from 3 to 9 ", "en"),
        ("half of ", "en"),
        ("the from ", "en"),
        ("5 big old ", "en"),
        ("it was hot at 30 C and ", "en"),
        ("(1", "en"),
        ("1.2.", "en"),
        ("mil ", "es"),
        ("de 3 a 5 pesos y ", "es"),
        ("hace dos años ", "es"),
        ("palabra ", "es"),
    ],
)
def test_the_work_grows_with_the_text_and_no_faster(unit, language):
    work(unit * 2, language)
    once, twice = (work(unit * count, language) for count in (60, 120))
    assert twice < 2.6 * once


def test_ten_thousand_numbers_are_read():
    text = " ".join(f"{number} dogs," for number in range(3, 10_003))
    found = quantities.find(text, "en")
    assert len(found) > 9_500
    assert found[-1].value == 10_002
