"""The goals, one function per goal, all turned into something to minimise.

An earlier goal is never given up for a later one: engines solve the first,
hold its value, and go on with the next. Weights are never blended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.instance import Doel
from matching.placement.options import NONE
from matching.placement.timeline import DAYS_A_WEEK, build_timeline, weeks_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from matching.placement.instance import Instantie
    from matching.placement.options import Options

    Ints = NDArray[np.int64]

GONE = -2
"""A place of the previous proposal that is not in this instance."""


@dataclass(frozen=True, eq=False)
class Goal:
    """One goal as a cost per option, relative to giving the pupil nothing.

    Parameters
    ----------
    doel
        Which goal.
    cost
        Cost of each option, lower is better; shape (options,).
    nothing
        Cost of giving each pupil nothing; shape (pupils,).
    sign
        The value that people read is ``sign`` times the total cost.
    """

    doel: Doel
    cost: Ints
    nothing: Ints
    sign: int = 1

    @property
    def constant(self) -> int:
        """Return the cost when nobody gets anything."""
        return int(self.nothing.sum())

    def value(self, cost: int) -> int:
        """Return the value that people read for a total cost, or a difference."""
        return self.sign * cost


@dataclass(frozen=True, eq=False)
class Facts:
    """What the goals look at.

    Parameters
    ----------
    instance
        The problem.
    options
        The options.
    pupils, places
        Ids by index.
    """

    instance: Instantie
    options: Options
    pupils: tuple[str, ...]
    places: tuple[str, ...]

    def of_pairs(self, key: str) -> Ints:
        """Return a number of the chosen pairs, lasting and bridging, per option."""
        # One extra entry at the end, so that NONE (-1) adds nothing.
        number = np.array(
            [*(getattr(pair, key) for pair in self.instance.paren), 0], dtype=np.int64
        )
        total: Ints = number[self.options.pair] + number[self.options.bridge_pair]
        return total

    def of_pupils(self, number: Mapping[str, int]) -> Ints:
        """Return a number of the pupil per option."""
        by_index = np.array([number[id] for id in self.pupils], dtype=np.int64)
        return by_index[self.options.pupil]

    @property
    def placed(self) -> Ints:
        """Return 1 for options with a lasting place, else 0."""
        return np.where(self.options.place == NONE, 0, 1)

    @property
    def horizon(self) -> int:
        """Return the days that a pupil without anything stays at home."""
        return build_timeline(self.instance).horizon


def build_goals(facts: Facts) -> tuple[Goal, ...]:
    """Return the goals of an instance in its own order."""
    makers = {
        Doel.URGENT_GEPLAATST: urgent_placed,
        Doel.GESCHIKTHEID: suitability,
        Doel.REISTIJD: travel_time,
        Doel.WEINIG_WIJZIGINGEN: few_changes,
        Doel.ZONDER_OVERBRUGGING: without_bridge,
        Doel.WEKEN_THUIS: weeks_at_home,
        Doel.WENSEN: wishes,
        Doel.NABIJHEID: nearness,
        Doel.LANGSTE_WACHT: longest_wait,
    }
    return tuple(makers[doel](facts) for doel in facts.instance.doelen)


def _goal(
    facts: Facts, doel: Doel, cost: Ints, nothing: Ints | int = 0, sign: int = 1
) -> Goal:
    """Return a goal whose costs are relative to giving nothing."""
    each = np.zeros(len(facts.pupils), dtype=np.int64) + nothing
    return Goal(doel, cost - each[facts.options.pupil], each, sign)


def urgent_placed(facts: Facts) -> Goal:
    """Maximise the sum of (urgency + 1) over pupils with a lasting place."""
    weight = {row.id: row.urgentie + 1 for row in facts.instance.leerlingen}
    cost = -facts.of_pupils(weight) * facts.placed
    return _goal(facts, Doel.URGENT_GEPLAATST, cost, sign=-1)


def suitability(facts: Facts) -> Goal:
    """Maximise the sum of the suitability points of the chosen pairs."""
    cost = -facts.of_pairs("geschiktheid")
    return _goal(facts, Doel.GESCHIKTHEID, cost, sign=-1)


def travel_time(facts: Facts) -> Goal:
    """Minimise the sum of the minutes of travel of the chosen pairs."""
    return _goal(facts, Doel.REISTIJD, facts.of_pairs("reistijd_min"))


def few_changes(facts: Facts) -> Goal:
    """Minimise the places, lasting and bridging, that differ from last time.

    A pupil who is not in ``vorig`` cannot differ from it and does not count; one
    who stood there without a place counts as changed when placed.
    """
    instance, options = facts.instance, facts.options
    lasting, no_place = _changes(facts, instance.vorig, options.place)
    bridging, no_bridge = _changes(facts, instance.vorig_overbrugging, options.bridge)
    cost, nothing = lasting + bridging, no_place + no_bridge
    return _goal(facts, Doel.WEINIG_WIJZIGINGEN, cost, nothing)


def _changes(
    facts: Facts, previous: Mapping[str, str | None], place: Ints
) -> tuple[Ints, Ints]:
    """Return whether each option, and nothing for each pupil, is a change.

    From a place that is gone everything is a change.
    """
    index = {None: NONE} | {id: index for index, id in enumerate(facts.places)}
    listed = np.array([id in previous for id in facts.pupils], dtype=np.bool_)
    before = [index.get(previous.get(id), GONE) for id in facts.pupils]
    there = np.array(before, dtype=np.int64)
    pupil = facts.options.pupil
    changed = listed[pupil] & (place != there[pupil])
    return changed.astype(np.int64), (listed & (there != NONE)).astype(np.int64)


def without_bridge(facts: Facts) -> Goal:
    """Minimise the pupils who wait at home without a bridging place."""
    waits = facts.options.days_at_home(facts.horizon) > 0
    cost = (waits & (facts.options.bridge == NONE)).astype(np.int64)
    return _goal(facts, Doel.ZONDER_OVERBRUGGING, cost, int(facts.horizon > 0))


def weeks_at_home(facts: Facts) -> Goal:
    """Minimise the weeks without any place, rounded up per pupil."""
    weeks = -(-facts.options.days_at_home(facts.horizon) // DAYS_A_WEEK)
    return _goal(facts, Doel.WEKEN_THUIS, weeks, weeks_of(facts.horizon))


def wishes(facts: Facts) -> Goal:
    """Minimise the sum of the ranks that the given lasting places have as a wish.

    A place that is no wish counts as one more than the longest list.
    """
    ranks = [pair.wens for pair in facts.instance.paren]
    unlisted = max((rank for rank in ranks if rank is not None), default=0) + 1
    rank = np.array([unlisted if r is None else r for r in ranks] + [0], np.int64)
    return _goal(facts, Doel.WENSEN, rank[facts.options.pair])


def nearness(facts: Facts) -> Goal:
    """Minimise the sum of the steps away from the own school."""
    return _goal(facts, Doel.NABIJHEID, facts.of_pairs("afstand"))


def longest_wait(facts: Facts) -> Goal:
    """Maximise the whole weeks at home so far of pupils with a lasting place."""
    today = facts.instance.eerste_dag
    waited = {
        row.id: 0
        if row.thuis_sinds is None
        else (today - row.thuis_sinds).days // DAYS_A_WEEK
        for row in facts.instance.leerlingen
    }
    cost = -facts.of_pupils(waited) * facts.placed
    return _goal(facts, Doel.LANGSTE_WACHT, cost, sign=-1)
