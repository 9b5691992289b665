"""The app under load: ``python -m bench.load [--minutes N] [--readers N] [--makers N]``.

Readers open shared briefs, one a second each, and makers have briefs made by the HTTP API one after
the other, all at once, on the app as ``streamlit run app.py`` starts it, with its models and an
SQLite file. Every answer must be right; memory is that of the server and of its child processes,
and is *flat* where it ends within a tenth of what it was after the first quarter.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from pathlib import Path

from bench.serving import _ARTICLE, AT_ONCE, Answers, App, _ask, app


def memory_mb(root: int) -> float:
    """Resident memory of a process and all below it."""
    parents, resident = {}, {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except (OSError, ValueError):
            continue  # it has just ended
        pid = int(lines["Pid"])
        parents[pid] = int(lines["PPid"])
        resident[pid] = int(lines.get("VmRSS", "0 kB").split()[0]) / 1024
    family = {root}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(resident.get(pid, 0.0) for pid in family)


async def under_load(served: App, seconds: float, readers: int, makers: int) -> dict[str, float]:
    """What the readers and makers met, by name."""
    read, made, memory = Answers(), Answers(), []
    article = _ARTICLE.read_bytes()
    end = time.monotonic() + seconds

    async def reading(number: int) -> None:
        await asyncio.sleep(number / max(1, readers))  # people don't all begin together
        while time.monotonic() < end:
            link = served.links[(number + len(read.seconds)) % len(served.links)]
            await _ask(served.port, f"/b/{link}", read)
            await asyncio.sleep(1.0)

    async def making(number: int) -> None:
        while time.monotonic() < end:
            text = article + f"\n\nThis is the report {number} of {made.total}.".encode()
            await _ask(served.port, "/api/briefs", made, text)

    async def watching() -> None:
        while time.monotonic() < end:
            memory.append(await asyncio.to_thread(memory_mb, served.process.pid))
            await asyncio.sleep(1.0)

    await asyncio.gather(
        *(reading(number) for number in range(readers)),
        *(making(number) for number in range(makers)),
        watching(),
    )
    after_warming = memory[len(memory) // 4 :]
    return {
        "shares read": read.total,
        "shares that failed": read.wrong,
        "share p50 ms": read.percentile_ms(0.5),
        "share p95 ms": read.percentile_ms(0.95),
        "briefs made": made.total,
        "briefs that failed": made.wrong,
        "briefs a minute": 60 * made.total / seconds,
        "brief p50 ms": made.percentile_ms(0.5),
        "brief p95 ms": made.percentile_ms(0.95),
        "memory MB, after a quarter": after_warming[0],
        "memory MB, at the end": memory[-1],
        "memory MB, most": max(memory),
    }


def measure(data: Path | None = None, seconds: float = 20.0) -> dict[str, float]:
    """What the gate looks at; higher is better.

    ``answered``: share of right answers of 50 readers and 5 makers. ``flat``: memory after the
    first quarter over memory at the end.
    """
    with app() as served:
        found = asyncio.run(under_load(served, seconds, readers=50, makers=5))
    asked = found["shares read"] + found["briefs made"]
    failed = found["shares that failed"] + found["briefs that failed"]
    return {
        "answered": 1 - failed / asked,
        "flat": found["memory MB, after a quarter"] / found["memory MB, at the end"],
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--data", type=Path, help="not used: the articles are the project's own")
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--readers", type=int, default=AT_ONCE)
    parser.add_argument("--makers", type=int, default=20)
    options = parser.parse_args()
    with app() as served:
        found = asyncio.run(
            under_load(served, 60 * options.minutes, options.readers, options.makers)
        )
    for name, value in found.items():
        print(f"{name:<36}{value:>12.1f}")
    flat = found["memory MB, at the end"] <= 1.1 * found["memory MB, after a quarter"]
    failed = found["shares that failed"] + found["briefs that failed"]
    print(f"{'no answer failed' if not failed else 'ANSWERS FAILED'}, memory ", end="")
    print("flat" if flat else "NOT FLAT")
    return 0 if flat and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
