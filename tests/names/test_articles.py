"""Names over whole articles: one name for all its mentions, in both languages."""

from __future__ import annotations

import sys

import pytest

from summarizer.brief import NameKind
from summarizer.figures import names
from tests.names.articles import article, found, post

PERSON, ORGANISATION, PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE


def _one(found_names, form):
    (name,) = [n for n in found_names if form == n.text or form in n.aliases]
    return name


@pytest.mark.parametrize(
    ("texts", "text", "role", "handle", "mentions"),
    [
        (
            [
                "The handover was confirmed by Mexico’s Security Minister Omar García Harfuch.",
                post(
                    "Esta mañana trasladamos a 37 personas.", "Omar H Garcia Harfuch", "@OHarfuch"
                ),
                "Harfuch said that 92 people had been sent.",
            ],
            "Omar García Harfuch",
            "Mexico’s Security Minister",
            "@OHarfuch",
            2,
        ),
        (
            [
                ("El canciller Juan Ramón de la Fuente viajó a Washington.", "es"),
                ("De la Fuente se reunió con Marco Rubio.", "es"),
            ],
            "Juan Ramón de la Fuente",
            "canciller",
            None,
            2,
        ),
        (
            [
                "Senator Mary Lane (@RiversideMary) spoke first.",
                "Then Lane left.",
                "@RiversideMary",
            ],
            "Mary Lane",
            "Senator",
            "@RiversideMary",
            4,
        ),
        (
            [
                ("La presidenta Claudia Sheinbaum habló ayer.", "es"),
                "President Sheinbaum spoke with Donald Trump.",
            ],
            "Claudia Sheinbaum",
            "presidenta",
            None,
            2,
        ),
    ],
)
def test_a_person_is_one(texts, text, role, handle, mentions):
    name = _one(found(*texts), text)
    assert (name.kind, name.text, name.role, name.handle) == (PERSON, text, role, handle)
    assert len(name.mentions) == mentions


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        (
            [
                "They were sent to the United States on Tuesday.",
                "The U.S. said nothing.",
                ("Estados Unidos no dijo nada.", "es"),
                ("Llegaron a EE. UU. el martes.", "es"),
            ],
            {"en": "United States", "es": "Estados Unidos"},
        ),
        (
            ["He lives in Mexico City.", ("Vive en la Ciudad de México.", "es")],
            {"en": "Mexico City", "es": "Ciudad de México"},
        ),
        (
            ["The United Nations met.", ("La ONU se reunió en Ginebra.", "es")],
            {"en": "United Nations", "es": "Naciones Unidas"},
        ),
        (
            [
                "The suspects belong to the Jalisco New Generation cartel.",
                "The CJNG has grown.",
                ("El Cártel Jalisco Nueva Generación creció.", "es"),
            ],
            {"en": "Jalisco New Generation Cartel", "es": "Cártel Jalisco Nueva Generación"},
        ),
    ],
)
def test_one_name_in_both_languages(texts, labels):
    named = [n for n in found(*texts) if n.labels == labels]
    assert len(named) == 1
    assert len(named[0].mentions) == len(texts)


def test_demonyms_are_no_places():
    shown = {n.text for n in found("Mexican and Colombian officials met American lawyers.")}
    assert not shown & {"Mexican", "Colombian", "American", "Mexico", "Colombia"}


def test_a_law_is_nobody():
    shown = found(post("La acción se ejecutó conforme a la Ley de Seguridad Nacional.", "", "@x"))
    assert [n for n in shown if "Seguridad" in n.text or "Ley" in n.text] == []


def test_lists_of_cartels():
    shown = found(
        "They belong to the Sinaloa, Beltrán‑Leyva, Jalisco New Generation and Northeast cartels."
    )
    organisations = [n for n in shown if n.kind is ORGANISATION]
    assert len(organisations) == 4
    assert all(n.labels["es"] for n in organisations)


def test_the_authors_of_posts_are_names():
    (name,) = found(post("no hay nada.", "Ana Soto", "@anasoto"))
    assert (name.kind, name.text, name.handle) == (PERSON, "Ana Soto", "@anasoto")


@pytest.mark.parametrize(
    "text",
    [
        "Ana García dijo. " * 150,
        "@ana " * 500,
        "@AnaGarcia " * 250 + " ".join(f"Ana García{c}" for c in "abcdefghij" * 20),
        " ".join(f"Ana Soto{i}," for i in range(300)),
        "cártel de Sinaloa, " * 200,
        " ".join(f"A{i:04}B Cda" for i in range(300)),
        "CJNG FBI CIA " * 200,
        "the Sinaloa, " * 200 + "cartels",
    ],
)
def test_the_work_grows_with_the_length_alone(text):
    """Twice the text costs about twice the calls, for what would tempt one to compare all names
    with all."""

    def calls(times: int) -> int:
        count = 0

        def counted(frame, event, argument):
            nonlocal count
            count += 1

        parts = article((text * times, "es"))
        names.find(*parts)  # What is read once is read.
        sys.setprofile(counted)
        try:
            names.find(*parts)
        finally:
            sys.setprofile(None)
        return count

    assert calls(2) < 2.6 * calls(1)


def test_the_office_of_one_person_is_not_that_of_the_next():
    found = article(("El juez Luis Mora y Pedro Ramos hablaron.", "es"), language="es")
    roles = {name.text: name.role for name in names.find(*found)}
    assert roles == {"Luis Mora": "juez", "Pedro Ramos": None}


def test_a_body_and_who_holds_it_are_two():
    found = article(
        ("Habló Gilmar Mendes.", "es"),
        ("La defensa del magistrado del Tribunal Supremo Gilmar Mendes calló.", "es"),
        language="es",
    )
    kinds = {name.text: name.kind for name in names.find(*found)}
    assert kinds["Gilmar Mendes"] is NameKind.PERSON
    assert "Tribunal Supremo Gilmar Mendes" not in kinds
