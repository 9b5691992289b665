"""A chat server of one's own: the client of the OpenAI-compatible protocol that vLLM, llama.cpp,
Ollama and others speak (``POST /chat/completions``), and the prompts that it is asked with.

The server's address, model and key are set by whoever runs Puente, never by a request. The key and
what is sent stay out of logs and messages; answers are read as a stream, with bounds on their time
and size, and are only text until a caller has checked them.
"""

from __future__ import annotations

import email.utils
import functools
import json
import logging
import random
import threading
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import SecretStr

from summarizer.errors import EngineUnavailable, SettingsError
from summarizer.settings import Settings

log = logging.getLogger(__name__)

Item = TypeVar("Item")
Result = TypeVar("Result")

_PROMPTS = Path(__file__).with_name("prompts.toml")
# A server on a desk's network connects in milliseconds; one that is switched off should not cost
# the whole time that an answer may take.
_CONNECT_SECONDS = 5.0
# A token comes as an event of some 250 bytes (llama.cpp) to 500 (vLLM); an answer of 10,000 tokens
# stays below.
_MOST_BYTES = 8_000_000
_LONGEST_LINE = 1_000_000
# Seconds for which a server that was not reached is not asked again, so that each sentence of a
# brief, and the next brief, need not find out for itself.
_REST_SECONDS = 30.0
_FIRST_DELAY, _LONGEST_DELAY = 0.5, 8.0
# Worth another try: time-out, conflict, too early, too many requests, and faults of the server.
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_DOWN = frozenset({429, 502, 503, 504, 529})


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat; ``role`` is ``"system"``, ``"user"`` or ``"assistant"``."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What the model wrote. ``truncated`` says that it stopped at ``max_tokens``."""

    text: str
    truncated: bool = False


def prompt(name: str, **gaps: str) -> list[Message]:
    """The messages of the prompt ``name`` in ``prompts.toml``, its gaps (``$text``) filled."""
    messages = _prompts()[name]
    return [Message(role, Template(text).substitute(gaps)) for role, text in messages.items()]


@functools.cache
def _prompts() -> dict[str, dict[str, str]]:
    return tomllib.loads(_PROMPTS.read_text(encoding="utf-8"))


def client(settings: Settings) -> ChatClient:
    """The client of the server that the settings name, one for each process and choice.

    Raises:
        SettingsError: no server is named, or its address or key can't be used.
    """
    choice = (
        settings.remote_url,
        settings.remote_model,
        settings.remote_key.get_secret_value(),
        settings.remote_seconds,
        settings.remote_retries,
        settings.remote_concurrency,
    )
    with _clients_lock:
        if choice not in _clients:
            _clients[choice] = ChatClient(
                settings.remote_url,
                settings.remote_model,
                settings.remote_key,
                seconds=settings.remote_seconds,
                retries=settings.remote_retries,
                concurrency=settings.remote_concurrency,
            )
        return _clients[choice]


_clients: dict[tuple, ChatClient] = {}
_clients_lock = threading.Lock()


class _Passing(Exception):
    """A fault that another try may not meet. ``after`` is how many seconds the server wants to be
    left alone; ``down`` says that other requests would not fare better."""

    def __init__(self, what: str, after: float | None = None, *, down: bool = False) -> None:
        super().__init__(what)
        self.after = after
        self.down = down


