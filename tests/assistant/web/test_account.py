"""The own account: password or code, second step, roles, and where one is signed in."""

from __future__ import annotations

import pyotp
import pytest

from assistant.casework.family import add_family_member, invite_family_member
from assistant.casework.invitations import accept_as_family, accept_as_user, invite_user
from assistant.casework.people import users
from assistant.casework.second_step import setup
from assistant.casework.sessions import hash_token, open_session
from assistant.casework.sign_in import Caller
from assistant.web.sessions import COOKIE

PASSWORD = "paard batterij nietje"
NEW = "vlieger maan gietijzer"
HERE = Caller("192.0.2.1", "Firefox op Linux")


@pytest.fixture
def member(ctx, visit):
    """Return the browser of a member of the table with a password."""
    person = next(user for user in users(ctx) if user.rol == "overleglid")
    link = invite_user(ctx, person.id, door="Test")
    done = accept_as_user(ctx, link, "lid@swv.voorbeeld", PASSWORD, HERE)
    browser = visit()
    browser.headers["cookie"] = f"{COOKIE}={done.token}"
    return person, browser


def test_everybody_has_an_account_page(visit, case_with):
    for rol in ("regisseur", "beheerder", "ouder", "leerling"):
        page = visit(rol, case_with("besloten")).get("/account")
        assert page.status_code == 200, rol
        assert "dit apparaat" in page.text


def test_a_new_password_signs_out_the_other_devices(ctx, member):
    person, browser = member
    other = open_session(ctx, via="test", aanstelling_id=person.aanstelling_id)
    form = {"oud": PASSWORD, "nieuw": NEW, "herhaald": NEW}
    wrong = browser.post("/account/wachtwoord", data=form | {"oud": "fout"})
    assert wrong.status_code == 422 and "oude wachtwoord" in wrong.text
    unequal = browser.post("/account/wachtwoord", data=form | {"herhaald": "x"})
    assert "niet hetzelfde" in unequal.text
    answer = browser.post("/account/wachtwoord", data=form)
    assert answer.headers["location"] == "/account?klaar=wachtwoord"
    assert "uitgelogd" in browser.get("/account?klaar=wachtwoord").text
    browser.headers["cookie"] = f"{COOKIE}={other}"
    assert browser.get("/start").headers["location"] == "/toegang"


def test_a_parent_changes_the_own_code(ctx, visit, case_with):
    parent = add_family_member(ctx, case_with("besloten"), "ouder", True, door="Test")
    link = invite_family_member(ctx, parent, door="Test")
    number, done = accept_as_family(ctx, link, "kaas73", HERE)
    browser = visit()
    browser.headers["cookie"] = f"{COOKIE}={done.token}"
    assert f"{number[:4]} {number[4:]}" in browser.get("/account").text
    form = {"oud": "kaas73", "nieuw": "123456", "herhaald": "123456"}
    assert "makkelijk" in browser.post("/account/wachtwoord", data=form).text
    form |= {"nieuw": "maan91", "herhaald": "maan91"}
    assert browser.post("/account/wachtwoord", data=form).status_code == 303


def test_somebody_ends_one_or_all_other_sessions(ctx, member):
    person, browser = member
    others = [
        open_session(ctx, via="test", aanstelling_id=person.aanstelling_id)
        for _ in range(3)
    ]
    assert browser.get("/account").text.count("Uitloggen op dit apparaat") == 3
    one = browser.post("/account/sessies", data={"sessie": hash_token(others[0])})
    assert one.status_code == 303
    assert browser.get("/account").text.count("Uitloggen op dit apparaat") == 2
    browser.post("/account/sessies/overal")
    assert "Uitloggen op dit apparaat" not in browser.get("/account").text
    assert browser.get("/account").status_code == 200


def test_a_session_of_somebody_else_is_not_there(ctx, visit, member):
    _, browser = member
    stranger = next(user for user in users(ctx) if user.rol == "secretaris")
    other = open_session(ctx, via="test", aanstelling_id=stranger.aanstelling_id)
    answer = browser.post("/account/sessies", data={"sessie": hash_token(other)})
    assert answer.status_code == 404
    browser.headers["cookie"] = f"{COOKIE}={other}"
    assert browser.get("/account").status_code == 200


def test_the_second_step_is_switched_on_renewed_and_moved(ctx, member):
    person, browser = member
    assert "Tweede stap instellen" in browser.get("/account").text
    assert "<svg" in browser.get("/account/tweede-stap").text
    app = pyotp.TOTP(setup(ctx, person.id).geheim)
    wrong = browser.post("/account/tweede-stap", data={"code": "000000"})
    assert wrong.status_code == 422
    done = browser.post("/account/tweede-stap", data={"code": app.at(ctx.now())})
    codes = [part.partition("</code>")[0] for part in done.text.split("<code>")[1:]]
    assert len(codes) == 10
    assert "<svg" not in browser.get("/account/tweede-stap").text
    fresh = browser.post("/account/herstelcodes", data={"code": codes[0]})
    assert fresh.text.count("<code>") == 10 and codes[1] not in fresh.text
    wrong = browser.post("/account/tweede-stap/opnieuw", data={"code": codes[1]})
    assert wrong.status_code == 422
    code = fresh.text.split("<code>")[1].partition("</code>")[0]
    answer = browser.post("/account/tweede-stap/opnieuw", data={"code": code})
    assert answer.headers["location"] == "/account/tweede-stap"
    assert "<svg" in browser.get("/account/tweede-stap").text


def test_a_parent_has_no_second_step(visit, case_with):
    browser = visit("ouder", case_with("besloten"))
    assert browser.get("/account/tweede-stap").status_code == 403


def test_nobody_changes_to_a_role_of_somebody_else(ctx, member):
    _, browser = member
    stranger = next(user for user in users(ctx) if user.rol == "beheerder")
    for choice in (str(stranger.aanstelling_id), "", "x", "9" * 30, "-1"):
        answer = browser.post("/account/rol", data={"aanstelling": choice})
        assert answer.status_code == 404, choice
