"""What Alembic runs: the revisions, on the connection and in the transaction that the caller opened."""

from __future__ import annotations

from alembic import context

from tracker.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by building it anew
    transactional_ddl=True,
)
context.run_migrations()
