"""Prices around an optimum are those of solving again, and chains lead to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from matching.placement import residual
from matching.placement.draw import draw
from matching.placement.flow import SeatFlow
from matching.placement.model import build_model
from matching.placement.options import NONE
from matching.placement.reading import read_instance
from matching.placement.residual import Residual
from matching.placement.structure import find_structure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.tree import SeatTree

    Ints = NDArray[np.int64]

SOME = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@st.composite
def documents(draw: Any) -> dict[str, Any]:
    """Draw a problem of seats, shared money and who may not meet; some are cores."""
    pupils = [f"l{n}" for n in range(draw(st.integers(1, 6)))]
    places = [f"p{n}" for n in range(draw(st.integers(1, 4)))]
    listed = {pupil: [p for p in places if draw(st.booleans())] for pupil in pupils}
    goals = ["geschiktheid", "reistijd", "urgent_geplaatst"]
    return {
        "leerlingen": [
            {
                "id": pupil,
                "urgentie": draw(st.integers(0, 2)),
                "vast": draw(st.sampled_from([None] * 5 + listed[pupil])),
            }
            for pupil in pupils
        ],
        "plekken": [
            {
                "id": place,
                "capaciteit": draw(st.sampled_from([None, 1, 1, 2])),
                "budget": draw(st.sampled_from([None, "b"])),
            }
            for place in places
        ],
        "paren": [
            {
                "leerling": pupil,
                "plek": place,
                "geschiktheid": draw(st.integers(-2, 3)),
                "reistijd_min": draw(st.integers(0, 2)),
                "kosten": 1,
            }
            for pupil, here in listed.items()
            for place in here
        ],
        "budgetten": [{"id": "b", "bedrag": draw(st.integers(0, 3))}],
        "niet_samen": [["l0", "l1"]] if len(pupils) > 1 and draw(st.booleans()) else [],
        "doelen": draw(st.permutations(goals))[: draw(st.integers(0, 3))],
    }


def core_of(document: dict[str, Any]) -> tuple[Model, SeatTree]:
    """Return the model of a document that comes down to seats, whose pins fit."""
    model = build_model(read_instance(document))
    structure = find_structure(model)
    assume(structure.is_core)
    forced = np.flatnonzero(model.pinned)
    first = model.first_option
    assume((first[forced] < first[forced + 1]).all())
    pins = np.full(len(model.pupils), NONE, dtype=np.int64)
    pins[forced] = first[forced]
    assume(model.is_allowed(pins))
    return model, structure.tree


def best(model: Model, tree: SeatTree) -> tuple[list[int], Ints]:
    """Solve to the end."""
    flow = SeatFlow(model, tree)
    costs = [flow.minimise(goal.cost) for goal in model.goals]
    return costs, draw(flow)


def costs_of(model: Model, choice: Ints) -> list[int]:
    return [model.goal_cost(goal, choice) - goal.constant for goal in model.goals]


def with_choice(model: Model, pupil: int, option: int) -> list[int] | None:
    """Solve again with one choice held; ``None`` when no plan has it."""
    keep = (model.options.pupil != pupil) | (np.arange(len(model.options)) == option)
    part = model.with_options(keep)
    pinned = model.pinned.copy()
    pinned[pupil] = option != NONE
    held = replace(part, pinned=pinned)
    pins = np.full(len(model.pupils), NONE, dtype=np.int64)
    forced = np.flatnonzero(pinned)
    pins[forced] = held.first_option[forced]
    if not held.is_allowed(pins):
        return None
    return best(held, find_structure(held).tree)[0]


def moved(choice: Ints, shifts: Any) -> Ints:
    """Return the choice after a chain, whose movers stand where it says."""
    after = choice.copy()
    for shift in shifts:
        assert after[shift.pupil] == shift.origin
        after[shift.pupil] = shift.to
    return after


@SOME
@given(documents())
def test_every_price_is_that_of_solving_again(document: dict[str, Any]) -> None:
    """Price and possibility equal a full solve with that choice held."""
    model, tree = core_of(document)
    costs, choice = best(model, tree)
    found = Residual(model, tree, choice)
    change, possible = found.prices
    number = len(model.options)
    for pupil in range(len(model.pupils)):
        for arc in [*model.options_of(pupil), number + pupil]:
            option = arc if arc < number else NONE
            if option == NONE and model.pinned[pupil]:
                assert not possible[arc]
                continue
            again = with_choice(model, pupil, option)
            assert possible[arc] == (again is not None)
            if again is None:
                continue
            assert (np.array(again) - costs == change[arc]).all()
            after = moved(choice, found.chain(arc))
            after[pupil] = option
            assert model.is_allowed(after)
            assert costs_of(model, after) == again


@SOME
@given(documents())
def test_one_more_seat_brings_what_solving_again_brings(
    document: dict[str, Any],
) -> None:
    """The value of a seat at any node equals a full solve with that seat."""
    model, tree = core_of(document)
    costs, choice = best(model, tree)
    found = Residual(model, tree, choice)
    for node in range(tree.home):
        seats = tree.seats.copy()
        seats[node] += 1
        again, _ = best(model, replace(tree, seats=seats))
        value = found.seat_value(node)
        assert (np.array(again) - costs == value.change).all()
        assert costs_of(model, moved(choice, value.chain)) == again


@SOME
@given(documents())
def test_prices_on_demand_are_those_of_all_at_once(document: dict[str, Any]) -> None:
    """Above the largest size each pupil is priced by a search of its own."""
    model, tree = core_of(document)
    _, choice = best(model, tree)
    change, possible = Residual(model, tree, choice).prices
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(residual, "MOST_NODES", 0)
        one_by_one = Residual(model, tree, choice).prices
    assert (one_by_one[0] == change).all()
    assert (one_by_one[1] == possible).all()


def test_a_chain_names_who_makes_room(problem: Any) -> None:
    """Giving x to a sends b from x to y."""
    document = problem("a b", "x y", {"a-x": {}, "b-x": {}, "b-y": {}})
    document["leerlingen"][1]["urgentie"] = 5
    document["paren"][1]["geschiktheid"] = 9
    document["doelen"] = ["geschiktheid"]
    model = build_model(read_instance(document))
    tree = find_structure(model).tree
    _, choice = best(model, tree)
    assert choice.tolist() == [NONE, 1]
    found = Residual(model, tree, choice)
    [shift] = found.chain(0)
    assert (shift.pupil, shift.origin, shift.to) == (1, 1, 2)
    assert found.prices[0][0].tolist() == [9]
