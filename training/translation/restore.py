"""Give a Marian student a recurrent decoder: the first recurrent checkpoint of a direction.

    python -m training.translation.restore es-en STUDENT OUT --sentences WORK/sentences.es

Both students came from models of Firefox Translations (MPL-2.0) with self-attention in the place of
the recurrent units that CTranslate2 lacks. Into English the decoder of the pivot's last model takes
its place again, whole, since it writes better than what the student made of it; pieces that it
lacks, as placeholders, keep the student's vectors. Into Spanish no model writes, but the units of
the English-Portuguese one still fit beside all that the student has learnt since. What stands there
then has to learn :mod:`training.translation.together`.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import torch

from training.translation import recurrent_checkpoint
from training.translation.checkpoint import Checkpoint
from training.translation.corpora import read_lines
from training.translation.portuguese import Portuguese, package_folder, read_marian
from training.translation.train import outputs_of


def english(student: Checkpoint, pivot: Portuguese) -> dict[str, torch.Tensor]:
    """The student's encoder and the pivot's decoder, by the names of a recurrent checkpoint."""
    weights = _student(student)
    decoder = recurrent_checkpoint.from_marian(pivot.weights, len(student.vocabulary))
    for name in ("decoder.embed_tokens.weight", "final_logits_bias"):
        decoder[name] = weights[name].clone()
    decoder["decoder.embed_tokens.weight"][pivot.theirs] = pivot.vectors
    decoder["final_logits_bias"][0, pivot.theirs] = pivot.bias
    return decoder | {n: w for n, w in weights.items() if n.startswith("encoder.")}


def spanish(student: Checkpoint, units: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The student with recurrent ``units`` (Marian's names) in the place of its self-attention, by
    the names of a recurrent checkpoint.

    Raises:
        ValueError: the student has another number of decoder layers than there are units.
    """
    weights = {
        name.replace("self_attn_layer_norm", "unit_layer_norm")
        if name.startswith("decoder.")
        else name: weight
        for name, weight in _student(student).items()
        if not (name.startswith("decoder.") and ".self_attn." in name)
    }
    layers = sum(name.endswith("_rnn_W") for name in units)
    if f"decoder.layers.{layers - 1}.fc1.bias" not in weights or (
        f"decoder.layers.{layers}.fc1.bias" in weights
    ):
        raise ValueError(
            f"There are {layers} recurrent units: they fit a student of {layers} decoder layers, "
            f"which {student.folder} is not."
        )
    for layer in range(layers):
        at, place = f"decoder_l{layer + 1}_rnn", f"decoder.layers.{layer}"
        weights[f"{place}.forget.weight"] = units[f"{at}_Wf"].t()
        weights[f"{place}.forget.bias"] = units[f"{at}_bf"][0]
        weights[f"{place}.new.weight"] = units[f"{at}_W"].t()
        weights[f"{place}.new.bias"] = torch.zeros_like(units[f"{at}_bf"][0])
    return weights


def _student(student: Checkpoint) -> dict[str, torch.Tensor]:
    """Its weights without what they have twice, and vectors only for pieces that it can write."""
    weights = {
        name.removeprefix("model."): weight
        for name, weight in recurrent_checkpoint.read(student.folder).items()
        if name != "lm_head.weight" and "embed_positions" not in name
    }
    vectors = "decoder.embed_tokens.weight"
    weights[vectors] = weights[vectors][: outputs_of(weights["final_logits_bias"][0])]
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("direction", choices=("es-en", "en-es"))
    parser.add_argument("student", type=Path, help="checkpoint that train wrote")
    parser.add_argument("out", type=Path, help="folder")
    parser.add_argument(
        "--sentences", type=Path, required=True, help="of the source; ranges are measured on them"
    )
    arguments = parser.parse_args()
    student = Checkpoint(arguments.student)
    if arguments.direction == "es-en":
        weights = english(student, Portuguese.of_package(student))
    else:
        units = read_marian(next(package_folder("en-pt").glob("model.*.bin")))
        weights = spanish(student, units)
    recurrent_checkpoint.write(
        arguments.out,
        weights,
        student,
        read_lines(arguments.sentences),
        heads=recurrent_checkpoint.heads_of(student.folder),
    )


if __name__ == "__main__":
    main()
