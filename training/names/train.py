"""Train the name recogniser that ``summarizer.figures.recogniser`` runs.

    python -m training.names.train WORDS OUT --data FILE:DOMAIN:AMOUNT ... [--epochs 8]

WORDS is the folder that ``training.names.words`` wrote. Each file has sentences as JSON lines
(``tokens``, ``tags``, as ``training.names.corpora`` writes them); its name ends in ``.en.jsonl`` or
``.es.jsonl``. DOMAIN names the annotators' conventions that the file follows; the network is told
them for half of the sentences, so that what the corpora agree on is learnt without. AMOUNT is how
many of its sentences are used. A sentence of ``training.names.label`` says in ``doubts`` how
probable each tag of a doubted word is: it is learnt that one of its readings is right, the more
probable the rather.

The network: each word's row of the table and its hashed forms and signs, gated convolutions over
three words (Dauphin et al. 2017, arXiv:1612.08083) with residuals, after the first of them what the
sentence as a whole is about (mean and maximum over its words, as in Zaheer et al. 2017, "Deep Sets",
arXiv:1703.06114: a town that wins is a club), and a linear-chain CRF (Lafferty et al. 2001).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from summarizer.figures.name_features import (
    BUCKETS,
    PLACE_SIGNS,
    SIGNS,
    buckets_of,
    known_as,
    places_of,
    signs_of,
)
from summarizer.figures.tokens import Token
from training.names.batches import of_like_length

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
_INDEX = {tag: i for i, tag in enumerate(TAGS)}
BUCKET_WIDTH, WIDTH, TOPIC_WIDTH = 24, 96, 64
DILATIONS = (1, 2, 1)
# Of a tag that a sentence of the corpora has not, as a logarithm.
_IMPOSSIBLE = -1e4
# A sentence: its tokens, their tags, and of the doubted ones the tags' probabilities.
Example = tuple[list[str], list[str], dict[int, list[float]]]
DOMAINS = ("", "ancora", "europarl", "web", "wiki", "tweets", "gmb", "silver")


class Network(nn.Module):
    def __init__(self, vectors: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("vectors", vectors)
        self.buckets = nn.ModuleList(nn.Embedding(size, BUCKET_WIDTH) for size in BUCKETS)
        for table in self.buckets:
            nn.init.normal_(table.weight, 0, 0.3)
        self.word = nn.Linear(vectors.shape[1] + BUCKET_WIDTH * len(BUCKETS) + len(SIGNS), WIDTH)
        self.place = nn.Linear(len(PLACE_SIGNS), WIDTH, bias=False)
        self.domain = nn.Embedding(len(DOMAINS), WIDTH)
        nn.init.normal_(self.domain.weight, 0, 0.05)
        self.convolutions = nn.ModuleList(nn.Linear(3 * WIDTH, 2 * WIDTH) for _ in DILATIONS)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in DILATIONS)
        self.topic_norm = nn.LayerNorm(WIDTH)
        self.topic = nn.Linear(WIDTH, TOPIC_WIDTH)
        self.about = nn.Linear(2 * TOPIC_WIDTH, WIDTH)
        # A network that was trained without goes on as it was.
        nn.init.zeros_(self.about.weight)
        nn.init.zeros_(self.about.bias)
        self.last = nn.LayerNorm(WIDTH)
        self.out = nn.Linear(WIDTH, len(TAGS))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.begins = nn.Parameter(torch.zeros(len(TAGS)))
        self.dropout = nn.Dropout(0.15)

    def forward(self, rows, buckets, signs, places, domain, mask):
        """Scores of each tag at each place, (sentences, words, tags)."""
        parts = [self.vectors[rows]]
        parts += [table(buckets[..., i]) for i, table in enumerate(self.buckets)]
        word = self.word(torch.cat([*parts, signs], -1))
        x = self.dropout(word + self.place(places) + self.domain(domain).unsqueeze(1)) * mask
        for i, (dilation, norm, convolution) in enumerate(
            zip(DILATIONS, self.norms, self.convolutions, strict=True)
        ):
            y = norm(x) * mask
            zero = y.new_zeros(y.shape[0], dilation, y.shape[2])
            left = torch.cat([zero, y[:, :-dilation]], 1)
            right = torch.cat([y[:, dilation:], zero], 1)
            value, gate = convolution(torch.cat([left, y, right], -1)).chunk(2, -1)
            x = (x + value * torch.sigmoid(gate)) * mask
            if i == 0:
                seen = torch.relu(self.topic(self.topic_norm(x))) * mask
                mean = seen.sum(1) / mask.sum(1)
                about = self.about(torch.cat([mean, seen.max(1).values], -1))
                x = (x + about.unsqueeze(1)) * mask
        return self.out(self.dropout(self.last(x)))

    def loss(self, scores, evidence, mask):
        """The CRF's negative log-likelihood a word: of all sequences of tags, each as probable as
        ``evidence`` (logarithms, like ``scores``) says."""
        both = torch.cat([scores.float(), scores.float() + evidence])
        alive = mask.repeat(2, 1)
        reached = self.begins + both[:, 0]
        for i in range(1, both.shape[1]):
            step = torch.logsumexp(reached.unsqueeze(2) + self.transitions, 1) + both[:, i]
            reached = torch.where(alive[:, i : i + 1] > 0, step, reached)
        every, right = torch.logsumexp(reached, 1).chunk(2)
        return (every - right).sum() / mask.sum()


class Words:
    """The features of every distinct word of the sentences, by its number."""

    def __init__(self, table: dict[str, int]) -> None:
        self._table = table
        self._numbers: dict[str, int] = {}
        self._features: list[tuple[int, tuple[int, ...], list[float]]] = []

    def number(self, word: str) -> int:
        if word not in self._numbers:
            row = known_as(word, self._table)
            self._numbers[word] = len(self._numbers)
            self._features.append((row, buckets_of(word), signs_of(word, row > 0)))
        return self._numbers[word]

    def tensors(self):
        rows, buckets, signs = zip(*self._features, strict=True)
        return torch.tensor(rows), torch.tensor(buckets), torch.tensor(signs)


def _dateline(language: str, chance: random.Random, places: list[list[str]]) -> tuple:
    """A line's beginning as agencies print it, with its tags; none of it from any corpus."""
    place = chance.choice(places)
    month = chance.choice(
        ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"]
        if language == "es"
        else ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov"]
    )
    day, year = str(chance.randint(1, 31)), str(chance.randint(1990, 2026))
    agency = chance.choice(
        ["EFE", "Notimex", "Europa Press", "AFP", "AP", "Reuters", "EFECOM"]
        if language == "es"
        else ["AP", "Reuters", "AFP", "UPI", "Xinhua", "CNN"]
    ).split()
    name = [(w, ("B-" if i == 0 else "I-") + "LOC") for i, w in enumerate(place)]
    org = [(w, ("B-" if i == 0 else "I-") + "ORG") for i, w in enumerate(agency)]
    draw = chance.randrange(5)
    if draw == 0:
        line = [
            *name,
            (",", "O"),
            (day, "O"),
            (month, "O"),
            ("(", "O"),
            *org,
            (")", "O"),
            (".", "O"),
        ]
        line += [("-", "O")] if chance.random() < 0.5 else []
    elif draw == 1:
        line = [(w.upper(), t) for w, t in name] + [("(", "O"), *org, (")", "O"), ("-", "O")]
    elif draw == 2:
        line = [(w.upper(), t) for w, t in name]
        line += [
            (w, "O") for w in (year, "-", f"{chance.randint(1, 12):02}", "-", f"{int(day):02}")
        ]
    elif draw == 3:
        line = [(w.upper(), t) for w, t in name] + [
            (",", "O"),
            (day, "O"),
            (month, "O"),
            (".", "O"),
        ]
        line += [("-", "O")] if chance.random() < 0.5 else []
    else:
        line = [
            *name,
            ("(", "O"),
            *org,
            (")", "O"),
            chance.choice([("-", "O"), ("—", "O"), (".", "O")]),
        ]
    return line, draw == 2


