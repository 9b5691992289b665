"""Limits by client: fair, bounded, and the same whoever counts."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.web import limits
from summarizer.web.limits import RateLimit, client_of


class Clock:
    now = 5000.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_then_one_by_one():
    clock = Clock()
    limit = RateLimit(5, 60.0, clock=clock)
    assert [limit.wait("a") for _ in range(5)] == [0.0] * 5
    assert limit.wait("a") == pytest.approx(12.0)
    assert limit.wait("b") == 0.0
    clock.now += 11.9
    assert limit.wait("a") > 0
    clock.now += 0.2
    assert limit.wait("a") == 0.0
    assert limit.wait("a") > 0
    clock.now += 60
    assert [limit.wait("a") for _ in range(6)] == [0.0] * 5 + [pytest.approx(12.0)]


@given(
    st.integers(1, 20),
    st.lists(st.floats(0, 30, allow_nan=False), min_size=1, max_size=120),
)
def test_never_more_than_the_limit_and_those_who_wait_may_go_on(requests, pauses):
    clock = Clock()
    limit = RateLimit(requests, 60.0, clock=clock)
    taken: list[float] = []
    for pause in pauses:
        clock.now += pause
        wait = limit.wait("a")
        if not wait:
            taken.append(clock.now)
            continue
        assert wait <= 60.0
        clock.now += wait + 1e-6
        assert limit.wait("a") == 0.0
        taken.append(clock.now)
    for time in taken:
        # a bucket gives back evenly: at most a full one and what came back in the window
        assert sum(time <= other < time + 60.0 for other in taken) <= 2 * requests


def test_threads_do_not_get_more():
    limit = RateLimit(50, 3600.0)
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: limit.wait("a"), range(400)))
    assert waits.count(0.0) == 50


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(limits, "_CLIENTS", 1000)
    limit = RateLimit(1, 60.0)
    for number in range(2000):
        limit.wait(str(number))
    tracemalloc.start()
    for number in range(2000, 20_000):
        limit.wait(str(number))
    assert tracemalloc.get_traced_memory()[0] < 500_000
    tracemalloc.stop()
    assert len(limit._arrivals) == 1000


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("testclient", "testclient", True),
        (None, "", True),
    ],
)
def test_who_is_one_client(one, other, same):
    assert (client_of(one) == client_of(other)) is same
