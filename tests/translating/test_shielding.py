"""What must not reach the model as words comes back letter by letter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.translating import numbers, preparing, shielding
from summarizer.translating.engine import Attention, Decoding, Translation
from summarizer.translating.faithful import Faithful


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lea más en https://t.co/aB3dEf.", ["https://t.co/aB3dEf"]),
        ("(véase www.example.org/a_(b))", ["www.example.org/a_(b)"]),
        ("Escriba a prensa@diario.example.mx, por favor", ["prensa@diario.example.mx"]),
        ("Esta mañana el @GabSeguridadMX trasladó", ["@GabSeguridadMX"]),
        ("Hoy #NoALaViolencia y #8M, ¡vamos!", ["#NoALaViolencia", "#8M"]),
        ("El #1 del mundo", []),
        ("pic.twitter.com/rBqfVvIIDZ", ["pic.twitter.com/rBqfVvIIDZ"]),
        ("¡Gol! ⚽🇲🇽 @miseleccion", ["⚽🇲🇽 @miseleccion"]),
        ("el diario eluniversal.com.mx informó", ["eluniversal.com.mx"]),
        ("Costó 3.5 millones. Luego subió.", []),
        ("", []),
    ],
)
def test_what_is_found(text, expected):
    assert [shield.text for shield in shielding.find(text)] == expected


def test_a_desks_terms_become_what_the_desk_says():
    (found,) = shielding.find("La Fiscalía General investiga", {"fiscalía general": "FGR"})
    assert (found.start, found.end, found.text) == (3, 19, "FGR")


def test_stand_ins_are_none_that_the_text_has():
    chosen = shielding.stand_ins("El señor Kovak y ⟦0⟧", 12, ("⟦0⟧", "⟦1⟧", "Kovak"))
    assert len(set(chosen)) == 12
    assert not {"⟦0⟧", "Kovak"} & set(chosen)


class Mangling:
    """A model that does to the stand-ins what it likes, and tells no attention."""

    models = ()
    fallback = None

    def __init__(self, change, kind=()):
        self._change, self._kind = change, tuple(kind)

    def translate(self, texts, source, target, *, alternatives=1, decoding=Decoding()):  # noqa: B008
        return [[Translation(self._change(text), -1.0)] * alternatives for text in texts]

    def foreign(self, text, source, target):
        return frozenset()

    def stand_ins(self, source, target):
        return self._kind

    def can_forbid(self, source, target):
        return False

    def length(self, text, source, target):
        return len(text) // 4


PLACEHOLDERS = tuple(f"⟦{number}⟧" for number in range(16))
CHANGES = {
    "kept": lambda text: text,
    "lost": lambda text: "".join(c for c in text if c not in "⟦⟧0123456789"),
    "doubled": lambda text: text + " " + text,
    "all lost": lambda text: "Nothing.",
    "empty": lambda text: "",
    "glued": lambda text: text.replace(" ", ""),
    "invented": lambda text: "⟦9⟧ " + text + " ⟦12⟧",
    "loud": str.upper,
    "reversed": lambda text: " ".join(reversed(text.split())),
}
ITEMS = st.sampled_from(
    [
        "@GabSeguridadMX", "#Elecciones2024", "https://t.co/AbC123xyz", "prensa@diario.example",
        "pic.twitter.com/rBqfVvIIDZ", "🚨", "www.norte.example/Nota?id=7&x=1",
    ]
)  # fmt: skip
WORDS = st.lists(
    st.sampled_from("el la ministro dijo que 3.500 personas Sonora hoy, no ¿quién? FIN.".split()),
    max_size=6,
)


@pytest.mark.parametrize("kind", [PLACEHOLDERS, ()], ids=["placeholders", "names"])
@pytest.mark.parametrize("change", CHANGES)
@settings(max_examples=20, deadline=None)
@given(parts=st.lists(st.tuples(WORDS, ITEMS), min_size=1, max_size=4), capitals=st.booleans())
def test_everything_shielded_survives_whatever_the_model_does(kind, change, parts, capitals):
    items = [item for _, item in parts]
    words = [" ".join(some).upper() if capitals else " ".join(some) for some, _ in parts]
    text = " ".join(f"{some} {item}" for some, item in zip(words, items, strict=True))
    # Without guards: every candidate must hold what was shielded, not only the best.
    faithful = Faithful(Mangling(CHANGES[change], kind), "es", "en", guards=False)
    (made,) = faithful.translate([text])
    for item in set(items):
        assert made.text.count(item) >= items.count(item), (text, made.text)
    if "⟦" not in text:
        assert "⟦" not in made.text, made.text


def test_what_may_stand_elsewhere_is_said():
    faithful = Faithful(Mangling(CHANGES["all lost"], PLACEHOLDERS), "es", "en")
    (made,) = faithful.translate(["El @GabSeguridadMX trasladó a los detenidos."])
    assert "@GabSeguridadMX" in made.text
    assert ("place_unsure", {"text": "@GabSeguridadMX"}) in [
        (warning.code, warning.details) for warning in made.warnings
    ]
    kept = Faithful(Mangling(CHANGES["kept"], PLACEHOLDERS), "es", "en")
    (made,) = kept.translate(["El @GabSeguridadMX trasladó a los detenidos."])
    assert "place_unsure" not in {warning.code for warning in made.warnings}


def test_a_lost_stand_in_goes_where_the_model_looked():
    prepared = preparing.prepare("Dijo @ana hoy", "es", numbers.COMMA, PLACEHOLDERS)
    assert prepared.text == "Dijo ⟦0⟧ hoy."
    attention = Attention(
        ((0, 4), (5, 8), (9, 12)), ((0, 4), (5, 10)), np.array([[0.9, 0.1, 0], [0, 0.1, 0.9]])
    )
    text, _ = preparing.finish(
        prepared, Translation("Said today.", 0, attention), "Dijo @ana hoy", numbers.COMMA, "en",
        numbers.POINT,
    )  # fmt: skip
    assert "@ana" in text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("“Alto” —dijo— el juez", '"Alto" - dijo - el juez.'),
        ("Beltrán‑Leyva", "Beltrán-Leyva."),
        ("Son 30\u00a0000 personas.", "Son 30.000 personas."),
        ("ALERTA POR LLUVIAS EN SONORA", "Alerta por lluvias en Sonora."),
        ("con pleno…", "con pleno."),
        ("¿Quién paga?", "¿Quién paga?"),
        ("83 mil 500 millones de pesos.", "83.500 millones de pesos."),
    ],
)
def test_what_the_model_reads(text, read):
    assert preparing.prepare(text, "es", numbers.COMMA, PLACEHOLDERS).text == read


@pytest.mark.parametrize(
    ("source", "hypothesis", "finished"),
    [
        ("Un titular sin punto", "A headline without a stop.", "A headline without a stop"),
        ("con pleno…", "with full.", "with full…"),
        ("“Alto”, dijo.", '"Stop," he said.', "“Stop,” he said."),
        ("ALERTA POR LLUVIAS", "Rain alert.", "RAIN ALERT"),
        ("Son 3.500 personas.", "There are 3.500 people.", "There are 3,500 people."),
        ("Costó 83 mil 500 millones.", "It cost 83,500 million.", "It cost 83.5 billion."),
        ("Habló Peña.", "Pena spoke.", "Peña spoke."),
    ],
)
def test_what_the_reader_gets(source, hypothesis, finished):
    prepared = preparing.prepare(source, "es", numbers.COMMA, PLACEHOLDERS)
    text, _ = preparing.finish(
        prepared, Translation(hypothesis), source, numbers.COMMA, "en", numbers.POINT
    )
    assert text == finished
