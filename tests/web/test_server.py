"""The whole app as a process of its own, started as people start it; and its parts that other
tests do not see."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import http.client
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest
from sqlalchemy.engine import make_url
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from summarizer.errors import StoreUnavailable
from summarizer.store import Owner, Store
from summarizer.web.middleware import OWNER_COOKIE, Pages
from summarizer.web.server import keep_to
from tests import briefs
from tests.web.processes import Process

ROOT = Path(__file__).resolve().parents[2]
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0)", "Accept": "text/html"}


# --- the process ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    running = Process(tmp_path_factory.mktemp("data"))
    yield running
    running.end()


@pytest.fixture(scope="module")
def client(process):
    with httpx2.Client(base_url=process.address, timeout=60) as made:
        yield made


def test_streamlit_run_serves_pages_shares_and_api(process, client, tmp_path_factory):
    page = client.get("/", headers=BROWSER)
    assert page.status_code == 200 and "streamlit" in page.text.lower()
    assert re.search(rf"{OWNER_COOKIE}=[\w-]{{43}}; .*HttpOnly; SameSite=Lax", str(page.headers))
    again = httpx2.get(
        process.address,
        headers={
            **BROWSER,
            "If-None-Match": page.headers["etag"],
            "If-Modified-Since": page.headers["date"],
        },
    )
    assert again.status_code == 200 and OWNER_COOKIE in again.cookies  # kept a page, lost a cookie
    assert client.get("/_stcore/health").text == "ok"
    assert client.get("/api/openapi.json").json()["openapi"].startswith("3.1")
    unknown = client.get("/b/nothing", headers={"Accept-Language": "es"})
    assert unknown.status_code == 404 and "no existe" in unknown.text
    assert client.get("/assets/puente.css").headers["content-type"].startswith("text/css")


def test_a_brief_saved_by_another_process_is_read_and_counted(process, client):
    store = Store(make_url(f"sqlite:///{process.log.parent}/puente.sqlite3"))
    link = store.share(store.save(briefs.sample(), Owner.of_token("x")).id, Owner.of_token("x"))
    for ending in ("", ".json", ".md", ".pdf", ".docx", ".txt", ".html"):
        response = client.get(f"/b/{link.id}{ending}", headers=BROWSER)
        assert response.status_code == 200, ending
        assert "set-cookie" not in response.headers
        assert "noindex" in response.headers["x-robots-tag"]
    for _ in range(100):
        if store.link(link.id).views == 1:
            break
        time.sleep(0.1)
    assert store.link(link.id).views == 1
    store.close()


@pytest.mark.parametrize(
    "path",
    ["/b/../app.py", "/b/%2e%2e/%2e%2e/app.py", "/assets/../../settings.py", "/b//etc/passwd",
     "/b/%00", "/assets/..%2f..%2fhtml.py", "/b/\\..\\..\\app.py", "/api/../../app.py"],
)  # fmt: skip
def test_no_path_leads_out(process, path):
    connection = http.client.HTTPConnection("127.0.0.1", process.port, timeout=30)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    # Streamlit answers with its page where an address is one of the app's
    assert response.status in (400, 404) or b"<!doctype html" in body.lower()
    assert b"import" not in body or b"streamlit" in body.lower()
    assert b"SCRIPT" not in body and b"root:" not in body


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host: evil.example", "Host: evil.example", "X-Forwarded-Proto: ftp"]
)
def test_nobody_poisons_what_others_read(process, client, header):
    store = Store(make_url(f"sqlite:///{process.log.parent}/puente.sqlite3"))
    link = store.share(store.save(briefs.sample(), Owner.of_token("x")).id, Owner.of_token("x"))
    store.close()
    name, _, value = header.partition(": ")
    client.get(f"/b/{link.id}", headers={name: value})
    page = client.get(f"/b/{link.id}")
    assert f"{process.address}/b/{link.id}" in page.text and "evil.example" not in page.text


def test_views_are_not_lost_when_the_server_is_told_to_end(tmp_path):
    running = Process(tmp_path)
    store = Store(make_url(f"sqlite:///{tmp_path}/puente.sqlite3"))
    link = store.share(store.save(briefs.sample(), Owner.of_token("x")).id, Owner.of_token("x"))
    httpx2.get(f"{running.address}/b/{link.id}", headers=BROWSER)
    running.end()
    assert store.link(link.id).views == 1
    store.close()
    assert "Traceback" not in running.log.read_text()


def test_a_wrong_setting_is_said_in_one_line(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "import app"],
        cwd=ROOT,
        env={**os.environ, "PUENTE_BRIEFS_AT_WORK": "many", "PUENTE_DATA_FOLDER": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert "PUENTE_BRIEFS_AT_WORK" in done.stderr and "Traceback" not in done.stderr


# --- the owner's cookie --------------------------------------------------------------------------


@pytest.fixture
def pages():
    async def page(request):
        return HTMLResponse("<p>page</p>")

    async def other(request):
        return PlainTextResponse("text")

    routes = [Route(p, page) for p in ("/", "/brief", "/b/x", "/api")]
    app = Starlette(routes=[*routes, Route("/text", other)])
    return TestClient(Pages(app), headers={"Accept": "text/html"})


def test_each_browser_gets_a_token_of_its_own_once(pages):
    first = pages.get("/")
    token = first.cookies[OWNER_COOKIE]
    assert re.fullmatch(r"[\w-]{43}", token)
    assert first.headers["cache-control"] == "no-store"
    flags = first.headers["set-cookie"]
    assert "HttpOnly" in flags and "SameSite=Lax" in flags and "Secure" not in flags
    assert "set-cookie" not in pages.get("/").headers  # the browser has one now
    other = TestClient(pages.app, headers={"Accept": "text/html"})
    assert other.get("/brief").cookies[OWNER_COOKIE] != token


def test_over_tls_the_cookie_is_secure(pages):
    client = TestClient(pages.app, base_url="https://puente", headers={"Accept": "text/html"})
    assert "; Secure" in client.get("/").headers["set-cookie"]


def test_a_token_that_a_client_made_up_is_replaced(pages):
    for made_up in ("", "x", "a" * 42, "a" * 44, "a" * 42 + "!"):
        response = pages.get("/", headers={"Cookie": f"{OWNER_COOKIE}={made_up}"})
        assert "set-cookie" in response.headers


@pytest.mark.parametrize("path", ["/b/x", "/api", "/text"])
def test_shares_and_api_and_files_set_no_cookie(pages, path):
    assert "set-cookie" not in pages.get(path).headers


def test_programs_get_no_cookie(pages):
    assert "set-cookie" not in pages.get("/", headers={"Accept": "*/*"}).headers
    assert "set-cookie" not in pages.head("/").headers


def test_every_answer_has_safe_headers(pages):
    for path in ("/", "/text", "/api", "/nothing"):
        headers = pages.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "SAMEORIGIN"


# --- keeping to the retention --------------------------------------------------------------------


class Clocks:
    """Wall and steady clock, and a store that tells what it was asked."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_000_000.0, 50.0
        self.asked: list[dt.timedelta] = []
        self.away = False

    def purge(self, older_than: dt.timedelta) -> int:
        if self.away:
            raise StoreUnavailable("It is away.")
        self.asked.append(older_than)
        return 0

    async def rounds(self, days: int, moves: list[tuple[float, float]]) -> None:
        """A round for each move of the two clocks, and then the end."""
        left = iter(moves)

        def wall() -> float:
            move = next(left, None)
            if move is None:
                raise asyncio.CancelledError
            self.wall += move[0]
            self.steady += move[1]
            return self.wall

        keeping = keep_to(days, lambda: self, every=0.001, wall=wall, steady=lambda: self.steady)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait_for(keeping, 20)


def test_old_briefs_go_at_the_start_and_every_hour():
    clocks = Clocks()
    asyncio.run(clocks.rounds(30, [(0, 0), (3600, 3600), (3600, 3600)]))
    assert clocks.asked == [dt.timedelta(days=30)] * 3


def test_a_clock_that_jumps_deletes_nothing():
    clocks, year = Clocks(), 365 * 86_400.0
    asyncio.run(clocks.rounds(30, [(0, 0), (10 * year, 3600), (3600, 3600), (-10 * year, 3600)]))
    assert len(clocks.asked) == 2  # at the start, and once the new time has held for an hour


def test_nothing_goes_without_a_retention():
    clocks = Clocks()
    asyncio.run(clocks.rounds(0, [(0, 0)]))
    assert clocks.asked == []


def test_a_database_that_is_away_is_asked_again():
    clocks = Clocks()
    clocks.away = True
    asyncio.run(clocks.rounds(30, [(0, 0), (3600, 3600)]))
    clocks.away = False
    asyncio.run(clocks.rounds(30, [(0, 0)]))
    assert len(clocks.asked) == 1
