"""Route advice: from the answers of one case to routes, a plan and open questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.veiligheid import SoortRegel
from matching.errors import RegionError
from matching.feiten import Feiten
from matching.logic import evaluate
from matching.routes.advies import Plan, RouteAdvies, RouteUitkomst
from matching.routes.missing import open_questions
from matching.routes.plan import make_plan
from matching.routes.rank import rank
from matching.routes.ranker import order_open
from matching.routes.weigh import status_of, weigh_route
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from knowledge.load import Knowledge
    from knowledge.regio import Regio
    from matching.routes.model import Rangmodel


def advise(
    antwoorden: Mapping[str, object],
    knowledge: Knowledge,
    peildatum: date,
    regio: str | None = None,
    model: Rangmodel | None = None,
) -> RouteAdvies:
    """Return the route advice for one case.

    Parameters
    ----------
    antwoorden
        Answers as ``matching.antwoorden.check_answers`` returns them.
    knowledge
        Routes, fields and safety rules.
    peildatum
        The date of reckoning.
    regio
        Id of the region; ``None`` switches no route off.
    model
        The learned order that is active in that region, if there is one.

    Returns
    -------
    RouteAdvies
        All routes, ranked; none when a safety rule stops the advice.

    Raises
    ------
    RegionError
        When the region does not exist.
    """
    row = find_region(knowledge, regio)
    feiten = Feiten(antwoorden, knowledge, peildatum)
    reason = stop_reason(feiten, knowledge)
    if reason is not None:
        return RouteAdvies(True, reason, (), Plan(), ())
    by_rule = weigh_routes(feiten, knowledge, row)
    routes, volgorde = order_open(by_rule, feiten, knowledge, row, model)
    return RouteAdvies(
        stop=False,
        stopreden=None,
        routes=routes,
        plan=make_plan(routes, knowledge.routes, feiten, row),
        # What is asked follows the rules: a learned order never decides about that.
        ontbrekend=open_questions(by_rule, feiten, knowledge, row),
        volgorde=volgorde,
    )


def missing(
    antwoorden: Mapping[str, object],
    knowledge: Knowledge,
    peildatum: date,
    regio: str | None = None,
) -> tuple[str, ...]:
    """Return the fields still to ask, those that decide most first."""
    row = find_region(knowledge, regio)
    feiten = Feiten(antwoorden, knowledge, peildatum)
    routes = weigh_routes(feiten, knowledge, row)
    return open_questions(routes, feiten, knowledge, row)


def find_region(knowledge: Knowledge, regio: str | None) -> Regio | None:
    """Return the region with this id.

    Raises
    ------
    RegionError
        When the knowledge has no such region.
    """
    if regio is None:
        return None
    if regio not in knowledge.regios:
        known = ", ".join(knowledge.regios) or "nog geen regio"
        raise RegionError(f"De regio ‘{regio}’ bestaat niet; kies uit {known}.")
    return knowledge.regios[regio]


def stop_reason(feiten: Feiten, knowledge: Knowledge) -> str | None:
    """Return why the advice must stop and a person must call, else ``None``."""
    for regel in knowledge.veiligheid.stopregels:
        stops = regel.soort is SoortRegel.stop
        if stops and evaluate(regel.als, feiten) is Uitkomst.voldoet:
            return regel.reden
    return None


def weigh_routes(
    feiten: Feiten, knowledge: Knowledge, regio: Regio | None
) -> tuple[RouteUitkomst, ...]:
    """Return all routes with their status, in the order of the rules."""
    weighed = []
    for route in knowledge.routes.values():
        criteria = weigh_route(route, feiten, regio)
        status = status_of(criteria)
        weighed.append(RouteUitkomst(route.id, route.soort, status, 0, criteria))
    return rank(weighed, knowledge.routes, feiten, regio)
