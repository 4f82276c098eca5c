"""Alembic environment: migrates over the connection that the store passes."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Enum

from models.base import UtcDateTime
from models.tables import metadata
from models.verzegeld import Verzegeld


def _plain(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Render our own types as plain ones: a migration must not need our code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Verzegeld):
        return "sa.LargeBinary()"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    # SQLite cannot alter most things in place; alembic then rebuilds the table.
    render_as_batch=True,
    compare_type=True,
    render_item=_plain,
)
with context.begin_transaction():
    context.run_migrations()
