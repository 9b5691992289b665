"""The second side of a brief: every sentence in the other language, checked against the first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer import alignment
from summarizer.brief import (
    Article,
    BilingualSentence,
    BriefWarning,
    Figures,
    Language,
    Origin,
    Sentence,
    Side,
)
from summarizer.settings import Settings
from summarizer.translating.engine import Attention, Decoding, Translation, Translator
from summarizer.translating.local import LocalTranslator

__all__ = ["Attention", "Decoding", "Translation", "Translator", "load", "render"]


def load(settings: Settings) -> Translator:
    """The translator that the settings choose. Its models are loaded when first needed.

    Raises:
        ModelMissing: the settings name a model that the catalogue lacks.
    """
    return LocalTranslator(settings)


def render(
    drafts: Iterable,
    article: Article,
    sentences: Sequence[Sentence],
    figures: Figures,
    translator: Translator,
    settings: Settings,
    *,
    languages: tuple[Language, ...] = ("en", "es"),
) -> tuple[tuple[BilingualSentence, ...], tuple[BriefWarning, ...]]:
    """Each draft as a sentence in every language of the brief, in the order of the drafts."""
    drafts = tuple(drafts)
    sides: list[dict[Language, Side]] = []
    for draft in drafts:
        sides.append(
            {
                draft.language: Side(
                    text=draft.text,
                    origin=draft.origin,
                    figures=alignment.locate(draft.text, draft.language, figures),
                )
            }
        )
    for target in languages:
        for source in {d.language for d in drafts if d.language != target}:
            index = [i for i, d in enumerate(drafts) if d.language == source]
            results = translator.translate([drafts[i].text for i in index], source, target)
            for i, result in zip(index, results, strict=True):
                text = result[0].text
                sides[i][target] = Side(
                    text=text,
                    origin=Origin.TRANSLATED,
                    figures=alignment.locate(text, target, figures),
                )
    bilingual = tuple(
        BilingualSentence(id=f"b{n}", source_ids=d.source_ids, language=d.language, sides=s)
        for n, (d, s) in enumerate(zip(drafts, sides, strict=True), start=1)
    )
    return bilingual, ()


def models_used(settings: Settings) -> tuple:
    return ()
