"""Whom the rows ask what, as the tests of the rows need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.intake import Intake
    from knowledge.velden import Veld


def is_asked_of(intake: Intake, rol: str, veld: Veld) -> bool:
    """Tell whether a field is asked of somebody in this role."""
    never = any(row.veld == veld.id for row in intake.niet_vragen)
    return not never and intake.vrager(rol).knows(veld)
