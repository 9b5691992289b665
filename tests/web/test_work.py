"""Briefs at work: turns, cancelling, errors."""

from __future__ import annotations

import threading
from typing import NamedTuple

import pytest

from summarizer.brief import Brief
from summarizer.errors import Cancelled, EmptyInput, LimitReached
from summarizer.settings import Settings
from summarizer.web import work
from summarizer.web.limits import RateLimit
from summarizer.web.work import Desk, take_turn
from tests.briefs import sample

WAIT = 20.0


class Progress(NamedTuple):
    stage: str
    brief: Brief | None = None


def steps(gate: threading.Event | None = None, error: Exception | None = None):
    def run():
        yield Progress("reading")
        if gate is not None:
            assert gate.wait(WAIT)
        if error is not None:
            raise error
        yield Progress("summarising", brief=sample().model_copy(update={"points": ()}))
        yield Progress("brief", brief=sample())

    return run


def test_a_brief_is_made():
    assert Desk(1, 0).add(steps()).result(WAIT) == sample()


def test_jobs_wait_for_their_turn_and_say_how_many_are_before_them():
    desk, gate = Desk(2, 10), threading.Event()
    jobs = [desk.add(steps(gate)) for _ in range(5)]
    assert [job.ahead for job in jobs] == [0, 0, 2, 3, 4]
    assert not any(job.done for job in jobs)
    gate.set()
    assert all(job.result(WAIT) == sample() for job in jobs)
    assert [job.ahead for job in jobs] == [0] * 5


def test_who_gives_in_many_does_not_keep_others_waiting():
    desk, gate = Desk(1, 50), threading.Event()
    order: list[str] = []

    def told(name: str):
        def run():
            assert gate.wait(WAIT)
            order.append(name)
            yield Progress("brief", brief=sample())

        return run

    jobs = [desk.add(told(f"a{number}"), client="a") for number in range(5)]
    jobs += [desk.add(told(f"b{number}"), client="b") for number in range(2)]
    jobs += [desk.add(told("c0"), client="c")]
    assert [job.ahead for job in jobs] == [0, 3, 5, 6, 7, 1, 4, 2]
    gate.set()
    for job in jobs:
        job.result(WAIT)
    assert order == ["a0", "b0", "c0", "a1", "b1", "a2", "a3", "a4"]


def test_a_client_that_comes_later_begins_with_the_round_at_work():
    desk, gate = Desk(1, 50), threading.Event()
    first = [desk.add(steps(gate), client="a") for _ in range(3)]
    gate.set()
    for job in first:
        job.result(WAIT)
    gate.clear()
    again = [desk.add(steps(gate), client="a") for _ in range(3)]
    late = desk.add(steps(gate), client="b")
    assert [job.ahead for job in again] == [0, 2, 3] and late.ahead == 1
    gate.set()
    late.result(WAIT)


def test_one_too_many_is_refused():
    desk, gate = Desk(1, 1), threading.Event()
    jobs = [desk.add(steps(gate)) for _ in range(2)]
    with pytest.raises(LimitReached):
        desk.add(steps(gate))
    gate.set()
    for job in jobs:
        job.result(WAIT)
    assert desk.add(steps()).result(WAIT)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_cancelled_job_leaves_the_others_alone(place):
    desk, gate = Desk(1, 10), threading.Event()
    jobs = [desk.add(steps(gate)) for _ in range(3)]
    jobs[place].cancel()
    gate.set()
    with pytest.raises(Cancelled):
        jobs[place].result(WAIT)
    for number, job in enumerate(jobs):
        if number != place:
            assert job.result(WAIT) == sample()


def test_a_waiting_job_ends_at_once_when_it_is_cancelled():
    desk, gate = Desk(1, 10), threading.Event()
    first, second = desk.add(steps(gate)), desk.add(steps(gate))
    second.cancel()
    assert second.done and not first.done
    gate.set()
    first.result(WAIT)


def test_cancelling_what_is_done_changes_nothing():
    job = Desk(1, 0).add(steps())
    job.result(WAIT)
    job.cancel()
    assert job.result(0) == sample()


@pytest.mark.parametrize("error", [EmptyInput("Nothing there."), RuntimeError("unforeseen")])
def test_an_error_is_told_and_the_next_job_runs(error):
    desk = Desk(1, 5)
    failed, following = desk.add(steps(error=error)), desk.add(steps())
    with pytest.raises(type(error)):
        failed.result(WAIT)
    assert failed.done and failed.brief is None
    assert following.result(WAIT) == sample()


def test_partial_results_can_be_seen():
    gate = threading.Event()

    def run():
        yield Progress("summarising", brief=sample())
        assert gate.wait(WAIT)
        yield Progress("translating")
        yield Progress("brief", brief=sample())

    job = Desk(1, 0).add(run)
    while job.progress is None:
        pass
    assert job.partial == sample() and not job.done
    gate.set()
    job.result(WAIT)


def test_the_settings_say_how_much_the_desk_takes(monkeypatch):
    few = Settings(briefs_at_work=1, briefs_waiting=1, waiting_bytes=1_000_000)
    monkeypatch.setattr(work, "load", lambda: few)
    desk, gate = work.desk.__wrapped__(), threading.Event()
    jobs = [desk.add(steps(gate), size=600_000)]
    with pytest.raises(LimitReached, match="Too much"):
        desk.add(steps(), size=600_000)
    jobs.append(desk.add(steps(), size=10))
    with pytest.raises(LimitReached, match="Too many"):
        desk.add(steps(), size=10)
    gate.set()
    assert all(job.result(WAIT) for job in jobs)


def test_what_waits_is_bounded_in_bytes():
    desk = Desk(1, 100, held_bytes=1000)
    gate = threading.Event()
    first = desk.add(steps(gate), size=900)
    with pytest.raises(LimitReached):
        desk.add(steps(), size=101)
    second = desk.add(steps(gate), size=100)
    second.cancel()  # gives its room back
    third = desk.add(steps(gate), size=50)
    gate.set()
    assert first.result(WAIT) and third.result(WAIT)
    # One that is larger than all the room is made when nothing else is there.
    for _ in range(200):
        if not desk._held:
            break
        threading.Event().wait(0.01)
    assert desk.add(steps(), size=5000).result(WAIT)


def test_a_text_counts_as_it_lies_in_memory():
    desk = Desk(1, 100, held_bytes=1000)
    gate = threading.Event()
    desk.add(steps(gate), size=500)
    with pytest.raises(LimitReached):
        desk.submit("a" * 200)
    gate.set()


def test_briefs_of_one_network_are_counted_together():
    limit = RateLimit(2, 3600.0)
    take_turn(limit, "a")
    take_turn(limit, "a")
    take_turn(limit, "b")
    with pytest.raises(LimitReached) as caught:
        take_turn(limit, "a")
    assert 0 < int(caught.value.details["seconds"]) <= 3601
