"""Herkomst: where a case came from that was handed over by another region."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003
from typing import Any

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class Herkomst(Base):
    """The transfer file a case was read from; the same file is read only once.

    ``oud_nummer`` is the number the case had in the other region.
    """

    __tablename__ = "herkomst"

    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), primary_key=True)
    oud_nummer: Mapped[str] = mapped_column(String(40))
    van: Mapped[str] = mapped_column(String(200))
    vingerafdruk: Mapped[str] = mapped_column(String(64), unique=True)
    weggelaten: Mapped[list[Any]] = mapped_column(default=list)
    gemaakt_op: Mapped[datetime]
    ingelezen_op: Mapped[datetime]
    ingelezen_door: Mapped[str] = mapped_column(String(200))


class EerderBesluit(Base):
    """A decision taken in another region: history, not a decision of this one.

    Its place and its meeting are not in this record, so they are kept as text.
    """

    __tablename__ = "eerder_besluit"

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    plek: Mapped[str | None] = mapped_column(String(400))
    overleg: Mapped[str] = mapped_column(String(200))
    overleg_datum: Mapped[date | None]
    akkoord: Mapped[bool]
    wijkt_af: Mapped[bool]
    voorgesteld: Mapped[str | None] = mapped_column(String(400))
    reden: Mapped[str] = mapped_column(Text)
    opmerkingen: Mapped[list[Any]] = mapped_column(default=list)
    door: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]
    van: Mapped[str] = mapped_column(String(200))


def origin_of(session: Session, casus_id: str) -> Herkomst | None:
    """Return where a case came from, or None when it began here."""
    return session.get(Herkomst, casus_id)


def read_before(session: Session, vingerafdruk: str) -> Herkomst | None:
    """Return the case that was read from this same file, if there is one."""
    query = select(Herkomst).where(Herkomst.vingerafdruk == vingerafdruk)
    return session.scalar(query)


def earlier_decisions(session: Session, casus_id: str) -> list[EerderBesluit]:
    """Return the decisions of other regions about a case, oldest first."""
    query = select(EerderBesluit).where(EerderBesluit.casus_id == casus_id)
    return list(session.scalars(query.order_by(EerderBesluit.id)))
