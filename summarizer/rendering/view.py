"""What every format shows of a brief, before it becomes Markdown, PDF or anything else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer import wording
from summarizer.brief import (
    BilingualSentence,
    Bound,
    Brief,
    BriefWarning,
    JunkReason,
    Language,
    Quantity,
    Side,
    TranslatedTweet,
)

# What no format may show: control characters but tab and line feed (terminals obey them, XML 1.0
# forbids them), lone surrogates, noncharacters (Unicode 23.7), and the marks that reorder the text
# around them (UAX #9 2.1, 2.2, 2.4; CVE-2021-42574). The implicit marks U+200E/F stay: they only
# help.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)


_BREAKS = re.compile("[ \t\n\u2028\u2029]+")


def clean(text: str) -> str:
    """``text`` without the characters that no format may show; line ends become ``\\n``."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def line(text: str) -> str:
    """``clean(text)`` on one line; non-breaking spaces stay."""
    return _BREAKS.sub(" ", clean(text)).strip(" ")


@dataclass(frozen=True)
class Run:
    """A part of a text that is shown in one way; ``figure_id`` where it is a figure."""

    text: str
    figure_id: str | None = None


def runs(side: Side) -> tuple[Run, ...]:
    """The text of ``side`` as runs in order, each :func:`clean`, none empty. A span that lies
    outside the text or overlaps an earlier one is left out: the text is always whole."""
    found: list[Run] = []
    end = 0
    for figure in sorted(side.figures, key=lambda figure: figure.span.start):
        span = figure.span
        if not end <= span.start < span.end <= len(side.text):
            continue
        found.append(Run(side.text[end : span.start]))
        found.append(Run(span.of(side.text), figure.figure_id))
        end = span.end
    found.append(Run(side.text[end:]))
    cleaned = (Run(_BREAKS.sub(" ", clean(run.text)), run.figure_id) for run in found)
    return tuple(run for run in cleaned if run.text)


def side(sentence: BilingualSentence, language: Language) -> Side:
    """The side of ``sentence`` in ``language``; while that is not there, the side that is."""
    return sentence.sides.get(language) or next(iter(sentence.sides.values()))


def sides(brief: Brief, languages: Sequence[Language] | None) -> tuple[Language, ...]:
    """The languages to show: those asked for that the brief has, or all of it, the article's
    own language first."""
    own = brief.source_language
    default = sorted(brief.languages, key=lambda language: language != own)
    wanted = [language for language in languages or default if language in brief.languages]
    return tuple(dict.fromkeys(wanted)) or tuple(default)


# --- sources -------------------------------------------------------------------------------------


def source_numbers(brief: Brief) -> dict[str, int]:
    """The number by which each sentence of the article is cited: its place in it, from 1."""
    return {sentence.id: number for number, sentence in enumerate(brief.sentences, 1)}


def cite(source_ids: Sequence[str], numbers: dict[str, int]) -> str:
    """``"[2]"`` or ``"[2, 5]"``; empty without a source."""
    cited = sorted({numbers[id] for id in source_ids if id in numbers})
    return f"[{', '.join(map(str, cited))}]" if cited else ""


def cited(brief: Brief) -> tuple[str, ...]:
    """The ids of the sentences of the article that something in the brief refers to."""
    ids = [id for sentence in brief.bilingual_sentences() for id in sentence.source_ids]
    ids += [id for figure in key_figures(brief) for id in figure.source_ids]
    return tuple(dict.fromkeys(ids))


# --- key figures ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class KeyFigure:
    """A key figure with its words and what it counts, by language, and the sentences of the
    article that say it."""

    id: str
    values: dict[Language, str]
    labels: dict[Language, str]
    source_ids: tuple[str, ...]


def key_figures(brief: Brief) -> tuple[KeyFigure, ...]:
    """The key figures, the most important first."""
    by_id = {quantity.id: quantity for quantity in brief.quantities}
    spoken = _spoken_figures(brief)
    found = []
    for id in brief.key_figures:
        if id not in by_id:
            continue
        quantity = by_id[id]
        values = {
            language: with_bound(
                spoken.get((id, language)) or value_text(quantity, language), quantity, language
            )
            + metric_text(quantity, language)
            for language in brief.languages
        }
        found.append(
            KeyFigure(
                id=id,
                values=values,
                labels={k: line(v) for k, v in quantity.labels.items()},
                source_ids=tuple(dict.fromkeys(m.sentence_id for m in quantity.mentions)),
            )
        )
    return tuple(found)


def with_bound(value: str, quantity: Quantity, language: Language) -> str:
    """``value`` with the bound that the article sets (``less than a year``), unless its words say
    it already."""
    if quantity.bound is Bound.EXACT:
        return value
    said, own = value.casefold(), wording.text(f"bound_words.{quantity.bound}", language)
    if said.startswith(tuple(own.split(", "))):
        return value
    return wording.text(f"bound.{quantity.bound}", language, value=value)


