"""What a reader can choose of how a brief is made: the models that are on this machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from summarizer import catalog
from summarizer.brief import Language
from summarizer.settings import Settings
from summarizer.wording import text

CHAT = "chat"


@dataclass(frozen=True)
class Choice:
    """``update`` is what it changes in the settings of this one brief."""

    name: str
    label: str
    update: dict[str, Any] = field(default_factory=dict)


def summaries(settings: Settings, reader: Language) -> tuple[Choice, ...]:
    """Ways to make the points, the one that is set up first; one alone where no model that writes
    is on this machine."""
    own = Choice("extractive", text("compose.summary_own", reader), {"summary": "extractive"})
    written = [
        Choice(
            f"written-{model.name}",
            text("compose.summary_written", reader, model=_name(model, reader)),
            {"summary": "abstractive", "summary_model": model.name},
        )
        for model in catalog.models(settings)
        if model.task == "summarization" and catalog.is_here(model, settings)
    ]
    if settings.remote_url:
        chat = text("compose.chat_server", reader)
        written.append(
            Choice(
                f"written-{CHAT}",
                text("compose.summary_written", reader, model=chat),
                {"summary": "abstractive", "summary_model": "remote"},
            )
        )
    found = [own, *written]
    if settings.summary == "abstractive":
        asked = settings.summary_model
        found.sort(key=lambda c: (c is own, bool(asked) and c.update.get("summary_model") != asked))
    return tuple(found)


def translations(settings: Settings, reader: Language) -> tuple[Choice, ...]:
    """What can translate, the way that is set up first; that alone where nothing else is here."""
    found = [Choice("default", text("compose.translation_default", reader))]
    for model in catalog.models(settings):
        if model.task != "translation" or model.shipped or not catalog.is_here(model, settings):
            continue
        if model.family == CHAT:
            label, update = text("compose.chat_server", reader), {"translation_engine": "remote"}
        else:
            label = _name(model, reader)
            update = {"translation_engine": "ctranslate2", "translation_models": model.name}
        found.append(Choice(model.name, label, update))
    return tuple(found)


def _name(model: catalog.CatalogModel, reader: Language) -> str:
    if model.commercial_use:
        return model.name
    return text("compose.non_commercial", reader, model=model.name)
