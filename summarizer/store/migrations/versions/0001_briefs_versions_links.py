"""Briefs, their versions and their links."""

import sqlalchemy as sa
from alembic import op

from summarizer.store.tables import UTC

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "briefs",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("created", UTC(), nullable=False),
        sa.Column("changed", UTC(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_briefs"),
    )
    op.create_index("ix_briefs_changed", "briefs", ["changed"])
    op.create_index("ix_briefs_owner_changed", "briefs", ["owner", "changed"])
    op.create_table(
        "versions",
        sa.Column("brief_id", sa.String(22), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("created", UTC(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint("version >= 1", name="ck_versions_version_counts_from_1"),
        sa.ForeignKeyConstraint(
            ["brief_id"], ["briefs.id"], name="fk_versions_brief_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("brief_id", "version", name="pk_versions"),
    )
    op.create_table(
        "links",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("brief_id", sa.String(22), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("created", UTC(), nullable=False),
        sa.Column("expires", UTC(), nullable=True),
        sa.Column("revoked", UTC(), nullable=True),
        sa.Column("views", sa.Integer(), server_default="0", nullable=False),
        sa.Column("audience", sa.String(16), server_default="anyone", nullable=False),
        sa.ForeignKeyConstraint(
            ["brief_id", "version"],
            ["versions.brief_id", "versions.version"],
            name="fk_links_brief_id",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_links"),
    )
    op.create_index("ix_links_brief_id", "links", ["brief_id"])


def downgrade() -> None:
    op.drop_table("links")
    op.drop_table("versions")
    op.drop_table("briefs")
