"""What a quantity counts or measures: a noun phrase, its head, and the event.

One shallow reading serves both languages. A noun phrase runs to the first word that can't belong
to one; in English its plural tells where its head is, in Spanish its first noun is the head. A
preposition such as *of* or *de* joins a second noun phrase.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from summarizer.brief import Counted, QuantityKind, Span
from summarizer.figures.drafts import Draft, Reading
from summarizer.figures.numerals import NumeralKind
from summarizer.figures.quantity_tokens import TokenKind
from summarizer.figures.vocabulary import Phrases

MAX_PHRASE = 9
MAX_WHOLE_PHRASE = 16
MAX_LOOK_BACK = 30
MAX_EVENT = 9
MAX_SUBJECT_GAP = 14
# How many prepositions other than "of" one noun phrase may hold.
MAX_INNER_LINKS = 2
# How long, in tokens, what stands in commas between a subject and its verb may be.
MAX_ASIDE = 10
LENGTHS = frozenset({"kilometer", "meter", "mile", "foot", "yard", "nautical-mile"})


@dataclass(frozen=True)
class CountingWords:
    """``stops`` can't stand in a noun phrase, ``verbs`` not behind its noun and
    ``adjectives`` not as its head. ``links`` join a
    second phrase, before which ``articles`` may stand. ``openers`` stand between a number and
    what it counts. ``modifiers`` are no heads. ``heads`` are plurals without the ending of one,
    ``not_plural`` words with it that are none. ``noun_first`` says that adjectives follow the
    noun. ``totals`` announce what a later number counts ("number of"). ``event_links`` belong to
    an event ("sent to the United States"), which one of ``event_openers`` behind a participle
    shows to be one; it ends before ``event_ends``. ``sources`` stand before who says something.
    ``ins`` join an amount of money to what it is, one of ``goods`` ("$5 million in damages"). Behind one of
    ``before_infinitives`` stands a verb. ``arrivals`` are verbs that Spanish puts
    before those who do it ("murieron 12 mineros"). ``adjective_endings``, ``participle_endings``,
    ``finite_endings`` (of words as printed) and ``infinitive_endings`` tell the words of a language
    by their ends; ``not_infinitives`` are nouns that end as infinitives do.
    ``openers_of_speech`` behind a verb begin what somebody says.
    A word behind one of ``possessives`` is a noun; one of ``intransitive`` never is one.
    ``indefinite`` articles begin something new, ``pronouns`` stand for what is counted. A
    number that begins a clause before one of ``auxiliaries`` is its subject. An age that ends
    with one of ``nouns_of_age`` is somebody itself ("a 13-year-old"). ``runs`` behind a number count games that no
    word names, ``dimensions`` behind a measure tell which one it is."""

    stops: frozenset[str]
    verbs: Collection[str]
    adjectives: Collection[str]
    links: frozenset[str]
    articles: frozenset[str]
    openers: Phrases[str]
    modifiers: frozenset[str]
    heads: frozenset[str]
    not_plural: frozenset[str]
    noun_first: bool
    totals: Phrases[str]
    participles: frozenset[str]
    event_links: frozenset[str]
    event_openers: frozenset[str]
    copulas: frozenset[str]
    sources: Phrases[str]
    arrivals: frozenset[str]
    event_ends: frozenset[str]
    joiners: frozenset[str]
    inner_links: frozenset[str]
    time_words: frozenset[str]
    ins: frozenset[str]
    goods: frozenset[str]
    before_infinitives: frozenset[str]
    value_verbs: frozenset[str]
    adjective_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    finite_endings: tuple[str, ...]
    infinitive_endings: tuple[str, ...]
    not_infinitives: frozenset[str]
    openers_of_speech: frozenset[str]
    possessives: frozenset[str]
    nouns_of_age: frozenset[str]
    auxiliaries: frozenset[str]
    indefinite: frozenset[str]
    pronouns: frozenset[str]
    intransitive: frozenset[str]
    runs: frozenset[str]
    dimensions: frozenset[str]

    def is_plural(self, word: str) -> bool:
        """Whether a folded word looks like a noun in the plural."""
        if word in self.heads:
            return True
        return (
            len(word) > 3
            and word.endswith("s")
            and not word.endswith(("ss", "us", "is", "'s"))
            and word not in self.not_plural
        )


_OPENING_QUOTES = ('"', "“", "«", "‘")


@dataclass(frozen=True, slots=True)
class _Phrase:
    first: int
    head: int
    end: int


def count(reading: Reading, draft: Draft) -> Counted | None:
    """What ``draft`` counts or measures: from the words behind it, or from those before it."""
    words = reading.words.counting
    if reading.word(draft.last) in words.runs and (
        reading.kind(draft.last + 1) is not TokenKind.WORD
        or reading.word(draft.last + 1) in words.stops
    ):
        # "has won five straight"
        return None
    if draft.kind is QuantityKind.NUMBER:
        found = _behind(reading, draft) or _total(reading, draft)
        if found is None and not (draft.numeral.vague or _is_subject(reading, draft)):
            found = _subject(reading, draft)
        if found is not None and found.event is None:
            event = _event_before(reading, draft)
            if event is not None:
                found = found.model_copy(update={"event": event})
        return found
    if draft.kind in (QuantityKind.ORDINAL, QuantityKind.SCORE):
        return _behind(reading, draft)
    if draft.kind is QuantityKind.AGE and reading.word(draft.last - 1) in words.nouns_of_age:
        # "a 13-year-old who", who is nobody else
        return _attributed(reading, draft)
    if draft.kind in (QuantityKind.PERCENTAGE, QuantityKind.MULTIPLE) and _of_amount(
        reading, draft.last
    ):
        return None
    if draft.kind in (
        QuantityKind.MONEY,
        QuantityKind.PERCENTAGE,
        QuantityKind.MULTIPLE,
        QuantityKind.MEASURE,
        QuantityKind.AGE,
    ):
        return (
            _of(reading, draft)
            or _attributed(reading, draft)
            or _total(reading, draft)
            or _subject(reading, draft)
        )
    return None


def _beyond_articles(reading: Reading, index: int) -> int:
    while reading.word(index) in reading.words.counting.articles:
        index += 1
    return index


def _of_amount(reading: Reading, index: int) -> bool:
    """``la mitad de | los 4.000 millones de dólares``: of an amount that stands for itself."""
    if reading.word(index) not in reading.words.counting.links:
        return False
    at = _beyond_articles(reading, index + 1)
    while at in reading.numbers and at not in reading.measures:
        at += 1
    return at in reading.measures


def _behind(reading: Reading, draft: Draft) -> Counted | None:
    """``37 alleged members of major drug cartels``."""
    words = reading.words.counting
    at = draft.outer_last if draft.outer_last > draft.last else draft.last
    opener = words.openers.at(reading.tokens, at)
    if opener is not None:
        at = opener[1]
    elif _is_hyphen(reading, at) and draft.kind is QuantityKind.ORDINAL:
        # "second-largest economy"
        at += 2
    elif _is_hyphen(reading, at):
        # "three-point range", "six-speed": the number counts the noun that it is tied to.
        tied = _Phrase(at + 1, at + 1, at + 2)
        return _counted(reading, tied) if reading.kind(at + 1) is TokenKind.WORD else None
    if words.noun_first and opener is None and reading.word(at) in ("los", "las"):
        # "suman 119 los casos confirmados"
        at += _is_verb(reading, draft.outer_first - 1)
    if reading.word(at) in _OPENING_QUOTES and reading.tokens[at].spaced:
        # '20 "colonies"'
        at += 1
    if at in reading.measures:
        # "eight million 250ml bottles"
        at = reading.measures[at]
    elif opener is not None and draft.numeral.lone_one:
        # "one of the first companies"
        at += reading.kind(at) is TokenKind.NUMBER
        if opener[1] - draft.last > 2:
            return None
    elif opener is not None:
        # "two of the 14 victims"
        while at in reading.numbers and reading.words.numerals.ordinal(reading.word(at)) is None:
            at += 1
    phrase = _phrase(reading, at, one=draft.numeral.lone_one and opener is None)
    if phrase is not None and opener is None and draft.kind is not QuantityKind.ORDINAL:
        dates = reading.words.dates
        timed = reading.word(phrase.first) in dates.weekdays | dates.steps
        if timed and reading.word(phrase.head) in words.time_words:
            # "1,010 in 2013 and 1,134 last year"
            return None
    if opener is not None and phrase is not None and reading.word(at - 1) in words.pronouns:
        if all(reading.word(k) in words.adjectives for k in range(phrase.first, phrase.end)):
            # "siete heridos, dos de ellos graves"
            return None
    return _counted(reading, phrase)


def _of(reading: Reading, draft: Draft) -> Counted | None:
    """``78 percent of the deal``, ``half the condos``, ``one in five Americans``."""
    words = reading.words.counting
    at = draft.last
    if draft.kind is QuantityKind.AGE:
        return None
    if words.noun_first and draft.change is not None and reading.word(at) in words.possessives:
        # "elevó al 2,7 % su previsión"
        return _counted(reading, _phrase(reading, at + 1))
    if draft.kind is QuantityKind.MONEY:
        return _of_money(reading, at)
    if reading.word(at) in words.links:
        at = _beyond_articles(reading, at + 1)
        if reading.word(at).endswith("'s") and at + 1 in reading.numbers:
            # "a third of the world's 8 billion people"
            at += 1
        while at in reading.numbers:
            at += 1
        if at - 1 in reading.numbers and reading.word(at) in words.links:
            # "la mitad de los 2,5 millones de hogares"
            at += 1
        if at in reading.amounts and at not in reading.numbers:
            # "el 3,1 % de noviembre"
            return None
        phrase = _phrase(reading, at)
        measured = draft.kind is QuantityKind.MEASURE and phrase is not None
        placed = draft.unit in LENGTHS and reading.is_capitalised(phrase.head) if phrase else False
        if measured and (placed or reading.word(phrase.head) in words.dimensions):
            # "a 200 kilómetros de Jartum",
            # "un túnel de 57 kilómetros de largo"
            return None
        return _counted(reading, phrase)
    if draft.numeral.ratio:
        inner = draft.numeral.first + 1
        joined = {joiner[0] for joiner in reading.words.numerals.ratio}
        if reading.kind(inner) is TokenKind.WORD and reading.word(inner) not in joined:
            # "one person in every 250"
            return _counted(reading, _Phrase(inner, inner, inner + 1))
    if draft.numeral.kind is NumeralKind.FRACTION and reading.word(at) in words.articles:
        return _counted(reading, _phrase(reading, at + 1))
    if draft.numeral.ratio or draft.kind is QuantityKind.MULTIPLE:
        return _counted(reading, _phrase(reading, at))
    return None


def _of_money(reading: Reading, index: int) -> Counted | None:
    """``$800 million of debt``, ``$170 billion in market value``, ``300.000 euros de multa``."""
    words = reading.words.counting
    if reading.word(index) not in words.links | words.ins:
        return None
    if reading.word(index + 1) in words.time_words:
        return None
    phrase = _phrase(reading, index + 1)
    if phrase is None or any(reading.is_capitalised(at) for at in range(index + 1, phrase.end)):
        return None
    if reading.word(index) in words.ins and reading.word(phrase.head) not in words.goods:
        # "$75 million in theaters"
        return None
    return _counted(reading, phrase)


def _attributed(reading: Reading, draft: Draft) -> Counted | None:
    """``a $6 million contract``, ``50mph winds``, ``una multa de 5 mil pesos``."""
    words = reading.words.counting
    if words.noun_first:
        if reading.word(draft.outer_first - 1) in words.links:
            near = draft.kind is QuantityKind.AGE
            found = _phrase_before(reading, draft.outer_first - 2, near=near, own=True)
            if found is not None and (
                _is_noun_of_change(reading, found.end - 1) or _is_verb_form(reading, found.end - 1)
            ):
                # "cerró con un alza del 4,6 %": what rose stands before it.
                found = None
            return _counted_between(reading, found, draft.outer_first - 1) if found else None
        return None
    at = draft.last + _is_hyphen(reading, draft.last)
    if reading.word(at) in words.time_words or reading.word(at) in words.verbs:
        return None
    found = _phrase(reading, at)
    if found is None or reading.word(found.head) in words.time_words:
        return None
    return _counted(reading, found)


def _total(reading: Reading, draft: Draft) -> Counted | None:
    """``the total number of suspects sent to the U.S. to 92``."""
    words = reading.words.counting
    start = draft.outer_first
    for at in range(start - 1, max(start - MAX_LOOK_BACK, -1), -1):
        word = reading.word(at)
        if word in (";", "!", "?"):
            return None
        if (
            word == "."
            and at + 1 < len(reading.tokens)
            and reading.tokens[at + 1].spaced
            and (reading.is_capitalised(at + 1))
        ):
            return None
        total = words.totals.at(reading.tokens, at)
        if total is not None:
            found = _phrase(reading, total[1])
            if found is not None and found.end <= start:
                return _counted(reading, found, limit=start)
    return None


def _subject(reading: Reading, draft: Draft) -> Counted | None:
    """``Vectura's shares rose 6.5% to 164p``, ``a price of $30``: the noun phrase before the
    amount, beyond verbs, prepositions and other amounts."""
    words = reading.words.counting
    at = draft.outer_first - 1
    if (
        draft.kind is QuantityKind.NUMBER
        and draft.change is None
        and _is_verb(reading, at)
        and reading.word(at - 1) in words.joiners
    ):
        # "tiene 18.000 empleados y facturó 9.800 millones"
        return None
    stop = max(-1, at - MAX_SUBJECT_GAP)
    while at > stop:
        word = reading.word(at)
        if word in (".", ";", "!", "?", '"', "“", "”", "«"):
            return None
        if word in words.openers_of_speech and _is_verb(reading, at - 1):
            # "El alcalde dijo que faltan 25 millones": the mayor is not what lacks.
            return None
        skipped = (
            at in reading.amounts
            or word in words.stops
            or word in words.links
            or word in words.time_words
            or reading.kind(at) is not TokenKind.WORD
            or (words.noun_first and word in words.modifiers)
            or _is_verb(reading, at)
            or _is_verb_form(reading, at)
            or _is_said_again(reading, draft, at)
            or _is_noun_of_change(reading, at)
            or _is_object(reading, at)
            or (word in words.adjectives and not reading.is_capitalised(at))
            or word.endswith(("ly", "mente", "'s"))
        )
        bounded = reading.words.bounds.before.ending(reading.tokens, at + 1)
        if bounded is not None and stop < bounded[1] < at:
            # "entre como mínimo $40.000 y |"
            at = bounded[1] - 1
            continue
        if not skipped or _is_acronym(reading, at):
            adverbial = _adverbial_before(reading, at)
            if adverbial is not None and adverbial > stop:
                at = adverbial
                continue
            aside = _aside_before(reading, at)
            if aside is not None and aside > stop:
                at = aside
                continue
            source = _source_before(reading, at)
            if source is None:
                break
            at = source
        at -= 1
    else:
        return None
    own = reading.word(draft.outer_first - 1) in words.links
    # "gunfire from the home of Ana Torres, 42"
    near = draft.kind is QuantityKind.AGE and reading.word(draft.outer_first - 1) in (",", "(")
    found = _phrase_before(reading, at, near=near, own=own)
    return _counted_between(reading, found, at + 1) if found is not None else None


def _is_verb_form(reading: Reading, index: int) -> bool:
    """Whether a word that may be a noun is a verb here: behind "to", "would" or "han", in English by the
    ending of its past, or as a participle that opens a clause ("…, missing estimates")."""
    words = reading.words.counting
    if reading.is_capitalised(index):
        return False
    word, before = reading.word(index), reading.word(index - 1)
    if words.noun_first:
        # "disminuyendo", "han muerto", "fue condenado"
        if len(word) > 6 and word.endswith(("ando", "iendo", "yendo")):
            return True
        return before in words.before_infinitives or (
            before in words.copulas and word.endswith(words.participle_endings)
        )
    if before in words.before_infinitives:
        return not words.is_plural(word) or reading.word(index - 2) in words.before_infinitives
    change = reading.words.bounds.changes.at(reading.tokens, index)
    if change is not None and change[1] == index + 1:
        return before not in words.articles and before not in words.adjectives
    if word.endswith("ed") and len(word) > 4 and not word.endswith(("eed", "red")):
        return before not in words.articles
    return (
        word.endswith("ing")
        and len(word) > 4
        and (
            before in words.stops - words.articles
            or reading.kind(index - 1) is TokenKind.PUNCTUATION
        )
    )


def _is_noun_of_change(reading: Reading, index: int) -> bool:
    """Whether a noun tells by its preposition how much something changed: "un alza del"."""
    change = reading.words.bounds.changes.at(reading.tokens, index)
    return (
        reading.words.counting.noun_first
        and change is not None
        and change[1] > index + 1
        and reading.word(change[1] - 1) in reading.words.counting.links
    )


def _is_said_again(reading: Reading, draft: Draft, index: int) -> bool:
    """Whether a number counts the noun at ``index`` and the draft tells it in another measure:
    "lost 162 points, or 2.14%"."""
    if draft.kind is QuantityKind.NUMBER or index - 1 not in reading.numbers:
        return False
    bounds = reading.words.bounds
    at = index + 1
    at += reading.word(at) == ","
    return reading.word(at) in bounds.alternatives or reading.word(at) in bounds.tos


def _is_object(reading: Reading, index: int) -> bool:
    """Whether the noun at ``index`` is what one verb is about and another follows: "has 2.3
    bedrooms and measures 2,400 square feet"."""
    words = reading.words.counting
    if reading.word(index + 1) not in words.joiners or not _is_verb(reading, index + 2):
        return False
    return reading.kind(index + 3) is not TokenKind.WORD or not _is_verb(reading, index + 3)


