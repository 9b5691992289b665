"""What people do, in a real browser: paste, read, correct, share, open, revoke.

Pictures of each page are kept in ``build/pages``. Nothing here waits for a length of time: what is
awaited is seen to happen, and ``HANG`` only ends what never will.
"""

from __future__ import annotations

import io
import re
import secrets
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from summarizer import wording
from summarizer.brief import Brief
from summarizer.settings import Settings
from summarizer.store import Owner, Store, database
from tests.web.processes import Process

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "pages"
SAMPLE = (ROOT / "summarizer" / "samples" / "cartel_transfer.txt").read_text("utf-8")
SHORT = (
    "The minister said on Monday that 12 people were hurt in the fire in Madrid. "
    "The road to the port was closed for two hours."
)
CHROMIUM = next(
    path
    for path in ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
    if Path(path).exists()
)
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
HANG = 60_000  # ms, a guard: a machine may be busy

expect.set_options(timeout=HANG)


# --- the app and the browser ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("app")


@pytest.fixture(scope="module")
def app(folder) -> Iterator[str]:
    """The address of an app with a database of its own, its models loaded."""
    running = Process(folder, DATABASE_URL="")
    try:
        running.wait_until_ready()
        yield running.address
    finally:
        running.end()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def sample_brief(app) -> Brief:
    """The brief of the sample, as the app makes it."""
    answer = httpx2.post(f"{app}/api/briefs", json={"text": SAMPLE}, timeout=HANG / 1000)
    return Brief.model_validate(answer.json()["brief"])


@pytest.fixture
def kept(folder, sample_brief) -> Iterator[Callable[[], tuple[str, str]]]:
    """Keeps the sample's brief for a new person; gives its path and the person's token."""
    store = Store(database.address(Settings(data_folder=folder, database_url="")))

    def keep() -> tuple[str, str]:
        token = secrets.token_urlsafe(32)
        return f"brief?id={store.save(sample_brief, Owner.of_token(token)).id}", token

    yield keep
    store.close()


class People:
    """Opens the app as a new person. Pages of one locale share what a browser keeps of scripts and
    fonts, and nothing else: cookies go with the person, storage with the page."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._shared: dict[str, BrowserContext] = {}
        self._own: list[BrowserContext] = []
        self._pages: list[Page] = []
        self.app, self.wrong = "", []

    def __call__(
        self,
        path: str = "",
        *,
        size=WIDE,
        scheme="light",
        locale="en-US",
        token: str | None = None,
        apart: bool = False,
        **options,
    ) -> Page:
        """``token``: the person's; ``apart``: in a browser that shares nothing with others."""
        if apart or options:
            context = self._new(locale, **options)
            self._own.append(context)
        else:
            context = self._shared.get(locale) or self._new(locale)
            self._shared[locale] = context
            context.clear_cookies()
        if token:
            context.add_cookies([{"name": "puente_owner", "value": token, "url": self.app}])
        page = context.new_page()
        self._pages.append(page)
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        page.goto(path if path.startswith("http") else f"{self.app}/{path}")
        return page

    def _new(self, locale: str, **options) -> BrowserContext:
        context = self._browser.new_context(locale=locale, reduced_motion="reduce", **options)
        context.set_default_timeout(HANG)
        return context

    def leave(self) -> None:
        """Close what was opened; what is kept of scripts and fonts stays."""
        for part in (*self._pages, *self._own):
            part.close()
        self._pages, self._own = [], []


@pytest.fixture(scope="module")
def people(browser) -> Iterator[People]:
    yield People(browser)


@pytest.fixture
def visitor(people, app) -> Iterator[People]:
    """What runs that should not, and errors of a page, fail the test."""
    people.app, people.wrong = app, []
    yield people
    people.leave()
    assert people.wrong == []


def settled(page: Page) -> None:
    """Wait until the server has said all that it has to say."""
    streamlit = page.get_by_test_id("stApp")
    expect(streamlit).to_have_attribute("data-test-connection-state", "CONNECTED")
    expect(streamlit).to_have_attribute("data-test-script-state", "notRunning")


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name=re.compile("Article text|Texto del artículo"))


