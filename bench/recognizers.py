"""Numbers, amounts and dates against the specifications of Microsoft Recognizers-Text.

github.com/microsoft/Recognizers-Text tells what its recognisers find in short utterances, by
model and language. A case passes if we find the same spans with the same values (units too where
both know the name), and nothing else of that model's kind. What does not pass stands with its
reason in ``recognizers_failing.tsv``.

    python -m bench.recognizers --data eval/dev            counts by model, and by reason
    python -m bench.recognizers --data eval/dev --errors   and every case that does not pass
    python -m bench.recognizers                            the samples of the project
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from summarizer.brief import QuantityKind
from summarizer.figures import numerals, quantities
from summarizer.figures.money import full_names
from summarizer.figures.numerals import NumeralKind
from summarizer.figures.quantity_tokens import fold
from summarizer.figures.vocabulary import vocabulary

SAMPLES = Path(__file__).with_name("samples") / "recognizers"
FAILING = Path(__file__).with_name("recognizers_failing.tsv")
LANGUAGES = {"English": "en", "Spanish": "es"}
# The specifications of Spanish are written as Spain writes numbers.
MARKS = {"en": ".", "es": ","}

_TEMPERATURES = ("celsius", "fahrenheit", "kelvin", "degree")

Found = tuple[int, int, Any]


@dataclass(frozen=True)
class Model:
    """A recogniser: its file under the specifications, what we find in a text, and what a result
    of the specification says, both as (start, end, value)."""

    path: str
    find: Callable[[str, str, dt.date | None], list[Found]]
    expect: Callable[[dict[str, Any], str], Found | None]


@dataclass(frozen=True)
class Verdict:
    model: str
    language: str
    text: str
    passed: bool
    reason: str
    found: list[Found]
    expected: list[Found]
    index: int


# --- what we find -------------------------------------------------------------------------------


def _numbers(*kinds: NumeralKind) -> Callable[[str, str, dt.date | None], list[Found]]:
    def find(text: str, language: str, reference: dt.date | None) -> list[Found]:
        words = vocabulary(language).numerals
        return [
            (numeral.start, numeral.end, numeral.value)
            for numeral in numerals.find(text, words, MARKS[language], frozenset(kinds))
            # A number with a letter tied to it belongs to a unit or a name.
            if not numeral.vague
            and not (
                text[numeral.end : numeral.end + 1].isalpha()
                and numeral.kind is not NumeralKind.ORDINAL
            )
        ]

    return find


def _ordinals(text: str, language: str, reference: dt.date | None) -> list[Found]:
    found = _numbers(NumeralKind.ORDINAL)(text, language, reference)
    relative = [
        (r.start, r.end, f"{r.anchor}{r.offset:+d}")
        for r in numerals.find_relative(text, vocabulary(language).numerals)
    ]
    taken = [(start, end) for start, end, _ in relative]
    found = [f for f in found if not any(s <= f[0] < e for s, e in taken)]
    return sorted([*found, *relative])


def _quantities(
    *kinds: QuantityKind, unit: bool = True, temperature: bool | None = None
) -> Callable[[str, str, dt.date | None], list[Found]]:
    def find(text: str, language: str, reference: dt.date | None) -> list[Found]:
        found = []
        for match in quantities.find(
            text, language, reference, decimal_mark=MARKS[language], casual=True
        ):
            turned = re.search(r"rotate|turn|angle|angulo|girar|ángulo", text)
            is_temperature = match.unit in _TEMPERATURES and not (turned and match.unit == "degree")
            if match.kind in kinds and temperature in (None, is_temperature):
                value = match.value if match.value is not None else match.high
                end = match.start + len(_without_rate(match.text) if match.per else match.text)
                start = match.start + (_start_of_last(match.text) if match.low is not None else 0)
                found.append((start, end, (value, match.unit) if unit else value))
        return found

    return find


def _without_rate(text: str) -> str:
    """An amount without what it is for: the specifications leave out "per barrel"."""
    return re.sub(
        r"(?: ?- ?| )(?:an?|per|por|al?|each|cada|la)(?: ?- ?| )[^\W\d]+$| ?/ ?\w+$", "", text
    )


def _start_of_last(text: str) -> int:
    """Where the second number of a range begins: in the specifications it alone has the unit."""
    joints = list(re.finditer(r" (?:to|and|or|a|y|o|hasta) | ?[-–] ?", text))
    numbers = [m for m in joints if re.search(r"\d|\w", text[m.end() :])]
    return numbers[0].end() if numbers else 0


def _spanish_ages(text: str, language: str, reference: dt.date | None) -> list[Found]:
    """The Spanish age model takes every span of time for an age, without "de edad" or "hace"."""
    kinds = [QuantityKind.AGE] + [QuantityKind.DURATION] * (language == "es")
    return [
        (
            start + 5 * text[start:end].startswith("hace "),
            start + len(re.sub(r" (?:de (?:edad|antigüedad)|atrás)$", "", text[start:end])),
            value,
        )
        for start, end, value in _quantities(*kinds)(text, language, reference)
    ]


def _ranges(text: str, language: str, reference: dt.date | None) -> list[Found]:
    return [
        (interval.start, interval.end, str(interval))
        for interval in quantities.intervals(text, language, decimal_mark=MARKS[language])
    ]


def _dates(text: str, language: str, reference: dt.date | None) -> list[Found]:
    """Dates, and the spans of time that are told from today ("two years ago")."""
    return [
        (match.start, match.end, match.date)
        for match in quantities.find(
            text, language, reference, decimal_mark=MARKS[language], casual=True
        )
        if match.kind is QuantityKind.DATE
        or (match.kind is QuantityKind.DURATION and match.date is not None)
    ]


def _durations(text: str, language: str, reference: dt.date | None) -> list[Found]:
    return [
        (match.start, match.end, _seconds(match.value, match.unit))
        for match in quantities.find(
            text, language, reference, decimal_mark=MARKS[language], casual=True
        )
        if match.kind is QuantityKind.DURATION
    ]


_LENGTHS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "night": 86400,
    "week": 604800,
    "fortnight": 1209600,
    "month": 2592000,
    "quarter": 7776000,
    "year": 31536000,
    "decade": 315360000,
    "century": 3153600000,
    "business-day": 86400,
    "weekend": 172800,
}


def _seconds(value: Decimal | None, unit: str | None) -> Decimal | None:
    return value * _LENGTHS[unit] if value is not None and unit in _LENGTHS else None


# --- what the specifications say ----------------------------------------------------------------


def _span(result: dict[str, Any]) -> tuple[int, int]:
    start = result["Start"]
    end = start + result["Length"] if "Length" in result else result["End"] + 1
    return start, end


def _mended(text: str, case: dict[str, Any]) -> dict[str, Any]:
    """A case with the spans of its results at their words: where a specification counts the
    characters of its text wrongly, the words tell."""
    results = []
    for result in case["Results"]:
        start, end = _span(result)
        words = result["Text"].lower()
        if text[start:end].lower() != words:
            places = [m.start() for m in re.finditer(re.escape(words), text.lower())]
            if places:
                start = min(places, key=lambda place: abs(place - start))
                result = {**result, "Start": start, "Length": len(words)}
        results.append(result)
    return {**case, "Results": results}


def _decimal(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        return Decimal(text.replace(",", ".").rstrip("%"))
    except InvalidOperation:
        return None


def _value(result: dict[str, Any], language: str) -> Found:
    return (*_span(result), _decimal((result.get("Resolution") or {}).get("value")))


def _ordinal(result: dict[str, Any], language: str) -> Found:
    value = result["Resolution"]["value"]
    return (*_span(result), value if re.search("[a-z]", value) else Decimal(value))


def _interval(result: dict[str, Any], language: str) -> Found:
    return (*_span(result), result["Resolution"]["value"])


_CURRENCY_UNITS = {
    "dollar": "USD",
    "pound": "GBP",
    "pence": "GBP",
    "penny": "GBP",
    "cent": "USD",
    "peso": "MXN",
    "rupee": "INR",
    "franc": "CHF",
    "bitcoin": "BTC",
    "kuai": "CNY",
    "dolar": "USD",
    "libra": "GBP",
    "penique": "GBP",
    "centavo": "MXN",
    "yen": "JPY",
    "yuan chino": "CNY",
    "franco": "CHF",
    "dolar estadounidense": "USD",
    "peseta": "ESP",
    "florin neerlandes": "NLG",
    "satoshi": "BTC",
    "georgian lari": "GEL",
}
_HUNDREDTHS = {"pence", "penny", "cent", "penique", "centavo", "sen"}


def _money(result: dict[str, Any], language: str) -> Found:
    resolution = result.get("Resolution") or {}
    name = fold(resolution.get("unit") or "")
    code = resolution.get("isoCurrency") or _CURRENCY_UNITS.get(name)
    if code is None:
        known = full_names(language).get(name)
        code = known.code if known is not None else None
    value = _decimal(resolution.get("value"))
    if value is not None and name in _HUNDREDTHS:
        value /= 100
    return (*_span(result), (value, code))


_UNIT_NAMES = {
    "ton": "ton",
    "tonelada": "tonne",
    "metric ton": "tonne",
    "tonelada metrica": "tonne",
    "milla por hora": "mile-per-hour",
    "degree": "degree",
    "grado": "degree",
    "c": "celsius",
    "f": "fahrenheit",
    "turn": "revolution",
    "bit": "bit",
    "k": "kelvin",
    "megabit": "megabit",
    "ano": "year",
    "mes": "month",
    "semana": "week",
    "dia": "day",
}


def _unit(result: dict[str, Any], language: str) -> Found:
    resolution = result.get("Resolution") or {}
    name = fold(resolution.get("unit") or "")
    unit = _UNIT_NAMES.get(name) or _unit_of(name, language) or _unit_of(name, "en")
    value = _decimal(resolution.get("value"))
    return (*_span(result), (value, unit))


def _unit_of(name: str, language: str) -> str | None:
    from summarizer.figures.quantity_tokens import tokenise

    _, tokens = tokenise(name)
    found = vocabulary(language).units.names.at(tokens, 0)
    return found[0] if found is not None and found[1] == len(tokens) else None


def _dates_of(result: dict[str, Any], language: str) -> Found:
    value = result.get("Value") or {}
    return (*_span(result), value or None)


def _duration(result: dict[str, Any], language: str) -> Found:
    value = result.get("Value") or {}
    seconds = (value.get("FutureResolution") or {}).get("duration")
    return (*_span(result), _decimal(seconds))


MODELS = {
    "Number": Model(
        "Number/{}/NumberModel.json",
        _numbers(NumeralKind.CARDINAL, NumeralKind.FRACTION),
        _value,
    ),
    "Ordinal": Model("Number/{}/OrdinalModel.json", _ordinals, _ordinal),
    "Percentage": Model(
        "Number/{}/PercentModel.json", _quantities(QuantityKind.PERCENTAGE, unit=False), _value
    ),
    "NumberRange": Model("Number/{}/NumberRangeModel.json", _ranges, _interval),
    "Currency": Model(
        "NumberWithUnit/{}/CurrencyModel.json", _quantities(QuantityKind.MONEY), _money
    ),
    "Dimension": Model(
        "NumberWithUnit/{}/DimensionModel.json",
        _quantities(QuantityKind.MEASURE, temperature=False),
        _unit,
    ),
    "Age": Model("NumberWithUnit/{}/AgeModel.json", _spanish_ages, _unit),
    "Temperature": Model(
        "NumberWithUnit/{}/TemperatureModel.json",
        _quantities(QuantityKind.MEASURE, temperature=True),
        _unit,
    ),
    "Date": Model("DateTime/{}/DateParser.json", _dates, _dates_of),
    "DatePeriod": Model("DateTime/{}/DatePeriodParser.json", _dates, _dates_of),
    "Duration": Model("DateTime/{}/DurationParser.json", _durations, _duration),
}


# --- comparing ----------------------------------------------------------------------------------


def _same(text: str, found: Found, expected: Found) -> bool:
    return _span_of(text, found) == _span_of(text, expected) and _same_value(found[2], expected[2])


def _span_of(text: str, found: Found) -> tuple[int, int]:
    """A span without a leading article, which the specifications take in or leave out."""
    article = re.match(r"(?:the|el|la|los|las) ", text[found[0] : found[1]], re.IGNORECASE)
    return found[0] + (article.end() if article else 0), found[1]


# A ton of the specifications may be a metric one.
_TONS = {"tonne": "ton"}


def _same_value(found: Any, expected: Any) -> bool:
    if expected is None:
        return found is None
    if isinstance(expected, tuple):
        same_unit = expected[1] is None or _TONS.get(found[1], found[1]) == _TONS.get(
            expected[1], expected[1]
        )
        return same_unit and _same_value(found[0], expected[0])
    if isinstance(expected, Decimal):
        if not isinstance(found, Decimal):
            return False
        return abs(found - expected) <= abs(expected) * Decimal("1e-9")
    if isinstance(expected, dict):
        return same_date(found, expected)
    return found == expected


def same_date(found: str | None, value: dict[str, Any]) -> bool:
    """Whether an EDTF date is that of a specification.

    It is if it is the TIMEX, or covers the days of the past or the future resolution (the text
    may leave the year open). The specifications end a period on the day after it, and a range of
    dates on its last day. "Two years ago" is the year for us and a day for them.
    """
    if found is None:
        return False
    timex = value.get("Timex", "")
    season = _SEASONS.get(timex[-2:])
    if season is not None and found[-2:] == season and timex[:-2] in ("", found[:5]):
        return True
    if value.get("Mod") in ("start", "mid", "end") and _contains(found, value):
        return True
    if found == timex:
        return True
    ours = interval_of(found)
    if ours is None:
        return False
    for name in ("FutureResolution", "PastResolution"):
        resolution = value.get(name) or {}
        if "date" in resolution:
            day = _day(resolution["date"])
            if (
                day is not None
                and ours[0] <= day <= ours[1]
                and (ours[0] == ours[1] or len(found) in (4, 7))
            ):
                return True
        start, end = _day(resolution.get("startDate")), _day(resolution.get("endDate"))
        if start is None or end is None or ours[0] != start:
            continue
        last = interval_of(found.split("/")[-1])
        if ours[1] in (end, end - dt.timedelta(1)) or (last is not None and last[0] == end):
            return True
    return False


def _contains(found: str, value: dict[str, Any]) -> bool:
    """Whether a period holds the part of it that a specification cuts out: "early next week" is
    the week for us, its first half for them."""
    ours = interval_of(found)
    for name in ("FutureResolution", "PastResolution"):
        resolution = value.get(name) or {}
        start, end = _day(resolution.get("startDate")), _day(resolution.get("endDate"))
        if ours and start and end and ours[0] <= start and end - dt.timedelta(1) <= ours[1]:
            return True
    return False


_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None


def interval_of(edtf: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of an EDTF date or interval; None if they are not known."""
    low, _, high = edtf.partition("/")
    first, last = _bounds(low), _bounds(high or low)
    return (first[0], last[1]) if first and last else None


