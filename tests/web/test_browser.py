"""What people do, in a real browser: paste, read, correct, share, open, revoke.

Pictures of each page are kept in ``tests/artefacts``.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "tests" / "artefacts"
SAMPLE = (ROOT / "summarizer" / "samples" / "cartel_transfer.txt").read_text("utf-8")
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
HANG = 120_000  # ms, a guard: a machine may be busy

expect.set_options(timeout=HANG)


# --- the app and the browser ---------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Iterator[str]:
    """The address of an app with a database of its own, its models loaded."""
    port, folder = free_port(), tmp_path_factory.mktemp("app")
    log = (folder / "log").open("w+")
    options = f"--server.port {port} --server.address 127.0.0.1 --server.headless true"
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", *options.split()],
        cwd=ROOT,
        env={**os.environ, "PUENTE_DATA_FOLDER": str(folder / "data"), "DATABASE_URL": ""},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 300
        while '"ready"' not in asked(f"{address}/api/health"):
            assert process.poll() is None and time.monotonic() < deadline, _read(log)
            time.sleep(0.3)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def asked(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def _read(log) -> str:
    log.seek(0)
    return log.read()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser, app) -> Iterator[Callable[..., Page]]:
    """Opens the app as a new person, in a browser that knows nothing yet. What runs that should
    not, and errors of the page, fail the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def visit(path: str = "", *, size=WIDE, scheme="light", locale="en-US", **options) -> Page:
        context = browser.new_context(viewport=size, color_scheme=scheme, locale=locale, **options)
        context.set_default_timeout(HANG)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.goto(path if path.startswith("http") else f"{app}/{path}")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert wrong == []


def box(page: Page):
    return page.get_by_role("textbox", name=re.compile("Article text|Texto del artículo"))


def brief_it(page: Page, text: str = SAMPLE) -> None:
    """Paste, press the button, wait for the whole brief."""
    box(page).fill(text)
    page.locator(".st-key-brief_button button").click()
    made(page)


def made(page: Page) -> None:
    expect(page.locator(".st-key-share_button button")).to_be_enabled()
    expect(page.locator(".st-key-brief_panel .brief .points .pair").first).to_be_visible()


def share(page: Page) -> str:
    """Make a link and give its address."""
    page.locator(".st-key-share_button button").click()
    page.locator(".st-key-make_link_button button").click()
    address = page.locator("input#address")
    expect(address).to_be_visible()
    return address.input_value()


def picture(page: Page, name: str) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    page.wait_for_timeout(300)  # colours fade in
    page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=True)


def background(page: Page, selector: str) -> list[str]:
    return page.locator(selector).evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundColor)"
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
    picture(page, "compose-pasted")
    brief_it(page)
    picture(page, "brief")

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
    outlines = "all => all.map(one => getComputedStyle(one).outlineColor)"
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)
    before = same.evaluate_all(outlines)
    figure.hover()
    page.wait_for_timeout(300)
    after = same.evaluate_all(outlines)
    assert len(after) >= 2 and all(old != new for old, new in zip(before, after, strict=True))
    picture(page, "brief-figure-hovered")
    first = page.locator(".brief .points .pair").first
    k = first.get_attribute("data-k")
    source = f'.brief .src[data-cites~="{k}"]'
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)
    dark = background(page, source)
    first.hover()
    page.wait_for_timeout(300)
    assert all(old != new for old, new in zip(dark, background(page, source), strict=True))
    assert len(set(background(page, f'.brief .pair[data-k="{k}"] .said'))) == 1

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
    expect(page.locator(".brief .checks")).to_be_visible()
    picture(page, "brief-edited")
    page.reload()
    expect(page.locator('.brief .points .side[lang="es"] .said').first).to_have_text(
        "Una frase corregida a mano."
    )

    # share it, and open it as somebody else
    address = share(page)
    assert re.fullmatch(rf"{re.escape(app)}/b/[0-9A-Za-z]{{22}}", address)
    expect(page.get_by_role("img", name="QR code of the link")).to_be_visible()
    picture(page, "share")
    other = visitor(address, java_script_enabled=False)
    expect(other.locator("h1").first).to_be_visible()
    expect(other.locator('.side[lang="es"] .said').nth(1)).to_contain_text("Una frase corregida")
    assert other.locator("script").count() == 0
    picture(other, "shared")
    other.get_by_role("link", name="Español").click()
    expect(other.locator("html")).to_have_attribute("lang", "es")
    expect(other.get_by_role("heading", name="Cifras clave", exact=True)).to_be_visible()

    # list it, revoke it: it is gone
    page.goto(f"{app}/briefs")
    entry = page.locator(".library li").first
    expect(entry).to_contain_text("Ends on")
    picture(page, "my-briefs")
    entry.get_by_role("button", name="Revoke").click()
    expect(entry).to_contain_text("Revoked")
    gone = other.goto(address)
    assert gone is not None and gone.status == 410
    expect(other.locator("main")).to_contain_text("revo")
    picture(other, "gone")

    # delete it
    page.get_by_role("button", name="Delete").click()
    page.locator("button.danger").click()
    expect(page.locator(".library .total")).to_have_text(
        "No briefs yet. The ones that you make are kept here."
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "390"])
def test_every_page_on_every_screen(visitor, app, size, scheme):
    """Nothing is wider than the screen, and axe finds nothing that WCAG 2.2 AA forbids."""
    locale = "en-US" if size is WIDE else "es-MX"
    name = f"{size['width']}-{scheme}"
    page = visitor(size=size, scheme=scheme, locale=locale)
    expect(box(page)).to_be_visible()
    check(page, f"compose-{name}")
    brief_it(page)
    check(page, f"brief-{name}")
    address = share(page)
    check(page, f"share-{name}")
    page.keyboard.press("Escape")
    page.goto(f"{app}/briefs")
    expect(page.locator(".library li").first).to_be_visible()
    check(page, f"my-briefs-{name}")
    reader = visitor(address, size=size, scheme=scheme, locale=locale)
    check(reader, f"shared-{name}")


AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def check(page: Page, name: str) -> None:
    page.mouse.move(0, 0)
    picture(page, name)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
    told = [
        f"{violation['id']}: {violation['help']}: "
        + "; ".join(str(node["target"]) + " " + node["html"][:160] for node in violation["nodes"])
        for violation in found["violations"]
    ]
    assert told == [], f"{name}: " + "\n".join(told)


def test_one_language_at_a_time_on_a_narrow_screen(visitor):
    page = visitor(size=NARROW)
    brief_it(page)
    english = page.locator('.brief .points .pair .side[lang="en"]').first
    spanish = page.locator('.brief .points .pair .side[lang="es"]').first
    expect(english).to_be_visible()
    expect(spanish).to_be_hidden()
    page.locator(".brief .switch").get_by_text("Español").click()
    expect(english).to_be_hidden()
    expect(spanish).to_be_visible()


# --- nothing is lost, nothing leaks --------------------------------------------------------------


def test_two_people_do_not_see_each_others_drafts_and_briefs(visitor, app):
    one, two = visitor(), visitor()
    box(one).fill("The first person's secret draft.")
    box(two).fill("The second person's secret draft.")
    expect(one.locator("#live")).to_contain_text("words")
    expect(two.locator("#live")).to_contain_text("words")
    for page, own, others in ((one, "first", "second"), (two, "second", "first")):
        page.reload()
        expect(box(page)).to_have_value(re.compile(own))
        assert f"{others} person" not in page.content()
    brief_it(one)
    address = one.url
    assert "id=" in address
    two.goto(address)
    expect(two.get_by_role("alert")).to_contain_text("There is no such brief in this browser")
    two.goto(f"{app}/briefs")
    expect(two.locator(".library .total")).to_contain_text("No briefs yet")


def test_a_reload_keeps_the_draft_until_it_is_cleared(visitor):
    page = visitor()
    box(page).fill("A sentence that took a long time to write.")
    page.wait_for_timeout(600)
    page.reload()
    expect(box(page)).to_have_value("A sentence that took a long time to write.")
    page.get_by_role("button", name="Clear").click()
    expect(box(page)).to_have_value("")
    page.wait_for_timeout(600)
    page.reload()
    expect(page.locator("#live")).to_contain_text("English and Spanish")
    expect(box(page)).to_have_value("")


def test_what_is_typed_without_a_connection_is_there_after_it(visitor):
    page = visitor()
    expect(box(page)).to_be_visible()
    page.context.set_offline(True)
    box(page).fill("Typed in a tunnel, without a connection to anything.")
    page.wait_for_timeout(600)
    page.context.set_offline(False)
    page.reload()
    expect(box(page)).to_have_value("Typed in a tunnel, without a connection to anything.")
    expect(page.locator("#live")).to_contain_text("words")


