"""Train one direction, from a checkpoint, so that it can be stopped at any time and carried on.

    python -m training.translation.train es-en --start START --work WORK --out OUT \\
        --dev tico19=eval/dev/tico19 news=WORK/heldout/news --minutes 90

``OUT/state.pt`` holds weights, averaged weights, optimiser and place; the same command carries on
from it. ``OUT/curve.jsonl`` gets a line at each evaluation; ``OUT/last`` is the newest checkpoint
of the averaged weights and ``OUT/best`` the best. The learning rate stays where it is until
``--final PAIRS`` ends the training: it then falls to a twentieth over that many pairs of the last
stage's mixture, in a folder of its own, so that the state before it can still be carried on.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from training.translation.checkpoint import IMPOSSIBLE, Checkpoint
from training.translation.corpora import read_lines
from training.translation.loss import candidates, smoothed_cross_entropy
from training.translation.mixture import Batch, batches, load, recipe
from training.translation.network import Network

WARM_UP = 100  # steps
SMOOTHING = 0.1
BETAS, EPSILON = (0.9, 0.98), 1e-9  # of Adam
AVERAGE = 0.998  # of the weights, for each step: a horizon of 500 steps, about 20,000 pairs
AVERAGE_EVERY = 8  # steps: averaging 24 million weights takes as long as a fifth of a step
FINAL_AVERAGE = 0.99  # while the learning rate falls, old weights are worse ones
VECTORS_RATE = 2.0  # the encoder's vectors learn faster: a piece is seen seldom
FINAL_RATE = 0.05


class Rows:
    """A table of vectors that learns lazily: a step changes the rows that it used, and no other
    (as ``torch.optim.SparseAdam``), since a batch holds few of 30,000 pieces."""

    def __init__(self, table: torch.Tensor) -> None:
        self.table = table.detach().float().clone()
        self.moments = torch.zeros_like(self.table), torch.zeros_like(self.table)

    def take(self, ids: torch.Tensor) -> torch.Tensor:
        """The rows ``ids``, each once, as a leaf that gets a gradient."""
        return self.table[ids].requires_grad_()

    def update(self, ids: torch.Tensor, gradient: torch.Tensor, rate: float, step: int) -> None:
        """One step of Adam on the rows ``ids``."""
        first = self.moments[0][ids].lerp_(gradient, 1 - BETAS[0])
        second = self.moments[1][ids].mul_(BETAS[1])
        second.addcmul_(gradient, gradient, value=1 - BETAS[1])
        self.moments[0][ids], self.moments[1][ids] = first, second
        scale = second.div_(1 - BETAS[1] ** step).sqrt_().add_(EPSILON)
        change = first.div_(1 - BETAS[0] ** step).div_(scale)
        self.table.index_add_(0, ids, change, alpha=-rate)


def average(
    averages: Sequence[torch.Tensor],
    weights: Sequence[torch.Tensor],
    averaging: float,
    steps: int,
) -> None:
    """Move the averages of the weights on after so many steps, every :data:`AVERAGE_EVERY` of
    them."""
    if steps % AVERAGE_EVERY == 0:
        # A short horizon at first: the average must not hold on to the start.
        keep = min(averaging, (1 + steps) / (10 + steps)) ** AVERAGE_EVERY
        with torch.no_grad():
            torch._foreach_lerp_(averages, weights, 1 - keep)


def clip(gradients: Sequence[torch.Tensor], step: int) -> None:
    """Scale the gradients of a step to a norm of one, where theirs is larger.

    Raises:
        FloatingPointError: some are no numbers.
    """
    norm = float(torch.linalg.vector_norm(torch.stack(torch._foreach_norm(gradients))))
    if not math.isfinite(norm):
        raise FloatingPointError(
            f"The gradients of step {step} are no numbers: what is learnt from holds a number that "
            "is none. Nothing was changed; the state before it is whole."
        )
    if norm > 1:
        torch._foreach_mul_(gradients, 1 / norm)


class Learner:
    """What training goes on from: ``parameters`` and their ``average``, the ``optimiser``, the
    ``tables`` of vectors with their moments, and the place in the data."""

    network: Network
    parameters: list[torch.Tensor]
    average: list[torch.Tensor]
    optimiser: torch.optim.Optimizer
    tables: tuple[Rows, ...]
    steps = pairs = 0
    seconds = 0.0
    _PLACE: tuple[str, ...] = ("steps", "pairs", "seconds")

    def save_state(self, path: Path) -> None:
        """Write all that training goes on from; a crash leaves the old file whole."""
        state = {
            "parameters": [p.detach() for p in self.parameters],
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "moments": [m for rows in self.tables for m in rows.moments],
            **{name: getattr(self, name) for name in self._PLACE},
        }
        partial = path.with_suffix(".partial")
        torch.save(state, partial)
        os.replace(partial, path)

    def load_state(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        moments = [m for rows in self.tables for m in rows.moments]
        with torch.no_grad():
            for own, value in zip(
                self.parameters + moments, state["parameters"] + state["moments"], strict=True
            ):
                own.copy_(value)
        self.network.refresh()
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        for name in self._PLACE:
            setattr(self, name, state[name])


class Training(Learner):
    """The network with its optimiser, averaged weights and place in the data."""

    _PLACE = (*Learner._PLACE, "best", "since_best")

    def __init__(self, start: Checkpoint, learning_rate: float) -> None:
        from transformers import MarianMTModel

        self.tokenizer = start
        self.model = MarianMTModel.from_pretrained(start.folder, dtype=torch.float32)
        bias = self.model.final_logits_bias[0]
        self.outputs = outputs_of(bias)
        self.padding = self.model.config.pad_token_id
        self.network = Network.of_model(self.model)
        self.encoder = Rows(self.model.model.encoder.embed_tokens.weight)
        self.decoder = Rows(self.model.model.decoder.embed_tokens.weight)
        self.tables = (self.encoder, self.decoder)
        body, self.bias = self.network.body, bias[: self.outputs].clone()
        self.parameters = [body, self.encoder.table, self.decoder.table, self.bias]
        self.average = [p.clone() for p in self.parameters]
        self.learning_rate = learning_rate
        body.grad, self.bias.grad = torch.zeros_like(body), torch.zeros_like(self.bias)
        self.optimiser = torch.optim.Adam(
            [body.requires_grad_(), self.bias.requires_grad_()],
            betas=BETAS,
            eps=EPSILON,
            fused=True,
        )
        self.best = 0.0
        self.since_best = 0
        self.averaging = AVERAGE

    def step(self, batch: Batch, rate: float) -> tuple[float, int]:
        """Learn from one batch with ``rate`` times the learning rate.

        Returns:
            The loss summed over its pieces, and their number.
        """
        source, target = torch.from_numpy(batch.source), torch.from_numpy(batch.target)
        real = target != self.padding
        options = torch.from_numpy(batch.options)[real]
        shares = torch.from_numpy(batch.shares)[real]
        pieces = len(options)
        read, read_places = source.unique(return_inverse=True)
        source_rows = self.encoder.take(read)
        written, correction = candidates(options.flatten(), self.outputs)
        target_rows = self.decoder.take(written)
        places = torch.searchsorted(written, target).clamp_(max=len(written) - 1)
        # The first thing that the decoder reads is padding, whose vector is zero.
        begun = torch.nn.functional.embedding(places[:, :-1], target_rows)
        begun = torch.nn.functional.pad(begun, (0, 0, 1, 0))
        hidden = self.network.forward(
            torch.nn.functional.embedding(read_places, source_rows), begun, source == self.padding
        )
        bias = (self.bias.detach()[written] + correction).requires_grad_()
        loss = smoothed_cross_entropy(
            hidden[real.flatten()],
            target_rows,
            bias,
            torch.searchsorted(written, options),
            shares,
            SMOOTHING,
        )
        (loss / pieces).backward()
        tables = (
            (self.encoder, read, source_rows, VECTORS_RATE),
            (self.decoder, written, target_rows, 1.0),
        )
        body, every_bias = self.optimiser.param_groups[0]["params"]
        body.grad.copy_(self.network.gradient)
        every_bias.grad.zero_().index_add_(0, written, bias.grad)
        clip([body.grad, every_bias.grad, source_rows.grad, target_rows.grad], self.steps + 1)
        rate *= self.learning_rate * min(1.0, (self.steps + 1) / WARM_UP)
        with torch.no_grad():
            self.optimiser.param_groups[0]["lr"] = rate
            self.optimiser.step()
            self.network.refresh()
            for table, ids, rows, faster in tables:
                table.update(ids, rows.grad, faster * rate, self.steps + 1)
            self.encoder.table[self.padding] = 0
        self.steps += 1
        self.pairs += batch.pairs
        average(self.average, self.parameters, self.averaging, self.steps)
        return float(loss.detach()), pieces

    def export(self, folder: Path) -> Checkpoint:
        """Write the averaged weights as a checkpoint in float16."""
        body, encoder, decoder, bias = self.average
        state = self.model.state_dict()
        state |= {f"model.{name}": w for name, w in self.network.unpacked(body).items()}
        state["model.encoder.embed_tokens.weight"] = encoder
        state["model.decoder.embed_tokens.weight"] = state["lm_head.weight"] = decoder
        state["final_logits_bias"][0, : self.outputs] = bias
        self.model.load_state_dict(state)
        shutil.rmtree(folder, ignore_errors=True)
        self.model.half().save_pretrained(folder)
        self.model.float()
        self.tokenizer.copy_tokenizer_to(folder)
        return Checkpoint(folder)


def outputs_of(bias: torch.Tensor) -> int:
    """How many pieces can be written, by the ``bias`` of their logits."""
    return int((bias > IMPOSSIBLE / 2).nonzero().max()) + 1


def evaluate(
    checkpoint: Checkpoint, sets: Mapping[str, tuple[list[str], list[str]]]
) -> dict[str, tuple[float, float]]:
    """:func:`score` of each development set, translated by the app's engine in int8, greedy."""
    translate = checkpoint.translator(beam_size=1)
    return {
        name: score(translate(sources), references) for name, (sources, references) in sets.items()
    }


