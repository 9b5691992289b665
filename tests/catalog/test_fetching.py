"""Models that are fetched from a hub: whole, with progress, or not at all."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys

import pytest

from summarizer import catalog, installing
from summarizer.errors import ModelDamaged, ModelMissing
from summarizer.settings import Settings
from tests.catalog.hub import Hub
from tests.pipeline.test_cli import ROOT

NAME = "opus-mt-es-en"


@pytest.fixture
def hub(made, settings, monkeypatch):
    running = Hub(catalog.named(NAME, settings).repository, made("marian"))
    monkeypatch.setenv("HF_ENDPOINT", running.address)
    # The client tells and keeps what came in parts of 10 MB; this model is smaller.
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 10_000)
    yield running
    running.close()


def leftovers(settings: Settings) -> list[str]:
    return sorted(path.name for path in (settings.data_folder / "models").glob("*"))


def test_a_model_is_fetched_with_progress_and_works(hub, settings):
    told: list[tuple[int, int]] = []
    entry = installing.fetch(NAME, settings, lambda done, total: told.append((done, total)))
    sizes = {path.name: path.stat().st_size for path in hub.folder.iterdir()}
    total = sum(sizes[name] for name in entry.files)
    assert {total for _, total in told} == {total} and told[-1] == (total, total)
    done = [done for done, _ in told]
    assert done == sorted(done)
    # The weights alone are told of in more than one step.
    assert sum(total - sizes["model.safetensors"] < d < total for d in done)
    assert catalog.is_here(entry, settings) and leftovers(settings) == [NAME]
    assert entry.licence and entry.files.keys() >= {
        "config.json",
        "model.safetensors",
        "vocab.json",
    }
    assert installing.check(NAME, settings).answers.keys() == {"es → en"}


@pytest.mark.parametrize("file", ["model.safetensors", "vocab.json"])
def test_what_came_damaged_is_not_taken(hub, settings, file):
    hub.damaged = file
    with pytest.raises(ModelDamaged, match=f"{file}.*checksum"):
        installing.fetch(NAME, settings)
    assert not catalog.is_here(catalog.named(NAME, settings), settings)
    assert [name for name in leftovers(settings) if not name.startswith(".")] == []
    hub.damaged = ""
    installing.fetch(NAME, settings)
    assert leftovers(settings) == [NAME]


def test_a_fetch_that_was_stopped_asks_for_no_whole_file_again(hub, settings):
    def stop(done: int, total: int) -> None:
        if total - done < 20_000:  # the weights come last
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        installing.fetch(NAME, settings, stop)
    assert not catalog.is_here(catalog.named(NAME, settings), settings)
    assert sorted(hub.sent) == sorted(path.name for path in hub.folder.iterdir())
    hub.sent.clear()
    told: list[int] = []
    entry = installing.fetch(NAME, settings, lambda done, total: told.append(done))
    assert hub.sent == ["model.safetensors"]
    assert told == sorted(told)
    installing.verify(entry, settings)
    assert leftovers(settings) == [NAME]


def test_a_repository_without_a_file_that_is_needed(hub, settings, tmp_path):
    folder = tmp_path / "copy"
    folder.mkdir()
    for path in hub.folder.iterdir():
        if path.name != "source.spm":
            (folder / path.name).write_bytes(path.read_bytes())
    hub.folder = folder
    with pytest.raises(ModelMissing, match="source.spm"):
        installing.fetch(NAME, settings)
    assert not catalog.is_here(catalog.named(NAME, settings), settings)


def test_a_hub_that_lacks_the_repository_or_is_away(hub, settings):
    hub.name = "somebody/else"
    with pytest.raises(ModelMissing, match=f"models add FOLDER --name {NAME}"):
        installing.fetch(NAME, settings)
    hub.close()
    with pytest.raises(ModelMissing, match="network"):
        installing.fetch(NAME, settings)
    assert not catalog.is_here(catalog.named(NAME, settings), settings)


def test_a_full_disk_is_said_as_such(hub, settings, monkeypatch):
    import huggingface_hub

    def full(*_: object, **__: object):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(huggingface_hub, "hf_hub_download", full)
    with pytest.raises(ModelMissing, match="no room"):
        installing.fetch(NAME, settings)


@pytest.mark.parametrize(
    ("name", "says"), [("es-en", "ships"), ("chat", "server"), ("no-such", "no model")]
)
def test_what_is_nothing_to_fetch(settings, name, says):
    with pytest.raises(ModelMissing, match=says):
        installing.fetch(name, settings)


def test_a_fetch_that_was_killed_leaves_no_model_and_goes_on(hub, settings, tmp_path):
    command = [sys.executable, "-m", "summarizer", "models", "fetch", NAME]
    environment = {
        **os.environ,
        "HF_HOME": str(tmp_path / "hub"),
        "PUENTE_DATA_FOLDER": str(settings.data_folder),
    }
    hub.stop_after = 20_000
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    assert hub.stopped.wait(120)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not catalog.is_here(catalog.named(NAME, settings), settings)
    assert leftovers(settings) == [f".fetching-{NAME}"]

    assert list(settings.data_folder.rglob("*.incomplete"))
    hub.go_on.set()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert f"{NAME} is here" in done.stdout and "Licence of" in done.stderr
    assert leftovers(settings) == [NAME]
    installing.verify(catalog.named(NAME, settings), settings)


def test_what_came_of_a_model_can_be_removed(hub, settings):
    hub.damaged = "model.safetensors"
    with pytest.raises(ModelDamaged):
        installing.fetch(NAME, settings)
    installing.remove(NAME, settings)
    assert leftovers(settings) == []
    for name in (NAME, "es-en", "chat"):
        with pytest.raises(ModelMissing):
            installing.remove(name, settings)
