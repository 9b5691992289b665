"""Sequence-to-sequence checkpoints that write summaries: tiny BART and T5 models that have learnt
two summaries by heart."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.catalog import CatalogModel
from summarizer.errors import ModelDamaged, ModelMissing
from summarizer.seq2seq import Search, Seq2Seq
from summarizer.settings import Settings
from summarizer.summarising import generating
from tests.catalog import tiny

ARTICLES = [article for article, _ in tiny.SUMMARIES]
SUMMARIES = [summary for _, summary in tiny.SUMMARIES]
RUNTIMES = {"ctranslate2": "ctranslate2 int8", "transformers": "transformers"}


def entry(family: str) -> CatalogModel:
    return CatalogModel(
        name=f"tiny-{family}",
        task="summarization",
        family=family,
        source_languages=("en", "es"),
        runtimes=("transformers",),
        size_mb=1,
        licence="MPL-2.0",
        origin="the tests",
        prefix="summarize: " if family == "t5" else "",
    )


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory) -> Callable[[str], Path]:
    folders: dict[str, Path] = {}

    def made(family: str) -> Path:
        if family not in folders:
            folder = tmp_path_factory.mktemp(family) / "model"
            makers = {"bart": tiny.bart, "t5": lambda place: tiny.t5(place, "summarize: ")}
            folders[family] = makers[family](folder)
        return folders[family]

    return made


@pytest.mark.parametrize("family", ["bart", "t5"])
@pytest.mark.parametrize("engine", RUNTIMES)
def test_a_checkpoint_writes_on_either_runtime(folder_of, tmp_path, family, engine) -> None:
    settings = Settings(cache_folder=tmp_path, translation_engine=engine, threads=1)
    generator = generating.LocalGenerator(folder_of(family), entry(family), settings)
    assert generator.summaries(ARTICLES, "en", 2) == SUMMARIES
    assert 20 <= generator.section_words <= 512
    assert generator.use.name == f"tiny-{family}" and generator.use.licence == "MPL-2.0"
    assert generator.use.runtime == RUNTIMES[engine]


def test_a_text_that_is_too_long_is_cut(folder_of, tmp_path) -> None:
    settings = Settings(cache_folder=tmp_path, threads=1)
    generator = generating.LocalGenerator(folder_of("bart"), entry("bart"), settings)
    assert len(generator.summaries([ARTICLES[0], "the mayor " * 900], "en", 2)) == 2


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_the_least_length_that_a_checkpoint_asks_for_is_kept(folder_of, tmp_path, runtime) -> None:
    folder = tmp_path / "longer"
    shutil.copytree(folder_of("bart"), folder)
    told = json.loads((folder / "generation_config.json").read_text("utf-8"))
    told |= {"min_length": 25, "length_penalty": 2.0, "no_repeat_ngram_size": 3, "num_beams": 2}
    (folder / "generation_config.json").write_text(json.dumps(told), "utf-8")
    model = Seq2Seq(folder, "longer", tmp_path / "cache", runtime=runtime, threads=1)
    search = model.own_search(40)
    assert search == Search(
        beam_size=2, min_tokens=24, max_tokens=40, length_penalty=2.0, no_repeat=3
    )
    (free,), (held,) = model.generate([ARTICLES[0]]), model.generate([ARTICLES[0]], search)
    assert free[0].text == SUMMARIES[0]
    assert len(held[0].text) > len(free[0].text)
    assert model.own_search(10).min_tokens == 10


def test_missing_and_damaged_checkpoints(folder_of, tmp_path: Path) -> None:
    settings = Settings(cache_folder=tmp_path / "cache", threads=1)
    with pytest.raises(ModelMissing, match="Copy the checkpoint"):
        generating.LocalGenerator(tmp_path / "none", entry("bart"), settings)
    damaged = tmp_path / "damaged"
    shutil.copytree(folder_of("bart"), damaged)
    (damaged / "model.safetensors").write_bytes(b"cut off")
    with pytest.raises(ModelDamaged, match="Copy the checkpoint"):
        generating.LocalGenerator(damaged, entry("bart"), settings)


def test_a_name_that_the_catalogue_lacks() -> None:
    with pytest.raises(ModelMissing, match="no model 'nonesuch'"):
        generating.load("en", Settings(summary_model="nonesuch"))
