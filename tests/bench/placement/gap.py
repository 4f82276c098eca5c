"""Generalised assignment, types A to E, as placement problems.

Hours are the consumption, hours of a place its capacity, and fit the cost with a minus
sign; every pupil can go everywhere.

Source: Chu and Beasley (1997), Computers and Operations Research 24(1), 17-23 (A to
D); Laguna, Kelly, Gonzalez-Velarde and Glover (1995), EJOR 82(1), 176-189 (E).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Document = dict[str, Any]

TIGHT = 0.8
"""Capacity as a part of what everybody needs on average (C, D, E)."""


def generalised(kind: str, pupils: int, places: int, seed: int = 1) -> Document:
    """Return a generalised assignment problem.

    Parameters
    ----------
    kind
        ``A`` to ``E``.
    pupils, places
        The size.
    seed
        Seed of everything that is drawn.
    """
    needs, costs, room = draw(kind, pupils, places, seed)
    ids = [f"l{pupil:05}" for pupil in range(pupils)]
    return {
        "leerlingen": [{"id": id} for id in ids],
        "plekken": [
            {"id": f"p{place:03}", "uren": hours}
            for place, hours in enumerate(room.tolist())
        ],
        "paren": [
            {"leerling": id, "plek": f"p{place:03}", "uren": hours, "geschiktheid": -c}
            for id, mine, cost in zip(
                ids, needs.T.tolist(), costs.T.tolist(), strict=True
            )
            for place, (hours, c) in enumerate(zip(mine, cost, strict=True))
        ],
        "doelen": ["urgent_geplaatst", "geschiktheid"],
    }


def draw(kind: str, pupils: int, places: int, seed: int = 1) -> tuple[Ints, Ints, Ints]:
    """Return needs and costs, (places, pupils), and capacities, (places,).

    Parameters
    ----------
    kind, pupils, places, seed
        As for ``generalised``.
    """
    rng = np.random.default_rng([ord(kind), pupils, places, seed])
    size = (places, pupils)
    if kind == "D":
        needs = rng.integers(1, 101, size)
        costs = 111 - needs + rng.integers(-10, 11, size)
    elif kind == "E":
        needs = np.rint(1 - 10 * np.log(1 - rng.random(size))).astype(np.int64)
        costs = np.rint(1000 / needs - 10 * rng.random(size)).astype(np.int64)
    else:
        needs, costs = rng.integers(5, 26, size), rng.integers(10, 51, size)
    room = (TIGHT * needs.sum(axis=1) / places).astype(np.int64)
    if kind in "AB":
        best = costs.argmin(axis=0)
        most = max(int(needs[at, best == at].sum()) for at in range(places))
        each = int(0.6 * pupils / places * 15 + 0.4 * most)
        room = np.full(places, int(0.7 * each) if kind == "B" else each)
    return needs, costs, room
