"""What a proof still says when the problem has changed a little.

A cut holds as long as the rules do that its options stand in. What no plan can use
that is as good as before is known where every plan of the changed problem was one
before, at the same costs; whether that is so is looked up, never taken from the kind
of change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.core import FEW, Rest
from matching.placement.footing import option_keys, renumbered
from matching.placement.options import NONE
from matching.placement.rows import most_per_pupil

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from matching.placement.footing import Footing
    from matching.placement.model import Model

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


class Ground:
    """What is known about a changed problem.

    Parameters
    ----------
    footing
        What is known about the problem before it was changed.
    model
        The changed problem.

    Attributes
    ----------
    origin
        Number of each option before the change, ``NONE`` for a new one.
    cuts
        Rows that every plan keeps, in the options of the changed problem.
    tighter
        Whether every plan of the changed problem is a plan of the first one, of the
        same costs.
    """

    def __init__(self, footing: Footing, model: Model) -> None:
        self.footing, self.model = footing, model
        number = footing.number
        found = [number.get(key, NONE) for key in option_keys(model)]
        self.origin = np.array(found, dtype=np.int64)
        here = np.flatnonzero(self.origin != NONE)
        loose = self._loose(here)
        self.tighter = (
            len(here) == len(self.origin)
            and not loose.any()
            and footing.model.places == model.places
            and _pinned(footing.model) <= _pinned(model)
            and self._same_costs()
        )
        known = [row for row in footing.cuts if not loose[row.option].any()]
        rows = renumbered(known, self.origin[here], len(loose))
        self.cuts = [replace(row, option=here[row.option]) for row in rows]

    @property
    def whole(self) -> Rest:
        """Return the changed problem with the rows that are known."""
        everything = Rest(self.model, np.arange(len(self.model.options)))
        return everything.with_rows(self.cuts)

    def starts(self) -> Iterator[tuple[Rest, list[int]]]:
        """Yield what plans can use with costs as before on the first goals.

        A changed problem that is only tighter can at best keep the costs it had; when
        it does, those are proven. All goals but the last come first, then fewer; where
        holding a goal leaves little, that goal is as well solved again.
        """
        footing = self.footing
        last = min(len(footing.rests), len(footing.costs) - 1)
        few = FEW * len(self.model.pupils)
        for number in range(last, 0, -1):
            much = len(footing.rests[number - 1].left) > few
            if self.tighter and (much or number == last):
                yield self.rest(number), list(footing.costs[:number])

    def rest(self, number: int) -> Rest:
        """Return what plans can use that cost as much as before on so many goals."""
        before = self.footing.rests[number - 1]
        rest = self.whole.pick(np.isin(self.origin, before.left))
        must, model = _pinned(before.model), self.model
        pinned = model.pinned | np.array([id in must for id in model.pupils], np.bool_)
        forced = {one.place: one.forced for one in before.model.openings}
        openings = tuple(
            replace(one, forced=one.forced or forced[one.place])
            for one in model.openings
            if one.place in forced
        )
        return replace(
            rest, model=replace(rest.model, pinned=pinned, openings=openings)
        )

    def _same_costs(self) -> bool:
        """Tell whether every option costs what it did."""
        before, now = self.footing.model.goals, self.model.goals
        return len(before) == len(now) and all(
            one.doel == other.doel and np.array_equal(one.cost[self.origin], other.cost)
            for one, other in zip(before, now, strict=True)
        )

    def _loose(self, here: Ints) -> Bools:
        """Return which options before stand in a rule that asks less now.

        Parameters
        ----------
        here
            Options of the changed problem that were there before.
        """
        loose = np.zeros(len(self.footing.model.options), dtype=np.bool_)
        self._loosen_rows(loose, here)
        self._loosen_couples(loose)
        before, now = self.footing.model, self.model
        least = {now.places[one.place]: one.minimum for one in now.openings}
        for opening in before.openings:
            if least.get(before.places[opening.place], 0) < opening.minimum:
                loose[before.options_at(opening.place)] = True
        return loose

    def _loosen_rows(self, loose: Bools, here: Ints) -> None:
        """Mark the options of rows that are gone or allow more."""
        before, now = self.footing.model.rows, self.model
        new = np.full(len(loose), NONE, dtype=np.int64)
        new[self.origin[here]] = here
        at = {name: row for row, name in enumerate(now.rows.names)}
        for row, name in enumerate(before.names):
            option, amount = before.terms(row)
            left = new[option] != NONE
            mine, limit = (new[option[left]], amount[left]), int(before.limit[row])
            holds = name in at and _asks(now, at[name], *mine, limit)
            # A row that nothing can break is not made.
            if not holds and left.any() and _can_break(now, *mine, limit):
                loose[option] = True

    def _loosen_couples(self, loose: Bools) -> None:
        """Mark the options of couples that are gone, or have an option that is new.

        Beside a new option the partner may count for less than a cut was made with.
        """
        before, now = self.footing.model, self.model
        together = {
            frozenset(now.pupils[pupil] for pupil in couple) for couple in now.together
        }
        fresh = {
            now.pupils[pupil]
            for pupil in np.unique(now.options.pupil[self.origin == NONE]).tolist()
        }
        for couple in before.together:
            ids = frozenset(before.pupils[pupil] for pupil in couple)
            if ids not in together or ids & fresh:
                loose[np.isin(before.options.pupil, couple)] = True


def _pinned(model: Model) -> set[str]:
    """Return the pupils who must get one of their options."""
    return {model.pupils[pupil] for pupil in np.flatnonzero(model.pinned).tolist()}


def _asks(model: Model, row: int, option: Ints, amount: Ints, limit: int) -> bool:
    """Tell whether a row of a model asks at least as much of some options."""
    if int(model.rows.limit[row]) > limit:
        return False
    there, much = model.rows.terms(row)
    asked = np.zeros(len(model.options), dtype=np.int64)
    asked[there] = much
    return bool((asked[option] >= amount).all())


def _can_break(model: Model, option: Ints, amount: Ints, limit: int) -> bool:
    """Tell whether one option per pupil could take more than a limit."""
    return int(most_per_pupil(model.options.pupil[option], amount).sum()) > limit
