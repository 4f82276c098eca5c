"""Read what was typed while Rasa was away: nobody types anything twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.casework.conversation_state import Uit
from assistant.casework.conversations import (
    read_conversation,
    read_messages,
    store_turn,
)
from assistant.casework.hold_conversation_turn import zin
from assistant.rasa.errors import RasaUnavailable

if TYPE_CHECKING:
    from assistant.casework.conversation_state import BerichtView, GesprekRij
    from assistant.context import Context
    from assistant.rasa.client import RasaClient

BARE_ANSWER = 3
"""The most words of a message that only means something at its own question."""


def read_late_messages(ctx: Context, gesprek_id: str, client: RasaClient) -> None:
    """Have every message answered that came in while Rasa was away.

    A short one counts only while its question still stands: ‘nee’ must never answer
    the question after it. A message that was sent twice is read once.

    Parameters
    ----------
    ctx
        The surroundings.
    gesprek_id
        The conversation.
    client
        Rasa, which is back.
    """
    read: set[str] = set()
    for bericht in _late(ctx, gesprek_id):
        gesprek = read_conversation(ctx, gesprek_id)
        words = bericht.tekst.casefold().strip()
        if words not in read and _still_counts(gesprek, bericht):
            read.add(words)
            told = zin(ctx, gesprek, "alsnog", tekst=bericht.tekst.strip())
            _store(ctx, gesprek, told)
            try:
                client.send(gesprek_id, bericht.tekst, bericht.id)
            except RasaUnavailable:
                return
        _forget(ctx, gesprek_id, bericht.id)


def _late(ctx: Context, gesprek_id: str) -> list[BerichtView]:
    late = read_conversation(ctx, gesprek_id).gemist
    if not late:
        return []
    return [row for row in read_messages(ctx, gesprek_id) if row.id in late]


def _still_counts(gesprek: GesprekRij, bericht: BerichtView) -> bool:
    same_question = bericht.vraag == gesprek.gevraagd_veld
    return same_question or len(bericht.tekst.split()) > BARE_ANSWER


def _forget(ctx: Context, gesprek_id: str, bericht_id: int) -> None:
    gesprek = read_conversation(ctx, gesprek_id)
    rest = tuple(one for one in gesprek.gemist if one != bericht_id)
    _store(ctx, replace(gesprek, gemist=rest, bot_weg=False))


def _store(ctx: Context, gesprek: GesprekRij, *berichten: str) -> None:
    store_turn(ctx, gesprek, Uit(berichten), antwoord_op=None)
