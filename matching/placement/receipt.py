"""What a proof rests on: bound and gap per goal, engines, seed and versions."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matching.placement.model import Model
    from matching.placement.parts import Part
    from matching.placement.result import DoelWaarde
    from matching.placement.rows import Rows

LIBRARIES = ("leerplek", "numpy", "ortools", "scipy")
"""Packages of which another version may give another equally good answer."""

SHOWN = 16
"""Hexadecimal digits of the fingerprint that are shown."""


def prove(
    model: Model,
    goals: Sequence[DoelWaarde],
    parts: Sequence[Part],
    *,
    seed: int,
    kennis: str | None = None,
) -> dict[str, Any]:
    """Return the receipt of an answer, as JSON values.

    Parameters
    ----------
    model
        The problem.
    goals
        Values and bounds.
    parts
        The parts with what was found for each.
    seed
        Seed of the engines.
    kennis
        Hash of the knowledge that the instance was made with, if any.
    """
    receipt: dict[str, Any] = {
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
        "vingerafdruk": fingerprint(model),
        "versies": {name: version(name) for name in LIBRARIES},
    }
    return receipt if kennis is None else {**receipt, "kennis": kennis}


def fingerprint(model: Model) -> str:
    """Return a short hash of a problem; the order of its rows does not matter."""
    options, rows = model.options, model.rows
    names = (
        *model.pupils,
        *model.places,
        *(f"{goal.doel} {goal.constant}" for goal in model.goals),
        *(f"{one.place} {one.minimum}" for one in model.openings),
        *(f"{one} {other}" for one, other in model.together),
    )
    digest = hashlib.sha256("\0".join(names).encode())
    for column in (
        options.pupil,
        options.place,
        options.start,
        options.bridge,
        options.bridge_start,
        options.bridge_end,
    ):
        digest.update(column.tobytes())
    digest.update(model.pinned.tobytes())
    for goal in model.goals:
        digest.update(goal.cost.tobytes())
    # Rows stand in the order of the instance, so each is hashed on its own first.
    for line in sorted(_row_hashes(rows)):
        digest.update(line)
    return digest.hexdigest()[:SHOWN]


def _row_hashes(rows: Rows) -> Iterator[bytes]:
    for row, limit in enumerate(rows.limit.tolist()):
        options, amounts = rows.terms(row)
        order = options.argsort()
        digest = hashlib.sha256(str(limit).encode())
        digest.update(options[order].tobytes())
        digest.update(amounts[order].tobytes())
        yield digest.digest()
