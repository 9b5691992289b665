"""Tiny checkpoints of each family, of the same classes as the real ones, with tokenizers trained
on the spot and laid out as a model hub does. Each has learnt a few sentences by heart, so that
what it writes is certain and depends on the text and on the language that is asked for."""

from __future__ import annotations

import json
from pathlib import Path

SENTENCES = {
    "en": ["the minister arrived in Madrid", "twelve people were hurt", "the road was closed"],
    "es": ["el ministro llegó a Madrid", "doce personas resultaron heridas", "la vía se cerró"],
    "fr": ["le ministre est arrivé à Madrid", "douze blessés", "la route a été fermée"],
}
_SMALL = {"d_model": 48, "encoder_layers": 1, "decoder_layers": 1, "encoder_attention_heads": 2,
          "decoder_attention_heads": 2, "encoder_ffn_dim": 96, "decoder_ffn_dim": 96,
          "max_position_embeddings": 128, "dropout": 0.0}  # fmt: skip


def _corpus(folder: Path) -> Path:
    path = folder.parent / "corpus.txt"
    path.write_text("\n".join(s for lines in SENTENCES.values() for s in lines), "utf-8")
    return path


def _sentencepiece(folder: Path, **options: object) -> Path:
    import torch

    torch.manual_seed(1)  # for the network that is made after it, whatever ran before
    import sentencepiece

    prefix = folder.parent / f"spm-{folder.name}"
    sentencepiece.SentencePieceTrainer.train(
        input=str(_corpus(folder)), model_prefix=str(prefix), vocab_size=200, minloglevel=2,
        hard_vocab_limit=False, **options,
    )  # fmt: skip
    return prefix.with_suffix(".model")


def _pieces(model: Path) -> list[str]:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(str(model))
    return [processor.id_to_piece(i) for i in range(processor.get_piece_size())]


def _learn(model, rows: list[tuple[list[int], list[int]]], folder: Path, steps: int = 600) -> None:
    """Learn ``rows`` of (input ids, output ids after the start token) by heart, and save."""
    import torch

    torch.manual_seed(1)
    torch.set_num_threads(1)  # so small that threads only wait for each other
    pad = model.config.pad_token_id
    inputs, labels = (
        torch.nn.utils.rnn.pad_sequence(
            [torch.tensor(row[i]) for row in rows], batch_first=True, padding_value=value
        )
        for i, value in ((0, pad), (1, -100))
    )
    optimiser = torch.optim.Adam(model.parameters(), lr=4e-3)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.02, total_iters=steps)
    model.eval()  # learns by heart, so without dropout
    for _ in range(steps):
        loss = model(input_ids=inputs, attention_mask=inputs != pad, labels=labels).loss
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if loss.item() < 0.003:
            break
    model.eval().save_pretrained(folder)


def m2m100(folder: Path) -> Path:
    """M2M100: between all the languages of :data:`SENTENCES`."""
    import transformers

    folder.mkdir(parents=True)
    model = _sentencepiece(folder)
    vocabulary = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3}
    for piece in _pieces(model):
        vocabulary.setdefault(piece, len(vocabulary))
    listed = folder.parent / "m2m100-vocab.json"
    listed.write_text(json.dumps(vocabulary), "utf-8")
    tokenizer = transformers.M2M100Tokenizer(vocab_file=str(listed), spm_file=str(model))
    tokenizer.save_pretrained(folder)
    network = transformers.M2M100ForConditionalGeneration(
        transformers.M2M100Config(
            vocab_size=len(vocabulary) + 108, encoder_layerdrop=0.0, decoder_layerdrop=0.0, **_SMALL
        )
    )
    _learn(network, _between_all(tokenizer, lambda code: code), folder, steps=600)
    return folder


