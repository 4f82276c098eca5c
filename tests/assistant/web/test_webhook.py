"""The action endpoint: for Rasa on this machine, and never an echo."""

import pytest
from fastapi.testclient import TestClient

CALL = {"next_action": "action_bestaat_niet", "sender_id": "x", "tracker": {}}


def test_an_unknown_action_is_refused_the_way_rasa_expects(visit):
    answer = visit().post("/rasa/webhook", json=CALL)
    assert answer.status_code == 400
    assert answer.json()["action_name"] == "action_bestaat_niet"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"sender_id": "geheim"}'])
def test_a_call_that_is_no_call_is_refused_without_an_echo(visit, body):
    answer = visit().post("/rasa/webhook", content=body)
    assert answer.status_code == 400
    assert set(answer.json()) == {"action_name", "error"}
    assert "geheim" not in answer.text


@pytest.mark.parametrize(
    ("near", "headers"),
    [("10.0.0.7", {}), ("127.0.0.1", {"x-forwarded-for": "10.0.0.7"})],
)
def test_nobody_else_may_call_it(app, near, headers):
    client = TestClient(app, client=(near, 5000))
    answer = client.post("/rasa/webhook", json=CALL, headers=headers)
    assert answer.status_code == 404


def test_the_app_says_that_it_is_up(visit):
    assert visit().get("/gezond").json() == {"status": "ok"}
