"""Train the models of salience: ``python -m training.summarising.train --help``.

The articles are JSON lines with ``language``, ``headline`` (or null), ``paragraphs``, ``summary``
and ``kind``: ``"summary"`` where an editor summed the article up, ``"headline"`` where its headline
stands in for that (weaker, and then the headline is kept from the model). The texts are plain
files, one sentence a line, whose names end in ``.<language>.txt``; they tell how rare words are.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import nn

from summarizer import sentences
from summarizer.summarising import salience
from summarizer.summarising.features import Document, Rarity
from summarizer.summarising.terms import terms, words

# Sentences of an oracle summary; of 2, 3 and 4 three gave the best dev scores.
ORACLE_SENTENCES = 3
# How much an article counts whose reference is only its headline, for terms and for sentences.
HEADLINE_WEIGHT = 0.3
LONGEST = 80
# Standard deviations are lifted by this, so that a feature that hardly varies in training can't
# throw the output where it does.
SCALE_FLOOR = 0.05


class Example:
    """An article with what its models are to say: for each term whether the summary has it, for
    each sentence whether it is in the oracle summary."""

    def __init__(self, record: dict, rarity: dict[str, Rarity]) -> None:
        language = record["language"]
        texts, paragraphs = [], []
        for number, paragraph in enumerate(record["paragraphs"]):
            for span in sentences.split(paragraph, language):
                texts.append(span.of(paragraph))
                paragraphs.append(number)
        texts, paragraphs = texts[:LONGEST], paragraphs[:LONGEST]
        self.weak = record["kind"] == "headline"
        headline = None if self.weak else record.get("headline")
        document = Document(texts, [language] * len(texts), paragraphs, headline, rarity)
        names, self.term_features = document.term_features()
        wanted = set(terms(words(record["summary"]), language))
        self.term_labels = np.array([name in wanted for name in names], dtype=np.float32)
        self.sentence_features = document.sentence_features
        self.sentence_labels = oracle(document.words, words(record["summary"]))


def f1(ours: Counter, theirs: Counter) -> float:
    shared = sum((ours & theirs).values())
    return 2 * shared / (sum(ours.values()) + sum(theirs.values())) if shared else 0.0


def oracle(sentence_words: list[list[str]], reference: list[str]) -> np.ndarray:
    """The greedy oracle of Nallapati et al., "SummaRuNNer" (AAAI 2017): sentences are added while
    the sum of ROUGE-1 and ROUGE-2 F1 grows."""
    unigrams, bigrams = Counter(reference), Counter(pairwise(reference))
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < ORACLE_SENTENCES:
        candidates = []
        for index in range(len(sentence_words)):
            if index not in chosen:
                text = [w for i in sorted([*chosen, index]) for w in sentence_words[i]]
                pairs = Counter(pairwise(text))
                candidates.append((f1(Counter(text), unigrams) + f1(pairs, bigrams), -index))
        if not candidates or max(candidates)[0] <= best + 1e-4:
            break
        best, index = max(candidates)
        chosen.append(-index)
    labels = np.zeros(len(sentence_words), dtype=np.float32)
    labels[chosen] = 1
    return labels


def rarities(folder: Path, *, fewest: int = 6, lines_of_a_file: int = 60_000) -> dict[str, Rarity]:
    """Inverse frequencies of stems over the lines of the texts in ``folder``, by language."""
    found = {}
    for language in ("en", "es"):
        counts: Counter[str] = Counter()
        lines = 0
        for file in sorted(folder.glob(f"*.{language}.txt")):
            with file.open(encoding="utf-8") as stream:
                for _, line in zip(range(lines_of_a_file), stream, strict=False):
                    lines += 1
                    counts.update(set(terms(words(line), language)))
        common = {s: round(math.log(lines / n), 2) for s, n in counts.items() if n >= fewest}
        found[language] = Rarity(common, unseen=round(math.log(lines / 3), 2))
    return found


def train_terms(examples: list[Example], units: int, seed: int) -> nn.Module:
    torch.manual_seed(seed)
    features = torch.tensor(np.concatenate([e.term_features for e in examples]))
    labels = torch.tensor(np.concatenate([e.term_labels for e in examples]))
    weak = torch.tensor(
        np.concatenate([np.full(len(e.term_labels), e.weak, np.float32) for e in examples])
    )
    weights = 1 - weak * (1 - HEADLINE_WEIGHT)
    network = Network(features, units)
    # A headline is shorter than a summary: its own bias keeps that out of the shared weights.
    weak_bias = nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.AdamW([*network.parameters(), weak_bias], lr=4e-3, weight_decay=1e-3)
    epochs = 6
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = 4e-3 * (1 - epoch / epochs)
        for batch in torch.randperm(len(features)).split(1024):
            logits = network(features[batch]) + weak_bias * weak[batch]
            loss = nn.functional.binary_cross_entropy_with_logits(
                logits, labels[batch], weight=weights[batch]
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return network


def train_sentences(examples: list[Example], units: int, seed: int) -> nn.Module:
    """Listwise: the softmax over an article's sentences is to be that of its oracle."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    examples = [e for e in examples if e.sentence_labels.sum()]
    features = [torch.tensor(e.sentence_features) for e in examples]
    targets = [torch.tensor(e.sentence_labels / e.sentence_labels.sum()) for e in examples]
    weights = [HEADLINE_WEIGHT if e.weak else 1.0 for e in examples]
    network = Network(torch.cat(features), units, dropout=0.2)
    epochs = 14
    optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    for _ in range(epochs):
        network.train()
        indices = list(range(len(examples)))
        order.shuffle(indices)
        for start in range(0, len(indices), 16):
            batch = indices[start : start + 16]
            lengths = [len(features[i]) for i in batch]
            outputs = network(torch.cat([features[i] for i in batch])).split(lengths)
            loss = -sum(
                weights[i] * (targets[i] * torch.log_softmax(output, 0)).sum()
                for i, output in zip(batch, outputs, strict=True)
            )
            optimizer.zero_grad()
            (loss / len(batch)).backward()
            optimizer.step()
        schedule.step()
    return network.eval()


