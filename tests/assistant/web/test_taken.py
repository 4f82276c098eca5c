"""The inbox: taking, passing on, postponing and finishing a task."""

from datetime import timedelta

import pytest

from assistant.casework.case_lists import list_cases
from assistant.casework.inbox import open_tasks
from assistant.casework.kijker import SYSTEEM
from assistant.casework.people import users
from assistant.casework.tasks import create_task, finish_task


@pytest.fixture
def lead(ctx):
    """Return the regisseur of the samenwerkingsverband VO."""
    people = [u for u in users(ctx) if u.organisatie_id == "swv_voorbeeld_vo"]
    return next(u for u in people if u.rol == "regisseur")


@pytest.fixture
def browser(visit):
    return visit("regisseur", organisatie="swv_voorbeeld_vo")


@pytest.fixture
def own_case(ctx, lead):
    return next(
        row.id
        for row in list_cases(ctx, SYSTEEM)
        if row.regisseur == lead.naam and row.status == "intake"
    )


def open_ids(ctx):
    return {row.id for row in open_tasks(ctx, SYSTEEM)}


def test_a_task_is_ticked_off_once(browser, ctx, own_case):
    task = create_task(ctx, own_case, "terugbellen", True, "Bel de moeder terug")
    assert "Bel de moeder terug" in browser.get("/taken").text
    assert browser.post(f"/taken/{task.id}/klaar").status_code == 303
    assert task.id not in open_ids(ctx)
    again = browser.post(f"/taken/{task.id}/klaar")
    assert again.status_code == 409
    assert "al gedaan" in again.text


def test_after_ticking_off_on_the_case_one_is_back_at_the_case(browser, ctx, own_case):
    task = create_task(ctx, own_case, "document", False, "Vraag het OPP op")
    form = {"terug": f"/casus/{own_case}"}
    answer = browser.post(f"/taken/{task.id}/klaar", data=form)
    assert answer.headers["location"] == f"/casus/{own_case}"


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil"])
def test_a_form_never_sends_somebody_to_another_site(browser, ctx, own_case, back):
    task = create_task(ctx, own_case, "document", False, "Vraag het OPP op")
    answer = browser.post(f"/taken/{task.id}/klaar", data={"terug": back})
    assert answer.headers["location"] == "/taken"


def test_a_safety_task_asks_what_was_done(browser, ctx, own_case):
    task = create_task(ctx, own_case, "veiligheid", True, "Neem nu contact op")
    empty = browser.post(f"/taken/{task.id}/klaar")
    assert empty.status_code == 422
    assert "op wat er gedaan is" in empty.text
    assert task.id in open_ids(ctx)
    note = {"notitie": "Moeder gesproken, de huisarts komt vandaag."}
    assert browser.post(f"/taken/{task.id}/klaar", data=note).status_code == 303
    assert "de huisarts komt vandaag" in browser.get(f"/casus/{own_case}").text


def test_a_task_about_no_case_is_taken_by_somebody(visit, ctx):
    browser = visit("regisseur", organisatie="swv_voorbeeld_po")
    task = create_task(ctx, None, "terugbellen", False, "Bel de school terug")
    text = browser.get("/taken?bak=organisatie").text
    assert "Bel de school terug" in text
    assert "nog niemand opgepakt" in text
    assert browser.post(f"/taken/{task.id}/oppakken").status_code == 303
    assert "Bel de school terug" in browser.get("/taken?bak=mijn").text
    again = browser.post(f"/taken/{task.id}/oppakken")
    assert again.status_code == 409


def test_a_task_is_passed_to_a_colleague_with_a_note(browser, visit, ctx, own_case):
    task = create_task(ctx, own_case, "afspraak", False, "Plan het gesprek")
    secretaris = next(
        u
        for u in users(ctx)
        if u.rol == "secretaris" and u.organisatie_id == "swv_voorbeeld_vo"
    )
    nobody = browser.post(f"/taken/{task.id}/doorgeven", data={"naar": "99999"})
    assert nobody.status_code == 422
    assert "Kies aan wie" in nobody.text
    form = {"naar": str(secretaris.id), "notitie": "Jij kent de school."}
    assert browser.post(f"/taken/{task.id}/doorgeven", data=form).status_code == 303
    theirs = visit("secretaris", organisatie="swv_voorbeeld_vo").get("/taken").text
    assert "Plan het gesprek" in theirs
    assert "Jij kent de school." in theirs


