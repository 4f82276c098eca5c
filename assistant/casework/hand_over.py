"""Hand a case over to another person or region: offered first, then accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.log import log
from assistant.casework.mandate import lead_case, require_reason
from assistant.casework.receivers import holder_of, regions_for, require_receiver
from assistant.casework.tasks import add_task
from assistant.errors import InputError, NotAllowedError
from models.casus import CasusStatus
from models.overdracht import Overdracht, OverdrachtSoort, open_handover
from models.taak import open_taken

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.casus import Casus
    from models.gebruiker import Gebruiker
    from models.organisatie import Organisatie
    from models.store import UnitOfWork

MANDATE = {
    OverdrachtSoort.ZORGCOORDINATOR: "overdragen",
    OverdrachtSoort.REGISSEUR: "overdragen",
    OverdrachtSoort.REGIO: "regio",
}
ID_DIGITS = 9
TASK = "overdracht"
"""The kind of task that tells the receiver of an offer."""


def offer_case(
    ctx: Context,
    casus_id: str,
    kijker: Kijker,
    *,
    soort: str,
    naar: str,
    reden: str,
    notitie: str,
    taken: Collection[int] = (),
) -> int:
    """Offer a case to another person or region; nothing changes until accepted.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    kijker
        Who offers it.
    soort
        ``zorgcoordinator``, ``regisseur`` or ``regio``.
    naar
        Id of the person, or of the other samenwerkingsverband.
    reden
        The id of a reason in ``leven.yaml``.
    notitie
        What the receiver must know first.
    taken
        Ids of the open tasks that go along; to another region all of them go.

    Returns
    -------
    int
        The number of the hand-over.

    Raises
    ------
    NotAllowedError
        When the role may not, the case is closed, or an offer is still open.
    InputError
        When the receiver, the reason or the note cannot be used.
    """
    kind = _kind(soort)
    rows = ctx.knowledge.leven.overdrachtredenen
    why = next((r for r in rows if r.id == reden and kind.value in r.voor), None)
    if why is None:
        raise InputError("Kies waarom u de casus overdraagt.")
    note = require_reason(ctx, notitie, "wat de ander als eerste moet weten")
    with ctx.store.unit_of_work() as uow:
        casus = lead_case(ctx, uow, kijker, casus_id, MANDATE[kind])
        _require_free(uow, casus, kind)
        person, party = _receiver(ctx, uow, casus, kind, naar)
        tasks = open_taken(uow.session, casus.id)
        chosen = [t.id for t in tasks if party is not None or t.id in set(taken)]
        offer = Overdracht(
            casus_id=casus.id,
            soort=kind,
            van_gebruiker_id=holder_of(casus, kind) or kijker.gebruiker_id,
            naar_gebruiker_id=None if person is None else person.id,
            naar_organisatie_id=None if party is None else party.id,
            notitie=f"{why.naam}. {note}",
            taken=chosen,
            aangeboden_op=ctx.now(),
            aangeboden_door=kijker.naam,
        )
        uow.session.add(offer)
        uow.session.flush()
        _tell_receiver(ctx, uow, casus, offer, person, party, kijker.naam)
        log(
            ctx,
            uow,
            "overdracht_aangeboden",
            "casus",
            casus.id,
            door=kijker.naam,
            overdracht=offer.id,
            soort_overdracht=kind.value,
            taken=len(chosen),
        )
        return offer.id


def _kind(soort: str) -> OverdrachtSoort:
    try:
        return OverdrachtSoort(soort)
    except ValueError:
        raise InputError("Kies wat u overdraagt.") from None


def _require_free(uow: UnitOfWork, casus: Casus, kind: OverdrachtSoort) -> None:
    if casus.status is CasusStatus.AFGESLOTEN:
        msg = f"Casus {casus.id} is afgesloten. Heropen hem eerst."
        raise NotAllowedError(msg)
    earlier = open_handover(uow.session, casus.id, kind)
    if earlier is not None:
        msg = (
            f"Casus {casus.id} is al aangeboden door {earlier.aangeboden_door}. Wacht "
            "op antwoord, of trek die overdracht eerst in."
        )
        raise NotAllowedError(msg)


def _receiver(
    ctx: Context, uow: UnitOfWork, casus: Casus, kind: OverdrachtSoort, naar: str
) -> tuple[Gebruiker | None, Organisatie | None]:
    if kind is OverdrachtSoort.REGIO:
        party = next((p for p in regions_for(uow, casus) if p.id == naar), None)
        if party is None:
            raise InputError("Kies het andere samenwerkingsverband.")
        return None, party
    if not (naar.isascii() and naar.isdecimal() and len(naar) <= ID_DIGITS):
        raise InputError("Kies aan wie u de casus overdraagt.")
    return require_receiver(ctx, uow, casus, kind, int(naar)), None


def _tell_receiver(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    offer: Overdracht,
    person: Gebruiker | None,
    party: Organisatie | None,
    door: str,
) -> None:
    """Put the offer in the inbox of who is to answer it."""
    taak = add_task(
        ctx,
        uow,
        casus,
        TASK,
        False,
        ctx.knowledge.taakteksten.taken.aangeboden.format(wie=door, casus=casus.id),
        voor_id=None if person is None else person.id,
        partij_id=None if party is None else party.id,
        door=door,
    )
    offer.taak_id = taak.id
