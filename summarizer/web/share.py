"""``/b/<id>``: what people see who open a share link.

The pages are made on the server, need no script and no websocket, and change nothing: views are
counted apart from the answer. What a link leads to never changes, so that a page is made once and
then sent from memory; only whether the link still lives is asked anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gzip
import hashlib
import logging
import re
import secrets
import time
import unicodedata
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from urllib.parse import quote

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from summarizer import wording
from summarizer.brief import Brief, Language
from summarizer.errors import Gone, NotFound, PuenteError, StoreUnavailable
from summarizer.settings import Settings
from summarizer.store import Audience, Link, Store
from summarizer.store.tokens import is_id
from summarizer.web.failures import log_failure
from summarizer.web.limits import RateLimit, client_of
from summarizer.web.negotiation import accepts_gzip, is_program, preferred_language

log = logging.getLogger(__name__)

FRESH = 1.0
"""Seconds for which what is known of a link needs no question to the database; for as long again,
the question is asked without letting the reader wait. So a link that another process revoked may
be read for up to 2 s; what this process revokes is gone at once. However often a link is read, it
costs one query a second."""

STALE = 60.0
"""Seconds for which a link that was read before can be read while the database is away."""

VIEW_WINDOW = 1800.0
"""Seconds in which several requests of one reader for one link are one view; the usual half hour
of web analytics."""

_HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), microphone=()",
    "Cache-Control": "private, no-cache",
    "Vary": "Accept-Language, Accept-Encoding",
}
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FILE_POLICY = "default-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Format:
    """A format beside the page. ``module`` is below ``summarizer.rendering``."""

    name: str
    module: str
    media_type: str
    attached: bool = False


FORMATS = {
    "pdf": Format("PDF", "pdf", "application/pdf"),
    "docx": Format(
        "Word",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        attached=True,
    ),
    "md": Format("Markdown", "markdown", "text/markdown; charset=utf-8"),
    "txt": Format("Text", "text", "text/plain; charset=utf-8"),
    "html": Format("HTML", "html", "text/html; charset=utf-8", attached=True),
    "json": Format("JSON", "json", "application/json"),
}
_CARD = {"png": Format("PNG", "card", "image/png")}
_ENDINGS = {**FORMATS, **_CARD}


@dataclass(frozen=True)
class _Page:
    """An answer that is ready to be sent."""

    body: bytes
    zipped: bytes
    etag: str
    headers: Mapping[str, str]

    @property
    def size(self) -> int:
        return len(self.body) + len(self.zipped) + 1000


@dataclass
class _Known:
    """What is known of a link since ``when``: it, or why there is none."""

    when: float
    withdrawals: int
    link: Link | None
    error: PuenteError | None


@dataclass
class _Views:
    """Views that are not in the store yet."""

    counts: dict[str, int] = field(default_factory=dict)
    seen: OrderedDict[bytes, float] = field(default_factory=OrderedDict)


class Share:
    """The share routes of one process."""

    def __init__(
        self,
        store: Callable[[], Store],
        settings: Settings,
        *,
        signed_in: Callable[[Request], bool] = lambda request: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        Args:
            store: gives the store; it may raise ``StoreUnavailable``.
            signed_in: whether a request comes from a person who signed in.
            clock: seconds that never run backwards.
        """
        self._store, self._settings = store, settings
        self._signed_in, self._clock = signed_in, clock
        self._limit = RateLimit(settings.page_requests_per_minute, 60.0, clock=clock)
        self._links: OrderedDict[str, _Known] = OrderedDict()
        self._pages: OrderedDict[tuple, _Page] = OrderedDict()
        self._size = 0
        self._making: dict[object, asyncio.Task[Any]] = {}
        self._withdrawals = 0
        self._views = _Views()
        self._salt = secrets.token_bytes(16)

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/b/{name:path}", self._answer, methods=["GET"]),
            Route("/assets/{path:path}", asset, methods=["GET"]),
        ]

    @contextlib.asynccontextmanager
    async def running(self, every: float = 1.0) -> AsyncIterator[None]:
        """Bring the views to the store ``every`` so many seconds, and at the end."""

        ending = asyncio.Event()

        async def keep_counting() -> None:
            while not ending.is_set():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(ending.wait(), every)
                await self._count()

        task = asyncio.create_task(keep_counting())
        try:
            yield
        finally:
            ending.set()  # cancelling could leave views behind that are on their way
            await task
            await self._count()

    # --- one request -----------------------------------------------------------------------------

    async def _answer(self, request: Request) -> Response:
        wait = self._limit.wait(client_of(request.client.host if request.client else None))
        if wait:
            return self._notice(request, 429, "too_many", retry_after=wait)
        id, _, ending = request.path_params["name"].partition(".")
        try:
            if ending and ending not in _ENDINGS:
                raise NotFound("A brief has no such format.")
            link = await self._link(id)
            if link.audience is Audience.SIGNED_IN and not self._signed_in(request):
                return self._notice(request, 403, "sign_in")
            page = await self._page(request, link, ending)
        except NotFound:
            return self._notice(request, 404, "not_found")
        except Gone as error:
            return self._notice(request, 410, error.details.get("reason", "deleted"))
        except StoreUnavailable:
            return self._notice(request, 503, "unavailable", retry_after=5)
        except Exception as error:
            log_failure(log, "A shared brief could not be shown.", error)
            return self._notice(request, 500, "failed")
        if not ending:
            self._see(request, link)
        return _send(request, page)

    async def _link(self, id: str) -> Link:
        if not is_id(id):
            raise NotFound("There is no such link. Check that it was copied whole.")
        withdrawals = self._store().withdrawals
        if withdrawals != self._withdrawals:  # deleted means deleted, from memory too
            self._withdrawals = withdrawals
            self._links.clear()
            self._pages.clear()
            self._size = 0
        known = self._links.get(id)
        age = self._clock() - known.when if known else float("inf")
        if known is None or known.withdrawals != withdrawals:
            known = await self._ask(id)
        elif age >= 2 * FRESH:
            try:
                known = await self._ask(id)
            except StoreUnavailable:
                if known.link is None or age > STALE:
                    raise
        elif age >= FRESH:
            self._begin(("link", id), lambda: self._learn(id))
        if known.error is not None:
            raise known.error
        assert known.link is not None
        if not known.link.is_live(self._store().now()):
            raise Gone("This link has expired.", reason="expired")
        return known.link

    async def _ask(self, id: str) -> _Known:
        return await asyncio.shield(self._begin(("link", id), lambda: self._learn(id)))

    async def _learn(self, id: str) -> _Known:
        known = await _in_thread(self._look_up, id)
        self._links[id] = known
        self._links.move_to_end(id)
        if len(self._links) > 10_000:
            self._links.popitem(last=False)
        return known

    def _look_up(self, id: str) -> _Known:
        store, when = self._store(), self._clock()
        withdrawals = store.withdrawals  # before the look-up: what ends meanwhile is asked again
        try:
            return _Known(when, withdrawals, store.link(id), None)
        except (NotFound, Gone) as error:
            return _Known(when, withdrawals, None, error)

    async def _page(self, request: Request, link: Link, ending: str) -> _Page:
        address = self._settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")
        language = _language(request, wording.LANGUAGES)
        if request.query_params.get("lang") is None and ending:
            language = ""  # a file has the order of the brief, unless a reader chose
        # the host is part of the key: what one client calls this server must not reach another
        key = (link.id, ending, language, address if not ending else "")
        page = self._pages.get(key)
        if page is None:
            make = functools.partial(self._make, link, ending, language, address)
            task = self._begin(key, lambda: _in_thread(make, long=True))
            page = await asyncio.shield(task)
            self._keep(key, page)
        else:
            self._pages.move_to_end(key)
        return page

    def _make(self, link: Link, ending: str, language: Language, address: str) -> _Page:
        brief = self._store().read(link.id).brief
        if ending:
            return _file_page(brief, _ENDINGS[ending], ending, language)
        return _html_page(brief, link, language, address)

    def _keep(self, key: tuple, page: _Page) -> None:
        if key in self._pages or page.size > self._settings.page_cache_bytes:
            return
        self._pages[key] = page
        self._size += page.size
        while self._size > self._settings.page_cache_bytes:
            _, old = self._pages.popitem(last=False)
            self._size -= old.size

    def _begin(self, key: object, make: Callable[[], Awaitable[Any]]) -> asyncio.Task[Any]:
        """The task that does ``make``; one that is at the same already, where there is one."""
        task = self._making.get(key)
        if task is None:
            task = asyncio.ensure_future(make())
            self._making[key] = task

            def done(task: asyncio.Task[Any]) -> None:
                del self._making[key]
                if not task.cancelled():
                    task.exception()  # nobody may be there to ask any more

            task.add_done_callback(done)
        return task

    def _notice(
        self, request: Request, status: int, name: str, *, retry_after: float | None = None
    ) -> Response:
        """A page that says in the reader's language why there is no brief."""
        from summarizer.rendering import html

        language = _language(request, wording.LANGUAGES)
        body = html.message(
            wording.text(f"notice.{name}.title", language),
            wording.text(f"notice.{name}.text", language),
            language,
            assets=assets_address(),
        )
        headers = {
            **_HEADERS,
            "Cache-Control": "no-store",
            "Content-Security-Policy": _PAGE_POLICY,
            "Content-Language": language,
        }
        if retry_after is not None:
            headers["Retry-After"] = str(max(1, round(retry_after)))
        return Response(body, status, headers, media_type="text/html")

    # --- views -----------------------------------------------------------------------------------

    def _see(self, request: Request, link: Link) -> None:
        """Count a view, unless a program asks, or a browser in advance, or the same reader."""
        asked = request.headers
        agent = asked.get("user-agent", "")
        if (
            request.method != "GET"
            or is_program(agent)
            or "prefetch" in (asked.get("sec-purpose") or asked.get("purpose") or "")
            or asked.get("sec-fetch-dest", "document") != "document"
        ):
            return
        client = request.client.host if request.client else ""
        told = f"{link.id}\0{client}\0{agent}".encode("utf-8", "replace")
        reader = hashlib.blake2b(told, key=self._salt, digest_size=16).digest()
        now = self._clock()
        seen = self._views.seen
        if now - seen.pop(reader, float("-inf")) >= VIEW_WINDOW:
            self._views.counts[link.id] = self._views.counts.get(link.id, 0) + 1
        seen[reader] = now
        if len(seen) > 50_000:
            seen.popitem(last=False)

    async def _count(self) -> None:
        counts, self._views.counts = self._views.counts, {}
        if not counts:
            return
        try:
            await _in_thread(lambda: self._store().count_views(counts))
        except PuenteError:  # the next time, then
            for id, number in counts.items():
                self._views.counts[id] = self._views.counts.get(id, 0) + number
        except Exception as error:
            log_failure(log, "Views could not be counted.", error)


