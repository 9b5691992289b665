"""A brief as HTML: one partial for the Brief page, the share page and the file to keep.

Jinja2 escapes everything that comes from outside, and addresses become links only where they are
http(s) addresses. The partial needs no script and no inline style, so that a page that shows it
can forbid both: sentences and figures light up together by rules of the style sheet alone.
"""

from __future__ import annotations

import base64
import datetime as dt
import functools
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from summarizer import wording
from summarizer.brief import (
    BilingualSentence,
    Block,
    BlockKind,
    Brief,
    FigureSpan,
    Language,
    NameKind,
    Origin,
    Side,
)
from summarizer.rendering import view

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_HERE = Path(__file__).resolve().parent
_ASSETS = _HERE / "assets"
_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
}

HUES = 8
"""Key figures that have a colour of their own; the style sheet has as many."""

LINKED_SENTENCES = 80
LINKED_FIGURES = 60
"""Bilingual sentences and figures, in order, that light up together without a script. A long
brief of an article with six tweets has about 40 and 50."""


# --- the three pages -----------------------------------------------------------------------------


def partial(
    brief: Brief,
    languages: Sequence[Language] | None = None,
    *,
    reader: Language | None = None,
    editable: bool = False,
    corrections: Mapping[tuple[str, Language], bool] | None = None,
    switch: bool = True,
) -> Markup:
    """The brief as one ``<article class="brief">``, to stand in a page that has the style sheet.

    Args:
        brief: it may still be in the making, with sentences that have only their source side.
        languages: the sides to show, the first one first (all, the article's own first, unless
            given).
        reader: language of headings and notes; the first of the sides, unless given.
        editable: each sentence has a button that a script can make use of.
        corrections: sides (by sentence and language) that have buttons to be kept, as a sentence
            or as a term, and whether they are remembered already.
        switch: narrow screens show one language at a time and radio buttons to choose it.
    """
    from markupsafe import Markup

    shown = view.sides(brief, languages)
    reader = reader or shown[0]
    context = _Context(brief, shown, reader)
    return Markup(
        _environment()
        .get_template("brief.html")
        .render(
            **context.everything(),
            editable=editable,
            corrections=corrections or {},
            switch=switch,
            w=functools.partial(_word, reader),
        )
    )


def page(
    brief: Brief,
    language: Language | None = None,
    *,
    address: str = "",
    formats: Mapping[str, str] | None = None,
    expires: dt.datetime | None = None,
    notice: str = "",
    image: str = "",
    assets: str = "/assets",
) -> str:
    """The share page: a whole HTML document that loads the style sheet, and no script.

    Args:
        language: the reader's; headings are in it and its side comes first.
        address: absolute address of the page, for preview cards.
        formats: addresses of the same brief in other formats, by the name that the link shows.
        expires: when the link ends.
        notice: a sentence that stands above the brief.
        image: absolute address of a picture for preview cards.
        assets: address below which :func:`assets` are served, without a slash at its end.
    """
    shown = view.sides(brief, None)
    reader = language if language in shown else shown[0]
    shown = (reader, *(other for other in shown if other != reader))
    return _document(
        brief,
        shown,
        reader,
        body=partial(brief, shown, switch=False),
        address=address,
        formats=formats or {},
        expires=view.date_text(expires.date(), reader) if expires else "",
        notice=notice,
        image=image,
        assets=assets,
        embedded=False,
    )


def render(brief: Brief, languages: Sequence[Language] | None = None) -> str:
    """The brief as one HTML file that holds all that it needs, fonts and style sheet included."""
    shown = view.sides(brief, languages)
    return _document(
        brief,
        shown,
        shown[0],
        body=partial(brief, shown),
        address="",
        formats={},
        expires="",
        notice="",
        image="",
        assets="",
        embedded=True,
    )


document = render


def message(title: str, text: str, language: Language, *, assets: str = "/assets") -> str:
    """A whole page that says one thing: that a link is gone, unknown, or asked for too often."""
    return (
        _environment()
        .get_template("message.html")
        .render(
            title=title,
            text=text,
            reader=language,
            assets=assets,
            digest=digest(),
        )
    )


