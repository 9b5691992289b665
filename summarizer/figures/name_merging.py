"""Mentions of names over an article, merged into the people, organisations and places they name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from summarizer.brief import Article, Language, Mention, Name, NameKind, Sentence, Span
from summarizer.figures.en.names import WORDS as ENGLISH
from summarizer.figures.es.names import WORDS as SPANISH
from summarizer.figures.gazetteer import LANGUAGES, Entry, gazetteer, normalise
from summarizer.figures.name_words import words
from summarizer.figures.recogniser import is_known_name

PARTICLES = words("de del la las los y e da do dos das van von der den di du le bin ibn al el ben")
_SMALL_WORDS = PARTICLES | words("of for the and para en a &")
_SUFFIXES = words("jr sr ii iii iv")
_SHORTEST_SURNAME = 4
_OPENS_HANDLE = re.compile(r"[ \u00a0]?\($")
# How many bearers of one name an article is asked for.
_MOST_NAMESAKES = 12
_ACCOUNT_WORDS = re.compile(
    r"gob|gov|gab|sec|fisc|polic|news|notic|oficial|official|diario|radio|tv|prensa|press|media"
    r"|univ|club|fc|partido|party|senad|camara|congres|minist|embaj|embassy|dept|office|team|org"
    r"|mx$|usa$|us$|uk$|[0-9]{2,}"
)


@dataclass(slots=True)
class Found:
    """One name in one sentence; ``start`` and ``end`` are in the text of the sentence."""

    start: int
    end: int
    text: str
    kind: NameKind
    sentence: Sentence
    role: str | None = None
    handle: str | None = None
    coordinated: bool = False


# --- the names of people -------------------------------------------------------------------------


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a person's name, normalised, without titles and suffixes; those of the whole
    name for initials that papers use ("AMLO")."""
    if name.isupper() and " " not in name:
        entry = gazetteer().find(name, NameKind.PERSON)
        if entry is not None:
            name = entry.labels["en"]
    parts = [part.strip("'\",") for part in normalise(name).split()]
    parts = [part for part in parts if part]
    while len(parts) > 1 and parts[0] in ENGLISH.titles | SPANISH.titles:
        parts.pop(0)
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts.pop()
    return tuple(parts)


def is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a person called ``long`` may be called ``short``.

    The words of ``short`` stand in ``long`` in the same order; initials stand for words on either
    side, and ``short`` may have an initial that ``long`` lacks ("Omar H. García Harfuch"). A whole
    word at least is the same, and it is not the given name alone where there is a surname too.
    """
    at = same = 0
    for word in short:
        if at < len(long) and (_initial(word, long[at]) or _initial(long[at], word)):
            at += 1
            continue
        place = next((j for j in range(at, len(long)) if long[j] == word), None)
        if place is not None:
            same += len(word) > 1 and word not in PARTICLES
            at = place + 1
        elif len(word) > 1 or len(short) < 3:
            return False
    return same > 0


def _initial(short: str, word: str) -> bool:
    return len(short) == 1 and word.startswith(short)


def handle_fits(handle: str, parts: tuple[str, ...]) -> bool:
    """Whether ``@OHarfuch`` may be Omar García Harfuch's: a surname whole, and beside it nothing
    but other words of the name or their beginnings."""
    letters = re.sub(r"[^a-z]", "", normalise(handle))
    names = [part for part in parts if part not in PARTICLES and len(part) > 1]
    for surname in names[1:]:
        if len(surname) < _SHORTEST_SURNAME or surname not in letters:
            continue
        before, _, after = letters.partition(surname)
        others = tuple(name for name in names if name != surname)
        if _spelled_by_beginnings(before + after, others):
            return True
    return False


def _spelled_by_beginnings(letters: str, names: tuple[str, ...]) -> bool:
    """Whether ``letters`` is a beginning of each of some of ``names``, in order, joined."""
    if not letters:
        return True
    for index, name in enumerate(names[:6]):
        for length in range(min(len(name), len(letters)), 0, -1):
            if letters.startswith(name[:length]) and _spelled_by_beginnings(
                letters[length:], names[index + 1 : 6]
            ):
                return True
    return False


# --- the names of organisations ------------------------------------------------------------------


def abbreviates(acronym: str, name: str) -> bool:
    """Whether ``acronym`` is made of the first letters of the words of ``name``, all or without
    the small ones."""
    letters = acronym.replace(".", "").replace(" ", "").casefold()
    return 2 <= len(letters) <= 10 and letters in _initials(name)


def _initials(name: str) -> set[str]:
    """The first letters of the words of ``name``: of all, and without the small ones."""
    parts = [part for part in re.split(r"[\s\-‑/]+", normalise(name)) if part[:1].isalnum()]
    if not 2 <= len(parts) <= 12:
        return set()
    every = "".join(part[0] for part in parts)
    large = "".join(part[0] for part in parts if part not in _SMALL_WORDS)
    return {every, large}


def is_acronym(name: str) -> bool:
    letters = name.replace(".", "").replace(" ", "")
    return 2 <= len(letters) <= 10 and letters.isupper() and letters.isalpha()


def without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() in {"the", "la", "el", "los", "las"} else name


def entry_of(name: str, kind: NameKind, language: Language) -> Entry | None:
    """The gazetteer's entry for ``name`` as it is written or without its article."""
    known = gazetteer()
    return known.find(name, kind, language) or known.find(without_article(name), kind, language)


