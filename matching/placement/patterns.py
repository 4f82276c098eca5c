"""Exact plans from whole groups per place, where each place has one limit.

Offers of pupils (see ``knapsacks``) give a bound, and say for each group that a place
could take how much a plan with it is above that bound. All groups near enough are
written out; a plan takes one per place, and every pupil once. The linear program over
groups is so close to the best plan that HiGHS needs few steps, or none.

What is near enough is a cost that is raised step by step: a best plan among the groups
that could be part of a plan of that cost is the best of all when it costs no more, and
otherwise there is no plan of that cost.

Source: Savelsbergh (1997), Operations Research 45(6), 831-841, on groups as columns;
Baldacci, Christofides and Mingozzi (2008), Mathematical Programming 115, 351-385, on
writing out all that a gap leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, cast

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from matching.placement.highs import SOLVED, safe_bound
from matching.placement.knapsacks import PARTS, best_ahead

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.knapsacks import Knapsacks, Offers

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

MOST_GROUPS = 40_000
"""Groups that are written out at most."""

FIRST_GROUPS, MORE = 2_000, 2.0
"""Groups at first, and how many times more at each next step."""


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups that places could take.

    Parameters
    ----------
    place
        Place of each group; shape (groups,).
    pupil, of
        Who is in which group, pair by pair; shape (pairs,).
    above
        What a plan with the group is above the bound at least, in parts; (groups,).
    """

    place: Ints
    pupil: Ints
    of: Ints
    above: Ints

    def near(self, most: int) -> Groups:
        """Return the groups that add at most so much to the bound."""
        keep = self.above <= most
        number = np.cumsum(keep) - 1
        pair = keep[self.of]
        return Groups(
            self.place[keep],
            self.pupil[pair],
            number[self.of[pair]],
            self.above[keep],
        )


def write_out(
    knapsacks: Knapsacks, offers: Offers, gap: int, most: int
) -> Groups | None:
    """Return all groups that add at most a gap, or ``None`` when they are too many.

    Parameters
    ----------
    knapsacks
        The places.
    offers
        What pupils offer.
    gap
        In parts.
    most
        How many are too many.
    """
    place, pupil, of, above = [], [], [], []
    number = 0
    for at in range(len(knapsacks.limit)):
        who, member, lost = _groups_of(knapsacks, offers, at, gap, most)
        number += len(lost)
        if number > most:
            return None
        group, item = np.nonzero(member)
        place.append(np.full(len(lost), at))
        pupil.append(who[item])
        of.append(group + number - len(lost))
        above.append(lost)
    return Groups(*(np.concatenate(part) for part in (place, pupil, of, above)))


def _groups_of(
    knapsacks: Knapsacks, offers: Offers, place: int, gap: int, most: int
) -> tuple[Ints, Bools, Ints]:
    """Return the pupils of one place, its groups of them, and what each group adds.

    Pupil by pupil every group is made with and without it; what cannot come near the
    best any more goes at once.
    """
    limit = int(knapsacks.limit[place])
    gain = offers.offer - knapsacks.cost[:, place]
    who = np.flatnonzero((knapsacks.amount[:, place] <= limit) & (gain >= -gap))
    who = who[np.argsort(gain[who], kind="stable")]
    gain, needs = gain[who], knapsacks.amount[who, place]
    ahead = best_ahead(gain, needs, limit)
    floor = ahead[0, limit] - gap
    value, left = np.zeros(1, dtype=np.int64), np.array([limit])
    steps = []
    for step in range(len(who)):
        without = np.flatnonzero(value + ahead[step + 1, left] >= floor)
        rest, more = left - needs[step], value + gain[step]
        enough = more + ahead[step + 1, np.maximum(rest, 0)] >= floor
        taking = np.flatnonzero((rest >= 0) & enough)
        steps.append((np.concatenate([without, taking]), len(without)))
        value = np.concatenate([value[without], more[taking]])
        left = np.concatenate([left[without], rest[taking]])
        if len(value) > most:
            return who, np.zeros((len(value), 0), dtype=np.bool_), value
    member = np.zeros((len(value), len(who)), dtype=np.bool_)
    group = np.arange(len(value))
    for step in range(len(who) - 1, -1, -1):
        before, number = steps[step]
        member[:, step] = group >= number
        group = before[group]
    return who, member, ahead[0, limit] - value


