"""Teach the recurrent decoder of the English-Portuguese model to write Spanish, so that it can teach.

    python -m training.translation.spanish WORK WORK/spanish.safetensors --student models/en-es \\
        --dev tico19=eval/dev/tico19 --minutes 30

No teacher at hand writes Spanish. But the student's decoder once was that of the English-Portuguese
model (Firefox Translations, MPL-2.0) with self-attention in the place of its recurrent units, and the
units still fit: put back beside all that the student has learnt since, they write Spanish before any
training. Here they learn it, the student's encoder before them, which stays as it is. The file
holds averaged weights; the same command carries on from it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch.nn.functional import embedding, pad

from training.translation import train
from training.translation.checkpoint import Checkpoint
from training.translation.loss import candidates, smoothed_cross_entropy
from training.translation.mixture import Batch, batches, load, recipe
from training.translation.portuguese import package_folder, read_marian
from training.translation.recurrent import LAYERS, Recurrent, by_length

LEARNING_RATE = 2.5e-4
SMOOTHING = 0.05  # less than a student's: a teacher's probabilities are taken at their word
TOKENS = 2000
VECTORS, BIAS = "Wemb", "decoder_ff_logit_out_b"
DIRECTION = "en-es"

_TAKEN = (
    ("context_Wq", "encoder_attn.q_proj.weight"),
    ("context_bq", "encoder_attn.q_proj.bias"),
    ("context_Wo", "encoder_attn.out_proj.weight"),
    ("context_bo", "encoder_attn.out_proj.bias"),
    ("ffn_W1", "fc1.weight"),
    ("ffn_b1", "fc1.bias"),
    ("ffn_W2", "fc2.weight"),
    ("ffn_b2", "fc2.bias"),
    ("rnn_ffn_ln_scale", "self_attn_layer_norm.weight"),
    ("rnn_ffn_ln_bias", "self_attn_layer_norm.bias"),
    ("context_Wo_ln_scale", "encoder_attn_layer_norm.weight"),
    ("context_Wo_ln_bias", "encoder_attn_layer_norm.bias"),
    ("ffn_ffn_ln_scale", "final_layer_norm.weight"),
    ("ffn_ffn_ln_bias", "final_layer_norm.bias"),
)
"""What the decoder takes from the student's layer: all but self-attention."""


