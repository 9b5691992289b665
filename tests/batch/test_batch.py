"""Many articles: resumption, bad articles, killed processes."""

from __future__ import annotations

import json
import os
import resource
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


def quickly(item: batch.Item, length: str) -> dict:
    """In the place of :func:`batch.make` where it does not matter what a brief is."""
    if item.data == b"poison" or item.data == "poison":
        os.kill(os.getpid(), signal.SIGKILL)
    return {"id": item.id, "input_sha256": item.sha256, "brief": {"text": "a" * 3000}}


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(batch, "make", quickly)


def test_every_line_gives_a_result_and_bad_ones_stop_nothing(tmp_path):
    source = write_articles(tmp_path / "in.jsonl", 3)
    with source.open("a") as lines:
        lines.write('{"id": "empty", "text": ""}\n{"id": "broken", \n\n[1, 2]\n{"text": 7}\n')
    calls: list[tuple[int, int]] = []
    report = batch.run(
        source,
        tmp_path / "out.jsonl",
        workers=2,
        progress=lambda report: calls.append((report.done, report.total)),
    )
    results = {row["id"]: row for row in lines_of(tmp_path / "out.jsonl")}
    assert report.finished == 3
    assert set(report.failed) == {"empty", "5", "7", "8"}
    assert set(results) == {"a0", "a1", "a2", *report.failed}
    assert Brief.model_validate(results["a1"]["brief"]).points
    assert results["empty"]["error"]["code"] == "empty_input"
    assert results["5"]["error"]["code"] == "unreadable_file"
    assert calls == [(number, 7) for number in range(8)]
    again = batch.run(source, tmp_path / "out.jsonl", workers=2)
    assert (again.finished, again.already_there) == (0, 7)
    assert again.failed == report.failed  # what failed before is said again


def test_a_run_goes_on_where_it_was_cut_off(tmp_path, quick):
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


def test_a_changed_article_is_done_again(tmp_path, quick):
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
    source = write_articles(tmp_path / "in.jsonl", 12)
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
    assert sorted(row["id"] for row in lines_of(out)) == sorted(f"a{n}" for n in range(12))
    assert "were there before" in done.stderr
    assert "12/12" in done.stderr and " articles/s" in done.stderr  # the bar, with its rate


def test_articles_whose_process_was_killed_are_done_all_the_same(quick):
    with batch._Workers(2) as pool:

        def articles():
            for n in range(4):
                yield batch.Item(str(n), STORY.format(n=n + 20))
            for process in list(pool._pool._processes.values()):
                os.kill(process.pid, signal.SIGKILL)

        results = list(pool.briefs(articles(), "short"))
    assert sorted(row["id"] for row in results) == ["0", "1", "2", "3"]
    assert all("brief" in row for row in results)


def test_an_article_that_kills_its_process_is_given_up_and_the_others_are_done(quick):
    data = ["a", "b", "poison", "c", "d", "e", "f"]
    with batch._Workers(2) as pool:
        results = list(pool.briefs([batch.Item(text, text) for text in data], "short"))
    assert sorted(row["id"] for row in results) == sorted(data)
    assert [row["id"] for row in results if "error" in row] == ["poison"]


def test_equal_articles_each_have_a_line(tmp_path):
    source = tmp_path / "in.jsonl"
    row = json.dumps({"id": "same", "text": ""}) + "\n"
    source.write_text(row * 3)
    out = tmp_path / "out.jsonl"
    batch.run(source, out, workers=1)
    whole = out.read_bytes()
    assert whole.count(b"\n") == 3
    out.write_bytes(b"".join(whole.splitlines(keepends=True)[:1]))
    report = batch.run(source, out, workers=1)
    assert out.read_bytes() == whole and report.already_there == 1


def test_what_failed_can_be_tried_again(tmp_path, quick):
    source, out = tmp_path / "in", tmp_path / "out.jsonl"
    source.mkdir()
    (source / "a.txt").write_text(STORY.format(n=31))
    sha = batch.Item("a.txt", (source / "a.txt").read_bytes()).sha256
    error = {"code": "fault", "message": "Its process was ended."}
    out.write_text(json.dumps({"id": "a.txt", "input_sha256": sha, "error": error}) + "\n")
    report = batch.run(source, out, workers=1)
    assert (report.finished, report.failed) == (0, {"a.txt": "Its process was ended."})
    report = batch.run(source, out, workers=1, retry=True)
    assert (report.finished, report.failed) == (1, {})
    report = batch.run(source, out, workers=1)  # and the newer line counts from then on
    assert (report.already_there, report.failed) == (1, {})
    assert len(lines_of(out)) == 2


def test_two_runs_do_not_write_to_one_file(tmp_path, quick):
    source = write_articles(tmp_path / "in.jsonl", 1)
    with batch._Results(tmp_path / "out.jsonl", retry=False):
        with pytest.raises(UnreadableFile, match="Another run"):
            batch.run(source, tmp_path / "out.jsonl")
    assert batch.run(source, tmp_path / "out.jsonl", workers=1).finished == 1


def test_lines_and_files_that_are_too_large_are_not_held_in_memory(tmp_path, monkeypatch):
    import tracemalloc

    from summarizer.settings import Settings

    few = Settings(max_file_bytes=10_000, max_characters=1000)
    monkeypatch.setattr(batch, "load", lambda: few)
    source = tmp_path / "in.jsonl"
    with source.open("w") as lines:
        lines.write('{"id": "long", "text": "')
        for _ in range(60):
            lines.write("a" * 1_000_000)
        lines.write('"}\n{"id": "short", "text": "Short."}\n')
    folder = tmp_path / "folder"
    folder.mkdir()
    with (folder / "large.txt").open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    long, short = batch.items(source)
    [large] = batch.items(folder)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 8_000_000
    assert (long.data, short.data, large.data) == ("", "Short.", "")
    assert "12,000 bytes" in long.problem and "50,000,000 bytes" in large.problem


def test_a_full_disk_is_said_and_the_run_goes_on_later(tmp_path, quick):
    """A limit on the size of files stands in for the disk: a write is cut short there too."""
    source = write_articles(tmp_path / "in.jsonl", 4)
    out = tmp_path / "out.jsonl"
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, limits[1]))
    try:
        with pytest.raises(UnreadableFile, match="can't be written"):
            batch.run(source, out, workers=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert out.stat().st_size == 5000  # the second line is there in part
    report = batch.run(source, out, workers=1)
    assert (report.already_there, report.finished) == (1, 3)
    assert sorted(row["id"] for row in lines_of(out)) == ["a0", "a1", "a2", "a3"]


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
