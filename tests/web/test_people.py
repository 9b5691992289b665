"""Who counts as signed in: only who has a cookie that Streamlit signed for this installation."""

from __future__ import annotations

import json

import pytest
from starlette.requests import Request
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from summarizer.store import Owner
from summarizer.web.people import is_signed_in, person

SECRET = "a secret of the installation"
ANA = {
    "iss": "https://id.example.org", "sub": "ana", "name": "Ana", "is_logged_in": True,
    "origin": "https://puente.example.org", "provider": "default",
}  # fmt: skip


@pytest.fixture
def provider(tmp_path, monkeypatch):
    """An installation whose secrets name a provider."""
    path = tmp_path / "secrets.toml"
    path.write_text(
        "[auth]\n"
        'redirect_uri = "https://puente.example.org/oauth2callback"\n'
        f'cookie_secret = "{SECRET}"\n'
        'client_id = "puente"\nclient_secret = "x"\n'
        'server_metadata_url = "https://id.example.org/.well-known/openid-configuration"\n'
    )
    from streamlit import config

    monkeypatch.setattr(secrets_singleton, "_secrets", None)
    monkeypatch.setattr(secrets_singleton, "_file_watchers_installed", True)
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(path)])
    yield
    config.set_option("secrets.files", before)


def request_with(cookies: dict[str, bytes]) -> Request:
    header = b"; ".join(name.encode() + b"=" + value for name, value in cookies.items())
    return Request({"type": "http", "headers": [(b"cookie", header)], "method": "GET"})


def signed(told: dict, secret: str = SECRET, name: str = "_streamlit_user") -> Request:
    return request_with({name: create_signed_value(secret, name, json.dumps(told))})


def test_a_person_is_known_by_the_cookie(provider):
    assert person(signed(ANA)) == Owner.of_person("https://id.example.org", "ana")
    assert is_signed_in(signed(ANA))


@pytest.mark.parametrize(
    "request_",
    [
        request_with({}),
        request_with({"other": b"x"}),
        request_with({"_streamlit_user": b"forged"}),
        request_with({"_streamlit_user": json.dumps(ANA).encode()}),
        signed(ANA, secret="another secret"),
        signed(ANA, secret=""),
        signed(ANA, name="_streamlit_user_tokens"),
        signed({**ANA, "is_logged_in": False}),
        signed({**ANA, "origin": "https://elsewhere.example.org"}),
        signed({**ANA, "sub": ""}),
        signed({key: value for key, value in ANA.items() if key != "iss"}),
    ],
)
def test_nobody_else_is(provider, request_):
    assert person(request_) is None


def test_without_a_provider_nobody_signs_in():
    assert person(signed(ANA, secret="")) is None
    assert person(signed(ANA)) is None
