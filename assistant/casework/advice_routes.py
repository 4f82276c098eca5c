"""The routes of a stored advice, with what is worked out beside each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.casework.advice_views import ChanceView, CriterionView, RouteView
from assistant.casework.tell_advice import short_reason
from assistant.casework.values import from_stored
from matching.feiten import Feiten
from matching.routes.advies import Status
from matching.routes.advise import weigh_routes
from matching.routes.open_fields import deciding_questions
from matching.routes.opening import openings
from matching.routes.place import order_reasons
from matching.routes.steps import route_steps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.casework.views import StoredAdvice
    from knowledge.load import Knowledge
    from knowledge.routes import Criterium
    from matching.routes.advies import RouteUitkomst

_FIRST = {
    ("hard", "voldoet_niet"): 0,
    ("hard", "onbekend"): 1,
    ("indicatie", "onbekend"): 2,
    ("indicatie", "voldoet"): 3,
}
"""What decides about a status and stands in front: kind and outcome."""


class AdvisedRoutes:
    """Writes out the routes of one stored advice.

    The outcomes are those that were stored. What stands beside them (the order, the
    steps, what would open a route) is worked out again from the answers in the
    receipt, and left out where the rows of now would give a route another status.
    """

    def __init__(self, knowledge: Knowledge, advies: StoredAdvice) -> None:
        self._knowledge = knowledge
        self._advies = advies
        proof = advies.ontvangstbewijs
        answers = {
            veld: from_stored(waarde, veld, knowledge)
            for veld, waarde in proof.get("antwoorden", {}).items()
        }
        self._feiten = Feiten(answers, knowledge, advies.peildatum)
        region = proof.get("regio")
        name = region if region in knowledge.regios else None
        self._regio = knowledge.regios[name] if name is not None else None
        weighed = weigh_routes(self._feiten, knowledge, self._regio)
        self._now = {row.route: row for row in weighed}
        self._order = order_reasons(weighed, knowledge, self._feiten, self._regio)
        self._openings = openings(answers, knowledge, advies.peildatum, name)

    def all(self) -> tuple[RouteView, ...]:
        """Return every route, best first."""
        return tuple(self._route(row) for row in self._advies.uitkomst["routes"])

    def _route(self, row: Mapping[str, Any]) -> RouteView:
        route = self._knowledge.routes.get(row["route"])
        if route is None:
            return _bare(row)
        now = self._now[route.id]
        same = now.status.value == row["status"]
        rules = self._knowledge.route_regels
        rows = {one.id: one for one in route.criteria}
        return RouteView(
            id=route.id,
            naam=route.naam,
            kort=route.kort,
            opmerking=route.opmerking,
            soort=row["soort"],
            rang=row["rang"],
            status=row["status"],
            reden=short_reason(row),
            meer_redenen=_more_reasons(row),
            criteria=_criteria(row, rows),
            vragen=self._questions(now) if same else (),
            opening=self._openings.get(route.id) if same else None,
            volgorde=self._order[route.id] if same else (),
            stappen=route_steps(route.id, self._feiten, self._knowledge),
            informatie=rules.information_lines(route),
            kans=_chance(self._advies.ontvangstbewijs, route.id),
        )

    def _questions(self, now: RouteUitkomst) -> tuple[str, ...]:
        if now.status is not Status.onbekend:
            return ()
        return deciding_questions(now.criteria, self._feiten)


def _bare(row: Mapping[str, Any]) -> RouteView:
    """Show a route that the knowledge no longer has, as it was stored."""
    return RouteView(
        id=row["route"],
        naam=row["route"],
        kort=None,
        opmerking=None,
        soort=row["soort"],
        rang=row["rang"],
        status=row["status"],
        reden=short_reason(row),
        meer_redenen=_more_reasons(row),
        criteria=_criteria(row, {}),
    )


def _more_reasons(row: Mapping[str, Any]) -> int:
    failing = [
        one
        for one in row["criteria"]
        if one["aard"] == "hard" and one["uitkomst"] == "voldoet_niet"
    ]
    return max(0, len(failing) - 1)


def _criteria(
    row: Mapping[str, Any], rows: Mapping[str, Criterium]
) -> tuple[CriterionView, ...]:
    """Return the criteria, what decides about the status in front."""
    found = [_criterion(one, rows) for one in row["criteria"]]
    return tuple(sorted(found, key=_decides))


def _decides(one: CriterionView) -> int:
    """Return the place of a criterion; sorting keeps the others as they stood."""
    return _FIRST.get((one.aard, one.uitkomst), len(_FIRST))


def _criterion(one: Mapping[str, Any], rows: Mapping[str, Criterium]) -> CriterionView:
    row = rows.get(one["criterium"])
    return CriterionView(
        id=one["criterium"],
        aard=one["aard"],
        uitkomst=one["uitkomst"],
        uitleg=one["uitleg"],
        bron=one["bron"],
        zeker=row is None or row.zeker,
    )


def _chance(proof: Mapping[str, Any], route: str) -> ChanceView | None:
    found = (proof.get("volgorde") or {}).get("kansen", {}).get(route)
    if found is None:
        return None
    reasons = tuple(
        (one["kenmerk"], one["bijdrage"] > 0) for one in found.get("redenen", ())
    )
    return ChanceView(float(found["kans"]), reasons)
