"""Make a checkpoint and the words' vectors of a recogniser that ships, to go on training it.

    python -m training.names.restore RECOGNISER.npz WORDS OUT.pt

WORDS is written as ``training.names.words`` writes it, with the vectors as they are kept, in 8 bits.
What the network was told of its corpora is not kept; it learns them again.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch

from summarizer.figures.name_features import BUCKETS


def restore(recogniser: Path, words: Path, out: Path) -> None:
    with np.load(recogniser) as arrays:
        state = {
            name: torch.from_numpy(arrays[name].astype(np.float32))
            for name in arrays.files
            if arrays[name].dtype == np.float16
        }
        state["vectors"] = torch.from_numpy(_unpacked(arrays, "table"))
        for i in range(len(BUCKETS)):
            state[f"buckets.{i}.weight"] = torch.from_numpy(_unpacked(arrays, f"buckets{i}"))
        known = bytes(arrays["words"]).decode().split("\n")
    words.mkdir(parents=True, exist_ok=True)
    (words / "words.json").write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    np.save(words / "vectors.npy", state["vectors"].numpy()[1:])
    torch.save(state, out)


def _unpacked(arrays, name: str) -> np.ndarray:
    return arrays[name].astype(np.float32) * arrays[f"{name}.scale"].astype(np.float32)


def main() -> None:
    restore(*(Path(argument) for argument in sys.argv[1:4]))


if __name__ == "__main__":
    main()
