"""The summary of an article in its own language, and its title.

:func:`choose` takes sentences of the article, so that a summary can't invent; :func:`write` has a
model write some, and holds each against the article; :func:`summarise` does what the settings ask
for. :func:`title` takes the headline or, where there is none, compresses the sentence that tells
the news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.brief import (
    Article,
    BilingualSentence,
    BriefWarning,
    Figures,
    Length,
    ModelUse,
    Origin,
)
from summarizer.brief import Sentence as SentenceOfArticle
from summarizer.errors import (
    ModelDamaged,
    ModelError,
    ModelMissing,
    ServersAway,
    SettingsError,
)
from summarizer.settings import Settings
from summarizer.summarising import headline, selection, units
from summarizer.summarising.draft import Draft

__all__ = ["Draft", "Summary", "choose", "doubts", "summarise", "title", "write"]


@dataclass(frozen=True)
class Summary:
    """The points, what a reader must know of how they were made, and the models that wrote."""

    points: tuple[Draft, ...]
    warnings: tuple[BriefWarning, ...] = ()
    models: tuple[ModelUse, ...] = ()


def summarise(
    article: Article,
    sentences: Sequence[SentenceOfArticle],
    figures: Figures,
    length: Length,
    settings: Settings,
) -> Summary:
    """The summary that ``settings.summary`` asks for. Where the model that should write it is
    missing or its server is down, the extractive one, with a warning that says so."""
    if settings.summary == "abstractive":
        try:
            return write(article, sentences, figures, length, settings)
        except (ModelError, SettingsError) as error:
            fault = BriefWarning(code="summary_not_written", details={"reason": str(error)})
            return Summary(choose(article, sentences, figures, length), (fault,))
    return Summary(choose(article, sentences, figures, length))


def write(
    article: Article,
    sentences: Sequence[SentenceOfArticle],
    figures: Figures,
    length: Length,
    settings: Settings,
) -> Summary:
    """A summary that a model of the catalogue or the chat server writes; each point carries its
    ``support`` and, as sources, the sentences that bear it out.

    Where ``settings.serving_url`` names servers of models, theirs writes; while they are away, a
    model of this machine does, and a warning says so.

    Raises:
        ModelMissing: no such model is on this machine, and no server is named.
        ModelError, SettingsError: the model is damaged, or its server can't be asked.
    """
    from summarizer.summarising import abstractive, generating

    language = article.language or (sentences[0].language if sentences else "en")

    def by(generator: generating.Generator) -> Summary:
        points = abstractive.write(article, sentences, figures, length, generator)
        return Summary(points, models=(generator.use,))

    if not settings.serving_url or settings.summary_model == generating.REMOTE:
        return by(generating.load(language, settings))

    from summarizer.summarising import served

    servers = served.servers(settings.serving_url)
    try:
        return by(served.ServedGenerator(servers, settings.summary_model, language))
    except ModelMissing:  # of the servers; this machine may have one
        return by(generating.load(language, settings))
    except (ServersAway, ModelDamaged) as fault:
        try:
            summary = by(generating.load(language, settings))
        except ModelMissing:
            raise fault from None
        named = {"model": summary.models[0].name}
        warning = BriefWarning(code="summary_servers_away", details=named)
        return replace(summary, warnings=(warning, *summary.warnings))


def doubts(sentences: Sequence[BilingualSentence]) -> tuple[BriefWarning, ...]:
    """What the article does not bear out in those of ``sentences`` that a model wrote."""
    from summarizer.summarising import support

    return tuple(warning for sentence in sentences for warning in support.warnings(sentence))


def choose(
    article: Article,
    sentences: Sequence[SentenceOfArticle],
    figures: Figures,
    length: Length = Length.STANDARD,
) -> tuple[Draft, ...]:
    """The points of the summary, in the order of the article.

    A point is a sentence of the article, or the sentences of one quotation with its speaker,
    trimmed where grammar stays intact. The number of points and words is that of
    :data:`summarizer.summarising.selection.BUDGETS`.

    Args:
        article: what was read; only blocks of its body are drawn on.
        sentences: those of :func:`summarizer.sentences.of`.
        figures: what was found in them; may be empty.
        length: how long a summary the reader wants.

    Returns:
        At least one point, unless the article has no sentence outside its headline.
    """
    return selection.choose(article, sentences, figures, length)


def title(article: Article, sentences: Sequence[SentenceOfArticle], figures: Figures) -> Draft:
    """The headline of the article or, where there is none, one made of its own words.

    Raises:
        NotEnoughText: the article has no sentence at all.
    """
    own = units.headline(article, sentences)
    if own is not None:
        return Draft(
            text=" ".join(own.text.split()),
            language=own.language,
            source_ids=(own.id,),
            origin=Origin.SOURCE,
        )
    return headline.made_of(article, sentences, figures)
