"""What the pages, the share routes and the API of one process have in common."""

from __future__ import annotations

import threading

from summarizer.settings import load
from summarizer.store import Store

_lock = threading.Lock()
_store: Store | None = None


def store() -> Store:
    """The store of this process, opened when it is first asked for.

    Raises:
        StoreUnavailable: the database does not answer; the next call tries again.
    """
    global _store
    if _store is None:
        with _lock:
            if _store is None:
                _store = Store.open(load())
    return _store


def close() -> None:
    """Close the store; the next call of :func:`store` opens it again."""
    global _store
    with _lock:
        if _store is not None:
            _store.close()
            _store = None
