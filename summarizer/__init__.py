"""Puente: bilingual briefs of news articles, English and Spanish.

>>> import summarizer
>>> brief = summarizer.summarise(text)
>>> brief.points[0].sentences[0].sides["es"].text

Names are imported when they are first used, so that ``import summarizer`` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

__version__ = "0.1.0"

_HOMES = {
    "Brief": "summarizer.brief",
    "Length": "summarizer.brief",
    "PuenteError": "summarizer.errors",
    "Settings": "summarizer.settings",
    "edit": "summarizer.pipeline",
    "run": "summarizer.pipeline",
    "run_address": "summarizer.pipeline",
    "summarise": "summarizer.pipeline",
    "summarise_address": "summarizer.pipeline",
    "warm": "summarizer.pipeline",
}

__all__ = [
    "Brief",
    "Length",
    "PuenteError",
    "Settings",
    "__version__",
    "edit",
    "run",
    "run_address",
    "summarise",
    "summarise_address",
    "warm",
]

if TYPE_CHECKING:
    from summarizer.brief import Brief, Length
    from summarizer.errors import PuenteError
    from summarizer.pipeline import edit, run, run_address, summarise, summarise_address, warm
    from summarizer.settings import Settings


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
