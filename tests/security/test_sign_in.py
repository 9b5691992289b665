"""Signing in through a real OpenID Connect provider on loopback, all the way: the app's redirect,
the provider's form, the code, the token with its signature, the cookie."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import lxml.html
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from oidc_provider_mock import run_server_in_thread

from summarizer.store import Audience, Owner, Store
from tests import briefs
from tests.web.processes import Process, free_port

SECRET = "a cookie secret of the tests, long enough to sign with"


class Installation:
    """The app with a provider of its own, as the page on deploying says to set it up."""

    def __init__(self, folder: Path, provider: str) -> None:
        port = free_port()
        self.folder, self.provider = folder, provider
        secrets = folder / "secrets.toml"
        secrets.write_text(
            "[auth]\n"
            f'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
            f'cookie_secret = "{SECRET}"\n'
            'client_id = "puente"\n'
            'client_secret = "of the tests"\n'
            f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
        )
        self.app = Process(folder, port=port, STREAMLIT_SECRETS_FILES=str(secrets))
        self.store = Store.open(_settings(folder))

    def shared(self, audience: Audience) -> str:
        owner = Owner.of_token("of somebody")
        saved = self.store.save(briefs.sample(), owner)
        return f"/b/{self.store.share(saved.id, owner, audience=audience).id}"

    def browser(self) -> httpx2.Client:
        return httpx2.Client(
            base_url=self.app.address, follow_redirects=False, headers={"User-Agent": "Mozilla"}
        )

    def login_path(self) -> str:
        """What the page's button leads to: Streamlit signs the name of the provider."""
        import time

        claims = {"provider": "default", "exp": int(time.time()) + 60}
        key = OctKey.import_key(SECRET)
        return f"/auth/login?provider={jwt.encode({'alg': 'HS256'}, claims, key)}"

    def sign_in(self, browser: httpx2.Client, sub: str) -> httpx2.Response:
        """Go the way that a browser goes; the answer is the app's to the provider's code."""
        to_provider = browser.get(self.login_path())
        assert to_provider.status_code in (302, 303, 307), to_provider.text
        form_address = to_provider.headers["location"]
        assert form_address.startswith(self.provider)
        asked = parse_qs(urlsplit(form_address).query)
        assert asked["response_type"] == ["code"] and asked["state"] and asked["nonce"]
        form = lxml.html.fromstring(httpx2.get(form_address).text).forms[0]
        assert "sub" in form.inputs
        back = httpx2.post(form_address, data={"sub": sub}, follow_redirects=False)
        assert back.status_code in (302, 303), back.text
        return browser.get(back.headers["location"])


def _settings(folder: Path):
    from summarizer.settings import Settings

    return Settings(data_folder=folder)


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    with run_server_in_thread() as server:
        made = Installation(
            tmp_path_factory.mktemp("app"), f"http://127.0.0.1:{server.server_port}"
        )
        try:
            yield made
        finally:
            made.store.close()
            made.app.end()


def test_a_link_for_people_who_signed_in(installation):
    private = installation.shared(Audience.SIGNED_IN)
    public = installation.shared(Audience.ANYONE)
    with installation.browser() as ana, installation.browser() as nobody:
        assert ana.get(public).status_code == 200
        assert ana.get(private).status_code == 403
        response = installation.sign_in(ana, "ana")
        assert response.status_code in (302, 303, 307)
        assert any(name.startswith("_streamlit_user") for name in ana.cookies)
        assert ana.get(private).status_code == 200
        for ending in (".json", ".pdf", ".png"):
            assert ana.get(private + ending).status_code == 200
            assert nobody.get(private + ending).status_code == 403
        assert nobody.get(private).status_code == 403
        assert nobody.get(public).status_code == 200
        ana.get("/auth/logout")
        assert ana.get(private).status_code == 403


def test_the_cookie_can_not_be_read_by_scripts_and_is_no_other_persons(installation):
    with installation.browser() as ana:
        response = installation.sign_in(ana, "ana")
        [cookie] = [c for c in response.headers.get_list("set-cookie") if "_streamlit_user=" in c]
        assert "httponly" in cookie.lower() and "samesite" in cookie.lower()
        private = installation.shared(Audience.SIGNED_IN)
        name, value = cookie.split(";")[0].split("=", 1)
        for forged in (value[:-4] + "AAAA", value.replace(value[5:9], "XXXX"), "", "e30="):
            other = httpx2.get(
                installation.app.address + private, headers={"Cookie": f"{name}={forged}"}
            )
            assert other.status_code == 403


