"""People with role and handle, organisations and places, merged over an article.

``tag`` finds names in one text; ``find`` merges them over the sentences of an article, whatever
their language; ``same`` says whether two names name the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache

from summarizer.brief import (
    Article,
    BlockKind,
    Language,
    Mention,
    Name,
    NameKind,
    Sentence,
    Span,
)
from summarizer.figures import recogniser
from summarizer.figures.en.names import WORDS as ENGLISH
from summarizer.figures.es.names import WORDS as SPANISH
from summarizer.figures.gazetteer import LANGUAGES, gazetteer, normalise
from summarizer.figures.name_words import NameWords
from summarizer.figures.tokens import Token, tokenise

_WORDS: dict[Language, NameWords] = {"en": ENGLISH, "es": SPANISH}

_HANDLE = re.compile(r"(?<![\w@])@\w{1,30}")
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "y",
        "e",
        "da",
        "do",
        "dos",
        "das",
        "van",
        "von",
        "der",
        "den",
        "di",
        "du",
        "le",
        "bin",
        "ibn",
        "al",
        "el",
        "ben",
    ]
)
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
# How far from a name its role may begin, in tokens: "secretary of the Department of Homeland
# Security" is seven, the longest real ones stay below this.
_ROLE_REACH = 14


@dataclass(slots=True)
class _Found:
    """One name in one sentence."""

    start: int
    end: int
    text: str
    kind: NameKind
    sentence: Sentence
    role: str | None = None
    handle: str | None = None
    coordinated: bool = False


# --- one text ------------------------------------------------------------------------------------


def tag(text: str, language: Language) -> list[tuple[int, int, NameKind]]:
    """The names in ``text``: ``(start, end, kind)`` in code points, sorted, never overlapping.

    ``language`` is "en" or "es"; other languages give nothing. Demonyms ("Mexican") and handles
    are no names here.
    """
    if language not in _WORDS:
        return []
    return _tidied(text, language, recogniser.tag(text, language))


def _tidied(
    text: str, language: Language, spans: list[tuple[int, int, NameKind]]
) -> list[tuple[int, int, NameKind]]:
    """Without demonyms and weekdays; with the kind that the gazetteer knows."""
    words = _WORDS[language]
    kept = []
    for start, end, kind in spans:
        name = text[start:end]
        key = normalise(name)
        if key in words.demonyms or key in words.not_names or not any(c.isalpha() for c in name):
            continue
        if name.startswith(("@", "#")):
            continue
        kept.append((start, end, kind))
    return kept


# --- two names -----------------------------------------------------------------------------------


def same(a: str, b: str) -> bool:
    """Whether the names ``a`` and ``b``, each in either language, name the same.

    True for spellings of one name, for names of one entry of the gazetteer ("Estados Unidos",
    "U.S."), and for a person's full name and a part of it ("Harfuch").
    """
    if normalise(a) == normalise(b):
        return True
    one, other = gazetteer().find(a), gazetteer().find(b)
    if one is not None and other is not None:
        shared = {(entry.kind, label) for entry in (one, other) for label in entry.labels.items()}
        if one.id == other.id or len(shared) < len(one.labels) + len(other.labels):
            return True
    if one is not None or other is not None:
        return False
    short, long = sorted((_name_parts(a), _name_parts(b)), key=len)
    return _is_part(short, long)


def _name_parts(name: str) -> tuple[str, ...]:
    parts = [part for part in re.split(r"[\s,]+", normalise(name)) if part]
    while parts and parts[0] in ENGLISH.titles | SPANISH.titles:
        parts.pop(0)
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts.pop()
    return tuple(parts)


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a person called ``long`` may be called ``short``: the same words in the same
    order, initials standing for words, and more than a particle or an initial in common."""
    if not short or not long:
        return False
    i = matched = 0
    for word in short:
        for j in range(i, len(long)):
            if word == long[j] or _initial_of(word, long[j]) or _initial_of(long[j], word):
                matched += word == long[j] and word not in _PARTICLES and len(word) > 1
                i = j + 1
                break
        else:
            if len(word) > 1 or len(short) < 3:
                return False
    return matched > 0


def _initial_of(initial: str, word: str) -> bool:
    return len(initial) == 1 and word.startswith(initial)


