"""How often one client may ask."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

_CLIENTS = 50_000
"""Clients that are remembered, about 10 MB; of more, those that asked the longest ago are
forgotten, and begin anew."""


class RateLimit:
    """A token bucket for each client (generic cell rate algorithm, ITU-T I.371): ``requests`` in
    any ``seconds``, given back evenly. Safe in threads, constant in time, bounded in memory."""

    def __init__(
        self, requests: int, seconds: float, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._interval = seconds / requests
        self._burst = seconds - self._interval
        self._clock = clock
        self._arrivals: OrderedDict[str, float] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, client: str) -> float:
        """Take one request of ``client``: 0 where it may go on, or else how many seconds it
        must wait; a request that must wait is not taken."""
        with self._lock:
            now = self._clock()
            arrival = max(self._arrivals.pop(client, now), now)
            late = arrival - now - self._burst
            self._arrivals[client] = arrival if late > 1e-9 else arrival + self._interval
            if len(self._arrivals) > _CLIENTS:
                self._arrivals.popitem(last=False)
            return max(0.0, late)


def client_of(host: str | None) -> str:
    """Whom an address counts as: a home or office has a whole /64 of IPv6 addresses (RFC 6177)."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return host or "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((int(address) >> 64 << 64, 64)))
    return str(address)
