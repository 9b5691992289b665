from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from tests import databases
from tests.remote import stub

# The first example may load a model or a list of words, and the machine may have other work.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.Server]:
    """A PostgreSQL server of the tests' own."""
    with databases.server() as running:
        yield running


@pytest.fixture
def serve() -> Iterator[Callable[..., stub.Server]]:
    """Starts chat servers that give the answers it is called with."""
    running: list[stub.Server] = []

    def start(*answers: stub.Answer) -> stub.Server:
        running.append(stub.Server(*answers))
        return running[-1]

    yield start
    for server in running:
        server.stop()
