"""The engine of the models that ship: its search finds what it should, and a sentence is translated
alike whatever is translated beside it."""

from __future__ import annotations

import itertools
import json
import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import catalog
from summarizer.errors import ModelDamaged, ModelMissing
from summarizer.settings import Settings
from summarizer.translating import checkpoint, recurrent, recurrent_graphs
from summarizer.translating.engine import Decoding
from summarizer.translating.recurrent import RecurrentEngine
from summarizer.translating.recurrent_graphs import Shape

HERE = Settings(threads=1)
DIRECTIONS = (("es", "en"), ("en", "es"))
SENTENCES = {
    "es": (
        "El ministro dijo el lunes que 12 personas resultaron heridas en Madrid.",
        "La inflación subió al 4,7 % en marzo, el nivel más alto en tres años.",
        "¿Quién paga la deuda?",
        "La tormenta dejó sin electricidad a 40.000 hogares en Veracruz y Oaxaca, informó el "
        "gobierno del estado después de hablar con los alcaldes de la región.",
        "Incendio.",
        "",
    ),
    "en": (
        "The minister said on Monday that 12 people were hurt in Madrid.",
        "Inflation rose to 4.7% in March, the highest level in three years.",
        "Who pays the debt?",
        "The storm left 40,000 homes without power in Veracruz and Oaxaca, the state government "
        "said after speaking with the mayors of the region.",
        "Fire.",
        "",
    ),
}


def folder(source: str, target: str):
    return catalog.folder_of(catalog.translation_model(source, target, HERE), HERE)


@pytest.fixture(scope="module")
def engines():
    return {direction: RecurrentEngine(folder(*direction), threads=1) for direction in DIRECTIONS}


# --- the search ----------------------------------------------------------------------------------

PIECES, END = 4, 0
ORDER = np.array([0, 3, 1, 2])


class Chain:
    """In the place of a network: each piece's probability depends on the one before it alone."""

    def __init__(self, table: np.ndarray) -> None:
        # The row of the beginning is the last one.
        self.table = table - np.log(np.exp(table).sum(1, keepdims=True))
        self.shape, self.layers, self.end = Shape(PIECES, 1, 1, 1), range(1), END
        self.bias = np.zeros(PIECES, np.float32)
        self.written_vectors = np.eye(PIECES, dtype=np.float32)

    def encode(self, ids, hidden):
        return {}

    def outputs(self, pieces):
        return {}

    def placed(self, vectors, start):
        return vectors

    def step(self, inputs):
        read, best = inputs["read"], int(inputs["best"][0])
        last = np.where(read.any(-1), read.argmax(-1), PIECES)
        scores = np.where(inputs["bias"] < -1, -1e9, self.table[last][..., ORDER])
        order = np.argsort(-scores, -1, kind="stable")[..., :best]
        where = np.zeros((*read.shape[:2], inputs["hidden"].shape[-1]), np.float32)
        return [inputs["state0"] + 0 * read, np.take_along_axis(scores, order, -1), order, where]

    def score(self, written) -> float:
        steps = zip([PIECES, *written], [*written, END], strict=True)
        return float(sum(self.table[step] for step in steps))


class Everything:
    always = ORDER[:2]

    def of(self, rows):
        return ORDER[2:], np.ones((len(rows), PIECES), dtype=bool)


def search(chain: Chain, beam: int, decoding=Decoding(), forbidden=(), sentences=2):  # noqa: B008
    rows = [[1, 2, END]] * sentences
    return recurrent._Search(chain, Everything(), rows, beam, decoding, forbidden).run()


tables = st.lists(
    st.lists(st.floats(-3, 3, width=32), min_size=PIECES, max_size=PIECES),
    min_size=PIECES + 1,
    max_size=PIECES + 1,
).map(np.array)


