"""From answers to the parents' next steps, with dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.load import load_knowledge
from matching.antwoorden import AnswerError
from matching.stappen import steps

if TYPE_CHECKING:
    from knowledge.load import Knowledge

PEILDATUM = date(2026, 11, 22)
KENNIS = load_knowledge()


def _ago(days: int) -> date:
    return PEILDATUM - timedelta(days=days)


def _dates(knowledge: Knowledge, antwoorden: dict[str, object]) -> dict[str, object]:
    plan = steps(antwoorden, knowledge, PEILDATUM)
    return {stap.id: stap.uiterlijk for stap in plan.stappen}


def test_without_answers_there_is_no_situation(knowledge: Knowledge) -> None:
    plan = steps({}, knowledge, PEILDATUM)
    assert plan.as_dict() == {"situaties": [], "stappen": []}


@pytest.mark.parametrize(
    ("days", "situation"),
    [(0, "verzuim_begint"), (28, "verzuim_begint"), (29, "lang_thuis")],
)
def test_after_28_days_starting_absence_becomes_long(
    knowledge: Knowledge, days: int, situation: str
) -> None:
    plan = steps({"verzuim_sinds": _ago(days)}, knowledge, PEILDATUM)
    assert plan.situaties == (situation,)


def test_the_duty_of_care_runs_from_the_latest_written_application(
    knowledge: Knowledge,
) -> None:
    dates = _dates(
        knowledge,
        {
            "ingeschreven": "nee",
            "aanmeldingen": [
                {"school": "A", "datum_schriftelijke_aanmelding": "2026-10-05"},
                {"school": "B", "datum_schriftelijke_aanmelding": "2026-10-12"},
                {"school": "C"},
            ],
        },
    )
    assert dates["besluit_aanmelding"] == date(2026, 11, 23)
    # Ten weeks without a decision: a temporary place from day 71.
    assert dates["tijdelijk_geplaatst"] == date(2026, 12, 22)


def test_a_clock_without_its_date_gives_no_date(knowledge: Knowledge) -> None:
    dates = _dates(knowledge, {"ingeschreven": "nee"})
    assert dates["besluit_aanmelding"] is None
    assert dates["samenwerkingsverband_zoekt"] == PEILDATUM + timedelta(weeks=1)


def test_months_are_calendar_months(knowledge: Knowledge) -> None:
    dates = _dates(knowledge, {"verzuim_sinds": "2026-08-31"})
    assert dates["aanbod_binnen_drie_maanden"] == date(2026, 11, 30)


def test_a_day_that_has_passed_is_marked(knowledge: Knowledge) -> None:
    plan = steps({"verzuim_sinds": "2026-06-01"}, knowledge, PEILDATUM)
    passed = {stap.id for stap in plan.stappen if stap.voorbij}
    assert passed == {"aanbod_binnen_drie_maanden"}


@pytest.mark.parametrize("veld", ["veiligheid_direct", "signaal_suicide"])
@pytest.mark.parametrize("answer", ["ja", "twijfel"])
def test_danger_puts_everything_else_aside(
    knowledge: Knowledge, veld: str, answer: str
) -> None:
    antwoorden = {veld: answer, "verzuim_sinds": _ago(60), "ingeschreven": "nee"}
    plan = steps(antwoorden, knowledge, PEILDATUM)
    assert plan.situaties == ("crisis",)
    assert "112" in plan.stappen[0].wat


@pytest.mark.parametrize(
    ("antwoorden", "situation"),
    [
        ({"vorm_verzuim": "angstgerelateerde_schoolweigering"}, "ziek_of_klachten"),
        ({"ziekmeldingen_12w": 4}, "ziek_of_klachten"),
        ({"plan_van_aanpak": "geen_plan"}, "school_handelingsverlegen"),
        ({"schorsing_verwijdering": "geschorst"}, "geschorst_of_verwijderd"),
        ({"school_belemmerend": ["geen_plek_of_wachtlijst"]}, "wacht_op_plek"),
        ({"eens_met_school": "nee"}, "niet_eens"),
        ({"behandeling_nu": "wacht"}, "wacht_op_hulp"),
        ({"vrijstelling": "in_onderzoek"}, "vrijstelling_overwogen"),
        ({"leeftijd": 16}, "naar_mbo"),
        ({"leerlingenvervoer": "ja_nog_niet_aangevraagd"}, "vervoer_nodig"),
        ({"stem_kind_gehoord": "nog_niet"}, "kind_niet_gehoord"),
        ({"datum_toewijzing": "2026-11-20"}, "plek_gevonden"),
    ],
)
def test_an_answer_opens_its_situation(
    knowledge: Knowledge, antwoorden: dict[str, object], situation: str
) -> None:
    assert situation in steps(antwoorden, knowledge, PEILDATUM).situaties


@pytest.mark.parametrize(
    "antwoorden",
    [
        {"ziekmeldingen_12w": 3},
        {"leeftijd": 15},
        {"eens_met_school": "ja"},
        {"ingeschreven": "onbekend"},
        {"veiligheid_direct": "nee"},
        {"school_belemmerend": []},
    ],
)
def test_another_answer_opens_nothing(
    knowledge: Knowledge, antwoorden: dict[str, object]
) -> None:
    assert steps(antwoorden, knowledge, PEILDATUM).situaties == ()


def test_absence_in_the_future_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(AnswerError, match="verzuim_sinds"):
        steps({"verzuim_sinds": _ago(-1)}, knowledge, PEILDATUM)


def test_an_unknown_field_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(AnswerError, match="schoenmaat"):
        steps({"schoenmaat": 38}, knowledge, PEILDATUM)


def test_plain_data_holds_what_the_command_line_promises(knowledge: Knowledge) -> None:
    plan = steps({"behandeling_nu": "wacht"}, knowledge, PEILDATUM).as_dict()
    assert plan["situaties"] == ["wacht_op_hulp"]
    stappen = plan["stappen"]
    assert isinstance(stappen, list)
    assert set(stappen[0]) == {"id", "wat", "uiterlijk", "wie", "bron"}
    assert stappen[0]["uiterlijk"] == "2026-11-29"


choices = st.fixed_dictionaries(
    {},
    optional={
        veld.id: st.sampled_from([waarde.id for waarde in veld.waarden])
        for veld in KENNIS.velden.values()
        if veld.type == "single"
    },
)


@given(antwoorden=choices)
def test_the_plan_holds_exactly_the_steps_of_its_situations_in_order(
    antwoorden: dict[str, object],
) -> None:
    plan = steps(antwoorden, KENNIS, PEILDATUM)
    order = [row.id for row in KENNIS.situaties]
    places = [order.index(name) for name in plan.situaties]
    assert places == sorted(set(places))
    rows = {row.id: row for row in KENNIS.situaties}
    expected = [stap.id for name in plan.situaties for stap in rows[name].stappen]
    assert [stap.id for stap in plan.stappen] == expected
