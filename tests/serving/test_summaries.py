"""Models that write summaries, on a real Ray Serve, and what an app server does without it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from summarizer import figures, summarising
from summarizer.brief import Length, Origin
from summarizer.errors import ModelMissing, ServersAway, SettingsError
from summarizer.model_servers import PAUSE_SECONDS, ModelServers
from summarizer.settings import Settings
from summarizer.summarising import generating
from summarizer.summarising.served import ServedGenerator
from tests.catalog.tiny import SUMMARIES
from tests.remote.stub import whole
from tests.serving.conftest import PATIENCE, WRITER
from tests.summarising.articles import paragraphs

TEXTS = [text for text, _ in SUMMARIES]


def asking(models, name: str = WRITER) -> ServedGenerator:
    return ServedGenerator(ModelServers(models.address, seconds=PATIENCE), name, "en")


def summary(settings: Settings) -> summarising.Summary:
    found = paragraphs(TEXTS[0])
    return summarising.summarise(*found, figures.find(*found), Length.SHORT, settings)


def wanted(folder, **others) -> Settings:
    return Settings(summary="abstractive", data_folder=folder, threads=1, **others)


# --- on a real Ray -------------------------------------------------------------------------------


@pytest.mark.ray
@pytest.mark.parametrize("name", [WRITER, ""], ids=["named", "the first"])
def test_they_write_as_the_models_here_do(models, name):
    served = asking(models, name)
    here = generating.load_local(WRITER, "en", wanted(models.folder))
    assert (served.use, served.section_words) == (here.use, here.section_words)
    texts = [*TEXTS, "twelve people were hurt and the road was closed in Madrid"]
    for sentences in (1, 3):
        found = served.summaries(texts, "en", sentences)
        assert found == here.summaries(texts, "en", sentences)
        assert found[:2] == [written for _, written in SUMMARIES]


@pytest.mark.ray
def test_one_setting_leads_a_brief_there(models, tmp_path, monkeypatch):
    here = summary(wanted(models.folder))
    monkeypatch.setattr(generating, "load", None)  # no model of this machine may be asked
    there = summary(wanted(tmp_path, serving_url=models.address))
    assert there == here
    assert [point.text for point in there.points] == [SUMMARIES[0][1]]
    assert there.points[0].origin is Origin.GENERATED and not there.warnings
    assert [use.name for use in there.models] == [WRITER]


@pytest.mark.ray
def test_many_at_once_go_through_in_batches_and_each_get_their_own(models):
    served = asking(models)

    def told() -> dict[str, dict]:
        found: dict[str, dict] = {}

        def both() -> bool:
            one = httpx2.get(f"{models.address}/health/summaries", timeout=PATIENCE).json()
            found[one["replica"]] = one
            return len(found) == 2

        models.wait_for(both)
        return found

    before = told()
    asked = [TEXTS[number % 2] for number in range(40)]
    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(lambda text: served.summaries([text], "en", 1)[0], asked))
    assert found == [SUMMARIES[number % 2][1] for number in range(40)]
    after = told()
    assert after.keys() == before.keys()  # as many replicas as the setting says
    assert all(WRITER in {use["name"] for use in one["models"]} for one in after.values())
    requests, batches = (
        sum(one[what] for one in after.values()) - sum(one[what] for one in before.values())
        for what in ("requests", "batches")
    )
    assert requests == 40 and 0 < batches < 40


@pytest.mark.ray
@pytest.mark.parametrize(
    ("path", "content", "status", "code"),
    [
        ("/generator", b"{}", 422, "input"),
        ("/generator", b'{"language": "en", "model": "nonesuch"}', 404, "model_missing"),
        ("/generator", b'{"language": "es"}', 404, "model_missing"),
        ("/summaries", b'{"language": "en", "sentences": 0, "texts": ["a"]}', 422, "input"),
        ("/summaries", b'{"language": "es", "sentences": 1, "texts": ["a"]}', 404, "model_missing"),
    ],
)
def test_bad_requests_are_refused_in_words(models, path, content, status, code):
    response = httpx2.post(models.address + path, content=content, timeout=PATIENCE)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.json()["message"]


@pytest.mark.ray
def test_a_model_that_they_lack_is_one_of_this_machine(models, monkeypatch):
    with pytest.raises(ModelMissing):
        asking(models, "nonesuch")
    settings = wanted(models.folder, serving_url=models.address, summary_model="nonesuch")
    assert "nonesuch" in summary(settings).warnings[0].details["reason"]
    here = generating.load_local(WRITER, "en", settings)
    monkeypatch.setattr(generating, "load", lambda *_: here)
    assert summary(settings).models == (here.use,) and not summary(settings).warnings


# --- without one ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        (500, b"oops"),
        (200, b"not json"),
        (200, b"{}"),
        (200, b'{"section_words": 5, "use": {}}'),
        (404, b'{"code": "not_found", "message": "of a version before"}'),
    ],
)
def test_a_summary_is_written_here_while_they_do_not_answer(stranger, writing, answer):
    stranger.answer = answer
    url = f"http://127.0.0.1:{stranger.server_address[1]}"
    found = summary(wanted(writing, serving_url=url))
    assert stranger.asked
    assert [point.text for point in found.points] == [SUMMARIES[0][1]]
    assert [(w.code, w.details) for w in found.warnings] == [
        ("summary_servers_away", {"model": WRITER})
    ]
    asked = stranger.asked
    assert summary(wanted(writing, serving_url=url)) == found
    assert stranger.asked == asked  # the next brief does not wait for them


def test_where_no_model_is_here_either_the_article_speaks_and_the_reason_is_said(
    stranger, tmp_path
):
    stranger.answer = (500, b"")
    url = f"http://127.0.0.1:{stranger.server_address[1]}"
    found = summary(wanted(tmp_path, serving_url=url))
    assert [w.code for w in found.warnings] == ["summary_not_written"]
    assert "servers of the models" in found.warnings[0].details["reason"]
    assert found.points and found.points[0].origin is not Origin.GENERATED


@pytest.mark.parametrize("written", [b"[]", b'["a", "b"]', b"[1]", b"7"])
def test_an_answer_that_is_none_counts_as_away(stranger, written):
    now = [0.0]
    url = f"http://127.0.0.1:{stranger.server_address[1]}"
    servers = ModelServers(url, seconds=5, clock=lambda: now[0])
    use = {"task": "summarization", "name": "a", "version": "", "runtime": "", "licence": ""}
    stranger.answer = (200, json.dumps({"section_words": 60, "use": use}).encode())
    served = ServedGenerator(servers, "", "en")
    stranger.answer = (200, b'{"summaries": %b}' % written)
    with pytest.raises(ServersAway):
        served.summaries(["a text"], "en", 1)
    assert servers.are_down
    now[0] += PAUSE_SECONDS + 1
    stranger.answer = (200, b'{"summaries": ["done"]}')
    assert served.summaries(["a text"], "en", 1) == ["done"]


def test_the_chat_server_that_is_named_is_asked_and_not_they(serve, stranger):
    chat = serve(whole("The minister arrived in Madrid and the road was closed."))
    settings = Settings(
        summary="abstractive", summary_model="remote", remote_url=chat.url,
        serving_url=f"http://127.0.0.1:{stranger.server_address[1]}",
    )  # fmt: skip
    assert [use.name for use in summary(settings).models] == ["stub"]
    assert not stranger.asked


def test_an_address_that_is_none_is_said():
    with pytest.raises(SettingsError, match="PUENTE_SERVING_URL"):
        ModelServers("models.internal:8000", seconds=1)


def test_a_model_that_runs_passes_its_check_and_one_that_does_not_fails(writing, monkeypatch):
    generator = generating.load_local(WRITER, "en", wanted(writing))
    generator.check()

    def broken(*_: object, **__: object):
        raise RuntimeError("no memory")

    monkeypatch.setattr(generator._model, "generate", broken)
    with pytest.raises(RuntimeError):
        generator.check()
