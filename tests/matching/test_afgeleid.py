"""Derived values: ages, sector, valid TLV, hours missed."""

from datetime import date

import pytest

from matching.afgeleid import ASK, COMPUTE
from matching.feiten import Feiten
from matching.kennis import Bereik, Dagen

DAG = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("month", "day", "low", "high"),
    [
        ("2012-10", DAG, 14, 14),
        ("2012-12", DAG, 13, 13),
        ("2012-11", DAG, 13, 14),  # the birthday may have been or not
        ("2012-11", date(2026, 11, 30), 14, 14),  # last day: it has been
        ("2012-11", date(2026, 11, 1), 13, 14),
    ],
)
def test_the_age_is_uncertain_in_the_birth_month_only(knowledge, month, day, low, high):
    facts = Feiten({"geboortemaand": month}, knowledge, day)
    assert facts.known("leeftijd") == Bereik(low, high)


def test_the_birth_month_goes_before_an_age(knowledge):
    facts = Feiten({"geboortemaand": "2012-01", "leeftijd": 9}, knowledge, DAG)
    assert facts.known("leeftijd") == Bereik(14, 14)


def test_without_a_birth_month_the_end_of_the_school_year_is_uncertain(knowledge):
    facts = Feiten({"leeftijd": 13}, knowledge, DAG)
    assert facts.known("leeftijd_einde_schooljaar") == Bereik(13, 14)


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 7, 31), 13), (date(2026, 8, 1), 14)]
)
def test_a_school_year_ends_on_31_july(knowledge, day, age):
    facts = Feiten({"geboortemaand": "2013-03"}, knowledge, day)
    assert facts.known("leeftijd_einde_schooljaar") == Bereik(age, age)


@pytest.mark.parametrize(
    ("answers", "certain", "possible"),
    [
        ({"schoolsoort": "bao", "leeftijd": 8}, {"po"}, set()),
        ({"schoolsoort": "sbo", "leeftijd": 8}, {"po", "sbo"}, set()),
        ({"schoolsoort": "so", "leeftijd": 8}, {"po", "so"}, set()),
        ({"schoolsoort": "vmbo", "leeftijd": 13}, {"vo"}, set()),
        ({"schoolsoort": "vso", "leeftijd": 13}, {"vo", "vso"}, set()),
        ({"schoolsoort": "vmbo", "leeftijd": 16}, {"vo", "mbo"}, set()),
        ({"schoolsoort": "vmbo", "leeftijd": 15}, {"vo"}, {"mbo"}),
        (
            {"schoolsoort": "vmbo", "leeftijd": 15, "overgangsmoment": "vo_naar_mbo"},
            {"vo", "mbo"},
            set(),
        ),
        ({"schoolsoort": "mbo", "leeftijd": 18}, {"mbo"}, set()),
        ({"schoolsoort": "mbo_entree", "leeftijd": 17}, {"mbo"}, set()),
        ({"schoolsoort": "geen", "leeftijd": 5}, {"po"}, set()),
        (
            {"schoolsoort": "geen", "leeftijd": 14, "overgangsmoment": "nee"},
            {"vo"},
            set(),
        ),
        ({"schoolsoort": "anders", "leeftijd": 17}, {"vo", "mbo"}, set()),
        ({"schoolsoort": "bao", "leeftijd": 11}, {"po"}, {"vo", "vso"}),
        (
            {"schoolsoort": "bao", "leeftijd": 11, "overgangsmoment": "nee"},
            {"po"},
            set(),
        ),
        (
            {"schoolsoort": "bao", "leeftijd": 12, "overgangsmoment": "po_naar_vo"},
            {"po", "vo", "vso"},
            set(),
        ),
        (
            {"schoolsoort": "so", "leeftijd": 12, "overgangsmoment": "so_naar_vso"},
            {"po", "so", "vso"},
            set(),
        ),
    ],
)
def test_sector_is_where_a_route_can_lead(knowledge, answers, certain, possible):
    sectors = Feiten(answers, knowledge, DAG).choices("sector")
    assert sectors.zeker == certain
    assert sectors.mogelijk == possible


def test_without_a_school_type_any_sector_is_possible(knowledge):
    sectors = Feiten({"leeftijd": 8}, knowledge, DAG).choices("sector")
    assert sectors.zeker == set()
    assert sectors.mogelijk is None


def test_an_expired_tlv_does_not_count(knowledge):
    rows = [
        {"soort": "so", "geldig_tot": date(2026, 11, 22)},
        {"soort": "vso", "geldig_tot": date(2026, 11, 23)},
        {"soort": "sbo"},
    ]
    facts = Feiten({"tlv_aanwezig": rows}, knowledge, DAG)
    assert facts.choices("tlv_geldig").zeker == {"vso", "sbo"}


def test_declarations_of_the_own_school_do_not_count(knowledge):
    rows = [
        {"soort": "arts", "van_aanvragende_school": "nee"},
        {"soort": "psycholoog", "van_aanvragende_school": "ja"},
        {"soort": "pedagoog"},
    ]
    facts = Feiten({"deskundigenverklaringen": rows}, knowledge, DAG)
    assert facts.known("aantal_deskundigen") == Bereik(1, 2)


def test_not_at_school_at_all_cannot_start_before_the_absence(knowledge):
    since = date(2026, 11, 1)
    facts = Feiten({"verzuim_sinds": since}, knowledge, DAG)
    assert facts.days("niet_op_school_sinds") == Dagen(since, None)


def _weeks(*missed, hours=30, leave=0):
    return [
        {
            "uren_volgens_rooster": hours,
            "uren_geoorloofd_afwezig": 0,
            "waarvan_verlof_van_school": leave,
            "uren_ongeoorloofd_afwezig": one,
        }
        for one in missed
    ]


def test_the_share_missed_is_over_four_weeks_together(knowledge):
    facts = Feiten({"verzuim_perioden": _weeks(30, 30, 0, 3)}, knowledge, DAG)
    share = facts.known("verzuim_aandeel_4w")
    assert share.laagst == pytest.approx(63 / 120)


def test_three_weeks_are_too_few_for_a_share(knowledge):
    facts = Feiten({"verzuim_perioden": _weeks(30, 30, 30)}, knowledge, DAG)
    assert facts.known("verzuim_aandeel_4w") is None


def test_unexcused_hours_of_some_weeks_are_a_lower_bound(knowledge):
    facts = Feiten({"verzuim_perioden": _weeks(10, 5)}, knowledge, DAG)
    hours = facts.known("ongeoorloofd_4w")
    assert hours.laagst == 15
    assert hours.hoogst > 16


def test_derived_values_are_the_rows_of_the_knowledge(knowledge):
    # leeftijd is asked as well, so it has its row among the fields
    assert set(COMPUTE) - {"leeftijd"} == set(knowledge.afgeleid)
    assert set(ASK) == set(COMPUTE)
    assert {name for names in ASK.values() for name in names} <= set(knowledge.velden)
