"""The formats that a brief leaves in: whole, marked, readable by other programs, and safe."""

from __future__ import annotations

import io
import json as standard_json
import re
import zipfile
from importlib import import_module

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from summarizer.brief import Brief, FigureSpan, Origin, Side, Span
from summarizer.rendering import card, markdown, palette, pdf, terminal, text, view
from summarizer.rendering import docx as word
from summarizer.rendering import json as json_format
from tests import briefs

BRIEF = briefs.sample()
FORMATS = ("text", "markdown", "terminal", "json", "pdf", "docx", "html")
TEXTS = [side.text for sentence in BRIEF.bilingual_sentences() for side in sentence.sides.values()]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(content: str) -> str:
    return re.sub(r"\s+", " ", content)


def pdf_text(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return squeezed(" ".join(page.extract_text() for page in pages))


def docx_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        for paragraph in document.element.body.iter(f"{W}p")
    )


def html_of(source: str) -> etree._Element:
    """Markdown as a GitHub-flavoured reader shows it."""
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(source)
    return etree.fromstring(f"<body>{html}</body>", etree.HTMLParser())


def shown(format: str, brief: Brief = BRIEF, languages=None) -> str:
    """The text that a reader of a format sees."""
    content = import_module(f"summarizer.rendering.{format}").render(brief, languages)
    if format == "pdf":
        return pdf_text(content)
    if format == "docx":
        return docx_text(content)
    if format == "markdown":
        return "".join(html_of(content).itertext())
    if format == "html":
        tree = etree.fromstring(content, etree.HTMLParser())
        for style in tree.iter("style"):
            style.text = ""
        return "".join(tree.itertext())
    return content


# --- whole ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", [f for f in FORMATS if f not in ("terminal", "json")])
def test_everything_is_there(format):
    told = squeezed(shown(format))
    for sentence in TEXTS:
        assert squeezed(sentence) in told, sentence
    for words in (
        "[2]" if format != "html" else "2",
        "@MQuinteroPC",
        "Cooperativa de Veleros",
        "Tomás Ibarra",
    ):
        assert words in told
    assert "status/2029900000000000001" in told or format == "html"
    for figure in view.key_figures(BRIEF):
        for language in BRIEF.languages:
            assert squeezed(figure.values[language]) in told
            assert figure.labels[language] in told
    assert "figure “four days” has no counterpart here" in told


@pytest.mark.parametrize("format", ["markdown", "pdf", "docx", "html"])
def test_what_was_set_aside_is_there(format):
    told = squeezed(shown(format))
    assert "ALSO READ: Lottery winner, 92, buys a lighthouse" in told
    assert "Subscribe to our newsletter & never miss a story" in told


@pytest.mark.parametrize("width", [40, 60, 89, 90, 110, 160])
def test_the_terminal_shows_both_sides_in_any_width(width):
    told = terminal.render(BRIEF, width=width, colour=False)
    assert max(map(len, told.splitlines())) <= width
    words = set(re.findall(r"\w+", told))
    for sentence in TEXTS:
        assert set(re.findall(r"\w+", sentence)) <= words
    assert "\x1b" not in told


def test_the_terminal_has_colours_only_where_they_are_seen(monkeypatch):
    assert "\x1b[" in terminal.render(BRIEF, colour=True)
    assert "\x1b" not in terminal.render(BRIEF)  # standard output is no terminal here
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert "\x1b[" in terminal.render(BRIEF)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in terminal.render(BRIEF)


def test_json_is_the_whole_brief():
    told = json_format.render(BRIEF)
    assert Brief.model_validate_json(told) == BRIEF
    assert standard_json.loads(told)["title"]["sides"]["es"]["text"].startswith("El puerto")


@pytest.mark.parametrize("format", [f for f in FORMATS if f != "json"])
def test_one_language_alone(format):
    spanish = squeezed(shown(format, languages=["es"]))
    assert "El puerto de Puerto Azul" in spanish and "Cifras clave" in spanish
    assert "Thank you to the 240" not in spanish
    both = squeezed(shown(format, languages=["es", "en"]))
    assert both.index("Puerto Azul reabre") < both.index("Puerto Azul reopens")
    assert "Cifras clave" in both


def test_a_language_that_the_brief_lacks_is_passed_over():
    assert view.sides(BRIEF, ["fr", "es"]) == ("es",)
    assert view.sides(BRIEF, ["fr"]) == view.sides(BRIEF, None) == ("en", "es")
    spanish = BRIEF.model_copy(update={"source_language": "es"})
    assert view.sides(spanish, None) == ("es", "en")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_brief_gives_the_same_file(format):
    module = import_module(f"summarizer.rendering.{format}")
    assert module.render(BRIEF) == module.render(briefs.sample())


