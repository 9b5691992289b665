"""Marian checkpoints on PyTorch through transformers: the other runtime.

It takes a GPU where there is one. In float32 and with the same beam it gives the same translations
as CTranslate2 does.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from summarizer.errors import ModelDamaged
from summarizer.translating import checkpoint
from summarizer.translating.engine import Attention, Decoding, Translation
from summarizer.translating.tokenizer import END, UNKNOWN, MarianPieces, PieceEngine

_BATCH = 16


class TransformersEngine(PieceEngine):
    """One Marian checkpoint for one direction. Arguments and errors are those of
    :class:`summarizer.translating.ctranslate.CTranslate2Engine`; the weights are used in
    float32 on a processor and in float16 on a GPU."""

    def __init__(
        self, folder: Path, *, beam_size: int = 4, threads: int = 0, prefix: str = ""
    ) -> None:
        checkpoint.check(folder)
        import torch
        from transformers import MarianMTModel
        from transformers.utils import logging

        if threads:
            torch.set_num_threads(threads)
        self._beam_size = beam_size
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        logging.disable_progress_bar()
        try:
            self._pieces = MarianPieces(folder, prefix)
            self._model = MarianMTModel.from_pretrained(
                folder,
                dtype=torch.float16 if self._device == "cuda" else torch.float32,
                attn_implementation="eager",  # the only one that gives the attention
                local_files_only=True,
            )
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise ModelDamaged(
                f"The model in {folder} can't be read ({error}). Copy the checkpoint there again.",
                folder=folder,
            ) from error
        self._model.eval().to(self._device)
        self._lock = threading.Lock()

    def translate(
        self,
        texts: Sequence[str],
        *,
        alternatives: int = 1,
        decoding: Decoding = Decoding(),  # noqa: B008
    ) -> list[list[Translation]]:
        """As :meth:`summarizer.translating.engine.Translator.translate`."""
        sources = [self._pieces.encode(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda i: -len(sources[i].tokens))
        translations: list[list[Translation]] = [[] for _ in texts]
        for start in range(0, len(order), _BATCH):
            part = order[start : start + _BATCH]
            with self._lock:
                results = self._batch([sources[i] for i in part], alternatives, decoding)
            for i, result in zip(part, results, strict=True):
                translations[i] = result
        return translations

    def _batch(self, sources, alternatives: int, decoding: Decoding) -> list[list[Translation]]:
        import torch

        ids = self._pieces.ids
        rows = [[ids[token] for token in [*source.tokens, END]] for source in sources]
        longest = max(map(len, rows))
        pad = self._model.config.pad_token_id
        inputs = torch.tensor([row + [pad] * (longest - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        inputs, mask = inputs.to(self._device), mask.to(self._device)
        beams = max(decoding.beam_size or self._beam_size, alternatives)
        with torch.inference_mode():
            found = self._model.generate(
                input_ids=inputs,
                attention_mask=mask,
                num_beams=beams,
                num_return_sequences=alternatives,
                length_penalty=decoding.length_penalty,
                no_repeat_ngram_size=decoding.no_repeat,
                bad_words_ids=[
                    [ids[piece] for piece in run] for run in self._known_runs(decoding.forbidden)
                ]
                or None,
                # CTranslate2's search ends likewise: when there are as many hypotheses as beams.
                early_stopping=beams > 1,
                max_length=min(2 * longest + 16, 512),
                return_dict_in_generate=True,
                output_scores=True,
            )
            # The first head of the last layer's attention, the one that Marian's guided alignment
            # trains and CTranslate2 gives; by a second pass over the finished texts, since beams
            # change places during the search.
            attention = (
                self._model(
                    input_ids=inputs.repeat_interleave(alternatives, 0),
                    attention_mask=mask.repeat_interleave(alternatives, 0),
                    decoder_input_ids=found.sequences[:, :-1],
                    output_attentions=True,
                )
                .cross_attentions[-1][:, 0]
                .float()
                .cpu()
                .numpy()
            )
        scores = found.sequences_scores.tolist() if beams > 1 else [0.0] * len(found.sequences)
        results: list[list[Translation]] = [[] for _ in sources]
        for row, sequence in enumerate(found.sequences[:, 1:].tolist()):
            tokens = [self._pieces.tokens[i] for i in sequence]
            if END in tokens:
                tokens = tokens[: tokens.index(END)]
            kept = [i for i, token in enumerate(tokens) if token not in (UNKNOWN, "<pad>")]
            text, pieces = self._pieces.decode([tokens[i] for i in kept])
            source = sources[row // alternatives]
            weights = attention[row][kept][:, : len(source.tokens)]
            results[row // alternatives].append(
                Translation(text, scores[row], Attention(source.spans, pieces.spans, weights))
            )
        return results
