"""What holds for any input: no character is lost, pieces are disjoint, nothing crashes."""

import re
from collections import Counter

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


# Every element of HTML that may hold text, those of drawings and formulas, and some of nobody.
ELEMENTS = (
    "a abbr acronym address applet article aside audio b bdi bdo big blockquote body button canvas "
    "caption center cite code colgroup data datalist dd del details dfn dialog dir div dl dt em "
    "embed fieldset figcaption figure font footer form frame frameset h1 h3 head header hgroup html "
    "i iframe ins kbd label legend li listing main map mark marquee menu meter nav noembed noframes "
    "noscript object ol optgroup option output p param picture plaintext pre progress q rp rt ruby s "
    "samp search section select slot small source span strike strong sub summary sup svg table "
    "tbody td template textarea tfoot th thead time title tr tt u ul var video xmp "
    "text tspan desc foreignObject g math mi mn mrow annotation amp-twitter my-card o:p"
).split()
# What may stand between words and holds none that a reader sees.
SILENT = (
    "<br>", "<hr/>", "<img alt=x>", "<wbr>", "<input value=x>", "<!-- x -->", "<!-->", "<!x>",
    "<?x y?>", "</b>", "</p>", "</div>", "</body>", "</html>", "</x y>", "<![if x]>", "&nbsp;",
    "<script>var x = '<p>x</p>';</script>", "<style>x {}</style>", "<meta name=x>", "<embed>",
    "<link>", "<area>", "<col>", " ", "\n", " x ", ". ", "&amp;", "&x;", "&lt;", "< ", " > ",
)  # fmt: skip
WORD = "\ue000"


@st.composite
def pages_of_words(draw) -> tuple[str, int]:
    """A page of words "w0w", "w1w"…, each once, in elements of all kinds; and how many."""
    word = st.just(WORD)
    elements = st.recursive(
        st.one_of(word, word, st.sampled_from(SILENT), word.map("<![CDATA[{}]]>".format)),
        lambda inner: st.builds(
            lambda name, attributes, parts, end: f"<{name}{attributes}>{''.join(parts)}{end(name)}",
            st.sampled_from(ELEMENTS),
            st.sampled_from(["", "", " hidden", ' class="related"', " href=/a x='<p>'"]),
            st.lists(inner, max_size=4),
            st.sampled_from(["</{}>".format, "</{}>".format, "</{} >".format, "".format]),
        ),
        max_leaves=20,
    )
    page = "".join(draw(st.lists(elements, min_size=1, max_size=6)))
    parts = page.split(WORD)
    count = len(parts) - 1
    page = parts[0] + "".join(f" w{i}w {part}" for i, part in enumerate(parts[1:]))
    return draw(st.sampled_from(["{}", "<!doctype html><html><body>{}</body></html>"])).format(
        page
    ), count


@settings(max_examples=250, deadline=None)
@given(pages_of_words())
def test_each_word_of_a_page_ends_in_one_place(written):
    page, count = written
    article = html.read(page)
    check(article)
    placed = Counter(
        word
        for block in article.blocks
        for piece in block.pieces
        for word in re.findall(r"w\d+w", piece.of(article.text))
    )
    assert placed == {f"w{i}w": 1 for i in range(count)}


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
    "open sections": "<html><![CDATA[" * 15_000,
    "sections": "<html>" + "<![CDATA[a]]>" * 15_000,
    "pictures": "<html>" + "<svg><text>a" * 20_000,
    "ends of pages": "<html>" + "</html> a" * 25_000,
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
