"""Names that a translation loses or mangles."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from summarizer.brief import Language, Name, NameKind
from summarizer.checking.words import folded, without_possessive, words
from summarizer.figures.gazetteer import Entry, gazetteer, normalise

# "Mexico" may become "mexicanas", "Germany" "alemanes": a place is there if a word begins like it.
_STEM = 4
# Of the words of an institution's name so many may be missing or said otherwise: *Centros de
# Control de Enfermedades* is short for one with a fourth word, "Jalisco New Gera" is mangled.
_OTHERWISE = 0.25
# Places that their adjective resembles in no way; the adjectives are enough.
_ADJECTIVES = {
    "en": ("american", "u.s", "us ", "british", "uk", "spanish", "german", "dutch", "swiss"),
    "es": ("estadounidense", "american", "british", "britán", "ingles", "español", "aleman",
           "holand", "neerland", "suiz", "eeuu", "ee. uu", "ee.uu"),
}  # fmt: skip
# Words of names that the languages translate: first names of popes, monarchs and saints, titles,
# and abbreviations whose letters differ.
_TRANSLATED = (
    ("Francis", "Francisco"), ("John", "Juan"), ("Paul", "Pablo"), ("Benedict", "Benedicto"),
    ("Leo", "León"), ("Pius", "Pío"), ("Charles", "Carlos"), ("Elizabeth", "Isabel"),
    ("Philip", "Felipe"), ("William", "Guillermo"), ("Henry", "Enrique"), ("James", "Jacobo"),
    ("George", "Jorge"), ("Peter", "Pedro"), ("Joseph", "José"), ("Mary", "María"),
    ("Christopher", "Cristóbal"), ("Columbus", "Colón"), ("Teresa", "Teresa"), ("Louis", "Luis"),
    ("Gregory", "Gregorio"), ("Clement", "Clemente"), ("Alexander", "Alejandro"),
    ("Nicholas", "Nicolás"), ("Frederick", "Federico"), ("Ferdinand", "Fernando"),
    ("Catherine", "Catalina"), ("Margaret", "Margarita"), ("Joan", "Juana"), ("Jesus", "Jesús"),
    ("Saint", "San"), ("St", "San"), ("Saint", "Santa"), ("St", "Santa"), ("Muhammad", "Mahoma"),
    ("Queen", "Reina"), ("King", "Rey"), ("Pope", "Papa"), ("Prince", "Príncipe"),
    ("Princess", "Princesa"), ("Mrs", "Doña"), ("Lady", "Doña"), ("Sir", "Don"), ("Mr", "Señor"),
    ("Sofia", "Sofía"), ("Street", "Calle"), ("Valley", "Valle"), ("Coast", "Costa"),
    ("GDP", "PIB"), ("VAT", "IVA"), ("AIDS", "SIDA"), ("UK", "Reino"), ("CPI", "IPC"),
)  # fmt: skip
_AND = re.compile(r"\s+(?:y|e|and|&)\s+|,\s*")
_LEADING = re.compile(r"^(?:en|in|el|la|los|las|the|de|del|al|a|según)\s+", re.IGNORECASE)


def lost(
    source: str,
    target: str,
    source_language: Language,
    target_language: Language,
    names: Iterable[Name],
) -> list[str]:
    """The names of ``names`` that stand in ``source`` and have no counterpart in ``target``.

    A name is there in a form that the article or the gazetteer has for it. Otherwise each of its
    words must be there, spelled as in the source but for accents: of a person all, of others those
    that are no common words of the source language, since those are translated. Of a place, a word
    made of it is enough ("mexicanas" for "Mexico").
    """
    source_words, target_words = _key(source), _key(target)
    found: list[str] = []
    for name in names:
        forms = {name.text, *name.aliases, *name.labels.values(), *(m.text for m in name.mentions)}
        here = [form for form in forms if form and _stands(_key(form), source_words)]
        here = [form for form in here if not re.search(rf"(?<!\w){re.escape(form)}\$", source)]
        if not here:
            continue
        longest = max(here, key=len)
        known = [name.labels[target_language]] if target_language in name.labels else []
        if any(_stands(_key(form), target_words) for form in (longest, *known)):
            continue
        if not all(
            _part_stands(part, name.kind, target, target_words, source_language, target_language)
            for part in _parts(longest)
        ):
            found.append(longest)
    return found


def _parts(form: str) -> list[str]:
    """The names of which a finder may have made one: *Islandia y Corea del Sur*."""
    bare = _LEADING.sub("", form)
    if gazetteer().find(bare) is not None:
        return [bare]
    return [part for part in _AND.split(bare) if part]


def _part_stands(
    form: str,
    kind: NameKind,
    target: str,
    target_words: str,
    source_language: Language,
    target_language: Language,
) -> bool:
    present = {word.removesuffix("'s").removesuffix("’s") for word in target_words.split()}
    if _stands(_key(form), target_words) or (" " not in form and _word_stands(form, present)):
        return True
    entry = gazetteer().find(form, kind, source_language) or gazetteer().find(
        form, language=source_language
    )
    if entry is not None:
        return _known_stands(form, entry, target, target_words, source_language, target_language)
    wanted = distinct(form, kind, source_language)
    return all(_word_stands(word, present) for word in wanted)


def distinct(form: str, kind: NameKind, language: Language) -> list[str]:
    """The words of a name that stand the same in every language: of a person all but the
    titles before it, of others those that are no common words of ``language``."""
    parts = [word for word in words(form) if len(word) > 2 and not word.islower()]
    own = [word for word in parts if not is_common(word, language)]
    if kind is NameKind.PERSON and own:
        return parts[parts.index(own[0]) :]
    return own


@cache
def _common(language: Language) -> frozenset[str]:
    path = Path(__file__).with_name("common_words") / f"{language}.txt"
    return frozenset(path.read_text("utf-8").split()) if path.is_file() else frozenset()


def is_common(word: str, language: Language) -> bool:
    """Whether ``word`` is more than a name: texts of ``language`` have it in small letters."""
    known = _common(language)
    small = word.casefold()
    return small in known or small.removesuffix("'s").removesuffix("’s") in known


def _word_stands(word: str, present: set[str]) -> bool:
    key = folded(without_possessive(word))
    # The plural of an abbreviation is its own in English only: *los CDC* are "the CDCs".
    if key in present or f"{key}s" in present or (key[-1:] == "s" and key[:-1] in present):
        return True
    if not present.isdisjoint(_translations().get(key, ())):
        return True
    # "RNA" is ARN, "the EU" la UE, "the IMF" el FMI.
    return word.isupper() and len(key) <= 6 and any(sorted(key) == sorted(w) for w in present)


@cache
def _translations() -> dict[str, set[str]]:
    """The words of :data:`_TRANSLATED`, folded, with those that each may become."""
    found: dict[str, set[str]] = {}
    for pair in _TRANSLATED:
        for one, other in (pair, pair[::-1]):
            found.setdefault(folded(one), set()).add(folded(other))
    return found


def _known_stands(
    form: str,
    entry: Entry,
    target: str,
    target_words: str,
    source_language: Language,
    language: Language,
) -> bool:
    known = entry.names.get(language, ()) or tuple(entry.labels.values())
    if any(_stands(_key(each), target_words) for each in known):
        return True
    if entry.kind is not NameKind.PLACE:
        # Of its names the one that answers ``form``: *Cártel de Jalisco* is not all of
        # "Jalisco New Generation".
        answer = written_in(form, entry.kind, source_language, language)
        return answer is not None and _mostly_stands(answer, target_words)
    stems = {folded(word)[:_STEM] for each in known for word in words(each) if len(word) >= _STEM}
    if any(re.search(rf"(?<!\w){re.escape(stem)}", target_words) for stem in stems):
        return True
    plain = folded(target)
    return any(folded(adjective) in plain for adjective in _ADJECTIVES.get(language, ()))


def _mostly_stands(name: str, target_words: str) -> bool:
    stems = {folded(word)[:_STEM] for word in words(name) if len(word) >= _STEM}
    missing = sum(not re.search(rf"(?<!\w){re.escape(stem)}", target_words) for stem in stems)
    return bool(stems) and missing <= _OTHERWISE * len(stems)


def written_in(form: str, kind: NameKind, source: Language, target: Language) -> str | None:
    """How ``target`` writes the name ``form`` of ``source``, or None where that is not known: as
    the gazetteer says, or as it stands if it is a person's or has no common words."""
    entry = gazetteer().find(form, kind, source)
    if entry is not None:
        if kind is NameKind.PLACE and (own := _other_label(entry, form, source, target)):
            return own
        known = entry.names.get(target, ())
        if form in known:
            return form
        if form.isupper() and len(form) < 7:
            return next((each for each in known if each.isupper()), entry.labels.get(target))
        key = normalise(form)
        return max(
            known,
            key=lambda each: difflib.SequenceMatcher(None, normalise(each), key).ratio(),
            default=None,
        )
    parts = [word for word in words(form) if len(word) > 2 and not word.islower()]
    if kind is NameKind.PERSON:
        return form if distinct(form, kind, source) else None
    return form if parts and len(distinct(form, kind, source)) == len(parts) else None


def exonym(place: str, source: Language, target: Language) -> str | None:
    """What ``target`` calls a place whose first name in ``source`` is ``place``, as the gazetteer has
    it; None where it calls it the same or where that is not known."""
    entry = gazetteer().find(place, NameKind.PLACE, source)
    return _other_label(entry, place, source, target) if entry is not None else None


def _other_label(entry: Entry, form: str, source: Language, target: Language) -> str | None:
    label = entry.labels.get(target)
    return label if entry.labels.get(source) == form != label else None


# The names of an article are looked for in each of its sentences.
@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return " ".join(folded(word) for word in words(text))


def _stands(key: str, where: str) -> bool:
    return bool(key) and f" {key} " in f" {where} "
