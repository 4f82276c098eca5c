"""Invitations and resets: a one-time link with which somebody chooses a password."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.family import find_member, name_of
from assistant.casework.find import find_user
from assistant.casework.links import make_link, usable_link
from assistant.casework.log import log
from assistant.casework.passwords import (
    check_own_code,
    check_password,
    hash_password,
)
from assistant.casework.second_step import clear_second_step
from assistant.casework.sessions import add_session
from assistant.casework.sign_in import Caller, SignIn, begin, plain_name
from assistant.errors import InputError
from models.inlog import Inlog, LinkDoel, Toegangslink, login_named, login_of
from models.sessie import SessieFase, end_sessions_of

if TYPE_CHECKING:
    from assistant.context import Context
    from models.store import UnitOfWork

MIN_NAME = 4
NUMBER_DIGITS = 8


@dataclass(frozen=True)
class Invitation:
    """What a one-time link is for, to show before it is used.

    Parameters
    ----------
    soort
        ``medewerker``, ``ouder`` or ``leerling``.
    herstel
        Whether there was a password or code already, which will be replaced.
    naam
        The name of a professional; empty for family.
    inlognaam
        The sign-in name there is, or the one to propose.
    """

    soort: str
    herstel: bool
    naam: str = ""
    inlognaam: str = ""


def invite_user(
    ctx: Context, gebruiker_id: int, *, door: str | None, tweede_stap_weg: bool = False
) -> str:
    """Make a one-time link with which a professional chooses a password.

    Parameters
    ----------
    ctx
        The surroundings.
    gebruiker_id
        Who it is for.
    door
        Who gives the link.
    tweede_stap_weg
        Whether the second step is to be set up again: the phone was lost.

    Returns
    -------
    str
        The token of the link; it is not stored and cannot be shown again.

    Raises
    ------
    NotFoundError
        When the person does not exist or is not active.
    """
    with ctx.store.unit_of_work() as uow:
        user = find_user(uow, gebruiker_id)
        login = login_of(uow.session, gebruiker_id=user.id, gezinslid_id=None)
        doel = LinkDoel.ACTIVEREN if login is None else LinkDoel.HERSTEL
        if tweede_stap_weg and login is not None:
            clear_second_step(login)
            end_sessions_of(
                uow.session, ctx.now(), gebruiker_id=user.id, gezinslid_id=None
            )
        token = make_link(ctx, uow, doel, gebruiker_id=user.id)
        log(
            ctx,
            uow,
            "link_gemaakt",
            "gebruiker",
            user.id,
            door=door,
            doel=doel.value,
            tweede_stap_weg=tweede_stap_weg,
        )
        return token


def look_at(ctx: Context, token: str) -> Invitation:
    """Tell what a link is for, without using it up.

    Raises
    ------
    AccessError
        When the link does not open anything.
    """
    with ctx.store.reading() as uow:
        return _invitation(uow, usable_link(ctx, uow, token))


def accept_as_user(
    ctx: Context, token: str, inlognaam: str, wachtwoord: str, caller: Caller
) -> SignIn:
    """Choose a sign-in name and password with a link, and come in.

    Every session there was ends.

    Raises
    ------
    InputError
        When the name is taken or the password is too easy; the link stays good.
    AccessError
        When the link does not open anything.
    """
    invitation = look_at(ctx, token)
    name = plain_name(inlognaam)
    _check_name(name)
    rules = ctx.knowledge.aanmelden
    check_password(rules.wachtwoord, wachtwoord, (invitation.naam, name))
    hashed = hash_password(wachtwoord)  # takes long: not inside a transaction
    with ctx.store.unit_of_work() as uow:
        link = _use(ctx, uow, token)
        user = find_user(uow, link.gebruiker_id or 0)
        other = login_named(uow.session, name)
        if other is not None and other.gebruiker_id != user.id:
            msg = (
                "Deze inlognaam kan niet. Kies een andere, bijvoorbeeld uw e-mailadres."
            )
            raise InputError(msg)
        login = login_of(uow.session, gebruiker_id=user.id, gezinslid_id=None)
        _store(ctx, uow, login, name, hashed, gebruiker_id=user.id)
        log(ctx, uow, "wachtwoord_gekozen", "gebruiker", user.id, door=user.naam)
        return begin(ctx, uow, user.id, via="link", caller=caller)


def accept_as_family(
    ctx: Context, token: str, code: str, caller: Caller
) -> tuple[str, SignIn]:
    """Choose an own code with a link, and come in.

    Returns
    -------
    tuple[str, SignIn]
        The access number, which goes with the code, and the session.

    Raises
    ------
    InputError
        When the code is too easy; the link stays good.
    AccessError
        When the link does not open anything.
    """
    invitation = look_at(ctx, token)
    check_own_code(ctx.knowledge.aanmelden.eigen_code, code, (invitation.inlognaam,))
    hashed = hash_password(code)
    with ctx.store.unit_of_work() as uow:
        link = _use(ctx, uow, token)
        member = find_member(uow, link.gezinslid_id or 0)
        login = login_of(uow.session, gebruiker_id=None, gezinslid_id=member.id)
        name = _new_number(uow) if login is None else login.inlognaam
        _store(ctx, uow, login, name, hashed, gezinslid_id=member.id)
        log(
            ctx,
            uow,
            "eigen_code_gekozen",
            "casus",
            member.casus_id,
            door=name_of(member),
        )
        session = add_session(
            ctx, uow, via="link", gezinslid_id=member.id, toestel=caller.toestel
        )
        return name, SignIn(session, SessieFase.OPEN)


def _invitation(uow: UnitOfWork, link: Toegangslink) -> Invitation:
    login = login_of(
        uow.session, gebruiker_id=link.gebruiker_id, gezinslid_id=link.gezinslid_id
    )
    known = "" if login is None else login.inlognaam
    herstel = login is not None and login.wachtwoord_hash is not None
    if link.gezinslid_id is not None:
        member = find_member(uow, link.gezinslid_id)
        return Invitation(member.soort.value, herstel, inlognaam=known)
    user = find_user(uow, link.gebruiker_id or 0)
    return Invitation("medewerker", herstel, user.naam, known or user.email or "")


def _use(ctx: Context, uow: UnitOfWork, token: str) -> Toegangslink:
    link = usable_link(ctx, uow, token)
    link.gebruikt_op = ctx.now()
    return link


def _store(
    ctx: Context,
    uow: UnitOfWork,
    login: Inlog | None,
    name: str,
    hashed: str,
    *,
    gebruiker_id: int | None = None,
    gezinslid_id: int | None = None,
) -> None:
    """Store a new password and end every session that came before it."""
    now = ctx.now()
    if login is None:
        login = Inlog(
            gebruiker_id=gebruiker_id,
            gezinslid_id=gezinslid_id,
            inlognaam=name,
            herstelcodes=[],
        )
        uow.session.add(login)
    login.inlognaam = name
    login.wachtwoord_hash = hashed
    login.gewijzigd_op = now
    end_sessions_of(
        uow.session, now, gebruiker_id=gebruiker_id, gezinslid_id=gezinslid_id
    )
    uow.session.flush()


def _check_name(name: str) -> None:
    if len(name) < MIN_NAME or any(sign.isspace() for sign in name):
        msg = (
            f"Kies een inlognaam van minstens {MIN_NAME} tekens zonder spaties, "
            "bijvoorbeeld uw e-mailadres."
        )
        raise InputError(msg)
    if name.isdecimal():
        msg = "Een inlognaam kan niet alleen uit cijfers bestaan. Gebruik ook letters."
        raise InputError(msg)


def _new_number(uow: UnitOfWork) -> str:
    """Return an access number that nobody has; it says nothing about the case."""
    while True:
        number = str(
            secrets.randbelow(9 * 10 ** (NUMBER_DIGITS - 1)) + 10 ** (NUMBER_DIGITS - 1)
        )
        if login_named(uow.session, number) is None:
            return number
