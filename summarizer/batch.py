"""Many articles through the same pipeline, on all cores or on a Ray cluster, with resumption.

The articles are the files of a folder or the lines of a JSON Lines file; the results are the lines
of another: ``{"id", "input_sha256", "brief"}`` or ``{"id", "input_sha256", "error"}``, in the order
in which they were finished. A run that was stopped goes on where it was: an article whose line is
there is not read again, a last line that was cut short is taken away and its article done anew.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO

from summarizer.brief import Length, Provenance
from summarizer.errors import EmptyInput, PuenteError, UnreadableFile
from summarizer.glossary import Glossary
from summarizer.settings import load

ENDINGS = (".txt", ".html", ".htm", ".pdf", ".docx")

_JSON_BYTES_PER_CHARACTER = 12
"""The most that JSON takes for one character: a surrogate pair of two escapes."""


@dataclass(frozen=True)
class Item:
    """One article of a batch. ``data`` is text or the bytes of a file; ``problem`` says why there
    is none."""

    id: str
    data: str | bytes
    filename: str | None = None
    url: str | None = None
    problem: str = ""

    @property
    def sha256(self) -> str:
        return Provenance.hash_of(self.data)


@dataclass
class Report:
    """How far a run is, or what it did. ``finished`` articles became briefs in this run,
    ``already_there`` were in the results before, out of ``total``. ``failed`` has the message of
    each article that could not become a brief, in this run or before."""

    total: int = 0
    finished: int = 0
    already_there: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    done: int = 0
    """Articles that need no more work, in whatever way they ended."""


def run(
    source: Path,
    out: Path,
    *,
    length: Length | str = Length.STANDARD,
    workers: int | None = None,
    ray: str | None = None,
    retry: bool = False,
    progress: Callable[[Report], None] | None = None,
) -> Report:
    """Make a brief of every article of ``source`` and append it to ``out``.

    Args:
        source: a folder (its text, HTML, PDF and DOCX files, in all its folders) or a file of JSON
            objects, one a line, with ``text`` (or ``html``) and optionally ``id`` and ``url``.
        out: a JSON Lines file; it is made or gone on with. No two runs may write to it at once.
        workers: processes, each with models of its own and one thread; None takes one per core
            (of the cluster, with ``ray``).
        ray: address of a Ray cluster, or ``"local"`` for one that is started on this machine.
        retry: also take on the articles that failed in an earlier run. Their new lines come after
            the old ones.
        progress: called at the start and after each article.

    Raises:
        UnreadableFile: ``source`` or ``out`` can't be read or written.
        EngineUnavailable: there is no Ray cluster at the address.
    """
    length = Length(length)
    report = Report(total=sum(1 for _ in _ids(source)))
    tell = progress or (lambda report: None)
    with _Results(out, retry=retry) as results, contextlib.ExitStack() as stack:
        tell(report)

        def to_do() -> Iterator[Item]:
            for item in items(source):
                before = results.take_finished(item)
                if before is None:
                    yield item
                    continue
                report.already_there += 1
                report.done += 1
                if before:
                    report.failed[item.id] = before
                tell(report)

        if ray is not None:
            from summarizer.serving import many

            made = many.briefs(to_do(), length, address=ray, workers=workers)
        else:
            made = stack.enter_context(_Workers(workers or _cores())).briefs(to_do(), length)
        for result in made:
            results.append(result)
            report.done += 1
            if "error" in result:
                report.failed[result["id"]] = result["error"]["message"]
            else:
                report.finished += 1
                report.failed.pop(result["id"], None)
            tell(report)
    return report


@functools.cache
def _taught() -> Glossary | None:
    """The glossary, read once by each process."""
    from summarizer.store import taught

    return taught()


def make(item: Item, length: Length | str) -> dict:
    """The result of one article, as its line says it. Nothing that an article does raises."""
    result: dict = {"id": item.id, "input_sha256": item.sha256}
    try:
        if item.problem:
            raise UnreadableFile(item.problem)
        if not item.data:
            raise EmptyInput("There is no text here. Give each line a text or each file a content.")
        from summarizer import pipeline

        brief = pipeline.summarise(
            item.data,
            length=length,
            filename=item.filename,
            url=item.url,
            glossary=_taught(),
        )
    except PuenteError as error:
        return {**result, "error": {"code": error.code, "message": str(error)}}
    except Exception as error:
        # One article that shows a fault of ours must not stop the others.
        return {**result, "error": {"code": "fault", "message": f"{type(error).__name__}: {error}"}}
    return {**result, "brief": brief.model_dump(mode="json")}


def killed(item: Item) -> dict:
    """The result of an article whose process did not live to tell one."""
    message = "Its process was ended, most often for want of memory."
    error = {"code": "fault", "message": message}
    return {"id": item.id, "input_sha256": item.sha256, "error": error}


# --- what is read --------------------------------------------------------------------------------


def items(source: Path) -> Iterator[Item]:
    """The articles of a folder or a JSON Lines file, one at a time.

    A line or file that is no article (broken JSON, no text, too large) still is an item, so that
    it ends in a line of its own that says so.

    Raises:
        UnreadableFile: there is no such folder or file.
    """
    limit = load().max_file_bytes
    if source.is_dir():
        for path in _files(source):
            yield _item_of_file(path, str(path.relative_to(source)), limit)
        return
    most = max(limit, _JSON_BYTES_PER_CHARACTER * load().max_characters)
    with _opened(source) as lines:
        for number, line in _numbered(lines, most):
            yield _item_of_line(number, line, most)


def _item_of_file(path: Path, id: str, limit: int) -> Item:
    try:
        size = path.stat().st_size
        if size > limit:
            problem = f"The file has {size:,} bytes; the largest that is read has {limit:,}."
            return Item(id, "", filename=path.name, problem=problem)
        return Item(id, path.read_bytes(), filename=path.name)
    except OSError as error:
        problem = f"The file can't be read: {error.strerror}."
        return Item(id, "", filename=path.name, problem=problem)


def _item_of_line(number: int, line: bytes, most: int) -> Item:
    if len(line) > most:
        return Item(str(number), "", problem=f"The line has more than {most:,} bytes.")
    try:
        fields = json.loads(line)
        data = fields.get("html") or fields.get("text") or ""
        name, url = fields.get("id"), fields.get("url")
    except (ValueError, AttributeError, RecursionError):
        return Item(str(number), "", problem="The line is no JSON object.")
    return Item(
        id=str(number if name is None else name),
        data=data if isinstance(data, str) else "",
        url=url if isinstance(url, str) else None,
    )


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in ENDINGS and p.is_file())


def _opened(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as error:
        raise UnreadableFile(f"{source} can't be read: {error.strerror}.") from error


def _numbered(lines: BinaryIO, most: int) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, counted from 1 with the blank ones. Of a line with more than
    ``most`` bytes only the beginning is held in memory."""
    number = 0
    while line := lines.readline(most + 1):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and (rest := lines.readline(1 << 20)):
            pass
        if line.strip():
            yield number, line


