"""Words that are read as those of a related language: which ones, and where the pieces of what is
read stand in the text."""

from __future__ import annotations

import itertools
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import catalog
from summarizer.settings import Settings
from summarizer.translating.checkpoint import WORDS
from summarizer.translating.related import RelatedWords
from summarizer.translating.tokenizer import MarianPieces

WORDS_READ = {"murciélagos": "morcegos", "tos": "tosse", "vocero": "porta-voz", "vio": "viu"}
related = RelatedWords(WORDS_READ)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Los murciélagos y la tos.", "Los morcegos y la tosse."),
        ("Murciélagos en la cueva", "Morcegos en la cueva"),
        ("«Murciélagos en la cueva»", "«Morcegos en la cueva»"),
        ("el vocero, que vio", "el porta-voz, que viu"),
        ("ex-vocero", "ex-porta-voz"),
        # A capital within the text may begin a name.
        ("La banda Murciélagos", "La banda Murciélagos"),
        ("LOS MURCIÉLAGOS", "LOS MURCIÉLAGOS"),
        ("MURCIÉLAGOS", "MURCIÉLAGOS"),
        ("@vocero #tos vio", "@vocero #tos viu"),
        ("vocero@puente.mx, vocero.mx y puente.mx/tos", "vocero@puente.mx, vocero.mx y puente.mx/tos"),
        ("tosco", "tosco"),
        ("tos2", "tos2"),
        ("tos.", "tosse."),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_read(text, read):
    assert related.read(text).new == read


def test_without_words_nothing_changes(tmp_path):
    none = RelatedWords.of(tmp_path / WORDS)
    assert none.read("la tos").new == "la tos"


texts = st.lists(
    st.sampled_from([*WORDS_READ, "la", "Madrid", "#uno", ",", ".", "¿", "sí"]), max_size=8
).flatmap(
    lambda words: st.sampled_from([" ", "  ", " - "]).map(lambda between: between.join(words))
)


def all_put_in(text: str) -> str:
    """``text`` with what is read in the place of each word, wherever it stands."""
    for word, put in WORDS_READ.items():
        text = text.replace(word, put)
    return text


@settings(deadline=None)
@given(texts, st.data())
def test_what_is_read_stands_where_its_word_stood(text, data):
    """Cut anywhere, the pieces stand for all of the text, each for what it says or for the whole
    word in whose place it is read."""
    read = related.read(text)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(read.new)))) | {0, len(read.new)})
    at = 0
    for start, end in itertools.pairwise(cuts):
        stood = read.backward(start, end)
        assert stood[0] <= at <= stood[1]
        assert read.new[start:end] in all_put_in(text[slice(*stood)])
        at = stood[1]
    assert at == len(text)


def test_each_piece_of_what_is_read_has_the_span_of_the_word(tmp_path):
    here = Settings(threads=1)
    shipped = catalog.folder_of(catalog.translation_model("es", "en", here), here)
    place = tmp_path / "es-en"
    shutil.copytree(shipped, place)
    (place / WORDS).write_text("".join(f"{a}\t{b}\n" for a, b in WORDS_READ.items()))
    text = "La tos de los murciélagos."
    made = MarianPieces(place).encode(text)
    named = [text[start:end].strip() for start, end in made.spans]
    assert "".join(made.tokens).replace("▁", " ") == " La tosse de los morcegos."
    assert set(named) >= {"La", "tos", "de", "los", "murciélagos"}
    assert "▁tosse" not in "".join(named)