def _bounds(edtf: str) -> tuple[dt.date, dt.date] | None:
    if re.fullmatch(r"\d{3}X|\d{2}XX", edtf):
        years = int(edtf.replace("X", "0")), int(edtf.replace("X", "9"))
        return (dt.date(years[0], 1, 1), dt.date(years[1], 12, 31)) if years[0] else None
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", edtf)
    if match is None or int(match.group(1)) == 0:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return dt.date(year, month, day), dt.date(year, month, day)
        if month:
            last = calendar.monthrange(year, month)[1]
            return dt.date(year, month, 1), dt.date(year, month, last)
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    except ValueError:
        return None


def reason(text: str, expected: list[Found], found: list[Found]) -> str:
    """Why a case does not pass, as far as a rule can tell."""
    for _, _, value in expected:
        number = value[0] if isinstance(value, tuple) else value
        if number is None:
            return "wants a unit or a word without a number"
    if re.search(r"\d\.\d+\.\d", text):
        return "reads the parts of an address as numbers"
    if not expected and found:
        return "finds one where the specification has none"
    if expected and not found:
        return "finds none"
    if [f[:2] for f in found] != [e[:2] for e in expected]:
        return "other spans"
    return "other values or units"


def verdicts(folder: Path) -> Iterable[Verdict]:
    for name, model in MODELS.items():
        for directory, language in LANGUAGES.items():
            path = folder / model.path.format(directory)
            if not path.exists():
                continue
            for index, case in enumerate(json.loads(path.read_text("utf-8-sig"))):
                case = _mended(case["Input"], case)
                reference = (case.get("Context") or {}).get("ReferenceDateTime")
                day = dt.date.fromisoformat(reference[:10]) if reference else None
                expected = [
                    e for r in case["Results"] if (e := model.expect(r, language)) is not None
                ]
                found = model.find(case["Input"], language, day)
                passed = len(found) == len(expected) and all(
                    _same(case["Input"], f, e) for f, e in zip(found, expected, strict=True)
                )
                why = "" if passed else reason(case["Input"], expected, found)
                yield Verdict(name, language, case["Input"], passed, why, found, expected, index)


