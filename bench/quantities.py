"""Quantities in English news: value, unit, change and what is counted, against NewsQuant.

NewsQuant (Almasian, Kazakova, Göldner and Gertz, "CQE: A Comprehensive Quantity Extractor", EMNLP
2023) marks the quantities of news sentences. As there, a quantity is right by *value* where the
value is that of a marked one (a range by both ends, relative tolerance 1e-5), and by *value and
unit* where the normalised unit is the same string too; each marked quantity counts once. Dates,
times of day, ordinals, what an article counts ("over a decade", "a pair of") and multiples of one
word ("twice") are no quantities in NewsQuant and are left out of what is measured.
quantulum3 runs on the same sentences, with the unit names that the authors of NewsQuant gave it
and ranges taken by their mean, as it gives them.

    python -m bench.quantities --data eval/dev        the whole table
    python -m bench.quantities                        the samples of the project
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.brief import Bound, Change, QuantityKind
from summarizer.figures import quantities
from summarizer.figures.match import QuantityMatch

SAMPLES = Path(__file__).with_name("samples") / "quantities_en.json"

Value = float | tuple[float, float]


@dataclass(frozen=True)
class Tag:
    """A quantity in the terms of NewsQuant."""

    value: Value
    unit: str
    change: str
    concepts: frozenset[str]


# --- the names of units in NewsQuant ------------------------------------------------------------

_CURRENCIES = {
    "USD": "dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "JPY": "japanese yen",
    "CNY": "chinese yuan",
    "INR": "indian rupee",
    "MYR": "malaysian ringgit",
    "AUD": "australian dollar",
    "CAD": "canadian dollar",
    "NZD": "new zealand dollar",
    "SGD": "singapore dollar",
    "HKD": "hong kong dollar",
    "DKK": "danish krone",
    "SEK": "swedish krona",
    "NOK": "norwegian krone",
    "CHF": "swiss franc",
    "ILS": "shekel",
    "ZAR": "south african rand",
    "MXN": "mexican peso",
    "BRL": "brazilian real",
    "RUB": "russian ruble",
    "KRW": "south korean won",
    "TRY": "turkish lira",
    "HRK": "croatian kuna",
    "GEL": "georgian lari",
    "LKR": "sri lankan rupee",
    "BTC": "bitcoin",
}
_UNITS = {
    "tonne": "metric ton",
    "pound": "pound-mass",
    "pound-force-foot": "pound-foot",
    "newton-meter": "newton metre",
    "revolution-per-minute": "revolutions per minute",
    "part-per-1e9": "parts-per-billion",
    "kilowatt-hour": "kilowatt hour",
    "gigawatt-hour": "gigawatt hour",
    "megawatt-hour": "megawatt hour",
    "fluid-ounce": "ounce",
    "british-thermal-unit": "british thermal unit",
    "mmbtu": "mega british thermal unit",
    "kilopound-force-per-square-inch": "kilopound per square inch",
}
_AGES = {"year": "year of age", "month": "month of age", "week": "week of age", "day": "day of age"}
_PLURALS = {
    "people": "people",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "fishermen": "fisherman",
    "lives": "life",
    "series": "series",
    "species": "species",
    "countries": "country",
}
# What NewsQuant calls some nouns.
_NOUNS = {"time": "count", "td": "touch down"}


def _british(unit: str) -> str:
    name = _UNITS.get(unit)
    if name is not None:
        return name
    name = re.sub(r"meter\b", "metre", unit.replace("parameter", "parameter"))
    name = re.sub(r"liter\b", "litre", name)
    return name if name in ("ampere-hour", "milliampere-hour") else name.replace("-", " ")


def singular(noun: str) -> str:
    """The singular of an English noun in lower case, as a dictionary would have it."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def noun_unit(match: QuantityMatch, matches: Sequence[QuantityMatch] = ()) -> str:
    """What is counted as NewsQuant names it: the noun phrase with its head in the singular; a
    noun before the number is one if another of ``matches`` counts it ("six million homes,
    including 1.5 million in Ohio")."""
    if match.counts is None:
        return "-"
    span = match.counts.span
    if span is not None and span.start < match.start:
        behind = [
            m.counts.span
            for m in matches
            if m.kind is match.kind is QuantityKind.NUMBER
            and m.counts
            and m.counts.span
            and m.start < m.counts.span.start
        ]
        if not any(other.start <= span.start < other.end for other in behind):
            return "-"
    words = re.sub(r"['’]s\b", "", match.counts.text.lower()).split()
    head = re.sub(r"['’]s\b", "", match.counts.head.lower())
    end = next((i for i, word in enumerate(words) if word == head), len(words) - 1)
    name = " ".join(word for word in [*words[:end], singular(words[end])] if word != "and")
    return _NOUNS.get(name, name)


