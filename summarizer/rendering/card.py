"""The picture that chat apps show beside a link: both titles of a brief and its key figures."""

from __future__ import annotations

import functools
import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer import wording
from summarizer.brief import Brief, Language
from summarizer.rendering import view
from summarizer.rendering.palette import hues

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)
"""Pixels: 1.91 to 1, as Open Graph previews are cut (developers.facebook.com/docs/sharing)."""

_FONTS = Path(__file__).resolve().parent / "fonts"
_MARGIN = 80
_GROUND, _INK, _FAINT, _ACCENT = "#fcfcfa", "#191d21", "#5c646b", "#0b5563"


def render(brief: Brief, languages: Sequence[Language] | None = None) -> bytes:
    """A PNG in ``languages`` (all of the brief's own, unless given), the first one first. The same
    brief gives the same bytes."""
    from PIL import Image, ImageDraw

    shown = view.sides(brief, languages)
    image = Image.new("RGB", SIZE, _GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 16, SIZE[1]), fill=_ACCENT)
    y = _MARGIN - 12
    for place, language in enumerate(shown):
        style, colour = ("bold", _INK) if place == 0 else ("italic", _FAINT)
        sizes = (72, 64, 56, 48) if place == 0 else (42, 36, 32)
        height = 240 if place == 0 else 420 - y
        lines, font = _fitting(_title(brief, language), style, sizes, height)
        for line in lines:
            draw.text((_MARGIN, y), line, fill=colour, font=font)
            y += _leading(font)
        y += 20
    _figures(brief, shown[0], draw)
    told = " · ".join(["Puente", *(view.language_name(language) for language in shown)])
    if brief.edited:
        told += f" · {wording.text('brief.edited', shown[0])}"
    draw.text((_MARGIN, SIZE[1] - _MARGIN - 8), told, fill=_ACCENT, font=_font("bold", 32))
    made = io.BytesIO()
    image.quantize(64).save(made, "PNG", optimize=True)
    return made.getvalue()


def _figures(brief: Brief, language: Language, draw: ImageDraw) -> None:
    """The key figures that fit into one line, in their colours."""
    font, x, y = _font("bold", 36), float(_MARGIN), 452
    colours = hues(brief)
    for figure in view.key_figures(brief):
        value = _known(figure.values[language])
        width = font.getlength(value)
        if not value or figure.id not in colours or x + width > SIZE[0] - _MARGIN:
            continue
        ground, below = colours[figure.id]
        draw.rectangle((x - 8, y + 2, x + width + 8, y + 50), fill=f"#{ground}")
        draw.line((x - 8, y + 50, x + width + 8, y + 50), fill=f"#{below}", width=4)
        draw.text((x, y), value, fill=_INK, font=font)
        x += width + 44


def _title(brief: Brief, language: Language) -> str:
    return _known(view.shortened(view.side(brief.title, language).text, 240))


def _known(text: str) -> str:
    """``text`` less the characters that the fonts lack."""
    known = _characters()
    kept = (c for c in unicodedata.normalize("NFC", view.line(text)) if ord(c) in known)
    return " ".join("".join(kept).split())


def _fitting(
    text: str, style: str, sizes: tuple[int, ...], height: int
) -> tuple[list[str], FreeTypeFont]:
    """The lines of ``text`` in the largest of ``sizes`` in which they fit into ``height`` pixels;
    in the smallest one what does not fit is cut."""
    for size in sizes:
        font = _font(style, size)
        lines = _lines(text, font)
        room = max(1, height // _leading(font))
        if len(lines) <= room:
            return lines, font
    last = lines[room - 1]
    while font.getlength(last + "…") > SIZE[0] - 2 * _MARGIN:
        last = last[:-1]
    return [*lines[: room - 1], last.rstrip(" .,;:") + "…"], font


def _lines(text: str, font: FreeTypeFont) -> list[str]:
    width = SIZE[0] - 2 * _MARGIN
    lines = [""]
    for word in text.split(" "):
        while font.getlength(word) > width:  # longer than a line
            fitting = next(n for n in range(len(word), 0, -1) if font.getlength(word[:n]) <= width)
            lines += [word[:fitting], ""]
            word = word[fitting:]
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line] or [""]


def _leading(font: FreeTypeFont) -> int:
    return round(font.size * 1.2)


@functools.cache
def _font(style: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(_FONTS / f"newsreader-{style}.ttf", size)


@functools.cache
def _characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(_FONTS / "newsreader-bold.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())
