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
import os
import shutil
import signal
import time
from collections.abc import Mapping
from pathlib import Path

import torch

from training.translation.checkpoint import Checkpoint
from training.translation.corpora import read_lines
from training.translation.loss import smoothed_cross_entropy
from training.translation.mixture import Batch, batches, load, recipe

WARM_UP = 100  # steps
SMOOTHING = 0.1
AVERAGE = 0.998  # of the weights, for each step: a horizon of 500 steps, about 20,000 pairs
FINAL_AVERAGE = 0.99  # while the learning rate falls, old weights are worse ones
VECTORS_RATE = 2.0  # the encoder's vectors learn faster: a piece is seen seldom
FINAL_RATE = 0.05


class Training:
    """The model with its optimiser, averaged weights and place in the data."""

    def __init__(self, start: Checkpoint, learning_rate: float) -> None:
        from transformers import MarianMTModel

        self.tokenizer = start
        self.model = MarianMTModel.from_pretrained(
            start.folder, dtype=torch.float32, attn_implementation="eager"
        )
        self.model.train()
        bias = self.model.final_logits_bias[0]
        self.outputs = int((bias > -5e3).nonzero().max()) + 1
        self.bias = torch.nn.Parameter(bias[: self.outputs].clone())
        encoder = self.model.model.encoder.embed_tokens.weight
        named = [(n, p) for n, p in self.model.named_parameters() if p.requires_grad]
        others = [p for _, p in named if p is not encoder] + [self.bias]
        self.parameters = [encoder, *others]
        self.average = [p.detach().clone() for p in self.parameters]
        self.learning_rate = learning_rate
        self.optimiser = torch.optim.Adam(
            [
                {"params": [encoder], "rate": VECTORS_RATE},
                {"params": others, "rate": 1.0},
            ],
            lr=learning_rate,
            betas=(0.9, 0.98),
            eps=1e-9,
            fused=True,
        )
        self.steps = self.pairs = 0
        self.seconds = 0.0
        self.best = 0.0
        self.since_best = 0
        self.averaging = AVERAGE

    def step(self, batch: Batch, rate: float) -> tuple[float, int]:
        """Learn from one batch with ``rate`` times the learning rate.

        Returns:
            The loss summed over its pieces, and their number.
        """
        padding = self.model.config.pad_token_id
        source, target = torch.tensor(batch.source), torch.tensor(batch.target)
        start = torch.full((len(target), 1), self.model.config.decoder_start_token_id)
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.model.model(
                input_ids=source,
                attention_mask=(source != padding).long(),
                decoder_input_ids=torch.cat([start, target[:, :-1]], 1),
                use_cache=False,
            ).last_hidden_state
        real = target != padding
        vectors = self.model.model.decoder.embed_tokens.weight[: self.outputs]
        loss = smoothed_cross_entropy(hidden[real], vectors, self.bias, target[real], SMOOTHING)
        pieces = int(real.sum())
        (loss / pieces).backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        warm = min(1.0, (self.steps + 1) / WARM_UP)
        for group in self.optimiser.param_groups:
            group["lr"] = self.learning_rate * group["rate"] * rate * warm
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.steps += 1
        self.pairs += batch.pairs
        # A short horizon at first: the average must not hold on to the start.
        keep = min(self.averaging, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, [p.detach() for p in self.parameters], 1 - keep)
        return float(loss.detach()), pieces

    def save_state(self, path: Path) -> None:
        """Write all that training goes on from; a crash leaves the old file whole."""
        state = {
            "parameters": [p.detach() for p in self.parameters],
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            **{name: getattr(self, name) for name in self._PLACE},
        }
        partial = path.with_suffix(".partial")
        torch.save(state, partial)
        os.replace(partial, path)

    _PLACE = ("steps", "pairs", "seconds", "best", "since_best")

    def load_state(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        with torch.no_grad():
            for parameter, value in zip(self.parameters, state["parameters"], strict=True):
                parameter.copy_(value)
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        for name in self._PLACE:
            setattr(self, name, state[name])

    def export(self, folder: Path) -> Checkpoint:
        """Write the averaged weights as a checkpoint in float16."""
        current = [p.detach().clone() for p in self.parameters]
        self._put(self.average)
        shutil.rmtree(folder, ignore_errors=True)
        self.model.half().save_pretrained(folder)
        self.model.float()
        self._put(current)
        self.tokenizer.copy_tokenizer_to(folder)
        return Checkpoint(folder)

    def _put(self, values: list[torch.Tensor]) -> None:
        with torch.no_grad():
            for parameter, value in zip(self.parameters, values, strict=True):
                parameter.copy_(value)
            self.model.final_logits_bias[0, : self.outputs] = self.bias


def evaluate(
    checkpoint: Checkpoint, sets: Mapping[str, tuple[list[str], list[str]]]
) -> dict[str, tuple[float, float]]:
    """BLEU and chrF (sacrebleu) of each development set, by CTranslate2 in int8, greedy."""
    import sacrebleu

    translate = checkpoint.translator(beam_size=1)
    scores = {}
    for name, (sources, references) in sets.items():
        written = translate(sources)
        scores[name] = (
            round(sacrebleu.corpus_bleu(written, [references]).score, 2),
            round(sacrebleu.corpus_chrf(written, [references]).score, 2),
        )
    return scores


def development_set(stem: Path, direction: str, lines: int) -> tuple[list[str], list[str]]:
    """Sources and references of ``stem.es`` and ``stem.en``: ``lines`` of them, evenly spread."""
    sides = [read_lines(stem.with_name(f"{stem.name}.{side}")) for side in direction.split("-")]
    step = max(1, len(sides[0]) // lines)
    return sides[0][::step][:lines], sides[1][::step][:lines]


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
    elif arguments.final:
        training.load_state(arguments.state)
        training.best, training.since_best = 0.0, 0
    if arguments.final:
        training.averaging = FINAL_AVERAGE
    begun_at = arguments.final and _final_start(out, training.pairs)
    sets = load(arguments.work, arguments.direction, chosen.weights)
    for name, pairs in sets.items():
        print(f"{name}: {len(pairs)} pairs, weight {chosen.weights[name]}", flush=True)
    development = {
        name: development_set(Path(stem), arguments.direction, arguments.dev_lines)
        for name, stem in (entry.split("=", 1) for entry in arguments.dev)
    }
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
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
        with curve.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        print(line, flush=True)
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
        if stopped or time.monotonic() > deadline:
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
    parser.add_argument("--state", type=Path, help="the state that the last stage begins with")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(0)
    run(arguments)


if __name__ == "__main__":
    main()
