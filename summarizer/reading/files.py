from __future__ import annotations

from summarizer.errors import NotText
from summarizer.reading import html


def decode(data: bytes, *, filename, settings) -> tuple[str, bool]:
    if b"\x00" in data:
        raise NotText("This is not text. Give a .txt, .html, .pdf or .docx file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text, html.looks_like_page(text)
