"""Sequence-to-sequence checkpoints: a tiny T5 that is built on the spot."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.catalog import CatalogModel
from summarizer.errors import ModelDamaged, ModelMissing
from summarizer.settings import Settings
from summarizer.summarising import generating

ENTRY = CatalogModel(
    name="tiny-t5",
    task="summarization",
    family="t5",
    source_languages=("en", "es"),
    runtimes=("transformers",),
    size_mb=1,
    licence="MPL-2.0",
    origin="the tests",
    prefix="summarize: ",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A T5 checkpoint of random weights whose words are letters."""
    import sentencepiece
    import torch
    from transformers import T5Config, T5ForConditionalGeneration, T5Tokenizer

    folder = tmp_path_factory.mktemp("tiny-t5")
    text = folder / "text.txt"
    text.write_text("the river burst its banks and the mayor asked for help\n" * 50)
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / "spiece"), vocab_size=40, pad_id=0, eos_id=1,
        unk_id=2, bos_id=-1, hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    tokenizer = T5Tokenizer.from_pretrained(folder, extra_ids=0)
    tokenizer.save_pretrained(folder)
    torch.manual_seed(1)
    config = T5Config(
        vocab_size=len(tokenizer), d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2,
        decoder_start_token_id=0,
    )  # fmt: skip
    T5ForConditionalGeneration(config).save_pretrained(folder)
    return folder


def test_a_checkpoint_writes(folder: Path) -> None:
    generator = generating.LocalGenerator(folder, ENTRY)
    written = generator.summaries(["the river burst its banks", "the mayor " * 900], "en", 2)
    assert len(written) == 2 and all(isinstance(text, str) for text in written)
    assert 20 <= generator.section_words <= 512
    assert generator.use.name == "tiny-t5" and generator.use.licence == "MPL-2.0"


def test_missing_and_damaged_checkpoints(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="tiny-t5"):
        generating.LocalGenerator(tmp_path / "none", ENTRY)
    for file in folder.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"cut off")
    with pytest.raises(ModelDamaged, match="Copy the checkpoint"):
        generating.LocalGenerator(tmp_path, ENTRY)


def test_a_name_that_the_catalogue_lacks() -> None:
    with pytest.raises(ModelMissing, match="no model 'nonesuch'"):
        generating.load("en", Settings(summary_model="nonesuch"))
