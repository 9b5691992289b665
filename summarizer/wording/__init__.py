"""The words that people read, in each language of the interface: ``en.toml``, ``es.toml``.

A key is the path to an entry (``"brief.key_figures"``). An entry is a text with ``{gaps}``, or a
table with ``one`` and ``other``, of which the gap ``count`` chooses.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
LANGUAGES = ("en", "es")
DEFAULT = "en"


@functools.cache
def entries(language: str) -> Mapping[str, str]:
    """All entries of ``language`` by key; a plural has the two keys ``….one`` and ``….other``.

    Raises:
        KeyError: there is no such language of the interface.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    found: dict[str, str] = {}

    def walk(path: str, entry: object) -> None:
        if isinstance(entry, Mapping):
            for name, child in entry.items():
                walk(f"{path}.{name}" if path else name, child)
        else:
            found[path] = str(entry)

    walk("", tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8")))
    return found


def has(key: str, language: str = DEFAULT) -> bool:
    """Whether there is an entry ``key``, plain or plural."""
    return key in entries(language) or f"{key}.other" in entries(language)


def text(key: str, language: str, /, **gaps: object) -> str:
    """The entry ``key`` in ``language`` (in English for a language without words of its own),
    with its gaps filled; a gap that is not given stays visible.

    Raises:
        KeyError: there is no such entry.
    """
    words = entries(language if language in LANGUAGES else DEFAULT)
    if key not in words:
        key = f"{key}.one" if str(gaps.get("count")) == "1" else f"{key}.other"
    return words[key].format_map(_Gaps(gaps))


def error(error: Exception, language: str) -> str:
    """What ``error`` says in ``language``: the entry ``errors.<code>``, or its more exact form
    ``errors.<code>_<detail>`` where a detail names one. An error that nobody raised on purpose
    says only that it should not be."""
    code = getattr(error, "code", None)
    details: Mapping[str, str] = getattr(error, "details", {})
    if code is None or not has(f"errors.{code}"):
        return text("errors.unexpected", language)
    keys = [f"errors.{code}_{value}" for value in details.values()]
    key = next((key for key in keys if has(key)), f"errors.{code}")
    return text(key, language, **{k: _grouped(v, language) for k, v in details.items()})


def _grouped(value: str, language: str) -> str:
    """A whole number with the separators of ``language``; anything else as it is."""
    if not value.isascii() or not value.isdigit():
        return value
    from babel.numbers import format_decimal

    return format_decimal(int(value), locale=language)


class _Gaps(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
