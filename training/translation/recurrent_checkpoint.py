"""Checkpoints of the kind that ships, whose decoder is recurrent: a folder with ``config.json``,
``model.safetensors`` in float16 and the tokenizer's files of a Marian checkpoint.

The encoder's weights have the names of ``MarianModel``, the decoder's those of its layers with a
unit (``forget``, ``new``, ``unit_layer_norm``) in the place of self-attention;
``decoder.embed_tokens.weight`` has the pieces that can be written, ``final_logits_bias`` all.
``ranges`` in the configuration tells how large the numbers are that each matrix product reads, by
which the app rounds them to 8 bits; they are measured here, in float32.
"""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch.nn.functional import pad

from summarizer.translating import recurrent_graphs
from summarizer.translating.recurrent import positions
from summarizer.translating.recurrent_graphs import Shape
from training.translation.checkpoint import END, IMPOSSIBLE, PADDING, Checkpoint
from training.translation.recurrent import BIAS, HEADS, VECTORS

MODEL_TYPE = "marian-ssru"
SENTENCES = 300
"""Sentences that ranges are measured on."""

QUANTILE = 0.999
"""Of the largest numbers of all sentences; what is larger is cut off."""

LONGEST = 60

_PARTS = {
    "rnn_{}": ("forget", "new"),
    "context_{}": ("encoder_attn.k_proj", "encoder_attn.v_proj"),
    "context_{}q": ("encoder_attn.q_proj",),
    "context_{}o": ("encoder_attn.out_proj",),
    "ffn_{}1": ("fc1",),
    "ffn_{}2": ("fc2",),
}
_NORMS = {
    "rnn_ffn_ln_{}": ("unit_layer_norm",),
    "context_Wo_ln_{}": ("encoder_attn_layer_norm",),
    "ffn_ffn_ln_{}": ("final_layer_norm",),
}
"""Marian's names within a decoder layer, and those of a checkpoint; where there are several, Marian
has one matrix, their columns side by side."""


def _names(layers: int) -> Iterator[tuple[str, list[str]]]:
    for layer in range(layers):
        for table, kinds in ((_PARTS, "Wb"), (_NORMS, ("scale", "bias"))):
            for (name, parts), (theirs, kind) in itertools.product(
                table.items(), zip(kinds, ("weight", "bias"), strict=True)
            ):
                at = f"decoder.layers.{layer}."
                yield (
                    f"decoder_l{layer + 1}_{name.format(theirs)}",
                    [f"{at}{part}.{kind}" for part in parts],
                )


