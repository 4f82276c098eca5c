"""Every small instance is also solved by trying everything."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from matching.placement.conflict import find_conflict
from matching.placement.engines import optimise_by_cpsat, optimise_by_flow
from matching.placement.model import build_model
from matching.placement.progress import silent
from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.structure import find_structure
from matching.placement.verify import verify

GOALS = ["urgent_geplaatst", "geschiktheid", "reistijd", "weinig_wijzigingen"]
DAYS = ["2026-01-01", "2026-02-01", "2026-03-01"]
AMOUNTS = [0, 0.5, 0.75, 1, 1.25, 2]
LIMITS = [None, 0, 1, 2.5, 3.25, 4]


@st.composite
def instances(draw: Any, *, uniform: bool = False) -> dict[str, Any]:
    """Draw up to five pupils and four places with every rule there is.

    With ``uniform`` hours and costs are the same for all pairs of a place or
    budget and everybody may meet, so that all rules come down to seats.
    """
    pupils = [f"l{n}" for n in range(draw(st.integers(0, 5)))]
    places = [f"p{n}" for n in range(draw(st.integers(1, 4)))]
    budgets = [f"b{n}" for n in range(draw(st.integers(0, 2)))]
    payer = {place: draw(st.sampled_from([None, *budgets])) for place in places}
    same_hours = {place: draw(st.sampled_from(AMOUNTS)) for place in places}
    same_costs = {budget: draw(st.sampled_from(AMOUNTS)) for budget in [None, *budgets]}
    pairs = [
        {
            "leerling": pupil,
            "plek": place,
            "geschiktheid": draw(st.integers(-2, 3)),
            "reistijd_min": draw(st.integers(0, 3)),
            "uren": same_hours[place] if uniform else draw(st.sampled_from(AMOUNTS)),
            "kosten": same_costs[payer[place]]
            if uniform
            else draw(st.sampled_from(AMOUNTS)),
        }
        for pupil in pupils
        for place in places
        if draw(st.integers(0, 9)) < 7
    ]
    listed = {
        pupil: [p["plek"] for p in pairs if p["leerling"] == pupil] for pupil in pupils
    }
    couples = list(itertools.combinations(pupils, 2))
    apart = (
        []
        if uniform or not couples
        else draw(st.lists(st.sampled_from(couples), max_size=2))
    )
    return {
        "leerlingen": [
            {
                "id": pupil,
                "urgentie": draw(st.integers(0, 2)),
                "vast": draw(st.sampled_from([None] * 6 + listed[pupil])),
                "verboden": draw(st.sampled_from([[], [], [], [places[0]]])),
                "vroegst": draw(st.sampled_from([None, None, *DAYS])),
                "lot": draw(st.sampled_from([None, 1, 2, 3])),
            }
            for pupil in pupils
        ],
        "plekken": [
            {
                "id": place,
                "capaciteit": draw(st.sampled_from([None, 0, 1, 1, 2, 3])),
                "uren": draw(st.sampled_from(LIMITS)),
                "eind": draw(st.sampled_from([None, None, *DAYS])),
                "budget": payer[place],
            }
            for place in places
        ],
        "paren": pairs,
        "budgetten": [
            {"id": budget, "bedrag": draw(st.sampled_from(LIMITS))}
            for budget in budgets
        ],
        "niet_samen": [list(couple) for couple in apart],
        "doelen": draw(st.permutations(GOALS))[: draw(st.integers(0, 4))],
        "vorig": {
            pupil: draw(st.sampled_from([None, *places]))
            for pupil in pupils
            if draw(st.booleans())
        },
    }


def best_by_trying(
    data: dict[str, Any],
) -> tuple[list[int], dict[str, str | None]] | None:
    """Return goal values and placements of the best plan, trying all plans."""
    pairs = {(row["leerling"], row["plek"]): row for row in data["paren"]}
    rows = sorted(
        data["leerlingen"], key=lambda r: (r["lot"] is None, r["lot"] or 0, r["id"])
    )
    options = [[*sorted(p for i, p in pairs if i == row["id"]), None] for row in rows]
    best = None
    for chosen in itertools.product(*options):
        plan = {row["id"]: place for row, place in zip(rows, chosen, strict=True)}
        if not allowed(data, pairs, plan):
            continue
        costs = [cost(goal, data, pairs, plan) for goal in data["doelen"]]
        draw = [(place is None, place or "") for place in chosen]
        if best is None or (costs, draw) < best[0]:
            best = ((costs, draw), plan)
    return None if best is None else (best[0][0], best[1])


def allowed(data: Any, pairs: Any, plan: dict[str, str | None]) -> bool:
    """Tell whether a plan keeps every rule of the contract."""
    places = {row["id"]: row for row in data["plekken"]}
    for row in data["leerlingen"]:
        place = plan[row["id"]]
        if row["vast"] is not None and place != row["vast"]:
            return False
        if place is None:
            continue
        if place in row["verboden"]:
            return False
        first, end = row["vroegst"], places[place]["eind"]
        if first and end and date.fromisoformat(first) > date.fromisoformat(end):
            return False
    for id, row in places.items():
        here = [pupil for pupil, place in plan.items() if place == id]
        if row["capaciteit"] is not None and len(here) > row["capaciteit"]:
            return False
        hours = sum(Decimal(str(pairs[pupil, id]["uren"])) for pupil in here)
        if row["uren"] is not None and hours > Decimal(str(row["uren"])):
            return False
    for row in data["budgetten"]:
        spent = sum(
            Decimal(str(pairs[pupil, place]["kosten"]))
            for pupil, place in plan.items()
            if place and places[place]["budget"] == row["id"]
        )
        if row["bedrag"] is not None and spent > Decimal(str(row["bedrag"])):
            return False
    return not any(plan[a] and plan[a] == plan[b] for a, b in data["niet_samen"])


def cost(goal: str, data: Any, pairs: Any, plan: dict[str, str | None]) -> int:
    """Return what a plan costs for one goal; lower is better."""
    chosen = [pairs[end] for end in plan.items() if end[1] is not None]
    if goal == "urgent_geplaatst":
        return -sum(r["urgentie"] + 1 for r in data["leerlingen"] if plan[r["id"]])
    if goal == "geschiktheid":
        return -sum(row["geschiktheid"] for row in chosen)
    if goal == "reistijd":
        return sum(row["reistijd_min"] for row in chosen)
    return sum(plan[pupil] != place for pupil, place in data["vorig"].items())


MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@MANY
@given(instances())
def test_answer_is_the_best_of_all_plans(data: dict[str, Any]) -> None:
    """Status, goal values and the one plan after the draw equal trying all."""
    proposal = solve(read_instance(data)).as_dict()
    assert verify(data, proposal) == []
    best = best_by_trying(data)
    if best is None:
        assert proposal["status"] == "onmogelijk"
        return
    costs, plan = best
    sign = {"urgent_geplaatst": -1, "geschiktheid": -1}
    assert proposal["status"] == "optimaal"
    assert [row["waarde"] for row in proposal["doelen"]] == [
        sign.get(goal, 1) * cost
        for goal, cost in zip(data["doelen"], costs, strict=True)
    ]
    assert [row["grens"] for row in proposal["doelen"]] == [
        row["waarde"] for row in proposal["doelen"]
    ]
    assert proposal["uniek"]
    assert proposal["plaatsingen"] == plan


@MANY
@given(instances(uniform=True))
def test_flow_and_cpsat_give_the_same_plan(data: dict[str, Any]) -> None:
    """Where all rules are seats both engines end at the same plan and proof."""
    instance = read_instance(data)
    model = build_model(instance)
    assume(not find_conflict(instance, model))
    assume(find_structure(model).is_core)
    flow = optimise_by_flow(model, silent)
    general = optimise_by_cpsat(model, seed=1, seconds=60, progress=silent)
    assert flow.costs == flow.bounds == general.costs == general.bounds
    assert flow.unique and general.unique
    assert flow.choice.tolist() == general.choice.tolist()
