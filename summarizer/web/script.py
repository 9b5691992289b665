"""The Streamlit script: what every page has, and the way between them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from summarizer import wording
from summarizer.rendering import view
from summarizer.web import brief_page, components, compose, glossary_page, library, state
from summarizer.web.failures import log_failure

log = logging.getLogger(__name__)

_STYLE = Path(__file__).resolve().parent / "frontend" / "app.css"
_ICON = Path(__file__).resolve().parents[1] / "rendering" / "assets" / "favicon.svg"


def main() -> None:
    st.set_page_config(page_title="Puente", page_icon=str(_ICON), layout="wide")
    st.html(_STYLE)
    session = st.session_state
    session.setdefault("language", state.language())
    w = state.words()
    pages = {
        "compose": st.Page(_visit("compose", compose.page), title=w("app.new"), default=True),
        "brief": st.Page(_visit("brief", brief_page.page), title=w("app.brief"), url_path="brief"),
        "briefs": st.Page(_visit("briefs", library.page), title=w("app.mine"), url_path="briefs"),
        "glossary": st.Page(
            _visit("glossary", glossary_page.page), title=w("app.glossary"), url_path="glossary"
        ),
    }
    session["pages"] = pages
    chosen = st.navigation(list(pages.values()), position="hidden")
    _bar(pages, w)
    chosen.run()


def _visit(name: str, show: Callable[[], None]) -> Callable[[], None]:
    """``show`` as a page that leaves word which page was the one before."""

    def page() -> None:
        session = st.session_state
        session["page_before"], session["page_now"] = session.get("page_now"), name
        try:
            show()
        except Exception as error:
            log_failure(log, f"The page {name} failed.", error)
            components.panel(state.template("error.html", text=state.say(error)), key="failure")

    page.__name__ = name
    return page


def _bar(pages: dict[str, object], w: state.Words) -> None:
    session = st.session_state
    with st.container(horizontal=True, vertical_alignment="center", key="bar"):
        st.html(state.template("brand.html"), width="content")
        st.page_link(pages["compose"], label=w("app.new"))
        st.page_link(pages["briefs"], label=w("app.mine"))
        if glossary_page.is_open():
            st.page_link(pages["glossary"], label=w("app.glossary"))
        st.space("stretch")
        if state.is_signed_in():
            st.button(w("app.sign_out"), type="tertiary", key="sign_out", on_click=st.logout)
        elif state.can_sign_in():
            st.button(w("app.sign_in"), type="tertiary", key="sign_in", on_click=st.login)
        for other in wording.LANGUAGES:
            if other != session["language"]:
                st.button(
                    view.language_name(other),
                    type="tertiary",
                    key=f"to_{other}",
                    on_click=_choose,
                    args=(other,),
                )
    components.shell(
        session["language"],
        remember=session.get("language_chosen", False),
        words={
            "skip": w("app.skip"),
            "close": w("app.close"),
            "remove": w("compose.file_remove"),
            "choose": w("compose.file_choose"),
            "drop": w("compose.file_drop"),
            "too_large": w(
                "compose.file_too_large",
                megabytes=state.settings().max_file_bytes // 1_000_000,
            ),
            "lost_title": w("app.lost_title"),
            "lost": w("app.lost"),
            "failed": w("errors.model"),
        },
    )


def _choose(language: str) -> None:
    st.session_state["language"] = language
    st.session_state["language_chosen"] = True


main()
