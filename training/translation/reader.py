"""The encoder of a checkpoint of either kind, Marian's or one with a recurrent decoder."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

import torch
from safetensors.torch import load_file
from torch.nn.utils.rnn import pad_sequence

from summarizer.translating.recurrent import positions
from training.translation.checkpoint import Checkpoint
from training.translation.network import Network

_LONGEST = 512


class Reader:
    """The ``network`` of an encoder and the ``vectors`` of its pieces (pieces, dim)."""

    def __init__(self, checkpoint: Checkpoint, dtype: torch.dtype | None = None) -> None:
        """``dtype`` is that of :class:`Network`."""
        self.checkpoint = checkpoint
        config = json.loads((checkpoint.folder / "config.json").read_text("utf-8"))
        weights = {
            name.removeprefix("model."): weight.float()
            for name, weight in load_file(checkpoint.folder / "model.safetensors").items()
        }
        self.vectors = weights["encoder.embed_tokens.weight"]
        self.padding = config["pad_token_id"]
        place = positions if checkpoint.recurrent else _of_transformers
        self.network = Network(
            weights,
            torch.as_tensor(place(_LONGEST, config["d_model"])),
            heads=config["encoder_attention_heads"],
            encoder=config["encoder_layers"],
            dtype=dtype,
        )

    @torch.inference_mode()
    def encode(self, sources: Sequence[Sequence[int]]) -> torch.Tensor:
        """The encoder's states (sentences, width, dim) of sources in the vocabulary's ids."""
        ids = pad_sequence(
            [torch.tensor(source) for source in sources], True, padding_value=self.padding
        )
        states = self.network.encode(self.vectors[ids], ids == self.padding)
        return states.view(*ids.shape, -1).float()


def _of_transformers(count: int, dim: int) -> torch.Tensor:
    """The positions of ``transformers``, whose waves are a little longer than Marian's."""
    steps = torch.exp(torch.arange(dim // 2) * (-math.log(1e4) / (dim // 2)))
    angles = torch.arange(count)[:, None] * steps
    return torch.cat([angles.sin(), angles.cos()], 1)
