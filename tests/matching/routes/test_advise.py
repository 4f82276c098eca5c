"""The advice as a whole: safety, region, order, plan and open questions."""

import dataclasses
from datetime import date
from types import MappingProxyType

import pytest

from knowledge.regio import Regio, RegioCriterium
from matching.antwoorden import check_answers
from matching.errors import RegionError
from matching.routes.advies import Status
from matching.routes.advise import advise, missing
from tests.expressions import parse_expression

DAG = date(2026, 11, 23)
PUPIL = {
    "leeftijd": 8,
    "schoolsoort": "bao",
    "ingeschreven": "ja",
    "tlv_aanwezig": [],
    "kind_belemmerend": ["gedragsproblemen_of_verzet"],
    "verzuim_sinds": "2026-10-01",
    "veiligheid_direct": "nee",
    "signaal_suicide": "nee",
}


@pytest.fixture
def advice_on(knowledge):
    """Advise on a case as it would be written in a file."""

    def _advise(answers, regio=None, rows=knowledge):
        return advise(check_answers(answers, rows, DAG), rows, DAG, regio=regio)

    return _advise


def _route(advice, name):
    return next(row for row in advice.routes if row.route == name)


@pytest.fixture
def with_region(knowledge):
    """The knowledge with one region that switches off and tightens."""
    region = Regio(
        id="proefstad",
        naam="Proefstad",
        voorbeeld=True,
        uit_routes=("top_kampen",),
        criteria=(
            RegioCriterium(
                route="blos",
                id="vanaf_zeven",
                aard="hard",
                als=parse_expression({"veld": "leeftijd", "minstens": 9}),
                uitleg="in deze regio vanaf 9 jaar",
                bron="EIGEN",
            ),
        ),
        bron="EIGEN",
    )
    return dataclasses.replace(
        knowledge, regios=MappingProxyType({"proefstad": region})
    )


@pytest.mark.parametrize("field", ["veiligheid_direct", "signaal_suicide"])
@pytest.mark.parametrize("value", ["ja", "twijfel"])
def test_danger_or_doubt_stops_the_advice(advice_on, field, value):
    advice = advice_on({**PUPIL, field: value})
    assert advice.stop
    assert advice.stopreden
    assert advice.as_dict()["routes"] == []
    assert advice.as_dict()["plan"]["nu"] == []
    assert advice.as_dict()["ontbrekend"] == []


@pytest.mark.parametrize(
    "answers", [{}, {"signaal_suicide": "niet_gevraagd"}, {"veiligheid_direct": None}]
)
def test_unanswered_safety_questions_head_the_list_and_do_not_stop(advice_on, answers):
    bare = {k: v for k, v in PUPIL.items() if k not in ("veiligheid_direct",)}
    bare.pop("signaal_suicide")
    advice = advice_on({**bare, **answers})
    assert not advice.stop
    assert advice.ontbrekend[:2] == ("veiligheid_direct", "signaal_suicide")


def test_worry_about_home_does_not_stop_the_advice(advice_on):
    assert not advice_on({**PUPIL, "signaal_thuis_onveilig": "ja"}).stop


def test_without_any_answer_nothing_is_open_or_closed(advice_on):
    advice = advice_on({})
    assert {row.status for row in advice.routes} == {Status.onbekend}


def test_a_region_switches_a_route_off(advice_on, with_region):
    threatened = {**PUPIL, "schorsing_verwijdering": "schorsing_dreigt"}
    assert _route(advice_on(threatened), "top_kampen").status is Status.open
    route = _route(advice_on(threatened, "proefstad", with_region), "top_kampen")
    assert route.status is Status.dicht
    assert route.criteria[0].criterium == "niet_in_regio"
    assert route.criteria[0].aard.value == "hard"


def test_a_region_can_tighten_a_route(advice_on, with_region):
    assert _route(advice_on(PUPIL), "blos").status is Status.open
    young = _route(advice_on(PUPIL, "proefstad", with_region), "blos")
    older = _route(
        advice_on({**PUPIL, "leeftijd": 9}, "proefstad", with_region), "blos"
    )
    assert (young.status, older.status) == (Status.dicht, Status.open)


