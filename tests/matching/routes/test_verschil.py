"""What differs between two advices is named, and nothing else."""

from __future__ import annotations

import copy
from datetime import date

from matching.antwoorden import check_answers
from matching.routes.advise import advise
from matching.routes.verschil import Verschil, differences

DAY = date(2026, 9, 14)


def an_advice(knowledge, **more):
    answers = {"leeftijd": 13, "schoolsoort": "vmbo", "ingeschreven": "ja", **more}
    return advise(check_answers(answers, knowledge, DAY), knowledge, DAY).as_dict()


def test_an_advice_does_not_differ_from_itself(knowledge):
    one = an_advice(knowledge)
    assert differences(one, copy.deepcopy(one)) == ()


def test_a_changed_outcome_names_route_and_criterion(knowledge):
    one = an_advice(knowledge)
    other = copy.deepcopy(one)
    route = other["routes"][3]
    row = route["criteria"][0]
    row["uitkomst"], was = "voldoet_niet!", row["uitkomst"]
    assert differences(one, other) == (
        Verschil("uitkomst", was, "voldoet_niet!", route["route"], row["criterium"]),
    )


def test_what_came_and_what_went_are_told(knowledge):
    one = an_advice(knowledge)
    other = copy.deepcopy(one)
    gone = other["routes"].pop()
    lost = other["routes"][0]["criteria"].pop()
    other["plan"]["termijn"] = "2030-01-01"
    other["stop"] = True
    found = {
        (row.wat, row.route, row.criterium): row for row in differences(one, other)
    }
    assert found.keys() == {
        ("stop", None, None),
        ("plan.termijn", None, None),
        ("route", gone["route"], None),
        ("criterium", other["routes"][0]["route"], lost["criterium"]),
    }
    assert found["route", gone["route"], None].nu is None


def test_other_answers_give_another_advice(knowledge):
    found = differences(an_advice(knowledge), an_advice(knowledge, leeftijd=4))
    assert any(row.wat == "status" for row in found)
