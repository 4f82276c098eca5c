"""See the latest advice of a case as a plan, with every route and why it stands so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.advice_routes import AdvisedRoutes
from assistant.casework.advice_views import AdvicePage, OrderView, PlanView
from assistant.casework.advise_case import ADVISABLE
from assistant.leren.record import count_known_outcomes
from knowledge.routes import SoortRoute
from matching.routes.advies import Status

if TYPE_CHECKING:
    from assistant.casework.advice_views import RouteView
    from assistant.casework.case_views import CaseView
    from assistant.casework.views import StoredAdvice
    from assistant.context import Context

TOO_FEW = "geen_model"
"""The reason that the rules order because there are too few outcomes to learn from."""


def show_advice(ctx: Context, case: CaseView) -> AdvicePage | None:
    """Return what the advice page shows, or None while there is no advice.

    Parameters
    ----------
    ctx
        The surroundings.
    case
        The case, as far as the viewer may see it.
    """
    advies = case.advies
    if advies is None or advies.stop:
        return None
    routes = AdvisedRoutes(ctx.knowledge, advies).all()
    return AdvicePage(
        casus=case,
        advies=advies,
        plan=_plan(case, advies, {route.id: route for route in routes}),
        routes={
            status.value: tuple(one for one in routes if one.status == status.value)
            for status in Status
        },
        vragen=tuple(
            name
            for name in advies.uitkomst["ontbrekend"]
            if name in ctx.knowledge.velden and case.inzage.toont(name)
        ),
        volgorde=_order(ctx, advies),
        regels_veranderd=_rows_changed(ctx, advies),
        mag_antwoorden=case.inzage.mag_wijzigen,
        mag_opnieuw=case.inzage.mag_wijzigen and case.status in ADVISABLE,
    )


def _plan(
    case: CaseView, advies: StoredAdvice, routes: dict[str, RouteView]
) -> PlanView:
    plan = advies.uitkomst["plan"]
    coming = [clock for clock in case.klokken if not clock.voorbij]
    return PlanView(
        nu=tuple(routes[name] for name in plan["nu"] if name in routes),
        straks=tuple(routes[name] for name in plan["straks"] if name in routes),
        tafel=routes.get(plan["tafel"] or ""),
        tafels_onbekend=tuple(
            route
            for route in routes.values()
            if route.soort == SoortRoute.tafel.value
            and route.status == Status.onbekend.value
            and not route.is_apart
        ),
        papieren=case.papieren,
        termijn=coming[0] if coming else None,
        later=tuple(coming[1:]),
        voorbij=tuple(clock for clock in case.klokken if clock.voorbij),
    )


def _order(ctx: Context, advies: StoredAdvice) -> OrderView | None:
    told = advies.ontvangstbewijs.get("volgorde")
    if not told:
        return None
    learned, sentence = bool(told.get("geleerd")), str(told.get("zin") or "")
    if told.get("waarom") != TOO_FEW:
        return OrderView(learned, sentence)
    region = advies.ontvangstbewijs.get("regio")
    return OrderView(
        learned,
        sentence,
        bekend=count_known_outcomes(ctx, region),
        minstens=int(ctx.knowledge.leren.grenzen.minstens["afgelopen"]),
    )


def _rows_changed(ctx: Context, advies: StoredAdvice) -> bool:
    """Tell whether the rows that an advice rests on are others now."""
    stand = advies.ontvangstbewijs.get("kennisstand")
    return stand is not None and stand != ctx.knowledge.stand.hash
