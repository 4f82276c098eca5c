"""Vastlegging: a place that a table pinned for a pupil, or excluded, and its price."""

from __future__ import annotations

from collections.abc import Collection  # noqa: TC003
from datetime import date  # noqa: TC003
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum
from models.tafelafspraak import Tafelafspraak


class VastleggingSoort(StrEnum):
    """Whether a pupil must get a place or may not get it."""

    VAST = "vast"
    NIET = "niet"


class Vastlegging(Tafelafspraak, Base):
    """A pin or a ban, with who, why, until when and what it cost at the time."""

    __tablename__ = "vastlegging"
    __table_args__ = (Index(None, "casus_id", "losgelaten_op"),)

    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    groep_id: Mapped[str] = mapped_column(ForeignKey("groep.id"))
    soort: Mapped[VastleggingSoort] = mapped_column(text_enum(VastleggingSoort))


def pins_of(
    session: Session, casus_ids: Collection[str], day: date
) -> list[Vastlegging]:
    """Return the pins and bans of these cases that count on a day, oldest first."""
    query = select(Vastlegging).where(
        Vastlegging.casus_id.in_(casus_ids),
        Vastlegging.counts_on(day),
    )
    return list(session.scalars(query.order_by(Vastlegging.id)))
