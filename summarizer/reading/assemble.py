"""Blocks in reading order, from what the readers found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from summarizer.brief import Article, Block, BlockKind, Span
from summarizer.reading.lines import Labelled
from summarizer.reading.tweets import Found


def article(
    text: str,
    found: Iterable[Found],
    labelled: Iterable[Labelled],
    date: dt.date | None,
    url: str | None,
) -> Article:
    """The article of tweets and labelled lines, its blocks in reading order."""
    blocks: list[tuple[int, Block]] = []
    for item in found:
        blocks.append(
            (
                item.pieces[0][0],
                Block(
                    id="",
                    kind=BlockKind.TWEET,
                    text=item.tweet.text,
                    pieces=_spans(item.pieces),
                    tweet=item.tweet,
                ),
            )
        )
    for label in labelled:
        blocks.append(
            (
                label.line.start,
                Block(
                    id="",
                    kind=label.kind,
                    text=label.line.text,
                    pieces=_spans(label.line.pieces),
                    reason=label.reason,
                ),
            )
        )
    blocks.sort(key=lambda item: item[0])
    return Article(
        text=text,
        blocks=tuple(
            block.model_copy(update={"id": f"b{number}"})
            for number, (_, block) in enumerate(blocks, 1)
        ),
        date=date,
        url=url,
    )


def _spans(pieces: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end) for start, end in sorted(pieces))
