"""The difference between two plans: who moves, and what it does to the goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.placement.instance import Doel
from matching.placement.review.plan import stands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.placement.instance import Instantie
    from matching.placement.result import Voorstel
    from matching.placement.review.plan import Stand

MORE_IS_BETTER = frozenset(
    {Doel.URGENT_GEPLAATST, Doel.GESCHIKTHEID, Doel.LANGSTE_WACHT}
)
"""Goals whose value is maximised; of all others less is better."""


@dataclass(frozen=True)
class Verplaatsing:
    """One pupil who stands elsewhere, or begins on another day.

    Parameters
    ----------
    leerling
        Id of the pupil.
    van, naar
        Where the pupil stood and stands; ``None``: not on the list then.
    """

    leerling: str
    van: Stand | None
    naar: Stand | None

    @property
    def weken(self) -> int:
        """Return the weeks more at home (fewer: negative) for one on both lists."""
        if self.van is None or self.naar is None:
            return 0
        return self.naar.weken_thuis - self.van.weken_thuis


@dataclass(frozen=True)
class DoelVerschil:
    """The value of one goal in both plans, in the unit of the goal."""

    doel: Doel
    eerst: int
    dan: int

    @property
    def verschil(self) -> int:
        """Return how much the value grew."""
        return self.dan - self.eerst

    @property
    def beter(self) -> bool | None:
        """Return whether this goal is served better; ``None``: equally well."""
        if not self.verschil:
            return None
        return (self.verschil > 0) == (self.doel in MORE_IS_BETTER)


@dataclass(frozen=True)
class Verschil:
    """What another plan changes.

    Parameters
    ----------
    verplaatsingen
        Pupils that stand elsewhere, in the order of the first list.
    doelen
        Goals of the first plan in its order, with both values.
    weken_eerst, weken_dan
        Weeks at home of all pupils together.
    geplaatst_eerst, geplaatst_dan
        Pupils with a lasting place.
    """

    verplaatsingen: tuple[Verplaatsing, ...]
    doelen: tuple[DoelVerschil, ...]
    weken_eerst: int
    weken_dan: int
    geplaatst_eerst: int
    geplaatst_dan: int

    @property
    def beter(self) -> bool | None:
        """Return which plan the goals prefer; ``None``: equal on all goals."""
        return next(
            (goal.beter for goal in self.doelen if goal.beter is not None), None
        )


def difference(
    old: Instantie, before: Voorstel, new: Instantie, after: Voorstel
) -> Verschil:
    """Compare a proposal with one for the same or a changed problem.

    Parameters
    ----------
    old, before
        A problem and its proposal.
    new, after
        The changed problem and its proposal.
    """
    stood, stand = stands(old, before), stands(new, after)
    moved = [
        Verplaatsing(id, stood.get(id), stand.get(id))
        for id in dict.fromkeys([*stood, *stand])
        if stood.get(id) != stand.get(id)
    ]
    return Verschil(
        verplaatsingen=tuple(moved),
        doelen=goal_differences(_comparable(old, new), before, after),
        weken_eerst=sum(one.weken_thuis for one in stood.values()),
        weken_dan=sum(one.weken_thuis for one in stand.values()),
        geplaatst_eerst=sum(one.plek is not None for one in stood.values()),
        geplaatst_dan=sum(one.plek is not None for one in stand.values()),
    )


def _comparable(old: Instantie, new: Instantie) -> tuple[Doel, ...]:
    """Return the goals that count the same thing in both problems."""
    same = bool(old.vorig) and all(
        old.vorig.get(id) == place for id, place in new.vorig.items()
    )
    return tuple(goal for goal in old.doelen if same or goal != Doel.WEINIG_WIJZIGINGEN)


def goal_differences(
    order: Sequence[Doel], before: Voorstel, after: Voorstel
) -> tuple[DoelVerschil, ...]:
    """Return the values of the goals that both proposals have, in this order."""
    first = {goal.doel: goal.waarde for goal in before.doelen}
    then = {goal.doel: goal.waarde for goal in after.doelen}
    return tuple(
        DoelVerschil(doel, first[doel], then[doel])
        for doel in order
        if doel in first and doel in then
    )


def goal_changes(
    old: Instantie, before: Voorstel, new: Instantie, after: Voorstel
) -> tuple[tuple[Doel, int], ...]:
    """Return how the value of every goal grew, in the order of the first problem.

    A goal that does not count the same thing in both did not grow.
    """
    order = _comparable(old, new)
    grew = {one.doel: one.verschil for one in goal_differences(order, before, after)}
    return tuple((doel, grew.get(doel, 0)) for doel in old.doelen)
