"""How far an article bears out a sentence that a model wrote about it.

Each sentence is held against the whole article: which of its sentences say it, how much of it they
say, and which of its figures, names and quotations stand nowhere there. Figures are compared by
value and names by what they name, so other words for the same are no fault.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.brief import (
    Article,
    BilingualSentence,
    BriefWarning,
    Figures,
    Language,
    NameKind,
    QuantityKind,
    Sentence,
    Support,
)
from summarizer.checking import parity
from summarizer.checking.words import folded, words
from summarizer.figures import names
from summarizer.figures.en.names import WORDS as ENGLISH
from summarizer.figures.es.names import WORDS as SPANISH
from summarizer.figures.gazetteer import gazetteer, normalise
from summarizer.figures.literals import decimal_mark_of
from summarizer.figures.match import QuantityMatch
from summarizer.summarising import lexicon, salience, terms
from summarizer.summarising.features import Rarity

WEAK = 0.5
"""Below this score a sentence counts as weakly supported: paraphrases that the article bears out
have 0.56 and more in ``tests/summarising/test_support.py``, sentences about something else 0.2 and
less."""

# A sentence of a summary rarely joins more than this many.
_MOST_SOURCES = 3
# A further source has to say this share of the sentence that no other says.
_LEAST_GAIN = 0.12
_QUOTATION = re.compile(r"“([^“”\n]{1,600})”|«([^«»\n]{1,600})»|\"([^\"\n]{1,600})\"")
# Two words in quotation marks may be a term ("so-called").
_FEWEST_QUOTED = 3
_WORDS_OF_NAMES = {"en": ENGLISH, "es": SPANISH}
_CAPITALISED = re.compile(
    r"(?<![\w'’@#.])[A-ZÁÉÍÓÚÑÜ][\w'’-]{1,30}(?:\s[A-ZÁÉÍÓÚÑÜ][\w'’-]{1,30}){0,4}"
)
_OPENINGS = " \"'“‘«¿¡(—-"
# Letters that forms of one name share at least, and may end in: Mexico, Mexican.
_STEM, _ENDING = 4, 3


@dataclass(frozen=True)
class Borne:
    """``support`` of a sentence, and the ids of the sentences of the article that it rests on, in
    their order; those may be none."""

    support: Support
    source_ids: tuple[str, ...]


class Evidence:
    """An article, made ready to hold many sentences against it.

    Args:
        article: what was read.
        sentences: those of it that can bear something out, its headline among them.
        figures: what was found in them.
    """

    def __init__(self, article: Article, sentences: Sequence[Sentence], figures: Figures) -> None:
        self._sentences = list(sentences)
        self._date = article.date
        self._mark = decimal_mark_of(article.text[:200_000])
        rarity = salience.load().rarity
        self._rarity = {language: rarity.get(language, Rarity()) for language in ("en", "es")}
        self._terms = [
            frozenset(terms.terms(terms.words(s.text), s.language)) for s in self._sentences
        ]
        self._quantities: list[tuple[str, QuantityMatch]] = [
            (sentence.id, match)
            for sentence in self._sentences
            for match in parity.read(sentence.text, sentence.language, article.date, self._mark)
        ]
        self._text = "\n".join(sentence.text for sentence in self._sentences)
        self._words = f" {_key(self._text)} "
        self._vocabulary = frozenset(self._words.split())
        self._stems = {stem for word in self._vocabulary for stem in _stems(word)}
        self._names = {
            form
            for name in figures.names
            for form in (name.text, *name.aliases, *name.labels.values(), name.role or "")
            if form
        }
        self._entries = {entry for form in self._names for entry in gazetteer().all(form)}
        self._initials = {_initials(form) for form in self._names if " " in form}

    def of(self, text: str, language: Language) -> Borne:
        """How the article bears out ``text``, one sentence in ``language``."""
        sources, score = self._sources(text, language)
        read = parity.read(text, language, self._date, self._mark)
        unsupported: list[str] = []
        for match in read:
            holding = [
                id
                for id, other in self._quantities
                if parity.agree(match, other) and self._tells(other, match)
            ]
            if not holding and not _is_wording(match):
                if match.date is not None or not self._has_digits(match, text):
                    unsupported.append(match.text)
            elif holding and not set(holding) & set(sources) and not _is_wording(match):
                sources.append(holding[0])
        spans = [(match.start, match.end) for match in read]
        unsupported += self._strange_names(text, language, spans)
        unsupported += self._strange_quotations(text)
        order = {sentence.id: place for place, sentence in enumerate(self._sentences)}
        return Borne(
            Support(score=round(score, 2), unsupported=tuple(dict.fromkeys(unsupported))),
            tuple(sorted(set(sources), key=order.__getitem__)),
        )

    # --- words -----------------------------------------------------------------------------------

    def _sources(self, text: str, language: Language) -> tuple[list[str], float]:
        """The sentences that together say most of ``text``, and the share of its content words,
        weighed by rarity, that they hold (after "extractive fragment coverage" of Grusky et al.,
        "Newsroom", NAACL 2018, with stems for words)."""
        rarity = self._rarity.get(language, Rarity())
        open_ = set(terms.terms(terms.words(text), language))
        weight = {term: rarity(term) for term in open_}
        whole = sum(weight.values())
        if not whole:
            return [], 1.0
        chosen: list[str] = []
        covered = 0.0
        while len(chosen) < _MOST_SOURCES and open_:
            gains = [sum(weight[t] for t in found & open_) for found in self._terms]
            best = max(range(len(gains)), key=gains.__getitem__, default=None)
            if best is None or gains[best] < _LEAST_GAIN * whole:
                break
            covered += gains[best]
            open_ -= self._terms[best]
            chosen.append(self._sentences[best].id)
        return chosen, covered / whole

    # --- figures ---------------------------------------------------------------------------------

    def _tells(self, said: QuantityMatch, match: QuantityMatch) -> bool:
        """Whether ``said``, of the article, tells all of the date ``match``: *on Tuesday* agrees
        with each Tuesday, and bears out none. A year may stand elsewhere."""
        if match.date is None or (said.date or "X").find("X") < 0:
            return True
        if said.date is None:
            return said.value is not None
        parts = match.date.split("-")
        if len(parts[0]) == 4 and parts[0].isdigit():
            years = {str(self._date.year)} if self._date else set()
            if parts[0] not in self._vocabulary | years:
                return False
        told = said.date.split("-")
        return len(told) >= len(parts) and all(
            a == b or "X" in a for a, b in zip(parts[1:], told[1:], strict=False)
        )

    def _has_digits(self, match: QuantityMatch, text: str) -> bool:
        """Whether the figure is one of the article in another form: a range as two numbers, the
        digits of a name."""
        others = [other for _, other in self._quantities]
        return match not in parity.without_support([match], others, text, self._text)

    # --- names -----------------------------------------------------------------------------------

    def _strange_names(
        self, text: str, language: Language, figures: Sequence[tuple[int, int]]
    ) -> list[str]:
        found: list[tuple[int, int, NameKind | None]] = list(names.tag(text, language))
        # What the recogniser leaves, and is written with a capital all the same; of the word that
        # opens the sentence only together with another such word.
        stopwords = lexicon.of(language).stopwords
        for match in _CAPITALISED.finditer(text):
            start, end = match.span()
            first, _, rest = match[0].partition(" ")
            if not text[:start].strip(_OPENINGS) and (not rest or first.lower() in stopwords):
                start += len(first) + 1
            taken = [(a, b) for a, b, _ in found] + list(figures)
            if start < end and not any(start < b and a < end for a, b in taken):
                found.append((start, end, None))
        return [
            text[start:end]
            for start, end, kind in sorted(found, key=lambda span: span[:2])
            if not self._knows(text[start:end], kind, language)
        ]

    def _knows(self, name: str, kind: NameKind | None, language: Language) -> bool:
        """Whether ``name`` names something that the article names."""
        known = _WORDS_OF_NAMES.get(language, ENGLISH)
        parts = [
            part
            for part in _key(name).split()
            if part not in known.titles | known.not_names | known.articles | known.links
            and part not in known.roles
        ]
        if not parts:
            return True
        if f" {' '.join(parts)} " in self._words or f" {_key(name)} " in self._words:
            return True
        # A person is not the one's first name with the other's surname.
        alone = len(parts) == 1 or kind in (NameKind.ORGANISATION, NameKind.PLACE)
        if alone and all(self._has_word(part) for part in parts):
            return True
        if _initials(name) in self._initials or "".join(parts) in self._initials:
            return True
        if any(entry in self._entries for entry in gazetteer().all(name)):
            return True
        return any(names.same(name, form) for form in self._names)

    def _has_word(self, word: str) -> bool:
        """Whether the article has the word, or another form of it: Mexico, Mexican."""
        return word in self._vocabulary or not self._stems.isdisjoint(_stems(word))

    # --- quotations ------------------------------------------------------------------------------

    def _strange_quotations(self, text: str) -> list[str]:
        """What stands in quotation marks and not, word for word, in the article."""
        return [
            match[0]
            for match in _QUOTATION.finditer(text)
            if len(said := words(match[1] or match[2] or match[3])) >= _FEWEST_QUOTED
            and f" {' '.join(map(folded, said))} " not in self._words
        ]


def warnings(sentence: BilingualSentence) -> tuple[BriefWarning, ...]:
    """What a reader must check in a sentence that a model wrote; nothing for any other."""
    support = sentence.support
    if support is None:
        return ()

    def warning(code: str, **details: str) -> BriefWarning:
        return BriefWarning(
            code=code, details=details, sentence_id=sentence.id, language=sentence.language
        )

    found = tuple(warning("unsupported", text=text) for text in support.unsupported)
    if support.score < WEAK:
        found += (warning("weakly_supported", percent=f"{100 * support.score:.0f}"),)
    return found


def _is_wording(match: QuantityMatch) -> bool:
    """Whether a small number may be mere wording: *one of them*, *first*."""
    if any(map(str.isdigit, match.text)):
        return False
    value = match.value
    if match.kind in (QuantityKind.DATE, QuantityKind.TIME, QuantityKind.DURATION):
        return value is None or value <= 1
    return value is not None and value <= (2 if match.kind is QuantityKind.ORDINAL else 1)


def _stems(word: str) -> set[str]:
    return {word[:end] for end in range(max(_STEM, len(word) - _ENDING), len(word) + 1)}


def _key(text: str) -> str:
    return " ".join(folded(word.split("'")[0].split("’")[0]) for word in words(text))


def _initials(name: str) -> str:
    parts = [part for part in re.split(r"[\s-]+", name) if part[:1].isupper()]
    return normalise("".join(part[0] for part in parts)) if len(parts) > 1 else normalise(name)
