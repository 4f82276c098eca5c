"""Counting rows of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.base import Base


def count_rows(session: Session, kind: type[Base], *where: ColumnElement[bool]) -> int:
    """Return how many rows there are, of those that meet every condition."""
    query = select(func.count()).select_from(kind).where(*where)
    return session.scalar(query) or 0
