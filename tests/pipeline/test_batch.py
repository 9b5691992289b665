"""Many articles: resumption, bad articles, killed processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summarizer import batch
from summarizer.brief import Brief
from summarizer.errors import UnreadableFile

ROOT = Path(batch.__file__).parent.parent
STORY = (
    "The city council of Oakville approved a budget of $12.5 million on Tuesday. "
    "Mayor Ana Torres said the money would repair {n} bridges. Work begins in March 2027."
)


def lines_of(out: Path) -> list[dict]:
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def write_articles(path: Path, number: int) -> Path:
    rows = [{"id": f"a{n}", "text": STORY.format(n=n + 20)} for n in range(number)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_every_line_gives_a_result_and_bad_ones_stop_nothing(tmp_path):
    source = write_articles(tmp_path / "in.jsonl", 3)
    with source.open("a") as lines:
        lines.write('{"id": "empty", "text": ""}\n{"id": "broken", \n\n[1, 2]\n{"text": 7}\n')
    calls: list[tuple[int, int]] = []
    report = batch.run(
        source, tmp_path / "out.jsonl", workers=2, progress=lambda *c: calls.append(c)
    )
    results = {row["id"]: row for row in lines_of(tmp_path / "out.jsonl")}
    assert report.finished == 3
    assert set(report.failed) == {"empty", "5", "7", "8"}
    assert set(results) == {"a0", "a1", "a2", *report.failed}
    assert Brief.model_validate(results["a1"]["brief"]).points
    assert results["empty"]["error"]["code"] == "empty_input"
    assert calls[0] == (0, 7)
    assert calls[-1] == (7, 7)


def test_a_run_goes_on_where_it_was_cut_off(tmp_path):
    source = write_articles(tmp_path / "in.jsonl", 4)
    out = tmp_path / "out.jsonl"
    batch.run(source, out, workers=1)
    whole = out.read_bytes()
    first_two = b"".join(whole.splitlines(keepends=True)[:2])
    out.write_bytes(first_two + whole.splitlines()[2][:100])
    report = batch.run(source, out, workers=1)
    assert (report.finished, report.already_there) == (2, 2)
    assert out.read_bytes().startswith(first_two)
    assert sorted(row["id"] for row in lines_of(out)) == ["a0", "a1", "a2", "a3"]


def test_a_changed_article_is_done_again(tmp_path):
    source = write_articles(tmp_path / "in.jsonl", 2)
    out = tmp_path / "out.jsonl"
    batch.run(source, out, workers=1)
    source.write_text(source.read_text().replace("20 bridges", "99 bridges"))
    report = batch.run(source, out, workers=1)
    assert (report.finished, report.already_there) == (1, 1)


def test_a_folder_with_files_of_all_kinds(tmp_path):
    folder = tmp_path / "articles" / "deep"
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text(STORY.format(n=31))
    (folder / "two.html").write_text(f"<html><body><p>{STORY.format(n=32)}</p></body></html>")
    (folder / "three.md").write_text("not an article of this batch")
    (folder / "four.pdf").write_bytes(b"%PDF-1.4 broken")
    report = batch.run(tmp_path / "articles", tmp_path / "out.jsonl", workers=2)
    assert report.finished == 2
    assert set(report.failed) == {str(Path("deep") / "four.pdf")}


def test_a_process_that_is_killed_loses_no_line(tmp_path):
    source = write_articles(tmp_path / "in.jsonl", 40)
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "summarizer", "batch", source, "--out", out, "--workers", "2"]
    running = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not (out.exists() and out.read_bytes().count(b"\n") >= 3):
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert out.read_bytes().count(b"\n") >= 3
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    assert sorted(row["id"] for row in lines_of(out)) == sorted(f"a{n}" for n in range(40))
    assert "were there before" in done.stderr


def test_an_article_that_kills_its_process_is_given_up_and_the_others_are_done(
    tmp_path, monkeypatch
):
    with batch._Workers(2) as pool:
        results = []
        for n in range(4):
            item = batch.Item(str(n), STORY.format(n=n + 20))
            results += pool.submit(item, "short")
        for process in list(pool._pool._processes.values()):
            os.kill(process.pid, signal.SIGKILL)
        results += pool.finish()
    assert sorted(row["id"] for row in results) == ["0", "1", "2", "3"]
    assert all("brief" in row for row in results)


def test_no_such_source(tmp_path):
    with pytest.raises(UnreadableFile):
        batch.run(tmp_path / "none.jsonl", tmp_path / "out.jsonl")


def test_a_file_of_something_else_is_never_written_to(tmp_path):
    source = write_articles(tmp_path / "in.jsonl", 1)
    other = tmp_path / "notes.txt"
    other.write_text("my notes\nmore notes\n")
    with pytest.raises(UnreadableFile):
        batch.run(source, other)
    assert other.read_text() == "my notes\nmore notes\n"
