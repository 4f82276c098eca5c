"""The variables of the CP-SAT model: one yes or no per arc, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ortools.sat.python import cp_model

    from matching.placement.model import Model


@dataclass(frozen=True, eq=False)
class Variables:
    """Whether each arc is chosen, and the arcs by pupil and by place.

    Parameters
    ----------
    chosen
        One variable per arc of the model.
    of_pupil, at_place
        Arc indices per pupil and per place.
    """

    chosen: list[cp_model.IntVar]
    of_pupil: list[list[int]]
    at_place: list[list[int]]

    def pick(self, arcs: Iterable[int]) -> list[cp_model.IntVar]:
        """Return the variables of some arcs."""
        return [self.chosen[arc] for arc in arcs]


def create_variables(cp: cp_model.CpModel, model: Model) -> Variables:
    """Create the variables of a model in a CP-SAT model."""
    chosen = [cp.new_bool_var("") for _ in range(len(model.arc_pupil))]
    first = model.first_arc.tolist()
    by_place = np.argsort(model.arc_place, kind="stable")
    cuts = np.searchsorted(model.arc_place[by_place], np.arange(1, len(model.places)))
    return Variables(
        chosen=chosen,
        of_pupil=[
            list(range(first[pupil], first[pupil + 1]))
            for pupil in range(len(model.pupils))
        ],
        at_place=[arcs.tolist() for arcs in np.split(by_place, cuts)],
    )
