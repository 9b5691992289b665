"""The tokenizer of Marian checkpoints, from SentencePiece and ``vocab.json`` alone.

It gives the same pieces as ``transformers.MarianTokenizer`` (a test holds it to that), tells where
each piece stands in the text, and spares the import of transformers, which takes seconds.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from pathlib import Path

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
            ``target.spm``, ``vocab.json`` (and ``target_vocab.json`` where separate).
        prefix: a token that the model wants before each source text, such as ``">>spa<<"``.
    """

    def __init__(self, folder: Path, prefix: str = "") -> None:
        import sentencepiece

        self._source = sentencepiece.SentencePieceProcessor()
        self._source.Load(str(folder / "source.spm"))
        self._target = sentencepiece.SentencePieceProcessor()
        self._target.Load(str(folder / "target.spm"))
        self._known = frozenset(json.loads((folder / "vocab.json").read_text(encoding="utf-8")))
        self._prefix = [prefix] if prefix else []
        self._lock = threading.Lock()

    def encode(self, text: str) -> Pieces:
        """The pieces of ``text``, without the end token; those that the model does not know are
        replaced by its unknown token."""
        found = self._source.encode(text, return_type="offset_mapping")
        known = self._known
        tokens = [piece if piece in known else UNKNOWN for piece in found["pieces"]]
        spans = tuple((start, end) for start, end in found["offsets"])
        return Pieces(self._prefix + tokens, ((0, 0),) * len(self._prefix) + spans)

    def decode(self, tokens: list[str]) -> tuple[str, Pieces]:
        """The text of target ``tokens``, and where the tokens stand in it. Unknown tokens say
        nothing and are left out."""
        kept = [token for token in tokens if token not in (UNKNOWN, END)]
        found = self._target.decode(kept, return_type="offset_mapping")
        text, spans = found["text"], tuple((start, end) for start, end in found["offsets"])
        return text, Pieces(kept, spans)
