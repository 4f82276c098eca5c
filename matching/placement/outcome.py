"""What an engine found, in the indices of its model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Outcome:
    """A choice with, per goal, its cost and what is proven about it.

    Parameters
    ----------
    choice
        Option index per pupil, ``NONE`` for nothing; shape (pupils,).
    costs
        Cost per goal, relative to nobody getting anything.
    bounds
        Proven lower bound per goal, given the goals before it; ``None`` when
        nothing is proven.
    proven
        Whether every goal is proven optimal.
    unique
        Whether the draw was carried through, so that no tie is left.
    """

    choice: NDArray[np.int64]
    costs: tuple[int, ...]
    bounds: tuple[int | None, ...]
    proven: bool
    unique: bool
