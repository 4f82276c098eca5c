"""The draw gives each pupil in turn the first option that any optimum allows."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from matching.placement import movement
from matching.placement.draw import draw
from matching.placement.flow import SeatFlow
from matching.placement.model import build_model
from matching.placement.options import NONE
from matching.placement.reading import read_instance
from matching.placement.structure import find_structure

if TYPE_CHECKING:
    from matching.placement.model import Model


def tied(seed: int) -> dict[str, Any]:
    """Return a problem with many equally good plans, and money shared by places."""
    rng = random.Random(seed)
    places = [f"p{n}" for n in range(6)]
    return {
        "leerlingen": [
            {"id": f"l{n:02}", "urgentie": rng.randint(0, 1)} for n in range(14)
        ],
        "plekken": [
            {
                "id": place,
                "capaciteit": rng.choice([1, 2, 2, 3]),
                "budget": rng.choice([None, "b"]),
            }
            for place in places
        ],
        "paren": [
            {
                "leerling": f"l{n:02}",
                "plek": place,
                "kosten": 1,
                "geschiktheid": rng.choice([0, 0, 1]),
            }
            for n in range(14)
            for place in sorted(rng.sample(places, 3))
        ],
        "budgetten": [{"id": "b", "bedrag": 4}],
        "doelen": ["urgent_geplaatst", "geschiktheid"][: rng.randint(0, 2)],
    }


def turn_by_turn(model: Model) -> list[int]:
    """Do the draw by solving again for every option of every pupil."""
    keep = np.ones(len(model.options), dtype=np.bool_)
    best = values(model)
    taken: list[int] = []
    for pupil in range(len(model.pupils)):
        mine = model.options.pupil == pupil
        for option in [*model.options_of(pupil), NONE]:
            only = keep & ~mine
            if option != NONE:
                only[option] = True
            pinned = np.array([*(o != NONE for o in taken), option != NONE])
            pinned = np.pad(pinned, (0, len(model.pupils) - len(pinned)))
            narrowed = replace(model.with_options(only), pinned=pinned)
            if fits(narrowed) and values(narrowed) == best:
                taken.append(option)
                keep = only
                break
    return taken


def values(model: Model) -> list[int]:
    flow = SeatFlow(model, find_structure(model).tree)
    return [flow.minimise(goal.cost) for goal in model.goals]


def fits(model: Model) -> bool:
    """Tell whether the pinned pupils, who have one option each, fit together."""
    choice = np.full(len(model.pupils), NONE, dtype=np.int64)
    pinned = np.flatnonzero(model.pinned)
    choice[pinned] = model.first_option[pinned]
    return model.is_allowed(choice)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("patient", [True, False])
def test_the_draw_equals_solving_again_for_every_turn(
    seed: int, patient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the parts are looked at again after every search."""
    if not patient:
        monkeypatch.setattr(movement, "WORK_PER_ARC", 0)
        monkeypatch.setattr(movement, "LEAST_WORK", 0)
    model = build_model(read_instance(tied(seed)))
    structure = find_structure(model)
    assert structure.is_core
    flow = SeatFlow(model, structure.tree)
    for goal in model.goals:
        flow.minimise(goal.cost)
    choice = draw(flow)
    assert model.is_allowed(choice)
    assert choice.tolist() == turn_by_turn(model)
    assert (flow.counts == structure.tree.counts(flow.node)).all()
