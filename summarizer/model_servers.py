"""The client of the servers that run models for this machine, which :mod:`summarizer.serving`
starts: JSON over HTTP, and a pause after a fault.

What is asked and what is answered belongs to those who ask:
:mod:`summarizer.translating.served` and :mod:`summarizer.summarising.served`.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from summarizer.errors import ModelDamaged, ModelError, ModelMissing, ServersAway, SettingsError

log = logging.getLogger(__name__)

PAUSE_SECONDS = 15.0
"""For how long servers that did not answer are not asked again: each brief would else wait for
them first."""

_ERRORS: dict[str, type[ModelError]] = {kind.code: kind for kind in (ModelMissing, ModelDamaged)}
_T = TypeVar("_T")


class ModelServers:
    """The servers at ``url``; can be used from threads.

    Args:
        url: their address or that of the balancer before them, such as
            ``http://models.internal:8000``.
        seconds: after which an answer is given up.
        clock: seconds that never run backwards.

    Raises:
        SettingsError: ``url`` is no http(s) address.
    """

    def __init__(
        self, url: str, *, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        import urllib3

        if not url.startswith(("http://", "https://")):
            raise SettingsError(
                f"PUENTE_SERVING_URL can't be {url!r}: it is the address of the servers that run "
                "the models, such as http://models.internal:8000.",
                name="PUENTE_SERVING_URL",
            )
        self._url, self._clock = url.rstrip("/"), clock
        self._http = urllib3.PoolManager(
            maxsize=32,
            timeout=urllib3.Timeout(connect=3.0, read=seconds),
            # A server that was replaced meanwhile breaks its connections: asked once more. What
            # may be at work in it is not asked again after a time-out.
            retries=urllib3.Retry(
                total=2, connect=1, read=0, other=1, status=2, redirect=0,
                status_forcelist=(502, 503), backoff_factor=0.2, allowed_methods=None,
                raise_on_status=False,
            ),
        )  # fmt: skip
        self._down_until = float("-inf")

    @property
    def are_down(self) -> bool:
        """Whether they did not answer a moment ago, and are not asked now."""
        return self._clock() < self._down_until

    def ask(self, path: str, content: dict[str, Any], read: Callable[[dict[str, Any]], _T]) -> _T:
        """What ``read`` makes of the answer; its ``KeyError``, ``TypeError`` or ``ValueError``
        says that the answer is not as agreed.

        Raises:
            ModelMissing, ModelDamaged: as the servers say.
            ServersAway: they don't answer, or not as agreed.
        """
        from urllib3.exceptions import HTTPError

        if self.are_down:
            raise _away()
        try:
            response = self._http.request("POST", f"{self._url}{path}", json=content)
            answer = json.loads(response.data)
            if response.status == 200 and isinstance(answer, dict):
                return read(answer)
            error = _ERRORS.get(answer["code"], ServersAway)(str(answer["message"]))
        except (HTTPError, ValueError, KeyError, TypeError) as problem:
            self._mark_down(problem)
            raise _away() from problem
        if isinstance(error, ServersAway):
            self._mark_down(error)
        raise error

    def _mark_down(self, problem: Exception) -> None:
        self._down_until = self._clock() + PAUSE_SECONDS
        log.warning("The servers of the models don't answer (%s).", type(problem).__name__)


def _away() -> ServersAway:
    return ServersAway("The servers of the models don't answer. Try again in a minute.")
