import pytest

from training.translation.corpora import read_lines
from training.translation.names import mine, names_in, prepared_pairs
from training.translation.prepare import write_pairs


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("La sede de las Naciones Unidas en Nueva York.", {"Naciones Unidas", "Nueva York"}),
        ("Estuvo en el Ministerio de la Defensa ayer.", {"Ministerio de la Defensa"}),
        ("The Bank of Mexico met in Washington.", set()),
        ("He met the Bank of Mexico in Washington.", {"Bank of Mexico"}),
        ("Nada. Nueva York espera a John Smith", {"John Smith"}),
        ("dijo: “Corea del Norte no cede”", set()),
        ("el GRUPO DE LIMA y @Nueva York", set()),
        ("", set()),
    ],
)
def test_names_in(sentence, names):
    assert names_in(sentence) == names


PAIRS = [
    ("Viajó a Nueva York con Ana Ruiz.", "She went to New York with Ana Ruiz."),
    ("Vive en Nueva York y en Los Ángeles.", "He lives in New York and in Los Angeles."),
    ("Nació en Los Ángeles.", "She was born in Los Angeles."),
    ("Según la Cruz Roja, no.", "According to the Red Cross, no."),
    ("Habló el ministro Robert Gates.", "Said Secretary Robert Gates."),
    ("Vino el señor Robert Gates.", "In came Secretary Robert Gates."),
]


def test_names_that_stand_in_the_same_pairs_belong_together():
    # "Cruz Roja" stands in one pair only, "Robert Gates" is the same name, "Ana Ruiz" stays.
    assert mine(PAIRS) == [("Los Ángeles", "Los Angeles"), ("Nueva York", "New York")]


def test_names_that_meet_by_chance_do_not():
    wandering = [("Fue a Nueva York.", f"He went to the {x} Tower.") for x in ("Red", "Blue")]
    assert mine(PAIRS + wandering * 3) == [("Los Ángeles", "Los Angeles")]


def test_prepared_pairs_are_those_of_the_catalogue(tmp_path):
    write_pairs(tmp_path / "parallel" / "ud_pud", PAIRS[:1])
    write_pairs(tmp_path / "parallel" / "undeclared", PAIRS[1:2])
    assert list(prepared_pairs(tmp_path)) == PAIRS[:1]
    assert read_lines(tmp_path / "parallel" / "ud_pud.en") == [PAIRS[0][1]]
