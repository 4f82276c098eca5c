"""Put the routes in order: the steps of the order are rows, this applies them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.route_regels import Rangmaat
from knowledge.routes import Aard
from matching.routes.advies import Status
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from knowledge.route_regels import RouteRegels
    from knowledge.routes import Route
    from matching.routes.advies import RouteUitkomst

_STATUS = {status: place for place, status in enumerate(Status)}


def _met(uitkomst: RouteUitkomst, route: Route) -> int:
    """Count the indications that are met, most first."""
    met = Uitkomst.voldoet
    rows = uitkomst.criteria
    return -sum(1 for r in rows if r.aard is Aard.indicatie and r.uitkomst is met)


def _enrolled(uitkomst: RouteUitkomst, route: Route) -> int:
    """Put kept enrolment first, then not known, then lost."""
    return {True: 0, None: 1, False: 2}[route.behoudt_inschrijving]


def rank(
    uitkomsten: Iterable[RouteUitkomst],
    routes: Mapping[str, Route],
    regels: RouteRegels,
) -> tuple[RouteUitkomst, ...]:
    """Return the routes in order, each with its rank from 1.

    Open before undecided before closed. The routes under ``laatste`` come after
    every other route that is not closed.
    """
    measures: dict[Rangmaat, Callable[[RouteUitkomst, Route], int | str]] = {
        Rangmaat.indicaties: _met,
        Rangmaat.trap: lambda uitkomst, route: route.trap,
        Rangmaat.inschrijving: _enrolled,
        Rangmaat.naam: lambda uitkomst, route: route.id,
    }

    def key(uitkomst: RouteUitkomst) -> tuple[int | str, ...]:
        route = routes[uitkomst.route]
        steps = [measures[row.maat](uitkomst, route) for row in regels.volgorde]
        return (_group(uitkomst, regels), *steps)

    ordered = sorted(uitkomsten, key=key)
    return tuple(
        replace(uitkomst, rang=place) for place, uitkomst in enumerate(ordered, 1)
    )


def _group(uitkomst: RouteUitkomst, regels: RouteRegels) -> int:
    """Return the place of the status; a last resort stands just before closed."""
    if uitkomst.status is Status.dicht:
        return _STATUS[Status.dicht] + 1
    last = uitkomst.route in regels.laatste
    return _STATUS[Status.dicht] if last else _STATUS[uitkomst.status]
