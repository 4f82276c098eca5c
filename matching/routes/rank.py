"""Put the routes in order: the steps of the order are rows, this applies them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.route_regels import Rangmaat
from knowledge.routes import Aard
from matching.routes.advies import Status
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.route_regels import RouteRegels
    from knowledge.routes import Route
    from matching.routes.advies import RouteUitkomst

Key = tuple[int | str, ...]
"""What routes are sorted by, first things first."""

_STATUS = {status: place for place, status in enumerate(Status)}
# Put kept enrolment first, then not known, then lost.
_ENROLLED = {True: 0, None: 1, False: 2}


def rank_key(route: Route, status: Status, met: int, regels: RouteRegels) -> Key:
    """Return what a route is sorted by.

    Parameters
    ----------
    route
        The row.
    status
        Whether it is open, undecided or closed.
    met
        How many of its indications are met.
    regels
        The steps of the order, and which routes come last.
    """
    steps: list[int | str] = [_group(route, status, regels)]
    for row in regels.volgorde:
        match row.maat:
            case Rangmaat.indicaties:
                steps.append(-met)
            case Rangmaat.trap:
                steps.append(route.trap)
            case Rangmaat.inschrijving:
                steps.append(_ENROLLED[route.behoudt_inschrijving])
            case Rangmaat.naam:
                steps.append(route.id)
    return tuple(steps)


def rank(
    uitkomsten: Iterable[RouteUitkomst],
    routes: Mapping[str, Route],
    regels: RouteRegels,
) -> tuple[RouteUitkomst, ...]:
    """Return the routes in order, each with its rank from 1.

    Open before undecided before closed. The routes under ``laatste`` come after
    every other route that is not closed.
    """

    def key(uitkomst: RouteUitkomst) -> Key:
        route, met = routes[uitkomst.route], _met(uitkomst)
        return rank_key(route, uitkomst.status, met, regels)

    ordered = sorted(uitkomsten, key=key)
    return tuple(
        replace(uitkomst, rang=place) for place, uitkomst in enumerate(ordered, 1)
    )


def _met(uitkomst: RouteUitkomst) -> int:
    """Count the indications that are met."""
    met = Uitkomst.voldoet
    rows = uitkomst.criteria
    return sum(1 for r in rows if r.aard is Aard.indicatie and r.uitkomst is met)


def _group(route: Route, status: Status, regels: RouteRegels) -> int:
    """Return the place of the status; a last resort stands just before closed."""
    if status is Status.dicht:
        return _STATUS[Status.dicht] + 1
    last = route.id in regels.laatste
    return _STATUS[Status.dicht] if last else _STATUS[status]