@pytest.mark.parametrize("format", FORMATS)
def test_a_brief_with_nothing_beside_its_title(format):
    bare = BRIEF.model_copy(
        update={
            "points": (), "tweets": (), "quantities": (), "names": (), "key_figures": (),
            "warnings": (), "sentences": (),
            "article": BRIEF.article.model_copy(update={"blocks": (), "text": "", "url": None}),
        }
    )  # fmt: skip
    assert "Puerto Azul" in shown(format, bare)


@pytest.mark.parametrize("format", FORMATS)
def test_a_brief_of_which_one_side_is_not_there_yet(format):
    def half(sentence):
        return sentence.model_copy(update={"sides": {"en": sentence.sides["en"]}})

    point = BRIEF.points[0]
    partial = BRIEF.model_copy(
        update={
            "title": half(BRIEF.title),
            "points": (point.model_copy(update={"sentences": tuple(map(half, point.sentences))}),),
            "tweets": (),
        }
    )
    assert "Cargo ships had waited" in squeezed(shown(format, partial))


@pytest.mark.parametrize("format", [f for f in FORMATS if f != "json"])
def test_an_edited_brief_says_so(format):
    side = BRIEF.title.sides["en"].model_copy(update={"origin": Origin.EDITED})
    title = BRIEF.title.model_copy(update={"sides": {**BRIEF.title.sides, "en": side}})
    edited = BRIEF.model_copy(update={"title": title, "edited": True, "version": 2})
    assert "Edited by hand" in shown(format, edited)
    assert "Edited by hand" not in shown(format)


# --- marked --------------------------------------------------------------------------------------


def test_markdown_has_figures_in_bold():
    bold = {"".join(node.itertext()) for node in html_of(markdown.render(BRIEF)).iter("strong")}
    assert {"14", "more than 1,200", "más de 1.200", "€1.8 billion", "12 per cent"} <= bold
    assert {"about $3.5 million", "unos 3,5 millones de dólares", "Marina Quintero"} <= bold


def test_markdown_has_both_sides_in_one_row():
    for table in html_of(markdown.render(BRIEF)).iter("table"):
        head = ["".join(cell.itertext()) for cell in table.iter("th")]
        assert head == ["English", "Español", "Source"]
        for row in list(table.iter("tr"))[1:]:
            assert len(row) == 3 and re.fullmatch(r"\[\d+(, \d+)*\]", "".join(row[2].itertext()))


def test_word_marks_figures_and_languages():
    document = docx.Document(io.BytesIO(word.render(BRIEF)))
    shades: dict[str, set[str]] = {}
    for run in document.element.body.iter(f"{W}r"):
        said = "".join(node.text or "" for node in run.iter(f"{W}t"))
        shade = run.find(f"{W}rPr/{W}shd")
        if shade is not None:
            shades.setdefault(said, set()).add(shade.get(f"{W}fill"))
            assert run.find(f"{W}rPr/{W}b") is not None  # never by colour alone
        if said.startswith(("El puerto", "Los buques")):
            assert run.find(f"{W}rPr/{W}lang").get(f"{W}val") == "es-ES"
        if said.startswith(("The port", "Cargo ships")):
            assert run.find(f"{W}rPr/{W}lang").get(f"{W}val") == "en-US"
    grounds = [ground for ground, _ in palette.HUES]
    assert shades["14"] == {grounds[0]}
    assert shades["more than 1,200"] == shades["más de 1.200"] == {grounds[1]}
    assert shades["€1.8 billion"] == shades["1.800 millones de euros"] == {grounds[2]}


def test_word_has_the_sides_in_two_columns_and_links_that_lead_somewhere():
    document = docx.Document(io.BytesIO(word.render(BRIEF)))
    for table in document.tables:
        assert len(table.columns) == 3
        assert [cell.text for cell in table.rows[0].cells][:2] == ["English", "Español"]
    row = document.tables[1].rows[1].cells
    assert row[0].text.startswith("The port") and row[1].text.startswith("El puerto")
    body = document.element.body
    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}
    bookmarks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    assert anchors and anchors <= bookmarks
    external = {r.target_ref for r in document.part.rels.values() if r.is_external}
    assert external == {BRIEF.article.url, BRIEF.tweets[0].url}


