"""The goals, one function per goal, all turned into something to minimise.

An earlier goal is never given up for a later one: engines solve the first,
hold its value, and go on with the next. Weights are never blended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.instance import Doel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.instance import Instantie, Paar

    Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Goal:
    """One goal as a cost per arc, relative to leaving the pupil unplaced.

    Parameters
    ----------
    doel
        Which goal of the contract.
    cost
        Cost of each arc, lower is better; shape (arcs,).
    constant
        Cost when nobody is placed.
    sign
        The value of the contract is ``sign`` times the total cost.
    """

    doel: Doel
    cost: Ints
    constant: int = 0
    sign: int = 1

    def value(self, cost: int) -> int:
        """Return the value of the contract for a total cost."""
        return self.sign * cost


def build_goals(instance: Instantie, pairs: Sequence[Paar]) -> tuple[Goal, ...]:
    """Return the goals of an instance in its own order.

    Parameters
    ----------
    instance
        The problem.
    pairs
        The pairs that became arcs, in the order of the arcs.
    """
    makers = {
        Doel.URGENT_GEPLAATST: urgent_placed,
        Doel.GESCHIKTHEID: suitability,
        Doel.REISTIJD: travel_time,
        Doel.WEINIG_WIJZIGINGEN: few_changes,
    }
    return tuple(makers[doel](instance, pairs) for doel in instance.doelen)


def urgent_placed(instance: Instantie, pairs: Sequence[Paar]) -> Goal:
    """Maximise the sum of (urgency + 1) over placed pupils."""
    weight = {row.id: row.urgentie + 1 for row in instance.leerlingen}
    cost = _ints([-weight[pair.leerling] for pair in pairs])
    return Goal(Doel.URGENT_GEPLAATST, cost, sign=-1)


def suitability(instance: Instantie, pairs: Sequence[Paar]) -> Goal:
    """Maximise the sum of the suitability points."""
    cost = _ints([-pair.geschiktheid for pair in pairs])
    return Goal(Doel.GESCHIKTHEID, cost, sign=-1)


def travel_time(instance: Instantie, pairs: Sequence[Paar]) -> Goal:
    """Minimise the sum of the minutes of travel."""
    return Goal(Doel.REISTIJD, _ints([pair.reistijd_min for pair in pairs]))


def few_changes(instance: Instantie, pairs: Sequence[Paar]) -> Goal:
    """Minimise the pupils in ``vorig`` whose place differs from it.

    A pupil who is not in ``vorig`` cannot differ from it and does not count; one
    who stood there without a place counts as changed when placed.
    """
    previous = instance.vorig
    unplaced = {id: int(place is not None) for id, place in previous.items()}
    cost = _ints(
        [
            int(previous[pair.leerling] != pair.plek) - unplaced[pair.leerling]
            if pair.leerling in previous
            else 0
            for pair in pairs
        ]
    )
    return Goal(Doel.WEINIG_WIJZIGINGEN, cost, constant=sum(unplaced.values()))


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)