# --- answers -------------------------------------------------------------------------------------


def _html_page(brief: Brief, link: Link, language: Language, address: str) -> _Page:
    from summarizer.rendering import html

    body = html.page(
        brief,
        language,
        address=f"{address}/b/{link.id}",
        formats={
            format.name: f"/b/{link.id}.{ending}?lang={language}"
            for ending, format in FORMATS.items()
        },
        expires=link.expires,
        image=f"{address}/b/{link.id}.png?lang={language}",
        assets=assets_address(),
    )
    return _ready(
        body.encode(),
        {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Language": language,
            "Content-Security-Policy": _PAGE_POLICY,
        },
    )


def _file_page(brief: Brief, format: Format, ending: str, language: Language) -> _Page:
    languages = None
    if language:
        languages = (language, *(other for other in brief.languages if other != language))
    made = import_module(f"summarizer.rendering.{format.module}").render(brief, languages)
    body = made if isinstance(made, bytes) else made.encode()
    disposition = "attachment" if format.attached else "inline"
    headers = {
        "Content-Type": format.media_type,
        "Content-Disposition": f"{disposition}; {_filename(brief, language, ending)}",
    }
    if ending != "pdf":  # a policy would keep Chrome's own viewer from showing it
        headers["Content-Security-Policy"] = _FILE_POLICY
    return _ready(body, headers)