def _handle_fits(handle: str, parts: tuple[str, ...]) -> bool:
    """Whether ``@OHarfuch`` may be Omar García Harfuch's: the surname whole, and before or after
    it nothing but other parts of the name or their beginnings."""
    letters = re.sub(r"[^a-z]", "", normalise(handle))
    names = [part for part in parts if part not in _PARTICLES and len(part) > 1]
    if len(names) < 2:
        return False
    for surname in names[1:]:
        if len(surname) < 4 or surname not in letters:
            continue
        before, _, after = letters.partition(surname)
        rest = before + after
        others = [name for name in names if name != surname]
        if _spelled_by_beginnings(rest, others):
            return True
    return False


def _spelled_by_beginnings(rest: str, names: list[str]) -> bool:
    """Whether ``rest`` is a beginning of each of some of ``names``, in order, joined."""
    if not rest:
        return True
    for index, name in enumerate(names):
        for length in range(min(len(name), len(rest)), 0, -1):
            if rest.startswith(name[:length]) and _spelled_by_beginnings(
                rest[length:], names[index + 1 :]
            ):
                return True
    return False


# --- one article ---------------------------------------------------------------------------------


def find(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Name, ...]:
    """The names of ``article`` in the order of their first mention, each with all its mentions.

    Sentences of bylines are left out: who wrote an article is not in it. A tweet's author is a
    name with the tweet's handle, with or without a mention in a sentence.
    """
    blocks = {block.id: block for block in article.blocks}
    found: list[_Found] = []
    for sentence in sentences:
        block = blocks.get(sentence.block_id)
        if block is not None and block.kind is BlockKind.BYLINE:
            continue
        found.extend(_in_sentence(sentence))
    found = _agreed(found)
    found = _completed(found, sentences, blocks)
    return _Merger(article, found).names()


def _in_sentence(sentence: Sentence) -> list[_Found]:
    text, language = sentence.text, sentence.language
    words = _WORDS.get(language)
    if words is None:
        return []
    tokens = tokenise(text)
    found = [
        _Found(start, end, text[start:end], kind, sentence)
        for start, end, kind in tag(text, language)
    ]
    found = _with_groups(found, tokens, sentence, words)
    for item in found:
        if item.kind is NameKind.PERSON:
            item.role = _role(item, tokens, text, words)
    for match in _HANDLE.finditer(text):
        found = [f for f in found if f.end <= match.start() or f.start >= match.end()]
        found.append(
            _Found(
                match.start(),
                match.end(),
                match.group(),
                NameKind.ORGANISATION,
                sentence,
                handle=match.group(),
            )
        )
    return sorted(found, key=lambda item: item.start)


def _with_groups(
    found: list[_Found], tokens: list[Token], sentence: Sentence, words: NameWords
) -> list[_Found]:
    """Names that a noun beside them makes organisations.

    "the Sinaloa, Jalisco New Generation and Northeast cartels", "los cárteles de Sinaloa y del
    Noreste" are organisations each; "Trump administration" and "Sinaloa cartel" one with its noun.
    """
    text = sentence.text
    result = list(found)
    keys = [normalise(token.text) for token in tokens]
    for index, key in enumerate(keys):
        if key in words.groups or key in words.governments:
            if words.group_before_name:
                group = _coordinated(tokens, keys, text, index + 1, +1, words)
            else:
                group = _coordinated(tokens, keys, text, index - 1, -1, words)
            if not group:
                continue
            if key in words.governments:
                # Only a person's: "the Mexican administration" names nobody.
                people = [
                    f
                    for f in found
                    if f.kind is NameKind.PERSON
                    and (f.start, f.end) in {(group[0][0], group[0][1])}
                ]
                if len(group) != 1 or not people:
                    continue
            lone = len(group) == 1
            spans = group
            if lone:
                start = min(group[0][0], tokens[index].start)
                end = max(group[0][1], tokens[index].end)
                spans = [(start, end)]
            for start, end in spans:
                result = [f for f in result if f.end <= start or f.start >= end]
                result.append(
                    _Found(
                        start,
                        end,
                        text[start:end],
                        NameKind.ORGANISATION,
                        sentence,
                        coordinated=not lone,
                    )
                )
    return sorted(result, key=lambda item: item.start)


