"""Sessie: somebody who is signed in, until it ends or is ended."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, lazyload, mapped_column

from models.base import Base, text_enum
from models.gebruiker import Aanstelling, Gebruiker
from models.gezinslid import Gezinslid


class SessieFase(StrEnum):
    """How far somebody has come with signing in; only ``open`` opens pages."""

    CODE = "code"
    INSTELLEN = "instellen"
    KIEZEN = "kiezen"
    OPEN = "open"


class Sessie(Base):
    """One session in one role; ``id`` is the hash of the token in the cookie.

    ``toestel`` is a rough name of the browser, so that somebody knows the own
    sessions apart.
    """

    __tablename__ = "sessie"
    __table_args__ = (
        CheckConstraint(
            "(gebruiker_id IS NULL) <> (gezinslid_id IS NULL)", name="een_persoon"
        ),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    gebruiker_id: Mapped[int | None] = mapped_column(
        ForeignKey("gebruiker.id"), index=True
    )
    aanstelling_id: Mapped[int | None] = mapped_column(ForeignKey("aanstelling.id"))
    gezinslid_id: Mapped[int | None] = mapped_column(
        ForeignKey("gezinslid.id"), index=True
    )
    fase: Mapped[SessieFase] = mapped_column(text_enum(SessieFase))
    via: Mapped[str] = mapped_column(String(20))
    toestel: Mapped[str] = mapped_column(String(60), default="")
    gestart_op: Mapped[datetime]
    laatst_op: Mapped[datetime]
    verloopt_op: Mapped[datetime] = mapped_column(index=True)
    ingetrokken_op: Mapped[datetime | None]


SessieRij = tuple[Sessie, Gebruiker | None, Aanstelling | None, Gezinslid | None]


def session_with_person(session: Session, sessie_id: str) -> SessieRij | None:
    """Return a session and who it is of, in one query."""
    query = (
        select(Sessie, Gebruiker, Aanstelling, Gezinslid)
        .outerjoin(Gebruiker, Gebruiker.id == Sessie.gebruiker_id)
        .outerjoin(Aanstelling, Aanstelling.id == Sessie.aanstelling_id)
        .outerjoin(Gezinslid, Gezinslid.id == Sessie.gezinslid_id)
        .where(Sessie.id == sessie_id)
        .options(lazyload(Gebruiker.aanstellingen))
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1], row[2], row[3])


def sessions_of(
    session: Session, *, gebruiker_id: int | None, gezinslid_id: int | None
) -> list[Sessie]:
    """Return the sessions of one person that were not ended, the latest first."""
    query = (
        select(Sessie)
        .where(
            Sessie.ingetrokken_op.is_(None),
            Sessie.gebruiker_id == gebruiker_id,
            Sessie.gezinslid_id == gezinslid_id,
        )
        .order_by(Sessie.laatst_op.desc(), Sessie.id)
    )
    return list(session.scalars(query))


def end_sessions_of(
    session: Session,
    now: datetime,
    *,
    gebruiker_id: int | None,
    gezinslid_id: int | None,
    but: str | None = None,
) -> int:
    """End every session of one person, but one when asked; return how many."""
    rows = sessions_of(session, gebruiker_id=gebruiker_id, gezinslid_id=gezinslid_id)
    ended = [row for row in rows if row.id != but]
    for row in ended:
        row.ingetrokken_op = now
    return len(ended)


def forget_sessions(session: Session, before: datetime) -> None:
    """Remove the sessions that were over before a moment."""
    session.execute(delete(Sessie).where(Sessie.verloopt_op < before))
