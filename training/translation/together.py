"""Train the encoder and the recurrent decoder of a direction together.

    python -m training.translation.together es-en --start RUNS/restored --work WORK --out OUT \\
        --dev tico19=eval/dev/tico19 guides=WORK/heldout/guides --minutes 80

It learns from the stage of the recipe that teaches a direction best: into English what two readings
of a sentence held possible, beside pairs by people; into Spanish the last stage's pairs. The learning
rate falls from the first step to the last, since at a constant one the scores stand still. A side
whose rate is 0 stays as it is.

``OUT/state.pt`` holds all that a run goes on from; the same command carries on until it has learnt
for ``--minutes``. ``OUT/last`` is the checkpoint of the averaged weights, ``OUT/curve.jsonl`` has a
line for each evaluation, by the app's engine in int8, greedy.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from torch.nn.functional import embedding, pad

from training.translation import recurrent_checkpoint, train
from training.translation.checkpoint import Checkpoint
from training.translation.distillation import Taught
from training.translation.loss import candidates, smoothed_cross_entropy
from training.translation.mixture import Batch, batches, load, recipe
from training.translation.reader import Reader
from training.translation.recurrent import BIAS, VECTORS, Recurrent

STAGES = {"es-en": "ensemble", "en-es": "final"}
ENCODER_RATE, DECODER_RATE = 5e-5, 3e-5
SMOOTHING = 0.02  # less than a student's: a teacher's probabilities are taken at their word
TOKENS = 2000
LAST_PART = 0.25
"""Of the rate; below it the averages forget faster, since old weights are worse ones."""


class Together(train.Learner):
    """Both sides with their optimiser and averaged weights."""

    def __init__(
        self,
        start: Checkpoint,
        encoder_rate: float = ENCODER_RATE,
        decoder_rate: float = DECODER_RATE,
    ) -> None:
        self.start = start
        self.heads = recurrent_checkpoint.heads_of(start.folder)
        reader = Reader(start)
        self.padding, self.network = reader.padding, reader.network
        self.read = train.Rows(reader.vectors)
        decoder = recurrent_checkpoint.to_marian(recurrent_checkpoint.read(start.folder))
        self.written = train.Rows(decoder.pop(VECTORS))
        self.body = [weight.requires_grad_(decoder_rate > 0) for weight in decoder.values()]
        self.weights = decoder | {VECTORS: self.written.table}
        self.decoder = Recurrent(self.weights, heads=self.heads)
        self.tables = (self.read, self.written)
        self.parameters = [self.network.body, self.read.table, *self.weights.values()]
        self.average = [parameter.detach().clone() for parameter in self.parameters]
        self.rates = (encoder_rate, decoder_rate)
        self.optimiser = torch.optim.Adam(
            [{"params": [self.network.body.requires_grad_()]}, {"params": self.body}],
            betas=train.BETAS,
            eps=train.EPSILON,
            fused=True,
        )
        self.averaging = train.AVERAGE

    def learn(self, batch: Batch, rate: float) -> tuple[float, int]:
        """As :meth:`train.Training.step`, with ``rate`` times the learning rate of each side."""
        encoder_rate, decoder_rate = self.rates
        source, target = torch.from_numpy(batch.source), torch.from_numpy(batch.target)
        padded, real = source == self.padding, target != self.padding
        options, shares = (torch.from_numpy(x)[real] for x in (batch.options, batch.shares))
        read, read_places = source.unique(return_inverse=True)
        written, correction = candidates(options.flatten(), len(self.written.table))
        read_rows, written_rows = self.read.take(read), self.written.take(written)
        with torch.set_grad_enabled(encoder_rate > 0):
            encoded = self.network.encode(embedding(read_places, read_rows), padded)
            encoded = encoded.view(*source.shape, -1).float()
        places = torch.searchsorted(written, target).clamp_(max=len(written) - 1)
        # The first thing that the decoder reads is nothing.
        before = pad(embedding(places[:, :-1], written_rows), (0, 0, 1, 0))
        states = self.decoder.states(encoded, (~padded).sum(1), before)
        loss = smoothed_cross_entropy(
            states[real],
            written_rows,
            self.weights[BIAS][0, written] + correction,
            torch.searchsorted(written, options),
            shares,
            SMOOTHING,
        )
        pieces = len(options)
        self.optimiser.zero_grad()
        (loss / pieces).backward()
        sides = (
            (encoder_rate, train.VECTORS_RATE, self.read, read, read_rows, [self.network.body]),
            (decoder_rate, 1.0, self.written, written, written_rows, self.body),
        )
        learning = [side for side in sides if side[0]]
        if encoder_rate:
            self.network.body.grad = self.network.gradient.float()
        for *_, rows, body in learning:
            train.clip([rows.grad, *(weight.grad for weight in body)], self.steps + 1)
        rate *= min(1.0, (self.steps + 1) / train.WARM_UP)
        for group, own in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = own * rate
        self.optimiser.step()
        with torch.no_grad():
            self.network.refresh()
            for own, faster, table, ids, rows, _ in learning:
                table.update(ids, rows.grad, own * faster * rate, self.steps + 1)
        self.steps += 1
        self.pairs += batch.pairs
        train.average(self.average, self.parameters, self.averaging, self.steps)
        return float(loss.detach()), pieces

    def export(self, folder: Path, sentences: list[str]) -> Checkpoint:
        """Write the averaged weights as a recurrent checkpoint, whose ranges are measured on
        ``sentences``."""
        body, read, *decoder = self.average
        weights = self.network.unpacked(body) | {"encoder.embed_tokens.weight": read}
        weights |= recurrent_checkpoint.from_marian(
            dict(zip(self.weights, decoder, strict=True)), len(self.start.vocabulary)
        )
        return recurrent_checkpoint.write(folder, weights, self.start, sentences, heads=self.heads)


def run(arguments: argparse.Namespace) -> None:
    """Learn until ``arguments.minutes`` are over, with what earlier runs took."""
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    start, state = Checkpoint(arguments.start), out / "state.pt"
    training = Together(start, arguments.encoder_rate, arguments.decoder_rate)
    if state.exists():
        training.load_state(state)
    weights = recipe(arguments.direction, STAGES[arguments.direction]).weights
    sets = load(arguments.work, arguments.direction, weights, start)
    for name, examples in sets.items():
        print(f"{name}: {len(examples)} pairs, weight {weights[name]}", flush=True)
    examples = [example for found in sets.values() for example in found]
    if not examples:
        raise FileNotFoundError(f"{arguments.work} holds none of the sets {', '.join(weights)}.")
    sample = random.Random(1).sample(
        examples, min(len(examples), 2 * recurrent_checkpoint.SENTENCES)
    )
    sentences = [each.source if isinstance(each, Taught) else each[0] for each in sample]
    development = train.development_sets(arguments.dev, arguments.direction, arguments.dev_lines)
    stopped = train.asked_to_stop()
    loss = pieces = 0.0

    def assess() -> None:
        training.save_state(state)
        scores = train.evaluate(training.export(out / "last", sentences), development)
        line = {"minutes": round(training.seconds / 60, 1), "pairs": training.pairs}
        line |= {"loss": round(loss / max(1, pieces), 3), **scores}
        train.report(out / "curve.jsonl", line)

    stream = batches(sets, weights, start, tokens=TOKENS, seed=training.pairs + 1)
    clock, evaluated = time.monotonic(), training.seconds
    while (left := 1 - training.seconds / (60 * arguments.minutes)) > 0 and not stopped():
        training.averaging = train.AVERAGE if left > LAST_PART else train.FINAL_AVERAGE
        of_batch = training.learn(next(stream), max(train.FINAL_RATE, left))
        loss, pieces = loss + of_batch[0], pieces + of_batch[1]
        training.seconds += time.monotonic() - clock
        if training.seconds - evaluated > 60 * arguments.evaluate_every:
            assess()
            loss, pieces, evaluated = 0.0, 0.0, training.seconds
        clock = time.monotonic()  # an evaluation takes none of the time for learning
    assess()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("direction", choices=tuple(STAGES))
    parser.add_argument("--start", type=Path, required=True, help="recurrent checkpoint")
    parser.add_argument("--work", type=Path, required=True, help="folder that prepare wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dev", nargs="+", default=[], metavar="NAME=STEM")
    parser.add_argument("--dev-lines", type=int, default=300, help="lines of each set")
    parser.add_argument("--minutes", type=float, default=80, help="of the whole run")
    parser.add_argument("--evaluate-every", type=float, default=15, help="minutes")
    parser.add_argument("--encoder-rate", type=float, default=ENCODER_RATE, help="0: it stays")
    parser.add_argument("--decoder-rate", type=float, default=DECODER_RATE, help="0: it stays")
    arguments = parser.parse_args()
    train.set_up()
    run(arguments)


if __name__ == "__main__":
    main()
