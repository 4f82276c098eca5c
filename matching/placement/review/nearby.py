"""A first answer where side rules bite: nobody moves, or one pupil makes room.

Every answer is a plan that keeps all rules, so its price can be had; a cheaper
plan in which several pupils move may exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.model import chosen
from matching.placement.options import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Nearby:
    """A plan close to the proposal.

    Parameters
    ----------
    option
        What the pupil gets; ``NONE`` is nothing.
    change
        Change of the cost per goal, lower is better.
    mover, to
        The pupil who makes room and what it gets instead; ``NONE`` for nobody.
    """

    option: int
    change: tuple[int, ...]
    mover: int = NONE
    to: int = NONE


class Neighbourhood:
    """Plans in which at most one other pupil moves.

    Parameters
    ----------
    model
        The problem.
    choice
        The proposal, within all rules; shape (pupils,).
    """

    def __init__(self, model: Model, choice: Ints) -> None:
        self.model, self.choice = model, choice
        self.used = model.rows.used(chosen(choice)).tolist()
        self.limit = model.rows.limit.tolist()
        first, row, amount = (part.tolist() for part in model.rows.by_option)
        self.terms = [
            list(
                zip(
                    row[first[o] : first[o + 1]],
                    amount[first[o] : first[o + 1]],
                    strict=True,
                )
            )
            if o + 1 < len(first)
            else []
            for o in range(len(model.options))
        ]
        costs = (
            np.stack([goal.cost for goal in model.goals], axis=1)
            if model.goals
            else np.zeros((len(model.options), 0), dtype=np.int64)
        )
        self.costs: list[tuple[int, ...]] = [
            *map(tuple, costs.tolist()),
            (0,) * costs.shape[1],
        ]
        self.takers: dict[int, list[int]] = {}
        for pupil, option in enumerate(choice.tolist()):
            for line, _ in self._terms(option):
                self.takers.setdefault(line, []).append(pupil)
        self.special = bool(model.openings or model.together)

    def of(self, pupil: int, *, movers: bool = True) -> Iterator[Nearby]:
        """Yield for each other option of a pupil the cheapest plan nearby, if any.

        Parameters
        ----------
        pupil
            The pupil.
        movers
            Whether another pupil may make room.
        """
        now = int(self.choice[pupil])
        others: list[int] = [one for one in self.model.options_of(pupil) if one != now]
        if now != NONE and not self.model.pinned[pupil]:
            others.append(NONE)
        self._add(now, -1)
        for option in others:
            found = self._best(pupil, now, option, movers=movers)
            if found is not None:
                yield found
        self._add(now, 1)

    def _best(
        self, pupil: int, now: int, option: int, *, movers: bool
    ) -> Nearby | None:
        """Return the cheapest plan with this option."""
        self._add(option, 1)
        over = [
            row for row, _ in self._terms(option) if self.used[row] > self.limit[row]
        ]
        best = None
        if not over:
            best = self._checked(pupil, now, Nearby(option, self._change(now, option)))
        for mover in self._in_the_way(pupil, over) if movers else ():
            best = self._cheaper(best, pupil, now, option, mover)
        self._add(option, -1)
        return best

    def _cheaper(
        self, best: Nearby | None, pupil: int, now: int, option: int, mover: int
    ) -> Nearby | None:
        """Return the best plan so far or a cheaper one in which this pupil moves."""
        here = int(self.choice[mover])
        base = self._change(now, option)
        self._add(here, -1)
        ways = [one for one in self.model.options_of(mover) if one != here]
        if not self.model.pinned[mover]:
            ways.append(NONE)
        for to in ways:
            moved = self._change(here, to)
            change = tuple(a + b for a, b in zip(base, moved, strict=True))
            if best is not None and change >= best.change:
                continue
            self._add(to, 1)
            fits = all(
                self.used[row] <= self.limit[row]
                for one in (option, to)
                for row, _ in self._terms(one)
            )
            self._add(to, -1)
            if fits:
                found = Nearby(option, change, mover, to)
                best = self._checked(pupil, now, found) or best
        self._add(here, 1)
        return best

    def _in_the_way(self, pupil: int, over: list[int]) -> list[int]:
        """Return who could make room: pupils in every row that is too full."""
        if not over:
            return []
        takers = set(self.takers.get(over[0], ()))
        for row in over[1:]:
            takers &= set(self.takers.get(row, ()))
        return sorted(takers - {pupil})

    def _checked(self, pupil: int, now: int, found: Nearby) -> Nearby | None:
        """Return the plan if it also keeps openings and couples."""
        if not self.special:
            return found
        plan = self.choice.copy()
        plan[pupil] = found.option
        if found.mover != NONE:
            plan[found.mover] = found.to
        return found if self.model.is_allowed(plan) else None

    def _change(self, now: int, then: int) -> tuple[int, ...]:
        return tuple(
            b - a for a, b in zip(self.costs[now], self.costs[then], strict=True)
        )

    def _terms(self, option: int) -> list[tuple[int, int]]:
        return [] if option == NONE else self.terms[option]

    def _add(self, option: int, sign: int) -> None:
        for row, amount in self._terms(option):
            self.used[row] += sign * amount
