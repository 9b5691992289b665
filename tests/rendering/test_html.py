"""The HTML of a brief: whole, linked, escaped, and readable without a script."""

from __future__ import annotations

import datetime as dt
import re

import lxml.html
import pytest

from summarizer.brief import Article, Block, BlockKind, Bound, Name, NameKind, Origin, Span
from summarizer.rendering import html, view
from tests.briefs import HOSTILE_TEXTS, sample, titled

BRIEF = sample()


def parsed(markup: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(str(markup))


def said(tree: lxml.html.HtmlElement) -> str:
    return " ".join(tree.text_content().split())


def sides_of(tree: lxml.html.HtmlElement, pair: int) -> dict[str, lxml.html.HtmlElement]:
    found = tree.xpath(f'//div[@data-k="{pair}"]/*[@data-language]')
    return {side.get("data-language"): side for side in found}


def hostile_everywhere(text: str):
    """A brief in which everything that comes from outside is ``text``."""
    brief = titled(text)
    label = {"en": text, "es": text}
    tweet = brief.tweets[0].model_copy(
        update={"author": text, "handle": text, "links": (text,), "url": text}
    )
    return brief.model_copy(
        update={
            "quantities": tuple(q.model_copy(update={"labels": label}) for q in brief.quantities),
            "names": (
                Name(id="n1", kind=NameKind.PERSON, text=text, mentions=(), role=text, handle=text),
            ),
            "tweets": (tweet,),
            "article": Article(
                text=text,
                blocks=tuple(
                    Block(
                        id=f"b{kind.name}",
                        kind=kind,
                        text=text,
                        pieces=(Span(start=0, end=len(text)),),
                        language="en",
                    )
                    for kind in BlockKind
                ),
                url=text,
            ),
            "warnings": tuple(
                warning.model_copy(update={"details": {"name": text, "handle": text}})
                for warning in brief.warnings
            ),
        }
    )


# --- what is shown -------------------------------------------------------------------------------


def test_every_sentence_stands_in_both_languages_with_its_language():
    tree = parsed(html.partial(BRIEF))
    for number, sentence in enumerate(BRIEF.bilingual_sentences(), 1):
        sides = sides_of(tree, number)
        assert set(sides) == {"en", "es"}
        for language, side in sides.items():
            assert side.get("lang") == language
            assert said(side).startswith(sentence.sides[language].text)


@pytest.mark.parametrize(("languages", "first"), [(("en", "es"), "en"), (("es", "en"), "es")])
def test_the_first_language_comes_first(languages, first):
    tree = parsed(html.partial(BRIEF, languages))
    order = [side.get("lang") for side in tree.xpath('//div[@data-k="1"]/*[@data-language]')]
    assert order == list(languages)
    assert tree.xpath("//article")[0].get("lang") == first


def test_one_language_alone():
    tree = parsed(html.partial(BRIEF, ("es",)))
    assert {side.get("data-language") for side in tree.xpath("//*[@data-language]")} == {"es"}
    assert not tree.xpath('//input[@type="radio"]')


def test_a_figure_has_one_number_and_look_wherever_it_stands():
    tree = parsed(html.partial(BRIEF))
    looks: dict[str, set[str]] = {}
    for mark in tree.xpath('//*[contains(concat(" ", @class, " "), " fig ")]'):
        looks.setdefault(mark.get("data-f"), set()).add(mark.get("class"))
    assert looks and all(len(classes) == 1 for classes in looks.values())
    for sentence_number, sentence in enumerate(BRIEF.bilingual_sentences(), 1):
        numbers = {}
        for language, side in sides_of(tree, sentence_number).items():
            numbers[language] = [mark.get("data-f") for mark in side.xpath(".//*[@data-f]")]
            assert len(numbers[language]) == len(sentence.sides[language].figures)
        assert sorted(numbers["en"]) == sorted(numbers["es"])


def test_key_figures_are_told_apart_without_colour():
    tree = parsed(html.partial(BRIEF))
    keys = tree.xpath('//section[@class="keys"]//li')
    assert [key.get("data-rank") for key in keys] == [
        str(rank) for rank in range(1, len(BRIEF.key_figures) + 1)
    ]
    marks = tree.xpath("//a[contains(@class, 'fig') and @data-rank]")
    assert marks
    for mark in marks:
        language = mark.xpath("ancestor::*[@lang][1]")[0].get("lang")
        name = {"en": "key figure", "es": "cifra clave"}[language]
        assert mark.get("aria-label").startswith(f"{mark.text} ({name} {mark.get('data-rank')}")


def test_a_key_figure_is_said_in_each_language_in_its_own_format():
    text = said(parsed(html.partial(BRIEF)).xpath('//section[@class="keys"]')[0])
    assert "More than 1,200 homes" in text and "Más de 1.200 viviendas" in text
    assert "€1.8 billion" in text and "1.800 millones de euros" in text


def test_all_links_inside_lead_somewhere():
    tree = parsed(html.partial(BRIEF, editable=True))
    ids = [element.get("id") for element in tree.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    targets = {link.get("href")[1:] for link in tree.xpath('//a[starts-with(@href, "#")]')}
    assert targets <= set(ids) and len(targets) > 20


def test_sentences_and_their_sources_carry_the_same_number():
    tree = parsed(html.partial(BRIEF))
    for number, sentence in enumerate(BRIEF.bilingual_sentences(), 1):
        for source in sentence.source_ids:
            place = tree.xpath(f'//*[@id="source-{source}"]')[0]
            assert str(number) in place.get("data-cites").split()


def test_people_posts_junk_and_warnings():
    text = said(parsed(html.partial(BRIEF)))
    for part in (
        "Civil Protection Secretary",
        "@MQuinteroPC",
        "Sailmakers’ Cooperative / Cooperativa de Veleros",
        "The post was cut off where it was embedded.",
        "The source's figure “four days” has no counterpart here.",
        "Lottery winner, 92, buys a lighthouse",
        "Link to another story",
        "Subscribe to our newsletter & never miss a story",
    ):
        assert part in text
    links = {link.get("href") for link in parsed(html.partial(BRIEF)).xpath("//a")}
    assert "https://x.com/MQuinteroPC" in links
    assert "https://x.com/MQuinteroPC/status/2029900000000000001" in links
    assert "https://pic.twitter.com/pu3nt3Az" in links


def test_the_whole_article_is_there_with_its_own_language():
    tree = parsed(html.partial(BRIEF))
    text = said(tree.xpath('//section[@class="article"]')[0])
    for block in BRIEF.article.body:
        assert " ".join(block.text.split()) in text
    post = tree.xpath('//blockquote[@class="tweet"]')[0]
    assert post.get("lang") == "es"


def test_a_brief_in_the_making_shows_what_there_is():
    def half(sentence):
        own = {sentence.language: sentence.sides[sentence.language]}
        return sentence.model_copy(update={"sides": own, "id": ""})

    making = BRIEF.model_copy(
        update={
            "title": half(BRIEF.title),
            "points": tuple(
                point.model_copy(update={"sentences": tuple(map(half, point.sentences))})
                for point in BRIEF.points
            ),
        }
    )
    tree = parsed(html.partial(making))
    assert len(tree.xpath('//*[contains(@class, "pending")]')) == 1 + sum(
        len(point.sentences) for point in BRIEF.points
    )
    assert BRIEF.points[0].sentences[0].sides["en"].text in said(tree)


def test_an_edited_sentence_says_so():
    edited = BRIEF.points[0].sentences[0]
    side = edited.sides["es"].model_copy(update={"origin": Origin.EDITED})
    point = BRIEF.points[0].model_copy(
        update={"sentences": (edited.model_copy(update={"sides": {**edited.sides, "es": side}}),)}
    )
    brief = BRIEF.model_copy(update={"points": (point, *BRIEF.points[1:]), "edited": True})
    tree = parsed(html.partial(brief))
    tags = tree.xpath('//*[@class="tag edited"]')
    assert len(tags) == 1 and tags[0].getparent().get("lang") == "es"
    assert tree.xpath('//p[@class="notice"]')


@pytest.mark.parametrize("reader", ["en", "es"])
def test_headings_are_in_the_language_of_the_reader(reader):
    text = said(parsed(html.partial(BRIEF, reader=reader)))
    assert ("Key figures" in text) == (reader == "en")
    assert ("Cifras clave" in text) == (reader == "es")


def test_only_an_editable_brief_has_edit_buttons():
    assert not parsed(html.partial(BRIEF)).xpath("//button")
    buttons = parsed(html.partial(BRIEF, editable=True)).xpath('//button[@class="edit"]')
    assert len(buttons) == 2 * len(BRIEF.bilingual_sentences())
    assert all(button.get("aria-label") for button in buttons)


# --- what must not happen ------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_text_stays_text(text):
    whole = html.page(hostile_everywhere(text), "en")
    tree = parsed(whole)
    assert not tree.xpath("//script | //iframe | //object | //embed | //form | //svg[@onload]")
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    for address in tree.xpath("//@href | //@src"):
        assert re.match(r"(https?://|/|#|\?lang=)", address)
    expected = view.line(text)[:100]
    assert expected in said(tree.xpath("//h1")[0]) or expected == ""


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://a b", "vbscript:x", ""],
)
def test_only_web_addresses_become_links(address):
    brief = BRIEF.model_copy(
        update={
            "article": BRIEF.article.model_copy(update={"url": address}),
            "tweets": tuple(
                tweet.model_copy(update={"url": address, "links": (address,)})
                for tweet in BRIEF.tweets
            ),
        }
    )
    links = [link.get("href") for link in parsed(html.partial(brief)).xpath("//a")]
    assert all(link.startswith(("#", "https://x.com/")) for link in links)


def test_the_page_needs_no_script_and_no_inline_style():
    tree = parsed(html.page(BRIEF, "en"))
    assert not tree.xpath("//script | //style | //@style")


# --- pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_share_page(language):
    tree = parsed(
        html.page(
            BRIEF,
            language,
            address="https://puente.example/b/abc",
            formats={"PDF": "/b/abc.pdf"},
            expires=dt.datetime(2026, 3, 13, tzinfo=dt.UTC),
            assets="/assets/1234",
        )
    )
    meta = {
        element.get("property") or element.get("name"): element.get("content")
        for element in tree.xpath("//meta")
    }
    title = BRIEF.title.sides[language].text
    assert tree.get("lang") == language
    assert meta["og:title"] == meta["twitter:title"] == title
    assert BRIEF.points[0].sentences[0].sides[language].text[:40] in meta["og:description"]
    assert meta["og:url"] == "https://puente.example/b/abc"
    assert "noindex" in meta["robots"]
    assert title in tree.xpath("//title")[0].text
    assert tree.xpath('//link[@rel="stylesheet"]')[0].get("href").startswith("/assets/1234/")
    assert {link.get("href") for link in tree.xpath("//nav//a")} == {
        "?lang=en",
        "?lang=es",
        "/b/abc.pdf",
    }
    date = "March 13, 2026" if language == "en" else "13 de marzo de 2026"
    assert date in said(tree)


def test_the_file_to_keep_loads_nothing():
    whole = html.render(BRIEF)
    tree = parsed(whole)
    assert not tree.xpath("//link | //script | //img")
    loads = re.findall(r"url\(([^)]{1,40})", whole)
    assert loads and all(address.strip("\"'").startswith("data:") for address in loads)
    assert "@font-face" in whole
    assert len(whole) < 600_000


def test_a_message_page():
    tree = parsed(html.message("Gone", "This link <b>has ended</b>.", "en"))
    assert said(tree.xpath("//main")[0]) == "Gone This link <b>has ended</b>."


def test_assets_are_named_in_the_style_sheet():
    named = set(re.findall(r"url\((fonts/[^)]+)\)", html.stylesheet()))
    assert named <= set(html.assets()) and len(named) == 5
    assert "OFL" in html.assets()["fonts/OFL.txt"].content.decode()


# --- colours -------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    if len(colour) == 4:
        colour = "#" + "".join(2 * digit for digit in colour[1:])
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palettes() -> list[dict[str, str]]:
    rule = r"\.puente(?::not\(\.light\))? \{([^{}]*--paper[^{}]*)\}"
    blocks = re.findall(rule, html.stylesheet())
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block)) for block in blocks][:2]


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
def test_contrast(palette):
    paper, panel = palette["paper"], palette["panel"]
    assert contrast(palette["ink"], paper) > 7
    for ground in (paper, panel, palette["lit"]):
        assert contrast(palette["ink"], ground) > 7
        assert contrast(palette["ink-2"], ground) >= 4.5
    for name in ("ink-3", "accent", "alert"):
        assert contrast(palette[name], paper) >= 4.5, name
    assert contrast(palette["ink-3"], panel) >= 4.5
    assert contrast(palette["on-accent"], palette["accent"]) >= 4.5
    assert contrast(palette["alert"], palette["alert-panel"]) >= 4.5
    for hue in range(1, html.HUES + 1):
        assert contrast(palette["ink"], palette[f"hue{hue}"]) >= 7
        assert contrast(palette[f"line{hue}"], paper) >= 3


# --- bounds --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bound", "language", "value", "said"),
    [
        (Bound.LESS_THAN, "en", "a year", "less than a year"),
        (Bound.LESS_THAN, "es", "un año", "menos de un año"),
        (Bound.MORE_THAN, "es", "40", "más de 40"),
        (Bound.MORE_THAN, "es", "más de 1.200", "más de 1.200"),
        (Bound.MORE_THAN, "en", "Over 40", "Over 40"),
        (Bound.AT_LEAST, "en", "12", "at least 12"),
        (Bound.AT_MOST, "es", "12", "como máximo 12"),
        (Bound.ABOUT, "es", "unos 3,5 millones de dólares", "unos 3,5 millones de dólares"),
        (Bound.EXACT, "en", "37", "37"),
    ],
)
def test_a_key_figure_says_its_bound_once(bound, language, value, said):
    quantity = BRIEF.quantities[0].model_copy(update={"bound": bound})
    assert view.with_bound(value, quantity, language) == said
