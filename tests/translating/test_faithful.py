"""A sentence that fails the guards is asked for again, one way after the other, no longer than it
fails."""

from __future__ import annotations

import pytest

from summarizer.brief import Name, NameKind
from summarizer.translating.engine import Decoding, Translation
from summarizer.translating.faithful import Faithful

ONE = (
    "Fire crews rescued 37 people from the flooded villages, "
    "and 92 others were taken to a school in the next town."
)
GOOD = (
    "Los bomberos rescataron a 37 personas de las aldeas inundadas, "
    "y otras 92 fueron llevadas a una escuela de la ciudad vecina."
)


class Answering:
    """A model that says what ``answer`` says of a text and a decoding, and remembers both."""

    models = ()

    def __init__(self, answer, fallback=None):
        self._answer, self.fallback = answer, fallback
        self.asked: list[tuple[str, Decoding]] = []

    def translate(self, texts, source, target, *, alternatives=1, decoding=Decoding()):  # noqa: B008
        self.asked += [(text, decoding) for text in texts]
        return [[Translation(self._answer(text, decoding), -1.0)] for text in texts]

    def foreign(self, text, source, target):
        return frozenset()

    def stand_ins(self, source, target):
        return tuple(f"⟦{number}⟧" for number in range(16))

    def can_forbid(self, source, target):
        return False

    def length(self, text, source, target):
        return len(text) // 4


def ways(model: Answering) -> list[str]:
    """How each text was asked for."""

    def way(text: str, decoding: Decoding) -> str:
        shielded = " shielded" if "⟦" in text else ""
        if decoding.no_repeat:
            return "unrepeated" + shielded
        return ("whole" if "rescued" in text and "others" in text else "clause") + shielded

    return [way(*each) for each in model.asked]


def test_what_passes_is_asked_for_once():
    model = Answering(lambda text, decoding: GOOD)
    (made,) = Faithful(model, "en", "es").translate([ONE])
    assert (made.text, made.warnings, ways(model)) == (GOOD, (), ["whole"])


def test_what_a_shield_mends_is_not_asked_for_clause_by_clause():
    def answer(text, decoding):
        return GOOD.replace("92", "⟦0⟧") if "⟦" in text else GOOD.replace("92", "29")

    model = Answering(answer)
    (made,) = Faithful(model, "en", "es").translate([ONE])
    assert (made.text, made.warnings) == (GOOD, ())
    # 92 alone behind a stand-in, then both
    assert ways(model) == ["whole", "whole shielded", "whole shielded"]


def test_what_no_shield_mends_is_asked_for_clause_by_clause_and_then_without_repetition():
    model = Answering(lambda text, decoding: GOOD.replace("92", "29"))
    (made,) = Faithful(model, "en", "es").translate([ONE])
    assert "figure_added" in {w.code for w in made.warnings}
    asked = ways(model)
    assert asked[0] == "whole" and asked[-1] == "unrepeated"
    assert {"whole shielded", "clause shielded", "clause"} <= set(asked[1:-1])
    assert asked.index("whole shielded") < asked.index("clause")


def test_figures_stay_behind_stand_ins_where_a_sentence_got_them_back_with_another_fault():
    def answer(text, decoding):
        clauses = [GOOD[: GOOD.index(", y")], GOOD[GOOD.index("y otras") :].replace("92", "⟦0⟧")]
        if "others" not in text:
            return clauses[0]
        if "rescued" not in text:
            return clauses[1] if "⟦" in text else "y otras 29 fueron llevadas."
        return GOOD.replace("92", "⟦0⟧ ciudad ciudad") if "⟦" in text else GOOD.replace("92", "29")

    model = Answering(lambda text, decoding: answer(text, decoding).replace("⟦1⟧", "92"))
    (made,) = Faithful(model, "en", "es").translate([ONE])
    assert made.warnings == ()
    assert "92" in made.text and "ciudad ciudad" not in made.text


def test_what_the_clauses_mend_is_not_asked_for_without_repetition():
    def answer(text, decoding):
        if "others" not in text:
            return "Los bomberos rescataron a 37 personas de las aldeas inundadas"
        if "rescued" not in text:
            return GOOD[GOOD.index("y otras") :]
        return GOOD.replace("92", "29")

    model = Answering(answer)
    (made,) = Faithful(model, "en", "es").translate([ONE])
    assert made.warnings == ()
    assert "unrepeated" not in ways(model) and "clause" in ways(model)


@pytest.mark.parametrize(
    ("wrong", "clauses"),
    [
        (("bomberos",), False),
        (("bomberos", "aldeas"), False),
        (("bomberos", "aldeas", "otras"), True),
    ],
)
def test_a_word_that_is_none_is_no_reason_to_tear_a_sentence_apart_and_three_are(wrong, clauses):
    said = GOOD
    for word in wrong:
        said = said.replace(word, f"{word[:3]}vx{word[3:]}")
    model = Answering(lambda text, decoding: said)
    (made,) = Faithful(model, "en", "es").translate([ONE])
    assert [w.code for w in made.warnings] == ["word_unknown"] * len(wrong)
    assert ("clause" in ways(model)) == clauses


@pytest.mark.parametrize("others", [[], ["He said nothing.", "The mayor closed 3 bridges."]])
def test_what_else_is_translated_changes_nothing(others):
    def answer(text, decoding):
        if "rescued" not in text:
            return "Dijo algo distinto."
        return GOOD.replace("92", "⟦0⟧") if "⟦" in text else GOOD.replace("92", "29")

    made = Faithful(Answering(answer), "en", "es").translate([*others, ONE])
    assert made[-1].text == GOOD


def test_a_far_engine_with_another_behind_it_is_asked_for_one_other_form():
    behind = Answering(lambda text, decoding: GOOD)
    model = Answering(lambda text, decoding: GOOD.replace("92", "29"), fallback=behind)
    (made,) = Faithful(model, "en", "es").translate([ONE])
    assert made.text == GOOD
    assert ways(model) == ["whole", "whole shielded", "unrepeated"]
    assert ways(behind) == ["whole"]


def place(text: str) -> Name:
    return Name(id=text, kind=NameKind.PLACE, text=text, mentions=())


@pytest.mark.parametrize(
    ("source", "written", "expected"),
    [
        (
            "A court in New Jersey met on Monday.",
            "Un tribunal en New Jersey se reunió el lunes.",
            "Un tribunal en Nueva Jersey se reunió el lunes.",
        ),
        # part of a longer name
        (
            "The London Bridge in London is closed.",
            "El London Bridge en Londres está cerrado.",
            "El London Bridge en Londres está cerrado.",
        ),
        ("She read the New York Times.", "Leyó The New York Times.", "Leyó The New York Times."),
        # nothing else
        ("New Jersey", "Nueva Yérsi", "Nueva Jersey"),
        ("New Jersey:", "Jersia del Norte:", "Nueva Jersey:"),
    ],
)
def test_a_place_is_written_as_its_language_does(source, written, expected):
    names = [place("New Jersey"), place("London"), place("New York")]
    model = Answering(lambda text, decoding: written)
    (made,) = Faithful(model, "en", "es").translate([source], [names])
    assert made.text == expected
