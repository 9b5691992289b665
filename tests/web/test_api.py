"""The HTTP API: what it takes, gives and refuses."""

from __future__ import annotations

import datetime as dt
import json
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import lxml.html
import pytest
from openapi_spec_validator import validate
from sqlalchemy.engine import make_url
from starlette.applications import Starlette
from starlette.testclient import TestClient

from summarizer import errors
from summarizer.brief import Brief
from summarizer.settings import Settings
from summarizer.store import Store, new_owner_token
from summarizer.web import api as api_module
from summarizer.web import work
from summarizer.web.api import OPERATIONS, STATUS, Api, openapi
from tests import briefs

BRIEF = briefs.sample()


class Progress(NamedTuple):
    stage: str
    brief: Brief | None = None


class Desk(work.Desk):
    """A desk whose briefs are the sample under what was given as title, or an error."""

    def __init__(self, at_work: int = 2, waiting: int = 100) -> None:
        super().__init__(at_work, waiting)
        self.given: list[dict[str, object]] = []
        self.gate = threading.Event()
        self.gate.set()

    def submit(self, data, *, client="", **more) -> work.Job:
        self.given.append({"data": data, "client": client, **more})

        def steps() -> Iterator[Progress]:
            yield Progress("reading")
            assert self.gate.wait(20)
            text = data if isinstance(data, str) else data.decode("utf-8", "replace")
            if text.startswith("raise "):
                raise getattr(errors, text.split()[1])("It was raised.", limit=5)
            if text == "crash":
                raise RuntimeError("secret innards")
            yield Progress("brief", briefs.titled(text[:200]))

        return self.add(steps, client=client)


class World:
    def __init__(self, path, desk: Desk | None = None, **settings: object) -> None:
        self.now = dt.datetime(2026, 3, 6, 18, 30, tzinfo=dt.UTC)
        self.store = Store(make_url(f"sqlite:///{path}/puente.sqlite3"), clock=lambda: self.now)
        self.available = True
        self.desk = desk or Desk()
        limits = {"api_requests_per_minute": 100_000, "briefs_per_hour": 100_000}
        api = Api(self.get_store, Settings(**{**limits, **settings}), lambda: self.desk)
        self.client = TestClient(Starlette(routes=api.routes()), raise_server_exceptions=True)

    def get_store(self) -> Store:
        if not self.available:
            raise errors.StoreUnavailable("The database does not answer.")
        return self.store

    def make(self, text: str = "An article.", token: str = "") -> dict:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        response = self.client.post("/api/briefs", json={"text": text}, headers=headers)
        assert response.status_code == 201, response.text
        return response.json()


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    with made.client:
        yield made
    made.store.close()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def refused(response, status: int, code: str) -> dict:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json"
    told = response.json()
    assert set(told) == {"code", "message", "details"} and told["code"] == code, told
    assert told["message"].strip()
    return told


# --- the whole way -------------------------------------------------------------------------------


def test_make_read_share_revoke_delete(world):
    made = world.make("An article.")
    id, token = made["id"], made["owner_token"]
    assert Brief.model_validate(made["brief"]) == briefs.titled("An article.")

    got = world.client.get(f"/api/briefs/{id}", headers=bearer(token)).json()
    assert got == {**made, "owner_token": None}

    link = world.client.post(
        f"/api/briefs/{id}/links", json={"expires": "30d"}, headers=bearer(token)
    )
    assert link.status_code == 201
    link = link.json()
    assert link["url"] == f"http://testserver/b/{link['id']}" and link["views"] == 0
    assert dt.datetime.fromisoformat(link["expires"]) == world.now + dt.timedelta(days=30)
    shared = world.client.get(f"/api/briefs/{id}?link={link['id']}")
    assert shared.status_code == 200 and shared.json()["brief"] == made["brief"]

    listed = world.client.get(f"/api/briefs/{id}/links", headers=bearer(token)).json()
    assert listed == {"links": [link]}

    address = f"/api/briefs/{id}/links/{link['id']}"
    assert world.client.delete(address, headers=bearer(token)).status_code == 204
    refused(world.client.get(f"/api/briefs/{id}?link={link['id']}"), 410, "gone")

    assert world.client.delete(f"/api/briefs/{id}", headers=bearer(token)).status_code == 204
    refused(world.client.get(f"/api/briefs/{id}", headers=bearer(token)), 404, "not_found")


