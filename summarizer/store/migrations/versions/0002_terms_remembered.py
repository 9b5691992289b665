"""A desk's terms and remembered sentences."""

import sqlalchemy as sa
from alembic import op

from summarizer.store.tables import UTC

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "terms",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("changed", UTC(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_terms"),
        sa.UniqueConstraint("key", name="uq_terms_key"),
    )
    op.create_table(
        "remembered",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("source_language", sa.String(16), nullable=False),
        sa.Column("target_language", sa.String(16), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("changed", UTC(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_remembered"),
        sa.UniqueConstraint("key", name="uq_remembered_key"),
    )


def downgrade() -> None:
    op.drop_table("remembered")
    op.drop_table("terms")
