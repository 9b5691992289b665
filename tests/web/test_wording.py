"""The words of the interface: none missing in a language, none that nothing uses."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from summarizer import checking, errors, wording
from summarizer.brief import JunkReason, Length, NameKind
from summarizer.store import Expiry

LIBRARY = Path(wording.__file__).resolve().parents[1]
SOURCES = {
    path: path.read_text("utf-8")
    for path in (*LIBRARY.rglob("*.py"), *LIBRARY.rglob("*.html"))
    if "wording" not in path.parts
}
KEYS = sorted({re.sub(r"\.(one|other)$", "", key) for key in wording.entries("en")})


def classes(root: type) -> list[type]:
    return [root, *(c for child in root.__subclasses__() for c in classes(child))]


def warning_codes() -> set[str]:
    """Every code that a stage gives a ``BriefWarning``; those of the guards stand in a list."""
    found = set(checking.SEVERITY)
    for path, text in SOURCES.items():
        if path.suffix == ".py":
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Call) and "BriefWarning" in ast.unparse(node.func):
                    found.update(
                        word.value.value
                        for word in node.keywords
                        if word.arg == "code" and isinstance(word.value, ast.Constant)
                    )
    return found


def test_both_languages_have_the_same_entries():
    assert wording.entries("en").keys() == wording.entries("es").keys()


@pytest.mark.parametrize("key", sorted(wording.entries("en")))
def test_both_languages_have_the_same_gaps(key):
    gaps = [
        sorted(re.findall(r"\{(\w+)\}", wording.entries(language)[key]))
        for language in wording.LANGUAGES
    ]
    assert gaps[0] == gaps[1]
    assert all(wording.entries(language)[key].strip() for language in wording.LANGUAGES)


@pytest.mark.parametrize("error", classes(errors.PuenteError), ids=lambda error: error.__name__)
def test_each_error_has_words(error):
    assert wording.has(f"errors.{error.code}")


@pytest.mark.parametrize(
    "key",
    [
        *(f"junk.{reason.value}" for reason in JunkReason),
        *(f"brief.{kind.value}" for kind in NameKind),
        *(f"compose.length_{length.value}" for length in Length),
        *(f"sharing.expiry_{expiry.name.lower()}" for expiry in Expiry),
        *(f"warnings.{code}" for code in sorted(warning_codes())),
    ],
)
def test_each_value_has_words(key):
    assert wording.has(key)


QUOTED = {quoted for text in SOURCES.values() for quoted in re.findall(r"[\"']([^\"'\n]+)", text)}
PREFIXES = {quoted.partition("{")[0] for quoted in QUOTED}


@pytest.mark.parametrize("key", KEYS)
def test_each_entry_is_used(key):
    """An entry is used where its key stands in a source, or a longer part of it than its section
    stands before a gap, or what follows the section is a value of the data."""
    section, _, rest = key.partition(".")
    places = [place for place in range(len(section) + 2, len(key)) if key[place - 1] in "._"]
    exact = any(
        key.startswith(f"errors.{error.code}_") for error in classes(errors.PuenteError)
    )  # the more exact form of another entry
    assert (
        key in QUOTED
        or any(key[:place] in PREFIXES for place in places)
        or rest.partition(".")[0] in QUOTED
        or exact
    )


def test_an_error_is_told_in_the_language_of_the_reader():
    error = errors.InputTooLong("…", characters=1234567, limit=500000)
    assert "1,234,567" in wording.error(error, "en")
    assert "1.234.567" in wording.error(error, "es")
    link = errors.NotEnoughText("…", found="link")
    assert wording.error(link, "en") == wording.text("errors.not_enough_text_link", "en")


def test_an_unforeseen_error_tells_nothing_of_the_machine():
    assert "/etc" not in wording.error(OSError("/etc/passwd"), "en")


@pytest.mark.parametrize(("count", "said"), [(0, "0 posts"), (1, "1 post "), (2, "2 posts")])
def test_plurals(count, said):
    assert said in wording.text("live.posts", "en", count=count, language="Spanish")
