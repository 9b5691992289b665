"""The live word under the paste box: what was recognised in the text so far."""

from __future__ import annotations

from collections import Counter

from summarizer import wording
from summarizer.brief import Article, BlockKind
from summarizer.settings import Settings


def recognise(text: str, settings: Settings) -> Article:
    """The text as an article whose blocks have their languages.

    Raises:
        InputError: it can't become a brief.
    """
    from summarizer import language, pipeline, reading

    article = reading.read(text, settings=settings)
    return language.assign(article, pipeline.LANGUAGES)


def summary(article: Article, reader: str) -> str:
    """``English · 1 post in Spanish · 3 parts set aside · 412 words``."""

    def word(key: str, /, **gaps: object) -> str:
        return wording.text(key, reader, **gaps)

    def name(language: str | None) -> str:
        key = f"languages.{language}"
        return word(key) if wording.has(key) else word("live.unsure")

    prose = [block for block in article.body if block.kind is not BlockKind.TWEET]
    posts = [block for block in article.body if block.kind is BlockKind.TWEET]
    parts = []
    if prose:
        main = name(article.language)
        parts.append(main[:1].upper() + main[1:])
        others = Counter(
            block.language
            for block in prose
            if block.language != article.language and not block.language_unsure
        )
        for language, count in others.items():
            parts.append(word("live.blocks", count=count, language=name(language)))
    for language, count in Counter(block.language for block in posts).items():
        parts.append(word("live.posts", count=count, language=name(language)))
    if article.junk:
        lines = sum(len(block.pieces) for block in article.junk)
        parts.append(word("live.junk", count=lines))
    number = sum(len(block.text.split()) for block in article.body)
    parts.append(word("live.words", count=_grouped(number, reader)))
    return " · ".join(parts)


def _grouped(number: int, reader: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, locale=reader)
