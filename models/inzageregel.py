"""Inzageregel: who looked at which case, when and on which ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003
from typing import TypeVar

from sqlalchemy import ForeignKey, Index, Select, String, Text, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.casus import Casus


class Inzageregel(Base):
    """One line of the register of sight; only ever added."""

    __tablename__ = "inzageregel"
    __table_args__ = (
        Index(None, "casus_id", "id"),
        Index(None, "organisatie_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    op: Mapped[datetime]
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    gebruiker_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    gezinslid_id: Mapped[int | None] = mapped_column(ForeignKey("gezinslid.id"))
    naam: Mapped[str] = mapped_column(String(200))
    rol: Mapped[str] = mapped_column(String(40))
    organisatie_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"))
    wat: Mapped[str] = mapped_column(String(40))
    grond: Mapped[str] = mapped_column(Text)


Q = TypeVar("Q")


@dataclass(frozen=True)
class Registervraag:
    """Which lines of the register are asked for; None does not limit.

    Parameters
    ----------
    casus_id
        About one case.
    organisatie_id
        By people of this organisation, or about its own cases.
    naam
        By somebody with this text in the name.
    van, tot
        From this moment, and before that moment.
    """

    casus_id: str | None = None
    organisatie_id: str | None = None
    naam: str | None = None
    van: datetime | None = None
    tot: datetime | None = None


def register_lines(
    session: Session, vraag: Registervraag, *, limit: int, offset: int = 0
) -> list[Inzageregel]:
    """Return lines of the register, the latest first."""
    query = _asked(select(Inzageregel), vraag).order_by(Inzageregel.id.desc())
    return list(session.scalars(query.limit(limit).offset(offset)))


def lines_between(
    session: Session, van: datetime | None, tot: datetime | None
) -> list[Inzageregel]:
    """Return every line from one moment and before another, oldest first."""
    query = _asked(select(Inzageregel), Registervraag(van=van, tot=tot))
    return list(session.scalars(query.order_by(Inzageregel.op, Inzageregel.id)))


def count_lines(session: Session, vraag: Registervraag) -> int:
    """Return how many lines of the register are asked for."""
    query = _asked(select(func.count(Inzageregel.id)), vraag)
    return session.scalar(query) or 0


def _asked(query: Select[Q], vraag: Registervraag) -> Select[Q]:
    if vraag.casus_id is not None:
        query = query.where(Inzageregel.casus_id == vraag.casus_id)
    if vraag.organisatie_id is not None:
        own = select(Casus.id).where(
            or_(
                Casus.organisatie_id == vraag.organisatie_id,
                Casus.swv_id == vraag.organisatie_id,
            )
        )
        query = query.where(
            or_(
                Inzageregel.organisatie_id == vraag.organisatie_id,
                Inzageregel.casus_id.in_(own),
            )
        )
    if vraag.naam:
        query = query.where(Inzageregel.naam.icontains(vraag.naam, autoescape=True))
    if vraag.van is not None:
        query = query.where(Inzageregel.op >= vraag.van)
    if vraag.tot is not None:
        query = query.where(Inzageregel.op < vraag.tot)
    return query
