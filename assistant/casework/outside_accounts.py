"""Accounts at an OpenID Connect provider: tie one to a person, and come in with it.

Nobody gets an account by signing in elsewhere: the person is here already, and is
recognised by an earlier tie, by an invitation, or by an e-mail address that the
provider has verified.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.find import find_user
from assistant.casework.links import usable_link
from assistant.casework.log import log
from assistant.casework.sessions import TOKEN_BYTES, hash_token
from assistant.casework.sign_in import (
    OUTSIDE,
    OUTSIDE_TWICE,
    Caller,
    SignIn,
    begin,
)
from assistant.casework.vault import seal, unseal
from assistant.errors import AccessError, SignInError
from models.aanmeldpoging import Aanmeldverzoek, forget_requests
from models.gebruiker import user_by_email
from models.inlog import ExterneIdentiteit, Toegangslink, outside_identity

if TYPE_CHECKING:
    from assistant.context import Context
    from models.gebruiker import Gebruiker
    from models.store import UnitOfWork

_NOT_OURS = (
    "Dit inloggen is niet in deze browser begonnen, of het duurde te lang. "
    "Begin opnieuw."
)
_NOBODY = (
    "Uw werkaccount hoort nog bij niemand in Leerplek. Vraag de beheerder van uw "
    "organisatie om een uitnodiging."
)
_OTHER = (
    "Dit werkaccount hoort al bij iemand anders in Leerplek. Vraag de beheerder van uw "
    "organisatie wat er aan de hand is."
)


@dataclass(frozen=True)
class Secrets:
    """What a sign-in elsewhere is held against when it comes back.

    Parameters
    ----------
    state
        Ties the answer to the request (RFC 6749, 10.12).
    nonce
        Ties the token to the request (OpenID Connect Core, 3.1.2.1).
    verifier
        Proves that we are the ones who asked (PKCE, RFC 7636).
    """

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Identity:
    """Who somebody is according to the provider, from a checked token.

    Parameters
    ----------
    issuer, subject
        Together they name one account for good.
    email
        The e-mail address, only when the provider has verified it.
    methods
        How the person signed in there (``amr``, RFC 8176).
    """

    issuer: str
    subject: str
    email: str | None
    methods: tuple[str, ...]


def start_request(ctx: Context, link_token: str | None) -> tuple[str, Secrets]:
    """Begin a sign-in elsewhere.

    Parameters
    ----------
    ctx
        The surroundings.
    link_token
        An invitation that the account will be tied to, if any.

    Returns
    -------
    tuple[str, Secrets]
        The token for the cookie of this browser, and what goes to the provider.

    Raises
    ------
    AccessError
        When the invitation does not open anything.
    """
    made = Secrets(*(secrets.token_urlsafe(TOKEN_BYTES) for _ in range(3)))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = ctx.now()
    sealed = seal(ctx, json.dumps(asdict(made)).encode())
    with ctx.store.unit_of_work() as uow:
        forget_requests(uow.session, now)
        link = None if not link_token else usable_link(ctx, uow, link_token)
        if link is not None and link.gebruiker_id is None:
            raise AccessError("Deze link is voor ouders en leerlingen.")
        uow.session.add(
            Aanmeldverzoek(
                id=hash_token(token),
                geheim=sealed,
                link_id=None if link is None else link.id,
                verloopt_op=now
                + timedelta(minutes=ctx.knowledge.aanmelden.half_aangemeld_min),
            )
        )
    return token, made


def take_request(ctx: Context, token: str | None) -> tuple[Secrets, int | None]:
    """Return a sign-in that was begun in this browser; it comes back only once.

    Returns
    -------
    tuple[Secrets, int or None]
        What the answer is held against, and the invitation, if any.

    Raises
    ------
    SignInError
        When there is none, or it took too long.
    """
    with ctx.store.unit_of_work() as uow:
        row = uow.session.get(
            Aanmeldverzoek, hash_token(token or ""), with_for_update=True
        )
        if row is None:
            raise SignInError(_NOT_OURS)
        uow.session.delete(row)
        late = row.verloopt_op <= ctx.now()
        sealed, link_id = row.geheim, row.link_id
    if late:
        raise SignInError(_NOT_OURS)
    return Secrets(**json.loads(unseal(ctx, sealed))), link_id


def come_in_from_outside(
    ctx: Context, identity: Identity, link_id: int | None, caller: Caller
) -> SignIn:
    """Sign in the person that an outside account stands for.

    Raises
    ------
    AccessError
        When the account stands for nobody here, or for somebody else than invited.
    """
    asked = ctx.knowledge.aanmelden.tweede_stap.telt_elders
    second_done = any(method in asked for method in identity.methods)
    with ctx.store.unit_of_work() as uow:
        user = _recognise(ctx, uow, identity, link_id)
        via = OUTSIDE_TWICE if second_done else OUTSIDE
        return begin(ctx, uow, user.id, via=via, caller=caller, second_done=second_done)


def _recognise(
    ctx: Context, uow: UnitOfWork, identity: Identity, link_id: int | None
) -> Gebruiker:
    known = outside_identity(uow.session, identity.issuer, identity.subject)
    if link_id is not None:
        return _use_invitation(ctx, uow, identity, known, link_id)
    if known is not None:
        return find_user(uow, known.gebruiker_id)
    user = user_by_email(uow.session, identity.email) if identity.email else None
    if user is None or not user.actief:
        raise AccessError(_NOBODY)
    _tie(ctx, uow, identity, user)
    return user


def _use_invitation(
    ctx: Context,
    uow: UnitOfWork,
    identity: Identity,
    known: ExterneIdentiteit | None,
    link_id: int,
) -> Gebruiker:
    link = uow.session.get(Toegangslink, link_id, with_for_update=True)
    now = ctx.now()
    if link is None or link.gebruikt_op is not None or link.verloopt_op <= now:
        raise AccessError("Deze uitnodiging werkt niet meer. Vraag om een nieuwe.")
    user = find_user(uow, link.gebruiker_id or 0)
    if known is not None and known.gebruiker_id != user.id:
        raise AccessError(_OTHER)
    link.gebruikt_op = now
    if known is None:
        _tie(ctx, uow, identity, user)
    return user


def _tie(ctx: Context, uow: UnitOfWork, identity: Identity, user: Gebruiker) -> None:
    uow.session.add(
        ExterneIdentiteit(
            gebruiker_id=user.id,
            issuer=identity.issuer,
            subject=identity.subject,
            gekoppeld_op=ctx.now(),
        )
    )
    log(ctx, uow, "werkaccount_gekoppeld", "gebruiker", user.id, door=user.naam)
