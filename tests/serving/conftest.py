from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
import pytest

from summarizer import installing
from summarizer.settings import Settings
from tests.catalog import tiny
from tests.web.processes import ROOT, free_port

WRITER = "tiny-writer"

PATIENCE = 600.0
"""Seconds for what takes some on a quiet machine: Ray starts a dozen processes of its own."""


class Models:
    """The models' servers as a command of their own, two replicas on a real Ray of this machine;
    ``folder`` is their data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "summarizer", "serving", "--port", str(self.port)],
            cwd=ROOT,
            env={
                **os.environ,
                "PUENTE_DATA_FOLDER": str(folder),
                "PUENTE_THREADS": "1",
                "PUENTE_SERVING_REPLICAS": "2",
            },
            stdout=self.log.open("wb"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            # It says so once all replicas have loaded their models.
            self.wait_for(lambda: b"The models answer" in self.log.read_bytes())
        except BaseException:
            self.end()
            raise

    def wait_for(self, there) -> None:
        """Wait until ``there()`` is true; an answer that does not come counts as false."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(httpx2.HTTPError, ValueError):
                if there():
                    return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def health(self) -> dict:
        return httpx2.get(f"{self.address}/health", timeout=PATIENCE).json()

    def replicas(self) -> dict[str, dict]:
        """What each of the two replicas says of itself, by its id."""
        found: dict[str, dict] = {}

        def both() -> bool:
            told = self.health()
            found[told["replica"]] = told
            return len(found) == 2

        self.wait_for(both)
        return found

    def processes(self) -> list[int]:
        """The processes of the replicas, by the title that Ray gives them."""
        marker = f"PUENTE_DATA_FOLDER={self.folder}".encode()
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):  # it ended meanwhile
                title = (entry / "cmdline").read_bytes()
                if title.startswith(b"ray::ServeReplica:puente:models") and marker in (
                    entry / "environ"
                ).read_bytes().split(b"\0"):
                    found.append(int(entry.name))
        return found

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(60)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture(scope="session")
def writing(tmp_path_factory) -> Iterator[Path]:
    """A data folder with a tiny model that writes summaries in English."""
    folder = tmp_path_factory.mktemp("models")
    made = tiny.bart(tmp_path_factory.mktemp("bart") / "model")
    languages = {"source": ("en",), "target": ("en",)}
    installing.add(made, Settings(data_folder=folder), name=WRITER, licence="MIT", **languages)
    yield folder
    for conversion in (Settings().cache_folder / "ctranslate2").glob(f"{WRITER}-*"):
        shutil.rmtree(conversion)


@pytest.fixture(scope="session")
def models(writing):
    running = Models(writing)
    try:
        yield running
    finally:
        running.end()


class Answering(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        self.server.asked += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        status, body = self.server.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def stranger():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads, server.asked = True, 0
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
