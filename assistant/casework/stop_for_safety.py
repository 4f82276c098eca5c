"""Stop a case for safety at once, and lift the stop only by a named person.

Whatever the door, a sign of danger comes through :func:`stop_case`: somebody always has
an urgent task, also when the case was stopped or closed before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.begrip.crisis import is_crisis
from assistant.casework.find import find_case
from assistant.casework.log import log
from assistant.casework.mandate import lead_case, require_reason
from assistant.casework.statuses import lift_stop, set_status
from assistant.casework.tasks import add_task
from assistant.errors import InputError
from knowledge.velden import VeldType
from matching.logic import Feiten, Uitkomst, evaluate
from models.casus import CasusStatus
from models.taak import open_taken

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from knowledge.veiligheid import Stopregel
    from models.casus import Casus
    from models.store import UnitOfWork


TASK = "veiligheid"
"""The kind of task that calls a person in."""
WRITTEN = frozenset({VeldType.text_long, VeldType.text_short})
"""The types of answers that hold words of people."""


def stop_for_safety(
    ctx: Context, casus_id: str, *, reden: str, rol: str, door: str | None = None
) -> bool:
    """Stop a case and put a person on it.

    A case that is stopped already, or closed, stays as it is. It gets the task again
    when the one before is done: new danger may not get lost.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    reden
        Why, in one sentence.
    rol, door
        Role and name of the person whose words led to the stop.

    Returns
    -------
    bool
        Whether the case was stopped now.
    """
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        return stop_case(ctx, uow, casus, reden=reden, rol=rol, door=door)


def stop_case(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    *,
    reden: str,
    rol: str,
    door: str | None = None,
) -> bool:
    """Stop a case within an open transaction; see :func:`stop_for_safety`."""
    stops = casus.status not in (CasusStatus.GESTOPT, CasusStatus.AFGESLOTEN)
    if not stops and _has_call(uow, casus):
        return False
    if stops:
        set_status(ctx, uow, casus, CasusStatus.GESTOPT, door=door, reden=reden)
    text = ctx.knowledge.taakteksten.taken.gevaar.format(reden=reden)
    add_task(ctx, uow, casus, TASK, True, text)
    what = "veiligheidsstop" if stops else "veiligheidssignaal"
    log(ctx, uow, what, "casus", casus.id, door=door, rol=rol)
    return stops


def _has_call(uow: UnitOfWork, casus: Casus) -> bool:
    """Tell whether somebody still has the task to make contact."""
    return any(
        taak.soort == TASK and taak.urgent for taak in open_taken(uow.session, casus.id)
    )


def lift_safety_stop(
    ctx: Context, casus_id: str, kijker: Kijker, *, reden: str
) -> None:
    """Lift the safety stop; the case goes back to where it was.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    kijker
        The professional who takes it on his or her name.
    reden
        With whom this person spoke, and what was agreed.

    Raises
    ------
    NotAllowedError
        When the role is not among those that may lift a stop.
    InputError
        When the name or the reason is missing.
    TransitionError
        When the case is not stopped.
    """
    if not kijker.naam.strip():
        raise InputError("Een veiligheidsstop opheffen kan alleen met uw naam.")
    reason = require_reason(ctx, reden, "waarom de stop weg kan")
    with ctx.store.unit_of_work() as uow:
        casus = lead_case(ctx, uow, kijker, casus_id, "stop_opheffen")
        lift_stop(ctx, uow, casus, door=kijker.naam, reden=reason)
        log(ctx, uow, "veiligheidsstop_opgeheven", "casus", casus.id, door=kijker.naam)


def words_show_danger(ctx: Context, antwoorden: Mapping[str, object]) -> bool:
    """Tell whether the words in one of these answers show acute danger."""
    velden, signs = ctx.knowledge.velden, ctx.knowledge.signalen
    return any(
        is_crisis(waarde, veld, signs)
        for veld, waarde in antwoorden.items()
        if isinstance(waarde, str) and velden[veld].type in WRITTEN
    )


def rules_met(
    ctx: Context, antwoorden: Mapping[str, object], new: Collection[str]
) -> list[Stopregel]:
    """Return the safety rules met by what was just recorded.

    Parameters
    ----------
    ctx
        Gives the rules.
    antwoorden
        All answers of the case that count now.
    new
        The fields just recorded; a rule on other fields was handled before.
    """
    feiten = Feiten(dict(antwoorden), ctx.knowledge, ctx.today())
    return [
        regel
        for regel in ctx.knowledge.veiligheid.stopregels
        if regel.als.fields() & set(new)
        and evaluate(regel.als, feiten) is Uitkomst.voldoet
    ]
