"""The session cookie: a random token, and what it says about who is there."""

import pytest

from assistant.casework.people import users
from assistant.casework.sessions import open_session, read_session
from assistant.web.sessions import COOKIE, SAFE_COOKIE
from assistant.web.toestel import UNKNOWN, device_name


def a_session(ctx):
    role = users(ctx)[0].aanstelling_id
    return open_session(ctx, via="test", aanstelling_id=role)


def test_the_token_says_nothing_by_itself(ctx):
    first, second = a_session(ctx), a_session(ctx)
    assert first != second
    assert len(first) >= 43
    assert read_session(ctx, first).naam not in first


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        f"{COOKIE}=",
        f"{COOKIE}=x",
        f"{COOKIE}={'x' * 5000}",
        f"{COOKIE}=é".encode("latin-1"),
        f"{COOKIE}=\x00",
        "alleen tekst",
    ],
)
def test_rubbish_is_nobody(visit, cookie):
    browser = visit()
    answer = browser.get("/start", headers={"cookie": cookie})
    assert answer.headers["location"] == "/toegang"


def test_the_name_of_a_plain_connection_does_not_count_over_https(app, ctx, visit):
    token = a_session(ctx)
    browser = visit()
    secure = {"x-forwarded-proto": "https"}
    plain = browser.get("/start", headers={"cookie": f"{COOKIE}={token}", **secure})
    assert plain.headers["location"] == "/toegang"
    safe = {"cookie": f"{SAFE_COOKIE}={token}", **secure}
    assert browser.get("/account", headers=safe).status_code == 200


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox op Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/5 Edg/140",
            "Edge op Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18) Version/18 Safari/604",
            "Safari op iPhone",
        ),
        ("curl/8", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_a_browser_is_named_roughly(text, name):
    assert device_name(text) == name
