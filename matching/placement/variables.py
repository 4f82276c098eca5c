"""The variables of the CP-SAT model: one yes or no per option, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ortools.sat.python import cp_model

    from matching.placement.model import Model


@dataclass(frozen=True, eq=False)
class Variables:
    """Whether each option is chosen.

    Parameters
    ----------
    chosen
        One variable per option of the model.
    """

    chosen: list[cp_model.IntVar]

    def pick(self, options: Iterable[int]) -> list[cp_model.IntVar]:
        """Return the variables of some options."""
        return [self.chosen[option] for option in options]


def create_variables(cp: cp_model.CpModel, model: Model) -> Variables:
    """Create the variables of a model in a CP-SAT model."""
    return Variables([cp.new_bool_var("") for _ in range(len(model.options))])
