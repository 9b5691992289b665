"""Key figures: the quantities and the names of an article."""

from __future__ import annotations

from summarizer.brief import Article, Figures, Sentence

__all__ = ["find"]


def find(article: Article, sentences: tuple[Sentence, ...]) -> Figures:
    """The quantities and names of the article's sentences, merged over their mentions."""
    from summarizer.figures import merging, names, quantities
    from summarizer.figures.literals import decimal_mark_of

    mark = decimal_mark_of(article.text)
    blocks = {block.id: block for block in article.blocks}
    found = []
    for sentence in sentences:
        block = blocks.get(sentence.block_id)
        tweeted = block.tweet.date if block is not None and block.tweet is not None else None
        found += [
            (sentence, match)
            for match in quantities.find(
                sentence.text, sentence.language, tweeted or article.date, decimal_mark=mark
            )
        ]
    return Figures(quantities=merging.merge(found), names=names.find(article, sentences))
