"""Look for one move that contradicts the claim that a plan is the best.

That does not find every mistake, but a best plan never has such a move; and a
plan that is unique after the draw has no equal move to an earlier place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from matching.placement.verify_rules import (
    amounts_by_place,
    check_bans,
    check_dates,
    exact,
    pairs_by_ids,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Gains = tuple[Decimal, ...]


def check_no_better(
    instance: Mapping[str, Any],
    plan: Mapping[str, str | None],
    goals: Sequence[str],
    *,
    unique: bool,
) -> list[str]:
    """Return the first move of one pupil that makes a valid plan better.

    Parameters
    ----------
    instance, plan
        The instance and a plan that breaks no rule.
    goals
        Goals in order of importance.
    unique
        Whether the plan claims that the draw left no tie.
    """
    moves = _Moves(instance, plan, goals)
    nothing = (Decimal(0),) * len(goals)
    for pupil, place in [*moves.pairs, *((pupil, None) for pupil in plan)]:
        if place == plan[pupil]:
            continue
        gains = moves.gains(pupil, place)
        earlier = unique and _earlier(place, plan[pupil])
        if gains < nothing or (gains == nothing and not earlier):
            continue
        if moves.allowed(pupil, place):
            where = "zonder plek" if place is None else f"op {place}"
            if gains > nothing:
                return [f"status is optimaal, maar {pupil} {where} is beter."]
            return [f"uniek is true, maar {pupil} {where} is even goed en gaat voor."]
    return []


class _Moves:
    """What one pupil elsewhere gains, and whether the rules allow it."""

    def __init__(
        self,
        instance: Mapping[str, Any],
        plan: Mapping[str, str | None],
        goals: Sequence[str],
    ) -> None:
        self.instance, self.plan, self.goals = instance, plan, goals
        self.pairs = pairs_by_ids(instance)
        self.pupils = {row["id"]: row for row in instance.get("leerlingen", ())}
        self.places = {row["id"]: row for row in instance.get("plekken", ())}
        self.amounts = {
            row["id"]: row.get("bedrag") for row in instance.get("budgetten", ())
        }
        self.taken = Counter(plan.values())
        self.hours = amounts_by_place(instance, plan, "uren")
        self.costs = amounts_by_place(instance, plan, "kosten")
        self.enemies: dict[str, set[str]] = defaultdict(set)
        for one, other in instance.get("niet_samen", ()):
            self.enemies[one].add(other)
            self.enemies[other].add(one)

    def gains(self, pupil: str, place: str | None) -> Gains:
        """Return what a move adds to each goal; more is better."""
        new, old = self._worth(pupil, place), self._worth(pupil, self.plan[pupil])
        return tuple(there - here for there, here in zip(new, old, strict=True))

    def _worth(self, pupil: str, place: str | None) -> Gains:
        row = {} if place is None else self.pairs[pupil, place]
        previous = self.instance.get("vorig", {})
        weight = exact(self.pupils[pupil].get("urgentie", 0)) + 1
        parts = {
            "urgent_geplaatst": Decimal(0) if place is None else weight,
            "geschiktheid": exact(row.get("geschiktheid", 0)),
            "reistijd": -exact(row.get("reistijd_min", 0)),
            "weinig_wijzigingen": -Decimal(
                pupil in previous and previous[pupil] != place
            ),
        }
        return tuple(parts[goal] for goal in self.goals)

    def allowed(self, pupil: str, place: str | None) -> bool:
        """Tell whether every rule still holds after this move alone."""
        if self.pupils[pupil].get("vast") is not None:
            return False
        if place is None:
            return True
        alone = {
            "leerlingen": [self.pupils[pupil]],
            "plekken": [self.places[place]],
        }
        return (
            not check_bans(alone, {pupil: place})
            and not check_dates(alone, {pupil: place})
            and self._room(pupil, place)
            and all(self.plan[enemy] != place for enemy in self.enemies[pupil])
        )

    def _room(self, pupil: str, place: str) -> bool:
        """Tell whether seats, hours and money suffice at the new place."""
        row, pair = self.places[place], self.pairs[pupil, place]
        seats, hours = row.get("capaciteit"), row.get("uren")
        if seats is not None and self.taken[place] >= seats:
            return False
        need = self.hours[place] + exact(pair.get("uren", 0))
        if hours is not None and need > exact(hours):
            return False
        amount = self.amounts.get(row.get("budget"))
        return amount is None or self._spent_after(pupil, place) <= exact(amount)

    def _spent_after(self, pupil: str, place: str) -> Decimal:
        """Return what the budget of a place pays once the pupil stands there."""
        budget, old = self.places[place]["budget"], self.plan[pupil]
        spent = exact(self.pairs[pupil, place].get("kosten", 0))
        for id, row in self.places.items():
            if row.get("budget") == budget:
                spent += self.costs[id]
                if old is not None and id == old:
                    spent -= exact(self.pairs[pupil, old].get("kosten", 0))
        return spent


def _earlier(place: str | None, than: str | None) -> bool:
    """Tell whether the draw takes this place before the other; none comes last."""
    return place is not None and (than is None or place < than)
