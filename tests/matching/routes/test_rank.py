"""The order of routes: steps are rows, a region reorders, every place has a reason."""

import dataclasses
import itertools
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.regio import Regio
from matching.feiten import Feiten
from matching.routes.advies import Status
from matching.routes.advise import advise
from matching.routes.place import order_reasons
from matching.routes.rank import Ranking, Standing

DAG = date(2026, 11, 23)
RELAXED = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def region_with(knowledge):
    """The knowledge with one region that puts these steps in front."""

    def _with(*steps):
        region = Regio(
            id="proefstad", naam="Proefstad", voorbeeld=True, volgorde=steps, bron="S0"
        )
        return dataclasses.replace(
            knowledge, regios=MappingProxyType({"proefstad": region})
        )

    return _with


def _key(knowledge, route, preferred=(), **standing):
    ranking = Ranking(knowledge.route_regels)
    held = ranking.preferred(lambda row: row.id in preferred)
    standing = {"status": Status.open, "preferred": held, **standing}
    return ranking.key(knowledge.routes[route], Standing(**standing))


def test_more_reasons_go_before_a_place_nearer_to_the_own_school(knowledge):
    assert _key(knowledge, "grip", reasons=2) < _key(knowledge, "mdo", reasons=1)


def test_with_as_many_reasons_the_nearest_to_the_own_school_goes_first(knowledge):
    near = _key(knowledge, "time_in_time_out", reasons=1)
    assert near < _key(knowledge, "opdc", reasons=1)


def test_keeping_enrolment_goes_before_losing_it(knowledge):
    assert _key(knowledge, "afwijking_onderwijstijd") < _key(knowledge, "mbo_entree")


def test_an_objection_counts_only_between_equals(knowledge):
    objected = _key(knowledge, "blos", objections=1)
    assert _key(knowledge, "top_kampen") < objected
    assert objected < _key(knowledge, "crisisplek_sbo")


def test_when_time_presses_what_can_begin_now_goes_first(knowledge):
    # Both on the own school, both keep enrolment: only haste tells them apart.
    calm = [_key(knowledge, name) for name in ("arrangement", "ozl")]
    assert calm == sorted(calm)
    pressed = [
        _key(knowledge, name, preferred={"vier_weken_thuis"})
        for name in ("ozl", "arrangement")
    ]
    assert pressed == sorted(pressed)


def test_what_pupil_and_parents_want_goes_first_between_equals(knowledge):
    names = (
        "gastschool",
        "structuurklas",
        "tussenvoorziening",
        "zorgplicht_aanmelding",
    )
    wanted = [_key(knowledge, one, preferred={"andere_school"}) for one in names]
    assert max(wanted) < _key(
        knowledge, "verzuimcoach_outreachend", preferred={"andere_school"}
    )


def test_what_is_not_known_prefers_nothing(knowledge):
    feiten = Feiten({}, knowledge, DAG)
    routes = advise({}, knowledge, DAG).routes
    for steps in order_reasons(routes, knowledge, feiten).values():
        for step in steps:
            if step.stap in ("haast", "wens"):
                assert step.zinnen[0].startswith("Er is geen")


def test_a_region_puts_the_wish_in_front(knowledge, region_with):
    known = {
        "leeftijd": 9,
        "schoolsoort": "bao",
        "ingeschreven": "ja",
        "tlv_aanwezig": [],
        "kind_belemmerend": ["gedragsproblemen_of_verzet", "leerproblemen"],
        "onderwijsbehoeften": ["kleine_groep", "duidelijke_structuur"],
        "doel_soort": "sbo_so_vso",
    }
    national = advise(known, knowledge, DAG).routes
    rows = region_with("wens")
    regional = advise(known, rows, DAG, regio="proefstad").routes
    first = next(row for row in regional if row.status is Status.open)
    assert first.route.startswith("tlv_")
    assert not national[0].route.startswith("tlv_")
    # The region orders, it decides nothing else.
    statuses = {row.route: row.status for row in national}
    assert {row.route: row.status for row in regional} == statuses


def test_the_steps_that_a_region_leaves_out_follow_as_they_stood(
    knowledge, region_with
):
    regio = region_with("haast", "nabij").regios["proefstad"]
    steps = [step.id for step in Ranking(knowledge.route_regels, regio).steps]
    national = [step.id for step in Ranking(knowledge.route_regels).steps]
    assert steps[:2] == ["haast", "nabij"]
    assert steps[2:] == [one for one in national if one not in ("haast", "nabij")]
    assert steps[-1] == "naam"


@RELAXED
@given(data=st.data())
def test_each_route_says_which_step_put_it_below_the_one_before(
    knowledge, answers, data
):
    known = data.draw(answers)
    routes = advise(known, knowledge, DAG).routes
    found = order_reasons(routes, knowledge, Feiten(known, knowledge, DAG))
    assert list(found) == [row.route for row in routes]
    for before, row in itertools.pairwise(routes):
        decides = [step for step in found[row.route] if step.beslist]
        exemption = "vrijstelling_5_onder_a" in (before.route, row.route)
        assert len(decides) == (before.status is row.status) or exemption
    for steps in found.values():
        assert all(step.reden and step.bron and step.zinnen for step in steps)
        assert all(line.endswith(".") for step in steps for line in step.zinnen)
