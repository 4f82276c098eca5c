"""Whether any plan at all fits a problem, whatever its goals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matching.placement.result import Status
from matching.placement.solve import solve

if TYPE_CHECKING:
    from matching.placement.instance import Instantie


def is_feasible(instance: Instantie, *, seconds: float = 5.0) -> bool:
    """Tell whether some plan keeps every rule and every pin.

    The goals are left out: with them a solver may blame rules that have no part
    in a clash.

    Parameters
    ----------
    instance
        The problem.
    seconds
        Time for the solve; what is not settled by then counts as possible.
    """
    found = solve(replace(instance, doelen=()), tijdslimiet=seconds, waarom=False)
    return found.status is not Status.ONMOGELIJK
