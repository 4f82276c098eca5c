"""The steps of the practice examples: what is done, what is for now, what is later."""

from datetime import date

import pytest

from matching.feiten import Feiten
from matching.routes.steps import Stand, route_steps

DAG = date(2026, 11, 23)
PAST, LATER = date(2026, 11, 1), date(2026, 12, 1)
EXAMPLES = {
    "blos": 3,
    "plaatsingscommissie": 4,
    "op_de_rails": 5,
    "top_kampen": 6,
    "oza_variant_1": 6,
    "oza_variant_2": 6,
    "oza_variant_3": 6,
    "actietafel": 6,
}


@pytest.fixture
def standing(knowledge):
    """Return the steps of a route as (id, where it stands)."""

    def _standing(route, **answers):
        rows = route_steps(route, Feiten(answers, knowledge, DAG), knowledge)
        return {row.stap.id: row.stand for row in rows}

    return _standing


def _phase(fase, done=None):
    return {"fase": fase, "begonnen_op": PAST, "klaar_op": done}


@pytest.mark.parametrize(("route", "number"), EXAMPLES.items())
def test_every_practice_example_has_its_steps(standing, route, number):
    stands = list(standing(route).values())
    assert stands == [Stand.nu] + [Stand.straks] * (number - 1)


def test_a_route_without_steps_has_none(standing):
    assert standing("mdo") == {}


def test_the_six_phases_of_the_actietafel_follow_the_case(standing, knowledge):
    phases = [row.id for row in knowledge.afgeleid["fasen_klaar"].waarden]
    assert list(standing("actietafel")) == phases
    for number in range(len(phases) + 1):
        rows = [_phase(one, PAST) for one in phases[:number]]
        stands = list(standing("actietafel", toeleiding_fasen=rows).values())
        done = [Stand.klaar] * number
        rest = [Stand.nu] + [Stand.straks] * (5 - number) if number < 6 else []
        assert stands == done + rest


def test_a_phase_that_has_only_begun_is_for_now(standing):
    rows = [_phase("diagnostiek", PAST), _phase("dossiervorming")]
    assert standing("actietafel", toeleiding_fasen=rows)["dossiervorming"] is Stand.nu


def test_a_phase_that_will_be_done_later_is_not_done(standing):
    rows = [_phase("diagnostiek", LATER)]
    assert standing("actietafel", toeleiding_fasen=rows)["diagnostiek"] is Stand.nu


def test_a_phase_that_was_skipped_stays_visible(standing):
    stands = standing("actietafel", toeleiding_fasen=[_phase("plaatsing", PAST)])
    assert stands["diagnostiek"] is Stand.nu
    assert stands["plaatsing"] is Stand.klaar


@pytest.mark.parametrize(("plans", "stand"), [(3, Stand.klaar), (2, Stand.nu)])
def test_three_plans_finish_the_first_phase_of_top(standing, plans, stand):
    found = standing(
        "top_kampen",
        aantal_geevalueerde_plannen=plans,
        dossier_geschiedenis="ja_actueel",
        reden_aanmelding="Hoe houden we hem in de klas?",
    )
    assert found["aanmelding"] is stand


def test_what_tells_nothing_by_itself_is_done_when_a_later_step_is(standing):
    found = standing("plaatsingscommissie", datum_aanmelding_tafel=PAST)
    assert found["zat"] is Stand.klaar
    assert found["bespreking"] is Stand.nu
