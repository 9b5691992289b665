"""My briefs: what this browser, or this person, has made and shared."""

from __future__ import annotations

import logging
from typing import Any

import streamlit as st

from summarizer.errors import PuenteError
from summarizer.rendering import view
from summarizer.store import Link, Listed
from summarizer.store.store import utc_now
from summarizer.web import components, sharing, state
from summarizer.web.failures import log_failure

log = logging.getLogger(__name__)

AT_ONCE = 20


def page() -> None:
    w, session = state.words(), st.session_state
    components.panel(state.template("library_heading.html"), key="library_heading")
    query = st.text_input(
        w("library.search"),
        key="query",
        placeholder=w("library.search"),
        type="search",
        live=True,
        label_visibility="collapsed",
    )
    shown = session.setdefault("shown", AT_ONCE)
    try:
        owner, store = state.owner(), state.store()
        total = store.count(owner, query)
        listed = store.list(owner, query, limit=shown)
    except PuenteError as error:
        components.panel(state.template("error.html", text=state.say(error)), key="library_error")
        return
    components.panel(
        state.template(
            "library.html",
            briefs=[_entry(brief) for brief in listed],
            total=total,
            query=query,
            confirm=session.get("confirm"),
            error=session.pop("library_error", ""),
        ),
        key="library_panel",
        on_action=_act,
    )
    if session.pop("opened", False):
        st.switch_page(session["pages"]["brief"], query_params={"id": session["brief_id"]})
    if total > shown and st.button(w("library.more"), key="more_button"):
        session["shown"] = shown + AT_ONCE
        st.rerun()


def _entry(brief: Listed) -> dict[str, Any]:
    reader = state.language()
    order = sorted(brief.titles, key=lambda code: code != reader)
    return {
        "id": brief.id,
        "titles": [{"language": code, "text": view.line(brief.titles[code])} for code in order],
        "changed": view.date_text(brief.changed.date(), reader),
        "edited": brief.edited,
        "links": [_link(link) for link in brief.links],
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "id": link.id,
        "address": sharing.link_address(link),
        "live": link.is_live(utc_now()),
        "ends": sharing.expiry_text(link),
        "views": link.views,
        "made": view.date_text(link.created.date(), state.language()),
    }


def _act() -> None:
    """A button of the list was pressed."""
    session = st.session_state
    action: Any = session["library_panel"].get("action")
    if not isinstance(action, dict):
        return
    name, value = str(action.get("name")), str(action.get("value"))
    store, owner = state.store(), state.owner()
    session["confirm"] = None
    try:
        if name == "open":
            saved = store.get(value, owner)
            session["brief"], session["brief_id"], session["job"] = saved.brief, saved.id, None
            session["opened"] = True
        elif name == "revoke":
            store.revoke(value, owner)
        elif name == "ask_delete":
            session["confirm"] = value
        elif name == "delete":
            store.delete(value, owner)
            if session.get("brief_id") == value:
                session["brief"] = session["brief_id"] = None
    except Exception as error:
        if not isinstance(error, PuenteError):
            log_failure(log, "An action in the list failed in a way that nobody foresaw.", error)
        session["library_error"] = state.say(error)