def score(translations: Sequence[str], references: Sequence[str]) -> tuple[float, float]:
    """BLEU and chrF (sacrebleu)."""
    import sacrebleu

    bleu = sacrebleu.corpus_bleu(translations, [references])
    chrf = sacrebleu.corpus_chrf(translations, [references])
    return round(bleu.score, 2), round(chrf.score, 2)


def development_set(stem: Path, direction: str, lines: int) -> tuple[list[str], list[str]]:
    """Sources and references of ``stem.es`` and ``stem.en``: ``lines`` of them, evenly spread."""
    sides = [read_lines(stem.with_name(f"{stem.name}.{side}")) for side in direction.split("-")]
    step = max(1, len(sides[0]) // lines)
    return sides[0][::step][:lines], sides[1][::step][:lines]


def development_sets(
    entries: Sequence[str], direction: str, lines: int
) -> dict[str, tuple[list[str], list[str]]]:
    """:func:`development_set` of each ``NAME=STEM``."""
    return {
        name: development_set(Path(stem), direction, lines)
        for name, stem in (entry.split("=", 1) for entry in entries)
    }


def report(curve: Path, line: dict[str, Any]) -> None:
    """Add a line to a learning curve, and print it."""
    with curve.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    print(line, flush=True)


def set_up(threads: int = 1) -> None:
    """What every training run on a CPU begins with."""
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(0)


def asked_to_stop() -> Callable[[], bool]:
    """Whether the process was told to end since this was called; it then should do so itself."""
    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _: told.append(received))
    return lambda: bool(told)


