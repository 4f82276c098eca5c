"""Casusgebeurtenis: something that happened in a case, with the day of it."""

from __future__ import annotations

from collections.abc import Collection  # noqa: TC003
from datetime import date, datetime  # noqa: TC003

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.batches import batches


class Casusgebeurtenis(Base):
    """What a person wrote down that happened; clocks count from its day.

    ``soort`` names a row of knowledge. Withdrawing is written down on the row itself,
    with who and why; nothing else of it ever changes.
    """

    __tablename__ = "casusgebeurtenis"
    __table_args__ = (Index(None, "casus_id", "ingetrokken_op"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    soort: Mapped[str] = mapped_column(String(40))
    datum: Mapped[date]
    rol: Mapped[str] = mapped_column(String(40))
    door: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]
    ingetrokken_op: Mapped[datetime | None]
    ingetrokken_door: Mapped[str | None] = mapped_column(String(200))
    ingetrokken_reden: Mapped[str | None] = mapped_column(Text)


def events_of_cases(
    session: Session, casus_ids: Collection[str]
) -> dict[str, list[Casusgebeurtenis]]:
    """Return what counts per case, the oldest day first."""
    return _find(session, casus_ids, withdrawn=False)


def withdrawn_events(session: Session, casus_id: str) -> list[Casusgebeurtenis]:
    """Return what was withdrawn in a case, the oldest day first."""
    return _find(session, [casus_id], withdrawn=True)[casus_id]


def _find(
    session: Session, casus_ids: Collection[str], *, withdrawn: bool
) -> dict[str, list[Casusgebeurtenis]]:
    found: dict[str, list[Casusgebeurtenis]] = {one: [] for one in casus_ids}
    column = Casusgebeurtenis.ingetrokken_op
    wanted = column.is_not(None) if withdrawn else column.is_(None)
    for group in batches(casus_ids):
        query = select(Casusgebeurtenis).where(
            Casusgebeurtenis.casus_id.in_(group), wanted
        )
        order = (Casusgebeurtenis.datum, Casusgebeurtenis.id)
        for row in session.scalars(query.order_by(*order)):
            found[row.casus_id].append(row)
    return found
