"""Which target pieces each source piece can lead to, so that a translation is searched among a few
thousand pieces and not among all.

    python -m training.translation.shortlist es-en WORK --model models/es-en \\
        --sentences WORK/chosen.es

writes ``shortlist.txt`` into the folder of a recurrent checkpoint: a source piece, a tab, and its
target pieces, as in CTranslate2's vocabulary maps; the first line has those that are always there. A
sentence is searched among what its pieces list.

A piece lists what the model wrote while it looked at it, on the sentences that are given; what it
means in the parallel corpora (IBM model 1: Brown et al. 1993, https://aclanthology.org/J93-2003);
and pieces that are spelt as parts of it, so that names can be copied.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from summarizer.translating.checkpoint import SHORTLIST
from summarizer.translating.recurrent import RecurrentEngine
from training.translation.checkpoint import END, IMPOSSIBLE, UNKNOWN, Checkpoint
from training.translation.corpora import catalogue, read_lines
from training.translation.mixture import load

ALWAYS = 3500
"""The most frequent target pieces are on every list. Into English a list with 3,500 costs 0.2 chrF;
8,000 cost 0.1 (1,000 lines each of TICO-19 and guides, greedy), but then a beam of 4 writes 62 to 68
sentences a second for 82 to 105, and the sample's brief takes 0.68 s for 0.55 (two cores)."""

MOST = 60
"""Pieces of each kind that a source piece lists at most."""

LEAST_PROBABLE = 0.003
LEAST_ATTENTION = 0.15
SHORT = 2
"""Pieces of so many letters are on every list: whatever is unknown is spelt with them."""

LONGEST_PAIR = 60
CELLS = 110_000_000
"""Pairs of a source and a target piece that model 1 learns from; they take 2 GB of memory."""

ROUNDS = 5
Ids = Sequence[int]


def lexicon(pairs: Sequence[tuple[Ids, Ids]]) -> dict[int, list[int]]:
    """The target pieces of each source piece that model 1 holds possible, the likeliest first."""
    cells = [np.array(source)[None] * 2**32 + np.array(target)[:, None] for source, target in pairs]
    widths = np.concatenate([np.full(len(each), each.shape[1]) for each in cells])
    flat = np.concatenate([each.ravel() for each in cells])
    written = np.repeat(np.arange(len(widths), dtype=np.int32), widths)
    kinds, kind = np.unique(flat, return_inverse=True)
    sources, source = np.unique(kinds >> 32, return_inverse=True)
    probability = np.ones(len(kinds))
    for _ in range(ROUNDS):
        share = probability[kind]
        share /= np.bincount(written, share)[written]
        count = np.bincount(kind, share, len(kinds))
        probability = count / np.bincount(source, count)[source]
    likely = (probability >= LEAST_PROBABLE) & (count > 0.5)
    found: dict[int, list[int]] = defaultdict(list)
    for at in np.nonzero(likely)[0][np.argsort(-probability[likely], kind="stable")]:
        found[int(sources[source[at]])].append(int(kinds[at] & (2**32 - 1)))
    return found


class _Aligning(RecurrentEngine):
    """The app's engine, telling of each sentence the ids that it read and wrote without their
    ends, and where it looked, (written, read)."""

    def _translation(self, source, found):
        ids = [self._pieces.ids[token] for token in source.tokens]
        return ids, found.ids.tolist(), found.where[: len(found.ids), : len(ids)]


