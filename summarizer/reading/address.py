"""Fetching a web address without being led astray.

A server that fetches what its users name can be sent to addresses that only it reaches (server-side
request forgery, OWASP). So only http(s) is spoken, the name is resolved once and the connection
goes to that very address, which has to be on the public internet; each redirect is checked anew.
Size, time and type are limited: the time for the whole of a page, however slowly its bytes drip. No
cookies, credentials or proxies are used.
"""

from __future__ import annotations

import contextlib
import gzip
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from summarizer.errors import AddressFailed, AddressRefused
from summarizer.settings import Settings

_MOST_REDIRECTS = 6
_PORTS = frozenset({80, 443, 8000, 8080, 8443})
_TYPES = {
    "text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml",
    "application/pdf", "application/octet-stream",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
_AGENT = "Mozilla/5.0 (compatible; Puente; reads one page at its user's request)"
_PASTE = "Open it in a browser and paste its text here."
# Networks that Python's ipaddress calls global although packets to them can reach private hosts.
_TRANSLATING = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


@dataclass(frozen=True, slots=True)
class Fetched:
    """``content`` is the body, unpacked; ``url`` where it came from after all redirects."""

    content: bytes
    url: str
    type: str
    charset: str | None


def fetch(url: str, settings: Settings) -> Fetched:
    """The page or document at ``url``.

    Raises:
        AddressRefused: the address is not http(s), or not on the public internet.
        AddressFailed: no page came of it; ``details["reason"]`` says why in a word.
    """
    deadline = time.monotonic() + settings.fetch_seconds
    for _ in range(_MOST_REDIRECTS):
        parts = _checked(url)
        response, connection = _ask(parts, deadline)
        with contextlib.closing(connection):
            if response.status in (301, 302, 303, 307, 308):
                target = response.getheader("Location")
                if not target:
                    raise AddressFailed(
                        f"The site sends the reader on without saying where to. {_PASTE}",
                        reason="redirect", url=url,
                    )  # fmt: skip
                url = urljoin(parts.geturl(), target)
                continue
            body = _body(response, parts, deadline, settings.max_file_bytes)
        kind, charset = _type(response)
        _check_status(response, body, parts)
        if kind not in _TYPES:
            raise AddressFailed(
                f"The address holds {kind}, not a page with text. Give that of an article, or "
                "paste its text.",
                reason="type", type=kind, url=parts.geturl(),
            )  # fmt: skip
        return Fetched(body, parts.geturl(), kind, charset)
    raise AddressFailed(
        f"The site sends the reader from address to address without end. {_PASTE}",
        reason="redirect", url=url,
    )  # fmt: skip


def _checked(url: str) -> SplitResult:
    """``url`` in ASCII, with a scheme, host and port that are allowed."""
    url = url.strip()
    if len(url) > 4000 or re.search(r"[\x00-\x20\x7f]", url):
        raise AddressRefused(
            "This is not a web address. Give one like https://example.org/article."
        )
    if "://" not in url and re.match(r"[\w-]{1,63}(?:\.[\w-]{1,63})+(?:[/?#]|$)", url):
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(
            "This is not a web address. Give one like https://example.org/article."
        ) from error
    if parts.scheme.lower() not in ("http", "https"):
        raise AddressRefused(
            "Only addresses that begin with http:// or https:// are opened.", scheme=parts.scheme
        )
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("The address holds a user name or password. Give it without them.")
    if not parts.hostname:
        raise AddressRefused(
            "The address names no site. Give one like https://example.org/article."
        )
    if port is not None and port not in _PORTS:
        raise AddressRefused(f"Port {port} is not one that web pages are served on.", port=port)
    try:
        host = (
            parts.hostname.encode("idna").decode("ascii")
            if not _is_ip(parts.hostname)
            else parts.hostname
        )
    except UnicodeError as error:
        raise AddressRefused("The address names no valid site.", host=parts.hostname) from error
    netloc = f"[{host}]" if ":" in host else host
    if port is not None:
        netloc += f":{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]{}|")
    return SplitResult(parts.scheme.lower(), netloc, path, query, "")


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return False
    return True


