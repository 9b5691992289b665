"""Many articles through the same pipeline, on all cores, with resumption.

The articles are the files of a folder or the lines of a JSON Lines file; the results are the lines
of another: ``{"id", "input_sha256", "brief"}`` or ``{"id", "input_sha256", "error"}``, in the order
in which they were finished. A run that was stopped goes on where it was: an article whose line is
there is not read again, a last line that was cut short is taken away and its article done anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from summarizer.brief import Provenance
from summarizer.errors import EmptyInput, PuenteError, UnreadableFile

ENDINGS = (".txt", ".html", ".htm", ".pdf", ".docx")


@dataclass(frozen=True)
class Item:
    """One article of a batch. ``data`` is text or the bytes of a file."""

    id: str
    data: str | bytes
    filename: str | None = None
    url: str | None = None

    @property
    def sha256(self) -> str:
        return Provenance.hash_of(self.data)


@dataclass
class Report:
    """What a run did: how many articles were finished and how many had been finished before, and
    the message for each that could not become a brief."""

    finished: int = 0
    already_there: int = 0
    failed: dict[str, str] = field(default_factory=dict)


def run(
    source: Path,
    out: Path,
    *,
    length: str = "standard",
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Make a brief of every article of ``source`` and append it to ``out``.

    Args:
        source: a folder (its text, HTML, PDF and DOCX files, in all its folders) or a file of JSON
            objects, one a line, with ``text`` (or ``html``) and optionally ``id`` and ``url``.
        out: a JSON Lines file; it is made or gone on with.
        workers: processes, each with a model of its own and one thread; None takes one per core.
        progress: called with (articles done, articles in all) at the start and after each.

    Raises:
        UnreadableFile: ``source`` or ``out`` can't be read or written.
    """
    report = Report()
    done = _finished(out)
    ids = list(_ids(source))
    if progress:
        progress(0, len(ids))
    passed = 0
    with _open_for_appending(out) as lines, _Workers(workers or os.cpu_count() or 1) as pool:

        def take(result: dict) -> None:
            nonlocal passed
            passed += 1
            lines.write(json.dumps(result, ensure_ascii=False) + "\n")
            lines.flush()
            if "error" in result:
                report.failed[result["id"]] = result["error"]["message"]
            else:
                report.finished += 1
            if progress:
                progress(passed, len(ids))

        for item in items(source):
            if (item.id, item.sha256) in done:
                report.already_there += 1
                passed += 1
                if progress:
                    progress(passed, len(ids))
                continue
            for result in pool.submit(item, length):
                take(result)
        for result in pool.finish():
            take(result)
    return report


# --- what is read --------------------------------------------------------------------------------


def items(source: Path) -> Iterator[Item]:
    """The articles of a folder or a JSON Lines file, one at a time.

    A line that is no article (broken JSON, no text) still is an item, with empty text, so that it
    ends in a line of its own that says so.

    Raises:
        UnreadableFile: there is no such folder or file.
    """
    if source.is_dir():
        for path in _files(source):
            try:
                data: bytes = path.read_bytes()
            except OSError:
                data = b""
            yield Item(str(path.relative_to(source)), data, filename=path.name)
        return
    try:
        lines = source.open("rb")
    except OSError as error:
        raise UnreadableFile(f"{source} can't be read: {error.strerror}.") from error
    with lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _item_of_line(number, line)


def _item_of_line(number: int, line: bytes) -> Item:
    try:
        fields = json.loads(line)
        data = fields.get("html") or fields.get("text") or ""
        name, url = fields.get("id"), fields.get("url")
    except (ValueError, AttributeError):
        return Item(str(number), "")
    return Item(
        id=str(number if name is None else name),
        data=data if isinstance(data, str) else "",
        url=url if isinstance(url, str) else None,
    )


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in ENDINGS and p.is_file())


