"""Who may take which step with a case; the rows are knowledge, this only reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.inzage import inzage_in
from assistant.errors import InputError, NotAllowedError
from knowledge.inzage import Relatie

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

LEADS = frozenset({Relatie.EIGEN, Relatie.SWV})
"""Ties to a case by which a party decides about its life; others only look on."""


def has_mandate(ctx: Context, kijker: Kijker, handeling: str) -> bool:
    """Return whether somebody's role may take a step.

    Parameters
    ----------
    ctx
        Gives the rows.
    kijker
        Who wants to take it; the command line of the owner may do all.
    handeling
        The id of the step in ``leven.yaml``.
    """
    row = ctx.knowledge.leven.bevoegdheid(handeling)
    return kijker.is_system or kijker.rol in row.rollen


def require_mandate(ctx: Context, kijker: Kijker, handeling: str) -> None:
    """Refuse a step that the role of somebody may not take.

    Raises
    ------
    NotAllowedError
        When the role is not in the row of the step; says who can.
    """
    if has_mandate(ctx, kijker, handeling):
        return
    row = ctx.knowledge.leven.bevoegdheid(handeling)
    who = " of ".join(rol.replace("_", " ") for rol in row.rollen)
    msg = f"U mag niet {row.naam}. Dat doet een {who}."
    raise NotAllowedError(msg)


def lead_case(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, casus_id: str, handeling: str
) -> Casus:
    """Return a case, locked, for a step that this viewer may take with it.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    kijker
        Who takes the step.
    casus_id
        The case.
    handeling
        The id of the step in ``leven.yaml``.

    Raises
    ------
    NotFoundError
        When the case is not in sight.
    NotAllowedError
        When the role may not take the step, or the case is only shared.
    """
    require_mandate(ctx, kijker, handeling)
    casus = find_case(uow, casus_id, lock=True)
    _require_tie(ctx, uow, kijker, casus_id)
    return casus


def require_lead(ctx: Context, kijker: Kijker, casus_id: str, handeling: str) -> None:
    """Check the same in a transaction of its own, before another use case.

    Raises
    ------
    NotFoundError, NotAllowedError
        As :func:`lead_case`.
    """
    require_mandate(ctx, kijker, handeling)
    with ctx.store.reading() as uow:
        _require_tie(ctx, uow, kijker, casus_id)


def _require_tie(ctx: Context, uow: UnitOfWork, kijker: Kijker, casus_id: str) -> None:
    if kijker.is_system:
        return
    if inzage_in(ctx, uow, kijker, casus_id).relatie not in LEADS:
        msg = (
            f"Casus {casus_id} is met u gedeeld. De eigen school en het "
            "samenwerkingsverband beslissen over het verloop."
        )
        raise NotAllowedError(msg)


def require_reason(ctx: Context, reden: str, what: str) -> str:
    """Return a reason that says something.

    Parameters
    ----------
    ctx
        Gives the least number of words.
    reden
        What was written.
    what
        What the reason is for, to fill in after ``Schrijf op``.

    Raises
    ------
    InputError
        When it has too few words.
    """
    least = ctx.knowledge.leven.reden_min_woorden
    if len(reden.split()) < least:
        msg = f"Schrijf op {what}, in ten minste {least} woorden."
        raise InputError(msg)
    return reden.strip()