def test_a_second_brief_of_the_same_owner(world):
    first = world.make("One")
    second = world.make("Two", first["owner_token"])
    assert second["owner_token"] is None
    listed = world.client.get("/api/briefs", headers=bearer(first["owner_token"])).json()
    assert listed["total"] == 2
    assert {item["id"] for item in listed["briefs"]} == {first["id"], second["id"]}
    assert listed["briefs"][0]["titles"]["en"] in ("One", "Two")
    found = world.client.get("/api/briefs?q=two", headers=bearer(first["owner_token"])).json()
    assert [item["id"] for item in found["briefs"]] == [second["id"]] and found["total"] == 1
    page = world.client.get("/api/briefs?limit=1&offset=1", headers=bearer(first["owner_token"]))
    assert len(page.json()["briefs"]) == 1 and page.json()["total"] == 2
    other = world.client.get("/api/briefs", headers=bearer(new_owner_token())).json()
    assert other == {"total": 0, "briefs": []}


@pytest.mark.parametrize(
    ("request_of", "given"),
    [
        (
            {"json": {"text": "An article.", "length": "long"}},
            {"data": "An article.", "length": "long"},
        ),
        (
            {"files": {"file": ("a.html", b"<p>An article.</p>", "text/html")},
             "data": {"length": "short"}},
            {"data": b"<p>An article.</p>", "filename": "a.html", "length": "short"},
        ),
        (
            {"files": {"file": ("a.txt", b"x")}, "params": {"length": "short"}},
            {"data": b"x", "filename": "a.txt", "length": "short"},
        ),
        (
            {"content": "Año".encode(), "headers": {"Content-Type": "text/plain"}},
            {"data": "Año".encode(), "length": "standard", "filename": None},
        ),
        (
            {"content": b"%PDF-", "headers": {"Content-Type": "application/pdf"}},
            {"data": b"%PDF-"},
        ),
    ],
)  # fmt: skip
def test_an_article_may_come_in_many_ways(world, request_of, given):
    response = world.client.post("/api/briefs", **request_of)
    assert response.status_code == 201, response.text
    assert given.items() <= world.desk.given[0].items()
    assert world.desk.given[0]["client"]  # whom the queue is fair to


def test_an_address_is_fetched_by_the_desk(world, monkeypatch):
    from summarizer.reading import address

    asked = []

    def fetch(url: str, *more: object, **others: object) -> None:
        asked.append(url)
        raise errors.AddressRefused("Only addresses on the public internet are asked.")

    monkeypatch.setattr(address, "fetch", fetch)
    response = world.client.post("/api/briefs", json={"url": "http://169.254.169.254/"})
    refused(response, 422, "address_refused")
    assert asked == ["http://169.254.169.254/"]


def test_editing_makes_a_version(world):
    made = world.make()
    headers = bearer(made["owner_token"])
    first = made["brief"]["points"][0]["sentences"][0]["id"]
    response = world.client.patch(
        f"/api/briefs/{made['id']}",
        json={"sentence_id": first, "language": "es", "text": "Hubo 15 heridos."},
        headers=headers,
    )
    assert response.status_code == 200, response.text
    edited = response.json()
    assert edited["version"] == 2 and edited["brief"]["edited"]
    side = edited["brief"]["points"][0]["sentences"][0]["sides"]["es"]
    assert side["text"] == "Hubo 15 heridos." and side["origin"] == "edited"
    address = f"/api/briefs/{made['id']}"
    assert world.client.get(address, headers=headers).json()["version"] == 2
    old = world.client.get(f"{address}?version=1", headers=headers).json()
    assert old["brief"] == made["brief"]
    for body in (
        {"sentence_id": "none", "language": "es", "text": "x"},
        {"sentence_id": first, "language": "fr", "text": "x"},
    ):
        refused(world.client.patch(address, json=body, headers=headers), 404, "not_found")


# --- refusals ------------------------------------------------------------------------------------


def test_each_error_has_its_status(world):
    leaves = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.PuenteError)
    ]
    for kind in leaves:
        response = world.client.post("/api/briefs", json={"text": f"raise {kind.__name__}"})
        expected = next((s for base, s in STATUS if issubclass(kind, base)), 500)
        told = refused(response, expected, kind.code)
        assert told["message"] == "It was raised." and told["details"] == {"limit": "5"}


