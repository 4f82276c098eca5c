"""People with a role: create them, list them, give them a one-time link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_user
from assistant.casework.links import make_link
from assistant.casework.log import log
from assistant.casework.views import UserView
from assistant.errors import InputError
from models.gebruiker import Gebruiker, LinkSoort, Rol, all_users
from models.organisatie import Organisatie

if TYPE_CHECKING:
    from assistant.context import Context
    from models.store import UnitOfWork

SIGNS_IN = tuple(rol for rol in Rol if rol not in (Rol.OUDER, Rol.LEERLING))
"""Parents and pupils have no account; they come in by the link of their case."""


def create_user(
    ctx: Context,
    *,
    naam: str,
    rol: str,
    organisatie: str | None = None,
    telefoon: str | None = None,
    door: str | None = None,
) -> UserView:
    """Create a person who may sign in.

    Raises
    ------
    InputError
        When the name is empty, the role does not sign in, or the organisation is
        not known.
    """
    if not naam.strip():
        raise InputError("Geef een naam op voor de gebruiker.")
    if rol not in SIGNS_IN:
        msg = (
            f"De rol '{rol[:40]}' kan geen gebruiker zijn. Kies uit: "
            f"{', '.join(SIGNS_IN)}. Ouders en leerlingen krijgen een link per casus."
        )
        raise InputError(msg)
    with ctx.store.unit_of_work() as uow:
        if organisatie and uow.session.get(Organisatie, organisatie) is None:
            msg = f"De organisatie '{organisatie[:60]}' is niet bekend."
            raise InputError(msg)
        user = Gebruiker(
            naam=naam.strip(),
            rol=Rol(rol),
            organisatie_id=organisatie,
            telefoon=telefoon,
            actief=True,
            voorbeeld=False,
            aangemaakt_op=ctx.now(),
        )
        uow.session.add(user)
        uow.session.flush()
        log(ctx, uow, "gebruiker_gemaakt", "gebruiker", user.id, door=door, rol=rol)
        return user_view(uow, user)


def users(ctx: Context) -> list[UserView]:
    """Return the people who may sign in."""
    with ctx.store.reading() as uow:
        return [user_view(uow, user) for user in all_users(uow.session)]


def get_user(ctx: Context, gebruiker_id: int) -> UserView:
    """Return one person who may sign in, or raise NotFoundError."""
    with ctx.store.reading() as uow:
        return user_view(uow, find_user(uow, gebruiker_id))


def give_user_access(ctx: Context, gebruiker_id: int) -> str:
    """Make a one-time link for a person to sign in with; returns its token."""
    with ctx.store.unit_of_work() as uow:
        user = find_user(uow, gebruiker_id)
        token = make_link(ctx, uow, LinkSoort.GEBRUIKER, gebruiker_id=user.id)
        log(ctx, uow, "link_gemaakt", "gebruiker", user.id, door=None)
        return token


def user_view(uow: UnitOfWork, user: Gebruiker) -> UserView:
    """Return the view of a person."""
    party = (
        None
        if user.organisatie_id is None
        else uow.session.get(Organisatie, user.organisatie_id)
    )
    return UserView(
        id=user.id,
        naam=user.naam,
        rol=user.rol.value,
        organisatie=None if party is None else party.naam,
        voorbeeld=user.voorbeeld,
    )
