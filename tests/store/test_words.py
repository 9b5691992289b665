"""Terms and remembered sentences in the store, on both kinds of database."""

from __future__ import annotations

import pytest

from summarizer import glossary
from summarizer.errors import InputError, NotFound, TermError
from summarizer.glossary import Remembered, Term

HEARING = Term(texts={"en": "hearing", "es": "comparecencia"}, note="courts")
RULING = Term(texts={"en": "ruling", "es": "resolución"})
KEPT = Remembered(
    source_language="es", target_language="en", source="El juez falló.", target="The judge ruled."
)


def texts(store):
    return [term.texts["en"] for term in store.glossary().terms]


def test_terms_are_added_edited_and_removed(store, clock):
    assert not store.glossary()
    added = store.add_terms([RULING, HEARING])
    assert {term.id: term for term in added} == {term.id: term for term in store.glossary().terms}
    assert texts(store) == ["hearing", "ruling"]
    store.add_terms([HEARING.model_copy(update={"note": "new"})])
    hearing = store.glossary().terms[0]
    assert hearing.note == "new" and len(store.glossary().terms) == 2
    clock.move(seconds=1)
    changed = Term(texts={"en": "court hearing", "es": "comparecencia"})
    assert store.edit_term(hearing.id, changed).id == hearing.id
    assert texts(store) == ["court hearing", "ruling"]
    store.remove_term(hearing.id)
    assert texts(store) == ["ruling"]
    for act in (store.remove_term, store.forget, lambda id: store.edit_term(id, RULING)):
        with pytest.raises(NotFound):
            act(hearing.id)
        with pytest.raises(NotFound):
            act("' or 1=1 --")


def test_an_edit_that_makes_two_terms_the_same_leaves_one(store):
    store.add_terms([RULING, HEARING])
    hearing = store.glossary().terms[0]
    store.edit_term(hearing.id, RULING)
    (left,) = store.glossary().terms
    assert left.id == hearing.id and left.texts == RULING.texts


def test_one_bad_term_and_none_is_added(store):
    with pytest.raises(InputError):
        store.add_terms([HEARING, Term(texts={"en": "x", "es": " "})])
    assert not store.glossary()


def test_sentences_are_remembered_and_forgotten(store):
    first = store.remember(KEPT)
    again = store.remember(KEPT.model_copy(update={"target": "The judge has ruled."}))
    (kept,) = store.glossary().sentences
    assert kept.target == "The judge has ruled." and kept == again and first.id == again.id
    assert store.glossary().remembered("El juez falló.", "es", "en").exact
    store.forget(kept.id)
    assert not store.glossary()
    with pytest.raises(InputError):
        store.remember(KEPT.model_copy(update={"target": " "}))


def test_a_full_glossary_takes_nothing_more(store, monkeypatch):
    monkeypatch.setattr(glossary, "MOST_TERMS", 1)
    monkeypatch.setattr(glossary, "MOST_SENTENCES", 1)
    store.add_terms([HEARING])
    store.remember(KEPT)
    for teach in (
        lambda: store.add_terms([RULING]),
        lambda: store.remember(KEPT.model_copy(update={"source": "El juez habló."})),
    ):
        with pytest.raises(TermError) as raised:
            teach()
        assert raised.value.details == {"problem": "full", "most": "1"}
    store.add_terms([HEARING])  # the same ones still can be
    store.remember(KEPT)
    assert texts(store) == ["hearing"] and len(store.glossary().sentences) == 1


def test_what_one_process_teaches_another_knows(open_store, clock):
    one, other = open_store(), open_store()
    assert not other.glossary()
    one.add_terms([HEARING])
    assert texts(other) == ["hearing"]
    assert other.glossary() is other.glossary()  # read once
    clock.move(seconds=1)
    one.edit_term(one.glossary().terms[0].id, RULING)
    assert texts(other) == ["ruling"]