def _coordinated(
    tokens: list[Token], keys: list[str], text: str, index: int, step: int, words: NameWords
) -> list[tuple[int, int]]:
    """The spans of the names that stand beside a group noun, read from ``index`` by ``step``."""
    names: list[list[int]] = []
    current: list[int] = []
    and_words = {"and", "y", "e", "&"}
    links = {"de", "del", "los", "la", "las", "el"} if step > 0 else set()
    count = 0
    while 0 <= index < len(tokens) and count < 60:
        count += 1
        token, key = tokens[index], keys[index]
        if (token.text[0].isupper() and key not in words.demonyms) or (
            current and token.text in "-‑‐–"
        ):
            current.append(index)
        elif key == "," or key in and_words:
            if current:
                names.append(current)
            elif not names:
                break
            current = []
        elif key in links:
            if current:
                # "Cártel de Jalisco Nueva Generación": a link inside a name goes on with it only
                # before a capital, and "y del" opens the next.
                if index + 1 < len(tokens) and tokens[index + 1].text[0].isupper():
                    names.append(current)
                    current = []
                    break
                break
        else:
            break
        index += step
    if current:
        names.append(current)
    spans = []
    for indices in names:
        first, last = min(indices), max(indices)
        spans.append((tokens[first].start, tokens[last].end))
    return sorted(spans)


# --- roles ---------------------------------------------------------------------------------------


def _role(item: _Found, tokens: list[Token], text: str, words: NameWords) -> str | None:
    first = next((i for i, t in enumerate(tokens) if t.start >= item.start), len(tokens))
    last = next((i for i, t in enumerate(tokens) if t.start >= item.end), len(tokens))
    return _role_before(tokens, first, text, words) or _role_after(tokens, last, text, words)


def _is_role(keys: list[str], index: int, words: NameWords) -> bool:
    return keys[index] in words.roles or (
        "-" in keys[index] and keys[index].rpartition("-")[2] in words.roles
    )


def _role_before(tokens: list[Token], first: int, text: str, words: NameWords) -> str | None:
    low = max(0, first - _ROLE_REACH)
    window = tokens[low:first]
    keys = [normalise(token.text) for token in window]
    end = len(window)
    comma = bool(window) and keys[-1] == ","
    if comma:
        end -= 1
    while end and keys[end - 1] in words.titles and keys[end - 1] not in words.roles:
        end -= 1
    start = end
    while start > 0:
        token, key = window[start - 1], keys[start - 1]
        inside = (
            key in words.roles
            or key in words.role_words
            or key in words.demonyms
            or (key in words.links and key not in words.not_names)
            or (token.text[0].isupper() and key not in words.not_names)
            or token.text in {"-", "‑", "–", "&"}
            or (words.possessive and key == "'s")
            or (
                # The object of a preposition: "fiscal general del estado".
                start >= 2
                and keys[start - 2] in words.links
                and keys[start - 2] not in words.articles
                and token.text.isalpha()
            )
        )
        if not inside:
            break
        start -= 1
    phrase = list(range(start, end))
    heads = [i for i in phrase if _is_role(keys, i, words)]
    if not heads:
        return None
    if words.group_before_name:
        begin = heads[0]
        # Words that stand before a Spanish head: "ex", "entonces", "primer".
        while begin - 1 in phrase and keys[begin - 1] in words.role_words:
            begin -= 1
        finish = end
        tail = [i for i in range(heads[0], end)]
        if len(tail) > 1 and not comma and keys[tail[-1]] in words.links:
            return None
    else:
        begin, finish = start, end
        if comma and heads[-1] != end - 1 and "of" not in keys[heads[-1] : end]:
            return None
        if (
            not comma
            and heads[-1] != end - 1
            and not (set(keys[heads[-1] + 1 : end]) & {"of", "for"})
        ):
            return None
        while begin < heads[0] and (
            keys[begin] in words.links
            or keys[begin] in words.articles
            or keys[begin] in {"'s", "-", "‑", "–"}
            or (begin == 0 and low == 0 and keys[begin] in words.links | words.articles)
        ):
            begin += 1
    if finish <= begin:
        return None
    role = text[window[begin].start : window[finish - 1].end]
    return role if any(c.isalpha() for c in role) else None


