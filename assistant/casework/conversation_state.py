"""The state of a conversation and its messages, as the rest of the app sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from models.gesprek import GesprekStand

Stap = Mapping[str, int | None]
"""What one turn recorded: per field the id of the answer that stood before, or None."""


@dataclass(frozen=True)
class Knop:
    """A button: the words on it and what is sent when it is pressed."""

    tekst: str
    waarde: str


@dataclass(frozen=True)
class BerichtView:
    """One message as it was said."""

    id: int
    richting: str
    tekst: str
    knoppen: tuple[Knop, ...]
    vraag: str | None
    op: datetime


@dataclass(frozen=True)
class GesprekRij:
    """The state of a conversation.

    Parameters
    ----------
    id, casus_id, rol, door, aanstelling_id, gezinslid_id
        Random id, the case once there is one, and who talks in which role where.
    stand
        Where the conversation is.
    gevraagd_veld
        The field asked now, or None.
    laatste_vragen
        Fields asked before, oldest first, for going back.
    mislukt
        How often in a row the answer to the asked field was not understood.
    bot_weg
        Whether Rasa did not answer the last message.
    gemist
        Messages that came in while Rasa was away and are not read yet.
    taal
        Language (ISO 639-1) in which the person is answered.
    verder
        Whether the person goes on with what an advice does not need.
    stappen
        What the last turns recorded, oldest first, for undoing.
    """

    id: str
    casus_id: str | None
    rol: str
    door: str | None
    stand: GesprekStand
    gevraagd_veld: str | None = None
    laatste_vragen: tuple[str, ...] = ()
    mislukt: int = 0
    bot_weg: bool = False
    aanstelling_id: int | None = None
    gezinslid_id: int | None = None
    taal: str = "nl"
    verder: bool = False
    gemist: tuple[int, ...] = field(default=(), repr=False)
    stappen: tuple[Stap, ...] = field(default=(), repr=False)
    beantwoord: tuple[int, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Uit:
    """What the assistant says in one turn."""

    berichten: tuple[str, ...]
    knoppen: tuple[Knop, ...] = ()
