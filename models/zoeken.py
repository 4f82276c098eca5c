"""Zoeken: find cases by number, municipality or school, among those in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, false, func, or_, select

from models.batches import batches
from models.casus import Casus
from models.casusregel import Casusregel
from models.voorziening import School

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Plaatsen:
    """Municipalities and schools: as told, and as known by their branch code."""

    gemeenten: frozenset[str]
    scholen: frozenset[str]
    vestigingen: frozenset[str]

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self.gemeenten or self.scholen or self.vestigingen)

    @property
    def condition(self) -> ColumnElement[bool]:
        """Return the condition that a line of the lists is at one of these."""
        return or_(
            false(),
            Casusregel.gemeente.in_(sorted(self.gemeenten)),
            Casusregel.school.in_(sorted(self.scholen)),
            Casusregel.school_id.in_(sorted(self.vestigingen)),
        )


def known_places(session: Session) -> tuple[set[str], set[str], dict[str, str]]:
    """Return the municipalities and schools that any case has, each once.

    Which case has which is not told; that only comes out under a condition of sight.
    """
    towns = select(Casusregel.gemeente).distinct()
    told = select(Casusregel.school).distinct()
    used = select(Casusregel.school_id).distinct()
    branches = select(School.id, School.naam).where(School.id.in_(used))
    return (
        {one for one in session.scalars(towns) if one},
        {one for one in session.scalars(told) if one},
        {row.id: row.naam for row in session.execute(branches)},
    )


def cases_at(
    session: Session,
    seen: ColumnElement[bool],
    places: Sequence[Plaatsen],
    limit: int,
) -> list[str]:
    """Return the cases that are at one of each of these groups of places."""
    where = and_(seen, *(group.condition for group in places))
    query = select(Casusregel.casus_id).where(where)
    order = (Casusregel.rang, Casusregel.casus_id.desc())
    return list(session.scalars(query.order_by(*order).limit(limit)))


def cases_numbered(
    session: Session, seen: ColumnElement[bool], pattern: str, exact: str, limit: int
) -> list[str]:
    """Return the cases whose number holds a pattern, the exact ones first."""
    query = select(Casus.id).where(Casus.id.like(pattern), seen)
    order = (Casus.id.like(exact).desc(), Casus.id.desc())
    return list(session.scalars(query.order_by(*order).limit(limit)))


def places_of(
    session: Session, casus_ids: Collection[str]
) -> dict[str, tuple[int, str | None, str | None]]:
    """Return per case its rank in the lists, its municipality and its school."""
    found: dict[str, tuple[int, str | None, str | None]] = {}
    for ids in batches(casus_ids):
        query = (
            select(
                Casusregel.casus_id,
                Casusregel.rang,
                Casusregel.gemeente,
                func.coalesce(School.naam, Casusregel.school),
            )
            .outerjoin(School, School.id == Casusregel.school_id)
            .where(Casusregel.casus_id.in_(ids))
        )
        for casus_id, rank, town, school in session.execute(query):
            found[casus_id] = (rank, town, school)
    return found


def births(session: Session, casus_ids: Collection[str]) -> dict[str, date]:
    """Return the first day of the month of birth per case, where it is known."""
    found: dict[str, date] = {}
    for ids in batches(casus_ids):
        query = select(Casusregel.casus_id, Casusregel.geboren).where(
            Casusregel.casus_id.in_(ids), Casusregel.geboren.is_not(None)
        )
        found |= {row.casus_id: row.geboren for row in session.execute(query)}
    return found


def within(swv_id: str | None, organisatie_id: str | None) -> ColumnElement[bool]:
    """Return the condition that a case is of this samenwerkingsverband.

    While no samenwerkingsverband is known, it is that of the organisation itself.
    """
    if swv_id is not None:
        return Casus.swv_id == swv_id
    if organisatie_id is not None:
        return Casus.organisatie_id == organisatie_id
    return false()