def government_of(name: str) -> str | None:
    """Whose the government is: Trump for "Trump administration" and "administración de Trump"."""
    parts = name.split()
    if len(parts) > 1 and parts[-1].casefold() in ENGLISH.governments:
        return " ".join(parts[:-1])
    if len(parts) > 1 and normalise(parts[0]) in SPANISH.governments:
        rest = parts[2:] if parts[1] in {"de", "del"} else parts[1:]
        return " ".join(rest) or None
    return None


# --- groups --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """The mentions that name the same. ``written`` are forms without a mention: the names under
    which people post."""

    kind: NameKind
    found: list[Found] = field(default_factory=list)
    handle: str | None = None
    written: list[str] = field(default_factory=list)
    entry: Entry | None = None


def merge(article: Article, found: list[Found]) -> tuple[Name, ...]:
    """``found``, in the order of the article, as names with all their mentions."""
    people = _people(article, [f for f in found if f.kind is NameKind.PERSON and not f.handle])
    others = _others([f for f in found if f.kind is not NameKind.PERSON and not f.handle])
    _join_acronyms(people, others)
    accounts = _accounts([f for f in found if f.handle], people, others)
    groups = [g for g in (*people, *others, *accounts) if g.found or g.written]
    order = {id(item): index for index, item in enumerate(found)}
    for group in groups:
        group.found.sort(key=lambda item: order[id(item)])
    groups.sort(key=lambda g: order[id(g.found[0])] if g.found else len(order))
    tweets = {block.id for block in article.blocks if block.tweet is not None}
    return tuple(_name(f"n{i}", group, tweets) for i, group in enumerate(groups, start=1))


def _people(article: Article, people: list[Found]) -> list[_Group]:
    """People by name: the fullest forms first, then each shorter one with whom it can mean."""
    groups: list[_Group] = []
    by_form: dict[tuple[str, ...], _Group] = {}
    # A form can only fit one that has a word in common with it.
    by_word: dict[str, list[tuple[tuple[str, ...], _Group]]] = defaultdict(list)

    def fitting(parts: tuple[str, ...]) -> list[_Group]:
        if parts in by_form:
            return [by_form[parts]]
        fits: dict[int, _Group] = {}
        for word in parts:
            # The later ones: who shares a name with so many is told by the words that they do not
            # share, and a list of names with nothing else stays quick.
            for full, group in by_word.get(word, ())[-_MOST_NAMESAKES:]:
                if is_part(parts, full) or is_part(full, parts):
                    fits[id(group)] = group
        return list(fits.values())

    forms: dict[int, list[tuple[str, ...]]] = defaultdict(list)

    def place(parts: tuple[str, ...], group: _Group) -> None:
        forms[id(group)].append(parts)
        if parts not in by_form:
            by_form[parts] = group
            for word in parts:
                if len(word) > 1 and word not in PARTICLES:
                    by_word[word].append((parts, group))

    def new(kind: NameKind = NameKind.PERSON) -> _Group:
        groups.append(_Group(kind))
        return groups[-1]

    written = {parts_of(f.text) for f in people}
    # Two names that a list without commas ran together are nobody's.
    doubled = {
        parts
        for parts in written
        if any(parts[:i] in written and parts[i:] in written for i in range(2, len(parts) - 1))
    }
    people = [item for item in people if parts_of(item.text) not in doubled]
    for parts in sorted(written - doubled, key=lambda p: (-len(p), p)):
        if len(parts) > 1:
            fits = fitting(parts)
            place(parts, fits[0] if len(fits) == 1 else new())
    for block in article.body:
        tweet = block.tweet
        if tweet is None or not tweet.author:
            continue
        parts = parts_of(tweet.author)
        fits = fitting(parts)
        if len(fits) == 1:
            group = fits[0]
        else:
            entry = gazetteer().find(tweet.author)
            group = new(entry.kind if entry else _kind_of_author(tweet.author, tweet.handle))
        if group.kind is NameKind.PERSON:
            place(parts, group)
        group.handle = group.handle or tweet.handle
        if tweet.author not in group.written:
            group.written.append(tweet.author)
    first_named: dict[int, int] = {}
    families: dict[tuple[str, ...], _Group] = {}
    offices: dict[int, set[str]] = defaultdict(set)
    for position, item in enumerate(people):
        parts = parts_of(item.text + _surname_behind(item))
        if len(parts) == 1 and _is_of_family(item):
            if parts not in families:
                families[parts] = new()
            families[parts].found.append(item)
            continue
        fits = fitting(parts)
        if len(parts) == 1 and _reigns(item):
            fits = [g for g in fits if not any(_has_surname(f, parts) for f in forms[id(g)])]
        # Of several bearers of a surname the one with the office that stands beside it is meant, or
        # whose last name it is ("Ruiz" is Marta Ruiz before Daniel Ortega Ruiz), or whom the
        # article names most, or first.
        office = set(normalise(item.role or "").split())
        group = (
            max(
                fits,
                key=lambda g: (
                    bool(office & offices[id(g)]),
                    any(len(form) == 2 and form[1:] == parts for form in forms[id(g)]),
                    len(g.found),
                    -first_named.get(id(g), len(people)),
                ),
            )
            if fits
            else new()
        )
        if not fits:
            place(parts, group)
        first_named.setdefault(id(group), position)
        offices[id(group)] |= office - _SMALL_WORDS
        group.found.append(item)
    return groups


_REIGNING = re.compile(
    r"\b(?:papa|pope|rey|reina|king|queen|emperador|emperatriz|emperor|empress) $", re.IGNORECASE
)
_NUMERAL = re.compile(r"[ivx]+")


def _reigns(item: Found) -> bool:
    """Whether a name is that of a pope or a monarch, who has a given name alone."""
    return _REIGNING.search(item.sentence.text, max(0, item.start - 12), item.start) is not None


def _has_surname(form: tuple[str, ...], given: tuple[str, ...]) -> bool:
    return form[:1] == given and len(form) > 1 and _NUMERAL.fullmatch(form[1]) is None


_FAMILY_BEFORE = re.compile(
    r"\b(?:matrimonio|familia|hermanos|hermanas|esposos) (?:\w{1,20} ?[-‐‑–] ?)?$", re.IGNORECASE
)
_FAMILY_BEHIND = re.compile(r" (?:family|brothers|sisters|siblings|couple)\b")


def _is_of_family(item: Found) -> bool:
    """Whether a surname is that of several people: "el matrimonio Bonilla", "the Bonilla family"."""
    text = item.sentence.text
    return (
        _FAMILY_BEFORE.search(text, max(0, item.start - 40), item.start) is not None
        or _FAMILY_BEHIND.match(text, item.end) is not None
    )


_BRACKETED = re.compile(r"[)\]]( [^\W\d_a-zà-ÿ][\w’'-]+)")


def _surname_behind(item: Found) -> str:
    """The surname behind a given name that an editor put in brackets: "[Juan] Grabois"."""
    text = item.sentence.text
    behind = _BRACKETED.match(text, item.end) if text[item.start - 1 : item.start] in "([" else None
    return behind[1] if behind is not None and " " not in item.text else ""


def _kind_of_author(author: str, handle: str | None) -> NameKind:
    parts = author.split()
    if (
        is_acronym(author)
        or len(parts) < 2
        or not all(part[:1].isupper() or part.casefold() in PARTICLES for part in parts)
        or (handle and _ACCOUNT_WORDS.search(handle.casefold()))
    ):
        return NameKind.ORGANISATION
    return NameKind.PERSON


def _others(found: list[Found]) -> list[_Group]:
    groups: dict[tuple[NameKind, str], _Group] = {}
    for item in found:
        entry = entry_of(item.text, item.kind, item.sentence.language)
        if entry is None and item.coordinated:
            entry = _coordinated_entry(item)
        key = entry.id if entry else normalise(without_article(item.text))
        group = groups.setdefault((item.kind, key), _Group(item.kind, entry=entry))
        group.found.append(item)
    return list(groups.values())


def _coordinated_entry(item: Found) -> Entry | None:
    """ "Northeast" among cartels is the Northeast Cartel."""
    forms = (
        (f"{item.text} cartel",)
        if item.sentence.language == "en"
        else (f"cártel de {item.text}", f"cártel del {item.text}", f"cártel {item.text}")
    )
    for form in forms:
        entry = gazetteer().find(form, item.kind, item.sentence.language)
        if entry is not None:
            return entry
    return None


def _join_acronyms(people: list[_Group], others: list[_Group]) -> None:
    """Joins "CJNG" with the one name in the article that it abbreviates, also a person's."""
    by_initials: dict[str, dict[int, _Group]] = defaultdict(dict)
    for group in (*others, *people):
        for form in {item.text for item in group.found}:
            for letters in _initials(form):
                # Initials of two words are anybody's.
                if group.kind is not NameKind.PERSON or len(letters) > 2:
                    by_initials[letters][id(group)] = group
    for group in others:
        forms = {item.text for item in group.found}
        if len(forms) != 1 or not is_acronym(acronym := next(iter(forms))):
            continue
        letters = acronym.replace(".", "").replace(" ", "").casefold()
        fits = [
            other
            for other in by_initials.get(letters, {}).values()
            if other is not group and other.found and other.kind in {group.kind, NameKind.PERSON}
        ]
        if len(fits) == 1 and (group.entry is None or fits[0].entry in {None, group.entry}):
            fits[0].found.extend(group.found)
            group.found = []


