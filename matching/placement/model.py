"""The one model of the problem that every engine solves.

Each pupil takes at most one of its options: a lasting place from a day on, a
bridging place until then, or one of the two. Options stand in the order of the
draw, so "first in the draw" is simply the smallest index. What pupils share is
said in three ways and no other: rows (seats, hours, money, marks, who may not
meet), openings (a group that needs a number of pupils) and couples who stay
together. What no rule allows a pupil on its own is not an option at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.admissible import Admission
from matching.placement.limits import build_rows
from matching.placement.objective import Facts, Goal, build_goals
from matching.placement.options import NONE, Options, build_options

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.instance import Instantie
    from matching.placement.rows import Rows

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Opening:
    """A place that opens only for enough pupils.

    Parameters
    ----------
    place
        Place index.
    minimum
        Fewest pupils with an option there.
    forced
        Whether it is open anyway, so that staying closed is no way out.
    """

    place: int
    minimum: int
    forced: bool = False


@dataclass(frozen=True, eq=False)
class Model:
    """A placement problem as index arrays.

    A solution is a ``choice``: option index per pupil, ``NONE`` for nothing.

    Parameters
    ----------
    pupils
        Ids in the order of the draw.
    places
        Ids in ascending order.
    options
        The options, sorted by pupil, then draw order.
    rows
        Every limit that some choice could break.
    pinned
        Pupils who must get one of their options; shape (pupils,).
    openings
        Places with a minimum.
    together
        Pairs of pupils who get the same lasting place, or both none.
    goals
        Goals in order of importance, each to be minimised.
    """

    pupils: tuple[str, ...]
    places: tuple[str, ...]
    options: Options
    rows: Rows
    pinned: Bools
    openings: tuple[Opening, ...]
    together: tuple[tuple[int, int], ...]
    goals: tuple[Goal, ...]

    @cached_property
    def first_option(self) -> Ints:
        """Return where the options of each pupil start; shape (pupils + 1,)."""
        return np.searchsorted(self.options.pupil, np.arange(len(self.pupils) + 1))

    def options_of(self, pupil: int) -> range:
        """Return the option indices of one pupil, first in the draw first."""
        return range(int(self.first_option[pupil]), int(self.first_option[pupil + 1]))

    def options_at(self, place: int) -> Ints:
        """Return the options with this place, as the lasting or the bridging one."""
        options = self.options
        return np.flatnonzero((options.place == place) | (options.bridge == place))

    def places_of(self, choice: Ints) -> Ints:
        """Return the lasting place per pupil, ``NONE`` for none; shape (pupils,)."""
        return np.append(self.options.place, NONE)[choice]

    def goal_cost(self, goal: Goal, choice: Ints) -> int:
        """Return the cost of a choice for one goal (lower is better)."""
        return goal.constant + int(goal.cost[chosen(choice)].sum())

    def is_allowed(self, choice: Ints) -> bool:
        """Tell whether a choice keeps every rule of the model."""
        return (
            bool((choice[self.pinned] != NONE).all())
            and bool((self.rows.used(chosen(choice)) <= self.rows.limit).all())
            and all(self.is_open_or_empty(one, choice) for one in self.openings)
            and self.are_together(choice)
        )

    def is_open_or_empty(self, opening: Opening, choice: Ints) -> bool:
        """Tell whether a place has its minimum, or nobody while it may be closed."""
        number = int(np.isin(chosen(choice), self.options_at(opening.place)).sum())
        return number >= opening.minimum or (number == 0 and not opening.forced)

    def are_together(self, choice: Ints) -> bool:
        """Tell whether every couple that stays together has the same place."""
        place = self.places_of(choice)
        return all(place[one] == place[other] for one, other in self.together)

    def with_options(self, keep: Bools) -> Model:
        """Return the model with only some of its options; shape (options,).

        Option indices change: see ``narrow`` and ``widen``.
        """
        return replace(
            self,
            options=self.options.pick(keep),
            rows=self.rows.renumbered(new_numbers(keep)),
            goals=tuple(replace(goal, cost=goal.cost[keep]) for goal in self.goals),
        )


def chosen(choice: Ints) -> Ints:
    """Return the options of a choice, without the pupils who get nothing."""
    return np.asarray(choice[choice != NONE])


def new_numbers(keep: Bools) -> Ints:
    """Return the new index of each option when some go, ``NONE`` for those."""
    return np.where(keep, np.cumsum(keep) - 1, NONE)


def narrow(choice: Ints, keep: Bools) -> Ints:
    """Return a choice in the numbers of a model with fewer options.

    An option that is gone becomes ``NONE``.
    """
    return inside(np.flatnonzero(keep), choice)


def widen(choice: Ints, keep: Bools) -> Ints:
    """Return a choice of a model with fewer options in the numbers of the whole."""
    return outside(np.flatnonzero(keep), choice)


def inside(left: Ints, choice: Ints) -> Ints:
    """Return a choice of the whole in the numbers of the options that are left.

    Parameters
    ----------
    left
        Which option of the whole each is, ascending; shape (options,).
    choice
        In the numbers of the whole; an option that is gone becomes ``NONE``.
    """
    if not len(left):
        return np.full_like(choice, NONE)
    at = np.minimum(np.searchsorted(left, choice), len(left) - 1)
    return np.where(left[at] == choice, at, NONE)


def outside(left: Ints, choice: Ints) -> Ints:
    """Return a choice of the options that are left in the numbers of the whole."""
    return np.append(left, NONE)[choice]


def build_model(instance: Instantie) -> Model:
    """Turn a checked instance into index arrays."""
    rows = sorted(instance.leerlingen, key=lambda row: row.rank())
    pupils = tuple(row.id for row in rows)
    places = tuple(sorted(row.id for row in instance.plekken))
    pupil_at = {id: index for index, id in enumerate(pupils)}
    place_at = {id: index for index, id in enumerate(places)}
    admission = Admission(instance)
    options = build_options(instance, admission, pupil_at, place_at)
    return Model(
        pupils=pupils,
        places=places,
        options=options,
        rows=build_rows(instance, admission, options, pupil_at, place_at),
        pinned=np.array([row.vast is not None for row in rows], dtype=np.bool_),
        openings=tuple(
            Opening(place_at[row.id], row.minimum)
            for row in sorted(instance.plekken, key=lambda row: row.id)
            if row.minimum > 1
        ),
        together=couples(instance.samen, pupil_at),
        goals=build_goals(Facts(instance, options, pupils, places)),
    )


def couples(
    pairs: tuple[tuple[str, str], ...], pupil_at: dict[str, int]
) -> tuple[tuple[int, int], ...]:
    """Return every couple once, smallest index first."""
    found = {
        (min(pupil_at[one], pupil_at[other]), max(pupil_at[one], pupil_at[other]))
        for one, other in pairs
    }
    return tuple(sorted(found))
