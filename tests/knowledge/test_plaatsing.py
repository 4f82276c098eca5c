"""The rows between a case and a place: urgency, the path, and invented cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.plaatsing import Plaatsingsregels
from knowledge.voorbeeld import VoorbeeldCasus
from tests.knowledge.asked import is_asked_of

if TYPE_CHECKING:
    from knowledge.load import Knowledge


def test_urgency_never_falls_with_time_at_home(knowledge: Knowledge) -> None:
    rules = knowledge.plaatsing

    @given(st.integers(0, 300), st.integers(0, 300))
    def holds(a: int, b: int) -> None:
        low, high = sorted((a, b))
        assert rules.urgency(low) <= rules.urgency(high)

    holds()


def test_urgency_changes_on_the_week_that_the_row_names(knowledge: Knowledge) -> None:
    rules = knowledge.plaatsing
    for row in rules.urgentie:
        assert rules.urgency(row.weken_thuis) == row.punten
        if row.weken_thuis:
            assert rules.urgency(row.weken_thuis - 1) < row.punten
    assert rules.urgency(None) == rules.urgentie_onbekend


def test_the_path_shows_every_status_of_an_example_once(knowledge: Knowledge) -> None:
    shown = [status for fase in knowledge.plaatsing.pad for status in fase.bij]
    assert sorted(shown) == sorted(set(shown))
    assert {example.status for example in knowledge.voorbeelden} == set(shown)


def test_points_name_goals_and_routes_that_exist(knowledge: Knowledge) -> None:
    goals = {value.id for value in knowledge.velden["doel_soort"].waarden}
    for rule in knowledge.plaatsing.geschiktheid:
        assert set(rule.doelen) <= goals
        assert set(rule.routes) <= set(knowledge.routes)


def changed(knowledge: Knowledge, **other: Any) -> dict[str, Any]:
    return knowledge.plaatsing.model_dump() | other


EXTRA = {"id": "proef", "punten": 1, "uitleg": "Proef.", "bron": "EIGEN"}


@pytest.mark.parametrize(
    "other",
    [
        {"urgentie": [{"weken_thuis": 4, "punten": 1, "bron": "EIGEN"}] * 2},
        {"urgentie": []},
        {"reistijd": {"vast_min": -1}},
        {"tijdslimiet_s": 0},
        {"uren_per_fte": 0},
        {"urgentie_extra": [EXTRA | {"soort": "klok"}]},
        {"urgentie_extra": [EXTRA | {"soort": "antwoord", "veld": "plicht"}]},
        {"doelen": []},
        {"iets_anders": 1},
    ],
)
def test_wrong_rules_are_refused(knowledge: Knowledge, other: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Plaatsingsregels.model_validate(changed(knowledge, **other))
    Plaatsingsregels.model_validate(changed(knowledge))


def test_a_missing_paper_takes_the_days_of_its_row(knowledge: Knowledge) -> None:
    papers = knowledge.plaatsing.papieren
    assert papers.days("toestemming_plaatsing") == 7
    assert papers.days("geen_rij_voor_dit_papier") == papers.standaard_dagen


def test_a_decided_example_needs_a_decision() -> None:
    row = {"id": "voorbeeld-99", "status": "besloten", "antwoorden": {"leeftijd": 9}}
    with pytest.raises(ValidationError, match="besluit"):
        VoorbeeldCasus.model_validate(row)
    VoorbeeldCasus.model_validate(row | {"status": "intake"})
    with pytest.raises(ValidationError):
        VoorbeeldCasus.model_validate(row | {"status": "intake", "id": "Jan"})


def test_a_zorgcoordinator_can_say_how_far_a_pupil_travels(
    knowledge: Knowledge,
) -> None:
    veld = knowledge.velden["maximale_reistijd_min"]
    assert is_asked_of(knowledge.intake, "zorgcoordinator", veld)
    assert is_asked_of(knowledge.intake, "ouder", veld)
