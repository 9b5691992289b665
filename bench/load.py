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
from pathlib import Path

from bench.serving import AT_ONCE, app, under_load


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