def begin(student: Checkpoint, units: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights to begin with, as :class:`Recurrent` joins them: the recurrent ``units`` (Marian's
    names) and what the student has beside them."""
    own = load_file(student.folder / "model.safetensors")
    weights = {}
    for layer in range(LAYERS):
        at, place = f"decoder_l{layer + 1}_", f"model.decoder.layers.{layer}."
        for name, taken in _TAKEN:
            weights[at + name] = _marian(own[place + taken])
        for kind, end in (("W", "weight"), ("b", "bias")):
            sides = (own[f"{place}encoder_attn.{part}_proj.{end}"] for part in "kv")
            weights[f"{at}context_{kind}"] = torch.cat([_marian(side) for side in sides], 1)
        forget, bias = units[f"{at}rnn_Wf"], units[f"{at}rnn_bf"]
        weights[f"{at}rnn_W"] = torch.cat([forget, units[f"{at}rnn_W"]], 1)
        weights[f"{at}rnn_b"] = torch.cat([bias, torch.zeros_like(bias)], 1)
    outputs = train.outputs_of(own["final_logits_bias"][0])
    weights[VECTORS] = own["model.decoder.embed_tokens.weight"][:outputs].float()
    weights[BIAS] = own["final_logits_bias"][:, :outputs].float()
    return weights


def _marian(weight: torch.Tensor) -> torch.Tensor:
    """A matrix as (in, out), a vector as (1, dim)."""
    return (weight.t() if weight.dim() == 2 else weight[None]).float().contiguous()


class SpanishTraining:
    """The decoder with its optimiser and averaged weights, and the encoder that it reads."""

    def __init__(self, student: Checkpoint, weights: dict[str, torch.Tensor]) -> None:
        self.student = student
        self.reader = train.Training(student, 0.0)
        self.vectors = train.Rows(weights[VECTORS])
        learnt = {n: w.clone().requires_grad_() for n, w in weights.items() if n != VECTORS}
        self.learnt = {**learnt, VECTORS: self.vectors.table}
        self.decoder = Recurrent.of_weights(self.learnt, student)
        self.optimiser = torch.optim.Adam(
            learnt.values(), betas=train.BETAS, eps=train.EPSILON, fused=True
        )
        self.average = {name: weight.detach().clone() for name, weight in self.learnt.items()}
        self.averaging = train.AVERAGE
        self.steps = self.pairs = 0

    def learn(self, batch: Batch, rate: float) -> tuple[float, int]:
        """As :meth:`train.Training.step`."""
        padding = self.reader.padding
        source, target = torch.from_numpy(batch.source), torch.from_numpy(batch.target)
        lengths = (source != padding).sum(1)
        encoded = self.reader.encode(
            [row[:n].tolist() for row, n in zip(source, lengths, strict=True)]
        ).clone()
        real = target != padding
        options, shares = (torch.from_numpy(x)[real] for x in (batch.options, batch.shares))
        written, correction = candidates(options.flatten(), self.reader.outputs)
        rows = self.vectors.take(written)
        places = torch.searchsorted(written, target).clamp_(max=len(written) - 1)
        read = pad(embedding(places[:, :-1], rows), (0, 0, 1, 0))
        states = self.decoder.states(encoded, lengths, read)[-1]
        loss = smoothed_cross_entropy(
            states[real],
            rows,
            self.decoder.weights[BIAS][0, written] + correction,
            torch.searchsorted(written, options),
            shares,
            SMOOTHING,
        )
        pieces = len(options)
        self.optimiser.zero_grad()
        (loss / pieces).backward()
        body = self.optimiser.param_groups[0]["params"]
        torch.nn.utils.clip_grad_norm_([*body, rows], 1.0)
        rate *= LEARNING_RATE * min(1.0, (self.steps + 1) / train.WARM_UP)
        self.optimiser.param_groups[0]["lr"] = rate
        self.optimiser.step()
        self.vectors.update(written, rows.grad, rate, self.steps + 1)
        self.steps += 1
        self.pairs += batch.pairs
        averages, learnt = list(self.average.values()), list(self.learnt.values())
        train.average(averages, learnt, self.averaging, self.steps)
        return float(loss.detach()), pieces

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Translations by the averaged weights, the best piece at each step; one that does not end
        is empty."""
        decoder = Recurrent.of_weights(self.average, self.student)
        sources = self.student.encode_source(sentences)
        found = [""] * len(sources)
        for batch in by_length(range(len(sources)), lambda i: len(sources[i]), TOKENS):
            lengths = torch.tensor([len(sources[i]) for i in batch])
            written = decoder.write(self.reader.encode([sources[i] for i in batch]), lengths)
            rows = [each.pieces[:, 0].tolist() if each else [] for each in written]
            for i, text in zip(batch, self.student.decode_target(rows), strict=True):
                found[i] = text
        return found


def run(arguments: argparse.Namespace) -> None:
    out: Path = arguments.out
    student = Checkpoint(arguments.student)
    if out.exists():
        weights = load_file(out)
    else:
        units = read_marian(next(package_folder("en-pt").glob("model.*.bin")))
        weights = begin(student, units)
    training = SpanishTraining(student, weights)
    chosen = recipe(DIRECTION, "final").weights
    sets = load(arguments.work, DIRECTION, chosen, student)
    development = train.development_sets(arguments.dev, DIRECTION, arguments.dev_lines)

    def assess(sums: tuple[float, ...]) -> None:
        save_file(training.average, out.with_suffix(".partial"))
        out.with_suffix(".partial").rename(out)
        loss, pieces = sums or (0.0, 1)
        line = {"pairs": training.pairs, "loss": round(loss / pieces, 3)}
        for name, (sources, references) in development.items():
            line[name] = train.score(training.translate(sources), references)
        train.report(out.with_suffix(".curve.jsonl"), line)

    seed = time.time_ns()  # a run that is carried on sees other batches
    stream = batches(sets, chosen, student, tokens=TOKENS, seed=seed)
    train.by_the_clock(training, stream, arguments, assess)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("work", type=Path, help="folder that prepare wrote")
    parser.add_argument("out", type=Path, help="file of weights")
    parser.add_argument("--student", type=Path, required=True, help="checkpoint")
    train.clock_arguments(parser, minutes=30, fall=13, every=7, lines=200)
    arguments = parser.parse_args()
    train.set_up()
    run(arguments)


if __name__ == "__main__":
    main()
