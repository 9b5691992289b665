"""What may go wrong with a database, tried: nothing that was saved is lost, nothing is half
saved, and the error says in words what to do."""

from __future__ import annotations

import contextlib
import logging
import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import make_url

from summarizer.errors import SettingsError, StoreUnavailable
from summarizer.settings import Settings
from summarizer.store import Owner, Store, database
from summarizer.store.tables import metadata
from tests import briefs

ROOT = Path(__file__).resolve().parents[2]
BRIEF = briefs.sample()
OWNER = Owner.of_token("of the tests")


def child(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A real process that runs ``code``."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def everything(address: str) -> tuple[list[sa.Row], list[sa.Row], list[sa.Row]]:
    engine = sa.create_engine(make_url(address))
    with engine.connect() as connection:
        rows = tuple(
            list(connection.execute(sa.text(f"SELECT * FROM {table}")))
            for table in ("briefs", "versions", "links")
        )
        if engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    engine.dispose()
    return rows


# --- kill -9 -------------------------------------------------------------------------------------

SAVING = """
    import sys
    from sqlalchemy.engine import make_url
    from summarizer.store import Owner, Store
    from tests import briefs

    store, owner = Store(make_url(sys.argv[1])), Owner.of_token("of the tests")
    number = 0
    print("ready", flush=True)
    while True:
        number += 1
        saved = store.save(briefs.titled(f"Title {number}"), owner)
        changed = store.save(briefs.titled(f"Title {number}, changed"), owner, id=saved.id)
        link = store.share(saved.id, owner)
        print(saved.id, changed.version, link.id, flush=True)
"""


def test_killed_while_it_saves(address, open_store):
    open_store()
    chance = random.Random(1)
    told: list[list[str]] = []
    for _ in range(3):
        process = child(SAVING, address)
        assert process.stdout and process.stdout.readline() == "ready\n"
        time.sleep(0.15 + chance.random() * 0.3)
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate(timeout=30)
        lines = out.splitlines(keepends=True)
        told += [line.split() for line in lines if line.endswith("\n")]
    assert len(told) >= 3, "the child never came to save anything"

    store = open_store()
    for id, version, link in told:  # what the child was told is there
        saved = store.get(id, OWNER)
        assert saved.version == int(version)
        assert store.read(link).brief == saved.brief
    rows, versions, links = everything(address)  # and nothing is there in part
    by_brief = {(row.brief_id, row.version) for row in versions}
    assert all((row.id, number) in by_brief for row in rows for number in range(1, row.version + 1))
    assert {row.brief_id for row in versions} == {row.id for row in rows}
    assert all((row.brief_id, row.version) in by_brief for row in links)
    assert store.save(BRIEF, OWNER).version == 1


MIGRATING = """
    import os, signal, sys
    from alembic.operations import Operations
    from sqlalchemy.engine import make_url
    from summarizer.store import Store

    made, create = 0, Operations.create_table

    def create_table(self, *arguments, **more):
        global made
        made += 1
        if made == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return create(self, *arguments, **more)

    Operations.create_table = create_table
    Store(make_url(sys.argv[1]))
    print("done")
"""


def test_killed_while_it_migrates(empty_address):
    for table in (2, 3):
        process = child(MIGRATING, empty_address, str(table))
        out, _ = process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL and out == ""
        engine = sa.create_engine(make_url(empty_address))
        assert sa.inspect(engine).get_table_names() == []
        engine.dispose()
    store = Store(make_url(empty_address))
    saved = store.save(BRIEF, OWNER)
    assert store.get(saved.id, OWNER).brief == BRIEF
    store.close()


STARTING = """
    import sys
    from sqlalchemy.engine import make_url
    from summarizer.store import Owner, Store
    from tests import briefs

    brief = briefs.sample()
    print("ready", flush=True)
    sys.stdin.readline()
    store = Store(make_url(sys.argv[1]))
    print(store.save(brief, Owner.of_token("of the tests")).id)
"""


def test_several_processes_start_at_once(empty_address):
    processes = [child(STARTING, empty_address) for _ in range(3)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    ids = []
    for process in processes:
        out, problem = process.communicate(timeout=60)
        assert process.returncode == 0, problem
        ids.append(out.strip())
    store = Store(make_url(empty_address))
    assert {listed.id for listed in store.list(OWNER)} == set(ids) and len(set(ids)) == 3
    store.close()


# --- the schema ----------------------------------------------------------------------------------


def test_the_migrations_make_the_tables(store, address):
    engine = sa.create_engine(make_url(address))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_newer_database_is_left_alone(empty_address):
    Store(make_url(empty_address)).close()
    engine = sa.create_engine(make_url(empty_address))
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreUnavailable, match="newer version of Puente"):
        Store(make_url(empty_address))
    with engine.begin() as connection:
        assert connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == "9999"
    engine.dispose()


def test_sqlite_is_set_up_to_be_safe(tmp_path):
    store = Store(make_url(f"sqlite:///{tmp_path}/puente.sqlite3"))
    with store._engine.connect() as connection:
        for pragma, value in {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "secure_delete": 1,
            "busy_timeout": 10_000,
        }.items():
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value, pragma
    store.close()


# --- no room, no rights, no answer ---------------------------------------------------------------


def test_deleted_bytes_are_overwritten(tmp_path):
    secret = "Zyxwvutsrqponm"
    store = Store(make_url(f"sqlite:///{tmp_path}/puente.sqlite3"))
    other = store.save(BRIEF, OWNER)
    saved = store.save(briefs.titled(f"{secret} " * 400), OWNER)

    def on_disk() -> bool:
        return any(secret.encode() in path.read_bytes() for path in tmp_path.iterdir())

    assert on_disk()
    store.delete(saved.id, OWNER)
    assert not on_disk()  # though the database is open and has not been vacuumed
    assert store.get(other.id, OWNER).brief == BRIEF
    store.close()


def test_a_full_disk(tmp_path):
    path = tmp_path / "puente.sqlite3"
    store = Store(make_url(f"sqlite:///{path}"))
    saved = store.save(BRIEF, OWNER)
    link = store.share(saved.id, OWNER)

    @sa.event.listens_for(store._engine, "checkout")
    def few_pages(connection: sqlite3.Connection, *_: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")

    for attempt in (
        lambda: store.save(briefs.titled("x" * 100_000), OWNER),
        lambda: store.save(briefs.titled("x" * 100_000), OWNER, id=saved.id),
    ):
        with pytest.raises(StoreUnavailable, match="no room left"):
            attempt()
    assert store.read(link.id).brief == BRIEF  # reading goes on
    [rows, versions, _] = everything(f"sqlite:///{path}")
    assert (len(rows), len(versions), rows[0].version) == (1, 1, 1)
    sa.event.remove(store._engine, "checkout", few_pages)
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert store.save(briefs.titled("x" * 100_000), OWNER, id=saved.id).version == 2
    store.close()


def test_a_really_full_disk(tmp_path):
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(tmp_path)], capture_output=True
    )
    if mount.returncode:
        pytest.skip("mounting a small disk needs rights that this user lacks")
    try:
        store = Store(make_url(f"sqlite:///{tmp_path}/puente.sqlite3"))
        saved = store.save(BRIEF, OWNER)
        with pytest.raises(StoreUnavailable, match="no room left"):
            for _ in range(200):
                store.save(briefs.titled("x" * 20_000), OWNER)
        number = store.count(OWNER)
        assert store.get(saved.id, OWNER).brief == BRIEF
        assert len(store.list(OWNER, limit=500)) == number
        store.close()
        reopened = Store(make_url(f"sqlite:///{tmp_path}/puente.sqlite3"))
        assert reopened.count(OWNER) == number
        reopened.close()
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_locked_file(tmp_path):
    path = tmp_path / "puente.sqlite3"
    store = Store(make_url(f"sqlite:///{path}"), timeout=0.2)
    saved = store.save(BRIEF, OWNER)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for attempt in (
        lambda: store.save(BRIEF, OWNER),
        lambda: store.share(saved.id, OWNER),
        lambda: store.delete(saved.id, OWNER),
        lambda: Store(make_url(f"sqlite:///{path}"), timeout=0.2),
    ):
        with pytest.raises(StoreUnavailable, match="busy"):
            attempt()
    assert store.get(saved.id, OWNER).brief == BRIEF  # readers don't wait for a writer
    other.execute("ROLLBACK")
    other.close()
    assert store.share(saved.id, OWNER).version == 1
    store.close()