def _another(name, kind, language, chance, pool):
    """A name to stand in the place of ``name``, which is of ``kind``: mostly one of its kind; now
    and then a surname alone, or a town for a club, so that what is around it must tell."""
    if kind == "PER" and len(name) in (2, 3) and name[-1].istitle() and chance.random() < 0.3:
        return name[-1:]
    if kind == "ORG" and len(name) < 3 and name[0].istitle() and chance.random() < 0.15:
        town = chance.choice(pool[language, "LOC"])
        return town if len(town) < 3 and town[0].istitle() else name
    return chance.choice(pool[language, kind])


def varied(example: Example, language, chance, pool, places) -> Example:
    """The sentence, or now and then a variant of it: other names in the places of its names, a
    dateline before it, the capitals of a headline."""
    tokens, tags, doubts = example
    if chance.random() < 0.5:
        new_tokens, new_tags, new_doubts = [], [], {}
        for start, end, kind in spans_of(tags):
            name = tokens[start:end]
            held = {i: doubts[start + i] for i in range(end - start) if start + i in doubts}
            if kind and not held and chance.random() < 0.35:
                name = _another(name, kind, language, chance, pool)
            new_doubts |= {len(new_tokens) + i: probabilities for i, probabilities in held.items()}
            new_tokens += name
            new_tags += (
                [("B-" if k == 0 else "I-") + kind for k in range(len(name))] if kind else ["O"]
            )
        tokens, tags, doubts = new_tokens, new_tags, new_doubts
    draw = chance.random()
    if draw < 0.05:
        line, alone = _dateline(language, chance, places)
        if alone:
            return [w for w, _ in line], [t for _, t in line], {}
        tokens, tags = [*(w for w, _ in line), *tokens], [*(t for _, t in line), *tags]
        doubts = {i + len(line): held for i, held in doubts.items()}
    elif draw < 0.09:
        tokens = [token.upper() for token in tokens]
    elif draw < 0.11:
        tokens = [t if t[0] in "@#" or t[:4] == "http" else t[:1].upper() + t[1:] for t in tokens]
    return tokens, tags, doubts


