"""Label sentences with the recogniser that ships and its rules, so that a network that goes on
training learns what the rules know.

    python -m training.names.own OUT.es.jsonl TEXT:AMOUNT ... [--keep-out FILE ...]
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from summarizer.figures import names
from summarizer.figures.tokens import tokenise
from training.names.label import chosen, kept_out_by, tags_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--keep-out", nargs="*", type=Path, default=[])
    options = parser.parse_args()
    language = options.out.name.removesuffix(".jsonl")[-2:]
    lines = chosen(options.texts, kept_out_by(options.keep_out), random.Random(7))
    with options.out.open("w", encoding="utf-8") as out:
        for line, spans in zip(lines, names.tag_all(lines, language), strict=True):
            tokens = tokenise(line)
            row = {"tokens": [t.text for t in tokens], "tags": tags_of(tokens, spans)}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
