"""How Alembic reaches the database: by the connection that `migrations` hands in."""

from __future__ import annotations

from alembic import context

from storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    include_schemas=True,
    transactional_ddl=True,  # SQLite can, if the transaction begins as ours do
)
with context.begin_transaction():
    context.run_migrations()
