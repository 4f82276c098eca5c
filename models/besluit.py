"""Besluit: what a named person decided about a case, when and why."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003
from typing import Any

from sqlalchemy import ForeignKey, Select, String, Text, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.casus import Casus


class Besluit(Base):
    """One decision; a later one replaces an earlier one, nothing is overwritten.

    ``groep_id`` is the place, from ``begin``; ``brug_groep_id`` a bridging place until
    then, from ``brug_begin`` up to and with ``brug_eind``. When the place is a bridge
    itself, ``brug_eind`` is its last day.
    """

    __tablename__ = "besluit"

    id: Mapped[int] = mapped_column(primary_key=True)
    overleg_id: Mapped[int] = mapped_column(ForeignKey("overleg.id"), index=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    voorstel_id: Mapped[int | None] = mapped_column(ForeignKey("voorstel.id"))
    groep_id: Mapped[str | None] = mapped_column(ForeignKey("groep.id"), index=True)
    voorgestelde_groep_id: Mapped[str | None] = mapped_column(ForeignKey("groep.id"))
    begin: Mapped[date | None]
    brug_groep_id: Mapped[str | None] = mapped_column(
        ForeignKey("groep.id"), index=True
    )
    brug_begin: Mapped[date | None]
    brug_eind: Mapped[date | None]
    akkoord: Mapped[bool]
    wijkt_af: Mapped[bool]
    reden: Mapped[str] = mapped_column(Text)
    opmerkingen: Mapped[list[Any]] = mapped_column(default=list)
    door_id: Mapped[int] = mapped_column(ForeignKey("gebruiker.id"))
    door_naam: Mapped[str] = mapped_column(String(200))
    vervangt_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"))
    op: Mapped[datetime]


def decisions_of_meeting(session: Session, overleg_id: int) -> dict[str, Besluit]:
    """Return the decision that counts per case of a meeting."""
    query = select(Besluit).where(Besluit.overleg_id == overleg_id).order_by(Besluit.id)
    return {row.casus_id: row for row in session.scalars(query)}


def latest_decisions(session: Session) -> dict[str, Besluit]:
    """Return the decision that counts per case, over all meetings."""
    query = _of_this_round().order_by(Besluit.id)
    return {row.casus_id: row for row in session.scalars(query)}


def latest_decision(session: Session, casus_id: str) -> Besluit | None:
    """Return the decision that counts for a case, if there is one."""
    query = _of_this_round().where(Besluit.casus_id == casus_id)
    return session.scalars(query.order_by(Besluit.id.desc())).first()


def _of_this_round() -> Select[Besluit]:
    """Leave out what was decided before a case was opened again: it is history."""
    return (
        select(Besluit)
        .join(Casus, Casus.id == Besluit.casus_id)
        .where(or_(Casus.heropend_op.is_(None), Besluit.op > Casus.heropend_op))
    )


def decisions_of_case(session: Session, casus_id: str) -> list[Besluit]:
    """Return every decision about a case, the last one first."""
    query = select(Besluit).where(Besluit.casus_id == casus_id)
    return list(session.scalars(query.order_by(Besluit.id.desc())))
