import shutil

import pytest

from summarizer.translating.checkpoint import SHORTLIST
from summarizer.translating.recurrent import RecurrentEngine
from training.translation import shortlist
from training.translation.checkpoint import END, Checkpoint


def test_model_one_tells_words_that_always_stand_together():
    pairs = [([1, 2], [11, 12]), ([1, 3], [13, 11]), ([2, 3], [12, 13]), ([1], [11])] * 5
    found = shortlist.lexicon(pairs)
    assert [found[source][0] for source in (1, 2, 3)] == [11, 12, 13]


def test_rare_chances_are_left_out():
    pairs = [([1], [11])] * 1000 + [([1, 2], [11, 12])]
    assert shortlist.lexicon(pairs)[1] == [11]


@pytest.mark.parametrize(
    ("piece", "listed"),
    [
        ("▁Sheinbaum", {"▁She", "▁Shein", "bau", "inba"}),
        ("▁SHEINBAUM", {"▁She", "▁Shein", "bau", "inba"}),
        ("bau", {"bau"}),
        ("▁sol", set()),
    ],
)
def test_names_can_be_copied_piece_by_piece(piece, listed):
    targets = {p: n for n, p in enumerate(["▁She", "▁Shein", "bau", "inba", "▁bau", "um", "▁inba"])}
    ((number, found),) = shortlist.spelt_alike({piece: 7}, targets)
    assert number == 7
    names = {p for p, n in targets.items() if n in found}
    assert names - {"▁bau"} == listed
    assert ("▁bau" in names) == (piece == "bau")


@pytest.fixture(scope="module")
def model(recurrent, tmp_path_factory) -> Checkpoint:
    folder = tmp_path_factory.mktemp("listed") / "tiny"
    shutil.copytree(recurrent.folder, folder)
    return Checkpoint(folder)


def test_what_a_model_wrote_stands_on_its_list(model, pairs):
    sentences = [source for source, _ in pairs]
    wrote = shortlist.looked_at(model, sentences)
    written = {number for row in wrote.values() for number in row}
    assert written <= set(model.vocabulary.values())
    read = {number for row in model.encode_source(sentences) for number in row[:-1]}
    assert set(wrote) <= read


def test_a_model_searches_among_what_is_listed(model, pairs):
    """Every piece has one target piece; what is written comes from these and from the always
    listed ones alone."""
    outputs = {p: n for p, n in model.vocabulary.items() if not p.startswith("▁Nombre")}
    long = [n for p, n in outputs.items() if len(p.strip("▁")) > shortlist.SHORT and p != END]
    only = {number: [long[0]] for number in model.vocabulary.values()}
    shortlist.write(model.folder / SHORTLIST, model, outputs, [long[1]], [only])
    always, *rest = (model.folder / SHORTLIST).read_text("utf-8").splitlines()
    source, listed = always.split("\t")
    assert source == ""
    assert END in listed.split(" ")
    names = {number: piece for piece, number in model.vocabulary.items()}
    assert {line.split("\t")[1] for line in rest} == {names[long[0]]}
    allowed = {*listed.split(" "), names[long[0]]}
    engine = RecurrentEngine(model.folder, beam_size=1, threads=1)
    for (made,) in engine.translate([source for source, _ in pairs]):
        found = {made.text[start:end].strip() for start, end in made.attention.target}
        assert found <= {piece.strip("▁") for piece in allowed}