def _accounts(handles: list[Found], people: list[_Group], others: list[_Group]) -> list[_Group]:
    """Gives each handle to whom it belongs as far as the text shows; the rest are accounts.

    The text shows it where the handle stands behind the name ("Ana Soto (@anasoto)"), where it is
    spelled like one person's name and no other's, or is an organisation's own name.
    """
    accounts: dict[str, _Group] = {}
    known = {g.handle.casefold(): g for g in people if g.handle}
    ends = {
        (item.sentence.id, item.end): group for group in (*people, *others) for item in group.found
    }
    by_surname: dict[str, dict[int, _Group]] = defaultdict(dict)
    for group in people:
        if group.kind is NameKind.PERSON:
            for parts in {parts_of(item.text) for item in group.found}:
                for part in parts[1:]:
                    if len(part) >= _SHORTEST_SURNAME:
                        by_surname[part][id(group)] = group
    by_entry = {group.entry: group for group in others if group.entry is not None}
    for item in handles:
        handle = item.handle or ""
        key = handle.casefold()
        group = known.get(key) or accounts.get(key)
        if group is None:
            beside = _OPENS_HANDLE.search(item.sentence.text[: item.start][-3:])
            owner = beside and ends.get((item.sentence.id, item.start - len(beside[0])))
            if owner is not None and not _is_whole_signature(item, owner):
                owner = None
            group = owner if owner is not None and not owner.handle else None
            if group is None:
                fits = _spelled_like(handle, by_surname)
                if len(fits) != 1:
                    entry = gazetteer().find(handle[1:], NameKind.ORGANISATION)
                    fits = [by_entry[entry]] if entry in by_entry else []
                if len(fits) == 1:
                    group = fits[0]
            if group is not None:
                known[key] = group
                group.handle = handle
        if group is None:
            group = accounts[key] = _Group(_kind_of_handle(handle), handle=handle)
        group.found.append(item)
    return list(accounts.values())


