"""One server for Streamlit's pages, the share pages and the HTTP API."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import functools
import logging
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import anyio.to_thread
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from summarizer.errors import PuenteError
from summarizer.settings import Settings
from summarizer.store import Store
from summarizer.web import services, work
from summarizer.web.api import Api
from summarizer.web.middleware import Pages
from summarizer.web.people import is_signed_in
from summarizer.web.share import Share

log = logging.getLogger(__name__)

SCRIPT = Path(__file__).resolve().parent / "script.py"

SWITCH_SECONDS = 0.0005
"""How long a thread that makes a brief may keep the interpreter from those who read. Python's 5 ms
add up over the many small steps of many answers: with 200 readers and 20 makers on two cores, two
runs each, the p95 of a shared page fell from 1.1 and 1.3 s to 0.9 and 0.6 s, and as many briefs
were made (53 and 50, then 53 and 57 a minute)."""


class Server:
    """What ``st.App`` takes beside its script: routes, middleware, and what begins and ends with
    the process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._share = Share(services.store, settings, signed_in=is_signed_in)
        self._api = Api(services.store, settings, brief_limit=work.brief_limit())

    @property
    def routes(self) -> list[BaseRoute]:
        return [*self._share.routes(), *self._api.routes()]

    @property
    def middleware(self) -> list[Middleware]:
        return [Middleware(Pages)]

    @contextlib.asynccontextmanager
    async def lifespan(self, _app: object) -> AsyncIterator[dict[str, object]]:
        """Load the models and open the store at the start; save what was counted at the end."""
        sys.setswitchinterval(SWITCH_SECONDS)
        work.warm_up()
        with contextlib.suppress(PuenteError):  # told at the first request, and by the health
            await anyio.to_thread.run_sync(services.store)
        retention = asyncio.create_task(keep_to(self._settings.retention_days, services.store))
        try:
            async with self._share.running():
                yield {}
        finally:
            retention.cancel()
            await anyio.to_thread.run_sync(services.close)


async def keep_to(
    days: int,
    store: Callable[[], Store],
    *,
    every: float = 3600.0,
    wall: Callable[[], float] = time.time,
    steady: Callable[[], float] = time.monotonic,
) -> None:
    """Delete what nobody changed for ``days`` days, at once and ``every`` so many seconds; 0 keeps
    everything. A clock that jumps must not delete anything: where it went another way than the
    steady clock by more than a minute, this round is left out."""
    if not days:
        return
    before = None
    while True:
        now = (wall(), steady())
        jumped = before is not None and abs((now[0] - before[0]) - (now[1] - before[1])) > 60
        before = now
        if jumped:
            log.warning("The clock was set; old briefs are looked for the next time.")
        else:
            purge = functools.partial(_purge, store, dt.timedelta(days=days))
            await anyio.to_thread.run_sync(purge)
        await asyncio.sleep(every)


def _purge(store: Callable[[], Store], older_than: dt.timedelta) -> None:
    try:
        number = store().purge(older_than)
        if number:
            log.info("Old briefs deleted: %d", number)
    except PuenteError as error:
        log.warning("Old briefs could not be deleted: %s", error)