class Patterns:
    """A search for the best plan in steps of more and more groups.

    Parameters
    ----------
    knapsacks
        The places.
    offers
        What pupils offer.
    most
        Groups that are written out at most.
    """

    def __init__(
        self, knapsacks: Knapsacks, offers: Offers, most: int = MOST_GROUPS
    ) -> None:
        self.knapsacks, self.offers, self.most = knapsacks, offers, most
        self.bound = offers.whole
        self.places: Ints | None = None

    def solve(self, upper: int, until: float) -> None:
        """Raise the bound until it meets the best plan, or there are too many groups.

        Parameters
        ----------
        upper
            Cost of the best plan known.
        until
            Value of ``perf_counter`` at which to stop.
        """
        groups, target = self._write_out(upper - 1)
        number = FIRST_GROUPS
        while groups is not None and self.bound < self._least(upper):
            if perf_counter() >= until:
                return
            # At least what the bound allows, and as far as so many groups go.
            step = max(self.bound, self._reach(groups, number))
            step = min(step, self._least(upper) - 1)
            if step > target:
                return
            near = groups.near(self._room(step))
            none = min(upper, step + 2)
            if not self._solve_up_to(near, step, none, until):
                return
            number = int(number * MORE)

    def _program(self, groups: Groups) -> tuple[csr_array, Floats]:
        """Return that each pupil and place has one group, and what groups cost."""
        pupils, places = self.knapsacks.cost.shape
        number = len(groups.place)
        row = np.concatenate([groups.pupil, pupils + groups.place])
        column = np.concatenate([groups.of, np.arange(number)])
        matrix = csr_array(
            (np.ones(len(row)), (row, column)), shape=(pupils + places, number)
        )
        each = self.knapsacks.cost[groups.pupil, groups.place[groups.of]] // PARTS
        price = np.bincount(groups.of, each, minlength=number)
        return matrix, price.astype(np.float64)

    def cost(self, places: Ints) -> int:
        """Return the cost of a plan, the place of each pupil."""
        each = np.arange(len(places))
        return int(self.knapsacks.cost[each, places].sum()) // PARTS

    def _least(self, upper: int) -> int:
        """Return the cost of the best plan there is."""
        return upper if self.places is None else min(upper, self.cost(self.places))

    def _room(self, cost: int) -> int:
        """Return how many parts a plan of a cost is above the bound."""
        return cost * PARTS - self.offers.bound

    def _reach(self, groups: Groups, number: int) -> int:
        """Return the cost up to which there are at most so many groups."""
        if len(groups.above) <= number:
            return self.offers.bound // PARTS + 2**40
        most = int(np.partition(groups.above, number)[number])
        return (self.offers.bound + most - 1) // PARTS

    def _write_out(self, cost: int) -> tuple[Groups | None, int]:
        """Return the groups of all plans up to a cost, or as far as it can be."""
        while cost >= self.bound:
            found = write_out(self.knapsacks, self.offers, self._room(cost), self.most)
            if found is not None:
                return found, cost
            cost = self.bound + (cost - self.bound) * 2 // 3 - (cost == self.bound)
        return None, cost

    def _solve_up_to(self, groups: Groups, cost: int, none: int, until: float) -> bool:
        """Find the best plan among groups; tell whether that was carried through.

        No plan at all costs ``none``, so that there always is an answer.
        """
        matrix, price = self._program(groups)
        rows, number = matrix.shape
        matrix = csr_array(hstack([matrix, csr_array(np.ones((rows, 1)))]))
        price = np.append(price, float(none))
        found = milp(
            price,
            integrality=np.ones(number + 1, dtype=np.int64),
            bounds=Bounds(0.0, 1.0),
            constraints=[LinearConstraint(cast("Floats", matrix), 1.0, 1.0)],
            options={
                "mip_rel_gap": 0.0,
                "time_limit": max(until - perf_counter(), 0.01),
            },
        )
        if found.x is not None and found.x[-1] < 0.5:
            self._take_over(groups, np.flatnonzero(found.x[:-1] > 0.5))
        bound = safe_bound(found.mip_dual_bound, price.astype(np.int64))
        if bound is not None:
            self.bound = max(self.bound, min(bound, cost + 1))
        return found.status == SOLVED

    def _take_over(self, groups: Groups, taken: Ints) -> None:
        """Take a plan over that keeps every limit, when it is the best."""
        chosen = np.isin(groups.of, taken)
        pupil, place = groups.pupil[chosen], groups.place[groups.of[chosen]]
        places = np.full(len(self.knapsacks.cost), -1)
        places[pupil] = place
        if len(pupil) != len(places) or (places < 0).any():
            return
        if self.places is None or self.cost(places) < self.cost(self.places):
            self.places = places
