"""How shared briefs are served: ``python -m bench.serving [--minutes N]``.

The app runs as a process of its own, as ``streamlit run app.py`` starts it, on an SQLite file in a
temporary folder, and is asked over loopback; Streamlit's own health route, which answers two
bytes, is the peer in the same run. With ``--minutes``, readers open shares and makers have briefs
made by the HTTP API all the while, and the server's memory is watched.

What one page costs the server is measured in this process, without a network: *cold* reads the
brief from the store and renders it, *warm* sends it from memory after asking whether its link is
alive.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.settings import Settings
from summarizer.store import Owner, Store, database
from tests import briefs

ROOT = Path(__file__).resolve().parent.parent
AT_ONCE = 200
BUDGET_MS = 50.0
"""What a page may cost the server."""

_ARTICLE = ROOT / "summarizer" / "samples" / "cartel_transfer.txt"
_BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


# --- the server ----------------------------------------------------------------------------------


@dataclass
class App:
    port: int
    process: subprocess.Popen[bytes]
    links: list[str]

    def memory_mb(self) -> float:
        """Resident memory of the server and of all processes below it."""
        parents, resident = {}, {}
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
            except (OSError, ValueError):
                continue  # it has just ended
            pid = int(lines["Pid"])
            parents[pid] = int(lines["PPid"])
            resident[pid] = int(lines.get("VmRSS", "0 kB").split()[0]) / 1024
        family = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= more
        return sum(resident.get(pid, 0.0) for pid in family)


@contextlib.contextmanager
def app(briefs_shared: int = 20, *, loaded: bool = True) -> Iterator[App]:
    """The app with some shared briefs, without limits on one client; where it need not have
    ``loaded`` its models, as soon as it answers."""
    with tempfile.TemporaryDirectory(prefix="puente-bench-") as folder:
        store = Store(database.address(Settings(data_folder=Path(folder))))
        owner = Owner.of_token("of the benchmark")
        links = [
            store.share(store.save(briefs.titled(f"Title {number}"), owner).id, owner).id
            for number in range(briefs_shared)
        ]
        store.close()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true",
             f"--server.port={port}", "--server.address=127.0.0.1"],
            cwd=ROOT,
            env={
                **os.environ,
                "PUENTE_DATA_FOLDER": folder,
                "PUENTE_PAGE_REQUESTS_PER_MINUTE": "100000000",
                "PUENTE_API_REQUESTS_PER_MINUTE": "100000000",
                "PUENTE_BRIEFS_PER_HOUR": "100000000",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for(port, process, ("ok",) if loaded else ("ok", "starting"))
            yield App(port, process, links)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(port: int, process: subprocess.Popen[bytes], states: tuple[str, ...]) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise RuntimeError("The app ended while it started.")
        with contextlib.suppress(OSError):
            address = f"http://127.0.0.1:{port}/api/health"
            if json.load(urllib.request.urlopen(address, timeout=5))["status"] in states:
                return  # "ok": the models are loaded, nothing else is at work
        time.sleep(0.1)
    raise RuntimeError("The app did not start.")


# --- a client that costs little ------------------------------------------------------------------


@dataclass
class Answers:
    seconds: list[float] = field(default_factory=list)
    wrong: int = 0

    @property
    def total(self) -> int:
        return len(self.seconds) + self.wrong

    def percentile_ms(self, share: float) -> float:
        found = sorted(self.seconds)
        return 1000 * found[min(len(found) - 1, int(share * len(found)))] if found else 0.0


async def _ask(port: int, path: str, answers: Answers, body: bytes | None = None) -> None:
    """One request on a connection of its own; right only with status 200 or 201 and a whole
    body."""
    begun = time.perf_counter()
    writer = None
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        lines = [
            f"{'GET' if body is None else 'POST'} {path} HTTP/1.1",
            "Host: 127.0.0.1",
            f"User-Agent: {_BROWSER}",
            "Accept: text/html",
            "Accept-Encoding: gzip",
            "Connection: close",
        ]
        if body is not None:
            lines += ["Content-Type: text/plain", f"Content-Length: {len(body)}"]
        writer.write("\r\n".join([*lines, "", ""]).encode() + (body or b""))
        await writer.drain()
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length:")
        )
        await reader.readexactly(length)
        right = head.split(b" ", 2)[1] in (b"200", b"201")
    except (OSError, EOFError, ValueError, StopIteration, asyncio.IncompleteReadError):
        right = False
    finally:
        if writer is not None:
            writer.close()
    if right:
        answers.seconds.append(time.perf_counter() - begun)
    else:
        answers.wrong += 1


async def _all_at_once(
    port: int, paths: list[str], rounds: int, answers: Answers | None = None
) -> Answers:
    answers = Answers() if answers is None else answers
    for _ in range(rounds):
        await asyncio.gather(*(_ask(port, path, answers) for path in paths))
    return answers


async def under_load(served: App, seconds: float, readers: int, makers: int) -> dict[str, float]:
    """What the readers, of a brief each second, and the makers, one brief after the other, met."""
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
            memory.append(await asyncio.to_thread(served.memory_mb))
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


# --- one page ------------------------------------------------------------------------------------


async def _page_costs(repeats: int) -> tuple[list[float], list[float]]:
    """Milliseconds of processor time for a page, cold and warm, whatever else the machine does."""
    from starlette.applications import Starlette

    from summarizer.web.share import Share

    with tempfile.TemporaryDirectory(prefix="puente-bench-") as folder:
        settings = Settings(data_folder=Path(folder), page_requests_per_minute=10**8)
        store = Store(database.address(settings))
        owner = Owner.of_token("of the benchmark")
        link = store.share(store.save(briefs.sample(), owner).id, owner)
        share = Share(lambda: store, settings)
        served = Starlette(routes=share.routes())

        async def page() -> float:
            scope = {
                "type": "http", "method": "GET", "path": f"/b/{link.id}", "query_string": b"",
                "headers": [(b"host", b"x"), (b"user-agent", _BROWSER.encode()),
                            (b"accept-encoding", b"gzip")],
                "client": ("192.0.2.1", 1), "server": ("x", 80), "scheme": "http",
            }  # fmt: skip
            statuses = []

            async def receive() -> dict[str, object]:
                return {"type": "http.request", "body": b"", "more_body": False}

            async def send(message: dict[str, object]) -> None:
                if message["type"] == "http.response.start":
                    statuses.append(message["status"])

            begun = time.process_time()
            await served(scope, receive, send)
            spent = 1000 * (time.process_time() - begun)
            assert statuses == [200]
            return spent

        await page()  # templates and style sheet are loaded once for the process
        cold, warm = [], []
        for _ in range(repeats):
            share._pages.clear()
            share._links.clear()
            cold.append(await page())
            warm += [await page() for _ in range(5)]
        store.close()
    return cold, warm


# --- measuring -----------------------------------------------------------------------------------


def measure(data: Path | None = None, rounds: int = 3) -> dict[str, float]:
    """What the gate looks at; higher is better.

    ``answered``: share of right answers of 200 at once. ``cold_budget``, ``warm_budget``: how many
    times the median page fits into 50 ms of processor time. ``health_over_share``: p95 latency of 200
    at once for Streamlit's two-byte health route, over that for a share page.
    """
    return {name: value for name, value in _measured(rounds).items() if name.islower()}


def _measured(rounds: int) -> dict[str, float]:
    cold, warm = asyncio.run(_page_costs(repeats=20))
    with app() as served:
        shares = [f"/b/{served.links[n % len(served.links)]}" for n in range(AT_ONCE)]
        health = ["/_stcore/health"] * AT_ONCE
        asyncio.run(_all_at_once(served.port, shares[:20], 1))
        read, peer = Answers(), Answers()
        for _ in range(rounds):  # by turns, so that both meet the same machine
            asyncio.run(_all_at_once(served.port, shares, 1, read))
            asyncio.run(_all_at_once(served.port, health, 1, peer))
    return {
        "answered": 1 - read.wrong / read.total,
        "cold_budget": BUDGET_MS / statistics.median(cold),
        "warm_budget": BUDGET_MS / statistics.median(warm),
        "health_over_share": peer.percentile_ms(0.95) / max(read.percentile_ms(0.95), 1e-9),
        "page cold, median MS": statistics.median(cold),
        "page cold, worst MS": max(cold),
        "page warm, median MS": statistics.median(warm),
        f"{AT_ONCE} shares at once, p50 MS": read.percentile_ms(0.5),
        f"{AT_ONCE} shares at once, p95 MS": read.percentile_ms(0.95),
        f"{AT_ONCE} health at once, p50 MS": peer.percentile_ms(0.5),
        f"{AT_ONCE} health at once, p95 MS": peer.percentile_ms(0.95),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.serving", description=__doc__)
    parser.add_argument("--data", type=Path, help="not used: briefs are the tests' own")
    parser.add_argument("--minutes", type=float, default=0.0, help="load for so long as well")
    parser.add_argument("--readers", type=int, default=AT_ONCE)
    parser.add_argument("--makers", type=int, default=20)
    options = parser.parse_args()
    rows = _measured(rounds=5)
    if options.minutes:
        with app() as served:
            rows |= asyncio.run(
                under_load(served, 60 * options.minutes, options.readers, options.makers)
            )
    for name, value in rows.items():
        print(f"{name:<36}{value:>12.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
