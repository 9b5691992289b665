"""Units in their normal form, and in the metric units that people speak in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarizer.brief import Sentence, Span
from summarizer.figures import merging, quantities
from summarizer.figures.units import UNITS, in_metric, normal_form
from summarizer.figures.vocabulary import vocabulary
from summarizer.rendering.view import metric_text

D = Decimal


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("3", "mile", ("4828.032", "meter")),
        ("4.828032", "kilometer", ("4828.032", "meter")),
        ("32", "fahrenheit", ("0", "celsius")),
        ("-40", "fahrenheit", ("-40", "celsius")),
        ("0", "kelvin", ("-273.15", "celsius")),
        ("1", "acre", ("4046.8564224", "square-meter")),
        ("1", "tonne", ("1000", "kilogram")),
        ("1", "kilowatt-hour", ("3600000", "joule")),
    ],
)
def test_the_normal_form(value, unit, expected):
    found = normal_form(D(value), unit)
    assert found is not None
    assert abs(found[0] - D(expected[0])) < D("1e-9")
    assert found[1] == expected[1]


def test_an_unknown_unit_has_none():
    assert normal_form(D(1), "smoot") is None
    assert in_metric(D(1), "smoot") is None


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("400", "pound", ("181", "kilogram")),
        ("3000", "mile", ("4.83e3", "kilometer")),
        ("6", "inch", ("15.2", "centimeter")),
        ("104", "fahrenheit", ("40", "celsius")),
        ("20", "acre", ("8.09", "hectare")),
        ("130", "mile-per-hour", ("209", "kilometer-per-hour")),
    ],
)
def test_customary_units_are_said_in_metric_ones(value, unit, expected):
    assert in_metric(D(value), unit) == (D(expected[0]), expected[1])


def test_metric_units_are_left_alone():
    assert in_metric(D(5), "kilometer") is None


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_unit_that_a_language_names_is_known(language):
    names = vocabulary(language).units.names
    units = {meaning for entries in names._by_first.values() for _, meaning in entries}
    without_size = units - UNITS.keys()
    # Rates, which no one converts.
    assert all("-per-" in unit for unit in without_size)


def _quantity(text, language):
    sentence = Sentence(
        id="s1", block_id="b1", span=Span(start=0, end=len(text)), text=text, language=language
    )
    found = [(sentence, match) for match in quantities.find(text, language)]
    return merging.merge(found)[0]


def test_a_brief_shows_pounds_in_kilograms_and_keeps_the_normal_form():
    quantity = _quantity("Agents seized 400 pounds of cocaine.", "en")
    assert quantity.normal is not None
    assert (quantity.normal.value, quantity.normal.unit) == (D("181.436948"), "kilogram")
    assert metric_text(quantity, "en") == " (181 kg)"
    assert metric_text(quantity, "es") == " (181 kg)"


@pytest.mark.parametrize("text", ["They ran 5 km.", "They saw 400 people.", "It cost $400."])
def test_what_needs_no_conversion_has_none(text):
    assert metric_text(_quantity(text, "en"), "en") == ""


def test_a_range_is_converted_at_both_ends():
    quantity = _quantity("Expect 2 to 4 inches of snow.", "en")
    assert metric_text(quantity, "en") == " (5.08 cm–10.2 cm)"
