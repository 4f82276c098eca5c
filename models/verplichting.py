"""Verplichting: what somebody owes for a pupil, and the task that was made of it."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.batches import batches
from models.casus import Casus, CasusStatus
from models.taak import Taak
from models.verwijzing import Verwijzing
from models.verzuim import Verzuimleerling

if TYPE_CHECKING:
    from collections.abc import Collection


class Verplichting(Base):
    """One duty for a case, or for a pupil without one; it makes a task only once.

    Duties of pupils without a case share the task of their school. ``signaal`` names
    the row of knowledge, ``sinds`` the day that called for it; ``vervallen_op`` is
    when the record no longer called for it, while its task stays open.
    """

    __tablename__ = "verplichting"
    __table_args__ = (
        UniqueConstraint("casus_id", "signaal", "sinds"),
        UniqueConstraint("leerling_id", "signaal", "sinds"),
        CheckConstraint(
            "(casus_id IS NULL) <> (leerling_id IS NULL)", name="casus_of_leerling"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    signaal: Mapped[str] = mapped_column(String(60))
    sinds: Mapped[date]
    casus_id: Mapped[str | None] = mapped_column(ForeignKey("casus.id"))
    leerling_id: Mapped[int | None] = mapped_column(ForeignKey("verzuimleerling.id"))
    taak_id: Mapped[int] = mapped_column(ForeignKey("taak.id"), index=True)
    op: Mapped[datetime]
    vervallen_op: Mapped[datetime | None]


def duties_of_cases(
    session: Session, casus_ids: Collection[str]
) -> list[tuple[Verplichting, Taak]]:
    """Return the duties of cases with their tasks, oldest first."""
    found: list[tuple[Verplichting, Taak]] = []
    for group in batches(casus_ids):
        query = select(Verplichting, Taak).join(Taak, Verplichting.taak_id == Taak.id)
        query = query.where(Verplichting.casus_id.in_(group)).order_by(Verplichting.id)
        found += [(duty, taak) for duty, taak in session.execute(query)]
    return found


def duties_of_school(
    session: Session, organisatie_id: str
) -> list[tuple[Verplichting, Taak]]:
    """Return the duties for pupils of a school without a case, with their tasks."""
    query = (
        select(Verplichting, Taak)
        .join(Taak, Verplichting.taak_id == Taak.id)
        .join(Verzuimleerling, Verplichting.leerling_id == Verzuimleerling.id)
        .where(Verzuimleerling.organisatie_id == organisatie_id)
        .order_by(Verplichting.id)
    )
    return [(duty, taak) for duty, taak in session.execute(query)]


def duties_of_tasks(
    session: Session, taak_ids: Collection[int]
) -> dict[int, list[Verplichting]]:
    """Return per task the duties that it stands for."""
    found: dict[int, list[Verplichting]] = {}
    for group in batches(taak_ids):
        query = select(Verplichting).where(Verplichting.taak_id.in_(group))
        for row in session.scalars(query.order_by(Verplichting.id)):
            found.setdefault(row.taak_id, []).append(row)
    return found


def pupils_without_case(session: Session, organisatie_id: str) -> list[Verzuimleerling]:
    """Return the pupils of a school about whom no case runs."""
    running = (
        select(Verwijzing.id)
        .join(Casus, Verwijzing.casus_id == Casus.id)
        .where(
            Verwijzing.bron == Verzuimleerling.bron,
            Verwijzing.sleutel_hash == Verzuimleerling.sleutel_hash,
            Casus.status != CasusStatus.AFGESLOTEN,
        )
    )
    query = select(Verzuimleerling).where(
        Verzuimleerling.organisatie_id == organisatie_id, ~running.exists()
    )
    return list(session.scalars(query.order_by(Verzuimleerling.id)))


def schools_with_pupils(session: Session) -> list[str]:
    """Return the organisations of which absence is known."""
    query = select(Verzuimleerling.organisatie_id).where(
        Verzuimleerling.organisatie_id.is_not(None)
    )
    return sorted(one for one in session.scalars(query.distinct()) if one)


def running_cases(session: Session) -> list[str]:
    """Return the cases that are not closed, in order."""
    query = select(Casus.id).where(Casus.status != CasusStatus.AFGESLOTEN)
    return list(session.scalars(query.order_by(Casus.id)))
