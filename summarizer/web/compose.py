"""The page where an article is pasted, uploaded or named by its address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import streamlit as st

import summarizer
from summarizer.brief import Length
from summarizer.errors import EmptyInput, InputTooLong, PuenteError
from summarizer.web import components, recognition, state, work

SAMPLE = Path(summarizer.__file__).resolve().parent / "samples" / "cartel_transfer.txt"
SOURCES = ("text", "file", "address")
FILE_TYPES = ("txt", "md", "html", "htm", "mhtml", "pdf", "docx")


def page() -> None:
    w = state.words()
    _heading(w)
    _notice(w)

    with st.container(horizontal=True, vertical_alignment="center", key="compose_source"):
        source = st.segmented_control(
            w("compose.source"),
            SOURCES,
            format_func=lambda name: w(f"compose.source_{name}"),
            key="source",
            default="text",
            required=True,
            label_visibility="collapsed",
        )
        if source == "text" and not st.session_state.get("text"):
            st.space("stretch")
            st.button(
                w("compose.sample"), type="tertiary", key="sample_button", on_click=_use_sample
            )
    if source == "text":
        _text(w)
    elif source == "file":
        _file(w)
    else:
        _address(w)

    with st.container(horizontal=True, vertical_alignment="bottom", key="compose_actions"):
        st.segmented_control(
            w("compose.length"),
            list(Length),
            format_func=lambda length: w(f"compose.length_{length}"),
            key="length",
            default=Length.STANDARD,
            required=True,
        )
        st.button(w("compose.brief"), type="primary", key="brief_button", on_click=_press)
        if source == "text":
            st.html(f'<p class="keys-hint">{w("compose.keys")}</p>')
    _readiness()
    if st.session_state.pop("pressed", False):
        _begin(source)


def _heading(w: state.Words) -> None:
    with st.container(key="compose_heading"):
        st.html(state.template("heading.html"))


def _notice(w: state.Words) -> None:
    """What went wrong the last time; it goes with the next brief that works."""
    error = st.session_state.get("compose_error")
    if error is not None:
        components.panel(
            state.template("error.html", text=state.say(error)), key="compose_error_panel"
        )


# --- text ----------------------------------------------------------------------------------------


def _press() -> None:
    """Note that a brief is wanted. A callback can't be cut short by the next rerun, as the script
    can, so that no click is lost."""
    st.session_state["pressed"] = True


def _text(w: state.Words) -> None:
    """The paste box."""
    session = st.session_state
    session.setdefault("push", 1)
    if session.get("page_before") != "compose" or session.get("source_before") != "text":
        session["push_seen"] = None  # a new box gets what there is
    session["source_before"] = "text"

    with st.container(key="compose_box"):
        live, wrong = _live_word(w, session.get("text", ""), session.get("text_length", 0))
        acknowledged = session.get("push_seen") == session["push"]
        components.composer(
            on_draft=_typed,
            on_submit=_submitted,
            words={
                "label": w("compose.label"),
                "placeholder": w("compose.placeholder"),
                "clear": w("compose.clear"),
            },
            limit=state.settings().max_characters,
            push={
                "number": session["push"],
                "text": None if acknowledged else session.get("text", ""),
            },
            live=live,
            wrong=wrong,
            key="puente.draft",
        )


def _typed() -> None:
    _take(st.session_state["composer"].get("draft"))


def _submitted() -> None:
    """Ctrl+Enter in the box."""
    _take(st.session_state["composer"].get("submit"))
    _press()


def _take(draft: Any) -> None:
    """Take over what stands in the box, unless it is from before the last push. A box that has
    seen none yet asks for it."""
    session = st.session_state
    if not isinstance(draft, dict):
        return
    if draft.get("applied") == 0:
        session["push_seen"] = None
    elif draft.get("applied") == session["push"]:
        session["push_seen"] = session["push"]
        session["text"] = str(draft.get("text") or "")
        session["text_length"] = int(draft.get("length") or 0)


def _use_sample() -> None:
    use_text(SAMPLE.read_text("utf-8"))


def use_text(text: str) -> None:
    """Put ``text`` into the paste box."""
    session = st.session_state
    session["text"], session["text_length"] = text, len(text)
    session["push"] = session.get("push", 1) + 1


def _live_word(w: state.Words, text: str, length: int) -> tuple[str, bool]:
    """What is said under the box, and whether it says that something is wrong."""
    limit = state.settings().max_characters
    if length > limit:
        return w("live.too_long", characters=_grouped(length), limit=_grouped(limit)), True
    if not text.strip():
        return w("live.empty"), False
    key = (text, state.language())
    if st.session_state.get("live_for") != key:
        try:
            said = (
                recognition.summary(
                    recognition.recognise(text, state.settings()), state.language()
                ),
                False,
            )
        except PuenteError as error:
            said = state.say(error), True
        st.session_state["live_for"], st.session_state["live_word"] = key, said
    return st.session_state["live_word"]


def _grouped(number: int) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, locale=state.language())


# --- file and address ----------------------------------------------------------------------------


def _file(w: state.Words) -> None:
    st.session_state["source_before"] = "file"
    limit = state.settings().max_file_bytes
    with st.container(key="compose_file"):
        st.html(_uploader_words(w))
        st.file_uploader(
            w("compose.file", megabytes=limit // 1_000_000),
            type=list(FILE_TYPES),
            key="file",
            max_upload_size=max(1, limit // 1_000_000),
        )


def _uploader_words(w: state.Words) -> str:
    """Streamlit's uploader speaks English only; its words are replaced by those of the page."""
    button = "[data-testid=stFileUploaderDropzone] button p"
    hint = "[data-testid=stFileUploaderDropzoneInstructions] span"
    words = {button: w("compose.file_choose"), hint: w("compose.file_drop")}
    rules = "".join(
        f".st-key-compose_file {place} {{visibility: hidden; display: inline-flex; font-size: 0}} "
        f".st-key-compose_file {place}::after {{visibility: visible; font-size: .9375rem; "
        f"content: {json.dumps(text, ensure_ascii=False)}}}"
        for place, text in words.items()
    )
    return f"<style>{rules}</style>"


