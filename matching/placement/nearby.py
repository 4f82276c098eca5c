"""Find a proposal back in the options of a problem, as far as it still can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matching.placement.options import NONE
from matching.placement.timeline import build_timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.instance import Instantie
    from matching.placement.model import Model
    from matching.placement.result import Voorstel
    from matching.placement.timeline import Timeline

    Ints = NDArray[np.int64]
    Wanted = tuple[int, int | None, int, int | None]


def find_choice(instance: Instantie, model: Model, proposal: Voorstel) -> Ints:
    """Return the option that gives each pupil what a proposal gives.

    Parameters
    ----------
    instance, model
        The problem; the proposal may be for nearly the same one.
    proposal
        The proposal; where it names no day, any day will do.

    Returns
    -------
    ndarray
        ``NONE`` for who gets nothing, or something that cannot be had any more;
        shape (pupils,).
    """
    place_at = {id: index for index, id in enumerate(model.places)}
    line = build_timeline(instance)
    options = model.options
    columns = zip(
        options.place.tolist(),
        options.start.tolist(),
        options.bridge.tolist(),
        options.bridge_start.tolist(),
        strict=True,
    )
    rows = list(columns)
    choice = np.full(len(model.pupils), NONE, dtype=np.int64)
    for pupil, id in enumerate(model.pupils):
        wanted = _wanted(proposal, id, place_at, line)
        for option in model.options_of(pupil):
            if _same(rows[option], wanted):
                choice[pupil] = option
                break
    return choice


def _wanted(
    proposal: Voorstel, pupil: str, place_at: dict[str, int], line: Timeline
) -> Wanted:
    """Return place, day, bridge and its day; ``None`` for any day."""
    place = place_at.get(proposal.plaatsingen.get(pupil) or "", NONE)
    planning = proposal.planning
    if planning is None:
        return place, None, NONE, None
    begin, bridge = planning.begin.get(pupil), planning.overbrugging.get(pupil)
    start = None if begin is None else line.number(begin, 0)
    if bridge is None:
        return place, start, NONE, None
    return place, start, place_at.get(bridge.plek, NONE), line.number(bridge.begin, 0)


def _same(option: tuple[int, int, int, int], wanted: Wanted) -> bool:
    """Tell whether an option is what is wanted."""
    return (
        option[0] == wanted[0]
        and option[2] == wanted[2]
        and wanted[1] in (None, option[1])
        and wanted[3] in (None, option[3])
    )
