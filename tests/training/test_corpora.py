import pytest

from training.translation import corpora
from training.translation.corpora import HeldOut, catalogue, clean_pairs, is_clean, normalise
from training.translation.mixture import recipe


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("  dos\u00a0 espacios\n", "dos espacios"),
        ("nin\u0303o", "niño"),
        ("in\u00advisi\u200bble\ufeff", "invisible"),
        ("«comillas» — y “otras” US\u2011México", "«comillas» — y “otras” US\u2011México"),
    ],
)
def test_normalise(text, normal):
    assert normalise(text) == normal


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("La policía detuvo a nueve personas.", True),
        ("Juez ordena liberar a “El Chato”", True),
        ("роr рarte de los quejosos", False),  # Cyrillic look-alikes
        ("12 34 56 78 90 11", False),
        ("La oficina del Alto Comisionado (", False),
        ("<b>La</b> policía detuvo a nueve", False),
        ("Sola", False),
        ("palabra " * 61, False),
    ],
)
def test_is_clean(text, clean):
    assert is_clean(text.strip()) is clean


def test_held_out_by_sentence_and_by_8_grams():
    sentence = (
        "The council of the northern town voted on Tuesday to close the old bridge for repairs"
    )
    held_out = HeldOut([sentence])
    assert sentence.upper() + "!" in held_out
    assert "Yesterday the council of the northern town voted on Tuesday to close it" in held_out
    far = (
        "It rained " * 20 + "while the council of the northern town voted on Tuesday and then slept"
    )
    assert far not in held_out
    assert "The council voted." not in held_out


def test_clean_pairs_drops_copies_other_languages_and_repeats():
    good = ("El gobierno anunció una reforma el lunes.", "The government announced a reform.")
    pairs = [
        good,
        (good[0].upper(), "Something else was written here today."),
        ("Mismo texto en los dos lados hoy", "Mismo texto en los dos lados hoy"),
        (
            "The minister spoke with the people of the coast.",
            "The minister spoke with people here.",
        ),
        (
            "Hola a todos.",
            "This is far too long to be the translation of that greeting, is it not?",
        ),
        ("La ministra habló con los vecinos ayer.", "The minister spoke to residents yesterday."),
    ]
    held_out = HeldOut(["the minister spoke to residents yesterday"])
    assert clean_pairs(pairs, held_out, set()) == [good]


def test_catalogue_declares_licence_and_terms():
    known = {"open", "unstated", "publisher", "noncommercial", "service"}
    entries = catalogue()
    assert {entry.terms for entry in entries.values()} <= known
    assert all(entry.licence for entry in entries.values())
    assert all(e.lines > 0 for e in entries.values() if e.kind != "parallel")


@pytest.mark.parametrize(
    ("direction", "stage"),
    [(d, s) for d in ("es-en", "en-es") for s in ("main", "final")] + [("es-en", "ensemble")],
)
def test_recipes_name_declared_corpora(direction, stage):
    chosen = recipe(direction, stage)
    parallel = {c.name for c in catalogue().values() if c.kind == "parallel"}
    made = {"pivot", "ensemble", "back_en", "back_es", "names"}
    assert set(chosen.weights) <= parallel | made
    assert 0 < chosen.learning_rate < 1e-3


def test_read_parallel_refuses_sides_of_different_length(tmp_path):
    (tmp_path / "parallel").mkdir()
    (tmp_path / "parallel" / "x.es").write_text("uno\ndos\n", "utf-8")
    (tmp_path / "parallel" / "x.en").write_text("one\n", "utf-8")
    with pytest.raises(ValueError, match="2 Spanish and 1 English"):
        corpora.read_parallel(tmp_path, "x")
