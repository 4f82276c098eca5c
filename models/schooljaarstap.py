"""Schooljaarstap: what a person decided about one proposal of a school year."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum
from models.casus import Casus, CasusStatus


class Stapkeuze(StrEnum):
    """Whether a proposal was applied or left out by hand."""

    TOEGEPAST = "toegepast"
    OVERGESLAGEN = "overgeslagen"


class Schooljaarstap(Base):
    """One proposal of a school year that a person looked at.

    ``sleutel`` names the proposal (``leerjaar:2026-0001``); it is there once per
    school year and organisation, so that nothing is applied twice.
    """

    __tablename__ = "schooljaarstap"
    __table_args__ = (UniqueConstraint("organisatie_id", "schooljaar", "sleutel"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisatie_id: Mapped[str] = mapped_column(ForeignKey("organisatie.id"))
    schooljaar: Mapped[str] = mapped_column(String(9))
    sleutel: Mapped[str] = mapped_column(String(120))
    casus_id: Mapped[str | None] = mapped_column(ForeignKey("casus.id"))
    keuze: Mapped[Stapkeuze] = mapped_column(text_enum(Stapkeuze))
    door: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]


def steps_of_year(
    session: Session, organisatie_id: str, schooljaar: str
) -> dict[str, Schooljaarstap]:
    """Return what was decided per proposal of a school year."""
    query = select(Schooljaarstap).where(
        Schooljaarstap.organisatie_id == organisatie_id,
        Schooljaarstap.schooljaar == schooljaar,
    )
    return {row.sleutel: row for row in session.scalars(query)}


def running_cases_of(session: Session, organisatie_id: str) -> list[str]:
    """Return the cases of a samenwerkingsverband that are not closed, by number."""
    query = select(Casus.id).where(
        Casus.swv_id == organisatie_id, Casus.status != CasusStatus.AFGESLOTEN
    )
    return list(session.scalars(query.order_by(Casus.id)))
