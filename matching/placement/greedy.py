"""A first plan for a large problem: everybody the best that still fits, by prices.

Those for whom nothing at all would be worst choose first. Couples choose together
before that; places that do not reach their minimum close, and who was there chooses
again.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.model import chosen
from matching.placement.options import NONE
from matching.placement.start import Room, with_pins

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.relax import Relaxation

    Ints = NDArray[np.int64]

MOST_ROUNDS = 10
"""Times that places close before this gives up."""


def greedy_choice(model: Model, relaxed: Relaxation) -> Ints | None:
    """Return a choice within all rules that follows the prices of a bound.

    Parameters
    ----------
    model
        The problem.
    relaxed
        What each option loses, and what nothing loses.

    Returns
    -------
    ndarray or None
        Option per pupil, ``None`` when it could not be made to fit in this way.
    """
    room = with_pins(model, np.full(len(model.pupils), NONE, dtype=np.int64))
    if room is None:
        return None
    greedy = _Greedy(room, relaxed)
    greedy.pair()
    greedy.fill(np.argsort(-relaxed.nothing, kind="stable").tolist())
    for _ in range(MOST_ROUNDS):
        again = greedy.close()
        if not again:
            break
        greedy.fill(again)
    return room.choice if model.is_allowed(room.choice) else None


class _Greedy:
    """The plan while it is made."""

    def __init__(self, room: Room, relaxed: Relaxation) -> None:
        self.room, self.model, self.extra = room, room.model, relaxed.extra
        order = np.lexsort((relaxed.extra, self.model.options.pupil))
        self.best: list[int] = order.tolist()
        self.closed: set[int] = set()
        self.couples = Counter(one for both in self.model.together for one in both)

    def pair(self) -> None:
        """Give couples the place that is best for both together and holds them."""
        for one, other in self.model.together:
            pinned = bool(self.model.pinned[[one, other]].any())
            if not pinned and self.couples[one] == self.couples[other] == 1:
                self._pair(one, other)

    def _pair(self, one: int, other: int) -> None:
        mine, theirs = self._by_place(one), self._by_place(other)
        shared = mine.keys() & theirs.keys() - self.closed
        loss = {at: self.extra[mine[at]] + self.extra[theirs[at]] for at in shared}
        for at in sorted(shared, key=lambda at: (loss[at], at)):
            if self.room.fits(mine[at]):
                self.room.take(mine[at])
                if self.room.fits(theirs[at]):
                    self.room.take(theirs[at])
                    return
                self.room.give(mine[at])

    def _by_place(self, pupil: int) -> dict[int, int]:
        """Return the best option of a pupil at each lasting place."""
        found: dict[int, int] = {}
        for option in self._ranked(pupil):
            place = int(self.model.options.place[option])
            if place != NONE:
                found.setdefault(place, option)
        return found

    def _ranked(self, pupil: int) -> list[int]:
        """Return the options of a pupil, least loss first."""
        mine = self.model.options_of(pupil)
        return self.best[mine.start : mine.stop]

    def fill(self, pupils: Iterable[int]) -> None:
        """Give pupils who have nothing yet the best that fits, in this order."""
        options = self.model.options
        for pupil in pupils:
            if self.room.choice[pupil] != NONE or self.couples[pupil]:
                continue
            for option in self._ranked(pupil):
                if self.closed and not self.closed.isdisjoint(
                    (int(options.place[option]), int(options.bridge[option]))
                ):
                    continue
                if self.room.fits(option):
                    self.room.take(option)
                    break

    def close(self) -> list[int]:
        """Close places that miss their minimum, and return who was there."""
        options, taken = self.model.options, chosen(self.room.choice)
        there = np.concatenate([options.place[taken], options.bridge[taken]])
        number = np.bincount(there[there != NONE], minlength=len(self.model.places))
        short = {
            one.place
            for one in self.model.openings
            if 0 < number[one.place] < one.minimum
        }
        self.closed |= short
        leaving = [
            int(options.pupil[option])
            for option in taken.tolist()
            if not short.isdisjoint(
                (int(options.place[option]), int(options.bridge[option]))
            )
        ]
        for couple in self.model.together:
            if not set(couple).isdisjoint(leaving):
                leaving += couple
        for pupil in set(leaving):
            if self.room.choice[pupil] != NONE and not self.model.pinned[pupil]:
                self.room.give(int(self.room.choice[pupil]))
        return leaving
