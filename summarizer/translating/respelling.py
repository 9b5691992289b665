"""Another word where a model wrote one that its language does not have.

A small model spells a word that it does not know from pieces, and may go astray in the middle
("sostiene" + "da"). What is one letter from one word of the language is taken for that word;
otherwise the pieces that went astray are forbidden, and the model is asked again.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence

from summarizer.brief import Language
from summarizer.checking import spelling
from summarizer.translating.engine import Translation
from summarizer.translating.rewriting import Replacement, rewritten

# How like the word that was none another must be (Ratcliff and Obershelp 1988) to be taken for what
# the model meant. Of 28 words read in TICO-19, 12 of the 19 from 0.6 on were right, 2 of the 9 below.
_ALIKE = 0.6
# "losreservas" becomes "los conservantes"; where more words than that change, the sentence does.
_MORE = 2
# Shorter words have too many neighbours for one of them to be meant.
_LONG = 6

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_SPACE = "▁"


def forbidden(
    translation: Translation, unknown: Collection[str], language: Language
) -> set[tuple[str, ...]]:
    """The runs of pieces that must not be written, so that no word of ``unknown`` is: of each word
    its pieces up to the first with which no word of ``language`` begins."""
    runs: set[tuple[str, ...]] = set()
    if translation.attention is None:
        return runs
    for word in _WORD.finditer(translation.text):
        if word.group() not in unknown:
            continue
        pieces = _pieces(translation, word.start(), word.end())
        length = next(
            (
                length
                for length in range(2, len(pieces))
                if not spelling.begins_a_word(_letters(pieces[:length]), language)
            ),
            len(pieces),
        )
        runs.add(pieces[:length])
    return runs


def _pieces(translation: Translation, start: int, end: int) -> tuple[str, ...]:
    """The pieces that spell ``start:end`` of the translation."""
    assert translation.attention is not None
    return tuple(
        (_SPACE if s == 0 else "") + translation.text[s:e].replace(" ", _SPACE)
        for s, e in translation.attention.target
        if s < end and start < e
    )


def _letters(pieces: Sequence[str]) -> str:
    return "".join(pieces).lstrip(_SPACE)


def corrected(
    translation: Translation, unknown: Collection[str], language: Language
) -> tuple[Translation, tuple[str, ...]]:
    """``translation`` with those words of ``unknown`` that are misspellings of one word only as
    that word, and the words that were put."""
    replacements = []
    for word in _WORD.finditer(translation.text):
        if word.group() in unknown and len(word.group()) >= _LONG:
            found = spelling.corrections(word.group(), language)
            if len(found) == 1:
                replacements.append(Replacement(word.start(), word.end(), found[0]))
    put = tuple(dict.fromkeys(replacement.text for replacement in replacements))
    return (rewritten(translation, replacements) if put else translation), put


def spliced(
    old: Translation, new: Translation, unknown: Collection[str], language: Language
) -> tuple[Translation, tuple[str, ...]]:
    """``old`` with what ``new`` has in the place of its words of ``unknown``, and the words like
    them that it has there. A word stays where none like it took its place, where that is no word
    either, or where so many did that something else changed."""
    before, after = (list(_WORD.finditer(text)) for text in (old.text, new.text))
    words = [[word.group() for word in found] for found in (before, after)]
    replacements: list[Replacement] = []
    put: list[str] = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        lost = [word for word in words[0][i:j] if word in unknown]
        if kind == "equal" or not lost or k == m:
            continue
        others = words[1][k:m]
        text = new.text[after[k].start() : after[m - 1].end()]
        if (
            len(others) <= len(lost) + _MORE
            and all(any(_alike(word, other) for other in others) for word in lost)
            and not spelling.unknown("", text, language, language)
        ):
            replacements.append(Replacement(before[i].start(), before[j - 1].end(), text))
            put += [word for word in others if any(_alike(one, word) for one in lost)]
    return (rewritten(old, replacements) if put else old), tuple(put)


def _alike(one: str, other: str) -> bool:
    if one.startswith(other) and len(one) - len(other) > 1:
        return False  # the model only stopped where it went astray: "sostiene"
    return difflib.SequenceMatcher(None, one, other.lower()).ratio() >= _ALIKE
