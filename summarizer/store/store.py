"""Saving, sharing, listing, revoking and deleting briefs."""

from __future__ import annotations

import datetime as dt
import logging
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.engine import Connection, Row

from summarizer.brief import Brief
from summarizer.errors import Gone, NotAllowed, NotFound
from summarizer.glossary import Glossary, Remembered, Term
from summarizer.settings import Settings, load
from summarizer.store import database, tables, words
from summarizer.store.records import Audience, Expiry, Link, Listed, Saved, Shared
from summarizer.store.tables import UTC, briefs, links, versions
from summarizer.store.tokens import Owner, is_id, new_id

log = logging.getLogger(__name__)

Result = TypeVar("Result")


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Store:
    """The briefs of one database. One object serves all threads of a process; several processes
    may share the database.

    Every method raises ``StoreUnavailable`` where the database does not answer, is locked for
    longer than ``timeout`` or has no room; nothing is then half saved.
    """

    def __init__(
        self,
        url: sa.URL,
        *,
        timeout: float = 10.0,
        clock: Callable[[], dt.datetime] = utc_now,
    ) -> None:
        """Connect to ``url`` and bring its tables to the newest form.

        Args:
            url: an SQLite file or a PostgreSQL database, see :func:`database.address`.
            timeout: seconds to wait for a lock.
            clock: gives the time, aware of its time zone.
        """
        self._clock = clock
        self._engine = database.connect(url, timeout)
        self._reading = self._engine.execution_options(reading=True)
        self._sqlite = self._engine.dialect.name == "sqlite"
        self._withdrawn = 0
        self._glossary: tuple[tuple[Any, ...], Glossary] | None = None
        try:
            database.migrate(self._engine)
        except BaseException:
            self._engine.dispose()
            raise

    @classmethod
    def open(cls, settings: Settings | None = None) -> Store:
        """The store that the settings name."""
        settings = settings or load()
        return cls(database.address(settings), timeout=settings.database_timeout)

    def close(self) -> None:
        self._engine.dispose()

    @property
    def kind(self) -> str:
        """``"sqlite"`` or ``"postgresql"``."""
        return self._engine.dialect.name

    @property
    def withdrawals(self) -> int:
        """Grows with everything that this process revokes or deletes, for caches of what links
        lead to."""
        return self._withdrawn

    def now(self) -> dt.datetime:
        """The time by which links expire, in UTC."""
        return self._clock()

    def ping(self) -> None:
        """Ask the database for a sign of life."""
        self._read(lambda connection: connection.execute(sa.select(1)))

    # --- briefs ----------------------------------------------------------------------------------

    def save(self, brief: Brief, owner: Owner, *, id: str | None = None) -> Saved:
        """Save a brief, as a new one or as the next version of the brief ``id``.

        What is saved never changes. Saving the latest version again saves nothing and gives it
        back; a version number that is taken by another text gives way to the next free one.

        Raises:
            NotFound: there is no brief ``id``.
            NotAllowed: the brief ``id`` belongs to somebody else.
        """
        if id is None:
            return self._write(lambda connection: self._save_new(connection, brief, owner))
        for _ in range(20):  # as many as may save versions of one brief at the same moment
            try:
                return self._write(
                    lambda connection: self._save_version(connection, brief, owner, id)
                )
            except exc.IntegrityError:
                continue
        raise NotFound("This brief is being deleted.")

    def _save_new(self, connection: Connection, brief: Brief, owner: Owner) -> Saved:
        now, id = self._clock(), new_id()
        connection.execute(
            briefs.insert().values(id=id, owner=owner.key, created=now, **_latest(brief, now))
        )
        self._insert_version(connection, id, brief, now)
        return Saved(id, brief.version, brief)

    def _save_version(self, connection: Connection, brief: Brief, owner: Owner, id: str) -> Saved:
        latest = self._owned(connection, id, owner, lock=True).version
        document = connection.scalar(
            sa.select(versions.c.document).where(
                versions.c.brief_id == id, versions.c.version == latest
            )
        )
        stored = Brief.model_validate_json(document)
        if stored == brief.model_copy(update={"version": latest}):
            return Saved(id, latest, stored)
        brief = brief.model_copy(update={"version": max(latest + 1, brief.version)})
        now = self._clock()
        self._insert_version(connection, id, brief, now)
        connection.execute(briefs.update().where(briefs.c.id == id).values(**_latest(brief, now)))
        return Saved(id, brief.version, brief)

    @staticmethod
    def _insert_version(connection: Connection, id: str, brief: Brief, now: dt.datetime) -> None:
        connection.execute(
            versions.insert().values(
                brief_id=id,
                version=brief.version,
                created=now,
                document=brief.model_dump_json(),
            )
        )

    def get(self, id: str, owner: Owner, *, version: int | None = None) -> Saved:
        """A brief of ``owner``: its latest version, unless another is asked for.

        Raises:
            NotFound: there is no such brief or version.
            NotAllowed: it belongs to somebody else.
        """

        def work(connection: Connection) -> Saved:
            number = version or self._owned(connection, id, owner).version
            if version is not None:
                self._owned(connection, id, owner)
            document = connection.scalar(
                sa.select(versions.c.document).where(
                    versions.c.brief_id == id, versions.c.version == number
                )
            )
            if document is None:
                raise NotFound(f"This brief has no version {number}.")
            return Saved(id, number, Brief.model_validate_json(document))

        return self._read(work)

    def list(
        self, owner: Owner, query: str = "", *, limit: int = 50, offset: int = 0
    ) -> tuple[Listed, ...]:
        """The briefs of ``owner``, the one that changed last first, whose titles or texts hold
        every word of ``query``, whatever its case and accents."""

        def work(connection: Connection) -> tuple[Listed, ...]:
            found = (
                sa.select(
                    briefs.c.id,
                    briefs.c.version,
                    briefs.c.titles,
                    briefs.c.edited,
                    briefs.c.created,
                    briefs.c.changed,
                )
                .where(briefs.c.owner == owner.key, *_matching(query))
                .order_by(briefs.c.changed.desc(), briefs.c.id)
                .limit(limit)
                .offset(offset)
            )
            rows = connection.execute(found).all()
            by_brief = _links_of(connection, [row.id for row in rows])
            return tuple(
                Listed(
                    id=row.id,
                    version=row.version,
                    titles=dict(row.titles),
                    edited=row.edited,
                    created=row.created,
                    changed=row.changed,
                    links=tuple(by_brief.get(row.id, ())),
                )
                for row in rows
            )

        return self._read(work)

    def count(self, owner: Owner, query: str = "") -> int:
        """How many briefs :meth:`list` would give without a limit."""
        number = sa.select(sa.func.count()).select_from(briefs)
        number = number.where(briefs.c.owner == owner.key, *_matching(query))
        return self._read(lambda connection: connection.scalar(number) or 0)

    def delete(self, id: str, owner: Owner) -> None:
        """Delete a brief with all its versions, for good; its links then say that it is gone.

        In SQLite its bytes are overwritten, in the log too. PostgreSQL gives their room back when
        it vacuums.

        Raises:
            NotFound: there is no such brief.
            NotAllowed: it belongs to somebody else.
        """

        def work(connection: Connection) -> None:
            self._owned(connection, id, owner, lock=True)
            self._erase(connection, [id])

        self._write(work)
        self._forget()

    def adopt(self, owner: Owner, new_owner: Owner) -> int:
        """Give all briefs of ``owner`` to ``new_owner``, and tell how many they are: of a browser's
        token to the person who signed in with it."""

        def work(connection: Connection) -> int:
            given = briefs.update().where(briefs.c.owner == owner.key)
            return connection.execute(given.values(owner=new_owner.key)).rowcount

        return self._write(work)

    def purge(self, older_than: dt.timedelta) -> int:
        """Delete all briefs that did not change for ``older_than``, and tell how many they were."""
        due = self._clock() - older_than

        def work(connection: Connection) -> int:
            ids = connection.scalars(
                sa.select(briefs.c.id).where(briefs.c.changed < due).limit(500)
            ).all()
            self._erase(connection, ids)
            return len(ids)

        total = 0
        while number := self._write(work):
            total += number
        if total:
            self._forget()
        return total

    def _erase(self, connection: Connection, ids: Sequence[str]) -> None:
        connection.execute(
            links.update()
            .where(links.c.brief_id.in_(ids))
            .values(
                brief_id=None,
                version=None,
                revoked=sa.func.coalesce(links.c.revoked, sa.literal(self._clock(), UTC())),
            )
        )
        connection.execute(versions.delete().where(versions.c.brief_id.in_(ids)))
        connection.execute(briefs.delete().where(briefs.c.id.in_(ids)))

    def _forget(self) -> None:
        """Empty SQLite's log, which still holds the pages as they were before a deletion."""
        self._withdrawn += 1
        if not self._sqlite:
            return
        for _ in range(20):  # a reader in the middle of a page keeps the log for a moment
            with database.translated(self._engine), self._engine.connect() as connection:
                raw = connection.connection.driver_connection
                assert raw is not None
                if raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0:
                    return
            time.sleep(0.05)
        log.warning("The database's log could not be emptied yet; the next deletion will do it.")

    # --- what a desk has taught -----------------------------------------------------------------

    def glossary(self) -> Glossary:
        """The terms and remembered sentences of this installation; read again only after they
        have changed."""

        def work(connection: Connection) -> Glossary:
            stamp = words.stamp(connection)
            known = self._glossary
            if known is None or known[0] != stamp:
                made = Glossary(words.all_terms(connection), words.all_sentences(connection))
                self._glossary = known = (stamp, made)
            return known[1]

        return self._read(work)

    def add_terms(self, terms: Sequence[Term]) -> tuple[Term, ...]:
        """Add terms, all or none, and give them back with their ids; those that are there already
        take the new note.

        Raises:
            TermError: one of them can't be a term, or they are too many.
        """
        return self._teach(lambda connection: words.add_terms(connection, terms, self._clock()))

    def edit_term(self, id: str, term: Term) -> Term:
        """Put ``term`` in the place of the one with this id.

        Raises:
            NotFound: there is no such term.
            TermError: it can't be a term.
        """
        return self._teach(lambda connection: words.edit_term(connection, id, term, self._clock()))

    def remove_term(self, id: str) -> None:
        """Remove a term. Raises ``NotFound``."""
        self._teach(lambda connection: words.remove(connection, tables.terms, id))

    def remember(self, sentence: Remembered) -> Remembered:
        """Keep a sentence with the translation that a person gave it, and give it back with its id;
        a newer one takes the place of an older one of the same sentence.

        Raises:
            TermError: a side is empty or too long, or they are too many.
        """
        return self._teach(lambda connection: words.remember(connection, sentence, self._clock()))

    def forget(self, id: str) -> None:
        """Delete a remembered sentence, for good. Raises ``NotFound``."""
        self._teach(lambda connection: words.remove(connection, tables.remembered, id))
        self._forget()

    def _teach(self, work: Callable[[Connection], Result]) -> Result:
        done = self._write(work)
        self._glossary = None
        return done

    # --- links -----------------------------------------------------------------------------------

    def share(
        self,
        id: str,
        owner: Owner,
        *,
        expiry: Expiry = Expiry.WEEK,
        version: int | None = None,
        audience: Audience = Audience.ANYONE,
    ) -> Link:
        """A new link to a brief of ``owner``: to its latest version, unless another is asked for.

        Raises:
            NotFound: there is no such brief or version.
            NotAllowed: it belongs to somebody else.
        """

        def work(connection: Connection) -> Link:
            number = version or self._owned(connection, id, owner, lock=True).version
            if version is not None:
                self._owned(connection, id, owner, lock=True)
                exists = sa.select(versions.c.version).where(
                    versions.c.brief_id == id, versions.c.version == version
                )
                if connection.scalar(exists) is None:
                    raise NotFound(f"This brief has no version {version}.")
            now = self._clock()
            lifetime = expiry.lifetime
            link = Link(
                id=new_id(),
                brief_id=id,
                version=number,
                created=now,
                expires=None if lifetime is None else now + lifetime,
                revoked=None,
                views=0,
                audience=audience,
            )
            connection.execute(
                links.insert().values(
                    id=link.id,
                    brief_id=id,
                    version=number,
                    created=now,
                    expires=link.expires,
                    audience=audience.value,
                )
            )
            return link

        return self._write(work)

    def links(self, id: str, owner: Owner) -> tuple[Link, ...]:
        """The links of a brief of ``owner``, the newest first.

        Raises:
            NotFound: there is no such brief.
            NotAllowed: it belongs to somebody else.
        """

        def work(connection: Connection) -> tuple[Link, ...]:
            self._owned(connection, id, owner)
            return tuple(_links_of(connection, [id]).get(id, ()))

        return self._read(work)

    def revoke(self, link_id: str, owner: Owner) -> None:
        """End a link for good. Revoking it again changes nothing.

        Raises:
            NotFound: there is no such link.
            NotAllowed: its brief belongs to somebody else.
        """

        def work(connection: Connection) -> None:
            row = _link_row(connection, link_id)
            if row.brief_id is None:
                raise _gone("deleted")
            self._owned(connection, row.brief_id, owner)
            connection.execute(
                links.update()
                .where(links.c.id == link_id, links.c.revoked.is_(None))
                .values(revoked=self._clock())
            )

        self._write(work)
        self._withdrawn += 1

    def link(self, link_id: str) -> Link:
        """A link that leads to a brief now.

        Raises:
            NotFound: there is no such link.
            Gone: it was revoked or has expired, or its brief was deleted.
        """
        return self._read(lambda connection: self._live_link(connection, link_id))

    def read(self, link_id: str) -> Shared:
        """The brief that a link leads to now. Reading counts no view.

        Raises:
            NotFound: there is no such link.
            Gone: it was revoked or has expired, or its brief was deleted.
        """

        def work(connection: Connection) -> Shared:
            link = self._live_link(connection, link_id)
            document = connection.scalar(
                sa.select(versions.c.document).where(
                    versions.c.brief_id == link.brief_id, versions.c.version == link.version
                )
            )
            return Shared(link, Brief.model_validate_json(document))

        return self._read(work)

    def count_views(self, views: Mapping[str, int]) -> None:
        """Add to the views of links, by link id. Ids of no link are passed over."""

        def work(connection: Connection) -> None:
            for link_id in sorted(views):  # one order for all processes: no deadlock
                connection.execute(
                    links.update()
                    .where(links.c.id == link_id)
                    .values(views=links.c.views + views[link_id])
                )

        if views:
            self._write(work)

    def _live_link(self, connection: Connection, link_id: str) -> Link:
        row = _link_row(connection, link_id)
        if row.brief_id is None:
            raise _gone("deleted")
        link = _link(row)
        if link.revoked is not None:
            raise _gone("revoked")
        if not link.is_live(self._clock()):
            raise _gone("expired")
        return link

    # --- the database ----------------------------------------------------------------------------

    @staticmethod
    def _owned(connection: Connection, id: str, owner: Owner, *, lock: bool = False) -> Row[Any]:
        row = None
        if is_id(id):
            found = sa.select(briefs.c.owner, briefs.c.version).where(briefs.c.id == id)
            row = connection.execute(found.with_for_update() if lock else found).one_or_none()
        if row is None:
            raise NotFound("There is no such brief. It may have been deleted.")
        if not owner.is_(row.owner):
            raise NotAllowed("This brief belongs to somebody else: the owner token is not its own.")
        return row

    def _read(self, work: Callable[[Connection], Result]) -> Result:
        return self._transact(self._reading, work)

    def _write(self, work: Callable[[Connection], Result]) -> Result:
        return self._transact(self._engine, work)

    def _transact(self, engine: sa.Engine, work: Callable[[Connection], Result]) -> Result:
        """Do ``work`` in one transaction. Where the connection breaks before the commit (the
        database was restarted), it is done once more on a fresh one."""
        with database.translated(self._engine):
            try:
                return self._once(engine, work)
            except _BrokenBeforeCommit:
                return self._once(engine, work)

    @staticmethod
    def _once(engine: sa.Engine, work: Callable[[Connection], Result]) -> Result:
        with engine.connect() as connection:
            transaction = connection.begin()
            try:
                result = work(connection)
            except exc.DBAPIError as error:
                transaction.close()
                if error.connection_invalidated:
                    raise _BrokenBeforeCommit from error
                raise
            except BaseException:
                transaction.close()
                raise
            transaction.commit()
            return result


