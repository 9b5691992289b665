"""The page where an article is pasted, uploaded or named by its address."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import Any

import streamlit as st

import summarizer
from summarizer.brief import Length
from summarizer.errors import EmptyInput, InputTooLong, PuenteError
from summarizer.web import choices, components, recognition, state, work

SAMPLE = Path(summarizer.__file__).resolve().parent / "samples" / "cartel_transfer.txt"
SOURCES = ("text", "file", "address")


def page() -> None:
    w = state.words()
    st.session_state.setdefault("choices", {})
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
            persist_state="session",
        )
        if source == "text" and not st.session_state.get("text"):
            st.space("stretch")
            st.button(
                w("compose.sample"), type="tertiary", key="sample_button", on_click=_use_sample
            )
    live = _text(w) if source == "text" else None
    if source == "file":
        _file(w)
    with _as_form() if source == "address" else contextlib.nullcontext():
        if source == "address":
            _address(w)
        _actions(w, source)
    _readiness(w)
    if st.session_state.get("pressed") and not (live and _is_unread()):
        st.session_state["pressed"] = False
        _begin(source)
    if live is not None:
        _tell_live_word(w, live)


def _as_form() -> Any:
    """Enter in its only field is the same as its button."""
    return st.form("address_form", border=False)


def _actions(w: state.Words, source: str) -> None:
    button = st.form_submit_button if source == "address" else st.button
    with st.container(horizontal=True, vertical_alignment="bottom", key="compose_actions"):
        st.segmented_control(
            w("compose.length"),
            list(Length),
            format_func=lambda length: w(f"compose.length_{length}"),
            key="length",
            default=Length.STANDARD,
            required=True,
            persist_state="session",
        )
        _models(w)
        if button(w("compose.brief"), type="primary", key="brief_button", on_click=_press):
            _press()  # a session that begins with a click knows no callback for it yet
        if source == "text":
            st.html(f'<p class="keys-hint">{w("compose.keys")}</p>')


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


def _models(w: state.Words) -> None:
    """Which models make the brief, where this machine has others than those that are set up."""
    settings, reader = state.settings(), state.language()
    offers = {
        "summary": choices.summaries(settings, reader),
        "translation": choices.translations(settings, reader),
    }
    offers = {kind: offered for kind, offered in offers.items() if len(offered) > 1}
    chosen = st.session_state["choices"] = {}
    if not offers:
        return
    with st.popover(w("compose.models"), icon=":material/tune:", key="models"):
        for kind, offered in offers.items():
            by_name = {choice.name: choice for choice in offered}
            name = st.radio(
                w(f"compose.by_{kind}"),
                list(by_name),
                format_func=lambda name, known=by_name: known[name].label,
                key=f"{kind}_choice",
                persist_state="session",
            )
            chosen.update(by_name[name].update)


# --- text ----------------------------------------------------------------------------------------


def _press() -> None:
    """Note that a brief is wanted. A callback can't be cut short by the next rerun, as the script
    can, so that no click is lost."""
    st.session_state["pressed"] = True


def _is_unread() -> bool:
    """Whether a box stands in the page whose text did not arrive yet; it comes by itself."""
    session = st.session_state
    read = session.get("push_seen") == session["push"]
    return not (read or session.get("text") or session.get("text_length"))


def _text(w: state.Words) -> Any:
    """The paste box. Gives the place of the live word."""
    session = st.session_state
    # Numbers of this session alone: a box that outlived its server, and with it its session, must
    # be asked for what stands in it.
    session.setdefault("push", secrets.randbelow(2**30) + 1)
    if session.get("page_before") != "compose" or session.get("source_before") != "text":
        session["push_seen"] = None  # a new box gets what there is
    session["source_before"] = "text"

    with st.container(key="compose_box"):
        acknowledged = session.get("push_seen") == session["push"]
        result = components.composer(
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
            key="puente.draft",
        )
        if result.submit:
            _submitted()
        live = st.empty()
        _show_live_word(live, *session.get("live_shown", (w("live.empty"), False)))
        return live


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
    has_own = session.get("text") or session.get("push_seen")
    if draft.get("applied") == 0:
        session["push_seen"] = None
    elif draft.get("applied") == session["push"] or not has_own:
        session["push_seen"] = session["push"]
        session["text"] = str(draft.get("text") or "")
        session["text_length"] = int(draft.get("length") or 0)


def _use_sample() -> None:
    use_text(SAMPLE.read_text("utf-8"))


def use_text(text: str) -> None:
    """Put ``text`` into the paste box."""
    session = st.session_state
    session["text"], session["text_length"] = text, len(text)
    session["push"] = session.get("push", secrets.randbelow(2**30)) + 1


def _tell_live_word(w: state.Words, place: Any) -> None:
    """Read what is in the box and say what was recognised. It comes last, so that nothing else of
    the page waits for it."""
    session = st.session_state
    said = _live_word(w, session.get("text", ""), session.get("text_length", 0))
    if said != session.get("live_shown"):
        session["live_shown"] = said
        _show_live_word(place, *said)


def _show_live_word(place: Any, text: str, wrong: bool) -> None:
    place.html(state.template("live.html", text=text, wrong=wrong))


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
        st.file_uploader(
            w("compose.file", megabytes=limit // 1_000_000),
            key="file",
            max_upload_size=max(1, limit // 1_000_000),
        )


def _address(w: state.Words) -> None:
    st.session_state["source_before"] = "address"
    with st.container(key="compose_address"):
        st.text_input(
            w("compose.address"),
            key="address",
            placeholder="https://…",
            type="url",
            validate="",  # reading says what is wrong with an address, in both languages
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
    length = session["length"]
    settings = state.settings().model_copy(update=session["choices"])
    client = state.client()
    if source == "file":
        upload = session.get("file")
        if upload is None:
            raise EmptyInput("No file was chosen. Choose one, or paste the text of the article.")
        work.take_turn(work.brief_limit(), state.network())
        return desk.submit(
            upload.getvalue(),
            length=length,
            filename=upload.name,
            settings=settings,
            client=client,
        )
    if source == "address":
        work.take_turn(work.brief_limit(), state.network())
        steps = _fetching(session.get("address", "").strip(), length, settings)
        return desk.add(steps, client=client)
    text = session.get("text", "")
    if session.get("text_length", 0) > settings.max_characters:
        raise InputTooLong(
            f"The text has {session['text_length']} characters; the limit is "
            f"{settings.max_characters}. Paste a part of it.",
            characters=session["text_length"],
            limit=settings.max_characters,
        )
    work.take_turn(work.brief_limit(), state.network())
    return desk.submit(text, length=length, settings=settings, client=client)


def _fetching(url: str, length: Length, settings: Any) -> work.Steps:
    def steps() -> Any:
        from summarizer import pipeline
        from summarizer.web import services

        taught = services.glossary()
        yield from pipeline.run_address(url, length=length, settings=settings, glossary=taught)

    return steps


def _readiness(w: state.Words) -> None:
    """While the models are loading, the page says so; the brief then waits for them. The page
    itself asks how far they are (shell.js)."""
    now = work.readiness()
    said = {"loading": w("app.loading"), "ready": "", "failed": ""}[now.state]
    if now.error is not None:
        said = state.say(now.error)
    st.html(state.template("readiness.html", state=now.state, text=said))
