"""What would open a closed route: it does, nothing less does, and it is possible."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.antwoorden import check_answers
from matching.routes.advies import Status
from matching.routes.advise import advise
from matching.routes.opening import openings

DAG = date(2026, 11, 23)
RELAXED = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CHILD = {
    "leeftijd": 8,
    "schoolsoort": "bao",
    "ingeschreven": "ja",
    "tlv_aanwezig": [],
    "kind_belemmerend": ["gedragsproblemen_of_verzet"],
}
TEENAGER = {
    "geboortemaand": "2013-03",
    "schoolsoort": "vmbo",
    "ingeschreven": "ja",
    "overgangsmoment": "nee",
    "onderwijsbehoeften": ["praktisch_leren"],
}


@pytest.fixture
def opening_of(knowledge):
    """Return what opens one route in a case as it would be written in a file."""

    def _opening(route, answers, regio=None):
        known = check_answers(answers, knowledge, DAG)
        return openings(known, knowledge, DAG, regio)[route]

    return _opening


@pytest.mark.parametrize(
    ("route", "change", "sentence"),
    [
        (
            "blos",
            {"terugkeergarantie_school": "nee"},
            "Kan wel als de school de terugkeergarantie tekent. "
            "Dan staat deze route open.",
        ),
        (
            "blos",
            {"terugkeergarantie_school": "nee", "ouders_doen_mee": "nee"},
            "Kan wel als de school de terugkeergarantie tekent en ouders meedoen. "
            "Dan staat deze route open.",
        ),
        (
            "blos",
            {"tlv_aanwezig": [{"soort": "so", "geldig_tot": "2027-07-31"}]},
            "Kan wel vanaf 1 augustus 2027, als de toelaatbaarheidsverklaring is "
            "afgelopen. Dan staat deze route open.",
        ),
    ],
)
def test_a_refusal_or_an_ending_paper_is_named(opening_of, route, change, sentence):
    assert opening_of(route, {**CHILD, **change}).zin == sentence


def test_a_birthday_is_named_with_its_month(opening_of):
    way = opening_of("lpw_3a", TEENAGER).manieren[0]
    assert way.vanaf == date(2027, 3, 31)
    assert way.zin.startswith("Kan wel vanaf maart 2027, als de leerling 14 jaar is.")


def test_without_a_month_of_birth_the_birthday_has_no_date(opening_of):
    bare = {key: value for key, value in TEENAGER.items() if key != "geboortemaand"}
    way = opening_of("lpw_3a", {**bare, "leeftijd": 13}).manieren[0]
    assert way.vanaf is None
    assert way.zin.startswith("Kan wel als de leerling 14 jaar is.")


def test_a_day_at_home_that_is_still_to_come_is_named(opening_of):
    home = {**TEENAGER, "helemaal_niet_sinds": "2026-11-10"}
    way = opening_of("actietafel", home).manieren[0]
    assert way.vanaf == date(2026, 12, 10)
    assert way.status is Status.open


@pytest.mark.parametrize(
    "change",
    [
        {"leeftijd": 13},
        {"schoolsoort": "so"},
        {"leeftijd": 13, "ouders_doen_mee": "nee"},
    ],
)
def test_age_and_school_are_no_levers(opening_of, change):
    found = opening_of("blos", {**CHILD, **change})
    assert found.manieren == ()
    assert "verandert niet" in found.zin


def test_what_is_still_to_ask_is_said(opening_of):
    young = {"leeftijd": 8, "schoolsoort": "bao", "ingeschreven": "nee"}
    way = opening_of("blos", young).manieren[0]
    assert way.status is Status.onbekend
    assert {"tlv_aanwezig", "kind_belemmerend"} <= set(way.vragen)
    assert "Dan is nog niet bekend: " in way.zin


def test_a_route_without_any_reason_is_not_promised(opening_of):
    calm = {
        **CHILD,
        "kind_belemmerend": ["angst"],
        "onderwijsbehoeften": ["kleine_groep"],
        "ouders_doen_mee": "nee",
    }
    assert "nog geen reden" in opening_of("blos", calm).zin


def test_a_route_that_the_region_does_not_have_cannot_be_opened(opening_of):
    found = opening_of("op_de_rails", CHILD, regio="voorbeeld")
    assert found.manieren == ()
    assert found.zin == "Deze route is er niet in deze regio."


def test_who_can_see_to_it_is_named(opening_of):
    found = opening_of("blos", {**CHILD, "terugkeergarantie_school": "nee"})
    assert found.manieren[0].wie == ("de school van inschrijving",)
    assert found.as_dict()["manieren"][0]["wijzigingen"] == ["terugkeergarantie"]


def _changed(known, rows):
    """Apply changes by hand, apart from the code under test."""
    after = dict(known)
    for row in rows:
        if row.waarde is not None:
            after[row.veld] = row.waarde
        else:
            after[row.veld] = [
                line
                for line in known.get(row.veld, [])
                if any(line.get(key) not in gone for key, gone in row.zonder.items())
            ]
    return after


def _status(known, knowledge, route, day=DAG):
    rows = advise(known, knowledge, day).routes
    return next((row.status for row in rows if row.route == route), None)


@RELAXED
@given(data=st.data())
def test_every_way_opens_and_no_smaller_one_does(knowledge, answers, data):
    known = {
        key: value
        for key, value in data.draw(answers).items()
        if key not in ("veiligheid_direct", "signaal_suicide")
    }
    rows = {row.id: row for row in knowledge.openingen.wijzigingen}
    for route, found in openings(known, knowledge, DAG).items():
        sizes = {len(way.wijzigingen) for way in found.manieren}
        assert len(sizes) <= 1
        for way in found.manieren:
            made = [rows[one] for one in way.wijzigingen if one in rows]
            if len(made) == len(way.wijzigingen):
                after = _changed(known, made)
                assert _status(after, knowledge, route) is way.status
                assert way.status is not Status.dicht
        # By brute force over every set of changes: what people can do alone.
        size = min(sizes, default=3)
        for number in range(1, min(size, 3)):
            for some in combinations(rows.values(), number):
                after = _changed(known, some)
                assert _status(after, knowledge, route) is Status.dicht, (route, some)


@RELAXED
@given(data=st.data())
def test_a_day_that_opens_a_route_lies_ahead_and_within_a_year(
    knowledge, answers, data
):
    known = data.draw(answers)
    for found in openings(known, knowledge, DAG).values():
        for way in found.manieren:
            assert way.vanaf is None or 0 < (way.vanaf - DAG).days <= 366
            assert way.zin.startswith("Kan wel ")
