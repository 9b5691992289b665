"""Put a decoder layer before another, which begins with what it has to know.

    python -m training.translation.deepen models/es-en OUT --sentences WORK/sentences.en --minutes 7
    python -m training.translation.deepen OUT OUT2 --lessons WORK/lessons --minutes 7

Self-attention of width 256 can't hold what a teacher's recurrent unit does: that remembers each of
256 numbers for as long as it likes, where 8 heads look at few steps at a time. Two attentions, one
upon the other, come closer. What the first unit reads depends on the target alone, so that they
can learn from monolingual text, several hundred sentences a second; what the second unit reads is
in the lessons. The new layer does not read the source at first. ``decoder`` then trains all layers
together.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections.abc import Sequence, Sized
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn.functional import pad, scaled_dot_product_attention
from torch.nn.utils.rnn import pad_sequence

from training.translation.checkpoint import Checkpoint
from training.translation.corpora import read_lines
from training.translation.lessons import read as read_lessons
from training.translation.portuguese import teacher_of
from training.translation.recurrent import DIM, HEADS, Recurrent
from training.translation.recurrent import LAYERS as TEACHERS
from training.translation.train import set_up

LEARNING_RATE = 1e-3
BATCH = 64  # sentences
LONGEST = 72  # pieces
FILES = 40
"""Files of lessons that the second unit's memory is learnt from: all that seven minutes can read."""

LAYERS = "model.decoder.layers."


