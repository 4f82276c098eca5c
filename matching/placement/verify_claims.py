"""Check what a proposal says of itself: goal values, bounds, and best or not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from matching.placement.verify_moves import check_no_better
from matching.placement.verify_rules import exact, pairs_by_ids

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ORDER = ("urgent_geplaatst", "geschiktheid", "reistijd", "weinig_wijzigingen")
MORE_IS_BETTER = ("urgent_geplaatst", "geschiktheid")


def check_claims(
    instance: Mapping[str, Any], proposal: Mapping[str, Any], *, valid: bool
) -> list[str]:
    """List the claims of a proposal that do not hold.

    Parameters
    ----------
    instance, proposal
        The two documents.
    valid
        Whether the placements break no rule; if not, "best" is not looked at.
    """
    goals = tuple(instance.get("doelen", ORDER))
    named = tuple(row["doel"] for row in proposal["doelen"])
    if named != goals:
        return [
            f"doelen moet {', '.join(goals) or 'leeg'} zijn (in deze volgorde), "
            f"maar is {', '.join(named) or 'leeg'}."
        ]
    plan = proposal["plaatsingen"]
    faults = _check_values(instance, proposal, plan)
    if proposal.get("conflict"):
        faults.append(f"status is {proposal['status']}, maar conflict noemt regels.")
    if valid and proposal["status"] == "optimaal":
        faults += check_no_better(instance, plan, goals, unique=proposal["uniek"])
    return faults


def goal_values(
    instance: Mapping[str, Any],
    plan: Mapping[str, str | None],
    goals: Sequence[str],
) -> list[Decimal]:
    """Return the value of each goal, added up from the rows of the instance."""
    pairs = pairs_by_ids(instance)
    chosen = [pairs[end] for end in plan.items() if end in pairs]
    values = {
        "urgent_geplaatst": sum(
            exact(row.get("urgentie", 0)) + 1
            for row in instance.get("leerlingen", ())
            if plan.get(row["id"]) is not None
        ),
        "geschiktheid": sum(exact(row.get("geschiktheid", 0)) for row in chosen),
        "reistijd": sum(exact(row.get("reistijd_min", 0)) for row in chosen),
        "weinig_wijzigingen": sum(
            plan.get(pupil) != place
            for pupil, place in instance.get("vorig", {}).items()
        ),
    }
    return [Decimal(values[goal]) for goal in goals]


def _check_values(
    instance: Mapping[str, Any],
    proposal: Mapping[str, Any],
    plan: Mapping[str, str | None],
) -> list[str]:
    """Check values and bounds against what the rows add up to."""
    faults = []
    rows = proposal["doelen"]
    values = goal_values(instance, plan, [row["doel"] for row in rows])
    for row, value in zip(rows, values, strict=True):
        claimed, bound = row["waarde"], row["grens"]
        if claimed != value:
            faults.append(f"doel {row['doel']}: waarde is {value}, niet {claimed}.")
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
