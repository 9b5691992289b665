"""The models on a real Ray Serve, and what an app server does with and without them."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx2
import numpy as np
import pytest

from summarizer import pipeline, translating
from summarizer.errors import ModelMissing, SettingsError
from summarizer.model_servers import PAUSE_SECONDS
from summarizer.settings import Settings
from summarizer.translating.engine import Attention, Decoding, Translation
from summarizer.translating.local import LocalTranslator
from summarizer.translating.served import (
    ServedTranslator,
    read_translations,
    write_translations,
)
from tests.serving.conftest import PATIENCE
from tests.web.processes import ROOT

HERE = Settings(threads=1)
TEXTS = [
    "The mayor said on Monday that 14 people were hurt in the storm.",
    "About 1,200 homes were damaged.",
    "“We will rebuild,” she said.",
]
SAMPLE = (ROOT / "summarizer" / "samples" / "cartel_transfer.txt").read_text("utf-8")
ARTICLE = (
    "The mayor of Puerto Azul said on Monday that 14 people were hurt in the storm. "
    "About 1,200 homes were damaged. Repairs will cost $3.5 million, she said."
)


class Nothing:
    """A translator that must not be asked."""

    models = ()
    fallback = None

    def translate(self, *_: object, **__: object):
        raise AssertionError("the models on this machine were asked")

    foreign = stand_ins = can_forbid = length = translate


def asking(models) -> ServedTranslator:
    """A client with patience that has no models of its own to fall back on."""
    return ServedTranslator(models.address, Nothing(), seconds=PATIENCE)


# --- on a real Ray -------------------------------------------------------------------------------


@pytest.mark.ray
def test_they_translate_as_the_models_here_do(models):
    served, here = asking(models), LocalTranslator(HERE)
    for decoding in (Decoding(), Decoding(beam_size=2, no_repeat=3)):
        asked = {"alternatives": 2, "decoding": decoding}
        there = served.translate(TEXTS, "en", "es", **asked)
        local = here.translate(TEXTS, "en", "es", **asked)
        assert [[t.text for t in of] for of in there] == [[t.text for t in of] for of in local]
        for ours, theirs in zip(local, there, strict=True):
            assert theirs[0].model == ours[0].model
            assert theirs[0].score == pytest.approx(ours[0].score, abs=1e-4)
            assert theirs[0].attention.source == ours[0].attention.source
            assert theirs[0].attention.target == ours[0].attention.target
            assert np.allclose(theirs[0].attention.weights, ours[0].attention.weights, atol=1e-3)
    for text in ("Hello there 日本", "A b c"):
        assert served.foreign(text, "en", "es") == here.foreign(text, "en", "es")
        assert served.length(text, "en", "es") == here.length(text, "en", "es")
    assert served.stand_ins("en", "es") == here.stand_ins("en", "es")
    assert served.can_forbid("en", "es") is here.can_forbid("en", "es") is True
    assert {use.name for use in served.models} >= {use.name for use in here.models}


@pytest.mark.ray
def test_one_setting_leads_a_brief_there(models, monkeypatch):
    """And the brief is the one that is made here, with all that the guards ask the models for."""
    here = pipeline.summarise(SAMPLE, settings=HERE)
    monkeypatch.setattr(LocalTranslator, "_load", Nothing().translate)
    settings = Settings(serving_url=models.address)
    there = pipeline.summarise(SAMPLE, settings=settings)
    assert translating.load(settings).fallback is None
    assert [use.task for use in there.provenance.models][:1] == ["translation"]
    for one, other in zip(here.bilingual_sentences(), there.bilingual_sentences(), strict=True):
        assert {c: side.text for c, side in one.sides.items()} == {
            c: side.text for c, side in other.sides.items()
        }
    assert [w.code for w in here.warnings] == [w.code for w in there.warnings]


@pytest.mark.ray
def test_pieces_can_be_forbidden_there_too(models):
    """Another word in the place of one that is none."""
    text, served = "The mayor closed the bridge.", asking(models)
    plain = served.translate([text], "en", "es")[0][0]
    start, end = plain.attention.target[0]
    first = "▁" + plain.text[start:end]
    second = "▁" + plain.text[slice(*plain.attention.target[1])]
    asked = {"decoding": Decoding(forbidden=((first, second), (first,)))}
    other = served.translate([text], "en", "es", **asked)[0][0].text
    assert other == LocalTranslator(HERE).translate([text], "en", "es", **asked)[0][0].text
    assert other != plain.text


@pytest.mark.ray
def test_many_at_once_go_through_in_batches_and_each_get_their_own(models):
    served = asking(models)
    before = models.replicas().values()
    texts = [f"The fire hurt {number} people in the town." for number in range(10, 40)]
    with ThreadPoolExecutor(15) as pool:
        found = list(pool.map(lambda text: served.translate([text], "en", "es")[0][0].text, texts))
    for number, text in enumerate(found, start=10):
        assert str(number) in text
    after = models.replicas().values()
    asked, batches = (
        sum(told[what] for told in after) - sum(told[what] for told in before)
        for what in ("requests", "batches")
    )
    assert asked == len(texts) and 0 < batches < len(texts)


@pytest.mark.ray
@pytest.mark.parametrize(
    ("path", "content", "status", "code"),
    [
        ("/translate", b"not json", 422, "input"),
        ("/translate", b"{}", 422, "input"),
        ("/translate", b'{"texts": ["a"], "source": "en", "target": "es", "x": 1}', 422, "input"),
        ("/translate", b'{"texts": ["a"], "source": "en", "target": "xx"}', 503, "model_missing"),
        ("/about", b'{"what": "length", "source": "xx", "target": "es"}', 503, "model_missing"),
        ("/about", b'{"what": "all", "source": "en", "target": "es"}', 422, "input"),
        ("/elsewhere", b"{}", 404, "not_found"),
        ("/translate", b" " * 65_000_000, 413, "input_too_long"),
    ],
)
def test_bad_requests_are_refused_in_words(models, path, content, status, code):
    response = httpx2.post(models.address + path, content=content, timeout=PATIENCE)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.json()["message"]


@pytest.mark.ray
def test_a_direction_that_no_model_serves_is_said(models):
    served = asking(models)
    with pytest.raises(ModelMissing):
        served.translate(["Hallo."], "de", "xx")
    assert served.translate(["Yes."], "en", "es")[0]  # and the others go on


@pytest.mark.ray
def test_there_are_as_many_replicas_as_the_setting_says(models):
    for told in models.replicas().values():
        assert [use["name"] for use in told["models"]] == ["en-es", "es-en"]
    assert len(models.processes()) == 2
    assert httpx2.get(f"{models.address}/-/healthz", timeout=PATIENCE).text == "success"


@pytest.mark.ray
def test_a_replica_that_was_killed_is_replaced(models):
    before, processes = models.replicas().keys(), models.processes()
    killed = processes[0]
    os.kill(killed, signal.SIGKILL)
    # An app server goes on meanwhile: by the other replica, or by its own models.
    served = ServedTranslator(models.address, Behind(), seconds=PATIENCE)
    for _ in range(5):
        [found] = served.translate(["Yes."], "en", "es")
        assert found or served.fallback.translate(["Yes."], "en", "es")[0]
    models.wait_for(lambda: len(set(models.processes()) - {killed}) == 2)
    models.wait_for(lambda: len(models.replicas().keys() - before) == 1)
    assert asking(models).translate(["Yes."], "en", "es")[0][0].text


# --- without one ---------------------------------------------------------------------------------


class Behind:
    """The models of this machine, cheap."""

    models = ()
    fallback = None

    def translate(self, texts: Sequence[str], *_: object, **__: object):
        return [[Translation(f"aquí: {text}")] for text in texts]

    def foreign(self, *_: object) -> frozenset[str]:
        return frozenset("x")

    def stand_ins(self, *_: object) -> tuple[str, ...]:
        return ("y",)

    def can_forbid(self, *_: object) -> bool:
        return False

    def length(self, *_: object) -> int:
        return 7


@pytest.mark.parametrize(
    "answer",
    [
        (500, b"oops"),
        (200, b"not json"),
        (200, b"[]"),
        (200, b'{"translations": [[]]}'),
        (200, b'{"translations": []}'),
        (200, b'{"translations": [[{"text": 1}]]}'),
        (200, b'{"translations": [[{"text": "a", "score": 0, "model": {"x": 1}}]]}'),
        (404, b'{"code": 1}'),
        (503, b'{"code": "engine_unavailable", "message": "No."}'),
    ],
)
def test_a_server_that_speaks_otherwise_is_left_alone_for_a_while(stranger, answer):
    stranger.answer = answer
    now = [0.0]
    url = f"http://127.0.0.1:{stranger.server_address[1]}"
    served = ServedTranslator(url, Behind(), clock=lambda: now[0])
    assert served.fallback is None
    assert served.translate(["a"], "en", "es") == [[]]
    assert isinstance(served.fallback, Behind)
    asked = stranger.asked
    assert served.translate(["a", "b"], "en", "es") == [[], []]
    assert served.length("a", "en", "es") == 7 and served.stand_ins("en", "es") == ("y",)
    assert served.foreign("a", "en", "es") == frozenset("x")
    assert stranger.asked == asked  # nobody waits for it again
    now[0] += PAUSE_SECONDS + 1
    assert served.fallback is None
    served.translate(["a"], "en", "es")
    assert stranger.asked > asked


def test_a_brief_is_made_here_while_they_do_not_answer(stranger):
    stranger.answer = (500, b"")
    url = f"http://127.0.0.1:{stranger.server_address[1]}"
    brief = pipeline.summarise(
        ARTICLE, length="short", settings=Settings(serving_url=url, threads=1)
    )
    assert stranger.asked
    assert all("es" in s.sides for s in brief.bilingual_sentences())
    assert "engine_unavailable" in {warning.code for warning in brief.warnings}


@pytest.mark.parametrize("url", ["models.internal:8000", "ftp://x", "file:///etc/passwd"])
def test_an_address_that_is_none_is_said(url):
    with pytest.raises(SettingsError, match="PUENTE_SERVING_URL"):
        ServedTranslator(url, Behind())


def test_the_wire_format_loses_nothing_but_precision():
    generator = np.random.default_rng(1)
    attention = Attention(
        ((0, 2), (2, 5)), ((0, 1), (1, 3), (3, 4)), generator.random((3, 2), dtype=np.float32)
    )
    given = [[Translation("a“ñ\u2028", -0.5, attention), Translation("b")], []]
    back = read_translations(write_translations(given))
    assert [[(t.text, t.score) for t in of] for of in back] == [
        [("a“ñ\u2028", -0.5), ("b", 0.0)],
        [],
    ]
    assert back[0][0].attention.source == attention.source
    assert np.allclose(back[0][0].attention.weights, attention.weights, atol=1e-3)
    assert back[0][0].attention.counterpart(0, 2) == attention.counterpart(0, 2)
    assert back[0][1].attention is None
