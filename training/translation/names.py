"""Names and titles that differ between the languages, mined from parallel sentences: "Naciones
Unidas" and "United Nations", "Nueva York" and "New York".

Two names belong together if they stand in the same pairs of sentences: each is the other's best by
the Dice coefficient of their counts (Smadja et al. 1996, https://aclanthology.org/J96-1001/), which
must be high, the more so the fewer pairs there are.

    python -m training.translation.names WORK

reads ``WORK/parallel`` and writes ``WORK/synthetic/names.{es,en}``, the most frequent first.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.translation.corpora import Pair, catalogue, key, read_lines
from training.translation.prepare import write_pairs

_WORD = r"[A-ZÁÉÍÓÚÑ][\w’'-]*"
_NAME = re.compile(
    rf"(?<![\w@#]){_WORD}(?: (?:(?:de la|de las|de los|of the|for the|de|del|of|for|and|y|para) )?"
    rf"{_WORD})*"
)
_FIRST = re.compile(r"^[\W_]*|[.:!?…]\W+|[\"“«¿¡(—]")

LEAST = 2
"""Pairs of sentences that two names must share."""

DICE = 0.6
"""What the Dice coefficient must reach for names of many pairs; for ``LEAST`` pairs it must be 1.
Of 60 that the declared corpora gave, drawn at random, 55 were right, two more but for words around
the name, which :func:`mine` now leaves out."""


def names_in(sentence: str) -> set[str]:
    """Capitalised names of two words or more. The first word of a sentence or of a quote is
    capital in any case, so names that begin there are left out, and names all in capitals."""
    starts = {match.end() for match in _FIRST.finditer(sentence)}
    return {
        match[0]
        for match in _NAME.finditer(sentence)
        if " " in match[0] and match.start() not in starts and not match[0].isupper()
    }


def mine(pairs: Iterable[Pair]) -> list[Pair]:
    """The names of each other's language, most frequent first. Left out are those that are the
    same, or the same with more words around them ("Robert Gates", "Secretary Robert Gates")."""
    spanish: Counter[str] = Counter()
    english: Counter[str] = Counter()
    shared: Counter[Pair] = Counter()
    for pair in pairs:
        left, right = names_in(pair[0]), names_in(pair[1])
        same = left & right
        left, right = left - same, right - same
        spanish.update(left)
        english.update(right)
        shared.update((a, b) for a in left for b in right)
    dice = {
        (a, b): 2 * count / (spanish[a] + english[b])
        for (a, b), count in shared.items()
        if count >= LEAST
    }
    best: dict[tuple[int, str], float] = {}
    for pair, value in dice.items():
        for side in (0, 1):
            best[side, pair[side]] = max(value, best.get((side, pair[side]), 0.0))
    found = [
        pair
        for pair, value in dice.items()
        if value >= min(1.0, DICE + 0.8 / shared[pair])
        and value == best[0, pair[0]] == best[1, pair[1]]
        and not set(key(pair[0]).split()) <= set(key(pair[1]).split())
        and not set(key(pair[1]).split()) <= set(key(pair[0]).split())
    ]
    return sorted(found, key=lambda pair: (-shared[pair], pair))


def prepared_pairs(work: Path) -> Iterator[Pair]:
    """Every pair that ``prepare`` kept."""
    for corpus in catalogue().values():
        stem = work / "parallel" / corpus.name
        if corpus.kind == "parallel" and stem.with_name(f"{corpus.name}.es").exists():
            sides = (read_lines(stem.with_name(f"{corpus.name}.{side}")) for side in ("es", "en"))
            yield from zip(*sides, strict=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("work", type=Path, help="folder that prepare wrote")
    work: Path = parser.parse_args().work
    found = mine(prepared_pairs(work))
    write_pairs(work / "synthetic" / "names", found)
    print(f"{len(found)} names")


if __name__ == "__main__":
    main()
