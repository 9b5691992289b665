import random
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.translation import augmentation, copying
from training.translation.augmentation import vary

PAIR = (
    'El lunes, Mariana Quintanilla dijo a @puente_norte que 37 personas "ya" viajaron. ',
    'On Monday, Mariana Quintanilla told @puente_norte that 37 people "already" travelled. ',
)
PAIR = (PAIR[0].strip(), PAIR[1].strip())


def placeholders(text):
    return Counter(re.findall(r"⟦\d+⟧", text))


@given(st.integers(0, 10_000), st.text(max_size=80), st.text(max_size=80))
def test_sides_keep_the_same_placeholders(seed, source, target):
    varied = vary((source.replace("⟦", ""), target.replace("⟦", "")), random.Random(seed))
    assert placeholders(varied[0]) == placeholders(varied[1])
    assert all(count == 1 for count in placeholders(varied[0]).values())


def test_shield_takes_only_what_both_sides_share():
    for seed in range(50):
        source, target = augmentation.shield(PAIR, random.Random(seed))
        assert placeholders(source)
        for text in ("@puente_norte", "37", "Mariana Quintanilla"):
            assert (text in source) == (text in target)


@pytest.mark.parametrize("change", [augmentation.append, augmentation.handle])
def test_made_up_tags_stand_on_both_sides(change):
    for seed in range(50):
        source, target = change(PAIR, random.Random(seed))
        assert set(re.findall(r"\S*[@#/]\S+", source)) == set(re.findall(r"\S*[@#/]\S+", target))
        assert (source, target) != PAIR


@pytest.mark.parametrize(
    ("change", "source", "target"),
    [
        (augmentation.upper, "¡HOLA, SEÑOR!", "HELLO, SIR!"),
        (augmentation.lower, "¡hola, señor!", "hello, sir!"),
    ],
)
def test_case(change, source, target):
    assert change(("¡Hola, señor!", "Hello, sir!"), random.Random(0)) == (source, target)


def test_stop_keeps_an_ellipsis():
    assert augmentation.stop(("Se fue...", "He left..."), random.Random(0)) == (
        "Se fue...",
        "He left...",
    )
    assert augmentation.stop(("Se fue.", "He left."), random.Random(0)) == ("Se fue", "He left")


def test_typography_pairs_quotes():
    for seed in range(20):
        source, target = augmentation.typography(PAIR, random.Random(seed))
        assert '"' not in source + target
        assert "“already”" in target
        assert "“ya”" in source or "«ya»" in source


def test_copy_cases_are_steady_and_scored_strictly():
    made = copying.cases("es", seed=3)
    assert made == copying.cases("es", seed=3)
    assert {case.kind for case in made} == set(copying.FILLERS)
    assert all(text in case.sentence for case in made for text in case.copied)
    perfect = copying.accuracy(made, [case.sentence for case in made])
    assert set(perfect.values()) == {1.0}
    doubled = [case.sentence + " " + case.copied[0] for case in made]
    assert max(copying.accuracy(made, doubled).values()) < 0.6
    assert set(copying.accuracy(made, ["" for _ in made]).values()) == {0.0}
