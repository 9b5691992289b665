"""Terms found in any form, their plurals and articles, CSV files, remembered sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import glossary, wording
from summarizer.brief import Origin
from summarizer.errors import GlossaryFileError, InputError, NotFound
from summarizer.glossary import Glossary, Remembered, Term, agreeing, holds, places_of, plural
from tests import briefs


def term(en: str, es: str) -> Term:
    return Term(texts={"en": en, "es": es})


BRIEF = briefs.sample()
DESK = Glossary(
    [
        term("Attorney General's Office", "Fiscalía General de la República"),
        term("cartel", "cártel"),
        term("drug cartel", "grupo delictivo"),
        term("DEA", "DEA"),
        term("task force", "fuerza de tarea"),
    ]
)


@pytest.mark.parametrize(
    ("source", "target", "text", "expected"),
    [
        ("en", "es", "two cartels met", [("cartels", "cárteles")]),
        ("en", "es", "Cartel", [("Cartel", "cártel")]),
        ("en", "es", "a drug cartel", [("drug cartel", "grupo delictivo")]),
        ("en", "es", "drug cartels", [("drug cartels", "grupos delictivos")]),
        ("en", "es", "drug\ncartel", [("drug\ncartel", "grupo delictivo")]),
        ("en", "es", "task forces", [("task forces", "fuerzas de tarea")]),
        (
            "en",
            "es",
            "the Attorney General’s Office",
            [("Attorney General’s Office", "Fiscalía General de la República")],
        ),
        ("en", "es", "the attorney general's office", []),  # the term has capitals
        ("en", "es", "the DEA, not the dea", [("DEA", "DEA")]),
        ("en", "es", "cartelize the cartelization", []),
        ("es", "en", "los cárteles", [("cárteles", "cartels")]),
        ("es", "en", "el carteles", []),  # another word in the singular: cartel
        ("es", "en", "fuerzas de tarea", [("fuerzas de tarea", "task forces")]),
        ("es", "en", "grupos delictivos", [("grupos delictivos", "drug cartels")]),
        ("en", "fr", "cartel", []),
        ("en", "es", "", []),
    ],
)
def test_finds_terms_in_each_form(source, target, text, expected):
    found = DESK.find(text, source, target)
    assert [(f.text, f.translation) for f in found] == expected
    assert all(text[f.start : f.end] == f.text for f in found)


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("city", "en", "cities"),
        ("church", "en", "churches"),
        ("day", "en", "days"),
        ("chief of staff", "en", "chiefs of staff"),
        ("NGO", "en", "NGOs"),
        ("juez", "es", "jueces"),
        ("resolución", "es", "resoluciones"),
        ("autobús", "es", "autobuses"),
        ("lunes", "es", "lunes"),
        ("sofá", "es", "sofás"),
        ("ley orgánica", "es", "leyes orgánicas"),
        ("jefe de gobierno", "es", "jefes de gobierno"),
    ],
)
def test_plurals(word, language, expected):
    assert plural(word, language) == expected


@pytest.mark.parametrize(
    ("before", "words", "expected"),
    [
        ("dijo el ", "Fiscalía General", "dijo la "),
        ("la ", "cártel", "el "),
        ("La ", "sistema penal", "El "),
        ("vocero del ", "Guardia Nacional", "vocero de la "),
        ("vocero del ", "Secretaría", "vocero de la "),
        ("acudió a la ", "juzgado", "acudió al "),
        ("los ", "resoluciones", "las "),
        ("las ", "apagones", "los "),
        ("un ", "comparecencia", "una "),
        ("una ", "problema", "un "),
        ("su ", "resolución", "su "),
        ("papel ", "Fiscalía", "papel "),
        ("", "Fiscalía", ""),
    ],
)
def test_articles_agree(before, words, expected):
    at, new = agreeing(before, words)
    assert before[:at] + new == expected


def test_what_a_text_lacks_is_told_as_often_as_it_should_stand():
    found = DESK.find("One cartel fought two cartels.", "en", "es")
    assert holds("Un cártel luchó contra dos CARTELES.", found, "es") == []
    assert len(holds("Un cártel luchó.", found, "es")) == 1
    assert len(holds("Una banda luchó.", found, "es")) == 2
    text = "Los CÁRTELES ﬁnos del cártel"
    assert [text[s:e] for s, e in places_of(text, found, "es")] == ["CÁRTELES", "cártel"]


# --- sentences -----------------------------------------------------------------------------------

KEPT = Remembered(
    source_language="es", target_language="en", source="La policía detuvo a 37 personas en “El Sauz”.",
    target="Police detained 37 people in El Sauz.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "likeness"),
    [
        (KEPT.source, 100),
        ('La policía  detuvo a 37 personas en "El Sauz".', 100),
        ("La policía detuvo a 39 personas en “El Sauz”.", 97),
        ("La policía detuvo a 37 personas en “El Sauz”, dijo.", 93),
        ("El gobierno anunció nuevas medidas para el campo.", None),
        ("", None),
    ],
)
def test_remembers_sentences_and_those_like_them(text, likeness):
    match = Glossary((), [KEPT]).remembered(text, "es", "en")
    if likeness is None:
        assert match is None
    else:
        assert match.remembered == KEPT and match.exact == (likeness == 100)
        assert match.likeness == pytest.approx(likeness, abs=2)
    assert Glossary((), [KEPT]).remembered(text, "en", "es") is None


def test_a_correction_of_a_brief_can_be_kept():
    sentence = BRIEF.points[0].sentences[0]
    other = "es" if sentence.language == "en" else "en"
    kept = glossary.correction(BRIEF, sentence.id, other)
    assert kept.source == sentence.sides[sentence.language].text
    assert kept.target == sentence.sides[other].text
    with pytest.raises(InputError, match="own side"):
        glossary.correction(BRIEF, sentence.id, sentence.language)
    with pytest.raises(NotFound):
        glossary.correction(BRIEF, "p99.1", other)
    assert Origin.REMEMBERED == "remembered"


@pytest.mark.parametrize(
    ("former", "corrected", "words"),
    [
        ("El Departamento cerró.", "La Secretaría cerró.", "Secretaría"),
        ("The judge ruled.", "The judge handed down a ruling.", "handed down a ruling"),
        ("El juez, dijo la oficina.", "El juez, dijo la Fiscalía General (FGR).",
         "Fiscalía General (FGR)"),
        ("It was a big storm.", "It was a storm.", ""),
        ("It rained.", "It rained.", ""),
        ("a", "b c d e f g h i j k l m", ""),
        ("", "Hearing", "Hearing"),
    ],
)  # fmt: skip
def test_the_words_that_a_person_put_in(former, corrected, words):
    assert glossary.corrected_words(former, corrected) == words


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_words_put_in_stand_in_the_correction(former, corrected):
    words = glossary.corrected_words(former, corrected)
    assert words in corrected and not (words and former == corrected)


def test_a_correction_makes_a_term_of_words_of_its_sentence():
    kept = Remembered(
        source_language="en", target_language="es", source="The hearings were closed.",
        target="Las comparecencias fueron a puerta cerrada.",
    )  # fmt: skip
    former = "Las audiencias fueron a puerta cerrada."
    term = glossary.corrected_term(kept, former, "hearings")
    assert term.texts == {"en": "hearings", "es": "comparecencias"}
    with pytest.raises(InputError, match="does not stand in"):
        glossary.corrected_term(kept, former, "trial")
    with pytest.raises(InputError, match="Nothing was put"):
        glossary.corrected_term(kept, kept.target, "hearings")


# --- CSV -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        "en,es,note\nhearing,comparecencia,\n",
        "es,en\ncomparecencia,hearing\n",
        "EN;ES\r\nhearing;comparecencia\r\n\r\n;\r\n",
        "en\tes\nhearing\tcomparecencia",
        b"\xef\xbb\xbfen,es\nhearing,comparecencia",
        "en\tes\nhearing\tcomparecencia".encode("utf-16"),
        'note,en,es\n"one, two","hearing",comparecencia\n',
        "en,es,who\n hearing , comparecencia ,x\n",
    ],
)
def test_reads_csv_as_spreadsheets_write_it(data):
    (found,) = glossary.read_csv(data)
    assert found.texts == {"en": "hearing", "es": "comparecencia"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "en,es,note"),
        ("hearing,comparecencia\n", "en,es,note"),
        ("en,note\nhearing,\n", "en,es,note"),
        ("en,es\nhearing,\n", "Line 2"),
        ("en,es\na,b\n123,456\n", "Line 3"),
        (f"en,es\n{'x' * 300},y\n", "Line 2"),
        ("en,es\n\n\nhearing,\n", "Line 4"),
        ('en,es\n"two\nlines",dos\nhearing,\n', "Line 4"),
        ('en,es\n"open,b\n' + "x" * 200_000, "CSV"),
        (b"PK\x03\x04\x14\x00", "spreadsheet"),
        ("en,es\n" + "a,b\n" * (glossary.MOST_TERMS + 1), "20,000"),
    ],
)
def test_says_what_is_wrong_with_a_csv_file(data, says):
    with pytest.raises(GlossaryFileError, match=says) as raised:
        glossary.read_csv(data)
    for language in wording.LANGUAGES:  # the pages name the line as well
        told = wording.error(raised.value, language)
        assert raised.value.details.get("line", "") in told and "{" not in told


def test_letters_with_accents_from_an_old_spreadsheet():
    (found,) = glossary.read_csv("en,es\nruling,resolución".encode("cp1252"))
    assert found.texts["es"] == "resolución"


def test_searching_takes_each_word_on_either_side():
    desk = Glossary(
        [term("ruling", "resolución"), term("task force", "fuerza de tarea")],
        [Remembered(source_language="es", target_language="en", source="Habló el juez.",
                    target="The judge spoke.")],
    )  # fmt: skip
    assert [t.texts["en"] for t in desk.search("RESOLUCION")[0]] == ["ruling"]
    assert [t.texts["en"] for t in desk.search("tarea task")[0]] == ["task force"]
    assert desk.search("ruling task")[0] == ()
    assert len(desk.search("judge hablo")[1]) == 1
    assert desk.search(" ") == (desk.terms, desk.sentences)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60
)


@given(WORDS, WORDS, WORDS)
def test_any_terms_come_back_from_csv(en, es, note):
    try:
        made = glossary.checked(Term(texts={"en": en, "es": es}, note=note))
    except InputError:
        return
    (again,) = glossary.read_csv(glossary.write_csv([made]))
    assert again == made


@given(st.text(max_size=200), st.text(max_size=200), st.binary(max_size=200))
def test_any_text_does_no_harm(one, other, data):
    desk = Glossary([term("hearing", "comparecencia"), term(one or "x", other or "y")])
    for text in (one, other, f"a {one} b {other}"):
        for found in desk.find(text, "en", "es"):
            assert text[found.start : found.end] == found.text
            holds(other, [found], "es")
            places_of(other, [found], "es")
        desk.remembered(text, "en", "es")
    agreeing(one, other)
    try:
        glossary.read_csv(data)
    except InputError:
        pass
