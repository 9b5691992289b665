"""Who signed in through Streamlit's OpenID Connect, and what they may do."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from summarizer.settings import Settings
from summarizer.web.failures import log_failure

log = logging.getLogger(__name__)


def sign_in_is_set_up() -> bool:
    """Whether this installation names an OpenID Connect provider in its Streamlit secrets."""
    from streamlit.runtime.secrets import secrets_singleton

    return bool(secrets_singleton.load_if_toml_exists() and secrets_singleton.get("auth"))


def claims(request: Request) -> Mapping[str, Any]:
    """What the provider told of the person whose sign-in cookie a request carries: signed by this
    installation, for the address that its provider knows, as Streamlit itself checks it for its
    pages. Empty for everybody else.

    The cookie is read by functions of Streamlit that are not public; where they change, nobody
    counts as signed in, and a test says so.
    """
    if not any(name.startswith("_streamlit_user") for name in request.cookies):
        return {}
    try:
        from streamlit.web.server.starlette import starlette_auth_routes as streamlit_auth
        from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

        if not sign_in_is_set_up():
            return {}
        raw = streamlit_auth._get_cookie_value_from_request(request, USER_COOKIE_NAME)
        told = json.loads(raw) if raw else {}
        origin = streamlit_auth._get_origin_from_secrets()
    except Exception as error:
        log_failure(log, "A sign-in cookie could not be read.", error)
        return {}
    if not told.get("is_logged_in") or not origin or told.get("origin") != origin:
        return {}
    return told if told.get("iss") and told.get("sub") else {}


def is_signed_in(request: Request) -> bool:
    return bool(claims(request))


def may_teach(settings: Settings, told: Mapping[str, Any], *, sign_in: bool) -> bool:
    """Whether somebody may see and change the glossary.

    Args:
        told: what the provider told of the person; empty for who did not sign in.
        sign_in: whether people can sign in at all.
    """
    editors = {name.strip().casefold() for name in settings.glossary_editors.split(",")} - {""}
    if not editors:
        return bool(told) or not sign_in
    email = str(told.get("email") or "").casefold()
    is_verified = told.get("email_verified") is not False  # else anybody could have written it
    return "@" in email and is_verified and email in editors
