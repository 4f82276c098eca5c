"""The action webhook: its documented shape, held against the real Rasa server."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from assistant.actions.webhook import ACTIONS, ActionCall, ActionRefused, handle
from assistant.casework.chat import open_conversation, send_message
from assistant.casework.conversations import read_messages, store_incoming
from assistant.settings import Settings
from assistant.setup.ports import free_port
from assistant.setup.rasa import start_rasa
from assistant.setup.surroundings import open_surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.context import Context


def call(gesprek_id: str, bericht_id: int | None, **changes: Any) -> dict[str, Any]:
    """Return a call as Rasa documents it."""
    metadata = {} if bericht_id is None else {"bericht": bericht_id}
    message = {
        "text": "ik wil een leerling aanmelden",
        "intent": {"name": "start_intake", "confidence": 0.9},
        "intent_ranking": [{"name": "start_intake", "confidence": 0.9}],
        "entities": [],
        "metadata": metadata,
    }
    body = {
        "next_action": "action_begin",
        "sender_id": gesprek_id,
        "tracker": {"sender_id": gesprek_id, "latest_message": message, "slots": {}},
        "version": "3.6.21",
        "something_new": True,
    }
    return body | changes


@pytest.fixture
def gesprek(ctx: Context) -> str:
    return open_conversation(ctx, rol="zorgcoordinator", door="voorbeeld")


def test_a_call_is_answered_with_events_and_responses(ctx, gesprek):
    stored = store_incoming(ctx, gesprek, "ik wil een leerling aanmelden", None)
    body = call(gesprek, stored.id)
    result = handle(ctx, ActionCall.model_validate(body)).model_dump()
    assert set(result) == {"events", "responses"}
    assert "gevaar" in result["responses"][0]["text"]
    assert {b["payload"] for b in result["responses"][0]["buttons"]} >= {
        "knop:veiligheid_direct:nee"
    }


def test_the_second_call_about_the_same_message_says_nothing(ctx, gesprek):
    stored = store_incoming(ctx, gesprek, "ik wil een leerling aanmelden", None)
    handle(ctx, ActionCall.model_validate(call(gesprek, stored.id)))
    body = call(gesprek, stored.id, next_action="action_ask_antwoord")
    assert handle(ctx, ActionCall.model_validate(body)).responses == []


def test_validation_without_an_answer_leaves_the_message_to_the_rules(ctx, gesprek):
    stored = store_incoming(ctx, gesprek, "wat is een tlv", None)
    body = call(gesprek, stored.id, next_action="validate_intake_form")
    result = handle(ctx, ActionCall.model_validate(body))
    assert (result.events, result.responses) == ([], [])


def test_validation_empties_the_slot_so_that_the_form_keeps_asking(ctx, gesprek):
    stored = store_incoming(ctx, gesprek, "ik wil beginnen", None)
    body = call(gesprek, stored.id, next_action="validate_intake_form")
    body["tracker"]["slots"] = {"antwoord": "ik wil beginnen"}
    events = handle(ctx, ActionCall.model_validate(body)).events
    assert [(e["event"], e["name"], e["value"]) for e in events] == [
        ("slot", "antwoord", None)
    ]


@pytest.mark.parametrize("action", ["action_bestaat_niet", "", "utter_greet"])
def test_an_unknown_action_is_refused_in_the_documented_shape(ctx, gesprek, action):
    body = call(gesprek, None, next_action=action)
    with pytest.raises(ActionRefused) as refusal:
        handle(ctx, ActionCall.model_validate(body))
    assert refusal.value.as_dict()["action_name"] == action
    assert set(refusal.value.as_dict()) == {"action_name", "error"}


def test_an_unknown_conversation_says_nothing_and_repeats_nothing_of_what_was_sent(ctx):
    body = call("geheim-gesprek", None)
    result = handle(ctx, ActionCall.model_validate(body))
    assert result.responses == []
    told = json.dumps(result.model_dump())
    assert "aanmelden" not in told
    assert "geheim-gesprek" not in told


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"next_action": 3}', "niks"])
def test_a_body_of_another_shape_does_not_parse(body):
    with pytest.raises(ValidationError):
        ActionCall.model_validate_json(body)


@dataclass
class Recorder:
    """An action endpoint that keeps every call of Rasa and its answer."""

    ctx: Context
    bodies: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, raw: bytes) -> bytes:
        self.bodies.append(json.loads(raw))
        result = handle(self.ctx, ActionCall.model_validate_json(raw)).model_dump()
        self.answers.append(result)
        return json.dumps(result).encode()


@pytest.fixture(scope="module")
def recorder(bot, knowledge, tmp_path_factory) -> Iterator[Recorder]:
    """Yield a recorder that the real Rasa server calls."""
    folder = tmp_path_factory.mktemp("webhook")
    settings = replace(Settings(data_dir=folder), rasa_port=free_port())
    recorder = Recorder(open_surroundings(settings))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            reply = recorder.answer(raw)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/rasa/webhook"
    with start_rasa(settings, bot.model, action_url=url) as rasa:
        rasa.wait_ready()
        yield recorder
    server.shutdown()
    server.server_close()
    recorder.ctx.store.close()


TURNS = (
    ("ik wil een leerling aanmelden", {"action_begin"}),
    ("wat is een tlv", {"action_leg_uit"}),
    ("waarom vraag je dat", {"action_leg_uit"}),
    ("nee", {"validate_intake_form"}),
    ("vorige vraag", {"action_ga_terug"}),
    ("sla deze vraag over", {"action_sla_over"}),
    ("hoeveel vragen komen er nog", {"action_vat_samen"}),
    ("ik wil een mens spreken", {"action_verbind_met_mens"}),
    ("ik moet nu stoppen", {"action_pauzeer"}),
    ("we kunnen weer verder", {"action_begin"}),
    ("hij wil dood", {"action_crisis"}),
)


@pytest.mark.rasa
def test_the_real_server_keeps_to_the_documented_shape(recorder):
    ctx = recorder.ctx
    gesprek = open_conversation(ctx, rol="zorgcoordinator", door="voorbeeld")
    for tekst, expected in TURNS:
        start = len(recorder.bodies)
        send_message(ctx, gesprek, tekst)
        calls = recorder.bodies[start:]
        assert expected <= {body["next_action"] for body in calls}, tekst
        said = [a["responses"] for a in recorder.answers[start:] if a["responses"]]
        assert len(said) == 1, tekst
        incoming = [m.id for m in read_messages(ctx, gesprek) if m.richting == "in"]
        for body in calls:
            assert {"next_action", "sender_id", "tracker", "version"} <= set(body)
            assert "domain" not in body
            assert body["next_action"] in ACTIONS
            assert body["sender_id"] == gesprek
            assert body["version"] == "3.6.21"
            assert ActionCall.model_validate(body).bericht_id() == incoming[-1]


@pytest.mark.rasa
def test_rasa_never_takes_a_typed_command(recorder):
    ctx = recorder.ctx
    gesprek = open_conversation(ctx, rol="zorgcoordinator", door="voorbeeld")
    start = len(recorder.bodies)
    reply = send_message(ctx, gesprek, "/crisis")
    assert reply.status == "bezig"
    assert recorder.bodies[start:] == []
