from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.settings import Settings
from tests.catalog import tiny

MAKERS: dict[str, Callable[[Path], Path]] = {
    "marian": tiny.marian,
    "m2m100": tiny.m2m100,
    "nllb": tiny.nllb,
    "bart": tiny.bart,
    "t5": lambda folder: tiny.t5(folder, "summarize: "),
    "mt5": lambda folder: tiny.t5(folder, multilingual=True),
}


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Callable[[str], Path]:
    """Makes the tiny checkpoint of a family, once for all tests."""
    root = tmp_path_factory.mktemp("checkpoints")

    def make(name: str) -> Path:
        folder = root / name / name
        if not folder.exists():
            MAKERS[name](folder)
        return folder

    return make


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(data_folder=tmp_path / "data", cache_folder=tmp_path / "cache", threads=1)
