"""Who signed in through Streamlit's OpenID Connect."""

from __future__ import annotations

import json
import logging

from starlette.requests import Request

from summarizer.store import Owner
from summarizer.web.failures import log_failure

log = logging.getLogger(__name__)


def person(request: Request) -> Owner | None:
    """The person whose sign-in cookie a request carries: signed by this installation, for the
    address that its provider knows, as Streamlit itself checks it for its pages.

    The cookie is read by functions of Streamlit that are not public; where they change, nobody
    counts as signed in, and a test says so.
    """
    if not any(name.startswith("_streamlit_user") for name in request.cookies):
        return None
    try:
        from streamlit.runtime.secrets import secrets_singleton
        from streamlit.web.server.starlette import starlette_auth_routes as streamlit_auth
        from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

        if not secrets_singleton.load_if_toml_exists() or not secrets_singleton.get("auth"):
            return None
        raw = streamlit_auth._get_cookie_value_from_request(request, USER_COOKIE_NAME)
        told = json.loads(raw) if raw else {}
        origin = streamlit_auth._get_origin_from_secrets()
    except Exception as error:
        log_failure(log, "A sign-in cookie could not be read.", error)
        return None
    if not told.get("is_logged_in") or not origin or told.get("origin") != origin:
        return None
    if not told.get("iss") or not told.get("sub"):
        return None
    return Owner.of_person(str(told["iss"]), str(told["sub"]))


def is_signed_in(request: Request) -> bool:
    return person(request) is not None
