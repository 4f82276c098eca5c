"""Conversations in the record: the row and its messages, never an ORM object."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.casework.conversation_state import BerichtView, GesprekRij, Knop, Uit
from assistant.errors import NotFoundError
from models.gesprek import (
    Bericht,
    Gesprek,
    GesprekStand,
    Richting,
    berichten,
    find_gesprek,
    gesprekken_of,
    marked_bericht,
)

if TYPE_CHECKING:
    from assistant.context import Context
    from models.store import UnitOfWork

ID_BYTES = 18
_REMEMBERED = 50
"""How many answered messages a conversation remembers, to answer each once."""
_UNDONE = 20
"""How many steps back can be undone."""


def create_conversation(
    ctx: Context,
    *,
    rol: str,
    door: str | None,
    casus_id: str | None,
    aanstelling_id: int | None = None,
    gezinslid_id: int | None = None,
) -> GesprekRij:
    """Create a conversation with a random id nobody can guess."""
    row = Gesprek(
        id=secrets.token_urlsafe(ID_BYTES),
        casus_id=casus_id,
        rol=rol,
        door=door,
        aanstelling_id=aanstelling_id,
        gezinslid_id=gezinslid_id,
        stand=GesprekStand.OPEN if casus_id is None else GesprekStand.VRAAGT,
        laatste_vragen=[],
        toestand={},
        aangemaakt_op=ctx.now(),
    )
    with ctx.store.unit_of_work() as uow:
        uow.session.add(row)
        uow.session.flush()
        return _view(row)


def read_conversation(ctx: Context, gesprek_id: str) -> GesprekRij:
    """Return the state of a conversation.

    Raises
    ------
    NotFoundError
        When there is none with this id.
    """
    with ctx.store.reading() as uow:
        return _view(_find(uow, gesprek_id))


def newest_conversation(
    ctx: Context, casus_id: str, gezinslid_id: int | None = None
) -> str | None:
    """Return the id of the newest conversation about a case, or None.

    Those of professionals, or those of one member of the family.
    """
    with ctx.store.reading() as uow:
        rows = gesprekken_of(uow.session, casus_id)
        own = [row.id for row in rows if row.gezinslid_id == gezinslid_id]
        return own[-1] if own else None


def read_messages(ctx: Context, gesprek_id: str) -> tuple[BerichtView, ...]:
    """Return all messages of a conversation, oldest first."""
    with ctx.store.reading() as uow:
        _find(uow, gesprek_id)
        return tuple(_message(row) for row in berichten(uow.session, gesprek_id))


def marked_message(ctx: Context, gesprek_id: str, kenmerk: str) -> BerichtView | None:
    """Return the message that came in with this mark, or None."""
    with ctx.store.reading() as uow:
        row = marked_bericht(uow.session, gesprek_id, kenmerk)
        return None if row is None else _message(row)


def store_incoming(
    ctx: Context,
    gesprek_id: str,
    tekst: str,
    knop: Knop | None,
    kenmerk: str | None = None,
) -> BerichtView:
    """Store a message of the person, before anything is done with it.

    A message whose mark is known was sent again: the one that is stored is returned.
    """
    with ctx.store.unit_of_work() as uow:
        gesprek = _find(uow, gesprek_id)
        known = marked_bericht(uow.session, gesprek_id, kenmerk) if kenmerk else None
        if known is not None:
            return _message(known)
        row = Bericht(
            gesprek_id=gesprek_id,
            richting=Richting.IN,
            tekst=tekst,
            knoppen=_stored((knop,) if knop else ()),
            vraag=gesprek.gevraagd_veld,
            kenmerk=kenmerk,
            op=ctx.now(),
        )
        uow.session.add(row)
        uow.session.flush()
        return _message(row)


def store_turn(
    ctx: Context, gesprek: GesprekRij, uit: Uit, *, antwoord_op: int | None
) -> bool:
    """Store the new state and what the assistant says, in one transaction.

    Parameters
    ----------
    ctx
        The surroundings.
    gesprek
        The state after this turn.
    uit
        What is said; the buttons belong to the last message.
    antwoord_op
        Id of the message that this answers, or None for an opening.

    Returns
    -------
    bool
        False when that message was answered already: then nothing is stored.
    """
    with ctx.store.unit_of_work() as uow:
        row = uow.session.get(Gesprek, gesprek.id, with_for_update=True)
        if row is None:
            raise _not_found()
        answered = _view(row).beantwoord
        if antwoord_op is not None:
            if antwoord_op in answered:
                return False
            answered = (*answered, antwoord_op)[-_REMEMBERED:]
        _store_state(row, replace(gesprek, beantwoord=answered))
        last = len(uit.berichten) - 1
        for place, tekst in enumerate(uit.berichten):
            uow.session.add(
                Bericht(
                    gesprek_id=gesprek.id,
                    richting=Richting.UIT,
                    tekst=tekst,
                    knoppen=_stored(uit.knoppen) if place == last else [],
                    vraag=gesprek.gevraagd_veld if place == last else None,
                    op=ctx.now(),
                )
            )
            uow.session.flush()
    return True


def _store_state(row: Gesprek, gesprek: GesprekRij) -> None:
    row.casus_id = gesprek.casus_id
    row.stand = gesprek.stand
    row.gevraagd_veld = gesprek.gevraagd_veld
    row.laatste_vragen = list(gesprek.laatste_vragen)
    row.taal = gesprek.taal
    row.toestand = {
        "mislukt": gesprek.mislukt,
        "bot_weg": gesprek.bot_weg,
        "verder": gesprek.verder,
        "gemist": list(gesprek.gemist),
        "stappen": [dict(stap) for stap in gesprek.stappen[-_UNDONE:]],
        "beantwoord": list(gesprek.beantwoord),
    }


def _find(uow: UnitOfWork, gesprek_id: str) -> Gesprek:
    row = find_gesprek(uow.session, gesprek_id)
    if row is None:
        raise _not_found()
    return row


def _not_found() -> NotFoundError:
    return NotFoundError(
        "Dit gesprek bestaat niet (meer). Begin een nieuw gesprek op de startpagina."
    )


def _view(row: Gesprek) -> GesprekRij:
    state: dict[str, Any] = row.toestand or {}
    return GesprekRij(
        id=row.id,
        casus_id=row.casus_id,
        rol=row.rol,
        door=row.door,
        stand=row.stand,
        gevraagd_veld=row.gevraagd_veld,
        laatste_vragen=tuple(row.laatste_vragen),
        mislukt=int(state.get("mislukt", 0)),
        bot_weg=bool(state.get("bot_weg", False)),
        aanstelling_id=row.aanstelling_id,
        gezinslid_id=row.gezinslid_id,
        taal=row.taal,
        verder=bool(state.get("verder", False)),
        gemist=tuple(state.get("gemist", ())),
        stappen=tuple(state.get("stappen", ())),
        beantwoord=tuple(state.get("beantwoord", ())),
    )


def _message(row: Bericht) -> BerichtView:
    return BerichtView(
        id=row.id,
        richting=row.richting.value,
        tekst=row.tekst,
        knoppen=tuple(Knop(k["tekst"], k["waarde"]) for k in row.knoppen),
        vraag=row.vraag,
        op=row.op,
    )


def _stored(knoppen: tuple[Knop, ...]) -> list[dict[str, str]]:
    return [{"tekst": knop.tekst, "waarde": knop.waarde} for knop in knoppen]
