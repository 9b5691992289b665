"""The app as a process of its own, started as people start it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Process:
    def __init__(self, folder: Path, *, port: int | None = None, **environment: str) -> None:
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true",
             f"--server.port={self.port}", "--server.address=127.0.0.1"],
            cwd=ROOT,
            env={**os.environ, "PUENTE_DATA_FOLDER": str(folder), **environment},
            stdout=self.log.open("wb"),
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        for _ in range(1200):
            with contextlib.suppress(httpx2.HTTPError):
                httpx2.get(f"{self.address}/api/health")
                return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def wait_until_ready(self) -> None:
        """Wait for the models."""
        for _ in range(3000):
            with contextlib.suppress(httpx2.HTTPError, ValueError):
                state = httpx2.get(f"{self.address}/api/health").json()["models"]["state"]
                assert state != "failed", self.log.read_text()
                if state == "ready":
                    return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def end(self, how: int = signal.SIGTERM) -> None:
        if self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(30)
