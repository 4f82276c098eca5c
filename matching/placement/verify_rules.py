"""Check every hard rule of an instance on a set of placements."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def check_rules(
    instance: Mapping[str, Any], plan: Mapping[str, str | None]
) -> list[str]:
    """List the rules that a plan breaks, by name.

    Parameters
    ----------
    instance
        The instance.
    plan
        Place or ``None`` per pupil; only known ids.
    """
    return [fault for check in RULES for fault in check(instance, plan)]


def pins_fit(instance: Mapping[str, Any]) -> bool:
    """Tell whether all pins hold together, with nobody else placed."""
    plan = {row["id"]: row.get("vast") for row in instance.get("leerlingen", ())}
    return not check_rules(instance, plan)


def check_admissible(
    instance: Mapping[str, Any], plan: Mapping[str, str | None]
) -> list[str]:
    """A pupil only gets a place of which the pair is listed."""
    pairs = pairs_by_ids(instance)
    return [
        f"leerling {pupil} op plek {place}: dit paar mag niet (staat niet in paren)."
        for pupil, place in plan.items()
        if place is not None and (pupil, place) not in pairs
    ]


def check_pins(
    instance: Mapping[str, Any], plan: Mapping[str, str | None]
) -> list[str]:
    """A pupil with a pin gets that place."""
    return [
        f"leerling {row['id']} staat vast op {row['vast']}, "
        f"maar krijgt {plan.get(row['id']) or 'geen plek'}."
        for row in instance.get("leerlingen", ())
        if row.get("vast") is not None and plan.get(row["id"]) != row["vast"]
    ]


def check_bans(
    instance: Mapping[str, Any], plan: Mapping[str, str | None]
) -> list[str]:
    """A banned place is not given."""
    return [
        f"leerling {row['id']} op plek {plan[row['id']]}: deze plek is verboden."
        for row in instance.get("leerlingen", ())
        if plan.get(row["id"]) in row.get("verboden", ())
    ]


def check_dates(
    instance: Mapping[str, Any], plan: Mapping[str, str | None]
) -> list[str]:
    """A pupil does not start after the place has ended."""
    ends = {row["id"]: row.get("eind") for row in instance.get("plekken", ())}
    faults = []
    for row in instance.get("leerlingen", ()):
        place = plan.get(row["id"])
        first, end = row.get("vroegst"), None if place is None else ends[place]
        if first is not None and end is not None and _day(first) > _day(end):
            faults.append(
                f"leerling {row['id']} kan vanaf {first} beginnen, "
                f"maar plek {place} eindigt op {end}."
            )
    return faults


def check_seats(
    instance: Mapping[str, Any], plan: Mapping[str, str | None]
) -> list[str]:
    """A place holds no more pupils than it has seats."""
    placed = pupils_by_place(plan)
    return [
        f"plek {row['id']} heeft {row['capaciteit']} plaatsen, "
        f"maar krijgt {len(placed[row['id']])} leerlingen."
        for row in instance.get("plekken", ())
        if row.get("capaciteit") is not None
        and len(placed[row["id"]]) > row["capaciteit"]
    ]


def check_hours(
    instance: Mapping[str, Any], plan: Mapping[str, str | None]
) -> list[str]:
    """The pupils of a place need no more hours than it has."""
    used = amounts_by_place(instance, plan, "uren")
    return [
        f"plek {row['id']} heeft {row['uren']} uren, maar nodig is {used[row['id']]}."
        for row in instance.get("plekken", ())
        if row.get("uren") is not None and used[row["id"]] > exact(row["uren"])
    ]


def check_budgets(
    instance: Mapping[str, Any], plan: Mapping[str, str | None]
) -> list[str]:
    """The pupils that a budget pays cost no more than its amount."""
    costs = amounts_by_place(instance, plan, "kosten")
    spent: dict[str | None, Decimal] = defaultdict(Decimal)
    for row in instance.get("plekken", ()):
        spent[row.get("budget")] += costs[row["id"]]
    return [
        f"budget {row['id']} is {row['bedrag']}, maar nodig is {spent[row['id']]}."
        for row in instance.get("budgetten", ())
        if row.get("bedrag") is not None and spent[row["id"]] > exact(row["bedrag"])
    ]


def check_apart(
    instance: Mapping[str, Any], plan: Mapping[str, str | None]
) -> list[str]:
    """Two pupils who may not meet do not share a place."""
    return [
        f"leerlingen {one} en {other} mogen niet samen, "
        f"maar staan allebei op {plan[one]}."
        for one, other in instance.get("niet_samen", ())
        if plan.get(one) is not None and plan[one] == plan.get(other)
    ]


RULES = (
    check_admissible,
    check_pins,
    check_bans,
    check_dates,
    check_seats,
    check_hours,
    check_budgets,
    check_apart,
)


def pairs_by_ids(instance: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """Return the rows of ``paren`` by pupil and place."""
    return {(row["leerling"], row["plek"]): row for row in instance.get("paren", ())}


def pupils_by_place(plan: Mapping[str, str | None]) -> dict[str | None, list[str]]:
    """Return the pupils on each place."""
    placed: dict[str | None, list[str]] = defaultdict(list)
    for pupil, place in plan.items():
        placed[place].append(pupil)
    return placed


def exact(number: Any) -> Decimal:
    """Return a JSON number without rounding."""
    return Decimal(str(number))


def amounts_by_place(
    instance: Mapping[str, Any], plan: Mapping[str, str | None], key: str
) -> dict[str, Decimal]:
    """Return the sum of a key of ``paren`` over the chosen pairs of each place."""
    pairs = pairs_by_ids(instance)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for pupil, place in plan.items():
        if place is not None and (pupil, place) in pairs:
            sums[place] += exact(pairs[pupil, place].get(key, 0))
    return sums


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
