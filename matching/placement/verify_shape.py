"""Check that a proposal looks like one and names what exists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

STATUSES = ("optimaal", "haalbaar", "onmogelijk", "onbekend")


def check_shape(proposal: Any) -> list[str]:
    """List what is wrong with the form of a proposal."""
    if not isinstance(proposal, Mapping):
        return ["het voorstel is geen JSON-object met sleutels."]
    placements = proposal.get("plaatsingen")
    if not isinstance(placements, Mapping):
        return ["plaatsingen ontbreekt of is geen object (leerling: plek of null)."]
    faults = [
        f"plaatsingen: bij leerling {pupil} staat {place!r}; dat moet een plek of "
        "null zijn."
        for pupil, place in placements.items()
        if not (place is None or isinstance(place, str))
    ]
    if set(proposal) == {"plaatsingen"}:
        return faults
    if proposal.get("status") not in STATUSES:
        faults.append(f"status ontbreekt of is niet een van {', '.join(STATUSES)}.")
    if not isinstance(proposal.get("uniek"), bool):
        faults.append("uniek ontbreekt of is niet true of false.")
    if not isinstance(proposal.get("conflict", []), list):
        faults.append("conflict moet een lijst zijn.")
    return faults + _check_goal_rows(proposal) + _check_numbers(proposal)


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
    if type(seed) is not int:
        faults.append("seed is geen geheel getal.")
    return faults


def check_placements(
    instance: Mapping[str, Any], placements: Mapping[str, str | None]
) -> list[str]:
    """List pupils that are missing or unknown, and places that are unknown."""
    pupils = {row["id"] for row in instance.get("leerlingen", ())}
    places = {row["id"] for row in instance.get("plekken", ())}
    faults = [
        f"leerling {row['id']} staat niet in plaatsingen."
        for row in instance.get("leerlingen", ())
        if row["id"] not in placements
    ]
    for pupil, place in placements.items():
        if pupil not in pupils:
            faults.append(f"leerling {pupil} bestaat niet in de instantie.")
        if place is not None and place not in places:
            faults.append(
                f"plek {place} (van leerling {pupil}) bestaat niet in de instantie."
            )
    return faults
