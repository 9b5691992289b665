"""Words that stayed in the source language."""

from __future__ import annotations

from summarizer.brief import Language
from summarizer.checking.words import words

_FUNCTION_WORDS = {
    "en": """
        the of and to in that is was for on with as by at from are were be been has have had it its
        his her their this which who will would not but they he she we you or an
    """,
    "es": """
        el la los las de del y que en un una por con para se su sus al lo como más pero fue es son
        era ha han había este esta está están sobre entre cuando muy sin también ser o
    """,
}
_FUNCTION_WORDS = {language: frozenset(text.split()) for language, text in _FUNCTION_WORDS.items()}


def untranslated(
    source: str, target: str, source_language: Language, target_language: Language
) -> str | None:
    """The longest run of words that stands in both texts although it is prose of the source
    language, or None.

    A run of four words that are not a name (two of them in small letters, one of these a function
    word of the source language that the target language lacks), or the whole text.
    """
    own = _FUNCTION_WORDS.get(source_language, frozenset()) - _FUNCTION_WORDS.get(
        target_language, frozenset()
    )
    s_words, t_words = words(source), words(target)
    positions: dict[str, list[int]] = {}
    for i, word in enumerate(s_words):
        positions.setdefault(word, []).append(i)
    best: list[str] = []
    lengths: dict[int, int] = {}
    for i, word in enumerate(t_words):
        # 200: a word that common makes no run of its own; it bounds the work on hostile text.
        found = positions.get(word, ())[:200]
        lengths = {j: lengths.get(j - 1, 0) + 1 for j in found}
        longest = max(lengths.values(), default=0)
        if longest > len(best):
            run = t_words[i - longest + 1 : i + 1]
            small = [w for w in run if w.islower()]
            if len(small) >= 2 and any(w in own for w in small):
                best = run
    whole = len(t_words) >= 3 and len(best) >= 0.8 * len(t_words)
    return " ".join(best) if len(best) >= 4 or whole else None
