"""Reading HTML pages. The pages are invented."""

import datetime as dt

import pytest

from summarizer import reading
from summarizer.brief import Article, BlockKind, JunkReason
from summarizer.errors import InputError

K, J = BlockKind, JunkReason

PARAGRAPHS = [
    "The ministry of public works opened the new bridge over the river on Tuesday, a year later "
    "than it had planned, and said that the toll would stay as it is until the end of the year.",
    "About 40,000 cars are expected to cross it every day, which would take a third of the traffic "
    "from the old bridge in the centre of the city, according to the ministry.",
    "The contract for the second bridge will be signed in the spring, according to the governor, "
    "who has asked the federal government for a loan that would cover about half of its price.",
]
TWEET = (
    '<blockquote class="twitter-tweet" data-lang="es"><p lang="es" dir="ltr">Hoy abrimos el puente '
    'con <a href="https://twitter.com/ObrasNorte?ref_src=twsrc">@ObrasNorte</a>.<br><br>Gracias a '
    'todos <a href="https://t.co/Ab1Cd2Ef3G">pic.twitter.com/Ab1Cd2Ef3G</a></p>&mdash; Lucía Robles '
    '(@luciarobles) <a href="https://twitter.com/luciarobles/status/1234567890123?ref_src=twsrc">'
    'January 20, 2026</a></blockquote><script async src="https://platform.twitter.com/widgets.js">'
    "</script>"
)


