"""Answer a hand-over: accept it, refuse it with a reason, or take the offer back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case, find_user
from assistant.casework.log import log
from assistant.casework.mandate import lead_case, require_mandate, require_reason
from assistant.casework.take_over import give_to_person, give_to_region
from assistant.casework.task_moves import end_task
from assistant.casework.tasks import add_task
from assistant.errors import NotAllowedError, NotFoundError
from models.casus import CasusStatus
from models.organisatie import Organisatie
from models.overdracht import Overdracht, OverdrachtSoort, OverdrachtStand
from models.taak import Taak

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

TOLD = {
    OverdrachtStand.AANGEBODEN: "nog niet beantwoord",
    OverdrachtStand.AANVAARD: "al aanvaard",
    OverdrachtStand.GEWEIGERD: "al geweigerd",
    OverdrachtStand.INGETROKKEN: "ingetrokken",
}


def accept_handover(ctx: Context, overdracht_id: int, kijker: Kijker) -> str:
    """Take a case over: the role and the listed tasks change hands at once.

    Returns
    -------
    str
        The case number.

    Raises
    ------
    NotFoundError
        When there is no such offer for this person.
    NotAllowedError
        When it was answered or taken back already, or the case was closed.
    """
    with ctx.store.unit_of_work() as uow:
        casus, offer = _lock(uow, overdracht_id)
        _require_receiver(ctx, offer, kijker)
        _require_open(offer)
        if casus.status is CasusStatus.AFGESLOTEN:
            raise NotAllowedError(f"Casus {casus.id} is intussen afgesloten.")
        if offer.soort is OverdrachtSoort.REGIO:
            party = uow.session.get(Organisatie, offer.naar_organisatie_id)
            if party is None:
                raise NotFoundError("Het samenwerkingsverband bestaat niet meer.")
            give_to_region(ctx, uow, casus, party, kijker)
        else:
            person = find_user(uow, offer.naar_gebruiker_id or 0)
            give_to_person(
                ctx, uow, casus, offer.soort, person, offer.taken, door=kijker.naam
            )
        _answer(ctx, uow, offer, kijker, OverdrachtStand.AANVAARD, "")
        return casus.id


def refuse_handover(
    ctx: Context, overdracht_id: int, kijker: Kijker, *, reden: str
) -> str:
    """Refuse an offer with a reason; who offered it gets a task.

    Raises
    ------
    NotFoundError, NotAllowedError
        As :func:`accept_handover`.
    InputError
        When the reason says nothing.
    """
    reason = require_reason(ctx, reden, "waarom u de casus niet overneemt")
    with ctx.store.unit_of_work() as uow:
        casus, offer = _lock(uow, overdracht_id)
        _require_receiver(ctx, offer, kijker)
        _require_open(offer)
        _answer(ctx, uow, offer, kijker, OverdrachtStand.GEWEIGERD, reason)
        told = ctx.knowledge.taakteksten.taken.geweigerd
        text = told.format(wie=kijker.naam, casus=casus.id)
        add_task(
            ctx,
            uow,
            casus,
            "overdracht",
            False,
            text,
            voor_id=offer.van_gebruiker_id,
            door=kijker.naam,
        )
        return casus.id


def withdraw_handover(ctx: Context, overdracht_id: int, kijker: Kijker) -> str:
    """Take an offer back before it is answered.

    Raises
    ------
    NotFoundError
        When there is no such offer.
    NotAllowedError
        When the role may not, or it was answered already.
    """
    with ctx.store.unit_of_work() as uow:
        casus, offer = _lock(uow, overdracht_id)
        lead_case(ctx, uow, kijker, casus.id, "overdragen")
        _require_open(offer)
        _answer(ctx, uow, offer, kijker, OverdrachtStand.INGETROKKEN, "")
        return casus.id


def _lock(uow: UnitOfWork, overdracht_id: int) -> tuple[Casus, Overdracht]:
    """Return the offer and its case; the case first, as everywhere."""
    found = uow.session.get(Overdracht, overdracht_id)
    if found is None:
        raise _no_offer(overdracht_id)
    casus = find_case(uow, found.casus_id, lock=True)
    uow.session.refresh(found)
    return casus, found


def _no_offer(overdracht_id: int) -> NotFoundError:
    return NotFoundError(f"Overdracht {overdracht_id} is er niet, of niet voor u.")


def _require_receiver(ctx: Context, offer: Overdracht, kijker: Kijker) -> None:
    if offer.soort is OverdrachtSoort.REGIO:
        require_mandate(ctx, kijker, "regio")
        mine = kijker.organisatie_id == offer.naar_organisatie_id
    else:
        mine = kijker.gebruiker_id == offer.naar_gebruiker_id
    if not mine and not kijker.is_system:
        raise _no_offer(offer.id)


def _require_open(offer: Overdracht) -> None:
    if offer.stand is not OverdrachtStand.AANGEBODEN:
        by = f" door {offer.beantwoord_door}" if offer.beantwoord_door else ""
        msg = f"Deze overdracht is {TOLD[offer.stand]}{by}. Er is niets veranderd."
        raise NotAllowedError(msg)


def _answer(
    ctx: Context,
    uow: UnitOfWork,
    offer: Overdracht,
    kijker: Kijker,
    stand: OverdrachtStand,
    antwoord: str,
) -> None:
    offer.stand = stand
    offer.beantwoord_op, offer.beantwoord_door = ctx.now(), kijker.naam
    offer.antwoord = antwoord or None
    taak = None if offer.taak_id is None else uow.session.get(Taak, offer.taak_id)
    if taak is not None and taak.klaar_op is None:
        end_task(ctx, uow, taak, door=kijker.naam, notitie=f"Overdracht {stand.value}.")
    log(
        ctx,
        uow,
        f"overdracht_{stand.value}",
        "casus",
        offer.casus_id,
        door=kijker.naam,
        overdracht=offer.id,
        soort_overdracht=offer.soort.value,
    )
