"""The real Rasa keeps silent where it would spin, or write down what people say."""

from __future__ import annotations

import time

import httpx
import pytest

from assistant.rasa.client import RasaClient
from assistant.rasa.errors import RasaUnavailable

pytestmark = pytest.mark.rasa

A_FEW_SECONDS = 10.0


def test_a_message_to_a_conversation_that_is_gone_keeps_rasa_free(running_leerplek):
    rasa = RasaClient(running_leerplek.settings.rasa_url, timeout_s=A_FEW_SECONDS)
    assert rasa.send("dit-gesprek-is-er-niet", "hij zit op de havo", 1) == []
    assert rasa.is_ready()


def test_a_turn_that_is_broken_off_leaves_no_words_in_the_log(running_leerplek):
    settings = running_leerplek.settings
    body = {"sender": "weg", "message": "de wielewaal zegt dat hij niet meer gaat"}
    with pytest.raises(httpx.TimeoutException):
        httpx.post(
            f"{settings.rasa_url}/webhooks/rest/webhook",
            json=body,
            timeout=httpx.Timeout(A_FEW_SECONDS, read=0.001),
            trust_env=False,
        )
    # Rasa notices a little later that nobody listens any more.
    time.sleep(2)
    log = (settings.data_dir / "logs" / "rasa.log").read_bytes()
    assert b"Starting Rasa server" in log
    assert b"wielewaal" not in log


def test_a_server_that_is_too_slow_counts_as_away(running_leerplek):
    rasa = RasaClient(running_leerplek.settings.rasa_url, timeout_s=0.001)
    with pytest.raises(RasaUnavailable):
        rasa.send("weg", "hij zit op de havo", 1)
