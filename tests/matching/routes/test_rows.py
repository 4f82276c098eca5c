"""The route rows: complete against the research, and every row can matter."""

from datetime import date

import pytest
import yaml

from knowledge.routes import Aard, SoortInformatie
from matching.feiten import Feiten
from matching.routes.weigh import status_of, weigh, weigh_route
from matching.uitkomst import Uitkomst


@pytest.fixture(scope="module")
def research(shared_dir):
    """The routes of the domain research, where it lies beside the project."""
    path = shared_dir / "domein" / "routes.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_all_routes_of_the_research_are_rows(knowledge, research):
    assert set(knowledge.routes) == {row["id"] for row in research["routes"]}


def test_every_rule_key_is_encoded_or_shown_as_information(knowledge, research):
    for row in research["routes"]:
        route = knowledge.routes[row["id"]]
        encoded = {key for one in route.criteria for key in one.regels}
        shown = set(route.informatie_regels) | {"region_of_source"}
        assert set(row["rules"]) - encoded - shown == set(), row["id"]
        assert (encoded | shown) - set(row["rules"]) <= {"region_of_source"}, row["id"]
        assert not encoded & set(route.informatie_regels), row["id"]


def test_every_glossary_rule_about_a_field_is_a_criterion(knowledge, research):
    # Keys that bind to places or calendars of the region cannot be told from a case,
    # and clocks are dates in the plan.
    not_of_the_case = ("capacity", "clock", "calendar")
    for row in research["routes"]:
        route = knowledge.routes[row["id"]]
        for key in row["rules"]:
            entry = research["meta"]["rule_glossary"].get(key)
            if entry is None or row["rules"][key]["value"] is False:
                continue
            kind = entry["kind_of_check"]
            if key != "unexcused_hours" and any(w in kind for w in not_of_the_case):
                continue
            encoded = {rule for one in route.criteria for rule in one.regels}
            assert key in encoded, (row["id"], key)


def test_what_the_research_knows_is_told_and_what_it_does_not_know_is_open(
    knowledge, research
):
    names = {
        "contra_indications": SoortInformatie.niet_voor,
        "duration_extension": SoortInformatie.duur,
        "capacity_group_size": SoortInformatie.plekken,
        "decider": SoortInformatie.beslisser,
        "cost": SoortInformatie.kosten,
        "return_guarantee": SoortInformatie.terugkeer,
        "follow_up": SoortInformatie.nazorg,
    }
    for row in research["routes"]:
        route = knowledge.routes[row["id"]]
        for field, kind in names.items():
            known = row["fields"][field]["status"] != "UNKNOWN"
            assert (route.informatie[kind] is not None) == known, (row["id"], field)


def test_levels_and_regions_are_those_of_the_research(knowledge, research):
    for row in research["routes"]:
        route = knowledge.routes[row["id"]]
        assert route.trap == row["escalation_level"], row["id"]
        assert list(route.sector) == row["sector"], row["id"]
        region = row["rules"].get("region_of_source", {}).get("value", [])
        assert list(route.regio_van_bron) == region, row["id"]


def test_a_judgement_is_never_computed(knowledge):
    for route in knowledge.routes.values():
        for row in route.criteria:
            if row.aard is Aard.oordeel:
                assert row.als is None


def _closing_answers(knowledge):
    """Give, per hard criterion, the worked case that closes on it."""
    return {
        (route.id, row.id): row
        for route in knowledge.routes.values()
        for row in route.criteria
        if row.aard is Aard.hard and row.als is not None
    }


@pytest.fixture(scope="module")
def candidates(knowledge):
    """Simple answers: each value of each choice field, and ages, one at a time."""
    values = {}
    for veld in knowledge.velden.values():
        if veld.type == "single":
            values[veld.id] = [waarde.id for waarde in veld.waarden]
    values["geboortemaand"] = ["2024-05"]
    values["leeftijd"] = list(range(3, 24))
    values["tlv_aanwezig"] = [[{"soort": kind}] for kind in ("sbo", "so", "vso")]
    values["toeleiding_fasen"] = [
        [{"fase": "indicatiestelling", "begonnen_op": date(2026, 9, 1)}]
    ]
    values["helemaal_niet_sinds"] = [date(2026, 11, 20), date(2026, 9, 1)]
    return values


def test_each_hard_criterion_can_close_its_route(knowledge, candidates, peildatum):
    unclosed = []
    for (route_id, row_id), row in _closing_answers(knowledge).items():
        fields = set(row.als.fields())
        derived = {
            name
            for field in fields
            for name in (
                knowledge.afgeleid[field].van if field in knowledge.afgeleid else ()
            )
        }
        names = (fields | derived) & set(candidates)
        names |= {"geboortemaand"} if "leeftijd" in fields else set()
        tries = [{name: value} for name in names for value in candidates[name]]
        if "sector" in fields:
            tries = [
                {"schoolsoort": school, "leeftijd": age, "overgangsmoment": "nee"}
                for school in candidates["schoolsoort"]
                for age in (8, 14, 18)
            ]
        closed = any(
            weigh(row, Feiten(answers, knowledge, peildatum)).uitkomst
            is Uitkomst.voldoet_niet
            for answers in tries
        )
        if not closed:
            unclosed.append((route_id, row_id))
    # Every pupil can reach po, vo or mbo; and "not now" is a question, not a refusal.
    never = {
        (route_id, "sector")
        for route_id, route in knowledge.routes.items()
        if {"po", "vo", "mbo"} <= set(route.sector)
    }
    never |= {(f"oza_variant_{number}", "begeleidbaar") for number in (1, 2, 3)}
    assert set(unclosed) == never


def test_a_failed_hard_criterion_closes_whatever_else_is_met(knowledge, peildatum):
    route = knowledge.routes["blos"]
    answers = {
        "schoolsoort": "bao",
        "leeftijd": 8,
        "ingeschreven": "ja",
        "tlv_aanwezig": [],
        "kind_belemmerend": ["gedragsproblemen_of_verzet"],
    }
    facts = Feiten(answers, knowledge, peildatum)
    assert status_of(weigh_route(route, facts, None)) == "open"
    for row in route.criteria:
        if row.aard is Aard.hard:
            outcomes = [
                one
                if one.criterium != row.id
                else type(one)(
                    one.criterium, one.aard, Uitkomst.voldoet_niet, "x", "EIGEN"
                )
                for one in weigh_route(route, facts, None)
            ]
            assert status_of(outcomes) == "dicht", row.id


def test_every_sentence_is_a_full_sentence(knowledge):
    for route in knowledge.routes.values():
        for row in route.criteria:
            for text in (row.voldoet, row.voldoet_niet, row.onbekend, row.bij_twijfel):
                assert text is None or text[-1] in ".?", (route.id, row.id)
                assert text is None or "{" not in text, (route.id, row.id)


def test_our_own_readings_are_marked_as_not_certain(knowledge):
    for route in knowledge.routes.values():
        for row in route.criteria:
            if "EIGEN" in row.bron:
                assert not row.zeker, (route.id, row.id)
