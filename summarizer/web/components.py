"""The parts of the pages that Streamlit has no widget for, as components without an iframe.

Their HTML comes from Jinja templates that escape everything from outside, and never goes through
Streamlit's Markdown.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from summarizer.rendering import html

_FRONTEND = Path(__file__).resolve().parent / "frontend"


def _read(name: str) -> str:
    return (_FRONTEND / name).read_text("utf-8")


_composer = st.components.v2.component(
    "puente_composer", css=html.stylesheet() + _read("composer.css"), js=_read("composer.js")
)
_panel = st.components.v2.component(
    "puente_panel", css=html.stylesheet() + _read("panel.css"), js=_read("panel.js")
)
_shell = st.components.v2.component("puente_shell", js=_read("shell.js"))


def nothing() -> None:
    """Streamlit gives back the values of those states only that have a callback."""


def composer(*, on_draft: Callable[[], None], on_submit: Callable[[], None], **data: Any) -> Any:
    """The paste box. Its state ``draft`` holds ``text``, ``length``, and the number of the push
    that they follow; ``submit`` is the same while ``on_submit`` runs."""
    return _composer(
        key="composer", data=data, on_draft_change=on_draft, on_submit_change=on_submit
    )


def panel(
    markup: str,
    *,
    key: str,
    words: dict[str, str] | None = None,
    editing: dict[str, Any] | None = None,
    width: Literal["stretch", "content"] = "stretch",
    on_action: Callable[[], None] = nothing,
    on_edit: Callable[[], None] = nothing,
) -> Any:
    """Escaped HTML. Its result has, for one run, ``action`` (``name`` and ``value`` of a button
    with ``data-action``) and ``edit`` (``id``, ``language``, ``text``, ``number``)."""
    return _panel(
        key=key,
        data={"html": str(markup), "words": words or {}, "editing": editing},
        width=width,
        on_action_change=on_action,
        on_edit_change=on_edit,
    )


def shell(language: str, *, remember: bool, words: dict[str, str]) -> None:
    """Set the language of the document and remember it for the next visit; ``words`` stand in the
    place of Streamlit's own, for which it has no setting."""
    with st.container(key="shell"):
        _shell(
            key="shell_component",
            data={"language": language, "remember": remember, "words": words},
        )
