from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.remote import stub


@pytest.fixture
def serve() -> Iterator[Callable[..., stub.Server]]:
    """Starts stub servers that give the answers it is called with."""
    running: list[stub.Server] = []

    def start(*answers: stub.Answer) -> stub.Server:
        running.append(stub.Server(*answers))
        return running[-1]

    yield start
    for server in running:
        server.stop()
