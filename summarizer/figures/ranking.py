"""Which figures a reader must see first."""

from __future__ import annotations

import math
from collections.abc import Mapping

from summarizer.brief import (
    Article,
    Block,
    BlockKind,
    Bound,
    Figures,
    Quantity,
    QuantityKind,
    Sentence,
)

KEY_FIGURES = 5

# What a figure of each kind is worth by itself. Dates and times place an event and are rarely the
# news; an ordinal is ("the third such transfer"), but less so than an amount.
_KIND = {
    QuantityKind.MONEY: 3.0,
    QuantityKind.PERCENTAGE: 2.5,
    QuantityKind.NUMBER: 2.0,
    QuantityKind.SCORE: 2.0,
    QuantityKind.MULTIPLE: 2.0,
    QuantityKind.MEASURE: 1.5,
    QuantityKind.ORDINAL: 1.25,
    QuantityKind.DURATION: 1.0,
    QuantityKind.AGE: 0.5,
    QuantityKind.DATE: 0.0,
    QuantityKind.TIME: -1.0,
}
_HEADLINE = 4.0
_LEAD = 2.5
_EARLY = 1.0
_REPEATED = 1.5
_CHANGED = 1.0
_BOUNDED = 0.25
_COUNTED = 1.0
_CAPTION = -3.0


def key_figures(
    figures: Figures, article: Article, sentences: tuple[Sentence, ...], limit: int = KEY_FIGURES
) -> tuple[str, ...]:
    """The ids of the most newsworthy quantities, the most important first."""
    blocks = {block.id: block for block in article.blocks}
    positions = {sentence.id: number for number, sentence in enumerate(sentences)}
    by_id = {sentence.id: sentence for sentence in sentences}
    scored = [
        (_score(quantity, by_id, positions, blocks), -number, quantity.id)
        for number, quantity in enumerate(figures.quantities)
    ]
    scored.sort(reverse=True)
    return tuple(identifier for score, _, identifier in scored[:limit] if score > 0)


def _score(
    quantity: Quantity,
    sentences: Mapping[str, Sentence],
    positions: Mapping[str, int],
    blocks: Mapping[str, Block],
) -> float:
    if quantity.kind in (QuantityKind.DATE, QuantityKind.TIME):
        return 0.0
    score = _KIND[quantity.kind]
    kinds = set()
    for mention in quantity.mentions:
        sentence = sentences.get(mention.sentence_id)
        block = blocks.get(sentence.block_id) if sentence else None
        if block is not None:
            kinds.add(block.kind)
    if BlockKind.HEADLINE in kinds:
        score += _HEADLINE
    if kinds == {BlockKind.CAPTION}:
        score += _CAPTION
    first = min((positions.get(m.sentence_id, 99) for m in quantity.mentions), default=99)
    score += _LEAD if first <= 1 else _EARLY * max(0.0, 1 - first / 20)
    if len(quantity.mentions) > 1:
        score += _REPEATED
    if quantity.change is not None:
        score += _CHANGED
    if quantity.bound is not Bound.EXACT:
        score += _BOUNDED
    if quantity.counts is not None:
        score += _COUNTED
    value = quantity.high if quantity.high is not None else quantity.value
    if value is not None and value > 0 and quantity.kind in (
        QuantityKind.NUMBER, QuantityKind.MONEY
    ):  # fmt: skip
        score += min(2.0, math.log10(float(value) + 1) / 4)
    return score