def description(brief: Brief, language: Language) -> str:
    """One or two sentences for preview cards and search: what the first point says."""
    sentences = [sentence for point in brief.points for sentence in point.sentences]
    text = " ".join(view.line(view.side(s, language).text) for s in sentences[:2])
    return view.shortened(text or view.line(view.side(brief.title, language).text), 200)


def title(brief: Brief, language: Language) -> str:
    return view.shortened(view.side(brief.title, language).text, 200)


# --- what the pages load -------------------------------------------------------------------------


@dataclass(frozen=True)
class Asset:
    content: bytes
    media_type: str


@functools.cache
def assets() -> Mapping[str, Asset]:
    """What a page loads, by path below the address of the assets (``"puente.css"``,
    ``"fonts/newsreader.woff2"``). It never changes while the process runs."""
    found = {
        path.relative_to(_ASSETS).as_posix(): Asset(
            path.read_bytes(), _MEDIA_TYPES.get(path.suffix, "application/octet-stream")
        )
        for path in sorted(_ASSETS.rglob("*"))
        if path.is_file()
    }
    found["puente.css"] = Asset(stylesheet().encode(), _MEDIA_TYPES[".css"])
    return found


@functools.cache
def stylesheet() -> str:
    """The style sheet, with the rules by which sentences and figures light up together."""
    return (_ASSETS / "puente.css").read_text("utf-8") + "".join(_lighting())


@functools.cache
def digest() -> str:
    """Changes with the style sheet, so that browsers may keep it for ever."""
    return hashlib.sha256(stylesheet().encode()).hexdigest()[:10]


def _lighting() -> Iterator[str]:
    """CSS can't say "with the same number", so there is a rule for each number."""
    lit = ":is(:hover,:focus-within)"
    for number in range(1, LINKED_SENTENCES + 1):
        said, source = f'.pair[data-k="{number}"]', f'.src[data-cites~="{number}"]'
        yield (
            f".brief:has({said}{lit}) {source},.brief:has({source}{lit}) {said} .said"
            "{background:var(--lit);box-shadow:0 0 0 .2em var(--lit)}\n"
        )
    for number in range(1, LINKED_FIGURES + 1):
        same = f'[data-f="{number}"]'
        yield (
            f".brief:has({same}{lit}) .fig{same}{{outline-color:currentColor}}\n"
            f".brief:has({same}{lit}) li{same}{{border-color:currentColor}}\n"
        )


@functools.cache
def _embedded_stylesheet() -> str:
    """The style sheet with the fonts inside it; those for rarer Latin letters stay out."""

    def inlined(found: re.Match[str]) -> str:
        content = (_ASSETS / found[1]).read_bytes()
        return f"url(data:font/woff2;base64,{base64.b64encode(content).decode()})"

    css = re.sub(r"@font-face\s*\{[^{}]*-ext\.woff2[^{}]*\}\s*", "", stylesheet())
    return re.sub(r"url\((fonts/[\w-]+\.woff2)\)", inlined, css)


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _word(reader: Language, key: str, /, **gaps: object) -> str:
    return wording.text(key, reader, **gaps)


def _document(
    brief: Brief, shown: tuple[Language, ...], reader: Language, *, body: Markup, **more: object
) -> str:
    from markupsafe import Markup

    return (
        _environment()
        .get_template("page.html")
        .render(
            body=body,
            reader=reader,
            title=title(brief, reader),
            description=description(brief, reader),
            languages=[{"code": code, "name": view.language_name(code)} for code in sorted(shown)],
            style=Markup(_embedded_stylesheet()) if more["embedded"] else "",
            digest=digest(),
            w=functools.partial(_word, reader),
            **more,
        )
    )


# --- what the partial shows ----------------------------------------------------------------------


