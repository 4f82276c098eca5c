"""Close a case: a person says how it ended, and no task is left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.mandate import lead_case, require_reason
from assistant.casework.record_answers import add_answers
from assistant.casework.statuses import set_status
from assistant.casework.task_moves import end_task
from assistant.errors import InputError, NotAllowedError
from models.antwoord import Via
from models.besluit import latest_decision
from models.casus import HOLDS_A_SEAT, CasusStatus
from models.overdracht import OverdrachtStand, handovers_of
from models.overleg import leave_open_agendas
from models.taak import open_taken
from models.voorziening import Groep, capacity_on

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork
    from models.taak import Taak

FIELD = "uitkomst"


def close_case(
    ctx: Context,
    casus_id: str,
    kijker: Kijker,
    *,
    uitkomst: str,
    reden: str,
    vervallen: Collection[int] = (),
) -> None:
    """Close a case with its outcome, in one transaction.

    An open task must be finished first or lapse by name; an urgent one cannot
    lapse. A seat that the pupil keeps is from now on counted by the provider.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    kijker
        Who closes it.
    uitkomst
        A value of the field ``uitkomst`` with which a case can end.
    reden
        Why it can be closed.
    vervallen
        Ids of the open tasks that lapse with it.

    Raises
    ------
    NotAllowedError
        When the role may not close, the case is stopped, or a task is urgent.
    InputError
        When the outcome, the reason or the choice for a task is missing.
    TransitionError
        When the case is closed already.
    """
    rule = ctx.knowledge.leven.uitkomst(uitkomst)
    if rule is None or not rule.sluit:
        raise InputError("Kies hoe het is afgelopen.")
    reason = require_reason(ctx, reden, "waarom de casus dicht kan")
    with ctx.store.unit_of_work() as uow:
        casus = lead_case(ctx, uow, kijker, casus_id, "sluiten")
        _require_running(casus)
        _end_tasks(ctx, uow, casus, kijker, set(vervallen))
        add_answers(
            ctx,
            uow,
            casus,
            {FIELD: uitkomst},
            rol=kijker.rol,
            via=Via.FORMULIER,
            woorden=None,
            door=kijker.naam,
        )
        if rule.groep == "opgelost":
            _give_seat_to_provider(ctx, uow, casus, kijker)
        leave_open_agendas(uow.session, casus.id)
        for offer in handovers_of(uow.session, casus.id):
            if offer.stand is OverdrachtStand.AANGEBODEN:
                offer.stand = OverdrachtStand.INGETROKKEN
                offer.beantwoord_op, offer.beantwoord_door = ctx.now(), kijker.naam
                offer.antwoord = "De casus is afgesloten."
        casus.uitkomst = uitkomst
        set_status(
            ctx, uow, casus, CasusStatus.AFGESLOTEN, door=kijker.naam, reden=reason
        )


def _require_running(casus: Casus) -> None:
    if casus.status is CasusStatus.GESTOPT:
        msg = (
            f"Casus {casus.id} is gestopt voor de veiligheid en kan niet dicht. Hef "
            "eerst de stop op, met naam en reden."
        )
        raise NotAllowedError(msg)
    if casus.status is CasusStatus.AFGESLOTEN:
        msg = f"Casus {casus.id} is intussen al afgesloten. Lees hoe op de casus."
        raise NotAllowedError(msg)


def _end_tasks(
    ctx: Context, uow: UnitOfWork, casus: Casus, kijker: Kijker, lapse: set[int]
) -> None:
    tasks = open_taken(uow.session, casus.id)
    urgent = [taak for taak in tasks if taak.urgent]
    if urgent:
        msg = f"Rond eerst de dringende taak af: {_shortly(urgent[0])}."
        raise NotAllowedError(msg)
    left = [taak for taak in tasks if taak.id not in lapse]
    if left:
        names = "; ".join(_shortly(taak) for taak in left[:3])
        msg = (
            f"Er staan nog taken open: {names}. Rond ze af, of vink aan dat ze "
            "vervallen."
        )
        raise InputError(msg)
    for taak in tasks:
        note = ctx.knowledge.taakteksten.notities.bij_sluiten
        end_task(ctx, uow, taak, door=kijker.naam, notitie=note)


def _shortly(taak: Taak) -> str:
    text = taak.tekst if len(taak.tekst) <= 60 else f"{taak.tekst[:57]}…"
    return f"'{text}' (voor {taak.voor_naam})"


def _give_seat_to_provider(
    ctx: Context, uow: UnitOfWork, casus: Casus, kijker: Kijker
) -> None:
    """Count the seat that the pupil keeps among the taken seats of the group.

    Until now the decision held it; a closed case holds no seat, so without this the
    seat would look free while the pupil sits there.
    """
    besluit = latest_decision(uow.session, casus.id)
    if casus.status not in HOLDS_A_SEAT or besluit is None or besluit.groep_id is None:
        return
    groep = uow.session.get(Groep, besluit.groep_id, with_for_update=True)
    period = None if groep is None else capacity_on(groep, ctx.today())
    if groep is not None and period is not None and period.bezet is not None:
        period.bezet += 1
        period.gewijzigd_op, period.gewijzigd_door = ctx.now(), kijker.naam
        groep.versie += 1
