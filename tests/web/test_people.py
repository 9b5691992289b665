"""Who counts as signed in: only who has a cookie that Streamlit signed for this installation."""

from __future__ import annotations

import json

import pytest
from starlette.requests import Request
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from summarizer.settings import Settings
from summarizer.web.people import claims, is_signed_in, may_teach

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
    assert claims(signed(ANA)) == ANA
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
    assert not claims(request_) and not is_signed_in(request_)


def test_without_a_provider_nobody_signs_in():
    assert not claims(signed(ANA, secret=""))
    assert not claims(signed(ANA))


@pytest.mark.parametrize(
    ("editors", "told", "sign_in", "may"),
    [
        ("", {}, False, True),
        ("", {}, True, False),
        ("", ANA, True, True),
        ("nobody", {}, False, False),
        ("nobody", {**ANA, "email": "nobody"}, True, False),
        ("ana@example.org", {}, False, False),
        ("ana@example.org", ANA, True, False),  # the provider tells no address
        ("Ana@example.org, eva@example.org,", {**ANA, "email": "ana@Example.org"}, True, True),
        (
            "ana@example.org",
            {**ANA, "email": "ana@example.org", "email_verified": True},
            True,
            True,
        ),
        (
            "ana@example.org",
            {**ANA, "email": "ana@example.org", "email_verified": False},
            True,
            False,
        ),
        ("ana@example.org", {**ANA, "email": "eva@example.org"}, True, False),
    ],
)
def test_who_may_change_the_glossary(editors, told, sign_in, may):
    assert may_teach(Settings(glossary_editors=editors), told, sign_in=sign_in) is may