def tags_of(matches: Sequence[QuantityMatch]) -> list[Tag]:
    """Our quantities in the terms of NewsQuant."""
    tags: list[Tag] = []
    for match in matches:
        if match.kind in (QuantityKind.DATE, QuantityKind.TIME, QuantityKind.ORDINAL):
            continue
        printed = match.text.lower()
        if re.match(r"an? ", printed) and match.kind is QuantityKind.DURATION:
            continue
        if re.match(r"(?:a )?(?:couple|pair) of", printed):
            continue
        if (
            match.kind is QuantityKind.MULTIPLE
            and not re.search(r"\d", printed)
            and (match.value is not None and match.value >= 2)
        ):
            continue
        value: Value
        if match.low is not None and match.high is not None:
            value = (float(match.low), float(match.high))
        elif match.value is not None:
            value = float(match.value)
        else:
            continue
        unit = _unit_of(match, matches)
        if match.kind is QuantityKind.MONEY and re.search(r"cents?\b|¢", printed):
            value, unit = _times(value, 100), unit.replace("dollar", "cent")
        if match.kind is QuantityKind.MONEY and re.search(r"\d ?p$|pence|penny", printed):
            value = _times(value, 100)
            unit = "point" if re.search(r"\d ?p$", printed) else "penny"
        if match.unit == "percentage-point" and "basis" in printed:
            value, unit = _times(value, 100), "basis point"
        if match.changed_from is not None and tags and tags[-1].value == float(match.changed_from):
            tags.pop()
            value = (float(match.changed_from), float(match.value or 0))
        tags.append(Tag(value, unit, _change_of(match), _concepts_of(match)))
    return tags


def _times(value: Value, factor: int) -> Value:
    if isinstance(value, tuple):
        return value[0] * factor, value[1] * factor
    return value * factor


def _unit_of(match: QuantityMatch, matches: Sequence[QuantityMatch]) -> str:
    per = f" per {_british(match.per)}" if match.per else ""
    if match.kind is QuantityKind.MONEY:
        return _CURRENCIES.get(match.unit or "", (match.unit or "-").lower()) + per
    if match.kind is QuantityKind.PERCENTAGE:
        return "percentage" + per
    if match.kind is QuantityKind.AGE:
        return _AGES.get(match.unit or "", "year of age")
    if match.kind is QuantityKind.MULTIPLE:
        return f"% {noun_unit(match, matches)}"
    if match.unit is not None:
        return _british(match.unit) + per
    if match.kind is QuantityKind.SCORE:
        return noun_unit(match, matches)
    return noun_unit(match, matches) + per


def _change_of(match: QuantityMatch) -> str:
    if match.change is Change.UP:
        return "up"
    if match.change is Change.DOWN:
        return "down"
    return {
        Bound.EXACT: "=",
        Bound.ABOUT: "~",
        Bound.MORE_THAN: ">",
        Bound.AT_LEAST: ">",
        Bound.LESS_THAN: "<",
        Bound.AT_MOST: "<",
    }[match.bound]


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.split(r"[,\s]+", text.lower()) if word)


def _concepts_of(match: QuantityMatch) -> frozenset[str]:
    return _words(match.counts.text) if match.counts else frozenset({"-"})


# --- what NewsQuant marks -----------------------------------------------------------------------


def gold_tag(quantity: dict[str, str]) -> Tag:
    text = str(quantity["value"])
    value: Value
    if "E" not in text and not text.startswith("-") and "-" in text:
        low, high = text.split("-")
        value = (float(low), float(high))
    else:
        value = float(text)
    return Tag(
        value,
        quantity["normalized_unit"].lower(),
        quantity["change"],
        _words(quantity["referred_concepts"] + " " + quantity["unit"]),
    )


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-8 + 1e-5 * abs(b)


def same_value(a: Value, b: Value) -> bool:
    if isinstance(a, tuple) != isinstance(b, tuple):
        return False
    if isinstance(a, tuple) and isinstance(b, tuple):
        return _close(a[0], b[0]) and _close(a[1], b[1])
    assert not isinstance(a, tuple)
    assert not isinstance(b, tuple)
    return _close(a, b)


def pairs(
    gold: Sequence[Tag], found: Sequence[Tag], equal: Callable[[Tag, Tag], bool]
) -> list[tuple[Tag, Tag]]:
    """Pairs each marked quantity with at most one found; the same unit is preferred."""
    free = list(found)
    paired = []
    for tag in sorted(gold, key=lambda g: not any(_same(g, f) for f in found)):
        candidates = [f for f in free if equal(tag, f)]
        if candidates:
            best = max(candidates, key=lambda f: (f.unit == tag.unit, f.change == tag.change))
            free.remove(best)
            paired.append((tag, best))
    return paired


def _same(a: Tag, b: Tag) -> bool:
    return same_value(a.value, b.value) and a.unit == b.unit


