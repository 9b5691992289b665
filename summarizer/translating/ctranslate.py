"""Marian checkpoints on CTranslate2 in int8: the default engine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from summarizer.errors import ModelDamaged
from summarizer.translating import checkpoint
from summarizer.translating.engine import Attention, Decoding, Translation
from summarizer.translating.tokenizer import END, MarianPieces, PieceEngine

# 8: with beam 4, batches of 6 to 8 cost two thirds of the time of 32 (the beams of more do not fit
# the cache), and half of the time of 1 (on sentences of 41 pieces).
_BATCH = 8


class CTranslate2Engine(PieceEngine):
    """One Marian checkpoint for one direction.

    Args:
        folder: the checkpoint in the layout of Hugging Face.
        name: what the catalogue calls it; a part of the name of the cached conversion.
        cache: folder of converted models.
        beam_size: width of the search.
        threads: 0 takes all cores. Sentences are spread over threads, so that a batch gains from
            each of them; one sentence alone uses one.
        quantization: CTranslate2's type of the weights.
        prefix: a token that the model wants before each text.

    Raises:
        ModelMissing, ModelDamaged: as :func:`summarizer.translating.checkpoint.check`.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        cache: Path,
        *,
        beam_size: int = 4,
        threads: int = 0,
        quantization: str = "int8_float32",
        prefix: str = "",
    ) -> None:
        checkpoint.check(folder)
        self._beam_size = beam_size
        self._workers = threads or checkpoint.cores()
        try:
            self._pieces = MarianPieces(folder, prefix)
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelDamaged(
                f"The tokenizer files in {folder} can't be read ({error}). "
                "Copy the checkpoint there again.",
                folder=folder,
            ) from error
        place = checkpoint.converted(folder, name, cache, quantization)
        try:
            self._model = self._load(place)
        except (RuntimeError, ValueError):  # a conversion that is damaged inside
            place = checkpoint.converted(folder, name, cache, quantization, redo=True)
            self._model = self._load(place)
        self._shortlisted = (place / checkpoint.VOCABULARY_MAP).is_file()

    def _load(self, place: Path):
        import ctranslate2

        return ctranslate2.Translator(
            str(place), device="cpu", inter_threads=self._workers, intra_threads=1
        )

    def translate(
        self,
        texts: Sequence[str],
        *,
        alternatives: int = 1,
        decoding: Decoding = Decoding(),  # noqa: B008
    ) -> list[list[Translation]]:
        """As :meth:`summarizer.translating.engine.Translator.translate`."""
        if not texts:
            return []
        sources = [self._pieces.encode(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda i: -len(sources[i].tokens))
        longest = len(sources[order[0]].tokens)
        results = self._model.translate_batch(
            [[*sources[i].tokens, END] for i in order],
            max_batch_size=self._batch_size(len(texts)),
            beam_size=max(decoding.beam_size or self._beam_size, alternatives),
            num_hypotheses=alternatives,
            length_penalty=decoding.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat,
            suppress_sequences=self._known_runs(decoding.forbidden) or None,
            # Not with forbidden runs: CTranslate2 4.8 keeps the numbers that pieces had in the lists
            # of other batches, and ends in a segmentation fault.
            use_vmap=self._shortlisted and not decoding.forbidden,
            return_scores=True,
            return_attention=True,
            max_input_length=0,
            # Twice the source's length holds any honest translation; a loop ends there.
            max_decoding_length=min(2 * longest + 16, 512),
        )
        translations: list[list[Translation]] = [[] for _ in texts]
        for i, result in zip(order, results, strict=True):
            for tokens, score, attention in zip(
                result.hypotheses, result.scores, result.attention, strict=True
            ):
                translations[i].append(self._translation(sources[i], tokens, score, attention))
        return translations

    def _batch_size(self, sentences: int) -> int:
        """Small enough that every worker gets some of a short brief."""
        return max(1, min(_BATCH, -(-sentences // self._workers)))

    def _translation(self, source, tokens, score, attention) -> Translation:
        text, pieces = self._pieces.decode(tokens)
        # An empty translation looks nowhere, in no rows.
        rows = np.array(attention, dtype=np.float32, ndmin=2)
        weights = rows[: len(tokens), : len(source.tokens)]
        if len(pieces.tokens) != len(tokens):
            kept = set(pieces.tokens)
            weights = weights[[row for row, token in enumerate(tokens) if token in kept]]
        return Translation(text, float(score), Attention(source.spans, pieces.spans, weights))
