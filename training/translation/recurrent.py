"""A Marian decoder of the kind ``tiny11`` in PyTorch, for many sentences at once: 2 layers of width
256 with 8 heads, post-norm, that carry their memory in a simpler simple recurrent unit (Kim et al.
2019, https://aclanthology.org/D19-5632) in the place of self-attention. CTranslate2 does not run
such a unit; here it teaches decoders that it does run.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch.nn.functional import layer_norm, pad, scaled_dot_product_attention
from torch.nn.utils.rnn import pad_sequence

from training.translation.checkpoint import Checkpoint
from training.translation.distillation import BEST

DIM, HEADS, LAYERS = 256, 8, 2
LONGEST_TARGET = 130
MASKED = -1e9
ROWS = 512
"""Steps whose logits stand in memory together."""


@dataclass(frozen=True, slots=True)
class Written:
    """A translation step by step: the most probable pieces of the student with their probabilities
    (steps, ``BEST``), and the states after each decoder layer (layers, steps, dim)."""

    pieces: torch.Tensor
    probabilities: torch.Tensor
    states: torch.Tensor


class Recurrent:
    """The decoder, writing with the pieces of a student.

    ``weights`` have Marian's names, matrices as (in, out); the decoder's own vectors are
    ``Wemb``, the bias of its output ``decoder_ff_logit_out_b``. ``shared`` pairs the student's id
    of each piece that both have with the decoder's own, the end of sentence among them, which is
    id 0 of each; ``size`` is the size of the student's vocabulary.
    """

    def __init__(
        self, weights: dict[str, torch.Tensor], shared: Sequence[tuple[int, int]], size: int
    ) -> None:
        self.weights = weights
        self._join()
        steps = torch.exp(torch.arange(DIM // 2) * (-math.log(1e4) / (DIM // 2 - 1)))
        angles = torch.arange(512)[:, None] * steps
        self.positions = torch.cat([angles.sin(), angles.cos()], 1)
        self.theirs = torch.tensor([theirs for theirs, _ in shared])
        self.ours = torch.tensor([ours for _, ours in shared])
        self.vectors = self.weights["Wemb"][self.ours]
        self.bias = self.weights["decoder_ff_logit_out_b"][0][self.ours]
        self.end = int((self.ours == 0).nonzero()[0, 0])
        self.places = torch.full((size,), -1)
        self.places[self.theirs] = torch.arange(len(self.theirs))

    @classmethod
    def of_weights(cls, weights: dict[str, torch.Tensor], student: Checkpoint) -> Recurrent:
        """A decoder that has the student's pieces, those that it may write."""
        pieces = range(len(weights["Wemb"]))
        return cls(weights, list(zip(pieces, pieces, strict=True)), len(student.vocabulary))

    def _join(self) -> None:
        """One matrix for all projections that read the same vectors, if they are apart as Marian
        has them."""
        weights = self.weights
        for layer in range(1, LAYERS + 1):
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
        probable counts, and the states are those of the first."""
        batch, width = len(encoded) // views, encoded.shape[1]
        mask, sides = hide(lengths, width), self._sides(encoded)
        states = [torch.zeros(len(encoded), DIM) for _ in range(LAYERS)]
        read = torch.zeros(len(encoded), DIM)
        rows = torch.arange(batch)  # the sentences that have not ended
        longest = min(2 * width + 10, LONGEST_TARGET)
        pieces = torch.empty(batch, longest, BEST, dtype=torch.long)
        likely = torch.empty(batch, longest, BEST)
        after = torch.empty(LAYERS, batch, longest, DIM)
        steps = torch.zeros(batch, dtype=torch.long)
        for step in range(longest):
            x = read * DIM**0.5 + self.positions[step]
            for layer in range(LAYERS):
                x, states[layer] = self._step(x, states[layer], layer + 1, *sides[layer], mask)
                after[layer, rows, step] = x[: len(rows)]
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
        after = self.states(encoded, lengths, self._followed(places))
        last = after[-1].flatten(0, 1).split(ROWS)
        best, likely = map(torch.cat, zip(*map(self._best, last), strict=True))
        best, likely = (each.view(*after[-1].shape[:2], BEST) for each in (best, likely))
        best = self.theirs[best]
        return [
            Written(best[row, :n], likely[row, :n], torch.stack([x[row, :n] for x in after]))
            if bool((place >= 0).all())
            else None
            for row, (place, n) in enumerate(zip(places, map(len, places), strict=True))
        ]

    def states(
        self, encoded: torch.Tensor, lengths: torch.Tensor, read: torch.Tensor
    ) -> list[torch.Tensor]:
        """The states after each layer (sentences, steps, dim), when the decoder has the vectors
        ``read`` (sentences, steps, dim) before it step by step. Of a source's states (sentences,
        width, dim) the first ``lengths`` count."""
        width, after = read.shape[1], []
        mask = hide(lengths, encoded.shape[1])
        x = (read * DIM**0.5 + self.positions[:width]).view(-1, DIM)
        for layer, sides in enumerate(self._sides(encoded), 1):
            at = f"decoder_l{layer}"
            x = self._read(x, self._recurrent(x, at, width), at, *sides, mask)
            after.append(x.view(-1, width, DIM))
        return after

    @torch.inference_mode()
    def remembered(self, read: torch.Tensor, unit: int) -> torch.Tensor:
        """What a recurrent unit, 1 or 2, makes of the states ``read`` (sentences, steps, dim) that
        come to it, before the source is read: its normalised states, of the same shape."""
        at, width = f"decoder_l{unit}", read.shape[1]
        x = read.reshape(-1, DIM)
        state = self._recurrent(x, at, width)
        return self.norm(x + state.relu(), f"{at}_rnn_ffn").view(-1, width, DIM)

    def begun(self, targets: Sequence[Sequence[int]]) -> torch.Tensor:
        """What comes to the first unit (sentences, steps, dim) on the way along given pieces of the
        student; those that the decoder lacks count as its end."""
        read = self._followed([self.places[torch.tensor(target)] for target in targets])
        return read * DIM**0.5 + self.positions[: read.shape[1]]

    def _followed(self, places: Sequence[torch.Tensor]) -> torch.Tensor:
        """The vectors that the decoder reads on its way along given pieces."""
        ids = pad_sequence([place.clamp(min=0) for place in places], batch_first=True)
        return pad(self.weights["Wemb"][self.ours[ids[:, :-1]]], (0, 0, 1, 0))

    def _recurrent(self, x: torch.Tensor, at: str, width: int) -> torch.Tensor:
        """The unit's states of all steps."""
        forget, new = (part.view(-1, width, DIM) for part in self._gates(x, at))
        state, states = torch.zeros(len(new), DIM), []
        for step in range(width):
            state = torch.lerp(new[:, step], state, forget[:, step])
            states.append(state)
        return torch.stack(states, 1).view(-1, DIM)

    def _sides(self, encoded: torch.Tensor) -> list[list[torch.Tensor]]:
        """Keys and values that each decoder layer reads."""
        sides = []
        for layer in range(1, LAYERS + 1):
            at = f"decoder_l{layer}_context"
            joined = self.linear(encoded.reshape(-1, DIM), f"{at}_W", f"{at}_b").split(DIM, 1)
            sides.append([heads(side, len(encoded)).contiguous() for side in joined])
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
        forget, new = self.linear(x, f"{at}_rnn_W", f"{at}_rnn_b").split(DIM, 1)
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

    def linear(self, x: torch.Tensor, weight: str, bias: str) -> torch.Tensor:
        """``x @ weight + bias``."""
        return torch.addmm(self.weights[bias][0], x, self.weights[weight])

    def norm(self, x: torch.Tensor, at: str) -> torch.Tensor:
        """Layer normalisation."""
        scale, shift = (self.weights[f"{at}_ln_{kind}"][0] for kind in ("scale", "bias"))
        return layer_norm(x, (DIM,), scale, shift, 1e-6)

    def feed_forward(self, x: torch.Tensor, at: str) -> torch.Tensor:
        """Two linear maps with ReLU between them, added to ``x`` and normalised."""
        inner = self.linear(x, f"{at}_W1", f"{at}_b1").relu_()
        return self.norm(x + self.linear(inner, f"{at}_W2", f"{at}_b2"), f"{at}_ffn")

    def attend(self, x: torch.Tensor, at: str, query, keys, values, mask) -> torch.Tensor:
        """What ``query`` finds among ``keys``, added to ``x`` and normalised."""
        query = heads(query, len(keys))
        read = scaled_dot_product_attention(query, keys, values, attn_mask=mask)
        read = read.transpose(1, 2).reshape(-1, DIM)
        return self.norm(x + self.linear(read, f"{at}_Wo", f"{at}_bo"), f"{at}_Wo")


def join(weights: dict[str, torch.Tensor], attention: str, parts: str) -> None:
    """Put one matrix and one bias for the projections ``parts`` of an attention beside them."""
    for kind in "Wb":
        joined = [weights[f"{attention}_{kind}{part}"] for part in parts]
        weights[f"{attention}_{kind}"] = torch.cat(joined, 1)


def heads(x: torch.Tensor, batch: int) -> torch.Tensor:
    """(batch x length, dim) as (batch, heads, length, size)."""
    return x.view(batch, -1, HEADS, DIM // HEADS).transpose(1, 2)


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
