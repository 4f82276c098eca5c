"""Which options are left for pupils who stay together.

All who are linked by couples get the same lasting place, or none of them does. So a
place that one of them cannot have, or that cannot hold them all, is for none of them.
A linear program does not see that: it gives half of two places to each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from matching.placement.options import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.placement.model import Model

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Needs = dict[int, int]


def keeps_together(model: Model) -> Bools:
    """Tell for each option whether those who stay together could all be there."""
    keep = np.ones(len(model.options), dtype=np.bool_)
    for group in _groups(model):
        options = [np.array(model.options_of(pupil), np.int64) for pupil in group]
        possible = {
            place
            for place in set.intersection(
                *(set(model.options.place[mine].tolist()) for mine in options)
            )
            if place != NONE and _fits(model, options, place)
        }
        for mine in options:
            place = model.options.place[mine]
            keep[mine] = (place == NONE) | np.isin(place, list(possible))
    return keep


def _groups(model: Model) -> list[list[int]]:
    """Return the pupils who are linked by couples, group by group."""
    size = len(model.pupils)
    ends = np.array(model.together, dtype=np.int64).reshape(-1, 2)
    links = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), (size, size))
    _, label = connected_components(links, directed=False)
    groups: dict[int, list[int]] = {}
    for pupil in np.unique(ends).tolist():
        groups.setdefault(int(label[pupil]), []).append(pupil)
    return list(groups.values())


def _fits(model: Model, options: Sequence[Ints], place: int) -> bool:
    """Tell whether a place could hold all of a group, if nobody else were there."""
    total: Needs = {}
    for mine in options:
        here = mine[model.options.place[mine] == place]
        for row, amount in _least(model, here.tolist()).items():
            total[row] = total.get(row, 0) + amount
    return all(amount <= model.rows.limit[row] for row, amount in total.items())


def _least(model: Model, options: Sequence[int]) -> Needs:
    """Return what each of some options needs of a row at the least."""
    needs = [_needs(model, option) for option in options]
    shared = set.intersection(*(set(one) for one in needs))
    return {row: min(one[row] for one in needs) for row in shared}


def _needs(model: Model, option: int) -> Needs:
    """Return what one option needs of each row."""
    first, row, amount = model.rows.by_option
    if option + 1 >= len(first):
        return {}
    part = slice(first[option], first[option + 1])
    return dict(zip(row[part].tolist(), amount[part].tolist(), strict=True))
