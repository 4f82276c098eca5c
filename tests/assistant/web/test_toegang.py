"""Signing in and out through the pages: password, code, link, role and demo."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pyotp
import pytest
from fastapi.testclient import TestClient

from assistant.casework.demo_access import demo_accounts, demo_family
from assistant.casework.family import add_family_member, invite_family_member
from assistant.casework.invitations import invite_user
from assistant.casework.people import users
from assistant.casework.second_step import setup
from assistant.web.app import create_app
from assistant.web.sessions import COOKIE
from assistant.web.terugweg import is_own_path
from models.store import open_store

PASSWORD = "paard batterij nietje"


def somebody(ctx, rol="overleglid"):
    """Return a person of the demo with a role."""
    return next(user for user in users(ctx) if user.rol == rol)


def keep(browser, answer):
    """Let a test browser send back the session it was given, as a real one does."""
    if COOKIE in answer.cookies:
        browser.headers["cookie"] = f"{COOKIE}={answer.cookies[COOKIE]}"
    return answer


def fill_in(browser, path, **form):
    """Send a form and keep the session."""
    return keep(browser, browser.post(path, data=form))


def choose_password(browser, ctx, person, name):
    """Use an invitation in a browser."""
    path = f"/welkom/{invite_user(ctx, person.id, door='Test')}"
    return fill_in(
        browser, path, inlognaam=name, wachtwoord=PASSWORD, herhaald=PASSWORD
    )


def test_the_first_page_brings_everybody_to_the_own_start(visit, case_with):
    assert visit().get("/").headers["location"] == "/toegang"
    assert visit("overleglid").get("/").headers["location"] == "/start"
    assert (
        visit("ouder", case_with("besloten")).get("/").headers["location"] == "/ouder"
    )


def test_the_demo_names_its_ready_accounts(visit, ctx):
    text = visit().get("/toegang").text
    assert len(demo_accounts(ctx)) > 5
    for account in demo_accounts(ctx):
        assert account.naam in text
        assert account.organisatie in text
    for member in demo_family(ctx):
        assert f"gezin-{member.gezinslid_id}" in text


def test_a_ready_account_signs_in_with_one_click(visit, ctx):
    browser = visit()
    account = next(one for one in demo_accounts(ctx) if one.rol == "overleglid")
    answer = fill_in(browser, "/toegang/demo", account=f"rol-{account.aanstelling_id}")
    assert answer.headers["location"] == "/start"
    assert account.naam in browser.get("/account").text


def test_the_ready_parent_sees_the_page_for_parents(visit, ctx):
    browser = visit()
    members = demo_family(ctx)
    if not members:
        pytest.skip("the demo has no families yet")
    answer = fill_in(
        browser, "/toegang/demo", account=f"gezin-{members[0].gezinslid_id}"
    )
    assert answer.headers["location"] == "/ouder"
    assert browser.get("/ouder").status_code == 200


@pytest.mark.parametrize("choice", ["rol-999999", "999999", "", "gezin-0", "ouder"])
def test_an_account_that_does_not_exist_signs_nobody_in(visit, choice):
    answer = visit().post("/toegang/demo", data={"account": choice})
    assert answer.status_code == 422
    assert COOKIE not in answer.cookies


def test_ready_accounts_do_not_exist_outside_the_demo(ctx):
    app = create_app(replace(ctx, settings=replace(ctx.settings, demo=False)))
    browser = TestClient(app, base_url="http://localhost", client=("127.0.0.1", 5000))
    assert somebody(ctx).naam not in browser.get("/toegang").text
    choice = f"rol-{somebody(ctx).aanstelling_id}"
    answer = browser.post("/toegang/demo", data={"account": choice})
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
    assert somebody(ctx).naam not in browser.get("/toegang", headers=extra).text
    choice = f"rol-{somebody(ctx).aanstelling_id}"
    answer = browser.post("/toegang/demo", data={"account": choice}, headers=extra)
    assert answer.status_code == 404


def test_an_empty_record_says_how_to_make_the_first_account(
    ctx, tmp_path, migrated_sqlite
):
    path = tmp_path / "leeg.db"
    shutil.copy(migrated_sqlite, path)
    store = open_store(f"sqlite:///{path}")
    app = create_app(replace(ctx, store=store))
    near = TestClient(app, base_url="http://localhost", client=("127.0.0.1", 5000))
    assert "--rol beheerder" in near.get("/toegang").text
    far = TestClient(app, base_url="http://localhost", client=("10.0.0.7", 5000))
    assert "--rol beheerder" not in far.get("/toegang").text
    store.close()


def test_a_professional_chooses_a_password_and_signs_in_with_it(visit, ctx):
    person = somebody(ctx)
    browser = visit()
    answer = choose_password(browser, ctx, person, "lid@swv.voorbeeld")
    assert answer.headers["location"] == "/start"
    assert person.naam in browser.get("/account").text
    again = visit()
    answer = fill_in(
        again, "/toegang", inlognaam="Lid@swv.voorbeeld", wachtwoord=PASSWORD
    )
    assert answer.headers["location"] == "/start"


def test_a_wrong_password_comes_back_with_the_name_and_without_the_password(visit):
    answer = visit().post(
        "/toegang", data={"inlognaam": "iemand@swv", "wachtwoord": "geheim woord 8"}
    )
    assert answer.status_code == 422
    assert "kloppen niet" in answer.text
    assert "iemand@swv" in answer.text
    assert "geheim woord 8" not in answer.text
    assert COOKIE not in answer.cookies


def test_too_many_mistakes_say_how_long_to_wait(visit, app, ctx):
    browser = visit()
    moment = ctx.now()
    app.state.ctx = replace(ctx, now=lambda: moment)
    given = {"inlognaam": "iemand@swv", "wachtwoord": "fout"}
    told = [browser.post("/toegang", data=given).status_code for _ in range(3)]
    assert told == [422, 422, 429]


def test_a_link_is_looked_at_without_using_it_up(visit, ctx):
    path = f"/welkom/{invite_user(ctx, somebody(ctx).id, door='Test')}"
    for _ in range(3):
        assert visit().get(path).status_code == 200
    wrong = visit().post(
        path, data={"inlognaam": "a.b@swv", "wachtwoord": "kort", "herhaald": "kort"}
    )
    assert wrong.status_code == 422
    assert "te kort" in wrong.text and "a.b@swv" in wrong.text
    unequal = visit().post(
        path, data={"inlognaam": "a.b@swv", "wachtwoord": PASSWORD, "herhaald": "x"}
    )
    assert "niet hetzelfde" in unequal.text
    form = {"inlognaam": "a.b@swv", "wachtwoord": PASSWORD, "herhaald": PASSWORD}
    assert visit().post(path, data=form).status_code == 303
    again = visit().post(path, data=form)
    assert again.status_code == 410
    assert "al gebruikt" in again.text
    assert COOKIE not in again.cookies


@pytest.mark.parametrize("token", ["onbekend", "x" * 5000])
def test_an_unknown_link_says_so_without_repeating_it(visit, token):
    answer = visit().post(f"/welkom/{token}", data={"wachtwoord": PASSWORD})
    assert answer.status_code in {404, 410}
    assert token not in answer.text
    assert COOKIE not in answer.cookies


def test_a_parent_chooses_a_code_and_gets_a_number_to_keep(
    visit, ctx, case_with, read_page
):
    case = case_with("besloten")
    member = add_family_member(ctx, case, "ouder", True, door="Test")
    browser = visit()
    path = f"/welkom/{invite_family_member(ctx, member, door='Test')}"
    answer = fill_in(browser, path, wachtwoord="kaas73", herhaald="kaas73")
    assert answer.status_code == 200
    words = read_page(answer.text).text.split()
    numbers = [word for word in words if word.isdecimal() and len(word) == 4]
    assert "toegangsnummer" in answer.text
    assert browser.get("/ouder").status_code == 200
    number = f"{numbers[0]} {numbers[1]}"
    later = fill_in(
        visit(), "/toegang", inlognaam=number, wachtwoord="kaas73", gezin="ja"
    )
    assert later.headers["location"] == "/ouder"


def test_a_regisseur_sets_up_an_app_and_then_needs_its_code(visit, ctx):
    person = somebody(ctx, "regisseur")
    browser = visit()
    answer = choose_password(browser, ctx, person, "regie@swv.voorbeeld")
    assert answer.headers["location"] == "/toegang/stap"
    # Half signed in is not signed in.
    assert browser.get("/start").headers["location"] == "/toegang"
    page = browser.get("/toegang/stap")
    assert "<svg" in page.text and "style=" not in page.text
    app = pyotp.TOTP(setup(ctx, person.id).geheim)
    assert app.secret in page.text
    assert fill_in(browser, "/toegang/instellen", code="000000").status_code == 422
    code = app.at(ctx.now())
    done = fill_in(browser, "/toegang/instellen", code=code)
    assert done.text.count("<code>") == 10
    assert browser.get("/start").status_code == 200
    again = visit()
    half = fill_in(
        again, "/toegang", inlognaam="regie@swv.voorbeeld", wachtwoord=PASSWORD
    )
    assert half.headers["location"] == "/toegang/stap"
    assert again.get("/api/v1/ik").status_code == 401
    # The code that was used a moment ago does not work a second time.
    assert fill_in(again, "/toegang/code", code=code).status_code == 422
    assert "herstelcode" in again.get("/toegang/stap").text


def test_after_signing_in_one_goes_on_where_one_was_going(visit, ctx):
    browser = visit()
    asked = browser.get("/overleg?zoek=naam")
    assert asked.headers["location"] == "/toegang"
    way = asked.cookies["leerplek_terug"]
    assert way.strip('"') == "/overleg"
    choice = f"rol-{somebody(ctx).aanstelling_id}"
    answer = browser.post("/toegang/demo", data={"account": choice})
    assert answer.headers["location"] == "/overleg"


@pytest.mark.parametrize(
    "way",
    [
        *("//elders.example", "/\\elders.example", "https://elders.example", "elders"),
        *("/%2felders.example", "/start\r\nX: 1", "javascript:alert(1)", "/uit"),
        *("/\telders.example", "///elders.example", "/.\\/elders", ""),
    ],
)
def test_nobody_is_sent_to_another_website_after_signing_in(visit, ctx, way):
    browser = visit()
    browser.cookies.set("leerplek_terug", way.encode("unicode_escape").decode())
    raw = visit()
    choice = {"account": f"rol-{somebody(ctx).aanstelling_id}"}
    for one, headers in (
        (browser, {}),
        (raw, {"cookie": f'leerplek_terug="{way}"'.encode("latin-1", "replace")}),
    ):
        answer = one.post("/toegang/demo", data=choice, headers=headers)
        # A cookie may be read as another path of ours, never as another host.
        location = answer.headers["location"]
        assert is_own_path(location) and not location.startswith("/uit")


@pytest.mark.parametrize(
    "path",
    [
        *("//elders.example", "/\\elders.example", "https://elders.example", "elders"),
        *("/a\n", "/\telders", "/a?b", "/a#b", "javascript:alert(1)", "", "/é"),
        *("/" + "a" * 300, "/%2f/elders.example"),
    ],
)
def test_what_is_no_plain_path_of_ours_is_not_followed(path):
    assert not is_own_path(path)


def test_signing_out_ends_the_session_and_a_copy_of_its_cookie(visit):
    browser = visit("regisseur")
    copy = dict(browser.headers)
    answer = browser.post("/uit")
    assert answer.headers["location"] == "/toegang"
    assert f'{COOKIE}=""' in answer.headers["set-cookie"]
    stolen = visit()
    stolen.headers["cookie"] = copy["cookie"]
    assert stolen.get("/start").headers["location"] == "/toegang"


def test_the_token_is_another_one_after_signing_in(visit, ctx):
    browser = visit("overleglid")
    planted = browser.headers["cookie"]
    choice = f"rol-{somebody(ctx).aanstelling_id}"
    answer = browser.post("/toegang/demo", data={"account": choice})
    assert answer.cookies[COOKIE] not in planted
    # What was in the browser before is worth nothing any more.
    assert browser.get("/start").headers["location"] == "/toegang"


def test_over_https_the_cookie_is_for_this_host_alone(app, ctx):
    browser = TestClient(
        app,
        base_url="http://localhost",
        client=("127.0.0.1", 5000),
        headers={"x-forwarded-proto": "https", "origin": "https://localhost"},
        follow_redirects=False,
    )
    choice = f"rol-{somebody(ctx).aanstelling_id}"
    answer = browser.post("/toegang/demo", data={"account": choice})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"__Host-{COOKIE}=")
    assert "secure" in cookie.lower() and "domain" not in cookie.lower()
    assert "strict-transport-security" in answer.headers


def test_somebody_who_is_far_away_does_not_say_what_is_https(app):
    browser = TestClient(
        app,
        base_url="http://leerplek.example",
        client=("192.0.2.1", 5000),
        headers={"x-forwarded-proto": "https"},
    )
    assert "strict-transport-security" not in browser.get("/toegang").headers
