"""How long the figures of an article take: milliseconds of processor time for 1,000 words, and how
they grow with the text, beside quantulum3 in the same run. Measured on 300 words and on 3,000.

Processor time of the fastest of several runs is measured; on a busy machine the ratio to the peer
tells more than the milliseconds. ``growth`` is the time for ten times the text, divided by ten
times the time: 1 is linear.

    python -m bench.figures_speed                     quantities alone, of the samples' articles
    python -m bench.figures_speed --data eval/dev     names, all figures and quantulum3 too, of real
                                                     articles
"""

from __future__ import annotations

import argparse
import json
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from summarizer import figures
from summarizer.brief import Article, Block, BlockKind, Sentence, Span
from summarizer.figures import names, quantities
from summarizer.sentences import of as sentences_of

SAMPLES = Path(__file__).with_name("samples") / "summaries.jsonl"
WORDS = 300
RUNS = 3


def article(language: str, data: Path | None, words: int = WORDS) -> Article:
    """An article of about ``words`` words: texts one after the other, from the beginning again
    where they do not suffice."""
    path = SAMPLES if data is None else data / f"sum_{language}.jsonl"
    texts = [
        record.get("text_detok") or record["text"]
        for record in map(json.loads, path.read_text("utf-8").splitlines())
        if record.get("lang", language) == language
    ]
    paragraphs: list[str] = []
    count = at = 0
    while count < words:
        lines = [line for line in texts[at % len(texts)].split("\n") if line.strip()]
        paragraphs += lines
        count += sum(len(line.split()) for line in lines)
        at += 1
    blocks, start = [], 0
    for number, paragraph in enumerate(paragraphs, 1):
        piece = Span(start=start, end=start + len(paragraph))
        blocks.append(
            Block(
                id=f"b{number}",
                kind=BlockKind.PARAGRAPH,
                text=paragraph,
                pieces=(piece,),
                language=language,
            )
        )
        start = piece.end + 1
    return Article(text="\n".join(paragraphs), blocks=tuple(blocks), language=language)


def _quantities(article: Article, sentences: tuple[Sentence, ...]) -> None:
    for sentence in sentences:
        quantities.find(sentence.text, sentence.language, decimal_mark=".")


def _quantulum(article: Article, sentences: tuple[Sentence, ...]) -> None:
    from quantulum3 import parser

    for sentence in sentences:
        parser.parse(sentence.text)


def milliseconds(
    read: Callable[[Article, tuple[Sentence, ...]], object], article: Article, runs: int = RUNS
) -> float:
    """Processor time for 1,000 words of ``article``, the least of ``runs``."""
    sentences = sentences_of(article)
    words = sum(len(sentence.text.split()) for sentence in sentences)
    times = []
    for _ in range(runs):
        started = time.process_time()
        read(article, sentences)
        times.append(time.process_time() - started)
    return 1000 * min(times) * 1000 / words


def measure(data: Path | None) -> dict[str, float]:
    """The times, the growth, how many times the peer takes (``quantulum3_ratio``), and
    ``linear``, one divided by the growth, for which higher is better."""
    warnings.filterwarnings("ignore", module="quantulum3")
    result = {}
    for language in ("en", "es"):
        short = article(language, data)
        long = article(language, data, 10 * WORDS)
        readers = {"quantities": _quantities}
        if data is not None:
            readers |= {"names": names.find, "figures": figures.find}
        for name, read in readers.items():
            read(short, sentences_of(short))  # loads the vocabulary and the model
            once = milliseconds(read, short)
            tenfold = milliseconds(read, long)
            result[f"{name} {language} ms"] = once
            result[f"{name} {language} growth"] = tenfold / once
            result[f"{name} {language} linear"] = once / tenfold
    if data is None:
        return result
    try:
        english = article("en", data)
        _quantulum(english, sentences_of(english)[:2])
    except ImportError:
        return result
    result["quantulum3 en ms"] = milliseconds(_quantulum, english, runs=1)
    result["quantulum3_ratio"] = result["quantulum3 en ms"] / result["quantities en ms"]
    return result


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.figures_speed", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with sum_en.jsonl and sum_es.jsonl")
    options = parser.parse_args()
    for name, value in measure(options.data).items():
        print(f"{name:<28}{value:>10.2f}")


if __name__ == "__main__":
    main()