@settings(deadline=None, max_examples=60)
@given(tables, st.integers(1, 5), st.sampled_from([0.0, 1.0]))
def test_scores_are_those_of_what_is_written(table, beam, penalty):
    chain = Chain(table)
    first, second = search(chain, beam, Decoding(length_penalty=penalty))
    assert [f.ids.tolist() for f in first] == [f.ids.tolist() for f in second]
    scores = [found.score for found in first]
    assert scores == sorted(scores, reverse=True)
    limit = 2 * 3 + 16
    written = [tuple(found.ids) for found in first]
    assert len(set(written)) == len(written) >= 1
    for found in first:
        ids = found.ids.tolist()
        assert END not in ids
        assert len(found.where) in (len(ids), len(ids) + 1)
        if len(ids) < limit:
            expected = chain.score(ids) / (len(ids) + 1) ** penalty
            assert found.score == pytest.approx(expected, abs=1e-3)


@settings(deadline=None, max_examples=60)
@given(tables)
def test_a_wide_beam_finds_the_most_probable(table):
    chain = Chain(table)
    short = itertools.chain.from_iterable(
        itertools.product(range(1, PIECES), repeat=length) for length in range(4)
    )
    best = max(map(chain.score, short))
    assert search(chain, 48, Decoding(length_penalty=0.0))[0][0].score >= best - 1e-3


@settings(deadline=None, max_examples=60)
@given(tables)
def test_a_beam_of_one_takes_the_best_piece_each_time(table):
    chain, last, written = Chain(table), PIECES, []
    (found,), _ = search(chain, 1)
    # Of two that are alike the one that stands first is taken.
    while (last := int(ORDER[chain.table[last][ORDER].argmax()])) != END and len(written) < 22:
        written.append(last)
    assert found.ids.tolist() == written


def runs(written: list[int], length: int) -> list[tuple[int, ...]]:
    return [tuple(written[i : i + length]) for i in range(len(written) - length + 1)]


@settings(deadline=None, max_examples=60)
@given(tables, st.integers(1, 4))
def test_what_is_forbidden_is_not_written(table, beam):
    forbidden = [(1,), (2, 3), (3, 3, 2)]
    for found in search(Chain(table), beam, forbidden=forbidden)[0]:
        for run in forbidden:
            assert run not in runs(found.ids.tolist(), len(run))


@settings(deadline=None, max_examples=60)
@given(tables, st.integers(1, 4), st.integers(1, 3))
def test_no_run_is_written_twice(table, beam, length):
    for found in search(Chain(table), beam, Decoding(no_repeat=length))[0]:
        written = runs(found.ids.tolist(), length)
        assert len(set(written)) == len(written)


# --- the models that ship ------------------------------------------------------------------------


@pytest.mark.parametrize("direction", DIRECTIONS, ids="-".join)
@pytest.mark.parametrize("beam_size", [1, 4], ids=["greedy", "beam"])
def test_a_sentence_is_translated_alike_in_any_company(engines, direction, beam_size):
    engine, texts = engines[direction], SENTENCES[direction[0]]
    decoding = Decoding(beam_size=beam_size)
    together = [made[0] for made in engine.translate(texts, decoding=decoding)]
    alone = [engine.translate([text], decoding=decoding)[0][0] for text in texts]
    assert [made.text for made in together] == [made.text for made in alone]
    for one, other in zip(together, alone, strict=True):
        assert one.score == pytest.approx(other.score, abs=1e-3)
        assert np.allclose(one.attention.weights, other.attention.weights, atol=1e-2)


@pytest.mark.parametrize("direction", DIRECTIONS, ids="-".join)
def test_threads_change_nothing(engines, direction):
    texts = SENTENCES[direction[0]] * 6
    several = RecurrentEngine(folder(*direction), threads=3)
    made = ([m[0].text for m in e.translate(texts)] for e in (engines[direction], several))
    assert len(set(map(tuple, made))) == 1


@pytest.mark.parametrize("direction", DIRECTIONS, ids="-".join)
def test_alternatives_differ_and_the_best_is_first(engines, direction):
    for made in engines[direction].translate(SENTENCES[direction[0]][:5], alternatives=4):
        scores = [each.score for each in made]
        assert len(made) == 4 and scores == sorted(scores, reverse=True)
        assert len({each.text for each in made}) > 1


