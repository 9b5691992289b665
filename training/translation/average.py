"""Average the weights of checkpoints with the same pieces: between where fine-tuning began and
where it ended there is often a better model than either (Wortsman et al. 2022,
https://arxiv.org/abs/2109.01903).

    python -m training.translation.average OUT BEFORE=0.3 AFTER=0.7 --sentences WORK/sentences.es

The vectors of the placeholders are those of the last checkpoint alone: with the mean of theirs
one placeholder in 60 was lost or written twice, with these one in 120. The ranges of a recurrent
checkpoint are measured anew, on ``--sentences`` of its source.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from summarizer.translating.checkpoint import SHORTLIST
from training.translation.checkpoint import Checkpoint
from training.translation.corpora import read_lines
from training.translation.vocabulary import PLACEHOLDERS

TABLES = ("encoder.embed_tokens.weight", "decoder.embed_tokens.weight", "lm_head.weight")


def average(shares: Mapping[Path, float], out: Path, sentences: Sequence[str] = ()) -> None:
    """Write the weighted mean of the checkpoints; the last one's other files go with it.

    Raises:
        ValueError: the checkpoints have different pieces, or are recurrent and there are no
            ``sentences`` to measure ranges on.
    """
    import torch
    from safetensors.torch import load_file, save_file

    from training.translation import recurrent_checkpoint

    folders = list(shares)
    if any(Checkpoint(f).vocabulary != Checkpoint(folders[0]).vocabulary for f in folders):
        raise ValueError("Only checkpoints with the same vocab.json can be averaged.")
    vocabulary = Checkpoint(folders[-1]).vocabulary
    placeholders = [vocabulary[p] for p in PLACEHOLDERS if p in vocabulary]
    total: dict[str, torch.Tensor] = {}
    for folder, share in shares.items():
        for name, value in load_file(folder / "model.safetensors").items():
            part = value.float() * (share / sum(shares.values()))
            total[name] = total[name] + part if name in total else part
    for name, value in load_file(folders[-1] / "model.safetensors").items():
        if name.endswith(TABLES):
            total[name][placeholders] = value[placeholders].float()
    last = Checkpoint(folders[-1])
    if last.recurrent:
        heads = recurrent_checkpoint.heads_of(last.folder)
        recurrent_checkpoint.write(out, total, last, sentences, heads=heads)
        if (last.folder / SHORTLIST).exists():
            shutil.copyfile(last.folder / SHORTLIST, out / SHORTLIST)
        return
    shutil.copytree(folders[-1], out, dirs_exist_ok=True)
    halves = {name: value.half().contiguous() for name, value in total.items()}
    save_file(halves, out / "model.safetensors", metadata={"format": "pt"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("shares", nargs="+", metavar="CHECKPOINT=SHARE")
    parser.add_argument("--sentences", type=Path, help="of the source, for recurrent checkpoints")
    arguments = parser.parse_args()
    sentences = read_lines(arguments.sentences) if arguments.sentences else []
    entries = (entry.rsplit("=", 1) for entry in arguments.shares)
    average({Path(folder): float(share) for folder, share in entries}, arguments.out, sentences)


if __name__ == "__main__":
    main()
