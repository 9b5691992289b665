"""Which words a checkpoint had better read in a related language."""

from __future__ import annotations

from training.translation import related
from training.translation.checkpoint import Checkpoint

PORTUGUESE = {
    "reunieron": "reu",  # fewer pieces
    "informen": "a ministra falou com os moradores",  # more
    "vecinas": "vecinas",  # the same
    "senadora": "*senadora",  # unknown
    "piden": "pe#dir",  # not inflected
    "puertas": "puerta",  # a person or a plural is lost
    "hablaste": "hablo",
    "puertos": "puerto s",
}


def test_words_are_those_in_small_letters():
    found = related.words_of(
        ["La ministra habló, @usuario #tos el lunes.", "Vio a la policía en x.mx"]
    )
    assert found == ["el", "en", "habló", "la", "lunes", "ministra", "policía"]


def test_what_is_better_read(tiny: Checkpoint):
    pieces = {word: len(tiny.source.encode(word)) for word in (*PORTUGUESE, *PORTUGUESE.values())}
    pieces_of_one = map(tiny.source.id_to_piece, range(3, len(tiny.source)))
    whole = next(
        p
        for p in (p.removeprefix("▁") for p in pieces_of_one)
        if p.isalpha() and len(tiny.source.encode(p)) == 1
    )
    words = [*PORTUGUESE, whole]
    asked = []

    def translate(texts):
        asked.extend(texts)
        return [PORTUGUESE[text] for text in texts]

    found = related.better_read(words, tiny, translate)
    assert asked == list(PORTUGUESE)
    assert found["reunieron"] == "reu" and pieces["reu"] < pieces["reunieron"]
    assert not {"informen", "vecinas", "senadora", "piden", "puertas", "hablaste"} & set(found)
    assert all(pieces[text] <= pieces[word] for word, text in found.items())


def test_the_words_go_with_the_tokenizer(tiny: Checkpoint, tmp_path):
    own = tmp_path / "own"
    tiny.copy_tokenizer_to(own)
    (own / "words.txt").write_text("puerto\tcosta\n", encoding="utf-8")
    Checkpoint(own).copy_tokenizer_to(tmp_path / "copy")
    (read,) = Checkpoint(tmp_path / "copy").encode_source(["del puerto piden"])
    assert read == tiny.encode_source(["del costa piden"])[0]