def _adverbial_before(reading: Reading, index: int) -> int | None:
    """The verb, if the noun at ``index`` only tells where or how: "closed in New York at $185"."""
    words = reading.words.counting
    if reading.word(index + 1) in words.links:
        # "struck at a depth of 10 km"
        return None
    at = index
    while (
        reading.kind(at) is TokenKind.WORD
        and (reading.word(at) not in words.stops or reading.word(at) in words.articles)
        and not _is_verb(reading, at)
    ):
        at -= 1
    verb = at - 1
    if reading.word(at) not in words.inner_links or reading.is_capitalised(verb):
        return None
    return verb if _is_verb(reading, verb) or _is_verb_form(reading, verb) else None


def _aside_before(reading: Reading, index: int) -> int | None:
    """Where the subject of a verb ends, if what ends with the noun at ``index`` only stands in
    commas between them: "The ferry, carrying 259 passengers, sank"."""
    if reading.word(index + 1) != "," or not _is_verb(reading, index + 2):
        return None
    for at in range(index - 1, max(index - MAX_ASIDE, 0), -1):
        if reading.word(at) == ",":
            return at - 1
        if reading.kind(at) is TokenKind.PUNCTUATION:
            return None
    return None


def _source_before(reading: Reading, index: int) -> int | None:
    """Where "according to The New York Times" begins if ``index`` is its last word: who says it
    is not what is counted."""
    sources = reading.words.counting.sources
    for at in range(index - 1, max(index - 8, -1), -1):
        if reading.kind(at) is TokenKind.PUNCTUATION:
            return None
        found = sources.ending(reading.tokens, at + 1)
        if found is not None:
            return found[1]
    return None


