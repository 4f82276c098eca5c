"""Samenafspraak: two pupils who get the same place, or may not share one."""

from __future__ import annotations

from collections.abc import Collection  # noqa: TC003
from datetime import date  # noqa: TC003
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum
from models.tafelafspraak import Tafelafspraak


class Samensoort(StrEnum):
    """Whether two pupils belong together or have to be kept apart."""

    SAMEN = "samen"
    NIET_SAMEN = "niet_samen"


class Samenafspraak(Tafelafspraak, Base):
    """What a table agreed about two pupils, with who, why, until when and its price.

    ``casus_id`` is the lower of the two numbers.
    """

    __tablename__ = "samenafspraak"
    __table_args__ = (
        CheckConstraint("casus_id < ander_id", name="op_volgorde"),
        Index(None, "casus_id", "losgelaten_op"),
        Index(None, "ander_id", "losgelaten_op"),
    )

    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    ander_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    soort: Mapped[Samensoort] = mapped_column(text_enum(Samensoort))

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
        Samenafspraak.counts_on(day),
    )
    return list(session.scalars(query.order_by(Samenafspraak.id)))


def all_agreements(session: Session, day: date) -> list[Samenafspraak]:
    """Return every agreement that counts on a day, oldest first."""
    query = select(Samenafspraak).where(
        Samenafspraak.counts_on(day),
    )
    return list(session.scalars(query.order_by(Samenafspraak.id)))
