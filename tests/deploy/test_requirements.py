"""The lists of packages: all pinned, and the lock holds what ``requirements.txt`` asks for."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


def requirements(name: str) -> dict[str, Requirement]:
    """The lines of a list by the name of their package, without what it includes."""
    lines = (
        re.sub(r"(^|\s)#.*", "", line).strip() for line in (ROOT / name).read_text().splitlines()
    )
    found = [Requirement(line) for line in lines if line and not line.startswith("-r ")]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def locked() -> dict[str, tuple[Requirement, list[str]]]:
    """The entries of the lock with their hashes."""
    text = (ROOT / "requirements.lock").read_text().replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            requirement, *hashes = line.split(" --hash=")
            parsed = Requirement(requirement.strip())
            found[canonicalize_name(parsed.name)] = (parsed, [digest.strip() for digest in hashes])
    return found


LOCK = locked()


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.txt")), ids=lambda path: path.name)
def test_every_package_is_pinned(path):
    for requirement in requirements(path.name).values():
        [only] = requirement.specifier
        assert only.operator == "==" and not only.version.endswith("*"), requirement


def test_the_lock_has_what_is_asked_for():
    for name, requirement in requirements("requirements.txt").items():
        assert name in LOCK, f"{name}: run make lock"
        assert LOCK[name][0].specifier == requirement.specifier, f"{name}: run make lock"


def test_the_lock_has_what_those_bring_along():
    """By what the packages that are installed here say of themselves."""
    needed, seen = [(name, r.extras) for name, r in requirements("requirements.txt").items()], set()
    while needed:
        name, extras = needed.pop()
        if (name, frozenset(extras)) in seen:
            continue
        seen.add((name, frozenset(extras)))
        for line in metadata.requires(name) or ():
            requirement = Requirement(line)
            wanted = requirement.marker is None or any(
                requirement.marker.evaluate({"extra": extra}) for extra in ("", *extras)
            )
            if not wanted:
                continue
            brought = canonicalize_name(requirement.name)
            assert brought in LOCK, f"{name} needs {requirement}: run make lock"
            [pin] = LOCK[brought][0].specifier
            assert requirement.specifier.contains(pin.version, prereleases=True), requirement
            needed.append((brought, requirement.extras))
    assert len(seen) > len(requirements("requirements.txt"))


def test_each_locked_package_has_its_hashes():
    for name, (requirement, hashes) in LOCK.items():
        [only] = requirement.specifier
        assert only.operator == "==", name
        assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), name