def _is_subject(reading: Reading, draft: Draft) -> bool:
    """Whether the number itself does something, and nothing before it is what it counts: "seven
    survived", "otros siete murieron"."""
    at = draft.last
    words = reading.words.counting
    before = reading.word(draft.outer_first - 1)
    if (before in words.joiners or before in (",", ";")) and reading.word(at) in words.auxiliaries:
        # "remain without power, and 60,000 have no water"
        return True
    return (
        draft.unit is None
        and reading.kind(at) is TokenKind.WORD
        and reading.word(at) not in reading.words.counting.stops
        and _is_verb(reading, at)
    )


def _is_verb(reading: Reading, index: int) -> bool:
    words = reading.words.counting
    word = reading.word(index)
    if reading.is_capitalised(index) and not reading.starts_sentence(index):
        return False
    if reading.word(index - 1) in words.possessives:
        # "cut its costs by"
        return False
    if word in words.verbs or word in words.value_verbs:
        return True
    if not words.noun_first:
        return False
    changes = reading.words.bounds.changes.at(reading.tokens, index)
    if changes is not None and changes[1] == index + 1:
        return True
    printed = reading.printed(index)
    return len(word) > 3 and (
        printed.endswith(words.finite_endings)
        or (
            len(word) > 4
            and printed.endswith(words.infinitive_endings)
            and printed.isascii()
            and word not in words.not_infinitives
            and word not in words.adjectives
        )
    )


