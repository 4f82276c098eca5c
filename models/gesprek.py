"""Gesprek and Bericht: a conversation and every message in it."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum


class GesprekStand(StrEnum):
    """The state of a conversation."""

    OPEN = "open"
    VRAAGT = "vraagt"
    SAMENVATTING = "samenvatting"
    GEPAUZEERD = "gepauzeerd"
    KLAAR = "klaar"
    GESTOPT = "gestopt"


class Richting(StrEnum):
    """Whether a message came in from a person or went out to one."""

    IN = "in"
    UIT = "uit"


class Gesprek(Base):
    """A conversation; this row, not Rasa's tracker, is the truth.

    ``taal`` is the language (ISO 639-1) in which the person is answered;
    ``gezinslid_id`` the parent or pupil who talks, for whom alone it is to be read.
    """

    __tablename__ = "gesprek"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    casus_id: Mapped[str | None] = mapped_column(ForeignKey("casus.id"), index=True)
    rol: Mapped[str] = mapped_column(String(40))
    taal: Mapped[str] = mapped_column(String(8), default="nl", server_default="nl")
    door: Mapped[str | None] = mapped_column(String(200))
    aanstelling_id: Mapped[int | None] = mapped_column(ForeignKey("aanstelling.id"))
    gezinslid_id: Mapped[int | None] = mapped_column(
        ForeignKey("gezinslid.id"), index=True
    )
    stand: Mapped[GesprekStand] = mapped_column(
        text_enum(GesprekStand), default=GesprekStand.OPEN
    )
    gevraagd_veld: Mapped[str | None] = mapped_column(String(80))
    laatste_vragen: Mapped[list[Any]] = mapped_column(default=list)
    toestand: Mapped[dict[str, Any]] = mapped_column(default=dict)
    aangemaakt_op: Mapped[datetime]


class Bericht(Base):
    """One message of a conversation, stored before anything is done with it.

    ``kenmerk`` is the mark that the page of the sender gave it, so that a message
    that is sent again, because its answer got lost, is still one message.
    """

    __tablename__ = "bericht"
    __table_args__ = (UniqueConstraint("gesprek_id", "kenmerk"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), index=True)
    richting: Mapped[Richting] = mapped_column(text_enum(Richting))
    tekst: Mapped[str] = mapped_column(Text)
    knoppen: Mapped[list[Any]] = mapped_column(default=list)
    vraag: Mapped[str | None] = mapped_column(String(80))
    kenmerk: Mapped[str | None] = mapped_column(String(64))
    op: Mapped[datetime]


def find_gesprek(session: Session, gesprek_id: str) -> Gesprek | None:
    """Return a conversation, or None when the id is not known."""
    return session.get(Gesprek, gesprek_id)


def gesprekken_of(session: Session, casus_id: str) -> list[Gesprek]:
    """Return the conversations about a case, oldest first."""
    query = select(Gesprek).where(Gesprek.casus_id == casus_id)
    return list(session.scalars(query.order_by(Gesprek.aangemaakt_op, Gesprek.id)))


def marked_bericht(session: Session, gesprek_id: str, kenmerk: str) -> Bericht | None:
    """Return the message of a conversation with this mark, or None."""
    query = select(Bericht).where(
        Bericht.gesprek_id == gesprek_id, Bericht.kenmerk == kenmerk
    )
    return session.scalars(query).first()


def berichten(session: Session, gesprek_id: str) -> list[Bericht]:
    """Return the messages of a conversation, oldest first."""
    query = select(Bericht).where(Bericht.gesprek_id == gesprek_id)
    return list(session.scalars(query.order_by(Bericht.id)))
