"""The guards, each by what it must say and by what it must let pass."""

from __future__ import annotations

import datetime as dt

import pytest

from summarizer import checking
from summarizer.brief import BilingualSentence, Figures, Mention, Name, NameKind, Origin, Side, Span
from summarizer.checking import names, negation, parity, repetition, shape

OTHER = {"en": "es", "es": "en"}


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Murieron 1.234 personas.", "1,234 people died."),
        ("Subió 3,5 %.", "It rose 3.5%."),
        ("Costó 3.500 millones de euros.", "It cost 3.5 billion euros."),
        ("Costó tres mil quinientos millones de dólares.", "It cost $3.5 billion."),
        ("Un billón de pesos", "One trillion pesos"),
        ("dos mil 500 soldados", "2,500 soldiers"),
        ("El 20 de enero de 2026", "On January 20, 2026"),
        ("El 20/01/2026", "January 20, 2026"),
        ("a las 10:30 de la noche", "at 10:30 p.m."),
        ("una de cada seis personas", "one person in six"),
        ("una semana después", "one week later"),
        ("en las primeras etapas", "in the early stages"),
        ("dos mil toneladas", "two thousand tons"),
        ("decenas de personas", "dozens of people"),
        ("en el siglo XXI", "in the 21st century"),
        ("enemigo público número 1", "public enemy number one"),
        ("Uno de los clubes más populares", "One of the most popular clubs"),
        ("Contra el SARS-CoV-2 con mascarillas N95", "Against SARS-CoV-2 with N95 masks"),
        ("Esta mañana salió.", "He left this morning."),
        ("El doble de casos", "Twice as many cases"),
        ("Es menor que la de estos dos últimos.", "It is lower than that of the last two."),
        (
            "La primera persona enfermó en los primeros dos meses.",
            "The first person fell ill in the first two months.",
        ),
        ("Subió del 20 al 30 %.", "It rose from 20 to 30%."),
        ("Es de entre un 0,1 % y un 0,39 %.", "It is between 0.1 and 0.39%."),
        ("La tasa es de (97 039/1 617 204).", "The rate is (97,039/1,617,204)."),
        ("Según la fig. 1,1, subió.", "As fig 1.1 shows, it rose."),
        ("SMN (@SMN) February 6, 2020", "SMN (@SMN) February 6, 2020"),
        ("Según los datos de marzo, subió.", "According to March data, it rose."),
        ("Actualmente es impredecible.", "Today it is unpredictable."),
        ("Más del triple de casos", "More than triple the cases"),
        ("Refleja el por ciento de personas.", "It reflects the percent of people."),
        ("Nos ayudamos mutuamente.", "We help one another."),
        ("El sector de mujeres de la 4T", "The women's sector of the 4T"),
    ],
)
def test_figures_that_stand_on_both_sides(spanish, english):
    for source, target, language in ((spanish, english, "es"), (english, spanish, "en")):
        found = parity.compare(source, target, language, OTHER[language])
        assert not found.faults, (source, target, found)


@pytest.mark.parametrize(
    ("source", "target", "language", "lost"),
    [
        ("Murieron 37 personas.", "73 people died.", "es", "37"),
        ("Murieron 37 personas.", "People died.", "es", "37"),
        ("Costó 3.500 millones de euros.", "It cost 3.5 million euros.", "es", "3.500"),
        ("Subió 3,5 %.", "It rose 3.5.", "es", "3,5"),
        ("El 23 de enero de 2020 salió.", "He left in January 2020.", "es", "23 de enero"),
        ("En marzo de 2020 salió.", "He left in March.", "es", "marzo de 2020"),
        ("Contra el SARS-CoV-2", "Against SARS-CoV-4", "es", "SARS-CoV-2"),
        ("Con mascarillas N95", "With masks", "es", "N95"),
        ("It cost $2 billion.", "Costó 2.000 dólares.", "en", "2 billion"),
        ("The third transfer", "La primera transferencia", "en", "third"),
        ("He served six weeks.", "Cumplió seis meses.", "en", "six weeks"),
        ("Unemployment fell to 12% in 2019.", "El desempleo cayó en 2019.", "en", "12%"),
        (
            "En este siglo, en 2003, hubo un brote.",
            "In this century, in 2083, it broke out.",
            "es",
            "2003",
        ),
        (
            "El 11 de febrero invitó a invertir hoy.",
            "On 1 February it said to invest today.",
            "es",
            "11 de febrero",
        ),
        ("Una caída del 33 al 43 %", "A drop of 33 to 43", "es", "33 al 43"),
        (
            "De 1 a 14 días; fue del 30 % y luego del 15 %.",
            "From 1 to 14 days; it was 30% and then 15.",
            "es",
            "15 %",
        ),
        ("Vinieron dos hombres en dos horas.", "Men came in two hours.", "es", "dos"),
    ],
)
def test_figures_that_are_lost(source, target, language, lost):
    found = checking.figures_off(source, target, language, OTHER[language])
    said = [w.details["figure"] for w in found if w.code == "figure_lost"]
    assert any(lost in figure for figure in said), found


