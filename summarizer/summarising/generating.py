"""Models that write a summary: one small protocol, and the two engines behind it.

:class:`LocalGenerator` runs a sequence-to-sequence checkpoint of the catalogue (BART, T5, mT5)
with transformers; :class:`RemoteGenerator` asks a chat server. What either writes is only text
until :mod:`summarizer.summarising.support` has held it against the article.
"""

from __future__ import annotations

import functools
import math
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from summarizer import catalog, remote
from summarizer.brief import Language, ModelUse
from summarizer.catalog import CatalogModel
from summarizer.errors import ModelDamaged, ModelMissing
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
    name = settings.summary_model
    if name == REMOTE:
        return RemoteGenerator(settings)
    if name:
        return _local(catalog.named(name, settings), settings)
    able = [
        model
        for model in catalog.models(settings)
        if model.task == _TASK
        and language in model.source_languages
        and catalog.is_here(model, settings)
    ]
    if able:
        return _local(able[0], settings)
    if settings.remote_url:
        return RemoteGenerator(settings)
    raise ModelMissing(
        f"No model on this machine writes summaries in {language}. Add one of the catalogue, or "
        "name a chat server in PUENTE_REMOTE_URL.",
        language=language,
    )


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
    """A checkpoint in ``folder``, read without any network.

    Raises:
        ModelMissing: the folder is not there.
        ModelDamaged: it holds no sequence-to-sequence model that transformers can read.
    """

    def __init__(self, folder: Path, model: CatalogModel, *, threads: int = 0) -> None:
        if not folder.is_dir():
            raise ModelMissing(
                f"The model {model.name} is not on this machine. Put its files into {folder}.",
                model=model.name,
            )
        import torch
        from safetensors import SafetensorError
        from transformers import AutoModelForSeq2SeqLM, AutoTokenizer
        from transformers.utils import logging

        if threads:
            torch.set_num_threads(threads)
        logging.disable_progress_bar()
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
            self._model = AutoModelForSeq2SeqLM.from_pretrained(
                folder, dtype=torch.float32, local_files_only=True
            )
        except (OSError, ValueError, RuntimeError, KeyError, ImportError, SafetensorError) as error:
            raise ModelDamaged(
                f"The model in {folder} can't be read ({error}). Copy the checkpoint there again.",
                folder=folder,
            ) from error
        self._model.eval()
        self._prefix = model.prefix
        self._lock = threading.Lock()
        positions = getattr(self._model.config, "max_position_embeddings", None)
        # T5 has relative positions, and was trained on 512.
        self._tokens = min(positions or 512, self._tokenizer.model_max_length)
        # News has up to 1.6 tokens a word in the vocabularies of BART and mT5.
        self.section_words = max(20, int(self._tokens / 1.6))
        self.use = ModelUse(
            task=_TASK,
            name=model.name,
            version=getattr(self._model.config, "_commit_hash", None) or "",
            runtime="transformers",
            licence=model.licence,
        )

    def summaries(self, texts: Sequence[str], language: Language, sentences: int) -> list[str]:
        import torch

        written = []
        for text in texts:
            inputs = self._tokenizer(
                self._prefix + text, return_tensors="pt", truncation=True, max_length=self._tokens
            )
            with self._lock, torch.inference_mode():
                output = self._model.generate(
                    **inputs,
                    num_beams=4,
                    max_new_tokens=math.ceil(_TOKENS_OF_A_SENTENCE * sentences / 2),
                    no_repeat_ngram_size=3,
                    do_sample=False,
                )
            written.append(self._tokenizer.decode(output[0], skip_special_tokens=True))
        return written


def _local(model: CatalogModel, settings: Settings) -> LocalGenerator:
    return _loaded(catalog.folder_of(model, settings), model, settings.threads)


@functools.lru_cache(maxsize=2)
def _loaded(folder: Path, model: CatalogModel, threads: int) -> LocalGenerator:
    return LocalGenerator(folder, model, threads=threads)
