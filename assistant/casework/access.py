"""Give access by a one-time link, and redeem one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case, find_user
from assistant.casework.links import hash_token, make_link
from assistant.casework.log import log
from assistant.casework.people import user_view
from assistant.casework.views import AccessGrant
from assistant.errors import AccessError, InputError
from models.gebruiker import LinkSoort, find_link

if TYPE_CHECKING:
    from assistant.context import Context

FOR_A_CASE = (LinkSoort.OUDER, LinkSoort.LEERLING)


def give_access(
    ctx: Context, casus_id: str, soort: str = "ouder", *, door: str | None = None
) -> str:
    """Make a one-time link to a case for a parent or the pupil.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    soort
        ``ouder`` or ``leerling``.
    door
        Who gives the link.

    Returns
    -------
    str
        The token of the link; it is not stored and cannot be shown again.

    Raises
    ------
    InputError
        When the kind is another one.
    NotFoundError
        When the case does not exist.
    """
    if soort not in FOR_A_CASE:
        msg = f"Een link is voor 'ouder' of 'leerling', niet voor '{soort[:40]}'."
        raise InputError(msg)
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id)
        token = make_link(ctx, uow, LinkSoort(soort), casus_id=casus.id)
        log(ctx, uow, "link_gemaakt", "casus", casus.id, door=door, voor=soort)
        return token


def redeem_access(ctx: Context, token: str) -> AccessGrant:
    """Use a one-time link; it opens once.

    Raises
    ------
    AccessError
        When the link is not known, was used, or is too old.
    """
    with ctx.store.unit_of_work() as uow:
        link = find_link(uow.session, hash_token(token))
        if link is None:
            msg = "Deze link kennen we niet. Kijk of u de hele link heeft overgenomen."
            raise AccessError(msg)
        if link.gebruikt_op is not None:
            msg = "Deze link is al gebruikt. Vraag uw contactpersoon om een nieuwe."
            raise AccessError(msg)
        if link.verloopt_op <= ctx.now():
            msg = "Deze link is te oud. Vraag uw contactpersoon om een nieuwe."
            raise AccessError(msg)
        link.gebruikt_op = ctx.now()
        soort = link.soort.value
        log(
            ctx,
            uow,
            "link_gebruikt",
            soort,
            link.casus_id or link.gebruiker_id,
            door=None,
        )
        if link.gebruiker_id is None:
            return AccessGrant(soort, soort, link.casus_id, None)
        user = find_user(uow, link.gebruiker_id)
        return AccessGrant(soort, user.rol.value, None, user_view(uow, user))
