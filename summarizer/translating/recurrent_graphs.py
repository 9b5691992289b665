"""The network of a recurrent Marian model as two ONNX graphs: what reads a sentence, and what writes
one piece of its translation.

The encoder is the transformer of Marian (post-norm, ReLU); the decoder carries its memory in a
simpler simple recurrent unit (Kim et al. 2019, https://aclanthology.org/D19-5632) in the place of
self-attention. So a step costs the same at the end of a sentence as at its beginning, and reorders
two vectors of a beam where self-attention reorders all that was written.

Matrix products run in 8 bits. A row's numbers are rounded to 255 steps of a range that was measured
for this place beforehand (``ranges``), so that a sentence is read alike whatever else is in its
batch, and nothing is spent on finding the range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

HEADS_LAST = [0, 2, 1, 3]
ENCODER_EPSILON, DECODER_EPSILON = 1e-5, 1e-6

# Processors without VNNI instructions add two products of 8-bit numbers in 16 bits, where those of
# full weights do not fit (255 * 127 * 2 > 32,767); halved ones do.
STEPS = 63

_FORMAT, _OPSET = 9, 17
_PASSED_RELU = "fc2.in"

Weights = Mapping[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Shape:
    """``dim`` numbers a piece, in ``heads`` of attention; layers of each side."""

    dim: int
    heads: int
    encoder_layers: int
    decoder_layers: int


class _Graph:
    """Nodes and constants of a graph under construction.

    With ``ranges`` (the largest number that each product reads) products are in 8 bits; without, in
    float32, and the graph tells its products' inputs beside its outputs, for measuring the ranges.
    """

    def __init__(self, weights: Weights, shape: Shape, ranges: Mapping[str, float] | None) -> None:
        from onnx import TensorProto, helper, numpy_helper

        self._helper, self._constant_of, self._float = (
            helper,
            numpy_helper.from_array,
            TensorProto.FLOAT,
        )
        self.weights, self.shape, self.ranges = weights, shape, ranges
        self._nodes, self._constants = [], {}
        self._rounded: dict[str, str] = {}
        self._outputs: list[tuple[str, int]] = []

    def node(self, kind: str, *inputs: str, outputs: int = 1, name: str = "", **options):
        """The name of a new node's output, or the names of its outputs."""
        made = [name or f"{kind}{len(self._nodes)}.{i}" for i in range(outputs)]
        self._nodes.append(self._helper.make_node(kind, list(inputs), made, **options))
        return made[0] if outputs == 1 else made

    def constant(self, name: str, value) -> str:
        if name not in self._constants:
            self._constants[name] = self._constant_of(np.ascontiguousarray(value), name)
        return name

    def linear(self, x: str, place: str, parts: Mapping[str, float], *, relu: bool = False) -> str:
        """The projections ``parts`` of ``x`` side by side, each times its number; ``place`` names
        what is read."""
        matrix = np.concatenate([s * self.weight(f"{p}.weight").T for p, s in parts.items()], 1)
        bias = np.concatenate([s * self.weight(f"{p}.bias") for p, s in parts.items()])
        name = "+".join(parts)
        shift = self.constant(f"{name}.bias", bias)
        if self.ranges is None:
            self._observe(place, x, len(matrix))
            made = self.node("MatMul", x, self.constant(f"{name}.weight", matrix))
            made = self.node("Add", made, shift)
        else:
            steps, scale = in_8_bits(matrix)
            made = self.product(
                x,
                place,
                self.constant(f"{name}.steps", steps),
                self.constant(f"{name}.scale", scale),
                shift,
            )
        return self.node("Relu", made) if relu else made

    def product(self, x: str, place: str, steps: str, scale: str, bias: str = "") -> str:
        """``x`` times a matrix in 8 bits."""
        # What ReLU has passed is never below zero.
        zero, most = (0, 255) if place.endswith(_PASSED_RELU) else (128, 127)
        step = self.constant(f"{place}.step", np.float32(self.ranges[place] / most))
        middle = self.constant(f"zero{zero}", np.uint8(zero))
        if place not in self._rounded:
            self._rounded[place] = self.node("QuantizeLinear", x, step, middle)
        inputs = [self._rounded[place], steps, step, scale, middle, "", *([bias] if bias else [])]
        return self.node("MatMulIntegerToFloat", *inputs, domain="com.microsoft")

    def _observe(self, place: str, x: str, width: int) -> None:
        if (place, width) not in self._outputs:
            self._outputs.append((place, width))
            self.node("Identity", x, name=place)

    def weight(self, name: str) -> np.ndarray:
        return self.weights[name].astype(np.float32)

    def norm(self, x: str, residual: str, name: str, epsilon: float) -> str:
        """Layer normalisation of the sum."""
        scale, shift = (
            self.constant(f"{name}.{k}", self.weight(f"{name}.{k}")) for k in ("weight", "bias")
        )
        total = self.node("Add", x, residual)
        return self.node("LayerNormalization", total, scale, shift, epsilon=epsilon, axis=-1)

    def split(self, x: str, parts: int) -> list[str]:
        sizes = self.constant(f"split{parts}", np.array([self.shape.dim] * parts))
        return self.node("Split", x, sizes, outputs=parts, axis=-1)

    def heads(self, x: str, order: list[int]) -> str:
        """(sentences, length, dim) as (sentences, length, heads, size) in another ``order``."""
        sizes = np.array([0, 0, self.shape.heads, self.shape.dim // self.shape.heads])
        return self.node(
            "Transpose", self.node("Reshape", x, self.constant("heads", sizes)), perm=order
        )

    def attend(self, query: str, keys: str, values: str, hidden: str) -> tuple[str, str]:
        """What is read, (sentences, length, dim), and where: (sentences, heads, length, width)."""
        scores = self.node("Add", self.node("MatMul", query, keys), hidden)
        where = self.node("Softmax", scores, axis=-1)
        read = self.node("Transpose", self.node("MatMul", where, values), perm=HEADS_LAST)
        flat = self.constant("flat", np.array([0, 0, self.shape.dim]))
        return self.node("Reshape", read, flat), where

    def sides(self, keys: str, values: str) -> tuple[str, str]:
        """Keys (sentences, heads, size, width) and values (sentences, heads, width, size)."""
        return self.heads(keys, [0, 2, 3, 1]), self.heads(values, HEADS_LAST)

    def feed_forward(self, x: str, at: str, epsilon: float) -> str:
        inner = self.linear(x, f"{at}.fc1.in", {f"{at}.fc1": 1.0}, relu=True)
        outer = self.linear(inner, f"{at}.fc2.in", {f"{at}.fc2": 1.0})
        return self.norm(outer, x, f"{at}.final_layer_norm", epsilon)

    def finish(
        self, inputs: Mapping[str, tuple], outputs: Mapping[str, tuple[str, int, tuple]]
    ) -> bytes:
        """The graph; ``outputs`` gives for each name what it is of, its type and its shape."""
        helper = self._helper
        for name, (made, _, _) in outputs.items():
            self.node("Identity", made, name=name)
        told = [
            helper.make_tensor_value_info(n, kind, size) for n, (_, kind, size) in outputs.items()
        ]
        told += [
            helper.make_tensor_value_info(n, self._float, (None, None, width))
            for n, width in self._outputs
        ]
        graph = helper.make_graph(
            self._nodes,
            "puente",
            [helper.make_tensor_value_info(n, kind, size) for n, (kind, size) in inputs.items()],
            told,
            list(self._constants.values()),
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(
            graph, opset_imports=opsets, ir_version=_FORMAT
        ).SerializeToString()


def in_8_bits(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A matrix (in, out) as whole steps, and the size of a step in each column."""
    scale = np.abs(matrix).max(axis=0).clip(min=1e-30).astype(np.float32) / STEPS
    return np.round(matrix / scale).astype(np.int8), scale


def encoder(weights: Weights, shape: Shape, ranges: Mapping[str, float] | None = None) -> bytes:
    """From the vectors of a sentence's pieces with their positions, ``read`` (sentences, width,
    dim), and ``hidden`` (sentences, 1, 1, width), little where there is padding, the keys and values
    that each decoder layer reads: ``keys1``, ``values1``…"""
    from onnx import TensorProto

    graph = _Graph(weights, shape, ranges)
    x, size = "read", (shape.dim // shape.heads) ** -0.5
    for layer in range(shape.encoder_layers):
        at = f"encoder.layers.{layer}"
        own = f"{at}.self_attn"
        parts = {f"{own}.q_proj": size, f"{own}.k_proj": 1.0, f"{own}.v_proj": 1.0}
        query, keys, values = graph.split(graph.linear(x, f"{own}.in", parts), 3)
        sides = graph.sides(keys, values)
        read, _ = graph.attend(graph.heads(query, HEADS_LAST), *sides, "hidden")
        read = graph.linear(read, f"{own}.read", {f"{own}.out_proj": 1.0})
        x = graph.norm(read, x, f"{own}_layer_norm", ENCODER_EPSILON)
        x = graph.feed_forward(x, at, ENCODER_EPSILON)
    outputs = {}
    floats, (keys_shape, values_shape) = TensorProto.FLOAT, _sides(shape)
    for layer in range(shape.decoder_layers):
        at = f"decoder.layers.{layer}.encoder_attn"
        parts = {f"{at}.k_proj": 1.0, f"{at}.v_proj": 1.0}
        sides = graph.sides(*graph.split(graph.linear(x, "encoded", parts), 2))
        outputs[f"keys{layer}"] = sides[0], floats, keys_shape
        outputs[f"values{layer}"] = sides[1], floats, values_shape
    inputs = {
        "read": (floats, ("sentences", "width", shape.dim)),
        "hidden": (floats, ("sentences", 1, 1, "width")),
    }
    return graph.finish(inputs, outputs)


def _sides(shape: Shape) -> tuple[tuple, tuple]:
    size = shape.dim // shape.heads
    return ("sentences", shape.heads, size, "width"), ("sentences", shape.heads, "width", size)


def step(
    weights: Weights, shape: Shape, always: np.ndarray, ranges: Mapping[str, float] | None = None
) -> bytes:
    """One piece further. ``read`` (sentences, beam, dim) are the vectors of the pieces written last,
    with their position; ``state0``… what each unit remembers, ``hidden``, ``keys0``, ``values0``… as
    :func:`encoder` has them. The pieces that may be written are the ids ``always`` and, in 8 bits,
    more behind them, a matrix ``steps`` (dim, more pieces) with ``scale`` (more pieces); ``bias``
    (sentences, 1, pieces) is that of all.

    Outputs: ``next0``… the new states; the ``best`` pieces' log-probabilities and places, ``likely``
    and ``pieces`` (sentences, beam, best); and ``where`` the last layer's first head looked
    (sentences, beam, width), which Marian teaches to be the alignment.
    """
    from onnx import TensorProto

    graph = _Graph(weights, shape, ranges)
    floats, rows = TensorProto.FLOAT, ("sentences", "beam", shape.dim)
    keys_shape, values_shape = _sides(shape)
    inputs = {"read": (floats, rows), "hidden": (floats, ("sentences", 1, 1, "width"))}
    outputs, x, where = {}, "read", ""
    size = (shape.dim // shape.heads) ** -0.5
    for layer in range(shape.decoder_layers):
        at = f"decoder.layers.{layer}"
        inputs |= {
            f"state{layer}": (floats, rows),
            f"keys{layer}": (floats, keys_shape),
            f"values{layer}": (floats, values_shape),
        }
        parts = {f"{at}.forget": 1.0, f"{at}.new": 1.0}
        forget, new = graph.split(graph.linear(x, f"{at}.unit.in", parts), 2)
        kept = graph.node(
            "Mul", graph.node("Sigmoid", forget), graph.node("Sub", f"state{layer}", new)
        )
        state = graph.node("Add", new, kept)
        outputs[f"next{layer}"] = state, floats, rows
        x = graph.norm(graph.node("Relu", state), x, f"{at}.unit_layer_norm", DECODER_EPSILON)
        name = f"{at}.encoder_attn"
        query = graph.heads(graph.linear(x, f"{name}.in", {f"{name}.q_proj": size}), HEADS_LAST)
        read, where = graph.attend(query, f"keys{layer}", f"values{layer}", "hidden")
        read = graph.linear(read, f"{name}.read", {f"{name}.out_proj": 1.0})
        x = graph.norm(read, x, f"{name}_layer_norm", DECODER_EPSILON)
        x = graph.feed_forward(x, at, DECODER_EPSILON)
    # ONNX Runtime packs a constant matrix once, another one at each step.
    vectors = graph.weight("decoder.embed_tokens.weight")[always].T
    if ranges is None:
        graph._observe("written", x, shape.dim)
        scores = graph.node("MatMul", x, graph.constant("vectors", vectors))
    else:
        inputs["steps"] = (TensorProto.INT8, (shape.dim, "more"))
        inputs["scale"] = (floats, ("more",))
        steps, scale = in_8_bits(vectors)
        steps, scale = graph.constant("always", steps), graph.constant("always.scale", scale)
        parts = (
            graph.product(x, "written", *each) for each in ((steps, scale), ("steps", "scale"))
        )
        scores = graph.node("Concat", *parts, axis=-1)
    inputs["bias"] = (floats, ("sentences", 1, "pieces"))
    inputs["best"] = (TensorProto.INT64, (1,))
    # ONNX Runtime's ReduceLogSumExp takes as long as all products of a step, LogSoftmax a tenth.
    scores = graph.node("LogSoftmax", graph.node("Add", scores, "bias"), axis=-1)
    likely, pieces = graph.node("TopK", scores, "best", outputs=2, axis=-1)
    found = ("sentences", "beam", "best_of_each")
    outputs["likely"] = likely, floats, found
    outputs["pieces"] = pieces, TensorProto.INT64, found
    first = [graph.constant(n, np.array([v])) for n, v in (("from", 0), ("to", 1), ("axis", 1))]
    head = graph.node("Slice", where, *first)
    head = graph.node("Squeeze", head, graph.constant("axis", np.array([1])))
    outputs["where"] = head, floats, ("sentences", "beam", "width")
    return graph.finish(inputs, outputs)
