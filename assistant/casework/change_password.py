"""Changing the own password or code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.attempts import (
    account_source,
    address_source,
    claim_attempt,
    forgive,
    log_failure,
)
from assistant.casework.log import log
from assistant.casework.passwords import (
    check_own_code,
    check_password,
    hash_password,
    is_password,
)
from assistant.errors import InputError
from models.inlog import Inlog, login_of
from models.sessie import end_sessions_of

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.casework.sign_in import Caller
    from assistant.context import Context


@dataclass(frozen=True)
class LoginView:
    """The sign-in of a person, as the person itself may see it."""

    inlognaam: str
    heeft_wachtwoord: bool


def change_password(
    ctx: Context, kijker: Kijker, old: str, new: str, caller: Caller
) -> None:
    """Replace the own password or code; the other sessions of this person end.

    Raises
    ------
    InputError
        When the old one is wrong or the new one is too easy.
    WaitError
        When it went wrong too often just now.
    """
    staff, member = kijker.gebruiker_id, kijker.gezinslid_id
    with ctx.store.reading() as uow:
        login = login_of(uow.session, gebruiker_id=staff, gezinslid_id=member)
        stored = None if login is None else login.wachtwoord_hash
    what = "code" if kijker.is_family else "wachtwoord"
    # Somebody at an unlocked computer may not guess on and on.
    account = account_source(ctx, "wijzigen", str(login and login.id))
    address = address_source(ctx, caller.adres)
    wait = claim_attempt(ctx, (account, address))
    if not is_password(stored, old) or login is None:
        log_failure(ctx, f"oude {what}", login, wait)
        raise InputError(f"Uw oude {what} klopt niet. Typ het nog eens.")
    forgive(ctx, account, address)
    _check_new(ctx, kijker, new, login.inlognaam)
    hashed = hash_password(new)
    with ctx.store.unit_of_work() as uow:
        row = uow.session.get_one(Inlog, login.id, with_for_update=True)
        row.wachtwoord_hash = hashed
        row.gewijzigd_op = ctx.now()
        end_sessions_of(
            uow.session,
            ctx.now(),
            gebruiker_id=staff,
            gezinslid_id=member,
            but=kijker.sessie_id,
        )
        log(ctx, uow, f"{what}_gewijzigd", "inlog", row.id, door=kijker.naam)


def login_view(ctx: Context, kijker: Kijker) -> LoginView | None:
    """Return the sign-in of this person; None for a ready account of the demo."""
    with ctx.store.reading() as uow:
        login = login_of(
            uow.session,
            gebruiker_id=kijker.gebruiker_id,
            gezinslid_id=kijker.gezinslid_id,
        )
        if login is None:
            return None
        return LoginView(login.inlognaam, login.wachtwoord_hash is not None)


def _check_new(ctx: Context, kijker: Kijker, new: str, inlognaam: str) -> None:
    rules = ctx.knowledge.aanmelden
    if kijker.is_family:
        check_own_code(rules.eigen_code, new, (inlognaam,))
    else:
        check_password(rules.wachtwoord, new, (kijker.naam, inlognaam))