class _Attention(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.joined, self.out = nn.Linear(DIM, 3 * DIM), nn.Linear(DIM, DIM)
        self.norm = nn.LayerNorm(DIM)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        parts = self.joined(x).view(*x.shape[:2], 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        read = scaled_dot_product_attention(*parts, is_causal=True)
        return self.norm(x + self.out(read.transpose(1, 2).reshape(x.shape)))

    def take(self, weights: dict[str, torch.Tensor], at: str) -> None:
        """Begin with the self-attention of a checkpoint's layer."""
        for kind in ("weight", "bias"):
            parts = [weights[f"{at}self_attn.{part}_proj.{kind}"] for part in "qkv"]
            getattr(self.joined, kind).data = torch.cat(parts).float()
            getattr(self.out, kind).data = weights[f"{at}self_attn.out_proj.{kind}"].float()
            getattr(self.norm, kind).data = weights[f"{at}self_attn_layer_norm.{kind}"].float()

    def projections(self, at: str) -> dict[str, torch.Tensor]:
        found = {}
        for kind in ("weight", "bias"):
            for part, value in zip("qkv", getattr(self.joined, kind).chunk(3), strict=True):
                found[f"{at}self_attn.{part}_proj.{kind}"] = value
            found[f"{at}self_attn.out_proj.{kind}"] = getattr(self.out, kind)
        return found


class Memory(nn.Module):
    """The new layer without its look at the source, and the first self-attention behind it."""

    def __init__(self, inner: int, deviation: float) -> None:
        """``inner`` is the width of the feed-forward part; the layer gives states of about the
        standard ``deviation`` of the vectors that it reads."""
        super().__init__()
        self.first, self.second = _Attention(), _Attention()
        self.inner, self.outer = nn.Linear(DIM, inner), nn.Linear(inner, DIM)
        self.norm = nn.LayerNorm(DIM)
        # It changes next to nothing at first.
        for value in (self.outer.weight, self.outer.bias, self.first.norm.bias):
            value.data.zero_()
        self.norm.weight.data.fill_(deviation)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.first(x)
        return self.second(self.norm(x + self.outer(self.inner(x).relu())))


Pair = tuple[torch.Tensor, torch.Tensor, torch.Tensor]
"""What comes to an attention and what it should give (sentences, steps, dim), and which steps count
(sentences, steps)."""


class FirstUnit:
    """The first unit has to remember the pieces of the target ``sentences``."""

    number = 1

    def __init__(self, start: Checkpoint, teacher: Recurrent, sentences: Sequence[str]) -> None:
        self._teacher = teacher
        weights = load_file(start.folder / "model.safetensors")
        self._vectors = weights["model.decoder.embed_tokens.weight"].float()
        known = teacher.places >= 0
        targets = [ids for ids in start.encode_target(sentences) if 4 < len(ids) <= LONGEST]
        self.examples = [ids for ids in targets if bool(known[torch.tensor(ids)].all())]

    def batch(self, targets: Sequence[Sequence[int]]) -> Pair:
        ids = pad_sequence([torch.tensor(target) for target in targets], True)
        read = pad(self._vectors[ids[:, :-1]] * DIM**0.5, (0, 0, 1, 0))
        wanted = self._teacher.remembered(self._teacher.begun(targets), 1)
        return read + self._teacher.positions[: ids.shape[1]], wanted, _counting(targets)


class SecondUnit:
    """The second unit has to remember the teacher's states after its first layer, as the files of
    ``lessons`` have them."""

    number = 2

    def __init__(self, teacher: Recurrent, files: Sequence[Path]) -> None:
        self._teacher = teacher
        lessons = [lesson for file in files for lesson in read_lessons(file)]
        states = [lesson.states[0] for lesson in lessons if lesson.states is not None]
        self.examples = [each for each in states if 4 < len(each) <= LONGEST]

    def batch(self, states: Sequence[torch.Tensor]) -> Pair:
        read = pad_sequence([each.float() for each in states], True)
        return read, self._teacher.remembered(read, 2), _counting(states)


def _counting(rows: Sequence[Sized]) -> torch.Tensor:
    lengths = torch.tensor([len(row) for row in rows])
    return torch.arange(int(lengths.max())) < lengths[:, None]


def deepen(start: Checkpoint, unit: FirstUnit | SecondUnit, out: Path, *, minutes: float) -> float:
    """Write ``start`` with one more decoder layer, before the one that stands for the ``unit``, to
    ``out``.

    Returns:
        How far its states are from the teacher's on sentences that it did not learn from: the
        squared difference over the square of the teacher's.
    """
    weights = load_file(start.folder / "model.safetensors")
    config = json.loads((start.folder / "config.json").read_text("utf-8"))
    # The newest layers stand before those that the teacher has.
    place = config["decoder_layers"] - TEACHERS + unit.number - 1
    apart, learnt = unit.examples[:500], sorted(unit.examples[500:], key=len)
    cut = [learnt[at : at + BATCH] for at in range(0, len(learnt), BATCH)]

    def distance(examples: Sequence[Any]) -> torch.Tensor:
        read, wanted, counting = unit.batch(examples)
        return (((memory(read) - wanted) ** 2).sum(2) / (wanted**2).sum(2))[counting].mean()

    read, _, counting = unit.batch(apart)
    memory = Memory(config["decoder_ffn_dim"], float(read[counting].std(1).mean()))
    for attention in (memory.first, memory.second):
        attention.take(weights, f"{LAYERS}{place}.")
    memory.first.out.weight.data.zero_()
    memory.first.out.bias.data.zero_()
    memory.first.norm.weight.data.fill_(1.0)
    memory.first.norm.bias.data.zero_()

    optimiser = torch.optim.Adam(memory.parameters(), LEARNING_RATE, betas=(0.9, 0.98), fused=True)
    rng, began, step = random.Random(1), time.monotonic(), 0
    while (done := (time.monotonic() - began) / (60 * minutes)) < 1:
        loss = distance(rng.choice(cut))
        optimiser.zero_grad()
        loss.backward()
        step += 1
        optimiser.param_groups[0]["lr"] = LEARNING_RATE * min(step / 50, 1, 1.6 * (1 - done))
        optimiser.step()
        if step % 200 == 0:
            print(f"{step} batches, distance {float(loss.detach()):.4f}", flush=True)
    with torch.no_grad():
        parts = [apart[at : at + BATCH] for at in range(0, len(apart), BATCH)]
        left = sum(float(distance(part)) for part in parts) / len(parts)
    _write(start, weights, config, memory, place, out)
    return left


def _write(
    start: Checkpoint,
    weights: dict[str, torch.Tensor],
    config: dict,
    memory: Memory,
    place: int,
    out: Path,
) -> None:
    """Write the checkpoint with the new layer at ``place`` and the later ones behind it."""
    start.copy_tokenizer_to(out)
    shutil.copyfile(start.folder / "generation_config.json", out / "generation_config.json")
    new = {}
    for name, value in weights.items():
        if name.startswith(LAYERS):
            layer, rest = name.removeprefix(LAYERS).split(".", 1)
            name = f"{LAYERS}{int(layer) + (int(layer) >= place)}.{rest}"
        new[name] = value
    at, behind = f"{LAYERS}{place}.", f"{LAYERS}{place + 1}."
    made = memory.first.projections(at) | memory.second.projections(behind)
    for kind in ("weight", "bias"):
        for part in "qkv":
            name = f"encoder_attn.{part}_proj.{kind}"
            made[at + name] = new[behind + name].clone()
        out_name = f"encoder_attn.out_proj.{kind}"
        made[at + out_name] = torch.zeros_like(new[behind + out_name])
        # The source adds nothing yet, so that two normalisations follow each other: the first
        # leaves scale and shift to the second.
        plain = torch.ones(DIM) if kind == "weight" else torch.zeros(DIM)
        made[f"{at}self_attn_layer_norm.{kind}"] = plain
        made[f"{at}encoder_attn_layer_norm.{kind}"] = getattr(memory.first.norm, kind)
        made[f"{at}fc1.{kind}"] = getattr(memory.inner, kind)
        made[f"{at}fc2.{kind}"] = getattr(memory.outer, kind)
        made[f"{at}final_layer_norm.{kind}"] = getattr(memory.norm, kind)
        made[f"{behind}self_attn_layer_norm.{kind}"] = getattr(memory.second.norm, kind)
    new |= {name: value.detach().half().contiguous() for name, value in made.items()}
    config["decoder_layers"] += 1
    (out / "config.json").write_text(json.dumps(config, indent=2), "utf-8")
    save_file(new, out / "model.safetensors", metadata={"format": "pt"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("start", type=Path, help="checkpoint")
    parser.add_argument("out", type=Path, help="folder of the deeper one")
    learnt = parser.add_mutually_exclusive_group(required=True)
    learnt.add_argument("--sentences", type=Path, help="first unit: of the target, one a line")
    learnt.add_argument("--lessons", type=Path, help="second unit: folder that lessons wrote")
    parser.add_argument("--teacher", type=Path, help="decoder that spanish wrote, for en-es")
    parser.add_argument("--minutes", type=float, default=7)
    arguments = parser.parse_args()
    set_up()
    start = Checkpoint(arguments.start)
    teacher = teacher_of(start, arguments.teacher)
    unit: FirstUnit | SecondUnit
    if arguments.sentences:
        sentences = read_lines(arguments.sentences)
        random.Random(0).shuffle(sentences)
        unit = FirstUnit(start, teacher, sentences)
    else:
        files = sorted(arguments.lessons.glob("*.pt"))
        unit = SecondUnit(teacher, random.Random(0).sample(files, min(FILES, len(files))))
    left = deepen(start, unit, arguments.out, minutes=arguments.minutes)
    print(f"distance {left:.4f} on sentences that it did not learn from")


if __name__ == "__main__":
    main()
