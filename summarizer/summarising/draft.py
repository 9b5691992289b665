"""A sentence of the summary in the article's own words, before it is rendered bilingually."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.brief import Language, Origin


@dataclass(frozen=True, slots=True)
class Draft:
    """``text`` is one point (or the title) in ``language``; ``source_ids`` are the sentences of
    the article that it says again, in order, and are empty for no text of the article alone."""

    text: str
    language: Language
    source_ids: tuple[str, ...]
    origin: Origin = Origin.SOURCE
