"""Advies: a route advice as it was given, with the receipt to replay it."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class Advies(Base):
    """One advice; ``ontvangstbewijs`` holds code version, knowledge hash, answers."""

    __tablename__ = "advies"

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), index=True)
    uitkomst: Mapped[dict[str, Any]]
    ontvangstbewijs: Mapped[dict[str, Any]]
    peildatum: Mapped[date]
    laatste_antwoord_id: Mapped[int]
    op: Mapped[datetime]


def latest_advices(session: Session, casus_ids: list[str]) -> dict[str, Advies]:
    """Return the last advice of each of these cases that has one."""
    newest = (
        select(func.max(Advies.id))
        .where(Advies.casus_id.in_(casus_ids))
        .group_by(Advies.casus_id)
    )
    query = select(Advies).where(Advies.id.in_(newest))
    return {row.casus_id: row for row in session.scalars(query)}


def newest_advice_of(session: Session, casus_ids: list[str]) -> datetime | None:
    """Return when the newest advice of these cases was given; None without any."""
    query = select(func.max(Advies.op)).where(Advies.casus_id.in_(casus_ids))
    return session.scalar(query)


def advices_of(session: Session, casus_id: str) -> list[Advies]:
    """Return every advice of a case, oldest first."""
    query = select(Advies).where(Advies.casus_id == casus_id)
    return list(session.scalars(query.order_by(Advies.id)))


def newest_advices(
    session: Session, number: int, *where: ColumnElement[bool]
) -> list[Advies]:
    """Return the latest advices that meet every condition, newest first."""
    query = select(Advies).where(*where).order_by(Advies.id.desc()).limit(number)
    return list(session.scalars(query))
