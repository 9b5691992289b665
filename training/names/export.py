"""Write a trained recogniser as the project ships it: one file of NumPy arrays.

Tables are kept in 8 bits with a scale for each row, everything else in 16-bit floats.

    python -m training.names.export WORDS CHECKPOINT OUT.npz [--english gmb] [--spanish ancora] [--card CARD.json]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from summarizer.figures.name_features import PLACE_SIGNS
from training.names.train import DILATIONS, DOMAINS, TAGS


def packed(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``table`` in whole numbers of 8 bits, and each row's scale."""
    scale = np.abs(table).max(1, keepdims=True) / 127
    scale = np.where(scale > 0, scale, 1).astype(np.float32)
    return np.rint(table / scale).astype(np.int8), scale


def export(words: Path, checkpoint: Path, out: Path, domains: dict[str, str], card: dict) -> None:
    state = {name: value.float().numpy() for name, value in torch.load(checkpoint).items()}
    known = json.loads((words / "words.json").read_text(encoding="utf-8"))
    arrays: dict[str, np.ndarray] = {}
    arrays["table"], arrays["table.scale"] = packed(state.pop("vectors"))
    for i in range(4):
        name = f"buckets{i}"
        arrays[name], arrays[f"{name}.scale"] = packed(state.pop(f"buckets.{i}.weight"))
    # The annotators' conventions that are followed in each language go into what it is told of the
    # language.
    told = state.pop("domain.weight")
    for language, domain in domains.items():
        state["place.weight"][:, PLACE_SIGNS.index(language)] += told[DOMAINS.index(domain)]
    arrays |= {name: value.astype(np.float16) for name, value in state.items()}
    arrays["words"] = np.frombuffer("\n".join(known).encode(), np.uint8)
    card = {"tags": TAGS, "dilations": DILATIONS, **card}
    arrays["card"] = np.frombuffer(json.dumps(card, ensure_ascii=False).encode(), np.uint8)
    np.savez_compressed(out, **arrays)
    print(f"{out}: {out.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--english", default="", choices=DOMAINS)
    parser.add_argument("--spanish", default="", choices=DOMAINS)
    parser.add_argument("--card", type=Path)
    options = parser.parse_args()
    domains = {"English": options.english, "Spanish": options.spanish}
    card = json.loads(options.card.read_text(encoding="utf-8")) if options.card else {}
    export(options.words, options.checkpoint, options.out, domains, card)


if __name__ == "__main__":
    main()
