"""Two app servers over one PostgreSQL behind a real nginx, with the very file of ``deploy/``."""

from __future__ import annotations

import contextlib
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx2
import pytest

from tests.web.processes import ROOT, free_port
from tests.web.two_servers import bearer, make, saved_while_killed, two_servers

pytestmark = pytest.mark.postgres

CONF = ROOT / "deploy" / "nginx.conf"
PAGE = {"Accept": "text/html", "User-Agent": "Mozilla/5.0"}


def configured(text: str, ports: list[int], listen: int, folder: Path) -> str:
    """The file with this machine's names: its servers, its port, a log of the test's own."""
    once = {
        "listen 8080;": f"listen 127.0.0.1:{listen};",
        "access_log /dev/stdout short;": f"access_log {folder}/access.log short;",
    }
    for old, new in once.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    pattern = re.compile(r"server app:8501( [^;]*)?;")
    assert len(pattern.findall(text)) == 2
    servers = "\n".join(rf"server 127.0.0.1:{port}\1;" for port in ports)
    return pattern.sub(servers, text)


@contextlib.contextmanager
def nginx(folder: Path, ports: list[int]):
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(program).exists():
        pytest.skip("nginx is not installed (Debian: apt-get install nginx)")
    listen = free_port()
    conf = folder / "nginx.conf"
    conf.write_text(configured(CONF.read_text("utf-8"), ports, listen, folder))
    globals_ = f"daemon off; pid {folder}/pid; error_log {folder}/error.log;"
    command = [program, "-p", str(folder), "-c", str(conf), "-g", globals_]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen(command)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", listen)):
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listen}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


@pytest.fixture(scope="module")
def site(postgres, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with (
        postgres.database() as address,
        two_servers(folder, address) as servers,
        nginx(folder, [server.port for server in servers]) as url,
    ):
        yield url, servers, folder


def served_by(folder: Path, requests: int) -> list[str]:
    """The server of each request so far, at least so many of them: nginx writes its log after
    the answer is sent."""
    deadline = time.monotonic() + 30
    while True:
        log = (folder / "access.log").read_text()
        servers = re.findall(r" to (\S+)$", log, re.MULTILINE)
        if len(servers) >= requests or time.monotonic() > deadline:
            return servers
        time.sleep(0.05)


def test_the_way_through_the_balancer(site):
    url, servers, folder = site
    with httpx2.Client(base_url=url, timeout=300) as client:
        # A browser keeps its server: the first answer brings the cookie that leads back there.
        first = client.get("/", headers=PAGE)
        assert first.status_code == 200
        assert client.cookies.get("puente_server")
        so_far = len(served_by(folder, 1))
        home = served_by(folder, so_far)[-1]
        for _ in range(8):
            assert client.get("/_stcore/health", headers=PAGE).status_code == 200
        assert set(served_by(folder, so_far + 8)[-8:]) == {home}
    seen = set()
    for count in range(40):  # new browsers are spread over the servers
        httpx2.get(f"{url}/_stcore/health")
        seen.add(served_by(folder, so_far + 8 + count + 1)[-1])
        if len(seen) == 2:
            break
    assert len(seen) == 2
    upgraded = raw_request(
        url,
        "GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    )
    assert upgraded.startswith(b"HTTP/1.1 101")


def raw_request(url: str, text: str) -> bytes:
    host = url.removeprefix("http://")
    name, port = host.split(":")
    with socket.create_connection((name, int(port)), timeout=60) as connection:
        connection.sendall(text.format(host=host).encode())
        return connection.recv(200)


def test_one_server_is_killed_while_it_works(site):
    url, servers, folder = site

    first = make(url)
    assert first.status_code == 201, first.text
    token = first.json()["owner_token"]
    headers = bearer(token)
    id = first.json()["id"]
    link = httpx2.post(f"{url}/api/briefs/{id}/links", json={}, headers=headers).json()
    assert link["url"].startswith(f"{url}/b/")  # the address that readers see
    for server in servers:  # what one shared, each shows
        assert httpx2.get(f"{server.address}/b/{link['id']}").status_code == 200

    saved = saved_while_killed(url, servers[0], token)
    assert saved
    # Nothing that was told as saved is lost, and the site goes on with the other server.
    listed = httpx2.get(f"{url}/api/briefs", headers=headers, timeout=60).json()["briefs"]
    assert {item["id"] for item in listed} >= saved | {id}
    for _ in range(12):
        assert httpx2.get(f"{url}/b/{link['id']}", timeout=60).status_code == 200
        assert httpx2.get(f"{url}/", headers=PAGE, timeout=60).status_code == 200
    log = (folder / "access.log").read_text()
    assert link["id"] not in log and token not in log  # enough to read a brief, so never logged
