"""The JSON API: the same roles, the same refusals, described by OpenAPI."""

import json

import pytest

from assistant.casework.cases import list_cases
from assistant.casework.chat import conversation_view
from assistant.casework.kijker import SYSTEEM


@pytest.fixture
def client(visit):
    return visit("zorgcoordinator")


def test_the_description_names_every_address_of_the_api(visit):
    described = visit().get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert "/api/v1/gesprekken/{gesprek_id}/berichten" in described["paths"]
    assert all(path.startswith("/api/v1/") for path in described["paths"])


def test_cases_and_one_case_come_with_their_answers(client, ctx, case_with):
    found = [row["id"] for row in client.get("/api/v1/casussen").json()]
    everybody = [row.id for row in list_cases(ctx, SYSTEEM)]
    # In the order of urgency, and only the cases of the own school.
    assert found == [one for one in everybody if one in found]
    assert 0 < len(found) < len(everybody)
    part = client.get("/api/v1/casussen", params={"aantal": 2, "vanaf": 1}).json()
    assert [row["id"] for row in part] == found[1:3]
    assert client.get("/api/v1/casussen", params={"aantal": 100000}).status_code == 422
    case = case_with("geadviseerd")
    assert client.get(f"/api/v1/casussen/{case}").json()["antwoorden"]
    advice = client.get(f"/api/v1/casussen/{case}/advies").json()
    assert advice["uitkomst"]["routes"]
    assert advice["ontvangstbewijs"]["kennis_hash"] == ctx.knowledge.hash


def test_what_is_not_there_is_404_with_one_sentence(client, case_with):
    for path in (
        "/api/v1/casussen/2026-9999",
        "/api/v1/gesprekken/onbekend",
        f"/api/v1/casussen/{case_with('intake')}/advies",
        "/api/v1/bestaat-niet",
    ):
        answer = client.get(path)
        assert answer.status_code == 404
        assert set(answer.json()) == {"fout"}


def test_a_conversation_is_opened_and_held(client, ctx):
    opened = client.post("/api/v1/gesprekken", json={})
    assert opened.status_code == 201
    state = opened.json()
    address = f"/api/v1/gesprekken/{state['gesprek_id']}/berichten"
    began = client.post(
        address, json={"tekst": state["knoppen"][0]["waarde"], "beurt": state["beurt"]}
    ).json()
    assert began["casus_id"]
    assert began["vraag"]
    assert began["nog"] > 0
    assert began["beurt"] == len(conversation_view(ctx, state["gesprek_id"]).berichten)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"tekst": "  "}, 422),
        ({"tekst": "geheim woord " * 6000}, 413),
        ({"tekst": "geheim woord", "beurt": 99}, 409),
        ({"tekst": ["geheim woord"]}, 422),
        ({}, 422),
    ],
)
def test_a_bad_message_gets_one_sentence_and_is_not_repeated(client, body, status):
    gesprek = client.post("/api/v1/gesprekken", json={}).json()["gesprek_id"]
    answer = client.post(f"/api/v1/gesprekken/{gesprek}/berichten", json=body)
    assert answer.status_code == status
    assert set(answer.json()) == {"fout"}
    assert "geheim" not in answer.text


def test_broken_json_is_refused_in_dutch(client):
    answer = client.post(
        "/api/v1/gesprekken",
        content=b'{"casus_id": geheim',
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 422
    assert "geheim" not in json.dumps(answer.json())


def test_parents_get_their_own_steps(visit, case_with):
    answer = visit("ouder", case_with("besloten")).get("/api/v1/stappen")
    assert answer.status_code == 200
    assert all({"wat", "wie", "uiterlijk"} == set(step) for step in answer.json())


def test_the_next_meeting_is_for_members(visit):
    assert visit("overleglid").get("/api/v1/overleg/volgende").json()["naam"]
    assert visit("zorgcoordinator").get("/api/v1/overleg/volgende").status_code == 403
