"""Reasons per pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matching.placement.instance import Instantie
    from matching.placement.model import Model
    from matching.placement.outcome import Outcome
    from matching.placement.result import Waarom


def explain(instance: Instantie, model: Model, outcome: Outcome) -> dict[str, Waarom]:
    """Return the reason per pupil."""
    return {}
