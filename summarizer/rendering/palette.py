"""The colours of key figures on paper: those of the style sheet's light theme.

Each has the ground of the text and the colour of the line below it; a figure has the same on both
sides. Figures are in bold as well, so that colour is never alone.
"""

from __future__ import annotations

from summarizer.brief import Brief

HUES = (
    ("ffe8ad", "a86400"),
    ("d5e4ff", "2a5fc4"),
    ("cdeed3", "1d7a3c"),
    ("ffd9e2", "bd2854"),
    ("e5dbff", "6a41c4"),
    ("c6edee", "09757b"),
    ("ffdac4", "b9440f"),
    ("e6ebb6", "626a00"),
)


def hues(brief: Brief) -> dict[str, tuple[str, str]]:
    """The colours of each key figure that has some, by its id."""
    return dict(zip(brief.key_figures, HUES, strict=False))
