"""Add up the goals of a plan once more, from the rows of the instance."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from matching.placement.verify_facts import day_of, exact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matching.placement.verify_facts import Facts, Plan, Stay

ORDER = ("urgent_geplaatst", "geschiktheid", "reistijd", "weinig_wijzigingen")
MORE_IS_BETTER = ("urgent_geplaatst", "geschiktheid", "langste_wacht")


class Goals:
    """The goals of one instance.

    Parameters
    ----------
    facts
        The instance.
    names
        Goals in order of importance.
    """

    def __init__(self, facts: Facts, names: Sequence[str]) -> None:
        self.facts, self.names = facts, names
        ranks = [row.get("wens") for row in facts.instance.get("paren", ())]
        self.unlisted = 1 + max((rank for rank in ranks if rank is not None), default=0)

    def values(self, plan: Plan) -> list[Decimal]:
        """Return the value of each goal for a whole plan."""
        values = [Decimal(0)] * len(self.names)
        for pupil in self.facts.pupils:
            stays = plan.lasting.get(pupil), plan.bridging.get(pupil)
            for number, name in enumerate(self.names):
                values[number] += PARTS[name](self, pupil, *stays)
        return values

    def worth(
        self, pupil: str, lasting: Stay | None, bridging: Stay | None
    ) -> tuple[Decimal, ...]:
        """Return what one pupil adds to each goal, so that more is better."""
        found = []
        for name in self.names:
            value = PARTS[name](self, pupil, lasting, bridging)
            found.append(value if name in MORE_IS_BETTER else -value)
        return tuple(found)

    def urgent(self, pupil: str, lasting: Stay | None, _: Stay | None) -> Decimal:
        """Add urgency and one for a pupil with a lasting place."""
        if lasting is None:
            return Decimal(0)
        return exact(self.facts.pupils[pupil].get("urgentie", 0)) + 1

    def fit(self, _: str, lasting: Stay | None, bridging: Stay | None) -> Decimal:
        """Add the suitability of both places."""
        return self._sum("geschiktheid", lasting, bridging)

    def travel(self, _: str, lasting: Stay | None, bridging: Stay | None) -> Decimal:
        """Add the minutes of both places."""
        return self._sum("reistijd_min", lasting, bridging)

    def distance(self, _: str, lasting: Stay | None, bridging: Stay | None) -> Decimal:
        """Add the steps of both places."""
        return self._sum("afstand", lasting, bridging)

    def changes(
        self, pupil: str, lasting: Stay | None, bridging: Stay | None
    ) -> Decimal:
        """Count a lasting and a bridging place that differ from last time."""
        return Decimal(
            self._changed("vorig", pupil, lasting)
            + self._changed("vorig_overbrugging", pupil, bridging)
        )

    def unbridged(self, _: str, lasting: Stay | None, bridging: Stay | None) -> Decimal:
        """Count a pupil who waits at home and has no bridging place."""
        waits = days_at_home(self.facts, lasting, bridging) > 0
        return Decimal(waits and bridging is None)

    def at_home(self, _: str, lasting: Stay | None, bridging: Stay | None) -> Decimal:
        """Add the weeks at home."""
        return Decimal(weeks(days_at_home(self.facts, lasting, bridging)))

    def wish(self, pupil: str, lasting: Stay | None, _: Stay | None) -> Decimal:
        """Add the rank of the lasting place among the wishes."""
        if lasting is None:
            return Decimal(0)
        rank = self.facts.pairs.get((pupil, lasting.place), {}).get("wens")
        return Decimal(self.unlisted) if rank is None else exact(rank)

    def waited(self, pupil: str, lasting: Stay | None, _: Stay | None) -> Decimal:
        """Add the whole weeks at home so far of a pupil with a lasting place."""
        since = day_of(self.facts.pupils[pupil].get("thuis_sinds"))
        if lasting is None or since is None or self.facts.today is None:
            return Decimal(0)
        return Decimal((self.facts.today - since).days // 7)

    def _sum(self, key: str, *stays: Stay | None) -> Decimal:
        found = Decimal(0)
        for stay in stays:
            if stay is not None:
                found += self.facts.amount(stay, key)
        return found

    def _changed(self, key: str, pupil: str, stay: Stay | None) -> bool:
        """Tell whether a pupil who was listed has another place now."""
        previous = self.facts.instance.get(key, {})
        now = None if stay is None else stay.place
        return pupil in previous and previous[pupil] != now


PARTS: Mapping[str, Callable[[Goals, str, Stay | None, Stay | None], Decimal]] = {
    "urgent_geplaatst": Goals.urgent,
    "geschiktheid": Goals.fit,
    "reistijd": Goals.travel,
    "weinig_wijzigingen": Goals.changes,
    "zonder_overbrugging": Goals.unbridged,
    "weken_thuis": Goals.at_home,
    "wensen": Goals.wish,
    "nabijheid": Goals.distance,
    "langste_wacht": Goals.waited,
}
"""What one pupil adds to each goal."""


def days_at_home(facts: Facts, lasting: Stay | None, bridging: Stay | None) -> int:
    """Return the days without any place until the lasting one or the horizon."""
    if not facts.with_days or facts.today is None or facts.horizon is None:
        return 0
    begin = None if lasting is None else lasting.begin
    days = ((begin or facts.horizon) - facts.today).days
    if bridging is not None and bridging.begin and bridging.last:
        days -= (bridging.last - bridging.begin).days + 1
    return days


def weeks(days: int) -> int:
    """Return days in whole weeks, rounded up."""
    return (days + 6) // 7
