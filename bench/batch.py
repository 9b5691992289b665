"""How many articles a minute a batch makes: ``python -m bench.batch [--data FOLDER] [--ray]``.

``--data FOLDER`` reads ``sum_en.jsonl`` there; without it, the samples of the summaries. The same
articles are done by 1, 2, … processes with models of their own (how a batch works), by as many
threads that share one model (the peer), with ``--ray`` also through Ray Data; each after its models
were loaded, which is measured by itself. Another table, alone with ``--by-length``, has the processor
time of an article by its length, in one thread: it hardly depends on what else the machine does.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from summarizer import batch
from summarizer.batch import Item

SAMPLE = Path(__file__).parent / "samples" / "summaries.jsonl"
BUCKETS = ((0, 2_000), (2_000, 4_000), (4_000, 8_000), (8_000, 10**9))
"""Characters of an article, from and below."""


def articles(data: Path | None, number: int) -> list[Item]:
    """``number`` articles, spread over the file."""
    path = data / "sum_en.jsonl" if data else SAMPLE
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    chosen = [rows[place * len(rows) // number % len(rows)] for place in range(number)]
    return [Item(str(place), row["text"]) for place, row in enumerate(chosen)]


def _timed(results: Iterable[dict], number: int, warming: int) -> tuple[float, float, list[dict]]:
    """Seconds until the first ``warming`` results, seconds of the rest, and all results."""
    begun = time.perf_counter()
    found, warm = [], begun
    for result in results:
        found.append(result)
        if len(found) == warming:
            warm = time.perf_counter()
    if len(found) != number or any("error" in result for result in found):
        raise RuntimeError("an article failed")
    return warm - begun, time.perf_counter() - warm, found


def by_processes(items: list[Item], workers: int) -> tuple[float, float, list[dict]]:
    warming = items[:workers]
    with batch._Workers(workers) as pool:
        return _timed(pool.briefs(warming + items, "standard"), len(items) + workers, workers)


def by_threads(items: list[Item], workers: int) -> tuple[float, float, list[dict]]:
    """One model for all threads, as one process of the app has it."""

    def results() -> Iterator[dict]:
        yield batch.make(items[0], "standard")
        with ThreadPoolExecutor(workers) as pool:
            yield from pool.map(lambda item: batch.make(item, "standard"), items)

    with _threads(workers):
        return _timed(results(), len(items) + 1, 1)


def by_ray(items: list[Item], workers: int) -> tuple[float, float, list[dict]]:
    from summarizer.serving import many

    warming = items[:workers]
    results = many.briefs(warming + items, "standard", workers=workers)
    return _timed(results, len(items) + workers, workers)


@contextlib.contextmanager
def _threads(number: int) -> Iterator[None]:
    from summarizer.settings import load

    os.environ["PUENTE_THREADS"] = str(number)
    load.cache_clear()
    try:
        yield
    finally:
        del os.environ["PUENTE_THREADS"]
        load.cache_clear()


def by_length(items: list[Item]) -> Iterator[tuple[str, int, float, float]]:
    """Of each bucket its name, how many articles it has, and their mean characters and seconds of
    processor time."""
    with _threads(1):
        batch.make(items[0], "standard")
        for low, high in BUCKETS:
            some = [item for item in items if low <= len(item.data) < high]
            if not some:
                continue
            begun = time.process_time()
            if any("error" in batch.make(item, "standard") for item in some):
                raise RuntimeError("an article failed")
            name = f"{low:,} to {high:,}" if high < 10**9 else f"{low:,} and more"
            length = statistics.mean(len(item.data) for item in some)
            yield name, len(some), length, (time.process_time() - begun) / len(some)


def measure(data: Path | None = None, number: int = 12) -> dict[str, float]:
    """What the gate looks at; higher is better. ``over_threads``: the rate of two processes over
    that of two threads that share one model, in the same run, on a machine with two cores."""
    items = articles(data, number)
    _, processes, _ = by_processes(items, 2)
    _, threads, _ = by_threads(items, 2)
    return {"over_threads": threads / processes}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.batch", description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--number", type=int, default=40, help="articles of each run (40)")
    parser.add_argument("--ray", action="store_true", help="through Ray Data as well")
    parser.add_argument("--by-length", action="store_true", help="only the table by length")
    options = parser.parse_args()
    items = articles(options.data, options.number)
    if not options.by_length:
        _show_ways(items, ray=options.ray)
    print(f"{'characters':<22}{'articles':>8}{'mean':>10}{'processor s':>14}{'of 1,000':>10}")
    for name, number, length, seconds in by_length(items):
        row = f"{name:<22}{number:>8}{length:>10,.0f}{seconds:>14.2f}"
        print(f"{row}{1000 * seconds / length:>10.2f}", flush=True)
    return 0


def _show_ways(items: list[Item], *, ray: bool) -> None:
    cores = batch._cores()
    ways = [("processes", by_processes, n) for n in range(1, cores + 1)]
    ways += [("threads, one model", by_threads, n) for n in range(1, cores + 1)]
    ways += [("Ray Data", by_ray, cores)] if ray else []
    print(f"{len(items)} articles, {statistics.mean(len(i.data) for i in items):,.0f} "
          f"characters on average, {cores} cores")  # fmt: skip
    print(f"{'':<22}{'workers':>8}{'start s':>10}{'articles a minute':>20}")
    for name, way, workers in ways:
        start, seconds, _ = way(items, workers)
        print(f"{name:<22}{workers:>8}{start:>10.1f}{60 * len(items) / seconds:>20.1f}", flush=True)
    print()


if __name__ == "__main__":
    sys.exit(main())
