"""Batches through Ray Data, on a real Ray of this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import Any

import pytest

from summarizer import batch
from summarizer.batch import Item
from summarizer.errors import EngineUnavailable
from summarizer.serving import many
from tests.serving.conftest import PATIENCE
from tests.web.processes import ROOT

pytestmark = pytest.mark.ray

STORY = (
    "The city council of Oakville approved a budget of $12.5 million on Tuesday. "
    "Mayor Ana Torres said the money would repair {n} bridges. Work begins in March 2027."
)


def test_the_command_gives_what_one_machine_gives(tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [{"id": f"a{n}", "text": STORY.format(n=n)} for n in (20, 31, 42)]
    rows.insert(1, {"id": "empty", "text": ""})
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = [sys.executable, "-m", "summarizer", "batch", source, "--out", out, "--ray",
               "--workers", "2", "--length", "short"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    assert "3 briefs made, 1 failed" in done.stderr and "empty: There is no text" in done.stderr
    results = {row["id"]: row for row in map(json.loads, out.read_text().splitlines())}
    assert set(results) == {"a20", "empty", "a31", "a42"}
    here = batch.make(Item("a31", STORY.format(n=31)), "short")
    for result in (here, results["a31"]):
        del result["brief"]["provenance"]["created"], result["brief"]["provenance"]["timings"]
    assert results["a31"] == json.loads(json.dumps(here))


class Poisoned(many.Maker):
    """A worker that one article ends."""

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        if row["data"] == b"poison":
            os.kill(os.getpid(), signal.SIGKILL)
        item = many._item(row)
        result = {"id": item.id, "input_sha256": item.sha256, "brief": {"text": str(item.data)}}
        return {"number": row["number"], "result": json.dumps(result)}


def test_an_article_that_ends_its_worker_does_not_end_the_run(monkeypatch):
    monkeypatch.setattr(many, "Maker", Poisoned)
    data = ["a", "b\ud800", "poison", b"\xff\x00", "d"]
    items = [Item(str(number), one) for number, one in enumerate(data)]
    found = {result["id"]: result for result in many.briefs(items, "short", workers=2)}
    assert sorted(found) == ["0", "1", "2", "3", "4"]
    assert [id for id, result in found.items() if "error" in result] == ["2"]
    for item in items:  # each arrived as it was, text or bytes
        assert found[item.id]["input_sha256"] == item.sha256


def test_rows_keep_articles_as_they_are():
    for item in (
        Item("ñ\ud800", "text “ ” \udfff", None, "https://example.org/", ""),
        Item("b", b"\x00\xff", "a.pdf"),
        Item("c", "", problem="The file can't be read."),
    ):
        assert many._item(many._row(item)) == item


@pytest.mark.parametrize("address", ["127.0.0.1:1", "ray://127.0.0.1:1", "127.0.0.1:x"])
def test_no_cluster_is_said(address):
    with pytest.raises(EngineUnavailable, match="no Ray cluster at"):
        list(many.briefs([Item("a", "b")], "short", address=address))
