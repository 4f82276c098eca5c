"""What another place for one pupil would cost, and who would have to move.

For seats the answer is exact: the cheapest way to give up the current seat and
free one elsewhere is a shortest path in the residual graph of the optimum
(``residual``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.options import NONE
from matching.placement.residual import Residual

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model
    from matching.placement.tree import SeatTree

    Ints = NDArray[np.int64]

MOST_SHOWN = 5
"""Alternatives per pupil that are worked out in words."""


@dataclass(frozen=True)
class Move:
    """One pupil who would go from one place to another (``NONE``: none)."""

    pupil: int
    origin: int
    to: int


@dataclass(frozen=True)
class Option:
    """Another place for a pupil.

    Parameters
    ----------
    place
        Place index.
    change
        Change of the cost per goal, lower is better; ``None``: cannot be had.
    moves
        Others who would move.
    exact
        Whether this is the outcome of the best plan with that choice.
    fits
        Whether there is room without anybody moving; only known for estimates.
    """

    place: int
    change: tuple[int, ...] | None
    moves: tuple[Move, ...] = ()
    exact: bool = True
    fits: bool = True


def exact_options(
    model: Model, tree: SeatTree, choice: Ints
) -> list[list[Option]] | None:
    """Return the cheapest other places per pupil, cheapest first.

    Parameters
    ----------
    model
        A problem whose rules are all seats.
    tree
        Its seats.
    choice
        The optimal option per pupil; shape (pupils,).

    Returns
    -------
    list of list of Option, or None
        ``None`` when the problem is too large to price every pair exactly.
    """
    residual = Residual(model, tree, choice)
    if not residual.small:
        return None
    return _Cheapest(model, residual).options()


class _Cheapest:
    """The cheapest other places of each pupil, worked out."""

    def __init__(self, model: Model, residual: Residual) -> None:
        self.model, self.residual = model, residual
        self.change, self.possible = residual.prices

    def options(self) -> list[list[Option]]:
        """Return the cheapest other places per pupil."""
        pupil, place = self.model.options.pupil, self.model.options.place
        number = len(pupil)
        prices = [self.change[:number, goal] for goal in range(self.change.shape[1])]
        keys = (place, *reversed(prices), ~self.possible[:number], pupil)
        here = self.model.places_of(self.residual.flow.choice).tolist()
        found: list[list[Option]] = [[] for _ in self.model.pupils]
        seen: set[tuple[int, int]] = set()
        order = np.lexsort(keys)
        rows = zip(
            order.tolist(), pupil[order].tolist(), place[order].tolist(), strict=True
        )
        for option, who, where in rows:
            if len(found[who]) == MOST_SHOWN or where in (NONE, here[who]):
                continue
            if (who, where) not in seen:
                seen.add((who, where))
                found[who].append(self._option(option, where))
        return found

    def _option(self, option: int, place: int) -> Option:
        if not self.possible[option]:
            return Option(place, None)
        moves = tuple(
            Move(shift.pupil, self._place(shift.origin), self._place(shift.to))
            for shift in self.residual.chain(option)
        )
        return Option(place, tuple(self.change[option].tolist()), moves)

    def _place(self, option: int) -> int:
        """Return the lasting place of an option."""
        return NONE if option == NONE else int(self.model.options.place[option])
