"""The second side of a brief: every sentence in the other language, checked against the first."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    Side,
    Span,
)
from summarizer.figures.literals import decimal_mark_of
from summarizer.glossary import Glossary, Match, places_of
from summarizer.settings import Settings
from summarizer.summarising.draft import Draft
from summarizer.translating import titles
from summarizer.translating.engine import Attention, Decoding, Translation, Translator
from summarizer.translating.faithful import Faithful, Rendered
from summarizer.translating.local import LocalTranslator

__all__ = [
    "Attention",
    "Decoding",
    "Rendering",
    "Translation",
    "Translator",
    "load",
    "models_used",
    "render",
    "source_only",
]


def load(settings: Settings) -> Translator:
    """The translator that the settings choose, one for each process and choice. Its models are
    loaded when first needed.

    Raises:
        ModelMissing: the settings name a model that the catalogue lacks.
        SettingsError: a remote engine is chosen, and no server that can be asked.
    """
    return _cached(settings)


_translators: dict[tuple, Translator] = {}
_lock = threading.RLock()


_CHOICES = (
    "translation_engine", "translation_models", "beam_size", "threads", "models_folder", "data_folder", "cache_folder",
    "remote_url", "remote_model", "remote_key", "remote_seconds", "remote_retries",
    "remote_concurrency", "serving_url",
)  # fmt: skip


def _cached(settings: Settings) -> Translator:
    choice = tuple(getattr(settings, name) for name in _CHOICES)
    with _lock:
        if choice not in _translators:
            _translators[choice] = _made(settings)
        return _translators[choice]


def _made(settings: Settings) -> Translator:
    if settings.translation_engine != "remote":
        here = LocalTranslator(settings)
        if settings.serving_url:
            from summarizer.translating.served import ServedTranslator

            return ServedTranslator(settings.serving_url, here)
        return here
    from summarizer.translating.remote import RemoteTranslator

    behind = {
        name: field.default for name, field in Settings.model_fields.items() if "remote" in name
    }
    behind["translation_engine"] = "ctranslate2"
    return RemoteTranslator(settings, _cached(settings.model_copy(update=behind)))


def models_used(settings: Settings) -> tuple[ModelUse, ...]:
    """The translation models that this process has used with these settings."""
    return load(settings).models


def source_only(drafts: Iterable[Draft], figures: Figures) -> tuple[BilingualSentence, ...]:
    """Each draft as a sentence that has only its source side yet, with ids "b1", "b2"…"""
    return tuple(
        BilingualSentence(
            id=f"b{number}",
            source_ids=draft.source_ids,
            language=draft.language,
            support=draft.support,
            sides={
                draft.language: Side(
                    text=draft.text,
                    origin=draft.origin,
                    figures=alignment.locate(
                        draft.text,
                        draft.language,
                        alignment.of_sentences(figures, draft.source_ids),
                    ),
                )
            },
        )
        for number, draft in enumerate(drafts, start=1)
    )


@dataclass(frozen=True)
class Rendering:
    """``sentences`` in every language of the brief, what is to be checked in them, and the models
    whose words stand in them."""

    sentences: tuple[BilingualSentence, ...]
    warnings: tuple[BriefWarning, ...] = ()
    models: tuple[ModelUse, ...] = ()


def render(
    sentences: Sequence[BilingualSentence],
    article: Article,
    figures: Figures,
    translator: Translator,
    settings: Settings,
    *,
    languages: tuple[Language, ...] = ("en", "es"),
    glossary: Glossary | None = None,
) -> Rendering:
    """The sentences of :func:`source_only` in every language of the brief, in their order. The
    terms of ``glossary`` are honoured, and a sentence that it remembers is not translated anew.

    Raises:
        ModelMissing, ModelDamaged, EngineUnavailable: as the translator says.
    """
    here = [alignment.of_sentences(figures, sentence.source_ids) for sentence in sentences]
    sides = [dict(sentence.sides) for sentence in sentences]
    warnings: list[BriefWarning] = []
    models: dict[ModelUse, None] = {}
    unanswered = 0
    glossary = glossary or Glossary()
    mark = decimal_mark_of(article.text[:200_000])
    for target in languages:
        for source in dict.fromkeys(s.language for s in sentences if s.language != target):
            index = []
            for i, sentence in enumerate(sentences):
                if sentence.language != source:
                    continue
                match = glossary.remembered(sides[i][source].text, source, target)
                if match is not None and match.exact:
                    sides[i][target] = _remembered(match, target, here[i])
                    continue
                index.append(i)
                if match is not None:
                    said = {"source": match.remembered.source, "target": match.remembered.target}
                    warnings.append(
                        BriefWarning(
                            code="sentence_similar", details=said, sentence_id=sentence.id,
                            language=target,
                        )
                    )  # fmt: skip
            if not index:
                continue
            faithful = Faithful(
                translator,
                source,
                target,
                source_mark=mark if source != "en" else ".",
                spanish_numbers=settings.spanish_numbers,
                reference_date=article.date,
                glossary=glossary,
            )
            rendered = faithful.translate(
                [_reading(sides[i][source].text, source, article) for i in index],
                [here[i].names for i in index],
            )
            unanswered += faithful.unanswered
            for i, result in zip(index, rendered, strict=True):
                models.update(dict.fromkeys(result.models))
                sides[i][target] = Side(
                    text=result.text,
                    origin=Origin.TRANSLATED,
                    figures=_carried(result, sides[i][source], target, here[i]),
                    terms=_terms(sides[i][source].text, result.text, source, target, glossary),
                )
                warnings += [
                    warning.model_copy(update={"sentence_id": sentences[i].id})
                    for warning in result.warnings
                ]
    if unanswered:
        said = {"sentences": str(unanswered)}
        warnings.append(BriefWarning(code="engine_unavailable", details=said))
    bilingual = tuple(
        sentence.model_copy(update={"sides": both})
        for sentence, both in zip(sentences, sides, strict=True)
    )
    return Rendering(bilingual, tuple(warnings), tuple(models))


def _reading(text: str, language: Language, article: Article) -> str:
    """``text`` as it is translated: an English headline in Title Case as a sentence, since no
    other language writes so. Places in it stay what they are."""
    return titles.sentence_case(text, article) if language == "en" else text


def _remembered(match: Match, language: Language, figures: Figures) -> Side:
    text = match.remembered.target
    return Side(
        text=text,
        origin=Origin.REMEMBERED,
        figures=alignment.locate(text, language, figures),
    )


def _terms(
    said: str, text: str, source: Language, target: Language, glossary: Glossary
) -> tuple[Span, ...]:
    found = glossary.find(said, source, target)
    places = places_of(text, found, target) if found else []
    return tuple(Span(start=start, end=end) for start, end in places)


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
