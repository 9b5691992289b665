"""``python -m summarizer models``: list, add, check, remove, fetch, with real files."""

from __future__ import annotations

import pytest

from tests.catalog import tiny
from tests.catalog.hub import Hub
from tests.pipeline.test_cli import puente


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory):
    return tiny.marian(tmp_path_factory.mktemp("hub") / "opus-mt-en-es")


@pytest.fixture
def models(tmp_path):
    def run(*arguments: object, status: int = 0, **environment: str) -> str:
        folders = {
            "PUENTE_DATA_FOLDER": str(tmp_path / "data"),
            "PUENTE_CACHE_FOLDER": str(tmp_path / "cache"),
            "HF_HOME": str(tmp_path / "hub"),
        }
        done = puente("models", *arguments, **folders, **environment)
        assert done.returncode == status, done.stderr.decode()
        assert b"Traceback" not in done.stderr
        return done.stdout.decode() + done.stderr.decode()

    return run


def entry(listed: str, name: str) -> str:
    """What the list says of one model."""
    lines = listed.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(f"{name}  ("))
    end = next((n for n in range(start + 1, len(lines)) if lines[n][:1] != " "), len(lines))
    return "\n".join(lines[start:end])


def test_the_list_says_what_is_here_and_what_may_be_done_with_it(models):
    listed = models()
    assert listed == models("list")
    assert "(on this disk)" in entry(listed, "es-en")
    assert "es → en" in entry(listed, "es-en") and "MPL-2.0" in entry(listed, "es-en")
    nllb = entry(listed, "nllb-200-distilled-600m")
    assert "(not here)" in nllb and "NO COMMERCIAL USE" in nllb
    assert "no address is set" in entry(listed, "chat")
    told = models(PUENTE_REMOTE_URL="http://127.0.0.1:9/v1")
    assert "its address is set" in entry(told, "chat")


def test_a_model_is_added_checked_chosen_and_removed(models, checkpoint):
    told = models("add", checkpoint, "--name", "desk", "--source", "EN", "--target", "es",
                  "--licence", "CC-BY-4.0")  # fmt: skip
    assert "Licence of desk: CC-BY-4.0" in told and "PUENTE_TRANSLATION_MODELS=desk" in told
    listed = entry(models(), "desk")
    assert "(on this disk)" in listed and "en → es" in listed and "added from a folder" in listed
    told = models("check", "desk")
    assert "desk: files are whole; runs on ctranslate2" in told and "en → es: " in told
    models("remove", "desk")
    assert "desk" not in models()
    assert "no model 'desk'" in models("remove", "desk", status=1)


def test_a_model_of_the_catalogue_takes_its_name_from_the_folder(models, checkpoint):
    assert "Apache-2.0" in models("add", checkpoint)
    assert "(on this disk)" in entry(models(), "opus-mt-en-es")


def test_a_model_is_fetched(models, checkpoint):
    hub = Hub("Helsinki-NLP/opus-mt-en-es", checkpoint)
    try:
        told = models("fetch", "opus-mt-en-es", HF_ENDPOINT=hub.address)
        assert "Licence of opus-mt-en-es: Apache-2.0" in told and "is here" in told
        assert "(on this disk)" in entry(models(), "opus-mt-en-es")
        assert "files are whole" in models("check", "opus-mt-en-es")
        hub.damaged = "vocab.json"
        models("remove", "opus-mt-en-es")
        told = models("fetch", "opus-mt-en-es", HF_ENDPOINT=hub.address, status=1)
        assert "puente: vocab.json of opus-mt-en-es came damaged" in told
        assert "(not here)" in entry(models(), "opus-mt-en-es")
    finally:
        hub.close()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "opus-mt-es-en"), "models fetch opus-mt-es-en"),
        (("check", "chat"), "PUENTE_REMOTE_URL"),
        (("check", "no-such"), "no model 'no-such'"),
        (("fetch", "es-en"), "ships with Puente"),
        (("remove", "es-en"), "nothing to remove"),
        (("add", "/no/such/folder"), "/no/such/folder"),
    ],
)
def test_what_can_not_be_is_said(models, arguments, says):
    assert says in models(*arguments, status=1)


def test_a_shipped_model_is_checked(models):
    told = models("check", "es-en")
    assert "12 people" in told and "Madrid" in told
