"""The reason per pupil, and what each other place would mean, in words."""

from __future__ import annotations

from typing import Any

from matching.placement.reading import read_instance
from matching.placement.solve import solve


def reasons(data: dict[str, Any]) -> dict[str, Any]:
    return solve(read_instance(data)).as_dict()["waarom"]


def test_price_is_told_with_who_moves(problem: Any) -> None:
    """The alternative names the points, the minutes and the pupils."""
    pairs = {
        "a-x": {"geschiktheid": 9, "reistijd_min": 20},
        "a-y": {"geschiktheid": 1, "reistijd_min": 5},
        "b-y": {"geschiktheid": 5},
        "b-z": {"geschiktheid": 1},
    }
    found = reasons(problem("a b", "x y z", pairs))["a"]
    assert found["alternatieven"] == [
        {
            "plek": "y",
            "gevolg": "Kost 12 punten geschiktheid, 15 minuten minder reistijd; "
            "b schuift van y naar z.",
        }
    ]
    assert found["reden"].startswith("x is het beste voor het geheel")


def test_unplaced_pupil_reads_who_went_first(problem: Any) -> None:
    """Full places: the price of a seat and who would lose it."""
    data = problem("a b", "x", "a-x b-x", leerlingen={"b": {"urgentie": 3}})
    found = reasons(data)["a"]
    assert "vol" in found["reden"]
    assert found["alternatieven"][0]["gevolg"] == (
        "Kost 3 punten urgentie; b verliest x en blijft zonder plek."
    )


def test_tie_is_said_to_be_the_lot(problem: Any) -> None:
    """Equal pupils: the draw decided, for both."""
    found = reasons(problem("a b", "x", "a-x b-x"))
    assert "lot" in found["b"]["reden"]


def test_pupil_without_admissible_place_reads_which_rule(problem: Any) -> None:
    """Each excluded place is named with its rule."""
    data = problem(
        "a b",
        "x y",
        "a-x a-y",
        leerlingen={"a": {"verboden": ["x"], "vroegst": "2026-09-01"}},
        plekken={"y": {"eind": "2026-08-31"}},
    )
    found = reasons(data)
    assert "x is uitgesloten voor a." in found["a"]["reden"]
    assert "y stopt op 31 augustus 2026." in found["a"]["reden"]
    assert found["b"]["reden"] == "Er is geen plek die mag voor b."


def test_pin_is_the_reason(problem: Any) -> None:
    """A pinned pupil stands where a person put it."""
    data = problem("a", "x y", "a-x a-y", leerlingen={"a": {"vast": "y"}})
    assert reasons(data)["a"]["reden"] == "Staat vast op y."


def test_estimate_is_called_an_estimate(problem: Any) -> None:
    """Where side rules bite the price is not exact, and says so."""
    data = problem(
        "a b c",
        "x y",
        {"a-x": {}, "a-y": {"reistijd_min": 5}, "b-x": {"geschiktheid": 1}, "c-x": {}},
        plekken={"x": {"capaciteit": 2}},
        niet_samen=[["a", "b"], ["b", "c"]],
    )
    found = reasons(data)
    assert found["a"]["alternatieven"][0]["gevolg"] == (
        "Eerste schatting: kost 1 punt urgentie, kost 1 punt geschiktheid, "
        "5 minuten minder reistijd; b verliest x en blijft zonder plek."
    )


def test_at_most_five_alternatives_are_worked_out(problem: Any) -> None:
    """Cheapest first."""
    places = [f"p{n}" for n in range(9)]
    pairs = {f"a-{id}": {"reistijd_min": 50 - n} for n, id in enumerate(places)}
    found = reasons(problem("a", " ".join(places), pairs))["a"]
    assert [row["plek"] for row in found["alternatieven"]] == [
        "p7",
        "p6",
        "p5",
        "p4",
        "p3",
    ]


def with_days(problem: Any) -> dict[str, Any]:
    """Return a place from March on, and a bridging place for who waits for it."""
    return problem(
        "a b",
        "x t",
        "a-x b-x a-t b-t",
        leerlingen={"a": {"urgentie": 2}},
        plekken={
            "x": {"start": "2027-03-01", "capaciteit": 1},
            "t": {"soort": "overbrugging", "capaciteit": 2, "instroom": ["2027-01-18"]},
        },
        peildatum="2027-01-04",
        doelen=["urgent_geplaatst", "zonder_overbrugging", "weken_thuis"],
    )


def test_the_reason_tells_when_and_how_the_wait_is_bridged(problem: Any) -> None:
    """Begin, bridge and weeks at home, with their days in full."""
    found = reasons(with_days(problem))
    assert found["a"]["reden"].endswith(
        "Begint op 1 maart 2027. Tot dan: t, van 18 januari 2027 tot en met "
        "28 februari 2027. Zonder plek thuis: 2 weken."
    )
    assert "Overbrugging: t, van 18 januari 2027 tot en met" in found["b"]["reden"]


def test_the_price_tells_who_waits_longer(problem: Any) -> None:
    """The chain counts weeks at home, not only places."""
    data = with_days(problem)
    data["plekken"][1]["capaciteit"] = 1
    (other,) = reasons(data)["b"]["alternatieven"]
    assert other["gevolg"] == (
        "Eerste schatting: kost 2 punten urgentie; "
        "a verliest x en blijft zonder plek, overbrugt met t, wacht 6 weken korter."
    )
