"""A brief as Markdown: both languages side by side in a table, figures in bold.

The output is GitHub Flavored Markdown 0.29, whose tables the usual programs read (Pandoc, VS Code,
Obsidian, Jupyter, Streamlit, the forges). Everything that comes from outside is escaped, so that
it is shown as it was written and makes no markup. Web addresses in the text may become links
where the reading program makes links of all addresses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from summarizer import wording
from summarizer.brief import BilingualSentence, Brief, Language, NameKind, Side
from summarizer.rendering import view

# Characters that mean something inside a line in CommonMark, GFM, or the extensions for maths,
# sub- and superscript, colours and emoji. The underscore inside a word means nothing and stays
# readable, and so does the sign of a hashtag.
_INLINE = re.compile(
    r"[\\`*\[\]<>|~$^{}]|(?<![^\W_])_|_(?![^\W_])|#(?!\w)|&(?=#?\w{1,40};)|:(?=[\w+-]{1,40}:)"
)
# What makes a line a list item, rule or underlining at its start.
_OPENING = re.compile(r"[-+=:]|\d{1,9}(?=[.)](?:\s|$))")


def escape(text: str) -> str:
    """``text`` on one line, as Markdown that shows exactly it after other text in its line."""
    return _INLINE.sub(lambda found: "\\" + found[0], view.line(text))


def escape_opening(text: str) -> str:
    """The same as :func:`escape` for a text with which a line or a list item begins."""
    text = escape(text)
    opening = _OPENING.match(text)
    if not opening:
        return text
    end = opening.end() if opening[0].isdigit() else 0
    return f"{text[:end]}\\{text[end:]}"


def render(brief: Brief, languages: Sequence[Language] | None = None) -> str:
    """``brief`` as Markdown, its ``languages`` (all of its own, unless given) side by side; the
    headings are in the first of them."""
    return "\n".join(_lines(brief, view.sides(brief, languages))) + "\n"


def _lines(brief: Brief, languages: tuple[Language, ...]) -> Iterator[str]:
    first = languages[0]
    numbers = view.source_numbers(brief)

    def word(key: str, **gaps: object) -> str:
        return escape(wording.text(f"brief.{key}", first, **gaps))

    def reference(source_ids: Sequence[str]) -> str:
        return view.cite(source_ids, numbers).replace("[", "\\[").replace("]", "\\]")

    def names_of_languages() -> list[str]:
        return [escape(view.language_name(language)) for language in languages]

    def both(sentences: Sequence[BilingualSentence]) -> str:
        cells = [
            " ".join(_bold(view.side(sentence, language)) for sentence in sentences)
            for language in languages
        ]
        sources = [id for sentence in sentences for id in sentence.source_ids]
        return _row([*cells, reference(sources)])

    yield f"# {escape(_plain(view.side(brief.title, first)))}"
    for language in languages[1:]:
        yield from ("", f"**{escape(_plain(view.side(brief.title, language)))}**")
    if brief.edited:
        yield from ("", f"*{word('edited')}*")

    figures = view.key_figures(brief)
    if figures:
        yield from ("", f"## {word('key_figures')}", "")
        yield from _head([*names_of_languages(), word("source")])
        for figure in figures:
            cells = []
            for language in languages:
                label = figure.labels.get(language)
                value = f"**{escape(figure.values[language])}**"
                cells.append(f"{value} {escape(label)}" if label else value)
            yield _row([*cells, reference(figure.source_ids)])

    yield from ("", f"## {word('summary')}", "")
    yield from _head([*names_of_languages(), word("source")])
    for point in brief.points:
        yield both(point.sentences)

    if brief.evidence:
        yield from ("", f"## {word('evidence')}", "")
        yield from _head([*names_of_languages(), word("source")])
        for sentence in brief.evidence:
            yield both([sentence])

    if brief.tweets:
        yield from ("", f"## {word('tweets')}")
        for tweet in brief.tweets:
            yield from ("", f"### {escape(view.byline(tweet, first)) or word('original')}", "")
            yield from _head([*names_of_languages(), word("source")])
            for paragraph in view.paragraphs(tweet):
                yield both(paragraph)
            if view.safe_url(tweet.url):
                yield from ("", f"<{tweet.url}>")

    if brief.names:
        yield from ("", f"## {word('names')}", "")
        for kind in NameKind:
            for name in brief.names:
                if name.kind is kind:
                    labels = dict.fromkeys(
                        view.line(name.labels.get(language) or name.text) for language in languages
                    )
                    about = [escape(part) for part in (name.role, name.handle) if part]
                    yield "- " + ", ".join([f"**{escape(' / '.join(labels))}**", *about])

    if brief.warnings:
        yield from ("", f"## {word('to_check')}", "")
        for warning in brief.warnings:
            yield f"- {escape_opening(view.warning_text(warning, first))}"

    yield from ("", f"## {word('sources')}", "")
    cited = set(view.cited(brief))
    for number, sentence in enumerate(brief.sentences, 1):
        if sentence.id in cited:
            yield f"- \\[{number}\\] {escape(sentence.text)}"
    if view.safe_url(brief.article.url):
        yield from ("", f"<{brief.article.url}>")

    if brief.article.junk:
        yield from ("", f"## {word('set_aside')}", "")
        for block in brief.article.junk:
            reason = view.reason_text(block.reason, first)
            yield f"- *{escape(reason)}*: {escape(view.shortened(block.text))}"


def _head(cells: Sequence[str]) -> tuple[str, str]:
    return _row(cells), _row(["---"] * len(cells))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(side: Side) -> str:
    return "".join(run.text for run in view.runs(side))


def _bold(side: Side) -> str:
    """The text of ``side`` with its figures in bold where CommonMark's rules on flanking
    delimiters (6.2) let it be bold."""
    shown = view.runs(side)
    parts: list[str] = []
    for place, run in enumerate(shown):
        core = run.text.strip(" ")
        lead, _, tail = run.text.partition(core) if core else (run.text, "", "")
        before = shown[place - 1].text[-1] if place and not lead else " "
        after = shown[place + 1].text[0] if place + 1 < len(shown) and not tail else " "
        bold = (
            run.figure_id is not None
            and core != ""
            and _can_flank(before, core[0])
            and _can_flank(after, core[-1])
        )
        parts.append(f"{lead}**{escape(core)}**{tail}" if bold else f"{lead}{escape(core)}{tail}")
    return "".join(parts).strip()


def _can_flank(outside: str, inside: str) -> bool:
    return not inside.isspace() and (
        not _is_punctuation(inside) or outside.isspace() or _is_punctuation(outside)
    )


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
