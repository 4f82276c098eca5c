"""What was typed while Rasa was away is read when it is back."""

from __future__ import annotations

import pytest

from assistant.begrip.begrepen import Nlu
from assistant.casework.chat import send_message
from assistant.casework.conversations import read_conversation, read_messages
from assistant.casework.hold_conversation import take_turn
from assistant.casework.late_messages import read_late_messages


class Back:
    """Rasa that is back: every message gets its turn, as by the webhook."""

    def __init__(self, ctx):
        self.ctx = ctx

    def send(self, gesprek_id, tekst, bericht_id):
        nlu = Nlu("antwoord", 0.9, [("antwoord", 0.9)])
        take_turn(self.ctx, gesprek_id, nlu=nlu, bericht_id=bericht_id)


@pytest.fixture
def waiting(talk):
    """Return a conversation at the age, in which no Rasa answers."""
    person = talk("ouder")
    person.say("ik wil beginnen", "start_intake")
    person.press("nee")
    person.press("nee")
    person.go_to("leeftijd")
    return person


def test_an_answer_typed_while_rasa_was_away_needs_no_second_typing(waiting):
    reply = send_message(waiting.ctx, waiting.id, "hij is 12")
    assert not reply.bot_beschikbaar
    assert "leeftijd" not in waiting.answers
    read_late_messages(waiting.ctx, waiting.id, Back(waiting.ctx))
    assert waiting.answers["leeftijd"] == 12
    said = [row.tekst for row in read_messages(waiting.ctx, waiting.id)]
    assert any("U schreef: ‘hij is 12’" in tekst for tekst in said)
    gesprek = read_conversation(waiting.ctx, waiting.id)
    assert (gesprek.gemist, gesprek.bot_weg) == ((), False)


def test_a_bare_answer_never_goes_to_the_question_after_it(waiting):
    for tekst in ("12", "nee", "12"):
        send_message(waiting.ctx, waiting.id, tekst)
    before = dict(waiting.answers)
    waiting.go_to("schoolsoort")
    read_late_messages(waiting.ctx, waiting.id, Back(waiting.ctx))
    assert waiting.answers == before
    assert read_conversation(waiting.ctx, waiting.id).gemist == ()


def test_a_whole_sentence_is_read_even_when_the_question_moved_on(waiting):
    send_message(waiting.ctx, waiting.id, "hij zit op het vmbo in klas 2")
    waiting.say("12")
    read_late_messages(waiting.ctx, waiting.id, Back(waiting.ctx))
    assert waiting.answers["schoolsoort"] == "vmbo"