def _is_finite(reading: Reading, index: int) -> bool:
    """Whether a form in -ed or -ing has its subject before it: "Fed raised rates", but "a fixed
    rate"; "…, missing estimates" has it farther off."""
    words = reading.words.counting
    word = reading.word(index)
    if words.noun_first or not word.endswith(("ed", "ing")) or reading.is_capitalised(index):
        return False
    if not (_is_verb(reading, index) or _is_verb_form(reading, index)):
        return False
    if reading.kind(index - 1) is TokenKind.PUNCTUATION:
        return not _is_hyphen(reading, index - 1)
    before = reading.word(index - 1)
    return (
        reading.kind(index - 1) is TokenKind.WORD
        and before not in words.articles
        and before not in words.adjectives
        and before not in words.links
    )


def _holds_a_phrase(reading: Reading, index: int) -> bool:
    """Whether the word can be a noun on which the phrase behind it depends."""
    words = reading.words.counting
    word = reading.word(index)
    return (
        reading.kind(index) is TokenKind.WORD
        and word not in words.stops
        and not _is_verb(reading, index)
        and not (words.noun_first and word in words.modifiers)
    )


def _phrase_before(
    reading: Reading, last: int, *, near: bool = False, own: bool = False
) -> _Phrase | None:
    """The noun phrase that ends with token ``last``, and unless ``near`` the ones that it depends
    on: "the price of the West Texas benchmark". What "a" begins and "of" joins to an amount (as
    ``own`` says) depends on nothing: "people with | a case fatality of 10%"."""
    words = reading.words.counting
    start, at, inner = last + 1, last, 0
    while at >= 0 and last - at < MAX_WHOLE_PHRASE:
        word = reading.word(at)
        noun = (
            reading.kind(at) is TokenKind.WORD
            and at not in reading.numbers
            and at not in reading.amounts
        ) and ((word not in words.stops or _is_acronym(reading, at)) and word not in words.links)
        adverb = reading.printed(at).islower() and word.endswith(("ly", "mente"))
        adverb = adverb and word not in words.adjectives
        if noun and (_is_finite(reading, at) or adverb):
            break
        acts = start == at + 1 and start < last and reading.is_capitalised(start)
        if near and noun and acts and at > 0 and reading.printed(at).islower():
            if reading.is_capitalised(at - 1):
                # "Nowsch shot | Tammy Meyers, 44"
                break
        if noun and not (_is_verb(reading, at) and not word.endswith(("ed", "ing"))):
            start = at
            at -= 1
            continue
        if _is_hyphen(reading, at) or (word in ("&",) and at < last):
            at -= 1
            continue
        if near:
            break
        if word in words.inner_links or (
            word in words.articles and reading.word(at - 1) in words.inner_links
        ):
            inner += 1
            if inner > MAX_INNER_LINKS:
                break
        if (word in words.links or word in words.inner_links) and start == at + 1:
            if own and word in words.inner_links and not reading.is_capitalised(start):
                # "agents at | salaries of up to $89,528"
                break
            if _holds_a_phrase(reading, at - 1):
                at -= 1
                continue
        new = own and word in words.indefinite and reading.word(at - 1) in words.inner_links
        if (
            word in words.articles
            and not new
            and (reading.word(at - 1) in words.links | words.inner_links)
        ):
            if _holds_a_phrase(reading, at - 2):
                at -= 2
                continue
        break
    if start > last or reading.kind(start) is not TokenKind.WORD:
        return None
    inner = _phrase(reading, start)
    if inner is None or inner.head > last:
        return _Phrase(start, last, last + 1)
    return _Phrase(start, inner.head, last + 1)