def _ids(source: Path) -> Iterator[object]:
    """One for each article; counting them costs no parsing."""
    if source.is_dir():
        yield from _files(source)
        return
    with _opened(source) as lines:
        yield from (number for number, _ in _numbered(lines, 1 << 20))


# --- what is written -----------------------------------------------------------------------------


class _Results:
    """The file of results: what stands in it, and the end to which lines are added."""

    def __init__(self, out: Path, *, retry: bool) -> None:
        self._out = out
        self._finished: Counter[tuple[str, str]] = Counter()
        self._failed: dict[tuple[str, str], str] = {}
        self._file = self._open()
        try:
            self._read(retry)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> _Results:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def take_finished(self, item: Item) -> str | None:
        """None where ``item`` is still to be done; else the message with which it failed, or ``""``
        where it became a brief. Of several equal articles each needs a line of its own."""
        key = (item.id, item.sha256)
        if not self._finished[key]:
            return None
        self._finished[key] -= 1
        return self._failed.get(key, "")

    def append(self, result: dict) -> None:
        line = json.dumps(result, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        rest = memoryview(line)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            raise self._unwritable(error) from error

    def _open(self) -> BinaryIO:
        try:
            self._out.parent.mkdir(parents=True, exist_ok=True)
            file = self._out.open("ab+", buffering=0)
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # a system without these locks
            pass
        except OSError as error:
            file.close()
            raise UnreadableFile(
                f"Another run is writing to {self._out}. Wait for its end, or name another file."
            ) from error
        return file

    def _read(self, retry: bool) -> None:
        """Learn which articles have a line. A last line that was cut short is taken away."""
        whole = 0
        try:
            with self._out.open("rb") as lines:
                for line in lines:
                    key, failed = self._understood(line)
                    if key is None or not line.endswith(b"\n"):
                        break
                    whole += len(line)
                    if failed is None:
                        self._finished[key] += 1
                        self._failed.pop(key, None)
                    elif not retry:
                        self._finished[key] += 1
                        self._failed[key] = failed
            self._file.truncate(whole)
        except OSError as error:
            raise UnreadableFile(f"{self._out} can't be read: {error.strerror}.") from error

    def _understood(self, line: bytes) -> tuple[tuple[str, str] | None, str | None]:
        try:
            result = json.loads(line)
            key = (result["id"], result["input_sha256"])
            return key, result["error"]["message"] if "error" in result else None
        except (ValueError, KeyError, TypeError):
            if line.endswith(b"\n"):
                raise UnreadableFile(
                    f"{self._out} holds a line that is no result of a batch. "
                    "Name another file for the results."
                ) from None
            return None, None

    def _unwritable(self, error: OSError) -> UnreadableFile:
        return UnreadableFile(
            f"{self._out} can't be written: {error.strerror}. What is in it stays; the same "
            "command goes on from there."
        )


# --- the workers ---------------------------------------------------------------------------------


def _cores() -> int:
    from summarizer.translating.checkpoint import cores

    return cores()


def _start_worker() -> None:
    # One thread a process: the processes already take all cores.
    os.environ["PUENTE_THREADS"] = "1"
    os.environ["OMP_NUM_THREADS"] = "1"


class _Workers:
    """Processes with a bounded number of articles under way. An article that kills its process
    (no memory, a fault in native code) is tried once more alone, and then given up."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._pool = self._new(number)
        self._under_way: dict[Future, tuple[Item, Length | str]] = {}

    def _new(self, number: int) -> ProcessPoolExecutor:
        # Native threads do not survive a fork, so each process starts clean.
        return ProcessPoolExecutor(
            number, mp_context=get_context("spawn"), initializer=_start_worker
        )

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def briefs(self, articles: Iterable[Item], length: Length | str) -> Iterator[dict]:
        """The results of ``articles``, each as soon as it is there."""
        for item in articles:
            while len(self._under_way) >= 2 * self._number:
                yield from self._collect()
            self._under_way[self._submit(item, length)] = (item, length)
        while self._under_way:
            yield from self._collect()

    def _submit(self, item: Item, length: Length | str) -> Future:
        try:
            return self._pool.submit(make, item, length)
        except BrokenProcessPool as error:  # told when the articles under way are collected
            failed: Future = Future()
            failed.set_exception(error)
            return failed

    def _collect(self) -> list[dict]:
        ready, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
        results = []
        for future in ready:
            try:
                results.append(future.result())
            except BrokenProcessPool:
                return results + self._one_by_one()
            del self._under_way[future]
        return results

    def _one_by_one(self) -> list[dict]:
        under_way, self._under_way = self._under_way, {}
        self._pool.shutdown(wait=False, cancel_futures=True)
        results = []
        alone = self._new(1)
        for future, (item, length) in under_way.items():
            if future.done() and not future.cancelled() and future.exception() is None:
                results.append(future.result())  # it was ready before the others broke
                continue
            try:
                results.append(alone.submit(make, item, length).result())
            except BrokenProcessPool:
                results.append(killed(item))
                alone.shutdown()
                alone = self._new(1)
        alone.shutdown()
        self._pool = self._new(self._number)
        return results
