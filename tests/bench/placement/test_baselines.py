"""Baselines solve the same problem as our engines, and children report honestly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from matching.placement.model import build_model
from matching.placement.options import NONE
from matching.placement.reading import read_instance
from matching.placement.solve import solve
from tests.bench.placement.baselines import cpsat, highs
from tests.bench.placement.generators import core, full
from tests.bench.placement.linear import weights
from tests.bench.placement.processes import Child
from tests.bench.placement.wishes import served

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("seed", range(4))
def test_both_baselines_prove_the_value_that_we_prove(seed: int) -> None:
    """With one goal a weighted sum is that goal, so all three must agree."""
    data = full(14, 4, 3, seed) | {"doelen": ["geschiktheid"], "vorig": {}}
    instance = read_instance(data)
    model = build_model(instance)
    [goal] = solve(instance, waarom=False).doelen
    for baseline in (cpsat, highs):
        found = baseline(model, 20)
        assert found.proven and found.chosen is not None and found.value is not None
        assert round(-found.value) == goal.waarde
        choice = np.full(len(model.pupils), NONE, dtype=np.int64)
        options = np.flatnonzero(found.chosen)
        choice[model.options.pupil[options]] = options
        assert model.is_allowed(choice)


def test_weights_let_no_single_step_of_a_later_goal_outweigh_an_earlier_one() -> None:
    """And the sum stays exact, if need be with fewer goals."""
    model = build_model(read_instance(core(20, 4, 3)))
    found = weights(model)
    for weight, later, goal in zip(found, found[1:], model.goals[1:], strict=False):
        assert weight > later * int(np.abs(goal.cost).max(initial=0))


def test_a_child_measures_and_tells_what_went_wrong(tmp_path: Path) -> None:
    """Figures when it works, the last line of the error when it does not."""
    file = tmp_path / "instantie.json"
    file.write_text(json.dumps(core(20, 4, 3)), encoding="utf-8")
    found = Child("ours", file, 5).run()
    assert found["proven"] and found["unique"] and found["allowed"]
    assert found["peak_mb"] > 0 and found["solve_s"] > 0
    file.write_text('{"leerlingen": 3}', encoding="utf-8")
    assert "leerlingen" in Child("ours", file, 5).run()["failed"]


def test_served_counts_wishes_and_envy() -> None:
    """b has a's first wish with a later draw; c could still have a seat."""
    data: dict[str, Any] = {
        "leerlingen": [{"id": id, "lot": lot} for lot, id in enumerate("abc")],
        "plekken": [{"id": "x", "capaciteit": 1}, {"id": "y", "capaciteit": 2}],
        "paren": [
            {"leerling": "a", "plek": "x", "wens": 1},
            {"leerling": "a", "plek": "y", "wens": 2},
            {"leerling": "b", "plek": "x", "wens": 1},
            {"leerling": "c", "plek": "y", "wens": 1},
        ],
    }
    found = served(data, {"a": "y", "b": "x"})
    assert (found.placed, found.first, found.ranks, found.envy) == (2, 1, 3, 2)