def _counted_between(reading: Reading, phrase: _Phrase, end: int) -> Counted:
    tokens = reading.tokens
    span = Span(start=tokens[phrase.first].start, end=tokens[end - 1].end)
    head = tokens[phrase.head]
    return Counted(text=span.of(reading.text), head=reading.text[head.start : head.end], span=span)


def _counted(reading: Reading, phrase: _Phrase | None, limit: int | None = None) -> Counted | None:
    """The whole of what is counted, from its first noun phrase on."""
    if phrase is None:
        return None
    words = reading.words.counting
    end = phrase.end
    while reading.word(end) in words.links:
        at = _beyond_articles(reading, end + 1)
        more = _phrase(reading, at)
        if more is None or more.end - phrase.first > MAX_WHOLE_PHRASE:
            break
        if limit is not None and more.end > limit:
            break
        end = more.end
    tokens = reading.tokens
    span = Span(start=tokens[phrase.first].start, end=tokens[end - 1].end)
    head = tokens[phrase.head]
    return Counted(
        text=span.of(reading.text),
        head=reading.text[head.start : head.end],
        span=span,
        event=_event(reading, end, limit),
    )


def _phrase(reading: Reading, index: int, *, one: bool = False) -> _Phrase | None:
    """The noun phrase at ``index``; ``one`` says that its noun is in the singular."""
    if reading.words.counting.noun_first:
        return _noun_first(reading, index)
    return _noun_last(reading, index, one)


