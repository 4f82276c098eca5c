"""Choosing the role to work in, at the end of signing in or later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.log import log
from assistant.casework.sessions import add_session, end_in, hash_token
from assistant.casework.sign_in import (
    DEMO,
    OUTSIDE_TWICE,
    SignIn,
    needs_second_step,
    roles_now,
    step_of,
)
from assistant.errors import AccessError
from models.gebruiker import Aanstelling, Gebruiker
from models.inlog import login_of
from models.sessie import Sessie, SessieFase

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

_SECOND_FIRST = (
    "Bij deze rol hoort een tweede stap bij het inloggen. Stel die eerst in bij uw "
    "account."
)


@dataclass(frozen=True)
class RoleChoice:
    """A role that somebody may work in now."""

    aanstelling_id: int
    rol: str
    organisatie: str


def choices(ctx: Context, token: str | None) -> list[RoleChoice]:
    """Return the roles to choose from in the last step of signing in.

    Raises
    ------
    SignInError
        When there is no sign-in under way.
    """
    with ctx.store.reading() as uow:
        row = step_of(ctx, uow, token, SessieFase.KIEZEN)
        return role_choices(ctx, uow, row.gebruiker_id)


def role_choices(
    ctx: Context, uow: UnitOfWork, gebruiker_id: int | None
) -> list[RoleChoice]:
    """Return the roles that a person may work in now."""
    user = None
    if gebruiker_id is not None:
        user = uow.session.get(Gebruiker, gebruiker_id)
    return [
        RoleChoice(one.id, one.rol.value, one.organisatie.naam)
        for one in ([] if user is None else roles_now(ctx, user))
    ]


def own_roles(ctx: Context, kijker: Kijker) -> list[RoleChoice]:
    """Return the roles that somebody who is signed in may change to."""
    with ctx.store.reading() as uow:
        return role_choices(ctx, uow, kijker.gebruiker_id)


def choose_role(
    ctx: Context, token: str | None, aanstelling_id: int, *, again: bool = False
) -> SignIn:
    """Work in one of the own roles from now on.

    Parameters
    ----------
    ctx
        The surroundings.
    token
        The token of the sign-in, or of the session when ``again``.
    aanstelling_id
        The role at an organisation.
    again
        Whether somebody who is signed in changes roles.

    Raises
    ------
    SignInError
        When there is no such sign-in or session.
    AccessError
        When it is not an own role, or it does not hold now.
    """
    with ctx.store.unit_of_work() as uow:
        fase = SessieFase.OPEN if again else SessieFase.KIEZEN
        row = step_of(ctx, uow, token, fase)
        if again:
            _require_second_step(ctx, uow, row, aanstelling_id)
        new = add_session(
            ctx,
            uow,
            via=row.via,
            gebruiker_id=row.gebruiker_id,
            aanstelling_id=aanstelling_id,
            toestel=row.toestel,
        )
        # The time that was used counts on: changing roles does not stretch a day.
        if again:
            found = uow.session.get_one(Sessie, hash_token(new))
            found.verloopt_op = row.verloopt_op
        end_in(ctx, uow, row.id)
        user = uow.session.get_one(Gebruiker, row.gebruiker_id)
        log(
            ctx,
            uow,
            "rol_gekozen",
            "gebruiker",
            user.id,
            door=user.naam,
            aanstelling=aanstelling_id,
        )
        return SignIn(new, SessieFase.OPEN)


def _require_second_step(
    ctx: Context, uow: UnitOfWork, row: Sessie, aanstelling_id: int
) -> None:
    """Refuse to change to a role that needs a second step which was never taken.

    Raises
    ------
    AccessError
        When the role was given after this person signed in without one.
    """
    role = uow.session.get(Aanstelling, aanstelling_id)
    if role is None or row.via in (DEMO, OUTSIDE_TWICE):
        return
    login = login_of(uow.session, gebruiker_id=row.gebruiker_id, gezinslid_id=None)
    taken = login is not None and login.totp_bevestigd_op is not None
    if needs_second_step(ctx, [role]) and not taken:
        raise AccessError(_SECOND_FIRST)