def test_what_nobody_foresaw_tells_nothing(world, caplog):
    told = refused(world.client.post("/api/briefs", json={"text": "crash"}), 500, "unexpected")
    assert "secret" not in json.dumps(told)
    assert world.client.post("/api/briefs", json={"text": "and on"}).status_code == 201


def test_errors_in_the_language_of_the_reader(world):
    response = world.client.post(
        "/api/briefs", json={"text": "raise EmptyInput"}, headers={"Accept-Language": "es-MX"}
    )
    assert "Pegue" in refused(response, 422, "empty_input")["message"]
    assert response.headers["content-language"] == "es"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b'{"text": 5}', b'{"txt": "x"}', b'{"length": "epic"}',
     b"{}", b'{"text": "a", "url": "http://b"}', b'{"text": "\xff"}', b"[" * 50_000,
     b'{"text": "\\ud800"}'],
)  # fmt: skip
def test_bad_json_is_refused_in_words(world, body):
    response = world.client.post(
        "/api/briefs", content=body, headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 422
    assert response.json()["code"] in ("input", "empty_input")
    assert world.desk.given == []


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/x-www-form-urlencoded", b"text=An+article", 422),
        ("multipart/form-data; boundary=x", b"damaged", 422),
        ("multipart/form-data", b"no boundary", 422),
        ("multipart/form-data; boundary=x",
         b'--x\r\nContent-Disposition: form-data; name="other"\r\n\r\nx\r\n--x--\r\n', 422),
        ("multipart/form-data; boundary=x",
         b'--x\r\nContent-Disposition: form-data; name="length"\r\n\r\nepic\r\n--x\r\n'
         b'Content-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--x--\r\n', 422),
    ],
)  # fmt: skip
def test_bad_forms_are_refused_in_words(world, kind, body, status):
    response = world.client.post("/api/briefs", content=body, headers={"Content-Type": kind})
    assert response.status_code in (status, 415), response.text
    assert response.json()["message"]
    assert world.desk.given == []


def test_too_much_is_refused_before_it_is_read(tmp_path):
    world = World(tmp_path, max_file_bytes=10_000, max_characters=1_000)
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 10_000
            yield b"x" * 10_000

    for kind in ("text/plain", "application/json", "multipart/form-data; boundary=x"):
        response = world.client.post(
            "/api/briefs", content=endless(), headers={"Content-Type": kind}
        )
        refused(response, 413, "input_too_long")
    lying = {"Content-Type": "text/plain", "Content-Length": "99999999999"}
    refused(world.client.post("/api/briefs", content=b"x", headers=lying), 413, "input_too_long")
    assert world.desk.given == []


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Bearer short", "Basic dXNlcjpwYXNz", "Bearer " + "a" * 44,
     "Bearer " + "á" * 43, "bearer\t" + "a" * 43],
)  # fmt: skip
def test_a_missing_or_malformed_token_is_401(world, header):
    made = world.make()
    headers = {"Authorization": header.encode()} if header else {}
    for method, path in (
        ("GET", "/api/briefs"),
        ("GET", f"/api/briefs/{made['id']}"),
        ("DELETE", f"/api/briefs/{made['id']}"),
        ("GET", f"/api/briefs/{made['id']}/links"),
        ("POST", f"/api/briefs/{made['id']}/links"),
    ):
        response = world.client.request(method, path, headers=headers)
        refused(response, 401, "not_allowed")
        assert response.headers["www-authenticate"] == "Bearer"


def test_a_wrong_token_is_403_and_changes_nothing(world):
    made = world.make()
    link = world.client.post(
        f"/api/briefs/{made['id']}/links", headers=bearer(made["owner_token"])
    ).json()
    wrong = bearer(new_owner_token())
    edit = {"sentence_id": "p1", "language": "es", "text": "x"}
    for method, path, body in (
        ("GET", "", None),
        ("PATCH", "", edit),
        ("DELETE", "", None),
        ("GET", "/links", None),
        ("POST", "/links", {}),
        ("DELETE", f"/links/{link['id']}", None),
    ):
        response = world.client.request(
            method, f"/api/briefs/{made['id']}{path}", json=body, headers=wrong
        )
        refused(response, 403, "not_allowed")
    again = world.client.get(f"/api/briefs/{made['id']}", headers=bearer(made["owner_token"]))
    assert again.json()["brief"] == made["brief"]
    assert world.client.get(f"/api/briefs/{made['id']}?link={link['id']}").status_code == 200