def looked_at(model: Checkpoint, sentences: Sequence[str]) -> dict[int, Counter[int]]:
    """How often the model wrote each target piece, among all of them, while it looked at each
    source piece."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as bare:
        for file in model.folder.iterdir():
            if file.name != SHORTLIST:
                (Path(bare) / file.name).symlink_to(file.resolve())
        engine = _Aligning(Path(bare), beam_size=1, threads=1)
        for start in range(0, len(sentences), 1000):
            part = sentences[start : start + 1000]
            for ((read, written, where),) in engine.translate(part):
                for target, source in zip(*np.nonzero(where >= LEAST_ATTENTION), strict=True):
                    found[read[source]][written[target]] += 1
            print(f"{start + len(part)} of {len(sentences)} sentences", flush=True)
    unknown = model.vocabulary[UNKNOWN]
    found.pop(unknown, None)
    return found


def spelt_alike(
    pieces: Mapping[str, int], targets: Mapping[str, int]
) -> Iterator[tuple[int, list[int]]]:
    """For each source piece the target pieces of three letters and more that are parts of it,
    whatever their case; within a word, those that do not begin one."""
    by_letters: dict[str, list[tuple[bool, int]]] = defaultdict(list)
    for piece, number in targets.items():
        by_letters[piece.strip("▁").lower()].append((piece.startswith("▁"), number))
    for piece, number in pieces.items():
        letters = piece.strip("▁").lower()
        yield (
            number,
            [
                target
                for start in range(len(letters))
                for end in range(start + SHORT + 1, len(letters) + 1)
                for begins, target in by_letters.get(letters[start:end], ())
                if start == 0 or not begins
            ],
        )


def write(
    path: Path,
    model: Checkpoint,
    targets: Mapping[str, int],
    frequent: Iterable[int],
    listed: Sequence[Mapping[int, Sequence[int]]],
) -> None:
    """Write the list: ``frequent`` pieces, short ones and placeholders for all, and for each
    source piece what each of ``listed`` has for it, of ``targets`` alone."""
    name = {number: piece for piece, number in targets.items()}
    always = {number for number in frequent if number in name} | {
        number
        for piece, number in targets.items()
        if len(piece.strip("▁")) <= SHORT or piece[0] == "⟦" or piece == END
    }
    with path.open("w", encoding="utf-8") as file:
        file.write("\t" + " ".join(name[number] for number in sorted(always)) + "\n")
        for piece, number in model.vocabulary.items():
            own = dict.fromkeys(target for kind in listed for target in kind.get(number, ()))
            fresh = [name[target] for target in own if target in name and target not in always]
            if fresh:
                file.write(f"{piece}\t{' '.join(fresh)}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("direction", choices=("es-en", "en-es"))
    parser.add_argument("work", type=Path, help="folder that prepare wrote")
    parser.add_argument("--model", type=Path, required=True, help="checkpoint")
    parser.add_argument("--sentences", type=Path, required=True, help="of the source, one a line")
    parser.add_argument("--limit", type=int, default=40_000, help="sentences")
    arguments = parser.parse_args()
    from safetensors.torch import load_file

    rng, model = random.Random(5), Checkpoint(arguments.model)
    bias = load_file(model.folder / "model.safetensors")["final_logits_bias"][0].tolist()
    targets = {p: n for p, n in model.vocabulary.items() if bias[n] > IMPOSSIBLE / 2}
    names = {corpus.name for corpus in catalogue().values() if corpus.kind == "parallel"}
    sets = load(arguments.work, arguments.direction, dict.fromkeys(names, 1.0), model)
    texts = [pair for pairs in sets.values() for pair in pairs]
    rng.shuffle(texts)
    pairs, cells = [], 0
    for source, target in zip(
        model.encode_source([source for source, _ in texts]),
        model.encode_target([target for _, target in texts]),
        strict=True,
    ):
        if max(len(source), len(target)) <= LONGEST_PAIR and cells < CELLS:
            pairs.append((source[:-1], target[:-1]))
            cells += (len(source) - 1) * (len(target) - 1)
    means = lexicon(pairs)
    sentences = read_lines(arguments.sentences)
    rng.shuffle(sentences)
    wrote = looked_at(model, sentences[: arguments.limit])
    often = Counter(number for _, target in pairs for number in target)
    for row in wrote.values():
        often.update(row)
    best = {number: [t for t, _ in row.most_common(MOST)] for number, row in wrote.items()}
    listed = (
        best,
        {number: row[:MOST] for number, row in means.items()},
        dict(spelt_alike(model.vocabulary, targets)),
    )
    frequent = [number for number, _ in often.most_common(ALWAYS)]
    write(arguments.model / SHORTLIST, model, targets, frequent, listed)


if __name__ == "__main__":
    main()