def _is_public(address: str) -> bool:
    """Whether ``address`` is on the public internet, also behind the IPv6 forms of IPv4."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return ip.ipv4_mapped is not None and _is_public(str(inner))
        if any(ip in network for network in _TRANSLATING) or ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _resolve(host: str, port: int, deadline: float) -> tuple[socket.AddressFamily, str]:
    """The one address that will be connected to."""
    try:
        found = _looked_up(host, port, deadline)
    except TimeoutError:
        raise
    except (OSError, UnicodeError) as error:
        raise AddressFailed(
            f"There is no site {host}. Check the address.", reason="no_such_site", host=host
        ) from error
    addresses = [(family, str(sockaddr[0])) for family, _, _, _, sockaddr in found]
    if not addresses or not all(_is_public(address) for _, address in addresses):
        raise AddressRefused(
            f"{host} is not on the public internet, so it is not opened. Paste the text instead.",
            host=host,
        )
    return addresses[0]


def _looked_up(host: str, port: int, deadline: float) -> list:
    """The addresses of a name. The system's resolver takes no time limit, so that it is left
    behind in its thread where it needs too long."""
    told: list = []

    def look_up() -> None:
        try:
            told.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except Exception as error:
            told.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(_left(deadline))
    if not told:
        raise TimeoutError
    if isinstance(told[0], Exception):
        raise told[0]
    return told[0]


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was resolved and checked before, and that is cut at the
    deadline: a time limit of a socket begins anew with each byte, so that a server could drip its
    headers for hours."""

    def __init__(self, parts: SplitResult, deadline: float) -> None:
        secure = parts.scheme == "https"
        super().__init__(parts.hostname or "", parts.port or (443 if secure else 80))
        self._secure = secure
        self._deadline = deadline
        self._cut: threading.Timer | None = None

    def connect(self) -> None:
        family, address = _resolve(self.host, self.port, self._deadline)
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(_left(self._deadline, at_most=10))
            sock.connect((address, self.port))
            if self._secure:
                sock.settimeout(_left(self._deadline, at_most=10))
                context = ssl.create_default_context()
                sock = context.wrap_socket(sock, server_hostname=self.host)
            self._cut = threading.Timer(_left(self._deadline), _shut, (sock,))
        except BaseException:
            sock.close()
            raise
        self.sock = sock
        self._cut.daemon = True
        self._cut.start()

    def close(self) -> None:
        if self._cut is not None:
            self._cut.cancel()
        super().close()


def _shut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _left(deadline: float, at_most: float = 30.0) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(left, at_most)


