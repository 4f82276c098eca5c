"""Who may take which step with a case; the rows are knowledge, this only reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import InputError, NotAllowedError

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context


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
