"""Progress of a solve: the engines report, the caller decides what to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

FLOW, GENERAL = "stroom", "algemeen"
"""What the engines are called: min-cost flow, and all that side rules need."""


@dataclass(frozen=True)
class Voortgang:
    """One step of a solve that is done.

    Parameters
    ----------
    stap
        What was done: a goal of the contract, or the draw.
    engine
        Engine that did it: ``stroom`` or ``algemeen``.
    waarde
        Value of the goal in this part of the problem, or ``None``.
    grens
        Proven bound on it, or ``None``.
    duur_s
        Seconds since the start of the solve.
    """

    stap: str
    engine: str
    waarde: int | None
    grens: int | None
    duur_s: float


Progress = Callable[[Voortgang], None]
"""Called after each step; must not raise."""


def silent(_step: Voortgang) -> None:
    """Show nothing."""
