"""Choose the sentences worth translating: those that show the most words that the chosen ones have
shown least.

A teacher's time is short and news repeat themselves; the model mangles rare words because it has
seldom read them. The sentences are written in the order in which they were chosen, so that any
first part of the file is a good choice too.

    python -m training.translation.selection WORK/chosen.es 80000 WORK/sentences.es
"""

from __future__ import annotations

import argparse
import heapq
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from training.translation.corpora import read_lines
from training.translation.prepare import write_lines

SEEN_IN = 3
"""Sentences that must hold a word for it to count: what stands in fewer is a slip or a name."""

WORDS = (5, 45)
"""The least and the most words in a sentence that is chosen."""

LENGTH_ADDED = 5
"""Words added to a sentence's length: without them the shortest would always come first."""

_WORD = re.compile(r"[^\W\d_]{2,}")


def choose(sentences: Sequence[str], count: int) -> list[str]:
    """At most ``count`` different sentences, the most useful first.

    The gain of a sentence is the sum of 1 / (1 + how often the chosen ones hold the word) over its
    words, for each word of its length. Gains only fall, so the greedy choice can look at the best
    old value and correct that one alone (Minoux 1978).
    """
    candidates = [s for s in dict.fromkeys(sentences) if WORDS[0] <= s.count(" ") + 1 <= WORDS[1]]
    random.Random(0).shuffle(candidates)
    held = [set(_WORD.findall(s.casefold())) for s in candidates]
    common = {w for w, n in Counter(w for words in held for w in words).items() if n >= SEEN_IN}
    shown: Counter[str] = Counter()

    def gain(index: int) -> float:
        length = candidates[index].count(" ") + 1 + LENGTH_ADDED
        return sum(1 / (1 + shown[w]) for w in held[index] if w in common) / length

    return [candidates[index] for index in islice(_greedy(gain, held, shown), count)]


def _greedy(gain, held: Sequence[set[str]], shown: Counter[str]) -> Iterable[int]:
    queue = [(-gain(index), index) for index in range(len(held))]
    heapq.heapify(queue)
    while queue:
        _, index = heapq.heappop(queue)
        now = gain(index)
        if queue and now < -queue[0][0]:
            heapq.heappush(queue, (-now, index))
            continue
        shown.update(held[index])
        yield index


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("sentences", type=Path, nargs="+", help="files with a sentence a line")
    arguments = parser.parse_args()
    pool = [line for path in arguments.sentences for line in read_lines(path)]
    write_lines(arguments.out, choose(pool, arguments.count))


if __name__ == "__main__":
    main()