def brief_it(page: Page, text: str = SAMPLE) -> None:
    """Paste, press the button, wait for the whole brief."""
    box(page).fill(text)
    page.locator(".st-key-brief_button button").click()
    made(page)


def made(page: Page) -> None:
    expect(page.locator(".st-key-share_button button")).to_be_enabled()
    expect(page.locator(".st-key-brief_panel .brief .points .pair").first).to_be_visible()
    settled(page)


def share(page: Page) -> str:
    """Make a link and give its address."""
    page.locator(".st-key-share_button button").click()
    page.locator(".st-key-make_link_button button").click()
    address = page.locator("input#address")
    expect(address).to_be_visible()
    settled(page)
    return address.input_value()


def picture(page: Page, name: str, *, whole: bool = True) -> None:
    """Streamlit scrolls inside the page, so that a picture of all of it takes a tall window."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size
    if whole:
        height = page.evaluate(
            "Math.max(...['html', '[data-testid=stMainBlockContainer]'].map("
            "place => document.querySelector(place)?.scrollHeight ?? 0))"
        )
        page.set_viewport_size({**size, "height": max(size["height"], min(height + 1, 8000))})
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
    page.set_viewport_size(size)


def styles(place: Locator, name: str) -> list[str]:
    return place.evaluate_all("(all, name) => all.map(one => getComputedStyle(one)[name])", name)


def to_be_styled(place: Locator, name: str, others: list[str]) -> None:
    """Wait until no part of ``place`` has its style of ``others`` any more."""
    place.page.wait_for_function(
        "([all, name, others]) => all.every((one, n) => getComputedStyle(one)[name] !== others[n])",
        arg=[place.element_handles(), name, others],
        timeout=HANG,
    )


# --- the way of one article ----------------------------------------------------------------------


def test_from_paste_to_a_revoked_link(visitor, app):
    page = visitor()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "One article, read in English and Spanish"
    )
    box(page).fill(SAMPLE)
    live = page.locator("#live")
    expect(live).to_contain_text("English")
    expect(live).to_contain_text("1 post in Spanish")
    expect(live).to_contain_text("1 line of page junk set aside")
    brief_it(page)

    # read both sides
    pairs = page.locator(".brief .points .pair")
    assert pairs.count() >= 3
    for pair in pairs.all():
        for language in ("en", "es"):
            assert pair.locator(f'.side[lang="{language}"] .said').inner_text().strip()
    keys = page.locator(".brief .keys li")
    assert {"37", "92"} <= {
        word for text in keys.all_inner_texts() for word in re.findall(r"\d+", text)
    }
    post = page.locator(".brief .card")
    expect(post).to_contain_text("@OHarfuch")
    expect(post).to_contain_text("@GabSeguridadMX")
    assert "Iranians" not in " ".join(pairs.all_inner_texts())

    # a figure lights its counterpart, and a sentence its source
    figure = page.locator('.brief .points .side[lang="en"] .fig[data-rank="1"]').first
    number = figure.get_attribute("data-f")
    same = page.locator(f'.brief .fig[data-f="{number}"]')
    page.mouse.move(0, 0)
    before = styles(same, "outlineColor")
    assert len(before) >= 2
    figure.hover()
    to_be_styled(same, "outlineColor", before)
    picture(page, "brief-figure-hovered", whole=False)
    first = pairs.first
    k = first.get_attribute("data-k")
    source = page.locator(f'.brief .src[data-cites~="{k}"]')
    page.mouse.move(0, 0)
    dark = styles(source, "backgroundColor")
    first.hover()
    to_be_styled(source, "backgroundColor", dark)

    # a key figure leads to its sentence, a sentence to its source
    keys.first.get_by_role("link").click()
    expect(page.locator(".brief .pair.targeted")).to_have_count(1)
    first.locator(".bridge a").first.click()
    expect(page.locator(".brief .src.targeted")).to_be_in_viewport()

    # correct a word
    side = first.locator('.side[lang="es"]')
    first.hover()
    side.locator("button.edit").click()
    page.locator("textarea.editor").fill("Una frase corregida a mano.")
    page.keyboard.press("Enter")
    expect(side.locator(".said")).to_have_text("Una frase corregida a mano.")
    expect(side).to_contain_text("Edited by hand")
    expect(page.locator(".brief .notice")).to_be_visible()
    settled(page)
    picture(page, "brief-edited")
    page.reload()
    expect(page.locator('.brief .points .side[lang="es"] .said').first).to_have_text(
        "Una frase corregida a mano."
    )
    settled(page)

    # share it, and open it as somebody else
    address = share(page)
    assert re.fullmatch(rf"{re.escape(app)}/b/[0-9A-Za-z]{{22}}", address)
    expect(page.get_by_role("img", name="QR code of the link")).to_be_visible()
    other = visitor(address, java_script_enabled=False)
    expect(other.locator("h1").first).to_be_visible()
    expect(other.locator('.side[lang="es"] .said').nth(1)).to_contain_text("Una frase corregida")
    assert other.locator("script").count() == 0
    other.get_by_role("link", name="Español").click()
    expect(other.locator("html")).to_have_attribute("lang", "es")
    expect(other.get_by_role("heading", name="Cifras clave", exact=True)).to_be_visible()

    # list it, revoke it: it is gone
    page.goto(f"{app}/briefs")
    entry = page.locator(".library li").first
    expect(entry).to_contain_text("Ends on")
    entry.get_by_role("button", name="Revoke").click()
    expect(entry).to_contain_text("Revoked")
    gone = other.goto(address)
    assert gone is not None and gone.status == 410
    expect(other.locator("main")).to_contain_text("revo")
    picture(other, "gone", whole=False)

    # delete it
    page.get_by_role("button", name="Delete").click()
    page.locator("button.danger").click()
    expect(page.locator(".library .total")).to_have_text(
        "No briefs yet. The ones that you make are kept here."
    )


@pytest.mark.parametrize(
    ("size", "locale"), [(WIDE, "en-US"), (NARROW, "es-MX")], ids=["1280", "390"]
)
def test_every_page_on_every_screen(visitor, kept, app, size, locale):
    """Nothing is wider than the screen, and axe finds nothing that WCAG 2.2 AA forbids, in light
    and dark."""
    path, token = kept()
    page = visitor(path, size=size, locale=locale, token=token)
    made(page)
    check(page, "brief")
    address = share(page)
    check(page, "share", whole=False)
    page.goto(f"{app}/briefs")
    expect(page.locator(".library li").first).to_be_visible()
    settled(page)
    check(page, "my-briefs")
    page.goto(f"{app}/glossary")
    expect(page.get_by_role("searchbox")).to_be_visible()
    settled(page)
    check(page, "glossary")
    page.goto(app)
    expect(box(page)).to_be_visible()
    settled(page)
    check(page, "compose")
    box(page).fill(SAMPLE)
    expect(page.locator("#live")).to_contain_text("·")
    settled(page)
    check(page, "compose-pasted")
    for source in ("file", "address"):
        page.get_by_text(wording.text(f"compose.source_{source}", locale[:2]), exact=True).click()
        expect(page.locator(f".st-key-compose_{source}")).to_be_visible()
        settled(page)
        check(page, f"compose-{source}")
    page.goto(address)
    check(page, "shared")
    page.goto(f"{app}/b/0000000000000000000000")
    check(page, "not-found")


AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
GROUND = {"light": "rgb(252, 252, 250)", "dark": "rgb(20, 23, 26)"}


def check(page: Page, name: str, *, whole: bool = True) -> None:
    page.mouse.move(0, 0)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        ground = page.locator('body.puente, [data-testid="stApp"]')
        expect(ground).to_have_css("background-color", GROUND[scheme])
        settled(page) if page.get_by_test_id("stApp").count() else None
        picture(page, f"{name}-{page.viewport_size['width']}-{scheme}", whole=whole)
        assert page.evaluate(
            "['html', '[data-testid=stMain]'].map(place => document.querySelector(place)).every("
            "part => !part || part.scrollWidth <= part.clientWidth)"
        ), f"{name} is wider than the screen"
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
        told = [
            f"{violation['id']}: {violation['help']}: "
            + "; ".join(str(node["target"]) + node["html"][:160] for node in violation["nodes"])
            for violation in found["violations"]
        ]
        assert told == [], f"{name} {scheme}: " + "\n".join(told)
    page.emulate_media(color_scheme="light")


def test_one_language_at_a_time_on_a_narrow_screen(visitor, kept):
    path, token = kept()
    page = visitor(path, size=NARROW, token=token)
    english = page.locator('.brief .points .pair .side[lang="en"]').first
    spanish = page.locator('.brief .points .pair .side[lang="es"]').first
    expect(english).to_be_visible()
    expect(spanish).to_be_hidden()
    page.locator(".brief .switch").get_by_text("Español").click()
    expect(english).to_be_hidden()
    expect(spanish).to_be_visible()


def test_an_edit_that_breaks_the_parity_of_figures_is_told(visitor, kept):
    path, token = kept()
    page = visitor(path, token=token)
    made(page)
    pair = page.locator(".brief .points .pair", has=page.locator('.fig[data-rank="1"]')).first
    spanish = pair.locator('.side[lang="es"]')
    assert "37" in spanish.locator(".said").inner_text()
    doubts = spanish.locator(".flag").count()
    pair.hover()
    spanish.locator("button.edit").click()
    editor = page.locator("textarea.editor")
    editor.fill(editor.input_value().replace("37", "73"))
    page.get_by_role("button", name="Save").click()
    expect(spanish).to_contain_text("73")
    expect(page.locator(".brief .checks")).to_contain_text("“37” has no counterpart")
    expect(spanish.locator(".flag").first).to_be_visible()
    pair.hover()
    spanish.locator("button.edit").click()
    editor.fill(editor.input_value().replace("73", "37"))
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".brief .checks", has_text="“37” has no counterpart")).to_have_count(0)
    assert spanish.locator(".flag").count() <= doubts


def test_a_correction_becomes_a_term_of_the_glossary(visitor, kept):
    path, token = kept()
    page = visitor(path, token=token)
    made(page)
    pair = page.locator(".brief .points .pair").first
    spanish = pair.locator('.side[lang="es"]')
    pair.hover()
    spanish.locator("button.edit").click()
    editor = page.locator("textarea.editor")
    editor.fill(editor.input_value().replace(" ", " encausados ", 1))
    page.get_by_role("button", name="Save").click()
    spanish.get_by_role("button", name="Keep as a term").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("blockquote")).to_have_text(
        pair.locator('.side[lang="en"] .said').inner_text()
    )
    expect(dialog.get_by_label("Spanish")).to_have_value("encausados")
    dialog.get_by_label("English").fill("defendants")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Saved: defendants – encausados")).to_be_visible()


def test_the_search_of_my_briefs(visitor, kept, app):
    _, token = kept()
    page = visitor("briefs", token=token)
    total = page.locator(".library .total")
    expect(total).to_have_text("1 brief")
    search = page.get_by_role("searchbox")
    search.press_sequentially("cartel transfers in Atlantis")
    expect(total).to_have_text("No brief has “cartel transfers in Atlantis”.")
    search.fill("drug cartels")
    expect(total).to_have_text("1 brief")
    page.locator(".library h2 button").click()
    made(page)


# --- nothing is lost, nothing leaks --------------------------------------------------------------


def test_two_people_do_not_see_each_others_drafts_and_briefs(visitor, kept, app):
    path, token = kept()
    one, two = visitor(token=token, apart=True), visitor(apart=True)
    box(one).fill("The first person's secret draft.")
    box(two).fill("The second person's secret draft.")
    expect(one.locator("#live")).to_contain_text("words")
    expect(two.locator("#live")).to_contain_text("words")
    for page, own, others in ((one, "first", "second"), (two, "second", "first")):
        page.reload()
        expect(box(page)).to_have_value(re.compile(own))
        assert f"{others} person" not in page.content()
    one.goto(f"{app}/{path}")
    made(one)
    two.goto(f"{app}/{path}")
    expect(two.get_by_role("alert")).to_contain_text("There is no such brief in this browser")
    two.goto(f"{app}/briefs")
    expect(two.locator(".library .total")).to_contain_text("No briefs yet")


def test_a_reload_keeps_the_draft_until_it_is_cleared(visitor):
    page = visitor()
    box(page).fill("A sentence that took a long time to write.")
    page.reload()
    expect(box(page)).to_have_value("A sentence that took a long time to write.")
    expect(page.locator("#live")).to_contain_text("words")
    page.get_by_role("button", name="Clear").click()
    expect(box(page)).to_have_value("")
    page.reload()
    expect(page.locator("#live")).to_contain_text("English and Spanish")
    expect(box(page)).to_have_value("")


def test_what_is_typed_while_the_server_is_away_is_there_when_it_is_back(visitor, tmp_path):
    app = Process(tmp_path, DATABASE_URL="")
    try:
        page = visitor(app.address)
        box(page).fill(SHORT)
        expect(page.locator("#live")).to_contain_text("words")
        settled(page)
        box(page).press("End")
        app.end(signal.SIGKILL)
        box(page).press_sequentially(" And the server went away,")
        expect(page.locator(".puente-lost")).to_contain_text("Connection lost")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.keyboard.type(" but the writing went on.")
        text = f"{SHORT} And the server went away, but the writing went on."
        expect(box(page)).to_have_value(text)

        app = Process(tmp_path, port=app.port, DATABASE_URL="")
        expect(page.locator(".puente-lost")).to_be_empty()
        expect(page.locator("#live")).to_contain_text(f"{len(text.split())} words")
        expect(box(page)).to_have_value(text)
        page.locator(".st-key-brief_button button").click()
        made(page)
        expect(page.locator(".brief .article")).to_contain_text("the writing went on")

        # and an edit that was begun, and one that was saved into the void
        side = page.locator('.brief .points .pair .side[lang="en"]').first
        side.hover()
        side.locator("button.edit").click()
        page.locator("textarea.editor").fill("Half a correction")
        for key, left in (("End", 1), ("Enter", 0)):
            app.end(signal.SIGKILL)
            expect(page.locator(".puente-lost")).to_contain_text("Connection lost")
            page.locator("textarea.editor").press(key)
            app = Process(tmp_path, port=app.port, DATABASE_URL="")
            expect(page.locator(".puente-lost")).to_be_empty()
            settled(page)
            expect(page.locator("textarea.editor")).to_have_count(left)
            if left:
                expect(page.locator("textarea.editor")).to_have_value("Half a correction")
        expect(side.locator(".said")).to_have_text("Half a correction")
        expect(page.locator(".brief .notice")).to_be_visible()
    finally:
        app.end()


def test_an_edit_that_was_not_saved_outlives_a_reload(visitor, kept):
    path, token = kept()
    page = visitor(path, token=token)
    made(page)
    pair = page.locator(".brief .points .pair").first
    pair.hover()
    pair.locator('.side[lang="en"] button.edit').click()
    page.locator("textarea.editor").fill("Half a correction")
    page.reload()
    expect(page.locator("textarea.editor")).to_have_value("Half a correction")
    page.locator("textarea.editor").press("Escape")
    expect(page.locator("textarea.editor")).to_have_count(0)
    page.reload()
    made(page)
    expect(page.locator("textarea.editor")).to_have_count(0)


def test_an_error_keeps_the_text_and_says_what_to_do(visitor):
    page = visitor()
    box(page).fill("https://example.org/a-story")
    page.locator(".st-key-brief_button button").click()
    expect(page.get_by_role("alert")).to_contain_text("This is only a link")
    expect(box(page)).to_have_value("https://example.org/a-story")
    brief_it(page, SHORT)
    page.locator(".st-key-back_button button").click()
    expect(box(page)).to_have_value(SHORT)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_nothing_to_brief(visitor):
    page = visitor()
    expect(box(page)).to_be_visible()
    page.locator(".st-key-brief_button button").click()
    expect(page.get_by_role("alert")).to_contain_text("There is nothing to read yet")


def test_an_address_is_asked_for_by_enter_and_kept_when_it_is_refused(visitor):
    page = visitor()
    page.get_by_text("Web address", exact=True).click()
    field = page.get_by_label("Web address of the article")
    field.fill("http://127.0.0.1:1/secret")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("only http and https addresses on the public")
    expect(field).to_have_value("http://127.0.0.1:1/secret")


def test_a_paste_of_two_megabytes_is_told_to_be_too_long(visitor):
    page = visitor()
    box(page).fill("The minister said that it was enough. " * 55_000)
    expect(page.locator("#live")).to_contain_text("2,090,000 characters are too many")
    page.locator(".st-key-brief_button button").click()
    expect(page.get_by_role("alert")).to_contain_text("500,000 are read at most")
    assert len(box(page).input_value()) == 2_090_000


def test_cancelling_gives_the_text_back(visitor):
    page = visitor()
    text = "\n\n".join(f"{SAMPLE}\n\nChapter {number}." for number in range(40))
    box(page).fill(text)
    page.locator(".st-key-brief_button button").click()
    page.locator(".st-key-cancel_button button").click()
    expect(box(page)).to_have_value(text)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator(".st-key-brief_button button")).to_be_enabled()


def test_the_keyboard_alone(visitor):
    page = visitor()
    expect(box(page)).to_be_visible()
    settled(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    for _ in range(12):
        if page.evaluate("document.activeElement.shadowRoot?.activeElement?.id") == "text":
            break
        page.keyboard.press("Tab")
    page.keyboard.insert_text(SAMPLE)
    expect(box(page)).to_have_value(SAMPLE)
    page.keyboard.press("Control+Enter")
    made(page)
    figure = page.locator(".brief .points .fig[data-rank]").first
    number = figure.get_attribute("data-f")
    same = page.locator(f'.brief .points .fig[data-f="{number}"]')
    before = styles(same, "outlineColor")
    figure.focus()
    assert len(before) >= 2
    to_be_styled(same, "outlineColor", before)
    edit = page.locator(".brief .points button.edit").first
    edit.focus()
    page.keyboard.press("Enter")
    expect(page.locator("textarea.editor")).to_be_focused()
    page.keyboard.press("Escape")
    expect(edit).to_be_focused()


# --- hostile text --------------------------------------------------------------------------------

MARKUP = """<script>document.title='owned'</script> The minister said on Monday that 37 people \
were hurt <img src=x onerror="document.title='owned'"> in the fire near the port of the city.
The fire cost 12 million euros &lt;script&gt;document.title='owned'&lt;/script&gt; in all, the \
city council of Puerto Azul said on Wednesday.
\"><svg onload=document.title='owned'> Firefighters said 14 houses burned down in the night."""