_SIGNED = re.compile(r"[—–-] ?(?:the |el |la |los |las )?$", re.IGNORECASE)


def _is_whole_signature(handle: Found, owner: _Group) -> bool:
    """Whether the name before a handle is all that the account is called: "— DGI_Panamá
    (@DGI_Panama)" is not Panama's, nor "— Telediarios de TVE (@telediario_tve)" TVE's."""
    text = handle.sentence.text
    named = max(
        f.start for f in owner.found if f.sentence is handle.sentence and f.start < handle.start
    )
    if text[named - 1 : named] == "_":
        return False
    if owner.kind is NameKind.PERSON or not re.search(r"[—–] ?[^—–]*$", text[:named]):
        return True
    return _SIGNED.search(text, 0, named) is not None


def _spelled_like(handle: str, by_surname: dict[str, dict[int, _Group]]) -> list[_Group]:
    """The people without an account whose name ``handle`` is made of."""
    letters = re.sub(r"[^a-z]", "", normalise(handle))[:30]
    parts = {
        letters[i:j]
        for i in range(len(letters))
        for j in range(i + _SHORTEST_SURNAME, len(letters) + 1)
    }
    likely = [
        group
        for surname in sorted(parts & by_surname.keys())
        for group in list(by_surname[surname].values())[-_MOST_NAMESAKES:]
    ]
    return [
        group
        for group in {id(group): group for group in likely}.values()
        if not group.handle
        and any(handle_fits(handle, form) for form in {parts_of(f.text) for f in group.found})
    ]


