"""Why a route stands where it stands: what each step of the order says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.logic import evaluate
from matching.routes.rank import Preferred, Ranking, standing_of
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.load import Knowledge
    from knowledge.regio import Regio
    from knowledge.routes import Route
    from knowledge.volgorde import Rangregel
    from matching.feiten import Feiten
    from matching.routes.advies import RouteUitkomst


@dataclass(frozen=True)
class Rangstap:
    """What one step of the order says of a route.

    ``beslist`` marks the step that puts the route below the one before it.
    """

    stap: str
    naam: str
    zinnen: tuple[str, ...]
    reden: str
    bron: str
    beslist: bool

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "stap": self.stap,
            "naam": self.naam,
            "zinnen": list(self.zinnen),
            "reden": self.reden,
            "bron": self.bron,
            "beslist": self.beslist,
        }


def order_reasons(
    routes: Iterable[RouteUitkomst],
    knowledge: Knowledge,
    feiten: Feiten,
    regio: Regio | None = None,
) -> dict[str, tuple[Rangstap, ...]]:
    """Return per route what each step of the order says of it.

    Parameters
    ----------
    routes
        The routes in the order of the rules.
    knowledge
        Their rows.
    feiten
        What is known of the case.
    regio
        The region that may put other steps in front.
    """
    ranking = Ranking(knowledge.route_regels, regio)
    preferred = ranking.preferred(
        lambda row: evaluate(row.als, feiten) is Uitkomst.voldoet
    )
    found: dict[str, tuple[Rangstap, ...]] = {}
    before: tuple[int | str, ...] = ()
    for outcome in routes:
        route = knowledge.routes[outcome.route]
        key = ranking.key(route, standing_of(outcome, preferred))
        differs = _first_difference(before, key)
        found[route.id] = tuple(
            _said(step, route, key[place], preferred, beslist=place == differs)
            for place, step in enumerate(ranking.steps, 1)
        )
        before = key
    return found


def _first_difference(
    before: tuple[int | str, ...], key: tuple[int | str, ...]
) -> int | None:
    """Return which part of two keys differs first; 0 is the status."""
    pairs = enumerate(zip(before, key, strict=False))
    return next((place for place, (one, other) in pairs if one != other), None)


def _said(
    step: Rangregel,
    route: Route,
    value: int | str,
    preferred: Preferred,
    *,
    beslist: bool,
) -> Rangstap:
    held = preferred.get(step.id, ())
    sentences = [row.zin for row in held if row.selects(route)]
    if not sentences:
        number = abs(value) if isinstance(value, int) else 0
        sentences = [said] if (said := step.sentence(number)) else []
    return Rangstap(
        step.id, step.naam, tuple(sentences), step.reden, step.bron, beslist
    )
