"""The tokenizer of Marian checkpoints, from SentencePiece and ``vocab.json`` alone.

It gives the same pieces as ``transformers.MarianTokenizer`` (a test holds it to that), tells where
each piece stands in the text, and spares the import of transformers, which takes seconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.translating.checkpoint import WORDS
from summarizer.translating.related import RelatedWords

END = "</s>"
UNKNOWN = "<unk>"


@dataclass(frozen=True, slots=True)
class Pieces:
    """``tokens`` of a text and where they stand in it, as (start, end) code points."""

    tokens: list[str]
    spans: tuple[tuple[int, int], ...]


class MarianPieces:
    """Splits source text into pieces and joins target pieces to text.

    Args:
        folder: a Marian checkpoint in the layout of Hugging Face: ``source.spm``,
            ``target.spm``, ``vocab.json`` (and ``target_vocab.json`` where separate), and perhaps
            ``words.txt``.
        prefix: a token that the model wants before each source text, such as ``">>spa<<"``.
    """

    def __init__(self, folder: Path, prefix: str = "") -> None:
        import sentencepiece

        self._source = sentencepiece.SentencePieceProcessor()
        self._source.Load(str(folder / "source.spm"))
        self._target = sentencepiece.SentencePieceProcessor()
        self._target.Load(str(folder / "target.spm"))
        self.ids: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        self.tokens: dict[int, str] = {number: token for token, number in self.ids.items()}
        self._related = RelatedWords.of(folder / WORDS)
        self._prefix = [prefix] if prefix else []
        self._written = self._pieces_written(folder)
        self.reads = frozenset("".join(self.ids))
        self.writes = frozenset("".join(self._written))
        """The characters that the model knows in its input, and those that it can write."""

    def _pieces_written(self, folder: Path) -> tuple[str, ...]:
        """The pieces that can come out: one with a large negative bias never does."""
        bias = _output_bias(folder)
        if bias is None:
            return tuple(self.ids)
        # -1000: real biases are single figures; what is to be kept out has -1e9 or so.
        return tuple(piece for piece, number in self.ids.items() if bias[number] > -1000)

    @property
    def stand_ins(self) -> tuple[str, ...]:
        """The pieces ⟦0⟧, ⟦1⟧… that a model may have for what must be copied."""
        return tuple(piece for i in range(16) if (piece := f"⟦{i}⟧") in self.ids)

    def foreign(self, text: str) -> frozenset[str]:
        """The characters of ``text`` that the model can't read or can't write."""
        return frozenset(
            character
            for character in set(text)
            if not character.isspace()
            and (character not in self.reads or character not in self.writes)
        )

    def encode(self, text: str) -> Pieces:
        """The pieces of ``text``, without the end token; those that the model does not know are
        replaced by its unknown token. A word that is read as one of a related language has that
        one's pieces, and each of them its whole span."""
        read = self._related.read(text)
        found = self._source.encode(read.new, return_type="offset_mapping")
        tokens = [piece if piece in self.ids else UNKNOWN for piece in found["pieces"]]
        spans = tuple(read.backward(start, end) for start, end in found["offsets"])
        return Pieces(self._prefix + tokens, ((0, 0),) * len(self._prefix) + spans)

    def decode(self, tokens: list[str]) -> tuple[str, Pieces]:
        """The text of target ``tokens``, and where the tokens stand in it. Unknown tokens say
        nothing and are left out."""
        kept = [token for token in tokens if token not in (UNKNOWN, END)]
        found = self._target.decode(kept, return_type="offset_mapping")
        text, spans = found["text"], tuple((start, end) for start, end in found["offsets"])
        return text, Pieces(kept, spans)


def _output_bias(folder: Path):
    """The vector ``final_logits_bias`` of the checkpoint, or None without one."""
    weights = folder / "model.safetensors"
    if not weights.is_file():
        return None
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(weights, framework="numpy") as file:
            if "final_logits_bias" not in file.keys():  # noqa: SIM118 (not a mapping)
                return None
            return file.get_tensor("final_logits_bias")[0]
    except SafetensorError as error:
        raise ValueError(str(error)) from error


class PieceEngine:
    """What every engine on a Marian checkpoint knows from its tokenizer alone."""

    _pieces: MarianPieces

    def length(self, text: str) -> int:
        """The number of pieces that ``text`` has for the model."""
        return len(self._pieces.encode(text).tokens)

    @property
    def stand_ins(self) -> tuple[str, ...]:
        """Words that the model was trained to copy, or none."""
        return self._pieces.stand_ins

    can_forbid = True

    def foreign(self, text: str) -> frozenset[str]:
        """The characters of ``text`` that the model can't read or write."""
        return self._pieces.foreign(text)

    def _known_runs(self, runs: Iterable[Sequence[str]]) -> list[list[str]]:
        """The runs of pieces that the model could write at all."""
        ids = self._pieces.ids
        return [list(run) for run in runs if all(piece in ids for piece in run)]
