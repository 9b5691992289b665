"""A brief as JSON: the whole of it, as :meth:`Brief.model_validate_json` reads it back."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.brief import Brief, Language


def render(brief: Brief, languages: Sequence[Language] | None = None) -> str:
    """``brief`` as indented JSON. ``languages`` is there for the sake of uniformity: JSON is for
    programs and always holds both sides."""
    return brief.model_dump_json(indent=2)
