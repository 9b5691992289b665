"""Score checkpoints beside the pivot through Portuguese and Apertium, on the same lines.

    python -m training.translation.compare es-en --models old=OLD new=NEW --peers \\
        --sets tico19=eval/dev/tico19 news=WORK/heldout/news --out scores.json
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from training.translation import copying
from training.translation.checkpoint import Checkpoint
from training.translation.corpora import read_lines
from training.translation.synthesis import apertium, pivot

System = Callable[[Sequence[str]], list[str]]


def score(
    system: System, sets: Mapping[str, tuple[list[str], list[str]]], source: str
) -> dict[str, object]:
    """BLEU and chrF of each set (sources, references), copy accuracy, and sentences a second."""
    from sacrebleu.metrics import BLEU, CHRF

    result: dict[str, object] = {}
    sentences, seconds = 0, 0.0
    for name, (sources, references) in sets.items():
        began = time.monotonic()
        written = system(sources)
        seconds += time.monotonic() - began
        sentences += len(sources)
        for metric in (BLEU(), CHRF()):
            value = metric.corpus_score(written, [references]).score
            result[f"{name} {metric.__class__.__name__}"] = round(value, 2)
            result[f"{metric.__class__.__name__} signature"] = str(metric.get_signature())
    made = copying.cases(source)
    shares = copying.accuracy(made, system([case.sentence for case in made]))
    result |= {f"copied {kind}": round(100 * share, 2) for kind, share in shares.items()}
    result["sentences a second"] = round(sentences / seconds, 1)
    return result


def peers(direction: str, threads: int) -> dict[str, System]:
    """The systems that need no training, by name."""
    mode = {"es-en": "spa-eng", "en-es": "eng-spa"}[direction]
    systems: dict[str, System] = {"Apertium": lambda sentences: apertium(mode, sentences)}
    systems["pivot"] = pivot(threads) if direction == "es-en" else pivot_to_spanish(threads)
    return systems


def pivot_to_spanish(threads: int = 1) -> System:
    """English to Spanish through Portuguese; Portuguese words that Apertium lacks stay in it."""
    from training.translation.synthesis import portuguese_engine

    translate = portuguese_engine("en-pt", threads)
    return lambda sentences: apertium("pt-es", translate(sentences))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("direction", choices=("es-en", "en-es"))
    parser.add_argument("--models", nargs="*", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--peers", action="store_true", help="the pivot and Apertium too")
    parser.add_argument("--sets", nargs="+", required=True, metavar="NAME=STEM")
    parser.add_argument("--lines", type=int, default=0, help="of each set; 0 takes all")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--beam-size", type=int, default=4)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    sides = arguments.direction.split("-")
    sets = {}
    for name, stem in (entry.split("=", 1) for entry in arguments.sets):
        source, target = (read_lines(Path(f"{stem}.{side}")) for side in sides)
        limit = arguments.lines or len(source)
        sets[name] = source[:limit], target[:limit]
    systems: dict[str, System] = {}
    for name, folder in (entry.split("=", 1) for entry in arguments.models):
        systems[name] = Checkpoint(Path(folder)).translator(
            threads=arguments.threads, beam_size=arguments.beam_size
        )
    if arguments.peers:
        systems |= peers(arguments.direction, arguments.threads)
    results = {}
    for name, system in systems.items():
        results[name] = score(system, sets, sides[0])
        print(name, json.dumps(results[name], ensure_ascii=False), flush=True)
        if arguments.out:
            arguments.out.write_text(json.dumps(results, indent=1, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
