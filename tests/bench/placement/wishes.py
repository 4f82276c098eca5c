"""How a plan serves wishes: who is placed, who has a first wish, who has envy."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Served:
    """What a plan means for the wishes.

    Parameters
    ----------
    placed
        Pupils with a place.
    first
        Pupils with their first wish.
    ranks
        Sum of the ranks that placed pupils got.
    envy
        Pupils who prefer a place that has a seat left, or that went to somebody
        later in the draw.
    """

    placed: int
    first: int
    ranks: int
    envy: int


def served(document: dict[str, Any], given: dict[str, str]) -> Served:
    """Work out what a plan means for the wishes of a ``preferences`` problem."""
    rank = {(row["leerling"], row["plek"]): row["wens"] for row in document["paren"]}
    draw = {row["id"]: (row["lot"], row["id"]) for row in document["leerlingen"]}
    taken = Counter(given.values())
    last: dict[str, tuple[int, str]] = {}
    for pupil, place in given.items():
        last[place] = max(last.get(place, draw[pupil]), draw[pupil])
    seats = {row["id"]: row["capaciteit"] for row in document["plekken"]}
    envious = set()
    for (pupil, place), wish in rank.items():
        own = given.get(pupil)
        if own is not None and rank[pupil, own] <= wish:
            continue
        if taken[place] < seats[place] or draw[pupil] < last[place]:
            envious.add(pupil)
    ranks = [rank[pupil, place] for pupil, place in given.items()]
    return Served(
        placed=len(given),
        first=ranks.count(1),
        ranks=sum(ranks),
        envy=len(envious),
    )
