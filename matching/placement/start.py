"""A first placement that breaks no rule, close to a wished one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.model import UNPLACED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]


class Room:
    """What is left of every limit while pupils are put on places."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.seats = model.seats.tolist()
        self.hours = list(model.hour_limit)
        self.money = list(model.budget_limit)
        self.placement = np.full(len(model.pupils), UNPLACED, dtype=np.int64)
        self.apart: dict[int, list[int]] = defaultdict(list)
        for one, other in model.apart:
            self.apart[one].append(other)
            self.apart[other].append(one)

    def fits(self, arc: int) -> bool:
        """Tell whether this arc breaks no rule beside what is placed now."""
        model = self.model
        pupil, place = int(model.arc_pupil[arc]), int(model.arc_place[arc])
        hours, money = self.hours[place], self._money(place)
        return (
            self.seats[place] > 0
            and (hours is None or model.hours[arc] <= hours)
            and (money is None or model.costs[arc] <= money)
            and all(self.placement[other] != place for other in self.apart[pupil])
        )

    def take(self, arc: int) -> None:
        """Put the pupil of this arc on its place."""
        self._use(arc, 1)
        self.placement[self.model.arc_pupil[arc]] = self.model.arc_place[arc]

    def give(self, arc: int) -> None:
        """Take the pupil of this arc off its place again."""
        self._use(arc, -1)
        self.placement[self.model.arc_pupil[arc]] = UNPLACED

    def _use(self, arc: int, times: int) -> None:
        """Use what one pupil on one place needs, or free it."""
        model = self.model
        place = int(model.arc_place[arc])
        self.seats[place] -= times
        hours, money = self.hours[place], self._money(place)
        if hours is not None:
            self.hours[place] = hours - times * int(model.hours[arc])
        if money is not None:
            left = money - times * int(model.costs[arc])
            self.money[model.budget_of[place]] = left

    def _money(self, place: int) -> int | None:
        budget = int(self.model.budget_of[place])
        return None if budget == UNPLACED else self.money[budget]


def first_placement(model: Model, wished: Ints) -> Ints:
    """Return a placement within all rules, following a wish where it fits.

    Parameters
    ----------
    model
        The problem; its pins must fit together.
    wished
        Place per pupil, which may break side rules; shape (pupils,).

    Returns
    -------
    ndarray
        Place per pupil: pins first, then wishes, then anything that fits.
    """
    room = Room(model)
    pinned = model.pinned != UNPLACED
    for arc in model.chosen_arcs(model.pinned).tolist():
        room.take(arc)
    arcs = model.chosen_arcs(np.where(pinned, UNPLACED, wished))
    for arc in arcs[_order(model, arcs)].tolist():
        if room.fits(arc):
            room.take(arc)
    left = (room.placement == UNPLACED)[model.arc_pupil]
    useful = left & (model.goals[0].cost < 0) if model.goals else left
    arcs = np.flatnonzero(useful)
    for arc in arcs[_order(model, arcs)].tolist():
        unplaced = room.placement[model.arc_pupil[arc]] == UNPLACED
        if unplaced and room.fits(arc):
            room.take(arc)
    return room.placement


def _order(model: Model, arcs: Ints) -> Ints:
    """Return the order of arcs by goal, the most important goal first."""
    if not model.goals:
        return np.arange(len(arcs))
    return np.lexsort([goal.cost[arcs] for goal in reversed(model.goals)])


def guided_placement(model: Model, extra: Ints) -> Ints:
    """Return a placement within all rules that follows the prices of a bound.

    Parameters
    ----------
    model
        The problem; its pins must fit together.
    extra
        What each arc loses against the bound; shape (arcs,).

    Returns
    -------
    ndarray
        Place per pupil; those with most to lose choose first.
    """
    room = Room(model)
    for arc in model.chosen_arcs(model.pinned).tolist():
        room.take(arc)
    first = model.first_arc.tolist()
    ranked = np.lexsort((extra, model.arc_pupil))
    regret = np.full(len(model.pupils), np.iinfo(np.int64).max)
    for pupil in range(len(model.pupils)):
        best = ranked[first[pupil] : first[pupil + 1]][:2]
        if len(best) > 1:
            regret[pupil] = extra[best[1]] - extra[best[0]]
    for pupil in np.argsort(-regret, kind="stable").tolist():
        if room.placement[pupil] != UNPLACED:
            continue
        for arc in ranked[first[pupil] : first[pupil + 1]].tolist():
            if room.fits(arc):
                room.take(arc)
                break
    return room.placement
