"""Taak and Stap: what somebody must do, and what comes next for the parents."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class Taak(Base):
    """A task for a person, or for an organisation when there is no person."""

    __tablename__ = "taak"

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str | None] = mapped_column(ForeignKey("casus.id"), index=True)
    soort: Mapped[str] = mapped_column(String(40))
    urgent: Mapped[bool] = mapped_column(default=False)
    tekst: Mapped[str] = mapped_column(Text)
    voor_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    voor_naam: Mapped[str] = mapped_column(String(200))
    organisatie_id: Mapped[str | None] = mapped_column(
        ForeignKey("organisatie.id"), index=True
    )
    gemaakt_door: Mapped[str | None] = mapped_column(String(200))
    opgepakt_op: Mapped[datetime | None]
    uiterlijk: Mapped[date | None]
    op: Mapped[datetime]
    klaar_op: Mapped[datetime | None]
    klaar_door: Mapped[str | None] = mapped_column(String(200))


class Stap(Base):
    """A step after a decision: who does what by when."""

    __tablename__ = "stap"

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    besluit_id: Mapped[int] = mapped_column(ForeignKey("besluit.id"))
    soort: Mapped[str] = mapped_column(String(60))
    wat: Mapped[str] = mapped_column(Text)
    wie: Mapped[str] = mapped_column(String(200))
    telefoon: Mapped[str | None] = mapped_column(String(40))
    uiterlijk: Mapped[date | None]
    bron: Mapped[str | None] = mapped_column(String(200))
    klaar_op: Mapped[datetime | None]


def open_taken(session: Session, casus_id: str | None = None) -> list[Taak]:
    """Return the open tasks, urgent ones first, of one case or of all."""
    query = select(Taak).where(Taak.klaar_op.is_(None))
    if casus_id is not None:
        query = query.where(Taak.casus_id == casus_id)
    return list(session.scalars(query.order_by(Taak.urgent.desc(), Taak.id)))


def steps_of_decision(session: Session, besluit_id: int) -> list[Stap]:
    """Return the steps that follow from a decision, in order."""
    query = select(Stap).where(Stap.besluit_id == besluit_id)
    return list(session.scalars(query.order_by(Stap.id)))
