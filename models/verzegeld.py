"""Verzegeld: the column type of what is only kept encrypted, and where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import LargeBinary, select
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sqlalchemy import Column, MetaData
    from sqlalchemy.orm import Session


class Verzegeld(TypeDecorator[bytes]):
    """Bytes that only the vault can read; the record never sees what is in them."""

    impl = LargeBinary
    cache_ok = True


def sealed_columns(metadata: MetaData) -> list[Column[Any]]:
    """Return every sealed column of the record, in a fixed order."""
    return [
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Verzegeld)
    ]


def newest_sealed(session: Session, metadata: MetaData) -> Iterator[bytes]:
    """Yield the newest sealed value of each column that has one."""
    for column in sealed_columns(metadata):
        newest = [key.desc() for key in column.table.primary_key]
        query = select(column).where(column.is_not(None)).order_by(*newest).limit(1)
        found = session.scalar(query)
        if found is not None:
            yield found