def test_a_year_that_the_day_of_writing_tells_is_no_loss():
    found = parity.compare(
        "Fue en marzo de 2020.", "It was in March.", "es", "en", reference_date=dt.date(2020, 5, 1)
    )
    assert not found.faults


def name(text: str, kind: NameKind, *aliases: str, **labels: str) -> Name:
    mention = Mention(sentence_id="s1", span=Span(start=0, end=len(text)), text=text)
    return Name(id="n1", kind=kind, text=text, mentions=(mention,), aliases=aliases, labels=labels)


PERSON, PLACE, ORGANISATION = NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION


@pytest.mark.parametrize(
    ("source", "target", "language", "who", "is_lost"),
    [
        ("Habló Omar García Harfuch.", "Omar Garcia Harfuch spoke.", "es",
         name("Omar García Harfuch", PERSON), False),
        ("Habló Omar García Harfuch.", "Omar García Harfuk spoke.", "es",
         name("Omar García Harfuch", PERSON), True),
        ("Habló Omar García Harfuch.", "The minister spoke.", "es",
         name("Omar García Harfuch", PERSON), True),
        ("Pope Francis died.", "Murió el papa Francisco.", "en", name("Pope Francis", PERSON), False),
        ("the Beltrán-Leyva cartel", "el cártel Beltrán Leyva", "en",
         name("Beltrán-Leyva", ORGANISATION), False),
        ("the Beltrán-Leyva cartel", "el cártel Sinan-Leyva", "en",
         name("Beltrán-Leyva", ORGANISATION), True),
        ("the Beltrán-Leyva cartel", "el cártel Beltrán-Leva", "en",
         name("Beltrán-Leyva", ORGANISATION), True),
        ("the Jalisco New Generation cartel", "el cártel Jalisco Nueva Gera", "en",
         name("Jalisco New Generation", ORGANISATION), True),
        ("the Jalisco New Generation cartel", "el Cártel Jalisco Nueva Generación", "en",
         name("Jalisco New Generation", ORGANISATION), False),
        ("En Sonora llovió.", "It rained in Sãoora.", "es", name("Sonora", PLACE), True),
        ("Mexican troops in Mexico", "tropas mexicanas", "en", name("Mexico", PLACE), False),
        ("in the United States", "en Estados Unidos", "en", name("United States", PLACE), False),
        ("in the United States", "en el extranjero", "en", name("United States", PLACE), True),
        ("Islandia y Corea del Sur", "Iceland and South Korea", "es",
         name("Islandia y Corea del Sur", PLACE), False),
        ("la Ley de Seguridad Nacional", "the National Security Act", "es",
         name("Ley de Seguridad Nacional", PERSON), False),
        ("los CDC recomiendan", "the CDCs recommend", "es", name("CDC", ORGANISATION), False),
        ("la UE decidió", "the EU decided", "es", name("UE", ORGANISATION), False),
        ("la firma Tecnovolt creció", "the firm Tecnova grew", "es",
         name("Tecnovolt", ORGANISATION), True),
        ("el Sindicato de Trabajadores", "the Workers' Union", "es",
         name("Sindicato de Trabajadores", ORGANISATION), False),
    ],
)  # fmt: skip
def test_names(source, target, language, who, is_lost):
    assert bool(names.lost(source, target, language, OTHER[language], [who])) is is_lost


