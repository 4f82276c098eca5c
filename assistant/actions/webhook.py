"""What Rasa calls: its documented action webhook, typed, with one dispatch.

Rasa posts which action it wants to run and its tracker; the answer holds events and
responses. Every action is one turn of the conversation, held from the record. Within
one message Rasa may call more than once (a rule's action, then the form's question):
a message is answered once, later calls say nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.casework.hold_conversation import take_turn
from assistant.errors import CaseworkError
from assistant.rasa.worker import read_nlu
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from assistant.casework.hold_conversation_turn import Reactie
    from assistant.context import Context

SLOT = "antwoord"
VALIDATE = "validate_intake_form"
ACTIONS = frozenset(
    {
        VALIDATE,
        "action_ask_antwoord",
        "action_begin",
        "action_corrigeer",
        "action_sla_over",
        "action_ga_terug",
        "action_pauzeer",
        "action_vat_samen",
        "action_leg_uit",
        "action_beantwoord_vraag",
        "action_verbind_met_mens",
        "action_neem_klacht_op",
        "action_crisis",
        "action_praat_mee",
        "action_onbegrepen",
        "action_rond_af",
        "action_default_fallback",
    }
)
ENDED = frozenset({GesprekStand.KLAAR, GesprekStand.GESTOPT})


class _Lenient(BaseModel):
    """Rasa may send more than it documents."""

    model_config = ConfigDict(extra="ignore")


class LatestMessage(_Lenient):
    """The parse of the message that Rasa acts on."""

    text: str | None = None
    intent: dict[str, Any] = Field(default_factory=dict)
    intent_ranking: list[dict[str, Any]] = Field(default_factory=list)
    metadata: dict[str, Any] | None = None


class Tracker(_Lenient):
    """What Rasa remembers of the conversation; only the last message is used."""

    sender_id: str = ""
    latest_message: LatestMessage = Field(default_factory=LatestMessage)
    slots: dict[str, Any] = Field(default_factory=dict)
    events: list[dict[str, Any]] | None = None


class ActionCall(_Lenient):
    """A call of the action webhook."""

    next_action: str
    sender_id: str
    tracker: Tracker = Field(default_factory=Tracker)
    version: str | None = None

    def bericht_id(self) -> int | None:
        """Return the id of the stored message that this call is about."""
        metadata = self.tracker.latest_message.metadata
        for event in reversed(self.tracker.events or []):
            if event.get("event") == "user":
                metadata = event.get("metadata") or metadata
                break
        value = (metadata or {}).get("bericht")
        return value if isinstance(value, int) else None


class ActionResult(BaseModel):
    """What Rasa must do: events for its tracker and responses to say."""

    events: list[dict[str, Any]] = Field(default_factory=list)
    responses: list[dict[str, Any]] = Field(default_factory=list)


class ActionRefused(Exception):
    """The action cannot run; Rasa expects status 400 with this shape."""

    def __init__(self, action_name: str, error: str) -> None:
        super().__init__(error)
        self.action_name = action_name
        self.error = error

    def as_dict(self) -> dict[str, str]:
        """Return the documented body of a refusal; never what was sent."""
        return {"action_name": self.action_name, "error": self.error}


def handle(ctx: Context, call: ActionCall) -> ActionResult:
    """Run one action of Rasa: one turn of the conversation.

    Parameters
    ----------
    ctx
        The surroundings.
    call
        What Rasa asks.

    Raises
    ------
    ActionRefused
        When the action is not known.
    """
    if call.next_action not in ACTIONS:
        raise ActionRefused(call.next_action, "Deze actie bestaat niet.")
    if call.next_action == VALIDATE and call.tracker.slots.get(SLOT) is None:
        # Nothing was said in answer to the question: without events the form steps
        # aside and the rule for this intent runs.
        return ActionResult()
    message = call.tracker.latest_message
    nlu = read_nlu(message.model_dump()) if message.intent else None
    try:
        reactie = take_turn(ctx, call.sender_id, nlu=nlu, bericht_id=call.bericht_id())
    except CaseworkError:
        # Such as a conversation that is gone. After a refusal Rasa would run the same
        # action over and over until somebody's patience ends; silence lets it listen.
        # Who sent the message hears what is wrong from the use case itself.
        reactie = None
    return ActionResult(
        events=_events(call.next_action, reactie), responses=_responses(reactie)
    )


def _events(action: str, reactie: Reactie | None) -> list[dict[str, Any]]:
    """Keep the form asking: the slot is emptied after every answer until the end."""
    if action != VALIDATE:
        return []
    ended = reactie is not None and reactie.gesprek.stand in ENDED
    value = reactie.gesprek.stand.value if reactie and ended else None
    return [{"event": "slot", "timestamp": None, "name": SLOT, "value": value}]


def _responses(reactie: Reactie | None) -> list[dict[str, Any]]:
    if reactie is None or not reactie.uit.berichten:
        return []
    *first, last = reactie.uit.berichten
    buttons = [
        {"title": knop.tekst, "payload": knop.waarde} for knop in reactie.uit.knoppen
    ]
    return [*({"text": tekst} for tekst in first), {"text": last, "buttons": buttons}]
