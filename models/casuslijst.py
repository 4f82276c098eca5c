"""The lists of cases as queries: who sees which, in which order, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select, true

from models.casusregel import Casusklok, Casusregel
from models.gebruiker import Gebruiker
from models.voorziening import School
from models.zicht import in_sight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from models.casus import CasusStatus
    from models.zicht import Zicht


@dataclass(frozen=True)
class Lijstkeuze:
    """Which cases a list shows.

    Parameters
    ----------
    van
        Only cases that this person leads or brought in; None for all in sight.
    zonder_regisseur
        Only cases without a regisseur who can still come in.
    statussen
        Only these statuses; all when empty.
    rangen
        Only these values of ``rang``; all when empty.
    """

    van: int | None = None
    zonder_regisseur: bool = False
    statussen: tuple[CasusStatus, ...] = ()
    rangen: tuple[int, ...] = ()


@dataclass(frozen=True)
class Gevonden:
    """A line of a list with the names that belong to it."""

    regel: Casusregel
    regisseur: str | None
    zorgcoordinator: str | None
    school: str | None


def chosen(zicht: Zicht, keuze: Lijstkeuze) -> ColumnElement[bool]:
    """Return the condition of a list on the lines of cases."""
    return in_sight(zicht, Casusregel) & narrowed(keuze)


def narrowed(keuze: Lijstkeuze) -> ColumnElement[bool]:
    """Return what a choice asks of the lines, whatever the sight."""
    condition: ColumnElement[bool] = true()
    if keuze.van is not None:
        condition &= or_(
            Casusregel.regisseur_id == keuze.van,
            Casusregel.zorgcoordinator_id == keuze.van,
        )
    if keuze.zonder_regisseur:
        blocked = select(Gebruiker.id).where(~Gebruiker.actief)
        condition &= or_(
            Casusregel.regisseur_id.is_(None), Casusregel.regisseur_id.in_(blocked)
        )
    if keuze.statussen:
        condition &= Casusregel.status.in_(keuze.statussen)
    if keuze.rangen:
        condition &= Casusregel.rang.in_(keuze.rangen)
    return condition


def count_by_rank(session: Session, condition: ColumnElement[bool]) -> dict[int, int]:
    """Return how many cases of a list there are per ``rang``."""
    query = select(Casusregel.rang, func.count()).where(condition)
    return {rank: count for rank, count in session.execute(query.group_by("rang"))}


def count_each(
    session: Session, zicht: Zicht, keuzes: Mapping[str, Lijstkeuze]
) -> dict[str, int]:
    """Return how many cases in sight there are per choice, in one query."""
    if not keuzes:
        return {}
    counts = [
        func.count().filter(narrowed(keuze)).label(name)
        for name, keuze in keuzes.items()
    ]
    rangen = {rang for keuze in keuzes.values() for rang in keuze.rangen}
    query = select(*counts).where(in_sight(zicht, Casusregel))
    if all(keuze.rangen for keuze in keuzes.values()):
        query = query.where(Casusregel.rang.in_(sorted(rangen)))
    return dict(session.execute(query).one()._mapping)


def page_ids(
    session: Session,
    condition: ColumnElement[bool],
    *,
    vandaag: date,
    nabij: date,
    nagalm: int,
    limit: int | None,
    offset: int = 0,
) -> list[str]:
    """Return the case numbers of a page, in order of urgency.

    First ``rang``; then a clock that ends on or before ``nabij``, the first one first;
    then who is at home longest. A later clock gives no hurry. ``nagalm`` is the
    longest that a clock stays after it ended, in days.
    """
    oldest = vandaag - timedelta(days=nagalm)
    soon = (
        select(Casusklok.casus_id, func.min(Casusklok.datum).label("datum"))
        .where(
            Casusklok.datum >= oldest,  # implied by ``tot``; lets the index be used
            Casusklok.datum <= nabij,
            Casusklok.tot >= vandaag,
        )
        .group_by(Casusklok.casus_id)
        .subquery()
    )
    query = (
        select(Casusregel.casus_id)
        .outerjoin(soon, soon.c.casus_id == Casusregel.casus_id)
        .where(condition)
        .order_by(
            Casusregel.rang,
            soon.c.datum.asc().nulls_last(),
            Casusregel.thuis_sinds.asc().nulls_last(),
            Casusregel.casus_id,
        )
        .offset(offset)
    )
    return list(session.scalars(query if limit is None else query.limit(limit)))


def lines(session: Session, casus_ids: Sequence[str]) -> dict[str, Gevonden]:
    """Return the lines of these cases with the names of their people and school."""
    lead, carer = Gebruiker.__table__.alias("lead"), Gebruiker.__table__.alias("carer")
    query = (
        select(Casusregel, lead.c.naam, carer.c.naam, School.naam)
        # Somebody who was blocked leads no case any more.
        .outerjoin(lead, (lead.c.id == Casusregel.regisseur_id) & lead.c.actief)
        .outerjoin(carer, carer.c.id == Casusregel.zorgcoordinator_id)
        .outerjoin(School, School.id == Casusregel.school_id)
        .where(Casusregel.casus_id.in_(casus_ids))
    )
    return {
        row.casus_id: Gevonden(row, regisseur, zorg, school or row.school)
        for row, regisseur, zorg, school in session.execute(query)
    }


def running_clocks(
    session: Session, casus_ids: Sequence[str], vandaag: date
) -> dict[str, list[Casusklok]]:
    """Return per case the clocks that still count, the first one to end first."""
    query = (
        select(Casusklok)
        .where(Casusklok.casus_id.in_(casus_ids), Casusklok.tot >= vandaag)
        .order_by(Casusklok.datum, Casusklok.klok)
    )
    found: dict[str, list[Casusklok]] = {}
    for row in session.scalars(query):
        found.setdefault(row.casus_id, []).append(row)
    return found