def metric_text(quantity: Quantity, language: Language) -> str:
    """`` (181 kg)`` behind 400 pounds: a measure in a customary unit also in a metric one; empty
    for any other quantity."""
    from babel import units

    from summarizer.figures.units import in_metric

    amounts = (quantity.low, quantity.high) if quantity.is_range else (quantity.value,)
    forms = [in_metric(a, quantity.unit) for a in amounts if a is not None and quantity.unit]
    if quantity.normal is None or None in forms or not forms:
        return ""
    texts = [
        units.format_unit(form[0], form[1], "short", locale=language) for form in forms if form
    ]
    if quantity.per is not None or len(texts) > 1 and texts[0] == texts[1]:
        return ""
    return f" ({'–'.join(texts)})"


def _spoken_figures(brief: Brief) -> dict[tuple[str, Language], str]:
    """The words of each figure where it first stands in each language of the brief."""
    spoken: dict[tuple[str, Language], str] = {}
    for sentence in brief.bilingual_sentences():
        for language, side in sentence.sides.items():
            for run in runs(side):
                if run.figure_id is not None:
                    spoken.setdefault((run.figure_id, language), run.text)
    return spoken


def value_text(quantity: Quantity, language: Language) -> str:
    """The value of ``quantity`` in the number format of ``language`` (CLDR, through Babel), for
    a quantity that no sentence of the brief says in that language."""
    if quantity.date is not None:
        try:
            return date_text(dt.date.fromisoformat(quantity.date), language)
        except ValueError:
            return line(quantity.mentions[0].text if quantity.mentions else quantity.date)
    if quantity.is_range:
        assert quantity.low is not None and quantity.high is not None
        low = _amount(quantity.low, None, language)
        return f"{low}–{_amount(quantity.high, quantity.unit, language)}"
    if quantity.value is None:
        return line(quantity.mentions[0].text) if quantity.mentions else ""
    return _amount(quantity.value, quantity.unit, language)


def _amount(value: Decimal, unit: str | None, language: Language) -> str:
    from babel import numbers, units

    if unit == "percent":
        return numbers.format_percent(value / 100, locale=language, decimal_quantization=False)
    large = abs(value) >= 1_000_000
    if large:
        number = numbers.format_compact_decimal(
            value, format_type="long", locale=language, fraction_digits=2
        )
    else:
        number = numbers.format_decimal(value, locale=language, decimal_quantization=False)
    if not unit:
        return number
    if len(unit) == 3 and unit.isupper():
        name = numbers.get_currency_name(unit, count=value, locale=language)
        return f"{number} de {name}" if large and language == "es" else f"{number} {name}"
    try:
        return units.format_unit(value, unit, locale=language)
    except units.UnknownUnitError:
        return f"{number} {unit}"


# --- words ---------------------------------------------------------------------------------------


def date_text(date: dt.date, language: Language) -> str:
    """``March 6, 2026``, ``6 de marzo de 2026``."""
    from babel import dates

    return dates.format_date(date, "long", locale=language)


def language_name(language: Language, reader: Language | None = None) -> str:
    """The name of a language, in itself or in that of ``reader``, as a heading: ``English``,
    ``Español``."""
    from babel import Locale

    name = Locale.parse(language).get_display_name(reader or language) or language
    return name[:1].upper() + name[1:]


def warning_text(warning: BriefWarning, language: Language) -> str:
    """What a warning says, in the words of ``language``."""
    key = f"warnings.{warning.code}"
    details = {name: line(value) for name, value in warning.details.items()}
    if wording.has(key):
        return wording.text(key, language, **details)
    told = ", ".join(details.values())
    return f"{warning.code.replace('_', ' ')}: {told}" if told else warning.code.replace("_", " ")


def reason_text(reason: JunkReason | None, language: Language) -> str:
    """Why a block was set aside, in the words of ``language``."""
    return wording.text(f"junk.{reason or JunkReason.BOILERPLATE}", language)


def shortened(text: str, longest: int = 280) -> str:
    """``text`` on one line, cut between words after ``longest`` characters."""
    text = line(text)
    if len(text) <= longest:
        return text
    cut = text.rfind(" ", longest // 2, longest)
    return text[: cut if cut > 0 else longest].rstrip() + "…"


def byline(tweet: TranslatedTweet, language: Language) -> str:
    """``Marina Quintero (@MQuinteroPC), March 6, 2026``, as far as it is known."""
    author = line(tweet.author or "")
    handle = line(tweet.handle or "")
    who = f"{author} ({handle})" if author and handle else author or handle
    return ", ".join(filter(None, (who, date_text(tweet.date, language) if tweet.date else "")))


def safe_url(url: str | None) -> str | None:
    """``url`` where it is an http(s) address without white space, quotes or angle brackets."""
    if url and re.fullmatch(r"https?://[^\s<>\"'`\\^{|}]{1,2000}", url):
        return url if clean(url) == url else None
    return None


def paragraphs(tweet: TranslatedTweet) -> Iterator[list[BilingualSentence]]:
    """The sentences of a tweet, paragraph by paragraph."""
    current: list[BilingualSentence] = []
    for sentence in tweet.sentences:
        if current and sentence.paragraph != current[-1].paragraph:
            yield current
            current = []
        current.append(sentence)
    if current:
        yield current
