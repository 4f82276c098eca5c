"""The start page and the tasks."""

from assistant.casework.cases import list_cases
from assistant.casework.inbox import open_tasks
from assistant.casework.kijker import SYSTEEM
from assistant.casework.tasks import create_task
from assistant.web.dates import dutch_date


def test_the_cases_stand_by_urgency_with_weeks_and_what_is_waited_for(visit, ctx):
    text = visit("zorgcoordinator").get("/start").text
    placed = {"gestart", "nazorg", "afgesloten"}
    rows = [row for row in list_cases(ctx, SYSTEEM) if row.status not in placed]
    assert len(rows) > 10
    text = text[text.index("Nog zonder plek") :]
    places = [text.index(f'href="/casus/{row.id}"') for row in rows]
    assert places == sorted(places)
    assert all(row.wacht_op in text for row in rows)
    assert "weken thuis" in text
    clock = next(row for row in rows if row.klok)
    assert f"<strong>{dutch_date(clock.klok, today=ctx.today())}</strong>" in text


def test_a_closed_case_comes_up_only_when_looked_for(visit, case_with):
    case, browser = case_with("afgesloten"), visit("zorgcoordinator")
    assert f"/casus/{case}" not in browser.get("/start").text
    assert f"/casus/{case}" in browser.get("/start", params={"zoek": case}).text


def test_a_member_of_the_table_sees_the_meeting_and_no_list_of_cases(visit):
    text = visit("overleglid").get("/start").text
    assert "Volgende plaatsingsoverleg" in text
    assert "/casus/" not in text


def test_searching_narrows_the_list_and_keeps_the_words(visit, ctx):
    wanted = list_cases(ctx, SYSTEEM)[3].id
    text = visit("regisseur").get("/start", params={"zoek": wanted}).text
    assert f"/casus/{wanted}" in text
    assert f'value="{wanted}"' in text
    assert f"1 van {len(list_cases(ctx, SYSTEEM))} leerlingen" in text


def test_searching_for_nothing_says_what_to_try(visit):
    text = visit("regisseur").get("/start", params={"zoek": "<b>zzz"}).text
    assert "Niets gevonden" in text
    assert "<b>zzz" not in text


def test_a_task_is_ticked_off_once(visit, ctx):
    task = create_task(ctx, None, "terugbellen", True, "Bel de moeder terug")
    browser = visit("regisseur")
    assert "Bel de moeder terug" in browser.get("/taken").text
    assert browser.post(f"/taken/{task.id}/klaar").status_code == 303
    assert task.id not in {row.id for row in open_tasks(ctx, SYSTEEM)}
    again = browser.post(f"/taken/{task.id}/klaar")
    assert again.status_code == 409
    assert "al gedaan" in again.text


def test_a_task_that_does_not_exist_is_not_found(visit):
    browser = visit("regisseur")
    assert browser.post("/taken/99999/klaar").status_code == 404
    assert browser.post("/taken/abc/klaar").status_code == 404