def _ids(source: Path) -> Iterator[str]:
    """Counting the articles costs no parsing."""
    if source.is_dir():
        yield from (str(path) for path in _files(source))
        return
    try:
        with source.open("rb") as lines:
            yield from (str(n) for n, line in enumerate(lines, start=1) if line.strip())
    except OSError as error:
        raise UnreadableFile(f"{source} can't be read: {error.strerror}.") from error


# --- what is written -----------------------------------------------------------------------------


def _finished(out: Path) -> set[tuple[str, str]]:
    """The articles whose line is whole. A last line that was cut short is taken away."""
    if not out.exists():
        return set()
    done: set[tuple[str, str]] = set()
    whole = 0
    try:
        with out.open("rb+") as lines:
            for line in lines:
                try:
                    result = json.loads(line)
                    key = (result["id"], result["input_sha256"])
                except (ValueError, KeyError, TypeError):
                    if line.endswith(b"\n"):
                        raise UnreadableFile(
                            f"{out} holds a line that is no result of a batch. "
                            "Name another file for the results."
                        ) from None
                    break
                if not line.endswith(b"\n"):
                    break
                done.add(key)
                whole += len(line)
            lines.truncate(whole)
    except OSError as error:
        raise UnreadableFile(f"{out} can't be read: {error.strerror}.") from error
    return done


def _open_for_appending(out: Path):
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        return out.open("a", encoding="utf-8")
    except OSError as error:
        raise UnreadableFile(f"{out} can't be written: {error.strerror}.") from error


# --- the workers ---------------------------------------------------------------------------------


def _start_worker() -> None:
    # One thread a process: the processes already take all cores.
    os.environ["PUENTE_THREADS"] = "1"
    os.environ["OMP_NUM_THREADS"] = "1"


def _work(item: Item, length: str) -> dict:
    from summarizer import pipeline

    result = {"id": item.id, "input_sha256": item.sha256}
    try:
        if not item.data:
            raise EmptyInput("There is no text here. Give each line a text or each file a content.")
        brief = pipeline.summarise(item.data, length=length, filename=item.filename, url=item.url)
    except PuenteError as error:
        return {**result, "error": {"code": error.code, "message": str(error)}}
    except Exception as error:
        # One article that shows a fault of ours must not stop the others.
        return {**result, "error": {"code": "fault", "message": f"{type(error).__name__}: {error}"}}
    return {**result, "brief": brief.model_dump(mode="json")}


class _Workers:
    """Processes with a bounded number of articles under way. An article that kills its process
    (no memory, a fault in native code) is tried once more alone, and then given up."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._pool = self._new(number)
        self._under_way: dict[Future, tuple[Item, str]] = {}

    def _new(self, number: int) -> ProcessPoolExecutor:
        # Native threads do not survive a fork, so each process starts clean.
        return ProcessPoolExecutor(
            number, mp_context=get_context("spawn"), initializer=_start_worker
        )

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def submit(self, item: Item, length: str) -> list[dict]:
        """Take on one article; give the results that are ready meanwhile."""
        results: list[dict] = []
        while len(self._under_way) >= 2 * self._number:
            results += self._collect()
        self._under_way[self._pool.submit(_work, item, length)] = (item, length)
        return results

    def finish(self) -> Iterator[dict]:
        while self._under_way:
            yield from self._collect()

    def _collect(self) -> list[dict]:
        ready, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
        try:
            results = [future.result() for future in ready]
        except BrokenProcessPool:
            return self._one_by_one()
        for future in ready:
            del self._under_way[future]
        return results

    def _one_by_one(self) -> list[dict]:
        suspects = list(self._under_way.values())
        self._under_way.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)
        results = []
        for item, length in suspects:
            with self._new(1) as alone:
                try:
                    results.append(alone.submit(_work, item, length).result())
                except BrokenProcessPool:
                    message = "Its process was ended, most often for want of memory."
                    error = {"code": "fault", "message": message}
                    results.append({"id": item.id, "input_sha256": item.sha256, "error": error})
        self._pool = self._new(self._number)
        return results