def page(body: str, head: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>New bridge over the river opens a year late - Norte Daily</title>
<meta property="og:title" content="New bridge over the river opens a year late">
<meta property="article:published_time" content="2026-01-20T09:41:00Z">
<link rel="canonical" href="https://norte.example/bridge">
<style>p {{color: red}}</style>{head}</head><body>
<nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li>
<li><a href="/p">Politics</a></li></ul></nav>
<article><h1>New bridge over the river opens a year late</h1>
<p class="byline">By Jane Roe</p><time datetime="2026-01-20">20 January 2026</time>
<div class="share-buttons"><a href="#">Facebook</a><a href="#">WhatsApp</a></div>
{body}</article>
<aside class="related"><h2>Related stories</h2><ul>
<li><a href="/1">Seven things to know about the new airport</a></li>
<li><a href="/2">Why the old bridge was closed in the summer</a></li></ul></aside>
<footer><p>© 2026 Norte Daily. All rights reserved.</p></footer>
<script>var text = "<p>not text</p>";</script></body></html>"""


def texts(article: Article, *kinds: BlockKind) -> list[str]:
    return [block.text for block in article.body if block.kind in kinds]


FULL = page(
    f"<p>{PARAGRAPHS[0]}</p>{TWEET}<p>{PARAGRAPHS[1]}</p>"
    '<figure><img src="x.jpg" alt="not text"><figcaption>The new bridge in the north.</figcaption>'
    "</figure><p><strong>ALSO READ: <a href='/3'>The story of another bridge</a></strong></p>"
    f"<h2>What comes next</h2><p>{PARAGRAPHS[2]}</p>"
)


def test_a_page():
    article = reading.read(FULL)
    assert texts(article, K.PARAGRAPH) == PARAGRAPHS
    assert texts(article, K.HEADLINE) == [
        "New bridge over the river opens a year late",
        "What comes next",
    ]
    assert texts(article, K.BYLINE) == ["By Jane Roe"]
    assert texts(article, K.CAPTION) == ["The new bridge in the north."]
    assert article.date == dt.date(2026, 1, 20)
    assert article.url == "https://norte.example/bridge"
    junk = {line: b.reason for b in article.junk for line in b.text.split("\n")}
    assert junk["ALSO READ: The story of another bridge"] is J.RELATED
    assert junk["Home"] is J.NAVIGATION
    assert junk["Facebook WhatsApp"] is J.SHARING
    assert "Seven things to know about the new airport" in junk
    assert "not text" not in article.text


@pytest.mark.parametrize(
    "code, reason",
    [
        ('<svg viewBox="0 0 9 9"><title>words in it</title><path d="M0 0"/></svg>', J.MEDIA),
        ("<svg><g><text>words</text><text>in it</text></g></svg>", J.MEDIA),
        ("<svg><text><![CDATA[words in it]]></text></svg>", J.MEDIA),
        ("<math><mi>words</mi><mo>in</mo><mn>it</mn></math>", J.MEDIA),
        ("<canvas>words <b>in</b> it</canvas>", J.MEDIA),
        ("<object data='x'><param name=x>words in it</object>", J.MEDIA),
        ("<video><source src=x><p>words in it</p></video>", J.MEDIA),
        ("<noscript>words <img src=x> in it</noscript>", J.MARKUP),
        ("<template><p>words in it</p></template>", J.MARKUP),
        ("<iframe src=x>words in it</iframe>", J.MARKUP),
        ("<select><option>words<option>in<optgroup><option>it</select>", J.BOILERPLATE),
        ("<textarea>words in it</textarea>", J.BOILERPLATE),
    ],
)
def test_what_is_no_line_of_the_page_is_junk_and_leaves_the_paragraph_whole(code, reason):
    middle = PARAGRAPHS[1].index("every day")
    paragraph = PARAGRAPHS[1][:middle] + code + PARAGRAPHS[1][middle:]
    article = reading.read(page(f"<p>{PARAGRAPHS[0]}</p><p>{paragraph}</p><p>{PARAGRAPHS[2]}</p>"))
    assert texts(article, K.PARAGRAPH) == PARAGRAPHS
    assert {b.text: b.reason for b in article.junk}["words in it"] is reason
    assert article.text.count("words in it") == 1


def test_the_content_of_a_component_is_read():
    inside = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    article = reading.read(page(f'<x-a><template shadowrootmode="open">{inside}</template></x-a>'))
    assert texts(article, K.PARAGRAPH) == PARAGRAPHS


def test_the_section_over_the_title_is_no_headline():
    whole = FULL.replace("<article><h1>", "<article><h3>The North</h3><h1>")
    article = reading.read(whole)
    assert texts(article, K.HEADLINE)[0] == "New bridge over the river opens a year late"
    assert "The North" in [line for block in article.junk for line in block.text.split("\n")]


def test_the_title_of_the_window_is_junk():
    [title] = [b for b in reading.read(FULL).blocks if "Norte Daily" in b.text and "year" in b.text]
    assert (title.text, title.reason) == (
        "New bridge over the river opens a year late - Norte Daily",
        J.MARKUP,
    )


def test_what_follows_the_end_of_the_document_is_read():
    body = f"<html><body><p>{PARAGRAPHS[0]}</p></body></html><p>{PARAGRAPHS[1]}</p>"
    assert texts(reading.read(body), K.PARAGRAPH) == PARAGRAPHS[:2]


def test_the_markup_in_a_feed_is_read():
    inside = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    feed = (
        '<?xml version="1.0"?><rss><channel><item><title><![CDATA[New bridge]]></title>'
        f"<description><![CDATA[{inside}]]></description></item></channel></rss>"
    )
    assert texts(reading.read(feed), K.PARAGRAPH) == PARAGRAPHS


def test_an_embedded_tweet():
    article = reading.read(FULL)
    [block] = [b for b in article.body if b.tweet]
    assert block.tweet.model_dump() == {
        "text": "Hoy abrimos el puente con @ObrasNorte.\n\nGracias a todos",
        "author": "Lucía Robles",
        "handle": "@luciarobles",
        "date": dt.date(2026, 1, 20),
        "language": "es",
        "mentions": ("@ObrasNorte",),
        "hashtags": (),
        "links": ("pic.twitter.com/Ab1Cd2Ef3G", "https://t.co/Ab1Cd2Ef3G"),
        "truncated": False,
        "url": "https://twitter.com/luciarobles/status/1234567890123",
    }
    order = [b.kind for b in article.body if b.kind in (K.PARAGRAPH, K.TWEET)]
    assert order == [K.PARAGRAPH, K.TWEET, K.PARAGRAPH, K.PARAGRAPH]


@pytest.mark.parametrize(
    "embed",
    [
        # the attribution in a paragraph of its own, as editors' tools write it
        '<blockquote class="twitter-tweet"><p dir="ltr" lang="es">Hoy abrimos el puente</p><p>— '
        'Lucía Robles (@luciarobles) <a href="https://x.com/luciarobles/status/12345678">January '
        "20, 2026</a></p></blockquote>",
        # classes stripped
        '<blockquote><p>Hoy abrimos el puente</p>— Lucía Robles (@luciarobles) <a href="https://'
        'twitter.com/luciarobles/status/12345678">20 de enero de 2026</a></blockquote>',
        # statuses, an old form
        '<blockquote class="twitter-tweet tw-align-center"><p>Hoy abrimos el puente</p>— Lucía '
        'Robles (@luciarobles) <a href="https://twitter.com/luciarobles/statuses/12345678">January '
        "20, 2026</a></blockquote>",
        # AMP
        '<amp-twitter data-tweetid="12345678"><blockquote class="twitter-tweet" placeholder><p '
        'lang="es">Hoy abrimos el puente</p>— Lucía Robles (@luciarobles) <a href="https://twitter'
        '.com/luciarobles/status/12345678">January 20, 2026</a></blockquote></amp-twitter>',
        # a page of X that was saved
        '<article data-testid="tweet"><div data-testid="User-Name"><a href="/luciarobles">Lucía '
        'Robles</a> <a href="/luciarobles">@luciarobles</a> · <a href="https://x.com/luciarobles/'
        'status/12345678"><time datetime="2026-01-20T10:00:00.000Z">20 ene.</time></a></div><div '
        'data-testid="tweetText" lang="es"><span>Hoy abrimos el puente</span></div></article>',
    ],
)
def test_shapes_of_embeds(embed):
    article = reading.read(page(f"<p>{PARAGRAPHS[0]}</p>{embed}<p>{PARAGRAPHS[1]}</p>"))
    [tweet] = [b.tweet for b in article.body if b.tweet]
    assert tweet.text == "Hoy abrimos el puente"
    assert (tweet.author, tweet.handle) == ("Lucía Robles", "@luciarobles")
    assert tweet.date == dt.date(2026, 1, 20)
    assert tweet.url.endswith(".com/luciarobles/status/12345678")


def test_a_tweet_that_is_gone_is_none():
    embed = (
        '<blockquote class="twitter-tweet"><a href="https://twitter.com/a/status/12345678">Tweet '
        "may have been deleted</a></blockquote>"
    )
    article = reading.read(page(f"<p>{PARAGRAPHS[0]}</p>{embed}<p>{PARAGRAPHS[1]}</p>"))
    assert not [b for b in article.blocks if b.tweet]


def test_a_fragment():
    article = reading.read("".join(f"<p>{p}</p>" for p in PARAGRAPHS))
    assert texts(article, K.PARAGRAPH) == PARAGRAPHS


def test_text_that_speaks_of_tags_is_text():
    text = (
        "In HTML a paragraph stands in <p> and a link in <a>, as every reader of this list knows."
    )
    [block] = reading.read(text).blocks
    assert block.text == text


def test_the_text_of_a_page_has_a_line_for_each_block_element():
    article = reading.read(FULL)
    for block in article.blocks:
        for piece in block.pieces:
            assert piece.of(article.text).strip()
    assert "\n\n" not in article.text


def test_hidden_text_is_no_body():
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    notice = "Your session ends soon, so save what you have written and sign in to your account."
    article = reading.read(page(body + f'<div style="display: none"><p>{notice}</p></div>'))
    assert notice not in texts(article, K.PARAGRAPH)
    assert notice in [b.text for b in article.junk]


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table", "ul"])
def test_deep_nesting_is_read(tag):
    article = reading.read(f"<html><body>{f'<{tag}>' * 200}<p>{PARAGRAPHS[0]}</p></body></html>")
    assert PARAGRAPHS[0] in article.text


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table", "ul"])
def test_absurd_nesting_gives_an_article_or_a_clear_error(tag):
    try:
        article = reading.read(f"<html><body>{f'<{tag}>' * 50_000}<p>{PARAGRAPHS[0]}</p>")
    except InputError:
        return
    assert PARAGRAPHS[0] in article.text


def test_damaged_markup_is_read():
    article = reading.read(
        f"<html><body><p>{PARAGRAPHS[0]}<div><p>{PARAGRAPHS[1]}</b></td><p>{PARAGRAPHS[2]}"
    )
    assert texts(article, K.PARAGRAPH) == PARAGRAPHS
