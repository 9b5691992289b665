"""What the pages, the share routes and the API of one process have in common."""

from __future__ import annotations

import threading

from summarizer.errors import StoreUnavailable
from summarizer.glossary import Glossary
from summarizer.settings import load
from summarizer.store import Store, database

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


def glossary() -> Glossary | None:
    """What this installation has been taught; None where nothing was ever kept, and while
    its database does not answer: a brief without it is better than none."""
    try:
        if _store is None and not database.exists(load()):
            return None
        return store().glossary()
    except StoreUnavailable:
        return None


def close() -> None:
    """Close the store; the next call of :func:`store` opens it again."""
    global _store
    with _lock:
        if _store is not None:
            _store.close()
            _store = None
