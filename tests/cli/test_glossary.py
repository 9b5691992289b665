"""``python -m summarizer glossary``, and what a brief on the command line makes of it."""

from __future__ import annotations

import json

import pytest

from tests.pipeline.test_cli import puente


@pytest.fixture
def desk(tmp_path):
    def run(*arguments: object, status: int = 0, stdin: str = "") -> str:
        done = puente(
            *arguments,
            stdin=stdin.encode(),
            PUENTE_DATA_FOLDER=str(tmp_path / "data"),
            DATABASE_URL="",
        )
        assert done.returncode == status, done.stderr.decode()
        assert b"Traceback" not in done.stderr
        return done.stdout.decode() if status == 0 else done.stderr.decode()

    return run


def test_terms_are_added_loaded_listed_and_removed(desk, tmp_path):
    assert desk("glossary") == "en,es,note\n"
    desk("glossary", "add", "hearing", "comparecencia", "--note", "courts, both kinds")
    file = tmp_path / "terms.csv"
    file.write_text("es;en\nresolución;ruling\ncomparecencia;hearing\n", "utf-8")
    assert desk("glossary", "load", file) == "2 terms added\n"
    listed = desk("glossary", "list")
    assert listed == "en,es,note\nhearing,comparecencia,\nruling,resolución,\n"
    again = tmp_path / "again.csv"
    again.write_text(listed, "utf-8")
    desk("glossary", "load", again)
    assert desk("glossary") == listed
    assert desk("glossary", "load", "-", stdin="en,es\nmayor,edil\n") == "1 terms added\n"
    desk("glossary", "remove", "edil")
    desk("glossary", "remove", "hearing")
    assert desk("glossary") == "en,es,note\nruling,resolución,\n"


def test_sentences_are_kept_listed_and_forgotten(desk):
    desk("glossary", "remember", "es-en", "El juez falló.", "The judge ruled.")
    assert desk("glossary", "list", "--sentences") == "es: El juez falló.\nen: The judge ruled.\n\n"
    assert desk("glossary") == "en,es,note\n"
    desk("glossary", "forget", "El juez falló.")
    assert desk("glossary", "list", "--sentences") == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "hearing", " "), "Write both sides"),
        (("add", "12", "13"), "no letter"),
        (("remove", "no such"), "no term 'no such'"),
        (("forget", "Nobody said this."), "not remembered"),
        (("remember", "es-en", "Sí.", ""), "both languages"),
        (("load", "/no/such.csv"), "/no/such.csv can't be read"),
    ],
)
def test_what_can_not_be_is_said(desk, arguments, says):
    assert says in desk("glossary", *arguments, status=1)


def test_a_file_with_a_fault_adds_nothing_and_names_the_line(desk, tmp_path):
    file = tmp_path / "terms.csv"
    file.write_text("en,es\nruling,resolución\n\nhearing,\n", "utf-8")
    assert "Line 4" in desk("glossary", "load", file, status=1)
    assert desk("glossary") == "en,es,note\n"


def test_a_brief_keeps_to_it(desk):
    desk("glossary", "add", "ruling", "resolución")
    text = "Court rules\n\nThe ruling was published on Thursday. The port stays closed for 12 days."
    brief = json.loads(desk("--json", stdin=text))
    sides = [s["sides"]["es"] for point in brief["points"] for s in point["sentences"]]
    terms = [side["text"][t["start"] : t["end"]] for side in sides for t in side["terms"]]
    assert terms == ["resolución"]
