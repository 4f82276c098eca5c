"""The front door: an instance in, a proposal out."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.conflict import find_conflict
from matching.placement.engines import optimise
from matching.placement.explain import explain
from matching.placement.ground import Ground
from matching.placement.model import build_model
from matching.placement.nearby import find_choice
from matching.placement.parts import join
from matching.placement.plan import nothing_planned, read_plan
from matching.placement.progress import silent
from matching.placement.receipt import prove
from matching.placement.result import DoelWaarde, Status, Voorstel

if TYPE_CHECKING:
    from matching.placement.footing import Footing
    from matching.placement.instance import Instantie
    from matching.placement.model import Model
    from matching.placement.progress import Progress


OPTIONS_A_SECOND = 55_000
"""So many options get their reasons in a second, on a slow day."""

MOST_AFTER = 0.3
"""Most of the time limit that is kept for reasons."""


def solve(
    instantie: Instantie,
    *,
    seed: int = 1,
    tijdslimiet: float = 60.0,
    waarom: bool = True,
    progress: Progress | None = None,
    kennis: str | None = None,
    nabij: Voorstel | None = None,
    houvast: Footing | None = None,
) -> Voorstel:
    """Find the best plan, with a proof and a reason per pupil.

    Parameters
    ----------
    instantie
        The problem.
    seed
        Seed of the engines; the same input and seed give the same answer.
    tijdslimiet
        Seconds after which the best found so far is returned.
    waarom
        Whether to work out reasons and alternatives.
    progress
        Called after each step.
    kennis
        Hash of the knowledge that the instance was made with, for the receipt.
    nabij
        A proposal for nearly the same problem to start from, for a "what if": where
        side rules bite ties are then not broken by lot, which takes most time.
    houvast
        What is known about that problem, so that little has to be proven again.

    Returns
    -------
    Voorstel
        ``optimaal`` with proof, ``haalbaar`` when time ran out, ``onmogelijk``
        with the rules that clash.
    """
    started = perf_counter()
    model = build_model(instantie)
    conflict = find_conflict(instantie, model)
    if conflict:
        return replace(
            _impossible(instantie, conflict, seed),
            duur_s=perf_counter() - started,
            bewijs=prove(model, (), (), seed=seed, kennis=kennis),
        )
    parts = optimise(
        model,
        seed=seed,
        seconds=_seconds_left(tijdslimiet - (perf_counter() - started), model, waarom),
        progress=progress or silent,
        near=None if nabij is None else find_choice(instantie, model, nabij),
        lot=nabij is None,
        ground=None if houvast is None else Ground(houvast, model),
    )
    outcome = join(model, parts)
    reasons = explain(instantie, model, parts, outcome) if waarom else None
    plan = read_plan(instantie, model, outcome.choice)
    goals = zip(model.goals, outcome.costs, outcome.bounds, strict=True)
    values = tuple(
        DoelWaarde(
            goal.doel,
            goal.value(goal.constant + cost),
            goal.value(goal.constant + (bound or 0)),
        )
        for goal, cost, bound in goals
    )
    return Voorstel(
        status=Status.OPTIMAAL if outcome.proven else Status.HAALBAAR,
        uniek=outcome.unique,
        plaatsingen=plan.plaatsingen,
        doelen=values,
        duur_s=perf_counter() - started,
        seed=seed,
        waarom=reasons,
        planning=plan.planning,
        bewijs=prove(model, values, parts, seed=seed, kennis=kennis),
    )


def _seconds_left(seconds: float, model: Model, waarom: bool) -> float:
    """Return the seconds for the engines: what is left, less what comes after."""
    after = 0.2 + len(model.options) / (OPTIONS_A_SECOND if waarom else 300_000)
    return max(seconds - min(after, seconds * MOST_AFTER), 0.1)


def _impossible(instance: Instantie, conflict: tuple[str, ...], seed: int) -> Voorstel:
    """Return the answer when the pins clash: nobody is placed."""
    return Voorstel(
        status=Status.ONMOGELIJK,
        uniek=False,
        plaatsingen={row.id: None for row in instance.leerlingen},
        doelen=(),
        duur_s=0.0,
        seed=seed,
        conflict=conflict,
        waarom={},
        planning=nothing_planned(instance),
    )
