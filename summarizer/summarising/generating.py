"""Models that write a summary: one small protocol, and two of the engines behind it; the third is
:class:`summarizer.summarising.served.ServedGenerator`.

:class:`LocalGenerator` runs a sequence-to-sequence checkpoint of the catalogue (BART, T5, mT5)
on either runtime; :class:`RemoteGenerator` asks a chat server. What either writes is only text
until :mod:`summarizer.summarising.support` has held it against the article.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from summarizer import catalog, remote
from summarizer.brief import Language, ModelUse
from summarizer.catalog import CatalogModel
from summarizer.errors import ModelMissing
from summarizer.seq2seq import Search, Seq2Seq
from summarizer.settings import Settings

REMOTE = "remote"
"""The name of the chat server in ``Settings.summary_model``."""

_TASK = "summarization"
_LANGUAGE_NAMES = {"en": "English", "es": "Spanish"}
# Tokens of a sentence of a summary, twice the mean of news in both languages.
_TOKENS_OF_A_SENTENCE = 80


class Generator(Protocol):
    """Writes summaries. ``section_words`` is how many words of an article it takes at once,
    ``use`` the model for the brief's provenance."""

    section_words: int
    use: ModelUse

    def summaries(self, texts: Sequence[str], language: Language, sentences: int) -> list[str]:
        """A summary of about ``sentences`` sentences of each of ``texts``, in ``language``.

        Raises:
            ModelError: the model is damaged, or its server does not answer as agreed.
        """
        ...


def load(language: Language, settings: Settings) -> Generator:
    """The generator that the settings name: a model of the catalogue, or the chat server; where
    they name none, the first model of the catalogue for ``language`` on this machine, else the
    server.

    Raises:
        ModelMissing: there is none.
        SettingsError: the server's address can't be used.
        EngineUnavailable: the server does not tell its model.
    """
    if settings.summary_model == REMOTE:
        return RemoteGenerator(settings)
    try:
        return load_local(settings.summary_model, language, settings)
    except ModelMissing:
        if settings.summary_model or not settings.remote_url:
            raise
    return RemoteGenerator(settings)


def load_local(name: str, language: Language, settings: Settings) -> LocalGenerator:
    """The model of the catalogue of that name or, where it is empty, the first for ``language``
    on this machine.

    Raises:
        ModelMissing: there is none.
        ModelDamaged: it can't be read.
    """
    if name:
        return _local(catalog.named(name, settings), settings)
    for model in models_here(settings):
        if language in model.source_languages:
            return _local(model, settings)
    raise ModelMissing(
        f"No model on this machine writes summaries in {language}. Add one of the catalogue, or "
        "name a chat server in PUENTE_REMOTE_URL.",
        language=language,
    )


def models_here(settings: Settings) -> list[CatalogModel]:
    """The models of the catalogue on this machine that write summaries."""
    return [
        model
        for model in catalog.models(settings)
        if model.task == _TASK and model.family != "chat" and catalog.is_here(model, settings)
    ]


class RemoteGenerator:
    """The chat server of :mod:`summarizer.remote`."""

    # With its summary this stays below 4,096 tokens in both languages, which every chat model of
    # today takes, and smaller sections lose what a story is about.
    section_words = 1_500

    def __init__(self, settings: Settings) -> None:
        self._client = remote.client(settings)
        self.use = ModelUse(
            task=_TASK,
            name=self._client.model,
            version="",
            runtime="chat server",
            licence="",
        )

    def summaries(self, texts: Sequence[str], language: Language, sentences: int) -> list[str]:
        def ask(text: str) -> str:
            messages = remote.prompt(
                "summarise",
                language=_LANGUAGE_NAMES.get(language, language),
                sentences=str(sentences),
                text=text,
            )
            most = _TOKENS_OF_A_SENTENCE * (sentences + 1)
            return self._client.complete(messages, max_tokens=most).text

        return self._client.each(texts, ask)


class LocalGenerator:
    """A checkpoint in ``folder``, read without any network and run as
    :class:`summarizer.seq2seq.Seq2Seq` does.

    Raises:
        ModelMissing: the folder is not there.
        ModelDamaged: it holds no sequence-to-sequence model that can be read.
    """

    def __init__(self, folder: Path, model: CatalogModel, settings: Settings) -> None:
        self._model = Seq2Seq.as_set(folder, model.name, settings)
        self._prefix = model.prefix
        # News has up to 1.6 tokens a word in the vocabularies of BART and mT5.
        self.section_words = max(20, int(self._model.longest / 1.6))
        self.use = ModelUse(
            task=_TASK,
            name=model.name,
            version="",
            runtime=self._model.runtime,
            licence=model.licence,
        )

    def check(self) -> None:
        """Run the model for a moment; whatever its runtime raises says that it can't."""
        self._model.generate(["Yes."], Search(beam_size=1, max_tokens=1))

    def summaries(self, texts: Sequence[str], language: Language, sentences: int) -> list[str]:
        most = math.ceil(_TOKENS_OF_A_SENTENCE * sentences / 2)
        search = replace(self._model.own_search(most), beam_size=4, no_repeat=3)
        found = self._model.generate([self._prefix + text for text in texts], search)
        return [outputs[0].text for outputs in found]


def _local(model: CatalogModel, settings: Settings) -> LocalGenerator:
    folder = catalog.folder_of(model, settings)
    key = (folder, settings.cache_folder, settings.translation_engine, settings.threads)
    with _loading:
        if key not in _loaded:
            if len(_loaded) >= _MOST_LOADED:
                _loaded.pop(next(iter(_loaded)))
            _loaded[key] = LocalGenerator(folder, model, settings)
        return _loaded[key]


# One of each language.
_MOST_LOADED = 2
_loaded: dict[tuple, LocalGenerator] = {}
_loading = threading.Lock()
