"""What is left of a problem when everything that no best plan can use is gone.

A plan from the options that lose least says how much the best can cost at most; rows
that mixtures break (``cuts``) bring the linear bound up to near that; and an option
that loses more than what is between the two is left out, together with its rows.

Source: Crowder, Johnson and Padberg (1983), Operations Research 31(5), 803-834, who
solve zero-one programs by such rows and by leaving columns out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.cuts import find_cuts
from matching.placement.highs import (
    LARGEST_FLOAT,
    Solved,
    solve_integer,
    solve_linear,
)
from matching.placement.model import chosen, inside, outside
from matching.placement.options import NONE
from matching.placement.program import build_program
from matching.placement.relax import reduce, relax
from matching.placement.rounding import keeps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.program import Program
    from matching.placement.relax import Relaxation
    from matching.placement.rows import Row

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

WHOLE = 0.01
"""A linear bound so close to a whole number is taken to be reachable."""

TRUST_AT = 1
"""After more rounds a bound that happens to be whole says little."""

PLAN_AT = 5
"""Rounds before a first plan is looked for: then the mixture is almost one."""

FEW = 1.5
"""Options per pupil among which a first plan is looked for."""

FIRST_SHARE = 0.2
"""Part of the time left that looking for that plan may take."""

MORE = 1.4
"""How many times more options there are when no plan was found among those."""

TIED = 2
"""With so many times more options that lose no more, too many are equally good."""

NEAR = 0.002
"""That plan may cost so much more than the best among them, as a part of the cost."""

ROUNDS = 12
"""Most times that rows which a mixture breaks are added for one goal."""

CORE_SHARE = 0.4
"""Part of the time left after which no more of them are added."""


@dataclass(frozen=True, eq=False)
class Rest:
    """What is left of a problem.

    Parameters
    ----------
    model
        It as a problem of its own.
    left
        Which option of the whole each of its options is, ascending.
    """

    model: Model
    left: Ints

    def pick(self, keep: Bools) -> Rest:
        """Return the rest with only some of its options; shape (options,)."""
        return Rest(self.model.with_options(keep), self.left[keep])

    def with_rows(self, rows: Sequence[Row]) -> Rest:
        """Return the rest with rows that no plan breaks."""
        model = self.model
        return replace(self, model=replace(model, rows=model.rows.extended(rows)))

    def within(self, relaxed: Relaxation, cost: int) -> Rest:
        """Return what plans of at most a cost can use."""
        nothing = np.full(len(self.model.pupils), NONE, dtype=np.int64)
        reduced = reduce(self.model, relaxed, cost, nothing)
        return self if reduced is None else Rest(reduced.model, self.left[reduced.keep])

    def inside(self, choice: Ints) -> Ints:
        """Return a choice of the whole in the numbers of what is left."""
        return inside(self.left, choice)

    def outside(self, choice: Ints) -> Ints:
        """Return a choice of what is left in the numbers of the whole."""
        return outside(self.left, choice)


@dataclass(frozen=True, eq=False)
class Core:
    """What is left for one goal.

    Parameters
    ----------
    rest
        The options and rows.
    relaxed
        The bound on the goal, in the numbers of the rest.
    most
        Cost of a plan that is known, or ``None``.
    """

    rest: Rest
    relaxed: Relaxation
    most: int | None

    @property
    def is_reached(self) -> bool:
        """Tell whether some plan is known to cost no more than the bound, or may be.

        Where no plan is known a whole bound is taken to be the cost of one.
        """
        if self.most is not None:
            return self.relaxed.bound == self.most
        return self.relaxed.room(self.relaxed.bound) <= WHOLE * self.relaxed.parts

    @property
    def is_small(self) -> bool:
        """Tell whether so little is left that a plan need not be looked for first."""
        return len(self.rest.model.options) <= FEW * len(self.rest.model.pupils)


class Solver:
    """HiGHS until a deadline.

    Parameters
    ----------
    deadline
        Value of ``perf_counter`` at which to stop.
    plan_at
        Rounds before a first plan is looked for.
    """

    def __init__(self, deadline: float, plan_at: int = PLAN_AT) -> None:
        self.deadline, self.plan_at = deadline, plan_at

    @property
    def seconds(self) -> float:
        """Return the seconds that are left."""
        return self.deadline - perf_counter()

    def integer(
        self, program: Program, cost: Ints, share: float, gap: float = 0.0
    ) -> Solved:
        """Return a plan that is the best, or within a gap of it.

        Parameters
        ----------
        program, cost
            The rules, and the cost per column.
        share
            Part of the time left that it may take.
        gap
            Part of its cost that the plan may be worse than the best.
        """
        if np.abs(program.matrix.data).max(initial=0) > LARGEST_FLOAT:
            return Solved(None, None, complete=False)
        seconds = self.seconds * share
        return solve_integer(program, cost, seconds=seconds, gap=gap)

    def mixture(self, program: Program, cost: Ints) -> tuple[Floats, Relaxation] | None:
        """Return the best mixture of columns and the exact bound at its prices."""
        if self.seconds <= 0:
            return None
        linear = solve_linear(program, cost.astype(float), self.seconds)
        if linear is None:
            return None
        relaxed = relax(program, cost, linear.prices)
        return None if relaxed is None else (linear.share, relaxed)

    def bound(self, program: Program, cost: Ints) -> Relaxation | None:
        """Return an exact bound on a cost at the best prices."""
        found = self.mixture(program, cost)
        return None if found is None else found[1]

    def core(
        self, rest: Rest, held: Sequence[int], *, trust: bool = True
    ) -> Core | None:
        """Return what is left for the goal after those that are held.

        Parameters
        ----------
        rest
            The problem.
        held
            Highest cost of the goals before it.
        trust
            Whether a bound that may be reached is enough.
        """
        core, most = None, None
        enough = self.seconds * (1 - CORE_SHARE)
        for turn in range(ROUNDS):
            if turn and self.seconds < enough:
                break
            # Half as many rows, and mostly the same bound, while little is left out.
            program = build_program(rest.model, held, tight=turn > 0)
            found = self.mixture(program, program.cost(len(held)))
            if found is None:
                break
            share, relaxed = found
            core = Core(rest, relaxed, most)
            if turn == self.plan_at and not core.is_small:
                most = self._first_cost(rest, held, relaxed)
                core = replace(core, most=most)
            if trust and turn <= TRUST_AT and core.is_reached:
                break
            if relaxed.bound == most:
                break
            cuts = find_cuts(rest.model, share)
            if not cuts:
                break
            rest = rest.with_rows(cuts)
            if most is not None:
                rest = rest.within(relaxed, most)
        return core

    def _first_cost(
        self, rest: Rest, held: Sequence[int], relaxed: Relaxation
    ) -> int | None:
        """Return the cost of the best plan among the options that lose least."""
        number, goal = round(FEW * len(rest.model.pupils)), len(held)
        while number < len(relaxed.extra):
            keep = relaxed.extra <= np.partition(relaxed.extra, number)[number]
            if keep.sum() > TIED * number:
                return None
            few = rest.pick(keep).model
            program = build_program(few, held)
            found = self.integer(program, program.cost(goal), FIRST_SHARE, NEAR)
            if found.choice is not None and keeps(few, held, found.choice):
                return int(few.goals[goal].cost[chosen(found.choice)].sum())
            number = round(number * MORE)
        return None