def _filename(brief: Brief, language: Language, ending: str) -> str:
    """The parameters of Content-Disposition (RFC 6266) for a file named after the title."""
    sides = brief.title.sides
    title = sides.get(language or brief.source_language) or next(iter(sides.values()))
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", title.text)[:400])
    name = "-".join(words).lower()[:80].strip("-") or "brief"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().strip("-")
    return f"filename=\"{plain or 'brief'}.{ending}\"; filename*=UTF-8''{quote(name)}.{ending}"


def _ready(body: bytes, headers: Mapping[str, str]) -> _Page:
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:22]}"'
    return _Page(body, gzip.compress(body, 6, mtime=0), etag, {**_HEADERS, **headers, "ETag": etag})


def _send(request: Request, page: _Page) -> Response:
    if _same(request.headers.get("if-none-match", ""), page.etag):
        kept = ("Content-Type", "Content-Disposition", "Content-Language")
        return Response(
            status_code=304, headers={k: v for k, v in page.headers.items() if k not in kept}
        )
    if accepts_gzip(request.headers.get("accept-encoding", "")):
        return Response(page.zipped, headers={**page.headers, "Content-Encoding": "gzip"})
    return Response(page.body, headers=dict(page.headers))


def _same(if_none_match: str, etag: str) -> bool:
    """Weak comparison of entity tags (RFC 9110 13.1.2)."""
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match[:2000].split(","))
    return if_none_match.strip() == "*" or etag.removeprefix("W/") in tags