def _is_hyphen(reading: Reading, index: int) -> bool:
    return (
        reading.word(index) == "-"
        and reading.touches(index)
        and reading.touches(index + 1)
        and reading.kind(index + 1) is TokenKind.WORD
    )


def _noun_last(reading: Reading, index: int, one: bool) -> _Phrase | None:
    """English: everything up to the first plural, or up to the last noun before another word."""
    words = reading.words.counting
    at = index
    head: int | None = None
    while at - index < MAX_PHRASE and at < len(reading.tokens):
        word = reading.word(at)
        if at > index and _is_hyphen(reading, at):
            # "first-team players", "ex-racers"
            if reading.word(at + 1) not in words.adjectives and at + 1 not in reading.numbers:
                head = at + 1
            at += 2
            continue
        if reading.kind(at) is TokenKind.NUMBER:
            # "Model 3 sedans", "737 Max jets", "250ml bottles": a number inside a name.
            owned = reading.word(at - 1).endswith("'s")
            name = not owned and (reading.is_capitalised(at - 1) or reading.is_capitalised(at + 1))
            room = at - index < MAX_PHRASE - 1
            after = at + 1
            if reading.word(after) == "-" and reading.touches(after):
                # "Boeing's 787-9 Dreamliner jets"
                after += 2
            if not (name or owned) or not room or not _plural_soon(reading, after):
                break
            if name:
                reading.labels.add(at)
            at = after
            continue
        tied = at in reading.numbers and not _is_hyphen(reading, at + 1)
        if reading.kind(at) is not TokenKind.WORD or tied:
            break
        if word in words.stops and not _is_acronym(reading, at):
            # "Kia and Hyundai vehicles": one noun for two words that tell it apart.
            joined = word in words.joiners and at > index
            ended = head is not None and words.is_plural(reading.word(head))
            if not joined or ended or not _plural_soon(reading, at + 1):
                break
            at += 1
            continue
        plural = words.is_plural(word)
        if head is not None:
            if word in words.adjectives and not (
                reading.is_capitalised(at) or _plural_soon(reading, at)
            ):
                break
            if _is_verb_form(reading, at) and not plural and not _plural_soon(reading, at + 1):
                # "earthquake | rattled southern Japan"
                break
            described = reading.word(at - 1) in words.adjectives
            if word in words.verbs and not (
                plural and not one and (described or _plural_soon(reading, at + 1))
            ):
                break
            leads = reading.word(head) in words.heads and plural and word not in words.verbs
            named = reading.is_capitalised(head) and not reading.starts_sentence(head)
            if (
                words.is_plural(reading.word(head))
                # "Windows devices"
                and not (named and plural and word not in words.verbs)
                # "Champions League ties"
                and not (named and reading.is_capitalised(at) and _plural_soon(reading, at + 1))
                and not leads
                and not (plural and reading.is_capitalised(at) and reading.is_capitalised(head))
            ):
                break
        elif word in words.verbs and not word.endswith(("ed", "ing", "en")) and not plural:
            break
        elif word in words.intransitive:
            # "31 abstained"
            break
        if word not in words.modifiers and (
            word not in words.adjectives or reading.is_capitalised(at)
        ):
            head = at
        at += 1
    if head is None or reading.word(head).endswith("'s"):
        return None
    first = reading.word(index)
    if first.endswith(("ed", "ing")) and not one and head > index:
        doing = first in words.verbs and first not in words.adjectives
        if doing and not words.is_plural(reading.word(head)):
            # "dozens involved alcohol"
            return None
    return _Phrase(index, head, head + 1)


