"""Overleg and Agendapunt: a plaatsingsoverleg and the cases it discusses."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003
from enum import StrEnum

from sqlalchemy import (
    ForeignKey,
    String,
    UniqueConstraint,
    delete,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, text_enum
from models.besluit import Besluit
from models.gebruiker import Aanstelling  # noqa: TC001


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
    swv_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"), index=True)
    gesloten_op: Mapped[datetime | None]
    gesloten_door: Mapped[str | None] = mapped_column(String(200))
    versie: Mapped[int] = mapped_column(default=1, server_default="1")
    leden: Mapped[list[Deelnemer]] = relationship(
        back_populates="overleg",
        order_by="Deelnemer.id",
        lazy="selectin",
        cascade="all, delete-orphan",
    )
    agenda: Mapped[list[Agendapunt]] = relationship(
        back_populates="overleg", order_by="Agendapunt.volgorde", lazy="selectin"
    )


class Deelnemer(Base):
    """Somebody who takes part in a meeting, in one role at one organisation."""

    __tablename__ = "deelnemer"
    __table_args__ = (UniqueConstraint("overleg_id", "aanstelling_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    overleg_id: Mapped[int] = mapped_column(ForeignKey("overleg.id"))
    aanstelling_id: Mapped[int] = mapped_column(
        ForeignKey("aanstelling.id"), index=True
    )
    overleg: Mapped[Overleg] = relationship(back_populates="leden")
    aanstelling: Mapped[Aanstelling] = relationship(lazy="joined")


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


def meetings_in_sight(
    session: Session,
    *,
    regio: str | None,
    aanstelling_id: int | None,
    organiser: str | None = None,
    since: date | None = None,
) -> list[Overleg]:
    """Return the meetings that somebody has to do with, first date first.

    Parameters
    ----------
    session
        The open transaction.
    regio
        The region of the organisation; None is the one region of this record.
    aanstelling_id
        The role of this person; a meeting with chosen members is theirs only.
    organiser
        The samenwerkingsverband for which this person prepares meetings.
    since
        Only meetings on or after this day.
    """
    chosen = exists().where(Deelnemer.overleg_id == Overleg.id)
    mine = chosen.where(Deelnemer.aanstelling_id == aanstelling_id)
    ways = [~chosen, mine]
    if organiser is not None:
        ways.append(Overleg.swv_id == organiser)
    same = Overleg.regio.is_(None) if regio is None else Overleg.regio == regio
    query = select(Overleg).where(same, or_(*ways))
    if since is not None:
        query = query.where(Overleg.datum >= since)
    return list(session.scalars(query.order_by(Overleg.datum, Overleg.id)))


def open_meetings(session: Session, day: date) -> list[Overleg]:
    """Return the meetings on or after a day that are not closed, first date first."""
    query = (
        select(Overleg)
        .where(Overleg.datum >= day, Overleg.stand != OverlegStand.GESLOTEN)
        .order_by(Overleg.datum, Overleg.id)
    )
    return list(session.scalars(query))


def meetings_of(session: Session, casus_id: str) -> list[Overleg]:
    """Return the meetings that have this case on the agenda, first date first."""
    query = (
        select(Overleg)
        .join(Agendapunt)
        .where(Agendapunt.casus_id == casus_id)
        .order_by(Overleg.datum, Overleg.id)
    )
    return list(session.scalars(query))


def leave_open_agendas(session: Session, casus_id: str) -> None:
    """Take a case off the agenda of every open meeting that did not decide on it."""
    decided = select(Besluit.overleg_id).where(Besluit.casus_id == casus_id)
    still_open = select(Overleg.id).where(Overleg.stand != OverlegStand.GESLOTEN)
    session.execute(
        delete(Agendapunt).where(
            Agendapunt.casus_id == casus_id,
            Agendapunt.overleg_id.in_(still_open),
            Agendapunt.overleg_id.not_in(decided),
        )
    )