class ChatClient:
    """Asks one server; can be used from many threads.

    Args:
        url: base address of the protocol, such as ``http://127.0.0.1:8080/v1``.
        model: name of the model on the server; empty takes the only one that it has.
        key: sent as bearer token (RFC 6750) where it is not empty.
        seconds: how long one request may take, further tries included.
        retries: further tries after a fault that may pass.
        concurrency: requests at the same time; more wait their turn.
        sleep: waits between tries.

    Raises:
        SettingsError: the address or the key can't be used.
    """

    def __init__(
        self,
        url: str,
        model: str = "",
        key: SecretStr | None = None,
        *,
        seconds: float = 60.0,
        retries: int = 3,
        concurrency: int = 4,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url = _checked_address(url)
        self.concurrency = concurrency
        self._key = _checked_key(key or SecretStr(""))
        self._model = model
        self._seconds = seconds
        self._retries = retries
        self._sleep = sleep
        self._turn = threading.BoundedSemaphore(concurrency)
        self._lock = threading.Lock()
        self._http: Any = None
        self._resting_until = 0.0

    def __repr__(self) -> str:
        return f"ChatClient({self.url!r})"

    # --- asking ----------------------------------------------------------------------------------

    def complete(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        temperature: float = 0.0,
        most_characters: int = 50_000,
    ) -> Completion:
        """The model's whole answer to ``messages``.

        Args:
            max_tokens: length at which the model is stopped.
            temperature: 0 takes the likeliest token each time.
            most_characters: an answer that is longer all the same is refused.

        Raises:
            EngineUnavailable: the server does not answer, refuses, or answers with what is no
                completion; the message says what to look at.
        """
        body = self._body(messages, max_tokens, temperature)
        return self._asked(lambda end: self._complete_once(body, end, most_characters))

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        temperature: float = 0.0,
        most_characters: int = 50_000,
    ) -> Iterator[str]:
        """The same piece by piece, as it is written. A fault after the first piece is not tried
        again, since its words may already be on a page."""
        body = self._body(messages, max_tokens, temperature)
        with self._turn:
            end = time.monotonic() + self._seconds
            pieces, first = self._retrying(lambda end: self._opened(body, end), end)
            length = 0
            held = ""
            try:
                while first is not None:
                    length += len(first.text)
                    if length > most_characters:
                        raise _Passing("an answer without end")
                    # The end of what was written so far is held back while the key could go on it.
                    held = self._without_key(held + first.text)
                    keep = max(0, len(self._key.get_secret_value()) - 1)
                    ready, held = (held[:-keep], held[-keep:]) if keep else (held, "")
                    if ready:
                        yield ready
                    first = next(pieces, None)
                if held:
                    yield held
            except _Passing as fault:
                raise self._unavailable(str(fault)) from None
            finally:
                pieces.close()

    def each(self, items: Iterable[Item], ask: Callable[[Item], Result]) -> list[Result]:
        """``ask`` for each of the items, as many at once as the server is to have."""
        listed = list(items)
        if len(listed) < 2:
            return [ask(item) for item in listed]
        with ThreadPoolExecutor(min(self.concurrency, len(listed))) as pool:
            return list(pool.map(ask, listed))

    @functools.cached_property
    def model(self) -> str:
        """The model that is asked.

        Raises:
            EngineUnavailable: none was named, and the server has several or does not tell.
        """
        return self._model or self._only_model()

    def models(self) -> list[str]:
        """The names of the models that the server has. Raises ``EngineUnavailable``."""
        raw = self._asked(lambda end: self._get("/models", end))
        try:
            return [str(entry["id"]) for entry in raw["data"]]
        except (KeyError, TypeError):
            raise self._unavailable("no list of models") from None

    def _only_model(self) -> str:
        found = self.models()
        if len(found) == 1:
            return found[0]
        listed = ", ".join(found[:10]) or "none"
        raise EngineUnavailable(
            f"The server at {self.url} has several models or none ({listed}). Name one of them in "
            "PUENTE_REMOTE_MODEL.",
            url=self.url,
        )

    # --- one request -----------------------------------------------------------------------------

    def _body(self, messages: Sequence[Message], max_tokens: int, temperature: float) -> bytes:
        return json.dumps(
            {
                "model": self.model,
                "messages": [{"role": m.role, "content": m.content} for m in messages],
                "max_tokens": max_tokens,
                "temperature": temperature,
                "stream": True,
            }
        ).encode()

    def _complete_once(self, body: bytes, end: float, most_characters: int) -> Completion:
        pieces: list[str] = []
        length, truncated = 0, False
        for piece in self._pieces(body, end):
            pieces.append(piece.text)
            length += len(piece.text)
            truncated = piece.truncated
            if length > most_characters:
                raise _Passing("an answer without end")
        return Completion(self._without_key("".join(pieces)), truncated)

    def _opened(self, body: bytes, end: float) -> tuple[Iterator[Completion], Completion | None]:
        pieces = self._pieces(body, end)
        return pieces, next(pieces, None)

    def _pieces(self, body: bytes, end: float) -> Iterator[Completion]:
        """The parts of an answer as they come; the last one says whether it was cut off.

        Server-sent events (WHATWG HTML, 9.2), each a ``chat.completion.chunk``; a server that does
        not stream gives one ``chat.completion``.
        """
        finished = None
        with self._response("POST", "/chat/completions", end, body) as response:
            kind = response.headers.get("content-type", "")
            if not kind.startswith("text/event-stream"):
                choice = _choice(_json(b"".join(_bounded(response, end))))
                message = choice.get("message") or {}
                yield Completion(_text(message), choice.get("finish_reason") == "length")
                return
            for line in _lines(_bounded(response, end)):
                if not line.startswith(b"data:"):
                    continue
                data = line.removeprefix(b"data:").strip()
                if data == b"[DONE]":
                    finished = finished or "stop"
                    break
                event = _json(data)
                if isinstance(event, dict) and event.get("choices") == []:
                    continue  # usage, at the end
                choice = _choice(event)
                finished = choice.get("finish_reason") or finished
                if text := _text(choice.get("delta") or {}):
                    yield Completion(text)
        if finished is None:
            raise _Passing("an answer that broke off")
        yield Completion("", finished == "length")

    def _get(self, path: str, end: float) -> Any:
        with self._response("GET", path, end) as response:
            return _json(b"".join(_bounded(response, end)))

    def _response(self, method: str, path: str, end: float, body: bytes | None = None):
        """The open answer to one request, whose status is 200; to be used with ``with``."""
        return _Response(self, method, path, end, body)

    def _without_key(self, text: str) -> str:
        key = self._key.get_secret_value()
        if key and key in text:
            raise self._unavailable("an answer that holds the key")
        return text

    # --- trying again ----------------------------------------------------------------------------

    def _asked(self, once: Callable[[float], Result]) -> Result:
        with self._turn:
            return self._retrying(once, time.monotonic() + self._seconds)

    def _retrying(self, once: Callable[[float], Result], end: float) -> Result:
        """``once``, and again after faults that may pass, with delays that double and vary, or as
        long as the server asks for; never beyond ``end``."""
        if time.monotonic() < self._resting_until:
            raise self._unavailable("no answer a moment ago")
        for attempt in range(self._retries + 1):
            try:
                return once(end)
            except _Passing as fault:
                delay = min(_FIRST_DELAY * 2**attempt, _LONGEST_DELAY) * random.uniform(0.5, 1.0)
                if fault.after is not None:
                    delay = max(fault.after, 0.0)
                last = attempt == self._retries or time.monotonic() + delay >= end
                log.warning(
                    "The chat server %s gave %s%s.", self.url, fault, "" if last else "; once more"
                )
                if last:
                    if fault.down:
                        self._resting_until = time.monotonic() + _REST_SECONDS
                    raise self._unavailable(str(fault)) from None
            self._sleep(delay)
        raise AssertionError("unreachable")

    def _unavailable(self, what: str) -> EngineUnavailable:
        return EngineUnavailable(
            f"The chat server at {self.url} gave {what}. Check that it runs and that "
            "PUENTE_REMOTE_URL, PUENTE_REMOTE_MODEL and PUENTE_REMOTE_KEY fit it.",
            url=self.url,
        )

    def _connection(self):
        """The pool of connections, made when first needed."""
        with self._lock:
            if self._http is None:
                import httpx2

                # At DEBUG it logs the headers of answers, which may repeat the key.
                for name in ("httpcore2", "httpx2"):
                    logging.getLogger(name).setLevel(logging.WARNING)
                key = self._key.get_secret_value()
                self._http = httpx2.Client(
                    headers={
                        "Accept": "text/event-stream, application/json",
                        "Accept-Encoding": "identity",  # no answer that unpacks to a thousandfold
                        "User-Agent": "Puente",
                        **({"Authorization": f"Bearer {key}"} if key else {}),
                    },
                    follow_redirects=False,  # the key goes to the server that was named only
                    limits=httpx2.Limits(max_connections=self.concurrency),
                )
            return self._http

    def close(self) -> None:
        """Close the connections; the next request opens new ones."""
        with self._lock:
            if self._http is not None:
                self._http.close()
                self._http = None


