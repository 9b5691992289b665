"""Reading plain text as people paste it."""

from __future__ import annotations

from summarizer.brief import Article
from summarizer.reading import lines as _lines
from summarizer.reading import assemble, structure, tweets
from summarizer.reading.lines import Line


def read(text: str, *, url: str | None = None) -> Article:
    """The article in ``text``; every character that is not white space ends in one block."""
    lines = _lines.split(text)
    if post := _bare_tweet(lines):
        return assemble.article(text, [post], [], [], None, url)
    found, left, furniture = tweets.extract(lines)
    labelled, date = structure.label(left)
    return assemble.article(text, found, labelled, furniture, date, url)


def _bare_tweet(lines: list[Line]) -> tweets.Found | None:
    """The tweet, where the whole input is one, without its attribution."""
    text = "\n".join(line.text for line in lines)
    if "(@" in text or not tweets.looks_like_post(text):
        return None
    return tweets.Found(
        tweets.build([line.text for line in lines]), [(line.start, line.end) for line in lines]
    )
