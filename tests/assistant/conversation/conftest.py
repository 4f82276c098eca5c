"""A person who talks, with or without the real Rasa."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from assistant.begrip.begrepen import Nlu
from assistant.casework.chat import (
    conversation_view,
    current_reply,
    open_conversation,
    send_message,
)
from assistant.casework.conversations import (
    read_conversation,
    store_incoming,
    store_turn,
)
from assistant.casework.hold_conversation import take_turn
from assistant.casework.hold_conversation_buttons import read_button
from assistant.casework.hold_conversation_questions import ask
from assistant.casework.inbox import tasks_of_conversation
from assistant.casework.read_answers import current_answers
from assistant.setup.surroundings import open_surroundings

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.chat_reply import ChatReply
    from assistant.context import Context


TYPED = {
    "leeftijd": "12",
    "leerjaar": "klas 1",
    "verzuim_sinds": "1 juni 2026",
    "helemaal_niet_sinds": "1 juli 2026",
    "gemeente_woonplaats": "Dordrecht",
    "postcode4": "3311",
    "maximale_reistijd_min": "45",
    "aantal_geevalueerde_plannen": "2",
    "tlv_aanwezig": "geen tlv",
}
CHOSEN = {
    "veiligheid_direct": "nee",
    "signaal_suicide": "nee",
    "schoolsoort": "vmbo",
    "ingeschreven": "ja",
    "overgangsmoment": "nee",
}
"""What a zorgcoördinator answers; otherwise the first button."""
OF_TYPE = {
    "date": "1 juni 2026",
    "integer": "12",
    "number": "10",
    "scale_0_10": "5",
    "text_long": "Een rustige plek in een kleine groep.",
}


@dataclass
class Talk:
    """One conversation, from the side of the person."""

    ctx: Context
    id: str
    rasa: bool

    def say(self, tekst: str, intent: str = "antwoord") -> ChatReply:
        """Say something; without Rasa the intent is what Rasa would have found."""
        if self.rasa:
            return send_message(self.ctx, self.id, tekst)
        offered = current_reply(self.ctx, self.id).knoppen
        knop = read_button(self.ctx, tekst, offered)
        stored = store_incoming(self.ctx, self.id, knop.tekst if knop else tekst, knop)
        nlu = Nlu(intent, 0.9, [(intent, 0.9)])
        take_turn(self.ctx, self.id, nlu=nlu, bericht_id=stored.id)
        return current_reply(self.ctx, self.id)

    def press(self, waarde: str) -> ChatReply:
        """Press the button of the asked field with this value."""
        asked = current_reply(self.ctx, self.id).vraag
        return self.say(f"knop:{asked}:{waarde}")

    def go_to(self, veld: str) -> ChatReply:
        """Bring the conversation to the question about a field, whatever its order."""
        gesprek = read_conversation(self.ctx, self.id)
        reactie = ask(self.ctx, gesprek, self.ctx.knowledge.velden[veld])
        store_turn(self.ctx, reactie.gesprek, reactie.uit, antwoord_op=None)
        return current_reply(self.ctx, self.id)

    def fill_in(self, *, limit: int = 60) -> ChatReply:
        """Answer every question, by button where there is one, until the summary."""
        reply = current_reply(self.ctx, self.id)
        for _ in range(limit):
            if reply.vraag is None:
                return reply
            reply = self.say(self._answer_to(reply))
        raise AssertionError(f"still asking {reply.vraag} after {limit} answers")

    def _answer_to(self, reply: ChatReply) -> str:
        assert reply.vraag is not None
        if reply.vraag in TYPED:
            return TYPED[reply.vraag]
        wanted = f":{CHOSEN.get(reply.vraag, '')}"
        buttons = [k.waarde for k in reply.knoppen if not k.waarde.startswith("knop:!")]
        soort = self.ctx.knowledge.velden[reply.vraag].type.value
        if not buttons:
            return OF_TYPE.get(soort, "sla over")
        return next((w for w in buttons if w.endswith(wanted)), buttons[0])

    @property
    def casus_id(self) -> str | None:
        return conversation_view(self.ctx, self.id).casus_id

    @property
    def answers(self) -> dict[str, object]:
        assert self.casus_id is not None
        return current_answers(self.ctx, self.casus_id)

    @property
    def tasks(self) -> list[str]:
        return [task.soort for task in tasks_of_conversation(self.ctx, self.id)]


@pytest.fixture
def talk(ctx: Context) -> Callable[..., Talk]:
    """Return a way to open a conversation that needs no Rasa."""

    def start(rol: str = "zorgcoordinator", casus_id: str | None = None) -> Talk:
        gesprek = open_conversation(ctx, rol=rol, door="voorbeeld", casus_id=casus_id)
        return Talk(ctx, gesprek, rasa=False)

    return start


@pytest.fixture
def real_talk(running_leerplek: object) -> Callable[..., Talk]:
    """Return a way to open a conversation through the real Rasa and the real app."""
    ctx = open_surroundings(running_leerplek.settings)  # type: ignore[attr-defined]

    def start(rol: str = "zorgcoordinator", casus_id: str | None = None) -> Talk:
        gesprek = open_conversation(ctx, rol=rol, door="voorbeeld", casus_id=casus_id)
        return Talk(ctx, gesprek, rasa=True)

    return start