def run(arguments: argparse.Namespace) -> None:
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    chosen = recipe(arguments.direction, "final" if arguments.final else "main")
    training = Training(
        Checkpoint(arguments.start), arguments.learning_rate or chosen.learning_rate
    )
    state, curve = out / "state.pt", out / "curve.jsonl"
    if state.exists():
        training.load_state(state)
    elif arguments.state:
        training.load_state(arguments.state)
        training.best, training.since_best = 0.0, 0
    if arguments.final:
        training.averaging = FINAL_AVERAGE
    begun_at = arguments.final and _final_start(out, training.pairs)
    sets = load(arguments.work, arguments.direction, chosen.weights, training.tokenizer)
    for name, pairs in sets.items():
        print(f"{name}: {len(pairs)} pairs, weight {chosen.weights[name]}", flush=True)
    development = development_sets(arguments.dev, arguments.direction, arguments.dev_lines)
    stopped = asked_to_stop()
    deadline = time.monotonic() + 60 * arguments.minutes
    next_evaluation = time.monotonic() + 60 * arguments.evaluate_every
    loss = pieces = 0.0

    def assess() -> None:
        training.save_state(state)  # first: a stop may come while the sets are translated
        scores = evaluate(training.export(out / "last"), development)
        mean = sum(bleu + chrf for bleu, chrf in scores.values()) / max(1, len(scores))
        training.since_best += 1
        if mean > training.best:
            training.best, training.since_best = mean, 0
            partial = out / "best.partial"
            shutil.rmtree(partial, ignore_errors=True)
            shutil.copytree(out / "last", partial)
            shutil.rmtree(out / "best", ignore_errors=True)
            partial.rename(out / "best")
        line = {"minutes": round(training.seconds / 60, 1), "pairs": training.pairs}
        line |= {"loss": round(loss / max(1, pieces), 3), **scores}
        report(curve, line)
        training.save_state(state)

    seed = training.pairs + 1
    for batch in batches(
        sets, chosen.weights, training.tokenizer, tokens=arguments.tokens, seed=seed
    ):
        rate = 1.0
        if arguments.final:
            done = (training.pairs - begun_at) / arguments.final
            if done >= 1:
                break
            rate = 1 - (1 - FINAL_RATE) * done
        began = time.monotonic()
        batch_loss, batch_pieces = training.step(batch, rate)
        loss, pieces = loss + batch_loss, pieces + batch_pieces
        training.seconds += time.monotonic() - began
        if training.steps % 100 == 0:
            print(
                f"step {training.steps}, {training.pairs} pairs, {training.seconds / 60:.1f} min, "
                f"loss {loss / pieces:.3f}",
                flush=True,
            )
        if stopped() or time.monotonic() > deadline:
            break
        if time.monotonic() > next_evaluation:
            assess()
            loss = pieces = 0.0
            next_evaluation = time.monotonic() + 60 * arguments.evaluate_every
            if training.since_best >= arguments.patience:
                print("No better for a while: stopped.", flush=True)
                return
    assess()


def _final_start(out: Path, pairs: int) -> int:
    """At how many pairs the final stage began; kept in a file for when it is carried on."""
    file = out / "final_start"
    if not file.exists():
        file.write_text(str(pairs), "utf-8")
    return int(file.read_text("utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("direction", choices=("es-en", "en-es"))
    parser.add_argument("--start", type=Path, required=True, help="checkpoint to begin with")
    parser.add_argument("--work", type=Path, required=True, help="folder that prepare wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dev", nargs="+", default=[], metavar="NAME=STEM")
    parser.add_argument("--dev-lines", type=int, default=500, help="lines of each set")
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--evaluate-every", type=float, default=10, help="minutes")
    parser.add_argument("--patience", type=int, default=10, help="evaluations")
    parser.add_argument("--tokens", type=int, default=1600, help="pieces in a batch")
    parser.add_argument("--learning-rate", type=float)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--final", type=int, default=0, help="pairs of the last stage")
    parser.add_argument("--state", type=Path, help="state to begin with, not START's weights alone")
    arguments = parser.parse_args()
    set_up(arguments.threads)
    run(arguments)


if __name__ == "__main__":
    main()
