"""Alembic's entry: migrates over the connection that :mod:`summarizer.store.database` gives, in
the transaction that it began."""

from alembic import context

from summarizer.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # of SQLite too: the connection begins its transactions itself
)
with context.begin_transaction():
    context.run_migrations()