@pytest.mark.parametrize(
    ("form", "kind", "source", "written"),
    [
        ("Jalisco New Generation", ORGANISATION, "en", "Jalisco Nueva Generación"),
        ("Beltrán-Leyva", ORGANISATION, "en", "Beltrán Leyva"),
        ("Omar García Harfuch", PERSON, "es", "Omar García Harfuch"),
        ("Sonora", PLACE, "es", "Sonora"),
        ("Estados Unidos", PLACE, "es", "United States"),
        ("South Dakota", PLACE, "en", "Dakota del Sur"),
        ("Sindicato de Trabajadores", ORGANISATION, "es", None),
    ],
)
def test_how_the_other_language_writes_a_name(form, kind, source, written):
    assert names.written_in(form, kind, source, OTHER[source]) == written


@pytest.mark.parametrize(
    ("source", "target", "language", "change"),
    [
        ("No estoy de acuerdo.", "I agree.", "es", "dropped"),
        ("No estoy de acuerdo.", "I disagree.", "es", None),
        ("Estoy de acuerdo.", "I do not agree.", "es", "added"),
        ("He never denied it.", "Lo negó.", "en", None),  # *negó* may stand for the negation
        ("He never came.", "Vino.", "en", "dropped"),
        ("Sin embargo, vino.", "However, he came.", "es", None),
        ("un hecho sin precedentes", "an unprecedented event", "es", None),
        ("Not only rain fell.", "No solo cayó lluvia.", "en", None),
        ("He came.", "No vino.", "en", "added"),
    ],
)
def test_negation(source, target, language, change):
    assert negation.changed(source, target, language, OTHER[language]) == change


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("el hombre de la calle", "the man of the man of the street", True),
        ("muy, muy lejos", "very, very far", False),
        ("dijo que no", "he said that that was not so", False),
        ("la casa", "the the house", True),
        ("uno dos tres", "one two three four one two three four", True),
    ],
)
def test_repetition(source, target, said):
    assert (repetition.repeated(source, target) is not None) is said


@pytest.mark.parametrize(
    ("guard", "source", "target", "off"),
    [
        (shape.brackets_added, "El TC sirve.", "The CT (computed) helps.", True),
        (shape.brackets_added, "El TC (tomografía) sirve.", "The CT (tomography) helps.", False),
        (shape.quotation_marks_off, "“Alto”, dijo.", '"Stop," he said.', False),
        (shape.quotation_marks_off, "“Alto”, dijo.", "Stop, he said.", True),
        (shape.question_off, "¿Quién paga?", "Who pays?", False),
        (shape.question_off, "¿Quién paga?", "Who pays.", True),
    ],
)
def test_shape(guard, source, target, off):
    assert guard(source, target) is off


@pytest.mark.parametrize(
    ("source", "target", "off"),
    [
        ("La policía detuvo a tres personas en la frontera norte.", "Police.", True),
        ("Sí.", "Yes, of course.", False),
        ("Sí.", "Yes, " * 30, True),
        ("La policía detuvo a tres personas.", "Police arrested three people.", False),
    ],
)
def test_length(source, target, off):
    assert shape.length_off(source, target, "es", "en") is off


def test_what_stayed_in_the_source_language_is_said():
    spanish = "La policía detuvo a tres personas en la frontera."
    assert "untranslated" in {w.code for w in checking.check(spanish, spanish, "es", "en")}


def test_a_good_translation_has_no_warning():
    assert not checking.check(
        "“No vamos a retroceder”, dijo el ministro Omar García Harfuch sobre los 37 detenidos.",
        "“We will not back down,” said Minister Omar García Harfuch of the 37 detainees.",
        "es",
        "en",
        names_of_source=[name("Omar García Harfuch", PERSON)],
    )


def test_an_edit_by_hand_is_checked_for_figures_and_names():
    texts = {"es": "Habló Omar García Harfuch de 37 presos.", "en": "Omar spoke of 73 prisoners."}
    sentence = BilingualSentence(
        id="p1.1",
        source_ids=("s1",),
        language="es",
        sides={k: Side(text=text, origin=Origin.EDITED) for k, text in texts.items()},
    )
    found = checking.recheck(sentence, Figures(names=(name("Omar García Harfuch", PERSON),)))
    assert {(w.code, *w.details.values()) for w in found} >= {
        ("figure_lost", "37"),
        ("figure_added", "73"),
        ("name_lost", "Omar García Harfuch"),
    }
    assert {w.sentence_id for w in found} == {"p1.1"}
