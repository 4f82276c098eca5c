"""What the proof of a plan rests on, kept for the questions that follow it.

Who asks about the best plan changes little: one pupil goes elsewhere, one seat goes.
Two things are then known already. Rows that every plan keeps and a mixture breaks
(``cuts``) still hold where the rules that they come from do. And what no plan can use
that is as good on the first goals is still of no use to any plan that is. So a
question begins where the proof ended, and goes back only as far as it has to.

Source: Crowder, Johnson and Padberg (1983), Operations Research 31(5), 803-834, on
leaving out by reduced cost; that a restriction is never better is all there is to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.core import Rest, Solver
from matching.placement.cuts import find_cut, find_knapsacks
from matching.placement.model import chosen
from matching.placement.options import NONE
from matching.placement.program import build_program
from matching.placement.rows import Row

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]
    Key = tuple[object, ...]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

ROUNDS = 16
"""Most times that rows which a mixture breaks are added for one goal."""


@dataclass(frozen=True, eq=False)
class Footing:
    """A plan with what is known about all plans that are as good.

    Parameters
    ----------
    model, choice
        The problem and the plan.
    costs
        What the plan costs, goal by goal; no plan is better.
    rests
        What plans can use that cost as much on the first goal, the first two, and so
        on, as far as that was worked out.
    cuts
        Rows that every plan keeps, in the options of the problem.
    """

    model: Model
    choice: Ints
    costs: tuple[int, ...]
    rests: tuple[Rest, ...]
    cuts: tuple[Row, ...]

    @property
    def complete(self) -> bool:
        """Tell whether every goal was worked out, so that time did not run out."""
        return len(self.rests) == len(self.costs)

    @property
    def whole(self) -> Rest:
        """Return the problem with the rows that are known."""
        everything = Rest(self.model, np.arange(len(self.model.options)))
        return everything.with_rows(self.cuts)

    @cached_property
    def number(self) -> dict[Key, int]:
        """Return the number of each option by what it is."""
        return {key: number for number, key in enumerate(option_keys(self.model))}


def find_footing(
    model: Model, choice: Ints, deadline: float, known: Footing | None = None
) -> Footing:
    """Work out what plans can use that are as good as the best one.

    Parameters
    ----------
    model
        The problem.
    choice
        A plan of which it is known that none is better.
    deadline
        Value of ``perf_counter`` at which to stop.
    known
        What was worked out before time ran out.
    """
    costs = tuple(int(goal.cost[chosen(choice)].sum()) for goal in model.goals)
    solver, knapsacks = Solver(deadline), find_knapsacks(model)
    rests, cuts = list[Rest](), list[Row]()
    if known is not None:
        rests, cuts = list(known.rests), list(known.cuts)
    rest = rests[-1] if rests else Rest(model, np.arange(len(model.options)))
    for number, most in list(enumerate(costs))[len(rests) :]:
        done = len(cuts)
        for turn in range(ROUNDS):
            program = build_program(rest.model, costs[:number], tight=turn > 0)
            mixed = solver.mixture(program, program.cost(number))
            if mixed is None:
                return Footing(model, choice, costs, tuple(rests), tuple(cuts[:done]))
            share, relaxed = mixed
            part = np.zeros(len(model.options))
            part[rest.left] = share[: len(rest.left)]
            rest = rest.within(relaxed, most)
            if relaxed.bound == most:
                break
            found = (find_cut(one, one.parts(part)) for one in knapsacks)
            rows = [row for row in found if row is not None]
            if not rows:
                break
            cuts += rows
            rest = rest.with_rows(renumbered(rows, rest.left, len(model.options)))
        rests.append(rest)
    return Footing(model, choice, costs, tuple(rests), tuple(cuts))


def renumbered(rows: list[Row], left: Ints, size: int) -> list[Row]:
    """Return rows in the numbers of some of the options.

    Parameters
    ----------
    rows
        Rows over all options.
    left
        Which options are left, ascending.
    size
        Number of all options.
    """
    new = np.full(size, NONE, dtype=np.int64)
    new[left] = np.arange(len(left))
    found = []
    for row in rows:
        option = new[row.option]
        here = option != NONE
        if here.any():
            found.append(replace(row, option=option[here], amount=row.amount[here]))
    return found


def option_keys(model: Model) -> list[Key]:
    """Return what each option is, in ids and days."""
    options, places = model.options, (*model.places, None)
    columns = (
        [model.pupils[one] for one in options.pupil.tolist()],
        [places[one] for one in options.place.tolist()],
        options.start.tolist(),
        [places[one] for one in options.bridge.tolist()],
        options.bridge_start.tolist(),
        options.bridge_end.tolist(),
    )
    return list(zip(*columns, strict=True))
