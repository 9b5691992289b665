"""Fetching addresses: a hostile server on this machine stands in for the internet.

Only the check of the address is opened for that server, and only for its port's host; everything
else is what runs outside the tests.
"""

import contextlib
import gzip
import ipaddress
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from summarizer import reading
from summarizer.errors import AddressFailed, AddressRefused
from summarizer.reading import address
from summarizer.settings import Settings

PARAGRAPH = (
    "The ministry of public works opened the new bridge over the river on Tuesday, a year later "
    "than it had planned, and said that the toll would stay as it is until the end of the year. "
)
PAGE = f"<html><head><title>Bridge</title></head><body><h1>Bridge opens</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH[4:]}</p></body></html>".encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status=200, body=PAGE, **headers):
        self.send_response(status)
        headers = {"Content_Type": "text/html; charset=utf-8"} | headers
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = self.path.split("?")[0]
        self.server.asked.append(self.path)
        if path == "/page":
            self.answer()
        elif path == "/gzip":
            self.answer(body=gzip.compress(PAGE), Content_Encoding="gzip")
        elif path == "/deflate":
            self.answer(body=zlib.compress(PAGE), Content_Encoding="deflate")
        elif path == "/bomb":
            self.answer(body=gzip.compress(bytes(60_000_000)), Content_Encoding="gzip")
        elif path == "/broken-gzip":
            self.answer(body=b"not gzip at all", Content_Encoding="gzip")
        elif path == "/brotli":
            self.answer(Content_Encoding="br")
        elif path == "/to":
            self.answer(302, b"", Location=self.path.split("?", 1)[1])
        elif path == "/loop":
            self.answer(302, b"", Location="/loop")
        elif path == "/nowhere":
            self.answer(302, b"")
        elif path == "/image":
            self.answer(body=b"\x89PNG", Content_Type="image/png")
        elif path == "/large":
            self.answer(body=b"a" * 3_000_000)
        elif path == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"<p>a</p>")
                self.wfile.flush()
                time.sleep(0.1)
        elif path == "/drip-headers":
            with contextlib.suppress(OSError):
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                for number in range(600):
                    self.wfile.write(b"X-%d: a\r\n" % number)
                    self.wfile.flush()
                    time.sleep(0.1)
            self.close_connection = True
        elif path == "/drip-chunks":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            with contextlib.suppress(OSError):
                for byte in b"5000\r\n" + b"a" * 600:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(0.1)
            self.close_connection = True
        elif path == "/silent":
            time.sleep(8)
        elif path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b"<p>only so much</p>")
            self.close_connection = True
        elif path.startswith("/status/"):
            self.answer(int(path.rsplit("/", 1)[1]), b"<p>no</p>")
        elif path == "/cloudflare":
            self.answer(403, b"<title>Just a moment...</title>", cf_mitigated="challenge")
        elif path == "/paywall":
            self.answer(
                body=b'<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
                b"<body><h1>Bridge opens</h1><p>Subscribe to continue reading</p></body>"
            )
        elif path == "/consent":
            self.answer(body=b"<body><p>Before you continue, accept all cookies.</p></body>")
        elif path == "/script":
            self.answer(body=b"<body><div id=app></div><script>go()</script></body>")
        elif path == "/latin":
            body = "<body>" + f"<p>{PARAGRAPH} El niño cruzó.</p>" * 2
            self.answer(body=body.encode("latin-1"), Content_Type="text/html; charset=latin-1")
        elif path == "/nonsense":
            self.wfile.write(b"\x00\x01nonsense\r\n\r\n")
            self.close_connection = True


@pytest.fixture(scope="module")
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture
def base(server, monkeypatch):
    """The server's address, let through for this test alone."""
    port = server.server_address[1]
    public = address._is_public
    monkeypatch.setattr(address, "_is_public", lambda ip: ip == "127.0.0.1" or public(ip))
    monkeypatch.setattr(address, "_PORTS", address._PORTS | {port})
    server.asked.clear()
    return f"http://127.0.0.1:{port}"


QUICK = Settings(fetch_seconds=2.5, max_file_bytes=1_000_000)


@pytest.mark.parametrize("path", ["/page", "/gzip", "/deflate", "/page?a=ñ b"])
def test_a_page(base, path):
    article = reading.read_address(base + path.replace(" ", "%20"), settings=QUICK)
    assert PARAGRAPH.strip() in [block.text for block in article.body]
    assert article.url.startswith(base)


def test_redirects_are_followed(base):
    assert reading.read_address(f"{base}/to?/page", settings=QUICK).url == f"{base}/page"


