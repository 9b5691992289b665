"""What every answer of the app goes through."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summarizer.store import new_owner_token

OWNER_COOKIE = "puente_owner"
_YEAR = 365 * 24 * 3600
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")

# The pages load only what the app itself serves; these headers hold that for what a page embeds
# and for what embeds a page. Streamlit's own scripts and styles make a content policy for scripts
# impossible there; the share pages have a strict one.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), microphone=()",
}


class Pages:
    """Gives each browser an owner's token, in a cookie that scripts can't read, when it first
    opens a page of the app; and safe headers to every answer that has none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        new_token = ""
        if _is_page(request) and not _TOKEN.fullmatch(request.cookies.get(OWNER_COOKIE, "")):
            new_token = new_owner_token()
            scope = _unconditional(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if new_token and headers.get("content-type", "").startswith("text/html"):
                    secure = "; Secure" if request.url.scheme == "https" else ""
                    headers.append(
                        "Set-Cookie",
                        f"{OWNER_COOKIE}={new_token}; Path=/; Max-Age={_YEAR}; HttpOnly; "
                        f"SameSite=Lax{secure}",
                    )
                    headers["Cache-Control"] = "no-store"  # the token is for one browser
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _unconditional(scope: Scope) -> Scope:
    """The request without its conditions. A browser may have kept the page and lost the cookie; an
    answer that the page is as it was would bring none."""
    conditions = (b"if-none-match", b"if-modified-since")
    headers = [(name, value) for name, value in scope["headers"] if name not in conditions]
    return {**scope, "headers": headers}


def _is_page(request: Request) -> bool:
    """Whether a browser opens a page of the app: share pages and the API set no cookies."""
    path = request.url.path
    return (
        request.method == "GET"
        and "text/html" in request.headers.get("accept", "")
        and not path.startswith(("/b/", "/api", "/assets/", "/_stcore/", "/static/", "/media/"))
    )
