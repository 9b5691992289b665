"""The glossary by the HTTP API: what it takes, gives and refuses, and what briefs make of it."""

from __future__ import annotations

import json

import httpx2
import jsonschema
import pytest

from summarizer import glossary
from summarizer.store import new_owner_token
from summarizer.web.api import openapi
from tests.web.processes import Process
from tests.web.test_api import World, bearer, refused

RULING = {"texts": {"en": "ruling", "es": "resolución"}, "note": "courts"}
SENTENCE = {
    "source_language": "es",
    "target_language": "en",
    "source": "El juez falló.",
    "target": "The judge ruled.",
}
HEADERS = bearer(new_owner_token())


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    with made.client:
        made.client.headers.update(HEADERS)
        yield made
    made.store.close()


def as_described(response: httpx2.Response, path: str) -> dict:
    document = json.loads(json.dumps(openapi()))
    method = response.request.method.lower()
    answers = document["paths"][path][method]["responses"]
    schema = answers[str(response.status_code)]["content"]["application/json"]["schema"]
    jsonschema.validate(response.json(), {**schema, "components": document["components"]})
    return response.json()


def test_terms_the_whole_way(world):
    added = world.client.post("/api/glossary/terms", json={"terms": [RULING]})
    assert added.status_code == 201
    [term] = as_described(added, "/api/glossary/terms")["terms"]
    assert {name: term[name] for name in RULING} == RULING

    address = f"/api/glossary/terms/{term['id']}"
    new = {"texts": {"en": "court ruling", "es": " resolución  judicial "}}
    changed = as_described(world.client.put(address, json=new), "/api/glossary/terms/{id}")
    assert changed == {
        "id": term["id"],
        "texts": {"en": "court ruling", "es": "resolución judicial"},
        "note": "",
    }
    listed = as_described(world.client.get("/api/glossary"), "/api/glossary")
    assert listed == {"terms": [changed], "sentences": []}
    assert world.client.delete(address).status_code == 204
    for response in (world.client.delete(address), world.client.put(address, json=new)):
        refused(response, 404, "not_found")
        as_described(response, "/api/glossary/terms/{id}")
    assert world.client.get("/api/glossary").json() == {"terms": [], "sentences": []}


def test_sentences_the_whole_way(world):
    kept = world.client.post("/api/glossary/sentences", json=SENTENCE)
    assert kept.status_code == 201
    kept = as_described(kept, "/api/glossary/sentences")
    newer = {**SENTENCE, "target": "The judge has ruled."}
    again = world.client.post("/api/glossary/sentences", json=newer).json()
    assert again == {**newer, "id": kept["id"]}
    assert world.client.get("/api/glossary").json()["sentences"] == [again]
    address = f"/api/glossary/sentences/{kept['id']}"
    assert world.client.delete(address).status_code == 204
    refused(world.client.delete(address), 404, "not_found")
    assert not world.store.glossary()


def test_a_csv_file(world):
    def send(data: bytes):
        return world.client.post(
            "/api/glossary/terms", content=data, headers={"Content-Type": "text/csv; charset=utf-8"}
        )

    added = send("en,es\nruling,resolución\nmayor,edil\n".encode())
    assert added.status_code == 201 and len(added.json()["terms"]) == 2
    told = refused(send(b"en,es\ntruck,camion\nmayor,\n"), 422, "glossary_file")
    assert told["details"] == {"problem": "empty", "line": "3"} and "Line 3" in told["message"]
    assert len(world.store.glossary().terms) == 2  # none of a file with a fault
    spanish = world.client.post(
        "/api/glossary/terms",
        content=b"en,es\n1,2\n",
        headers={"Content-Type": "text/csv", "Accept-Language": "es"},
    )
    assert "Línea 2" in refused(spanish, 422, "glossary_file")["message"]


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("POST", "terms", {"terms": []}, "input"),
        ("POST", "terms", {"terms": [{"texts": {"en": "x"}}]}, "input"),
        ("POST", "terms", {"terms": [{"texts": {"en": "x", "<b>": "y"}}]}, "input"),
        ("POST", "terms", {"terms": [RULING, {"texts": {"en": "x", "es": " "}}]}, "term"),
        ("POST", "terms", {"terms": [{"texts": {"en": "x" * 201, "es": "y"}}]}, "term"),
        ("POST", "terms", {"terms": [{**RULING, "note": "n" * 501}]}, "term"),
        ("POST", "terms", {"terms": [RULING] * (glossary.MOST_TERMS + 1)}, "input"),
        ("POST", "terms", RULING, "input"),
        ("PUT", "terms/x", {"texts": {"en": "1", "es": "2"}}, "term"),
        ("POST", "sentences", {**SENTENCE, "target": "\n"}, "term"),
        ("POST", "sentences", {**SENTENCE, "source": "x" * 2001}, "term"),
        ("POST", "sentences", {**SENTENCE, "id": "mine"}, "input"),
    ],
)
def test_what_is_no_term_is_refused_in_words(world, method, path, body, code):
    response = world.client.request(method, f"/api/glossary/{path}", json=body)
    told = refused(response, 422, code)
    if code == "term":
        assert told["details"]["problem"]
    assert not world.store.glossary()