def _is_acronym(reading: Reading, index: int) -> bool:
    """Whether a word is spelt in capitals, as US is and us is not."""
    printed = reading.printed(index)
    if "." in printed:
        return printed[:1].isalpha() and len(printed) > 2
    return len(printed) in (2, 3) and printed.isupper() and not reading.all_capitals


def _plural_soon(reading: Reading, index: int) -> bool:
    words = reading.words.counting
    last = index + 3
    for at in range(index, min(index + 5, len(reading.tokens))):
        if at >= last:
            return False
        if reading.word(at) in words.joiners and at > index:
            # "digital and physical copies"
            last += 2
            continue
        if reading.kind(at) is not TokenKind.WORD or reading.word(at) in words.stops:
            return False
        if words.is_plural(reading.word(at)) and (
            # "physical copies": what follows an adjective is no verb.
            reading.word(at) not in words.verbs or reading.word(at - 1) in words.adjectives
        ):
            return True
    return False


def _noun_first(reading: Reading, index: int) -> _Phrase | None:
    """Spanish: adjectives that may precede, the noun, and adjectives that agree with it."""
    words = reading.words.counting
    at = index
    head: int | None = None
    while at - index < MAX_PHRASE and at < len(reading.tokens):
        word = reading.word(at)
        if reading.kind(at) is not TokenKind.WORD:
            break
        if at in reading.numbers and (head is not None or word not in words.modifiers):
            # "las tres primeras curvas"
            break
        if word in words.stops or word in words.links:
            break
        if head is None:
            if _is_verb(reading, at) and word not in words.modifiers:
                break
            if word not in words.modifiers:
                head = at
        elif _is_verb(reading, at) or not _agrees(reading, at, head):
            break
        elif (
            word.endswith(words.participle_endings) and reading.word(at + 1) in words.event_openers
        ):
            # "reos enviados a Estados Unidos": the event, not the phrase.
            break
        at += 1
    if head is None:
        # "otros 20 nuevos": an adjective alone stands for its noun.
        return _Phrase(index, at - 1, at) if at > index else None
    return _Phrase(index, head, at)


