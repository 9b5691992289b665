"""Reading plain text as people paste it."""

from __future__ import annotations

from summarizer.brief import Article, Block, BlockKind, JunkReason, Span
from summarizer.reading import lines as _lines
from summarizer.reading import structure, tweets
from summarizer.reading.lines import Line


def read(text: str, *, url: str | None = None) -> Article:
    """The article in ``text``; every character that is not white space ends in one block."""
    lines = _lines.split(text)
    if post := _bare_tweet(lines):
        return _article(text, [post], [], [], None, url)
    found, left, furniture = tweets.extract(lines)
    labelled, date = structure.label(left)
    return _article(text, found, labelled, furniture, date, url)


def _bare_tweet(lines: list[Line]) -> tweets.Found | None:
    """The tweet, where the whole input is one, without its attribution."""
    text = "\n".join(line.text for line in lines)
    if "(@" in text or not tweets.looks_like_post(text):
        return None
    return tweets.Found(
        tweets.build([line.text for line in lines]), [(line.start, line.end) for line in lines]
    )


def _article(text, found, labelled, furniture, date, url) -> Article:
    blocks: list[tuple[int, dict]] = []
    for item in found:
        blocks.append(
            (
                item.pieces[0][0],
                {"kind": BlockKind.TWEET, "text": item.tweet.text, "tweet": item.tweet,
                 "pieces": tuple(Span(start=s, end=e) for s, e in item.pieces)},
            )
        )  # fmt: skip
    for item in labelled:
        blocks.append(
            (
                item.lines[0].start,
                {"kind": item.kind, "text": " ".join(line.text for line in item.lines),
                 "reason": item.reason,
                 "pieces": tuple(Span(start=line.start, end=line.end) for line in item.lines)},
            )
        )  # fmt: skip
    for line, reason in furniture:
        blocks.append(
            (
                line.start,
                {"kind": BlockKind.JUNK, "text": line.text, "reason": reason,
                 "pieces": (Span(start=line.start, end=line.end),)},
            )
        )  # fmt: skip
    blocks.sort(key=lambda item: item[0])
    return Article(
        text=text,
        blocks=tuple(Block(id=f"b{n}", **fields) for n, (_, fields) in enumerate(blocks, 1)),
        date=date,
        url=url,
    )
