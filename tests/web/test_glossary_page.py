"""The page of the glossary, without a browser: adding, loading, rewriting and removing."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from summarizer import settings, wording
from summarizer.errors import StoreUnavailable
from summarizer.glossary import Remembered, Term
from summarizer.web import glossary_page, services
from tests.web.test_pages import HANG, SCRIPT, button

RULING = Term(texts={"en": "ruling", "es": "resolución"}, note="courts")
KEPT = Remembered(
    source_language="es", target_language="en", source="El juez falló.", target="The judge ruled."
)
OTHER_PAGE = "compose"


@pytest.fixture(autouse=True)
def own_store(tmp_path, monkeypatch):
    """A database of its own for each test."""
    monkeypatch.setenv("PUENTE_DATA_FOLDER", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings.load.cache_clear()
    yield services.store()
    services.close()
    settings.load.cache_clear()


@pytest.fixture
def panels(monkeypatch):
    """What the page gives to its parts without a widget: markup by key; and the way to press
    their buttons, which only a browser has."""
    shown: dict[str, str] = {}
    pressed: dict[str, object] = {}

    def panel(markup, *, key, on_action=None, **_: object):
        shown[key] = str(markup)
        if on_action and key in pressed:
            import streamlit as st

            st.session_state[key] = {"action": pressed.pop(key)}
            on_action()
            st.rerun()

    monkeypatch.setattr(glossary_page.components, "panel", panel)
    panel.shown, panel.pressed = shown, pressed
    return panel


def script() -> None:
    from summarizer.web import glossary_page

    glossary_page.page()


def visit(panels, language: str = "en") -> AppTest:
    page = AppTest.from_function(script, default_timeout=HANG)
    page.session_state["language"] = language
    return run(page, panels)


def run(page: AppTest, panels) -> AppTest:
    panels.shown.clear()
    page.run()
    assert not page.exception
    return page


def press(page: AppTest, panels, name: str, value: str) -> AppTest:
    panels.pressed["glossary_panel"] = {"name": name, "value": value}
    return run(page, panels)


def field(page: AppTest, key: str):
    return next(found for found in page.text_input if found.key.startswith(key))


def listed(store) -> list[tuple[str, str, str]]:
    return [(t.texts["en"], t.texts["es"], t.note) for t in store.glossary().terms]


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_an_empty_glossary_says_what_to_do(panels, language):
    page = visit(panels, language)
    assert wording.text("glossary.title", language) in panels.shown["glossary_heading"]
    assert wording.text("glossary.no_terms", language) in panels.shown["glossary_panel"]
    assert button(page, "add_term_button").label == wording.text("glossary.add", language)


def test_a_term_is_added_rewritten_and_removed(panels, own_store):
    page = visit(panels)
    button(page, "add_term_button").click()
    run(page, panels)
    field(page, "term_en_").set_value(" court  ruling ")
    field(page, "term_es_").set_value("resolución <b>")
    button(page, "save_term_button").click()
    run(page, panels)
    assert listed(own_store) == [("court ruling", "resolución <b>", "")]
    assert "resolución &lt;b&gt;" in panels.shown["glossary_panel"]

    [term] = own_store.glossary().terms
    page = press(page, panels, "edit", term.id)
    assert field(page, "term_en_").value == "court ruling"
    field(page, "term_es_").set_value("resolución")
    field(page, "term_note_").set_value("courts")
    button(page, "save_term_button").click()
    run(page, panels)
    assert listed(own_store) == [("court ruling", "resolución", "courts")]
    assert own_store.glossary().terms[0].id == term.id

    page = press(page, panels, "ask_remove", term.id)
    assert wording.text("glossary.remove_sure", "en") in panels.shown["glossary_panel"]
    assert listed(own_store)
    press(page, panels, "remove", term.id)
    assert listed(own_store) == []


def test_a_term_without_a_side_is_told_and_stays_in_the_form(panels, own_store):
    page = visit(panels, "es")
    button(page, "add_term_button").click()
    run(page, panels)
    field(page, "term_en_").set_value("ruling")
    button(page, "save_term_button").click()
    run(page, panels)
    assert wording.text("errors.term_empty", "es") in panels.shown["glossary_dialog_error"]
    assert field(page, "term_en_").value == "ruling"
    assert listed(own_store) == []


def test_what_somebody_else_removed_is_told(panels, own_store):
    [term] = own_store.add_terms([RULING])
    page = visit(panels)
    own_store.remove_term(term.id)
    press(page, panels, "remove", term.id)
    assert wording.text("glossary.gone", "en") in panels.shown["glossary_panel"]


def load(page: AppTest, panels, data: bytes) -> None:
    button(page, "load_terms_button").click()
    run(page, panels)
    page.file_uploader[0].set_value(("terms.csv", data, "text/csv"))
    run(page, panels)
    button(page, "load_button").click()
    run(page, panels)


def test_a_file_is_loaded(panels, own_store):
    own_store.add_terms([RULING])
    page = visit(panels)
    load(page, panels, "en;es;note\r\nruling;resolución;\r\nmayor;edil;cities\r\n".encode())
    assert listed(own_store) == [("mayor", "edil", "cities"), ("ruling", "resolución", "")]
    assert wording.text("glossary.loaded", "en", count=2) in panels.shown["glossary_panel"]


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_a_bad_line_is_named_and_nothing_is_loaded(panels, own_store, language):
    page = visit(panels, language)
    load(page, panels, b"en,es\nruling,resolucion\nmayor,\n")
    told = panels.shown["glossary_dialog_error"]
    assert wording.text("errors.glossary_file_empty", language, line=3) in told and "3" in told
    assert listed(own_store) == []


def test_without_a_file_nothing_is_loaded(panels):
    page = visit(panels)
    button(page, "load_terms_button").click()
    run(page, panels)
    button(page, "load_button").click()
    run(page, panels)
    told = panels.shown["glossary_dialog_error"]
    assert wording.text("errors.glossary_file_missing", "en") in told


def test_sentences_are_listed_and_deleted(panels, own_store):
    kept = own_store.remember(KEPT)
    page = visit(panels)
    assert "El juez" not in panels.shown["glossary_panel"]
    page.button_group[0].set_value("sentences")
    run(page, panels)
    assert "El juez falló." in panels.shown["glossary_panel"]
    assert "The judge ruled." in panels.shown["glossary_panel"]
    press(page, panels, "forget", kept.id)
    assert not own_store.glossary()


def test_a_long_glossary_is_shown_in_parts_and_searched(panels, own_store):
    own_store.add_terms(
        [Term(texts={"en": f"term number {n:03}", "es": f"término {n:03}"}) for n in range(120)]
    )
    page = visit(panels)
    assert panels.shown["glossary_panel"].count("<tr>") == glossary_page.AT_ONCE + 1
    button(page, "glossary_more_button").click()
    run(page, panels)
    assert panels.shown["glossary_panel"].count("<tr>") == 2 * glossary_page.AT_ONCE + 1
    field(page, "glossary_query").set_value("TERMINO 077")
    run(page, panels)
    assert panels.shown["glossary_panel"].count("<tr>") == 2
    assert "term number 077" in panels.shown["glossary_panel"]


def test_the_table_can_be_taken_along(panels, own_store):
    own_store.add_terms([RULING])
    page = visit(panels)
    [download] = page.get("download_button")
    assert not download.proto.disabled


def test_a_database_that_is_away_is_said(panels, monkeypatch):
    def away():
        raise StoreUnavailable("The database does not answer.")

    monkeypatch.setattr(services, "store", away)
    visit(panels)
    told = panels.shown["glossary_error_panel"]
    assert wording.text("errors.store_unavailable", "en") in told


@contextmanager
def editors(monkeypatch, names: str):
    monkeypatch.setenv("PUENTE_GLOSSARY_EDITORS", names)
    settings.load.cache_clear()
    yield
    monkeypatch.delenv("PUENTE_GLOSSARY_EDITORS")
    settings.load.cache_clear()


def test_who_may_not_change_it_sees_nothing_of_it(panels, own_store, monkeypatch):
    [term] = own_store.add_terms([RULING])
    page = visit(panels)
    with editors(monkeypatch, "nobody"):
        # a page from before, whose button is still there
        press(page, panels, "remove", term.id)
        assert listed(own_store)
        page = visit(panels)
        assert "ruling" not in "".join(panels.shown.values()) and not page.button
        told = panels.shown["glossary_error_panel"]
        assert wording.text("errors.not_allowed_glossary", "en") in told


def test_only_who_may_change_it_is_led_there(monkeypatch):
    def links() -> list[str]:
        page = AppTest.from_file(str(SCRIPT), default_timeout=HANG)
        page.session_state["language"] = "es"
        page.run()
        assert not page.exception
        return [link.proto.label for link in page.get("page_link")]

    assert wording.text("app.glossary", "es") in links()
    with editors(monkeypatch, "nobody"):
        assert wording.text("app.glossary", "es") not in links()


# --- corrections in a brief ----------------------------------------------------------------------


def brief_script() -> None:
    from summarizer.web import brief_page

    brief_page._ready()


def test_a_correction_is_remembered_from_the_brief(panels, own_store, monkeypatch):
    from summarizer import pipeline
    from tests.briefs import sample

    brief = sample()
    sentence = brief.points[0].sentences[0]
    other = "es" if sentence.language == "en" else "en"
    edited = pipeline.edit(brief, sentence.id, other, "Hubo 15 heridos.")
    page = AppTest.from_function(brief_script, default_timeout=HANG)
    page.session_state["language"], page.session_state["brief"] = "en", edited
    run(page, panels)
    assert panels.shown["brief_panel"].count('data-action="remember"') == 1

    panels.pressed["brief_panel"] = {"name": "remember", "value": f"{sentence.id} {other}"}
    with editors(monkeypatch, "nobody"):
        run(page, panels)
        assert not own_store.glossary()
        assert 'data-action="remember"' not in panels.shown["brief_panel"]
    panels.pressed["brief_panel"] = {"name": "remember", "value": f"{sentence.id} {other}"}
    run(page, panels)
    [kept] = own_store.glossary().sentences
    assert (kept.source, kept.target) == (
        sentence.sides[sentence.language].text,
        "Hubo 15 heridos.",
    )
    assert 'data-action="remember"' not in panels.shown["brief_panel"]
    assert wording.text("brief.remembered", "en") in panels.shown["brief_panel"]


def test_a_correction_is_kept_as_a_term_from_the_brief(panels, own_store):
    from summarizer import pipeline
    from summarizer.store import Owner, new_owner_token
    from tests.briefs import sample

    brief = sample()
    sentence = brief.points[0].sentences[0]
    other = "es" if sentence.language == "en" else "en"
    text = sentence.sides[other].text
    first, _, rest = text.partition(" ")
    edited = pipeline.edit(brief, sentence.id, other, f"{first} encausados {rest}")
    token = new_owner_token()
    owner = Owner.of_token(token)
    id = own_store.save(brief, owner).id
    own_store.save(edited, owner, id=id)
    page = AppTest.from_function(brief_script, default_timeout=HANG)
    page.session_state["language"], page.session_state["brief"] = "en", edited
    page.session_state["brief_id"], page.session_state["owner_token"] = id, token
    run(page, panels)
    panels.pressed["brief_panel"] = {"name": "term", "value": f"{sentence.id} {other}"}
    run(page, panels)
    said = sentence.sides[sentence.language].text
    assert escape(said) in panels.shown["term_quote"]
    assert field(page, f"term_{other}_").value == "encausados"
    assert field(page, f"term_{sentence.language}_").value == ""
    field(page, f"term_{sentence.language}_").set_value("defendants")
    button(page, "save_term_button").click()
    run(page, panels)
    [term] = own_store.glossary().terms
    assert term.texts == {sentence.language: "defendants", other: "encausados"}
    assert not own_store.glossary().sentences