SIGNS = """The minister [said](javascript:document.title='owned') on Monday that 37 people were \
:red[hurt] and $\\frac{1}{2}$ of the port burned.
The fire cost **12 million** euros &amp; more, the city council of Puerto Azul said \
\u202erevo emoc ot\u202c on Wednesday.
Firefighters said that # 14 houses burned down `during` the night, {{ 7*7 }} of them new."""


@pytest.mark.parametrize("text", [MARKUP, SIGNS], ids=["markup", "signs"])
def test_nothing_that_is_pasted_runs_or_turns_into_something_else(visitor, app, text):
    page = visitor()
    brief_it(page, text)
    brief = page.locator(".st-key-brief_panel .brief")
    assert brief.locator("script, img, svg").count() == 0
    assert brief.locator("a[href^='javascript']").count() == 0
    if text is SIGNS:
        article = brief.locator(".article .text").inner_text()
        for sign in (
            "[said](javascript:document.title='owned')",
            ":red[hurt]",
            "$\\frac{1}{2}$",
            "**12 million**",
            "&amp;",
            "{{ 7*7 }}",
        ):
            assert sign in article
        assert "\u202e" not in article
    address = share(page)
    assert page.title() == "Puente"
    reader = visitor(address, apart=True)
    assert reader.locator("script, img").count() == 0
    assert not reader.title().startswith("owned")
    page.goto(f"{app}/briefs")
    expect(page.locator(".library li").first).to_be_visible()
    assert page.locator(".library script, .library img").count() == 0
    assert page.title() == "Puente"