def test_word_follows_the_schema_where_word_is_strict():
    order = ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "shd", "lang"]
    document = docx.Document(io.BytesIO(word.render(BRIEF)))
    for properties in document.element.body.iter(f"{W}rPr"):
        names = [etree.QName(child).localname for child in properties]
        assert names == sorted(names, key=order.index), names
    ids = [mark.get(f"{W}id") for mark in document.element.body.iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids))


def test_pdf_is_described_and_linked():
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(BRIEF)))
    assert reader.metadata.title == BRIEF.title.sides["en"].text
    assert reader.trailer["/Root"]["/Lang"] == "en"
    spanish = pypdf.PdfReader(io.BytesIO(pdf.render(BRIEF, ["es", "en"])))
    assert spanish.trailer["/Root"]["/Lang"] == "es"
    assert [item.title for item in reader.outline][:2] == ["Key figures", "Summary"]
    addresses, inside = set(), 0
    for page in reader.pages:
        for note in page.get("/Annots", []):
            action = note.get_object().get("/A", {})
            addresses |= {action["/URI"]} if "/URI" in action else set()
            inside += "/Dest" in note.get_object()
    assert addresses == {BRIEF.article.url, BRIEF.tweets[0].url}
    assert inside >= 10
    fonts = {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts and all("Newsreader" in name for name in fonts)


def test_pdf_shows_emoji_and_stands_in_for_letters_that_it_lacks():
    told = pdf_text(pdf.render(briefs.titled("Fiesta 🎉 cross‑border — 12 % «sí» ñandú Кит")))
    assert "Fiesta 🎉 cross-border — 12 % «sí» ñandú ◻◻◻" in told


def test_pdf_breaks_long_words_and_long_briefs():
    long = briefs.titled("x" * 3000)
    assert pdf_text(pdf.render(long)).replace(" ", "").count("x") >= 2 * 3000
    point = BRIEF.points[0]
    huge = point.sentences[0].model_copy(
        update={
            "sides": {
                language: Side(text="word and " * 3000 + "end", origin=Origin.SOURCE)
                for language in BRIEF.languages
            }
        }
    )
    many = BRIEF.model_copy(
        update={"points": (point.model_copy(update={"sentences": (huge,)}), *BRIEF.points * 8)}
    )
    content = pdf.render(many)
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) > 10
    assert pdf_text(content).count("word ") == 6000


def test_the_colours_on_paper_are_those_of_the_screen():
    from summarizer.rendering import html

    css = html.stylesheet().lower()
    for number, (ground, below) in enumerate(palette.HUES, 1):
        assert f"--hue{number}: #{ground}; --line{number}: #{below};" in css


# --- safe ----------------------------------------------------------------------------------------


def everywhere(hostile: str) -> Brief:
    """The sample with ``hostile`` in every place that takes text from outside."""
    side = Side(text=hostile or "x", origin=Origin.SOURCE)
    brief = briefs.titled(hostile)
    tweet = brief.tweets[0].model_copy(
        update={"author": hostile, "handle": hostile, "url": hostile, "links": (hostile,)}
    )
    sentence = (
        brief.points[0]
        .sentences[0]
        .model_copy(update={"sides": dict.fromkeys(brief.languages, side)})
    )
    quantity = brief.quantities[0].model_copy(
        update={"labels": dict.fromkeys(brief.languages, hostile)}
    )
    name = brief.names[0].model_copy(
        update={"text": hostile, "role": hostile, "handle": hostile, "labels": {}}
    )
    article = brief.article.model_copy(
        update={
            "url": hostile,
            "blocks": tuple(b.model_copy(update={"text": hostile}) for b in brief.article.junk),
        }
    )
    warning = brief.warnings[0].model_copy(update={"details": {"handle": hostile}})
    return brief.model_copy(
        update={
            "points": (brief.points[0].model_copy(update={"sentences": (sentence,)}),),
            "tweets": (tweet,),
            "quantities": (quantity, *brief.quantities[1:]),
            "names": (name,),
            "article": article,
            "sentences": tuple(s.model_copy(update={"text": hostile}) for s in brief.sentences),
            "warnings": (warning,),
        }
    )


def test_markdown_of_hostile_text_shows_it_and_makes_nothing_of_it():
    for hostile in briefs.HOSTILE_TEXTS:
        tree = html_of(markdown.render(everywhere(hostile)))
        tags = {node.tag for node in tree.iter() if isinstance(node.tag, str)}
        assert tags <= {
            "html", "body", "h1", "h2", "h3", "p", "strong", "em", "ul", "li", "table", "thead",
            "tbody", "tr", "th", "td",
        }, hostile  # fmt: skip
        assert "".join(tree.find(".//h1").itertext()) == view.line(hostile)
        for table in tree.iter("table"):
            assert {len(row) for row in table.iter("tr")} == {3}