def spans_of(tags: list[str]):
    """``(start, end, kind)`` of each name, and of each word outside of names with no kind."""
    start = 0
    while start < len(tags):
        end, kind = start + 1, tags[start][2:]
        while kind and end < len(tags) and tags[end] == "I-" + kind:
            end += 1
        yield start, end, kind
        start = end


def read(specification: str, chance: random.Random) -> list[tuple[Example, str, int]]:
    """The sentences that ``FILE:DOMAIN:AMOUNT`` asks for, their language and their domain."""
    path, domain, amount = specification.rsplit(":", 2)
    language = path.removesuffix(".jsonl")[-2:]
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if 2 <= len(row["tokens"]) <= 100]
    chance.shuffle(rows)
    number = DOMAINS.index(domain)
    wanted = int(amount)
    taken = (rows * (wanted // max(1, len(rows)) + 1))[:wanted]
    return [
        (
            (row["tokens"], row["tags"], {int(i): p for i, p in row.get("doubts", {}).items()}),
            language,
            number,
        )
        for row in taken
    ]


def _evidence(tags: list[str], doubts: dict[int, list[float]]) -> np.ndarray:
    """The logarithm of how probable each tag of each word is, (words, tags)."""
    evidence = np.full((len(tags), len(TAGS)), _IMPOSSIBLE, np.float32)
    evidence[np.arange(len(tags)), [_INDEX[tag] for tag in tags]] = 0
    for i, held in doubts.items():
        # Probabilities are kept with two digits.
        evidence[i] = np.log(np.maximum(held, 0.004))
    return evidence


def train(options: argparse.Namespace) -> None:
    chance = random.Random(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    known = json.loads((options.words / "words.json").read_text(encoding="utf-8"))
    table = {word: row for row, word in enumerate(known, start=1)}
    vectors = torch.from_numpy(np.load(options.words / "vectors.npy").astype(np.float32))
    network = Network(torch.cat([vectors.new_zeros(1, vectors.shape[1]), vectors]))
    if options.start:
        # What a recogniser that shipped has not (``training.names.restore``) begins anew.
        network.load_state_dict(torch.load(options.start), strict=False)
    examples = [example for spec in options.data for example in read(spec, chance)]
    pool: dict[tuple[str, str], list[list[str]]] = {}
    for (tokens, tags, doubts), language, number in examples:
        for start, end, kind in spans_of(tags):
            if kind and start not in doubts and DOMAINS[number] != "tweets":
                pool.setdefault((language, kind), []).append(tokens[start:end])
    places = [n for key, names in pool.items() if key[1] == "LOC" for n in names if len(n) < 3]
    print(len(examples), "sentences", {k: len(v) for k, v in pool.items()}, flush=True)
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=options.rate, weight_decay=0.01, fused=True
    )
    total = sum(len(tokens) for (tokens, _, _), _, _ in examples) * options.epochs
    steps = int(total / options.batch * 1.08)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min(1, (k + 1) / 100) * max(0.02, 1 - k / steps)
    )
    words = Words(table)
    network.train()
    done, sums, spent = 0, 0.0, time.process_time()
    for epoch in range(options.epochs):
        items = []
        for example, language, number in examples:
            tokens, tags, doubts = varied(example, language, chance, pool, places)
            places_here = places_of([Token(0, 0, t) for t in tokens], language)
            items.append(
                (
                    [words.number(t) for t in tokens],
                    places_here,
                    _evidence(tags, doubts),
                    number if chance.random() < 0.5 else 0,
                )
            )
        rows, buckets, signs = words.tensors()
        for group in of_like_length(items, options.batch, 3, chance):
            width = max(len(item[0]) for item in group)
            number = torch.zeros(len(group), width, dtype=torch.long)
            place = torch.zeros(len(group), width, len(PLACE_SIGNS))
            evidence = torch.zeros(len(group), width, len(TAGS))
            mask = torch.zeros(len(group), width)
            for i, item in enumerate(group):
                size = len(item[0])
                number[i, :size] = torch.tensor(item[0])
                place[i, :size] = torch.tensor(item[1])
                evidence[i, :size] = torch.from_numpy(item[2])
                mask[i, :size] = 1
            row, bucket, sign = rows[number], buckets[number], signs[number]
            # What is not known at run time has neither row nor a bucket of its own.
            lost = torch.rand(row.shape) < options.forget
            row = row.masked_fill(lost, 0)
            sign[..., -1] = torch.where(lost, 1.0, sign[..., -1])
            lost = torch.rand(row.shape) < 2 * options.forget
            bucket[..., 0] = torch.where(
                lost, torch.randint(0, BUCKETS[0], row.shape), bucket[..., 0]
            )
            domain = torch.tensor([item[3] for item in group])
            with torch.autocast("cpu", torch.bfloat16, enabled=options.bfloat16):
                scores = network(row, bucket, sign, place, domain, mask.unsqueeze(2))
            loss = network.loss(scores, evidence, mask)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
            done += 1
            sums += float(loss.detach())
            if done % 50 == 0:
                used = time.process_time() - spent
                print(epoch, done, steps, round(sums / 50, 4), f"{used:.0f} s", flush=True)
                sums = 0.0
        torch.save(network.state_dict(), options.out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", nargs="+", required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--batch", type=int, default=4000, help="words in a batch, with padding")
    parser.add_argument(
        "--forget", type=float, default=0.08, help="share of words taken as unknown"
    )
    parser.add_argument("--bfloat16", action="store_true")
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
