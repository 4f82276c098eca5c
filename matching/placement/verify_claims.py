"""Check what a proposal says of itself: goals, bounds, weeks, and best or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matching.amounts import tell_number
from matching.placement.verify_goals import (
    MORE_IS_BETTER,
    ORDER,
    Goals,
    days_at_home,
    weeks,
)
from matching.placement.verify_moves import check_no_better

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matching.placement.verify_facts import Facts, Plan


def check_claims(
    facts: Facts, proposal: Mapping[str, Any], plan: Plan, *, valid: bool
) -> list[str]:
    """List the claims of a proposal that do not hold.

    Parameters
    ----------
    facts, proposal, plan
        The instance, the proposal, and the plan it holds.
    valid
        Whether the plan breaks no rule; if not, "best" is not looked at.
    """
    names = tuple(facts.instance.get("doelen", ORDER))
    named = tuple(row["doel"] for row in proposal["doelen"])
    if named != names:
        return [
            f"doelen moet {', '.join(names) or 'leeg'} zijn (in deze volgorde), "
            f"maar is {', '.join(named) or 'leeg'}."
        ]
    goals = Goals(facts, names)
    faults = _check_values(goals, proposal, plan)
    faults += _check_weeks(facts, proposal, plan)
    faults += _check_proof(proposal)
    if proposal.get("conflict"):
        faults.append(f"status is {proposal['status']}, maar conflict noemt regels.")
    if valid and proposal["status"] == "optimaal":
        faults += check_no_better(goals, plan, unique=proposal["uniek"])
    return faults


def _check_values(goals: Goals, proposal: Mapping[str, Any], plan: Plan) -> list[str]:
    """Check values and bounds against what the rows add up to."""
    faults = []
    for row, value in zip(proposal["doelen"], goals.values(plan), strict=True):
        claimed, bound = row["waarde"], row["grens"]
        if claimed != value:
            right = tell_number(value)
            faults.append(f"doel {row['doel']}: waarde is {right}, niet {claimed}.")
        beyond = bound < claimed if row["doel"] in MORE_IS_BETTER else bound > claimed
        if beyond:
            faults.append(
                f"doel {row['doel']}: grens {bound} is slechter dan waarde {claimed}."
            )
        elif bound != claimed and proposal["status"] == "optimaal":
            faults.append(
                f"doel {row['doel']}: status is optimaal, maar grens {bound} is niet "
                f"gelijk aan waarde {claimed}."
            )
    return faults


def _check_weeks(facts: Facts, proposal: Mapping[str, Any], plan: Plan) -> list[str]:
    """Check the weeks at home of each pupil."""
    if not facts.with_days:
        return []
    faults = []
    for pupil in facts.pupils:
        days = days_at_home(facts, plan.lasting[pupil], plan.bridging.get(pupil))
        claimed = proposal["weken_thuis"].get(pupil)
        if claimed is None:
            faults.append(f"leerling {pupil}: weken_thuis ontbreekt.")
        elif claimed != weeks(days):
            faults.append(
                f"leerling {pupil}: weken_thuis is {weeks(days)}, niet {claimed}."
            )
    return faults


def _check_proof(proposal: Mapping[str, Any]) -> list[str]:
    """Check that the receipt says the same bounds and gaps."""
    proof = proposal.get("bewijs")
    if proof is None:
        return []
    said = [
        {
            "doel": row["doel"],
            "grens": row["grens"],
            "gat": abs(row["waarde"] - row["grens"]),
        }
        for row in proposal["doelen"]
    ]
    if proof.get("doelen") != said:
        return ["bewijs: grens of gat is niet gelijk aan wat er bij doelen staat."]
    return []
