"""The second side of a brief: every sentence in the other language, checked against the first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer import alignment
from summarizer.brief import (
    Article,
    BilingualSentence,
    BriefWarning,
    Figures,
    FigureSpan,
    Language,
    ModelUse,
    Origin,
    Sentence,
    Side,
    Span,
)
from summarizer.figures.literals import decimal_mark_of
from summarizer.settings import Settings
from summarizer.summarising.draft import Draft
from summarizer.translating.engine import Attention, Decoding, Translation, Translator
from summarizer.translating.faithful import Faithful, Rendered
from summarizer.translating.local import LocalTranslator

__all__ = ["Attention", "Decoding", "Translation", "Translator", "load", "models_used", "render"]


def load(settings: Settings) -> Translator:
    """The translator that the settings choose, one for each process and choice. Its models are
    loaded when first needed.

    Raises:
        ModelMissing: the settings name a model that the catalogue lacks.
    """
    return _cached(settings)


_translators: dict[str, Translator] = {}


def _cached(settings: Settings) -> Translator:
    key = settings.model_dump_json(
        include={
            "translation_engine", "beam_size", "threads", "models_folder", "data_folder",
            "cache_folder",
        }
    )  # fmt: skip
    return _translators.setdefault(key, LocalTranslator(settings))


def models_used(settings: Settings) -> tuple[ModelUse, ...]:
    """The translation models that this process has used with these settings."""
    return load(settings).models


def render(
    drafts: Iterable[Draft],
    article: Article,
    sentences: Sequence[Sentence],
    figures: Figures,
    translator: Translator,
    settings: Settings,
    *,
    languages: tuple[Language, ...] = ("en", "es"),
) -> tuple[tuple[BilingualSentence, ...], tuple[BriefWarning, ...]]:
    """Each draft as a sentence in every language of the brief, in the order of the drafts, with
    ids "b1", "b2"… to which the warnings refer.

    Raises:
        ModelMissing, ModelDamaged, EngineUnavailable: as the translator says.
    """
    drafts = tuple(drafts)
    here = [alignment.of_sentences(figures, draft.source_ids) for draft in drafts]
    sides: list[dict[Language, Side]] = [
        {
            draft.language: Side(
                text=draft.text,
                origin=draft.origin,
                figures=alignment.locate(draft.text, draft.language, found),
            )
        }
        for draft, found in zip(drafts, here, strict=True)
    ]
    warnings: list[BriefWarning] = []
    mark = decimal_mark_of(article.text[:200_000])
    for target in languages:
        for source in dict.fromkeys(d.language for d in drafts if d.language != target):
            index = [i for i, draft in enumerate(drafts) if draft.language == source]
            faithful = Faithful(
                translator,
                source,
                target,
                source_mark=mark if source != "en" else ".",
                spanish_numbers=settings.spanish_numbers,
                reference_date=article.date,
            )
            rendered = faithful.translate(
                [drafts[i].text for i in index], [here[i].names for i in index]
            )
            for i, result in zip(index, rendered, strict=True):
                sides[i][target] = Side(
                    text=result.text,
                    origin=Origin.TRANSLATED,
                    figures=_carried(result, sides[i][source], target, here[i]),
                )
                warnings += [
                    warning.model_copy(update={"sentence_id": f"b{i + 1}"})
                    for warning in result.warnings
                ]
    bilingual = tuple(
        BilingualSentence(
            id=f"b{number}", source_ids=draft.source_ids, language=draft.language, sides=both
        )
        for number, (draft, both) in enumerate(zip(drafts, sides, strict=True), start=1)
    )
    return bilingual, tuple(warnings)


def _carried(
    result: Rendered, source: Side, language: Language, figures: Figures
) -> tuple[FigureSpan, ...]:
    """The figures of the source side in the translation: by value and by string, and names that
    were translated by where the model looked."""
    found = list(alignment.locate(result.text, language, figures))
    there = {span.figure_id for span in found}
    names = {name.id for name in figures.names}
    for item in source.figures:
        if item.figure_id in there or item.figure_id not in names:
            continue
        place = result.counterpart(item.span.start, item.span.end)
        if place is None:
            continue
        span = Span(start=place[0], end=place[1])
        if not any(span.overlaps(other.span) for other in found):
            found.append(FigureSpan(figure_id=item.figure_id, span=span))
            there.add(item.figure_id)
    return tuple(sorted(found, key=lambda item: item.span.start))
