"""Check a proposal against the instance, without trusting who made it.

Nothing here is shared with the engines: both documents are read as plain JSON
values, and every rule is written out once more. So a mistake in a solver, in
its reading of the instance or in a later edit by hand comes to light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matching.placement.verify_claims import check_claims
from matching.placement.verify_rules import check_rules, pins_fit
from matching.placement.verify_shape import check_placements, check_shape

if TYPE_CHECKING:
    from collections.abc import Mapping


def verify(
    instantie_data: Mapping[str, Any], voorstel_data: Mapping[str, Any]
) -> list[str]:
    """List everything that is wrong with a proposal.

    Parameters
    ----------
    instantie_data
        An instance that ``read_instance`` accepts, as JSON values.
    voorstel_data
        A proposal of the contract, or only its ``plaatsingen`` (a plan made by
        hand); as JSON values.

    Returns
    -------
    list of str
        One Dutch sentence per mistake; empty when the proposal is valid.
    """
    faults = check_shape(voorstel_data)
    if faults:
        return faults
    placements = voorstel_data["plaatsingen"]
    faults = check_placements(instantie_data, placements)
    if faults:
        return faults
    status = voorstel_data.get("status")
    if status == "onmogelijk":
        return _check_impossible(instantie_data, voorstel_data)
    if status == "onbekend":
        return _check_nobody(placements, "onbekend")
    faults = check_rules(instantie_data, placements)
    if status is not None:
        faults += check_claims(instantie_data, voorstel_data, valid=not faults)
    return faults


def _check_impossible(
    instance: Mapping[str, Any], proposal: Mapping[str, Any]
) -> list[str]:
    """Check the claim that no placement exists at all."""
    faults = _check_nobody(proposal["plaatsingen"], "onmogelijk")
    if pins_fit(instance):
        faults.append(
            "status is onmogelijk, maar de vaste plekken passen samen, "
            "dus er is wel een plaatsing."
        )
    if not proposal.get("conflict"):
        faults.append("status is onmogelijk, maar conflict noemt geen regels.")
    if proposal.get("uniek"):
        faults.append("status is onmogelijk, maar uniek is true.")
    return faults


def _check_nobody(placements: Mapping[str, str | None], status: str) -> list[str]:
    return [
        f"status is {status}, maar leerling {pupil} staat op {place}."
        for pupil, place in placements.items()
        if place is not None
    ]
