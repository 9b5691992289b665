"""The Marian network written for training on CPUs.

The same function as ``transformers.MarianMTModel`` (post-norm, ReLU, fixed positions, no dropout),
from the same weights, with less around the matrix products: the projections of a layer that read
the same vectors are one product, weights and activations keep one precision from end to end, and
all weights but the two tables of vectors lie in one array, so that the optimiser is a few passes
over memory. Each weight is used once in a step, so its gradient is written in place, not added up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import torch

MASKED = -3e4
"""Added to the scores of padding."""


def fast_precision() -> torch.dtype:
    """bfloat16 where the processor multiplies it fast (AVX-512), else float32: with AVX2 alone a
    product in bfloat16 took over 100 times as long."""
    return torch.bfloat16 if torch.ops.mkldnn._is_mkldnn_bf16_supported() else torch.float32


def _layout(layers: dict[str, int]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each packed weight and the weights of ``MarianModel`` that it joins, one below the other."""
    for side, count in layers.items():
        for layer in range(count):
            at = f"{side}.layers.{layer}"
            for kind in ("weight", "bias"):
                own = f"{at}.self_attn"
                yield f"{own}.qkv.{kind}", tuple(f"{own}.{p}_proj.{kind}" for p in "qkv")
                names = [
                    "self_attn.out_proj",
                    "self_attn_layer_norm",
                    "fc1",
                    "fc2",
                    "final_layer_norm",
                ]
                if side == "decoder":
                    names += ["encoder_attn.q_proj", "encoder_attn.out_proj"]
                    names += ["encoder_attn_layer_norm"]
                for name in names:
                    yield f"{at}.{name}.{kind}", (f"{at}.{name}.{kind}",)
    if not layers["decoder"]:
        return
    # The keys and values of every decoder layer read the same encoder output.
    for kind in ("weight", "bias"):
        parts = tuple(
            f"decoder.layers.{layer}.encoder_attn.{p}_proj.{kind}"
            for layer in range(layers["decoder"])
            for p in "kv"
        )
        yield f"cross.{kind}", parts


class _Linear(torch.autograd.Function):
    """``x @ weight.T + bias``, whose backward pass writes the gradients of both where they belong."""

    @staticmethod
    def forward(ctx, x, weight, bias, weight_gradient, bias_gradient):
        ctx.save_for_backward(x, weight)
        ctx.gradients = weight_gradient, bias_gradient
        return torch.addmm(bias, x, weight.t())

    @staticmethod
    def backward(ctx, gradient):
        x, weight = ctx.saved_tensors
        _write_gradients(gradient, x, *ctx.gradients)
        return gradient @ weight, None, None, None, None


class _FeedForward(torch.autograd.Function):
    """Two linear maps with ReLU between them, as :class:`_Linear`."""

    @staticmethod
    def forward(ctx, x, first, first_bias, second, second_bias, *gradients):
        inner = torch.addmm(first_bias, x, first.t()).relu_()
        ctx.save_for_backward(x, inner, first, second)
        ctx.gradients = gradients
        return torch.addmm(second_bias, inner, second.t())

    @staticmethod
    def backward(ctx, gradient):
        x, inner, first, second = ctx.saved_tensors
        _write_gradients(gradient, inner, *ctx.gradients[2:])
        gradient = torch.ops.aten.threshold_backward(gradient @ second, inner, 0)
        _write_gradients(gradient, x, *ctx.gradients[:2])
        return gradient @ first, *(None,) * 8


def _write_gradients(gradient, x, weight_gradient, bias_gradient) -> None:
    torch.mm(gradient.t(), x, out=weight_gradient)
    # As a matrix product this is faster than sum(0).
    torch.mm(gradient.new_ones(1, len(gradient)), gradient, out=bias_gradient[None])


