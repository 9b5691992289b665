"""Sequence-to-sequence checkpoints of the families that the catalogue knows, on either runtime.

M2M100 and NLLB translate between many languages, told by language tokens (A. Fan et al., "Beyond
English-Centric Multilingual Machine Translation", 2020; NLLB Team, "No Language Left Behind",
2022); BART and T5 or mT5 rewrite a text, which is how they summarise. CTranslate2 runs them where
it can convert the checkpoint, else transformers does. Marian models, which come in pairs and ship
with Puente, have engines of their own in :mod:`summarizer.translating`.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.brief import Language
from summarizer.errors import ModelDamaged, ModelMissing
from summarizer.settings import Settings
from summarizer.translating import checkpoint

log = logging.getLogger(__name__)

# What the field model_type of config.json says, and the family it means.
FAMILIES = {
    "marian": "marian", "marian-ssru": "recurrent", "m2m_100": "m2m100", "bart": "bart", "t5": "t5",
    "mt5": "t5",
}  # fmt: skip

# FLORES-200 codes, which NLLB's language tokens are.
_NLLB_CODES = {
    "en": "eng_Latn", "es": "spa_Latn", "fr": "fra_Latn", "pt": "por_Latn", "it": "ita_Latn",
    "de": "deu_Latn", "ca": "cat_Latn", "gl": "glg_Latn",
}  # fmt: skip
_BATCH = 8


def family_of(folder: Path) -> str:
    """The family of the checkpoint in ``folder``: ``"marian"``, ``"recurrent"`` (Marian with a
    recurrent decoder), ``"m2m100"`` (NLLB too), ``"bart"`` or ``"t5"`` (mT5 too).

    Raises:
        ModelMissing: there is no ``config.json``.
        ModelDamaged: it can't be read, or is of a family that Puente can't run.
    """
    path = folder / "config.json"
    try:
        kind = json.loads(path.read_text(encoding="utf-8"))["model_type"]
        return FAMILIES[kind]
    except FileNotFoundError as error:
        raise ModelMissing(
            f"{folder} holds no model: there is no config.json. Name the folder of a checkpoint "
            "as a model hub lays it out.",
            folder=folder,
        ) from error
    except (OSError, ValueError, TypeError) as error:
        raise ModelDamaged(
            f"{path} can't be read ({error}). Copy the checkpoint there again.", folder=folder
        ) from error
    except KeyError as error:
        raise ModelDamaged(
            f"The model in {folder} is of the kind {error}. Puente runs Marian, M2M100, NLLB, "
            "BART, T5 and mT5 models.",
            folder=folder,
        ) from error


@dataclass(frozen=True, slots=True, eq=False)
class Output:
    """One text that a model wrote. ``score`` is the mean natural log-probability of its tokens.

    ``source_spans`` and ``target_spans`` are where the tokens stand in the two texts, as code
    points; ``attention`` has shape ``(len(target_spans), len(source_spans))``; None where the
    runtime does not tell.
    """

    text: str
    score: float
    source_spans: tuple[tuple[int, int], ...] = ()
    target_spans: tuple[tuple[int, int], ...] = ()
    attention: np.ndarray | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """How a text is searched for: it has ``min_tokens`` to ``max_tokens`` tokens,
    ``length_penalty`` is the exponent of the length in the score, ``no_repeat`` forbids a run of
    that many tokens to occur twice (0: no limit)."""

    beam_size: int = 4
    alternatives: int = 1
    min_tokens: int = 0
    max_tokens: int = 256
    length_penalty: float = 1.0
    no_repeat: int = 0


class Seq2Seq:
    """A loaded checkpoint; can be used from threads.

    Args:
        folder: the checkpoint in the layout of Hugging Face.
        name: what the catalogue calls it; a part of the name of the cached conversion.
        cache: folder of converted models.
        runtime: ``"ctranslate2"`` or ``"transformers"``. A checkpoint that CTranslate2 can't
            convert runs on transformers; :attr:`runtime` says which it has become.
        threads: 0 takes all cores.
        quantization: CTranslate2's type of the weights.

    Raises:
        ModelMissing, ModelDamaged: as :func:`summarizer.translating.checkpoint.check`.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        cache: Path,
        *,
        runtime: str = "ctranslate2",
        threads: int = 0,
        quantization: str = "int8_float32",
    ) -> None:
        checkpoint.check(folder, ("config.json",))
        self.family = family_of(folder)
        import transformers

        transformers.utils.logging.disable_progress_bar()
        try:
            self._tokenizer = transformers.AutoTokenizer.from_pretrained(
                folder, local_files_only=True
            )
            self._config = transformers.AutoConfig.from_pretrained(folder, local_files_only=True)
            self._generation = _generation_config(folder, self._config)
        except Exception as error:  # each tokenizer has faults of its own kind
            raise _damaged(folder, error) from error
        positions = getattr(self._config, "max_position_embeddings", None)
        limit = min(self._tokenizer.model_max_length, 100_000)
        # T5 has relative positions, and was trained on 512.
        self.longest = int(min(limit, positions or 512))
        """Tokens of the longest text that the model reads; more are cut off."""
        # Tokens that say nothing: ends, unknown ones, languages.
        self._special = {
            *self._tokenizer.all_special_ids,
            *getattr(self._tokenizer, "lang_code_to_id", {}).values(),
        }
        self._lock = threading.Lock()
        self._runner = self._load(folder, name, cache, runtime, threads, quantization)
        self.runtime = self._runner.runtime

    def _load(self, folder, name, cache, runtime, threads, quantization):
        if runtime == "ctranslate2":
            try:
                place = checkpoint.converted(folder, name, cache, quantization)
                return _CTranslate2(place, threads, quantization)
            except ModelDamaged as error:
                # The converter reads fewer checkpoints than transformers: that one decides.
                log.warning("CTranslate2 can't run the model %s (%s).", name, error)
        return _Transformers(folder, self._config, threads)

    @classmethod
    def as_set(cls, folder: Path, name: str, settings: Settings) -> Seq2Seq:
        """The checkpoint as the settings want models run: where, and on how many cores."""
        on_pytorch = settings.translation_engine == "transformers"
        return cls(
            folder,
            name,
            settings.cache_folder,
            runtime="transformers" if on_pytorch else "ctranslate2",
            threads=settings.threads,
        )

    def own_search(self, max_tokens: int) -> Search:
        """What the checkpoint itself asks for, as its ``generation_config.json`` tells it: models
        that summarise were tuned with a least length and a penalty of their own."""
        told = self._generation
        # transformers counts the start token as well.
        least = max(0, (told.min_length or 0) - 1)
        return Search(
            beam_size=told.num_beams or Search.beam_size,
            min_tokens=min(least, max_tokens),
            max_tokens=max_tokens,
            length_penalty=1.0 if told.length_penalty is None else told.length_penalty,
            no_repeat=told.no_repeat_ngram_size or 0,
        )

    def length(self, text: str) -> int:
        """The number of tokens of ``text``, without those that mark languages and ends."""
        with self._lock:
            return len(self._tokenizer(text, add_special_tokens=False).input_ids)

    def generate(
        self,
        texts: Sequence[str],
        search: Search = Search(),  # noqa: B008
        *,
        source: Language | None = None,
        target: Language | None = None,
    ) -> list[list[Output]]:
        """For each text the ``search.alternatives`` likeliest outputs, the likeliest first.

        Args:
            source, target: languages of the text and of what is to be written, for models that
                are told by tokens.
        """
        encoded = [self._encoded(text, source) for text in texts]
        first = self._first_token(target)
        order = sorted(range(len(texts)), key=lambda i: -len(encoded[i][0]))
        outputs: list[list[Output]] = [[] for _ in texts]
        for start in range(0, len(order), _BATCH):
            part = order[start : start + _BATCH]
            found = self._runner.generate(
                [encoded[i][0] for i in part], first, search, self._tokenizer, self._generation
            )
            for i, results in zip(part, found, strict=True):
                outputs[i] = [self._output(encoded[i][1], first, *result) for result in results]
        return outputs

    def _encoded(
        self, text: str, source: Language | None
    ) -> tuple[list[int], tuple[tuple[int, int], ...]]:
        """The token ids of ``text`` with all that the model wants around it, and their spans."""
        with self._lock:  # the source language is a state of the tokenizer
            if source is not None and self.family == "m2m100":
                self._tokenizer.src_lang = self._code(source)
            fast = self._tokenizer.is_fast
            found = self._tokenizer(
                text, truncation=True, max_length=self.longest, return_offsets_mapping=fast
            )
            ids = found.input_ids
            if fast:
                return ids, tuple((start, end) for start, end in found.offset_mapping)
            head = [(0, 0)] if source is not None and self.family == "m2m100" else []
            places = _offsets(self._tokenizer, text)[: len(ids) - len(head) - 1]
            rest = [(0, 0)] * (len(ids) - len(head) - len(places))
            return ids, (*head, *places, *rest)

    def _code(self, language: Language) -> str:
        if hasattr(self._tokenizer, "lang_code_to_token"):  # M2M100
            known, code = self._tokenizer.lang_code_to_token, language
        else:
            known = self._tokenizer.get_vocab()
            code = _NLLB_CODES.get(language, language)
        if code not in known:
            raise ModelMissing(
                f"This model does not know the language {language}. Choose another one.",
                language=language,
            )
        return code

    def _first_token(self, target: Language | None) -> int | None:
        """The token that the output has to begin with."""
        if target is not None and self.family == "m2m100":
            code = self._code(target)
            if hasattr(self._tokenizer, "get_lang_id"):
                return self._tokenizer.get_lang_id(code)
            return self._tokenizer.convert_tokens_to_ids(code)
        return getattr(self._generation, "forced_bos_token_id", None)

    def _output(self, source_spans, first, ids: list[int], score: float, attention) -> Output:
        said_nothing = self._special | {first}
        kept = [place for place, i in enumerate(ids) if i not in said_nothing]
        with self._lock:
            decode = self._tokenizer.decode
            options = {"skip_special_tokens": True, "clean_up_tokenization_spaces": False}
            # Where each token stands: by how long the text is before it and after it.
            ends = [
                len(decode([ids[p] for p in kept[: n + 1]], **options)) for n in range(len(kept))
            ] if attention is not None else []  # fmt: skip
            text = decode([ids[p] for p in kept], **options)
        shift = len(text) - len(text.lstrip())
        spans = tuple(
            (max(0, start - shift), max(0, end - shift))
            for start, end in zip([0, *ends], ends, strict=False)
        )
        if attention is not None:
            attention = np.asarray(attention, dtype=np.float32)[kept][:, : len(source_spans)]
        return Output(text.strip(), score, source_spans, spans, attention)


