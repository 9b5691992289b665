"""Label sentences with the teacher, for the small network to learn from.

The teacher's names are mended as those of the recogniser are (``summarizer.figures.name_spans``).
Beside its tags a sentence says which others the teacher held possible for the words that it doubts
(``doubts``: a word's number and its probabilities in ``TAGS``' order), unless a rule has spoken: the
small network may choose among them. Sentences that are doubted throughout are left out.

    python -m training.names.label ENCODER PIECES CHECKPOINT OUT.es.jsonl TEXT:AMOUNT ... [--keep-out FILE ...]

Sentences that share an 8-gram with a ``--keep-out`` file (the evaluation sets) are not used.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer

from summarizer.brief import NameKind
from summarizer.figures.en.names import WORDS as ENGLISH
from summarizer.figures.es.names import WORDS as SPANISH
from summarizer.figures.name_spans import mended
from summarizer.figures.tokens import tokenise
from training.names.encoder import Encoder
from training.names.teacher import TAGS, Recogniser, batch, encoded

_KINDS = {"PER": NameKind.PERSON, "ORG": NameKind.ORGANISATION, "LOC": NameKind.PLACE}
_NAMES = {kind: name for name, kind in _KINDS.items()}
# The least probability of a word that is not doubted, and the greatest share of doubted words.
_SURE, _MOST_DOUBTED = 0.9, 0.25


def grams(words: list[str]) -> set[tuple[str, ...]]:
    words = [word.lower() for word in words if word.isalnum()]
    return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}


def spans_of(tokens, tags: list[str]) -> list[tuple[int, int, NameKind]]:
    spans: list[tuple[int, int, NameKind]] = []
    open_kind = ""
    for token, tag in zip(tokens, tags, strict=False):
        if tag != "O" and tag[0] == "I" and open_kind == tag[2:]:
            spans[-1] = (spans[-1][0], token.end, spans[-1][2])
            continue
        open_kind = tag[2:]
        if open_kind:
            spans.append((token.start, token.end, _KINDS[open_kind]))
    return spans


def tags_of(tokens, spans) -> list[str]:
    tags = ["O"] * len(tokens)
    for start, end, kind in spans:
        inside = [i for i, token in enumerate(tokens) if start <= token.start and token.end <= end]
        for n, i in enumerate(inside):
            tags[i] = ("B-" if n == 0 else "I-") + _NAMES[kind]
    return tags


def kept_out_by(files: list[Path]) -> set[tuple[str, ...]]:
    """The 8-grams of the sentences of ``files``, which have a word and its tag on each line."""
    kept_out: set[tuple[str, ...]] = set()
    for path in files:
        sentence: list[str] = []
        for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
            if line.strip():
                sentence.append(line.split()[0])
            else:
                kept_out |= grams(sentence)
                sentence = []
    return kept_out


def chosen(texts: list[str], kept_out: set[tuple[str, ...]], chance: random.Random) -> list[str]:
    """Of each text (``FILE:AMOUNT``) so many of its lines that may hold names, at random, without
    those that share an 8-gram with what is kept out."""
    lines: list[str] = []
    for text in texts:
        path, _, amount = text.rpartition(":")
        some = [s.strip() for s in Path(path).read_text(encoding="utf-8").splitlines()]
        # A capital inside is worth more than none.
        some = [s for s in some if 30 <= len(s) <= 330 and sum(c.isupper() for c in s) > 1]
        chance.shuffle(some)
        lines += some[: int(amount)]
    words = [[token.text for token in tokenise(line)] for line in lines]
    return [
        line
        for line, tokens in zip(lines, words, strict=True)
        if len(tokens) > 4 and not grams(tokens) & kept_out
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("pieces", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--keep-out", nargs="*", type=Path, default=[])
    parser.add_argument("--layers", type=int, default=4)
    options = parser.parse_args()
    torch.set_num_threads(1)
    chance = random.Random(5)
    language = options.out.name.removesuffix(".jsonl")[-2:]
    words = {"en": ENGLISH, "es": SPANISH}[language]
    lines = chosen(options.texts, kept_out_by(options.keep_out), chance)
    tokenizer = Tokenizer.from_file(str(options.pieces / "tokenizer.json"))
    kept = json.loads((options.pieces / "kept.json").read_text())
    network = Recogniser(Encoder(options.encoder).model(kept, options.layers))
    network.load_state_dict(torch.load(options.checkpoint))
    network.eval()
    read = [(line, tokenise(line)) for line in lines]
    read.sort(key=lambda item: len(item[1]))
    count, started = 0, time.process_time()
    with options.out.open("w", encoding="utf-8") as out, torch.inference_mode():
        for at in range(0, len(read), 64):
            group = read[at : at + 64]
            items = [
                (*encoded(tokenizer, [t.text for t in tokens]), torch.zeros(len(tokens), len(TAGS)))
                for _, tokens in group
            ]
            ids, mask, first, _ = batch(items)
            scores = network(ids, mask, first).softmax(-1)
            for row, (text, tokens) in enumerate(group):
                if len(items[row][1]) < len(tokens):
                    continue
                best, index = scores[row, : len(tokens)].max(-1)
                own = [TAGS[i] for i in index.tolist()]
                spans = spans_of(tokens, own)
                found = tags_of(tokens, spans)
                tags = tags_of(tokens, mended(text, tokens, spans, words))
                doubts = {
                    i: [round(p, 2) for p in scores[row, i].tolist()]
                    for i, sure in enumerate(best.tolist())
                    if sure < _SURE and tags[i] == found[i]
                }
                if len(doubts) > _MOST_DOUBTED * len(tokens):
                    continue
                line = {"tokens": [t.text for t in tokens], "tags": tags, "doubts": doubts}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
                count += 1
            if at % 640 == 0:
                out.flush()
                print(at, len(read), count, f"{time.process_time() - started:.0f} s", flush=True)
    print(count, "sentences")


if __name__ == "__main__":
    main()
