"""The wide engine: for parts with more options than one integer program can hold.

Nearly all of those options are never used. Prices of the first goals together say
which ones matter; rows that mixtures break (``cuts``) bring the bound close to a first
plan. Then every goal gets a bound, with the goals before it held, what loses more than
lies between bound and plan goes for good, and a plan is looked for among the options
that lose least, from the best one so far.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.couples import keeps_together
from matching.placement.direct import costs_of
from matching.placement.greedy import greedy_choice
from matching.placement.leading import blend, leading_weights, rough_prices, sharpest
from matching.placement.narrowed import Narrowed
from matching.placement.options import NONE
from matching.placement.outcome import Outcome
from matching.placement.program import build_program
from matching.placement.progress import GENERAL, Voortgang
from matching.placement.relax import least_cost
from matching.placement.sifting import CLOSE, GUIDE, Sifted, sift
from matching.placement.start import first_choice
from matching.placement.wide_rows import find_rows
from matching.placement.wide_search import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.leading import Weights
    from matching.placement.model import Model
    from matching.placement.progress import Progress
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]

FEW = ((1.7, 0), (4.0, 20_000), (8.0, 40_000))
"""Options per pupil in an integer program, those that lose least, and so many at least:
at first, and when the best plan among those is not the best of all ..."""

VOLUME_SHARE = 0.15
"""Part of the time left for prices step by step."""

FIRST_GAP = 1e-6
"""Part of the cost of three goals together that the first plan may be worse than the
best: the last bit takes longest, and is less than a unit of the second goal."""

ROWS_SHARE = 0.25
"""Part of the time left for rows that mixtures break."""

PLAN_SHARE = 0.5
"""Part of the time left that the first plan may use."""

TOGETHER = 3
"""Most goals that are looked at together."""

HEAVIER = 20
"""How many times more a goal counts beside later ones when it is its turn."""

GOAL_SHARE = 1.3
"""Part of an equal share of the time left that one integer program may use: more
important goals come first, and what they leave is for the others."""

AGAIN_SHARE = 0.6
"""Part of the time left that the first goal that is open gets once more."""

LEAST_SECONDS, OPTIONS_A_SECOND = 0.5, 400_000
"""With less time left than this, and so much for the options, nothing is begun."""


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
    start
        A plan within all rules to begin with.

    Attributes
    ----------
    now
        What is left of the problem.
    choice
        The best plan found, in the numbers of the whole, or ``None``.
    bounds
        Bound on the cost per goal, of plans as good on the goals before it.
    """

    def __init__(
        self,
        model: Model,
        *,
        deadline: float,
        progress: Progress,
        start: Ints | None = None,
    ) -> None:
        self.whole = model
        self.now = Narrowed.from_model(model)
        self.deadline = deadline
        self.progress = progress
        self.started = perf_counter()
        self.choice = start
        self.bounds: list[int] = []
        self.telling = [at for at, goal in enumerate(model.goals) if goal.cost.any()]
        self.begun: list[Narrowed] = []
        self.pace = 0.0  # Seconds that the last mixture took.

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
            self.now = self.now.pick(keep)
        self._begin()
        if self.choice is None:
            return None
        self._goals(0)
        while self._again():
            pass
        costs = self.costs()
        return Outcome(
            self.choice,
            tuple(costs),
            tuple(self.bounds),
            proven=costs == self.bounds,
            unique=False,
        )

    def _goals(self, first: int) -> None:
        """Take goal after goal, and keep where each begins."""
        del self.bounds[first:], self.begun[first:]
        for number in range(first, len(self.whole.goals)):
            self.begun.append(self.now)
            self.bounds.append(self._goal(number))
            self._report(number)

    def _again(self) -> bool:
        """Use time that is left for the first open goal; tell whether that helped."""
        costs = self.costs()
        both = zip(costs, self.bounds, strict=True)
        number = next((at for at, (cost, low) in enumerate(both) if cost > low), None)
        if number is None or self._is_late():
            return False
        self.now = self.begun[number]
        seconds = self.seconds * AGAIN_SHARE
        self._improve(number, costs[:number], self.bounds[number], seconds)
        if self.costs() >= costs:
            return False
        self._goals(number)
        return True

    def _is_late(self) -> bool:
        """Tell whether nothing can be begun any more."""
        size = len(self.now.model.options)
        return self.seconds < LEAST_SECONDS + size / OPTIONS_A_SECOND

    def costs(self) -> list[int]:
        """Return what the best plan costs, goal by goal."""
        assert self.choice is not None
        return costs_of(self.whole, self.choice)

    def _begin(self) -> None:
        """Find a plan for the first goals together."""
        weights = leading_weights(self.whole, self.telling, TOGETHER)
        until = perf_counter() + VOLUME_SHARE * self.seconds
        self._easy_plan(rough_prices(self.now.model, weights, until))
        sifted = self._guide(weights, ())
        if sifted is None:
            return
        if len(weights) < TOGETHER:
            until = perf_counter() + ROWS_SHARE * self.seconds
            rows = find_rows(self.now.model, weights, sifted, until)
            self.now = self.now.with_rows(rows)
            self._guide(weights, ())
        few = round(FEW[0][0] * len(self.whole.pupils))
        gap = FIRST_GAP if len(weights) == TOGETHER else 0.0
        self._search(weights, (), self.seconds * PLAN_SHARE, few, gap)

    def _easy_plan(self, rough: Relaxation | None) -> None:
        """Take a plan that gives pupils the best that fits, one by one."""
        easy, model = None, self.now.model
        if rough is not None:
            self.now = self.now.with_loss(rough.extra)
            easy = greedy_choice(model, rough)
        if easy is None:
            easy = first_choice(model, np.full(len(model.pupils), NONE, dtype=np.int64))
        self._better(None if easy is None else self.now.rest.outside(easy))

    def _better(self, plan: Ints | None) -> None:
        """Take over a plan that is better, the most important goal first."""
        if plan is None:
            return
        if self.choice is None or costs_of(self.whole, plan) < self.costs():
            self.choice = plan

    def _guide(self, weights: Weights, held: Sequence[int]) -> Sifted | None:
        """Find out what options lose for some goals together, to look for plans."""
        sifted = self._mixture(held, weights, GUIDE)
        if sifted is not None:
            self.now = self.now.after(sifted, weights)
        return sifted

    def _mixture(
        self, held: Sequence[int], weights: Weights, close: float
    ) -> Sifted | None:
        """Return the best mixture for some goals, with the goals before them held."""
        if self._is_late():
            return None
        started = perf_counter()
        program = build_program(self.now.model, held, tight=False)
        near = self.now.guide.near(self.now.model, self.now.inside(self.choice))
        sifted = sift(program, blend(program, weights), near, self.deadline, close)
        self.pace = perf_counter() - started
        return sifted

    def _search(
        self,
        weights: Weights,
        held: Sequence[int],
        seconds: float,
        number: int,
        gap: float = 0.0,
    ) -> bool:
        """Look for a better plan; tell whether all of so many options were looked at.

        The goals in ``weights`` count, those before them are held; see ``look``.
        """
        now, known = self.now, self.now.inside(self.choice)
        goals = (weights, held)
        found = look(now.model, now.guide, known, goals, seconds, number, gap)
        if found.choice is not None:
            self._better(self.now.rest.outside(found.choice))
        return found.complete

    def _improve(
        self, number: int, held: Sequence[int], bound: int, seconds: float
    ) -> None:
        """Look for a better plan for one goal, among ever more options."""
        later = [at for at in self.telling if at >= number]
        weights = leading_weights(self.whole, later, TOGETHER)
        weights[number] *= HEAVIER
        until = perf_counter() + seconds
        for each, least_few in FEW:
            few = max(round(each * len(self.whole.pupils)), least_few)
            left = until - perf_counter()
            if self.costs()[number] <= bound or left <= 0:
                break
            if not self._search(weights, held, left, few):
                break

    def _goal(self, number: int) -> int:
        """Improve the plan for one goal, and return the bound on its cost."""
        if number not in self.telling:
            return 0
        if self._is_late():
            return least_cost(self.now.model, number)
        held = self.costs()[:number]
        later = [at for at in self.telling if at >= number]
        is_sharp = number == sharpest(self.whole, later)
        spare = self.seconds - self.pace * len(later)
        if number not in self.now.goals and not is_sharp and spare > self.pace:
            self._guide(leading_weights(self.whole, later, TOGETHER), held)
        sifted = self._mixture(held, {number: 1}, CLOSE)
        if sifted is None:
            return least_cost(self.now.model, number)
        if is_sharp:
            self.now = self.now.after(sifted)
        if self.costs()[number] > sifted.relaxed.bound:
            # The bounds of later goals come before a plan that is a little better.
            spare = self.seconds - self.pace * (len(later) - 1)
            seconds = max(0.0, spare) / len(later) * GOAL_SHARE
            self._improve(number, held, sifted.relaxed.bound, seconds)
        cost = self.costs()[number]
        self.now = self.now.within(sifted.relaxed, cost)
        return min(sifted.relaxed.bound, cost)

    def _report(self, number: int) -> None:
        goal, seconds = self.whole.goals[number], perf_counter() - self.started
        value = goal.value(goal.constant + self.costs()[number])
        bound = goal.value(goal.constant + self.bounds[number])
        self.progress(Voortgang(goal.doel, GENERAL, value, bound, seconds))