class _Response:
    """One request as a context: sends it, looks at the status, and names faults of the network in
    our words, whatever part of the answer they come in."""

    def __init__(
        self, client: ChatClient, method: str, path: str, end: float, body: bytes | None
    ) -> None:
        self._client, self._method, self._path = client, method, path
        self._end, self._body = end, body
        self._context: Any = None

    def __enter__(self):
        import httpx2

        left = self._end - time.monotonic()
        if left <= 0:
            raise _Passing("no answer in time", down=True)
        connection = self._client._connection()
        try:
            self._context = connection.stream(
                self._method,
                self._client.url + self._path,
                content=self._body,
                headers={"Content-Type": "application/json"} if self._body else None,
                timeout=httpx2.Timeout(left, connect=min(left, _CONNECT_SECONDS)),
            )
            response = self._context.__enter__()
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise _named(error) from None
        try:
            self._look_at(response)
        except BaseException as error:
            self._context.__exit__(type(error), error, error.__traceback__)
            raise
        return response

    def __exit__(self, kind, error, trace) -> None:
        import httpx2

        try:
            self._context.__exit__(kind, error, trace)
        except httpx2.HTTPError as broken:
            raise _named(broken) from None
        if isinstance(error, httpx2.HTTPError | httpx2.StreamError):
            raise _named(error) from None

    def _look_at(self, response: Any) -> None:
        status = response.status_code
        if status == 200:
            if response.headers.get("content-encoding", "identity") != "identity":
                raise _Passing("a packed answer that was not asked for")
            return
        if status in _PASSING:
            after = _retry_after(response.headers)
            raise _Passing(f"status {status}", after, down=status in _DOWN)
        where = f"The chat server at {self._client.url} gave status {status}"
        if status in (401, 403):
            message = f"{where}: it refuses the key. Correct PUENTE_REMOTE_KEY."
        elif status == 404:
            message = (
                f"{where}: it has no such address or model. The address in PUENTE_REMOTE_URL ends "
                "in /v1 on most servers; PUENTE_REMOTE_MODEL must be one of its models."
            )
        elif status in (400, 413, 422):
            message = (
                f"{where}: it does not take this request. The text may be longer than its model's "
                "context; give it a longer one, or choose another model."
            )
        else:
            message = f"{where}. Check that PUENTE_REMOTE_URL leads to the server itself."
        raise EngineUnavailable(message, url=self._client.url, status=status)


