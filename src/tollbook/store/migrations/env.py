"""Where Alembic starts: the connection is handed in, and its transaction is the caller's."""

from __future__ import annotations

from alembic import context

from tollbook.store.schema import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
