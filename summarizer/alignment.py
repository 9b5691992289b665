"""Where each figure stands in a text: the source side, its translation, or a side edited by
hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from summarizer.brief import (
    BilingualSentence,
    Figures,
    FigureSpan,
    Language,
    Mention,
    Name,
    NameKind,
    Quantity,
    Side,
    Span,
)
from summarizer.checking import parity
from summarizer.checking.words import folded, words
from summarizer.figures.gazetteer import gazetteer


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
    """The spans of ``figures`` in ``text``, in order, never overlapping.

    ``text`` may be the source side, a translation, or a side edited by hand. Quantities are found
    by value, whatever words or separators say it; what has none to compare ("yesterday"), and
    names, by the forms that the article and the gazetteer know. A figure that is said twice has
    two spans.
    """
    spans = _quantities(text, language, figures.quantities)

    def take(figure_id: str, start: int, end: int) -> None:
        span = Span(start=start, end=end)
        if not any(span.overlaps(other.span) for other in spans):
            spans.append(FigureSpan(figure_id=figure_id, span=span))

    there = {span.figure_id for span in spans}
    forms = [
        (quantity.id, mention.text)
        for quantity in figures.quantities
        if quantity.id not in there
        for mention in quantity.mentions
    ]
    for name in figures.names:
        known = {name.text, *name.aliases, *name.labels.values(), *(m.text for m in name.mentions)}
        for form in list(known):
            entry = gazetteer().find(form, name.kind)
            if entry is not None:
                known.update(entry.names.get(language, ()))
        forms += [(name.id, form) for form in known if form]
    people = {
        name.id: frozenset(
            folded(word) for form in (name.text, *name.aliases) for word in words(form)
        )
        for name in figures.names
        if name.kind is NameKind.PERSON
    }
    for figure_id, form in sorted(forms, key=lambda item: -len(item[1])):
        for start, end in _occurrences(text, form):
            if figure_id in people:
                end = _whole_name(text, end, people[figure_id])
            take(figure_id, start, end)
    return tuple(sorted(spans, key=lambda found: found.span.start))


def _whole_name(text: str, end: int, known: frozenset[str]) -> int:
    """The end of a person's name of which only the beginning has been found."""
    while match := re.match(r"[ \u00a0]([^\W\d_]{2,40})", text[end : end + 42]):
        if not match.group(1)[0].isupper() or folded(match.group(1)) not in known:
            break
        end += match.end()
    return end


def _occurrences(text: str, form: str) -> Iterable[tuple[int, int]]:
    """Where ``form`` stands in ``text`` as words of its own."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        inside = (at and text[at - 1].isalnum() and form[0].isalnum()) or (
            text[end : end + 1].isalnum() and form[-1].isalnum()
        )
        if not inside:
            yield at, end
        at = text.find(form, end)


def _quantities(text: str, language: Language, wanted: Sequence[Quantity]) -> list[FigureSpan]:
    """Spans by value. Where a number can be read in two ways, the decimal mark with which more of
    the figures are found is the one that the text uses."""
    best: list[FigureSpan] = []
    for mark in (None, ".", ","):
        spans: list[FigureSpan] = []
        used: Counter[str] = Counter()
        for match in parity.read(text, language, None, mark):
            same = [quantity for quantity in wanted if parity.agree(quantity, match)]
            if not same:
                continue
            # Of several figures with one value, the one that has been shown least comes next.
            chosen = min(same, key=lambda quantity: used[quantity.id])
            used[chosen.id] += 1
            spans.append(
                FigureSpan(figure_id=chosen.id, span=Span(start=match.start, end=match.end))
            )
        if len({span.figure_id for span in spans}) > len({span.figure_id for span in best}):
            best = spans
        if len(best) >= len(wanted):
            break
    return best


def label(
    figures: Figures,
    bilingual: Sequence[BilingualSentence],
    languages: Sequence[Language],
) -> Figures:
    """``figures`` with their labels in each language of the brief: for a quantity what it counts,
    read in the sentence of that language that shows it; for a name what stands at its place."""
    shown: dict[tuple[str, Language], list[tuple[Side, FigureSpan]]] = {}
    for sentence in bilingual:
        for language, side in sentence.sides.items():
            for span in side.figures:
                shown.setdefault((span.figure_id, language), []).append((side, span))

    def of_quantity(quantity: Quantity) -> Quantity:
        labels = dict(quantity.labels)
        for language in languages:
            for side, span in shown.get((quantity.id, language), ()):
                if language in labels:
                    break
                for match in parity.read(side.text, language):
                    here = match.start < span.span.end and span.span.start < match.end
                    if here and match.counts is not None:
                        labels.setdefault(language, match.counts.text)
        return quantity.model_copy(update={"labels": labels})

    def of_name(name: Name) -> Name:
        labels = dict(name.labels)
        for language in languages:
            places = [span.span.of(side.text) for side, span in shown.get((name.id, language), ())]
            if language not in labels and places:
                labels[language] = max(places, key=len)
        return name.model_copy(update={"labels": labels})

    return Figures(
        quantities=tuple(of_quantity(quantity) for quantity in figures.quantities),
        names=tuple(of_name(name) for name in figures.names),
    )