def nllb(folder: Path) -> Path:
    """NLLB, whose repositories hold ``sentencepiece.bpe.model``."""
    import transformers

    folder.mkdir(parents=True)
    model = _sentencepiece(folder, model_type="bpe")
    (folder / "sentencepiece.bpe.model").write_bytes(model.read_bytes())
    codes = {"en": "eng_Latn", "es": "spa_Latn", "fr": "fra_Latn"}
    told = {"tokenizer_class": "NllbTokenizer", "additional_special_tokens": [*codes.values()]}
    (folder / "tokenizer_config.json").write_text(json.dumps(told))
    tokenizer = transformers.NllbTokenizer.from_pretrained(folder)
    tokenizer.save_pretrained(folder)
    network = transformers.M2M100ForConditionalGeneration(
        transformers.M2M100Config(
            vocab_size=len(tokenizer), encoder_layerdrop=0.0, decoder_layerdrop=0.0, **_SMALL
        )
    )
    _learn(network, _between_all(tokenizer, codes.__getitem__), folder, steps=1500)
    return folder


def _between_all(tokenizer, code) -> list[tuple[list[int], list[int]]]:
    rows = []
    for source, lines in SENTENCES.items():
        for target, others in SENTENCES.items():
            for line, other in zip(lines, others, strict=True):
                if source != target:
                    tokenizer.src_lang = code(source)
                    tokenizer.tgt_lang = code(target)
                    found = tokenizer(line, text_target=other)
                    rows.append((found.input_ids, found.labels))
    return rows


SUMMARIES = [
    ("the minister arrived in Madrid and the road was closed", "the road was closed"),
    ("twelve people were hurt and the minister arrived", "twelve people were hurt"),
]


def bart(folder: Path, **config: object) -> Path:
    """BART, as distilbart-cnn is."""
    import torch
    import transformers
    from tokenizers import ByteLevelBPETokenizer

    # For the network, whatever ran before; from 1 it learns one of the two summaries too loosely.
    torch.manual_seed(2)
    folder.mkdir(parents=True)
    pieces = ByteLevelBPETokenizer()
    pieces.train(
        [str(_corpus(folder))], vocab_size=400, show_progress=False,
        special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"],
    )  # fmt: skip
    pieces.save_model(str(folder))
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "BartTokenizer"}))
    tokenizer = transformers.BartTokenizer.from_pretrained(folder)
    network = transformers.BartForConditionalGeneration(
        transformers.BartConfig(
            vocab_size=len(tokenizer), forced_bos_token_id=0, **{**_SMALL, **config}
        )
    )
    _learn(
        network, [(tokenizer(a).input_ids, tokenizer(b).input_ids) for a, b in SUMMARIES], folder
    )
    return folder


def t5(folder: Path, prefix: str = "", multilingual: bool = False) -> Path:
    """T5, or mT5 as XL-Sum's model is."""
    import transformers

    folder.mkdir(parents=True)
    model = _sentencepiece(folder, pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    (folder / "spiece.model").write_bytes(model.read_bytes())
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "T5Tokenizer", "extra_ids": 0, "model_max_length": 512})
    )
    kind = "mt5" if multilingual else "t5"
    (folder / "config.json").write_text(json.dumps({"model_type": kind}))
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    sizes = {"vocab_size": len(tokenizer), "d_model": 48, "d_kv": 24, "d_ff": 96, "num_heads": 2,
             "num_layers": 1, "num_decoder_layers": 1, "dropout_rate": 0.0,
             "decoder_start_token_id": 0}  # fmt: skip
    if multilingual:
        network = transformers.MT5ForConditionalGeneration(
            transformers.MT5Config(
                feed_forward_proj="gated-gelu", tie_word_embeddings=False, **sizes
            )
        )
    else:
        network = transformers.T5ForConditionalGeneration(transformers.T5Config(**sizes))
    rows = [(tokenizer(prefix + a).input_ids, tokenizer(b).input_ids) for a, b in SUMMARIES]
    _learn(network, rows, folder)
    return folder