@pytest.fixture
def region_that_asks(knowledge):
    """The knowledge with a region that asks a paper of its own for BLOS."""

    def _with(**changes):
        row = RegioCriterium(
            route="blos",
            id="eigen_formulier",
            aard="document",
            als=parse_expression({"veld": "dossier_groeidocument", "in": "ja_actueel"}),
            uitleg="het formulier van Proefstad",
            voldoet_niet="Het formulier van Proefstad is er nog niet.",
            te_regelen="Het formulier van Proefstad invullen",
            regelt="de intern begeleider",
            bron="EIGEN",
            **changes,
        )
        region = Regio(
            id="proefstad", naam="Proefstad", voorbeeld=True, criteria=(row,), bron="S0"
        )
        return dataclasses.replace(
            knowledge, regios=MappingProxyType({"proefstad": region})
        )

    return _with


def test_a_paper_that_a_region_asks_is_to_be_arranged_by_someone(
    advice_on, region_that_asks
):
    answers = {**PUPIL, "dossier_groeidocument": "nee"}
    advice = advice_on(answers, "proefstad", region_that_asks())
    assert _route(advice, "blos").status is Status.open
    said = {row.criterium: row.uitleg for row in _route(advice, "blos").criteria}
    assert said["eigen_formulier"] == "Het formulier van Proefstad is er nog niet."
    wanted = "Het formulier van Proefstad invullen. Wie: de intern begeleider"
    assert any(one.startswith(wanted) for one in advice.plan.nog_te_regelen)


def test_a_criterion_of_a_region_holds_from_its_first_day(advice_on, region_that_asks):
    later = region_that_asks(geldig_vanaf=date(2027, 1, 1))
    rows = _route(advice_on(PUPIL, "proefstad", later), "blos").criteria
    assert "eigen_formulier" not in {row.criterium for row in rows}


def test_a_paper_of_a_region_says_who_arranges_it():
    with pytest.raises(ValueError, match="staan er samen"):
        RegioCriterium(
            route="blos",
            id="formulier",
            aard="document",
            als=None,
            uitleg="het formulier",
            te_regelen="Het formulier invullen",
            bron="EIGEN",
        )


def test_tables_and_process_steps_stand_beside_a_place_and_not_instead(advice_on):
    plan = advice_on(
        {
            **PUPIL,
            "verzuim_sinds": "2026-08-01",
            "helemaal_niet_sinds": "2026-08-15",
            "school_wil_terug": "nee",
            "conflict_school_ouders": "conflict",
        }
    ).plan
    assert plan.tafel is not None
    assert {"blos", "mdo"} <= set(plan.nu)


def test_an_unknown_region_is_named(advice_on):
    with pytest.raises(RegionError, match="De regio ‘atlantis’ bestaat niet"):
        advice_on(PUPIL, "atlantis")


def test_more_reasons_come_first_and_then_the_lightest(advice_on):
    rows = [row for row in advice_on(PUPIL).routes if row.status is Status.open]
    met = [
        sum(
            1
            for c in row.criteria
            if c.aard.value == "indicatie" and c.uitkomst.value == "voldoet"
        )
        for row in rows
    ]
    assert met == sorted(met, reverse=True)


def test_the_exemption_comes_after_every_route_that_is_not_closed(advice_on):
    advice = advice_on({**PUPIL, "vrijstelling": "in_onderzoek"})
    exemption = _route(advice, "vrijstelling_5_onder_a")
    assert exemption.status is Status.open
    others = [row for row in advice.routes if row.status is not Status.dicht]
    assert others[-1] == exemption
    assert "vrijstelling_5_onder_a" not in advice.plan.straks


