"""Finding or starting a Ray cluster."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

import summarizer
from summarizer.errors import EngineUnavailable
from summarizer.settings import Settings

_STORE_BYTES = 256_000_000
"""Object store of a cluster that is started here: articles and briefs are small, and a share of
the machine's memory, as Ray takes it, would be lost to the models."""

_CONNECT_SECONDS = 10.0
_TRIES = 5

# Puente is no installed package: its folder is found on every node at the same place.
RUNTIME = {"env_vars": {"PYTHONPATH": str(Path(summarizer.__file__).resolve().parents[1])}}


def threads_of_a_replica(settings: Settings) -> int:
    """Threads of one process with the models: as the settings say, else its share of this
    machine's processor cores."""
    from summarizer.translating.checkpoint import cores

    return settings.threads or max(1, cores() // settings.serving_replicas)


def cores_of_all_replicas(settings: Settings) -> int:
    """Processor cores that all replicas count: those that translate and, where this machine has
    models for it, those that write summaries."""
    from summarizer.summarising import generating

    deployments = 2 if generating.models_here(settings) else 1
    return deployments * settings.serving_replicas * threads_of_a_replica(settings)


def import_ray() -> ModuleType:
    """Ray, with its usage statistics off.

    Raises:
        EngineUnavailable: it is not installed.
    """
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
    except ImportError as error:
        raise EngineUnavailable(
            "Ray is not installed. Install it with: pip install -r requirements-ray.txt"
        ) from error
    return ray


@contextlib.contextmanager
def connected(address: str, *, cpus: int | None = None) -> Iterator[ModuleType]:
    """Ray, connected to the cluster at ``address``; ``"local"`` starts one on this machine that
    ends with the block, with as many processor cores as the machine has unless ``cpus`` says how
    many it shall count.

    Raises:
        EngineUnavailable: Ray is not installed, there is no cluster at the address, or none could
            be started here.
    """
    ray = import_ray()
    unavailable = EngineUnavailable(
        "Ray could not be started on this machine. Its logs in /tmp/ray say why; most often the "
        "machine is too busy, or short of memory or room on its disk."
        if address == "local"
        else f"There is no Ray cluster at {address}. Check the address, and that the cluster "
        "runs the same versions of Ray and Python."
    )
    if not _answers(address):
        raise unavailable
    own: dict[str, object] = {}
    if address == "local":
        # Ray's workers give way to all else on a machine (nice 15); here they are its work.
        os.environ.setdefault("RAY_worker_niceness", "0")
        # The 5 s that Ray gives its HTTP proxy are too few where the machine is busy.
        os.environ.setdefault("RAY_SERVE_PROXY_READY_CHECK_TIMEOUT_S", "60")
        own = {"num_cpus": cpus, "object_store_memory": _STORE_BYTES, "include_dashboard": False}
    before = _children()
    # Ray gives its own processes 30 s to start, too few on a machine that is busy for a moment.
    for tries_left in reversed(range(_TRIES if own else 1)):
        try:
            ray.init(
                address=address,
                runtime_env=RUNTIME,
                log_to_driver=False,
                logging_level=logging.ERROR,
                **own,
            )
            break
        except Exception as error:  # some of Ray's are of that very type
            ray.shutdown()
            for process in _children() - before:  # which shutdown does not know of
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            if tries_left:
                continue
            raise unavailable from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _children() -> set[int]:
    """The processes that this one has started, where the system tells them (Linux)."""
    lists = Path("/proc/self/task").glob("*/children")
    return {int(pid) for path in lists for pid in path.read_text().split()}


def _answers(address: str) -> bool:
    """Whether something listens at an address with a port. Ray itself would try for minutes."""
    try:
        parts = urlsplit(address if "://" in address else f"ray://{address}")
        place = (parts.hostname or "", parts.port)
    except ValueError:
        return False
    if not place[1]:
        return True  # "local" and "auto", which Ray looks for
    try:
        with socket.create_connection(place, timeout=_CONNECT_SECONDS):
            return True
    except OSError:
        return False
