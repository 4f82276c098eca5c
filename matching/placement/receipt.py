"""What a proof rests on: bound and gap per goal, engines, seed and versions."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.placement.engines import Part
    from matching.placement.result import DoelWaarde

LIBRARIES = ("leerplek", "numpy", "ortools")
"""Packages of which another version may give another equally good answer."""


def prove(
    goals: Sequence[DoelWaarde], parts: Sequence[Part], seed: int
) -> dict[str, Any]:
    """Return the receipt of an answer, as JSON values.

    Parameters
    ----------
    goals
        Values and bounds.
    parts
        The parts with what was found for each.
    seed
        Seed of the engines.
    """
    return {
        "doelen": [
            {
                "doel": str(goal.doel),
                "grens": goal.grens,
                "gat": abs(goal.waarde - goal.grens),
            }
            for goal in goals
        ],
        "delen": [
            {
                "rekenkern": part.engine,
                "leerlingen": len(part.model.pupils),
                "opties": len(part.model.options),
                "bewezen": part.outcome.proven,
            }
            for part in parts
        ],
        "seed": seed,
        "versies": {name: version(name) for name in LIBRARIES},
    }
