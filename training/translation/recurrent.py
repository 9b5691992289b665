"""The decoder of the models that ship in PyTorch, for many sentences at once: post-norm layers that
carry their memory in a simpler simple recurrent unit (Kim et al. 2019,
https://aclanthology.org/D19-5632) in the place of self-attention, as Marian's ``tiny11`` has two of
width 256 with 8 heads.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch.nn.functional import layer_norm, scaled_dot_product_attention

from summarizer.translating.recurrent import positions
from training.translation.distillation import BEST

HEADS = 8
VECTORS, BIAS = "Wemb", "decoder_ff_logit_out_b"
LONGEST_TARGET = 130
MASKED = -1e9


@dataclass(frozen=True, slots=True)
class Written:
    """A translation step by step: the most probable pieces of the student with their probabilities
    (steps, ``BEST``)."""

    pieces: torch.Tensor
    probabilities: torch.Tensor


class Recurrent:
    """The decoder, writing with the pieces of a student.

    ``weights`` have Marian's names, matrices as (in, out); the decoder's own vectors are
    ``Wemb``, the bias of its output ``decoder_ff_logit_out_b``. ``shared`` pairs the student's id
    of each piece that both have with the decoder's own, the end of sentence among them, which is
    id 0 of each; without it the student has the decoder's pieces.
    """

    def __init__(
        self,
        weights: dict[str, torch.Tensor],
        shared: Sequence[tuple[int, int]] | None = None,
        *,
        heads: int = HEADS,
    ) -> None:
        self.weights, self.heads = weights, heads
        pieces, self.dim = weights[VECTORS].shape
        units = (f"decoder_l{layer}_rnn_W" for layer in itertools.count(1))
        self.layers = sum(1 for _ in itertools.takewhile(weights.__contains__, units))
        self._join()
        self.positions = torch.from_numpy(positions(512, self.dim))
        if shared is None:
            shared = [(piece, piece) for piece in range(pieces)]
        self.theirs = torch.tensor([theirs for theirs, _ in shared])
        self.ours = torch.tensor([ours for _, ours in shared])
        self.vectors = weights[VECTORS][self.ours]
        self.bias = weights[BIAS][0][self.ours]
        self.end = int((self.ours == 0).nonzero()[0, 0])

    def _join(self) -> None:
        """One matrix for all projections that read the same vectors, if they are apart as Marian
        has them."""
        weights = self.weights
        for layer in range(1, self.layers + 1):
            at = f"decoder_l{layer}_rnn"
            if f"{at}_b" in weights:
                continue
            join(weights, f"decoder_l{layer}_context", "kv")
            forget, bias = weights[f"{at}_Wf"], weights[f"{at}_bf"]
            weights[f"{at}_W"] = torch.cat([forget, weights[f"{at}_W"]], 1)
            weights[f"{at}_b"] = torch.cat([bias, torch.zeros_like(bias)], 1)

    @torch.inference_mode()
    def write(
        self, encoded: torch.Tensor, lengths: torch.Tensor, views: int = 1
    ) -> list[Written | None]:
        """What the decoder writes, the best piece at each step, when it reads the states of an
        encoder (sentences, width, dim), its own or another's; none where it does not end. Of
        several ``views`` of the same sentences, one behind the other, the mean of what they hold
        probable counts."""
        batch, width = len(encoded) // views, encoded.shape[1]
        mask, sides = hide(lengths, width), self._sides(encoded)
        states = [torch.zeros(len(encoded), self.dim) for _ in range(self.layers)]
        read = torch.zeros(len(encoded), self.dim)
        rows = torch.arange(batch)  # the sentences that have not ended
        longest = min(2 * width + 10, LONGEST_TARGET)
        pieces = torch.empty(batch, longest, BEST, dtype=torch.long)
        likely = torch.empty(batch, longest, BEST)
        steps = torch.zeros(batch, dtype=torch.long)
        for step in range(longest):
            x = read * self.dim**0.5 + self.positions[step]
            for layer in range(self.layers):
                x, states[layer] = self._step(x, states[layer], layer + 1, *sides[layer], mask)
            best, likely[rows, step] = self._best(x, views)
            pieces[rows, step] = self.theirs[best]
            going = best[:, 0] != self.end
            steps[rows[~going]] = step + 1
            rows, chosen = rows[going], best[going, 0].repeat(views)
            if not len(rows):
                break
            going = going.repeat(views)
            mask, states = mask[going], [state[going] for state in states]
            sides = [[side[going] for side in pair] for pair in sides]
            read = self.weights[VECTORS][self.ours[chosen]]
        return [
            Written(pieces[row, :n], likely[row, :n]) if n else None
            for row, n in enumerate(steps.tolist())
        ]

    def states(
        self, encoded: torch.Tensor, lengths: torch.Tensor, read: torch.Tensor
    ) -> torch.Tensor:
        """The last states (sentences, steps, dim), when the decoder has the vectors ``read``
        (sentences, steps, dim) before it step by step. Of a source's states (sentences, width, dim)
        the first ``lengths`` count."""
        width, mask = read.shape[1], hide(lengths, encoded.shape[1])
        x = (read * self.dim**0.5 + self.positions[:width]).view(-1, self.dim)
        for layer, sides in enumerate(self._sides(encoded), 1):
            at = f"decoder_l{layer}"
            x = self._read(x, self._recurrent(x, at, width), at, *sides, mask)
        return x.view(read.shape)

    def _recurrent(self, x: torch.Tensor, at: str, width: int) -> torch.Tensor:
        """The unit's states of all steps."""
        forget, new = (part.view(-1, width, self.dim) for part in self._gates(x, at))
        state, states = torch.zeros(len(new), self.dim), []
        for step in range(width):
            state = torch.lerp(new[:, step], state, forget[:, step])
            states.append(state)
        return torch.stack(states, 1).view(-1, self.dim)

    def _sides(self, encoded: torch.Tensor) -> list[list[torch.Tensor]]:
        """Keys and values that each decoder layer reads."""
        sides = []
        for layer in range(1, self.layers + 1):
            at = f"decoder_l{layer}_context"
            joined = self.linear(encoded.reshape(-1, self.dim), f"{at}_W", f"{at}_b").split(
                self.dim, 1
            )
            sides.append([self.split(side, len(encoded)).contiguous() for side in joined])
        return sides

    def _best(self, x: torch.Tensor, views: int = 1) -> tuple[torch.Tensor, torch.Tensor]:
        """Places of the most probable pieces among those shared, and their probabilities; the mean
        of several views."""
        logits = torch.addmm(self.bias, x, self.vectors.t())
        if views > 1:
            likely = logits.softmax(1).view(views, -1, logits.shape[1]).mean(0)
            best, places = likely.topk(BEST, 1)
            return places, best
        best, places = logits.topk(BEST, 1)
        return places, (best - logits.logsumexp(1, keepdim=True)).exp()

    def _gates(self, x: torch.Tensor, at: str) -> tuple[torch.Tensor, torch.Tensor]:
        forget, new = self.linear(x, f"{at}_rnn_W", f"{at}_rnn_b").split(self.dim, 1)
        return forget.sigmoid(), new

    def _step(self, x, state, layer: int, keys, values, mask):
        at = f"decoder_l{layer}"
        forget, new = self._gates(x, at)
        state = torch.lerp(new, state, forget)
        return self._read(x, state, at, keys, values, mask), state

    def _read(self, x, state, at: str, keys, values, mask) -> torch.Tensor:
        x = self.norm(x + state.relu(), f"{at}_rnn_ffn")
        query = self.linear(x, f"{at}_context_Wq", f"{at}_context_bq")
        x = self.attend(x, f"{at}_context", query, keys, values, mask)
        return self.feed_forward(x, f"{at}_ffn")

    def split(self, x: torch.Tensor, batch: int) -> torch.Tensor:
        """(batch x length, dim) as (batch, heads, length, size)."""
        return x.view(batch, -1, self.heads, self.dim // self.heads).transpose(1, 2)

    def linear(self, x: torch.Tensor, weight: str, bias: str) -> torch.Tensor:
        """``x @ weight + bias``."""
        return torch.addmm(self.weights[bias][0], x, self.weights[weight])

    def norm(self, x: torch.Tensor, at: str) -> torch.Tensor:
        """Layer normalisation."""
        scale, shift = (self.weights[f"{at}_ln_{kind}"][0] for kind in ("scale", "bias"))
        return layer_norm(x, (self.dim,), scale, shift, 1e-6)

    def feed_forward(self, x: torch.Tensor, at: str) -> torch.Tensor:
        """Two linear maps with ReLU between them, added to ``x`` and normalised."""
        inner = self.linear(x, f"{at}_W1", f"{at}_b1").relu_()
        return self.norm(x + self.linear(inner, f"{at}_W2", f"{at}_b2"), f"{at}_ffn")

    def attend(self, x: torch.Tensor, at: str, query, keys, values, mask) -> torch.Tensor:
        """What ``query`` finds among ``keys``, added to ``x`` and normalised."""
        query = self.split(query, len(keys))
        read = scaled_dot_product_attention(query, keys, values, attn_mask=mask)
        read = read.transpose(1, 2).reshape(-1, self.dim)
        return self.norm(x + self.linear(read, f"{at}_Wo", f"{at}_bo"), f"{at}_Wo")


def join(weights: dict[str, torch.Tensor], attention: str, parts: str) -> None:
    """Put one matrix and one bias for the projections ``parts`` of an attention beside them."""
    for kind in "Wb":
        joined = [weights[f"{attention}_{kind}{part}"] for part in parts]
        weights[f"{attention}_{kind}"] = torch.cat(joined, 1)


def hide(lengths: torch.Tensor, width: int) -> torch.Tensor:
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