def test_the_charset_of_the_server(base):
    assert "niño cruzó" in reading.read_address(f"{base}/latin", settings=QUICK).text


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/loop", "redirect"), ("/nowhere", "redirect"), ("/image", "type"), ("/bomb", "too_large"),
        ("/large", "too_large"), ("/broken-gzip", "broken_off"), ("/brotli", "encoding"),
        ("/drip", "too_slow"), ("/drip-headers", "too_slow"), ("/drip-chunks", "too_slow"),
        ("/silent", "too_slow"), ("/short", "broken_off"),
        ("/status/401", "paywall"), ("/status/402", "paywall"), ("/status/403", "robot_check"),
        ("/status/404", "no_such_page"), ("/status/410", "no_such_page"), ("/status/429", "robot_check"),
        ("/status/451", "legal"), ("/status/500", "error"), ("/status/503", "error"),
        ("/cloudflare", "robot_check"), ("/paywall", "paywall"), ("/consent", "consent"),
        ("/script", "no_article"), ("/nonsense", "no_answer"),
    ],
)  # fmt: skip
def test_no_page(base, path, reason):
    start = time.monotonic()
    with pytest.raises(AddressFailed) as caught:
        reading.read_address(base + path, settings=QUICK)
    assert caught.value.details["reason"] == reason
    assert time.monotonic() - start < 30  # no hang: what drips goes on for a minute


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a", "file:///etc/passwd", "gopher://example.org", "javascript:alert(1)",
        "data:text/html,a", "http://user:pass@example.org/", "http://", "https:///a", "not an address",
        "http://example.org:22/", "http://example.org:99999/", "http://exa mple.org/",
        "http://example.org/\r\nHost: a", "", "http://[::1", "http://" + "a" * 5000,
        "http://localhost/", "http://127.0.0.1/", "http://127.1/", "http://0/", "http://0.0.0.0/",
        "http://2130706433/", "http://0x7f000001/", "http://017700000001/", "http://10.0.0.1/",
        "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/", "http://198.18.0.1/", "http://224.0.0.1/", "http://255.255.255.255/",
        "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:10.0.0.1]/",
        "http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://[fc00::1]/", "http://[ff02::1]/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[::127.0.0.1]/",
        "http://[fec0::1]/",
    ],
)  # fmt: skip
def test_addresses_that_are_refused(url):
    with pytest.raises(AddressRefused):
        reading.read_address(url, settings=QUICK)


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/", "http://169.254.169.254/", "file:///etc/passwd", "http://[::1]/",
        "http://localhost:1/", "//192.168.0.1/", "ftp://example.org/",
    ],
)  # fmt: skip
def test_redirects_are_checked_too(base, server, target):
    with pytest.raises(AddressRefused):
        reading.read_address(f"{base}/to?{target}", settings=QUICK)
    assert len(server.asked) == 1


def test_a_name_is_resolved_once_and_that_address_is_asked(base, server, monkeypatch):
    """A name that changes its address between check and connection gains nothing."""
    port = server.server_address[1]
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    asked = []

    def getaddrinfo(host, port, **options):
        asked.append(host)
        return [(2, 1, 6, "", (ip, port)) for ip in answers[min(len(asked), len(answers)) - 1]]

    monkeypatch.setattr(address.socket, "getaddrinfo", getaddrinfo)
    article = reading.read_address(f"http://rebinding.example:{port}/page", settings=QUICK)
    assert asked == ["rebinding.example"]
    assert article.url == f"http://rebinding.example:{port}/page"


def test_one_private_address_of_a_name_refuses_it(monkeypatch):
    addresses = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(address.socket, "getaddrinfo", lambda *a, **k: addresses)
    with pytest.raises(AddressRefused):
        reading.read_address("http://two-faces.example/", settings=QUICK)


@pytest.mark.parametrize("ip", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses(ip):
    assert ipaddress.ip_address(ip).is_global and address._is_public(ip)


def test_a_site_that_is_not_there(monkeypatch):
    def getaddrinfo(*args, **options):
        raise address.socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(address.socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(AddressFailed) as caught:
        reading.read_address("no-such-site.example/article", settings=QUICK)
    assert caught.value.details["reason"] == "no_such_site"


def test_a_resolver_that_does_not_answer_is_left_behind(monkeypatch):
    answered = threading.Event()
    monkeypatch.setattr(address.socket, "getaddrinfo", lambda *a, **k: answered.wait(60))
    with pytest.raises(AddressFailed) as caught:
        reading.read_address("http://slow-names.example/", settings=Settings(fetch_seconds=0.3))
    assert caught.value.details["reason"] == "too_slow" and not answered.is_set()
    answered.set()
