"""Repetition loops: "the man of the man of the man", "de la la la"."""

from __future__ import annotations

import re
from collections import Counter

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_LONGEST = 8
# 4: eight words in a row said again at another place.
_MORE_AGAIN = 4
# Words that grammar doubles ("had had", "that that", "nos nos").
_DOUBLED_BY_GRAMMAR = frozenset({"had", "that", "nos", "is", "do"})


def repeated(source: str, target: str) -> str | None:
    """The words that ``target`` repeats although ``source`` doesn't, or None.

    Two signs: the same one to eight words twice at once (a run), or the same five words at two
    places. Either counts only if the source has fewer of them.
    """
    s_tokens, t_tokens = _tokens(source), _tokens(target)
    s_runs, t_runs = _runs(s_tokens), _runs(t_tokens)
    if len(t_runs) > len(s_runs):
        return " ".join(t_runs[0])
    s_again, t_again = _again(s_tokens), _again(t_tokens)
    if len(t_again) >= len(s_again) + _MORE_AGAIN:
        return " ".join(t_again[0])
    return None


def _tokens(text: str) -> list[str]:
    return [token.casefold() for token in _TOKEN.findall(text)]


def _runs(tokens: list[str]) -> list[list[str]]:
    runs: list[list[str]] = []
    for size in range(1, _LONGEST + 1):
        same = 0
        for i in range(size, len(tokens)):
            same = same + 1 if tokens[i] == tokens[i - size] else 0
            if same == size:
                run = tokens[i - size + 1 : i + 1]
                if _says_something(run):
                    runs.append(run)
                same = 0
    return runs


def _says_something(run: list[str]) -> bool:
    """Whether the run is of words; digits and dots may well stand twice."""
    spoken = [token for token in run if token[0].isalpha()]
    return bool(spoken) and not (len(run) == 1 and run[0] in _DOUBLED_BY_GRAMMAR)


def _again(tokens: list[str], size: int = 5) -> list[tuple[str, ...]]:
    counts = Counter(zip(*(tokens[i:] for i in range(size)), strict=False))
    return [gram for gram, count in counts.items() if count > 1]
