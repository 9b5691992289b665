"""A web address all the way to a brief: from Python, over HTTP and from the page's code."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import summarizer
from summarizer import errors
from summarizer.brief import Length
from summarizer.reading import address
from summarizer.settings import load
from summarizer.web import api, compose

STORY = (
    "The city council of Oakville approved a budget of $12.5 million on Tuesday, after a debate "
    "that lasted until midnight. Mayor Ana Torres said the money would repair 40 bridges. "
)
PAGE = (
    f"<html><body><h1>Oakville mends its bridges</h1><p>{STORY}</p><p>{STORY[4:]}</p></body></html>"
)
PAYWALL = (
    '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
    "<body><h1>Bridges</h1><p>Subscribe to continue reading</p></body>"
)


class Site(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        body = (PAYWALL if self.path == "/paywall" else PAGE).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def site(monkeypatch):
    """A site on this machine, let through for one test."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    monkeypatch.setattr(address, "_is_public", lambda ip: ip == "127.0.0.1")
    monkeypatch.setattr(address, "_PORTS", address._PORTS | {port})
    yield f"http://127.0.0.1:{port}"
    server.shutdown()


def test_an_address_becomes_a_brief(site):
    brief = summarizer.summarise_address(f"{site}/page", length="short")
    assert brief.article.url == f"{site}/page"
    assert any("12.5 million" in m.text for q in brief.quantities for m in q.mentions)


@pytest.mark.parametrize("web", [api, compose])
def test_the_page_and_the_api_give_the_same_brief(site, web):
    *_, last = web._fetching(f"{site}/page", Length.SHORT, load())()
    expected = summarizer.summarise_address(f"{site}/page", length="short")
    assert last.brief.points == expected.points


@pytest.mark.parametrize("web", [api, compose])
def test_a_page_without_its_article_says_why(site, web):
    with pytest.raises(errors.AddressFailed) as caught:
        list(web._fetching(f"{site}/paywall", Length.SHORT, load())())
    assert "paste" in str(caught.value).lower()


def test_a_private_address_is_refused():
    with pytest.raises(errors.AddressRefused):
        summarizer.summarise_address("http://127.0.0.1/")
