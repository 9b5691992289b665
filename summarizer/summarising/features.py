"""What the models of salience see of an article: numbers about its terms and its sentences.

The features of a term follow Hong and Nenkova, "Improving the estimation of word importance for
news multi-document summarization" (EACL 2014); those of a sentence add position-aware centrality
after Zheng and Lapata, "Sentence centrality revisited for unsupervised summarization" (ACL 2019).
All of it takes time linear in the number of words.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from summarizer.brief import Language
from summarizer.summarising import lexicon
from summarizer.summarising.terms import WORD, is_term, stem, terms, words

Vector = dict[str, float]
Array = np.ndarray

TERM_FEATURES = (
    "log frequency", "relative frequency", "share of sentences", "log first place", "first place",
    "in first", "in second", "in third", "in first five", "share capitalised", "capitalised",
    "rarity", "known", "has digit", "length", "in headline", "mean place", "spread",
    "share quoted", "log sentences", "repeated", "capitalised frequency", "rare frequency",
    "repeated early",
)  # fmt: skip

SENTENCE_FEATURES = (
    "inverse place", "log place", "relative place", "first", "second", "third", "in first five",
    "opens paragraph", "log sentences", "log length", "under 8 words", "under 12 words",
    "over 35 words", "over 50 words", "relative length", "centrality", "mean similarity after",
    "mean similarity before", "similarity after", "similarity to first",
    "similarity to first three", "similarity to headline", "coverage of top terms",
    "number of top five terms", "mean term frequency", "share of terms", "share of new terms",
    "mean rarity", "share capitalised", "number capitalised", "number of numbers", "has number",
    "has quotation", "opens with quotation", "number of quotation marks", "asks", "exclaims",
    "opens with pronoun", "opens with connective", "share of first person", "has speech verb",
    "has colon", "has semicolon", "commas", "no final stop",
)  # fmt: skip


@dataclass(frozen=True)
class Rarity:
    """Inverse document frequencies of stems in news of one language; an unseen stem has
    ``unseen``."""

    of_stem: Mapping[str, float] = field(default_factory=dict)
    unseen: float = 1.0

    def __call__(self, term: str) -> float:
        return self.of_stem.get(term, self.unseen)


class Document:
    """Sentences as the models see them.

    Args:
        texts: the sentences, in order.
        languages: the language of each.
        paragraphs: the number of the paragraph of each.
        headline: its text, or None.
        rarity: how rare stems are, by language.
    """

    def __init__(
        self,
        texts: Sequence[str],
        languages: Sequence[Language],
        paragraphs: Sequence[int],
        headline: str | None,
        rarity: Mapping[Language, Rarity],
    ) -> None:
        self.texts = list(texts)
        self.languages = list(languages)
        self.paragraphs = list(paragraphs)
        self._rarity = {language: rarity.get(language, Rarity()) for language in set(languages)}
        self.words = [words(text) for text in self.texts]
        self.terms = [terms(w, lang) for w, lang in zip(self.words, self.languages, strict=True)]
        main = Counter(self.languages).most_common(1)[0][0] if self.languages else "en"
        self.headline_terms = set(terms(words(headline), main)) if headline else set()
        self.language = main
        self.vectors = [self._vector(index) for index in range(len(self.texts))]

    def __len__(self) -> int:
        return len(self.texts)

    def _vector(self, index: int) -> Vector:
        """The TF-IDF vector of a sentence, of length 1."""
        rarity = self._rarity[self.languages[index]]
        counts = Counter(self.terms[index])
        vector = {term: (1 + math.log(n)) * rarity(term) for term, n in counts.items()}
        norm = math.sqrt(sum(x * x for x in vector.values())) or 1.0
        return {term: x / norm for term, x in vector.items()}

    @cached_property
    def headline_vector(self) -> Vector:
        rarity = self._rarity.get(self.language, Rarity())
        norm = math.sqrt(sum(rarity(term) ** 2 for term in self.headline_terms)) or 1.0
        return {term: rarity(term) / norm for term in self.headline_terms}

    # --- terms -------------------------------------------------------------------------------

    def term_features(self) -> tuple[list[str], Array]:
        """The terms of the article and their features, one row each."""
        seen: dict[str, _Term] = {}
        for place, (text, language) in enumerate(zip(self.texts, self.languages, strict=True)):
            stopwords = lexicon.of(language).stopwords
            quoted = _quoted(text)
            for match in WORD.finditer(text):
                word = match[0]
                if not is_term(word.lower(), stopwords):
                    continue
                term = stem(word.lower())
                if term not in seen:
                    rarity = self._rarity[language]
                    seen[term] = _Term(rarity(term), term in rarity.of_stem)
                seen[term].add(place, word, match.start(), quoted[match.start()])
        n = len(self)
        most = max((term.frequency for term in seen.values()), default=1)
        rows = []
        for name, term in seen.items():
            places = set(term.places)
            first, last = term.places[0], term.places[-1]
            log_frequency = math.log(term.frequency)
            capitalised = term.capitalised / max(1, term.inner)
            rows.append((
                log_frequency, term.frequency / most, len(places) / n, math.log(1 + first),
                first / n, 0 in places, 1 in places, 2 in places,
                sum(place < 5 for place in places) / 5, capitalised, term.capitalised > 0,
                term.rarity / 10, term.known, term.digit, len(name) / 6,
                name in self.headline_terms, sum(term.places) / term.frequency / n,
                (last - first) / n, term.quoted / term.frequency, math.log(n),
                term.frequency > 1, capitalised * math.log(1 + term.frequency),
                term.rarity / 10 * math.log(1 + term.frequency),
                (term.frequency > 1) / (1 + first),
            ))  # fmt: skip
        shape = (len(rows), len(TERM_FEATURES))
        return list(seen), np.array(rows, dtype=np.float32).reshape(shape)

    # --- sentences ---------------------------------------------------------------------------

    @cached_property
    def sentence_features(self) -> Array:
        """One row of :data:`SENTENCE_FEATURES` for each sentence."""
        n = len(self)
        total: Vector = defaultdict(float)
        for vector in self.vectors:
            for term, x in vector.items():
                total[term] += x
        norm = math.sqrt(sum(x * x for x in total.values())) or 1.0
        frequency = Counter(term for terms_ in self.terms for term in terms_)
        top = self._top_terms(frequency)
        top_weight = sum(top.values()) or 1.0
        top_five = set(list(top)[:5])
        first: Vector = self.vectors[0] if n else {}
        first_three: Vector = defaultdict(float)
        for vector in self.vectors[:3]:
            for term, x in vector.items():
                first_three[term] += x / math.sqrt(3)
        mean_length = sum(map(len, self.words)) / max(1, n)
        several_paragraphs = len(set(self.paragraphs)) > 1

        before: Vector = defaultdict(float)
        known_terms: set[str] = set()
        rows = []
        for place, text in enumerate(self.texts):
            vector, text_words, text_terms = (
                self.vectors[place], self.words[place], self.terms[place],
            )  # fmt: skip
            lexicon_ = lexicon.of(self.languages[place])
            rarity = self._rarity[self.languages[place]]
            length = max(1, len(text_words))
            unique = set(text_terms)
            new = len(unique - known_terms) / max(1, len(unique))
            known_terms |= unique
            similar_before = _dot(vector, before)
            similar_all = _dot(vector, total)
            similar_after = similar_all - similar_before - sum(x * x for x in vector.values())
            for term, x in vector.items():
                before[term] += x
            tokens = text.split()
            capitals = sum(token[:1].isupper() for token in tokens[1:])
            numbers = sum(any(c.isdigit() for c in word) for word in text_words)
            marks = sum(text.count(mark) for mark in '"“”«»')
            opening = text_words[0] if text_words else ""
            opens = several_paragraphs and (
                place == 0 or self.paragraphs[place] != self.paragraphs[place - 1]
            )
            rows.append((
                1 / (place + 1), math.log(place + 1), place / n, place == 0, place == 1,
                place == 2, place < 5, opens, math.log(n), math.log(length), length < 8,
                length < 12, length > 35, length > 50, length / mean_length if mean_length else 1,
                similar_all / norm, similar_after / max(1, n - 1 - place),
                similar_before / max(1, place), similar_after / math.sqrt(n),
                _dot(vector, first) if place else 0.5,
                _dot(vector, first_three) if place > 2 else 0.5,
                _dot(vector, self.headline_vector),
                sum(top.get(term, 0) for term in unique) / top_weight,
                len(unique & top_five),
                math.log(1 + sum(frequency[t] for t in text_terms) / max(1, len(text_terms))),
                len(text_terms) / length, new,
                sum(rarity(t) for t in text_terms) / max(1, len(text_terms)) / 10,
                capitals / max(1, len(tokens)), min(capitals, 8) / 8, min(numbers, 4) / 4,
                numbers > 0, marks > 0, text[:1] in "\"“«", min(marks, 4) / 4, "?" in text,
                "!" in text, opening in lexicon_.pronouns, opening in lexicon_.connectives,
                sum(word in lexicon_.first_person for word in text_words) / length,
                any(word in lexicon_.speech_verbs for word in text_words), ":" in text,
                ";" in text, text.count(",") / length, text[-1:] not in ".!?\"”»)",
            ))  # fmt: skip
        return np.array(rows, dtype=np.float32).reshape(n, len(SENTENCE_FEATURES))

    def _top_terms(self, frequency: Counter[str]) -> Vector:
        """The twelve weightiest terms with their weights, the weightiest first."""
        sentences_with: Counter[str] = Counter()
        weight: Vector = {}
        for language, terms_ in zip(self.languages, self.terms, strict=True):
            rarity = self._rarity[language]
            for term in set(terms_):
                sentences_with[term] += 1
                weight[term] = frequency[term] * rarity(term)
        for term, count in sentences_with.items():
            if count == 1:
                weight[term] *= 0.3
        return dict(sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:12])


class _Term:
    """What is counted of one term on the way through the article."""

    __slots__ = (
        "capitalised", "digit", "frequency", "inner", "known", "places", "quoted", "rarity",
    )  # fmt: skip

    def __init__(self, rarity: float, known: bool) -> None:
        self.rarity, self.known = rarity, known
        self.frequency = self.capitalised = self.inner = self.quoted = 0
        self.digit = False
        self.places: list[int] = []

    def add(self, place: int, word: str, start: int, quoted: bool) -> None:
        self.frequency += 1
        self.places.append(place)
        self.quoted += quoted
        if start > 1:
            self.inner += 1
            self.capitalised += word[0].isupper()
        self.digit = self.digit or any(c.isdigit() for c in word)


def _quoted(text: str) -> list[bool]:
    """For each character, whether it stands inside a quotation."""
    inside, straight, flags = False, False, []
    for character in text:
        if character == '"':
            straight = not straight
        elif character in "“«":
            inside = True
        elif character in "”»":
            inside = False
        flags.append(inside or straight)
    return flags


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return sum(x * b[term] for term, x in a.items() if term in b)
