"""Time the flow engine against plain CP-SAT on the same placement problems.

Run ``uv run python tests/bench/placement.py``; ratios say how many times faster
the flow proves the same values. Problems are generated from a fixed seed.
"""

from __future__ import annotations

import argparse
import random
import resource
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

from matching.placement.alternatives import exact_options
from matching.placement.cpsat import CpSat
from matching.placement.engines import optimise_by_flow
from matching.placement.model import build_model
from matching.placement.options import NONE
from matching.placement.progress import silent
from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.structure import find_structure

if TYPE_CHECKING:
    from matching.placement.model import Model

CASES = (
    # pupils, places, part of the pairs that is admissible
    (100, 20, 0.10),
    (500, 80, 0.10),
    (2000, 300, 0.10),
    (1600, 80, 1.00),
    (5000, 800, 0.10),
)
SIDE_CASES = ((100, 20, 0.20), (500, 80, 0.10))

BASELINE_ARCS = 5000
"""Above this CP-SAT runs until the limit and says little."""


def region(pupils: int, places: int, share: float, seed: int = 1) -> dict[str, Any]:
    """Return an instance with ten per cent more pupils than seats."""
    rng = random.Random(seed)
    return {
        "leerlingen": [
            {
                "id": f"l{n:05}",
                "urgentie": rng.randint(0, 9),
                "lot": rng.randint(1, 10**6),
            }
            for n in range(pupils)
        ],
        "plekken": [
            {"id": f"p{n:04}", "capaciteit": max(1, round(pupils / 1.1 / places))}
            for n in range(places)
        ],
        "paren": [
            {
                "leerling": f"l{i:05}",
                "plek": f"p{j:04}",
                "geschiktheid": rng.randint(1, 100),
                "reistijd_min": rng.randint(5, 60),
            }
            for i in range(pupils)
            for j in range(places)
            if rng.random() < share
        ],
    }


def with_side_rules(data: dict[str, Any]) -> dict[str, Any]:
    """Return the instance with hours, two budgets and pupils who may not meet."""
    rng = random.Random(2)
    for row in data["paren"]:
        row["uren"] = rng.choice([1, 1.5, 2, 3, 4])
        row["kosten"] = rng.choice([1000, 2000, 4000])
    for number, row in enumerate(data["plekken"]):
        if number % 3 == 0:
            row["uren"] = 2 * row["capaciteit"]
        if number % 4 == 0:
            row["budget"] = f"b{number % 8}"
    pupils = [row["id"] for row in data["leerlingen"]]
    amount = 100 * len(pupils)
    data["budgetten"] = [{"id": id, "bedrag": amount} for id in ("b0", "b4")]
    data["niet_samen"] = [rng.sample(pupils, 2) for _ in range(len(pupils) // 10)]
    return data


def plain_cpsat(model: Model, limit: float) -> tuple[list[int], bool]:
    """Solve goal by goal with CP-SAT alone; the costs, and whether all are proven."""
    deadline = perf_counter() + limit
    choice = np.full(len(model.pupils), NONE, dtype=np.int64)
    held: list[int] = []
    for number, goal in enumerate(model.goals):
        engine = CpSat(model, held, seed=1, deadline=deadline)
        seconds = deadline - perf_counter()
        found = engine.minimise(number, choice, lower=None, seconds=seconds)
        if not found.proven or found.choice is None:
            return held, False
        choice = found.choice
        held.append(model.goal_cost(goal, choice) - goal.constant)
    return held, True


def timed(action: Any) -> tuple[Any, float]:
    """Return what an action returns and how many seconds it took."""
    started = perf_counter()
    result = action()
    return result, perf_counter() - started


def main() -> None:
    """Print one line per case."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for CP-SAT")
    limit = parser.parse_args().limit
    print("pupils x places    arcs   read   flow+draw   prices   CP-SAT   ratio  equal")
    for pupils, places, share in CASES:
        data = region(pupils, places, share)
        instance, reading = timed(lambda data=data: read_instance(data))
        model, building = timed(lambda i=instance: build_model(i))
        flow, seconds = timed(lambda m=model: optimise_by_flow(m, silent))
        options, pricing = timed(
            lambda m=model, f=flow: exact_options(m, find_structure(m).tree, f.choice)
        )
        line = f"{pupils:>6} x {places:<6} {len(model.options):>7} "
        line += f"{reading + building:>6.2f} {seconds:>10.3f} "
        line += f"{pricing:>9.2f} " if options is not None else "        - "
        if len(model.options) <= BASELINE_ARCS:
            (costs, proven), slow = timed(lambda m=model: plain_cpsat(m, limit))
            same = costs == list(flow.costs) if proven else "not proven"
            line += f"{slow:>8.2f} {slow / seconds:>6.0f}x  {same}"
        print(line, flush=True)
    for pupils, places, share in SIDE_CASES:
        data = with_side_rules(region(pupils, places, share))
        instance = read_instance(data)
        found, seconds = timed(
            lambda i=instance: solve(i, tijdslimiet=limit, waarom=False)
        )
        model = build_model(instance)
        (_, proven), slow = timed(lambda m=model: plain_cpsat(m, limit))
        gaps = [abs(goal.waarde - goal.grens) for goal in found.doelen]
        print(
            f"{pupils:>6} x {places:<6} {len(model.options):>7} with side rules: "
            f"{found.status} in {seconds:.1f} s (gaps {gaps}), plain CP-SAT "
            f"{'proven' if proven else 'not proven'} in {slow:.1f} s",
            flush=True,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
