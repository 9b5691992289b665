"""Two app servers over one database, and one of them killed while it makes briefs."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2

from tests.web.processes import Process

ARTICLE = (
    "The mayor of Puerto Azul said on Monday that 14 people were hurt in the storm. "
    "About 1,200 homes were damaged. Repairs will cost $3.5 million, she said."
)


@contextlib.contextmanager
def two_servers(folder: Path, database: str) -> Iterator[list[Process]]:
    running: list[Process] = []
    try:
        for name in ("one", "other"):
            (folder / name).mkdir()
            running.append(Process(folder / name, DATABASE_URL=database))
        yield running
    finally:
        for server in running:
            server.end(signal.SIGKILL)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def make(address: str, token: str = "", text: str = ARTICLE) -> httpx2.Response:
    return httpx2.post(
        f"{address}/api/briefs",
        json={"text": text, "length": "short"},
        headers=bearer(token),
        timeout=500,
    )


def saved_while_killed(address: str, server: Process, token: str) -> set[str]:
    """Ask for six briefs at once at ``address`` and kill ``server`` when the first is made and the
    others are at work or waiting. The ids of those that were told as saved."""

    def work(number: int) -> str | None:
        with contextlib.suppress(httpx2.HTTPError):
            response = make(address, token, f"{ARTICLE} That was on day {number} of March.")
            return response.json()["id"] if response.status_code == 201 else None
        return None

    with ThreadPoolExecutor(6) as pool:
        jobs = [pool.submit(work, number) for number in range(1, 7)]
        while not any(job.done() for job in jobs):
            time.sleep(0.005)
        server.end(signal.SIGKILL)
        return {job.result() for job in jobs} - {None}
