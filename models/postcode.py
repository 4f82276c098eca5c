"""Postcode: a four-digit postcode area with its place on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.batches import batches

if TYPE_CHECKING:
    from collections.abc import Iterable


class Postcode(Base):
    """One PC4 area; ``lat`` and ``lon`` in degrees (WGS 84), None when not known."""

    __tablename__ = "postcode"

    pc4: Mapped[str] = mapped_column(String(4), primary_key=True)
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    plaats: Mapped[str | None] = mapped_column(String(120))
    gemeente: Mapped[str | None] = mapped_column(String(120))
    swv_po: Mapped[str | None] = mapped_column(String(10))
    swv_vo: Mapped[str | None] = mapped_column(String(10))
    bron: Mapped[str] = mapped_column(String(60))


def all_postcodes(session: Session) -> dict[str, Postcode]:
    """Return every area by its four digits."""
    return {row.pc4: row for row in session.scalars(select(Postcode))}


def postcodes_of(session: Session, pc4s: Iterable[str]) -> list[Postcode]:
    """Return the areas with these four digits, as far as they are there."""
    found: list[Postcode] = []
    for group in batches(pc4s):
        found += session.scalars(select(Postcode).where(Postcode.pc4.in_(group)))
    return found