# --- files, languages, copies --------------------------------------------------------------------


def upload(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    expect(page.get_by_text(name)).to_be_visible()


def test_a_file(visitor):
    page = visitor()
    page.get_by_text("File", exact=True).click()
    upload(page, "artículo.txt", SAMPLE.encode())
    page.locator(".st-key-brief_button button").click()
    made(page)
    assert "37" in page.locator(".brief .keys").inner_text()


def test_a_pdf_that_is_none(visitor):
    page = visitor()
    page.get_by_text("File", exact=True).click()
    upload(page, "article.pdf", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40)
    page.locator(".st-key-brief_button button").click()
    expect(page.get_by_role("alert")).to_contain_text(re.compile("can’t be read|is not text"))


@pytest.mark.parametrize(
    ("locale", "source", "said"),
    [
        ("en-US", "File", "Not taken: it is larger than 20 MB."),
        ("es-MX", "Archivo", "No se admite: pesa más de 20 MB."),
    ],
)
def test_a_file_of_fifty_megabytes_is_refused_in_words(visitor, tmp_path, locale, source, said):
    path = tmp_path / "archive.txt"  # Playwright takes buffers below 50 MB only
    path.write_bytes(b"The minister said so. " * 2_400_000)
    page = visitor(locale=locale)
    page.get_by_text(source, exact=True).click()
    page.locator("input[type=file]").set_input_files(path)
    expect(page.locator(".st-key-compose_file [role=alert]")).to_have_text(said)
    expect(page.locator(".st-key-compose_file [role=alert]")).to_be_visible()
    words = page.locator("body").inner_text()
    assert "Error:" not in words and "smaller" not in words


def test_the_interface_speaks_the_language_of_the_browser_and_can_be_told_another(visitor):
    page = visitor(locale="es-MX")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Un artículo, leído en español y en inglés"
    )
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "One article, read in English and Spanish"
    )
    expect(page.locator("html")).to_have_attribute("lang", "en")
    settled(page)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "One article, read in English and Spanish"
    )


