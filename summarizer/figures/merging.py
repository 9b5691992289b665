"""Quantities merged over the sentences of an article: one figure, however often it is repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from summarizer.brief import (
    Bound,
    Counted,
    Language,
    Mention,
    NormalForm,
    Quantity,
    QuantityKind,
    Sentence,
    Span,
)
from summarizer.figures.match import QuantityMatch
from summarizer.figures.units import normal_form

# What two mentions count must be told by the text only where many things have the same value.
_DISTINCT = {QuantityKind.NUMBER, QuantityKind.ORDINAL, QuantityKind.MULTIPLE}
# Up to here a number is so common that two of them are the same figure only if both say so.
_COMMON = 12


@dataclass(slots=True)
class _Group:
    match: QuantityMatch
    language: Language
    mentions: list[Mention] = field(default_factory=list)
    heads: dict[Language, set[str]] = field(default_factory=dict)
    labels: dict[Language, str] = field(default_factory=dict)
    counts: Counted | None = None
    changed: QuantityMatch | None = None


def merge(found: Sequence[tuple[Sentence, QuantityMatch]]) -> tuple[Quantity, ...]:
    """One quantity for the mentions with the same kind, value and unit that count the same.

    Two mentions in one language count the same if the heads of their noun phrases do, or if one
    tells nothing, or nothing but a noun before it, as headlines do ("Flood kills 43"), of a
    number that is not common; across languages the value must do, since a tweet and the article around it
    tell of the same event.
    """
    groups: dict[tuple[object, ...], list[_Group]] = {}
    order: list[_Group] = []
    for sentence, match in found:
        key = (match.kind, match.value, match.low, match.high, match.unit, match.date)
        if match.date is None and match.kind is QuantityKind.DATE:
            key = (*key, match.text.casefold())
        candidates = groups.setdefault(key, [])
        group = next((g for g in candidates if _joins(g, match, sentence.language)), None)
        if group is None:
            group = _Group(match, sentence.language)
            candidates.append(group)
            order.append(group)
        _add(group, match, sentence)
    return tuple(_quantity(group, f"q{number}") for number, group in enumerate(order, 1))


def _stem(head: str) -> str:
    head = head.casefold()
    for ending in ("ies", "es", "s"):
        if head.endswith(ending) and len(head) > len(ending) + 2:
            return head[: -len(ending)]
    return head


def _tells(match: QuantityMatch) -> bool:
    """Whether the text tells what ``match`` counts so that another count can be compared."""
    if match.counts is None:
        return False
    span = match.counts.span
    common = match.value is None or abs(match.value) <= _COMMON
    return common or span is None or span.start >= match.start


def _joins(group: _Group, match: QuantityMatch, language: Language) -> bool:
    if match.kind not in _DISTINCT or not _tells(match) or not group.heads:
        return True
    heads = group.heads.get(language)
    return heads is None or _stem(match.counts.head) in heads


def _add(group: _Group, match: QuantityMatch, sentence: Sentence) -> None:
    group.mentions.append(
        Mention(
            sentence_id=sentence.id,
            span=Span(start=match.start, end=match.end),
            text=match.text,
        )
    )
    if group.changed is None and match.change is not None:
        group.changed = match
    if match.counts is None:
        return
    if group.counts is None and len(group.mentions) == 1:
        group.counts = match.counts
    elif group.counts is None or (_tells(match) and not group.heads):
        # Its span is in another sentence than that of the first mention.
        group.counts = match.counts.model_copy(update={"span": None})
    if _tells(match):
        if sentence.language not in group.heads:
            group.labels[sentence.language] = match.counts.text
        group.heads.setdefault(sentence.language, set()).add(_stem(match.counts.head))
    group.labels.setdefault(sentence.language, match.counts.text)


def _quantity(group: _Group, identifier: str) -> Quantity:
    match, changed = group.match, group.changed or group.match
    return Quantity(
        id=identifier,
        kind=match.kind,
        mentions=tuple(group.mentions),
        value=match.value,
        low=match.low,
        high=match.high,
        unit=match.unit,
        date=match.date,
        bound=match.bound or Bound.EXACT,
        change=changed.change,
        changed_from=changed.changed_from,
        counts=group.counts,
        labels=group.labels,
        normal=_normal(match),
    )


def _normal(match: QuantityMatch) -> NormalForm | None:
    if match.kind is not QuantityKind.MEASURE or match.unit is None:
        return None
    amounts = {"value": match.value, "low": match.low, "high": match.high}
    forms = {
        name: normal_form(amount, match.unit)
        for name, amount in amounts.items()
        if amount is not None
    }
    if not forms or None in forms.values():
        return None
    unit = next(form[1] for form in forms.values() if form)
    return NormalForm(unit=unit, **{name: form[0] for name, form in forms.items() if form})
