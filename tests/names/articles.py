"""Small articles for the tests of names."""

from __future__ import annotations

import datetime as dt

from summarizer.brief import Article, Block, BlockKind, Language, Name, Sentence, Span, Tweet
from summarizer.figures import names


def article(
    *texts: str | tuple[str, Language] | Tweet, language: Language = "en"
) -> tuple[Article, tuple[Sentence, ...]]:
    """An article with a block for each text, and its sentences: one for each line of a block. A
    text may have its own language; a tweet is Spanish unless it says otherwise."""
    blocks, sentences = [], []
    for number, given in enumerate(texts, start=1):
        tweet = given if isinstance(given, Tweet) else None
        if tweet is not None:
            text, spoken = tweet.text, tweet.language or "es"
        elif isinstance(given, tuple):
            text, spoken = given
        else:
            text, spoken = str(given), language
        blocks.append(
            Block(
                id=f"b{number}",
                kind=BlockKind.TWEET if tweet else BlockKind.PARAGRAPH,
                text=text,
                pieces=(),
                language=spoken,
                tweet=tweet,
            )
        )
        start = 0
        for line in text.split("\n"):
            if line.strip():
                sentences.append(
                    Sentence(
                        id=f"s{len(sentences) + 1}",
                        block_id=f"b{number}",
                        span=Span(start=start, end=start + len(line)),
                        text=line,
                        language=spoken,
                    )
                )
            start += len(line) + 1
    whole = "\n".join(block.text for block in blocks)
    return Article(text=whole, blocks=tuple(blocks), language=language), tuple(sentences)


def found(
    *texts: str | tuple[str, Language] | Tweet, language: Language = "en"
) -> tuple[Name, ...]:
    """The names of an article of ``texts``."""
    return names.find(*article(*texts, language=language))


def post(text: str, author: str, handle: str, language: Language = "es") -> Tweet:
    return Tweet(
        text=text, author=author, handle=handle, language=language, date=dt.date(2026, 1, 20)
    )