def _address(w: state.Words) -> None:
    st.session_state["source_before"] = "address"
    with st.container(key="compose_address"):
        st.text_input(
            w("compose.address"),
            key="address",
            placeholder="https://…",
            max_chars=2000,
            persist_state="session",
        )


# --- beginning -----------------------------------------------------------------------------------


def _begin(source: str) -> None:
    """Give the article to the desk and turn to the page of the brief."""
    session = st.session_state
    try:
        session["job"] = _submit(source)
    except PuenteError as error:
        session["compose_error"] = error
        st.rerun()
    session["compose_error"] = None
    session["brief"] = None
    st.switch_page(session["pages"]["brief"])


def _submit(source: str) -> work.Job:
    session, desk = st.session_state, work.desk()
    length, settings = session["length"], state.settings()
    if source == "file":
        upload = session.get("file")
        if upload is None:
            raise EmptyInput("No file was chosen. Choose one, or paste the text of the article.")
        return desk.submit(
            upload.getvalue(), length=length, filename=upload.name, settings=settings
        )
    if source == "address":
        return desk.add(_fetching(session.get("address", "").strip(), length, settings))
    text = session.get("text", "")
    if session.get("text_length", 0) > settings.max_characters:
        raise InputTooLong(
            f"The text has {session['text_length']} characters; the limit is "
            f"{settings.max_characters}. Paste a part of it.",
            characters=session["text_length"],
            limit=settings.max_characters,
        )
    return desk.submit(text, length=length, settings=settings)


def _fetching(url: str, length: Length, settings: Any) -> work.Steps:
    def steps() -> Any:
        from summarizer import pipeline

        yield from pipeline.run_address(url, length=length, settings=settings)

    return steps


def _readiness() -> None:
    """While the models are loading, the page says so; the brief then waits for them."""
    if work.readiness().state != "loading":
        _show_readiness()
        return

    @st.fragment(run_every=0.5)
    def waiting() -> None:
        _show_readiness()

    waiting()


def _show_readiness() -> None:
    w, now = state.words(), work.readiness()
    said = {"loading": w("app.loading"), "ready": "", "failed": ""}[now.state]
    if now.error is not None:
        said = state.say(now.error)
    st.html(state.template("readiness.html", state=now.state, text=said))
