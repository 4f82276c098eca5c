"""Invented placement problems of every size, the same for the same seed.

``core`` has seats and goals only. ``full`` adds every rule that needs the general
engine, and with ``time`` also days, bridging places and weeks at home.
``preferences`` has wishes and one urgency for all, as deferred acceptance wants it.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

Document = dict[str, Any]

PEILDATUM = date(2026, 11, 23)
DEMAND = 1.1
"""Pupils per seat: a table where not everybody can be placed."""
LOADS = (1, 1.5, 2, 3, 4)
COSTS = (1000, 2000, 4000)


def core(pupils: int, places: int, options: float, seed: int = 1) -> Document:
    """Return a problem with seats, urgency, fit, minutes and an earlier proposal.

    Parameters
    ----------
    pupils, places
        The size.
    options
        Places that admit a pupil, on average.
    seed
        Seed of everything that is drawn.
    """
    rng = random.Random(seed)
    pupil_ids = [f"l{n:05}" for n in range(pupils)]
    place_ids = [f"p{n:04}" for n in range(places)]
    admitted = [_some(rng, places, options) for _ in pupil_ids]
    return {
        "peildatum": PEILDATUM.isoformat(),
        "leerlingen": [
            {"id": id, "urgentie": rng.randint(0, 9), "lot": rng.randint(1, 10**6)}
            for id in pupil_ids
        ],
        "plekken": [
            {"id": id, "capaciteit": max(1, round(pupils / DEMAND / places))}
            for id in place_ids
        ],
        "paren": [
            {
                "leerling": id,
                "plek": place_ids[place],
                "geschiktheid": rng.randint(1, 100),
                "reistijd_min": rng.randint(5, 60),
            }
            for id, here in zip(pupil_ids, admitted, strict=True)
            for place in here
        ],
        "vorig": {
            id: place_ids[rng.choice(here)]
            for id, here in zip(pupil_ids, admitted, strict=True)
            if here and rng.random() < 0.3
        },
    }


def full(
    pupils: int, places: int, options: float, seed: int = 1, *, time: bool = False
) -> Document:
    """Return a problem with every rule: hours, money, marks, minimum, who with whom.

    Parameters
    ----------
    pupils, places, options, seed
        As for ``core``.
    time
        Whether days count too: first days, moments of entry, bridging places.
    """
    data = core(pupils, places, options, seed)
    rng = random.Random(seed + 1)
    _add_hours_and_money(data, rng)
    _add_groups(data, rng)
    _add_people(data, rng)
    if time:
        _add_time(data, rng)
    return data


def preferences(pupils: int, places: int, wishes: int = 8, seed: int = 1) -> Document:
    """Return a problem with ranked wishes and equal places, for deferred acceptance."""
    data = core(pupils, places, wishes, seed)
    rng = random.Random(seed + 2)
    for row in data["leerlingen"]:
        row["urgentie"] = 0
    by_pupil: dict[str, list[Document]] = {}
    for row in data["paren"]:
        by_pupil.setdefault(row["leerling"], []).append(row)
    for rows in by_pupil.values():
        rng.shuffle(rows)
        for rank, row in enumerate(rows, start=1):
            row["wens"] = rank
            del row["geschiktheid"], row["reistijd_min"]
    data["doelen"] = ["urgent_geplaatst", "wensen"]
    data["vorig"] = {}
    return data


def _some(rng: random.Random, places: int, options: float) -> list[int]:
    """Return some place numbers, about so many on average, ascending."""
    if options >= places:
        return list(range(places))
    whole = int(options)
    number = whole + (rng.random() < options - whole)
    spread = max(1, number // 2)
    number = min(places, max(0, number + rng.randint(-spread, spread)))
    return sorted(rng.sample(range(places), number))


def _add_hours_and_money(data: Document, rng: random.Random) -> None:
    """Add staff hours to a third of the places and two budgets to a quarter."""
    for row in data["paren"]:
        row["uren"] = rng.choice(LOADS)
        row["kosten"] = rng.choice(COSTS)
    for number, row in enumerate(data["plekken"]):
        if number % 3 == 0:
            row["uren"] = 2 * row["capaciteit"]
        if number % 4 == 0:
            row["budget"] = f"b{number % 8}"
    amount = 100 * len(data["leerlingen"])
    data["budgetten"] = [{"id": id, "bedrag": amount} for id in ("b0", "b4")]


def _add_groups(data: Document, rng: random.Random) -> None:
    """Mark a fifth of the pupils, limit them at half of the places, ask a minimum."""
    for row in data["leerlingen"]:
        if rng.random() < 0.2:
            row["kenmerken"] = ["zwaar"]
    for number, row in enumerate(data["plekken"]):
        if number % 2 == 0:
            row["hoogstens"] = {"zwaar": 1}
        if number % 5 == 1:
            row["minimum"] = min(3, row["capaciteit"])


def _add_people(data: Document, rng: random.Random) -> None:
    """Add pairs who may not meet, pairs who stay together, and wishes."""
    pupils = [row["id"] for row in data["leerlingen"]]
    data["niet_samen"] = [rng.sample(pupils, 2) for _ in range(len(pupils) // 10)]
    kept_apart = {frozenset(pair) for pair in data["niet_samen"]}
    couples = [rng.sample(pupils, 2) for _ in range(len(pupils) // 50)]
    data["samen"] = [pair for pair in couples if frozenset(pair) not in kept_apart]
    rank: dict[str, int] = {}
    for row in data["paren"]:
        row["afstand"] = rng.randint(0, 5)
        if rng.random() < 0.3:
            rank[row["leerling"]] = rank.get(row["leerling"], 0) + 1
            row["wens"] = rank[row["leerling"]]
    data["doelen"] = [
        "urgent_geplaatst",
        "geschiktheid",
        "wensen",
        "nabijheid",
        "reistijd",
        "weinig_wijzigingen",
    ]


def _add_time(data: Document, rng: random.Random) -> None:
    """Add first days, moments of entry, a change of seats, and bridging places."""
    for row in data["leerlingen"]:
        weeks = rng.randint(0, 40)
        row["thuis_sinds"] = (PEILDATUM - timedelta(weeks=weeks)).isoformat()
        if rng.random() < 0.2:
            row["vroegst"] = _week(rng.randint(1, 12))
    for number, row in enumerate(data["plekken"]):
        if number % 3 == 1:
            row["instroom"] = [_week(6), _week(20)]
        if number % 7 == 2:
            more = {"vanaf": _week(10), "capaciteit": row["capaciteit"] + 1}
            row["perioden"] = [more]
    for row in data["paren"]:
        if rng.random() < 0.1:
            row["vanaf"] = _week(rng.randint(2, 10))
    _add_bridges(data, rng)
    data["horizon"] = _week(52)
    data["doelen"] = [
        "urgent_geplaatst",
        "zonder_overbrugging",
        "weken_thuis",
        *data["doelen"][1:],
        "langste_wacht",
    ]


def _add_bridges(data: Document, rng: random.Random) -> None:
    """Add one bridging place for every ten places, each for a few pupils."""
    number = max(1, len(data["plekken"]) // 10)
    ids = [f"q{n:03}" for n in range(number)]
    data["plekken"] += [
        {"id": id, "soort": "overbrugging", "capaciteit": 4, "verblijf_weken": 26}
        for id in ids
    ]
    for row in data["leerlingen"]:
        if rng.random() < 0.4:
            data["paren"].append({"leerling": row["id"], "plek": rng.choice(ids)})


def _week(number: int) -> str:
    return (PEILDATUM + timedelta(weeks=number)).isoformat()
