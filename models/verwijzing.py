"""Verwijzing: the key of a pupil in another system, sealed, for a case."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.batches import batches
from models.verzegeld import Verzegeld

if TYPE_CHECKING:
    from collections.abc import Collection


class Verwijzing(Base):
    """Which case a key of an absence file or case list stands for."""

    __tablename__ = "verwijzing"
    __table_args__ = (UniqueConstraint("bron", "sleutel_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    bron: Mapped[str] = mapped_column(String(80))
    sleutel_hash: Mapped[str] = mapped_column(String(64))
    versleuteld: Mapped[bytes] = mapped_column(Verzegeld)
    op: Mapped[datetime]


def references(
    session: Session, bron: str, hashes: Collection[str]
) -> dict[str, Verwijzing]:
    """Return the references of a source per hash of the key."""
    found: dict[str, Verwijzing] = {}
    for group in batches(hashes):
        query = select(Verwijzing).where(
            Verwijzing.bron == bron, Verwijzing.sleutel_hash.in_(group)
        )
        found |= {row.sleutel_hash: row for row in session.scalars(query)}
    return found


def references_of(session: Session, casus_id: str) -> list[Verwijzing]:
    """Return the references of a case, oldest first."""
    query = select(Verwijzing).where(Verwijzing.casus_id == casus_id)
    return list(session.scalars(query.order_by(Verwijzing.id)))
