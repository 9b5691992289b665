"""A PostgreSQL server of the tests' own: from Debian's package, in a temporary folder, reached
over a Unix socket only. PostgreSQL refuses to run as root, so that under root it runs as the
user ``postgres`` that the package made."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _version(path: Path) -> int:
    name = path.parent.parent.name
    return int(name) if name.isdigit() else 0


class Server:
    """A running server. ``stop`` and ``start`` are for tests of what a restart does."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries, self._folder = binaries, folder
        self._as: dict[str, object] = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._run("initdb", "-D", "data", "-U", "puente", "-A", "trust", "-E", "UTF8",
                  "--locale=C", "--no-sync")  # fmt: skip
        self.start()

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._binaries / program, *arguments],
            cwd=self._folder,
            env={**os.environ, "LC_ALL": "C.UTF-8", "PGDATA": "data"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            **self._as,
        )
        assert done.returncode == 0, f"{program}: {done.stdout}"

    def start(self) -> None:
        options = f"-c listen_addresses= -c unix_socket_directories={self._folder} -c fsync=off"
        self._run("pg_ctl", "start", "-w", "-t", "60", "-l", "log", "-o", options)

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "stop", "-w", "-t", "60", "-m", how)

    def address(self, name: str) -> str:
        return f"postgresql+psycopg://puente@/{name}?host={self._folder}"

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """The address of a fresh database, dropped afterwards."""
        name = f"t{os.urandom(6).hex()}"
        engine = sa.create_engine(self.address("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        engine.dispose()
        yield self.address(name)
        with contextlib.suppress(sa.exc.OperationalError), engine.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        engine.dispose()


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """A running server; skips the test where PostgreSQL is not installed, but never in CI."""
    binaries = _binaries()
    if binaries is None:
        message = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    # a short path: that of a Unix socket has at most 107 bytes
    folder = Path(tempfile.mkdtemp(prefix="puente-pg-", dir="/tmp"))
    try:
        running = Server(binaries, folder)
        try:
            yield running
        finally:
            running.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
