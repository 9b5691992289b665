"""The lists of common words that the guard of names reads.

    python -m training.common_words WORK/mono summarizer/checking/common_words

counts the words of ``*.<language>.txt`` and writes ``<language>.txt``: those that are written in
small letters five times or more, and at least a third as often as with a capital or fifteen times.
A word of a name that is not among them ("Leyva", "Sinaloa") is no word that a translation may turn
into another.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]{2,30}")
# What is seen four times or less in fifty million characters is as often a slip as a word.
_LEAST = 5
# Words of institutions (*parlamento*, "commission") are rarely written small; surnames never are.
_ENOUGH = 15
_LANGUAGES = ("en", "es")


def common(texts: list[Path]) -> list[str]:
    """The common words of ``texts``, sorted."""
    counts: Counter[str] = Counter()
    for path in texts:
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                counts.update(_WORD.findall(line))
    return sorted(
        word
        for word, number in counts.items()
        if word.islower()
        and number >= _LEAST
        and (number >= _ENOUGH or 3 * number >= counts[word.capitalize()])
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("texts", type=Path, help="folder of *.<language>.txt")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    for language in _LANGUAGES:
        words = common(sorted(arguments.texts.glob(f"*.{language}.txt")))
        (arguments.out / f"{language}.txt").write_text("\n".join(words) + "\n", "utf-8")
        print(f"{language}: {len(words):,} words")


if __name__ == "__main__":
    main()
