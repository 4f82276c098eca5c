"""Look for one move that contradicts the claim that a plan is the best.

That does not find every mistake, but a best plan never has such a move; and a
plan that is unique after the draw has no equal move to an earlier option.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from matching.placement.verify_facts import exact
from matching.placement.verify_options import options_of
from matching.placement.verify_rules import check_rules

if TYPE_CHECKING:
    from matching.placement.verify_facts import Plan, Stay
    from matching.placement.verify_goals import Goals
    from matching.placement.verify_options import Option

MOST_CHECKED = 1000
"""Moves of which every rule is checked again; each takes a walk over the plan."""


def check_no_better(goals: Goals, plan: Plan, *, unique: bool) -> list[str]:
    """Return the first move of one pupil that makes a valid plan better.

    Parameters
    ----------
    goals
        The goals of the instance.
    plan
        A plan that breaks no rule.
    unique
        Whether the plan claims that the draw left no tie.
    """
    moves = _Moves(goals, plan)
    nothing = (Decimal(0),) * len(goals.names)
    for pupil in plan.lasting:
        now = (plan.lasting[pupil], plan.bridging.get(pupil))
        worth = goals.worth(pupil, *now)
        for option in options_of(goals.facts, pupil):
            if option == now:
                continue
            there = goals.worth(pupil, *option)
            gains = tuple(new - old for new, old in zip(there, worth, strict=True))
            earlier = unique and rank(option) < rank(now)
            if gains < nothing or (gains == nothing and not earlier):
                continue
            if moves.allowed(pupil, option):
                return [_fault(pupil, option, better=gains > nothing)]
    return []


def rank(option: Option) -> tuple[object, ...]:
    """Return the key of the draw of one pupil: the smallest goes first."""
    return tuple(
        part
        for stay in option
        for part in (
            (True, "", "") if stay is None else (False, stay.place, str(stay.begin))
        )
    )


def _fault(pupil: str, option: Option, *, better: bool) -> str:
    lasting, bridging = option
    where = "zonder plek" if lasting is None else f"op {lasting.place}"
    if lasting is not None and lasting.begin is not None:
        where += f" vanaf {lasting.begin}"
    if bridging is not None:
        where += f" met overbrugging {bridging.place} vanaf {bridging.begin}"
    if better:
        return f"status is optimaal, maar {pupil} {where} is beter."
    return f"uniek is true, maar {pupil} {where} is even goed en gaat voor."


class _Moves:
    """Whether the rules allow one pupil elsewhere while all others stay."""

    def __init__(self, goals: Goals, plan: Plan) -> None:
        self.facts, self.plan = goals.facts, plan
        self.left = MOST_CHECKED
        self.at: dict[str, list[Stay]] = defaultdict(list)
        for stay in plan.stays():
            self.at[stay.place].append(stay)

    def allowed(self, pupil: str, option: Option) -> bool:
        """Tell whether every rule still holds after this move alone."""
        if self.facts.pupils[pupil].get("vast") is not None:
            return False
        if not all(self._has_room(stay) for stay in option if stay is not None):
            return False
        self.left -= 1
        if self.left < 0:
            return False
        return not check_rules(self.facts, self.plan.moved(pupil, *option))

    def _has_room(self, stay: Stay) -> bool:
        """Tell at once whether seats and hours suffice on the first day of a stay."""
        facts, day = self.facts, stay.begin
        here = [
            other
            for other in self.at[stay.place]
            if other.pupil != stay.pupil and (day is None or other.is_there(day))
        ]
        seats = facts.seats_on(stay.place, day)
        hours = facts.places[stay.place].get("uren")
        if seats is not None and len(here) >= seats:
            return False
        if hours is None:
            return True
        need = sum((facts.amount(one, "uren") for one in (*here, stay)), Decimal(0))
        return need <= exact(hours)