@dataclass(frozen=True)
class _Figure:
    """How a figure is marked. ``rank`` is its place among the key figures, from 1, or 0."""

    number: int
    style: str
    target: str
    rank: int = 0
    labels: Mapping[Language, str] = field(default_factory=dict)

    def meaning(self, language: Language) -> str:
        """What is said of the figure to those who don't see its colour."""
        label = self.labels.get(language, "")
        if not self.rank:
            return label
        name = wording.text("brief.key_figure", language, number=self.rank)
        return f"{name}: {label}" if label else name


class _Context:
    """A brief turned into the values that ``brief.html`` shows."""

    def __init__(self, brief: Brief, languages: tuple[Language, ...], reader: Language) -> None:
        self.brief, self.languages, self.reader = brief, languages, reader
        self.sentences = {
            id(sentence): number for number, sentence in enumerate(brief.bilingual_sentences(), 1)
        }
        self.source_numbers = view.source_numbers(brief)
        self.cited: dict[str, list[int]] = {}
        for sentence in brief.bilingual_sentences():
            for source in sentence.source_ids:
                self.cited.setdefault(source, []).append(self.sentences[id(sentence)])
        self.first_said = self._first_said()
        self.checks = self._checks()
        self.figures = self._figures()

    def everything(self) -> dict[str, object]:
        brief = self.brief
        return {
            "brief": brief,
            "languages": self.languages,
            "reader": self.reader,
            "names_of_languages": {code: view.language_name(code) for code in self.languages},
            "kicker": self._kicker(),
            "title": self._sentence(brief.title),
            "droppable": sum(len(point.sentences) for point in brief.points) > 1,
            "points": [[self._sentence(s) for s in point.sentences] for point in brief.points],
            "evidence": [self._sentence(sentence) for sentence in brief.evidence],
            "tweets": [self._tweet(number) for number in range(len(brief.tweets))],
            "key_figures": [self._key_figure(key) for key in view.key_figures(brief)],
            "names": list(self._names()),
            "checks": self.checks,
            "checks_by_text": self._checks_by_text(),
            "blocks": [self._block(block) for block in brief.article.body],
            "junk": [
                {
                    "reason": view.reason_text(block.reason, self.reader),
                    "text": view.shortened(block.text, 600),
                    "language": block.language,
                }
                for block in brief.article.junk
            ],
            "article_url": view.safe_url(brief.article.url),
            "made": view.date_text(brief.provenance.created.date(), self.reader),
            "figures": self.figures,
            "figures_in_article": self._figures_in_article(),
        }

    def _kicker(self) -> str:
        parts = []
        url = view.safe_url(self.brief.article.url)
        if url:
            parts.append((urlsplit(url).hostname or "").removeprefix("www."))
        if self.brief.article.date:
            parts.append(view.date_text(self.brief.article.date, self.reader))
        return " · ".join(parts)

    # sentences

    def _anchor(self, sentence: BilingualSentence) -> str:
        return f"k{self.sentences[id(sentence)]}"

    def _sentence(self, sentence: BilingualSentence) -> dict[str, object]:
        sides = {}
        for language, side in sentence.sides.items():
            sides[language] = {
                "runs": view.runs(side),
                "tag": self._tag(side, language),
                "checks": [
                    check
                    for check in self.checks
                    if check["sentence_id"] == sentence.id and check["language"] == language
                ]
                if sentence.id
                else [],
            }
        return {
            "id": sentence.id,
            "number": self.sentences[id(sentence)],
            "anchor": self._anchor(sentence),
            "sides": sides,
            "language": sentence.language,
            "support": self._support(sentence),
            "sources": [
                {"id": _source_anchor(source), "number": self.source_numbers[source]}
                for source in sentence.source_ids
                if source in self.source_numbers
            ],
        }

    def _support(self, sentence: BilingualSentence) -> str:
        """How far the article bears out a sentence that a model wrote, in words."""
        if sentence.support is None:
            return ""
        percent = f"{round(100 * sentence.support.score)}"
        return wording.text("brief.support", self.reader, percent=percent)

    def _tag(self, side: Side, language: Language) -> str:
        """What the heading of its column does not say of a side."""
        if side.origin is Origin.EDITED:
            return "edited"
        if side.origin is Origin.REMEMBERED:
            return "remembered"
        if side.terms:
            return "term"
        if side.origin is Origin.TRANSLATED and language == self.brief.source_language:
            return "translation"
        return ""

    def _tweet(self, number: int) -> dict[str, object]:
        tweet = self.brief.tweets[number]
        return {
            "author": view.line(tweet.author or ""),
            "handle": view.line(tweet.handle or ""),
            "profile": _profile(tweet.handle),
            "date": view.date_text(tweet.date, self.reader) if tweet.date else "",
            "paragraphs": [
                [self._sentence(sentence) for sentence in paragraph]
                for paragraph in view.paragraphs(tweet)
            ],
            "language": tweet.language or (tweet.sentences and tweet.sentences[0].language),
            "truncated": tweet.truncated,
            "url": view.safe_url(tweet.url),
            "links": [
                {"text": view.line(link), "url": url}
                for link in tweet.links
                if (url := _address(link)) and url != tweet.url
            ],
        }

    # figures

    def _first_said(self) -> dict[str, str]:
        """The anchor of the bilingual sentence that first says each figure."""
        found: dict[str, str] = {}
        for sentence in self.brief.bilingual_sentences():
            for side in sentence.sides.values():
                for figure in side.figures:
                    found.setdefault(figure.figure_id, self._anchor(sentence))
        return found

    def _figures(self) -> dict[str, _Figure]:
        brief = self.brief
        quantities = {quantity.id: quantity for quantity in brief.quantities}
        names = {name.id: name for name in brief.names}
        keys = [key for key in brief.key_figures if key in quantities]
        order = dict.fromkeys([*keys, *self.first_said, *quantities, *names])
        sources = {
            figure.id: _source_anchor(figure.mentions[0].sentence_id)
            for figure in (*brief.quantities, *brief.names)
            if figure.mentions
        }
        found: dict[str, _Figure] = {}
        for number, figure_id in enumerate(order, 1):
            if figure_id in quantities:
                labels = {k: view.line(v) for k, v in quantities[figure_id].labels.items()}
                rank = keys.index(figure_id) + 1 if figure_id in keys else 0
                hue = f"hue{(rank - 1) % HUES + 1}" if rank else "plain"
                target = f"f-{_slug(figure_id)}" if rank else sources.get(figure_id, "")
                found[figure_id] = _Figure(number, hue, target, rank, labels)
            elif figure_id in names:
                found[figure_id] = _Figure(number, "name", f"f-{_slug(figure_id)}")
        return found

    def _figures_in_article(self) -> dict[str, _Figure]:
        """In the article, a figure leads to where the brief says it."""
        return {
            key: _Figure(f.number, f.style, self.first_said.get(key, ""), f.rank, f.labels)
            for key, f in self.figures.items()
        }

    def _key_figure(self, key: view.KeyFigure) -> dict[str, object]:
        figure = self.figures[key.id]
        return {
            "anchor": figure.target,
            "number": figure.number,
            "rank": figure.rank,
            "hue": figure.style,
            "words": {k: _capitalised(v) for k, v in key.values.items()},
            "labels": key.labels,
            "target": self.first_said.get(key.id)
            or (_source_anchor(key.source_ids[0]) if key.source_ids else ""),
        }

    def _names(self) -> Iterator[dict[str, object]]:
        for kind in NameKind:
            members = []
            for name in self.brief.names:
                if name.kind is not kind:
                    continue
                figure = self.figures[name.id]
                labels: dict[str, Language] = {}
                for language in self.languages:
                    label = view.line(name.labels.get(language) or name.text)
                    if label != name.handle:  # an account of which no name is known
                        labels.setdefault(label, language)
                members.append(
                    {
                        "anchor": figure.target,
                        "number": figure.number,
                        "labels": [
                            {"text": text, "language": language}
                            for text, language in (
                                labels or {view.line(name.text): self.reader}
                            ).items()
                        ],
                        "is_account": not labels,
                        "role": view.line(name.role or ""),
                        "handle": view.line(name.handle or ""),
                        "profile": _profile(name.handle),
                        "target": self.first_said.get(name.id)
                        or (_source_anchor(name.mentions[0].sentence_id) if name.mentions else ""),
                    }
                )
            if members:
                yield {"kind": kind.value, "names": members}

    # the article

    def _block(self, block: Block) -> dict[str, object]:
        pieces: list[dict[str, object]] = []
        end = 0
        for sentence in self._sentences_by_block.get(block.id, ()):
            start, stop = sentence.span.start, sentence.span.end
            if not end <= start <= stop <= len(block.text):
                continue
            pieces.append({"id": "", "text": view.clean(block.text[end:start])})
            side = Side(
                text=sentence.text,
                origin=Origin.SOURCE,
                figures=tuple(self._mentions.get(sentence.id, ())),
            )
            pieces.append(
                {
                    "id": _source_anchor(sentence.id),
                    "number": self.source_numbers[sentence.id],
                    "language": sentence.language,
                    "cited": " ".join(map(str, self.cited.get(sentence.id, ()))),
                    "runs": view.runs(side),
                }
            )
            end = stop
        pieces.append({"id": "", "text": view.clean(block.text[end:])})
        tweet = block.tweet
        return {
            "tag": _TAGS.get(block.kind, "p"),
            "style": block.kind.value.replace(" ", "-"),
            "language": block.language,
            "pieces": pieces,
            "attribution": " ".join(
                view.line(part) for part in (tweet.author, tweet.handle) if part
            )
            if tweet
            else "",
        }

    @functools.cached_property
    def _sentences_by_block(self) -> dict[str, list]:
        found: dict[str, list] = {}
        for sentence in self.brief.sentences:
            found.setdefault(sentence.block_id, []).append(sentence)
        return found

    @functools.cached_property
    def _mentions(self) -> dict[str, list[FigureSpan]]:
        found: dict[str, list[FigureSpan]] = {}
        for figure in (*self.brief.quantities, *self.brief.names):
            for mention in figure.mentions:
                found.setdefault(mention.sentence_id, []).append(
                    FigureSpan(figure_id=figure.id, span=mention.span)
                )
        return found

    # what to check

    def _checks(self) -> list[dict[str, object]]:
        anchors = {s.id: self._anchor(s) for s in self.brief.bilingual_sentences() if s.id}
        return [
            {
                "number": number,
                "text": view.warning_text(warning, self.reader),
                "sentence_id": warning.sentence_id,
                "language": warning.language,
                "target": anchors.get(warning.sentence_id or "", ""),
            }
            for number, warning in enumerate(self.brief.warnings, 1)
        ]

    def _checks_by_text(self) -> list[list[dict[str, object]]]:
        """What is said of several sentences is said once, with a link to each."""
        found: dict[object, list[dict[str, object]]] = {}
        for check in self.checks:
            found.setdefault(check["text"], []).append(check)
        return list(found.values())


_TAGS = {
    BlockKind.HEADLINE: "h3",
    BlockKind.QUOTE: "blockquote",
    BlockKind.TWEET: "blockquote",
}


def _slug(name: str) -> str:
    """``name`` as part of an id that a fragment can name."""
    return re.sub(r"[^\w.-]", "_", name)


def _source_anchor(sentence_id: str) -> str:
    return f"source-{_slug(sentence_id)}"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _profile(handle: str | None) -> str | None:
    """The address of an account on X, by its handle (1 to 15 letters, digits, underscores)."""
    found = re.fullmatch(r"@([A-Za-z0-9_]{1,15})", handle or "")
    return f"https://x.com/{found[1]}" if found else None


def _address(link: str) -> str | None:
    """``link`` of a post as an address, with the scheme that X leaves out."""
    link = view.line(link)
    if re.match(r"(?:pic\.(?:twitter|x)\.com|t\.co)/", link):
        link = f"https://{link}"
    return view.safe_url(link)
