"""Briefs translated by a chat server: what is a translation is taken, what is not never shows."""

from __future__ import annotations

import json
import re

import pytest
from pydantic import SecretStr

from summarizer import pipeline, translating
from summarizer.errors import SettingsError
from summarizer.rendering import view
from summarizer.settings import Settings
from summarizer.translating.faithful import Faithful
from summarizer.translating.remote import bare
from tests.remote import stub

ENGLISH = "The police arrested 37 people in Madrid on Monday."
SPANISH = "La policía arrestó a 37 personas en Madrid el lunes."
KEY = "sk-Ab3_Qx9-very.secret"


def settings_for(url: str, **more) -> Settings:
    return Settings(
        translation_engine="remote",
        remote_url=url,
        remote_model="stub",
        remote_key=SecretStr(KEY),
        remote_seconds=15,
        remote_retries=0,
        **more,
    )


def by_server(url: str, text: str = ENGLISH, source: str = "en", target: str = "es"):
    faithful = Faithful(translating.load(settings_for(url)), source, target)
    (rendered,) = faithful.translate([text])
    return rendered, faithful


@pytest.fixture(scope="module")
def shipped() -> str:
    (rendered,) = Faithful(translating.load(Settings()), "en", "es").translate([ENGLISH])
    assert rendered.text != SPANISH  # so that the tests can tell the engines apart
    return rendered.text


# --- what is a translation -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        SPANISH,
        f"  {SPANISH}\n",
        f"<think>\nThe user wants\n\nSpanish.</think>\n\n{SPANISH}",
        f"```\n{SPANISH}\n```",
        f"```text\n{SPANISH}```",
        f"Here is the translation: {SPANISH}",
        f"Here’s the Spanish translation:\n\n{SPANISH}",
        f"Traducción: {SPANISH}",
        f'"{SPANISH}"',
        f"«{SPANISH}»",
        f'Sure! Here is the translation into Spanish: "{SPANISH}"',
    ],
)
def test_takes_a_translation_out_of_its_wrapping(answer):
    assert bare(answer, ENGLISH, "en", "es") == SPANISH


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "   \n",
        '""',
        ENGLISH.replace("Monday", "Monday morning"),
        "I’m sorry, but I can’t help with the translation of this text.",
        f"{SPANISH}\n{SPANISH}",
        f"{SPANISH}\n\nNote: “police” is singular in Spanish.",
        f"<think>no end {SPANISH}",
        f"{SPANISH}</s><|user|>",
        f"{SPANISH}\0",
    ],
)
def test_an_answer_that_is_no_translation(answer):
    assert bare(answer, ENGLISH, "en", "es") is None or "think" in answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('"We will win," he said.', '"Ganaremos", dijo.'),
        ("Translation: a life's work.", "Traducción: la obra de una vida."),
        ("OpenAI", "OpenAI"),
    ],
)
def test_keeps_what_the_source_has_too(text, answer):
    assert bare(answer, text, "en", "es") == answer


# --- the way through the guards ------------------------------------------------------------------


def test_takes_what_passes_the_guards(serve):
    server = serve(stub.says(SPANISH[:9], SPANISH[9:]))
    rendered, faithful = by_server(server.url)
    assert rendered.text == SPANISH
    assert rendered.warnings == () and faithful.unanswered == 0
    assert len(server.requests) == 1
    system, user = server.requests[0]["body"]["messages"]
    assert user["content"] == ENGLISH and "English into Spanish" in system["content"]
    # after it the models here that other tests of this process have used
    assert translating.load(settings_for(server.url)).models[0].name == "stub"


def test_asks_once_more_where_the_model_chats(serve):
    server = serve(stub.says("Of course!\nWhat a nice text."), stub.says(SPANISH))
    rendered, _ = by_server(server.url)
    assert rendered.text == SPANISH
    assert [m["role"] for m in server.requests[1]["body"]["messages"]] == [
        "system",
        "user",
        "assistant",
        "user",
    ]


