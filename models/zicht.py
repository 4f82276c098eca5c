"""Zicht: which cases somebody may see, as plain ids, and as one SQL condition.

Lists, searches and the check of a single case all use :func:`in_sight`, so that they
cannot disagree.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping  # noqa: TC003
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from models.besluit import Besluit
from models.casus import HOLDS_A_SEAT, Casus, CasusStatus
from models.overleg import Agendapunt

if TYPE_CHECKING:
    from models.casusregel import Casusregel


@dataclass(frozen=True)
class Zicht:
    """What a viewer may see, worked out once: no query per case.

    Parameters
    ----------
    alles
        Every case: the command line on the machine of the owner.
    organisaties
        Organisations whose own cases are in sight (school, or the schools of a board).
    swv
        The samenwerkingsverbanden whose cases are in sight.
    zonder_swv
        Whether cases without a samenwerkingsverband are in sight too.
    overleggen
        Meetings whose agenda is in sight.
    gedeeld
        Cases that are shared now, on a ground that holds.
    groepen
        Groups (places) of a provider.
    gezin
        The one case of a parent or pupil.
    """

    alles: bool = False
    organisaties: frozenset[str] = frozenset()
    swv: frozenset[str] = frozenset()
    zonder_swv: bool = False
    overleggen: frozenset[int] = frozenset()
    gedeeld: frozenset[str] = frozenset()
    groepen: frozenset[str] = frozenset()
    gezin: frozenset[str] = frozenset()


def in_sight(
    zicht: Zicht, rows: type[Casus | Casusregel] = Casus
) -> ColumnElement[bool]:
    """Return the condition that a row of cases is in sight.

    Parameters
    ----------
    zicht
        What the viewer may see.
    rows
        The mapping that is asked for: the case or its line in the lists.
    """
    if zicht.alles:
        return true()
    return or_(false(), *relations(zicht, rows).values())


def relations(
    zicht: Zicht, rows: type[Casus | Casusregel] = Casus
) -> Mapping[str, ColumnElement[bool]]:
    """Return per relation that gives sight the condition on a row of cases."""
    case_id: InstrumentedAttribute[str] = (
        rows.id if issubclass(rows, Casus) else rows.casus_id
    )
    found: dict[str, ColumnElement[bool]] = {}
    if zicht.organisaties:
        found["eigen"] = rows.organisatie_id.in_(sorted(zicht.organisaties))
    if zicht.swv:
        own = rows.swv_id.in_(sorted(zicht.swv))
        found["swv"] = or_(own, rows.swv_id.is_(None)) if zicht.zonder_swv else own
    if zicht.overleggen:
        found["tafel"] = case_id.in_(
            select(Agendapunt.casus_id).where(
                Agendapunt.overleg_id.in_(sorted(zicht.overleggen))
            )
        )
    if zicht.gedeeld:
        found["deling"] = case_id.in_(sorted(zicht.gedeeld))
    if zicht.groepen:
        found["plaats"] = case_id.in_(_placed_in(zicht.groepen))
    if zicht.gezin:
        found["gezin"] = case_id.in_(sorted(zicht.gezin))
    return found


def _placed_in(groepen: frozenset[str]) -> Select[str]:
    """Return the cases whose decision that counts is for one of these groups."""
    later = aliased(Besluit)
    placed = or_(
        Casus.status.in_(HOLDS_A_SEAT),
        and_(
            Casus.status == CasusStatus.GESTOPT,
            Casus.gestopt_vanuit.in_(HOLDS_A_SEAT),
        ),
    )
    return (
        select(Besluit.casus_id)
        .join(Casus, Casus.id == Besluit.casus_id)
        .where(
            or_(
                Besluit.groep_id.in_(sorted(groepen)),
                Besluit.brug_groep_id.in_(sorted(groepen)),
            ),
            placed,
            # What was decided before a case was opened again is history.
            or_(Casus.heropend_op.is_(None), Besluit.op > Casus.heropend_op),
            ~exists().where(later.casus_id == Besluit.casus_id, later.id > Besluit.id),
        )
    )


@dataclass(frozen=True)
class GezieneCasus:
    """A case in sight, with the relations that give the sight."""

    id: str
    organisatie_id: str | None
    swv_id: str | None
    relaties: frozenset[str]


def seen_cases(
    session: Session, zicht: Zicht, casus_ids: Collection[str]
) -> list[GezieneCasus]:
    """Return those of these cases that are in sight, in one query."""
    ties = relations(zicht)
    marks = (condition.label(name) for name, condition in ties.items())
    query = select(Casus.id, Casus.organisatie_id, Casus.swv_id, *marks).where(
        Casus.id.in_(casus_ids), in_sight(zicht)
    )
    return [
        GezieneCasus(
            id=row.id,
            organisatie_id=row.organisatie_id,
            swv_id=row.swv_id,
            relaties=frozenset(name for name in ties if getattr(row, name)),
        )
        for row in session.execute(query)
    ]


def all_in_sight(session: Session, zicht: Zicht) -> list[str]:
    """Return the number of every case in sight, in order."""
    return list(
        session.scalars(select(Casus.id).where(in_sight(zicht)).order_by(Casus.id))
    )