# --- runtimes ------------------------------------------------------------------------------------

# One result: token ids without start and end tokens, score, attention or None.
_Result = tuple[list[int], float, Any]


class _CTranslate2:
    def __init__(self, place: Path, threads: int, quantization: str) -> None:
        import ctranslate2

        try:
            # These models have few sentences at a time: threads work on one together.
            self._model = ctranslate2.Translator(
                str(place), device="cpu", inter_threads=1, intra_threads=threads
            )
        except (RuntimeError, ValueError) as error:
            raise _damaged(place, error) from error
        self.runtime = f"ctranslate2 {quantization.partition('_')[0]}"

    def generate(self, rows, first, search: Search, tokenizer, generation) -> list[list[_Result]]:
        prefix = None
        if first is not None:
            prefix = [[tokenizer.convert_ids_to_tokens(first)]] * len(rows)
        end = tokenizer.convert_ids_to_tokens(generation.eos_token_id)
        found = self._model.translate_batch(
            [tokenizer.convert_ids_to_tokens(row) for row in rows],
            target_prefix=prefix,
            end_token=end,
            beam_size=max(search.beam_size, search.alternatives),
            num_hypotheses=search.alternatives,
            length_penalty=search.length_penalty,
            no_repeat_ngram_size=search.no_repeat,
            min_decoding_length=max(1, search.min_tokens),
            max_decoding_length=search.max_tokens,
            max_input_length=0,
            return_scores=True,
            return_attention=True,
        )
        return [
            [
                (tokenizer.convert_tokens_to_ids(tokens), float(score), attention)
                for tokens, score, attention in zip(
                    result.hypotheses, result.scores, result.attention, strict=True
                )
            ]
            for result in found
        ]


