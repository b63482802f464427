"""Alembic's entry point: run the scripts on the connection that ``archive.schema`` gives."""

from __future__ import annotations

from alembic import context

from capitalcities_crawler.archive.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,  # SQLite can, and a half-done migration must not stay
)
context.run_migrations()
