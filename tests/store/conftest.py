from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from summarizer.store import Owner, Store, new_owner_token
from tests import databases


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 6, 18, 30, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def move(self, **delta: float) -> None:
        self.now += dt.timedelta(**delta)


@pytest.fixture(scope="session")
def postgres_database(postgres: databases.Server) -> Iterator[str]:
    with postgres.database() as made:
        yield made


def both_kinds():
    kinds = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
    return pytest.fixture(params=kinds)


@both_kinds()
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without briefs: every test runs on both kinds."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store/puente.sqlite3"
        return
    made = request.getfixturevalue("postgres_database")
    yield made
    engine = sa.create_engine(made)
    with engine.begin() as connection:
        connection.execute(sa.text("TRUNCATE briefs, versions, links, terms, remembered"))
    engine.dispose()


@both_kinds()
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store/puente.sqlite3"
    else:
        with request.getfixturevalue("postgres").database() as made:
            yield made


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_store(address: str, clock: Clock) -> Iterator[Callable[..., Store]]:
    """Opens stores on the same database, as several processes would."""
    opened: list[Store] = []

    def open_one(**more: object) -> Store:
        store = Store(make_url(address), **{"timeout": 5.0, "clock": clock, **more})
        opened.append(store)
        return store

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[..., Store]) -> Store:
    return open_store()


@pytest.fixture
def owner() -> Owner:
    return Owner.of_token(new_owner_token())
