"""Blocks in reading order, from what the readers found."""

from __future__ import annotations

import datetime as dt

from summarizer.brief import Article, Block, BlockKind, JunkReason, Span
from summarizer.reading.lines import Line
from summarizer.reading.structure import Labelled
from summarizer.reading.tweets import Found


def article(
    text: str,
    found: list[Found],
    labelled: list[Labelled],
    furniture: list[tuple[Line, JunkReason]],
    date: dt.date | None,
    url: str | None,
) -> Article:
    """The article of tweets, labelled lines and furniture, its blocks in reading order."""
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