def test_a_lock_that_ends_in_time_is_waited_for(tmp_path):
    path = tmp_path / "puente.sqlite3"
    store = Store(make_url(f"sqlite:///{path}"), timeout=20)
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.5, lambda: other.execute("ROLLBACK")).start()
    assert store.save(BRIEF, OWNER).version == 1
    store.close()


@pytest.mark.postgres
def test_a_locked_row(postgres_database):
    store = Store(make_url(postgres_database), timeout=0.3)
    saved = store.save(BRIEF, OWNER)
    engine = sa.create_engine(postgres_database)
    with engine.connect() as connection:
        connection.execute(sa.text("SELECT * FROM briefs FOR UPDATE"))
        with pytest.raises(StoreUnavailable, match="busy"):
            store.delete(saved.id, OWNER)
        assert store.get(saved.id, OWNER).brief == BRIEF
    engine.dispose()
    store.delete(saved.id, OWNER)
    store.close()


@pytest.mark.postgres
def test_a_restart_under_load(postgres):
    with postgres.database() as address:
        store = Store(make_url(address), timeout=5)
        saved: list[str] = []
        refused: list[Exception] = []
        stop = threading.Event()

        def work() -> None:
            while not stop.is_set():
                try:
                    saved.append(store.save(BRIEF, OWNER).id)
                except StoreUnavailable as error:
                    refused.append(error)
                    time.sleep(0.05)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for how in ("fast", "immediate"):  # "immediate" is a crash
            time.sleep(0.5)
            postgres.stop(how)
            time.sleep(0.2)
            before = len(saved)
            postgres.start()
            for _ in range(200):
                if len(saved) > before + 4:
                    break
                time.sleep(0.05)
            assert len(saved) > before + 4, "it did not recover"
        stop.set()
        for thread in threads:
            thread.join(30)
        assert refused and all("database" in str(error) for error in refused)
        ids = {listed.id for listed in store.list(OWNER, limit=100_000)}
        assert ids >= set(saved)
        rows, versions, _ = everything(address)
        assert {row.id for row in rows} == {row.brief_id for row in versions}
        store.close()


