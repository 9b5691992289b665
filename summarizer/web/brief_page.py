"""The page of one brief: in the making, to read, to correct, to share and to keep."""

from __future__ import annotations

import importlib
import logging
import re
import unicodedata
from typing import Any

import streamlit as st

from summarizer import glossary
from summarizer.brief import Brief, Language
from summarizer.errors import NotAllowed, NotFound, PuenteError, StoreError
from summarizer.pipeline import STAGES
from summarizer.rendering import html, view
from summarizer.web import components, glossary_page, sharing, state, work
from summarizer.web.failures import log_failure

log = logging.getLogger(__name__)

FORMATS = {
    # name: (module of summarizer.rendering, suffix, media type)
    "markdown": ("markdown", "md", "text/markdown"),
    "html": ("html", "html", "text/html"),
    "pdf": ("pdf", "pdf", "application/pdf"),
    "docx": (
        "docx",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "json": ("json", "json", "application/json"),
}
POLLING = 0.2
"""Seconds between two looks at a brief in the making."""


def page() -> None:
    session = st.session_state
    job = session.get("job")
    if job is not None and not (job.done or job.cancelled):
        _at_work(job)
        return
    if job is not None:
        _finish(job)
    if _load():
        _ready()
    elif st.query_params.get("id") is None:
        st.switch_page(session["pages"]["compose"])  # where the text is: the server was restarted
    else:
        _nothing()


# --- in the making -------------------------------------------------------------------------------


def _at_work(job: work.Job) -> None:
    shown: tuple[Brief | None, str] = (None, "")

    @st.fragment(run_every=POLLING)
    def watch() -> None:
        nonlocal shown
        if st.session_state.get("job") is not job:
            return  # a look that was under way while the page turned to something else
        if job.done or job.cancelled:
            st.rerun(scope="app")
        partial = job.partial
        if partial is not None and partial is not shown[0]:
            shown = partial, html.partial(partial, _sides(partial), reader=state.language())
        _show_progress(job, shown[1])

    watch()


def _finish(job: work.Job) -> None:
    """Save the brief; or go back to the text, with what went wrong."""
    session = st.session_state
    if job.cancelled or job.brief is None:
        session["job"] = None
        session["compose_error"] = None if job.cancelled else job.error
        st.switch_page(session["pages"]["compose"])
    id, problem = None, None
    try:
        id = state.store().save(job.brief, state.owner()).id
    except Exception as error:  # whatever it is, the brief is there to be read and copied
        if not isinstance(error, PuenteError):
            log_failure(log, "A brief could not be saved in a way that nobody foresaw.", error)
        problem = error
    session["job"], session["brief"] = None, job.brief
    session["brief_id"], session["save_error"] = id, problem


def _show_progress(job: work.Job, partial: str) -> None:
    w = state.words()
    stage = job.progress.stage if job.progress else None
    done = STAGES.index(stage) + 1 if stage else 0
    with st.container(horizontal=True, vertical_alignment="center", key="progress"):
        st.html(
            state.template(
                "progress.html",
                stages=STAGES,
                done=done,
                ahead=job.ahead,
                loading=work.readiness().state == "loading",
            )
        )
        st.button(w("work.cancel"), key="cancel_button", on_click=job.cancel)
    if partial:
        components.panel(partial, key="partial")


# --- made ----------------------------------------------------------------------------------------


def _load() -> bool:
    """Whether there is a brief to show: the one of the address, or the one just made."""
    session, id = st.session_state, st.query_params.get("id")
    if session.get("brief") is not None and id in (None, session.get("brief_id")):
        if session.get("brief_id"):
            st.query_params["id"] = session["brief_id"]
        return True
    if id is None:
        return False
    try:
        saved = state.store().get(id, state.owner())
    except (NotFound, NotAllowed):
        return False  # whose it is is nobody else's business
    except StoreError as error:
        session["save_error"] = error
        return False
    session["brief"], session["brief_id"], session["save_error"] = saved.brief, saved.id, None
    return True


def _nothing() -> None:
    w = state.words()
    error = st.session_state.get("save_error")
    text = state.say(error) if error else w("brief_page.nothing")
    components.panel(state.template("error.html", text=text), key="nothing_panel")
    if st.button(w("app.new"), type="primary", key="new_button"):
        st.switch_page(st.session_state["pages"]["compose"])


def _ready() -> None:
    session, w = st.session_state, state.words()
    brief: Brief = session["brief"]
    _toolbar(brief, w)
    if session.get("save_error"):
        components.panel(
            state.template("error.html", text=state.say(session["save_error"])),
            key="save_error_panel",
        )
    components.panel(
        html.partial(
            brief,
            _sides(brief),
            reader=state.language(),
            editable=True,
            corrections=_corrections(brief),
        ),
        key="brief_panel",
        words={
            "save": w("edit.save"),
            "cancel": w("edit.cancel"),
            "hint": w("edit.hint"),
            "saving": w("edit.saving"),
        },
        editing={
            "key": f"puente.edit.{session.get('brief_id') or 'new'}",
            "done": session.get("edit_done"),
            "failed": session.get("edit_failed"),
        },
        on_edit=_edited,
        on_action=_act,
    )
    name, kept = session.get("glossary_dialog") or ("", None)
    if name == "correction":
        correction, former = kept
        words = glossary.corrected_words(former, correction.target)
        glossary_page.term_dialog(
            glossary.Term(texts={correction.target_language: words}), quote=correction.source
        )
    if said := session.pop("glossary_said", ""):
        st.toast(said)


def _sides(brief: Brief) -> tuple[str, ...]:
    """The reader's language first, on narrow screens and for screen readers."""
    return tuple(sorted(brief.languages, key=lambda code: code != state.language()))


def _edited() -> None:
    """One sentence was rewritten: check it, and save it as the next version."""
    from summarizer import pipeline

    session = st.session_state
    edit: Any = session["brief_panel"].get("edit")
    brief: Brief | None = session.get("brief")
    if not isinstance(edit, dict) or brief is None:
        return
    number = edit.get("number")
    if number == session.get("edit_done"):
        return  # the page says again what it had no answer to
    try:
        new = pipeline.edit(
            brief, str(edit.get("id")), str(edit.get("language")), str(edit.get("text"))[:20_000]
        )
        _keep(new)
    except Exception as error:  # whatever it is, the words stay in the box
        if not isinstance(error, PuenteError):
            log_failure(log, "An edit failed in a way that nobody foresaw.", error)
        session["edit_failed"] = {"number": number, "message": state.say(error)}
        return
    session["edit_done"], session["edit_failed"] = number, None


def _corrections(brief: Brief) -> dict[tuple[str, Language], bool]:
    """Edited translations that whoever looks at the page may have remembered."""
    if not (brief.edited and glossary_page.is_open()):
        return {}
    try:
        return glossary.corrections(brief, state.store().glossary())
    except StoreError:  # the brief is there to be read all the same
        return {}


def _act() -> None:
    """A button of the brief was pressed: a sentence is to be taken out of the summary, which makes
    the next version, or its correction to be kept, as a sentence or as a term."""
    from summarizer import pipeline

    session = st.session_state
    action: Any = session["brief_panel"].get("action")
    brief: Brief | None = session.get("brief")
    if not isinstance(action, dict) or brief is None:
        return
    name, value = action.get("name"), str(action.get("value"))
    try:
        if name == "drop":
            _keep(pipeline.drop(brief, value))
        elif name in ("remember", "term"):
            glossary_page.check_open()
            id, _, language = value.rpartition(" ")
            correction = glossary.correction(brief, id, language)
            if name == "remember":
                state.store().remember(correction)
            else:
                session["glossary_dialog"] = ("correction", (correction, _former(id, language)))
        session["save_error"] = None
    except Exception as error:
        if not isinstance(error, PuenteError):
            log_failure(log, "A change of the brief failed in a way that nobody foresaw.", error)
        session["save_error"] = error


def _former(id: str, language: Language) -> str:
    """The translation before anybody corrected it; empty where the store does not have it."""
    try:
        first = state.store().get(st.session_state.get("brief_id") or "", state.owner(), version=1)
    except (NotFound, NotAllowed):
        return ""
    sides = {s.id: s.sides for s in first.brief.bilingual_sentences()}.get(id, {})
    return sides[language].text if language in sides else ""


def _keep(brief: Brief) -> None:
    """Save the next version of the brief, and show it."""
    session = st.session_state
    if session.get("brief_id"):
        brief = state.store().save(brief, state.owner(), id=session["brief_id"]).brief
    session["brief"] = brief


# --- what can be done with it --------------------------------------------------------------------


def _toolbar(brief: Brief, w: state.Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="toolbar"):
        if st.button(
            w("brief_page.back"), type="tertiary", icon=":material/arrow_back:", key="back_button"
        ):
            st.switch_page(st.session_state["pages"]["compose"])
        st.space("stretch")
        copy = state.template("copy.html", text=_as_text(brief), label=w("brief_page.copy"))
        components.panel(copy, key="copy_panel", width="content")
        with st.popover(w("brief_page.download"), key="download"):
            for name, (module, suffix, media_type) in FORMATS.items():
                st.download_button(
                    w(f"brief_page.format_{name}"),
                    data=_renderer(module, brief),
                    file_name=f"{file_name(brief, state.language())}.{suffix}",
                    mime=media_type,
                    on_click="ignore",
                    type="tertiary",
                    key=f"download_{name}",
                )
        shareable = st.session_state.get("brief_id") is not None
        if st.button(
            w("brief_page.share"),
            type="primary",
            icon=":material/link:",
            disabled=not shareable,
            key="share_button",
        ):
            sharing.dialog(st.session_state["brief_id"], brief)


def _as_text(brief: Brief) -> str:
    from summarizer.rendering import text

    return text.render(brief)


def _renderer(module: str, brief: Brief) -> Any:
    """Renders only when somebody asks for the file."""

    def render() -> bytes:
        content = importlib.import_module(f"summarizer.rendering.{module}").render(brief)
        return content.encode("utf-8") if isinstance(content, str) else content

    return render


def file_name(brief: Brief, language: Language) -> str:
    """The title as a file name that every system takes: ``port-of-puerto-azul-reopens``."""
    title = unicodedata.normalize("NFKD", view.side(brief.title, language).text)
    plain = title.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "puente"
