"""Samenafspraak: two pupils who get the same place, or may not share one."""

from __future__ import annotations

from collections.abc import Collection  # noqa: TC003
from datetime import date, datetime  # noqa: TC003
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum


class Samensoort(StrEnum):
    """Whether two pupils belong together or have to be kept apart."""

    SAMEN = "samen"
    NIET_SAMEN = "niet_samen"


class Samenafspraak(Base):
    """What a table agreed about two pupils, with who, why, until when and its price.

    ``casus_id`` is the lower of the two numbers. ``tot`` is the last day on which it
    counts. Letting go is written down on the row itself; nothing else of it changes.
    """

    __tablename__ = "samenafspraak"
    __table_args__ = (
        CheckConstraint("casus_id < ander_id", name="op_volgorde"),
        Index(None, "casus_id", "losgelaten_op"),
        Index(None, "ander_id", "losgelaten_op"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    overleg_id: Mapped[int] = mapped_column(ForeignKey("overleg.id"), index=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    ander_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    soort: Mapped[Samensoort] = mapped_column(text_enum(Samensoort))
    reden: Mapped[str] = mapped_column(Text)
    tot: Mapped[date | None]
    prijs: Mapped[dict[str, Any]] = mapped_column(default=dict)
    door_id: Mapped[int] = mapped_column(ForeignKey("gebruiker.id"))
    door_naam: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]
    losgelaten_op: Mapped[datetime | None]
    losgelaten_door: Mapped[str | None] = mapped_column(String(200))
    losgelaten_reden: Mapped[str | None] = mapped_column(Text)

    @property
    def tweetal(self) -> tuple[str, str]:
        """Return the two cases, the lower number first."""
        return self.casus_id, self.ander_id


def agreements_of(
    session: Session, casus_ids: Collection[str], day: date
) -> list[Samenafspraak]:
    """Return the agreements that count on a day and name one of these cases."""
    query = select(Samenafspraak).where(
        or_(
            Samenafspraak.casus_id.in_(casus_ids), Samenafspraak.ander_id.in_(casus_ids)
        ),
        Samenafspraak.losgelaten_op.is_(None),
        or_(Samenafspraak.tot.is_(None), Samenafspraak.tot >= day),
    )
    return list(session.scalars(query.order_by(Samenafspraak.id)))


def all_agreements(session: Session, day: date) -> list[Samenafspraak]:
    """Return every agreement that counts on a day, oldest first."""
    query = select(Samenafspraak).where(
        Samenafspraak.losgelaten_op.is_(None),
        or_(Samenafspraak.tot.is_(None), Samenafspraak.tot >= day),
    )
    return list(session.scalars(query.order_by(Samenafspraak.id)))
