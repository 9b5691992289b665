"""The models on this machine, one engine for each direction, loaded when first needed."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer import catalog
from summarizer.brief import Language, ModelUse
from summarizer.catalog import CatalogModel
from summarizer.settings import Settings
from summarizer.translating import checkpoint
from summarizer.translating.engine import Decoding, Translation
from summarizer.translating.tokenizer import PieceEngine

if TYPE_CHECKING:
    from summarizer.seq2seq import Seq2Seq


class LocalTranslator:
    """Chooses the model of each direction from the catalogue, and runs it.

    ``settings.translation_engine`` chooses the runtime: CTranslate2, or PyTorch through
    transformers. Recurrent models run on ONNX Runtime whatever it says.
    """

    fallback = None

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engines: dict[tuple[Language, Language], object] = {}
        self._loaded: dict[str, Seq2Seq] = {}
        self._uses: dict[tuple[Language, Language], ModelUse] = {}
        self._lock = threading.Lock()

    @property
    def models(self) -> tuple[ModelUse, ...]:
        return tuple(dict.fromkeys(self._uses.values()))

    def translate(
        self,
        texts: Sequence[str],
        source: Language,
        target: Language,
        *,
        alternatives: int = 1,
        decoding: Decoding = Decoding(),  # noqa: B008
    ) -> list[list[Translation]]:
        if not texts:
            return []
        engine = self.engine(source, target)
        model = self._uses[source, target]
        return [
            [replace(each, model=model) for each in found]
            for found in engine.translate(texts, alternatives=alternatives, decoding=decoding)
        ]

    def foreign(self, text: str, source: Language, target: Language) -> frozenset[str]:
        return self.engine(source, target).foreign(text)

    def stand_ins(self, source: Language, target: Language) -> tuple[str, ...]:
        return self.engine(source, target).stand_ins

    def can_forbid(self, source: Language, target: Language) -> bool:
        return self.engine(source, target).can_forbid

    def length(self, text: str, source: Language, target: Language) -> int:
        return self.engine(source, target).length(text)

    def engine(self, source: Language, target: Language):
        """The loaded engine of one direction."""
        with self._lock:
            if (source, target) not in self._engines:
                self._engines[source, target] = self._load(source, target)
            return self._engines[source, target]

    def _load(self, source: Language, target: Language):
        model = catalog.translation_model(source, target, self._settings)
        folder = catalog.folder_of(model, self._settings)
        if model.family == "m2m100":
            from summarizer.translating.multilingual import MultilingualEngine

            loaded = self._multilingual(model, folder)
            engine = MultilingualEngine(loaded, source, target, self._settings.beam_size)
            runtime = loaded.runtime
        else:
            engine, runtime = marian_engine(folder, model.name, self._settings, model.prefix)
        self._uses[source, target] = _use(model, folder, runtime)
        return engine

    def _multilingual(self, model: CatalogModel, folder: Path) -> Seq2Seq:
        """One for all directions of ``model``."""
        from summarizer.seq2seq import Seq2Seq

        if model.name not in self._loaded:
            self._loaded[model.name] = Seq2Seq.as_set(folder, model.name, self._settings)
        return self._loaded[model.name]


def marian_engine(
    folder: Path, name: str, settings: Settings, prefix: str = ""
) -> tuple[PieceEngine, str]:
    """What runs the Marian checkpoint in ``folder``, recurrent or not, and the name of its runtime.

    Raises:
        ModelMissing, ModelDamaged: as :func:`summarizer.translating.checkpoint.check`, or it is of
            a family that Puente can't run.
    """
    from summarizer.seq2seq import family_of

    common = {"beam_size": settings.beam_size, "threads": settings.threads}
    checkpoint.check(folder)
    if family_of(folder) == "recurrent":
        from summarizer.translating.recurrent import RecurrentEngine

        return RecurrentEngine(folder, **common), "onnxruntime int8"
    if settings.translation_engine == "transformers":
        from summarizer.translating.pytorch import TransformersEngine

        return TransformersEngine(folder, prefix=prefix, **common), "transformers"
    from summarizer.translating.ctranslate import CTranslate2Engine

    engine = CTranslate2Engine(folder, name, settings.cache_folder, prefix=prefix, **common)
    return engine, "ctranslate2 int8"


def _use(model: CatalogModel, folder: Path, runtime: str) -> ModelUse:
    return ModelUse(
        task="translation",
        name=model.name,
        version=checkpoint.fingerprint(folder)[:12],
        runtime=runtime,
        licence=model.licence,
    )
