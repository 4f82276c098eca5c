"""Find exchanges that gain: negative cycles, by making negative paths longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matching.placement.table import LEAST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

LONGEST = 6
"""Most places in one exchange."""

PATHS = 3000
"""Paths that are made longer at the same time."""

ARCS = 40
"""Ways to make one path longer."""


def spread(first: Ints, count: Ints) -> tuple[Ints, Ints]:
    """Return per item of several runs which run it is of, and where it stands.

    Parameters
    ----------
    first, count
        Where each run starts, and how long it is; shape (runs,).
    """
    run = np.repeat(np.arange(len(count)), count)
    start = np.cumsum(count) - count
    return run, np.arange(len(run)) - start[run] + first[run]


def negative_cycles(
    arcs: tuple[Ints, Ints, Floats], place: Ints, pupils: int
) -> list[Ints]:
    """Return cycles through different places that gain, the best first.

    Parameters
    ----------
    arcs
        Who could take whose place, and what that loses; shape (arcs,) each.
    place
        The place of each pupil, and of a free seat; shape (pupils + 1,).
    pupils
        How many there are; as a pupil, this number is a free seat.
    """
    tail, head, loss = arcs
    order = np.lexsort((loss, tail))
    tail, head, loss = tail[order], head[order], loss[order]
    first = np.searchsorted(tail, np.arange(pupils + 2))
    key = tail * (pupils + 1) + head
    by_key = np.argsort(key, kind="stable")
    keys = key[by_key]
    start = _least(loss, loss < -LEAST)
    paths, total = np.stack([tail[start], head[start]], axis=1), loss[start]
    found: list[tuple[float, Ints]] = []
    for length in range(2, LONGEST + 1):
        if not len(paths):
            break
        close = paths[:, -1] * (pupils + 1) + paths[:, 0]
        at = np.minimum(np.searchsorted(keys, close), len(keys) - 1)
        whole = total + loss[by_key[at]]
        good = np.flatnonzero((keys[at] == close) & (whole < -LEAST))
        good = good[np.argsort(whole[good], kind="stable")][:200]
        found += [(float(whole[one]), paths[one]) for one in good.tolist()]
        if length == LONGEST:
            break
        last = paths[:, -1]
        path, arc = spread(first[last], np.minimum(first[last + 1] - first[last], ARCS))
        longer = total[path] + loss[arc]
        fresh = (place[paths[path]] != place[head[arc]][:, None]).all(axis=1)
        best = _least(longer, (longer < -LEAST) & fresh)
        total = longer[best]
        paths = np.concatenate([paths[path[best]], head[arc[best]][:, None]], axis=1)
    return [cycle for _, cycle in sorted(found, key=lambda one: one[0])]


def _least(values: Floats, allowed: Bools) -> Ints:
    """Return which allowed values are least, as many as there may be paths."""
    some = np.flatnonzero(allowed)
    if len(some) <= PATHS:
        return some
    return some[np.argpartition(values[some], PATHS)[:PATHS]]
