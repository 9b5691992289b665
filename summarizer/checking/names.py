"""Names that a translation loses or mangles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.brief import Language, Name, NameKind
from summarizer.checking.words import folded, words
from summarizer.figures.gazetteer import gazetteer

# "Mexico" may become "mexicanas", "Germany" "alemanes": a place is there if a word begins like it.
_STEM = 4
# Places that their adjective resembles in no way; the adjectives are enough.
_ADJECTIVES = {
    "en": ("american", "u.s", "us ", "british", "uk", "spanish", "german", "dutch", "swiss"),
    "es": ("estadounidense", "american", "british", "britán", "ingles", "español", "aleman",
           "holand", "neerland", "suiz", "eeuu", "ee. uu", "ee.uu"),
}  # fmt: skip


def lost(source: str, target: str, target_language: Language, names: Iterable[Name]) -> list[str]:
    """The names of ``names`` that stand in ``source`` and have no counterpart in ``target``.

    A person is there with any form of the name or with the surname, spelled as in the source;
    a place or an institution that the gazetteer knows with a name that it has in the target
    language, or with a word made of it ("mexicanas" for "Mexico"). Other organisations are
    translated freely, and not asked for.
    """
    source_words, target_words = _key(source), _key(target)
    found: list[str] = []
    for name in names:
        forms = {name.text, *name.aliases, *name.labels.values(), *(m.text for m in name.mentions)}
        here = [form for form in forms if form and _stands(_key(form), source_words)]
        if not here or any(_stands(_key(form), target_words) for form in forms if form):
            continue
        longest = max(here, key=len)
        if name.kind is NameKind.PERSON:
            parts = [part for part in words(longest) if len(part) > 2]
            if parts and not any(_stands(_key(part), target_words) for part in parts[-2:]):
                found.append(longest)
        elif not _place_stands(longest, name.kind, target, target_words, target_language):
            found.append(longest)
    return found


def _place_stands(
    form: str, kind: NameKind, target: str, target_words: str, language: Language
) -> bool:
    entry = gazetteer().find(form, kind)
    if entry is None:
        return True
    known = entry.names.get(language, ()) or tuple(entry.labels.values())
    if any(_stands(_key(each), target_words) for each in known):
        return True
    stems = {folded(word)[:_STEM] for each in known for word in words(each) if len(word) >= _STEM}
    if any(re.search(rf"(?<!\w){re.escape(stem)}", target_words) for stem in stems):
        return True
    return kind is NameKind.PLACE and any(
        folded(adjective) in target_words for adjective in _ADJECTIVES.get(language, ())
    )


def _key(text: str) -> str:
    return " ".join(folded(word) for word in words(text))


def _stands(key: str, where: str) -> bool:
    return bool(key) and f" {key} " in f" {where} "
