"""Named rules clash, and none of them can be missed, by trying all plans.

A rule is taken out of the raw rows, and what is left is tried plan by plan.
"""

from __future__ import annotations

import copy
import itertools
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from matching.placement.reading import read_instance
from matching.placement.review.clashes import smallest_clash
from matching.placement.review.rules import Regel, Regelsoort
from matching.placement.solve import solve
from tests.matching.placement.oracle import Oracle
from tests.matching.placement.test_days_against_brute_force import (
    HORIZON,
    MOST_PLANS,
    TODAY,
    instances,
)


@st.composite
def pinned(draw: Any) -> dict[str, Any]:
    """Draw a problem in which most pupils are pinned and many places have moments.

    The moments may be over already, or fall in a period without seats. In half of
    the problems hardly any other rule gets there first.
    """
    data: dict[str, Any] = draw(instances())
    if draw(st.booleans()):
        data = crowd(data, draw(st.sampled_from(data["plekken"]))["id"])
    for pupil in data["leerlingen"]:
        own = [p["plek"] for p in data["paren"] if p["leerling"] == pupil["id"]]
        pupil["vast"] = draw(st.sampled_from([None, *own, *own, *own]))
    for place in data["plekken"]:
        if draw(st.booleans()):
            days = [
                (TODAY + timedelta(weeks=week)).isoformat()
                for week in range(-2, HORIZON + 1)
            ]
            first, last = place["start"] or days[0], place["eind"] or days[-1]
            known = [day for day in days if first <= day <= last]
            place["instroom"] = sorted(
                draw(st.sets(st.sampled_from(known), min_size=1, max_size=2))
                if known
                else []
            )
    return data | {"doelen": [], "vorig": {}, "vorig_overbrugging": {}}


def crowd(data: dict[str, Any], place: str) -> dict[str, Any]:
    """Return a problem in which everybody can get one place and no other."""
    free = {"uren": None, "minimum": None, "hoogstens": {}, "budget": None}
    return data | {
        "leerlingen": [
            row | {"verboden": [], "vroegst": None} for row in data["leerlingen"]
        ],
        "plekken": [row | free for row in data["plekken"] if row["id"] == place],
        "paren": [
            {"leerling": row["id"], "plek": place, "vanaf": None, "tot": None}
            for row in data["leerlingen"]
        ],
        "samen": [],
    }


def only(data: dict[str, Any], rules: list[Regel]) -> dict[str, Any]:
    """Return the raw rows with these rules and no others; days and stays remain."""
    kind = Regelsoort
    held = {(r.soort, r.leerling, r.ander, r.plek, r.budget, r.kenmerk) for r in rules}

    def has(soort: Regelsoort, **names: str) -> bool:
        keys = ("leerling", "ander", "plek", "budget", "kenmerk")
        return (soort, *(names.get(key) for key in keys)) in held

    pupils = [
        row
        | {
            "vast": row["vast"]
            if has(kind.VAST, leerling=row["id"], plek=row["vast"])
            else None,
            "vroegst": row["vroegst"]
            if has(kind.VROEGST, leerling=row["id"])
            else None,
            "verboden": [
                place
                for place in row["verboden"]
                if has(kind.VERBODEN, leerling=row["id"], plek=place)
            ],
        }
        for row in data["leerlingen"]
    ]
    places = []
    for row in data["plekken"]:
        seats = has(kind.CAPACITEIT, plek=row["id"])
        places.append(
            row
            | {
                "capaciteit": row["capaciteit"] if seats else None,
                "perioden": row["perioden"] if seats else [],
                "uren": row["uren"] if has(kind.UREN, plek=row["id"]) else None,
                "start": row["start"] if has(kind.START, plek=row["id"]) else None,
                "eind": row["eind"] if has(kind.EIND, plek=row["id"]) else None,
                "instroom": row["instroom"]
                if has(kind.INSTROOM, plek=row["id"])
                else [],
                "minimum": row.get("minimum")
                if has(kind.MINIMUM, plek=row["id"])
                else None,
                "hoogstens": {
                    mark: most
                    for mark, most in row["hoogstens"].items()
                    if has(kind.KENMERK, plek=row["id"], kenmerk=mark)
                },
            }
        )
    papers = [
        row
        if has(kind.PAPIEREN, leerling=row["leerling"], plek=row["plek"])
        else row | {"vanaf": None, "tot": None}
        for row in data["paren"]
    ]
    return data | {
        "leerlingen": pupils,
        "plekken": places,
        "paren": papers,
        "budgetten": [
            row if has(kind.BUDGET, budget=row["id"]) else row | {"bedrag": None}
            for row in data["budgetten"]
        ],
        "samen": [
            [one, two]
            for one, two in data["samen"]
            if has(kind.SAMEN, leerling=min(one, two), ander=max(one, two))
        ],
        "niet_samen": [
            [one, two]
            for one, two in data["niet_samen"]
            if has(kind.NIET_SAMEN, leerling=min(one, two), ander=max(one, two))
        ],
    }


def is_possible(data: dict[str, Any]) -> bool:
    """Tell whether any plan keeps every rule, by trying them all."""
    oracle = Oracle(data)
    assume(oracle.number_of_plans() <= MOST_PLANS)
    return any(
        oracle.allowed(dict(zip(oracle.order, picked, strict=True)))
        for picked in itertools.product(*(oracle.choices(id) for id in oracle.order))
    )


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(pinned())
def test_named_rules_clash_and_none_of_them_can_be_missed(data: dict[str, Any]) -> None:
    """Alone they are impossible, and without any one of them they are not."""
    table = read_instance(data)
    assume(solve(table, waarom=False).status == "onmogelijk")
    named = list(smallest_clash(table))
    assert not is_possible(only(data, named))
    for rule in named:
        assert is_possible(only(data, [other for other in named if other != rule]))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(pinned(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_change_the_conflict(
    data: dict[str, Any], random: Any
) -> None:
    """Neither do pairs the other way round, or pairs that stand twice."""
    told = solve(read_instance(data), waarom=False)
    assume(told.status == "onmogelijk")
    turned = copy.deepcopy(data)
    for key in ("samen", "niet_samen"):
        turned[key] += [random.sample(two, 2) for two in turned[key]]
    for key in ("leerlingen", "plekken", "paren", "budgetten", "samen", "niet_samen"):
        random.shuffle(turned[key])
    assert solve(read_instance(turned), waarom=False).conflict == told.conflict
