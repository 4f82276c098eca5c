"""What a plan takes of every rule, changed one option at a time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from matching.placement.model import chosen
from matching.placement.options import NONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]


class Usage:
    """Rows, openings and couples of a plan.

    Parameters
    ----------
    model
        The problem.
    choice
        A plan within all rules; shape (pupils,).
    """

    def __init__(self, model: Model, choice: Ints) -> None:
        self.choice = choice.tolist()
        self.place = [*model.options.place.tolist(), NONE]
        self.bridge = [*model.options.bridge.tolist(), NONE]
        self.used: list[int] = model.rows.used(chosen(choice)).tolist()
        self.limit: list[int] = model.rows.limit.tolist()
        self.first, self.row, self.amount = (
            part.tolist() for part in model.rows.by_option
        )
        self.openings = {one.place: one for one in model.openings}
        self.there: dict[int, int] = defaultdict(int)
        self.partners: dict[int, list[int]] = defaultdict(list)
        for one, other in model.together:
            self.partners[one].append(other)
            self.partners[other].append(one)
        for option in self.choice:
            self._count(option, 1)

    def rows_of(self, option: int) -> list[int]:
        """Return the rows that an option takes something of."""
        if option == NONE or option + 1 >= len(self.first):
            return []
        return self.row[self.first[option] : self.first[option + 1]]  # type: ignore[no-any-return]

    def take(self, option: int) -> None:
        """Add an option to the plan."""
        self._change(option, 1)

    def give(self, option: int) -> None:
        """Take an option out of the plan."""
        self._change(option, -1)

    def over(self, option: int) -> list[int]:
        """Return the rows of an option that are too full."""
        return [row for row in self.rows_of(option) if self.used[row] > self.limit[row]]

    def keeps_groups(self, moved: Mapping[int, int]) -> bool:
        """Tell whether openings and couples are kept.

        Parameters
        ----------
        moved
            New option of each pupil who moves; taken already, the old one given.
        """
        for pupil, option in moved.items():
            for one in (option, self.choice[pupil]):
                for place in (self.place[one], self.bridge[one]):
                    if place in self.openings and not self._is_right(place):
                        return False
            for partner in self.partners.get(pupil, ()):
                other = moved.get(partner, self.choice[partner])
                if self.place[option] != self.place[other]:
                    return False
        return True

    def _is_right(self, place: int) -> bool:
        """Tell whether a place has its minimum, or nobody while it may be closed."""
        opening, number = self.openings[place], self.there[place]
        return number >= opening.minimum or (number == 0 and not opening.forced)

    def _change(self, option: int, sign: int) -> None:
        if option == NONE:
            return
        self._count(option, sign)
        if option + 1 < len(self.first):
            for term in range(self.first[option], self.first[option + 1]):
                self.used[self.row[term]] += sign * self.amount[term]

    def _count(self, option: int, sign: int) -> None:
        for place in (self.place[option], self.bridge[option]):
            if place in self.openings:
                self.there[place] += sign
