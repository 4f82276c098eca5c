"""Solve a changed problem so that it moves nobody without need."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matching.placement.instance import Doel

if TYPE_CHECKING:
    from matching.placement.instance import Instantie
    from matching.placement.result import Voorstel


def calm(instance: Instantie, proposal: Voorstel) -> Instantie:
    """Return the problem with "fewest moves from this proposal" as its last goal.

    Among plans that are equal on all goals the draw would choose, and a table
    would read moves that its own change did not cause. A region that already
    holds on to an earlier proposal keeps its own goal.

    Parameters
    ----------
    instance
        The changed problem.
    proposal
        The proposal to stay close to.
    """
    if Doel.WEINIG_WIJZIGINGEN in instance.doelen and instance.vorig:
        return instance
    others = tuple(goal for goal in instance.doelen if goal != Doel.WEINIG_WIJZIGINGEN)
    return replace(
        instance,
        doelen=(*others, Doel.WEINIG_WIJZIGINGEN),
        vorig=previous(instance, proposal),
        vorig_overbrugging=previous_bridges(instance, proposal),
    )


def previous(instance: Instantie, proposal: Voorstel) -> dict[str, str | None]:
    """Return the places of a proposal for who is still on the list."""
    places = {row.id for row in instance.plekken}
    return {
        row.id: place
        for row in instance.leerlingen
        if row.id in proposal.plaatsingen
        and ((place := proposal.plaatsingen[row.id]) is None or place in places)
    }


def previous_bridges(instance: Instantie, proposal: Voorstel) -> dict[str, str | None]:
    """Return the bridging places of a proposal; empty where days do not count."""
    if proposal.planning is None or not instance.met_tijd:
        return {}
    places = {row.id for row in instance.plekken if row.overbrugt}
    bridges = proposal.planning.overbrugging
    return {
        row.id: None if bridge is None else bridge.plek
        for row in instance.leerlingen
        if row.id in bridges
        and ((bridge := bridges[row.id]) is None or bridge.plek in places)
    }