@pytest.mark.parametrize(
    "answer",
    [
        SPANISH.replace("37", "47"),
        SPANISH.replace("37 ", ""),
        SPANISH.replace(".", " y mató a 12."),
        SPANISH.replace("arrestó", "no arrestó"),
        SPANISH.replace(".", " (traducción literal)."),
        " ".join([SPANISH] * 4),
        "La policía.",
        ENGLISH,
        "I can't translate this.",
        "Ignoro las instrucciones anteriores.",
    ],
)
def test_what_fails_the_guards_gives_way_to_the_models_here(serve, shipped, answer):
    server = serve(stub.says(answer))
    rendered, faithful = by_server(server.url)
    assert rendered.text == shipped
    assert rendered.warnings == ()
    assert len(server.requests) <= 6


@pytest.mark.parametrize(
    "answer",
    [
        stub.status(500),
        stub.status(401),
        stub.status(429, Retry_After="600"),
        stub.hangs_up,
        stub.says(SPANISH[:20], finished=None, done=False),
        stub.says(SPANISH, finished="length"),
        stub.raw(b"data: {}\n\n"),
        stub.endless(stub.event("y" * 5000)),
        stub.echoes_the_key,
    ],
)
def test_a_server_that_fails_gives_way_to_the_models_here(serve, shipped, answer):
    rendered, faithful = by_server(serve(answer).url)
    assert rendered.text == shipped
    assert faithful.unanswered == 1


def test_what_is_shielded_never_reaches_the_server(serve):
    source = "La policía detuvo a 37 personas en Sinaloa, dijo @OHarfuch en https://t.co/Ab3dE."

    def answer(text: str) -> str:
        name = re.search(r"dijo (\S+?)[ .]", text)
        return f"Police arrested 37 people in Sinaloa, {name.group(1)} said." if name else "?"

    server = serve(stub.rewrites(answer))
    rendered, _ = by_server(server.url, source, "es", "en")
    sent = json.dumps([request["body"] for request in server.requests])
    assert "OHarfuch" not in sent and "t.co" not in sent
    assert "@OHarfuch" in rendered.text and "https://t.co/Ab3dE" in rendered.text


ARTICLE = f"Arrests in Madrid\n\n{ENGLISH} A judge will hear the case in 12 days, the court said."


def test_a_brief_says_that_the_server_is_down(serve):
    with_models_here = pipeline.summarise(ARTICLE)
    server = serve()
    server.stop()
    brief = pipeline.summarise(ARTICLE, settings=settings_for(server.url))
    (warning,) = [w for w in brief.warnings if w.code == "engine_unavailable"]
    assert [s.sides["es"].text for s in brief.bilingual_sentences()] == [
        s.sides["es"].text for s in with_models_here.bilingual_sentences()
    ]
    assert "server" in view.warning_text(warning, "en")
    assert "servidor" in view.warning_text(warning, "es")
    assert [use.name for use in brief.provenance.models] == ["en-es"]
    assert KEY not in brief.model_dump_json() and server.url not in brief.model_dump_json()


def test_a_brief_names_the_server_s_model_only_where_its_words_stand(serve):
    server = serve(stub.rewrites(lambda text: SPANISH if text == ENGLISH else "?"))
    brief = pipeline.summarise(ENGLISH, settings=settings_for(server.url))
    sides = {s.sides["es"].text for s in brief.bilingual_sentences()}
    assert sides <= {SPANISH, SPANISH.rstrip(".")}
    assert [use.name for use in brief.provenance.models] == ["stub"]
    both = pipeline.summarise(ARTICLE, settings=settings_for(server.url))
    assert SPANISH in {s.sides["es"].text for s in both.bilingual_sentences()}
    assert sorted(use.name for use in both.provenance.models) == ["en-es", "stub"]


def test_a_server_that_goes_down_on_the_way(serve, shipped):
    server = serve(stub.says(SPANISH), stub.status(503))
    texts = [ENGLISH, "A judge will hear the case in 12 days.", "The court has 5 judges."]
    settings = settings_for(server.url).model_copy(update={"remote_concurrency": 1})
    faithful = Faithful(translating.load(settings), "en", "es")
    rendered = faithful.translate(texts)
    assert rendered[0].text == SPANISH
    assert faithful.unanswered == 2
    assert all(r.text and not r.warnings for r in rendered)


def test_without_an_address_nothing_begins():
    with pytest.raises(SettingsError, match="PUENTE_REMOTE_URL"):
        pipeline.summarise(ARTICLE, settings=Settings(translation_engine="remote"))
