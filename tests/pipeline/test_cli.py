"""The command line as people use it: real processes, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import summarizer
from summarizer.brief import Brief

ROOT = Path(summarizer.__file__).parent.parent
SAMPLE = ROOT / "summarizer" / "samples" / "cartel_transfer.txt"


def puente(*arguments: object, stdin: bytes = b"", **environment: str):
    return subprocess.run(
        [sys.executable, "-m", "summarizer", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=120,
    )


def test_a_file_gives_a_brief_in_the_terminal():
    done = puente(SAMPLE)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode()
    for word in ("37", "92", "@OHarfuch", "Estados Unidos", "United States", "ALSO READ"):
        assert word in shown
    assert "\x1b" not in shown  # no colours where the output is no terminal


def test_standard_input_gives_the_same_json_as_the_file():
    from_file = Brief.model_validate_json(puente(SAMPLE, "--json").stdout)
    from_stdin = Brief.model_validate_json(puente("--json", stdin=SAMPLE.read_bytes()).stdout)
    assert from_file.points == from_stdin.points
    assert from_file.provenance.input_sha256 == from_stdin.provenance.input_sha256


def test_formats_are_written_to_the_named_files(tmp_path):
    outs = {
        name: tmp_path / f"brief.{name}" for name in ("json", "markdown", "html", "docx", "pdf")
    }
    options = [word for name, out in outs.items() for word in (f"--{name}", out)]
    done = puente(SAMPLE, "--length", "short", *options)
    assert done.returncode == 0, done.stderr
    assert json.loads(outs["json"].read_text("utf-8"))["length"] == "short"
    assert "37" in outs["markdown"].read_text("utf-8")
    assert outs["html"].read_text("utf-8").lstrip().lower().startswith("<!doctype html>")
    assert outs["docx"].read_bytes().startswith(b"PK")
    assert outs["pdf"].read_bytes().startswith(b"%PDF-")


def test_an_article_named_after_a_format_is_read_and_never_overwritten(tmp_path):
    article = tmp_path / "article.txt"
    article.write_bytes(SAMPLE.read_bytes())
    done = puente("--json", article)
    assert done.returncode == 0, done.stderr
    assert Brief.model_validate_json(done.stdout).points
    assert article.read_bytes() == SAMPLE.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        ((), b"", "empty"),
        ((), b"  \n\t \n", "empty"),
        (("no/such/file.txt",), b"", "no/such/file.txt"),
        ((), b"\x00\x01\x02\x89PNG\r\n\x1a\n" * 50, "text"),
        ((), b"Hello", "text"),
    ],
)
def test_bad_input_is_said_in_one_line(arguments, stdin, words):
    done = puente(*arguments, stdin=stdin)
    assert done.returncode == 1
    assert done.stdout == b""
    message = done.stderr.decode().strip()
    assert message.startswith("puente: ")
    assert "\n" not in message
    assert words in message
    assert "Traceback" not in message


def test_a_setting_that_cannot_be_is_named():
    done = puente(SAMPLE, PUENTE_BEAM_SIZE="many")
    assert done.returncode == 1
    assert "PUENTE_BEAM_SIZE" in done.stderr.decode()


def test_settings_are_printed_without_secrets():
    done = puente("settings", DATABASE_URL="postgresql+psycopg://desk:secret@localhost/puente")
    assert done.returncode == 0, done.stderr
    assert b"PUENTE_BEAM_SIZE=4" in done.stdout
    assert b"secret" not in done.stdout
