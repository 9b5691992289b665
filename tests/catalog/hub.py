"""A model hub on loopback: the addresses and headers of the Hugging Face hub that its client needs
to list a repository and to download its files."""

from __future__ import annotations

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMMIT = "a" * 40


class Hub(ThreadingHTTPServer):
    """Serves the files of ``folder`` as the repository ``name``.

    Set ``stop_after`` to have each large file end after so many bytes (the connection stays open
    until ``go_on`` is set), and ``damaged`` to have one file come with other bytes than the hub
    states. ``sent`` are the files that were asked for.
    """

    daemon_threads = True

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.name, self.folder = name, folder
        self.stop_after: int | None = None
        self.stopped, self.go_on = threading.Event(), threading.Event()
        self.damaged = ""
        self.sent: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def close(self) -> None:
        self.go_on.set()
        self.shutdown()
        self.server_close()

    def listing(self) -> dict:
        siblings = []
        for path in sorted(self.folder.iterdir()):
            data = path.read_bytes()
            entry = {
                "rfilename": path.name,
                "size": len(data),
                "blobId": hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest(),
            }
            if path.suffix in (".safetensors", ".bin"):
                digest = hashlib.sha256(data).hexdigest()
                entry["lfs"] = {"sha256": digest, "size": len(data), "pointerSize": 134}
            siblings.append(entry)
        return {"id": self.name, "sha": COMMIT, "siblings": siblings, "tags": []}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Hub

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.answer(with_body=False)

    def do_GET(self) -> None:
        self.answer(with_body=True)

    def answer(self, *, with_body: bool) -> None:
        path = self.path.partition("?")[0]
        files = f"/{self.server.name}/resolve/{COMMIT}/"
        if path == f"/api/models/{self.server.name}":
            self.send(200, json.dumps(self.server.listing()).encode(), with_body)
        elif path.startswith(files) and (self.server.folder / path[len(files) :]).is_file():
            self.send_file(self.server.folder / path[len(files) :], with_body)
        else:
            self.send(404, b"{}", with_body)

    def send(self, status: int, body: bytes, with_body: bool, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def send_file(self, path: Path, with_body: bool) -> None:
        data = path.read_bytes()
        headers = {
            "ETag": f'"{hashlib.sha256(data).hexdigest()}"',
            "X_Repo_Commit": COMMIT,
            "X_Linked_Size": str(len(data)),
            "Accept_Ranges": "bytes",
        }
        if path.name == self.server.damaged:
            data = bytes([data[0] ^ 1]) + data[1:]
        start = 0
        if asked := self.headers.get("Range"):
            start = int(asked.removeprefix("bytes=").partition("-")[0])
            headers["Content_Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        if with_body and not start:
            self.server.sent.append(path.name)
        most = self.server.stop_after
        if with_body and most is not None and len(data) > most and not self.server.go_on.is_set():
            self.send(206 if asked else 200, data[start:], False, **headers)
            self.wfile.write(data[start:most])
            self.wfile.flush()
            self.server.stopped.set()
            self.server.go_on.wait(120)
            self.close_connection = True
            return
        self.send(206 if asked else 200, data[start:], with_body, **headers)