def to_marian(weights: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The decoder of a checkpoint as :class:`training.translation.recurrent.Recurrent` has it:
    matrices as (in, out), vectors as (1, dim)."""
    found = {}
    for name, parts in _names(_layers(weights, "decoder")):
        turned = (w.t() if w.dim() == 2 else w[None] for w in map(weights.__getitem__, parts))
        found[name] = torch.cat(list(turned), 1).float().contiguous()
    found[VECTORS] = weights["decoder.embed_tokens.weight"].float()
    found[BIAS] = weights["final_logits_bias"][:, : len(found[VECTORS])].float()
    return found


def from_marian(weights: Mapping[str, torch.Tensor], pieces: int) -> dict[str, torch.Tensor]:
    """A decoder that :class:`training.translation.recurrent.Recurrent` has joined under the names of
    a checkpoint, for a vocabulary of so many ``pieces``."""
    found = {}
    for name, parts in _names(sum(name.endswith("_rnn_W") for name in weights)):
        for part, value in zip(parts, weights[name].chunk(len(parts), 1), strict=True):
            found[part] = value.t() if len(value) > 1 else value[0]
    found["decoder.embed_tokens.weight"] = weights[VECTORS]
    bias = torch.where(weights[BIAS] < IMPOSSIBLE / 2, IMPOSSIBLE, weights[BIAS])
    found["final_logits_bias"] = pad(bias, (0, pieces - bias.shape[1]), value=IMPOSSIBLE)
    return found


def read(folder: Path) -> dict[str, torch.Tensor]:
    """The weights of a checkpoint in float32."""
    weights = load_file(folder / "model.safetensors")
    return {name: weight.float() for name, weight in weights.items()}


def heads_of(folder: Path) -> int:
    """Heads of attention of a checkpoint."""
    return json.loads((folder / "config.json").read_text("utf-8"))["encoder_attention_heads"]


def write(
    folder: Path,
    weights: Mapping[str, torch.Tensor],
    pieces: Checkpoint,
    sentences: Sequence[str],
    *,
    heads: int = HEADS,
) -> Checkpoint:
    """Write a checkpoint with the tokenizer of ``pieces``; ``sentences`` of its source are what the
    ranges are measured on, the first :data:`SENTENCES` that are not long.

    Raises:
        ValueError: none of the sentences fits.
    """
    if pieces.folder != folder:
        pieces.copy_tokenizer_to(folder)
    halves = {name: weight.detach().half().contiguous() for name, weight in weights.items()}
    dim = halves["encoder.embed_tokens.weight"].shape[1]
    shape = Shape(dim, heads, _layers(weights, "encoder"), _layers(weights, "decoder"))
    arrays = {name: half.numpy() for name, half in halves.items()}
    config = {
        "model_type": MODEL_TYPE,
        "d_model": dim,
        "encoder_attention_heads": heads,
        "encoder_layers": shape.encoder_layers,
        "decoder_layers": shape.decoder_layers,
        "eos_token_id": pieces.vocabulary[END],
        "pad_token_id": pieces.vocabulary[PADDING],
        "vocab_size": len(pieces.vocabulary),
        "ranges": measure(arrays, shape, pieces, sentences),
    }
    save_file(halves, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", "utf-8")
    return Checkpoint(folder)


def _layers(weights: Mapping[str, torch.Tensor], side: str) -> int:
    return sum(f"{side}.layers.{n}.fc1.bias" in weights for n in range(len(weights)))


def measure(
    weights: Mapping[str, np.ndarray], shape: Shape, pieces: Checkpoint, sentences: Sequence[str]
) -> dict[str, float]:
    """How large the numbers are that each product reads while sentences are translated, the best
    piece at each step.

    Raises:
        ValueError: none of the sentences is neither empty nor long.
    """
    network = FloatNetwork(weights, shape)
    peaks: dict[str, list[float]] = defaultdict(list)
    sources = (source for source in pieces.encode_source(sentences) if 1 < len(source) <= LONGEST)
    for source in itertools.islice(sources, SENTENCES):
        for place, peak in network.peaks(source, pieces.vocabulary[END]).items():
            peaks[place].append(peak)
    if not peaks:
        raise ValueError(
            f"The ranges are measured on sentences of 1 to {LONGEST - 1} pieces, and there are none."
        )
    return {
        place: max(round(float(np.quantile(values, QUANTILE)), 3), 1e-3)
        for place, values in peaks.items()
    }


class FloatNetwork:
    """The app's graphs in float32, for a sentence at a time."""

    def __init__(self, weights: Mapping[str, np.ndarray], shape: Shape) -> None:
        import onnxruntime

        self.written = weights["decoder.embed_tokens.weight"].astype(np.float32)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._encoder, self._step = (
            onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
            for graph in (
                recurrent_graphs.encoder(weights, shape),
                recurrent_graphs.step(weights, shape, np.arange(len(self.written))),
            )
        )
        self._shape, self._positions = shape, positions(512, shape.dim)
        self._read = weights["encoder.embed_tokens.weight"].astype(np.float32)
        bias = weights["final_logits_bias"][:, : len(self.written)].astype(np.float32)
        self._fixed = {"bias": bias[None], "best": np.array([1])}

    def encode(self, source: Sequence[int]) -> dict[str, np.ndarray]:
        """What :func:`recurrent_graphs.encoder` gives, by name."""
        hidden = np.zeros((1, 1, 1, len(source)), np.float32)
        read = self._placed(self._read[list(source)][None], 0)
        return _run(self._encoder, {"read": read, "hidden": hidden})

    def follow(
        self, source: Sequence[int], encoded: Mapping[str, np.ndarray]
    ) -> Iterator[dict[str, np.ndarray]]:
        """What :func:`recurrent_graphs.step` gives at each step, by name, for ever; the best piece
        is written."""
        read = np.zeros((1, 1, self._shape.dim), np.float32)
        layers = range(self._shape.decoder_layers)
        sides = {f"{side}{n}": encoded[f"{side}{n}"] for side in ("keys", "values") for n in layers}
        sides["hidden"] = np.zeros((1, 1, 1, len(source)), np.float32)
        states = {f"state{n}": read for n in layers}
        for step in itertools.count():
            inputs = {"read": self._placed(read, step)} | states | sides | self._fixed
            made = _run(self._step, inputs)
            yield made
            states = {f"state{n}": made[f"next{n}"] for n in layers}
            read = self.written[made["pieces"][..., 0]]

    def peaks(self, source: Sequence[int], end: int) -> dict[str, float]:
        """The largest number that each product reads while one sentence is translated."""
        encoded = self.encode(source)
        found: dict[str, float] = defaultdict(float)
        steps = itertools.islice(self.follow(source, encoded), 2 * len(source) + 10)
        for made in itertools.chain([encoded], steps):
            for name, value in made.items():
                if name.startswith(("encoder.", "encoded", "decoder.", "written")):
                    found[name] = max(found[name], float(np.abs(value).max()))
            if "pieces" in made and made["pieces"].item() == end:
                break
        return found

    def _placed(self, vectors: np.ndarray, start: int) -> np.ndarray:
        end = start + vectors.shape[1]
        return vectors * np.float32(self._shape.dim**0.5) + self._positions[start:end]


def _run(session, inputs: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(None, inputs), strict=True))
