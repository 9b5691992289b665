"""Names in single sentences, by the recogniser that the project ships."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.brief import NameKind
from summarizer.figures import names, recogniser

_KINDS = {"PER": NameKind.PERSON, "ORG": NameKind.ORGANISATION, "LOC": NameKind.PLACE}

# Each sentence with its names in brackets, as bench/samples has them; other sentences than those.
ENGLISH = [
    "[PER Claudia Sheinbaum] spoke with [PER Donald Trump] on Monday.",
    "The minister flew from [LOC Mexico City] to [LOC Washington].",
    "Mexican officials and U.S. prosecutors had agreed to it.",
    "The [ORG United Nations] sent inspectors to [LOC Syria].",
    "Congress passed the Affordable Care Act in March.",
    "Hurricane Otis destroyed the port of [LOC Acapulco].",
    "The nurse said nothing.",
    "On Tuesday the Dutch voted.",
    "[LOC WASHINGTON] ([ORG AP]) - Senators voted for the budget.",
    "[LOC BATON ROUGE], [LOC La.] ([ORG AP]) — Police searched the house.",
    "The [ORG Dallas Cowboys] lost at home and [ORG Bayer Leverkusen] won.",
    "At [LOC Boston], students marched, and in [LOC Rapid City] too.",
    "Police in [LOC New York] city arrested two men in [LOC Tallahassee], [LOC Fla.]",
    "4. [PER Anka Baier] ([LOC Germany]) 1:25.16",
    "[ORG Werda Lund] ([LOC Sweden]) 9 3 6 12",
    "[ORG Halton] 2 ([PER Barlow] 12, [PER Deakin] 55 pen) [ORG Marsden Town] 1 ([PER Poole] 80)",
    "[ORG TULSA] AT [LOC RENO]",
    "[PER M. Poole] c [PER Deakin] b [PER Barlow] 31",
    "[PER Deakin] 9-1-53-2 (w-1), [PER Barlow] 7-0-30-1.",
    "[PER Lin Daoyu] ([LOC China]) beat [PER Anna Baier] ([LOC Germany]) 11-6 12-10",
    "[LOC Indonesia]: 20 - [PER Hadi Santo]; 2 - [PER Adi Wira]; 3 - [PER Budi Raharjo]; "
    "4 - [PER Eko Putra]; 5 - [PER Sutanto].",
    "The striker scored twice against [ORG Middlesbrough] on Saturday.",
    "Transport Secretary [PER Grant Doyle] said so.",
    "[LOC Arkansas] Sen. [PER Tom Dale] voted no.",
    "Secretary of State [PER Mary Lane] flew home.",
    "Chancellor [PER Olaf Brandt] agreed.",
    "Dutch brewer [ORG Vandermeer NV] sold it.",
    "The [ORG State Department] - once more - was silent.",
    "The [ORG Monopolies and Mergers Commission] will look at it.",
    "6 - [PER Mark Gale] ([ORG Halton]), [PER Gary Poole] ([ORG Marsden])",
    "[PER Langmore], 57, will leave in March.",
    "The [ORG Bureau of Harbour Safety] ([ORG BHS]) fined the owner.",
    "[ORG Dunmore & Hale] fired forty clerks.",
    "Floods hit the towns of [LOC Alderley], [LOC Brookmere], [LOC Quenby] and [LOC Tarrow].",
]
SPANISH = [
    "[PER Claudia Sheinbaum] habló el lunes con [PER Donald Trump].",
    "El ministro viajó de [LOC Madrid] a [LOC Washington].",
    "Los mexicanos y los estadounidenses firmaron el pacto.",
    "La [ORG ONU] envió inspectores a [LOC Siria].",
    "La acción se ejecutó conforme a la Ley de Seguridad Nacional y bajo mecanismos de cooperación.",
    "El Senado aprobó la Ley de Amparo.",
    "El huracán Otis destruyó el puerto de [LOC Acapulco].",
    "El martes votaron los holandeses.",
    "El [ORG Instituto Nacional Electoral] multó a [ORG Morena].",
    "[PER AMLO] recibió a [PER Mike Pompeo] en [LOC Los Pinos].",
    "El futuro secretario de Seguridad Pública, [PER Alfonso Durazo], habló en [LOC EU].",
    "El Gobernador y el Secretario de Estado callaron.",
    "LOS PRECIOS SUBEN EN [LOC MADRID] [LOC Sevilla], 23 may ([ORG EFE]). El alcalde habló.",
    "[PER Videgaray] [PER Luis Videgaray] dijo que la administración cambia.",
    "Los partidos [ORG Morena] [ORG PT] [ORG PES] irán juntos.",
    "Firman acuerdo de paz en [LOC Chihuahua], [LOC Chih.]",
    "El [ORG Inter de Milán] perdió.",
    "El delantero del [ORG Valencia] marcó dos goles en el partido ante el [ORG Zaragoza].",
    "Vive en [LOC Valencia] desde el lunes.",
    "Una multa al [ORG Salamanca] y al [ORG Toledo].",
    "El [ORG Ministerio de Agricultura, Pesca y Alimentación] lo anunció.",
    "Detuvieron a [PER J. A. A.], de 42 años, en [LOC Getafe].",
    "[ORG Protección Civil], [ORG Policía Local] y [ORG Guardia Civil] acudieron.",
    "La [ORG Delegación del Gobierno contra la Violencia de Género] lo confirma.",
    "El [ORG Instituto Tecnológico Benito Juárez] abrió ayer.",
    "El [ORG Hospital Virgen del Rocío de Sevilla] los atiende.",
    "El ciclista [PER Richard Carapaz] de #Ecuador ganó.",
    "El alcalde de [LOC Bédar], [PER Ángel Collados], lo dijo.",
    "Hospitalizan a [PER Jair Bolsonaro].",
    "El senador [PER Gustavo Madero], del partido [ORG Plural], habló.",
    "El [ORG Instituto Electoral y de Participación Vecinal de Colima] ([ORG IEPVC]) abrió casillas.",
    "Habló el presidente del [ORG Comité Estatal] del [ORG Partido Liberal Mexicano] ([ORG PLM]).",
    "Lo dijo la [ORG Comisión Nacional de Vigilancia de la Pesca] ([ORG Conavipe]) en el puerto.",
    "Habló [PER Lidia Prats], gerente general de [ORG Anvexa].",
    "Jugaron el domingo en el [LOC Ramiro Villalba].",
    "Los vecinos de [LOC Aldearrubia] protestaron.",
    "Jugará la Supercopa de España y la Copa de Europa.",
    "El [ORG PP] de [LOC Murcia] votó en contra.",
    "Visitó los municipios de [LOC Tamasolco], [LOC Xochitepán], [LOC Jalpa de Arista] y [LOC Coyutlán].",
    "[PER Arrizaga] ha señalado que no habrá acuerdo.",
    "Las secretarías de [ORG Salud], [ORG Cultura] y [ORG Trabajo] firmaron el convenio.",
]


def _read(marked: str) -> tuple[str, list[tuple[str, NameKind]]]:
    wanted = [(m[2], _KINDS[m[1]]) for m in re.finditer(r"\[(PER|ORG|LOC) ([^]]+)\]", marked)]
    return re.sub(r"\[(?:PER|ORG|LOC) ([^]]+)\]", r"\1", marked), wanted


@pytest.mark.parametrize(
    ("marked", "language"),
    [*((s, "en") for s in ENGLISH), *((s, "es") for s in SPANISH)],
)
def test_sentences(marked, language):
    text, wanted = _read(marked)
    found = [(text[start:end], kind) for start, end, kind in names.tag(text, language)]
    for name in wanted:
        assert name in found
    people_and_places = [f for f in found if f not in wanted and f[1] is not NameKind.ORGANISATION]
    # A country's initials before a noun are its name; whether a chamber is a name is open.
    assert [f for f in people_and_places if f[0] != "U.S."] == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n\n", "a", "A", "1/0", "@", "#", "…", "¿?", "\u200b\u200f\ufeff", "é" * 300,
        "X" * 50_000, "A." * 5_000, "Aa" + " de" * 5_000 + " (EFE)", "Ana " * 5_000, "𝕬𝖓𝖆 García", "ＡＮＡ ＧＡＲＣＩＡ", "🇲🇽🇺🇸 México",
        "محمد الأحمد في القاهرة", "安娜在墨西哥", "<b>Ana</b> & 'García'", "A\x00na", "\ud83d García",
    ],
)  # fmt: skip
def test_no_text_is_too_odd(text, language):
    _sound(text, names.tag(text, language))


def test_no_other_language():
    assert names.tag("Angela Merkel sprach in Berlin.", "de") == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "es"]))
def test_names_stand_in_their_text(text, language):
    _sound(text, names.tag(text, language))


def test_the_company_of_other_texts_changes_nothing():
    texts = [_read(s)[0] for s in SPANISH]
    assert names.tag_all(texts, "es") == [names.tag(text, "es") for text in texts]


def test_readers_at_the_same_time_read_the_same(monkeypatch):
    monkeypatch.setattr(recogniser, "_KEPT", 20)  # so that what is kept is thrown away meanwhile
    texts = [_read(s)[0] for s in SPANISH] * 3
    alone = [names.tag(text, "es") for text in texts]
    with ThreadPoolExecutor(4) as readers:
        assert list(readers.map(lambda text: names.tag(text, "es"), texts)) == alone


def _sound(text, spans):
    last = 0
    for start, end, kind in spans:
        assert last <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert isinstance(kind, NameKind)
        last = end