def test_a_link_opens_no_other_brief(world):
    one, other = world.make("One"), world.make("Two")
    link = world.client.post(
        f"/api/briefs/{one['id']}/links", headers=bearer(one["owner_token"])
    ).json()
    refused(world.client.get(f"/api/briefs/{other['id']}?link={link['id']}"), 404, "not_found")
    refused(world.client.get(f"/api/briefs/{one['id']}?link={'a' * 22}"), 404, "not_found")
    refused(world.client.get(f"/api/briefs/{one['id']}?link="), 404, "not_found")
    address = f"/api/briefs/{other['id']}/links/{link['id']}"
    refused(world.client.delete(address, headers=bearer(other["owner_token"])), 404, "not_found")


def test_a_link_for_people_who_signed_in(world):
    made = world.make()
    link = world.client.post(
        f"/api/briefs/{made['id']}/links",
        json={"audience": "signed-in"},
        headers=bearer(made["owner_token"]),
    ).json()
    assert link["audience"] == "signed-in"
    response = world.client.get(f"/api/briefs/{made['id']}?link={link['id']}")
    refused(response, 403, "not_allowed")


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "offset=-1", "limit=٣"])
def test_bad_numbers_are_refused(world, query):
    token = world.make()["owner_token"]
    refused(world.client.get(f"/api/briefs?{query}", headers=bearer(token)), 422, "input")


@pytest.mark.parametrize("path", ["/api/nothing", "/api/briefs/x/y/z", "/api/", "/api/../app.py"])
def test_unknown_addresses_are_json_404(world, path):
    response = world.client.get(path)
    assert response.status_code == 404 or path == "/api/../app.py"
    if path != "/api/../app.py":
        refused(response, 404, "not_found")


def test_other_methods_are_405(world):
    response = world.client.put("/api/briefs", json={})
    refused(response, 405, "method_not_allowed")
    assert response.headers["allow"] == "POST, GET"


def test_the_database_is_away(world):
    made = world.make()
    world.available = False
    response = world.client.get(f"/api/briefs/{made['id']}", headers=bearer(made["owner_token"]))
    refused(response, 503, "store_unavailable")
    assert response.headers["retry-after"] == "5"
    health = world.client.get("/api/health")
    assert health.status_code == 503 and health.json()["status"] == "unavailable"
    assert health.json()["database"] == {"kind": "unknown", "available": False}
    world.available = True
    assert world.client.get("/api/health").json()["database"]["available"]


# --- limits --------------------------------------------------------------------------------------


def test_too_many_requests_are_429(tmp_path):
    world = World(tmp_path, api_requests_per_minute=3)
    token = bearer(new_owner_token())
    codes = [world.client.get("/api/briefs", headers=token).status_code for _ in range(5)]
    assert codes == [200] * 3 + [429] * 2
    response = world.client.get("/api/briefs", headers=token)
    told = refused(response, 429, "limit_reached")
    assert 1 <= int(response.headers["retry-after"]) <= 21
    assert response.headers["retry-after"] in told["message"]
    assert world.client.get("/api/health").status_code in (200, 503)  # never limited


def test_too_many_briefs_are_429(tmp_path):
    world = World(tmp_path, briefs_per_hour=2)
    codes = [world.client.post("/api/briefs", json={"text": "x"}).status_code for _ in range(3)]
    assert codes == [201, 201, 429]
    assert len(world.desk.given) == 2


def test_too_much_that_arrives_at_once_is_429(tmp_path):
    world = World(tmp_path, waiting_bytes=1_000_000)
    body = b"An article. " * 75_000

    text = {"Content-Type": "text/plain"}
    assert world.client.post("/api/briefs", content=body, headers=text).is_success
    refused(world.client.post("/api/briefs", content=body * 2, headers=text), 429, "limit_reached")
    # what was refused or taken in counts no more
    assert world.client.post("/api/briefs", content=body, headers=text).is_success


