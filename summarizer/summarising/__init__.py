"""The summary of an article in its own language, and its title.

:func:`choose` takes sentences of the article, so that a summary can't invent; :func:`title` takes
the headline or, where there is none, compresses the sentence that tells the news.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.brief import Article, BlockKind, Figures, Length, Origin
from summarizer.brief import Sentence as SentenceOfArticle
from summarizer.summarising import headline, selection
from summarizer.summarising.draft import Draft

__all__ = ["Draft", "choose", "title"]


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
    headlines = {block.id for block in article.body if block.kind is BlockKind.HEADLINE}
    for sentence in sentences:
        if sentence.block_id in headlines:
            return Draft(
                text=" ".join(sentence.text.split()),
                language=sentence.language,
                source_ids=(sentence.id,),
                origin=Origin.SOURCE,
            )
    return headline.made_of(article, sentences, figures)