@given(st.text(max_size=60))
@settings(max_examples=400, deadline=None)
def test_markdown_shows_any_text_as_it_is(content):
    line = view.line(content)
    for source in (
        f"# {markdown.escape(content)}\n",
        f"{markdown.escape_opening(content)}\n",
        f"- {markdown.escape_opening(content)}\n",
        f"| a |\n| --- |\n| {markdown.escape(content)} |\n",
    ):
        tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(source)
        inline = [token for token in tokens if token.type == "inline"][-1] if line else None
        children = inline.children if inline else []
        assert all(child.type == "text" for child in children), (source, children)
        # CommonMark gives non-breaking and other spaces at the ends away
        assert "".join(child.content for child in children).strip() == line.strip(), source


FIGURED = st.tuples(st.text(max_size=12), st.text(min_size=1, max_size=6), st.text(max_size=12))


@given(FIGURED)
@settings(max_examples=300, deadline=None)
def test_markdown_shows_any_figure_as_it_is(parts):
    before, figure, after = parts
    content = before + figure + after
    span = Span(start=len(before), end=len(before) + len(figure))
    side = Side(
        text=content, origin=Origin.SOURCE, figures=(FigureSpan(figure_id="q1", span=span),)
    )
    source = f"| a |\n| --- |\n| {markdown._bold(side)} |\n"
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(source)
    inline = [token for token in tokens if token.type == "inline"][-1]
    kinds = {child.type for child in inline.children}
    assert kinds <= {"text", "strong_open", "strong_close"}, source
    told = "".join(child.content for child in inline.children)
    assert "".join(told.split()) == "".join("".join(r.text for r in view.runs(side)).split())


@pytest.mark.parametrize("format", ["text", "terminal"])
def test_terminals_are_sent_no_commands(format):
    module = import_module(f"summarizer.rendering.{format}")
    for hostile in briefs.HOSTILE_TEXTS:
        told = module.render(everywhere(hostile))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)
    coloured = terminal.render(everywhere("\x1b]0;owned\x07\x1b[2J"), colour=True)
    assert set(re.findall(r"\x1b[^m]*m?", coloured)) <= set(re.findall(r"\x1b\[[\d;]*m", coloured))


def all_hostile_texts() -> Brief:
    """One brief in which each hostile text is somewhere, most of them in several places."""
    made = [everywhere(hostile) for hostile in briefs.HOSTILE_TEXTS]
    return made[0].model_copy(
        update={
            "points": tuple(point for brief in made for point in brief.points),
            "tweets": tuple(tweet for brief in made for tweet in brief.tweets),
            "names": tuple(name for brief in made for name in brief.names),
            "warnings": tuple(warning for brief in made for warning in brief.warnings),
        }
    )


def test_word_files_of_hostile_text_are_sound():
    content = word.render(all_hostile_texts())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    document = docx.Document(io.BytesIO(content))
    told = docx_text(content)
    for hostile in briefs.HOSTILE_TEXTS:
        assert view.line(hostile) in told
    assert not any(relation.is_external for relation in document.part.rels.values())
    assert "instrText" not in etree.tostring(document.element.body).decode()


def test_pdfs_of_hostile_text_do_nothing():
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(all_hostile_texts())))
    for page in reader.pages:
        for note in page.get("/Annots", []):
            assert "/A" not in note.get_object()
    root = reader.trailer["/Root"]
    assert "/OpenAction" not in root or "/JS" not in str(root["/OpenAction"])
    assert "/AcroForm" not in root and "/JavaScript" not in str(root.get("/Names", ""))
    told = "".join("".join(page.extract_text().split()) for page in reader.pages)
    for hostile in ("<script>alert(1)</script>", "[click](javascript:alert(1))", "=cmd|"):
        assert hostile in told


@settings(deadline=None)
@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=6),
)
def test_runs_are_the_whole_text_whatever_the_spans(content, spans):
    side = Side(
        text=content,
        origin=Origin.SOURCE,
        figures=tuple(
            FigureSpan(figure_id="q1", span=Span(start=start, end=end)) for start, end in spans
        ),
    )
    made = view.runs(side)
    assert "".join(run.text for run in made) == view._BREAKS.sub(" ", view.clean(content)) or any(
        # white space around the edge of a figure is collapsed on both sides of it
        run.text[0] == " " or run.text[-1] == " "
        for run in made
    )
    assert all(run.text for run in made)


