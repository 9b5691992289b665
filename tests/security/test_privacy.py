"""What is pasted stays here: nothing of it in a log, nobody else is called, deleted is deleted."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import httpx2
import pytest

from tests.web.processes import ROOT, Process

SECRETS = ("Quetzalcoatlus", "Xylophonist", "4815162342")
ARTICLE = (
    f"The {SECRETS[0]} committee said on Monday that 14 people were hurt in the storm. "
    f"About 1,200 homes were damaged, the {SECRETS[1]} union said, and call {SECRETS[2]} now. "
    "Repairs will cost $3.5 million."
)

# Sees every connection and every look-up of a name that Python code asks for, in each process of
# the app (PEP 578), and writes down those that leave this machine.
WATCHING = """
    import os, sys

    def watch(event, arguments):
        if event == "socket.getaddrinfo":
            host = arguments[0]
        elif event in ("socket.connect", "socket.sendto"):
            address = arguments[1]
            host = address[0] if isinstance(address, tuple) else None
        elif event in ("socket.gethostbyname", "socket.gethostbyaddr"):
            host = arguments[0]
        else:
            return
        if isinstance(host, bytes):
            host = host.decode("ascii", "replace")
        if host in (None, "", "localhost", "::1", "::", "0.0.0.0") or host.startswith("127."):
            return
        with open(os.environ["WATCHED"], "a") as file:
            file.write(f"{event} {host}\\\\n")

    sys.addaudithook(watch)
"""


@pytest.fixture
def watched(tmp_path) -> tuple[Path, dict[str, str]]:
    (tmp_path / "site").mkdir()
    code = textwrap.dedent(WATCHING).replace("\\\\n", "\\n")
    (tmp_path / "site" / "sitecustomize.py").write_text(code)
    told = tmp_path / "watched"
    told.write_text("")
    path = os.pathsep.join([str(tmp_path / "site"), str(ROOT)])
    return told, {"PYTHONPATH": path, "WATCHED": str(told)}


def test_the_watch_sees(watched):
    """The hook of these tests does see a call to the outside."""
    told, environment = watched
    code = "import urllib.request as u\ntry: u.urlopen('http://192.0.2.1:9/', timeout=0.2)\nexcept OSError: pass"
    subprocess.run([sys.executable, "-c", code], env={**os.environ, **environment}, check=True)
    assert "192.0.2.1" in told.read_text()


def test_the_app_calls_nobody_and_logs_no_article(watched, tmp_path):
    told, environment = watched
    folder = tmp_path / "data"
    folder.mkdir()
    # The defaults, as somebody would start it who knows of no switch against telemetry.
    for name in ("HF_HUB_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK"):
        environment.setdefault(name, "")
    app = Process(folder, PUENTE_CACHE_FOLDER=str(tmp_path / "cache"), **environment)
    try:
        url = app.address
        page = httpx2.get(url, headers={"Accept": "text/html"})
        assert page.status_code == 200
        made = httpx2.post(f"{url}/api/briefs", json={"text": ARTICLE}, timeout=600).json()
        token = {"Authorization": f"Bearer {made['owner_token']}"}
        address = f"{url}/api/briefs/{made['id']}"
        sentence = made["brief"]["points"][0]["sentences"][0]["id"]
        edit = {"sentence_id": sentence, "language": "es", "text": f"{SECRETS[0]} cambió."}
        assert httpx2.patch(address, json=edit, headers=token).status_code == 200
        link = httpx2.post(f"{address}/links", json={}, headers=token).json()
        for ending in ("", ".pdf", ".docx", ".md", ".png"):
            path = f"{url}/b/{link['id']}{ending}"
            assert httpx2.get(path, headers={"Accept": "text/html"}, timeout=120).is_success
        # what is refused, broken or not foreseen
        for content, kind in (
            (f"%PDF-1.4 {SECRETS[1]}".encode(), "application/pdf"),
            (f'{{"text": "{SECRETS[1]}", "x": 1}}'.encode(), "application/json"),
            (f"{SECRETS[2]}".encode(), "text/plain"),
            (f"<p>{SECRETS[0]}".encode() * 300_000, "text/html"),
        ):
            headers = {"Content-Type": kind}
            httpx2.post(f"{url}/api/briefs", content=content, headers=headers, timeout=120)
        httpx2.get(f"{url}/{SECRETS[1]}?q={SECRETS[2]}")
        assert httpx2.delete(address, headers=token).status_code == 204
        assert httpx2.get(f"{url}/b/{link['id']}").status_code == 410
    finally:
        app.end()
    log = app.log.read_text()
    for secret in (*SECRETS, link["id"], made["owner_token"]):
        assert secret not in log
    assert told.read_text() == ""
    # Deleted means deleted: not one byte of it is left in the folder, the log of SQLite included.
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(secret.encode() in content for secret in SECRETS), path


def test_a_batch_calls_nobody(watched, tmp_path):
    told, environment = watched
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": "%s"}\n' % ARTICLE)
    done = subprocess.run(
        [sys.executable, "-m", "summarizer", "batch", source, "--out", out, "--workers", "1"],
        env={**os.environ, **environment}, cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert told.read_text() == ""
    assert not any(secret in done.stderr for secret in SECRETS)


def test_what_a_page_does_not_foresee_is_logged_without_its_message(caplog):
    import logging

    from summarizer.web.failures import log_failure

    try:
        try:
            raise ValueError(SECRETS[0])
        except ValueError as error:
            raise RuntimeError(SECRETS[1]) from error
    except RuntimeError as error:
        log_failure(logging.getLogger("x"), "Something failed.", error)
    assert "RuntimeError" in caplog.text and "ValueError" in caplog.text
    assert not any(secret in caplog.text for secret in SECRETS)
    calls = [
        (path, line)
        for path in (ROOT / "summarizer").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if "log.exception(" in line or "exc_info=" in line
    ]
    assert calls == []  # both write the messages of exceptions
