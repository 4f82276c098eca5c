"""Whether any plan at all keeps every rule and every pin, whatever the goals."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.cpsat import CpSat
from matching.placement.model import build_model
from matching.placement.options import NONE
from matching.placement.start import first_choice

if TYPE_CHECKING:
    from matching.placement.instance import Instantie
    from matching.placement.model import Model

EFFORT = 20.0
"""Deterministic seconds for one try; what takes longer counts as possible."""

SECONDS = 60.0
"""Seconds by the clock for one try."""


def is_feasible(instance: Instantie) -> bool:
    """Tell whether some plan fits a problem.

    Parameters
    ----------
    instance
        The problem.
    """
    return is_possible(build_model(instance))


def is_possible(model: Model) -> bool:
    """Tell whether some choice keeps every rule of a model.

    The goals play no part: with them a solver may blame rules that have no part in
    a clash.

    Parameters
    ----------
    model
        The problem.
    """
    if not model.pinned.any():
        return True
    number = np.diff(model.first_option)[model.pinned]
    if not number.all():
        return False  # somebody is pinned where no rule lets it begin
    nothing = np.full(len(model.pupils), NONE, dtype=np.int64)
    if number.max() == 1 and not (model.openings or model.together):
        # Everybody else may stay without a place, so the pins are all there is.
        only = np.where(model.pinned, model.first_option[:-1], NONE)
        return model.is_allowed(only)
    if first_choice(model, nothing) is not None:
        return True
    engine = CpSat(model, (), seed=1, deadline=perf_counter() + SECONDS)
    found = engine.any(SECONDS, EFFORT)
    return not (found.proven and found.choice is None)
