"""The mean of the weights of checkpoints that began as one (Wortsman et al. 2022, "Model soups",
arXiv:2203.05482): of several runs it keeps what they agree on.

    python -m training.names.mean OUT.pt CHECKPOINT CHECKPOINT ...
"""

from __future__ import annotations

import sys

import torch


def mean(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    return {name: sum(state[name].float() for state in states) / len(states) for name in states[0]}


def main() -> None:
    torch.save(mean([torch.load(path) for path in sys.argv[2:]]), sys.argv[1])


if __name__ == "__main__":
    main()
