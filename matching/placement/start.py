"""A first choice that breaks no rule, close to a wished one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matching.placement.model import chosen
from matching.placement.options import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]


ROOM_PARTS = 1_000_000
"""Into how many parts all room of one rule is cut."""


class Room:
    """What is left of every row while pupils get options one by one.

    Openings and couples who stay together are not looked at here.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.left: list[int] = model.rows.limit.tolist()
        self.choice = np.full(len(model.pupils), NONE, dtype=np.int64)
        first, rows, amounts = model.rows.by_option
        # Options after the last one that is in a row are in none.
        rest = np.full(len(model.options) - len(first) + 1, first[-1])
        self._first = np.concatenate([first, rest]).tolist()
        self._rows, self._amounts = rows.tolist(), amounts.tolist()

    def fits(self, option: int) -> bool:
        """Tell whether this option breaks no row beside what is chosen now."""
        return all(
            self._amounts[term] <= self.left[self._rows[term]]
            for term in range(self._first[option], self._first[option + 1])
        )

    def take(self, option: int) -> None:
        """Give its pupil this option."""
        self._use(option, 1)
        self.choice[self.model.options.pupil[option]] = option

    def give(self, option: int) -> None:
        """Take this option from its pupil again."""
        self._use(option, -1)
        self.choice[self.model.options.pupil[option]] = NONE

    def _use(self, option: int, times: int) -> None:
        for term in range(self._first[option], self._first[option + 1]):
            self.left[self._rows[term]] -= times * self._amounts[term]


def first_choice(model: Model, wished: Ints) -> Ints | None:
    """Return a choice within all rules, following a wish where it fits.

    Parameters
    ----------
    model
        The problem.
    wished
        A choice that may break rules; shape (pupils,).

    Returns
    -------
    ndarray or None
        Option per pupil: pins first, then wishes, then anything that fits;
        ``None`` when the pins do not fit in this way.
    """
    room = with_pins(model, wished)
    if room is None:
        return None
    options = np.intersect1d(chosen(wished), np.flatnonzero(_easy(model)))
    _fill(room, options[_order(model, options)])
    useful = _easy(model) & (room.choice == NONE)[model.options.pupil]
    if model.goals:
        useful &= model.goals[0].cost < 0
    options = np.flatnonzero(useful)
    _fill(room, options[_order(model, options)])
    return room.choice if model.is_allowed(room.choice) else None


def with_pins(model: Model, wished: Ints) -> Room | None:
    """Return the room with an option for every pinned pupil, if that fits.

    Parameters
    ----------
    model
        The problem.
    wished
        What they get if it fits; shape (pupils,).
    """
    room = Room(model)
    for pupil in np.flatnonzero(model.pinned).tolist():
        mine = list(model.options_of(pupil))
        if wished[pupil] != NONE:
            mine.insert(0, int(wished[pupil]))
        option = next((option for option in mine if room.fits(option)), None)
        if option is None:
            return None
        room.take(option)
    return room


def _easy(model: Model) -> Bools:
    """Tell for each option whether only rows matter for it."""
    easy = np.ones(len(model.options), dtype=np.bool_)
    for opening in model.openings:
        easy[model.options_at(opening.place)] = False
    coupled = np.array([p for couple in model.together for p in couple], dtype=np.int64)
    return easy & ~np.isin(model.options.pupil, coupled)


def _fill(room: Room, options: Ints) -> None:
    """Give pupils who have nothing yet these options, as far as they fit."""
    pupil = room.model.options.pupil
    for option in options.tolist():
        if room.choice[pupil[option]] == NONE and room.fits(option):
            room.take(option)


def _order(model: Model, options: Ints) -> Ints:
    """Return the order of options by goal, the most important goal first."""
    if not model.goals:
        return np.arange(len(options))
    return np.lexsort([goal.cost[options] for goal in reversed(model.goals)])


def guided_choice(model: Model, extra: Ints) -> Ints | None:
    """Return a choice within all rules that follows the prices of a bound.

    Parameters
    ----------
    model
        The problem.
    extra
        What each option loses against the bound; shape (options,).

    Returns
    -------
    ndarray or None
        Option per pupil; those with most to lose choose first. ``None`` when the
        pins do not fit in this way.
    """
    nothing = np.full(len(model.pupils), NONE, dtype=np.int64)
    room = with_pins(model, nothing)
    if room is None:
        return None
    easy = _easy(model)
    ranked = np.lexsort((extra, model.options.pupil))
    for pupil in _by_regret(model, extra, ranked).tolist():
        mine = model.options_of(pupil)
        best = ranked[mine.start : mine.stop]
        _fill(room, best[easy[best]])
    return room.choice if model.is_allowed(room.choice) else None


def thrifty_choice(model: Model) -> Ints | None:
    """Return a choice within all rules in which everybody uses little room.

    Where there is room for everybody that nearly always places everybody, in a moment.

    Parameters
    ----------
    model
        The problem.

    Returns
    -------
    ndarray or None
        Option per pupil; those choose first for whom the second one uses most more.
        ``None`` when the pins do not fit in this way.
    """
    return guided_choice(
        model, np.rint(used_parts(model) * ROOM_PARTS).astype(np.int64)
    )


def used_parts(model: Model) -> Floats:
    """Return what part of the room of its rules each option uses; shape (options,)."""
    rows = model.rows
    part = rows.amount / np.maximum(rows.limit, 1)[rows.row]
    return np.bincount(rows.option, part, len(model.options)).astype(np.float64)


def _by_regret(model: Model, extra: Ints, ranked: Ints) -> Ints:
    """Return the pupils, the one who loses most without its first option first."""
    regret = np.full(len(model.pupils), np.iinfo(np.int64).max)
    for pupil in range(len(model.pupils)):
        mine = model.options_of(pupil)
        if len(mine) > 1:
            best = ranked[mine.start : mine.start + 2]
            regret[pupil] = extra[best[1]] - extra[best[0]]
    return np.argsort(-regret, kind="stable")