def test_a_plan_has_now_next_and_a_table(advice_on):
    plan = advice_on({**PUPIL, "school_belemmerend": ["te_weinig_begeleiding"]}).plan
    assert "blos" in plan.nu
    assert "arrangement" in plan.straks
    assert plan.tafel == "thuiszitterstafel"
    assert not set(plan.nu) & set(plan.straks)


def test_a_paper_that_is_not_there_is_to_be_arranged_by_someone(advice_on):
    plan = advice_on({**PUPIL, "terugkeergarantie_school": "toegezegd"}).plan
    sentence = next(s for s in plan.nog_te_regelen if "Terugkeergarantie" in s)
    assert "de school van inschrijving" in sentence
    assert "BLOS" in sentence


def test_a_paper_that_is_there_is_not_to_be_arranged(advice_on):
    plan = advice_on({**PUPIL, "terugkeergarantie_school": "getekend"}).plan
    assert not any("Terugkeergarantie" in sentence for sentence in plan.nog_te_regelen)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, None),
        ({"verzuim_sinds": "2026-11-20"}, date(2026, 12, 18)),
        (
            {"verzuim_sinds": "2026-11-20", "datum_signaal": "2026-11-22"},
            date(2026, 11, 24),
        ),
        (
            {
                "aanmeldingen": [
                    {
                        "datum_schriftelijke_aanmelding": "2026-10-20",
                        "besluit": "in_behandeling",
                        "verlengd_4_weken": "nee",
                    }
                ]
            },
            date(2026, 12, 1),
        ),
        (
            {
                "aanmeldingen": [
                    {
                        "datum_schriftelijke_aanmelding": "2026-10-20",
                        "besluit": "in_behandeling",
                        "verlengd_4_weken": "ja",
                    }
                ]
            },
            date(2026, 12, 29),
        ),
        # a school that has decided has no clock any more
        (
            {
                "aanmeldingen": [
                    {
                        "datum_schriftelijke_aanmelding": "2026-10-20",
                        "besluit": "geweigerd",
                    }
                ]
            },
            None,
        ),
        # what is past is no deadline any more
        ({"verzuim_sinds": "2025-01-01"}, None),
    ],
)
def test_the_plan_names_the_first_date_to_come(advice_on, answers, expected):
    assert advice_on(answers).plan.termijn == expected


def test_the_json_has_exactly_the_keys_of_the_contract(advice_on):
    document = advice_on(PUPIL).as_dict()
    assert set(document) == {"stop", "stopreden", "routes", "plan", "ontbrekend"}
    assert set(document["plan"]) == {
        "nu",
        "straks",
        "tafel",
        "nog_te_regelen",
        "termijn",
    }
    for route in document["routes"]:
        assert set(route) == {"route", "soort", "status", "rang", "criteria"}
        for row in route["criteria"]:
            assert set(row) == {"criterium", "aard", "uitkomst", "uitleg", "bron"}
            assert row["uitleg"].endswith((".", "?"))


def test_questions_shrink_as_they_are_answered(knowledge, advice_on):
    answers = {"leeftijd": 8}
    first = missing(check_answers(answers, knowledge, DAG), knowledge, DAG)
    assert "leeftijd" not in first
    answers["schoolsoort"] = "bao"
    second = missing(check_answers(answers, knowledge, DAG), knowledge, DAG)
    assert "schoolsoort" in first
    assert "schoolsoort" not in second


def test_the_question_that_decides_most_comes_first(advice_on):
    assert advice_on({"leeftijd": 14}).ontbrekend[2] == "schoolsoort"


def test_a_question_that_was_refused_is_not_asked_again(advice_on):
    advice = advice_on({**PUPIL, "diagnose_status": "wil_ik_niet_zeggen"})
    assert "diagnose_status" not in advice.ontbrekend


def test_what_was_asked_and_not_known_comes_after_what_was_never_asked(advice_on):
    asked = advice_on({**PUPIL, "gevaarlijk_gedrag": "onbekend"}).ontbrekend
    never = advice_on(PUPIL).ontbrekend
    assert asked.index("gevaarlijk_gedrag") > never.index("gevaarlijk_gedrag")
