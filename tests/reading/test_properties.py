"""What holds for any input: no character is lost, pieces are disjoint, nothing crashes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import reading
from summarizer.brief import Article, BlockKind
from summarizer.errors import InputError
from summarizer.reading import html, text
from summarizer.reading.lines import clean
from summarizer.settings import Settings

LINES = st.sampled_from(
    [
        "The ministry of public works opened the new bridge over the river on Tuesday, a year late.",
        "La secretaría de obras públicas inauguró el martes el nuevo puente sobre el río del norte.",
        "(Lea también: La otra historia) El peaje no subirá este año, dijo el gobernador el lunes.",
        "ALSO READ: The other story", "Lea también", "Home", "Share", "12", "·", "@luciarobles",
        "— Lucía Robles (@luciarobles) January 20, 2026", "Lucía Robles", "20 ene. 2026",
        "text pic.twitter.com/aBcDeFgH12— Ann (@ann) May 2, 2025And so on", "1.2M", "Traducir post",
        "https://t.co/Ab1Cd2Ef3G", "\u200b\u200e", "\u202eabc\u202c", "«—» (@a)", "a" * 300, "…",
        '<blockquote class="twitter-tweet"><p>Hola</p>— A (@b) May 2, 2025</blockquote>',
        "9:15 AM · Jan 20, 2026", "More stories", "© 2026", "[ Otra historia más de la casa ]",
    ]
)  # fmt: skip
PASTES = st.one_of(
    st.text(max_size=400),
    st.text(
        alphabet=" \n\t\r.-—–()@#:…“”«»'aAéñ1٣\u200b\u202e\u00a0\u00ad/\x0b\x85\u2028", max_size=300
    ),
    st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=30).map("\n".join),
    st.lists(LINES, max_size=30).map("\n\n".join),
    st.lists(LINES, max_size=12).map("".join),
)


def check(article: Article) -> None:
    """The invariant of ``Block.pieces``, and what else is promised of blocks."""
    covered = bytearray(len(article.text))
    for block in article.blocks:
        assert block.pieces
        for piece in block.pieces:
            assert 0 <= piece.start < piece.end <= len(article.text)
            assert not any(covered[piece.start : piece.end])
            covered[piece.start : piece.end] = b"\x01" * (piece.end - piece.start)
        assert (block.reason is not None) == (block.kind is BlockKind.JUNK)
        assert (block.tweet is not None) == (block.kind is BlockKind.TWEET)
        if block.kind is not BlockKind.JUNK:
            assert block.text.strip()
    lost = [
        c for c, seen in zip(article.text, covered, strict=True) if not seen and not c.isspace()
    ]
    assert not lost
    starts = [block.pieces[0].start for block in article.blocks]
    assert starts == sorted(starts)
    assert len({block.id for block in article.blocks}) == len(article.blocks)


@settings(max_examples=400, deadline=None)
@given(PASTES)
def test_no_character_of_a_paste_is_lost(pasted):
    article = text.read(pasted)
    assert article.text == pasted
    check(article)


TAGS = (
    "p div b i a ul li h1 h2 blockquote table tr td br figure figcaption pre script style".split()
)
HTML = st.recursive(
    st.one_of(
        LINES, st.text(max_size=20), st.sampled_from(["&nbsp;", "&lt;", "<br>", "<", "<!--"])
    ),
    lambda inner: st.builds(
        lambda tag, attributes, parts: f"<{tag}{attributes}>{''.join(parts)}</{tag}>",
        st.sampled_from(TAGS),
        st.sampled_from(
            ["", ' class="twitter-tweet"', ' class="related"', " hidden", ' href="/a"']
        ),
        st.lists(inner, max_size=5),
    ),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None)
@given(HTML)
def test_no_character_of_a_page_is_lost(body):
    check(html.read(f"<html><body>{body}</body></html>"))


@settings(max_examples=300, deadline=None)
@given(st.one_of(PASTES, st.binary(max_size=400), HTML.map(str.encode)))
def test_any_input_gives_an_article_or_a_clear_error(data):
    try:
        article = reading.read(data)
    except InputError as error:
        assert str(error).endswith(".") and len(str(error)) > 20
        return
    check(article)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_cleaned_text_is_clean(dirty):
    cleaned = clean(dirty)
    assert cleaned == clean(cleaned)
    assert "\u200b" not in cleaned and "\u202e" not in cleaned and "\n" not in cleaned


HOSTILE = {
    "no spaces": "a" * 200_000,
    "handles": "(@a) " * 40_000,
    "attributions": "— a (@b) January 2, 2020 " * 8_000,
    "unfinished attributions": "— a (@b " * 25_000,
    "dashes": "— " * 100_000,
    "brackets": "(lea tambien: " * 14_000,
    "open brackets": "([" * 100_000,
    "embeds": '<blockquote class="twitter-tweet">' * 6_000,
    "links": "https://t.co/" * 15_000,
    "quotes": "“" * 200_000,
    "cookies": "we use cookies " * 13_000,
    "dots": "A." * 100_000,
    "marks": "a\u0301" * 100_000,
    "zero width": "a\u200b" * 100_000,
    "short lines": "Home\n" * 40_000,
    "post headers": "name\n@handle\n" * 15_000,
    "numbers": "\n".join(map(str, range(10_000))),
    "clocks": "9:15 AM · " * 20_000,
    "spaces": " " * 200_000 + "a",
    "open tags": "<p>" * 60_000,
    "open comments": "<html><!--" * 20_000,
    "open attributes": '<html><a href="' * 14_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_does_not_run_away(name):
    """A guard against hanging: each takes a fraction of a second or a few seconds at most."""
    import time

    start = time.monotonic()
    try:
        check(reading.read(HOSTILE[name], settings=Settings()))
    except InputError:
        pass
    assert time.monotonic() - start < 60
