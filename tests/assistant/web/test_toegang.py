"""Signing in and out: one-time links, and ready accounts in the demo only."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from assistant.casework.access import give_access
from assistant.casework.people import give_user_access, users
from assistant.web.app import create_app
from assistant.web.sessions import COOKIE


def test_the_first_page_brings_everybody_to_the_own_start(visit, case_with):
    assert visit().get("/").headers["location"] == "/toegang"
    assert visit("overleglid").get("/").headers["location"] == "/start"
    assert (
        visit("ouder", case_with("besloten")).get("/").headers["location"] == "/ouder"
    )


def test_the_demo_names_its_ready_accounts(visit, ctx):
    text = visit().get("/toegang").text
    for user in users(ctx):
        assert user.naam in text
    assert "Ouder van een leerling" in text


def test_a_ready_account_signs_in_with_one_click(visit, ctx):
    browser = visit()
    account = users(ctx)[0]
    answer = browser.post("/toegang/demo", data={"account": str(account.id)})
    assert answer.headers["location"] == "/start"
    cookie = answer.cookies[COOKIE]
    page = browser.get("/start", headers={"cookie": f"{COOKIE}={cookie}"})
    assert account.naam in page.text


def test_the_ready_parent_sees_the_page_for_parents(visit):
    browser = visit()
    answer = browser.post("/toegang/demo", data={"account": "ouder"})
    assert answer.headers["location"] == "/ouder"
    cookie = answer.cookies[COOKIE]
    page = browser.get("/ouder", headers={"cookie": f"{COOKIE}={cookie}"})
    assert page.status_code == 200


def test_an_account_that_does_not_exist_signs_nobody_in(visit):
    answer = visit().post("/toegang/demo", data={"account": "999999"})
    assert answer.status_code == 422
    assert COOKIE not in answer.cookies


def test_ready_accounts_do_not_exist_outside_the_demo(ctx):
    app = create_app(replace(ctx, settings=replace(ctx.settings, demo=False)))
    browser = TestClient(app, base_url="http://localhost", client=("127.0.0.1", 5000))
    assert users(ctx)[0].naam not in browser.get("/toegang").text
    answer = browser.post("/toegang/demo", data={"account": "1"})
    assert answer.status_code == 404
    assert COOKIE not in answer.cookies


@pytest.mark.parametrize(
    ("host", "near", "extra"),
    [
        ("localhost", "10.0.0.7", {}),
        ("leerplek.example", "127.0.0.1", {}),
        ("localhost", "127.0.0.1", {"x-forwarded-for": "10.0.0.7"}),
    ],
)
def test_ready_accounts_are_for_this_machine_only(app, ctx, host, near, extra):
    browser = TestClient(app, base_url=f"http://{host}", client=(near, 5000))
    assert users(ctx)[0].naam not in browser.get("/toegang", headers=extra).text
    answer = browser.post("/toegang/demo", data={"account": "1"}, headers=extra)
    assert answer.status_code == 404


def test_looking_at_a_link_does_not_use_it_up(visit, ctx, case_with):
    path = f"/ouder/{give_access(ctx, case_with('besloten'))}"
    for _ in range(3):
        assert visit().get(path).status_code == 200
    assert visit().post(path).headers["location"] == "/ouder"


def test_a_link_opens_once(visit, ctx, case_with):
    path = f"/ouder/{give_access(ctx, case_with('besloten'))}"
    visit().post(path)
    again = visit().post(path)
    assert again.status_code == 410
    assert "al gebruikt" in again.text
    assert COOKIE not in again.cookies


def test_a_professional_signs_in_with_a_link(visit, ctx):
    account = users(ctx)[0]
    answer = visit().post(f"/toegang/{give_user_access(ctx, account.id)}")
    assert answer.headers["location"] == "/start"


@pytest.mark.parametrize("token", ["onbekend", "x" * 5000])
def test_an_unknown_link_says_so_without_repeating_it(visit, token):
    answer = visit().post(f"/ouder/{token}")
    assert answer.status_code in {404, 410}
    assert token not in answer.text
    assert COOKIE not in answer.cookies


def test_signing_out_takes_the_cookie_away(visit):
    answer = visit("regisseur").post("/uit")
    assert answer.headers["location"] == "/toegang"
    assert 'leerplek_sessie=""' in answer.headers["set-cookie"]
