"""Gezinslid: a parent or the pupil of a case, each with an own access."""

from __future__ import annotations

from collections.abc import Collection  # noqa: TC003
from datetime import datetime  # noqa: TC003
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum
from models.casus import Casus


class GezinslidSoort(StrEnum):
    """Who somebody of the family is."""

    OUDER = "ouder"
    LEERLING = "leerling"


class Gezinslid(Base):
    """A member of the family of a case; the name is kept in the table of names.

    ``gezag`` says whether a parent has parental authority; None for the pupil and
    while it is not known.
    """

    __tablename__ = "gezinslid"
    __table_args__ = (UniqueConstraint("casus_id", "soort", "volgnummer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    soort: Mapped[GezinslidSoort] = mapped_column(text_enum(GezinslidSoort))
    volgnummer: Mapped[int]
    gezag: Mapped[bool | None]
    actief: Mapped[bool] = mapped_column(default=True)
    aangemaakt_op: Mapped[datetime]
    verwijderd_op: Mapped[datetime | None]


def family_of(session: Session, casus_id: str) -> list[Gezinslid]:
    """Return the active members of the family of a case, parents first."""
    query = select(Gezinslid).where(Gezinslid.casus_id == casus_id, Gezinslid.actief)
    rows = session.scalars(query.order_by(Gezinslid.volgnummer, Gezinslid.id))
    return sorted(rows, key=lambda row: row.soort is GezinslidSoort.LEERLING)


def next_number(session: Session, casus_id: str, soort: GezinslidSoort) -> int:
    """Return the number for one more member of this kind; none is used twice."""
    query = select(func.max(Gezinslid.volgnummer)).where(
        Gezinslid.casus_id == casus_id, Gezinslid.soort == soort
    )
    return (session.scalar(query) or 0) + 1


def families_of(
    session: Session, casus_ids: Collection[str]
) -> dict[str, list[Gezinslid]]:
    """Return the active members of the families of cases, in one query."""
    rows: dict[str, list[Gezinslid]] = {casus_id: [] for casus_id in casus_ids}
    query = select(Gezinslid).where(Gezinslid.casus_id.in_(rows), Gezinslid.actief)
    for row in session.scalars(query.order_by(Gezinslid.id)):
        rows[row.casus_id].append(row)
    return rows


def example_family(session: Session) -> list[tuple[Gezinslid, Casus]]:
    """Return the families of the invented cases, with their case."""
    query = (
        select(Gezinslid, Casus)
        .join(Casus, Casus.id == Gezinslid.casus_id)
        .where(Gezinslid.actief, Casus.voorbeeld)
        .order_by(Casus.id, Gezinslid.soort, Gezinslid.volgnummer)
    )
    return [(row[0], row[1]) for row in session.execute(query)]
