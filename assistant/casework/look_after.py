"""After the decision: the pupil starts, somebody looks whether it lasts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.casework.find import require_status
from assistant.casework.mandate import lead_case, require_reason
from assistant.casework.record_answers import add_answers
from assistant.casework.statuses import set_status
from assistant.casework.task_moves import end_task
from assistant.casework.tasks import add_task
from assistant.errors import InputError
from models.antwoord import Via
from models.casus import CasusStatus
from models.taak import open_taken

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

STEP = "verder"
TASK = "nazorg"
CAN_START = frozenset({CasusStatus.BESLOTEN, CasusStatus.GEADVISEERD})
LOOKED_AFTER = frozenset({CasusStatus.GESTART, CasusStatus.NAZORG})
GOES = ("ja", "deels", "nee")


def record_start(
    ctx: Context, casus_id: str, kijker: Kijker, *, op: date, reden: str = ""
) -> None:
    """Write down that the pupil has started; two looks follow as tasks.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    kijker
        Who says so.
    op
        The first day.
    reden
        Which route begins, and why without a table; needed when nobody decided
        about a place.

    Raises
    ------
    NotAllowedError
        When the role may not, or the case is not that far.
    InputError
        When the day is still to come, or the reason is missing.
    """
    if op > ctx.today():
        raise InputError("Die dag komt nog. Leg de start vast als de leerling er is.")
    with ctx.store.unit_of_work() as uow:
        casus = lead_case(ctx, uow, kijker, casus_id, STEP)
        require_status(casus, CAN_START, "starten")
        told = reden.strip()
        if casus.status is CasusStatus.GEADVISEERD:
            told = require_reason(ctx, reden, "welke route begint, zonder overleg")
        _answer(ctx, uow, casus, kijker, "datum_plaatsing", op)
        set_status(ctx, uow, casus, CasusStatus.GESTART, door=kijker.naam, reden=told)
        leven, texts = ctx.knowledge.leven, ctx.knowledge.taakteksten.taken
        first = op + timedelta(days=leven.start_controle_dagen)
        _plan(ctx, uow, casus, kijker, texts.begonnen, first)
        weeks = ctx.knowledge.termijnen[leven.nazorg_termijn].aantal
        later = op + timedelta(weeks=weeks)
        ask = texts.nazorg.format(weken=weeks)
        _plan(ctx, uow, casus, kijker, ask, later)


def record_look(
    ctx: Context, casus_id: str, kijker: Kijker, *, gaat: str, notitie: str
) -> None:
    """Write down whether the pupil still goes; the first look brings aftercare.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    kijker
        Who looked.
    gaat
        ``ja``, ``deels`` or ``nee``: a value of the field ``nazorg_controle``.
    notitie
        With whom this person spoke, and what was agreed.

    Raises
    ------
    NotAllowedError
        When the role may not, or the pupil has not started.
    InputError
        When the answer or the note is missing.
    """
    if gaat not in GOES:
        raise InputError("Kies of de leerling nog gaat: ja, voor een deel, of nee.")
    note = require_reason(ctx, notitie, "wie u sprak en wat is afgesproken")
    with ctx.store.unit_of_work() as uow:
        casus = lead_case(ctx, uow, kijker, casus_id, STEP)
        require_status(casus, LOOKED_AFTER, "nazorg krijgen")
        _finish_look(ctx, uow, casus, kijker, note)
        _answer(ctx, uow, casus, kijker, "nazorg_controle", gaat)
        if casus.status is CasusStatus.GESTART and gaat != "nee":
            set_status(
                ctx, uow, casus, CasusStatus.NAZORG, door=kijker.naam, reden=note
            )
        if gaat != "ja":
            weeks = ctx.knowledge.leven.nazorg_opnieuw_weken
            again = ctx.today() + timedelta(weeks=weeks)
            ask = ctx.knowledge.taakteksten.taken.nazorg_opnieuw
            _plan(ctx, uow, casus, kijker, ask, again)


def _finish_look(
    ctx: Context, uow: UnitOfWork, casus: Casus, kijker: Kijker, note: str
) -> None:
    """End the look that was due first; a later one stays."""
    looks = [t for t in open_taken(uow.session, casus.id) if t.soort == TASK]
    if looks:
        first = min(looks, key=lambda taak: (taak.uiterlijk or date.max, taak.id))
        end_task(ctx, uow, first, door=kijker.naam, notitie=note)


def _answer(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    kijker: Kijker,
    veld: str,
    waarde: object,
) -> None:
    add_answers(
        ctx,
        uow,
        casus,
        {veld: waarde},
        rol=kijker.rol,
        via=Via.FORMULIER,
        woorden=None,
        door=kijker.naam,
    )


def _plan(
    ctx: Context, uow: UnitOfWork, casus: Casus, kijker: Kijker, text: str, due: date
) -> None:
    add_task(ctx, uow, casus, TASK, False, text, uiterlijk=due, door=kijker.naam)