def scores(
    sentences: Iterable[tuple[Sequence[Tag], Sequence[Tag]]],
) -> dict[str, float]:
    """Micro-averaged F1 over sentences of (marked, found) quantities."""
    right = {"value": 0, "value_unit": 0, "value_change": 0, "counted": 0}
    marked = given = told = 0
    for gold, found in sentences:
        marked += len(gold)
        given += len(found)
        by_value = pairs(gold, found, lambda a, b: same_value(a.value, b.value))
        right["value"] += len(by_value)
        right["value_unit"] += len(pairs(gold, found, _same))
        right["value_change"] += sum(a.change == b.change for a, b in by_value)
        for a, b in by_value:
            told += 1
            right["counted"] += bool(a.concepts & b.concepts)
    result = {}
    for name in ("value", "value_unit", "value_change"):
        result[f"{name}_precision"] = right[name] / given if given else 0.0
        result[f"{name}_recall"] = right[name] / marked if marked else 0.0
        total = given + marked
        result[f"{name}_f1"] = 2 * right[name] / total if total else 0.0
    result["counted_accuracy"] = right["counted"] / told if told else 0.0
    return result


# --- quantulum3 ---------------------------------------------------------------------------------

# The names that the authors of NewsQuant gave to its units.
_QUANTULUM = {
    "dimensionless": "-",
    "unk": "-",
    "per cent": "percentage",
    "dollar dollar": "dollar",
    "united states dollar": "dollar",
    "tonne": "metric ton",
    "degree angle": "degree",
    "degree celsius": "celsius",
    "degree fahrenheit": "fahrenheit",
    "percentage drop": "percentage",
    "second of arc": "second",
    "minute of arc": "minute",
    "yard yard": "yard",
    "cubic centimetre": "millilitre",
    "degree angle degree fahrenheit": "fahrenheit",
    "pound sterling year": "pound sterling per year",
    "per year per newton per day": "year",
}


def _quantulum_tags(text: str) -> list[Tag]:
    from quantulum3 import parser

    tags = []
    for quantity in parser.parse(text):
        unit = quantity.unit.name
        tags.append(
            Tag(float(quantity.value), _QUANTULUM.get(unit.lower(), unit.strip()), "=", frozenset())
        )
    return tags


def _averaged(tag: Tag) -> Tag:
    if isinstance(tag.value, tuple):
        return Tag(sum(tag.value) / 2, tag.unit, tag.change, tag.concepts)
    return tag


# --- the run ------------------------------------------------------------------------------------


def read(data: Path | None) -> list[dict]:
    path = SAMPLES if data is None else data / "newsquant" / "newsquant_dev.json"
    return json.loads(path.read_text("utf-8"))


def measure(data: Path | None) -> dict[str, float]:
    """F1 by value, by value and unit, and by value and change; the share of found quantities of
    which we name what they count; sentences a second relative to quantulum3 with ``data``."""
    sentences = read(data)
    return scores(
        (
            [gold_tag(q) for q in sentence["quantities"]],
            tags_of(quantities.find(sentence["text"], "en")),
        )
        for sentence in sentences
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.quantities", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with newsquant/newsquant_dev.json")
    parser.add_argument("--errors", action="store_true", help="print every quantity that differs")
    options = parser.parse_args()
    sentences = read(options.data)
    if options.errors:
        _print_errors(sentences)
    quantities.find("Warm up with 1 number.", "en")
    started = time.perf_counter()
    ours = measure(options.data)
    our_time = time.perf_counter() - started
    rows = [("puente", ours, our_time)]
    try:
        _quantulum_tags("Warm up with 1 number.")
    except ImportError:
        print("quantulum3 is not installed: pip install quantulum3 stemming inflect")
    else:
        started = time.perf_counter()
        theirs = scores(
            ([_averaged(gold_tag(q)) for q in s["quantities"]], _quantulum_tags(s["text"]))
            for s in sentences
        )
        rows.append(("quantulum3", theirs, time.perf_counter() - started))
    names = ("value", "value_unit", "value_change")
    print(f"{len(sentences)} sentences, {sum(len(s['quantities']) for s in sentences)} quantities")
    print(f"{'':<12}" + "".join(f"{n + ' P/R/F1':>26}" for n in names) + f"{'counted':>10}{'s':>8}")
    for name, result, seconds in rows:
        cells = "".join(
            f"{100 * result[f'{n}_precision']:>12.1f}"
            f"{100 * result[f'{n}_recall']:>7.1f}{100 * result[f'{n}_f1']:>7.1f}"
            for n in names
        )
        print(f"{name:<12}{cells}{100 * result['counted_accuracy']:>10.1f}{seconds:>8.2f}")


def _print_errors(sentences: Sequence[dict]) -> None:
    for sentence in sentences:
        gold = [gold_tag(q) for q in sentence["quantities"]]
        found = tags_of(quantities.find(sentence["text"], "en"))
        by_unit = pairs(gold, found, _same)
        missed = [g for g in gold if not any(g is a for a, _ in by_unit)]
        extra = [f for f in found if not any(f is b for _, b in by_unit)]
        if missed or extra:
            print(sentence["text"])
            for tag in missed:
                print(f"    - {tag.value} | {tag.unit} | {tag.change} | {sorted(tag.concepts)}")
            for tag in extra:
                print(f"    + {tag.value} | {tag.unit} | {tag.change} | {sorted(tag.concepts)}")


if __name__ == "__main__":
    main()
