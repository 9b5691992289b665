"""Keeping, sharing and correcting briefs on the command line, as the pages do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import summarizer
from summarizer.brief import Brief

ROOT = Path(summarizer.__file__).parent.parent
SAMPLE = ROOT / "summarizer" / "samples" / "cartel_transfer.txt"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    environment = {
        **os.environ,
        "PUENTE_DATA_FOLDER": str(folder),
        "PUENTE_PUBLIC_URL": "https://puente.example/",
        "DATABASE_URL": "",
    }

    def run(*arguments: object, status: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "summarizer", *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=environment,
            timeout=120,
        )
        assert done.returncode == status, done.stderr
        return done.stdout + done.stderr

    run.folder = folder
    return run


def test_share_list_edit_show_revoke_delete(desk):
    told = desk("share", SAMPLE, "--expires", "1d", "--length", "short")
    (link,) = re.findall(r"https://puente\.example/b/(\w{22})\n", told)
    (brief_id,) = re.findall(r"brief (\w{22}), version 1", told)

    listed = desk("briefs", "cartel")
    assert brief_id in listed
    assert link in listed
    assert "0 views" in listed
    assert desk("briefs", "penguins") == ""

    before = Brief.model_validate_json(desk("show", brief_id, "--json"))
    old = before.points[0].sentences[0].sides["es"].text
    told = desk("edit", brief_id, "p1.1", "es", old.replace("37", "73"))
    assert "version 2" in told
    assert "to check:" in told
    after = Brief.model_validate_json(desk("show", brief_id, "--json"))
    assert after.edited
    assert after.version == 2
    assert "73" in after.points[0].sentences[0].sides["es"].text
    first = Brief.model_validate_json(desk("show", brief_id, "--version", "1", "--json"))
    assert first == before

    edit = ("edit", brief_id, "p1.1", "es")
    told = desk(*edit, f"{old} Encausados.", "--term", "penguins", status=1)
    assert "does not stand in the sentence" in told
    assert '"version": 2' in desk("show", brief_id, "--json")  # nothing was saved
    english = before.points[0].sentences[0].sides["en"].text
    word = re.search(r"\b[a-z]{6,}", english).group()
    told = desk(
        *edit, after.points[0].sentences[0].sides["es"].text + " Encausados.", "--term", word
    )
    assert f"kept as a term: {word} – Encausados" in told
    assert f"{word},Encausados" in desk("glossary")
    second = desk("share", brief_id, "--expires", "never")
    assert "version 3" in second
    assert "revoked" in desk("revoke", f"https://puente.example/b/{link}")
    listed = desk("briefs")
    assert "revoked" in listed
    assert "for ever" in listed

    assert "deleted" in desk("delete", brief_id)
    assert desk("briefs") == ""
    assert "puente: " in desk("show", brief_id, status=1)


def test_the_owner_token_is_for_its_user_alone(desk):
    desk("briefs")
    token = desk.folder / "owner-token"
    assert token.stat().st_mode & 0o077 == 0
    stored = (desk.folder / "puente.sqlite3").read_bytes()
    assert token.read_bytes() not in stored


def test_a_link_that_is_none_is_said_to_be_none(desk):
    assert "puente: " in desk("revoke", "nonsense", status=1)
    assert "puente: " in desk("delete", "x" * 22, status=1)
