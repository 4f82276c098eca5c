"""A first plan by prices: allowed, with couples and with places that need a number."""

import numpy as np
import pytest

from matching.placement.greedy import greedy_choice
from matching.placement.model import Model, build_model
from matching.placement.options import NONE
from matching.placement.program import build_program
from matching.placement.reading import read_instance
from matching.placement.relax import Relaxation, relax
from tests.bench.placement.generators import Document, full


def without_prices(model: Model) -> Relaxation:
    """Return what options lose when no rule has a price."""
    program = build_program(model, (), tight=False)
    found = relax(program, program.cost(0), np.zeros(len(program.limit)))
    assert found is not None
    return found


def places_of(data: Document) -> dict[str, str | None]:
    """Return the place per pupil in the plan."""
    model = build_model(read_instance(data))
    choice = greedy_choice(model, without_prices(model))
    assert choice is not None
    assert model.is_allowed(choice)
    given = model.places_of(choice).tolist()
    return {
        pupil: None if place == NONE else model.places[place]
        for pupil, place in zip(model.pupils, given, strict=True)
    }


def problem(minimum: int, samen: list[list[str]], urgent: str = "Amir") -> Document:
    """Return three pupils, a group with a minimum and a place with one seat."""
    pupils = ("Amir", "Bo", "Cas")
    return {
        "leerlingen": [{"id": id, "urgentie": int(id == urgent)} for id in pupils],
        "plekken": [
            {"id": "groep", "capaciteit": 3, "minimum": minimum},
            {"id": "plek", "capaciteit": 1},
        ],
        "paren": [
            *({"leerling": id, "plek": "plek"} for id in pupils),
            *({"leerling": id, "plek": "groep"} for id in pupils[:2]),
        ],
        "samen": samen,
    }


def test_a_group_that_misses_its_minimum_closes_and_its_pupils_choose_again() -> None:
    """Only two can be there: nobody is, and the one seat elsewhere is used."""
    found = places_of(problem(3, []))
    assert "groep" not in found.values()
    assert list(found.values()).count("plek") == 1


def test_a_couple_gets_the_place_that_holds_both() -> None:
    """The single seat is for neither of them."""
    found = places_of(problem(2, [["Amir", "Bo"]]))
    assert found == {"Amir": "groep", "Bo": "groep", "Cas": "plek"}


def test_a_couple_whose_place_closes_gets_nothing() -> None:
    """One of them alone may not go to the other place."""
    found = places_of(problem(3, [["Amir", "Bo"]]))
    assert found == {"Amir": None, "Bo": None, "Cas": "plek"}


def test_who_loses_most_by_nothing_chooses_first() -> None:
    """The seat is for the urgent one, not for the first by name."""
    assert places_of(problem(3, [], urgent="Cas"))["Cas"] == "plek"


@pytest.mark.parametrize("days", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_with_every_rule_the_plan_is_allowed_and_places_most(
    seed: int, days: bool
) -> None:
    """Most seats are used, even without a single price."""
    model = build_model(read_instance(full(60, 12, 6, seed, time=days)))
    choice = greedy_choice(model, without_prices(model))
    assert choice is not None
    assert model.is_allowed(choice)
    assert (model.places_of(choice) != NONE).sum() > 35
