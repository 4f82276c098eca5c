"""The wide engine: for parts with more options than one integer program can hold.

Nearly all of those options are never used. Prices of the first goals say which ones
matter; rows that mixtures break (``cuts``) bring the bound close to a first plan; and
what loses more than the little that is left between them goes for good. From then on
every goal is a bound and an integer program over the options that lose least.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.core import Rest
from matching.placement.couples import keeps_together
from matching.placement.direct import costs_of
from matching.placement.highs import solve_integer, solve_linear
from matching.placement.model import chosen, widen
from matching.placement.options import NONE
from matching.placement.outcome import Outcome
from matching.placement.pricing import part_of, ranks
from matching.placement.program import build_program
from matching.placement.progress import GENERAL, Voortgang
from matching.placement.relax import relax
from matching.placement.rounding import keeps
from matching.placement.sifting import (
    NEAREST,
    Sifted,
    least,
    of_couples,
    sift,
    with_openings,
)
from matching.placement.start import first_choice
from matching.placement.subgradient import Volume
from matching.placement.wide_rows import find_rows
from matching.placement.worth import blend, bound_of, in_parts, worth_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.progress import Progress
    from matching.placement.relax import Relaxation
    from matching.placement.worth import Weights

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

LEADING = (3, 60)
"""How many times what the second goal is worth one unit of the first one counts, and
what is tried after that when it was too little."""

FEW, MORE = 1.7, 2.6
"""Options per pupil in an integer program, those that lose least: for the first two
goals, and for a later one."""

DENSE = 2.0
"""Options per pupil in a linear program with earlier goals as rows."""

WHOLE_SIZE = 40_000
"""Up to so many options a linear program with earlier goals as prices has them all."""

LARGEST = 10**15
"""More than any goal can cost."""

GOAL_SHARE = 1.3
"""Part of an equal share of the time left that one integer program may use: more
important goals come first, and what they leave is for the others."""

NEARLY_MET, OPEN = 5.0, 0.4
"""What a unit of an earlier goal is first thought to be worth, as times the most that
an option differs for the present goal: of the first two goals, of a later one."""

VOLUME_SECONDS = 4.0
"""Most seconds for prices step by step."""

PLAN_SHARE = 0.4
"""Part of the time left that the first plan may use."""

LEAST_SECONDS = 0.5
"""With less time left than this nothing new is begun."""


class WideEngine:
    """One large model with side rules, goal by goal.

    Parameters
    ----------
    model
        The problem; must have an answer.
    deadline
        Value of ``perf_counter`` at which to stop.
    progress
        Called after each goal.

    Attributes
    ----------
    rest
        What is left of the problem.
    choice
        The best plan found, in the numbers of the whole, or ``None``.
    bounds
        Bound on the cost per goal, of plans as good on the goals before it.
    """

    def __init__(self, model: Model, *, deadline: float, progress: Progress) -> None:
        self.whole = model
        self.rest = Rest(model, np.arange(len(model.options)))
        self.deadline = deadline
        self.progress = progress
        self.started = perf_counter()
        self.choice: Ints | None = None
        self.bounds: list[int] = []
        self.telling = [at for at, goal in enumerate(model.goals) if goal.cost.any()]
        self.first_bound = -LARGEST
        self.second: Relaxation | None = None
        self.worth: dict[int, float] = {}
        self.loss = np.zeros(len(model.options), dtype=np.int64)
        self.share = np.zeros(len(model.options))

    @property
    def seconds(self) -> float:
        """Return the seconds that are left."""
        return self.deadline - perf_counter()

    def run(self) -> Outcome | None:
        """Solve all goals; ``None`` when no plan was found in time."""
        if not self.telling:
            return None
        keep = keeps_together(self.whole)
        if not keep.all():
            self.rest = self.rest.pick(keep)
        if not self._begin() and not self._easy_plan():
            return None
        for number in range(len(self.whole.goals)):
            self.bounds.append(self._goal(number))
            self._report(number)
        assert self.choice is not None
        costs = self.costs()
        return Outcome(
            self.choice,
            tuple(costs),
            tuple(self.bounds),
            proven=costs == self.bounds,
            unique=False,
        )

    def costs(self) -> list[int]:
        """Return what the best plan costs, goal by goal."""
        assert self.choice is not None
        return costs_of(self.whole, self.choice)

    def _begin(self) -> bool:
        """Find a plan for the first two goals, and leave out what is of no use."""
        first, second = self.telling[0], self.telling[:2][-1]
        steepest = int(np.abs(self.whole.goals[second].cost).max())
        extra = None
        for leading in LEADING:
            weights = {second: 1, first: leading * steepest}
            if first == second:
                weights = {first: 1}
            sifted = self._prices(weights, extra)
            if sifted is None:
                return self.choice is not None
            model = self.rest.model
            self.rest = self.rest.with_rows(
                find_rows(model, weights, sifted, self.deadline)
            )
            extra = sifted.relaxed.extra
            seconds = self.seconds * PLAN_SHARE
            with ThreadPoolExecutor(2) as pool:
                looking = pool.submit(self._search, weights, (), sifted, seconds)
                bounding = pool.submit(self._alone, first, extra)
                priced = self._prices(weights, extra)
            plan = looking.result()
            if plan is not None:
                self._better(plan)
            if self.choice is None or priced is None:
                break
            if self._leave_out(weights, priced, bounding.result()):
                break
        return self.choice is not None

    def _easy_plan(self) -> bool:
        """Take a plan that gives pupils the best that fits, one by one."""
        model = self.rest.model
        nothing = np.full(len(model.pupils), NONE, dtype=np.int64)
        easy = first_choice(model, nothing)
        if easy is not None:
            self._better(self.rest.outside(easy))
        return easy is not None

    def _better(self, plan: Ints) -> None:
        """Take over a plan that is better, the most important goal first."""
        if self.choice is None or costs_of(self.whole, plan) < self.costs():
            self.choice = plan

    def _leave_out(
        self, weights: Weights, sifted: Sifted, alone: Relaxation | None
    ) -> bool:
        """Leave out what is of no use for the first two goals; tell whether one is met.

        Parameters
        ----------
        weights
            Weights of the two goals in the blend that was priced.
        sifted
            The best mixture for that blend.
        alone
            Bound on the first goal by itself.
        """
        first, second, costs = self.telling[0], self.telling[:2][-1], self.costs()
        if alone is not None:
            self.first_bound = max(self.first_bound, alone.bound)
        self.second = bound_of(sifted.relaxed, weights, second, costs)
        self.loss = sifted.relaxed.extra
        self.share = sifted.share[: len(self.loss)]
        self.worth = {first: weights[first] / weights[second]}
        if alone is None or alone.bound < costs[first]:
            return False
        self._reduce(alone, costs[first])
        if first != second:
            self._reduce(self.second, costs[second])
        return True

    def _alone(self, first: int, extra: Ints) -> Relaxation | None:
        """Return the bound on the first goal by itself."""
        program = build_program(self.rest.model, (), tight=False)
        near = self._near(extra)
        found = sift(program, program.cost(first), near, self.deadline)
        return None if found is None else found.relaxed

    def _prices(self, weights: Weights, extra: Ints | None) -> Sifted | None:
        """Return the best mixture for a blend of goals over all options.

        Parameters
        ----------
        weights
            Weight per goal.
        extra
            What each option loses, as far as is known.
        """
        model = self.rest.model
        program = build_program(model, (), tight=False)
        cost = blend(program, weights)
        if extra is None:
            volume = Volume(program, cost.astype(float))
            volume.run(min(perf_counter() + VOLUME_SECONDS, self.deadline))
            relaxed = relax(program, cost, volume.prices)
            if relaxed is None:
                return None
            extra = relaxed.extra
        return sift(program, cost, self._near(extra), self.deadline)

    def _near(self, extra: Ints) -> Bools:
        """Return all options, or those that lose least when there are very many."""
        if len(extra) <= WHOLE_SIZE:
            return np.ones(len(extra), dtype=np.bool_)
        return (ranks(self.rest.model, extra) < NEAREST) | of_couples(self.rest.model)

    def _search(
        self,
        weights: Weights,
        held: Sequence[int],
        sifted: Sifted,
        seconds: float,
        most: int | None = None,
        few: float = FEW,
    ) -> Ints | None:
        """Return the best plan among the options that lose least, if there is one."""
        mask = self._few(sifted, few)
        model, mask = with_openings(self.rest.model, mask, sifted.share)
        inner = model.with_options(mask)
        program = build_program(inner, held, tight=False)
        found = solve_integer(
            program, blend(program, weights), seconds=seconds, most=most
        )
        if found.choice is None:
            return None
        choice = widen(found.choice, mask)
        if not keeps(self.rest.model, held, choice):
            return None
        return self.rest.outside(choice)

    def _goal(self, number: int) -> int:
        """Improve the plan for one goal, and return the bound on its cost."""
        cost = self.costs()[number]
        if number == self.telling[0] and self.first_bound > -LARGEST:
            return min(self.first_bound, cost)
        if not self.whole.goals[number].cost.any():
            return 0
        held = self.costs()[:number]
        if number == self.telling[0] or self.seconds < LEAST_SECONDS:
            return self._easy_bound(number)
        if number == self.telling[1] and self.second is not None:
            guess, refine = Sifted(self.share, np.zeros(0), self.second), False
        else:
            weights = self._guess(number)
            found = self._prices(weights, self.loss)
            if found is None:
                return self._easy_bound(number)
            bounded = bound_of(found.relaxed, weights, number, held)
            guess, refine = replace(found, relaxed=bounded), True
        self.second = None
        if guess.relaxed.bound >= cost:
            return cost
        refined = self._refine(number, held, guess) if refine else guess
        bound = refined.relaxed.bound
        if self.costs()[number] > bound:
            # With earlier goals held, a plan is rarely found among the very nearest.
            plan = self._search_for(number, held, refined, MORE if refine else FEW)
            if plan is not None:
                self._better(plan)
        self._reduce(refined.relaxed, self.costs()[number])
        return min(bound, self.costs()[number])

    def _search_for(
        self, number: int, held: Sequence[int], sifted: Sifted, few: float
    ) -> Ints | None:
        """Look for a plan that is better for one goal, for its share of the time."""
        turns = sum(later >= number for later in self.telling)
        seconds = self.seconds / turns * GOAL_SHARE
        if seconds <= 0:
            return None
        most = self.costs()[number] - 1
        return self._search({number: 1}, held, sifted, seconds, most, few)

    def _easy_bound(self, number: int) -> int:
        """Return what a goal costs when every pupil could have its best option."""
        program = build_program(self.rest.model, (), tight=False)
        free = np.zeros(len(program.limit))
        easiest = relax(program, program.cost(number), free)
        return -LARGEST if easiest is None else easiest.bound

    def _refine(self, number: int, held: Sequence[int], guess: Sifted) -> Sifted:
        """Find what earlier goals are worth, on few options, and the bound with it."""
        model = self.rest.model
        program = build_program(model, held, tight=False)
        columns = np.ones(len(program.lowest), dtype=np.bool_)
        columns[: program.options] = self._few(guess, DENSE)
        cost = program.cost(number)
        linear = solve_linear(
            part_of(program, columns), cost[columns].astype(float), self.seconds
        )
        if linear is None:
            return guess
        self.worth = worth_of(model, held, program, linear.prices)
        weights = in_parts(self.worth, number)
        found = self._prices(weights, guess.relaxed.extra)
        if found is None:
            return guess
        relaxed = bound_of(found.relaxed, weights, number, held)
        if relaxed.bound < guess.relaxed.bound:
            return guess
        return replace(found, relaxed=relaxed)

    def _guess(self, number: int) -> Weights:
        """Return what the earlier goals may be worth, in parts of a unit."""
        steepest = float(np.abs(self.whole.goals[number].cost).max())
        before = [at for at in self.telling if at < number]
        last = float(np.abs(self.whole.goals[before[-1]].cost).max())
        worth = {at: worth * steepest / last for at, worth in self.worth.items()}
        met = len(before) <= 2
        worth[before[-1]] = NEARLY_MET * steepest if met else OPEN * steepest / last
        return in_parts(worth, number)

    def _few(self, sifted: Sifted, number: float) -> Bools:
        """Return the options that lose least, and those of the mixture and the plan."""
        model, extra = self.rest.model, sifted.relaxed.extra
        few = least(extra, round(number * len(model.pupils)))
        few |= sifted.share[: len(few)] > 0
        if self.choice is not None:
            few[chosen(self.rest.inside(self.choice))] = True
        return few

    def _reduce(self, relaxed: Relaxation, cost: int) -> None:
        """Leave out what no plan of at most a cost can use."""
        before = self.rest.left
        self.rest = self.rest.within(relaxed, cost)
        kept = np.isin(before, self.rest.left)
        self.loss, self.share = self.loss[kept], self.share[kept]
        if self.second is not None:
            self.second = replace(self.second, extra=self.second.extra[kept])

    def _report(self, number: int) -> None:
        goal, seconds = self.whole.goals[number], perf_counter() - self.started
        value = goal.value(goal.constant + self.costs()[number])
        bound = goal.value(goal.constant + self.bounds[number])
        self.progress(Voortgang(goal.doel, GENERAL, value, bound, seconds))
