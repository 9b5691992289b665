"""Models whose files are missing, cut short or half converted: it is said at the start, with what
to do, and a cache mends itself."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import httpx2
import pytest

from summarizer import catalog
from summarizer.errors import ModelDamaged, ModelMissing
from summarizer.settings import Settings
from summarizer.translating import checkpoint
from summarizer.translating.ctranslate import CTranslate2Engine
from summarizer.translating.local import marian_engine
from tests.catalog import tiny
from tests.web.processes import ROOT, Process

HERE = Settings(threads=1)
MODEL = catalog.translation_model("en", "es", HERE)
FOLDER = catalog.folder_of(MODEL, HERE)


@pytest.fixture
def models(tmp_path) -> Path:
    """A folder of models as it ships, whose files may be spoilt: links to the real ones."""
    folder = tmp_path / "models"
    for path in HERE.models_folder.rglob("*"):
        if path.is_file():
            place = folder / path.relative_to(HERE.models_folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(path)
    return folder


def cut_short(path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[: len(data) // 2])


def spoil(models: Path, how: str) -> type[Exception]:
    folder = models / FOLDER.relative_to(HERE.models_folder)
    match how:
        case "missing folder":
            shutil.rmtree(folder)
            return ModelMissing
        case "missing weights":
            checkpoint.weights_of(folder).unlink()
            return ModelMissing
        case "weights cut short":
            cut_short(checkpoint.weights_of(folder))
            return ModelDamaged
        case "empty vocabulary":
            (folder / "vocab.json").unlink()
            (folder / "vocab.json").write_bytes(b"")
            return ModelDamaged
        case "tokenizer cut short":
            cut_short(folder / "source.spm")
            return ModelDamaged
        case "no catalogue":
            (models / "catalog.toml").unlink()
            return ModelMissing
    raise AssertionError(how)


SPOILT = (
    "missing folder", "missing weights", "weights cut short", "empty vocabulary",
    "tokenizer cut short", "no catalogue",
)  # fmt: skip


@pytest.mark.parametrize("how", SPOILT)
def test_each_fault_is_told_before_anything_is_translated(models, tmp_path, how):
    kind = spoil(models, how)
    settings = Settings(models_folder=models, cache_folder=tmp_path / "cache", threads=1)
    with pytest.raises(kind) as caught:
        model = catalog.translation_model("en", "es", settings)
        marian_engine(catalog.folder_of(model, settings), model.name, settings)
    told = str(caught.value)
    assert told.endswith(".") and len(told) > 30


def test_the_app_says_it_at_its_start_and_still_shows_what_was_shared(models, tmp_path):
    spoil(models, "weights cut short")
    from summarizer.store import Owner, Store
    from tests import briefs

    folder = tmp_path / "data"
    folder.mkdir()
    store = Store.open(Settings(data_folder=folder))
    owner = Owner.of_token("of the tests")
    link = store.share(store.save(briefs.sample(), owner).id, owner)
    app = Process(
        folder, PUENTE_MODELS_FOLDER=str(models), PUENTE_CACHE_FOLDER=str(tmp_path / "cache")
    )
    try:
        for _ in range(600):
            health = httpx2.get(f"{app.address}/api/health")
            if health.json()["models"]["state"] != "loading":
                break
            signal.sigtimedwait([], 0.2)
        assert health.status_code == 503 and health.json()["models"]["state"] == "failed"
        log = app.log.read_text()
        assert "cut short or damaged" in log and "Copy the checkpoint there again" in log
        assert httpx2.get(f"{app.address}/b/{link.id}").status_code == 200
        made = httpx2.post(f"{app.address}/api/briefs", json={"text": BRIEF_TEXT}, timeout=120)
        assert made.status_code == 503 and made.json()["code"] == "model_damaged"
        assert "Copy the checkpoint" in made.json()["message"]
    finally:
        app.end()
        store.close()


BRIEF_TEXT = "The mayor of Puerto Azul said on Monday that 14 people were hurt. The road is closed."

# --- the cache of converted models ---------------------------------------------------------------

CONVERTING = """
    import os, signal, sys
    from pathlib import Path
    from summarizer.translating import checkpoint

    step, place = sys.argv[3], checkpoint._convert

    def killed(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    def convert(folder, place, quantization):
        place.mkdir(parents=True)
        (place / "model.bin").write_bytes(b"half of a model")
        if step == "in the middle":
            killed()
        (place / "complete.json").write_text('{"model.bin": 15}')
    checkpoint._convert = convert
    if step == "before the rename":
        checkpoint.os.rename = killed
    checkpoint.converted(Path(sys.argv[1]), "m", Path(sys.argv[2]))
"""


@pytest.mark.parametrize("step", ["in the middle", "before the rename"])
def test_a_conversion_that_was_killed_is_done_anew(marian, tmp_path, step):
    """The process of the first start is killed; the next start makes its own conversion."""
    command = [sys.executable, "-c", textwrap.dedent(CONVERTING), str(marian), str(tmp_path), step]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=ROOT)
    assert done.returncode == -signal.SIGKILL
    left = [path.name for path in (tmp_path / "ctranslate2").iterdir()]
    assert left and all(name.startswith(".") for name in left)  # nothing that looks whole
    place = checkpoint.converted(marian, "m", tmp_path)
    assert (place / "model.bin").stat().st_size > 10_000


NAME = "tiny"


@pytest.fixture(scope="module")
def marian(tmp_path_factory) -> Path:
    return tiny.marian(tmp_path_factory.mktemp("marian") / "m" / "m")


@pytest.fixture(scope="module")
def whole(marian, tmp_path_factory) -> Path:
    """A cache with a conversion."""
    cache = tmp_path_factory.mktemp("whole")
    checkpoint.converted(marian, NAME, cache)
    return cache


@pytest.mark.parametrize("damage", ["cut short", "overwritten", "a file is missing", "no record"])
def test_a_damaged_cache_mends_itself(marian, whole, tmp_path, damage):
    cache = tmp_path / "cache"
    shutil.copytree(whole, cache)
    [place] = (cache / "ctranslate2").iterdir()
    weights = place / "model.bin"
    match damage:
        case "cut short":
            os.truncate(weights, weights.stat().st_size // 2)
        case "overwritten":  # of the right size, so that only loading it tells
            with weights.open("r+b") as file:
                file.write(os.urandom(4096))
        case "a file is missing":
            next(path for path in place.iterdir() if "vocabulary" in path.name).unlink()
        case "no record":
            (place / "complete.json").unlink()
    engine = CTranslate2Engine(marian, NAME, cache, threads=1)
    [[translation]] = engine.translate(["the road was closed"])
    assert translation.text
    assert checkpoint._is_complete(place)


def test_what_killed_conversions_left_is_cleared_away(marian, whole, tmp_path):
    cache = tmp_path / "cache"
    shutil.copytree(whole, cache)
    old, young = (cache / "ctranslate2" / f".{NAME}-{name}" for name in ("old", "young"))
    for folder in (old, young):
        folder.mkdir()
        (folder / "model.bin").write_bytes(b"half")
    long_ago = os.stat(old).st_mtime - 2 * checkpoint.ABANDONED_SECONDS
    os.utime(old, (long_ago, long_ago))
    [place] = [path for path in (cache / "ctranslate2").iterdir() if path.name[0] != "."]
    (place / "complete.json").unlink()
    checkpoint.converted(marian, NAME, cache)
    assert not old.exists() and young.exists()  # another process may be at work on the young one
