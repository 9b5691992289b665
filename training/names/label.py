"""Label sentences with the teacher, for the small network to learn from.

The teacher's names are mended as those of the recogniser are (``summarizer.figures.name_spans``).
A sentence in which the teacher doubts a word is left out: what is learnt from should be right.

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
# The least probability of the least certain word of a sentence that is kept.
_SURE = 0.55


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
    kept_out: set[tuple[str, ...]] = set()
    for path in options.keep_out:
        sentence: list[str] = []
        for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
            if line.strip():
                sentence.append(line.split()[0])
            else:
                kept_out |= grams(sentence)
                sentence = []
    lines: list[str] = []
    for text in options.texts:
        path, _, amount = text.rpartition(":")
        some = [s.strip() for s in Path(path).read_text(encoding="utf-8").splitlines()]
        # A capital inside is worth more than none.
        some = [s for s in some if 30 <= len(s) <= 330 and sum(c.isupper() for c in s) > 1]
        chance.shuffle(some)
        lines += some[: int(amount)]
    tokenizer = Tokenizer.from_file(str(options.pieces / "tokenizer.json"))
    kept = json.loads((options.pieces / "kept.json").read_text())
    network = Recogniser(Encoder(options.encoder).model(kept, options.layers))
    network.load_state_dict(torch.load(options.checkpoint))
    network.eval()
    read = [(line, tokenise(line)) for line in lines]
    read = [(s, t) for s, t in read if len(t) > 4 and not grams([x.text for x in t]) & kept_out]
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
            with torch.autocast("cpu", torch.bfloat16):
                scores = network(ids, mask, first).float().softmax(-1)
            for row, (text, tokens) in enumerate(group):
                best, index = scores[row, : len(tokens)].max(-1)
                if float(best.min()) < _SURE or len(items[row][1]) < len(tokens):
                    continue
                spans = spans_of(tokens, [TAGS[i] for i in index.tolist()])
                tags = tags_of(tokens, mended(text, tokens, spans, words))
                out.write(
                    json.dumps(
                        {"tokens": [t.text for t in tokens], "tags": tags}, ensure_ascii=False
                    )
                    + "\n"
                )
                count += 1
            if at % 640 == 0:
                out.flush()
                print(at, len(read), count, f"{time.process_time() - started:.0f} s", flush=True)
    print(count, "sentences")


if __name__ == "__main__":
    main()