def listed() -> dict[tuple[str, str, int], str]:
    """The reasons of the cases that do not pass, by model, language and place in the file of the
    specification (from 0)."""
    rows = (line.split("\t") for line in FAILING.read_text("utf-8").splitlines() if line[:1] != "#")
    return {(model, language, int(index)): why for model, language, index, why in rows}


def _folder(data: Path | None) -> Path:
    return SAMPLES if data is None else data / "recognizers"


def measure(data: Path | None) -> dict[str, float]:
    """The share of cases that pass, by model and language."""
    passed: dict[str, list[bool]] = defaultdict(list)
    for verdict in verdicts(_folder(data)):
        passed[f"{verdict.model}_{verdict.language}"].append(verdict.passed)
    return {name: sum(cases) / len(cases) for name, cases in passed.items()}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.recognizers", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with recognizers/")
    parser.add_argument("--errors", action="store_true", help="print the cases that do not pass")
    parser.add_argument("models", nargs="*", help="only these models")
    options = parser.parse_args()
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    reasons_listed = listed() if options.data else {}
    failing = set()
    for verdict in verdicts(_folder(options.data)):
        if options.models and verdict.model not in options.models:
            continue
        place = verdict.model, verdict.language, verdict.index
        why = "passes" if verdict.passed else reasons_listed.get(place, verdict.reason)
        counts[verdict.model, verdict.language][why] += 1
        if not verdict.passed:
            failing.add(place)
        if options.errors and not verdict.passed:
            print(f"{verdict.model} {verdict.language}: {verdict.text!r} ({verdict.reason})")
            for sign, entries in (("+", verdict.found), ("-", verdict.expected)):
                for start, end, value in entries:
                    print(f"    {sign} {verdict.text[start:end]!r} {value}")
    print(f"{'model':<14}{'language':<10}{'cases':>6}{'pass':>6}{'share':>8}  by reason")
    for (model, language), reasons in counts.items():
        total, passed = sum(reasons.values()), reasons.pop("passes", 0)
        told = ", ".join(f"{count} {why}" for why, count in reasons.most_common())
        share = f"{100 * passed / total:.1f}"
        print(f"{model:<14}{language:<10}{total:>6}{passed:>6}{share:>8}  {told}")
    if options.data and not options.models:
        print("do not pass and are not listed:", sorted(failing - reasons_listed.keys()) or "none")
        print("are listed and pass:", sorted(reasons_listed.keys() - failing) or "none")


if __name__ == "__main__":
    main()
