"""What every answer carries, and which requests are turned away at the door."""

import pytest

from assistant.casework.demo_access import demo_accounts
from assistant.web.headers import MAX_BODY, SECURITY_HEADERS

EVERYWHERE = ["/toegang", "/static/leerplek.css", "/gezond", "/bestaat-niet", "/start"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_carries_the_security_headers(visit, path):
    headers = visit().get(path).headers
    for name, value in SECURITY_HEADERS.items():
        assert headers[name] == value


def test_the_policy_lets_nothing_in_from_elsewhere():
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    for loose in ("unsafe", "http:", "https:", "*", "data:"):
        assert loose not in policy


def test_pages_are_not_kept_by_the_browser_but_the_style_sheet_is(visit):
    assert visit().get("/toegang").headers["cache-control"] == "no-store"
    assert "max-age" in visit().get("/static/leerplek.css").headers["cache-control"]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elders.example"},
        {"origin": "null"},
        {"origin": "http://localhost.elders.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_on_another_website_changes_nothing(visit, headers):
    browser = visit("zorgcoordinator")
    del browser.headers["origin"]
    answer = browser.post("/intake", headers=headers)
    assert answer.status_code == 403
    assert "andere website" in answer.text


@pytest.mark.parametrize(
    "headers", [{"origin": "http://localhost"}, {"sec-fetch-site": "same-origin"}]
)
def test_our_own_form_is_accepted(visit, headers):
    browser = visit("zorgcoordinator")
    del browser.headers["origin"]
    assert browser.post("/intake", headers=headers).status_code == 303


def test_a_session_that_does_not_say_where_it_comes_from_changes_nothing(visit):
    browser = visit("zorgcoordinator")
    del browser.headers["origin"]
    assert browser.post("/intake").status_code == 403


def test_a_program_without_a_session_may_ask(visit):
    program = visit()
    del program.headers["origin"]
    assert program.post("/api/v1/gesprekken", json={}).status_code == 401


def test_a_body_that_no_form_can_have_is_refused_unread(visit):
    answer = visit("zorgcoordinator").post("/intake", content=b"x" * (MAX_BODY + 1))
    assert answer.status_code == 413


def test_a_body_without_a_length_is_refused(visit):
    answer = visit("zorgcoordinator").post("/intake", content=iter([b"x"]))
    assert answer.status_code == 411


def test_the_session_cookie_is_out_of_reach_of_scripts(visit, ctx):
    account = demo_accounts(ctx)[0]
    choice = f"rol-{account.aanstelling_id}"
    answer = visit().post("/toegang/demo", data={"account": choice})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    # It goes with the browser: a shared computer does not keep it.
    assert "max-age" not in cookie and "expires" not in cookie
