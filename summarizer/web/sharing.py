"""Sharing a brief: a link with an end, its QR code, and how it will look in a chat."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from summarizer.brief import Brief
from summarizer.errors import PuenteError
from summarizer.rendering import card, html, view
from summarizer.store import Audience, Expiry, Link
from summarizer.web import components, state


def link_address(link: Link) -> str:
    return state.address(f"b/{link.id}")


def expiry_text(link: Link) -> str:
    """Until when a link leads to its brief, in words."""
    w = state.words()
    if link.revoked is not None:
        return w("link.revoked")
    if link.expires is None:
        return w("link.never_ends")
    from summarizer.store.store import utc_now

    date = view.date_text(link.expires.date(), state.language())
    return w("link.ends", date=date) if link.is_live(utc_now()) else w("link.ended", date=date)


def dialog(brief_id: str, brief: Brief) -> None:
    """Open the dialog. Nothing is public before its button is pressed."""
    st.session_state["shared"] = None
    st.session_state["card"] = _picture(brief)

    @st.dialog(state.words()("sharing.title"), width="medium")
    def share() -> None:
        _content(brief_id, brief)

    share()


def _content(brief_id: str, brief: Brief) -> None:
    w, session = state.words(), st.session_state
    link: Link | None = session.get("shared")
    if link is None:
        expiry = st.radio(
            w("sharing.expiry"),
            list(Expiry),
            format_func=lambda choice: w(f"sharing.expiry_{choice.name.lower()}"),
            index=list(Expiry).index(Expiry.WEEK),
            horizontal=True,
            key="expiry",
        )
        audience = Audience.ANYONE
        if state.can_sign_in():
            audience = st.radio(
                w("sharing.audience"),
                list(Audience),
                format_func=lambda choice: w(f"sharing.audience_{choice.name.lower()}"),
                key="audience",
            )
        components.panel(_preview(brief), key="preview_panel")
        if st.button(w("sharing.make"), type="primary", key="make_link_button"):
            try:
                session["shared"] = state.store().share(
                    brief_id, state.owner(), expiry=expiry, version=brief.version, audience=audience
                )
            except PuenteError as error:
                components.panel(
                    state.template("error.html", text=state.say(error)), key="share_error_panel"
                )
                return
            st.rerun(scope="fragment")
        return
    result = components.panel(_made(link, brief), key="shared_panel")
    action: Any = result.action
    if isinstance(action, dict) and action.get("name") == "revoke":
        try:
            state.store().revoke(link.id, state.owner())
            session["shared"] = None
        except PuenteError as error:
            components.panel(
                state.template("error.html", text=state.say(error)), key="share_error_panel"
            )
            return
        st.rerun(scope="fragment")


def _made(link: Link, brief: Brief) -> str:
    address = link_address(link)
    return state.template(
        "link.html",
        address=address,
        ends=expiry_text(link),
        code=qr_code(address),
        preview=_card(brief, address),
    )


def _preview(brief: Brief) -> str:
    return state.template("preview.html", preview=_card(brief, state.address("b/…")))


def _card(brief: Brief, address: str) -> dict[str, str]:
    language = state.language()
    return {
        "title": html.title(brief, language),
        "description": html.description(brief, language),
        "site": urlsplit(address).netloc or "puente",
        "image": st.session_state["card"],
    }


def _picture(brief: Brief) -> str:
    """The picture that chats show, as an address of its own: there is no link to it yet."""
    own = state.language()
    order = sorted(brief.languages, key=lambda code: code != own)
    return f"data:image/png;base64,{base64.b64encode(card.render(brief, order)).decode()}"


def qr_code(address: str) -> str:
    """A QR code (ISO/IEC 18004) of ``address`` as the address of an SVG image."""
    import segno

    return segno.make(address, error="m").svg_data_uri(
        scale=4, border=2, dark="#191d21", light="#fff"
    )
