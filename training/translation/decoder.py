"""Train the decoder alone, with the states of a teacher's decoder before its eyes.

    python -m training.translation.decoder es-en --start models/es-en --lessons WORK/lessons \\
        --out OUT --dev tico19=eval/dev/tico19 --minutes 75 --fall 20

The teacher's decoder carries its memory in a recurrent unit, the student's in self-attention, which
CTranslate2 runs. Both read the states of the student's encoder, so that each state of the one has
its counterpart in the other: besides what should be written, the student learns to come close to
the teacher's states after each layer (as the hidden states of TinyBERT: Jiao et al. 2020,
https://arxiv.org/abs/1909.10351). The encoder stays as it is; what it makes of a sentence is in the
lessons, which are all read as often as each other, also those that are made meanwhile.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch.nn.functional import embedding, pad
from torch.nn.utils.rnn import pad_sequence

from training.translation import train
from training.translation.checkpoint import Checkpoint
from training.translation.lessons import Lesson, read
from training.translation.loss import candidates, smoothed_cross_entropy
from training.translation.mixture import padded

LEARNING_RATE = 3.5e-4
TOKENS = 1600
FILES = 4
"""Files of lessons that are mixed at a time."""


class DecoderTraining(train.Training):
    """Training of which the encoder takes no part."""

    def learn(self, lessons: Sequence[Lesson], rate: float) -> tuple[float, float, int]:
        """Learn from one batch with ``rate`` times the learning rate.

        Returns:
            The cross-entropy and the distance of the states, summed over the pieces, and their
            number. The distance is the squared difference over the square of the teacher's state.
        """
        encoded = _stacked([lesson.encoded for lesson in lessons])
        read = torch.tensor([len(lesson.encoded) for lesson in lessons])
        mask = torch.arange(encoded.shape[1]) >= read[:, None]
        target = _stacked([lesson.target for lesson in lessons], self.padding).long()
        real = target != self.padding
        pieces = int(real.sum())
        width = max(lesson.options.shape[1] for lesson in lessons)
        options = torch.cat([_widened(lesson.options, width) for lesson in lessons]).long()
        shares = torch.cat([_widened(lesson.shares, width) for lesson in lessons]).float()
        written, correction = candidates(options.flatten(), self.outputs)
        rows = self.decoder.take(written)
        places = torch.searchsorted(written, target).clamp_(max=len(written) - 1)
        begun = pad(embedding(places[:, :-1], rows), (0, 0, 1, 0))
        # Without a gradient of its input, what reads the encoder would get none either.
        encoded = encoded.view(-1, encoded.shape[2]).requires_grad_()
        states = self.network.decode(encoded, begun, mask)
        bias = (self.bias.detach()[written] + correction).requires_grad_()
        # A teacher's doubts are smooth as they are.
        loss = smoothed_cross_entropy(
            states[-1][real.flatten()],
            rows,
            bias,
            torch.searchsorted(written, options),
            shares,
            smoothing=0.0,
        )
        distance = self._distance(lessons, states, real)
        ((loss + distance) / pieces).backward()
        self.update([(self.decoder, written, rows, 1.0)], written, bias, rate, pairs=len(lessons))
        return float(loss.detach()), float(distance.detach()), pieces

    def _distance(
        self, lessons: Sequence[Lesson], states: Sequence[torch.Tensor], real: torch.Tensor
    ) -> torch.Tensor:
        known = torch.cat([torch.full((len(x.target),), x.states is not None) for x in lessons])
        taught = [lesson.states for lesson in lessons if lesson.states is not None]
        if not taught:
            return torch.zeros(())
        wanted = torch.cat(taught, 1).float()
        # A student with more layers has them before the teacher's.
        own = torch.stack([state[real.flatten()][known] for state in states[-len(wanted) :]])
        return (((own - wanted) ** 2).sum(2) / (wanted**2).sum(2)).sum()


def _stacked(rows: Sequence[torch.Tensor], value: float = 0.0) -> torch.Tensor:
    width = padded(max(map(len, rows)))
    stacked = pad_sequence([row.float() for row in rows], batch_first=True, padding_value=value)
    return pad(stacked, (0, 0) * (stacked.dim() - 2) + (0, width - stacked.shape[1]), value=value)


def _widened(options: torch.Tensor, width: int) -> torch.Tensor:
    return pad(options, (0, width - options.shape[1]))


def batches(lessons: Sequence[Lesson], tokens: int, rng: random.Random) -> list[list[Lesson]]:
    """Lessons of like length together, at most ``tokens`` padded pieces on the longer side."""

    def length(lesson: Lesson) -> int:
        return padded(max(len(lesson.encoded), len(lesson.target)))

    cut: list[list[Lesson]] = []
    for lesson in sorted(lessons, key=lambda each: (length(each), len(each.target))):
        if not cut or (len(cut[-1]) + 1) * length(lesson) > tokens:
            cut.append([])
        cut[-1].append(lesson)
    rng.shuffle(cut)
    return cut


def course(folder: Path, rng: random.Random) -> Iterator[list[Lesson]]:
    """Batches without end, from the files that were read least so far."""
    used: Counter[Path] = Counter()
    while True:
        files = sorted(folder.glob("*.pt"), key=lambda file: (used[file], rng.random()))[:FILES]
        if not files:
            raise FileNotFoundError(f"{folder} holds no lessons; make them first.")
        used.update(files)
        yield from batches([lesson for file in files for lesson in read(file)], TOKENS, rng)


def run(arguments: argparse.Namespace) -> None:
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    training = DecoderTraining(Checkpoint(arguments.start), LEARNING_RATE)
    if (out / "state.pt").exists():
        training.load_state(out / "state.pt")
    development = train.development_sets(arguments.dev, arguments.direction, arguments.dev_lines)

    def assess(sums: tuple[float, ...]) -> None:
        training.save_state(out / "state.pt")
        loss, distance, pieces = sums or (0.0, 0.0, 1)
        line = {"pairs": training.pairs, "loss": round(loss / pieces, 3)}
        line["distance"] = round(distance / pieces, 4)
        line |= train.evaluate(training.export(out / "last"), development)
        train.report(out / "curve.jsonl", line)

    lessons = course(arguments.lessons, random.Random(training.pairs))
    train.by_the_clock(training, lessons, arguments, assess)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("direction", choices=("es-en", "en-es"))
    parser.add_argument("--start", type=Path, required=True, help="checkpoint to begin with")
    parser.add_argument("--lessons", type=Path, required=True, help="folder that lessons wrote")
    parser.add_argument("--out", type=Path, required=True)
    train.clock_arguments(parser, minutes=75, fall=20, every=10, lines=300)
    arguments = parser.parse_args()
    train.set_up()
    run(arguments)


if __name__ == "__main__":
    main()
