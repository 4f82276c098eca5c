"""Wens and Reistijdopgave: what parents and pupil want, and how far a place is."""

from __future__ import annotations

from collections.abc import Collection  # noqa: TC003
from datetime import datetime  # noqa: TC003
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum


class WensVan(StrEnum):
    """Whose wishes a list holds."""

    OUDERS = "ouders"
    LEERLING = "leerling"


class Wens(Base):
    """One list of wishes: provisions, the first wish first; a later list replaces it.

    An empty list takes the wishes back. ``door`` is who wrote it down.
    """

    __tablename__ = "wens"

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    van: Mapped[WensVan] = mapped_column(text_enum(WensVan))
    voorzieningen: Mapped[list[Any]] = mapped_column(default=list)
    door: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]


class Reistijdopgave(Base):
    """The minutes from home to a provision as a person typed them, for one journey.

    None takes an earlier number back. Only a typed number makes a travel limit hard.
    """

    __tablename__ = "reistijdopgave"
    __table_args__ = (CheckConstraint("minuten >= 0", name="minuten_niet_negatief"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    voorziening_id: Mapped[str] = mapped_column(ForeignKey("voorziening.id"))
    minuten: Mapped[int | None]
    door: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]


def wishes_of(
    session: Session, casus_ids: Collection[str]
) -> dict[str, dict[WensVan, Wens]]:
    """Return the list of wishes that counts per case and per person."""
    query = select(Wens).where(Wens.casus_id.in_(casus_ids)).order_by(Wens.id)
    found: dict[str, dict[WensVan, Wens]] = {}
    for row in session.scalars(query):
        found.setdefault(row.casus_id, {})[row.van] = row
    return found


def typed_minutes(
    session: Session, casus_ids: Collection[str]
) -> dict[tuple[str, str], Reistijdopgave]:
    """Return the typed journeys that count, per case and provision."""
    query = (
        select(Reistijdopgave)
        .where(Reistijdopgave.casus_id.in_(casus_ids))
        .order_by(Reistijdopgave.id)
    )
    found = {(row.casus_id, row.voorziening_id): row for row in session.scalars(query)}
    return {key: row for key, row in found.items() if row.minuten is not None}
