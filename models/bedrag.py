"""Bedrag: money planned, committed or spent, per school year and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum


class BedragSoort(StrEnum):
    """What an amount stands for."""

    BEGROOT = "begroot"
    VASTGELEGD = "vastgelegd"
    BESTEED = "besteed"


class Bedrag(Base):
    """An amount in cents, for a school year like ``2026-2027``; only ever added.

    A mistake is put right by an amount with the opposite sign.
    """

    __tablename__ = "bedrag"
    __table_args__ = (Index(None, "organisatie_id", "schooljaar"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schooljaar: Mapped[str] = mapped_column(String(9))
    bron: Mapped[str] = mapped_column(String(60))
    organisatie_id: Mapped[str] = mapped_column(ForeignKey("organisatie.id"))
    soort: Mapped[BedragSoort] = mapped_column(text_enum(BedragSoort))
    bedrag_cent: Mapped[int]
    casus_id: Mapped[str | None] = mapped_column(ForeignKey("casus.id"), index=True)
    voorziening_id: Mapped[str | None] = mapped_column(ForeignKey("voorziening.id"))
    route: Mapped[str | None] = mapped_column(String(60))
    omschrijving: Mapped[str] = mapped_column(String(300))
    door: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]


@dataclass(frozen=True)
class Som:
    """The cents of one kind for one source and one thing that is paid for."""

    bron: str
    soort: BedragSoort
    casus_id: str | None
    voorziening_id: str | None
    route: str | None
    cent: int


def sums_of(session: Session, organisatie_id: str, schooljaar: str) -> list[Som]:
    """Return the sums of a school year, per source, kind and what is paid for."""
    what = (
        Bedrag.bron,
        Bedrag.soort,
        Bedrag.casus_id,
        Bedrag.voorziening_id,
        Bedrag.route,
    )
    query = (
        select(*what, func.sum(Bedrag.bedrag_cent))
        .where(Bedrag.organisatie_id == organisatie_id, Bedrag.schooljaar == schooljaar)
        .group_by(*what)
    )
    return [Som(*row[:5], int(row[5])) for row in session.execute(query)]


def amounts_of(
    session: Session,
    organisatie_id: str,
    schooljaar: str,
    limit: int | None,
    offset: int = 0,
) -> list[Bedrag]:
    """Return the amounts of a school year, newest first; ``limit`` None is all."""
    query = (
        select(Bedrag)
        .where(Bedrag.organisatie_id == organisatie_id, Bedrag.schooljaar == schooljaar)
        .order_by(Bedrag.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return list(session.scalars(query))


def amounts_of_case(
    session: Session, organisatie_id: str, casus_id: str
) -> list[Bedrag]:
    """Return the amounts about a case, oldest first."""
    query = select(Bedrag).where(
        Bedrag.casus_id == casus_id, Bedrag.organisatie_id == organisatie_id
    )
    return list(session.scalars(query.order_by(Bedrag.id)))