def test_an_edit_that_was_not_saved_outlives_a_reload(visitor):
    page = visitor()
    brief_it(page)
    pair = page.locator(".brief .points .pair").first
    pair.hover()
    pair.locator('.side[lang="en"] button.edit').click()
    page.locator("textarea.editor").fill("Half a correction")
    page.reload()
    expect(page.locator("textarea.editor")).to_have_value("Half a correction")
    page.locator("textarea.editor").press("Escape")
    expect(page.locator("textarea.editor")).to_have_count(0)
    page.reload()
    expect(page.locator(".brief .points .pair").first).to_be_visible()
    expect(page.locator("textarea.editor")).to_have_count(0)


def test_an_error_keeps_the_text_and_says_what_to_do(visitor):
    page = visitor()
    box(page).fill("https://example.org/a-story")
    page.locator(".st-key-brief_button button").click()
    expect(page.get_by_role("alert")).to_contain_text("This is only a link")
    expect(box(page)).to_have_value("https://example.org/a-story")
    brief_it(page)
    page.locator(".st-key-back_button button").click()
    expect(box(page)).to_have_value(SAMPLE)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_nothing_to_brief(visitor):
    page = visitor()
    expect(box(page)).to_be_visible()
    page.locator(".st-key-brief_button button").click()
    expect(page.get_by_role("alert")).to_contain_text("There is nothing to read yet")


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
    brief_it(page)


def test_the_keyboard_alone(visitor):
    page = visitor()
    box(page).focus()
    page.keyboard.insert_text(SAMPLE)
    page.keyboard.press("Control+Enter")
    made(page)
    figure = page.locator(".brief .points .fig[data-rank]").first
    figure.focus()
    page.wait_for_timeout(300)
    number = figure.get_attribute("data-f")
    outlines = page.locator(f'.brief .points .fig[data-f="{number}"]').evaluate_all(
        "all => all.map(one => getComputedStyle(one).outlineColor)"
    )
    assert len(outlines) >= 2 and all(not colour.endswith(", 0)") for colour in outlines)
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
    page.wait_for_timeout(500)
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
    address = share(page)
    assert page.title() == "Puente"
    reader = visitor(address)
    assert reader.locator("script, img").count() == 0
    assert not reader.title().startswith("owned")
    page.goto(f"{app}/briefs")
    expect(page.locator(".library li").first).to_be_visible()
    assert page.locator(".library script, .library img").count() == 0
    assert page.title() == "Puente"


# --- files, languages, copies --------------------------------------------------------------------


def test_a_file(visitor, tmp_path):
    path = tmp_path / "artículo.txt"
    path.write_text(SAMPLE, "utf-8")
    page = visitor()
    page.get_by_text("File", exact=True).click()
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("artículo.txt")).to_be_visible()
    page.locator(".st-key-brief_button button").click()
    made(page)
    assert "37" in page.locator(".brief .keys").inner_text()


def test_a_file_that_is_none(visitor, tmp_path):
    path = tmp_path / "article.pdf"
    path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40)
    page = visitor()
    page.get_by_text("File", exact=True).click()
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("article.pdf")).to_be_visible()
    page.locator(".st-key-brief_button button").click()
    expect(page.get_by_role("alert")).to_contain_text(re.compile("can’t be read|is not text"))


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
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "One article, read in English and Spanish"
    )


def test_copy_and_download(visitor):
    page = visitor()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    brief_it(page)
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "37" in copied and "Estados Unidos" in copied
    page.get_by_role("button", name="Download").click()
    beginnings = {
        "markdown": b"# ",
        "html": b"<!doctype html>",
        "pdf": b"%PDF-",
        "docx": b"PK",
        "json": b"{",
    }
    for name, beginning in beginnings.items():
        with page.expect_download() as download:
            page.locator(f".st-key-download_{name} button").click()
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(beginning) and len(content) > 1000, name


def test_what_streamlit_brings_is_put_away(visitor):
    page = visitor()
    expect(box(page)).to_be_visible()
    for name in ("stHeader", "stToolbar", "stMainMenu", "stAppDeployButton", "stSidebar"):
        for element in page.get_by_test_id(name).all():
            expect(element).to_be_hidden()
    assert "Streamlit" not in page.locator("body").inner_text()
    fonts = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    )
    assert {"Newsreader", "Libre Franklin"} <= {font.strip("\"'") for font in fonts}