class _Norm(torch.autograd.Function):
    """Layer normalisation of ``x + residual``, as :class:`_Linear`."""

    @staticmethod
    def forward(ctx, x, residual, weight, bias, weight_gradient, bias_gradient):
        total = x + residual
        out, mean, deviation = torch.native_layer_norm(total, weight.shape, weight, bias, 1e-5)
        ctx.save_for_backward(total, mean, deviation, weight, bias)
        ctx.gradients = weight_gradient, bias_gradient
        return out

    @staticmethod
    def backward(ctx, gradient):
        total, mean, deviation, weight, bias = ctx.saved_tensors
        back, weight_gradient, bias_gradient = torch.ops.aten.native_layer_norm_backward(
            gradient, total, weight.shape, mean, deviation, weight, bias, [True, True, True]
        )
        ctx.gradients[0].copy_(weight_gradient)
        ctx.gradients[1].copy_(bias_gradient)
        return back, back, None, None, None, None


class Network:
    """Weights in float32 (``body``, one array) with a copy in ``dtype`` that the products read.

    ``gradient`` is an array like ``body`` that a backward pass writes.
    """

    def __init__(
        self,
        weights: Mapping[str, torch.Tensor],
        positions: torch.Tensor,
        *,
        heads: int,
        encoder: int,
        decoder: int = 0,
        scaled: bool = True,
        dtype: torch.dtype | None = None,
    ) -> None:
        """Take the ``weights`` of a ``MarianModel`` by name, of so many layers in its ``encoder``
        and ``decoder``, and the vectors of its ``positions`` (length, dim). ``scaled`` tells
        whether vectors count for the square root of their width; ``dtype`` is that of products
        and activations, :func:`fast_precision` if none is given."""
        self.heads, self.dim = heads, positions.shape[1]
        self.layers = {"encoder": encoder, "decoder": decoder}
        self.dtype = dtype or fast_precision()
        self.scale = self.dim**0.5 if scaled else 1.0
        self.positions = positions
        self.parts = dict(_layout(self.layers))
        packed = {
            name: torch.cat([weights[p] for p in parts]) for name, parts in self.parts.items()
        }
        self.shapes = {name: value.shape for name, value in packed.items()}
        self.body = torch.cat([value.flatten() for value in packed.values()]).float()
        self.gradient = torch.zeros_like(self.body, dtype=self.dtype)
        self._low = torch.empty_like(self.gradient)
        self._weights, self._gradients = self._views(self._low), self._views(self.gradient)
        self.refresh()

    @classmethod
    def of_model(cls, model, dtype: torch.dtype | None = None) -> Network:
        """The network of a ``MarianMTModel``."""
        config = model.config
        return cls(
            model.model.state_dict(),
            model.model.encoder.embed_positions.weight.detach().clone(),
            heads=config.encoder_attention_heads,
            encoder=config.encoder_layers,
            decoder=config.decoder_layers,
            scaled=config.scale_embedding,
            dtype=dtype,
        )

    def _views(self, flat: torch.Tensor) -> dict[str, torch.Tensor]:
        sizes = [shape.numel() for shape in self.shapes.values()]
        return {
            name: part.view(shape)
            for (name, shape), part in zip(self.shapes.items(), flat.split(sizes), strict=True)
        }

    def refresh(self) -> None:
        """Round ``body`` to the copy that the products read, after a change."""
        with torch.no_grad():
            self._low.copy_(self.body)

    def unpacked(self, body: torch.Tensor) -> dict[str, torch.Tensor]:
        """``body``, or an array like it, as the weights of ``MarianModel`` by name."""
        found = {}
        for name, value in self._views(body).items():
            parts = self.parts[name]
            found |= dict(zip(parts, value.chunk(len(parts)), strict=True))
        return found

    def forward(
        self, source: torch.Tensor, target: torch.Tensor, mask: torch.Tensor
    ) -> torch.Tensor:
        """The decoder's last states, (batch x target length, dim).

        ``source`` and ``target`` are the vectors of the pieces that each side reads, (batch,
        length, dim) in float32, with gradients; ``mask`` (batch, source length) is true where a
        source piece is padding.
        """
        return self.decode(self.encode(source, mask), target, mask)

    def encode(self, source: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The encoder's last states, (batch x source length, dim)."""
        hidden, hide = self._with_positions(source), self._hide(mask)
        for layer in range(self.layers["encoder"]):
            at = f"encoder.layers.{layer}"
            hidden = self._self_attention(hidden, at, len(source), hide)
            hidden = self._feed_forward(hidden, at)
        return hidden

    def decode(
        self, encoded: torch.Tensor, target: torch.Tensor, mask: torch.Tensor
    ) -> torch.Tensor:
        """The decoder's last states, (batch x target length, dim)."""
        batch, decoders = len(target), self.layers["decoder"]
        sides = self._heads(self._linear(encoded, "cross"), batch, 2 * decoders)
        length = target.shape[1]
        future = torch.full((length, length), MASKED, dtype=self.dtype).triu_(1)[None]
        hidden, hide = self._with_positions(target), self._hide(mask)
        for layer in range(decoders):
            at = f"decoder.layers.{layer}"
            hidden = self._self_attention(hidden, at, batch, future)
            name = f"{at}.encoder_attn"
            (query,) = self._heads(self._linear(hidden, f"{name}.q_proj"), batch, 1)
            hidden = self._attend(hidden, name, query, *sides[2 * layer : 2 * layer + 2], hide)
            hidden = self._feed_forward(hidden, at)
        return hidden

    def _hide(self, mask: torch.Tensor) -> torch.Tensor:
        pad = torch.zeros(mask.shape, dtype=self.dtype).masked_fill_(mask, MASKED)
        return pad[:, None, None].expand(-1, self.heads, 1, -1).reshape(-1, 1, pad.shape[1])

    def _with_positions(self, vectors: torch.Tensor) -> torch.Tensor:
        placed = vectors * self.scale + self.positions[: vectors.shape[1]]
        return placed.to(self.dtype).view(-1, self.dim)

    def _heads(self, joined: torch.Tensor, batch: int, count: int) -> tuple[torch.Tensor, ...]:
        """``count`` projections that stand side by side, each as (batch x heads, length, size)."""
        size = self.dim // self.heads
        split = joined.view(batch, -1, count, self.heads, size).permute(2, 0, 3, 1, 4)
        return split.reshape(count, batch * self.heads, -1, size).unbind(0)

    def _self_attention(self, hidden, at: str, batch: int, mask) -> torch.Tensor:
        name = f"{at}.self_attn"
        joined = self._heads(self._linear(hidden, f"{name}.qkv"), batch, 3)
        return self._attend(hidden, name, *joined, mask)

    def _attend(self, hidden, name: str, query, keys, values, mask) -> torch.Tensor:
        size = self.dim // self.heads
        scores = torch.baddbmm(mask, query, keys.transpose(1, 2), alpha=size**-0.5)
        read = torch.bmm(scores.softmax(-1), values)
        read = read.view(-1, self.heads, *read.shape[1:]).transpose(1, 2).reshape(-1, self.dim)
        return self._norm(self._linear(read, f"{name}.out_proj"), hidden, f"{name}_layer_norm")

    def _feed_forward(self, hidden: torch.Tensor, at: str) -> torch.Tensor:
        names = [f"{at}.fc{n}.{kind}" for n in (1, 2) for kind in ("weight", "bias")]
        outer = _FeedForward.apply(
            hidden, *map(self._weights.get, names), *map(self._gradients.get, names)
        )
        return self._norm(outer, hidden, f"{at}.final_layer_norm")

    def _linear(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return _Linear.apply(x, *self._weight_and_bias(name))

    def _norm(self, x: torch.Tensor, residual: torch.Tensor, name: str) -> torch.Tensor:
        return _Norm.apply(x, residual, *self._weight_and_bias(name))

    def _weight_and_bias(self, name: str) -> list[torch.Tensor]:
        names = f"{name}.weight", f"{name}.bias"
        return [views[n] for views in (self._weights, self._gradients) for n in names]