_HANDLE_PARTS = re.compile(r"[^\W\d_a-zà-ÿ][a-zà-ÿ]+|[a-zà-ÿ]+|[A-Z]")


def _kind_of_handle(handle: str) -> NameKind:
    """A person's only where the handle shows a name: "@DeniseMaerker", "@OHarfuch"; most accounts
    that news names are those of papers, parties and offices."""
    name = handle.lstrip("@")
    parts = _HANDLE_PARTS.findall(name)
    if (
        not 2 <= len(parts) <= 4
        or _ACCOUNT_WORDS.search(name.casefold())
        or re.search(r"[A-Z]{3}", name)
        or not all(part[0].isupper() for part in parts)
        or any(gazetteer().find(part) is not None for part in parts)
        or gazetteer().find(name) is not None
        or not (is_known_name(parts[0]) or (len(parts[0]) == 1 and len(parts[1]) > 3))
    ):
        return NameKind.ORGANISATION
    return NameKind.PERSON


# --- what is shown -------------------------------------------------------------------------------


def _name(identifier: str, group: _Group, tweets: set[str]) -> Name:
    mentioned = [item.text for item in group.found if not item.handle]
    prose = {item.text for item in group.found if item.sentence.block_id not in tweets}
    shown = [*mentioned, *group.written] or [group.handle or ""]
    person = group.kind is NameKind.PERSON

    def fullness(form: str) -> tuple:
        size = sum(len(part) > 1 for part in parts_of(form)) if person else not is_acronym(form)
        # Posts, and the names of accounts, are often written without accents: what the article's
        # own sentences call its people comes first, and of two spellings the one with accents.
        accents = sum(not c.isascii() and c.isalpha() for c in form)
        return size, form in prose, form in mentioned, not form.isupper(), accents, len(form)

    # A longer form that is seldom among the others has taken in a word that is no name.
    often = Counter(form for form in mentioned if " " in form)
    most = max(often.values(), default=0)
    text = max(
        (
            form
            for form in dict.fromkeys(shown)
            if " " not in form or 4 * often[form] >= most or not often[form]
        ),
        key=fullness,
    )
    aliases = [form for form in dict.fromkeys([*mentioned, *group.written]) if form != text]
    if group.entry is not None and not person:
        labels = dict(group.entry.labels)
    elif (whose := government_of(text)) is not None:
        labels = {"en": f"{whose} administration", "es": f"Gobierno de {whose}"}
    elif person or not mentioned:
        labels = dict.fromkeys(LANGUAGES, text)
    else:
        labels = {next(f for f in group.found if not f.handle).sentence.language: text}
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
        role=_role(group),
        handle=group.handle,
        aliases=tuple(aliases),
        labels=labels,
    )


def _role(group: _Group) -> str | None:
    """The first role that the text gives, or a later one that says the same more fully."""
    roles = [item.role for item in group.found if item.role]
    if not roles:
        return None
    first = normalise(roles[0])
    return max((role for role in roles if first in normalise(role)), key=len)
