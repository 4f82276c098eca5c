"""What a learned order looks at: one pupil and one open route as named numbers.

Every feature is a row of ``knowledge/data/leren/kenmerken.yaml``. A feature of the
pupil is crossed with the family of the route, for within one case only a difference
between routes can change their order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.logic import evaluate
from matching.routes.advies import Status
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.leren import Kenmerken
    from knowledge.route_regels import RouteRegels
    from matching.feiten import Feiten
    from matching.routes.advies import RouteUitkomst

ROUTE = "route "
"""What the name of the feature "it is this route" begins with."""


@dataclass(frozen=True)
class Leerling:
    """The features of one pupil.

    Parameters
    ----------
    waar
        Ids of the rows that hold for certain.
    onbekend
        Share of the rows that cannot be told, 0..1.
    """

    waar: tuple[str, ...]
    onbekend: float


def can_be_ordered(
    routes: Iterable[RouteUitkomst], kenmerken: Kenmerken, regels: RouteRegels
) -> tuple[RouteUitkomst, ...]:
    """Return the routes that a learned order may put in another order: open ones.

    Kinds that the rows leave out, and routes that come last by rule, keep their place.
    """
    return tuple(
        row
        for row in routes
        if row.status is Status.open
        and row.soort in kenmerken.soorten
        and row.route not in regels.laatste
    )


def features_of_pupil(feiten: Feiten, kenmerken: Kenmerken) -> Leerling:
    """Return what holds for a pupil, and how much cannot be told."""
    outcomes = [(row.id, evaluate(row.als, feiten)) for row in kenmerken.leerling]
    met = tuple(name for name, outcome in outcomes if outcome is Uitkomst.voldoet)
    unknown = sum(outcome is Uitkomst.onbekend for _, outcome in outcomes)
    return Leerling(met, unknown / len(outcomes))


def features_of_pair(
    leerling: Leerling, uitkomst: RouteUitkomst, kenmerken: Kenmerken
) -> dict[str, float]:
    """Return the features of a pupil and one open route, by name.

    Parameters
    ----------
    leerling
        What holds for the pupil.
    uitkomst
        The route, with its criteria weighed for this pupil.
    kenmerken
        The rows.

    Returns
    -------
    dict
        Numbers from 0 to 1; a name that is absent is 0.
    """
    found = {f"{ROUTE}{uitkomst.route}": 1.0}
    family = kenmerken.familie_van[uitkomst.route].id
    found |= {f"{name} x {family}": 1.0 for name in leerling.waar}
    for row in kenmerken.passend:
        share = _share_met(uitkomst, row.aard)
        if share:
            found[row.id] = share
    return found


def _share_met(uitkomst: RouteUitkomst, aard: str) -> float:
    """Return which part of the criteria of one kind is met; 0 without any."""
    rows = [row.uitkomst for row in uitkomst.criteria if row.aard == aard]
    if not rows:
        return 0.0
    return sum(one is Uitkomst.voldoet for one in rows) / len(rows)
