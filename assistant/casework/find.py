"""Find things in the record, or say in one sentence that they are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import NotAllowedError, NotFoundError
from models.casus import STATUS_TEKST, Casus, CasusStatus
from models.gebruiker import Gebruiker
from models.overleg import Overleg

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.context import Context
    from knowledge.velden import Veld
    from models.store import UnitOfWork


def find_case(uow: UnitOfWork, casus_id: str, *, lock: bool = False) -> Casus:
    """Return a case.

    Parameters
    ----------
    uow
        The open transaction.
    casus_id
        The case number.
    lock
        Whether no other transaction may change the case until this one ends.

    Raises
    ------
    NotFoundError
        When there is no case with this number.
    """
    casus = uow.session.get(Casus, casus_id, with_for_update=lock or None)
    if casus is None:
        raise no_case(casus_id)
    return casus


def no_case(casus_id: str) -> NotFoundError:
    """Return the error for a case that is not there, or not for this person.

    One sentence for both: whoever has no sight of a case cannot tell that it exists.
    """
    return NotFoundError(
        f"Casus {casus_id[:20]} is niet te vinden. Controleer het nummer, of vraag "
        "uw regisseur of de casus met uw organisatie is gedeeld."
    )


def case_exists(ctx: Context, casus_id: str) -> None:
    """Raise NotFoundError when there is no case with this number."""
    with ctx.store.reading() as uow:
        find_case(uow, casus_id)


def find_meeting(uow: UnitOfWork, overleg_id: int, *, lock: bool = False) -> Overleg:
    """Return a meeting, or raise NotFoundError."""
    overleg = uow.session.get(Overleg, overleg_id, with_for_update=lock or None)
    if overleg is None:
        raise no_meeting(overleg_id)
    return overleg


def no_meeting(overleg_id: int) -> NotFoundError:
    """Return the error for a meeting that is not there, or not for this person."""
    msg = f"Overleg {overleg_id} is niet te vinden. Kies een overleg uit de lijst."
    return NotFoundError(msg)


def find_user(uow: UnitOfWork, gebruiker_id: int) -> Gebruiker:
    """Return an active user, or raise NotFoundError."""
    gebruiker = uow.session.get(Gebruiker, gebruiker_id)
    if gebruiker is None or not gebruiker.actief:
        msg = f"Gebruiker {gebruiker_id} bestaat niet (meer). Meld u opnieuw aan."
        raise NotFoundError(msg)
    return gebruiker


def find_field(ctx: Context, veld_id: str) -> Veld:
    """Return a field of the probleemanalyse, or raise NotFoundError."""
    veld = ctx.knowledge.velden.get(veld_id)
    if veld is None:
        msg = f"Het veld '{veld_id[:60]}' staat niet in de probleemanalyse."
        raise NotFoundError(msg)
    return veld


def require_status(casus: Casus, allowed: Collection[CasusStatus], what: str) -> None:
    """Refuse a step that the status of the case does not allow.

    Parameters
    ----------
    casus
        The case.
    allowed
        The statuses in which the step is possible.
    what
        The step, to fill in after ``kan niet``.

    Raises
    ------
    NotAllowedError
        When the case has another status.
    """
    if casus.status in allowed:
        return
    msg = f"Casus {casus.id} is '{STATUS_TEKST[casus.status]}' en kan niet {what}."
    if casus.status is CasusStatus.GESTOPT:
        msg += " Eerst moet een professional de veiligheidsstop opheffen."
    raise NotAllowedError(msg)
