"""A translation checkpoint: a folder with ``MarianMTModel`` and ``MarianTokenizer`` files, or with
a recurrent decoder (:mod:`training.translation.recurrent_checkpoint`), and its fast runtime.

``config.json``, ``generation_config.json``, ``model.safetensors``, ``source.spm``,
``target.spm``, ``vocab.json`` (the pieces of both sides), ``tokenizer_config.json``, perhaps
``words.txt`` (:mod:`summarizer.translating.related`). Output pieces come first in the vocabulary; pieces that only a source has are kept out of the output by
``final_logits_bias``.
"""

from __future__ import annotations

import functools
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.seq2seq import family_of
from summarizer.translating.checkpoint import VOCABULARY_MAP, WORDS, converted
from summarizer.translating.related import RelatedWords

TOKENIZER_FILES = ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json")
END = "</s>"
UNKNOWN = "<unk>"
PADDING = "<pad>"
IMPOSSIBLE = -1e4
"""The logit bias of pieces that must not be written; float16 can hold it."""


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint in ``folder``; nothing is read before it is asked for."""

    folder: Path

    @property
    def recurrent(self) -> bool:
        """Whether its decoder is recurrent (:mod:`training.translation.recurrent_checkpoint`)."""
        return family_of(self.folder) == "recurrent"

    @functools.cached_property
    def vocabulary(self) -> dict[str, int]:
        """The id of each piece of both languages."""
        return json.loads((self.folder / "vocab.json").read_text("utf-8"))

    @functools.cached_property
    def source(self):
        """The ``SentencePieceProcessor`` of the source language."""
        return self._pieces("source.spm")

    @functools.cached_property
    def target(self):
        """The ``SentencePieceProcessor`` of the target language."""
        return self._pieces("target.spm")

    @functools.cached_property
    def related(self) -> RelatedWords:
        """The words that are read as those of a related language."""
        return RelatedWords.of(self.folder / WORDS)

    def _pieces(self, name: str):
        from sentencepiece import SentencePieceProcessor

        return SentencePieceProcessor(model_file=str(self.folder / name))

    def encode_source(self, sentences: Sequence[str]) -> list[list[int]]:
        """The vocabulary's ids of each sentence, with the end of sentence."""
        return self._encode(self.source, [self.related.read(each).new for each in sentences])

    def encode_target(self, sentences: Sequence[str]) -> list[list[int]]:
        """As :meth:`encode_source`, for the other side."""
        return self._encode(self.target, sentences)

    def _encode(self, processor, sentences: Sequence[str]) -> list[list[int]]:
        ids, unknown = self.vocabulary, self.vocabulary[UNKNOWN]
        # By number, not by text: SentencePiece gives an unknown character as its own text, which
        # the vocabulary may hold for the other language.
        table = [ids.get(processor.id_to_piece(i), unknown) for i in range(len(processor))]
        return [
            [table[number] for number in numbers] + [ids[END]]
            for numbers in processor.encode(list(sentences))
        ]

    def decode_target(self, rows: Sequence[Sequence[int]]) -> list[str]:
        """The text of each row of the vocabulary's ids, up to its end of sentence."""
        pieces = {number: piece for piece, number in self.vocabulary.items()}
        return [
            self.target.decode([pieces[number] for number in row if pieces[number] != END])
            for row in rows
        ]

    def convert(self) -> Path:
        """The checkpoint as an int8 CTranslate2 model, in ``converted`` beside its folder; converted
        anew if the weights changed."""
        return converted(self.folder, self.folder.name, self.folder.parent / "converted")

    def translator(
        self, *, threads: int = 1, beam_size: int = 4
    ) -> Callable[[Sequence[str]], list[str]]:
        """What translates sentences in int8, by the engine that the app would run; each thread has
        batches of its own."""
        if self.recurrent:
            from summarizer.translating.recurrent import RecurrentEngine

            recurrent = RecurrentEngine(self.folder, beam_size=beam_size, threads=threads)
            return lambda sentences: [made[0].text for made in recurrent.translate(sentences)]
        import ctranslate2

        place = self.convert()
        engine = ctranslate2.Translator(
            str(place), device="cpu", inter_threads=threads, intra_threads=1
        )

        def translate(sentences: Sequence[str]) -> list[str]:
            results = engine.translate_batch(
                [[*p, END] for p in self.source.encode(list(sentences), out_type=str)],
                beam_size=beam_size,
                use_vmap=(place / VOCABULARY_MAP).is_file(),
                max_batch_size=1024,
                batch_type="tokens",
                max_decoding_length=200,
            )
            return [self.target.decode(result.hypotheses[0]) for result in results]

        return translate

    def copy_tokenizer_to(self, folder: Path) -> None:
        """Put the files that belong to the pieces into another checkpoint's folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in TOKENIZER_FILES:
            shutil.copyfile(self.folder / name, folder / name)
        if (self.folder / WORDS).is_file():
            shutil.copyfile(self.folder / WORDS, folder / WORDS)
