"""What the app sends to Rasa and generates for it."""

from __future__ import annotations

import socket

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.rasa.client import RasaClient
from assistant.rasa.errors import RasaUnavailable
from assistant.rasa.generate import write_endpoints, write_generated
from assistant.rasa.texts import safe_for_rasa
from assistant.rasa.worker import NluWorker, read_nlu


@given(st.text())
def test_no_text_reaches_rasa_as_a_command_or_empty(tekst):
    safe = safe_for_rasa(tekst)
    assert safe
    assert not safe.startswith("/")
    assert "\n" not in safe


@pytest.mark.parametrize("tekst", ["/crisis", "  /restart", "//antwoord", "/ /x", "⁄x"])
def test_a_leading_slash_never_survives(tekst):
    assert not safe_for_rasa(tekst).startswith(("/", "⁄"))


def test_ordinary_words_stay_as_they_are():
    assert safe_for_rasa("havo/vwo, klas 2") == "havo/vwo, klas 2"


def test_a_server_that_is_not_there_is_said_to_be_away():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    client = RasaClient(f"http://127.0.0.1:{port}")
    assert not client.is_ready()
    with pytest.raises(RasaUnavailable, match="bewaard"):
        client.send("iemand", "hallo", 1)


def test_a_parse_without_intent_is_read_as_fallback():
    nlu = read_nlu({"intent": None, "intent_ranking": None})
    assert (nlu.intent, nlu.zekerheid, nlu.ranking) == ("nlu_fallback", 0.0, [])


def test_every_term_becomes_a_question(knowledge, tmp_path):
    folder = write_generated(knowledge, tmp_path)
    text = (folder / "begrippen.yml").read_text(encoding="utf-8")
    rows = yaml.safe_load(text)["nlu"]
    asked = next(r["examples"] for r in rows if r["intent"] == "vraag_begrip")
    for begrip in knowledge.begrippen.values():
        name = " ".join(begrip.term.lower().replace("(", " ").replace(")", " ").split())
        assert name in asked


def test_the_endpoints_file_keeps_the_tracker_in_memory(tmp_path):
    path = tmp_path / "rasa" / "endpoints.yml"
    write_endpoints(path, "http://127.0.0.1:1/rasa/webhook")
    endpoints = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert endpoints["action_endpoint"] == {
        "url": "http://127.0.0.1:1/rasa/webhook",
        "enable_selective_domain": True,
    }
    assert endpoints["tracker_store"] == {"type": "InMemory"}


@pytest.mark.rasa
def test_the_worker_parses_without_a_server(bot, settings):
    with NluWorker(settings, bot.model) as worker:
        assert worker.parse("wat is een tlv").intent == "vraag_begrip"
        assert worker.parse("/vraag_route").ranking
        assert worker.parse("ik wil een\nmens spreken").intent == "mens"
