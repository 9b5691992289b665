"""Words of a translation that are no words of its language: what a small model makes of pieces
when it does not know a word ("sostieneda" for *sostenida*).

The words come from wordfreq's lists (R. Speer, CC BY-SA 4.0; ``training/lexicon``). Of the words in
small letters of news articles 0.05% (English, 1.1 million) and 0.26% (Spanish, 33,000) are not in
them, of edited translations about viruses 0.2% and 0.7%.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from summarizer.brief import Language
from summarizer.checking.names import is_common
from summarizer.checking.words import folded, without_possessive, words

_LEXICON = Path(__file__).with_name("lexicon")
# What both languages set before words at will, and no list of words can hold in full.
_PREFIXES = {
    "en": tuple("anti auto bio co counter cyber de dis eco ex hyper inter micro mid mis multi narco neo non "
                "out over post pre pro pseudo re self semi sub super tele trans ultra un under".split()),
    "es": tuple("anti auto bi bio ciber co contra des eco ex hiper in inter macro mega micro mini multi "
                "narco neo pluri pos post pre pro re semi seudo sobre sub super tele trans tri ultra "
                "vice".split()),
}  # fmt: skip
_LETTERS = {"en": "abcdefghijklmnopqrstuvwxyz", "es": "abcdefghijklmnñopqrstuvwxyzáéíóúü"}
_PREFIX = {
    language: re.compile(rf"(?:{'|'.join(prefixes)})(?=\w{{4}})")
    for language, prefixes in _PREFIXES.items()
}


def unknown(
    source: str, target: str, source_language: Language, target_language: Language
) -> tuple[str, ...]:
    """The words of ``target`` in small letters that its language does not have, each once.

    A word that stands in ``source`` too is left alone where it is no word of ``source_language``
    either (a term of its own), but not where it was left untranslated; words of
    one or two letters always are. Empty for a language without a word list.
    """
    lexicon, lexicon_of_source = _lexicon(target_language), _lexicon(source_language)
    if lexicon is None:
        return ()
    terms: set[str] | None = None
    found: dict[str, None] = {}
    for word in words(target):
        bare = without_possessive(word)
        if len(bare) < 3 or not bare.isalpha() or not bare.islower() or bare in lexicon:
            continue
        if (start := _PREFIX[target_language].match(bare)) and bare[start.end() :] in lexicon:
            continue
        if terms is None:
            terms = {
                folded(each)
                for each in words(source)
                if lexicon_of_source is None
                or without_possessive(each).casefold() not in lexicon_of_source
            }
        if folded(word) not in terms and folded(bare) not in terms:
            found[word] = None
    return tuple(found)


def begins_a_word(text: str, language: Language) -> bool:
    """Whether a word of ``language`` begins with ``text`` (or is it); True without a word list."""
    lexicon = _lexicon(language)
    if lexicon is None:
        return True
    text = text.lower()
    begun = (prefix for prefix in _PREFIXES[language] if text.startswith(prefix))
    forms = (text, *(text[len(prefix) :] for prefix in begun))
    return any(next(lexicon.iterkeys(form), None) is not None for form in forms)


def corrections(word: str, language: Language) -> tuple[str, ...]:
    """The words of ``language`` of which ``word`` may be a misspelling: those that one letter tells
    from it, which is put in, left out, another, or exchanged with the next (Damerau 1964, *A
    technique for computer detection and correction of spelling errors*, CACM 7(3)). The first
    letter is seldom the wrong one, and stays. Where some are common words, the others are none of
    those: lists of words hold rare names and common misspellings."""
    lexicon = _lexicon(language)
    if lexicon is None:
        return ()
    found: dict[str, None] = {}
    for at in range(1, len(word) + 1):
        before, after = word[:at], word[at:]
        forms = [before + letter + after for letter in _LETTERS[language]]
        if after:
            forms += [before + letter + after[1:] for letter in ("", *_LETTERS[language])]
        if len(after) > 1:
            forms.append(before + after[1] + after[0] + after[2:])
        found.update((form, None) for form in forms if form != word and form in lexicon)
    common = tuple(form for form in found if is_common(form, language))
    return common or tuple(found)


def known_words(language: Language) -> list[str]:
    """All words of the list of a language; none where it was not installed."""
    return list(_lexicon(language) or ())


@cache
def _lexicon(language: Language):
    path = _LEXICON / f"{language}.marisa"
    if not path.is_file():
        return None
    import marisa_trie

    return marisa_trie.Trie().mmap(str(path))
