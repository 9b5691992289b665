"""What is fuzzed: the readers of everything that comes from outside."""

from __future__ import annotations

from collections.abc import Callable

from summarizer import reading
from summarizer.brief import Article
from summarizer.errors import InputError
from summarizer.settings import Settings

SMALL = Settings(max_characters=100_000, max_file_bytes=1_000_000)


def text(data: bytes) -> None:
    """A paste: an article that loses no character, or a clear error."""
    _read(data.decode("utf-8", "surrogateescape" if len(data) % 2 else "replace"))


def html(data: bytes) -> None:
    """A page that was fetched or pasted."""
    _read(b"<!doctype html><html><body>" + data)


def file(data: bytes) -> None:
    """An upload that is no document (those are parsed in a child process; see below)."""
    if b"%PDF-" in data[:1024] or data.startswith(b"PK\x03\x04"):
        return
    _read(data)


def zipped(data: bytes) -> None:
    """What is asked of a ZIP before its content is looked at."""
    from summarizer.reading import files

    try:
        files._check_zip(b"PK\x03\x04" + data, SMALL)
    except InputError:
        pass


def pdf(data: bytes) -> None:
    """The parser of the child process. It may raise anything, which the child turns into words;
    what is looked for here are hangs and more memory than libFuzzer's limit."""
    from summarizer.reading import document_child

    try:
        document_child.pdf(b"%PDF-1.4\n" + data, 100_000)
    except Exception:
        pass


def address(data: bytes) -> None:
    """An address that a user names: refused, or in ASCII with a host and an allowed scheme."""
    from summarizer.reading import address

    try:
        parts = address._checked(data.decode("utf-8", "replace"))
    except InputError:
        return
    assert parts.scheme in ("http", "https") and parts.hostname
    whole = parts.geturl()
    assert whole.isascii() and not any(c <= " " or c == "\x7f" for c in whole)
    assert address._checked(whole).geturl() == whole


def figures(data: bytes) -> None:
    """The figures of any sentence, and a translation's alignment with them."""
    from summarizer import figures, language, sentences

    try:
        article = reading.read(data.decode("utf-8", "replace"), settings=SMALL)
        article = language.assign(article, ("en", "es"))
    except InputError:  # of the language too: another one than these
        return
    parts = sentences.of(article)
    by_id = {part.id: part for part in parts}
    found = figures.find(article, parts)
    for figure in (*found.quantities, *found.names):
        for mention in figure.mentions:
            assert mention.span.of(by_id[mention.sentence_id].text) == mention.text


def _read(data: str | bytes) -> Article | None:
    try:
        article = reading.read(data, settings=SMALL)
    except InputError as error:
        assert str(error).strip()
        return None
    covered = sorted((piece.start, piece.end) for b in article.blocks for piece in b.pieces)
    assert all(end <= start for (_, end), (start, _) in zip(covered, covered[1:], strict=False))
    rest, at = [], 0
    for start, end in covered:
        assert 0 <= start < end <= len(article.text)
        rest.append(article.text[at:start])
        at = end
    rest.append(article.text[at:])
    assert (
        not "".join(rest)
        .strip(
            "\ufeff\u200b\u200c\u200d\u2060\u00ad \n\t\r\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029\u00a0"
        )
        .strip()
    )
    return article


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (text, html, file, zipped, pdf, address, figures)
}

SEEDS: dict[str, tuple[str, ...]] = {
    "text": (
        "MADRID (AP) — The mayor said 14 people were hurt.\n\n— Ana (@ana) January 20, 2026\n",
        "\u2066x\u2069 ALSO READ | Other story\n\n• one\n• two\n\u200b",
    ),
    "html": (
        '<h1>A</h1><blockquote class="twitter-tweet"><p lang="es">Hola &amp; adiós</p>&mdash; Ana '
        '(@ana) <a href="https://x.com/ana/status/1">enero 20, 2026</a></blockquote><p>Text',
        "<table><tr><td>a<script>x</script><!-- c --><svg><p>b</svg>",
    ),
    "file": ("\ufeffThe road is closed.", '<meta charset="utf-16"><p>a'),
    "zipped": ("word/document.xml",),
    "pdf": ("1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>",),
    "address": ("https://example.org:8080/a?b=c#d", "http://[::ffff:7f00:1]/", "bücher.example/ñ"),
    "figures": (
        "On 3 May 2026 about 1,200 to 1,300 homes cost €3.5 million, up 4.5% from a third.",
    ),
}
