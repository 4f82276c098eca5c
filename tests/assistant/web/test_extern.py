"""Signing in with a work account, at a real OpenID Connect provider on this machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient

from assistant.casework.family import add_family_member, invite_family_member
from assistant.casework.invitations import invite_user
from assistant.casework.outside_accounts import Secrets, start_request
from assistant.casework.people import users
from assistant.errors import SignInError
from assistant.setup.ports import free_port
from assistant.web.app import create_app
from assistant.web.extern import COOKIE as REQUEST_COOKIE
from assistant.web.extern import provider_of
from assistant.web.oidc import Provider
from assistant.web.sessions import COOKIE
from models.gebruiker import Gebruiker

EMAIL = "noor@swv.voorbeeld"
BACK = "http://localhost/toegang/extern/terug"


PEOPLE = (
    {"sub": "noor", "email": EMAIL, "email_verified": True},
    {"sub": "onzeker", "email": EMAIL, "email_verified": False},
    {"sub": "vreemd", "email": "x@y.voorbeeld", "email_verified": True},
    {"sub": "sterk", "email": EMAIL, "email_verified": True, "amr": ["pwd", "mfa"]},
)


@pytest.fixture(scope="module")
def provider():
    """Run a provider in a process of its own; yield its address."""
    port = free_port()
    address = f"http://localhost:{port}"
    known = [part for one in PEOPLE for part in ("--user-claims", json.dumps(one))]
    words = ["--port", str(port), "--require-nonce", "true", *known]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_it_answers(f"{address}/.well-known/openid-configuration", process)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def wait_until_it_answers(address, process):
    deadline = time.monotonic() + 30
    while True:
        with suppress(httpx.HTTPError):
            if httpx.get(address).is_success:
                return
        assert process.poll() is None, "the provider ended while starting"
        assert time.monotonic() < deadline, "the provider does not answer"
        time.sleep(0.1)


@pytest.fixture
def ctx(ctx, provider):
    settings = replace(
        ctx.settings,
        oidc_issuer=provider,
        oidc_client_id="leerplek",
        oidc_client_secret="geheim",
        adres="http://localhost",
    )
    return replace(ctx, settings=settings)


@pytest.fixture
def person(ctx):
    """Return somebody without an obligatory second step, with an e-mail address."""
    found = next(user for user in users(ctx) if user.rol == "overleglid")
    with ctx.store.unit_of_work() as uow:
        uow.session.get_one(Gebruiker, found.id).email = EMAIL
    return found


@pytest.fixture
def browser(ctx):
    return TestClient(
        create_app(ctx),
        base_url="http://localhost",
        client=("127.0.0.1", 50000),
        follow_redirects=False,
        headers={"origin": "http://localhost"},
    )


def go_out(browser, path="/toegang/extern"):
    """Start at Leerplek; return the address at the provider and keep the cookie."""
    answer = browser.get(path)
    assert answer.status_code == 303, answer.text
    browser.headers["cookie"] = f"{REQUEST_COOKIE}={answer.cookies[REQUEST_COOKIE]}"
    return answer.headers["location"]


def agree(address, sub):
    """Sign in at the provider and return where it sends the browser."""
    answer = httpx.post(address, data={"sub": sub})
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


def come_back(browser, address):
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == BACK
    return browser.get(f"{parts.path}?{parts.query}")


def sign_in_as(browser, sub, path="/toegang/extern"):
    return come_back(browser, agree(go_out(browser, path), sub))


def test_the_way_out_carries_state_nonce_and_a_challenge(browser, provider):
    asked = {
        key: value[0]
        for key, value in parse_qs(urlsplit(go_out(browser)).query).items()
    }
    assert asked["response_type"] == "code"
    assert asked["client_id"] == "leerplek"
    assert asked["redirect_uri"] == BACK
    assert asked["code_challenge_method"] == "S256"
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    assert "geheim" not in str(asked)
    again = parse_qs(urlsplit(go_out(browser)).query)
    assert again["state"][0] != asked["state"]


def test_somebody_known_by_a_verified_address_comes_in(browser, person):
    answer = sign_in_as(browser, "noor")
    assert answer.headers["location"] == "/start"
    browser.headers["cookie"] = f"{COOKIE}={answer.cookies[COOKIE]}"
    assert person.naam in browser.get("/account").text


def test_once_tied_the_address_no_longer_matters(browser, ctx, person):
    sign_in_as(browser, "noor")
    with ctx.store.unit_of_work() as uow:
        uow.session.get_one(Gebruiker, person.id).email = None
    assert sign_in_as(browser, "noor").headers["location"] == "/start"


@pytest.mark.parametrize("sub", ["onzeker", "vreemd", "nieuw"])
def test_nobody_gets_an_account_by_signing_in_elsewhere(browser, ctx, person, sub):
    before = len(users(ctx))
    answer = sign_in_as(browser, sub)
    assert answer.status_code == 422
    assert "hoort nog bij niemand" in answer.text
    assert COOKIE not in answer.cookies
    assert len(users(ctx)) == before


def test_an_invitation_ties_the_account_once(browser, ctx):
    found = next(user for user in users(ctx) if user.rol == "overleglid")
    link = invite_user(ctx, found.id, door="Test")
    page = browser.get(f"/welkom/{link}").text
    path = unescape(re.search(r'href="(/toegang/extern\?link=[^"]+)"', page)[1])
    assert sign_in_as(browser, "vreemd", path).headers["location"] == "/start"
    assert browser.get(f"/welkom/{link}").status_code == 410
    del browser.headers["cookie"]
    assert sign_in_as(browser, "vreemd").headers["location"] == "/start"
    assert browser.get(path).status_code == 422


def test_an_account_of_somebody_else_is_not_tied_again(browser, ctx, person):
    sign_in_as(browser, "noor")
    other = next(user for user in users(ctx) if user.rol == "secretaris")
    link = invite_user(ctx, other.id, door="Test")
    answer = sign_in_as(browser, "noor", f"/toegang/extern?link={link}")
    assert answer.status_code == 422 and "iemand anders" in answer.text
    assert browser.get(f"/welkom/{link}").status_code == 200


def test_the_link_of_a_parent_ties_no_work_account(browser, ctx, case_with):
    member = add_family_member(ctx, case_with("besloten"), "ouder", True, door="Test")
    link = invite_family_member(ctx, member, door="Test")
    assert browser.get(f"/toegang/extern?link={link}").status_code == 422
    assert browser.get(f"/welkom/{link}").status_code == 200


def test_another_website_cannot_tie_whoever_clicks_to_its_invitation(browser, ctx):
    found = next(user for user in users(ctx) if user.rol == "overleglid")
    link = invite_user(ctx, found.id, door="Test")
    answer = browser.get(
        f"/toegang/extern?link={link}", headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 404


def test_a_role_with_much_sight_still_takes_a_second_step(browser, ctx, person):
    leader = next(user for user in users(ctx) if user.rol == "regisseur")
    with ctx.store.unit_of_work() as uow:
        uow.session.get_one(Gebruiker, person.id).email = None
        uow.session.flush()
        uow.session.get_one(Gebruiker, leader.id).email = EMAIL
    answer = sign_in_as(browser, "noor")
    assert answer.headers["location"] == "/toegang/stap"
    browser.headers["cookie"] = f"{COOKIE}={answer.cookies[COOKIE]}"
    assert browser.get("/start").headers["location"] == "/toegang"
    assert "<svg" in browser.get("/toegang/stap").text
    del browser.headers["cookie"]
    # The provider says that it asked a second step itself.
    assert sign_in_as(browser, "sterk").headers["location"] == "/start"


# -- attacks -----------------------------------------------------------------------


def refused(answer):
    return answer.status_code == 422 and COOKIE not in answer.cookies


def test_an_answer_to_another_browser_is_refused(browser, person):
    address = agree(go_out(browser), "noor")
    browser.headers["cookie"] = ""
    assert refused(come_back(browser, address))


def test_an_answer_is_used_once(browser, person):
    address = agree(go_out(browser), "noor")
    assert come_back(browser, address).status_code == 303
    assert refused(come_back(browser, address))


def test_a_state_that_is_not_ours_is_refused(browser, person):
    address = agree(go_out(browser), "noor")
    changed = re.sub(r"state=[^&]+", "state=" + "x" * 43, address)
    assert changed != address
    assert refused(come_back(browser, changed))
    # And the request is gone: the right answer does not help any more.
    assert refused(come_back(browser, address))


def test_a_code_of_another_sign_in_is_refused_by_its_nonce(browser, person):
    """Somebody slips the own code of an attacker into the answer of a victim."""
    theirs = parse_qs(urlsplit(agree(go_out(browser), "noor")).query)["code"][0]
    mine = agree(go_out(browser), "vreemd")
    mixed = re.sub(r"code=[^&]+", f"code={theirs}", mine)
    assert refused(come_back(browser, mixed))


@pytest.mark.parametrize(
    "query", ["", "error=access_denied", "code=x", "state=x", "code=&state="]
)
def test_an_answer_without_what_is_needed_is_refused(browser, query):
    go_out(browser)
    answer = browser.get(f"/toegang/extern/terug?{query}")
    assert refused(answer)


def test_an_answer_that_took_too_long_is_refused(browser, ctx, person):
    address = agree(go_out(browser), "noor")
    moment = ctx.now() + timedelta(minutes=16)
    browser.app.state.ctx = replace(ctx, now=lambda: moment)
    assert refused(come_back(browser, address))


@pytest.fixture
def exchange(ctx, provider):
    """Give a function that signs in at the provider and checks with what is given."""

    def check(*, made=None, seen=None, now=None, **other):
        _, secrets_ = start_request(ctx, None)
        ours = provider_of(ctx)
        address = agree(ours.way_out(secrets_), "noor")
        answer = {key: one[0] for key, one in parse_qs(urlsplit(address).query).items()}
        mine = replace(ours, **other)
        held = replace(secrets_, **(made or {}))
        return mine.way_back(answer | (seen or {}), held, now or int(time.time()))

    return check


def test_a_checked_token_tells_who_it_is(exchange, provider):
    who = exchange()
    assert (who.issuer, who.subject, who.email) == (provider, "noor", EMAIL)


@pytest.mark.parametrize(
    "wrong",
    [
        {"made": {"nonce": "een andere"}},
        {"made": {"state": "een andere"}},
        {"client_id": "een-ander"},
        {"now": int(time.time()) + 7200},
        {"now": int(time.time()) - 7200},
        {"seen": {"iss": "https://elders.example"}},
        {"seen": {"code": "verzonnen"}},
    ],
    ids=["nonce", "state", "audience", "expired", "future", "issuer", "code"],
)
def test_a_token_that_is_not_for_us_is_refused(exchange, wrong):
    with pytest.raises(SignInError, match="niet gelukt"):
        exchange(**wrong)


def test_a_provider_that_names_itself_otherwise_is_refused(ctx, provider):
    other = replace(provider_of(ctx), issuer=f"{provider}/")
    with pytest.raises(SignInError, match="niet gelukt"):
        other.way_out(Secrets("a", "b", "c"))


@pytest.mark.parametrize(
    "issuer", ["http://swv.voorbeeld.invalid", "http://localhost:1", "geen adres"]
)
def test_a_provider_in_the_clear_or_out_of_reach_is_said_so(issuer):
    elsewhere = Provider(issuer, "leerplek", "geheim", BACK)
    with pytest.raises(SignInError, match="niet bereikbaar"):
        elsewhere.way_out(Secrets("a", "b", "c"))


def test_without_a_provider_there_is_no_way_out(visit, ctx):
    plain = replace(ctx, settings=replace(ctx.settings, oidc_issuer=""))
    browser = TestClient(create_app(plain), base_url="http://localhost")
    assert browser.get("/toegang/extern").status_code == 404
    assert browser.get("/toegang/extern/terug?code=x&state=y").status_code == 404
    assert "werkaccount" not in browser.get("/toegang").text
