"""Two minutes of fuzzing in every run, and what longer runs have found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.targets import SEEDS, TARGETS

ROOT = Path(__file__).resolve().parents[2]

SECONDS = "15"  # of each target

# What runs of ``python -m tests.fuzz`` found, and was mended: (target, input).
FOUND: list[tuple[str, bytes]] = []


@pytest.mark.parametrize("name", TARGETS)
def test_seeds(name):
    for seed in SEEDS[name]:
        TARGETS[name](seed.encode())


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_was_found_stays_mended(name, data):
    TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_some_seconds(name, tmp_path):
    """As many inputs as the time holds, from a seed of libFuzzer's own that the log tells."""
    pytest.importorskip("atheris")
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", name, SECONDS, f"-artifact_prefix={tmp_path}/"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-5000:]
    assert list(tmp_path.iterdir()) == []
