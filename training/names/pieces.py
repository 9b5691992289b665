"""Choose the word pieces of the name recogniser, and build its tokenizer.

The pieces are those of multilingual-e5-small (XLM-RoBERTa's 250,002) that English and Spanish text
needs most: the more frequent ones, and every single character among them, so that no Latin word is
unknown.

    python -m training.names.vocabulary ENCODER OUT TEXT [TEXT ...] [--size 15500]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from training.names.encoder import Encoder


def choose(encoder: Encoder, texts: list[Path], size: int) -> list[int]:
    """Ids of the pieces to keep, special ones first."""
    from summarizer.figures.tokens import tokenise

    words: Counter[str] = Counter()
    for path in texts:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                words.update(token.text for token in tokenise(line))
    pieces: Counter[int] = Counter()
    for word, count in words.items():
        # Words seen once are mostly noise, yet names are among them: count all, damped.
        for piece in encoder.pieces_of(word):
            pieces[piece] += min(count, 200)
    single = {
        i for i, piece in enumerate(encoder.pieces) if len(piece.lstrip("▁")) <= 1 and pieces[i] > 0
    }
    kept = list(encoder.special)
    kept += sorted(single - set(kept))
    for piece, _ in pieces.most_common():
        if len(kept) >= size:
            break
        if piece not in single and piece not in encoder.special:
            kept.append(piece)
    return kept


def tokenizer(pieces: list[str], scores: list[float], unknown: int):
    """A ``tokenizers.Tokenizer`` for words as ``summarizer.figures.tokens.spelled`` gives them."""
    from tokenizers import Tokenizer, models, normalizers

    built = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=unknown))
    built.normalizer = normalizers.NFKC()
    return built


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--size", type=int, default=15500)
    options = parser.parse_args()
    encoder = Encoder(options.encoder)
    kept = choose(encoder, options.texts, options.size)
    options.out.mkdir(parents=True, exist_ok=True)
    built = tokenizer(
        [encoder.pieces[i] for i in kept],
        [float(encoder.scores[i]) for i in kept],
        kept.index(encoder.unknown),
    )
    built.save(str(options.out / "tokenizer.json"), pretty=False)
    (options.out / "kept.json").write_text(json.dumps(kept))


if __name__ == "__main__":
    main()
