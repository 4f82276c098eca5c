"""Stop a case for safety at once, and lift the stop only by a named person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.log import log
from assistant.casework.mandate import lead_case, require_reason
from assistant.casework.statuses import lift_stop, set_status
from assistant.casework.tasks import add_task
from assistant.errors import InputError
from matching.logic import Feiten, Uitkomst, evaluate
from models.casus import CasusStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from knowledge.veiligheid import Stopregel
    from models.casus import Casus
    from models.store import UnitOfWork


def stop_for_safety(
    ctx: Context, casus_id: str, *, reden: str, rol: str, door: str | None = None
) -> bool:
    """Stop a case and put a person on it; does nothing when it is stopped already.

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
    if casus.status is CasusStatus.GESTOPT:
        return False
    set_status(ctx, uow, casus, CasusStatus.GESTOPT, door=door, reden=reden)
    add_task(ctx, uow, casus, "veiligheid", True, f"Neem nu contact op: {reden}")
    log(ctx, uow, "veiligheidsstop", "casus", casus.id, door=door, rol=rol)
    return True


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