def _marian_pieces(folder: Path, source: str, target: str) -> dict[str, int]:
    """The tokenizer's files; its vocabulary."""
    folder.mkdir(parents=True)
    model = _sentencepiece(folder, bos_id=-1, eos_id=0, unk_id=1)
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(model.read_bytes())
    vocabulary = {piece: i for i, piece in enumerate([*_pieces(model), "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(vocabulary), "utf-8")
    (folder / "tokenizer_config.json").write_text(
        json.dumps(
            {"source_lang": source, "target_lang": target, "tokenizer_class": "MarianTokenizer"}
        )
    )
    return vocabulary


def marian(folder: Path, source: str = "en", target: str = "es") -> Path:
    """Marian, as the opus-mt models are."""
    import transformers

    vocabulary = _marian_pieces(folder, source, target)
    tokenizer = transformers.MarianTokenizer.from_pretrained(folder)
    pad = vocabulary["<pad>"]
    network = transformers.MarianMTModel(
        transformers.MarianConfig(
            vocab_size=len(vocabulary), pad_token_id=pad, decoder_start_token_id=pad,
            eos_token_id=0, forced_eos_token_id=0, scale_embedding=True,
            activation_function="swish", static_position_embeddings=True, **_SMALL,
        )
    )  # fmt: skip
    pairs = zip(SENTENCES[source], SENTENCES[target], strict=True)
    rows = [(tokenizer(a).input_ids, tokenizer(text_target=b).input_ids) for a, b in pairs]
    _learn(network, rows, folder)
    return folder


def recurrent(folder: Path, source: str = "en", target: str = "es") -> Path:
    """Marian with a recurrent decoder, as the models that ship are; of random weights."""
    from training.translation import recurrent_checkpoint
    from training.translation.checkpoint import Checkpoint

    vocabulary = _marian_pieces(folder, source, target)
    weights = random_recurrent(len(vocabulary), len(vocabulary) - 1)
    pieces = Checkpoint(folder)
    recurrent_checkpoint.write(folder, weights, pieces, SENTENCES[source], heads=2)
    return folder


def random_recurrent(
    vocabulary: int,
    outputs: int,
    *,
    dim: int = 16,
    inner: int = 32,
    encoder: int = 1,
    decoder: int = 2,
):
    """Weights of a recurrent checkpoint that reads ``vocabulary`` pieces and writes the first
    ``outputs`` of them but for the second, the unknown one."""
    import torch

    torch.manual_seed(1)
    weights = {}

    def linear(name: str, wide: int = dim, out: int = dim) -> None:
        weights[f"{name}.weight"] = torch.randn(out, wide) * wide**-0.5
        weights[f"{name}.bias"] = torch.randn(out) * 0.1

    def norm(name: str) -> None:
        weights[f"{name}.weight"] = torch.ones(dim) + torch.randn(dim) * 0.1
        weights[f"{name}.bias"] = torch.randn(dim) * 0.1

    for side, layers in (("encoder", encoder), ("decoder", decoder)):
        own, attention = ("self_attn",) * 2 if side == "encoder" else ("unit", "encoder_attn")
        for at in (f"{side}.layers.{layer}" for layer in range(layers)):
            for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
                linear(f"{at}.{attention}.{part}")
            for part in ("forget", "new") if side == "decoder" else ():
                linear(f"{at}.{part}")
            linear(f"{at}.fc1", out=inner)
            linear(f"{at}.fc2", inner)
            for name in sorted({own, attention, "final"}):
                norm(f"{at}.{name}_layer_norm")
    weights["encoder.embed_tokens.weight"] = torch.randn(vocabulary, dim) * dim**-0.5
    weights["encoder.embed_tokens.weight"][-1] = 0
    weights["decoder.embed_tokens.weight"] = torch.randn(outputs, dim) * dim**-0.5
    bias = torch.zeros(1, vocabulary)
    bias[:, outputs:] = bias[:, 1] = -1e4
    weights["final_logits_bias"] = bias
    return weights
