"""A summary that a model writes, each sentence held against the article.

Long articles go to the model in sections; if the summaries of the sections are together too long,
they are summed up once more. Nothing that the model wrote is believed: support is looked for in
the article itself, however many steps lie between.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from summarizer import language as languages
from summarizer import sentences as splitting
from summarizer.brief import Article, Figures, Language, Length, Origin, Sentence
from summarizer.errors import EngineUnavailable
from summarizer.summarising import budget, units
from summarizer.summarising.draft import Draft
from summarizer.summarising.generating import Generator
from summarizer.summarising.support import Evidence
from summarizer.summarising.terms import terms, words

# 20,000 words are 14 to 30 sections; what lies beyond is left out.
_MOST_SECTIONS = 40
# Sections of a long article give this many times the points that the summary has, so that its last
# step has something to choose from.
_SPARE = 1.5
_MARKER = re.compile(r"\s*(?:[-–—*•·]|\d{1,2}[.)]|#{1,4})\s+")
# "Title: …" is no sentence of a summary; "Summary: …" introduces one.
_TITLE = re.compile(r"(?:title|headline|título|titular)\s?:", re.IGNORECASE)
_LABEL = re.compile(r"\A(?:summary|resumen)\s?:\s+", re.IGNORECASE)
_MARKUP = re.compile(r"\*\*|__|`")
_FEWEST_WORDS = 4
# Two sentences that share this much of their terms say the same.
_SAME = 0.7
_FINAL = re.compile(r"[.!?…][\"”»')\]]*$")


def write(
    article: Article,
    sentences: Sequence[Sentence],
    figures: Figures,
    length: Length,
    generator: Generator,
) -> tuple[Draft, ...]:
    """The points of a summary that ``generator`` writes, each with its support.

    Raises:
        ModelError: the generator fails, or writes nothing that can be used.
    """
    prose = units.prose(article, sentences)
    if not prose:
        return ()
    language = article.language or prose[0].language
    own = [sentence for sentence in prose if sentence.language == language]
    if 2 * len(own) >= len(prose):
        # Small models go on in the language that they read last; posts in the other one stand in
        # the brief by themselves.
        prose = own
    limit = budget.of(length, len(prose), sum(len(s.text.split()) for s in prose))
    texts = sections(prose, generator.section_words)
    share = max(1, math.ceil(limit.points * _SPARE / len(texts)))
    asked = limit.points if len(texts) == 1 else share
    lines = _lines(generator.summaries(texts, language, asked), language)
    if len(texts) > 1 and len(lines) > limit.points:
        again = " ".join(lines)[: 8 * generator.section_words]
        lines = _lines(generator.summaries([again], language, limit.points), language)
    lines = _within(lines, limit)
    if not lines or languages.identify(" ".join(lines), ("en", "es")).language not in (
        language,
        None,
    ):
        raise EngineUnavailable(
            f"The model {generator.use.name} wrote no summary in the language of the article "
            f"({language}). Choose another one, or the extractive summary.",
            model=generator.use.name,
        )
    evidence = Evidence(article, [s for s in sentences if _is_evidence(s, article)], figures)
    drafts = []
    for line in lines:
        borne = evidence.of(line, language)
        drafts.append(
            Draft(line, language, borne.source_ids, Origin.GENERATED, support=borne.support)
        )
    return tuple(drafts)


def sections(prose: Sequence[Sentence], most_words: int) -> list[str]:
    """The sentences as texts of at most ``most_words`` words, cut between sentences where one is
    not longer than that, with the paragraphs of the article."""
    found: list[str] = []
    text, count, block = "", 0, None
    for sentence in prose:
        tokens = sentence.text.split()[:most_words]
        if text and count + len(tokens) > most_words:
            found.append(text)
            text, count = "", 0
        gap = "" if not text else " " if sentence.block_id == block else "\n"
        text += gap + " ".join(tokens)
        count += len(tokens)
        block = sentence.block_id
    return [*found, text][:_MOST_SECTIONS]


def _lines(written: Sequence[str], language: Language) -> list[str]:
    """The sentences of what a model wrote, without list marks, headings, what it says to its
    reader ("Here is a summary:"), repetitions, and a last sentence that was cut off."""
    found: list[str] = []
    seen: list[frozenset[str]] = []
    for text in written:
        new: list[str] = []
        for line in text.split("\n"):
            line = _MARKUP.sub("", _MARKER.sub("", line, count=1)).strip()
            line = _LABEL.sub("", line, count=1)
            if not line or line.endswith(":") or _TITLE.match(line):
                continue
            new += [span.of(line).strip() for span in splitting.split(line, language)]
        if len(new) > 1 and not _FINAL.search(new[-1]):
            new.pop()
        for sentence in new:
            said = frozenset(terms(words(sentence), language))
            if len(sentence.split()) < _FEWEST_WORDS or any(_alike(said, old) for old in seen):
                continue
            found.append(" ".join(sentence.split()))
            seen.append(said)
    return found


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sentences say the same: most terms are shared, and numbers do not differ."""
    numbers = [{term for term in found if any(map(str.isdigit, term))} for found in (a, b)]
    if numbers[0] - numbers[1] and numbers[1] - numbers[0]:
        return False
    return len(a & b) >= _SAME * max(1, min(len(a), len(b)))


def _within(lines: Sequence[str], limit: budget.Budget) -> list[str]:
    taken: list[str] = []
    count = 0
    for line in lines[: limit.points]:
        count += len(line.split())
        if taken and count > limit.words:
            break
        taken.append(line)
    return taken


def _is_evidence(sentence: Sentence, article: Article) -> bool:
    return any(block.id == sentence.block_id for block in article.body)