def _role_after(tokens: list[Token], last: int, text: str, words: NameWords) -> str | None:
    if last >= len(tokens) or tokens[last].text not in {",", "("}:
        return None
    window = tokens[last + 1 : last + 1 + _ROLE_REACH]
    keys = [normalise(token.text) for token in window]
    begin = 0
    while begin < len(keys) and keys[begin] in words.articles:
        begin += 1
    head = None
    for index in range(begin, min(len(keys), begin + 7)):
        token, key = window[index], keys[index]
        if _is_role(keys, index, words):
            head = index
            if not (index + 1 < len(keys) and _is_role(keys, index + 1, words)):
                break
        elif not (
            key in words.role_words
            or key in words.demonyms
            or token.text[0].isupper()
            or key == "'s"
            or token.text in {"-", "‑", "–"}
            or (key in words.links and head is None and index > begin)
        ):
            break
    if head is None:
        return None
    end = head + 1
    while end < len(window):
        key, token = keys[end], window[end]
        if (
            key in words.links
            or key in words.role_words
            or key in words.demonyms
            or token.text[0].isupper()
            or key == "'s"
            or token.text in {"-", "‑"}
            or (keys[end - 1] in words.links and token.text.isalpha())
        ):
            end += 1
        else:
            break
    while end > head + 1 and (keys[end - 1] in words.links or keys[end - 1] in words.articles):
        end -= 1
    return text[window[begin].start : window[end - 1].end]


# --- over the sentences --------------------------------------------------------------------------


def _agreed(found: list[_Found]) -> list[_Found]:
    """The same words have the same kind throughout: the gazetteer's for a place, else most votes
    (a name of several words counts for its last word too, as a surname does for a person)."""
    votes: dict[str, Counter[NameKind]] = defaultdict(Counter)
    for item in found:
        if item.handle or item.coordinated:
            continue
        votes[normalise(item.text)][item.kind] += 2
        if item.kind is NameKind.PERSON:
            parts = _name_parts(item.text)
            for part in parts[1:]:
                votes[part][NameKind.PERSON] += 1
    agreed = []
    for item in found:
        if not (item.handle or item.coordinated):
            counter = votes[normalise(item.text)]
            kind = max(counter, key=lambda k: (counter[k], k is item.kind))
            if kind is not item.kind:
                item = replace(item, kind=kind)
        agreed.append(item)
    return agreed


def _completed(found: list[_Found], sentences: tuple[Sentence, ...], blocks: dict) -> list[_Found]:
    """Adds the places where a name stands that was found in another sentence only."""
    kinds: dict[tuple[str, ...], Counter[NameKind]] = defaultdict(Counter)
    for item in found:
        if item.handle or item.coordinated:
            continue
        key = tuple(token.text for token in tokenise(item.text))
        kinds[key][item.kind] += 1
        if item.kind is NameKind.PERSON and len(key) > 1 and len(key[-1]) > 3:
            kinds.setdefault(key[-1:], Counter())[item.kind] += 0
    taken: dict[str, list[_Found]] = defaultdict(list)
    for item in found:
        taken[item.sentence.id].append(item)
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in kinds:
        if key and key[0][0].isupper() and (len(key) > 1 or len(key[0]) > 2):
            by_first[key[0]].append(key)
    result = list(found)
    for sentence in sentences:
        block = blocks.get(sentence.block_id)
        words = _WORDS.get(sentence.language)
        if words is None or (block is not None and block.kind is BlockKind.BYLINE):
            continue
        tokens = tokenise(sentence.text)
        i = 0
        while i < len(tokens):
            best: tuple[str, ...] = ()
            for key in by_first.get(tokens[i].text, ()):
                if len(key) > len(best) and tuple(t.text for t in tokens[i : i + len(key)]) == key:
                    best = key
            if not best:
                i += 1
                continue
            start, end = tokens[i].start, tokens[i + len(best) - 1].end
            i += len(best)
            neighbours = (
                tokens[i] if i < len(tokens) else None,
                tokens[i - len(best) - 1] if i - len(best) > 0 else None,
            )
            if any(item.start < end and start < item.end for item in taken[sentence.id]):
                continue
            if len(best) == 1 and any(t is not None and t.text[:1].isupper() for t in neighbours):
                continue
            if normalise(best[0]) in words.demonyms | words.not_names:
                continue
            item = _Found(
                start,
                end,
                sentence.text[start:end],
                kinds[best].most_common(1)[0][0],
                sentence,
            )
            if item.kind is NameKind.PERSON:
                item.role = _role(item, tokens, sentence.text, words)
            taken[sentence.id].append(item)
            result.append(item)
    order = {sentence.id: index for index, sentence in enumerate(sentences)}
    return sorted(result, key=lambda item: (order[item.sentence.id], item.start))


