"""Reading: from what was pasted, uploaded or fetched to an :class:`~summarizer.brief.Article`."""

from __future__ import annotations

import re

from summarizer import settings as _settings
from summarizer.brief import Article, BlockKind
from summarizer.errors import EmptyInput, InputTooLong, NotEnoughText

# Fewer words than this say nothing that a brief could repeat.
_FEWEST_WORDS = 5


def read(
    data: str | bytes,
    *,
    filename: str | None = None,
    url: str | None = None,
    settings: _settings.Settings | None = None,
) -> Article:
    """Read a paste (``str``) or a file's content (``bytes``) into an article.

    ``filename`` is a hint only: the content decides what a file is. ``url`` is where the page was
    fetched from, kept as ``Article.url``.

    Raises:
        EmptyInput, NotEnoughText, InputTooLong: there is nothing, too little or too much to read.
        NotText, UnreadableFile: the bytes are no text, page or document that can be read.
    """
    settings = settings or _settings.load()
    from summarizer.reading import html, text

    if isinstance(data, bytes):
        from summarizer.reading import files

        data, is_html = files.decode(data, filename=filename, settings=settings)
    else:
        data = data.encode("utf-8", "replace").decode("utf-8")
        is_html = html.looks_like_page(data)
    if not data.strip():
        raise EmptyInput("There is no text here. Paste an article, a post or a press release.")
    if not is_html:
        _check_length(data, settings)
    article = html.read(data, url=url) if is_html else text.read(data, url=url)
    _check_length(article.text, settings)
    _check_content(article)
    return article


def _check_length(text: str, settings: _settings.Settings) -> None:
    if len(text) > settings.max_characters:
        raise InputTooLong(
            f"The text has {len(text):,} characters; the longest that is read has "
            f"{settings.max_characters:,}. Paste the article alone, or its parts one by one.",
            characters=len(text),
            limit=settings.max_characters,
        )


def _check_content(article: Article) -> None:
    prose = [
        block
        for block in article.body
        if block.kind not in (BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.CAPTION)
    ]
    words = sum(len(re.findall(r"[^\W\d_]+", block.text)) for block in prose)
    characters = sum(len(block.text) for block in prose)
    if words < _FEWEST_WORDS and characters < 40:
        if re.fullmatch(r"\s*(?:https?://|www\.)\S+\s*", article.text):
            raise NotEnoughText(
                "This is only a link. Open it by its address, or paste the article's text.",
                found="link",
            )
        raise NotEnoughText(
            "There is too little text for a brief. Paste whole sentences of an article or a post.",
            found="junk" if article.junk and not prose else "words",
        )