def test_a_task_is_postponed_with_a_reason(browser, ctx, own_case):
    task = create_task(ctx, own_case, "document", False, "Vraag het verslag op")
    later = ctx.today() + timedelta(days=20)
    path = f"/taken/{task.id}/uitstellen"
    bare = browser.post(path, data={"uiterlijk": later.isoformat(), "reden": ""})
    assert bare.status_code == 422
    assert f'value="{later.isoformat()}"' in bare.text
    for wrong in ("2020-01-01", "2099-01-01", "morgen", ""):
        form = {"uiterlijk": wrong, "reden": "De school heeft vakantie."}
        assert browser.post(path, data=form).status_code == 422
    form = {"uiterlijk": later.isoformat(), "reden": "De school heeft vakantie."}
    assert browser.post(path, data=form).status_code == 303
    text = browser.get(f"/taken/{task.id}").text
    assert "De school heeft vakantie." in text


def test_a_safety_task_cannot_be_postponed(browser, ctx, own_case):
    task = create_task(ctx, own_case, "veiligheid", True, "Neem nu contact op")
    later = ctx.today() + timedelta(days=3)
    form = {"uiterlijk": later.isoformat(), "reden": "Het is druk vandaag."}
    answer = browser.post(f"/taken/{task.id}/uitstellen", data=form)
    assert answer.status_code == 409
    assert "kan niet wachten" in answer.text


def test_a_late_task_of_somebody_else_comes_to_the_regisseur(
    browser, ctx, own_case, lead
):
    carer = next(u for u in users(ctx) if u.rol == "zorgcoordinator")
    yesterday = ctx.today() - timedelta(days=1)
    create_task(
        ctx,
        own_case,
        "document",
        False,
        "Stuur het OPP op",
        voor_id=carer.id,
        uiterlijk=yesterday,
    )
    assert "Stuur het OPP op" not in browser.get("/taken").text
    text = browser.get("/taken?bak=te_laat").text
    assert "Stuur het OPP op" in text
    assert f"Voor: {carer.naam}" in text


def test_a_new_task_is_made_from_a_case(browser, ctx, own_case):
    page = browser.get("/taken/nieuw", params={"casus": own_case})
    assert own_case in page.text
    form = {"casus": own_case, "soort": "afspraak", "tekst": "Plan een huisbezoek"}
    answer = browser.post("/taken/nieuw", data=form)
    assert answer.headers["location"] == f"/casus/{own_case}#taken"
    assert "Plan een huisbezoek" in browser.get(f"/casus/{own_case}").text


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ({"tekst": "  "}, "zonder tekst"),
        ({"tekst": "Bel terug", "uiterlijk": "2020-02-02"}, "voorbij"),
        ({"tekst": "Bel terug", "uiterlijk": "morgen"}, "klopt niet"),
        ({"tekst": "Bel over 111222333"}, "BSN"),
    ],
)
def test_a_wrong_new_task_comes_back_filled_in(browser, ctx, own_case, typed, word):
    before = open_ids(ctx)
    form = {"casus": own_case, "soort": "afspraak"} | typed
    answer = browser.post("/taken/nieuw", data=form)
    assert answer.status_code == 422
    assert word in answer.text
    assert typed["tekst"].strip() in answer.text
    assert open_ids(ctx) == before


def test_a_task_of_another_organisation_reads_like_one_that_is_not_there(
    visit, ctx, own_case, lead
):
    task = create_task(ctx, own_case, "document", False, "Voor de regisseur alleen")
    stranger = visit("regisseur", organisatie="swv_voorbeeld_po")
    for path in (f"/taken/{task.id}", "/taken/99999"):
        answer = stranger.get(path)
        assert answer.status_code == 404
        assert "Voor de regisseur alleen" not in answer.text
    assert stranger.post(f"/taken/{task.id}/klaar").status_code == 404
    assert stranger.post("/taken/abc/klaar").status_code == 404
    assert task.id in open_ids(ctx)
    finish_task(ctx, task.id, door=lead.naam)
