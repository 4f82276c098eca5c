"""Vastlegging: a place that a table pinned for a pupil, or excluded, and its price."""

from __future__ import annotations

from collections.abc import Collection  # noqa: TC003
from datetime import date, datetime  # noqa: TC003
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum


class VastleggingSoort(StrEnum):
    """Whether a pupil must get a place or may not get it."""

    VAST = "vast"
    NIET = "niet"


class Vastlegging(Base):
    """A pin or a ban, with who, why, until when and what it cost at the time.

    ``tot`` is the last day on which it counts. ``prijs`` holds the sentences about
    the price, with how certain it was. Letting go is written down on the row itself;
    nothing else of it ever changes.
    """

    __tablename__ = "vastlegging"
    __table_args__ = (Index(None, "casus_id", "losgelaten_op"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    overleg_id: Mapped[int] = mapped_column(ForeignKey("overleg.id"), index=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    groep_id: Mapped[str] = mapped_column(ForeignKey("groep.id"))
    soort: Mapped[VastleggingSoort] = mapped_column(text_enum(VastleggingSoort))
    reden: Mapped[str] = mapped_column(Text)
    tot: Mapped[date | None]
    prijs: Mapped[dict[str, Any]] = mapped_column(default=dict)
    door_id: Mapped[int] = mapped_column(ForeignKey("gebruiker.id"))
    door_naam: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]
    losgelaten_op: Mapped[datetime | None]
    losgelaten_door: Mapped[str | None] = mapped_column(String(200))
    losgelaten_reden: Mapped[str | None] = mapped_column(Text)


def pins_of(
    session: Session, casus_ids: Collection[str], day: date
) -> list[Vastlegging]:
    """Return the pins and bans of these cases that count on a day, oldest first."""
    query = select(Vastlegging).where(
        Vastlegging.casus_id.in_(casus_ids),
        Vastlegging.losgelaten_op.is_(None),
        or_(Vastlegging.tot.is_(None), Vastlegging.tot >= day),
    )
    return list(session.scalars(query.order_by(Vastlegging.id)))
