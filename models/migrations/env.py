"""Alembic environment: migrates over the connection that the store passes."""

from __future__ import annotations

from alembic import context

import models.tables
from models.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite cannot alter most things in place; alembic then rebuilds the table.
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