@pytest.mark.parametrize("direction", DIRECTIONS, ids="-".join)
def test_attention_has_a_row_for_each_piece(engines, direction):
    for text, (made,) in zip(
        SENTENCES[direction[0]], engines[direction].translate(SENTENCES[direction[0]]), strict=True
    ):
        looked = made.attention
        assert looked.weights.shape == (len(looked.target), len(looked.source))
        assert all(0 <= s <= e <= len(text) for s, e in looked.source)
        assert all(0 <= s <= e <= len(made.text) for s, e in looked.target)
        assert (looked.weights.sum(1) < 1.001).all()


@pytest.mark.parametrize("direction", DIRECTIONS, ids="-".join)
def test_a_list_of_pieces_changes_few_translations(engines, direction, tmp_path):
    """Nearly all is as the search among all pieces finds it."""
    whole, texts = tmp_path / "all", SENTENCES[direction[0]]
    shutil.copytree(folder(*direction), whole)
    (whole / checkpoint.SHORTLIST).unlink()
    free = RecurrentEngine(whole, threads=1).translate(texts)
    listed = engines[direction].translate(texts)
    same = [one[0].text == other[0].text for one, other in zip(listed, free, strict=True)]
    assert sum(same) >= len(same) - 2


def test_a_list_is_kept_to(engines, tmp_path):
    """What no piece of the source leads to is not written."""
    place = tmp_path / "listed"
    shutil.copytree(folder("es", "en"), place)
    listed = "\t</s> ▁The ▁minister ▁is ▁in .\n▁Londres\t▁London\n▁Roma\t▁Rome\n"
    (place / checkpoint.SHORTLIST).write_text(listed, encoding="utf-8")
    engine = RecurrentEngine(place, threads=1)
    made = engine.translate(["El ministro está en Londres.", "El ministro está en Roma."])
    first, second = (set(each[0].text.replace(".", "").split()) for each in made)
    allowed = {"The", "minister", "is", "in"}
    assert first - allowed == {"London"}
    assert second - allowed == {"Rome"}


def test_a_very_long_text_is_not_refused(engines):
    text = "El ministro dijo que no. " * 200
    (made,) = engines["es", "en"].translate([text], decoding=Decoding(beam_size=1))[0]
    assert made.text
    assert len(made.attention.source) == made.attention.weights.shape[1]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda place: (place / "config.json").write_text("{}"), ModelDamaged),
        (lambda place: (place / "config.json").write_text("no JSON"), ModelDamaged),
        (lambda place: (place / "source.spm").write_bytes(b"no model"), ModelDamaged),
        (lambda place: (place / "model.safetensors").write_bytes(b"short"), ModelDamaged),
        (lambda place: (place / "vocab.json").unlink(), ModelMissing),
    ],
    ids=["empty", "no JSON", "tokenizer", "weights", "vocabulary"],
)
def test_a_damaged_checkpoint_is_named(tmp_path, change, error):
    place = tmp_path / "es-en"
    shutil.copytree(folder("es", "en"), place)
    change(place)
    with pytest.raises(error, match=str(place)):
        RecurrentEngine(place, threads=1)


# --- 8 bits --------------------------------------------------------------------------------------


def test_8_bit_weights_leave_room_for_the_sum_of_two_products():
    """Where they don't, processors without VNNI cut the sums off, and translations get worse."""
    matrix = np.random.default_rng(1).normal(size=(40, 6)).astype(np.float32)
    matrix[:, 2] = 0
    steps, scale = recurrent_graphs.in_8_bits(matrix)
    assert steps.dtype == np.int8 and 2 * 255 * int(np.abs(steps).max()) < 2**15
    assert np.abs(steps * scale - matrix).max() <= np.abs(matrix).max() / 63 / 2 + 1e-6


@pytest.mark.parametrize("direction", DIRECTIONS, ids="-".join)
def test_each_range_was_measured(direction):
    """A range that is missing or none would make all that passes there nought."""
    ranges = json.loads((folder(*direction) / "config.json").read_text())["ranges"]
    assert all(0.1 < value < 1000 for value in ranges.values())
    assert len(ranges) == 6 * 4 + 1 + 2 * 5 + 1