@dataclass(slots=True)
class _Group:
    """The mentions that name the same."""

    kind: NameKind
    found: list[_Found] = field(default_factory=list)
    handle: str | None = None
    written: list[str] = field(default_factory=list)
    entry_id: str | None = None


class _Merger:
    def __init__(self, article: Article, found: list[_Found]) -> None:
        self.article = article
        self.found = found
        self.groups: list[_Group] = []

    def names(self) -> tuple[Name, ...]:
        self._people()
        self._others()
        self._handles()
        order = {id(item): index for index, item in enumerate(self.found)}
        self.groups.sort(key=lambda group: order[id(group.found[0])] if group.found else len(order))
        return tuple(self._name(f"n{i}", group) for i, group in enumerate(self.groups, start=1))

    # People: the fullest forms first, then each shorter form to the one that it can mean.
    def _people(self) -> None:
        people = [f for f in self.found if f.kind is NameKind.PERSON and not f.handle]
        authors = [
            (block.tweet.author, block.tweet.handle)
            for block in self.article.body
            if block.tweet is not None and block.tweet.author
        ]
        forms = {_name_parts(item.text) for item in people}
        groups: list[tuple[tuple[str, ...], _Group]] = []

        def place(parts: tuple[str, ...], near: int | None = None) -> _Group | None:
            fitting = [
                (full, group)
                for full, group in groups
                if parts == full or _is_part(parts, full) or _is_part(full, parts)
            ]
            exact = [group for full, group in fitting if full == parts]
            if exact:
                return exact[0]
            if len({id(group) for _, group in fitting}) == 1:
                return fitting[0][1]
            return None

        for parts in sorted(forms, key=lambda p: (-len(p), p)):
            if len(parts) < 2:
                continue
            group = place(parts)
            if group is None:
                group = _Group(NameKind.PERSON)
                self.groups.append(group)
            groups.append((parts, group))
        for author, handle in authors:
            parts = _name_parts(author)
            known = [item for item in people if _name_parts(item.text) == parts]
            group = place(parts) if len(parts) > 1 or known else None
            if group is None:
                entry = gazetteer().find(author)
                kind = entry.kind if entry else self._author_kind(author)
                group = _Group(kind)
                self.groups.append(group)
                if kind is NameKind.PERSON:
                    groups.append((parts, group))
            group.handle = group.handle or handle
            if author not in group.written:
                group.written.append(author)
        seen: dict[int, int] = {}
        for position, item in enumerate(people):
            parts = _name_parts(item.text)
            exact = [group for full, group in groups if full == parts]
            fitting: list[_Group] = []
            if not exact:
                for full, group in groups:
                    if _is_part(parts, full) and group not in fitting:
                        fitting.append(group)
            if exact:
                group = exact[0]
            elif fitting:
                # Of several bearers of a surname, the one that was named last.
                group = max(fitting, key=lambda g: seen.get(id(g), -1))
            else:
                group = _Group(NameKind.PERSON)
                self.groups.append(group)
                groups.append((parts, group))
            seen[id(group)] = position
            group.found.append(item)

    def _author_kind(self, author: str) -> NameKind:
        language = self.article.language or "en"
        tags = tag(author, language if language in _WORDS else "en")
        return tags[0][2] if tags else NameKind.PERSON

    def _others(self) -> None:
        by_key: dict[tuple[NameKind, str], _Group] = {}
        for item in self.found:
            if item.kind is NameKind.PERSON or item.handle:
                continue
            entry = self._entry(item)
            key = entry.id if entry is not None else normalise(_without_article(item.text))
            group = by_key.get((item.kind, key))
            if group is None:
                group = by_key[item.kind, key] = _Group(
                    item.kind, entry_id=entry.id if entry else None
                )
                self.groups.append(group)
            group.found.append(item)
        self._acronyms()

    def _entry(self, item: _Found):
        language = item.sentence.language
        name = _without_article(item.text)
        found = gazetteer().find(name, item.kind, language)
        if found is None and item.coordinated:
            noun = "cartel" if language == "en" else "cártel de"
            full = f"{name} {noun}" if language == "en" else f"{noun} {name}"
            found = gazetteer().find(full, item.kind, language)
        return found

    def _acronyms(self) -> None:
        """Joins "CJNG" with the one name that it abbreviates."""
        organisations = [g for g in self.groups if g.kind is NameKind.ORGANISATION]
        for group in organisations:
            texts = {item.text for item in group.found}
            if len(texts) != 1:
                continue
            acronym = next(iter(texts)).replace(".", "")
            if not (2 <= len(acronym) <= 8 and acronym.isupper()):
                continue
            fitting = [
                other
                for other in organisations
                if other is not group
                and other.kind is group.kind
                and any(_abbreviates(acronym, item.text) for item in other.found)
            ]
            if len(fitting) == 1:
                other = fitting[0]
                other.found = sorted(
                    [*other.found, *group.found], key=lambda f: self.found.index(f)
                )
                group.found = []
        self.groups = [g for g in self.groups if g.found or g.handle or g.written]

    def _handles(self) -> None:
        for item in self.found:
            if not item.handle:
                continue
            handle = item.handle
            group = next(
                (g for g in self.groups if g.handle and g.handle.casefold() == handle.casefold()),
                None,
            )
            if group is None:
                fitting = [
                    g
                    for g in self.groups
                    if g.kind is NameKind.PERSON
                    and not g.handle
                    and any(_handle_fits(handle, _name_parts(f.text)) for f in g.found)
                ]
                if len(fitting) == 1:
                    group = fitting[0]
                    group.handle = handle
            if group is None:
                group = _Group(NameKind.ORGANISATION, handle=handle)
                self.groups.append(group)
            group.found.append(item)
        order = {id(item): index for index, item in enumerate(self.found)}
        for group in self.groups:
            group.found.sort(key=lambda item: order[id(item)])

    def _name(self, identifier: str, group: _Group) -> Name:
        forms = [item.text for item in group.found if not item.handle] + group.written
        # What the article itself writes comes before the name of an account, which may be
        # without accents; then the fullest form.
        text = max(
            forms or [group.handle or ""],
            key=lambda form: (
                (len(_name_parts(form)), form not in group.written, len(form))
                if group.kind is NameKind.PERSON
                else (not _is_abbreviation(form), len(form))
            ),
        )
        if group.kind is NameKind.PERSON:
            ours = [form for form in forms if form not in group.written]
            if ours:
                text = max(ours, key=lambda form: (len(_name_parts(form)), len(form)))
        aliases = tuple(dict.fromkeys(form for form in forms if form != text))
        labels: dict[Language, str] = {}
        if group.kind is NameKind.PERSON or (group.handle and not forms):
            labels = dict.fromkeys(LANGUAGES, text)
        else:
            entry = next((e for e in map(self._entry, group.found) if e is not None), None)
            if entry is not None:
                labels = dict(entry.labels)
            elif group.found:
                labels = {group.found[0].sentence.language: text}
        return Name(
            id=identifier,
            kind=group.kind,
            text=text,
            mentions=tuple(
                Mention(
                    sentence_id=item.sentence.id,
                    span=Span(start=item.start, end=item.end),
                    text=item.text,
                )
                for item in group.found
            ),
            role=self._best_role(group),
            handle=group.handle,
            aliases=aliases,
            labels=labels,
        )

    def _best_role(self, group: _Group) -> str | None:
        roles = [item.role for item in group.found if item.role]
        if not roles:
            return None
        first = roles[0]
        # A later form that says more of the same ("U.S. President" after "President") wins.
        fuller = [role for role in roles if normalise(first) in normalise(role)]
        return max(fuller, key=len)


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|la|el|los|las)\s+(?=\S)", "", name, flags=re.IGNORECASE)


def _is_abbreviation(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return len(letters) <= 6 and all(c.isupper() for c in letters)


@lru_cache(maxsize=4096)
def _abbreviates(acronym: str, name: str) -> bool:
    parts = re.split(r"[\s\-‑]+", normalise(name))
    letters = acronym.casefold()
    initials = "".join(part[0] for part in parts if part)
    major = "".join(
        part[0]
        for part in parts
        if part and part not in _PARTICLES and part not in {"of", "for", "the", "and", "para"}
    )
    return len(parts) > 1 and letters in {initials, major}
