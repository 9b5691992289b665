"""Which sentences make the summary."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.brief import Article, BlockKind, Figures, Length, Sentence
from summarizer.summarising.draft import Draft


@dataclass(frozen=True)
class Budget:
    """The most points and the most words of a summary."""

    points: int
    words: int


BUDGETS = {
    Length.SHORT: Budget(points=3, words=90),
    Length.STANDARD: Budget(points=5, words=150),
    Length.LONG: Budget(points=9, words=280),
}

_PROSE = {BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM, BlockKind.TWEET}
_WORD = re.compile(r"\w+")
# Two sentences that share this much of the shorter one's words say the same.
_SAME = 0.6


def choose(
    article: Article, sentences: Sequence[Sentence], figures: Figures, length: Length
) -> tuple[Draft, ...]:
    blocks = {block.id: block for block in article.body}
    candidates = [s for s in sentences if blocks[s.block_id].kind in _PROSE]
    long_enough = [s for s in candidates if len(_WORD.findall(s.text)) >= 6]
    candidates = long_enough or candidates
    if not candidates:
        return ()
    scores = _scores(candidates, figures)
    budget = BUDGETS[length]
    chosen: list[int] = []
    words = 0
    for index in sorted(range(len(candidates)), key=lambda i: -scores[i]):
        size = len(candidates[index].text.split())
        if chosen and words + size > budget.words:
            continue
        bag = _terms(candidates[index].text)
        if any(_overlap(bag, _terms(candidates[other].text)) > _SAME for other in chosen):
            continue
        chosen.append(index)
        words += size
        if len(chosen) == budget.points:
            break
    return tuple(
        Draft(
            text=" ".join(candidates[i].text.split()),
            language=candidates[i].language,
            source_ids=(candidates[i].id,),
        )
        for i in sorted(chosen)
    )


def _terms(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text) if len(word) > 3 or word.isdigit()}


def _overlap(a: set[str], b: set[str]) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))


def _scores(candidates: Sequence[Sentence], figures: Figures) -> list[float]:
    bags = [_terms(s.text) for s in candidates]
    frequency = Counter(term for bag in bags for term in bag)
    with_figures = Counter(
        mention.sentence_id
        for figure in (*figures.quantities, *figures.names)
        for mention in figure.mentions
    )
    scores = []
    for place, (sentence, bag) in enumerate(zip(candidates, bags, strict=True)):
        central = sum(math.log(frequency[term]) for term in bag) / math.sqrt(len(bag) + 1)
        scores.append(
            3 / math.sqrt(place + 1) + 0.5 * central + 0.1 * min(4, with_figures[sentence.id])
        )
    return scores
