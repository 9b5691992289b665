"""Guards: what a translation may have done to a text, and what a person must check.

Each guard is a pure function of two texts in a module of its own; :func:`check` asks them all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from summarizer.brief import BilingualSentence, BriefWarning, Figures, Language, Name
from summarizer.checking import copying, names, negation, parity, repetition, shape, spelling

__all__ = ["SEVERITY", "check", "recheck"]

SEVERITY = {
    "figure_lost": 8,
    "figure_added": 6,
    "untranslated": 6,
    "repeated": 5,
    "negation_dropped": 5,
    "negation_added": 5,
    "name_lost": 5,
    "term_missed": 5,
    "length_off": 4,
    "quotation_marks_off": 2,
    "brackets_added": 2,
    "question_off": 2,
    "word_unknown": 1,
}
"""How heavily each warning weighs when translations are compared: what a reader would be misled by
most comes first. Also the list of all codes that :func:`check` gives."""

# What is asked of a sentence that was edited by hand; how it is worded is the editor's business.
_AFTER_EDIT = frozenset({"figure_lost", "figure_added", "name_lost", "word_unknown"})


def check(
    source: str,
    target: str,
    source_language: Language,
    target_language: Language,
    *,
    names_of_source: Iterable[Name] = (),
    reference_date: dt.date | None = None,
    source_mark: str | None = None,
    target_mark: str | None = None,
) -> list[BriefWarning]:
    """What is wrong with ``target`` as a translation of ``source``, the figures first.

    Args:
        names_of_source: names that may stand in the source.
        reference_date: the day on which the text was written, for "yesterday".
        source_mark, target_mark: the decimal marks of the texts, where they are known.
    """
    found = figures_off(
        source,
        target,
        source_language,
        target_language,
        reference_date=reference_date,
        source_mark=source_mark,
        target_mark=target_mark,
    )

    def add(code: str, **details: str) -> None:
        found.append(BriefWarning(code=code, details=details, language=target_language))

    for name in names.lost(source, target, source_language, target_language, names_of_source):
        add("name_lost", name=name)
    if text := copying.untranslated(source, target, source_language, target_language):
        add("untranslated", text=text)
    if text := repetition.repeated(source, target):
        add("repeated", text=text)
    if change := negation.changed(source, target, source_language, target_language):
        add(f"negation_{change}")
    if shape.length_off(source, target, source_language, target_language):
        add("length_off")
    if shape.quotation_marks_off(source, target):
        add("quotation_marks_off")
    if shape.brackets_added(source, target):
        add("brackets_added")
    if shape.question_off(source, target):
        add("question_off")
    for word in spelling.unknown(source, target, source_language, target_language):
        add("word_unknown", word=word)
    return found


def figures_off(
    source: str,
    target: str,
    source_language: Language,
    target_language: Language,
    *,
    reference_date: dt.date | None = None,
    source_mark: str | None = None,
    target_mark: str | None = None,
) -> list[BriefWarning]:
    """The figures that stand on one side only."""
    result = parity.compare(
        source,
        target,
        source_language,
        target_language,
        reference_date=reference_date,
        source_mark=source_mark,
        target_mark=target_mark,
    )
    return [
        BriefWarning(code=code, details={"figure": match.text}, language=target_language)
        for code, matches in (("figure_lost", result.lost), ("figure_added", result.added))
        for match in matches
    ] + [
        BriefWarning(code=code, details={"figure": word}, language=target_language)
        for code, words in (
            ("figure_lost", result.codes_lost),
            ("figure_added", result.codes_added),
        )
        for word in words
    ]


def recheck(sentence: BilingualSentence, figures: Figures) -> list[BriefWarning]:
    """The warnings of a sentence after one of its sides was edited by hand: figures and names
    that the sides no longer share, and words that may be none."""
    source = sentence.sides[sentence.language].text
    return [
        warning.model_copy(update={"sentence_id": sentence.id})
        for language, side in sentence.sides.items()
        if language != sentence.language
        for warning in check(
            source, side.text, sentence.language, language, names_of_source=figures.names
        )
        if warning.code in _AFTER_EDIT
    ]
