"""The invented cohort: the rates of its rows, and independent of the order of rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from assistant.leren import cohort as drawing
from assistant.leren.cohort import World, draw_answers, draw_cohort
from assistant.leren.errors import LearningError
from matching.antwoorden import check_answers
from tests.assistant.leren.conftest import REGION, UNTIL


def world(knowledge, seed=5, regio=REGION):
    return World(knowledge, knowledge.regios.get(regio), UNTIL, seed)


def test_the_same_seed_gives_the_same_cohort_and_another_one_does_not(knowledge):
    first = draw_cohort(world(knowledge), 40)
    assert draw_cohort(world(knowledge), 40) == first
    assert draw_cohort(world(knowledge, seed=6), 40) != first


def test_every_case_has_a_choice_and_lies_in_the_period(cohort, knowledge):
    assert len(cohort) == 500
    assert all(len(case.routes) > 1 for case in cohort)
    assert [case.dag for case in cohort] == sorted(case.dag for case in cohort)
    months = (UNTIL - cohort[0].dag).days / 30.4
    assert 0.9 * knowledge.leren.cohort.maanden < months
    assert months <= knowledge.leren.cohort.maanden
    assert all(case.blijvend is None or case.blijvend in case.routes for case in cohort)


def test_answers_are_valid_and_follow_the_rates_of_the_rows(knowledge):
    drawn = [draw_answers(one, UNTIL) for one in [world(knowledge)] * 1500]
    for answers in drawn[:200]:
        check_answers(answers, knowledge, UNTIL)
    young = sum(answers["leeftijd"] < 12 for answers in drawn) / len(drawn)
    assert young == pytest.approx(33 / 84, abs=0.04)
    enrolled = [a["ingeschreven"] for a in drawn if "ingeschreven" in a]
    assert enrolled.count("ja") / len(enrolled) == pytest.approx(44 / 71, abs=0.04)
    assert 1 - len(enrolled) / len(drawn) == pytest.approx(0.07, abs=0.02)


def test_about_as_many_last_as_the_source_says(cohort):
    lasted = sum(case.blijvend is not None for case in cohort) / len(cohort)
    assert lasted == pytest.approx(26 / 38, abs=0.12)
    sexes = Counter(case.groepen["geslacht"] for case in cohort)
    assert sexes["jongen"] / len(cohort) == pytest.approx(2 / 3, abs=0.06)


def test_sex_is_known_of_invented_pupils_only_to_look_at_groups(cohort):
    names = {name for case in cohort for pair in case.paren for name in pair}
    assert not any("geslacht" in name or "jongen" in name for name in names)


def test_what_is_decided_and_lasts_does_not_follow_the_order_of_the_rules(
    knowledge, monkeypatch
):
    """Turn the order of the rules around: the same pupils go to the same routes."""
    before = {case.id: case for case in draw_cohort(world(knowledge), 60)}
    real = drawing.situation

    def turned(*words):
        found = real(*words)
        return replace(found, open=found.open[::-1])

    monkeypatch.setattr(drawing, "situation", turned)
    back = {case.id: case for case in draw_cohort(world(knowledge), 60)}
    assert back.keys() == before.keys()
    assert any(back[one].routes != before[one].routes for one in before)
    for one, case in before.items():
        assert back[one].blijvend == case.blijvend


def test_a_region_without_choice_is_refused_in_words(knowledge):
    nothing_on = knowledge.regios[REGION].model_copy(
        update={"uit_routes": tuple(knowledge.routes)}
    )
    with pytest.raises(LearningError, match="iets te kiezen"):
        draw_cohort(World(knowledge, nothing_on, UNTIL, 5), 3)