def _named(error: Exception) -> _Passing:
    """A fault of the network by its kind: its own words may hold what was sent."""
    import httpx2

    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
        return _Passing("no connection", down=True)
    if isinstance(error, httpx2.TimeoutException):
        return _Passing("no answer in time", down=True)
    return _Passing("an answer that broke off")


def _bounded(response: Any, end: float) -> Iterator[bytes]:
    """The raw content, as long as it keeps within its time and size."""
    size = 0
    for chunk in response.iter_raw():
        size += len(chunk)
        if size > _MOST_BYTES:
            raise _Passing("an answer without end")
        if time.monotonic() > end:
            raise _Passing("no answer in time", down=True)
        yield chunk


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest: list[bytes] = []
    length = 0
    for chunk in chunks:
        *whole, last = chunk.split(b"\n")
        for line in whole:
            yield b"".join([*rest, line]).rstrip(b"\r")
            rest, length = [], 0
        rest.append(last)
        length += len(last)
        if length > _LONGEST_LINE:
            raise _Passing("a line without end")
    yield b"".join(rest)


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise _Passing("an answer that is no JSON") from None


def _choice(event: Any) -> dict[str, Any]:
    """The first choice of a completion or of a chunk of one."""
    try:
        choice = event["choices"][0]
    except (KeyError, IndexError, TypeError):
        choice = None
    if not isinstance(choice, dict):
        raise _Passing("an answer that is no completion")
    return choice


def _text(message: Any) -> str:
    content = message.get("content") if isinstance(message, dict) else None
    if content is not None and not isinstance(content, str):
        raise _Passing("an answer that is no completion")
    return content or ""


def _retry_after(headers: Any) -> float | None:
    """Seconds of the header ``Retry-After``: a number or a date (RFC 9110, 10.2.3)."""
    told = headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        return email.utils.parsedate_to_datetime(told).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return None


def _checked_address(url: str) -> str:
    if not url:
        raise SettingsError(
            "No chat server is set. Give its address in PUENTE_REMOTE_URL, such as "
            "http://127.0.0.1:8080/v1, or choose an engine that runs on this machine.",
            name="PUENTE_REMOTE_URL",
        )
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable()
        _ = parts.port
    except ValueError:
        good = False
    if not good or "@" in parts.netloc or parts.query or parts.fragment:
        raise SettingsError(
            "PUENTE_REMOTE_URL is no address of a chat server. It looks like "
            "http://127.0.0.1:8080/v1; a key belongs into PUENTE_REMOTE_KEY.",
            name="PUENTE_REMOTE_URL",
        )
    return url.rstrip("/")


def _checked_key(key: SecretStr) -> SecretStr:
    value = key.get_secret_value()
    if not all("!" <= character <= "~" for character in value):
        raise SettingsError(
            "PUENTE_REMOTE_KEY holds a character that no key can have: only visible ASCII, no "
            "space or line break. Copy the key again.",
            name="PUENTE_REMOTE_KEY",
        )
    return key
