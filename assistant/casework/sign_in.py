"""Signing in: name and password, then a second step, then a role.

Whatever goes wrong, the message is the same and takes as long, so that nobody learns
which accounts exist. Each step gives a new token; the one before stops.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.attempts import (
    account_source,
    address_source,
    claim_attempt,
    forgive,
    log_failure,
)
from assistant.casework.family import name_of
from assistant.casework.log import log
from assistant.casework.passwords import hash_password, is_outdated, is_password
from assistant.casework.sessions import (
    NO_ROLE,
    add_session,
    end_in,
    hash_token,
    is_alive,
)
from assistant.errors import AccessError, SignInError
from models.gebruiker import Aanstelling, Gebruiker
from models.gezinslid import Gezinslid
from models.inlog import Inlog, login_named, login_of
from models.sessie import Sessie, SessieFase

if TYPE_CHECKING:
    from assistant.context import Context
    from models.store import UnitOfWork

MAX_NAME = 254
WRONG = (
    "Deze gegevens kloppen niet. Kijk of u ze goed hebt getypt. "
    "Weet u ze niet meer? Vraag dan om een nieuwe link."
)
EXPIRED = "Het inloggen duurde te lang. Begin opnieuw met uw naam en wachtwoord."
DEMO = "demo"
OUTSIDE = "extern"
OUTSIDE_TWICE = "extern, twee keer"


@dataclass(frozen=True)
class Caller:
    """Where a sign-in comes from.

    Parameters
    ----------
    adres
        The network address; only a keyed hash of it is kept, for a day.
    toestel
        A rough name of the browser.
    """

    adres: str
    toestel: str = ""


@dataclass(frozen=True)
class SignIn:
    """How far a sign-in has come.

    Parameters
    ----------
    token
        The token for the cookie from now on.
    fase
        ``open`` when signed in; else what is asked next: ``code``, ``instellen``
        (a second step must be set up) or ``kiezen`` (between roles).
    """

    token: str
    fase: SessieFase


def sign_in(ctx: Context, inlognaam: str, wachtwoord: str, caller: Caller) -> SignIn:
    """Sign in with a name and password, or an access number and own code.

    Parameters
    ----------
    ctx
        The surroundings.
    inlognaam, wachtwoord
        As typed.
    caller
        Where it comes from.

    Raises
    ------
    SignInError
        When it is not right; the message does not say which part.
    WaitError
        When it went wrong too often just now.
    AccessError
        When all is right but the person has no role now.
    """
    name = plain_name(inlognaam)
    account = account_source(ctx, "inlog", name)
    address = address_source(ctx, caller.adres)
    wait = claim_attempt(ctx, (account, address))
    with ctx.store.reading() as uow:
        login = login_named(uow.session, name)
        stored = None if login is None else login.wachtwoord_hash
    # Outside any transaction: it takes long on purpose.
    if not is_password(stored, wachtwoord) or login is None or stored is None:
        log_failure(ctx, "wachtwoord", login, wait)
        raise SignInError(WRONG)
    forgive(ctx, account, address)
    renewed = hash_password(wachtwoord) if is_outdated(stored) else None
    with ctx.store.unit_of_work() as uow:
        row = uow.session.get(Inlog, login.id, with_for_update=True)
        if row is None or row.wachtwoord_hash != stored:
            raise SignInError(WRONG)
        row.wachtwoord_hash = renewed or stored
        if row.gezinslid_id is not None:
            return _family(ctx, uow, row.gezinslid_id, caller)
        assert row.gebruiker_id is not None
        return begin(ctx, uow, row.gebruiker_id, via="wachtwoord", caller=caller)


def begin(
    ctx: Context,
    uow: UnitOfWork,
    gebruiker_id: int,
    *,
    via: str,
    caller: Caller,
    second_done: bool = False,
) -> SignIn:
    """Go on after a person proved who he or she is, within an open transaction.

    Raises
    ------
    AccessError
        When the person has no role now.
    """
    user = uow.session.get(Gebruiker, gebruiker_id)
    roles = [] if user is None else roles_now(ctx, user)
    if user is None or not user.actief or not roles:
        raise AccessError(NO_ROLE)
    login = login_of(uow.session, gebruiker_id=user.id, gezinslid_id=None)
    fase, role = _next_step(ctx, login, roles, second_done)
    log(ctx, uow, "aangemeld", "gebruiker", user.id, door=user.naam, via=via, fase=fase)
    token = add_session(
        ctx,
        uow,
        via=via,
        gebruiker_id=user.id,
        aanstelling_id=role,
        fase=fase,
        toestel=caller.toestel,
    )
    return SignIn(token, fase)


def go_on(ctx: Context, uow: UnitOfWork, row: Sessie) -> SignIn:
    """Go on after the second step; the token of before stops."""
    end_in(ctx, uow, row.id)
    assert row.gebruiker_id is not None
    caller = Caller("", row.toestel)
    return begin(
        ctx, uow, row.gebruiker_id, via=row.via, caller=caller, second_done=True
    )


def phase_of(ctx: Context, token: str | None) -> SessieFase | None:
    """Return how far the sign-in of a token has come; None when there is none."""
    with ctx.store.reading() as uow:
        row = uow.session.get(Sessie, hash_token(token or ""))
        return row.fase if row is not None and is_alive(ctx, row) else None


def step_of(
    ctx: Context, uow: UnitOfWork, token: str | None, fase: SessieFase
) -> Sessie:
    """Return the sign-in that is at a step.

    Raises
    ------
    SignInError
        When there is none, or it is at another step.
    """
    row = uow.session.get(Sessie, hash_token(token or ""))
    if row is None or row.fase is not fase or not is_alive(ctx, row):
        raise SignInError(EXPIRED)
    return row


def plain_name(text: str) -> str:
    """Return a sign-in name or access number in the way it is stored."""
    name = unicodedata.normalize("NFKC", text).strip().casefold()[:MAX_NAME]
    digits = re.sub(r"[\s.-]", "", name)
    return digits if digits.isdecimal() else name


def needs_second_step(ctx: Context, roles: list[Aanstelling]) -> bool:
    """Tell whether one of the roles asks for a second step."""
    asked = ctx.knowledge.aanmelden.tweede_stap.verplicht_voor
    return any(one.rol in asked for one in roles)


def roles_now(ctx: Context, user: Gebruiker) -> list[Aanstelling]:
    """Return the roles of a person that hold today, at parties that take part."""
    today = ctx.today()
    return [
        one
        for one in user.aanstellingen
        if one.holds_on(today) and one.organisatie.actief
    ]


def _next_step(
    ctx: Context, login: Inlog | None, roles: list[Aanstelling], second_done: bool
) -> tuple[SessieFase, int | None]:
    if not second_done:
        if login is not None and login.totp_bevestigd_op is not None:
            return SessieFase.CODE, None
        if needs_second_step(ctx, roles):
            return SessieFase.INSTELLEN, None
    if len(roles) > 1:
        return SessieFase.KIEZEN, None
    return SessieFase.OPEN, roles[0].id


def _family(ctx: Context, uow: UnitOfWork, gezinslid_id: int, caller: Caller) -> SignIn:
    token = add_session(
        ctx, uow, via="eigen code", gezinslid_id=gezinslid_id, toestel=caller.toestel
    )
    member = uow.session.get_one(Gezinslid, gezinslid_id)
    who = name_of(member)
    log(ctx, uow, "aangemeld", "casus", member.casus_id, door=who, via="eigen code")
    return SignIn(token, SessieFase.OPEN)