REQUESTS = [
    ("GET", "", None),
    ("POST", "/terms", {"terms": [RULING]}),
    ("PUT", "/terms/x", RULING),
    ("DELETE", "/terms/x", None),
    ("POST", "/sentences", SENTENCE),
    ("DELETE", "/sentences/x", None),
]


@pytest.mark.parametrize(("method", "path", "body"), REQUESTS)
def test_each_needs_a_token(world, method, path, body):
    del world.client.headers["authorization"]
    response = world.client.request(method, f"/api/glossary{path}", json=body)
    refused(response, 401, "not_allowed")
    assert not world.store.glossary()


@pytest.mark.parametrize(("method", "path", "body"), REQUESTS)
def test_an_installation_may_close_it(tmp_path, method, path, body):
    world = World(tmp_path, glossary_editors="nobody")
    response = world.client.request(method, f"/api/glossary{path}", json=body, headers=HEADERS)
    refused(response, 403, "not_allowed")
    assert not world.store.glossary()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_another_site_could_send_is_no_request(world, kind):
    """Types that a browser sends to another site without asking it first."""
    response = world.client.post(
        "/api/glossary/terms",
        content=json.dumps({"terms": [RULING]}),
        headers={"Content-Type": kind},
    )
    refused(response, 415, "input")


def test_too_much_is_refused(world, tmp_path):
    big = {"Content-Type": "text/csv", "Content-Length": "99999999"}
    refused(
        world.client.post("/api/glossary/terms", content=b"x", headers=big), 413, "input_too_long"
    )
    hasty = World(tmp_path, api_requests_per_minute=2)
    codes = [hasty.client.get("/api/glossary", headers=HEADERS).status_code for _ in range(3)]
    assert codes == [200, 200, 429]


def test_briefs_of_a_running_server_keep_to_it(tmp_path):
    app = Process(tmp_path)
    try:
        with httpx2.Client(base_url=app.address, headers=HEADERS, timeout=300) as client:
            assert client.post("/api/glossary/terms", json={"terms": [RULING]}).status_code == 201
            remembered = {
                "source_language": "en",
                "target_language": "es",
                "source": "The port of Veracruz stays closed for 12 days, the judge said.",
                "target": "El puerto sigue cerrado 12 días.",
            }
            assert client.post("/api/glossary/sentences", json=remembered).status_code == 201
            text = (
                "Court rules on the port\n\nThe ruling was published on Thursday. "
                + remembered["source"]
            )
            made = client.post("/api/briefs", json={"text": text})
            assert made.status_code == 201, made.text
    finally:
        app.end()
    points = made.json()["brief"]["points"]
    sides = {
        sentence["sides"]["en"]["text"]: sentence["sides"]["es"]
        for point in points
        for sentence in point["sentences"]
    }
    spanish = sides["The ruling was published on Thursday."]
    assert [spanish["text"][s["start"] : s["end"]] for s in spanish["terms"]] == ["resolución"]
    kept = sides[remembered["source"]]
    assert (kept["text"], kept["origin"]) == (remembered["target"], "remembered")
