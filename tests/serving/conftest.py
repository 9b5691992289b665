from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from tests.web.processes import ROOT, free_port


class Models:
    """The models' servers as a command of their own, on a real Ray of this machine."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "summarizer", "serving", "--port", str(self.port)],
            cwd=ROOT,
            env={**os.environ, "PUENTE_DATA_FOLDER": str(folder), "PUENTE_THREADS": "1"},
            stdout=self.log.open("wb"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        for _ in range(5000):
            with contextlib.suppress(httpx2.HTTPError):
                if httpx2.get(f"{self.address}/health").status_code == 200:
                    return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(60)
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="session")
def models(tmp_path_factory):
    pytest.importorskip("ray")
    running = Models(tmp_path_factory.mktemp("models"))
    try:
        yield running
    finally:
        running.end()