def test_a_code_without_the_state_of_this_browser_signs_nobody_in(installation):
    """Somebody's code in somebody else's browser (login CSRF, RFC 6749 10.12)."""
    with installation.browser() as mallory, installation.browser() as victim:
        form_address = mallory.get(installation.login_path()).headers["location"]
        back = httpx2.post(form_address, data={"sub": "mallory"}, follow_redirects=False)
        location = re.sub(r"state=[^&]+", "state=made-up", back.headers["location"])
        victim.get(location)
        assert victim.get(installation.shared(Audience.SIGNED_IN)).status_code == 403


def test_the_glossary_is_for_people_who_signed_in(installation):
    term = {"terms": [{"texts": {"en": "ruling", "es": "resolución"}}]}
    token = {"Authorization": "Bearer " + "A" * 43}
    with installation.browser() as ana, installation.browser() as nobody:
        installation.sign_in(ana, "ana")
        assert ana.post("/api/glossary/terms", json=term).status_code == 201
        assert len(ana.get("/api/glossary").json()["terms"]) == 1
        assert nobody.get("/api/glossary", headers=token).status_code == 403
        assert nobody.post("/api/glossary/terms", json=term, headers=token).status_code == 403
        id = installation.store.glossary().terms[0].id
        assert nobody.delete(f"/api/glossary/terms/{id}", headers=token).status_code == 403
        assert ana.delete(f"/api/glossary/terms/{id}").status_code == 204
        ana.get("/auth/logout")
        assert ana.get("/api/glossary").status_code == 403


@pytest.fixture
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        browser.close()


def signed_in(installation, context, sub: str, path: str):
    """A page of the app in the browser ``context`` of somebody who signed in there."""
    page = context.new_page()
    page.goto(f"{installation.app.address}/{path}?lang=en")
    page.get_by_role("button", name="Sign in").click(timeout=120_000)
    page.locator("input[name=sub]").first.fill(sub, timeout=60_000)
    page.locator("input[name=sub]").first.press("Enter")
    page.get_by_role("button", name="Sign out").wait_for(timeout=120_000)
    page.goto(f"{installation.app.address}/{path}?lang=en")
    page.get_by_role("button", name="Sign out").wait_for(timeout=120_000)
    return page


@pytest.mark.browser
def test_briefs_belong_to_people(installation, chromium):
    """In the page itself: what a browser made before goes over to who signs in there, another
    browser of the same person shows it, another person does not see it."""
    token = "A" * 43
    saved = installation.store.save(
        briefs.titled("A brief from before the sign-in"), Owner.of_token(token)
    )
    person = Owner.of_person(installation.provider, "berta")
    first = chromium.new_context()
    first.add_cookies([{"name": "puente_owner", "value": token, "url": installation.app.address}])
    page = signed_in(installation, first, "berta", "briefs")
    page.get_by_text("A brief from before the sign-in").first.wait_for(timeout=120_000)
    assert [listed.id for listed in installation.store.list(person)] == [saved.id]
    assert installation.store.list(Owner.of_token(token)) == ()
    page = signed_in(installation, chromium.new_context(), "berta", "briefs")
    page.get_by_text("A brief from before the sign-in").first.wait_for(timeout=120_000)
    page = signed_in(installation, chromium.new_context(), "carla", "briefs")
    page.wait_for_timeout(1500)
    assert page.get_by_text("A brief from before the sign-in").count() == 0


@pytest.mark.browser
def test_the_page_of_the_glossary_is_for_people_who_signed_in(installation, chromium):
    page = chromium.new_context().new_page()
    page.goto(f"{installation.app.address}/glossary?lang=en")
    page.get_by_text("only by people whom this installation names").wait_for(timeout=120_000)
    assert page.get_by_role("button", name="Add a term").count() == 0
    page = signed_in(installation, chromium.new_context(), "berta", "glossary")
    page.get_by_role("button", name="Add a term").click(timeout=120_000)
    page.get_by_label("English").fill("ruling")
    page.get_by_label("Spanish").fill("resolución")
    page.get_by_role("button", name="Save").click()
    page.locator(".glossary td.term", has_text="resolución").wait_for(timeout=60_000)
    [term] = installation.store.glossary().terms
    assert term.texts == {"en": "ruling", "es": "resolución"}
    installation.store.remove_term(term.id)
