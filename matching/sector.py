"""Where a pupil can go: the sectors that are within reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.kennis import Bereik, Keuzes

if TYPE_CHECKING:
    from knowledge.route_regels import SectorRegels
    from matching.feiten import Feiten


def reachable_sectors(feiten: Feiten, regels: SectorRegels) -> Keuzes:
    """Return the sectors that the pupil can certainly and possibly go to.

    Sector is where a route leads: a pupil in praktijkonderwijs may go on to mbo, a
    pupil in vmbo cannot go back to an sbo.

    Parameters
    ----------
    feiten
        What is known of the case.
    regels
        The rows of ``routes/_sector.yaml``.
    """
    age = feiten.bounds("leeftijd")
    school = feiten.known("schoolsoort")
    parts = [
        _from_school(school, age, regels),
        _from_age(regels.mbo_sector, regels.mbo_vanaf, age),
        _from_transition(feiten, school, age, regels),
    ]
    certain = frozenset[object]().union(*(part.zeker for part in parts))
    if any(part.mogelijk is None for part in parts):
        return Keuzes(zeker=certain, mogelijk=None)
    possible = frozenset[object]().union(*(part.mogelijk or () for part in parts))
    return Keuzes(zeker=certain, mogelijk=possible - certain)


def _from_school(school: object, age: Bereik | None, regels: SectorRegels) -> Keuzes:
    if school is None:
        return Keuzes(mogelijk=None)
    sectors = regels.schoolsoorten.get(str(school))
    if sectors is not None:
        return Keuzes(zeker=frozenset(sectors))
    certain: set[object] = set()
    possible: set[object] = set()
    for row in regels.op_leeftijd:
        low = 0 if row.van is None else row.van
        if age is None or (age.hoogst >= low and _below(age.laagst, row.tot)):
            possible.add(row.sector)
        if age and age.laagst >= low and _below(age.hoogst, row.tot):
            certain.add(row.sector)
    return Keuzes(zeker=frozenset(certain), mogelijk=frozenset(possible))


def _below(age: float, bound: int | None) -> bool:
    return bound is None or age <= bound


def _from_age(sector: str, lowest: int, age: Bereik | None) -> Keuzes:
    if age is not None and age.laagst >= lowest:
        return Keuzes(zeker=frozenset({sector}))
    if age is None or age.hoogst >= lowest:
        return Keuzes(mogelijk=frozenset({sector}))
    return Keuzes()


def _from_transition(
    feiten: Feiten, school: object, age: Bereik | None, regels: SectorRegels
) -> Keuzes:
    """Add what a transition opens; unanswered leaves room only where it can be."""
    transition = feiten.known("overgangsmoment")
    if transition is not None:
        row = regels.overgangen.get(str(transition))
        return Keuzes(zeker=frozenset(row.sectoren if row else ()))
    possible: set[object] = set()
    for row in regels.overgangen.values():
        at_age = age is None or (
            age.hoogst >= row.vanaf and _below(age.laagst, row.tot)
        )
        if at_age and (school is None or school in row.uit):
            possible.update(row.sectoren)
    return Keuzes(mogelijk=frozenset(possible))