def _ask(
    parts: SplitResult, deadline: float
) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
    connection = _Connection(parts, deadline)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    headers = {
        "User-Agent": _AGENT,
        "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.1",
        "Accept-Language": "en,es;q=0.9",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    try:
        connection.request("GET", target, headers=headers)
        connection.sock.settimeout(_left(deadline))
        return connection.getresponse(), connection
    except (AddressRefused, AddressFailed):
        connection.close()
        raise
    except TimeoutError as error:
        connection.close()
        raise _too_slow(parts) from error
    except ssl.SSLError as error:
        connection.close()
        if time.monotonic() >= deadline:
            raise _too_slow(parts) from error
        raise AddressFailed(
            f"{parts.hostname} has no valid certificate, so what it sends can't be trusted. {_PASTE}",
            reason="certificate", host=parts.hostname,
        ) from error  # fmt: skip
    except (OSError, http.client.HTTPException, ValueError) as error:
        connection.close()
        if time.monotonic() >= deadline:
            raise _too_slow(parts) from error
        raise AddressFailed(
            f"{parts.hostname} does not answer. Check the address, or try again later.",
            reason="no_answer", host=parts.hostname,
        ) from error  # fmt: skip


def _too_slow(parts: SplitResult) -> AddressFailed:
    return AddressFailed(
        f"{parts.hostname} takes too long to answer. Try again later, or paste the text.",
        reason="too_slow", host=parts.hostname,
    )  # fmt: skip


def _body(
    response: http.client.HTTPResponse, parts: SplitResult, deadline: float, limit: int
) -> bytes:
    encoding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    unpack: zlib._Decompress | None = None
    if encoding in ("gzip", "x-gzip"):
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    elif encoding == "deflate":
        unpack = zlib.decompressobj()
    elif encoding != "identity":
        raise AddressFailed(
            f"{parts.hostname} sends its pages packed in an unknown way. {_PASTE}",
            reason="encoding", host=parts.hostname,
        )  # fmt: skip
    body = bytearray()
    received = 0
    expected = response.length
    try:
        while True:
            sock = getattr(response.fp, "raw", None)
            sock = getattr(sock, "_sock", None)
            if sock is not None:
                sock.settimeout(_left(deadline))
            else:
                _left(deadline)
            chunk = response.read1(65_536)
            if not chunk:
                break
            received += len(chunk)
            if unpack is not None:
                chunk = unpack.decompress(chunk, limit + 1 - len(body))
            body += chunk
            if len(body) > limit:
                raise AddressFailed(
                    f"The page has more than {limit:,} bytes, too many to read. {_PASTE}",
                    reason="too_large", limit=limit,
                )  # fmt: skip
        _left(deadline)  # a body that was cut there may look whole
        if (expected and received < expected) or (unpack is not None and not unpack.eof):
            raise http.client.IncompleteRead(b"")
    except TimeoutError as error:
        raise _too_slow(parts) from error
    except (OSError, http.client.HTTPException, zlib.error, gzip.BadGzipFile, ValueError) as error:
        if time.monotonic() >= deadline:
            raise _too_slow(parts) from error
        raise AddressFailed(
            f"{parts.hostname} broke off before the page was whole. Try again.",
            reason="broken_off", host=parts.hostname,
        ) from error  # fmt: skip
    return bytes(body)


def _type(response: http.client.HTTPResponse) -> tuple[str, str | None]:
    header = response.getheader("Content-Type") or "text/html"
    kind = header.split(";")[0].strip().lower()
    charset = re.search(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{1,40})", header, re.I)
    return kind, charset[1] if charset else None


_ROBOT_CHECK = re.compile(
    rb"captcha|just a moment\.\.\.|are you a robot|unusual traffic|verify (?:that )?you are (?:a )?human|"
    rb"cf-challenge|_incapsula_|px-captcha|datadome|enable javascript and cookies to continue|"
    rb"no eres un robot|eres un robot|verifica que eres humano",
    re.I,
)


def _check_status(response: http.client.HTTPResponse, body: bytes, parts: SplitResult) -> None:
    status, host = response.status, parts.hostname
    if 200 <= status < 300 and status != 204:
        return
    robots = response.getheader("cf-mitigated") or _ROBOT_CHECK.search(body[:200_000])
    if robots or status in (403, 429):
        raise AddressFailed(
            f"{host} shows its pages to people's browsers only. {_PASTE}",
            reason="robot_check", status=status, host=host,
        )  # fmt: skip
    if status in (401, 402, 407):
        raise AddressFailed(
            f"{host} shows this page to its subscribers only. {_PASTE}",
            reason="paywall", status=status, host=host,
        )  # fmt: skip
    if status in (404, 410):
        raise AddressFailed(
            f"There is no page at this address on {host} (any more). Check it.",
            reason="no_such_page", status=status, host=host,
        )  # fmt: skip
    if status == 451:
        raise AddressFailed(
            f"{host} does not show this page here for legal reasons. {_PASTE}",
            reason="legal", status=status, host=host,
        )  # fmt: skip
    raise AddressFailed(
        f"{host} answers with an error ({status}). Try again later, or paste the text.",
        reason="error", status=status, host=host,
    )  # fmt: skip


_PAYWALL = re.compile(
    r"\"isAccessibleForFree\"\s{0,5}:\s{0,5}\"?false|subscribe to (?:continue|read|unlock)|"
    r"subscribers? only|only (?:for|available to) subscribers|already a subscriber|"
    r"(?:solo|sólo|exclusiv[oa]) para (?:los )?suscriptores|suscr[ií]bete para (?:seguir )?le(?:er|yendo)|"
    r"ya eres suscriptor",
    re.I,
)
_CONSENT = re.compile(
    r"before you continue|we value your privacy|accept (?:all )?cookies|consent|"
    r"valoramos (?:tu|su) privacidad|antes de continuar|aceptar (?:todas las )?cookies|consentimiento",
    re.I,
)


def say_why_no_article(page: Fetched, text: str) -> AddressFailed:
    """The error for a page that holds no article: a paywall, consent or robot check where it can
    be told, else a page that is no article."""
    host = urlsplit(page.url).hostname
    head = page.content[:400_000].decode("utf-8", "replace")
    if _ROBOT_CHECK.search(page.content[:200_000]) and len(text) < 3000:
        return AddressFailed(
            f"{host} asks whether a person is reading. {_PASTE}", reason="robot_check", host=host
        )
    if _PAYWALL.search(head):
        return AddressFailed(
            f"{host} shows this article to its subscribers only. {_PASTE}",
            reason="paywall", host=host,
        )  # fmt: skip
    if _CONSENT.search(text[:20_000]):
        return AddressFailed(
            f"{host} first asks for consent to its cookies. {_PASTE}", reason="consent", host=host
        )
    return AddressFailed(
        f"The page on {host} holds no article: its text may be made by a script in the browser. "
        f"{_PASTE}",
        reason="no_article", host=host,
    )  # fmt: skip
