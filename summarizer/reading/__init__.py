"""Reading: from what was pasted, uploaded or fetched to an :class:`~summarizer.brief.Article`."""

from __future__ import annotations

import re

from summarizer import settings as _settings
from summarizer.brief import Article, BlockKind
from summarizer.errors import EmptyInput, InputTooLong, NotEnoughText

# Fewer words than this say nothing that a brief could repeat.
_FEWEST_WORDS = 5
# A fetched page with less is a paywall's teaser, a consent page or made by a script.
_FEWEST_WORDS_OF_A_PAGE = 40


def read(
    data: str | bytes,
    *,
    filename: str | None = None,
    url: str | None = None,
    settings: _settings.Settings | None = None,
) -> Article:
    """Read a paste (``str``) or a file's content (``bytes``) into an article.

    The content decides what a file is; ``filename`` is there for the caller's messages only.
    ``url`` is where the page was fetched from, kept as ``Article.url``.

    Raises:
        EmptyInput, NotEnoughText, InputTooLong: there is nothing, too little or too much to read.
        NotText, UnreadableFile: the bytes are no text, page or document that can be read.
    """
    return _read(data, url=url, charset=None, settings=settings or _settings.load())


def read_address(url: str, *, settings: _settings.Settings | None = None) -> Article:
    """Fetch a web address (see :mod:`summarizer.reading.address`) and read what is there.

    Raises:
        AddressRefused, AddressFailed: the address is not fetched, or gives no article.
        InputError: as for :func:`read`.
    """
    from summarizer.reading import address

    settings = settings or _settings.load()
    page = address.fetch(url, settings)
    try:
        article = _read(page.content, url=page.url, charset=page.charset, settings=settings)
    except (EmptyInput, NotEnoughText) as error:
        raise address.say_why_no_article(page, "") from error
    if len(article.text) > 0 and _prose_words(article) < _FEWEST_WORDS_OF_A_PAGE:
        raise address.say_why_no_article(page, article.text)
    return article


def _read(
    data: str | bytes, *, url: str | None, charset: str | None, settings: _settings.Settings
) -> Article:
    from summarizer.reading import html, text

    if isinstance(data, bytes):
        from summarizer.reading import files

        content, is_html = files.decode(data, settings=settings, charset=charset)
    else:
        # a lone surrogate can't be stored or hashed
        content = data.encode("utf-8", "replace").decode("utf-8")
        is_html = html.looks_like_page(content)
    if not _has_text(content):
        raise EmptyInput("The input is empty. Paste an article, a post or a press release.")
    if is_html and len(content) > settings.max_file_bytes:
        is_html = False
    if not is_html:
        _check_length(content, settings)
    article = html.read(content, url=url) if is_html else text.read(content, url=url)
    _check_length(article.text, settings)
    _check_content(article)
    return article


def _has_text(content: str) -> bool:
    """Whether anything would be seen: zero-width characters are no text."""
    from summarizer.reading.lines import clean

    return bool(content.strip()) and bool(clean(content[:100_000]) or clean(content))


def _check_length(text: str, settings: _settings.Settings) -> None:
    if len(text) > settings.max_characters:
        raise InputTooLong(
            f"The text has {len(text):,} characters; the longest that is read has "
            f"{settings.max_characters:,}. Paste the article alone, or its parts one by one.",
            characters=len(text),
            limit=settings.max_characters,
        )


_ASIDE = (BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.CAPTION)
# Scripts that set no spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+")


def _prose_words(article: Article) -> int:
    return sum(len(_WORD.findall(b.text)) for b in article.body if b.kind not in _ASIDE)


def _check_content(article: Article) -> None:
    if _prose_words(article) >= _FEWEST_WORDS:
        return
    if re.fullmatch(r"\s*(?:https?://|www\.)\S+\s*", article.text):
        raise NotEnoughText(
            "This is only a link. Give it where an address is asked for, or paste the text of the "
            "article.",
            found="link",
        )
    if article.junk and not any(block.kind not in _ASIDE for block in article.body):
        raise NotEnoughText(
            "This holds only a page's menus, links or numbers, and no sentence of an article. "
            "Paste the article's own text.",
            found="junk",
        )
    raise NotEnoughText(
        "There is too little text for a brief. Paste whole sentences of an article or a post.",
        found="words",
    )
