"""Put the routes in order: the steps of the order are rows, this applies them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from knowledge.routes import Aard
from knowledge.volgorde import Rangmaat, Voorkeur, reordered
from matching.logic import evaluate
from matching.routes.advies import Status
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from knowledge.regio import Regio
    from knowledge.route_regels import RouteRegels
    from knowledge.routes import Route
    from knowledge.volgorde import Rangregel
    from matching.feiten import Feiten
    from matching.routes.advies import RouteUitkomst

Key = tuple[int | str, ...]
"""What routes are sorted by, first things first."""

Preferred = Mapping[str, tuple[Voorkeur, ...]]
"""The preferences whose condition is met, by step."""

_STATUS = {status: place for place, status in enumerate(Status)}
# Put kept enrolment first, then not known, then lost.
_ENROLLED = {True: 0, None: 1, False: 2}


@dataclass(frozen=True)
class Standing:
    """What is weighed for a route, as far as the order asks.

    Parameters
    ----------
    status
        Whether it is open, undecided or closed.
    reasons
        How many of its indications are met.
    objections
        How many of its soft criteria fail.
    preferred
        The preferences whose condition is met, for any route.
    """

    status: Status
    reasons: int = 0
    objections: int = 0
    preferred: Preferred = field(default_factory=dict)


class Ranking:
    """The order of routes in a region.

    Parameters
    ----------
    regels
        The steps of the order, and which routes come last.
    regio
        The region that may put other steps in front; ``None`` keeps the order.
    """

    def __init__(self, regels: RouteRegels, regio: Regio | None = None) -> None:
        self.steps = reordered(regels.volgorde, regio.volgorde if regio else ())
        self._parts = [(_MEASURES[step.maat], step) for step in self.steps]
        self._last = regels.laatste

    @property
    def preferences(self) -> tuple[Voorkeur, ...]:
        """Return the preferences of all steps."""
        return tuple(one for step in self.steps for one in step.voorkeuren)

    def preferred(self, holds: Callable[[Voorkeur], bool]) -> Preferred:
        """Return the preferences that hold, by step."""
        return {
            step.id: tuple(row for row in step.voorkeuren if holds(row))
            for step in self.steps
        }

    def key(self, route: Route, standing: Standing) -> Key:
        """Return what a route is sorted by."""
        group = _group(standing.status, last=route.id in self._last)
        return (group, *[say(step, route, standing) for say, step in self._parts])


def _reasons(step: Rangregel, route: Route, standing: Standing) -> int:
    return -standing.reasons


def _objections(step: Rangregel, route: Route, standing: Standing) -> int:
    return standing.objections


def _distance(step: Rangregel, route: Route, standing: Standing) -> int:
    return route.trap


def _enrolment(step: Rangregel, route: Route, standing: Standing) -> int:
    return _ENROLLED[route.behoudt_inschrijving]


def _preference(step: Rangregel, route: Route, standing: Standing) -> int:
    return -sum([row.selects(route) for row in standing.preferred.get(step.id, ())])


def _name(step: Rangregel, route: Route, standing: Standing) -> str:
    return route.id


_MEASURES: Mapping[Rangmaat, Callable[[Rangregel, Route, Standing], int | str]] = {
    Rangmaat.indicaties: _reasons,
    Rangmaat.bezwaren: _objections,
    Rangmaat.trap: _distance,
    Rangmaat.inschrijving: _enrolment,
    Rangmaat.voorkeur: _preference,
    Rangmaat.naam: _name,
}
"""What a step says of a route; lower goes first."""


def _group(status: Status, *, last: bool) -> int:
    """Return the place of the status; a last resort stands just before closed."""
    if status is Status.dicht:
        return _STATUS[Status.dicht] + 1
    return _STATUS[Status.dicht] if last else _STATUS[status]


def rank(
    uitkomsten: Iterable[RouteUitkomst],
    routes: Mapping[str, Route],
    feiten: Feiten,
    regio: Regio | None = None,
) -> tuple[RouteUitkomst, ...]:
    """Return the routes in order, each with its rank from 1.

    Open before undecided before closed. The routes under ``laatste`` come after
    every other route that is not closed.

    Parameters
    ----------
    uitkomsten
        The weighed routes.
    routes
        Their rows.
    feiten
        What is known of the case, for the preferences.
    regio
        The region that may put other steps in front.
    """
    ranking = Ranking(feiten.regels, regio)
    preferred = ranking.preferred(
        lambda row: evaluate(row.als, feiten) is Uitkomst.voldoet
    )
    ordered = sorted(
        uitkomsten,
        key=lambda one: ranking.key(routes[one.route], standing_of(one, preferred)),
    )
    return tuple(
        replace(uitkomst, rang=place) for place, uitkomst in enumerate(ordered, 1)
    )


def standing_of(uitkomst: RouteUitkomst, preferred: Preferred) -> Standing:
    """Return what is weighed for a route, as far as the order asks."""
    return Standing(
        status=uitkomst.status,
        reasons=_count(uitkomst, Aard.indicatie, Uitkomst.voldoet),
        objections=_count(uitkomst, Aard.zacht, Uitkomst.voldoet_niet),
        preferred=preferred,
    )


def _count(uitkomst: RouteUitkomst, aard: Aard, wanted: Uitkomst) -> int:
    return sum(
        [row.aard is aard and row.uitkomst is wanted for row in uitkomst.criteria]
    )