def taught(settings: Settings | None = None) -> Glossary | None:
    """The glossary of this installation; None where nothing was ever kept, so that making a brief
    makes no database.

    Raises:
        StoreUnavailable: there is a database, and it does not answer.
    """
    settings = settings or load()
    if not database.exists(settings):
        return None
    store = Store.open(settings)
    try:
        return store.glossary()
    finally:
        store.close()


class _BrokenBeforeCommit(exc.SQLAlchemyError):
    pass


_GONE = {
    "revoked": "This link was revoked.",
    "expired": "This link has expired.",
    "deleted": "The brief of this link was deleted.",
}


def _gone(reason: str) -> Gone:
    return Gone(f"{_GONE[reason]} Ask who sent it for a new one.", reason=reason)


def _latest(brief: Brief, now: dt.datetime) -> dict[str, object]:
    titles = {language: side.text for language, side in brief.title.sides.items()}
    texts = [
        side.text for sentence in brief.bilingual_sentences() for side in sentence.sides.values()
    ]
    texts += [block.text for block in brief.article.body]
    return {
        "changed": now,
        "version": brief.version,
        "titles": {language: title.replace("\0", "") for language, title in titles.items()},
        "edited": brief.edited,
        "search": fold("\n".join(dict.fromkeys(texts))),
    }


