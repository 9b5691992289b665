"""A headline for an article that has none, out of its own words."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.brief import Article, Figures, Length, Sentence
from summarizer.errors import NotEnoughText
from summarizer.summarising import selection
from summarizer.summarising.draft import Draft

_MOST_WORDS = 16


def made_of(article: Article, sentences: Sequence[Sentence], figures: Figures) -> Draft:
    if not sentences:
        raise NotEnoughText(
            "There is no sentence to make a title of. Paste the text of the article as well."
        )
    points = selection.choose(article, sentences, figures, Length.SHORT)
    if not points:
        first = sentences[0]
        return Draft(text=first.text, language=first.language, source_ids=(first.id,))
    lead = points[0]
    words = lead.text.split()
    if len(words) > _MOST_WORDS:
        words = [*words[:_MOST_WORDS], "…"]
    return Draft(
        text=" ".join(words).rstrip("."), language=lead.language, source_ids=lead.source_ids
    )
