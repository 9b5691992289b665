"""The words beside a name that tell its bearer's office."""

from __future__ import annotations

import pytest

from summarizer.figures.en.names import WORDS as ENGLISH
from summarizer.figures.es.names import WORDS as SPANISH
from summarizer.figures.name_roles import role_of
from summarizer.figures.tokens import tokenise

# Each: the text, with the name in brackets, and the role.
ENGLISH_ROLES = [
    ("It was confirmed by Mexico’s Security Minister [Omar García Harfuch] on X.", "Mexico’s Security Minister"),
    ("President [Donald Trump] said so.", "President"),
    ("On Tuesday President [Donald Trump] said so.", "President"),
    ("He met U.S. Secretary of State [Marco Rubio] in Rome.", "U.S. Secretary of State"),
    ("former Brazilian president [Jair Bolsonaro] was there", "former Brazilian president"),
    ("[Ana Soto], the Chilean foreign minister, agreed.", "Chilean foreign minister"),
    ("[Ana Soto], Chile's foreign minister, agreed.", "Chile's foreign minister"),
    ("[Ana Soto], a lawyer for the family, agreed.", "lawyer for the family"),
    ("The country's top prosecutor, [Alejandro Gertz], resigned.", "country's top prosecutor"),
    ("Florida Gov. [Ron DeSantis] signed it.", "Florida Gov."),
    ("Tesla chairman and chief executive [Tom Dale] left.", "Tesla chairman and chief executive"),
    ("the Foreign and Commonwealth Secretary, [Tom Dale], left", "Foreign and Commonwealth Secretary"),
    ("talks between President [Mary Lane] and Prime Minister Tom Dale", "President"),
    ("President Mary Lane and Prime Minister [Tom Dale] talked", "Prime Minister"),
    ("Sen. [Mary Lane], R-Fla., said", "Sen."),
    ("a letter to the president of the Senate, [Mary Lane]", "president of the Senate"),
    ("in Washington on Tuesday Mexican President [Ana Soto] met him", "Mexican President"),
    ("the bank's chief economist [Tom Dale]", "bank's chief economist"),
    ("actor and activist [Tom Dale]", "actor and activist"),
    ("the 43-year-old teacher [Tom Dale]", "teacher"),
    ("Florida Governor [Ron DeSantis] signed it.", "Florida Governor"),
    ("said police spokeswoman [Mary Lane].", "police spokeswoman"),
    ("Mr. [Smith] left.", None),
    ("[Smith] left.", None),
    ("[Mary Lane], 43, left.", None),
    ("[Mary Lane], who was there, left.", None),
    ("They met in Paris, [Mary Lane] said.", None),
    ("the director of the museum, [Mary Lane], said", "director of the museum"),
    ("NASA administrator [Mary Lane] said", "NASA administrator"),
    ("talks between President [Mary Lane] and Prime Minister [Tom Dale] went on", "President"),
    ("They chose to indict Officer [Tom Dale] today.", "Officer"),
    ("Liverpool want to sign Madrid striker [Tom Dale].", "Madrid striker"),
    ("When Vice President [Tom Dale] came, it rained.", "Vice President"),
    ("Because Senator [Mary Lane] objected, it failed.", "Senator"),
]  # fmt: skip

SPANISH_ROLES = [
    ("El presidente [Donald Trump] lo dijo.", "presidente"),
    ("La presidenta de México, [Claudia Sheinbaum], lo dijo.", "presidenta de México"),
    ("El secretario de Seguridad y Protección Ciudadana, [Omar García Harfuch], informó", "secretario de Seguridad y Protección Ciudadana"),
    ("dijo [Ana Soto], secretaria de Economía, ayer", "secretaria de Economía"),
    ("dijo [Ana Soto], la secretaria de Economía del gobierno federal.", "secretaria de Economía del gobierno federal"),
    ("el exgobernador de Tamaulipas [Tomás Ríos] huyó", "exgobernador de Tamaulipas"),
    ("el ex presidente [Felipe Ríos] huyó", "ex presidente"),
    ("el primer ministro británico, [Tom Dale], viajó", "primer ministro británico"),
    ("el canciller [Juan Ríos] viajó", "canciller"),
    ("El fiscal general del estado, [Juan Ríos], dijo", "fiscal general del estado"),
    ("el presidente de Estados Unidos, [Donald Trump]", "presidente de Estados Unidos"),
    ("[Ana Soto], alcaldesa de Guadalajara, y otros", "alcaldesa de Guadalajara"),
    ("el líder opositor venezolano [Juan Ríos]", "líder opositor venezolano"),
    ("la entonces jefa de Gobierno [Ana Soto]", "entonces jefa de Gobierno"),
    ("El ministro español de Exteriores, [Juan Ríos],", "ministro español de Exteriores"),
    ("el periodista y escritor [Juan Ríos]", "periodista y escritor"),
    ("el senador por Massachusetts [Tom Dale]", "senador por Massachusetts"),
    ("en Los Ángeles, [Juan Ríos] dijo", None),
    ("El señor [Ríos] dijo", None),
    ("[Juan Ríos] dijo", None),
    ("Ayer en Madrid, [Juan Ríos] dijo", None),
    ("[Juan Ríos], de 43 años, dijo", None),
    ("la presidenta de la Comisión y el secretario de Economía, [Juan Ríos], dijeron", "secretario de Economía"),
    ("según el director general de Pemex, [Juan Ríos].", "director general de Pemex"),
    ("[Ana Soto], autora de Más allá del mar, lo dijo.", "autora"),
]  # fmt: skip


def _role(marked: str, words) -> str | None:
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    return role_of(start, end, tokenise(text), text, words)


@pytest.mark.parametrize(("marked", "role"), ENGLISH_ROLES)
def test_english_roles(marked, role):
    assert _role(marked, ENGLISH) == role


@pytest.mark.parametrize(("marked", "role"), SPANISH_ROLES)
def test_spanish_roles(marked, role):
    assert _role(marked, SPANISH) == role
