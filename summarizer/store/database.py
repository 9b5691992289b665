"""The connection to the database: addresses, pragmas, migrations, and errors in our words."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.engine import URL, Connection, Engine, make_url

from summarizer.errors import SettingsError, StoreUnavailable
from summarizer.settings import Settings

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).resolve().parent / "migrations"

# Any number that no other program on the same PostgreSQL database uses for its advisory locks.
_MIGRATION_LOCK = 0x5075656E7465  # "Puente"


def address(settings: Settings) -> URL:
    """The SQLAlchemy address of the database: that of the settings, or an SQLite file in the data
    folder. ``postgres://`` and ``postgresql://`` mean psycopg 3.

    Raises:
        SettingsError: the address can't be read, or names a database that Puente does not know.
    """
    given = settings.database_url.strip()
    if not given:
        return URL.create("sqlite", database=str(settings.data_folder / "puente.sqlite3"))
    if given.startswith("postgres://"):
        given = "postgresql" + given.removeprefix("postgres")
    try:
        url = make_url(given)
        backend = url.get_backend_name()
    except (exc.ArgumentError, ValueError) as error:
        raise SettingsError(
            "DATABASE_URL is no address of a database. It looks like "
            "postgresql://user:password@host/name or sqlite:////folder/file.sqlite3."
        ) from error
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite")
    raise SettingsError(
        f"DATABASE_URL names a {backend} database that can't be used. Puente keeps its briefs in "
        "an SQLite file or in PostgreSQL.",
        database=backend,
    )


def exists(settings: Settings) -> bool:
    """Whether the settings name a database server, or an SQLite file that is there."""
    url = address(settings)
    if url.get_backend_name() != "sqlite":
        return True
    return bool(url.database) and Path(url.database).expanduser().exists()


def connect(url: URL, timeout: float) -> Engine:
    """The engine for ``url``. ``timeout`` is how many seconds a statement may wait for a lock, and
    a caller for a connection, before the database counts as unavailable.

    On SQLite, every transaction begins explicitly, so that migrations are atomic too, and writing
    ones take the write lock at once (``BEGIN IMMEDIATE``): a transaction that read first would
    otherwise fail at its first write instead of waiting (sqlite.org/isolation.html).
    """
    if url.get_backend_name() == "sqlite":
        return _connect_sqlite(url, timeout)
    milliseconds = int(timeout * 1000)
    engine = sa.create_engine(
        url,
        hide_parameters=True,  # no text of a brief in a message or a log
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=10,
        pool_timeout=timeout,
        connect_args={"connect_timeout": max(2, int(timeout))},  # libpq takes no less than 2
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {milliseconds}")
            cursor.execute(f"SET statement_timeout = {3 * milliseconds}")
            cursor.execute(f"SET idle_in_transaction_session_timeout = {6 * milliseconds}")
        connection.commit()

    return engine


def _connect_sqlite(url: URL, timeout: float) -> Engine:
    assert url.database
    folder = Path(url.database).expanduser().resolve().parent
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreUnavailable(
            f"The folder {folder} of the database can't be made: {error.strerror}. "
            "Set PUENTE_DATA_FOLDER to a folder that Puente may write to."
        ) from error
    engine = sa.create_engine(
        url,
        hide_parameters=True,
        pool_size=20,
        max_overflow=20,
        pool_timeout=timeout,
        connect_args={"timeout": timeout, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # no transaction that we did not begin
        _enter_wal(connection, timeout)
        for pragma in (
            # WAL's usual NORMAL may lose the last commits in a power cut; a link that was handed
            # out must not be lost.
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",  # what was deleted is overwritten
            "trusted_schema = OFF",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _enter_wal(connection: sqlite3.Connection, timeout: float) -> None:
    """Switch to the write-ahead log. While two processes do so at once, SQLite says "locked"
    without waiting, whatever the busy timeout."""
    end = time.monotonic() + timeout
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.02)


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest form. It is one transaction: a process that is killed in it
    leaves the old form, and a second process that starts meanwhile waits and finds it done.

    Raises:
        StoreUnavailable: the database does not answer, or is newer than this version of Puente.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with translated(engine), engine.connect() as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SET LOCAL lock_timeout = 0"))
            connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreUnavailable(
                "The database was made by a newer version of Puente. Start that version, or name "
                "another database in DATABASE_URL."
            ) from error


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Raise :class:`StoreUnavailable` for whatever goes wrong with the database in the block."""
    try:
        yield
    except exc.IntegrityError:
        raise  # the caller knows what it means
    except (exc.SQLAlchemyError, sqlite3.Error, OSError) as error:
        # the message may hold what was to be saved: its type is all that may be told
        kind = type(getattr(error, "orig", None) or error).__name__
        log.warning("The database is unavailable: %s", kind)
        raise StoreUnavailable(_in_words(engine, error)) from error


def _in_words(engine: Engine, error: BaseException) -> str:
    told = str(getattr(error, "orig", None) or error).lower()
    code = getattr(getattr(error, "orig", None), "sqlstate", None) or ""
    if "disk is full" in told or "disk full" in told or code.startswith("53100"):
        return (
            "The database has no room left, and nothing was saved. Free some space on its disk "
            "and try again."
        )
    if "locked" in told or code in ("55P03", "57014"):
        return "The database is busy, and nothing was saved. Try again in a moment."
    if "readonly" in told or "read-only" in told or code == "25006":
        return "The database can only be read. Give Puente the right to write to it."
    if engine.dialect.name == "sqlite":
        return (
            f"The database file {engine.url.database} can't be opened or is damaged. Check its "
            "rights and its disk, or name another one in DATABASE_URL."
        )
    return "The database does not answer. Check that it runs and that DATABASE_URL leads to it."
