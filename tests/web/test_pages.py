"""The logic of the pages, without a browser."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from summarizer import catalog, settings, wording
from summarizer.errors import InputError, InputTooLong, NotFound
from summarizer.web import brief_page, choices, compose, recognition, services, sharing
from tests.briefs import sample

SCRIPT = Path(compose.__file__).with_name("script.py")
SAMPLE = compose.SAMPLE.read_text("utf-8")
HANG = 120.0


@pytest.fixture(autouse=True)
def own_store(tmp_path, monkeypatch):
    """A database of its own for each test."""
    monkeypatch.setenv("PUENTE_DATA_FOLDER", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings.load.cache_clear()
    yield
    services.close()
    settings.load.cache_clear()


def visit(language: str = "en") -> AppTest:
    page = AppTest.from_file(str(SCRIPT), default_timeout=HANG)
    page.session_state["language"] = language
    return page.run()


def with_text(page: AppTest, text: str) -> AppTest:
    """What the box says of itself, which is not there without a browser."""
    session = page.session_state
    session["text"], session["text_length"] = text, len(text)
    session["push_seen"] = session["push"]
    return page.run()


def button(page: AppTest, key: str):
    return next(found for found in page.button if found.key == key)


def finished(page: AppTest) -> AppTest:
    """Run until the brief is made or has failed, as the page does that looks every moment."""
    deadline = time.monotonic() + HANG
    while "job" in page.session_state and page.session_state["job"] is not None:
        assert time.monotonic() < deadline
        time.sleep(0.1)
        page.run()
    return page


def shown(page: AppTest) -> str:
    return "\n".join(element.body for element in page.html)


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_the_first_page_speaks_the_language(language):
    page = visit(language)
    assert not page.exception
    assert wording.text("compose.title", language) in shown(page)
    assert button(page, "brief_button").label == wording.text("compose.brief", language)


def test_the_language_can_be_switched():
    page = visit("en")
    button(page, "to_es").click().run()
    assert page.session_state["language"] == "es"
    assert wording.text("compose.title", "es") in shown(page)


def test_the_sample_is_one_click_away():
    page = visit()
    button(page, "sample_button").click().run()
    assert page.session_state["text"] == SAMPLE
    assert "sample_button" not in {found.key for found in page.button}


def test_a_brief_is_made_and_kept():
    page = with_text(visit(), SAMPLE)
    button(page, "brief_button").click().run()
    finished(page)
    assert not page.exception
    brief = page.session_state["brief"]
    assert len(brief.points) >= 3 and page.session_state["brief_id"]
    assert page.session_state["text"] == SAMPLE
    assert not button(page, "share_button").disabled


def test_a_longer_length_gives_more():
    counts = []
    for length in ("short", "long"):
        page = with_text(visit(), SAMPLE)
        page.session_state["length"] = length
        button(page.run(), "brief_button").click().run()
        counts.append(len(finished(page).session_state["brief"].points))
    assert counts[0] < counts[1]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_input"),
        ("   \n ", "empty_input"),
        ("https://example.org/story", "not_enough_text_link"),
        ("word", "not_enough_text"),
    ],
)
def test_what_can_not_become_a_brief_is_told_and_kept(text, code):
    page = with_text(visit(), text)
    button(page, "brief_button").click().run()
    finished(page)
    error = page.session_state["compose_error"]
    assert wording.error(error, "en") == wording.text(f"errors.{code}", "en")
    assert page.session_state["text"] == text


def test_too_long_a_text_is_told_with_its_length_and_the_limit():
    page = visit()
    page.session_state["text"], page.session_state["text_length"] = "", 2_000_000
    button(page.run(), "brief_button").click().run()
    error = page.session_state["compose_error"]
    assert isinstance(error, InputTooLong)
    assert "2,000,000" in wording.error(error, "en") and "500.000" in wording.error(error, "es")


def test_two_sessions_have_nothing_in_common():
    one, two = with_text(visit(), SAMPLE), visit()
    assert "text" not in two.session_state
    button(one, "brief_button").click().run()
    finished(one)
    assert "brief" not in two.run().session_state


def test_cancelling_leaves_the_text():
    page = with_text(visit(), SAMPLE)
    button(page, "brief_button").click().run()
    if page.session_state["job"] is not None:
        button(page, "cancel_button").click().run()
        assert page.session_state["job"] is None
    assert page.session_state["text"] == SAMPLE


# --- the live word -------------------------------------------------------------------------------


def live(text: str, reader: str = "en") -> str:
    return recognition.summary(recognition.recognise(text, settings.load()), reader)


def test_the_live_word_of_the_sample():
    assert live(SAMPLE).startswith("English · 1 post in Spanish · 1 line of page junk set aside · ")
    assert live(SAMPLE, "es").startswith(
        "Inglés · 1 publicación en español · 1 línea de relleno apartada · "
    )


def test_the_live_word_of_a_spanish_text():
    text = "El ministro dijo el lunes que 12 personas resultaron heridas. La vía se cerró ayer."
    assert live(text).startswith("Spanish · ")
    assert live(text).endswith("15 words")


# --- sharing -------------------------------------------------------------------------------------


def test_a_qr_code_is_an_image_that_holds_the_address():
    code = sharing.qr_code("https://puente.example/b/0123456789abcdefghijkl")
    assert code.startswith("data:image/svg+xml")
    assert code != sharing.qr_code("https://puente.example/b/abcdefghijkl0123456789")


def test_file_names_are_plain():
    name = brief_page.file_name(sample(), "en")
    assert name == "port-of-puerto-azul-reopens-after-storm-injures-14"
    assert brief_page.file_name(sample(), "es").startswith("el-puerto-de-puerto-azul")


# --- models --------------------------------------------------------------------------------------


def test_without_other_models_there_is_nothing_to_choose():
    page = visit()
    assert not [found for found in page.radio if found.key.endswith("_choice")]


def test_models_that_are_on_the_machine_can_be_chosen(tmp_path):
    here = settings.Settings(data_folder=tmp_path)
    assert [len(choices.translations(here, "en")), len(choices.summaries(here, "en"))] == [1, 1]
    for name in ("m2m100-418m", "nllb-200-distilled-600m", "distilbart-cnn-12-6"):
        (tmp_path / "models" / name).mkdir(parents=True)
    usual, free, restricted = choices.translations(here, "en")
    assert usual.update == {}
    assert (free.label, restricted.label) == (
        "m2m100-418m",
        "nllb-200-distilled-600m (not for commercial use)",
    )
    chosen = here.model_copy(update=free.update)
    assert catalog.translation_model("en", "es", chosen).name == "m2m100-418m"
    own, written = choices.summaries(here, "es")
    assert own.update == {"summary": "extractive"} and "distilbart-cnn-12-6" in written.label
    assert written.update == {"summary": "abstractive", "summary_model": "distilbart-cnn-12-6"}
    # the way that is set up comes first
    first = here.model_copy(update=written.update)
    assert choices.summaries(first, "en")[0].update == written.update


def test_a_chat_server_can_be_chosen_for_one_brief(monkeypatch):
    """Nobody listens there, so that the brief says that the models here did it."""
    monkeypatch.setenv("PUENTE_REMOTE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("PUENTE_REMOTE_MODEL", "none")
    monkeypatch.setenv("PUENTE_REMOTE_RETRIES", "0")
    settings.load.cache_clear()
    page = with_text(visit(), SAMPLE)
    summary = next(found for found in page.radio if found.key == "summary_choice")
    assert summary.value == "extractive"
    summary.set_value("written-chat")
    button(page.run(), "brief_button").click().run()
    brief = finished(page).session_state["brief"]
    assert brief.provenance.settings["summary"] == "abstractive"
    assert "summary_not_written" in {warning.code for warning in brief.warnings}


def test_dropping_a_sentence_is_a_new_version():
    from summarizer import pipeline

    brief = sample()
    gone = brief.points[0].sentences[0].id
    left = pipeline.drop(brief, gone)
    assert gone not in {s.id for s in left.bilingual_sentences()}
    assert (left.version, left.edited) == (brief.version + 1, True)
    assert all(warning.sentence_id != gone for warning in left.warnings)
    with pytest.raises(NotFound):
        pipeline.drop(left, gone)
    only = left.model_copy(update={"points": left.points[:1]})
    only = only.model_copy(
        update={
            "points": (
                only.points[0].model_copy(update={"sentences": only.points[0].sentences[:1]}),
            )
        }
    )
    with pytest.raises(InputError):
        pipeline.drop(only, only.points[0].sentences[0].id)
