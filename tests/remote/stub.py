"""A chat server that does what it is told, mostly wrong things."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler", dict], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.send("application/json", json.dumps(self.server.models).encode())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            number = len(self.server.requests)
            self.server.requests.append({"path": self.path, "headers": self.headers, "body": body})
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        try:
            answers = self.server.answers
            answers[min(number, len(answers) - 1)](self, body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with self.server.lock:
                self.server.at_once -= 1

    def send(self, kind: str, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """``answers`` are given one after the other, the last one again and again."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, *answers: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = answers
        self.requests: list[dict] = []
        self.models: object = {"data": [{"id": "stub"}]}
        self.lock = threading.Lock()
        self.at_once = self.most_at_once = 0
        self.stopping = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def stop(self) -> None:
        self.stopping.set()
        self.shutdown()
        self.server_close()


# --- what it may do ------------------------------------------------------------------------------


def event(text: str | None = None, finished: str | None = None) -> bytes:
    choice = {"index": 0, "delta": {"content": text} if text else {}, "finish_reason": finished}
    return b"data: " + json.dumps({"choices": [choice]}).encode() + b"\n\n"


def says(*pieces: str, finished: str | None = "stop", done: bool = True) -> Answer:
    """A proper stream of ``pieces``."""

    def answer(handler: Handler, body: dict) -> None:
        handler.begin_stream()
        handler.wfile.write(event())
        for piece in pieces:
            handler.wfile.write(event(piece))
            handler.wfile.flush()
        if finished:
            handler.wfile.write(event(finished=finished))
            usage = {"choices": [], "usage": {"total_tokens": 3}}
            handler.wfile.write(b"data: " + json.dumps(usage).encode() + b"\n\n")
        if done:
            handler.wfile.write(b"data: [DONE]\n\n")

    return answer


def rewrites(change: Callable[[str], str]) -> Answer:
    """A stream of what ``change`` makes of the last message."""

    def answer(handler: Handler, body: dict) -> None:
        says(change(body["messages"][-1]["content"]))(handler, body)

    return answer


def whole(text: str) -> Answer:
    """A completion in one piece, from a server that does not stream."""

    def answer(handler: Handler, body: dict) -> None:
        choice = {"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        handler.send("application/json", json.dumps({"choices": [choice]}).encode())

    return answer


def status(number: int, text: str = "", **headers: str) -> Answer:
    def answer(handler: Handler, body: dict) -> None:
        handler.send("text/plain", text.encode(), number, **headers)

    return answer


def raw(data: bytes, kind: str = "text/event-stream", **headers: str) -> Answer:
    def answer(handler: Handler, body: dict) -> None:
        handler.send(kind, data, **headers)

    return answer


def endless(chunk: bytes) -> Answer:
    """``chunk`` again and again, as fast as it is read."""

    def answer(handler: Handler, body: dict) -> None:
        handler.begin_stream()
        while not handler.server.stopping.is_set():
            handler.wfile.write(chunk)

    return answer


def dripping(chunk: bytes, seconds: float) -> Answer:
    """``chunk`` every ``seconds``, for ever: never silent, never done."""

    def answer(handler: Handler, body: dict) -> None:
        handler.begin_stream()
        while not handler.server.stopping.is_set():
            handler.wfile.write(chunk)
            handler.wfile.flush()
            time.sleep(seconds)

    return answer


def silent(handler: Handler, body: dict) -> None:
    handler.server.stopping.wait(30)


def hangs_up(handler: Handler, body: dict) -> None:
    handler.connection.close()
    handler.close_connection = True


def echoes_the_key(handler: Handler, body: dict) -> None:
    key = handler.headers["Authorization"].removeprefix("Bearer ")
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("X-Key", key)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    for piece in ("Your key is ", key[:5], key[5:], " indeed."):
        handler.wfile.write(event(piece))
    handler.wfile.write(event(finished="stop") + b"data: [DONE]\n\n")
