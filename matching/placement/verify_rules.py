"""Check every hard rule that does not depend on the day."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from matching.amounts import tell_euros, tell_pupils
from matching.placement.verify_days import DAY_RULES
from matching.placement.verify_facts import day_of, exact

if TYPE_CHECKING:
    from datetime import date

    from matching.placement.verify_facts import Facts, Plan


def check_rules(facts: Facts, plan: Plan) -> list[str]:
    """List the rules that a plan breaks, by name.

    Parameters
    ----------
    facts
        The instance.
    plan
        Who gets what; only known ids.
    """
    return [fault for check in RULES for fault in check(facts, plan)]


def check_admissible(facts: Facts, plan: Plan) -> list[str]:
    """A pupil only gets a place of which the pair is listed."""
    return [
        f"leerling {stay.pupil} op plek {stay.place}: dit paar mag niet "
        "(staat niet in paren)."
        for stay in plan.stays()
        if (stay.pupil, stay.place) not in facts.pairs
    ]


def check_kinds(facts: Facts, plan: Plan) -> list[str]:
    """A lasting place is no bridge, and a bridge is no lasting place."""
    faults = []
    for stays, bridges in ((plan.lasting, False), (plan.bridging, True)):
        for stay in stays.values():
            if stay is not None and facts.bridges(stay.place) != bridges:
                as_what = "overbrugging" if bridges else "blijvende plek"
                faults.append(
                    f"leerling {stay.pupil} krijgt {stay.place} als {as_what}, maar de "
                    f"soort van deze plek is "
                    f"{'blijvend' if bridges else 'overbrugging'}."
                )
    return faults


def check_pins(facts: Facts, plan: Plan) -> list[str]:
    """A pupil with a pin gets that place; a bridge only when there is a wait for it."""
    faults = []
    for id, row in facts.pupils.items():
        pin = row.get("vast")
        if pin is None:
            continue
        got = plan.bridging.get(id) if facts.bridges(pin) else plan.lasting.get(id)
        if (got is None or got.place != pin) and not _needs_no_bridge(facts, plan, id):
            instead = "geen plek" if got is None else got.place
            faults.append(f"leerling {id} staat vast op {pin}, maar krijgt {instead}.")
    return faults


def _needs_no_bridge(facts: Facts, plan: Plan, pupil: str) -> bool:
    """Tell whether the lasting place is there before the pinned bridge could be.

    A bridge that the pupil could never have is no bridge that is not needed.
    """
    pin, stay = facts.pupils[pupil]["vast"], plan.lasting.get(pupil)
    if stay is None or stay.begin is None:
        return False
    if not (facts.bridges(pin) and facts.admits(pupil, pin)):
        return False
    first = _first_seat(facts, pupil, pin)
    return first is not None and stay.begin <= first and not plan.bridging.get(pupil)


def _first_seat(facts: Facts, pupil: str, bridge: str) -> date | None:
    """Return the first day on which a pupil alone would find a seat on a bridge."""
    rows = facts.places[bridge].get("perioden") or ()
    for change in (None, *(day_of(row["vanaf"]) for row in rows)):
        day = facts.earliest(pupil, bridge, change)
        if day is not None and facts.seats_on(bridge, day) != 0:
            return day
    return None


def check_bans(facts: Facts, plan: Plan) -> list[str]:
    """A banned place is not given."""
    return [
        f"leerling {stay.pupil} op plek {stay.place}: deze plek is verboden."
        for stay in plan.stays()
        if stay.place in facts.pupils[stay.pupil].get("verboden", ())
    ]


def check_budgets(facts: Facts, plan: Plan) -> list[str]:
    """The pupils that a budget pays cost no more than its amount."""
    spent: dict[str | None, Decimal] = defaultdict(Decimal)
    for stay in plan.stays():
        spent[facts.places[stay.place].get("budget")] += facts.amount(stay, "kosten")
    return [
        f"budget {row['id']} is {tell_euros(exact(row['bedrag']))}, "
        f"maar nodig is {tell_euros(spent[row['id']])}."
        for row in facts.instance.get("budgetten", ())
        if row.get("bedrag") is not None and spent[row["id"]] > exact(row["bedrag"])
    ]


def check_minimum(facts: Facts, plan: Plan) -> list[str]:
    """A group opens only with enough pupils."""
    pupils: dict[str, set[str]] = defaultdict(set)
    for stay in plan.stays():
        pupils[stay.place].add(stay.pupil)
    return [
        f"plek {id} opent pas met {tell_pupils(row['minimum'])}, "
        f"maar krijgt er {len(pupils[id])}."
        for id, row in facts.places.items()
        if 0 < len(pupils[id]) < (row.get("minimum") or 0)
    ]


def check_together(facts: Facts, plan: Plan) -> list[str]:
    """Two pupils who stay together get the same lasting place, or both none."""
    return [
        f"leerlingen {one} en {other} moeten samen, maar {one} krijgt "
        f"{plan.place(one) or 'geen plek'} en {other} "
        f"{plan.place(other) or 'geen plek'}."
        for one, other in facts.instance.get("samen", ())
        if plan.place(one) != plan.place(other)
    ]


RULES = (
    check_admissible,
    check_kinds,
    check_pins,
    check_bans,
    *DAY_RULES,
    check_budgets,
    check_minimum,
    check_together,
)
