"""Give a checkpoint the pieces that it lacks, and keep its tokenizers to the pieces that it has.

1. Placeholders: pieces that stand for a shielded address, handle, hashtag, emoji, number or name.
2. Output of every letter and mark that news hold: names keep their accents, quotes their marks.
3. Pieces of the SentencePiece models that the vocabulary has no vector for become *unused*, so that
   words are cut into known pieces and nothing turns into ``<unk>`` needlessly.

    python -m training.translation.vocabulary OLD NEW
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from pathlib import Path

from training.translation.checkpoint import IMPOSSIBLE, PADDING, UNKNOWN, Checkpoint

PLACEHOLDERS = tuple(f"⟦{index}⟧" for index in range(16))
"""What stands in for shielded text: mathematical brackets, which no news text holds."""

MARKS = "“”‘’«»—–@#€£¿¡°‐+=~_áéíóúüñÁÉÍÓÚÜÑ"
"""Written whether or not the old SentencePiece model has them."""

# sentencepiece_model.proto, ModelProto.SentencePiece.Type
_NORMAL, _USER_DEFINED, _UNUSED = 1, 4, 5


def extend(old: Checkpoint, new: Path) -> None:
    """Write the checkpoint ``old`` with its new pieces to the folder ``new``.

    A placeholder starts with the vectors of a name, another one for each: names are what the model
    already copies. A new letter or mark starts with the vector that the source side has for it, or
    with that of its base letter.
    """
    import torch
    from transformers import MarianConfig, MarianMTModel

    model = MarianMTModel.from_pretrained(old.folder, dtype=torch.float32)
    vocabulary = old.vocabulary
    pieces = sorted(vocabulary, key=vocabulary.get)
    assert pieces.pop() == PADDING, "the padding has the last id"
    bias = model.final_logits_bias[0]
    outputs = int((bias > IMPOSSIBLE / 2).nonzero().max()) + 1

    target_pieces = {old.target.id_to_piece(i) for i in range(old.target.vocab_size())}
    written = set(pieces[:outputs])
    characters = [
        c
        for c in sorted({*MARKS, *(p for p in {*pieces, *target_pieces} if _is_letter_or_mark(p))})
        if c not in written
    ]
    placeholders = [p for p in PLACEHOLDERS if p not in vocabulary]
    added = [*placeholders, *characters]
    source_only = [p for p in pieces[outputs:] if p not in added]
    new_pieces = [*pieces[:outputs], *added, *source_only]

    encoder = model.model.encoder.embed_tokens.weight.detach()
    decoder = model.model.decoder.embed_tokens.weight.detach()
    names = _copied_names(pieces, outputs, len(placeholders))
    possible = bias[:outputs][bias[:outputs] > IMPOSSIBLE / 2]
    rare_bias = possible.quantile(0.01)  # so that none is written before it is learnt
    rows = {PADDING: (encoder[-1], decoder[-1], bias.new_tensor(IMPOSSIBLE))}
    for index, piece in enumerate(pieces):
        rows[piece] = encoder[index], decoder[index], bias[index]
    for piece, name in zip(placeholders, names, strict=True):
        rows[piece] = encoder[vocabulary[name]], decoder[vocabulary[name]], rare_bias
    for character in characters:
        like = _known_like(character, vocabulary)
        rows[character] = encoder[vocabulary[like]], encoder[vocabulary[like]], rare_bias

    layout = [*new_pieces, PADDING]
    padding = len(new_pieces)
    kept = {
        k: v
        for k, v in model.config.to_dict().items()
        if k not in ("architectures", "transformers_version", "model_type")
    }
    kept |= dict(
        vocab_size=padding + 1,
        decoder_vocab_size=padding + 1,
        pad_token_id=padding,
        decoder_start_token_id=padding,
    )
    larger = MarianMTModel(MarianConfig(**kept))
    state = larger.state_dict()
    for name, value in model.state_dict().items():
        if name in state and state[name].shape == value.shape:
            state[name] = value
    larger.load_state_dict(state)
    with torch.no_grad():
        larger.model.encoder.embed_tokens.weight.copy_(torch.stack([rows[p][0] for p in layout]))
        larger.model.decoder.embed_tokens.weight.copy_(torch.stack([rows[p][1] for p in layout]))
        larger.lm_head.weight = larger.model.decoder.embed_tokens.weight
        larger.final_logits_bias.copy_(torch.stack([rows[p][2] for p in layout])[None])
    generation = model.generation_config
    generation.bad_words_ids = [[padding]]
    generation.pad_token_id = generation.decoder_start_token_id = padding
    larger.generation_config = generation
    larger.half().save_pretrained(new)

    (new / "vocab.json").write_text(
        json.dumps({piece: index for index, piece in enumerate(layout)}, ensure_ascii=False),
        "utf-8",
    )
    # The source may hold every single character too: one that its SentencePiece model lacks would
    # be unknown in training, but known to a runtime that looks pieces up by their text.
    single = [p for p in new_pieces if len(p) == 1 and unicodedata.is_normalized("NFKC", p)]
    readable = [*added, *(p for p in single if p not in added)]
    _write_pieces(old.folder / "source.spm", new / "source.spm", set(new_pieces), readable)
    writable = {*pieces[:outputs], *added}
    _write_pieces(old.folder / "target.spm", new / "target.spm", writable, added)
    (new / "tokenizer_config.json").write_text(
        (old.folder / "tokenizer_config.json").read_text("utf-8"), "utf-8"
    )


def _is_letter_or_mark(piece: str) -> bool:
    """One character that SentencePiece's normalisation (NFKC) leaves as it is."""
    return (
        len(piece) == 1
        and unicodedata.is_normalized("NFKC", piece)
        and (piece in MARKS or unicodedata.name(piece, "").startswith("LATIN"))
    )


def _copied_names(pieces: list[str], outputs: int, count: int) -> list[str]:
    """Rare pieces that are whole capitalised words, so most likely names."""
    names = [p for p in pieces[:outputs] if len(p) > 5 and p[0] == "▁" and p[1:].istitle()]
    return names[len(names) - count :]


def _known_like(character: str, vocabulary: dict[str, int]) -> str:
    """The piece whose vector a new character starts from."""
    same = {"‐": "-", "£": "$", "~": "-"}.get(character, character)
    base = unicodedata.normalize("NFD", same)[0]
    return next((p for p in (same, base, base.lower()) if p in vocabulary), UNKNOWN)


def _write_pieces(old: Path, new: Path, known: set[str], added: list[str]) -> None:
    """Write the SentencePiece model ``old`` with ``added``, and only ``known`` in use."""
    from sentencepiece import sentencepiece_model_pb2

    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(old.read_bytes())
    present = {piece.piece for piece in proto.pieces}
    lowest = min(piece.score for piece in proto.pieces)
    for piece in proto.pieces:
        if piece.type == _NORMAL and piece.piece not in known:
            piece.type = _UNUSED
    for text in added:
        if text not in present:
            piece_type = _USER_DEFINED if text in PLACEHOLDERS else _NORMAL
            proto.pieces.add(piece=text, score=lowest, type=piece_type)
    new.write_bytes(proto.SerializeToString())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    arguments = parser.parse_args()
    extend(Checkpoint(arguments.old), arguments.new)


if __name__ == "__main__":
    main()
