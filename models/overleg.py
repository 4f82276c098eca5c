"""Overleg and Agendapunt: a plaatsingsoverleg and the cases it discusses."""

from __future__ import annotations

from datetime import date  # noqa: TC003
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, text_enum


class OverlegStand(StrEnum):
    """Whether a meeting is still to come, is on, or is closed."""

    GEPLAND = "gepland"
    BEZIG = "bezig"
    GESLOTEN = "gesloten"


class Overleg(Base):
    """One plaatsingsoverleg."""

    __tablename__ = "overleg"

    id: Mapped[int] = mapped_column(primary_key=True)
    naam: Mapped[str] = mapped_column(String(200))
    datum: Mapped[date] = mapped_column(index=True)
    tijd: Mapped[str | None] = mapped_column(String(20))
    plek: Mapped[str | None] = mapped_column(String(200))
    regio: Mapped[str | None] = mapped_column(String(60))
    stand: Mapped[OverlegStand] = mapped_column(
        text_enum(OverlegStand), default=OverlegStand.GEPLAND
    )
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    agenda: Mapped[list[Agendapunt]] = relationship(
        back_populates="overleg", order_by="Agendapunt.volgorde", lazy="selectin"
    )


class Agendapunt(Base):
    """A case on the agenda of a meeting."""

    __tablename__ = "agendapunt"
    __table_args__ = (UniqueConstraint("overleg_id", "casus_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    overleg_id: Mapped[int] = mapped_column(ForeignKey("overleg.id"))
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    volgorde: Mapped[int]
    overleg: Mapped[Overleg] = relationship(back_populates="agenda")


def all_meetings(session: Session) -> list[Overleg]:
    """Return the meetings, first date first."""
    return list(session.scalars(select(Overleg).order_by(Overleg.datum, Overleg.id)))


def first_open_meeting(session: Session, day: date) -> Overleg | None:
    """Return the first meeting on or after a day that is not closed."""
    query = (
        select(Overleg)
        .where(Overleg.datum >= day, Overleg.stand != OverlegStand.GESLOTEN)
        .order_by(Overleg.datum, Overleg.id)
    )
    return session.scalars(query).first()


def meetings_of(session: Session, casus_id: str) -> list[Overleg]:
    """Return the meetings that have this case on the agenda, first date first."""
    query = (
        select(Overleg)
        .join(Agendapunt)
        .where(Agendapunt.casus_id == casus_id)
        .order_by(Overleg.datum, Overleg.id)
    )
    return list(session.scalars(query))
