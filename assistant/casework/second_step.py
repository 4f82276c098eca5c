"""The second step of a professional: set it up, use it, take it away."""

from __future__ import annotations

from contextlib import contextmanager
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
from assistant.casework.sign_in import (
    Caller,
    SignIn,
    go_on,
    needs_second_step,
    roles_now,
    step_of,
)
from assistant.casework.totp import (
    hash_recovery_code,
    matching_step,
    new_recovery_codes,
    new_secret,
    setup_uri,
)
from assistant.casework.vault import seal, unseal
from assistant.errors import InputError, NotAllowedError, SignInError
from models.gebruiker import Gebruiker
from models.inlog import Inlog, login_of
from models.sessie import SessieFase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.context import Context
    from models.store import UnitOfWork

WRONG_CODE = (
    "Deze code klopt niet. Wacht tot de app een nieuwe code toont en typ die. "
    "Klopt de klok van uw telefoon?"
)
_WRONG_SETUP = (
    "Deze code klopt niet. Scan de QR-code nog eens, wacht op een nieuwe code in de "
    "app en typ die hier."
)


@dataclass(frozen=True)
class Setup:
    """What somebody needs to add Leerplek to an app.

    Parameters
    ----------
    geheim
        The secret, to type where scanning is not possible.
    uri
        What the QR code holds.
    """

    geheim: str
    uri: str


@dataclass(frozen=True)
class SecondStepView:
    """How the second step of a person stands."""

    aan: bool
    verplicht: bool
    herstelcodes_over: int


def person_at_step(ctx: Context, token: str | None) -> int:
    """Return who must set up a second step before coming in, or raise SignInError."""
    with ctx.store.reading() as uow:
        row = step_of(ctx, uow, token, SessieFase.INSTELLEN)
        assert row.gebruiker_id is not None
        return row.gebruiker_id


def confirm_code(ctx: Context, token: str | None, code: str, caller: Caller) -> SignIn:
    """Take the second step with a code of the app or a recovery code.

    Raises
    ------
    SignInError
        When the code is wrong or was used before, or no sign-in is under way.
    WaitError
        When it went wrong too often just now.
    """
    with ctx.store.reading() as uow:
        user_id = step_of(ctx, uow, token, SessieFase.CODE).gebruiker_id
        login = login_of(uow.session, gebruiker_id=user_id, gezinslid_id=None)
    account = account_source(ctx, "code", str(user_id))
    address = address_source(ctx, caller.adres)
    wait = claim_attempt(ctx, (account, address))
    with ctx.store.unit_of_work() as uow:
        row = step_of(ctx, uow, token, SessieFase.CODE)
        right = _use_code(ctx, uow, row.gebruiker_id, code)
        done = go_on(ctx, uow, row) if right else None
    if done is None:
        log_failure(ctx, "code", login, wait)
        raise SignInError(WRONG_CODE)
    forgive(ctx, account, address)
    return done


def setup(ctx: Context, gebruiker_id: int) -> Setup:
    """Return the secret to add to an app; it counts once a code was typed.

    Raises
    ------
    NotAllowedError
        When there is a second step already.
    """
    with ctx.store.unit_of_work() as uow:
        login = _login(ctx, uow, gebruiker_id)
        if login.totp_bevestigd_op is not None:
            raise NotAllowedError("Uw tweede stap is al ingesteld.")
        if login.totp_geheim is None:
            login.totp_geheim = seal(ctx, new_secret().encode())
        secret = unseal(ctx, login.totp_geheim).decode()
        return Setup(secret, setup_uri(secret, login.inlognaam))


def confirm_setup(ctx: Context, gebruiker_id: int, code: str) -> tuple[str, ...]:
    """Switch the second step on with a first code.

    Returns
    -------
    tuple[str, ...]
        The recovery codes; they are not stored and cannot be shown again.

    Raises
    ------
    InputError
        When the code is not right.
    """
    with ctx.store.unit_of_work() as uow:
        login = _login(ctx, uow, gebruiker_id)
        if login.totp_geheim is None or login.totp_bevestigd_op is not None:
            raise NotAllowedError("Uw tweede stap is al ingesteld.")
        step = _step(ctx, login, code)
        if step is None:
            raise InputError(_WRONG_SETUP)
        login.totp_bevestigd_op = ctx.now()
        login.totp_laatste = step
        codes = _renew_codes(ctx, login)
        _log(ctx, uow, gebruiker_id, "tweede_stap_aan")
        return codes


def finish_setup(ctx: Context, token: str | None) -> SignIn:
    """Come in after the second step was set up during a sign-in."""
    with ctx.store.unit_of_work() as uow:
        row = step_of(ctx, uow, token, SessieFase.INSTELLEN)
        login = login_of(uow.session, gebruiker_id=row.gebruiker_id, gezinslid_id=None)
        if login is None or login.totp_bevestigd_op is None:
            raise SignInError("Stel eerst de tweede stap in.")
        return go_on(ctx, uow, row)


