"""Check that a proposal looks like one and names what exists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from matching.amounts import tell_value

if TYPE_CHECKING:
    from matching.placement.verify_facts import Facts

STATUSES = ("optimaal", "haalbaar", "onmogelijk", "onbekend")

BY_HAND = {"plaatsingen", "begin", "overbrugging"}
"""Keys of a plan that a person made; it makes no claims."""


def check_shape(proposal: Any) -> list[str]:
    """List what is wrong with the form of a proposal."""
    if not isinstance(proposal, Mapping):
        return ["het voorstel is geen JSON-object met sleutels."]
    placements = proposal.get("plaatsingen")
    if not isinstance(placements, Mapping):
        return ["plaatsingen ontbreekt of is geen object (leerling: plek of null)."]
    faults = [
        f"plaatsingen: bij leerling {pupil} staat {tell_value(place)}; dat moet een "
        "plek of null zijn."
        for pupil, place in placements.items()
        if not (place is None or isinstance(place, str))
    ]
    faults += _check_days(proposal)
    if set(proposal) <= BY_HAND:
        return faults
    if proposal.get("status") not in STATUSES:
        faults.append(f"status ontbreekt of is niet een van {', '.join(STATUSES)}.")
    if not isinstance(proposal.get("uniek"), bool):
        faults.append("uniek ontbreekt of is niet true of false.")
    rules = proposal.get("conflict", [])
    if not isinstance(rules, list) or not all(isinstance(one, str) for one in rules):
        faults.append("conflict moet een lijst zinnen zijn.")
    if not isinstance(proposal.get("bewijs", {}), Mapping):
        faults.append("bewijs moet een object zijn.")
    faults += _check_goal_rows(proposal) + _check_numbers(proposal)
    return faults + _check_reasons(proposal)


def _check_days(proposal: Mapping[str, Any]) -> list[str]:
    """Check the form of begin, overbrugging and weken_thuis, where they are there."""
    faults = []
    for key in ("begin", "overbrugging", "weken_thuis"):
        if not isinstance(proposal.get(key, {}), Mapping):
            return [f"{key} is geen object (per leerling)."]
    for pupil, day in proposal.get("begin", {}).items():
        if day is not None and not _is_day(day):
            faults.append(
                f"begin: bij leerling {pupil} staat geen datum maar {tell_value(day)}."
            )
    for pupil, row in proposal.get("overbrugging", {}).items():
        if row is not None and not (
            isinstance(row, Mapping)
            and isinstance(row.get("plek"), str)
            and _is_day(row.get("begin"))
            and _is_day(row.get("eind"))
        ):
            faults.append(
                f"overbrugging: bij leerling {pupil} moet plek, begin en eind staan, "
                "of null."
            )
    for pupil, weeks in proposal.get("weken_thuis", {}).items():
        if type(weeks) is not int:
            faults.append(f"weken_thuis van leerling {pupil} is geen geheel getal.")
    return faults


def _is_day(value: Any) -> bool:
    if isinstance(value, date):
        return True
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return len(value) == len("JJJJ-MM-DD")


def _check_goal_rows(proposal: Mapping[str, Any]) -> list[str]:
    rows = proposal.get("doelen")
    if not isinstance(rows, list):
        return ["doelen ontbreekt of is geen lijst."]
    faults = []
    for row in rows:
        if not isinstance(row, Mapping) or not isinstance(row.get("doel"), str):
            faults.append("doelen: elke rij moet doel, waarde en grens hebben.")
            continue
        faults += [
            f"doelen: {key} van {row['doel']} is geen geheel getal."
            for key in ("waarde", "grens")
            if type(row.get(key)) is not int
        ]
    return faults


def _check_numbers(proposal: Mapping[str, Any]) -> list[str]:
    faults = []
    seconds, seed = proposal.get("duur_s", 0), proposal.get("seed", 0)
    if type(seconds) not in (int, float) or not seconds >= 0:
        faults.append("duur_s is geen getal van 0 of meer.")
    if type(seed) is not int or seed < 0:
        faults.append("seed is geen geheel getal van 0 of meer.")
    return faults


def _check_reasons(proposal: Mapping[str, Any]) -> list[str]:
    """Check the form of waarom, where it is there."""
    reasons = proposal.get("waarom", {})
    if not isinstance(reasons, Mapping):
        return ["waarom moet een object zijn (per leerling)."]
    return [
        f"waarom: bij leerling {pupil} moeten reden (een zin) en alternatieven (een "
        "lijst met plek en gevolg) staan."
        for pupil, row in reasons.items()
        if not _is_reason(row)
    ]


def _is_reason(row: Any) -> bool:
    others = row.get("alternatieven") if isinstance(row, Mapping) else None
    return (
        isinstance(others, list)
        and isinstance(row.get("reden"), str)
        and all(
            isinstance(other, Mapping)
            and isinstance(other.get("plek"), str)
            and isinstance(other.get("gevolg"), str)
            for other in others
        )
    )


def check_names(facts: Facts, proposal: Mapping[str, Any]) -> list[str]:
    """List pupils that are missing or unknown, places that are unknown, and days."""
    placements = proposal["plaatsingen"]
    faults = [
        f"leerling {id} staat niet in plaatsingen."
        for id in facts.pupils
        if id not in placements
    ]
    named = {key: proposal.get(key, {}) for key in ("begin", "overbrugging")}
    reasons = proposal.get("waarom", {})
    named |= {"plaatsingen": placements, "weken_thuis": proposal.get("weken_thuis", {})}
    named["waarom"] = reasons
    unknown = {id: None for rows in named.values() for id in rows}
    faults += [
        f"leerling {id} bestaat niet in de instantie."
        for id in unknown
        if id not in facts.pupils
    ]
    bridges = named["overbrugging"].items()
    places = [*placements.items(), *((id, row["plek"]) for id, row in bridges if row)]
    places += [
        (id, other["plek"])
        for id, row in reasons.items()
        for other in row["alternatieven"]
    ]
    faults += [
        f"plek {place} (van leerling {pupil}) bestaat niet in de instantie."
        for pupil, place in places
        if place is not None and place not in facts.places
    ]
    return faults or _check_begins(facts, proposal)


def _check_begins(facts: Facts, proposal: Mapping[str, Any]) -> list[str]:
    """A proposal says when everybody begins, if and only if days count."""
    keys = ("begin", "overbrugging", "weken_thuis")
    claims = "status" in proposal
    if not facts.with_days:
        return [
            f"{key}: deze instantie rekent niet met dagen, laat {key} weg."
            for key in keys
            if proposal.get(key)
        ]
    if not claims:
        return []
    faults = [f"{key} ontbreekt." for key in keys if key not in proposal]
    if faults:
        return faults
    return [
        f"leerling {pupil}: begin hoort er te staan als er een plek is, en anders null."
        for pupil, place in proposal["plaatsingen"].items()
        if (place is None) != (proposal["begin"].get(pupil) is None)
    ]
