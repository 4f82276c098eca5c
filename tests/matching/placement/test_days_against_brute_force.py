"""Small instances with days, bridging and groups are solved by trying all plans."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from matching.placement.instance import Doel
from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.verify import verify
from tests.matching.placement.oracle import Oracle

TODAY = date(2026, 11, 23)
HORIZON = 5
LONG_HORIZON = 10
MOST_PLANS = 15_000


def day(week: int) -> str:
    return (TODAY + timedelta(weeks=week)).isoformat()


def day_before(week: int) -> str:
    return (TODAY + timedelta(days=7 * week - 1)).isoformat()


@st.composite
def weeks(draw: Any, first: int = 0, last: int = HORIZON) -> str | None:
    """Draw a day within the horizon, often none."""
    week = draw(st.integers(-2 * (last - first) - 1, last - first))
    return None if week < 0 else day(first + week)


@st.composite
def places(draw: Any, id: str, *, bridge: bool) -> dict[str, Any]:
    """Draw one place with any of the rules that a place can have."""
    start = draw(weeks())
    first = 0 if start is None else (date.fromisoformat(start) - TODAY).days // 7
    closed = draw(st.sampled_from([None, None, *range(first + 1, HORIZON + 2)]))
    last = HORIZON if closed is None else closed - 1
    within = st.lists(st.integers(first, last), unique=True, max_size=2)
    seats = st.sampled_from([None, 0, 1, 1, 1, 2])
    row: dict[str, Any] = {
        "id": id,
        "capaciteit": draw(seats),
        "start": start,
        # The day before a week starts, so that weeks are all there is.
        "eind": closed and day_before(closed),
        "instroom": [day(w) for w in sorted(draw(within))] if draw(rare()) else [],
        "perioden": [
            {"vanaf": day(w), "capaciteit": draw(seats)} for w in sorted(draw(within))
        ],
        "uren": draw(st.sampled_from([None, None, 1, 1.5])),
        "hoogstens": {"zwaar": draw(st.integers(0, 1))} if draw(rare()) else {},
        "budget": draw(st.sampled_from([None, None, "TOP"])),
    }
    most = [row["capaciteit"], *(p["capaciteit"] for p in row["perioden"])]
    if draw(rare()) and (None in most or max(most) >= 2):
        row["minimum"] = 2
    if bridge:
        row["soort"] = "overbrugging"
        row["verblijf_weken"] = draw(st.sampled_from([None, 1, 2, 3]))
        if row["verblijf_weken"]:
            row["verlenging_weken"] = draw(st.integers(0, 1))
    return row


def rare() -> Any:
    """Draw true in a quarter of the cases."""
    return st.integers(0, 3).map(lambda number: number == 3)


@st.composite
def days_off(draw: Any) -> list[dict[str, str]]:
    """Draw weeks without school; they may overlap and stand in any order."""
    found = []
    for _ in range(draw(st.integers(1, 2))):
        first = draw(st.integers(0, HORIZON))
        last = draw(st.integers(first, min(first + 2, HORIZON)))
        found.append({"van": day(first), "tot": day_before(last + 1)})
    return found


@st.composite
def pairs(draw: Any, pupil: str, place: str) -> dict[str, Any]:
    since = draw(weeks())
    first = 0 if since is None else (date.fromisoformat(since) - TODAY).days // 7
    return {
        "leerling": pupil,
        "plek": place,
        "geschiktheid": draw(st.integers(-1, 2)),
        "reistijd_min": draw(st.integers(0, 2)),
        "uren": draw(st.sampled_from([0, 0.5, 1])),
        "kosten": draw(st.sampled_from([0, 1, 2])),
        "vanaf": since,
        "tot": draw(weeks(first)),
        "wens": draw(st.sampled_from([None, 1, 2])),
        "afstand": draw(st.integers(0, 2)),
    }


@st.composite
def instances(draw: Any) -> dict[str, Any]:
    """Draw up to three pupils with lasting and bridging places and every rule."""
    pupils = [f"l{n}" for n in range(draw(st.integers(1, 3)))]
    lasting = [f"p{n}" for n in range(draw(st.integers(1, 2)))]
    bridging = [f"o{n}" for n in range(draw(st.integers(0, 2)))]
    rows = [draw(places(id, bridge=False)) for id in lasting]
    rows += [draw(places(id, bridge=True)) for id in bridging]
    listed = [
        draw(pairs(pupil, place))
        for pupil in pupils
        for place in (*lasting, *bridging)
        if draw(st.integers(0, 9)) < 7
    ]
    own = {
        id: [row["plek"] for row in listed if row["leerling"] == id] for id in pupils
    }
    couples = st.sampled_from(list(itertools.combinations(pupils, 2)) or [None])
    apart, together = draw(couples), draw(couples)
    return {
        "peildatum": day(0),
        "horizon": day(HORIZON),
        "leerlingen": [
            {
                "id": id,
                "urgentie": draw(st.integers(0, 1)),
                "vast": draw(st.sampled_from([None] * 6 + own[id])),
                "verboden": draw(st.sampled_from([[], [], [], [lasting[0]]])),
                "vroegst": draw(weeks()),
                "lot": draw(st.sampled_from([None, 1, 2])),
                "thuis_sinds": draw(st.sampled_from([None, day(-3), day(-1)])),
                "kenmerken": draw(st.sampled_from([[], ["zwaar"]])),
            }
            for id in pupils
        ],
        "plekken": rows,
        "paren": listed,
        "budgetten": [{"id": "TOP", "bedrag": draw(st.sampled_from([None, 1, 2, 3]))}],
        "niet_samen": [list(apart)] if apart and draw(rare()) else [],
        "samen": [list(together)]
        if together and together != apart and draw(rare())
        else [],
        "schoolvrij": draw(days_off()) if draw(rare()) else [],
        "doelen": draw(st.permutations(list(map(str, Doel))))[
            : draw(st.integers(0, 5))
        ],
        "vorig": {
            id: draw(st.sampled_from([None, *lasting])) for id in pupils if draw(rare())
        },
        "vorig_overbrugging": {
            id: draw(st.sampled_from([None, *bridging]))
            for id in pupils
            if draw(rare())
        },
    }


@st.composite
def queues(draw: Any) -> dict[str, Any]:
    """Draw two or three pupils who wait for the seats of one bridging place.

    Few rules but a long time, so that a seat passes on more than once: seats come and
    go, a pupil may leave for a lasting place, and there are weeks without school.
    """
    pupils = [f"l{n}" for n in range(draw(st.integers(2, 3)))]
    changes = draw(st.lists(st.integers(1, 6), unique=True, max_size=3))
    closed = draw(st.sampled_from([None, None, None, 8, 9]))
    weeks_in = st.integers(0, (closed or LONG_HORIZON) - 1)
    entry = draw(st.lists(weeks_in, unique=True, min_size=3, max_size=6))
    bridge = {
        "id": "o",
        "soort": "overbrugging",
        "capaciteit": draw(st.sampled_from([0, 0, 1, 2])),
        "perioden": [
            {"vanaf": day(week), "capaciteit": draw(st.sampled_from([0, 1, 1, 2]))}
            for week in sorted(changes)
        ],
        "verblijf_weken": draw(st.integers(2, 3)),
        "verlenging_weken": draw(st.integers(0, 1)),
        "eind": closed and day_before(closed),
        "instroom": [day(week) for week in sorted(entry)] if draw(rare()) else [],
        "uren": draw(st.sampled_from([None, None, None, 1])),
    }
    lasting = {
        "id": "p",
        "capaciteit": 1,
        "start": day(draw(st.integers(1, 7))),
        "perioden": [],
        "uren": None,
    }
    listed = [
        {"leerling": id, "plek": "o", "uren": draw(st.sampled_from([0.5, 1]))}
        for id in pupils
    ]
    if draw(st.booleans()):
        listed.append({"leerling": draw(st.sampled_from(pupils)), "plek": "p"})
    return {
        "peildatum": day(0),
        "horizon": day(LONG_HORIZON),
        "leerlingen": [
            {
                "id": id,
                "kenmerken": [],
                "vroegst": draw(st.sampled_from([None, None, day(1), day(2)])),
            }
            for id in pupils
        ],
        "plekken": [bridge, lasting],
        "paren": listed,
        "budgetten": [],
        "niet_samen": [pupils[:2]] if draw(rare()) else [],
        "samen": [],
        "schoolvrij": draw(days_off()) if draw(rare()) else [],
        "doelen": draw(st.sampled_from([[], ["weken_thuis"], ["zonder_overbrugging"]])),
        "vorig": {},
        "vorig_overbrugging": {},
    }


SEARCH = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@SEARCH
@given(instances())
def test_plan_is_the_best_of_all_plans(data: dict[str, Any]) -> None:
    """Status, every goal value and the one plan after the draw equal trying all."""
    compare(data)


@SEARCH
@given(queues())
def test_seat_passes_on_as_often_as_is_best(data: dict[str, Any]) -> None:
    """On any week, not only on those on which the engines let a pupil begin."""
    compare(data)


def compare(data: dict[str, Any]) -> None:
    """Compare what is proposed with the best of all plans."""
    oracle = Oracle(data)
    assume(oracle.number_of_plans() <= MOST_PLANS)
    proposal = solve(read_instance(data)).as_dict()
    best = oracle.best()
    assert verify(data, proposal) == []
    if best is None:
        assert proposal["status"] == "onmogelijk"
        return
    values, plan = best
    assert proposal["status"] == "optimaal"
    assert [row["waarde"] for row in proposal["doelen"]] == values
    assert [row["grens"] for row in proposal["doelen"]] == values
    assert proposal["uniek"]
    assert proposal["plaatsingen"] == {id: plan[id].place for id in oracle.pupils}
    assert proposal["begin"] == {
        id: day(plan[id].begin) if plan[id].place else None for id in oracle.pupils
    }
    assert {
        id: bridge and (bridge["plek"], bridge["begin"])
        for id, bridge in proposal["overbrugging"].items()
    } == {
        id: (plan[id].bridge, day(plan[id].first)) if plan[id].bridge else None
        for id in oracle.pupils
    }
    assert proposal["weken_thuis"] == {
        id: oracle.home(plan[id]) for id in oracle.pupils
    }
