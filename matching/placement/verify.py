"""Check a proposal against the instance, without trusting who made it.

Nothing here is shared with the engines: both documents are read as plain JSON
values, and every rule is written out once more. So a mistake in a solver, in
its reading of the instance or in a later edit by hand comes to light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matching.placement.verify_claims import check_claims
from matching.placement.verify_facts import Facts, Plan, Stay, read_plan
from matching.placement.verify_options import bridge
from matching.placement.verify_rules import check_rules
from matching.placement.verify_shape import check_names, check_shape

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
        A proposal of the contract; or a plan made by hand: only its ``plaatsingen``,
        and where days count ``begin`` and ``overbrugging`` as far as it says so. As
        JSON values.

    Returns
    -------
    list of str
        One Dutch sentence per mistake; empty when the proposal is valid.
    """
    faults = check_shape(voorstel_data)
    if faults:
        return faults
    facts = Facts(instantie_data)
    faults = check_names(facts, voorstel_data)
    if faults:
        return faults
    plan = read_plan(facts, voorstel_data)
    status = voorstel_data.get("status")
    if status == "onmogelijk":
        return _check_impossible(facts, voorstel_data, plan)
    if status == "onbekend":
        return _check_nobody(plan, "onbekend")
    faults = check_rules(facts, plan)
    if status is not None:
        faults += check_claims(facts, voorstel_data, plan, valid=not faults)
    return faults


def _check_impossible(
    facts: Facts, proposal: Mapping[str, Any], plan: Plan
) -> list[str]:
    """Check the claim that no placement exists at all."""
    faults = _check_nobody(plan, "onmogelijk")
    if _pins_fit(facts):
        faults.append(
            "status is onmogelijk, maar de vaste plekken passen samen, "
            "dus er is wel een plaatsing."
        )
    if not proposal.get("conflict"):
        faults.append("status is onmogelijk, maar conflict noemt geen regels.")
    if proposal.get("uniek"):
        faults.append("status is onmogelijk, maar uniek is true.")
    return faults


def _pins_fit(facts: Facts) -> bool:
    """Tell whether all pins hold together, with nobody else placed."""
    lasting: dict[str, Stay | None] = dict.fromkeys(facts.pupils)
    bridging = dict(lasting)
    for id, row in facts.pupils.items():
        pin = row.get("vast")
        if pin is not None and facts.bridges(pin):
            bridging[id] = bridge(facts, id, pin, None)
        elif pin is not None:
            day = facts.earliest(id, pin) if facts.with_days else None
            lasting[id] = Stay(id, pin, day)
    return not check_rules(facts, Plan(lasting, bridging))


def _check_nobody(plan: Plan, status: str) -> list[str]:
    return [
        f"status is {status}, maar leerling {stay.pupil} staat op {stay.place}."
        for stay in plan.stays()
    ]
