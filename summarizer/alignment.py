"""Where each figure stands in a text: the source side, its translation, or a side edited by
hand."""

from __future__ import annotations

from summarizer.brief import Figures, FigureSpan, Language


def locate(text: str, language: Language, figures: Figures) -> tuple[FigureSpan, ...]:
    """The spans of ``figures`` in ``text``, in order, never overlapping."""
    return ()
