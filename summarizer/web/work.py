"""Briefs at work: a few at a time in threads, the rest in a queue, for the page and the API alike.

The models of a process serve one set of threads well and many badly, so that what comes at once
is made one after the other, and each waiting brief can say how many are before it.
"""

from __future__ import annotations

import bisect
import functools
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from summarizer.brief import Brief, Length
from summarizer.errors import Cancelled, LimitReached, PuenteError
from summarizer.settings import Settings, load
from summarizer.web.failures import log_failure
from summarizer.web.limits import RateLimit

if TYPE_CHECKING:
    from summarizer.pipeline import Progress

log = logging.getLogger(__name__)

Steps = Callable[[], "Iterator[Progress]"]


class Job:
    """One brief in the making. Everything here may be read from any thread."""

    def __init__(self, desk: Desk, steps: Steps, client: str = "", size: int = 0) -> None:
        self._desk, self._steps, self.client, self.size = desk, steps, client, size
        self._finished = threading.Event()
        self._cancelled = threading.Event()
        self.progress: Progress | None = None
        self.partial: Brief | None = None
        self.brief: Brief | None = None
        self.error: Exception | None = None

    @property
    def done(self) -> bool:
        return self._finished.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked it to stop; it may still be at work for a moment."""
        return self._cancelled.is_set()

    @property
    def ahead(self) -> int:
        """How many briefs are made before this one begins; 0 once it has begun."""
        return self._desk.ahead_of(self)

    def cancel(self) -> None:
        """Stop at the end of the stage that is at work. A finished job stays as it is."""
        self._cancelled.set()
        self._desk.withdraw(self)

    def result(self, timeout: float | None = None) -> Brief:
        """Wait for the brief.

        Raises:
            PuenteError: what went wrong, or ``Cancelled``.
            TimeoutError: it is not done within ``timeout`` seconds.
        """
        if not self._finished.wait(timeout):
            raise TimeoutError("The brief is not done yet.")
        if self.error is not None:
            raise self.error
        assert self.brief is not None
        return self.brief

    def _run(self) -> None:
        try:
            brief = None
            steps = self._steps()
            for progress in steps:
                if self._cancelled.is_set():
                    break
                self.progress = progress
                brief = progress.brief
                self.partial = brief or self.partial
            if self._cancelled.is_set():
                self._end(error=Cancelled("The brief was cancelled."))
            else:
                self._end(brief=brief)
        except PuenteError as error:
            self._end(error=error)
        except Exception as error:
            log_failure(log, "A brief failed in a way that nobody foresaw.", error)
            self._end(error=error)

    def _end(self, *, brief: Brief | None = None, error: Exception | None = None) -> None:
        self.brief, self.error = brief, error
        self._steps = _no_steps  # what was pasted need not stay in memory
        self._finished.set()


def _no_steps() -> Iterator[Progress]:
    return iter(())


class Desk:
    """Makes up to ``at_work`` briefs at the same time and lets ``waiting`` more wait, as long as
    what was given in for all of them has no more than ``held_bytes``.

    The queue is fair between clients (round robin by start-time fair queueing, Goyal et al. 1996,
    with briefs as units): who gives in a hundred briefs at once waits for the other clients' first
    ones in between.
    """

    def __init__(self, at_work: int, waiting: int, held_bytes: int = 200_000_000) -> None:
        self._at_work, self._waiting, self._most_held = at_work, waiting, held_bytes
        self._held = 0
        self._queue: list[tuple[int, int, Job]] = []  # round, arrival, job: sorted
        self._arrivals = 0
        self._round = 0
        self._last_round: dict[str, int] = {}
        self._busy = 0
        self._lock = threading.Lock()

    def submit(
        self,
        data: str | bytes,
        *,
        length: Length | str = Length.STANDARD,
        filename: str | None = None,
        url: str | None = None,
        settings: Settings | None = None,
        client: str = "",
    ) -> Job:
        """Begin a brief, or let it wait for its turn; the arguments are those of
        :func:`summarizer.pipeline.run`, and ``client`` is who asks, for the sake of fairness.

        Raises:
            LimitReached: too many are waiting, or too much.
        """

        def steps() -> Iterator[Progress]:
            from summarizer import pipeline
            from summarizer.web import services

            return pipeline.run(
                data,
                length=length,
                filename=filename,
                url=url,
                settings=settings,
                glossary=services.glossary(),
            )

        # a code point takes up to four bytes in memory
        return self.add(steps, client=client, size=len(data) * (4 if isinstance(data, str) else 1))

    def add(self, steps: Steps, *, client: str = "", size: int = 0) -> Job:
        """The same for any steps that end with a brief and hold ``size`` bytes until then."""
        job = Job(self, steps, client, size)
        with self._lock:
            if self._held and self._held + size > self._most_held:
                raise LimitReached(
                    "Too much is waiting for its turn. Try again in a minute, or with a shorter "
                    "text.",
                    waiting=len(self._queue),
                )
            turn = max(self._last_round.get(client, 0), self._round) + 1
            if self._busy < self._at_work:
                self._busy += 1
                threading.Thread(target=self._work, args=(job,), daemon=True).start()
            elif len(self._queue) < self._waiting:
                self._arrivals += 1
                bisect.insort(self._queue, (turn, self._arrivals, job))
            else:
                raise LimitReached(
                    "Too many briefs are waiting for their turn. Try again in a minute.",
                    waiting=len(self._queue),
                )
            self._last_round[client] = turn
            self._held += size
        return job

    def ahead_of(self, job: Job) -> int:
        with self._lock:
            place = next((n for n, (*_, other) in enumerate(self._queue) if other is job), None)
            return 0 if place is None else self._busy + place

    def withdraw(self, job: Job) -> None:
        """Take a waiting job out of the queue."""
        with self._lock:
            left = [waiting for waiting in self._queue if waiting[2] is not job]
            if len(left) == len(self._queue):
                return
            self._queue = left
            self._held -= job.size
        job._end(error=Cancelled("The brief was cancelled."))

    def _work(self, job: Job | None) -> None:
        while job is not None:
            job._run()
            with self._lock:
                self._held -= job.size
                if self._queue:
                    self._round, _, job = self._queue.pop(0)
                    self._last_round = {
                        client: turn
                        for client, turn in self._last_round.items()
                        if turn > self._round
                    }
                else:
                    job = None
                    self._busy -= 1
                    self._last_round.clear()


@functools.cache
def desk() -> Desk:
    """The desk of this process."""
    settings = load()
    return Desk(settings.briefs_at_work, settings.briefs_waiting, settings.waiting_bytes)


@functools.cache
def brief_limit() -> RateLimit:
    """How many briefs one client may have made, by the pages and the API together."""
    return RateLimit(load().briefs_per_hour, 3600.0)


def take_turn(limit: RateLimit, client: str) -> None:
    """Count one brief of ``client``.

    Raises:
        LimitReached: it has had too many; ``details["seconds"]`` says how long to wait.
    """
    if wait := limit.wait(client):
        seconds = round(wait) + 1
        raise LimitReached(
            f"Too many briefs from your network. Try again in {seconds} seconds.", seconds=seconds
        )


# --- the models ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Readiness:
    """Whether the models are loaded; ``error`` says why they could not be."""

    state: Literal["loading", "ready", "failed"] = "loading"
    error: Exception | None = None


class _Warming:
    def __init__(self) -> None:
        self.readiness = Readiness()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def begin(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._warm, daemon=True)
                self._thread.start()

    def _warm(self) -> None:
        try:
            from summarizer import pipeline

            pipeline.warm()
            self.readiness = Readiness("ready")
        except PuenteError as error:  # its message says what to do, and holds no article
            log.error("The models could not be loaded: %s", error)
            self.readiness = Readiness("failed", error)
        except Exception as error:
            log_failure(log, "The models could not be loaded.", error)
            self.readiness = Readiness("failed", error)


_warming = _Warming()


def warm_up() -> None:
    """Load the models in the background, once for the process."""
    _warming.begin()


def readiness() -> Readiness:
    """How far :func:`warm_up` is."""
    return _warming.readiness
