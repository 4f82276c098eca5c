"""The draw: what is still tied after all goals is broken by lot.

In the order of the draw each pupil gets the first of its options (see
``build_options``; nothing comes last) that some optimum still allows, and keeps it.
An option can be had exactly when a round trip of free steps leads there and back
(``Movement``), so nothing is solved and most pupils need no search at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.placement.movement import Movement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from matching.placement.flow import SeatFlow


def draw(flow: SeatFlow) -> NDArray[np.int64]:
    """Return the one placement that goals and draw leave over.

    Parameters
    ----------
    flow
        A flow after its last goal; it ends at the answer.

    Returns
    -------
    ndarray
        Option per pupil, ``NONE`` for nothing; shape (pupils,).
    """
    movement = Movement(flow)
    for pupil in range(flow.pupils):
        if movement.can_move(pupil):
            _settle(movement, pupil)
    movement.finish()
    return flow.choice


def _settle(movement: Movement, pupil: int) -> None:
    """Give a pupil the first option that can be had, and fix it."""
    here = movement.node[pupil]
    arcs = movement.take_out(pupil)
    refused: set[int] = set()
    for arc, node in arcs:
        if node in refused:
            continue
        if node == here or movement.make_room(node, here):
            movement.fix(pupil, arc, node)
            return
        refused.add(node)
