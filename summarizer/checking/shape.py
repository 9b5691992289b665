"""The outer shape of a translation: its length, brackets, quotation marks, question marks."""

from __future__ import annotations

import re

from summarizer.brief import Language

# How many characters the target has for one of the source: medians on tico19.
_USUAL = {("en", "es"): 1.19, ("es", "en"): 0.84}
_OPENING = "([{"
_QUOTES = re.compile(r"[\"“”„«»]")


def length_off(
    source: str, target: str, source_language: Language, target_language: Language
) -> bool:
    """Whether the target is far shorter or longer than a translation of the source can be.

    The bounds leave out no human translation of tico19 (2,100 pairs, both directions), with room
    for short texts, where one word more counts for much.
    """
    usual = _USUAL.get((source_language, target_language), 1.0) * len(source)
    return len(target) < 0.45 * usual - 8 or len(target) > 1.9 * usual + 25


def brackets_added(source: str, target: str) -> bool:
    """Whether the target has brackets that the source lacks. (Dashes around an aside may become
    brackets in a human translation; in a machine's they are more often an invention.)"""
    return _count(target, _OPENING) > _count(source, _OPENING)


def _count(text: str, characters: str) -> int:
    return sum(text.count(character) for character in characters)


def quotation_marks_off(source: str, target: str) -> bool:
    """Whether the two texts differ in their number of quotation marks: a quotation that lost or
    gained a mark says that someone said more or less than was said."""
    return len(_QUOTES.findall(source)) != len(_QUOTES.findall(target))


def question_off(source: str, target: str) -> bool:
    """Whether a question became a statement, or the reverse."""
    return ("?" in source) != ("?" in target)
