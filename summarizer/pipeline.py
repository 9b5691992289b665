"""The way of one article, from what was pasted to a bilingual brief, read from top to bottom.

:func:`run` goes through the stages and tells of each; :func:`summarise` is the same in one call;
:func:`edit` changes one sentence of a brief by hand and checks it again.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass

import summarizer
from summarizer import (
    alignment,
    catalog,
    checking,
    figures,
    language,
    reading,
    sentences,
    summarising,
    translating,
)
from summarizer.brief import (
    Article,
    BilingualSentence,
    BlockKind,
    Brief,
    BriefWarning,
    Figures,
    Language,
    Length,
    ModelUse,
    Origin,
    Point,
    Provenance,
    Sentence,
    Side,
    TranslatedTweet,
)
from summarizer.errors import InputError, NotFound
from summarizer.figures import ranking
from summarizer.glossary import Glossary
from summarizer.settings import Settings, load
from summarizer.summarising import Draft

LANGUAGES: tuple[Language, ...] = ("en", "es")
"""The two languages of every brief. An article may be in another one, where a model on this machine
translates it into both."""

STAGES = ("reading", "figures", "summarising", "translating", "brief")


@dataclass(frozen=True)
class Progress:
    """``stage`` (one of :data:`STAGES`) has ended. ``article`` is there after *reading*; ``brief``
    holds the source sides after *summarising* and everything after *brief*."""

    stage: str
    article: Article | None = None
    brief: Brief | None = None

    @property
    def share(self) -> float:
        """How much of the way is done, from 0 to 1."""
        return (STAGES.index(self.stage) + 1) / len(STAGES)


def summarise(
    data: str | bytes,
    *,
    length: Length | str = Length.STANDARD,
    filename: str | None = None,
    url: str | None = None,
    settings: Settings | None = None,
    glossary: Glossary | None = None,
) -> Brief:
    """The bilingual brief of an article.

    Args:
        data: pasted text, an HTML page, or the bytes of a file (text, HTML, PDF, DOCX).
        length: ``"short"``, ``"standard"`` or ``"long"``.
        filename: name of the file that ``data`` came in; it decides nothing that the content
            itself tells.
        url: address that ``data`` came from.
        settings: those of the process, unless given.
        glossary: terms and sentences of a desk that the translation honours, such as
            :meth:`summarizer.store.Store.glossary` gives.

    Raises:
        InputError: the input can't become a brief; the message says why and what to do.
        ModelError: a model is missing or damaged.
    """
    return _last(
        run(
            data,
            length=length,
            filename=filename,
            url=url,
            settings=settings,
            glossary=glossary,
        )
    )


def summarise_address(
    url: str,
    *,
    length: Length | str = Length.STANDARD,
    settings: Settings | None = None,
    glossary: Glossary | None = None,
) -> Brief:
    """The bilingual brief of the page at a web address.

    Raises:
        AddressRefused, AddressFailed: the address is not asked, or gives no article.
        InputError, ModelError: as for :func:`summarise`.
    """
    return _last(run_address(url, length=length, settings=settings, glossary=glossary))


def _last(steps: Iterator[Progress]) -> Brief:
    brief = None
    for progress in steps:
        brief = progress.brief
    assert brief is not None
    return brief


def run(
    data: str | bytes,
    *,
    length: Length | str = Length.STANDARD,
    filename: str | None = None,
    url: str | None = None,
    settings: Settings | None = None,
    glossary: Glossary | None = None,
) -> Iterator[Progress]:
    """The same as :func:`summarise`, stage by stage. Closing the iterator cancels the rest."""
    settings = settings or load()
    length, clock = _length(length), _Clock()
    article = reading.read(data, filename=filename, url=url, settings=settings)
    yield from _brief_stages(article, data, length, settings, glossary, clock)


def run_address(
    url: str,
    *,
    length: Length | str = Length.STANDARD,
    settings: Settings | None = None,
    glossary: Glossary | None = None,
) -> Iterator[Progress]:
    """The same as :func:`run` for the page at a web address. The hash in the provenance is that
    of the page's text.

    Raises:
        AddressRefused, AddressFailed: the address is not asked, or gives no article.
    """
    settings = settings or load()
    length, clock = _length(length), _Clock()
    article = reading.read_address(url, settings=settings)
    yield from _brief_stages(article, article.text, length, settings, glossary, clock)


def _brief_stages(
    article: Article,
    data: str | bytes,
    length: Length,
    settings: Settings,
    glossary: Glossary | None,
    clock: _Clock,
) -> Iterator[Progress]:
    article = language.assign(article, catalog.article_languages(LANGUAGES, settings))
    clock.lap("reading")
    yield Progress("reading", article=article)

    parts = sentences.of(article)
    found = figures.find(article, parts)
    key_figures = ranking.key_figures(found, article, parts)
    clock.lap("figures")
    yield Progress("figures", article=article)

    title = summarising.title(article, parts, found)
    summary = summarising.summarise(article, parts, found, length, settings)
    points = summary.points
    tweets = _tweet_drafts(article, parts)
    told = {source for draft in (title, *points, *tweets) for source in draft.source_ids}
    evidence = _evidence_drafts(key_figures, found, parts, told)
    drafts = [title, *points, *tweets, *evidence]
    clock.lap("summarising")

    def brief_of(made: translating.Rendering) -> Brief:
        return _assemble(
            made.sentences, len(points), len(tweets),
            (*summary.warnings, *doubts, *made.warnings), article, parts, found, key_figures,
            length, settings, data, (*summary.models, *made.models), clock,
        )  # fmt: skip

    source_only = translating.source_only(drafts, found)
    doubts = summarising.doubts(source_only)
    yield Progress("summarising", article, brief_of(translating.Rendering(source_only)))

    translator = translating.load(settings)
    rendered = translating.render(
        source_only, article, found, translator, settings, glossary=glossary
    )
    clock.lap("translating")
    yield Progress("translating", article=article)

    yield Progress("brief", article, brief_of(rendered))


def edit(brief: Brief, sentence_id: str, side: Language, text: str) -> Brief:
    """The next version of ``brief``, with the ``side`` of one sentence rewritten by hand.

    The figures of that sentence are found again in the new text, and its warnings are those that
    the new text deserves.

    Raises:
        NotFound: the brief has no such sentence or side.
        InputError: the text is empty.
    """
    text = " ".join(text.split())
    if not text:
        raise InputError("A sentence can't be empty. Write its text, or leave it as it was.")
    old = next((s for s in brief.bilingual_sentences() if s.id == sentence_id), None)
    if old is None or side not in old.sides:
        raise NotFound(f"This brief has no sentence {sentence_id} in the language {side}.")

    figures_here = alignment.of_sentences(brief.figures, old.source_ids)
    new_side = Side(
        text=text,
        origin=Origin.EDITED,
        figures=alignment.locate(text, side, figures_here),
    )
    # What a person wrote is borne out by that person.
    support = old.support if side != old.language else None
    new = old.model_copy(update={"sides": {**old.sides, side: new_side}, "support": support})
    kept = tuple(w for w in brief.warnings if w.sentence_id != sentence_id)
    return brief.model_copy(
        update={
            **_replaced(brief, new),
            "warnings": (*kept, *checking.recheck(new, figures_here), *summarising.doubts((new,))),
            "version": brief.version + 1,
            "edited": True,
        }
    )


def drop(brief: Brief, sentence_id: str) -> Brief:
    """The next version of ``brief``, without one sentence of its summary and without the warnings
    about it. Its figures stay: the article still has them.

    Raises:
        NotFound: no point has such a sentence.
        InputError: it is the last one.
    """
    left = [
        point.model_copy(update={"sentences": kept})
        for point in brief.points
        if (kept := tuple(line for line in point.sentences if line.id != sentence_id))
    ]
    if sum(len(point.sentences) for point in left) == sum(len(p.sentences) for p in brief.points):
        raise NotFound(f"This brief has no point with a sentence {sentence_id}.")
    if not left:
        raise InputError("A brief needs a sentence. Rewrite this one, or delete the brief.")
    return brief.model_copy(
        update={
            "points": tuple(left),
            "warnings": tuple(w for w in brief.warnings if w.sentence_id != sentence_id),
            "version": brief.version + 1,
            "edited": True,
        }
    )


def warm(settings: Settings | None = None) -> None:
    """Load every model that a brief needs, so that the first one is as fast as the rest.

    Raises:
        ModelError: a model is missing or damaged.
    """
    settings = settings or load()
    for sample in _WARMING:
        summarise(sample, length=Length.SHORT, settings=settings)


_WARMING = (
    "The minister said on Monday that 12 people were hurt in Madrid. The road was closed.",
    "El ministro dijo el lunes que 12 personas resultaron heridas en Madrid. La vía se cerró.",
)


def _length(length: Length | str) -> Length:
    try:
        return Length(length)
    except ValueError:
        choices = ", ".join(Length)
        raise InputError(f"The length can't be {length!r}. Choose one of: {choices}.") from None


class _Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.laps[stage] = round(now - self._last, 4)
        self._last = now


def _tweet_drafts(article: Article, parts: tuple[Sentence, ...]) -> list[Draft]:
    tweets = {block.id for block in article.body if block.kind is BlockKind.TWEET}
    return [
        Draft(part.text, part.language, (part.id,)) for part in parts if part.block_id in tweets
    ]


def _evidence_drafts(
    key_figures: tuple[str, ...], found: Figures, parts: tuple[Sentence, ...], told: set[str]
) -> list[Draft]:
    """The sentences of key figures that nothing else in the brief says."""
    by_id = {part.id: part for part in parts}
    drafts: list[Draft] = []
    for quantity in found.quantities:
        sources = [mention.sentence_id for mention in quantity.mentions]
        if quantity.id in key_figures and not told.intersection(sources):
            part = by_id[sources[0]]
            told.add(part.id)
            drafts.append(Draft(part.text, part.language, (part.id,)))
    return drafts


def _assemble(
    both: tuple[BilingualSentence, ...],
    number_of_points: int,
    number_of_tweet_sentences: int,
    warnings: tuple[BriefWarning, ...],
    article: Article,
    parts: tuple[Sentence, ...],
    found: Figures,
    key_figures: tuple[str, ...],
    length: Length,
    settings: Settings,
    data: str | bytes,
    models: tuple[ModelUse, ...],
    clock: _Clock,
) -> Brief:
    by_id = {part.id: part for part in parts}
    end_of_points = 1 + number_of_points
    end_of_tweets = end_of_points + number_of_tweet_sentences

    renamed: dict[str, str] = {}

    def named(sentence: BilingualSentence, name: str, **update: object) -> BilingualSentence:
        renamed[sentence.id] = name
        return sentence.model_copy(update={"id": name, **update})

    title = named(both[0], "t")
    points = tuple(
        Point(id=f"p{number}", sentences=(named(sentence, f"p{number}.1"),))
        for number, sentence in enumerate(both[1:end_of_points], start=1)
    )
    tweets: list[TranslatedTweet] = []
    for block in article.body:
        if block.tweet is None:
            continue
        number = len(tweets) + 1
        lines = [
            sentence
            for sentence in both[end_of_points:end_of_tweets]
            if by_id[sentence.source_ids[0]].block_id == block.id
        ]
        tweets.append(
            TranslatedTweet(
                **block.tweet.model_dump(),
                block_id=block.id,
                sentences=tuple(
                    named(
                        line,
                        f"w{number}.{place}",
                        paragraph=_paragraph(block.text, by_id[line.source_ids[0]]),
                    )
                    for place, line in enumerate(lines, start=1)
                ),
            )
        )
    evidence = tuple(
        named(sentence, f"e{number}")
        for number, sentence in enumerate(both[end_of_tweets:], start=1)
    )
    shown = (
        title,
        *(sentence for point in points for sentence in point.sentences),
        *(sentence for tweet in tweets for sentence in tweet.sentences),
        *evidence,
    )
    labelled = alignment.label(found, shown, LANGUAGES)
    return Brief(
        title=title,
        source_language=article.language or title.language,
        languages=LANGUAGES,
        length=length,
        points=points,
        tweets=tuple(tweets),
        quantities=labelled.quantities,
        names=labelled.names,
        key_figures=key_figures,
        evidence=evidence,
        article=article,
        sentences=parts,
        warnings=tuple(
            warning.model_copy(
                update={"sentence_id": renamed.get(warning.sentence_id, warning.sentence_id)}
            )
            if warning.sentence_id is not None
            else warning
            for warning in warnings
        ),
        provenance=Provenance(
            puente=summarizer.__version__,
            created=dt.datetime.now(dt.UTC),
            input_sha256=Provenance.hash_of(data),
            models=models,
            settings={
                "length": str(length),
                "summary": settings.summary,
                "translation_engine": settings.translation_engine,
                "beam_size": str(settings.beam_size),
            },
            timings=dict(clock.laps),
        ),
    )


def _paragraph(text: str, part: Sentence) -> int:
    return text[: part.span.start].count("\n\n")


def _replaced(brief: Brief, new: BilingualSentence) -> dict[str, object]:
    """The parts of ``brief`` that show sentences, with ``new`` in the place of its namesake."""

    def swap(lines: tuple[BilingualSentence, ...]) -> tuple[BilingualSentence, ...]:
        return tuple(new if line.id == new.id else line for line in lines)

    return {
        "title": new if brief.title.id == new.id else brief.title,
        "points": tuple(
            point.model_copy(update={"sentences": swap(point.sentences)}) for point in brief.points
        ),
        "tweets": tuple(
            tweet.model_copy(update={"sentences": swap(tweet.sentences)}) for tweet in brief.tweets
        ),
        "evidence": swap(brief.evidence),
    }
