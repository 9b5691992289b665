"""``python -m tests.fuzz TARGET [SECONDS] [libFuzzer's options]``: 600 s unless said."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["summarizer", "pypdf"]):
    from tests.fuzz.targets import SEEDS, TARGETS


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"{__doc__}\nTargets: {', '.join(TARGETS)}.")
    name, *rest = sys.argv[1:]
    seconds = rest.pop(0) if rest and rest[0].isdigit() else "600"
    with tempfile.TemporaryDirectory(prefix="puente-fuzz-") as corpus:
        for number, seed in enumerate(SEEDS[name]):
            (Path(corpus) / str(number)).write_bytes(seed.encode())
        options = [f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=3000",
                   "-max_len=4000", *rest, corpus]  # fmt: skip
        atheris.Setup([sys.argv[0], *options], TARGETS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
