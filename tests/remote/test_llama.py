"""The chat client and the translation engine against a real server: llama.cpp's."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from summarizer import translating
from summarizer.errors import EngineUnavailable
from summarizer.remote import ChatClient, Message
from summarizer.settings import Settings
from summarizer.translating.faithful import Faithful
from tests.remote import llama as server

KEY = "sk-loopback-1"
ASK = [Message("user", "Count from one to five in words.")]


@pytest.fixture(scope="module")
def llama() -> Iterator[subprocess.Popen]:
    with server.running(KEY) as (url, process):
        process.url = url
        yield process


def test_speaks_with_llama(llama):
    client = ChatClient(llama.url, key=SecretStr(KEY), seconds=300)
    assert client.models() == ["smollm2"]
    whole = client.complete(ASK, max_tokens=12)
    assert whole.truncated and whole.text.strip()
    pieces = list(ChatClient(llama.url, key=SecretStr(KEY), seconds=300).stream(ASK, max_tokens=12))
    assert "".join(pieces) == whole.text  # the likeliest tokens both times


def test_a_wrong_key_is_refused(llama):
    with pytest.raises(EngineUnavailable, match="PUENTE_REMOTE_KEY"):
        ChatClient(llama.url, "smollm2", SecretStr("sk-other")).complete(ASK, max_tokens=3)


def test_a_model_that_can_not_translate_does_no_harm(llama):
    """Whatever it writes, the figures are the source's, and what a reader must check is said."""
    settings = Settings(
        translation_engine="remote", remote_url=llama.url, remote_key=SecretStr(KEY),
        remote_seconds=300, remote_concurrency=2,
    )  # fmt: skip
    faithful = Faithful(translating.load(settings), "es", "en")
    (rendered,) = faithful.translate(["La policía detuvo a 37 personas en Sinaloa."])
    assert "37" in rendered.text and "Sinaloa" in rendered.text
    assert "\n" not in rendered.text and rendered.warnings == ()


def test_a_server_that_was_killed(llama):
    llama.kill()
    llama.wait()
    with pytest.raises(EngineUnavailable, match="no connection"):
        ChatClient(llama.url, "smollm2", SecretStr(KEY), retries=0).complete(ASK, max_tokens=3)