def test_a_full_queue_is_429_and_the_others_are_made(tmp_path):
    world = World(tmp_path, Desk(1, 1))
    world.desk.gate.clear()
    with world.client, ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(world.make) for _ in range(2)]
        until(lambda: len(world.desk.given) == 2)
        refused(world.client.post("/api/briefs", json={"text": "x"}), 429, "limit_reached")
        world.desk.gate.set()
        assert all(job.result(20)["id"] for job in waiting)


def test_other_requests_are_answered_while_briefs_are_made(tmp_path):
    world = World(tmp_path, Desk(1, 50))
    world.desk.gate.clear()
    with world.client, ThreadPoolExecutor(12) as pool:
        waiting = [pool.submit(world.make, f"Title {n}") for n in range(12)]
        until(lambda: len(world.desk.given) == 12)
        for _ in range(20):
            assert world.client.get("/api/openapi.json").status_code == 200
        assert not any(job.done() for job in waiting)
        world.desk.gate.set()
        made = [job.result(20) for job in waiting]
    assert len({item["id"] for item in made}) == 12
    assert {item["brief"]["title"]["sides"]["en"]["text"] for item in made} == {
        f"Title {n}" for n in range(12)
    }


def until(condition) -> None:
    for _ in range(2000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it never came true")


# --- the description -----------------------------------------------------------------------------


def test_the_openapi_document_is_valid():
    validate(openapi())


def test_the_openapi_document_tells_all_and_no_more(world):
    document = world.client.get("/api/openapi.json").json()
    told = {
        (method.upper(), path) for path, methods in document["paths"].items() for method in methods
    }
    assert told == {(operation.method, operation.path) for operation in OPERATIONS}
    routes = {
        route.path
        for route in Api(lambda: world.store, Settings()).routes()
        if not route.path.endswith(("openapi.json", "/api", ":path}"))
    }
    assert routes == set(document["paths"])
    for operation in OPERATIONS:
        described = document["paths"][operation.path][operation.method.lower()]
        in_path = set(re.findall(r"\{(\w+)\}", operation.path))
        assert in_path == {p["name"] for p in described["parameters"] if p["in"] == "path"}


def test_answers_are_as_the_document_says(world):
    import jsonschema

    made = world.make()
    headers = bearer(made["owner_token"])
    link = world.client.post(f"/api/briefs/{made['id']}/links", headers=headers)
    document = json.loads(json.dumps(openapi()))
    for operation, response in (
        ("/api/briefs", world.client.get("/api/briefs", headers=headers)),
        ("/api/briefs/{id}", world.client.get(f"/api/briefs/{made['id']}", headers=headers)),
        ("/api/briefs/{id}/links", link),
        ("/api/health", world.client.get("/api/health")),
        ("/api/briefs/{id}", world.client.get("/api/briefs/x", headers=headers)),
    ):
        method = response.request.method.lower()
        answers = document["paths"][operation][method]["responses"]
        schema = answers[str(response.status_code)]["content"]["application/json"]["schema"]
        jsonschema.validate(response.json(), {**schema, "components": document["components"]})


def test_the_page_that_explains_it(world):
    response = world.client.get("/api")
    assert "script-src" not in response.headers["content-security-policy"]
    page = lxml.html.fromstring(response.text)
    told = " ".join(page.text_content().split())
    for operation in OPERATIONS:
        assert f"{operation.method} {operation.path}" in told and operation.summary in told
    assert page.findall(".//script") == []


def test_answers_are_not_kept_and_not_framed(world):
    made = world.make()
    headers = world.client.get(
        f"/api/briefs/{made['id']}", headers=bearer(made["owner_token"])
    ).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


def test_health(world, monkeypatch):
    for state, error, status, told in (
        ("loading", None, 200, "starting"),
        ("ready", None, 200, "ok"),
        ("failed", errors.ModelMissing("A model is missing."), 503, "unavailable"),
    ):
        monkeypatch.setattr(work, "readiness", lambda s=state, e=error: work.Readiness(s, e))
        monkeypatch.setattr(api_module, "_models_used", lambda settings: BRIEF.provenance.models)
        response = world.client.get("/api/health")
        assert response.status_code == status
        health = response.json()
        assert health["status"] == told and health["models"]["state"] == state
        assert health["database"] == {"kind": "sqlite", "available": True}
        assert bool(health["models"]["used"]) == (state == "ready")
        assert re.fullmatch(r"\d+\.\d+\.\d+", health["version"])
