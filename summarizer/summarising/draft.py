"""A sentence of the summary in the article's own words, before it is rendered bilingually."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.brief import Language, Origin, Support


@dataclass(frozen=True, slots=True)
class Draft:
    """``text`` is one point (or the title) in ``language``; ``source_ids`` are the sentences of
    the article that it says again, in order; ``support`` is there where a model wrote ``text``, and
    then there may be no source at all."""

    text: str
    language: Language
    source_ids: tuple[str, ...]
    origin: Origin = Origin.SOURCE
    support: Support | None = None
