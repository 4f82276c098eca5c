"""A learned order moves open routes only, and keeps out of it when in doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.feiten import Feiten
from matching.routes.advies import Status
from matching.routes.advise import advise, weigh_routes
from matching.routes.features import (
    can_be_ordered,
    features_of_pair,
    features_of_pupil,
)
from matching.routes.model import Herkomst, Rangmodel
from matching.routes.ranker import chance, order_open
from tests.matching.routes.conftest import PEILDATUM

PUPIL = {
    "leeftijd": 14,
    "schoolsoort": "vmbo",
    "ingeschreven": "ja",
    "overgangsmoment": "nee",
    "verzuim_sinds": date(2026, 5, 4),
    "kind_belemmerend": ["angst"],
    "thuis_belemmerend": ["geen"],
    "onderwijsbehoeften": ["kleine_groep", "opbouw_in_uren"],
    "begeleidbaar": "ja",
    "gevaarlijk_gedrag": "nee",
    "behandeling_nu": "nee",
    "ouders_doen_mee": "ja",
    "school_wil_terug": "ja_met_hulp",
    "plan_van_aanpak": "plan_zonder_opbouw",
    "doel_soort": "terug_eigen_school",
    "terugkeergarantie_school": "getekend",
    "toestemming_plaatsing": "getekend",
}


def model_of(knowledge, weights, **other):
    """Return a model with these weights that knows every route."""
    model = Rangmodel(
        herkomst=Herkomst.praktijk,
        regio=None,
        kenmerken=knowledge.leren.kenmerken.sha256,
        gevallen=321,
        tot=date(2026, 6, 1),
        begin=-3.0,
        gewichten=weights,
        helling=1.0,
        verschuiving=0.0,
        routes=frozenset(knowledge.routes),
    )
    return replace(model, **other)


def ordered(answers, knowledge, model, regio=None):
    feiten = Feiten(answers, knowledge, PEILDATUM)
    by_rule = weigh_routes(feiten, knowledge, regio)
    return by_rule, *order_open(by_rule, feiten, knowledge, regio, model)


def movable(routes, knowledge):
    rows = knowledge.leren.kenmerken
    return [r.route for r in can_be_ordered(routes, rows, knowledge.route_regels)]


def last_first(knowledge, answers=PUPIL):
    """Return a model that would put the last open route first."""
    by_rule, _, _ = ordered(answers, knowledge, None)
    names = movable(by_rule, knowledge)
    step = 4 / len(names)
    return model_of(knowledge, {f"route {n}": step * i for i, n in enumerate(names)})


def test_a_learned_order_turns_open_routes_around(knowledge):
    by_rule, found, told = ordered(PUPIL, knowledge, last_first(knowledge))
    assert movable(found, knowledge) == movable(by_rule, knowledge)[::-1]
    assert [row.rang for row in found] == list(range(1, len(found) + 1))
    assert told.geleerd
    assert "321" in told.zin
    assert set(told.kansen) == set(movable(found, knowledge))


def test_every_other_route_keeps_its_rank(knowledge):
    by_rule, found, told = ordered(PUPIL, knowledge, last_first(knowledge))
    before = {row.route: row.rang for row in by_rule}
    for row in found:
        if row.route not in told.kansen:
            assert row.rang == before[row.route]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_status_or_criterion_ever_changes(data, answers, knowledge):
    """Whatever the weights, a closed route stays closed and below."""
    drawn = data.draw(answers)
    names = sorted(knowledge.routes)
    values = data.draw(st.lists(st.floats(-50, 50), min_size=44, max_size=44))
    weights = {f"route {n}": w for n, w in zip(names, values, strict=True)}
    by_rule, found, _ = ordered(drawn, knowledge, model_of(knowledge, weights))
    then = {row.route: (row.status, row.criteria) for row in by_rule}
    assert {row.route: (row.status, row.criteria) for row in found} == then
    assert [row.status for row in found] == [row.status for row in by_rule]
    opened = {row.route for row in found if row.status is Status.open}
    moved = {a.route for a, b in zip(by_rule, found, strict=True) if a.route != b.route}
    assert moved <= opened


def test_without_a_model_the_rules_order_and_the_reason_names_the_minimum(knowledge):
    by_rule, found, told = ordered(PUPIL, knowledge, None)
    assert found == by_rule
    assert (told.geleerd, told.waarom, told.model) == (False, "geen_model", None)
    assert str(knowledge.leren.grenzen.minstens["afgelopen"]) in told.zin


def test_a_region_may_keep_to_the_rules(knowledge):
    regio = knowledge.regios["voorbeeld"].model_copy(
        update={"geleerde_volgorde": False}
    )
    model = replace(last_first(knowledge), regio="voorbeeld")
    by_rule, found, told = ordered(PUPIL, knowledge, model, regio)
    assert found == by_rule
    assert told.waarom == "uit_in_regio"
    assert regio.naam in told.zin


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"regio": "elders"}, "andere_regio"),
        ({"kenmerken": "0" * 64}, "veranderd"),
        ({"routes": frozenset()}, "route_onbekend"),
        ({"gewichten": {}}, "te_weinig_verschil"),
    ],
)
def test_a_model_that_does_not_fit_keeps_out_of_it(changed, reason, knowledge):
    model = replace(last_first(knowledge), **changed)
    by_rule, found, told = ordered(PUPIL, knowledge, model)
    assert found == by_rule
    assert told.waarom == reason
    assert told.model == model.id
    assert not told.kansen


def test_with_too_few_answers_the_model_abstains(knowledge):
    some = ("leeftijd", "schoolsoort", "ingeschreven", "overgangsmoment")
    few = {key: PUPIL[key] for key in (*some, "onderwijsbehoeften", "verzuim_sinds")}
    _, _, told = ordered(few, knowledge, last_first(knowledge))
    assert told.waarom in ("te_veel_onbekend", "niets_te_kiezen")


def test_reasons_are_the_rows_that_weighed_most_in_words(knowledge):
    weights = {
        "angst_of_somber x eigen_school": 1.5,
        "kleine_groep x eigen_school": -0.4,
        "route arrangement": 9.0,
    }
    _, _, told = ordered(PUPIL, knowledge, model_of(knowledge, weights))
    reasons = dict(told.kansen["arrangement"].redenen)
    assert reasons["angst of somberheid → op of rond de eigen school"] == 1.5
    assert list(reasons.values())[:2] == [1.5, -0.4]
    assert not any("arrangement" in name for name in reasons)


def test_the_chance_is_the_sum_of_the_weights_through_the_calibration(knowledge):
    model = model_of(knowledge, {"a": 2.0, "b": -1.0}, helling=0.5, verschuiving=1.25)
    # log-odds: 0.5 * (-3 + 2 * 1 - 1 * 0.5) + 1.25 = 0.5
    assert chance({"a": 1.0, "b": 0.5, "c": 1.0}, model) == pytest.approx(0.62246, 1e-4)


def test_no_feature_reads_what_is_forbidden(knowledge):
    rows = knowledge.leren.kenmerken
    read = {veld for row in rows.leerling for veld in row.als.fields()}
    assert read.isdisjoint(row.veld for row in rows.verboden)
    assert {"postcode4", "taal_ouders", "gemeente_woonplaats"} <= {
        row.veld for row in rows.verboden
    }


def test_answers_that_no_feature_reads_change_nothing(knowledge):
    """Where somebody lives or which language is spoken at home never counts."""
    model = last_first(knowledge)
    other = {"postcode4": "3311", "gemeente_woonplaats": "Gouda", "taal_ouders": "x"}
    assert (
        ordered(PUPIL | other, knowledge, model)[1:]
        == ordered(PUPIL, knowledge, model)[1:]
    )


def test_features_are_numbers_between_0_and_1_of_known_rows(knowledge):
    feiten = Feiten(PUPIL, knowledge, PEILDATUM)
    rows = knowledge.leren.kenmerken
    pupil = features_of_pupil(feiten, rows)
    routes = weigh_routes(feiten, knowledge, None)
    for row in can_be_ordered(routes, rows, knowledge.route_regels):
        pair = features_of_pair(pupil, row, rows)
        assert all(0 < value <= 1 for value in pair.values())
        assert set(pair) - {f"route {row.route}"} <= set(rows.namen)


def test_the_plan_follows_the_learned_order_and_the_questions_do_not(knowledge):
    model = last_first(knowledge)
    rule = advise(PUPIL, knowledge, PEILDATUM)
    learned = advise(PUPIL, knowledge, PEILDATUM, model=model)
    assert learned.ontbrekend == rule.ontbrekend
    assert learned.as_dict().keys() == rule.as_dict().keys()
    assert learned.volgorde is not None and learned.volgorde.geleerd
    assert learned.plan != rule.plan