class _Transformers:
    runtime = "transformers"

    def __init__(self, folder: Path, config, threads: int) -> None:
        import torch
        from transformers import AutoModelForSeq2SeqLM

        if threads:
            torch.set_num_threads(threads)
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        try:
            self._model = AutoModelForSeq2SeqLM.from_pretrained(
                folder,
                dtype=torch.float16 if self._device == "cuda" else torch.float32,
                local_files_only=True,
            )
        except Exception as error:  # safetensors and pickle have faults of their own kind
            raise _damaged(folder, error) from error
        self._model.eval().to(self._device)
        self._lock = threading.Lock()

    def generate(self, rows, first, search: Search, tokenizer, generation) -> list[list[_Result]]:
        import torch

        longest = max(map(len, rows))
        pad = generation.pad_token_id
        inputs = torch.tensor([row + [pad] * (longest - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        beams = max(search.beam_size, search.alternatives)
        with self._lock, torch.inference_mode():
            found = self._model.generate(
                input_ids=inputs.to(self._device),
                attention_mask=mask.to(self._device),
                decoder_start_token_id=generation.decoder_start_token_id,
                do_sample=False,
                num_beams=beams,
                num_return_sequences=search.alternatives,
                length_penalty=search.length_penalty,
                no_repeat_ngram_size=search.no_repeat,
                # CTranslate2's search ends likewise: when there are as many hypotheses as beams.
                early_stopping=beams > 1,
                # Forced, not given: the token then counts for the length, as in CTranslate2.
                forced_bos_token_id=first,
                forced_eos_token_id=None,
                max_length=None,
                min_length=None,
                min_new_tokens=search.min_tokens or None,
                max_new_tokens=search.max_tokens,
                return_dict_in_generate=True,
                output_scores=True,
            )
        scores = found.sequences_scores.tolist() if beams > 1 else [0.0] * len(found.sequences)
        results: list[list[_Result]] = [[] for _ in rows]
        for number, sequence in enumerate(found.sequences[:, 1:].tolist()):
            if generation.eos_token_id in sequence:
                sequence = sequence[: sequence.index(generation.eos_token_id)]
            row = number // search.alternatives
            results[row].append((sequence, scores[number], None))
        return results


def _generation_config(folder: Path, config):
    from transformers import GenerationConfig

    told = GenerationConfig.from_model_config(config)
    if (folder / "generation_config.json").is_file():
        found = GenerationConfig.from_pretrained(folder, local_files_only=True)
        if found.decoder_start_token_id is None:
            found.decoder_start_token_id = told.decoder_start_token_id
        return found
    return told


def _offsets(tokenizer, text: str) -> list[tuple[int, int]]:
    """Where the pieces of a SentencePiece tokenizer stand, for those that don't tell it."""
    model = getattr(tokenizer, "sp_model", None)
    if model is None:
        return []
    return [tuple(span) for span in model.encode(text, return_type="offset_mapping")["offsets"]]


def _damaged(folder: Path, error: Exception) -> ModelDamaged:
    return ModelDamaged(
        f"The model in {folder} can't be read ({error}). Copy the whole checkpoint there again.",
        folder=folder,
    )
