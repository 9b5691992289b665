"""Which figures a reader must see first.

Newsworthiness is a sum of points. :data:`CRITERIA` is the whole list of what gives them, each with
its reason; docs/figures.md tells them in words. Dates and times of day place an event and are
never key figures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer.brief import (
    Article,
    Block,
    BlockKind,
    Bound,
    Figures,
    Language,
    Quantity,
    QuantityKind,
    Sentence,
)
from summarizer.figures.literals import is_power_of_ten
from summarizer.figures.quantity_tokens import fold
from summarizer.figures.vocabulary import vocabulary

KEY_FIGURES = 5
LEAD_SENTENCES = 2
# A thin article has fewer key figures rather than weak ones: a third place, an age in a quote.
FEWEST_POINTS = 2.0
# How far from the figure, in characters, the words may stand that tell what it is about.
REACH = 60


@dataclass(frozen=True)
class NewsWords:
    """``grave`` are beginnings of folded words of death, injury and loss; ``public`` those of
    votes, arrests, jobs and whole populations. ``of`` joins "one" to those that it is one of;
    behind one of ``bases`` stands what a rate is seen against."""

    grave: tuple[str, ...]
    public: tuple[str, ...]
    of: str
    bases: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """A quantity in its article: the kinds of the blocks that say it, the place of the first
    sentence that does among those of the body (0 is the first), the words near it, folded, with
    their language (before each mention, and behind it), the largest value of its kind and unit,
    whether another figure replaces it, and whether it stands in brackets behind the same amount in
    another currency."""

    quantity: Quantity
    blocks: frozenset[BlockKind]
    place: int
    near: tuple[tuple[Language, str, str], ...]
    largest: Decimal | None
    several: bool
    replaced: bool
    converted: bool

    @property
    def value(self) -> Decimal | None:
        return _value(self.quantity)


@dataclass(frozen=True)
class Criterion:
    """``points`` gives none where the criterion does not apply."""

    name: str
    reason: str
    points: Callable[[Seen], float]


# What a figure of each kind is worth by itself.
_KIND = {
    QuantityKind.MONEY: 3.0,
    QuantityKind.PERCENTAGE: 2.5,
    QuantityKind.NUMBER: 2.0,
    QuantityKind.SCORE: 2.5,
    QuantityKind.MULTIPLE: 2.0,
    QuantityKind.MEASURE: 1.5,
    QuantityKind.ORDINAL: 1.0,
    QuantityKind.DURATION: 1.0,
    QuantityKind.AGE: 0.0,
}
_PLACING = (QuantityKind.DATE, QuantityKind.TIME)


def _small_count(seen: Seen) -> float:
    value = seen.value
    if (
        seen.quantity.kind not in (QuantityKind.NUMBER, QuantityKind.ORDINAL)
        or value is None
        or not 0 <= value <= 2
        or any(re.search(r"\d", mention.text) for mention in seen.quantity.mentions)
    ):
        return 0.0
    return -4.0 if value == 1 else -3.0


def _size(seen: Seen) -> float:
    value = seen.value
    if value is None or value <= 0:
        return 0.0
    points = 0.0
    if seen.quantity.kind in (QuantityKind.NUMBER, QuantityKind.MONEY):
        points = min(1.5, math.log10(float(value) + 1) / 5)
    return points + (0.75 if seen.several and value == seen.largest else 0.0)


def _subject(seen: Seen) -> float:
    if seen.quantity.kind in (QuantityKind.AGE, QuantityKind.DURATION, QuantityKind.ORDINAL):
        return 0.0
    best = 0.0
    for language, before, behind in seen.near:
        words = vocabulary(language).news
        found = re.findall(r"[^\W\d_]+", f"{before} {behind}")
        if any(word.startswith(words.grave) for word in found):
            return 2.0
        if any(word.startswith(words.public) for word in found):
            best = 1.0
    return best


def _is_pronoun(seen: Seen) -> bool:
    return seen.value == 1 and any(
        behind.split()[:1] == [vocabulary(language).news.of] for language, _, behind in seen.near
    )


def _is_base(seen: Seen) -> bool:
    if seen.quantity.kind is not QuantityKind.NUMBER or not is_power_of_ten(seen.value):
        return False
    return all(
        f" {before}".endswith(vocabulary(language).news.bases) for language, before, _ in seen.near
    )


def _is_tied(seen: Seen) -> bool:
    """Whether a hyphen ties the number to a noun wherever it stands."""
    return seen.quantity.kind is QuantityKind.NUMBER and all(
        re.match(r"-[a-z]", behind) for _, _, behind in seen.near
    )


def _is_of_time(seen: Seen) -> bool:
    return seen.quantity.kind is QuantityKind.DURATION and seen.quantity.date is not None


CRITERIA = (
    Criterion("kind", "money and shares tell more than spans of time and ages",
              lambda seen: _KIND[seen.quantity.kind]),
    Criterion("headline", "the desk chose it already",
              lambda seen: 4.0 if BlockKind.HEADLINE in seen.blocks else 0.0),
    Criterion("lead", "the first two sentences tell the news",
              lambda seen: 2.5 if seen.place < LEAD_SENTENCES else 0.0),
    Criterion("place", "what comes early matters more, down to the twentieth sentence",
              lambda seen: max(0.0, 1 - seen.place / 20)),
    Criterion("repeated", "what is said again is what the article is about",
              lambda seen: min(2.5, 1.5 * math.log2(len(seen.quantity.mentions)))),
    Criterion("changed", "a change is news",
              lambda seen: 1.0 if seen.quantity.change is not None else 0.0),
    Criterion("size", "large numbers and amounts, and the largest of its kind in the article",
              _size),
    Criterion("counted", "a number of which the text tells what it counts can stand alone",
              lambda seen: 1.0 if seen.quantity.counts is not None else 0.0),
    Criterion("subject", "death, injury and loss first; then votes, arrests, jobs, populations",
              _subject),
    Criterion("bound", "\"at least\" and \"record\" figures are chosen with care",
              lambda seen: 0.25 if seen.quantity.bound is not Bound.EXACT else 0.0),
    Criterion("caption", "what only a caption says is about the picture",
              lambda seen: -6.0 if seen.blocks == {BlockKind.CAPTION} else 0.0),
    Criterion("replaced", "the old value stands beside the new one in the text anyway",
              lambda seen: -10.0 if seen.replaced else 0.0),
    Criterion("tied", "\"four-wheel\" and \"nine-hole\" tell what something is like",
              lambda seen: -5.0 if _is_tied(seen) else 0.0),
    Criterion("converted", "the same amount in another currency stands before it",
              lambda seen: -10.0 if seen.converted else 0.0),
    Criterion("small count", "\"one\", \"two\" and \"first\" in words rarely are the news",
              _small_count),
    Criterion("one of", "\"one of the ministers\" counts nothing",
              lambda seen: -10.0 if _is_pronoun(seen) else 0.0),
    Criterion("span up to a day", "\"three years ago\" places an event, as dates do",
              lambda seen: -10.0 if _is_of_time(seen) else 0.0),
    Criterion("base of a rate", "\"per 100,000 people\" is what a figure is seen against",
              lambda seen: -10.0 if _is_base(seen) else 0.0),
)  # fmt: skip


def key_figures(
    figures: Figures, article: Article, sentences: Sequence[Sentence], limit: int = KEY_FIGURES
) -> tuple[str, ...]:
    """The ids of the most newsworthy quantities, the most important first; ties in the order of
    the text."""
    blocks = {block.id: block for block in article.blocks}
    by_id = {sentence.id: sentence for sentence in sentences}
    places = _places(sentences, blocks)
    kinds: dict[tuple[QuantityKind, str | None], list[Decimal]] = {}
    for quantity in figures.quantities:
        value = _value(quantity)
        if value is not None:
            kinds.setdefault((quantity.kind, quantity.unit), []).append(value)
    old = {
        (quantity.kind, quantity.unit, quantity.changed_from)
        for quantity in figures.quantities
        if quantity.changed_from is not None
    }
    converted = _converted(figures.quantities, by_id)
    scored = []
    for number, quantity in enumerate(figures.quantities):
        if quantity.kind in _PLACING:
            continue
        values = kinds.get((quantity.kind, quantity.unit), [])
        seen = Seen(
            quantity,
            frozenset(
                blocks[by_id[m.sentence_id].block_id].kind
                for m in quantity.mentions
                if m.sentence_id in by_id and by_id[m.sentence_id].block_id in blocks
            ),
            min((places.get(m.sentence_id, len(places)) for m in quantity.mentions), default=0),
            tuple(_near(quantity, by_id)),
            max(values, default=None),
            len(values) > 1,
            (quantity.kind, quantity.unit, quantity.value) in old,
            bool(quantity.mentions)
            and all((m.sentence_id, m.span.start) in converted for m in quantity.mentions),
        )
        score = sum(criterion.points(seen) for criterion in CRITERIA)
        scored.append((score, -number, quantity.id))
    scored.sort(reverse=True)
    return tuple(identifier for score, _, identifier in scored[:limit] if score > FEWEST_POINTS)


def _converted(
    quantities: Sequence[Quantity], sentences: Mapping[str, Sentence]
) -> set[tuple[str, int]]:
    """Where amounts of money begin that stand in brackets right behind another amount."""
    mentions = [
        mention
        for quantity in quantities
        if quantity.kind is QuantityKind.MONEY
        for mention in quantity.mentions
    ]
    ends = {(mention.sentence_id, mention.span.end) for mention in mentions}
    found = set()
    for mention in mentions:
        sentence = sentences.get(mention.sentence_id)
        before = "" if sentence is None else sentence.text[: mention.span.start]
        opened = before.rstrip("(").rstrip()
        if before.endswith("(") and (mention.sentence_id, len(opened)) in ends:
            found.add((mention.sentence_id, mention.span.start))
    return found


def _places(sentences: Sequence[Sentence], blocks: Mapping[str, Block]) -> dict[str, int]:
    """The place of each sentence among those of the body; headlines stand at its beginning, and
    so do captions, bylines and datelines in front of it."""
    aside = (BlockKind.HEADLINE, BlockKind.CAPTION, BlockKind.BYLINE, BlockKind.DATELINE)
    places: dict[str, int] = {}
    place = 0
    for sentence in sentences:
        places[sentence.id] = place
        block = blocks.get(sentence.block_id)
        place += block is None or block.kind not in aside
    return places


def _value(quantity: Quantity) -> Decimal | None:
    return quantity.high if quantity.high is not None else quantity.value


def _near(quantity: Quantity, sentences: Mapping[str, Sentence]) -> list[tuple[Language, str, str]]:
    """The words before and behind each mention within its clause, with their language."""
    near = []
    for mention in quantity.mentions:
        sentence = sentences.get(mention.sentence_id)
        if sentence is None:
            continue
        span = mention.span
        before = re.split(r"[;:.]\s", sentence.text[max(0, span.start - REACH) : span.start])[-1]
        behind = re.split(r"[,;:.]\s", sentence.text[span.end : span.end + REACH])[0]
        near.append((sentence.language, fold(before), fold(behind)))
    return near
