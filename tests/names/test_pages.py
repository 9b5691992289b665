"""Names on pages that were pasted with their menus, credits, addresses and headlines, and names
that tell what they are by their form."""

from __future__ import annotations

import re

import pytest

from summarizer.brief import NameKind
from summarizer.figures import names
from summarizer.figures.gazetteer import is_town

_KINDS = {"PER": NameKind.PERSON, "ORG": NameKind.ORGANISATION, "LOC": NameKind.PLACE}

SPANISH = [
    # Owners, sources, photographers.
    "Copyright 2019 [ORG La Voz del Istmo].",
    "[ORG El Porvenir de Cholula] 2016 Todos los derechos reservados",
    "TODOS LOS DERECHOS RESERVADOS DE [ORG PUNTO DIGITAL] 2019",
    "Con información de [ORG Contralínea].",
    "Foto: [ORG Cuartoscuro] [PER Laura Beltrán Osorio], diputada, votó en contra.",
    "Foto: Especial",
    "En entrevista con [ORG El Heraldo de Tlaxcala], el alcalde negó todo.",
    "Lo dijo a [ORG La Jornada] el martes.",
    "TODOS LOS DERECHOS RESERVADOS [ORG PUNTO DIGITAL] [LOC MÉXICO] 2019",
    # Menus, calendars, programs, addresses.
    "Archivo agosto 2019 L M X J V S D 1 2 3 4 5",
    "Recibe las noticias en tu casilla de E mail Registrarse",
    "ga.push ( [ setAccount , UA 1234 ] ) ;",
    "Morelos No. 45, Col. Jardines, C.P. 91000 [LOC Xalapa]",
    "MGR Compartir Anterior Siguiente",
    "Compartir en Facebook Compartir en Twitter Siguiente",
    # People who run together, and headlines.
    "Foto: [PER Héctor Salgado] [PER Mariana Urrutia] pidió perdón.",
    "Ganó la elección el candidato de [ORG Morena] [PER Luis Arriaga Pineda].",
    "[PER Omar Zúñiga] Gana [PER Robledo] la alcaldía",
    "Foto: [PER Mauricio Zendejas] Decenas de personas llegaron.",
    "Impugna [PER Robledo] la elección",
    "Niegan [PER Urrutia] y [PER Robledo] el pacto",
    "[PER Cabrera Lozano] afirmó que no hay dinero.",
    "Lo anunció la consejera [PER Guillermina Ochoa Rangel].",
    "Buscan en la sierra a [PER El Chueco].",
    "Boletín de [PER Lucía Bermúdez] [LOC Morelia], [LOC Michoacán], a 3 de mayo de 2019.",
    "Mensaje de la [ORG SRE] [LOC México] en redes sociales",
    "[PER Cabrera Lozano], de 45 años, llegó caminando.",
    "Detuvieron a [PER Ramón “El Zurdo” Carrasco] en [LOC Saltillo].",
    "La diputada [PER Griselda Montoya] votó en contra.",
    "Participan [PER Édgar Villegas Toral] y la [ORG Secretaría de Cultura].",
    '"[PER Chelo]", de 51 años, vende tamales.',
    # What a law's name has inside is no name, nor is the acronym of a treaty.
    "Se reformó la Ley de Aguas del Estado de Morelos.",
    "El Tratado de Libre Comercio de América del Norte (TLCAN) se firmó en 1992.",
    "La impunidad debilita al Estado de Derecho.",
    "El presidente de la República recibió a la secretaria de Estado.",
    "La prueba de VIH es gratuita.",
    # By their form.
    "La [ORG LXII Legislatura] de [LOC Sonora] terminó sus trabajos.",
    "La [ORG Sala Superior] confirmó el triunfo.",
    "El [ORG Gobierno federal] pagará la obra.",
    "El camión iba de [LOC Ixmiquilpan] a [LOC Zimapán].",
    "Llegó a los municipios de [LOC Aquila], [LOC Coahuayana] y [LOC Chinicuila].",
    "El [ORG Instituto Electoral y de Participación Ciudadana de Jalisco] contará los votos.",
    "Murió en el [ORG Hospital General “Aurelio Valdivieso”] el lunes.",
    "El avión aterrizó en el [LOC Aeropuerto Internacional del Bajío].",
    "Lo internaron en el municipio de [LOC Tlacotepec].",
]
ENGLISH = [
    "Copyright 2019 [ORG The Harbor Times]. All rights reserved.",
    "Photo: Courtesy",
    "4500 Harbor Road, Suite 12, Portland, OR 97201",
    "Share on Facebook Advertisement",
    "It was wrong, said Senator [PER Wade Pruitt] of [LOC Ohio].",
    'Police charged [PER Lou "Fingers" Marino] on Friday.',
]


def _read(marked: str) -> tuple[str, list[tuple[str, NameKind]]]:
    wanted = [(name, _KINDS[kind]) for kind, name in re.findall(r"\[([A-Z]{3}) ([^]]+)\]", marked)]
    return re.sub(r"\[[A-Z]{3} ([^]]+)\]", r"\1", marked), wanted


@pytest.mark.parametrize(
    ("marked", "language"), [(s, "es") for s in SPANISH] + [(s, "en") for s in ENGLISH]
)
def test_names_on_pages(marked, language):
    text, wanted = _read(marked)
    assert [(text[a:b], kind) for a, b, kind in names.tag(text, language)] == wanted


@pytest.mark.parametrize("name", ["Coatepec", "Iztapa", "Ponferrada", "Nagasaki", "Xochitepec"])
def test_towns(name):
    assert is_town(name) == (name != "Iztapa")


@pytest.mark.parametrize(
    "name", ["Guadalupe", "Hidalgo", "Robledo", "Carmen", "Lincoln", "Rosario"]
)
def test_what_is_also_a_person_s_name_is_no_town(name):
    assert not is_town(name)


@pytest.mark.parametrize(
    "text",
    [
        "A " * 4_000, "Ab de la " * 2_000 + "No. 5, C.P. 12345", "Foto: " + "AB " * 3_000,
        "Copyright " + "Ab " * 3_000, "Ley " + "Ab, " * 3_000, "El Sol de Ab " * 1_500,
        "Col. " + "Ab " * 3_000 + "C.P. 12345", "var a = " * 2_000, "Gana Ana Ruiz " * 1_500,
    ],
)  # fmt: skip
def test_long_rows_are_read(text):
    names.tag(text, "es")
