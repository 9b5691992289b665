"""What a teacher's decoder does when it reads the student's encoder: at each step of a translation
the pieces that it holds possible, and the states after each of its layers. Into English the teacher
is the pivot's decoder, into Spanish the one that ``spanish`` trained.

    python -m training.translation.lessons es-en WORK OUT --student models/es-en \\
        --sentences WORK/chosen.es

writes a file for each chunk of sentences that the decoder translates, and of the pairs of the
recipe's last stage whose target people wrote, which it follows; started again, it goes on where it
was stopped.
With ``--own CHECKPOINT`` it follows what that writes instead, right or wrong, and so shows the way
back from the student's own mistakes (on-policy distillation: Agarwal et al. 2024,
https://arxiv.org/abs/2306.13649).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from training.translation.augmentation import vary
from training.translation.checkpoint import UNKNOWN, Checkpoint
from training.translation.corpora import catalogue, read_lines
from training.translation.distillation import LEAST
from training.translation.mixture import LONGEST, load, one_pass, recipe
from training.translation.portuguese import TOKENS, teacher_of
from training.translation.recurrent import Recurrent, Written, by_length
from training.translation.train import Training

CHUNK = 600
BY_PEOPLE = 0.3
"""How much of the probability goes to the piece that people wrote, and not to what the decoder held
possible in its place."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A source as the student's encoder reads it, ``encoded`` (source length, dim); its
    translation, ``target`` (steps,); what may stand at each step, ``options``, with their
    ``shares`` of the probability (steps, n); and the teacher's ``states`` after each decoder layer
    (layers, steps, dim), if it knows all the pieces."""

    encoded: torch.Tensor
    target: torch.Tensor
    options: torch.Tensor
    shares: torch.Tensor
    states: torch.Tensor | None


def write(path: Path, lessons: Sequence[Lesson]) -> None:
    """Write lessons to a file; a crash leaves none that is half written."""
    partial = path.with_suffix(".partial")
    torch.save([asdict(lesson) for lesson in lessons], partial)
    partial.rename(path)


def read(path: Path) -> list[Lesson]:
    """The lessons of a file."""
    return [Lesson(**each) for each in torch.load(path, weights_only=True)]


class School:
    """The teacher's decoder beside the student's encoder."""

    def __init__(self, student: Checkpoint, teacher: Recurrent) -> None:
        self.student, self.teacher = student, teacher
        self._training = Training(student, 0.0)

    def translations(self, sentences: Sequence[str]) -> list[Lesson]:
        """Lessons from the decoder's own translations; those that do not end are left out."""
        sources = self.student.encode_source(sentences)
        lessons = []
        for batch, encoded, lengths in self._batches(sources):
            for row, written in enumerate(self.teacher.write(encoded, lengths)):
                if written is not None and len(written.pieces) <= LONGEST:
                    target = written.pieces[:, 0]
                    lessons.append(
                        _lesson(encoded[row, : len(sources[batch[row]])], target, written)
                    )
        return lessons

    def pairs(self, pairs: Sequence[tuple[str, str]], by_people: float = BY_PEOPLE) -> list[Lesson]:
        """Lessons on the way along translations that are given, of whose pieces ``by_people`` is
        the share; where they have pieces that the decoder lacks, as placeholders, from them alone."""
        sources = self.student.encode_source([source for source, _ in pairs])
        targets = self.student.encode_target([target for _, target in pairs])
        unknown = self.student.vocabulary[UNKNOWN]
        lessons = []
        for batch, encoded, lengths in self._batches(sources):
            followed = self.teacher.follow(encoded, lengths, [targets[i] for i in batch])
            for row, (index, written) in enumerate(zip(batch, followed, strict=True)):
                target = torch.tensor(targets[index])
                possible = (target < self._training.outputs) & (target != unknown)
                if len(target) <= LONGEST and bool(possible.all()):
                    of_source = encoded[row, : len(sources[index])]
                    lessons.append(_lesson(of_source, target, written, by_people))
        return lessons

    def _batches(
        self, sources: Sequence[Sequence[int]]
    ) -> Iterator[tuple[list[int], torch.Tensor, torch.Tensor]]:
        fitting = [i for i, ids in enumerate(sources) if 2 < len(ids) <= LONGEST]
        for batch in by_length(fitting, lambda i: len(sources[i]), TOKENS):
            encoded = self._training.encode([sources[i] for i in batch])
            yield batch, encoded, torch.tensor([len(sources[i]) for i in batch])


def _lesson(
    encoded: torch.Tensor, target: torch.Tensor, written: Written | None, by_people: float = 0.0
) -> Lesson:
    if written is None:
        only = target[:, None]
        return Lesson(_kept(encoded), target.int(), only.int(), torch.ones(only.shape).half(), None)
    likely = written.probabilities.clone()
    likely[:, 1:][likely[:, 1:] < LEAST] = 0
    likely *= (1 - by_people) / likely.sum(1, keepdim=True)
    options = torch.where(likely > 0, written.pieces, target[:, None])
    if by_people:
        options = torch.cat([options, target[:, None]], 1)
        likely = torch.nn.functional.pad(likely, (0, 1), value=by_people)
    states = _kept(written.states)
    return Lesson(_kept(encoded), target.int(), options.int(), likely.half(), states)


def _kept(values: torch.Tensor) -> torch.Tensor:
    """A copy of its own: a view would keep, and write, the whole batch."""
    return values.half().clone()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("direction", choices=("es-en", "en-es"))
    parser.add_argument("work", type=Path, help="folder that prepare wrote")
    parser.add_argument("out", type=Path, help="folder")
    parser.add_argument("--student", type=Path, required=True, help="checkpoint that will learn")
    parser.add_argument("--sentences", type=Path, help="of the source, one a line")
    parser.add_argument("--teacher", type=Path, help="decoder that spanish wrote, for en-es")
    parser.add_argument("--own", type=Path, metavar="CHECKPOINT", help="translates the sentences")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    arguments.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(1)
    student = Checkpoint(arguments.student)
    school = School(student, teacher_of(student, arguments.teacher))
    weights = recipe(arguments.direction, "final").weights
    back = "back_en" if arguments.direction == "es-en" else "back_es"
    written = {n: w for n, w in weights.items() if n == back or n in catalogue()}
    pairs = one_pass(load(arguments.work, arguments.direction, written, student), written, rng)
    pairs = [vary(pair, rng) for pair in pairs]
    sentences = read_lines(arguments.sentences) if arguments.sentences else []
    rng.shuffle(sentences)
    kinds = (("pairs", pairs, school.pairs), ("translations", sentences, school.translations))
    if arguments.own:
        translate = Checkpoint(arguments.own).translator(beam_size=1)

        def own(chunk: Sequence[str]) -> list[Lesson]:
            return school.pairs(list(zip(chunk, translate(chunk), strict=True)), by_people=0.0)

        # From the end, where the decoder's translations come last.
        kinds = (("own", sentences[::-1], own),)
    for start in range(0, max(len(examples) for _, examples, _ in kinds), CHUNK):
        for kind, examples, make in kinds:
            path = arguments.out / f"{kind}-{start:07}.pt"
            if start >= len(examples) or path.exists():
                continue
            began = time.monotonic()
            write(path, make(examples[start : start + CHUNK]))
            print(f"{path.name}, {CHUNK / (time.monotonic() - began):.0f} a second", flush=True)


if __name__ == "__main__":
    main()