@settings(deadline=None)
@given(st.text())
def test_clean_text_is_clean(content):
    cleaned = view.clean(content)
    assert view.clean(cleaned) == cleaned
    etree.fromstring(b"<a/>").text = cleaned  # lxml refuses what XML 1.0 forbids


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("https://example.org/> [x](javascript:alert(1))", False),
        ('https://example.org/" onclick="x', False),
        ("https://example.org/\x00", False),
        ("https://example.org/\u202egpj", False),
        ("//example.org", False),
        ("https://" + "a" * 5000, False),
        ("", False),
        (None, False),
    ],
)
def test_addresses(url, kept):
    assert view.safe_url(url) == (url if kept else None)


def test_long_hostile_text_takes_no_longer_than_its_length():
    for unit in ("*_", "[", "<!--", "`", "&#", "\\", "| ", "- ", "1. ", ":a", "\u0301", "/-"):
        brief = briefs.titled(unit * (100_000 // len(unit)))
        for module in (markdown, text):
            assert module.render(brief)
    assert pdf.render(briefs.titled("/- " * 3_000))


# --- the picture ---------------------------------------------------------------------------------


def test_the_picture_is_a_preview_card():
    from PIL import Image

    english, spanish = card.render(BRIEF), card.render(BRIEF, ["es", "en"])
    for content in (english, spanish):
        image = Image.open(io.BytesIO(content))
        assert image.format == "PNG" and image.size == (1200, 630)
        assert len(content) < 100_000  # WhatsApp shows none above 600 kB
    assert english != spanish and english == card.render(briefs.sample())


@pytest.mark.parametrize("title", ["", "W" * 5000, "wide word " * 300, "漢字", "🎉", "x"])
def test_the_picture_holds_any_title(title):
    from PIL import Image

    image = Image.open(io.BytesIO(card.render(briefs.titled(title)))).convert("L")
    margins = (image.crop((1122, 0, 1200, 630)), image.crop((80, 586, 1200, 630)))
    assert all(margin.getextrema()[0] > 200 for margin in margins)  # nothing runs out of it


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("update", "english", "spanish"),
    [
        ({"value": 1234567, "kind": "number"}, "1.23 million", "1,23 millones"),
        ({"value": 14, "kind": "number"}, "14", "14"),
        ({"value": 12345, "kind": "number"}, "12,345", "12.345"),
        ({"value": "12.5", "unit": "percent"}, "12.5%", "12,5 %"),
        ({"value": 1800000000, "unit": "EUR"}, "1.8 billion euros", "1,8 mil millones de euros"),
        ({"value": 250, "unit": "USD"}, "250 US dollars", "250 dólares estadounidenses"),
        ({"value": 6, "unit": "week"}, "6 weeks", "6 semanas"),
        ({"value": 3, "unit": "furlong-ish"}, "3 furlong-ish", "3 furlong-ish"),
        ({"low": 3, "high": 5, "unit": "kilometer"}, "3–5 kilometers", "3–5 kilómetros"),
        ({"date": "2026-03-20"}, "March 20, 2026", "20 de marzo de 2026"),
        ({"date": "XXXX-01-20"}, "XXXX-01-20", "XXXX-01-20"),
    ],
)
def test_values_in_the_format_of_each_language(update, english, spanish):
    quantity = BRIEF.quantities[0].model_validate(
        {"id": "q", "kind": "number", "mentions": [], **update}
    )
    found = [view.value_text(quantity, language) for language in ("en", "es")]
    assert [value.replace("\u00a0", " ") for value in found] == [english, spanish]


def test_a_figure_that_only_one_side_says_is_written_in_the_format_of_the_other():
    figure = BRIEF.quantities[1].model_copy(update={"id": "new", "value": 1200})
    side = BRIEF.title.sides["en"].model_copy(
        update={"figures": (FigureSpan(figure_id="new", span=Span(start=0, end=4)),)}
    )
    title = BRIEF.title.model_copy(update={"sides": {"en": side, "es": BRIEF.title.sides["es"]}})
    brief = BRIEF.model_copy(
        update={"title": title, "quantities": (figure,), "key_figures": ("new",)}
    )
    [found] = view.key_figures(brief)
    assert found.values == {"en": "more than Port", "es": "más de 1.200"}


def test_a_warning_without_words_still_says_something():
    warning = BRIEF.warnings[0].model_copy(update={"code": "never_heard_of", "details": {"a": "b"}})
    assert view.warning_text(warning, "es") == "never heard of: b"
