"""Taak, Taakregel and Stap: what somebody must do, and what comes next for parents."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum


class Taak(Base):
    """A task for a person, or for an organisation when there is no person.

    ``organisatie_id`` is the party that answers for the task, also while a person
    has it; None only in a record without any organisation.
    """

    __tablename__ = "taak"
    __table_args__ = (
        Index(None, "voor_id", "klaar_op", "uiterlijk"),
        Index(None, "organisatie_id", "klaar_op", "uiterlijk"),
        Index(None, "klaar_op", "uiterlijk"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str | None] = mapped_column(ForeignKey("casus.id"), index=True)
    soort: Mapped[str] = mapped_column(String(40))
    urgent: Mapped[bool] = mapped_column(default=False)
    tekst: Mapped[str] = mapped_column(Text)
    voor_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    voor_naam: Mapped[str] = mapped_column(String(200))
    organisatie_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"))
    gemaakt_door: Mapped[str | None] = mapped_column(String(200))
    opgepakt_op: Mapped[datetime | None]
    uiterlijk: Mapped[date | None]
    op: Mapped[datetime]
    klaar_op: Mapped[datetime | None]
    klaar_door: Mapped[str | None] = mapped_column(String(200))


class Taakhandeling(StrEnum):
    """What was done with a task."""

    OPGEPAKT = "opgepakt"
    DOORGEGEVEN = "doorgegeven"
    UITGESTELD = "uitgesteld"
    KLAAR = "klaar"


class Taakregel(Base):
    """What somebody did with a task, and what he or she wrote; only ever added."""

    __tablename__ = "taakregel"

    id: Mapped[int] = mapped_column(primary_key=True)
    taak_id: Mapped[int] = mapped_column(ForeignKey("taak.id"), index=True)
    handeling: Mapped[Taakhandeling] = mapped_column(text_enum(Taakhandeling))
    notitie: Mapped[str] = mapped_column(Text, default="")
    naar: Mapped[str | None] = mapped_column(String(200))
    uiterlijk: Mapped[date | None]
    door: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]


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


def open_taken_for(session: Session, gebruiker_id: int) -> list[Taak]:
    """Return the open tasks on the name of a person, in order."""
    query = select(Taak).where(Taak.klaar_op.is_(None), Taak.voor_id == gebruiker_id)
    return list(session.scalars(query.order_by(Taak.id)))


def steps_of_decision(session: Session, besluit_id: int) -> list[Stap]:
    """Return the steps that follow from a decision, in order."""
    query = select(Stap).where(Stap.besluit_id == besluit_id)
    return list(session.scalars(query.order_by(Stap.id)))


def open_steps_of(session: Session, casus_id: str) -> list[Stap]:
    """Return the steps of a case that are not done, in order."""
    query = select(Stap).where(Stap.casus_id == casus_id, Stap.klaar_op.is_(None))
    return list(session.scalars(query.order_by(Stap.id)))
