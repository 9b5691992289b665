"""The share pages: what readers, preview bots and people with a wrong link get."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import re
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import lxml.html
import pytest
from sqlalchemy.engine import make_url
from starlette.applications import Starlette
from starlette.testclient import TestClient

from summarizer.brief import Brief
from summarizer.errors import StoreUnavailable
from summarizer.rendering import markdown, text
from summarizer.settings import Settings
from summarizer.store import Audience, Expiry, Owner, Store
from summarizer.store.tokens import new_id
from summarizer.web import share as share_module
from summarizer.web.negotiation import accepts_gzip, is_program, preferred_language
from summarizer.web.share import Share
from tests import briefs

BRIEF = briefs.sample()
OWNER = Owner.of_token("of the tests")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


class World:
    """A store, the share routes on it, and a client that is a browser."""

    def __init__(self, path, **settings: object) -> None:
        self.now = dt.datetime(2026, 3, 6, 18, 30, tzinfo=dt.UTC)
        self.seconds = 1000.0
        self.path = path / "puente.sqlite3"
        self.store = Store(make_url(f"sqlite:///{self.path}"), clock=lambda: self.now)
        self.available = True
        self.share = Share(
            self.get_store,
            Settings(**{"page_requests_per_minute": 100_000, **settings}),
            signed_in=lambda request: request.cookies.get("person") == "ana",
            clock=lambda: self.seconds,
        )
        self.client = TestClient(
            Starlette(routes=self.share.routes()),
            headers={"User-Agent": FIREFOX, "Accept-Language": "en"},
            follow_redirects=False,
        )

    def get_store(self) -> Store:
        if not self.available:
            raise StoreUnavailable("The database does not answer.")
        return self.store

    def link(self, brief: Brief = BRIEF, **more: object) -> str:
        return self.store.share(self.store.save(brief, OWNER).id, OWNER, **more).id

    def count(self) -> None:
        self.client.portal.call(self.share._count)

    def views(self, id: str) -> int:
        self.count()
        return self.store.link(id).views


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    with made.client:
        yield made
    made.store.close()


def tree_of(response) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(response.text)


# --- the page ------------------------------------------------------------------------------------


def test_a_link_shows_the_brief(world):
    id = world.link()
    response = world.client.get(f"/b/{id}")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = tree_of(response)
    told = " ".join(page.text_content().split())
    for sentence in BRIEF.bilingual_sentences():
        for side in sentence.sides.values():
            assert side.text in told
    assert BRIEF.title.sides["en"].text in page.findtext(".//title")
    meta = {m.get("property") or m.get("name"): m.get("content") for m in page.iter("meta")}
    assert meta["og:title"] == meta["twitter:title"] == BRIEF.title.sides["en"].text
    assert meta["og:url"] == f"http://testserver/b/{id}"
    assert meta["og:image"] == f"http://testserver/b/{id}.png?lang=en"
    picture = world.client.get(meta["og:image"])
    assert picture.headers["content-type"] == "image/png" and picture.content[:4] == b"\x89PNG"
    assert meta["og:description"] and meta["twitter:card"]
    assert "noindex" in meta["robots"]


def test_it_needs_no_script_and_allows_none(world):
    response = world.client.get(f"/b/{world.link()}")
    page = tree_of(response)
    assert page.findall(".//script") == [] and page.findall(".//style") == []
    for element in page.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on") and name != "style", (element.tag, name)
            assert not value.strip().lower().startswith("javascript:")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy
    assert "unsafe" not in policy and "frame-ancestors 'none'" in policy


def test_headers_keep_it_private(world):
    headers = world.client.get(f"/b/{world.link()}").headers
    assert "noindex" in headers["x-robots-tag"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"].startswith("private")
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    ("query", "accept", "language"),
    [
        ("", "es-MX,es;q=0.9,en;q=0.8", "es"),
        ("", "en-US,en;q=0.5", "en"),
        ("", "fr", "en"),
        ("", "", "en"),
        ("?lang=es", "en", "es"),
        ("?lang=en", "es", "en"),
        ("?lang=xx", "es", "es"),
        ("?lang=../../etc", "en", "en"),
    ],
)
def test_the_reader_chooses_the_language(world, query, accept, language):
    response = world.client.get(f"/b/{world.link()}{query}", headers={"Accept-Language": accept})
    assert response.headers["content-language"] == language
    assert "Accept-Language" in response.headers["vary"]
    page = tree_of(response)
    assert page.get("lang") == language
    assert BRIEF.title.sides[language].text in page.findtext(".//title")


def test_it_links_to_the_other_language_and_the_other_formats(world):
    id = world.link()
    page = tree_of(world.client.get(f"/b/{id}"))
    page.make_links_absolute(f"http://testserver/b/{id}")
    targets = {link for _, _, link, _ in page.iterlinks() if "testserver" in link}
    for ending in share_module.FORMATS:
        target = f"http://testserver/b/{id}.{ending}?lang=en"
        assert target in targets
        assert world.client.get(target).status_code == 200
    assert f"http://testserver/b/{id}?lang=es" in targets


def test_everything_that_the_page_loads_is_there(world):
    page = tree_of(world.client.get(f"/b/{world.link()}"))
    loaded = [e.get("href") for e in page.iter("link") if e.get("rel") in ("stylesheet", "icon")]
    assert loaded
    for path in loaded:
        response = world.client.get(path)
        assert response.status_code == 200 and "immutable" in response.headers["cache-control"]
    css = world.client.get(next(path for path in loaded if ".css" in path))
    folder = next(path for path in loaded if ".css" in path).rpartition("/")[0]
    fonts = set(re.findall(r"url\(([^)]+\.woff2)\)", css.text))
    assert fonts
    for font in fonts:
        response = world.client.get(f"{folder}/{font}")
        assert response.status_code == 200 and response.content[:4] == b"wOF2"
        assert "immutable" in response.headers["cache-control"]
        fixed = world.client.get(f"/assets/{font}")
        assert (
            fixed.content == response.content and "immutable" not in fixed.headers["cache-control"]
        )


@pytest.mark.parametrize("path", ["x", "x/y", "../app.py", "%2e%2e/app.py", "0" * 16, ""])
def test_nothing_else_is_an_asset(world, path):
    assert world.client.get(f"/assets/{path}").status_code == 404


def test_hostile_text_stays_text(world):
    for hostile in briefs.HOSTILE_TEXTS:
        page = tree_of(world.client.get(f"/b/{world.link(briefs.titled(hostile))}"))
        assert page.findall(".//script") == [] and page.findall(".//img") == []
        for element in page.iter():
            assert not any(name.startswith("on") for name in element.attrib)
            assert "javascript" not in (element.get("href") or "")
        assert "\u202e" not in page.text_content()


def test_the_title_can_not_forge_a_header(world):
    id = world.link(briefs.titled('x"\r\nSet-Cookie: a=b\r\n\r\n<html>;filename=evil.exe'))
    for ending in ("pdf", "docx", "md"):
        headers = world.client.get(f"/b/{id}.{ending}").headers
        assert "set-cookie" not in headers
        name = re.fullmatch(
            r'(?:inline|attachment); filename="([\w-]+\.\w+)"; filename\*=UTF-8\'\'[\w%-]+\.\w+',
            headers["content-disposition"],
        )
        assert name and name[1].endswith(f".{ending}")


def test_the_same_page_from_memory_for_another_host(world):
    id = world.link()
    world.client.get(f"/b/{id}", headers={"Host": "evil.example"})
    assert "evil.example" not in world.client.get(f"/b/{id}").text


def test_the_public_address_is_the_one_of_the_settings(tmp_path):
    world = World(tmp_path, public_url="https://puente.example.org/")
    id = world.link()
    page = world.client.get(f"/b/{id}", headers={"Host": "evil.example"}).text
    assert f'content="https://puente.example.org/b/{id}"' in page
    assert "evil.example" not in page


# --- other formats -------------------------------------------------------------------------------


def test_formats_beside_the_page(world):
    id = world.link()
    json = world.client.get(f"/b/{id}.json")
    assert Brief.model_validate_json(json.content) == BRIEF
    assert json.headers["content-type"] == "application/json"
    assert world.client.get(f"/b/{id}.md").text == markdown.render(BRIEF)
    assert world.client.get(f"/b/{id}.md?lang=es").text == markdown.render(BRIEF, ("es", "en"))
    assert world.client.get(f"/b/{id}.txt").text == text.render(BRIEF)
    pdf = world.client.get(f"/b/{id}.pdf")
    assert pdf.content.startswith(b"%PDF-") and pdf.headers["content-type"] == "application/pdf"
    docx = world.client.get(f"/b/{id}.docx")
    assert docx.content.startswith(b"PK")
    assert docx.headers["content-disposition"].startswith("attachment")
    assert 'filename="port-of-puerto-azul' in docx.headers["content-disposition"]
    html = world.client.get(f"/b/{id}.html")
    assert html.headers["content-disposition"].startswith("attachment")
    for response in (json, pdf, docx, html):
        assert "noindex" in response.headers["x-robots-tag"]
        assert response.headers["x-content-type-options"] == "nosniff"


def test_a_page_that_did_not_change_is_not_sent_again(world):
    id = world.link()
    first = world.client.get(f"/b/{id}")
    again = world.client.get(f"/b/{id}", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    other = world.client.get(f"/b/{id}?lang=es", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_it_is_sent_compressed_to_those_who_take_it(world):
    id = world.link()
    zipped = world.client.get(f"/b/{id}", headers={"Accept-Encoding": "gzip, br"})
    plain = world.client.get(f"/b/{id}", headers={"Accept-Encoding": "identity"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert zipped.text == plain.text
    assert int(zipped.headers["content-length"]) < int(plain.headers["content-length"]) / 3


# --- no brief ------------------------------------------------------------------------------------


def told(response, language: str = "en") -> str:
    page = tree_of(response)
    assert page.get("lang") == response.headers["content-language"] == language
    assert "noindex" in response.headers["x-robots-tag"]
    assert response.headers["cache-control"] == "no-store"
    assert page.findall(".//script") == []
    return " ".join(page.find(".//main").text_content().split())


@pytest.mark.parametrize(
    "name",
    ["", "x", "a" * 22, "a" * 3000, "..%2f..%2fetc%2fpasswd", "%00", "%2e%2e%2fapp.py", "<script>",
     "{id}x", "{id}/", "{id}.exe", "{id}.json.md", "{cut}", "{swapped}"],
)  # fmt: skip
def test_forged_links_are_404(world, name):
    id = world.link()
    path = name.format(id=id, cut=id[:-1], swapped=id.swapcase())
    response = world.client.get(f"/b/{path}")
    assert response.status_code == 404
    assert "no such brief" in told(response)
    spanish = world.client.get(f"/b/{path}", headers={"Accept-Language": "es"})
    assert "no existe" in told(spanish, "es")


def test_ended_links_are_410_at_once(world):
    revoked, deleted, expired = world.link(), world.link(), world.link(expiry=Expiry.DAY)
    for id in (revoked, deleted, expired):
        assert world.client.get(f"/b/{id}").status_code == 200
    world.store.revoke(revoked, OWNER)
    world.store.delete(world.store.link(deleted).brief_id, OWNER)
    world.now += dt.timedelta(days=1)
    for id, english, spanish in (
        (revoked, "was revoked", "se revocó"),
        (deleted, "was deleted", "se eliminó"),
        (expired, "has expired", "ha caducado"),
    ):
        for ending in ("", ".json", ".md", ".pdf"):
            response = world.client.get(f"/b/{id}{ending}")
            assert response.status_code == 410
            assert english in told(response)
            assert BRIEF.points[0].sentences[0].sides["en"].text not in response.text
        assert spanish in told(world.client.get(f"/b/{id}?lang=es"), "es")


def test_what_is_deleted_leaves_the_memory_too(world):
    id, other = world.link(briefs.titled("Confidential")), world.link()
    for ending in ("", ".md"):
        world.client.get(f"/b/{id}{ending}")
    assert world.share._pages
    world.store.delete(world.store.link(id).brief_id, OWNER)
    assert world.client.get(f"/b/{other}").status_code == 200
    assert all(b"Confidential" not in page.body for page in world.share._pages.values())
    assert world.share._size == sum(page.size for page in world.share._pages.values())


def test_what_another_process_revokes_is_gone_within_seconds(world):
    id = world.link()
    assert world.client.get(f"/b/{id}").status_code == 200
    other = Store(make_url(f"sqlite:///{world.path}"), clock=lambda: world.now)
    other.revoke(id, OWNER)
    other.close()
    world.seconds += 2 * share_module.FRESH
    assert world.client.get(f"/b/{id}").status_code == 410


def test_a_busy_link_is_looked_up_without_letting_readers_wait(world):
    id = world.link()
    assert world.client.get(f"/b/{id}").status_code == 200
    other = Store(make_url(f"sqlite:///{world.path}"), clock=lambda: world.now)
    other.revoke(id, OWNER)
    other.close()
    world.seconds += share_module.FRESH
    assert world.client.get(f"/b/{id}").status_code == 200  # and asks the database meanwhile
    for _ in range(500):
        if world.client.get(f"/b/{id}").status_code == 410:
            return
        time.sleep(0.01)
    raise AssertionError("it was never looked up")


def test_while_the_database_is_away(world):
    read, unread = world.link(), world.link()
    assert world.client.get(f"/b/{read}").status_code == 200
    world.available = False
    response = world.client.get(f"/b/{unread}")
    assert response.status_code == 503 and response.headers["retry-after"] == "5"
    assert "does not answer" in told(response)
    world.available = True
    assert world.client.get(f"/b/{unread}").status_code == 200


def test_a_page_in_memory_outlives_a_restart_of_the_database(world, monkeypatch):
    id = world.link()
    assert world.client.get(f"/b/{id}").status_code == 200

    def down(*_: object) -> None:
        raise StoreUnavailable("The database does not answer.")

    monkeypatch.setattr(world.store, "_read", down)
    world.seconds += 30
    assert world.client.get(f"/b/{id}").status_code == 200
    world.seconds += share_module.STALE
    assert world.client.get(f"/b/{id}").status_code == 503


def test_links_for_people_who_signed_in(world):
    id = world.link(audience=Audience.SIGNED_IN)
    for ending in ("", ".json", ".pdf"):
        response = world.client.get(f"/b/{id}{ending}")
        assert response.status_code == 403
        assert "signed in" in told(response)
        cookie = {"Cookie": "person=ana"}
        assert world.client.get(f"/b/{id}{ending}", headers=cookie).status_code == 200
        assert world.client.get(f"/b/{id}{ending}").status_code == 403


def test_too_many_requests_are_429(tmp_path):
    world = World(tmp_path, page_requests_per_minute=5)
    id = world.link()
    assert [world.client.get(f"/b/{id}").status_code for _ in range(7)] == [200] * 5 + [429] * 2
    response = world.client.get(f"/b/{id}", headers={"Accept-Language": "es"})
    assert response.status_code == 429 and 1 <= int(response.headers["retry-after"]) <= 13
    assert "Demasiadas" in told(response, "es")
    world.seconds += 12
    assert world.client.get(f"/b/{id}").status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_reading(world, method):
    assert world.client.request(method, f"/b/{world.link()}").status_code == 405


def test_a_failure_is_a_page_and_its_log_quotes_nothing(world, monkeypatch, caplog):
    def fail(*_: object) -> None:
        raise ValueError("Confidential text of a brief")

    monkeypatch.setattr(share_module, "_html_page", fail)
    response = world.client.get(f"/b/{world.link()}")
    assert response.status_code == 500 and "should not" in told(response)
    assert "ValueError" in caplog.text and "test_share.py" in caplog.text
    assert "Confidential" not in caplog.text


# --- views ---------------------------------------------------------------------------------------

BOTS = (
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Slackbot 1.0 (+https://api.slack.com/robots)",
    "Twitterbot/1.0",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "facebookexternalhit/1.1 Facebot Twitterbot/1.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) "
    "Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
    "meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)",
    "WhatsApp/2.23.20.0",
    "TelegramBot (like TwitterBot)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; "
    "+http://www.bing.com/bingbot.htm) Chrome/116.0 Safari/537.36",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mastodon/4.2.0 (http.rb/5.1.1; +https://mastodon.social/) Bot",
    "Bluesky Cardyb/1.1; +mailto:support@bsky.app",
    "Pinterest/0.2 (+https://www.pinterest.com/bot.html)",
    "curl/8.5.0",
    "python-httpx/0.28.1",
    "Wget/1.21.4",
    "",
)
PEOPLE = (
    FIREFOX,
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
    "Mozilla/5.0 (Linux; Android 13; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.40.106;FBDV/iPhone14,5]",
    "Opera/9.80 (Android; Opera Mini/36.2/119.132; U; es) Presto/2.12.423 Version/12.16",
)


def test_bots_are_told_from_people():
    assert [agent for agent in BOTS if not is_program(agent)] == []
    assert [agent for agent in PEOPLE if is_program(agent)] == []


def test_bots_read_and_never_count(world):
    id = world.link()
    for agent in BOTS:
        assert world.client.get(f"/b/{id}", headers={"User-Agent": agent}).status_code == 200
    world.client.head(f"/b/{id}")
    world.client.get(f"/b/{id}", headers={"Sec-Purpose": "prefetch;prerender"})
    world.client.get(f"/b/{id}", headers={"Purpose": "prefetch"})
    world.client.get(f"/b/{id}", headers={"Sec-Fetch-Dest": "iframe"})
    for ending in (".json", ".md"):
        world.client.get(f"/b/{id}{ending}")
    assert world.views(id) == 0


def test_people_count_once_in_a_while(world):
    id = world.link()
    for agent in PEOPLE:
        world.client.get(f"/b/{id}", headers={"User-Agent": agent})
    assert world.views(id) == len(PEOPLE)
    for _ in range(3):  # a reload and another language are the same visit
        world.client.get(f"/b/{id}?lang=es")
    world.seconds += share_module.VIEW_WINDOW - 1
    world.client.get(f"/b/{id}")
    assert world.views(id) == len(PEOPLE)
    world.seconds += share_module.VIEW_WINDOW
    world.client.get(f"/b/{id}")
    assert world.views(id) == len(PEOPLE) + 1


def test_head_is_get_without_a_body(world):
    id = world.link()
    head, get = world.client.head(f"/b/{id}"), world.client.get(f"/b/{id}")
    assert head.content == b"" and head.status_code == 200
    assert head.headers["etag"] == get.headers["etag"]


def test_reading_writes_nothing(world):
    id = world.link()
    with sqlite3.connect(world.path) as reader:
        before = reader.execute("PRAGMA data_version").fetchone()
        for _ in range(3):
            world.client.get(f"/b/{id}")
            world.client.get(f"/b/{id}.pdf")
        assert reader.execute("PRAGMA data_version").fetchone() == before
    reader.close()
    assert world.views(id) == 1


def test_views_wait_for_the_database(world):
    id = world.link()
    world.client.get(f"/b/{id}")
    world.available = False
    world.count()
    world.available = True
    assert world.views(id) == 1
    assert world.views(id) == 1


def test_views_are_saved_when_the_server_ends(tmp_path):
    world = World(tmp_path)
    id = world.link()

    async def serve() -> None:
        async with world.share.running(every=3600):
            world.share._views.counts[id] = 2

    asyncio.run(serve())
    assert world.store.link(id).views == 2


def test_views_on_their_way_are_saved_when_the_server_ends(tmp_path, monkeypatch):
    world = World(tmp_path)
    id = world.link()
    count, on_their_way = world.store.count_views, threading.Event()

    def slow(views: dict[str, int]) -> None:
        on_their_way.set()
        time.sleep(0.3)
        count(views)

    monkeypatch.setattr(world.store, "count_views", slow)

    async def serve() -> None:
        async with world.share.running(every=0.01):
            world.share._views.counts[id] = 2
            while not on_their_way.is_set():
                await asyncio.sleep(0.001)
        assert world.store.link(id).views == 2  # before the server closes the store

    asyncio.run(serve())


# --- many at once --------------------------------------------------------------------------------


def test_many_readers_at_once_make_one_page(world, monkeypatch):
    made = []
    make = Share._make

    def slow(self, *arguments):
        made.append(arguments)
        time.sleep(0.1)
        return make(self, *arguments)

    monkeypatch.setattr(Share, "_make", slow)
    id = world.link()
    with ThreadPoolExecutor(20) as pool:
        responses = list(pool.map(lambda _: world.client.get(f"/b/{id}"), range(60)))
    assert {response.status_code for response in responses} == {200}
    assert len({response.text for response in responses}) == 1
    assert len(made) == 1


def test_the_memory_for_pages_is_bounded(tmp_path):
    world = World(tmp_path, page_cache_bytes=100_000)
    ids = [world.link(briefs.titled(f"Title {number}")) for number in range(12)]
    for _ in range(2):
        for number, id in enumerate(ids):
            assert f"Title {number}" in world.client.get(f"/b/{id}").text
    assert 0 < world.share._size <= 100_000
    assert world.share._size == sum(page.size for page in world.share._pages.values())


def test_forged_links_do_not_fill_the_memory(world):
    for _ in range(50):
        world.client.get(f"/b/{new_id()}")
    assert len(world.share._links) <= 50
    assert world.share._pages == {}
    for number in range(10_050):
        world.share._links[str(number)] = world.share._links[next(iter(world.share._links))]
    world.client.get(f"/b/{new_id()}")
    assert len(world.share._links) <= 10_100


# --- headers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("ES-mx", "es"),
        ("fr, es;q=0.1", "es"),
        ("es;q=0, en;q=0.1", "en"),
        ("en;q=0.4, es;q=0.5", "es"),
        ("*;q=0.5, en;q=0.1", "es"),
        ("es;q=high, en", "en"),
        (";;;,,,=,q", "en"),
        ("x" * 100_000, "en"),
        ("es;q=0.000, es-419;q=1", "es"),
    ],
)
def test_accept_language(header, language):
    assert preferred_language(header, ("en", "es")) == language


@pytest.mark.parametrize(
    ("header", "taken"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("gzip;q=0", False), ("", False), ("br", False),
     ("*", True), ("identity", False), ("x-gzipper", False)],
)  # fmt: skip
def test_accept_encoding(header, taken):
    assert accepts_gzip(header) is taken


def test_docx_of_a_link_opens(world):
    import docx

    response = world.client.get(f"/b/{world.link()}.docx")
    document = docx.Document(io.BytesIO(response.content))
    assert BRIEF.title.sides["en"].text in "\n".join(p.text for p in document.paragraphs)
