"""Train the name recogniser: the first layers of a multilingual encoder and a linear layer that
gives each word one of seven BIO tags.

    python -m training.names.teacher ENCODER PIECES OUT --gold FILE[:TIMES] ... \
        [--silver FILE ...] [--start CHECKPOINT] [--layers 4] [--epochs 1]

Gold files are those of ``training.names.corpora``; silver files hold a teacher's probabilities
(``training.names.label``), which the student learns to match (Hinton et al. 2015).
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from summarizer.figures.tokens import spelled
from training.names.batches import of_like_length
from training.names.encoder import Encoder

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
_INDEX = {tag: i for i, tag in enumerate(TAGS)}
_BEGIN, _PADDING, _END = 0, 1, 2
_MOST_PIECES = 250


class Recogniser(nn.Module):
    def __init__(self, bert: nn.Module) -> None:
        super().__init__()
        self.bert = bert
        self.dropout = nn.Dropout(0.1)
        self.out = nn.Linear(bert.config.hidden_size, len(TAGS))

    def forward(self, ids, mask, first):
        hidden = self.bert(ids, attention_mask=mask).last_hidden_state
        picked = hidden.gather(1, first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        return self.out(self.dropout(picked))


def encoded(tokenizer: Tokenizer, tokens: list[str]) -> tuple[list[int], list[int]]:
    """The pieces' ids of a sentence, and the place of each word's first piece."""
    encoding = tokenizer.encode(
        [spelled(token) for token in tokens], is_pretokenized=True, add_special_tokens=False
    )
    ids, first, seen = [_BEGIN], [], -1
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        if word != seen:
            if len(ids) >= _MOST_PIECES:
                break
            first.append(len(ids))
            seen = word
        ids.append(piece)
    return [*ids[: _MOST_PIECES + 4], _END], first


def batch(items):
    width = max(len(ids) for ids, *_ in items)
    words = max(len(first) for _, first, _ in items)
    ids = torch.full((len(items), width), _PADDING)
    mask = torch.zeros(len(items), width, dtype=torch.long)
    first = torch.zeros(len(items), words, dtype=torch.long)
    target = torch.zeros(len(items), words, len(TAGS))
    for row, (pieces, places, wanted) in enumerate(items):
        ids[row, : len(pieces)] = torch.tensor(pieces)
        mask[row, : len(pieces)] = 1
        first[row, : len(places)] = torch.tensor(places)
        target[row, : len(places)] = wanted[: len(places)]
    return ids, mask, first, target


def _one_hot(tags: list[str]) -> torch.Tensor:
    # 0.04 of doubt: annotators of different corpora disagree about as much.
    target = torch.full((len(tags), len(TAGS)), 0.04 / len(TAGS))
    target[torch.arange(len(tags)), [_INDEX[tag] for tag in tags]] += 0.96
    return target


def _shouted(tokens: list[str], chance: random.Random) -> list[str]:
    """Now and then a sentence in the capitals of a headline."""
    draw = chance.random()
    if draw < 0.04:
        return [token.upper() for token in tokens]
    if draw < 0.06:
        return [
            token if token.startswith(("@", "#", "http")) else token[:1].upper() + token[1:]
            for token in tokens
        ]
    return tokens


def _gold(specification: str, chance: random.Random) -> list[tuple[list[str], torch.Tensor]]:
    path, _, times = specification.partition(":")
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    # Most sentences without a name teach nothing new: one in three is enough.
    rows = [r for r in rows if any(t != "O" for t in r["tags"]) or chance.random() < 1 / 3]
    chance.shuffle(rows)
    amount = float(times or 1)
    if amount > 20:
        rows = rows[: int(amount)]
    else:
        rows = rows * int(amount) + rows[: int(len(rows) * (amount % 1))]
    return [(row["tokens"], _one_hot(row["tags"])) for row in rows]


def _silver(path: Path) -> list[tuple[list[str], torch.Tensor]]:
    with path.open("rb") as file:
        return [(tokens, torch.from_numpy(p).float()) for tokens, p in pickle.load(file)]


def train(options: argparse.Namespace) -> None:
    chance = random.Random(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    tokenizer = Tokenizer.from_file(str(options.vocabulary / "tokenizer.json"))
    kept = json.loads((options.vocabulary / "kept.json").read_text())
    network = Recogniser(Encoder(options.encoder).model(kept, options.layers))
    if options.start:
        network.load_state_dict(torch.load(options.start))
    examples = [e for spec in options.gold for e in _gold(spec, chance)]
    examples += [e for path in options.silver for e in _silver(path)]
    print(len(examples), "sentences", flush=True)

    body = [p for n, p in network.named_parameters() if not n.startswith("out.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": network.out.parameters(), "lr": 1e-3}],
        weight_decay=0.01,
        fused=True,
    )
    batches = []
    left = options.epochs
    while left > 0:
        items = [
            (*encoded(tokenizer, _shouted(tokens, chance)), target) for tokens, target in examples
        ]
        epoch = of_like_length(items, options.pieces, 4, chance)
        batches += epoch[: int(len(epoch) * min(1, left))]
        left -= 1
    steps, warm = len(batches), max(1, len(batches) // 15)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min(1, (k + 1) / warm) * max(0.02, 1 - k / steps)
    )
    network.train()
    started, sum_of_losses = time.process_time(), 0.0
    for step, items in enumerate(batches, 1):
        ids, mask, first, target = batch(items)
        with torch.autocast("cpu", torch.bfloat16, enabled=options.bfloat16):
            logits = network(ids, mask, first)
        loss = -(target * logits.float().log_softmax(-1)).sum() / target.sum()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        schedule.step()
        sum_of_losses += float(loss.detach())
        if step % 50 == 0:
            spent = time.process_time() - started
            print(step, steps, round(sum_of_losses / 50, 4), f"{spent:.0f} s", flush=True)
            sum_of_losses = 0.0
        if step % 200 == 0:
            torch.save(network.state_dict(), options.out)
    torch.save(network.state_dict(), options.out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--gold", nargs="*", default=[])
    parser.add_argument("--silver", nargs="*", type=Path, default=[])
    parser.add_argument("--start", type=Path)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--epochs", type=float, default=1)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--pieces", type=int, default=1200, help="pieces in a batch, with padding")
    parser.add_argument("--bfloat16", action="store_true", help="where the processor has it")
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
