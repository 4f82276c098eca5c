"""From ranked routes to a plan: now, next, table, papers and the first date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.routes import Aard, Rol, SoortRoute
from matching.klokken import clock_days
from matching.routes.advies import Plan, Status
from matching.routes.weigh import rows_of_region
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from knowledge.regio import Regio
    from knowledge.route_regels import Klok
    from knowledge.routes import Route
    from matching.feiten import Feiten
    from matching.routes.advies import RouteUitkomst
    from matching.routes.weigh import Rangcriterium


def make_plan(
    uitkomsten: tuple[RouteUitkomst, ...],
    routes: Mapping[str, Route],
    feiten: Feiten,
    regio: Regio | None = None,
) -> Plan:
    """Return the plan that follows from the ranked routes.

    Only open routes are planned; a last resort is never part of a plan by itself.
    Tables and process steps stand beside places and never in place of them.

    Parameters
    ----------
    uitkomsten
        The routes in order.
    routes
        Their rows.
    feiten
        What is known of the case.
    regio
        The region whose papers are asked as well.
    """
    last = feiten.regels.laatste
    usable = [row for row in uitkomsten if row.status is Status.open]
    planned = [row for row in usable if row.route not in last] or usable
    by_role = {
        role: [row.route for row in planned if routes[row.route].rol is role]
        for role in Rol
    }
    tables = [row.route for row in usable if row.soort is SoortRoute.tafel]
    clock = _first_date(feiten)
    return Plan(
        nu=tuple(by_role[Rol.nu]),
        straks=tuple(by_role[Rol.straks]),
        tafel=tables[0] if tables else None,
        nog_te_regelen=tuple(_to_arrange(uitkomsten, routes, feiten, regio)),
        termijn=clock[0] if clock else None,
        termijn_zin=clock[1].zin if clock else None,
    )


def _to_arrange(
    uitkomsten: Iterable[RouteUitkomst],
    routes: Mapping[str, Route],
    feiten: Feiten,
    regio: Regio | None,
) -> list[str]:
    """Say per paper what to arrange, who does so, and for which routes.

    Papers of undecided routes count where a reason for the route is already met.
    """
    wanted: dict[str, list[str]] = {}
    for uitkomst in uitkomsten:
        if uitkomst.status is Status.open or _promising(uitkomst):
            route = routes[uitkomst.route]
            added = rows_of_region(route, regio, feiten.peildatum)
            rows: dict[str, Rangcriterium] = {row.id: row for row in route.criteria}
            rows |= {row.id: row for row in added}
            for sentence in _open_papers(uitkomst, rows):
                wanted.setdefault(sentence, []).append(route.naam)
    return [f"{what} (voor: {'; '.join(names)})." for what, names in wanted.items()]


def _promising(uitkomst: RouteUitkomst) -> bool:
    return uitkomst.status is Status.onbekend and any(
        row.aard is Aard.indicatie and row.uitkomst is Uitkomst.voldoet
        for row in uitkomst.criteria
    )


def _open_papers(
    uitkomst: RouteUitkomst, rows: Mapping[str, Rangcriterium]
) -> Iterator[str]:
    for outcome in uitkomst.criteria:
        if outcome.aard is not Aard.document or outcome.uitkomst is Uitkomst.voldoet:
            continue
        row = rows[outcome.criterium]
        if row.te_regelen is None:
            yield outcome.uitleg.rstrip(".")
        else:
            yield f"{row.te_regelen}. Wie: {row.regelt}"


def _first_date(feiten: Feiten) -> tuple[date, Klok] | None:
    """Return the earliest date that is still to come, with its clock."""
    coming = [
        (day, klok)
        for klok in feiten.regels.termijnen
        for day in clock_days(klok, feiten)
        if day >= feiten.peildatum
    ]
    return min(coming, key=lambda pair: pair[0], default=None)
