"""The desk's glossary: its terms to add, load, rewrite and remove, and the sentences that it
remembers to read and delete."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import streamlit as st

from summarizer import glossary
from summarizer.errors import GlossaryFileError, NotAllowed, NotFound, PuenteError
from summarizer.glossary import Glossary, Term
from summarizer.rendering import view
from summarizer.web import components, people, state
from summarizer.web.failures import log_failure

log = logging.getLogger(__name__)

LANGUAGES = ("en", "es")
AT_ONCE = 50
LISTS = ("terms", "sentences")
_FILE_MEGABYTES = 8


def is_open() -> bool:
    """Whether whoever looks at the page may see and change the glossary."""
    told = st.user if state.is_signed_in() else {}
    return people.may_teach(state.settings(), told, sign_in=state.can_sign_in())


def check_open() -> None:
    """Raises ``NotAllowed`` for who may not see and change the glossary."""
    if not is_open():
        raise NotAllowed(
            "The glossary can be changed only by people whom this installation names.",
            what="glossary",
        )


def page() -> None:
    w, session = state.words(), st.session_state
    components.panel(state.template("glossary_heading.html"), key="glossary_heading")
    if not is_open():
        _tell(w("errors.not_allowed_glossary"))
        return
    query = st.text_input(
        w("glossary.search"),
        key="glossary_query",
        placeholder=w("glossary.search"),
        type="search",
        live=True,
        label_visibility="collapsed",
    )
    try:
        known = state.store().glossary()
    except PuenteError as error:
        _tell(state.say(error))
        return
    terms, sentences = known.search(query)
    with st.container(horizontal=True, vertical_alignment="center", key="glossary_actions"):
        chosen = st.segmented_control(
            w("glossary.list"),
            LISTS,
            format_func=lambda name: w(
                f"glossary.{name}", count=len(terms if name == "terms" else sentences)
            ),
            key="glossary_list",
            default="terms",
            required=True,
            label_visibility="collapsed",
            persist_state="session",
        )
        st.space("stretch")
        st.button(
            w("glossary.add"), type="primary", key="add_term_button", on_click=_open, args=("add",)
        )
        st.button(w("glossary.load"), key="load_terms_button", on_click=_open, args=("load",))
        st.download_button(
            w("glossary.download"),
            data=lambda: glossary.write_csv(known.terms, LANGUAGES).encode("utf-8-sig"),
            file_name="glossary.csv",
            mime="text/csv",
            on_click="ignore",
            disabled=not known.terms,
            key="download_terms_button",
        )
    found = terms if chosen == "terms" else sentences
    shown = session.setdefault("glossary_shown", AT_ONCE)
    components.panel(
        state.template(
            "glossary.html",
            languages=LANGUAGES,
            language_name=view.language_name,
            list=chosen,
            found=found[:shown],
            query=query,
            confirm=session.get("glossary_confirm"),
            said=session.pop("glossary_said", ""),
            error=session.pop("glossary_error", ""),
        ),
        key="glossary_panel",
        on_action=_act,
    )
    if len(found) > shown and st.button(w("glossary.more"), key="glossary_more_button"):
        session["glossary_shown"] = shown + AT_ONCE
        st.rerun()
    name, id = session.get("glossary_dialog") or ("", "")
    if name == "load":
        _file_dialog()
    elif name in ("add", "edit"):
        term_dialog(_term(known, id))


def _open(name: str, id: str = "") -> None:
    st.session_state["glossary_dialog"] = (name, id)


def _close() -> None:
    st.session_state["glossary_dialog"] = None


def _tell(problem: str) -> None:
    components.panel(state.template("error.html", text=problem), key="glossary_error_panel")


def _term(known: Glossary, id: str) -> Term:
    """The term with that id; an empty one for one that is to be added."""
    empty = Term(texts={language: "" for language in LANGUAGES})
    return next((term for term in known.terms if id and term.id == id), empty)


def _act() -> None:
    """A button of the list was pressed."""
    session = st.session_state
    action: Any = session["glossary_panel"].get("action")
    if not isinstance(action, dict):
        return
    name, value = str(action.get("name")), str(action.get("value"))
    session["glossary_confirm"] = None
    acts: dict[str, Callable[[], None]] = {
        "edit": lambda: _open("edit", value),
        "ask_remove": lambda: session.update(glossary_confirm=value),
        "remove": lambda: state.store().remove_term(value),
        "forget": lambda: state.store().forget(value),
    }
    if name in acts:
        session["glossary_error"] = _problem(acts[name])


def _problem(change: Callable[[], object]) -> str:
    """What kept ``change`` from being made, in words; empty where it was made."""
    try:
        check_open()  # the right may have been taken away since the page was shown
        change()
    except NotFound:
        return state.words()("glossary.gone")
    except Exception as error:
        if not isinstance(error, PuenteError):
            log_failure(log, "A change of the glossary failed in a way that nobody foresaw.", error)
        return state.say(error)
    return ""


def term_dialog(term: Term, *, quote: str = "") -> None:
    """Asks for the texts of a term, those of ``term`` filled in, and keeps it. ``quote`` is the
    sentence that it comes from."""
    w = state.words()

    @st.dialog(w("glossary.edit_term") if term.id else w("glossary.add"), on_dismiss=_close)
    def edit() -> None:
        if quote:
            components.panel(state.template("quote.html", text=quote), key="term_quote")
        with st.form("term_form", border=False):
            texts = {
                language: st.text_input(
                    view.language_name(language, state.language()),
                    value=term.texts.get(language, ""),
                    key=f"term_{language}_{term.id}",
                )
                for language in LANGUAGES
            }
            note = st.text_input(w("glossary.note"), value=term.note, key=f"term_note_{term.id}")
            saved = st.form_submit_button(
                w("glossary.save"), type="primary", key="save_term_button"
            )
        if not saved:
            return
        new = Term(texts={**term.texts, **texts}, note=note)
        store = state.store()
        change = (
            (lambda: store.edit_term(term.id, new)) if term.id else lambda: store.add_terms([new])
        )
        _end_of_dialog(_problem(change), w("glossary.saved", term=texts["en"], other=texts["es"]))

    edit()


def _file_dialog() -> None:
    w = state.words()

    @st.dialog(w("glossary.load"), on_dismiss=_close)
    def load() -> None:
        components.panel(state.template("glossary_file.html"), key="glossary_file_panel")
        upload = st.file_uploader(
            w("glossary.file", megabytes=_FILE_MEGABYTES),
            type=["csv", "tsv", "txt"],
            max_upload_size=_FILE_MEGABYTES,
            key="glossary_file",
        )
        if not st.button(w("glossary.load_button"), type="primary", key="load_button"):
            return
        terms: list[Term] = []

        def take() -> None:
            if upload is None:
                raise GlossaryFileError("No file was chosen.", problem="missing")
            terms.extend(glossary.read_csv(upload.getvalue(), LANGUAGES))
            state.store().add_terms(terms)

        _end_of_dialog(_problem(take), w("glossary.loaded", count=len(terms)))

    load()


def _end_of_dialog(problem: str, said: str) -> None:
    """Close the dialog and say what was done; or stay, and say what was wrong."""
    if problem:
        components.panel(state.template("error.html", text=problem), key="glossary_dialog_error")
        return
    st.session_state["glossary_said"] = said
    _close()
    st.rerun()
