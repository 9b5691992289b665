"""Clean every corpus of the catalogue, keep the evaluation sets out, and lay the sentences that are
to be translated in one shuffled file for each language.

    python -m training.translation.prepare CORPORA WORK --held-out DEV/tico19.es DEV/tico19.en

Under WORK: ``parallel/NAME.{es,en}``, ``sentences.{es,en}``, ``heldout/{news,guides}.{es,en}``,
and ``prepared.tsv`` with what each corpus had and kept.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

from training.translation.corpora import (
    Corpus,
    HeldOut,
    Pair,
    catalogue,
    clean_pairs,
    clean_sentences,
    read_lines,
    read_monolingual,
    read_parallel,
)

NEWS = "wmt_newstest2008-2012"
NEWS_PAIRS = 1000
"""The held-out news are the last pairs of this corpus: whole articles, not scattered sentences."""

GUIDES, GUIDES_PAIRS = "web_prose_misc", 1000
"""Pairs of a corpus that nothing is trained on, nor were the first checkpoints, which have seen the
held-out news: guides and essays, translated by people, from open projects."""

USABLE = ("open", "unstated", "publisher")


def write_lines(path: Path, lines: Sequence[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" for line in lines), "utf-8")


def write_pairs(path: Path, pairs: Sequence[Pair]) -> None:
    """Write ``path.es`` and ``path.en``."""
    for language, side in (("es", 0), ("en", 1)):
        write_lines(path.with_name(f"{path.name}.{language}"), [pair[side] for pair in pairs])


def held_out_guides(corpora: Path, work: Path) -> list[Pair]:
    """Write ``heldout/guides``: ``GUIDES_PAIRS`` clean pairs, drawn with a fixed seed."""
    pairs = clean_pairs(read_parallel(corpora, GUIDES), HeldOut([]), set())
    drawn = random.Random(0).sample(pairs, min(GUIDES_PAIRS, len(pairs)))
    write_pairs(work / "heldout" / "guides", drawn)
    return drawn


def prepare(
    corpora: Path, work: Path, held_out_files: Sequence[Path], terms: Sequence[str] = USABLE
) -> list[tuple[Corpus, int, int]]:
    """Write all that training starts from.

    Returns:
        Each corpus with the number of lines that it had and that were kept.
    """
    entries = [c for c in catalogue().values() if c.terms in terms]
    news = read_parallel(corpora, NEWS)[-NEWS_PAIRS:]
    write_pairs(work / "heldout" / "news", news)
    kept_out = news + held_out_guides(corpora, work)
    held_out = HeldOut(
        [line for path in held_out_files for line in read_lines(path)]
        + [sentence for pair in kept_out for sentence in pair]
    )
    seen: set[str] = set()
    report = []
    pools: dict[str, list[str]] = {"es": [], "en": []}
    for corpus in entries:
        if corpus.kind == "parallel":
            pairs = read_parallel(corpora, corpus.name)
            kept = clean_pairs(pairs, held_out, seen)
            write_pairs(work / "parallel" / corpus.name, kept)
            report.append((corpus, len(pairs), len(kept)))
        else:
            sentences = read_monolingual(corpora, corpus)
            random.Random(corpus.name).shuffle(sentences)
            chosen = clean_sentences(sentences, corpus.kind, held_out, seen, corpus.lines)
            pools[corpus.kind] += chosen
            report.append((corpus, len(sentences), len(chosen)))
        print(f"{corpus.name}: {report[-1][2]} of {report[-1][1]}", flush=True)
    for language, pool in pools.items():
        random.Random(language).shuffle(pool)
        write_lines(work / f"sentences.{language}", pool)
    write_lines(
        work / "prepared.tsv",
        ["corpus\tterms\tlicence\tlines\tkept"]
        + [f"{c.name}\t{c.terms}\t{c.licence}\t{had}\t{kept}" for c, had, kept in report],
    )
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--held-out", type=Path, nargs="+", default=[])
    parser.add_argument("--terms", nargs="+", default=USABLE, help="terms of use that are accepted")
    arguments = parser.parse_args()
    prepare(arguments.corpora, arguments.work, arguments.held_out, arguments.terms)


if __name__ == "__main__":
    main()
