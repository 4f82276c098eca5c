"""The start page: what comes first, whose cases, and whom nobody looks after."""

from datetime import timedelta

import pytest

from assistant.casework.assign_regisseur import assign_regisseur
from assistant.casework.case_lists import list_cases
from assistant.casework.kijker import SYSTEEM
from assistant.casework.people import create_user, users
from assistant.casework.staff_changes import block_person
from assistant.casework.tasks import create_task
from assistant.web.dates import dutch_date

PLACED = {"gestart", "nazorg", "afgesloten"}


def cases_of(ctx, naam):
    return [row for row in list_cases(ctx, SYSTEEM) if row.regisseur == naam]


def test_my_cases_stand_by_urgency_with_weeks_and_what_is_waited_for(visit, ctx):
    text = visit("regisseur", organisatie="swv_voorbeeld_vo").get("/start").text
    own = [u for u in users(ctx) if u.organisatie_id == "swv_voorbeeld_vo"]
    me = next(u for u in own if u.rol == "regisseur")
    rows = [row for row in cases_of(ctx, me.naam) if row.status != "afgesloten"]
    assert len(rows) > 10
    text = text[text.index("kop-leerlingen") :]
    places = [text.index(f'href="/casus/{row.id}"') for row in rows]
    assert places == sorted(places)
    assert all(row.wacht_op in text for row in rows)
    assert "weken thuis" in text
    clock = next(row for row in rows if row.klok)
    assert f"<strong>{dutch_date(clock.klok, today=ctx.today())}</strong>" in text


def test_it_says_from_whom_is_waited(visit):
    text = visit("regisseur").get("/start").text
    assert "(van het plaatsingsoverleg)" in text


def test_cases_without_a_regisseur_are_said_loudly(visit, ctx):
    browser = visit("regisseur", organisatie="swv_voorbeeld_vo")
    lonely = [
        row
        for row in list_cases(ctx, SYSTEEM)
        if row.regisseur is None and row.status != "afgesloten"
    ]
    assert lonely
    assert "geen regisseur.</strong>" in browser.get("/start").text
    text = browser.get("/start", params={"toon": "zonder-regisseur"}).text
    assert f'href="/casus/{lonely[0].id}"' in text
    lead = next(
        u
        for u in users(ctx)
        if u.rol == "regisseur" and u.organisatie_id == "swv_voorbeeld_vo"
    )
    for row in lonely:
        assign_regisseur(ctx, row.id, lead.id, door="Test")
    assert "geen regisseur.</strong>" not in browser.get("/start").text


def test_the_cases_of_a_blocked_regisseur_are_said_loudly_too(visit, ctx):
    swv = "swv_voorbeeld_vo"
    browser = visit("regisseur", organisatie=swv)
    other = create_user(ctx, naam="Ander (voorbeeld)", rol="regisseur", organisatie=swv)
    row = next(r for r in list_cases(ctx, SYSTEEM) if r.schoolsoort == "havo")
    assign_regisseur(ctx, row.id, other.id, door="Test")
    lonely = "/start?toon=zonder-regisseur"
    assert f'href="/casus/{row.id}"' not in browser.get(lonely).text
    block_person(ctx, SYSTEEM, other.id, blokkeer=True)
    assert f'href="/casus/{row.id}"' in browser.get(lonely).text


def test_a_closed_case_comes_up_only_when_asked_for(visit, case_with):
    case, browser = case_with("afgesloten"), visit("zorgcoordinator")
    for toon in ("mijn", "alles"):
        page = browser.get("/start", params={"toon": toon}).text
        assert f"/casus/{case}" not in page
    found = browser.get("/start", params={"toon": "alles", "status": "afgesloten"})
    assert f"/casus/{case}" in found.text


def test_a_school_sees_its_own_cases_only(visit, ctx):
    text = visit("zorgcoordinator").get("/start", params={"toon": "alles"}).text
    shown = {row.id for row in list_cases(ctx, SYSTEEM) if f"/casus/{row.id}" in text}
    assert 0 < len(shown) < len(list_cases(ctx, SYSTEEM))


def test_a_member_of_the_table_sees_the_meeting_and_only_its_cases(visit, ctx):
    text = visit("overleglid").get("/start").text
    assert "Volgende plaatsingsoverleg" in text
    for row in list_cases(ctx, SYSTEEM, ["signaal", "intake", "bevestigd"]):
        assert f"/casus/{row.id}" not in text


def test_an_urgent_task_stands_at_the_top(visit, ctx, case_with):
    case = case_with("intake")
    create_task(ctx, case, "terugbellen", True, "Bel de moeder vandaag terug")
    text = visit("regisseur").get("/start").text
    assert "Bel de moeder vandaag terug" in text
    assert text.index("Bel de moeder vandaag terug") < text.index("kop-leerlingen")


def test_a_case_with_a_late_task_says_so_in_the_list(visit, ctx, case_with, read_page):
    case = case_with("intake")
    late = ctx.today() - timedelta(days=1)
    create_task(ctx, case, "document", False, "Stuur het OPP op", uiterlijk=late)
    text = read_page(visit("regisseur").get("/start?toon=alles").text).text
    own = text[text.index("Leerlingen") :]
    own = own[own.index(case) :]
    told = f"de eerste te laat: {dutch_date(late, today=ctx.today())}"
    assert " ".join(own.split())[:600].count(told) == 1


@pytest.mark.parametrize(
    "query",
    [
        {"blad": "0"},
        {"blad": "-3"},
        {"blad": "99999999999"},
        {"blad": "\u00b2"},
        {"blad": "1; drop"},
        {"toon": "<b>"},
        {"status": "<script>"},
        {"toon": "alles", "blad": "500"},
    ],
)
def test_a_strange_address_shows_a_page_of_the_list(visit, query):
    answer = visit("regisseur").get("/start", params=query)
    assert answer.status_code == 200
    assert "/casus/" in answer.text
    assert "<script>" not in answer.text
