"""Which organisations a beheerder looks after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import NotFoundError
from models.gebruiker import Rol, people_with_role
from models.organisatie import Organisatie, all_organisations

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork


def manages(ctx: Context, uow: UnitOfWork, kijker: Kijker, party: Organisatie) -> bool:
    """Return whether somebody looks after an organisation and its people.

    The beheerder of a samenwerkingsverband looks after every school and partner of
    its region, one of a board after its schools, one of a school after that school.
    Another samenwerkingsverband is a controller of its own: it is looked after from
    outside only until it has a beheerder.
    """
    if kijker.is_system:
        return True
    if kijker.rol != Rol.BEHEERDER:
        return False
    if party.id == kijker.organisatie_id:
        return True
    own = uow.session.get(Organisatie, kijker.organisatie_id or "")
    if own is None or not own.soort.is_swv:
        return party.ouder_id is not None and party.ouder_id == kijker.organisatie_id
    if party.regio != own.regio:
        # Who gives roles there could look at its pupils.
        return False
    if not party.soort.is_swv:
        return True
    return not people_with_role(uow.session, Rol.BEHEERDER, ctx.today(), party.id)


def managed(ctx: Context, uow: UnitOfWork, kijker: Kijker) -> list[Organisatie]:
    """Return the organisations that somebody looks after, by name."""
    rows = all_organisations(uow.session, active=False)
    return [row for row in rows if manages(ctx, uow, kijker, row)]


def require_managed(
    ctx: Context,
    uow: UnitOfWork,
    kijker: Kijker,
    organisatie_id: str,
    *,
    lock: bool = False,
) -> Organisatie:
    """Return an organisation that somebody looks after.

    Raises
    ------
    NotFoundError
        When it does not exist or is not theirs; nobody can tell the difference.
    """
    row = uow.session.get(Organisatie, organisatie_id, with_for_update=lock or None)
    if row is None or not manages(ctx, uow, kijker, row):
        msg = "Deze organisatie bestaat niet, of u beheert haar niet."
        raise NotFoundError(msg)
    return row
