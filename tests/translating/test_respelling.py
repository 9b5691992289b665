"""A word that the language does not have is written anew, and what takes its place is said to be a
guess."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer import translating
from summarizer.checking import spelling
from summarizer.settings import load
from summarizer.translating import respelling
from summarizer.translating.engine import Attention, Decoding, Translation
from summarizer.translating.faithful import Faithful


def written(*pieces: str) -> Translation:
    """What a model wrote, as its pieces."""
    text = "".join(pieces).replace("▁", " ").strip()
    spans, at = [], 0
    for number, piece in enumerate(pieces):
        length = len(piece) - (number == 0)
        spans.append((at, at + length))
        at += length
    weights = np.full((len(pieces), 1), 1.0)
    return Translation(text, -1.0, Attention(((0, 1),), tuple(spans), weights))


@pytest.mark.parametrize(
    ("pieces", "unknown", "expected"),
    [
        (("▁la", "▁sostiene", "da", "▁de"), "sostieneda", {("▁sostiene", "da")}),
        (("▁sosti", "ene", "da", "mente"), "sostienedamente", {("▁sosti", "ene", "da")}),
        (("▁un", "▁tosir"), "tosir", {("▁tosir",)}),  # one piece
        (("▁tosir", "."), "tosir", {("▁tosir",)}),  # the first piece has no space before it
        (("▁la", "▁casa"), "otra", set()),
    ],
)
def test_what_leads_to_no_word_is_forbidden(pieces, unknown, expected):
    assert respelling.forbidden(written(*pieces), {unknown}, "es") == expected


def test_without_attention_nothing_is_known_of_pieces():
    assert respelling.forbidden(Translation("sostieneda"), {"sostieneda"}, "es") == set()


@pytest.mark.parametrize(
    ("before", "after", "unknown", "put"),
    [
        ("una presión sostieneda hoy", "una presión sostenida hoy", "sostieneda", ("sostenida",)),
        ("con losreservas", "con los conservantes", "losreservas", ("conservantes",)),
        ("la tosida fue", "la fue", "tosida", ()),
        ("la tosida fue", "la que a él si no fue", "tosida", ()),
        ("un adyuvante", "un boyfriend", "adyuvante", ()),
        ("la presión sostieneda", "la presión sostiene", "sostieneda", ()),
        ("la presión sostieneda", "la presión sostenyda", "sostieneda", ()),  # no word either
        ("que me digass", "que me digas", "digass", ("digas",)),
        ("la casa", "la casa", "tosida", ()),
    ],
)
def test_what_took_its_place(before, after, unknown, put):
    found, words = respelling.spliced(Translation(before), Translation(after), {unknown}, "es")
    assert words == put
    assert found.text == (after if put else before)


def test_of_two_words_the_one_that_can_be_is_replaced():
    old = Translation("la presión sostieneda y la tosida")
    new = Translation("la presión sostenida y la enfermedad")
    made, put = respelling.spliced(old, new, {"sostieneda", "tosida"}, "es")
    assert (made.text, put) == ("la presión sostenida y la tosida", ("sostenida",))


@pytest.mark.parametrize(
    ("text", "unknown", "expected"),
    [
        ("la demnografía de hoy", "demnografía", ("la demografía de hoy", ("demografía",))),
        ("es gónómica", "gónómica", ("es gónómica", ())),  # *gnómica* and *genómica* are as near
        ("la tosid", "tosid", ("la tosid", ())),  # too short to tell
        ("la demnografía", "otra", ("la demnografía", ())),
    ],
)
def test_a_misspelling_of_one_word_only_is_that_word(text, unknown, expected):
    made, put = respelling.corrected(Translation(text), {unknown}, "es")
    assert (made.text, put) == expected


def test_the_rest_of_the_sentence_stays():
    old = written("▁la", "▁presión", "▁sostiene", "da", "▁de", "▁hoy")
    new = Translation("una presión sostenida de ahora")
    made, _ = respelling.spliced(old, new, {"sostieneda"}, "es")
    assert made.text == "la presión sostenida de hoy"
    assert made.text[slice(*made.attention.target[-1])] == " hoy"


@given(st.text(alphabet="abcdefghijklmnñopqrstuvwxyzáéíóú", max_size=12))
@example("megaestación")
@example("megaaaaa")
def test_every_beginning_of_a_word_begins_a_word(text):
    for language in ("en", "es"):
        if spelling.begins_a_word(text, language):
            assert all(spelling.begins_a_word(text[:end], language) for end in range(len(text)))


def test_every_word_begins_itself():
    assert spelling.begins_a_word("sostenida", "es")
    assert not spelling.begins_a_word("sostieneda", "es")
    assert spelling.begins_a_word("Narcotráfico", "es")
    assert spelling.begins_a_word("qwxyz", "fr")  # no list of words


class Spelling:
    """A model that writes a word that is none, unless that is forbidden."""

    models = ()
    fallback = None

    def __init__(self, *then: tuple[str, ...], can_forbid=True, first="▁sostiene da"):
        self._then, self._can_forbid = then, can_forbid
        self._first = ("▁una", "▁presión", *first.split())
        self.asked: list[tuple[str, Decoding]] = []

    def translate(self, texts, source, target, *, alternatives=1, decoding=Decoding()):  # noqa: B008
        self.asked += [(text, decoding) for text in texts]
        tries = (self._first, *self._then)
        found = next(
            (one for one in tries if not any(_holds(one, run) for run in decoding.forbidden)),
            tries[-1],
        )
        return [[written(*found)] for _ in texts]

    def foreign(self, text, source, target):
        return frozenset()

    def stand_ins(self, source, target):
        return ()

    def can_forbid(self, source, target):
        return self._can_forbid

    def length(self, text, source, target):
        return len(text) // 4


def _holds(pieces, run) -> bool:
    return any(pieces[at : at + len(run)] == run for at in range(len(pieces)))


def codes(rendered) -> list[tuple[str, str]]:
    return [(w.code, w.details["word"]) for w in rendered.warnings if w.code.startswith("word_")]


@pytest.mark.parametrize(
    ("model", "text", "said"),
    [
        (
            Spelling(("▁una", "▁presión", "▁sostenida")),
            "una presión sostenida",
            [("word_guessed", "sostenida")],
        ),
        (  # nothing in its place: the first stays, and is said
            Spelling(("▁una", "▁presión")),
            "una presión sostieneda",
            [("word_unknown", "sostieneda")],
        ),
        (  # an engine that can't be told what not to write
            Spelling(("▁una", "▁presión", "▁sostenida"), can_forbid=False),
            "una presión sostieneda",
            [("word_unknown", "sostieneda")],
        ),
    ],
    ids=["other", "left out", "not told"],
)
def test_a_word_that_is_none_is_replaced_and_said(model, text, said):
    (made,) = Faithful(model, "en", "es").translate(["a sustained pressure"])
    assert made.text == text
    assert codes(made) == said


def test_a_misspelling_is_mended_without_asking_again():
    model = Spelling(first="▁demno gráfica")
    (made,) = Faithful(model, "en", "es").translate(["a demographic pressure"])
    assert made.text == "una presión demográfica"
    assert codes(made) == [("word_guessed", "demográfica")]
    assert len(model.asked) == 1


def test_what_is_no_misspelling_is_asked_for_again_once_and_without_it():
    model = Spelling()
    Faithful(model, "en", "es").translate(["a sustained pressure", "a road"])
    assert [text for text, _ in model.asked] == ["a sustained pressure.", "a road."] * 2
    assert {decoding.forbidden for _, decoding in model.asked[2:]} == {(("▁sostiene", "da"),)}


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_the_models_that_ship_do_not_write_what_is_forbidden(engine):
    translator = translating.load(load().model_copy(update={"translation_engine": engine}))
    source = ["The minister said that the road to the port was closed for two hours."]
    ((first, *_),) = translator.translate(source, "en", "es")
    word = first.text.split()[1]
    runs = respelling.forbidden(first, {word}, "es")
    assert len(runs) == 1
    decoding = Decoding(forbidden=(*runs, ("no piece", "of the model")))
    ((other, *_),) = translator.translate(source, "en", "es", decoding=decoding)
    assert word not in other.text.split()
    assert "horas" in other.text
    assert translator.can_forbid("en", "es")