def test_copy_and_download(visitor, kept):
    """What is copied and kept has both languages, and the programs that people use can read it."""
    import docx
    import markdown_it
    import pypdf

    path, token = kept()
    page = visitor(path, token=token, permissions=["clipboard-read", "clipboard-write"])
    made(page)
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    texts = {"copied": page.evaluate("navigator.clipboard.readText()")}
    page.get_by_role("button", name="Download").click()
    files = {}
    for name in ("markdown", "html", "pdf", "docx", "json"):
        with page.expect_download() as download:
            page.locator(f".st-key-download_{name} button").click()
        files[name] = Path(download.value.path()).read_bytes()
    pdf = pypdf.PdfReader(io.BytesIO(files["pdf"]))
    texts["pdf"] = " ".join(sheet.extract_text() for sheet in pdf.pages)
    word = docx.Document(io.BytesIO(files["docx"]))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    texts["docx"] = " ".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
    texts["markdown"] = markdown_it.MarkdownIt().render(files["markdown"].decode())
    texts["html"] = files["html"].decode()
    texts["json"] = Brief.model_validate_json(files["json"]).model_dump_json()
    for name, text in texts.items():
        text = " ".join(text.split())
        assert "37" in text and "Estados Unidos" in text and "United States" in text, name
    assert any(run.font.highlight_color or run._r.xpath(".//w:shd") for run in _runs(word))


def _runs(word) -> Iterator:
    for table in word.tables:
        for row in table.rows:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    yield from paragraph.runs
    for paragraph in word.paragraphs:
        yield from paragraph.runs


def test_what_streamlit_brings_is_put_away(visitor):
    page = visitor()
    expect(box(page)).to_be_visible()
    for name in ("stHeader", "stToolbar", "stMainMenu", "stAppDeployButton", "stSidebar"):
        for element in page.get_by_test_id(name).all():
            expect(element).to_be_hidden()
    assert "Streamlit" not in page.locator("body").inner_text()
    page.wait_for_function(
        "['Newsreader', 'Libre Franklin'].every(name => [...document.fonts].some("
        "font => font.status === 'loaded' && font.family.includes(name)))",
        timeout=HANG,
    )
