"""A checkpoint of a few thousand weights with its own pieces, made in a second."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.catalog.tiny import random_recurrent
from training.translation import recurrent_checkpoint
from training.translation.checkpoint import END, IMPOSSIBLE, PADDING, UNKNOWN, Checkpoint
from training.translation.train import outputs_of

SPANISH = (
    "El gobierno anunció una reforma el lunes.",
    "La ministra habló con los vecinos de la costa.",
    "El alcalde presentó su informe ante el Senado.",
    "Los trabajadores del puerto piden una reunión.",
    "La policía detuvo a nueve personas en la frontera.",
    "El hospital abrió sus puertas en Toluca con Mariana.",
)
ENGLISH = (
    "The government announced a reform on Monday.",
    "The minister spoke with the residents of the coast.",
    "The mayor presented his report to the Senate.",
    "The workers of the port ask for a meeting.",
    "Police arrested nine people at the border.",
    "The hospital opened its doors in Toluca with Mariana.",
)


@pytest.fixture(scope="session")
def pairs() -> list[tuple[str, str]]:
    return list(zip(SPANISH, ENGLISH, strict=True))


@pytest.fixture(scope="session")
def tiny(tmp_path_factory) -> Checkpoint:
    """A Spanish-English checkpoint, untrained; some pieces of its SentencePiece models are missing
    from its vocabulary, and some only a source can have."""
    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel

    folder: Path = tmp_path_factory.mktemp("tiny")
    sides = {"source": SPANISH, "target": ENGLISH}
    found = {}
    for side, sentences in sides.items():
        with (folder / f"{side}.spm").open("wb") as file:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(sentences * 20),
                model_writer=file,
                vocab_size=110,
                model_type="unigram",
                hard_vocab_limit=False,
                normalization_rule_name="nmt_nfkc",
                minloglevel=2,
            )
        processor = sentencepiece.SentencePieceProcessor(str(folder / f"{side}.spm"))
        found[side] = [processor.id_to_piece(i) for i in range(3, len(processor))]
    # Names to start the placeholders from: the tiny models have no whole words of their own.
    names = [f"▁Nombre{chr(97 + index)}" for index in range(16)]
    outputs = [END, UNKNOWN, *found["target"][:-2], *names]
    layout = outputs + [p for p in found["source"][:-2] if p not in outputs] + [PADDING]
    vocabulary = {piece: index for index, piece in enumerate(layout)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"source_lang": "es", "target_lang": "en", "tokenizer_class": "MarianTokenizer"})
    )
    torch.manual_seed(0)
    padding = len(layout) - 1
    config = MarianConfig(
        vocab_size=len(layout),
        decoder_vocab_size=len(layout),
        d_model=16,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        max_position_embeddings=256,
        dropout=0.0,
        activation_function="relu",
        scale_embedding=True,
        share_encoder_decoder_embeddings=False,
        pad_token_id=padding,
        decoder_start_token_id=padding,
        eos_token_id=0,
        forced_eos_token_id=0,
    )
    model = MarianMTModel(config)
    model.final_logits_bias[0, len(outputs) :] = IMPOSSIBLE
    model.final_logits_bias[0, 1] = IMPOSSIBLE
    model.generation_config.bad_words_ids = [[padding]]
    model.half().save_pretrained(folder)
    return Checkpoint(folder)


@pytest.fixture(scope="session")
def student(tiny, tmp_path_factory) -> Checkpoint:
    """As ``tiny``, with the width and the decoder layers of a teacher."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    from training.translation.recurrent import HEADS

    folder = tmp_path_factory.mktemp("wide") / "wide"
    tiny.copy_tokenizer_to(folder)
    config = MarianConfig.from_pretrained(tiny.folder)
    config.d_model, config.decoder_layers = 256, 2
    config.encoder_attention_heads = config.decoder_attention_heads = HEADS
    torch.manual_seed(1)
    model = MarianMTModel(config)
    model.final_logits_bias.copy_(
        MarianMTModel.from_pretrained(tiny.folder, dtype=torch.float32).final_logits_bias
    )
    model.half().save_pretrained(folder)
    return Checkpoint(folder)


@pytest.fixture(scope="session")
def recurrent(tiny, tmp_path_factory) -> Checkpoint:
    """As ``tiny``, with a recurrent decoder."""
    from safetensors.torch import load_file

    bias = load_file(tiny.folder / "model.safetensors")["final_logits_bias"][0]
    weights = random_recurrent(len(bias), outputs_of(bias))
    folder = tmp_path_factory.mktemp("recurrent") / "recurrent"
    return recurrent_checkpoint.write(folder, weights, tiny, SPANISH, heads=2)


@pytest.fixture(scope="session")
def pivot(student):
    """A teacher of random weights that writes with the pieces of the student's target side."""
    import torch

    from training.translation.portuguese import ENCODERS, Portuguese

    dim, inner = 256, 32
    torch.manual_seed(2)
    weights = {"Wemb": torch.randn(len(student.target), dim) * dim**-0.5}
    weights["decoder_ff_logit_out_b"] = torch.zeros(1, len(student.target))

    def linear(name: str, wide: int = dim, out: int = dim) -> None:
        kind, _, part = name.rpartition("_")
        weights[f"{kind}_W{part}"] = torch.randn(wide, out) * wide**-0.5
        weights[f"{kind}_b{part}"] = torch.randn(1, out) * 0.1

    def norm(name: str) -> None:
        weights[f"{name}_ln_scale"] = torch.ones(1, dim)
        weights[f"{name}_ln_bias"] = torch.zeros(1, dim)

    layers = [f"encoder_l{n}" for n in range(1, ENCODERS + 1)]
    for at in [*layers, *(f"decoder_l{n}" for n in range(1, 2 + 1))]:
        attention = f"{at}_self" if at in layers else f"{at}_context"
        for part in "qkvo":
            linear(f"{attention}_{part}")
        norm(f"{attention}_Wo")
        linear(f"{at}_ffn_1", out=inner)
        linear(f"{at}_ffn_2", inner)
        norm(f"{at}_ffn_ffn")
        if at not in layers:
            weights[f"{at}_rnn_W"] = torch.randn(dim, dim) * dim**-0.5
            linear(f"{at}_rnn_f")
            norm(f"{at}_rnn_ffn")
    made = Portuguese(student, weights, student.target)
    made.bias[made.end] += 2.0  # of random weights it would seldom end
    return made