def _language(request: Request, offered: Sequence[Language]) -> Language:
    chosen = request.query_params.get("lang", "")
    if chosen in offered:
        return chosen
    return preferred_language(request.headers.get("accept-language", ""), offered)


async def _in_thread(work: Callable[..., Any], *arguments: object, long: bool = False) -> Any:
    """Do ``work`` beside the event loop, in few threads of our own: more would only wait for the
    interpreter's lock and keep the loop from it, and the loop's other threads serve the pages of
    Streamlit. What takes ``long`` does not keep questions to the database waiting."""
    return await anyio.to_thread.run_sync(
        functools.partial(work, *arguments), limiter=_limiters()["long" if long else "short"]
    )


def _limiters() -> dict[str, anyio.CapacityLimiter]:
    loop = asyncio.get_running_loop()
    found = getattr(loop, "_puente_limiters", None)
    if found is None:
        found = {"short": anyio.CapacityLimiter(4), "long": anyio.CapacityLimiter(2)}
        loop._puente_limiters = found  # type: ignore[attr-defined]
    return found


# --- what the pages load -------------------------------------------------------------------------


@functools.cache
def _assets() -> tuple[str, dict[str, _Page]]:
    from summarizer.rendering import html

    pages: dict[str, _Page] = {}
    digest = hashlib.sha256()
    for path, found in sorted(html.assets().items()):
        digest.update(path.encode() + b"\0" + hashlib.sha256(found.content).digest())
        compressible = found.media_type.startswith(("text/", "image/svg"))
        zipped = gzip.compress(found.content, 9, mtime=0) if compressible else b""
        etag = f'"{hashlib.sha256(found.content).hexdigest()[:22]}"'
        headers = {
            "Content-Type": found.media_type,
            "Cache-Control": "public, max-age=31536000, immutable",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Vary": "Accept-Encoding",
            "ETag": etag,
        }
        pages[path] = _Page(found.content, zipped, etag, headers)
    return digest.hexdigest()[:16], pages


def assets_address() -> str:
    """Where the style sheet and the fonts are: the address changes with their content, so that
    browsers may keep them for ever."""
    return f"/assets/{_assets()[0]}"


async def asset(request: Request) -> Response:
    current, pages = _assets()
    digest, _, path = request.path_params["path"].partition("/")
    page = pages.get(path)
    if digest != current or page is None:  # an address without the digest, or with an old one
        page = page or pages.get(request.path_params["path"])
        if page is None:
            return Response("Not found", 404, media_type="text/plain")
    headers = dict(page.headers)
    if digest != current:
        headers["Cache-Control"] = "public, max-age=3600"
    if _same(request.headers.get("if-none-match", ""), page.etag):
        return Response(status_code=304, headers=headers)
    if page.zipped and accepts_gzip(request.headers.get("accept-encoding", "")):
        return Response(page.zipped, headers={**headers, "Content-Encoding": "gzip"})
    return Response(page.body, headers=headers)
