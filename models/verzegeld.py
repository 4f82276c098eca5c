"""Verzegeld: the column type of what is only kept encrypted, and where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import LargeBinary, bindparam, func, select, text, update
from sqlalchemy.types import TypeDecorator

from models.batches import BATCH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Column, MetaData
    from sqlalchemy.orm import Session

SealedColumn: TypeAlias = "Column[Any]"


class Verzegeld(TypeDecorator[bytes]):
    """Bytes that only the vault can read; the record never sees what is in them."""

    impl = LargeBinary
    cache_ok = True


def sealed_columns(metadata: MetaData) -> list[SealedColumn]:
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


def count_sealed(session: Session, metadata: MetaData) -> int:
    """Return how many sealed values there are."""
    return sum(
        session.scalar(select(func.count(column))) or 0
        for column in sealed_columns(metadata)
    )


def sealed_values(
    session: Session, column: SealedColumn
) -> Iterator[Sequence[tuple[Any, bytes]]]:
    """Yield the sealed values of a column in groups, each with its primary key."""
    key = _key(column)
    query = select(key, column).where(column.is_not(None)).order_by(key).limit(BATCH)
    last: Any = None
    while True:
        rest = query if last is None else query.where(key > last)
        rows = [(row[0], row[1]) for row in session.execute(rest)]
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def write_sealed(
    session: Session, column: SealedColumn, values: Sequence[tuple[Any, bytes]]
) -> None:
    """Replace sealed values, each given with its primary key."""
    key = _key(column)
    query = (
        update(column.table)
        .where(key == bindparam("sleutel"))
        .values({column.name: bindparam("waarde")})
    )
    rows = [{"sleutel": row_key, "waarde": value} for row_key, value in values]
    session.connection().execute(query, rows)


def lock_sealed(session: Session, metadata: MetaData) -> None:
    """Keep others from writing sealed values until this transaction ends.

    A writing transaction on SQLite has the whole database to itself already.
    """
    if session.get_bind().dialect.name == "sqlite":
        return
    names = dict.fromkeys(column.table.name for column in sealed_columns(metadata))
    tables = ", ".join(f'"{name}"' for name in [*names, "naamzoek"])
    session.execute(text(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE"))


def _key(column: SealedColumn) -> SealedColumn:
    """Return the primary key of the table; sealed values stand in tables with one."""
    (key,) = column.table.primary_key
    return key
