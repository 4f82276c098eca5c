"""Overdracht: a case offered to another person or another region."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum


class OverdrachtSoort(StrEnum):
    """What is handed over."""

    ZORGCOORDINATOR = "zorgcoordinator"
    REGISSEUR = "regisseur"
    REGIO = "regio"


class OverdrachtStand(StrEnum):
    """Whether a hand-over was answered."""

    AANGEBODEN = "aangeboden"
    AANVAARD = "aanvaard"
    GEWEIGERD = "geweigerd"
    INGETROKKEN = "ingetrokken"


class Overdracht(Base):
    """One hand-over; ``taken`` lists the open tasks that go along.

    ``taak_id`` is the task that tells the receiver.
    """

    __tablename__ = "overdracht"

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    soort: Mapped[OverdrachtSoort] = mapped_column(text_enum(OverdrachtSoort))
    van_gebruiker_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    naar_gebruiker_id: Mapped[int | None] = mapped_column(
        ForeignKey("gebruiker.id"), index=True
    )
    naar_organisatie_id: Mapped[str | None] = mapped_column(
        ForeignKey("organisatie.id"), index=True
    )
    notitie: Mapped[str] = mapped_column(Text, default="")
    taken: Mapped[list[Any]] = mapped_column(default=list)
    taak_id: Mapped[int | None] = mapped_column(ForeignKey("taak.id"))
    stand: Mapped[OverdrachtStand] = mapped_column(
        text_enum(OverdrachtStand), default=OverdrachtStand.AANGEBODEN
    )
    aangeboden_op: Mapped[datetime]
    aangeboden_door: Mapped[str] = mapped_column(String(200))
    beantwoord_op: Mapped[datetime | None]
    beantwoord_door: Mapped[str | None] = mapped_column(String(200))
    antwoord: Mapped[str | None] = mapped_column(Text)


def handovers_of(session: Session, casus_id: str) -> list[Overdracht]:
    """Return every hand-over of a case, oldest first."""
    query = select(Overdracht).where(Overdracht.casus_id == casus_id)
    return list(session.scalars(query.order_by(Overdracht.id)))


def open_handover(
    session: Session, casus_id: str, soort: OverdrachtSoort
) -> Overdracht | None:
    """Return the hand-over of this kind that still waits for an answer, if any."""
    query = select(Overdracht).where(
        Overdracht.casus_id == casus_id,
        Overdracht.soort == soort,
        Overdracht.stand == OverdrachtStand.AANGEBODEN,
    )
    return session.scalars(query).first()


def offered_to(
    session: Session, gebruiker_id: int | None, organisatie_id: str | None
) -> list[Overdracht]:
    """Return what waits for an answer of a person, or of an organisation."""
    mine = []
    if gebruiker_id is not None:
        mine.append(Overdracht.naar_gebruiker_id == gebruiker_id)
    if organisatie_id is not None:
        mine.append(Overdracht.naar_organisatie_id == organisatie_id)
    if not mine:
        return []
    query = select(Overdracht).where(
        or_(*mine), Overdracht.stand == OverdrachtStand.AANGEBODEN
    )
    return list(session.scalars(query.order_by(Overdracht.id)))


def offered_by(session: Session, gebruiker_id: int, limit: int) -> list[Overdracht]:
    """Return what a person offered, newest first, at most ``limit`` rows."""
    query = select(Overdracht).where(Overdracht.van_gebruiker_id == gebruiker_id)
    return list(session.scalars(query.order_by(Overdracht.id.desc()).limit(limit)))
