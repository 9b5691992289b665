"""Blocks in reading order, from what the readers found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from summarizer.brief import Article, Block, BlockKind, JunkReason, Span
from summarizer.reading.lines import Labelled, Line
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
    for label in _merged(labelled, text):
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


# Reasons for which neighbours are one block: a menu is one thing, a list of related stories many.
_MERGED = (JunkReason.NAVIGATION, JunkReason.COUNTS, JunkReason.SHARING, JunkReason.MARKUP)


def _merged(labelled: Iterable[Labelled], source: str) -> list[Labelled]:
    """``labelled`` in reading order, with neighbouring lines of one menu as one."""
    ordered = sorted(labelled, key=lambda label: label.line.start)
    result: list[Labelled] = []
    run: list[Labelled] = []

    def close() -> None:
        if len(run) > 1:
            text = "\n".join(label.line.text for label in run)
            start, end = run[0].line.start, run[-1].line.end
            result.append(Labelled(Line(start, end, text), BlockKind.JUNK, run[0].reason))
        else:
            result.extend(run)
        run.clear()

    for label in ordered:
        whole = len(label.line.pieces) == 1
        if run and (
            not whole
            or label.reason is not run[-1].reason
            or source[run[-1].line.end : label.line.start].strip()
        ):
            close()
        if whole and label.reason in _MERGED:
            run.append(label)
        else:
            close()
            result.append(label)
    close()
    return result


def _spans(pieces: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end) for start, end in sorted(pieces))
