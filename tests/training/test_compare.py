import pytest

from training.translation import compare, copying

SOURCES = ["Murieron 12 personas en 2019.", "El río creció 3 metros."]
REFERENCES = ["12 people died in 2019.", "The river rose 3 metres."]


@pytest.mark.parametrize(
    ("translations", "kept", "invented"),
    [
        (REFERENCES, 100.0, 0.0),
        (["12 people died in 2018.", REFERENCES[1]], 66.67, 0.0),
        (["12 people diededly in 2019.", "The river rose."], 66.67, 20.0),
    ],
)
def test_score(translations, kept, invented):
    scored = compare.score(SOURCES, translations, REFERENCES, "es-en")
    assert scored["figures kept"] == kept
    assert scored["words of no language"] == invented
    assert (scored["BLEU"] == 100.0) == (translations is REFERENCES)
    assert scored["BLEU signature"].startswith("nrefs:1")


def test_copying_counts_what_stands_as_often():
    case = copying.Case("handle", "Lo dijo @puente y ⟦0⟧", ("@puente", "⟦0⟧"))
    for translation, share in (
        ("@puente and ⟦0⟧ said so", 1.0),
        ("@puentes and ⟦0⟧ said so", 0.5),
        ("@puente and ⟦0⟧ ⟦0⟧ said so", 0.5),
        ("said so", 0.0),
    ):
        assert copying.accuracy([case], [translation]) == {"handle": share}


def test_a_checkpoint_works_in_a_process_of_its_own(tiny):
    tiny.convert()
    done = compare.work_apart(str(tiny.folder), "es-en", {"a": SOURCES, "b": []}, 1, 1)
    assert [len(lines) for lines in done.translations.values()] == [2, 0]
    assert done.megabytes > 10 and done.seconds > 0
