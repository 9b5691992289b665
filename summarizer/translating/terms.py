"""A desk's terms put into what a model wrote, where it wrote something else.

Both ways work on the model's own text, before it is made ready for a reader, and give a
translation whose attention fits the new words: where the model looked at the term it said
something in its place, and that is replaced; or the term went past the model as a stand-in, and
the words before it are made to agree with what the stand-in stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarizer import glossary
from summarizer.brief import Language
from summarizer.translating.engine import Translation
from summarizer.translating.preparing import Prepared
from summarizer.translating.rewriting import Replacement, rewritten


def put(
    translation: Translation,
    prepared: Prepared,
    wanted: Sequence[tuple[int, int, str]],
    language: Language,
) -> Translation | None:
    """``translation`` with each of ``wanted`` (start and end in the source, text) in the place of
    what the model wrote for it. None where the model does not tell that place, or tells one that
    can't be it."""
    if translation.attention is None:
        return None
    replacements = []
    for start, end, text in wanted:
        place = translation.attention.counterpart(*prepared.reading.forward(start, end))
        if place is None:
            return None
        first, last = _whole_words(translation.text, *place)
        there = translation.text[first:last]
        # More than three times as long, or over the end of a clause: the attention is astray.
        if first >= last or len(there) > 3 * len(text) + 10 or re.search(r"[,;:.!?]\s", there):
            return None
        replacements += _with_agreement(translation.text, first, last, text, text, language)
    return rewritten(translation, replacements)


def agreed(
    translation: Translation, prepared: Prepared, terms: Iterable[str], language: Language
) -> Translation:
    """``translation`` with the words before stand-ins of ``terms`` agreeing with them."""
    known = set(terms)
    replacements = []
    for word, _, text in prepared.shields:
        place = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", translation.text)
        if place and text in known:
            replacements += _with_agreement(
                translation.text, place.start(), place.end(), word, text, language
            )
    return rewritten(translation, replacements) if replacements else translation


def _with_agreement(
    written: str, start: int, end: int, new: str, term: str, language: Language
) -> list[Replacement]:
    before = written[:start]
    if language == "es":
        at, words = glossary.agreeing(before, term)
    elif language == "en":
        at, words = _indefinite(before, term)
    else:
        at, words = start, ""
    return [Replacement(at, end, words + new)]


def _indefinite(before: str, term: str) -> tuple[int, str]:
    """*a* or *an* before an English term, by its first letter."""
    match = re.search(r"(?<!\w)(an?)(\s+)$", before, re.IGNORECASE)
    if not match:
        return len(before), ""
    article = "an" if term[:1].casefold() in "aeiou" else "a"
    if match.group(1)[0].isupper():
        article = article.capitalize()
    return match.start(), article + match.group(2)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while start and text[start - 1].isalnum() and start < end:
        start -= 1
    while end < len(text) and text[end].isalnum() and start < end:
        end += 1
    return start, end
