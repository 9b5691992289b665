"""The tables. A change here needs a migration in ``migrations/versions``; a test compares them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class UTC(TypeDecorator[dt.datetime]):
    """An aware time in UTC, on databases without time zones too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        value = value.astimezone(dt.UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


briefs = Table(
    "briefs",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("owner", String(80), nullable=False),
    Column("created", UTC, nullable=False),
    Column("changed", UTC, nullable=False),
    # of the latest version
    Column("version", Integer, nullable=False),
    Column("titles", JSON, nullable=False),
    Column("edited", Boolean, nullable=False),
    Column("search", Text, nullable=False),
    Index(None, "owner", "changed"),
    Index(None, "changed"),
)

versions = Table(
    "versions",
    metadata,
    Column("brief_id", ForeignKey("briefs.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("created", UTC, nullable=False),
    Column("document", Text, nullable=False),
    CheckConstraint("version >= 1", name="version_counts_from_1"),
)

# A link outlives its brief as a row without one, so that it can say that the brief is gone.
links = Table(
    "links",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("brief_id", String(22)),
    Column("version", Integer),
    Column("created", UTC, nullable=False),
    Column("expires", UTC),
    Column("revoked", UTC),
    Column("views", Integer, nullable=False, server_default="0"),
    Column("audience", String(16), nullable=False, server_default="anyone"),
    ForeignKeyConstraint(
        ["brief_id", "version"], ["versions.brief_id", "versions.version"], ondelete="SET NULL"
    ),
    Index(None, "brief_id"),
)

# What a desk has taught the installation: terms, and sentences that were corrected by hand. The
# keys are hashes, since texts are too long for an index.
terms = Table(
    "terms",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("texts", JSON, nullable=False),
    Column("note", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("changed", UTC, nullable=False),
)

remembered = Table(
    "remembered",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("source_language", String(16), nullable=False),
    Column("target_language", String(16), nullable=False),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("changed", UTC, nullable=False),
)
