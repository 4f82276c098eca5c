"""Learning: earlier cases, later ones, and a verdict by the bounds in the rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from assistant.leren.evaluate import (
    Volgkans,
    calibration_error,
    measure,
    orders,
)
from assistant.leren.geval import Geval
from assistant.leren.learn import learn, split_by_time
from assistant.leren.train import folds, train
from knowledge.leren import Maat
from matching.routes.ranker import chance
from tests.assistant.leren.conftest import INVENTED

DAY = date(2026, 1, 1)


def case(number=1, routes=("arrangement", "opdc", "grip"), lasting="opdc", **other):
    """Return a finished case of which only what matters here is given."""
    pairs = other.pop("paren", tuple({f"route {route}": 1.0} for route in routes))
    day = DAY + timedelta(days=number)
    return Geval(f"c{number}", day, routes, pairs, 0.0, lasting, other)


def in_this_order(one: Geval) -> Volgkans:
    chances = (0.6, 0.3, 0.1)[: len(one.routes)]
    return Volgkans(chances, tuple(range(len(one.routes))))


def test_first_choice_and_first_three_count_only_cases_that_lasted():
    cases = [
        case(1, lasting="arrangement"),
        case(2, lasting="grip"),
        case(3, lasting=None),
        case(4, ("a", "b", "c", "d"), "d"),
    ]

    def order(one):
        return Volgkans((0.25,) * len(one.routes), tuple(range(len(one.routes))))

    found = measure(order, cases, 10)
    assert (found.gevallen, found.geslaagd) == (4, 3)
    assert found.top1 == pytest.approx(1 / 3)
    assert found.top3 == pytest.approx(2 / 3)


def test_log_loss_and_calibration_are_those_of_the_definition():
    found = measure(in_this_order, [case(1, lasting="opdc")], 10)
    expected = -(np.log(0.4) + np.log(0.3) + np.log(0.9)) / 3
    assert found.logverlies == pytest.approx(expected)
    chances = np.array([0.05, 0.05, 0.95, 0.95])
    lasted = np.array([False, True, True, True])
    assert calibration_error(chances, lasted, 10) == pytest.approx(0.25)


def test_perfect_chances_have_no_calibration_error():
    random = Random(1)
    chances = np.array([random.random() for _ in range(40000)])
    lasted = np.array([random.random() < one for one in chances])
    assert calibration_error(chances, lasted, 10) < 0.01


def test_the_later_period_is_not_learned_from(cohort, knowledge):
    earlier, later = split_by_time(cohort, knowledge.leren.grenzen)
    assert max(one.dag for one in earlier) < min(one.dag for one in later)
    assert len(earlier) + len(later) == len(cohort)
    assert len(earlier) / len(cohort) == pytest.approx(0.7, abs=0.02)


def test_a_pupil_who_comes_back_later_is_not_learned_from_as_well(knowledge):
    cases = [case(n) for n in range(1, 21)]
    again = replace(cases[0], dag=DAY + timedelta(days=30))
    earlier, later = split_by_time([*cases, again], knowledge.leren.grenzen)
    assert again in later
    assert cases[0] not in earlier


def test_parts_keep_all_decisions_of_one_case_together():
    twice = [case(n) for n in range(1, 11)]
    twice += [replace(one, dag=one.dag + timedelta(days=9)) for one in twice]
    parts = list(folds(twice, 4, seed=1))
    for learn_from, look_at in parts:
        assert {one.id for one in learn_from}.isdisjoint(one.id for one in look_at)
    assert sum(len(look_at) for _, look_at in parts) == len(twice)


def test_too_few_cases_is_a_normal_outcome(knowledge):
    found = learn([case(n) for n in range(1, 60)], knowledge.leren, INVENTED)
    assert found.meting is None
    assert not found.goed
    assert found.oordeel == "te_weinig_gevallen"
    short = {one.id: one.aantal for one in found.aantallen if not one.genoeg}
    assert short["afgelopen"] == 59


def test_nothing_at_all_is_too_few(knowledge):
    found = learn([], knowledge.leren, INVENTED)
    assert [one.aantal for one in found.aantallen] == [0, 0, 0]
    assert found.oordeel == "te_weinig_gevallen"


def test_cases_without_a_choice_are_left_out(cohort, knowledge):
    alone = [replace(one, routes=one.routes[:1], paren=one.paren[:1]) for one in cohort]
    assert learn(alone, knowledge.leren, INVENTED).aantallen[0].aantal == 0


def test_the_same_cases_give_the_same_model(cohort, learned, knowledge):
    earlier, _ = split_by_time(cohort, knowledge.leren.grenzen)
    assert train(earlier, knowledge.leren, INVENTED).id == learned.meting.model.id
    shuffled = Random(3).sample(list(cohort), len(cohort))
    assert split_by_time(shuffled, knowledge.leren.grenzen)[0] == earlier


def test_every_bound_of_the_rows_is_looked_at(learned, knowledge):
    rows = knowledge.leren.grenzen
    together = [one.eis.id for one in learned.meting.eisen if not one.groep]
    assert together == [one.id for one in rows.eisen]
    enough = [one for one in learned.meting.groepen if one.tabel is not None]
    assert all(one.gevallen >= rows.minstens["groep"] for one in enough)
    assert {one.groep for one in learned.meting.groepen} == {
        "Leeftijd",
        "Schoolsoort",
        "Geslacht",
    }
    per_group = [one for one in learned.meting.eisen if one.groep]
    assert len(per_group) == len(enough) * len(rows.groepseisen)


def test_the_learned_order_finds_what_was_put_in_and_is_calibrated(learned):
    table = learned.meting.tabel
    assert table["geleerd"].top1 > table["regel"].top1
    assert table["geleerd"].logverlies < table["vaakst"].logverlies
    assert table["geleerd"].ijkfout < 0.06
    assert 0 < table["geleerd"].onthouding < 1


def test_noise_is_not_taken_for_an_order(cohort, knowledge):
    """Where any open route lasts as often as another, no model may be used."""
    random = Random(8)
    noise = [replace(c, blijvend=random.choice(c.routes)) for c in cohort[::2]]
    found = learn(noise, knowledge.leren, INVENTED)
    assert not found.goed
    assert found.oordeel == "niet_goed_genoeg"


def test_a_model_that_only_repeats_the_rules_is_refused(cohort, knowledge):
    """When the first by rule always lasts, nothing is gained by learning."""
    ruled = [replace(one, blijvend=one.routes[0]) for one in cohort[::2]]
    found = learn(ruled, knowledge.leren, INVENTED)
    failed = {one.eis.maat for one in found.meting.eisen if not one.gehaald}
    assert Maat.winst_top1 in failed
    assert not found.goed


def test_a_group_that_is_worse_off_keeps_the_model_from_use(cohort, knowledge):
    """Good for everybody together is not enough."""
    girls_by_rule = [
        replace(one, blijvend=one.routes[0] if one.blijvend else None)
        if one.groepen["geslacht"] == "meisje"
        else one
        for one in cohort
    ]
    found = learn(girls_by_rule, knowledge.leren, INVENTED)
    worse = [one for one in found.meting.eisen if not one.gehaald]
    assert any(one.groep == "Geslacht: meisje" for one in worse)
    assert not found.goed


def test_abstaining_shows_the_order_of_the_rules(learned, cohort, knowledge):
    model = learned.meting.model
    compared = orders(model, cohort[:400], knowledge.leren)
    silent = [one for one in cohort if compared.geleerd(one).onthoudt]
    assert silent
    for one in silent:
        shown = compared.met_onthouding(one).volgorde
        assert shown == tuple(range(len(one.routes)))


def test_the_model_holds_weights_of_rows_and_nothing_of_a_pupil(learned, knowledge):
    names = set(learned.meting.model.gewichten)
    routes = {f"route {route}" for route in knowledge.routes}
    assert names <= set(knowledge.leren.kenmerken.namen) | routes
    assert all(0 < chance(p, learned.meting.model) < 1 for p in ({}, {"x": 1.0}))