@pytest.mark.postgres
def test_an_idle_pool_survives_a_restart(postgres):
    with postgres.database() as address:
        store = Store(make_url(address), timeout=5)
        saved = store.save(BRIEF, OWNER)
        postgres.stop()
        with pytest.raises(StoreUnavailable, match="does not answer"):
            store.ping()
        postgres.start()
        assert store.get(saved.id, OWNER).brief == BRIEF
        assert store.save(BRIEF, OWNER, id=saved.id).version == 1
        store.close()


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\0" + bytes(5000), b"not a database" * 1000]
)
def test_a_file_that_is_no_database(tmp_path, content):
    path = tmp_path / "puente.sqlite3"
    path.write_bytes(content)
    if not content:  # an empty file is an empty database
        Store(make_url(f"sqlite:///{path}")).close()
        return
    with pytest.raises(StoreUnavailable, match="damaged"):
        Store(make_url(f"sqlite:///{path}"))
    assert path.read_bytes() == content


def test_no_folder_to_write_to(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="PUENTE_DATA_FOLDER"):
        Store(make_url(f"sqlite:///{tmp_path}/file/puente.sqlite3"))


def test_a_server_that_is_not_there():
    with pytest.raises(StoreUnavailable, match="does not answer"):
        Store(make_url("postgresql+psycopg://nobody@/none?host=/nowhere"), timeout=2)


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("", "sqlite"),
        ("sqlite:////var/lib/puente/briefs.db", "sqlite"),
        ("postgres://puente:secret@db/briefs", "postgresql+psycopg"),
        ("postgresql://puente@db/briefs?sslmode=require", "postgresql+psycopg"),
        ("postgresql+psycopg2://puente@db/briefs", "postgresql+psycopg"),
    ],
)
def test_addresses(tmp_path, given, driver):
    url = database.address(Settings(database_url=given, data_folder=tmp_path))
    assert url.drivername == driver
    if not given:
        assert url.database == str(tmp_path / "puente.sqlite3")


@pytest.mark.parametrize("given", ["mysql://db/x", "nonsense", "sqlite://", "sqlite:///:memory:"])
def test_addresses_that_are_of_no_use(given):
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        database.address(Settings(database_url=given))


def test_no_error_tells_what_was_saved(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    path = tmp_path / "puente.sqlite3"
    store = Store(make_url(f"sqlite:///{path}"), timeout=0.1)
    with sqlite3.connect(path) as other:
        other.execute("ALTER TABLE versions RENAME TO elsewhere")
    other.close()
    with pytest.raises(StoreUnavailable) as caught:
        store.save(briefs.titled("Confidential"), OWNER)
    told = "".join(
        [
            *map(str, (caught.value, caught.value.__cause__)),
            *(r.getMessage() for r in caplog.records),
        ]
    )
    assert "Confidential" not in told and BRIEF.sentences[1].text not in told
    with contextlib.suppress(StoreUnavailable):
        store.close()