def fold(text: str) -> str:
    """``text`` as it is compared in a search: without case, accents and other variants of letters
    (compatibility caseless matching, Unicode 3.13 D146, less the combining marks)."""
    for _ in range(2):  # folding may bring back letters that decompose, and these have case
        text = unicodedata.normalize("NFKD", text.replace("\0", "")).casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _matching(query: str) -> list[sa.ColumnElement[bool]]:
    words = fold(query).split()[:20]
    return [briefs.c.search.contains(word, autoescape=True) for word in words]


def _link_row(connection: Connection, link_id: str) -> Row[Any]:
    row = None
    if is_id(link_id):
        row = connection.execute(sa.select(links).where(links.c.id == link_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such link. Check that it was copied whole.")
    return row


def _links_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    if ids:
        rows = connection.execute(
            sa.select(links)
            .where(links.c.brief_id.in_(ids))
            .order_by(links.c.created.desc(), links.c.id)
        )
        for row in rows:
            found.setdefault(row.brief_id, []).append(_link(row))
    return found


def _link(row: Row[Any]) -> Link:
    return Link(
        id=row.id,
        brief_id=row.brief_id,
        version=row.version,
        created=row.created,
        expires=row.expires,
        revoked=row.revoked,
        views=row.views,
        audience=Audience(row.audience),
    )
