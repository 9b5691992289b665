"""Reading plain text as people paste it."""

from __future__ import annotations

from summarizer.brief import Article
from summarizer.reading import assemble, junk, structure, tweets
from summarizer.reading import lines as _lines
from summarizer.reading.lines import Line


def read(text: str, *, url: str | None = None) -> Article:
    """The article in ``text``; every character that is not white space ends in one block."""
    embeds, rest = _embeds(text)
    lines = _lines.split(rest)
    found, left, furniture = tweets.extract(_lines.unwrap(lines, rest))
    if not embeds and not any(item.tweet.handle for item in found):
        if post := _bare_tweet(lines):
            return assemble.article(text, [post], [], None, url)
    left, asides = junk.cut_out_asides(left)
    labels = structure.label(left)
    return assemble.article(
        text, [*embeds, *found], [*labels.lines, *furniture, *asides], labels.date, url
    )


def _embeds(text: str) -> tuple[list[tweets.Found], str]:
    """The tweets that stand in ``text`` as HTML code, and ``text`` with spaces in their place."""
    found: list[tweets.Found] = []
    for start, end in tweets.embed_codes(text):
        from summarizer.reading import html

        if tweet := html.embedded_tweet(text[start:end]):
            found.append(tweets.Found(tweet, [(start, end)]))
    for item in found:
        [(start, end)] = item.pieces
        text = f"{text[:start]}\n{' ' * (end - start - 2)}\n{text[end:]}"
    return found, text


def _bare_tweet(lines: list[Line]) -> tweets.Found | None:
    """The tweet, where the whole input is one, without its attribution."""
    if len(lines) > 40 or any("(@" in line.text for line in lines):
        return None
    if not tweets.looks_like_post("\n".join(line.text for line in lines)):
        return None
    tweet = tweets.build([line.text for line in lines])
    return tweets.Found(tweet, [(line.start, line.end) for line in lines]) if tweet.text else None