def _agrees(reading: Reading, index: int, head: int) -> bool:
    """Whether a word behind a Spanish noun can be its adjective: in the plural as it is, and not
    a verb by its accent ("llegó")."""
    words = reading.words.counting
    word = reading.word(index)
    if reading.is_capitalised(index) and not reading.is_capitalised(head):
        return True
    if words.is_plural(reading.word(head)):
        return word.endswith("s") and len(word) > 3 and word not in words.participles
    return word in words.adjectives or word.endswith(words.adjective_endings)


def _ends_event(reading: Reading, index: int, start: int) -> bool:
    """Whether a day or the verb of the sentence ends the event: "extradited from Mexico |
    pleaded guilty", "deported to Guatemala | on Friday"."""
    words = reading.words.counting
    word = reading.word(index)
    if word in words.event_ends or word in reading.words.dates.weekdays:
        return True
    if word in words.event_links and (
        reading.word(index + 1) in reading.words.dates.weekdays
        or (
            reading.word(index + 1) in words.articles
            and reading.word(index + 2) in reading.words.dates.weekdays
        )
    ):
        return True
    if index < start + 2 or word in words.event_links or reading.is_capitalised(index):
        return False
    if words.noun_first:
        return reading.printed(index).endswith(words.finite_endings)
    return (
        word.endswith("ed")
        and len(word) > 4
        and reading.word(index + 1) not in words.stops
        and (reading.word(index - 1) not in words.articles)
    )


def _event_before(reading: Reading, draft: Draft) -> str | None:
    """``Fueron detenidas 14 personas``, ``murieron al menos 12 mineros``: Spanish tells first what
    happened to those that are counted."""
    words = reading.words.counting
    if not words.noun_first:
        return None
    at = draft.outer_first - 1
    if reading.word(at) in ("a", "unos", "unas", "otros", "otras", "los", "las"):
        at -= 1
    if reading.kind(at) is not TokenKind.WORD:
        return None
    word = reading.word(at)
    done = word.endswith(words.participle_endings) and (
        reading.word(at - 1) in words.copulas or reading.word(at - 1) == "resultaron"
    )
    if not done and word not in words.arrivals:
        return None
    token = reading.tokens[at]
    return reading.text[token.start : token.end]


def _event(reading: Reading, index: int, limit: int | None) -> str | None:
    """A participle behind what is counted, with its place or agent: "sent to the U.S."."""
    words = reading.words.counting
    at = index
    if reading.word(at) in words.copulas:
        at += 1
        while reading.word(at) in words.copulas:
            at += 1
    word = reading.word(at)
    if reading.kind(at) is not TokenKind.WORD or word in words.stops:
        return None
    if words.noun_first:
        told = word.endswith(words.participle_endings)
        told = told or word in words.participles or reading.printed(at).endswith(("aron", "ieron"))
    else:
        told = (word.endswith("ed") and len(word) > 4) or word in words.participles
    if not told:
        return None
    start = end = at
    end += 1
    stop = len(reading.tokens) if limit is None else limit
    while end < stop and end - start < MAX_EVENT:
        word = reading.word(end)
        if reading.kind(end) is TokenKind.NUMBER or _ends_event(reading, end, start):
            break
        if reading.kind(end) is not TokenKind.WORD:
            initial = word == "." and reading.touches(end) and len(reading.word(end - 1)) <= 2
            if not (initial or _is_hyphen(reading, end)):
                break
        elif word in words.stops and word not in words.event_links:
            break
        end += 1
    while end > start + 1 and reading.word(end - 1) in words.event_links:
        end -= 1
    return reading.text[reading.tokens[start].start : reading.tokens[end - 1].end]