class Network(nn.Module):
    def __init__(self, features: torch.Tensor, units: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.register_buffer("mean", features.mean(0))
        self.register_buffer("scale", features.std(0) + SCALE_FLOOR)
        self.hidden = nn.Linear(features.shape[1], units)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(units, 1)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        units = torch.tanh(self.hidden((features - self.mean) / self.scale))
        return self.output(self.dropout(units)).squeeze(-1)


def arrays(name: str, networks: list[Network]) -> dict[str, np.ndarray]:
    """The weights of an ensemble under the names that :mod:`summarizer.summarising.salience`
    reads."""

    def stacked(get) -> np.ndarray:
        return np.stack([get(network).detach().numpy() for network in networks])

    return {
        f"{name}.mean": networks[0].mean.numpy(),
        f"{name}.scale": networks[0].scale.numpy(),
        f"{name}.hidden": stacked(lambda n: n.hidden.weight.T),
        f"{name}.hidden_bias": stacked(lambda n: n.hidden.bias),
        f"{name}.output": stacked(lambda n: n.output.weight[0]),
        f"{name}.output_bias": stacked(lambda n: n.output.bias[0]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.summarising.train")
    parser.description = __doc__
    parser.add_argument("articles", type=Path, help="JSON lines of articles with summaries")
    parser.add_argument("texts", type=Path, help="folder of texts, *.<language>.txt")
    parser.add_argument("--out", type=Path, default=salience.FILE)
    parser.add_argument("--members", type=int, default=5, help="networks of each ensemble")
    options = parser.parse_args()
    torch.set_num_threads(1)

    rarity = rarities(options.texts)
    lines = options.articles.read_text("utf-8").splitlines()
    examples = [Example(json.loads(line), rarity) for line in lines]
    print(f"{len(examples)} articles, {sum(e.weak for e in examples)} with a headline only")
    saved: dict[str, np.ndarray] = {}
    for language, table in rarity.items():
        stems = sorted(table.of_stem)
        saved[f"stems.{language}"] = np.frombuffer(" ".join(stems).encode(), dtype=np.uint8)
        values = [table.unseen, *(table.of_stem[s] for s in stems)]
        saved[f"rarity.{language}"] = np.array(values, dtype=np.float16)
    seeds = range(options.members)
    saved |= arrays("terms", [train_terms(examples, 24, seed) for seed in seeds])
    print("terms trained")
    saved |= arrays("sentences", [train_sentences(examples, 16, seed) for seed in seeds])
    np.savez_compressed(options.out, **saved)
    print(f"{options.out}: {options.out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