def renew_recovery_codes(
    ctx: Context, gebruiker_id: int, code: str, caller: Caller
) -> tuple[str, ...]:
    """Make new recovery codes with a code of the app; the old ones stop.

    Raises
    ------
    InputError
        When the code is not right.
    WaitError
        When it went wrong too often just now.
    """
    with _proved(ctx, gebruiker_id, code, caller) as (uow, login):
        _log(ctx, uow, gebruiker_id, "herstelcodes_vernieuwd")
        return _renew_codes(ctx, login)


def remove_second_step(
    ctx: Context, gebruiker_id: int, code: str, caller: Caller
) -> None:
    """Take the second step away with a code, to set it up on another phone.

    Raises
    ------
    InputError
        When the code is not right.
    WaitError
        When it went wrong too often just now.
    """
    with _proved(ctx, gebruiker_id, code, caller) as (uow, login):
        clear_second_step(login)
        _log(ctx, uow, gebruiker_id, "tweede_stap_uit")


@contextmanager
def _proved(
    ctx: Context, gebruiker_id: int, code: str, caller: Caller
) -> Iterator[tuple[UnitOfWork, Inlog]]:
    """Open a transaction for somebody who typed a right code; guesses are slowed."""
    account = account_source(ctx, "code", str(gebruiker_id))
    address = address_source(ctx, caller.adres)
    wait = claim_attempt(ctx, (account, address))
    with ctx.store.unit_of_work() as uow:
        login = _login(ctx, uow, gebruiker_id)
        right = _use_code(ctx, uow, gebruiker_id, code)
        if right:
            yield uow, login
    if not right:
        log_failure(ctx, "code", login, wait)
        raise InputError(WRONG_CODE)
    forgive(ctx, account, address)


def clear_second_step(login: Inlog) -> None:
    """Forget the app and the recovery codes of a login."""
    login.totp_geheim = None
    login.totp_bevestigd_op = None
    login.totp_laatste = None
    login.herstelcodes = []


def second_step_of(ctx: Context, gebruiker_id: int) -> SecondStepView:
    """Tell how the second step of a person stands."""
    with ctx.store.reading() as uow:
        user = uow.session.get_one(Gebruiker, gebruiker_id)
        login = login_of(uow.session, gebruiker_id=gebruiker_id, gezinslid_id=None)
        return SecondStepView(
            aan=login is not None and login.totp_bevestigd_op is not None,
            verplicht=needs_second_step(ctx, roles_now(ctx, user)),
            herstelcodes_over=0 if login is None else len(login.herstelcodes),
        )


def _use_code(
    ctx: Context, uow: UnitOfWork, gebruiker_id: int | None, code: str
) -> bool:
    """Use up a code of the app or a recovery code; False when it is not right."""
    login = login_of(
        uow.session, gebruiker_id=gebruiker_id, gezinslid_id=None, lock=True
    )
    if login is None or login.totp_bevestigd_op is None:
        return False
    step = _step(ctx, login, code)
    if step is not None:
        login.totp_laatste = step
        return True
    hashed = hash_recovery_code(code)
    if hashed not in login.herstelcodes:
        return False
    login.herstelcodes = [one for one in login.herstelcodes if one != hashed]
    _log(ctx, uow, gebruiker_id, "herstelcode_gebruikt")
    return True


def _step(ctx: Context, login: Inlog, code: str) -> int | None:
    if login.totp_geheim is None:
        return None
    return matching_step(
        unseal(ctx, login.totp_geheim).decode(),
        code,
        ctx.now(),
        last=login.totp_laatste,
        window=ctx.knowledge.aanmelden.tweede_stap.tijdvenster,
    )


def _renew_codes(ctx: Context, login: Inlog) -> tuple[str, ...]:
    codes = new_recovery_codes(ctx.knowledge.aanmelden.tweede_stap.herstelcodes)
    login.herstelcodes = [hash_recovery_code(code) for code in codes]
    return codes


def _login(ctx: Context, uow: UnitOfWork, gebruiker_id: int) -> Inlog:
    """Return the login of a person, made for one who comes in by a provider."""
    login = login_of(
        uow.session, gebruiker_id=gebruiker_id, gezinslid_id=None, lock=True
    )
    if login is None:
        user = uow.session.get_one(Gebruiker, gebruiker_id)
        login = Inlog(
            gebruiker_id=user.id,
            inlognaam=user.email or f"extern-{user.id}",
            wachtwoord_hash=None,
            herstelcodes=[],
            gewijzigd_op=ctx.now(),
        )
        uow.session.add(login)
        uow.session.flush()
    return login


def _log(
    ctx: Context, uow: UnitOfWork, gebruiker_id: int | None, handeling: str
) -> None:
    user = uow.session.get_one(Gebruiker, gebruiker_id)
    log(ctx, uow, handeling, "gebruiker", user.id, door=user.naam)
