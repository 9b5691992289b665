"""A brief for a terminal: both languages side by side where there is room, figures in colour."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer import wording
from summarizer.brief import BilingualSentence, Brief, Language, Name, NameKind
from summarizer.rendering import view

if TYPE_CHECKING:
    from rich.text import Text

SIDE_BY_SIDE = 90
"""Columns from which two languages stand side by side: 40 characters for each."""

# Colours of the 16-colour palette that are readable on light and dark grounds alike; figures are
# bold as well, so that colour is never alone.
COLOURS = ("cyan", "magenta", "green", "blue", "red", "yellow")


def render(
    brief: Brief,
    languages: Sequence[Language] | None = None,
    *,
    width: int | None = None,
    colour: bool | None = None,
) -> str:
    """``brief`` as text for a terminal in ``languages`` (all of its own, unless given).

    Args:
        width: columns; those of the terminal, unless given, and at most 160.
        colour: whether to write ANSI escape sequences; unless given, only where standard output
            is a terminal and ``NO_COLOR`` (no-color.org) is not set.
    """
    from rich import box
    from rich.console import Console, Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if width is None:
        width = shutil.get_terminal_size((100, 24)).columns
    width = max(40, min(width, 160))
    if colour is None:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    chosen = view.sides(brief, languages)
    columns = chosen if width >= SIDE_BY_SIDE else chosen[:1]
    numbers = view.source_numbers(brief)
    style_of = _styles(brief)

    def word(key: str, **gaps: object) -> str:
        return wording.text(f"brief.{key}", chosen[0], **gaps)

    def heading(text: str) -> Text:
        return Text.assemble("\n", (text, "bold underline"))

    def table() -> Table:
        made = Table(
            box=box.SIMPLE_HEAD if len(columns) > 1 else None,
            expand=True,
            pad_edge=False,
            padding=(0, 1, 0 if len(columns) > 1 else 1, 0),
            leading=1,
            show_header=len(columns) > 1,
        )
        for language in columns:
            made.add_column(view.language_name(language), ratio=1, overflow="fold")
        made.add_column("", no_wrap=True, style="dim")
        return made

    def both(made: Table, sentences: Sequence[BilingualSentence]) -> None:
        sources = [id for sentence in sentences for id in sentence.source_ids]
        in_each = [
            Text(" ").join(_text(sentence, language, style_of) for sentence in sentences)
            for language in chosen
        ]
        if len(columns) == 1:  # one language below the other
            in_each = [Text("\n").join(in_each)]
        made.add_row(*in_each, view.cite(sources, numbers))

    parts: list[object] = []
    title = [_text(brief.title, language, style_of) for language in chosen]
    for place, text in enumerate(title):
        text.stylize("bold" if place == 0 else "bold dim")
        parts.append(text)
    if brief.edited:
        parts.append(Text(word("edited"), style="italic"))

    points = table()
    for point in brief.points:
        both(points, point.sentences)
    parts += [Text(), points]

    figures = view.key_figures(brief)
    if figures:
        grid = Table.grid(padding=(0, 2), expand=False)
        for _ in range(len(chosen) + 1):
            grid.add_column(overflow="fold")
        for figure in figures:
            cells = [
                Text.assemble(
                    (figure.values[language], style_of.get(figure.id, "bold")),
                    f" {figure.labels.get(language, '')}",
                )
                for language in chosen
            ]
            grid.add_row(*cells, Text(view.cite(figure.source_ids, numbers), style="dim"))
        parts += [heading(word("key_figures")), Padding(grid, (0, 0, 0, 2))]

    if brief.evidence:
        lines = table()
        for sentence in brief.evidence:
            both(lines, [sentence])
        parts += [heading(word("evidence")), lines]

    for tweet in brief.tweets:
        parts.append(heading(f"{word('tweets')}: {view.byline(tweet, chosen[0])}".rstrip(": ")))
        lines = table()
        for paragraph in view.paragraphs(tweet):
            both(lines, paragraph)
        parts.append(lines)

    if brief.names:
        told = []
        for kind in NameKind:
            of_kind = [_name(name, chosen) for name in brief.names if name.kind is kind]
            if of_kind:
                told.append(Text(f"{word(kind.value)}: {'; '.join(of_kind)}"))
        parts += [heading(word("names")), Padding(Group(*told), (0, 0, 0, 2))]

    if brief.warnings:
        told = [Text(f"! {view.warning_text(warning, chosen[0])}") for warning in brief.warnings]
        parts += [heading(word("to_check")), Padding(Group(*told), (0, 0, 0, 2))]

    if brief.article.junk:
        told = [
            Text(f"{view.reason_text(block.reason, chosen[0])}: {view.shortened(block.text)}")
            for block in brief.article.junk
        ]
        parts += [heading(word("set_aside")), Padding(Group(*told), (0, 0, 0, 2))]

    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    return "\n".join(row.rstrip() for row in captured.get().splitlines())


def _styles(brief: Brief) -> dict[str, str]:
    ids = [*brief.key_figures, *(figure.id for figure in (*brief.quantities, *brief.names))]
    return {
        id: f"bold {COLOURS[place % len(COLOURS)]}" for place, id in enumerate(dict.fromkeys(ids))
    }


def _text(sentence: BilingualSentence, language: Language, style_of: dict[str, str]) -> Text:
    from rich.text import Text

    shown = view.runs(view.side(sentence, language))
    return Text.assemble(*((run.text, style_of.get(run.figure_id or "", "")) for run in shown))


def _name(name: Name, languages: Sequence[Language]) -> str:
    labels = dict.fromkeys(view.line(name.labels.get(id) or name.text) for id in languages)
    about = ", ".join(view.line(part) for part in (name.role, name.handle) if part)
    return " / ".join(labels) + (f" ({about})" if about else "")
