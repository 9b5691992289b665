"""What a session of the pages knows: its language, its owner, the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from summarizer import wording
from summarizer.errors import PuenteError
from summarizer.settings import Settings, load
from summarizer.store import Owner, Store, new_owner_token
from summarizer.web import services
from summarizer.web.limits import client_of

OWNER_COOKIE = "puente_owner"
LANGUAGE_COOKIE = "puente_language"

_TEMPLATES = Path(__file__).resolve().parent / "templates"

Words = Callable[..., str]


def settings() -> Settings:
    return load()


def store() -> Store:
    """The store of this process.

    Raises:
        StoreUnavailable: the database does not answer.
    """
    return services.store()


def owner() -> Owner:
    """Whom the briefs of this browser belong to: the person who signed in, or the holder of the
    token that the server gave this browser in a cookie. A browser without cookies owns what it
    makes until its session ends."""
    if is_signed_in():
        person = Owner.of_person(str(st.user.get("iss")), str(st.user.get("sub")))
        _bring_along(person)
        return person
    token = st.context.cookies.get(OWNER_COOKIE)
    if not isinstance(token, str) or not token:
        token = st.session_state.setdefault("owner_token", new_owner_token())
    return Owner.of_token(token)


def client() -> str:
    """Who asks, for the fairness of the queue: a person or a browser, also where many share the
    address of one newsroom."""
    return owner().key


def network() -> str:
    """Where the browser is, for the limits of a client."""
    return client_of(st.context.ip_address)


def _bring_along(person: Owner) -> None:
    """What this browser made before somebody signed in there goes over to that person."""
    session = st.session_state
    token = st.context.cookies.get(OWNER_COOKIE)
    if session.get("brought_along") or not isinstance(token, str) or not token:
        return
    try:
        store().adopt(Owner.of_token(token), person)
    except PuenteError:
        return  # the next run of the script tries again
    session["brought_along"] = True


def is_signed_in() -> bool:
    return bool(getattr(st.user, "is_logged_in", False))


def can_sign_in() -> bool:
    """Whether this installation names an OpenID Connect provider in its Streamlit secrets."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:  # no secrets at all
        return False


# --- words ---------------------------------------------------------------------------------------


def language() -> str:
    """The language of the interface: chosen in the page, or before, or the browser's."""
    chosen = st.session_state.get("language")
    if chosen in wording.LANGUAGES:
        return chosen
    for candidate in (
        st.query_params.get("lang"),
        st.context.cookies.get(LANGUAGE_COOKIE),
        (st.context.locale or "").split("-")[0].lower(),
    ):
        if candidate in wording.LANGUAGES:
            return candidate
    return wording.DEFAULT


def words() -> Words:
    """``words()("compose.brief")`` is the text of that key in the language of the interface."""
    chosen = language()

    def word(key: str, /, **gaps: object) -> str:
        return wording.text(key, chosen, **gaps)

    return word


def say(error: Exception) -> str:
    """What an error says, in the language of the interface."""
    return wording.error(error, language())


def template(name: str, **values: Any) -> str:
    """A template of the pages, escaped, in the language of the interface."""
    return _environment().get_template(name).render(w=words(), reader=language(), **values)


@st.cache_resource(show_spinner=False)
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def address(path: str) -> str:
    """An absolute address of this app."""
    base = settings().public_url or _origin()
    return f"{base.rstrip('/')}/{path}"


def _origin() -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
