"""Sessions: open one for a person in a role, read it back, and end it for good."""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.kijker import Kijker, family_viewer
from assistant.errors import AccessError
from models.errors import StoreError
from models.gebruiker import Aanstelling, Gebruiker
from models.gezinslid import Gezinslid
from models.sessie import (
    Sessie,
    SessieFase,
    forget_sessions,
    session_with_person,
)

if TYPE_CHECKING:
    from assistant.context import Context
    from knowledge.aanmelden import Sessieduur
    from models.store import UnitOfWork

TOKEN_BYTES = 32
MAX_DEVICE = 60
NO_ROLE = (
    "U hebt op dit moment geen rol in Leerplek. Vraag de beheerder van uw organisatie "
    "om een rol."
)


def open_session(
    ctx: Context,
    *,
    via: str,
    aanstelling_id: int | None = None,
    gezinslid_id: int | None = None,
    toestel: str = "",
) -> str:
    """Start a session for a role at an organisation, or for a member of a family.

    Parameters
    ----------
    ctx
        The surroundings.
    via
        How the person signed in: ``wachtwoord``, ``link``, ``extern`` or ``demo``.
    aanstelling_id, gezinslid_id
        Who it is for; exactly one of them.
    toestel
        A rough name of the browser.

    Returns
    -------
    str
        The token for the cookie; only its hash is kept.

    Raises
    ------
    AccessError
        When the role does not hold today or the person may not come in any more.
    """
    with ctx.store.unit_of_work() as uow:
        if gezinslid_id is not None:
            return add_session(
                ctx, uow, via=via, gezinslid_id=gezinslid_id, toestel=toestel
            )
        row = uow.session.get(Aanstelling, aanstelling_id)
        if row is None:
            raise AccessError(NO_ROLE)
        return add_session(
            ctx,
            uow,
            via=via,
            gebruiker_id=row.gebruiker_id,
            aanstelling_id=row.id,
            toestel=toestel,
        )


def add_session(
    ctx: Context,
    uow: UnitOfWork,
    *,
    via: str,
    gebruiker_id: int | None = None,
    aanstelling_id: int | None = None,
    gezinslid_id: int | None = None,
    fase: SessieFase = SessieFase.OPEN,
    toestel: str = "",
) -> str:
    """Start a session, or a step on the way to one, within an open transaction.

    Raises
    ------
    AccessError
        When the role does not hold today or the person may not come in any more.
    """
    if gezinslid_id is not None:
        _check_member(uow, gezinslid_id)
    else:
        _check_professional(ctx, uow, gebruiker_id, aanstelling_id, fase)
    now = ctx.now()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    rules = ctx.knowledge.aanmelden
    minutes = _span(ctx, gezinslid_id is not None).hoogstens_min
    if fase is not SessieFase.OPEN:
        minutes = rules.half_aangemeld_min
    forget_sessions(uow.session, now - timedelta(days=rules.bewaren_dagen))
    uow.session.add(
        Sessie(
            id=hash_token(token),
            gebruiker_id=gebruiker_id,
            aanstelling_id=aanstelling_id,
            gezinslid_id=gezinslid_id,
            fase=fase,
            via=via,
            toestel=toestel[:MAX_DEVICE],
            gestart_op=now,
            laatst_op=now,
            verloopt_op=now + timedelta(minutes=minutes),
            ingetrokken_op=None,
        )
    )
    return token


def read_session(ctx: Context, token: str | None) -> Kijker | None:
    """Tell who a token stands for.

    Parameters
    ----------
    ctx
        The surroundings.
    token
        The cookie as the browser sent it.

    Returns
    -------
    Kijker or None
        ``None`` when the session is not known, not complete, ended, too old, was
        not used for too long, or its person or role is no longer there.
    """
    if not token:
        return None
    now = ctx.now()
    with ctx.store.reading() as uow:
        found = session_with_person(uow.session, hash_token(token))
        if found is None:
            return None
        row, user, role, member = found
        if not is_alive(ctx, row) or row.fase is not SessieFase.OPEN:
            return None
        kijker = _viewer(ctx, row, user, role, member)
    every = timedelta(minutes=ctx.knowledge.aanmelden.gezien_elke_min)
    if kijker is not None and now - row.laatst_op >= every:
        _note_use(ctx, row.id)
    return kijker


def end_session(ctx: Context, token: str | None) -> None:
    """End the session of a token, so that a copy of the cookie is worth nothing."""
    if token:
        with ctx.store.unit_of_work() as uow:
            end_in(ctx, uow, hash_token(token))


def end_in(ctx: Context, uow: UnitOfWork, sessie_id: str) -> None:
    """End one session within an open transaction."""
    row = uow.session.get(Sessie, sessie_id)
    if row is not None and row.ingetrokken_op is None:
        row.ingetrokken_op = ctx.now()


def hash_token(token: str) -> str:
    """Return the sha256 of a token, hexadecimal; the token has 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def is_alive(ctx: Context, row: Sessie) -> bool:
    """Tell whether a session was not ended, is not too old and was used lately."""
    now = ctx.now()
    silence = timedelta(minutes=_span(ctx, row.gezinslid_id is not None).stil_min)
    return (
        row.ingetrokken_op is None
        and now < row.verloopt_op
        and now - row.laatst_op < silence
    )


def _span(ctx: Context, family: bool) -> Sessieduur:
    rules = ctx.knowledge.aanmelden
    return rules.sessie_gezin if family else rules.sessie_medewerker


def _viewer(
    ctx: Context,
    row: Sessie,
    user: Gebruiker | None,
    role: Aanstelling | None,
    member: Gezinslid | None,
) -> Kijker | None:
    if member is not None:
        seen = family_viewer(member)
        return replace(seen, sessie_id=row.id) if member.actief else None
    if user is None or role is None or not user.actief:
        return None
    if not role.holds_on(ctx.today()) or not role.organisatie.actief:
        return None
    return Kijker(
        rol=role.rol.value,
        naam=user.naam,
        gebruiker_id=user.id,
        aanstelling_id=role.id,
        organisatie_id=role.organisatie_id,
        organisatie_soort=role.organisatie.soort.value,
        sessie_id=row.id,
    )


def _note_use(ctx: Context, sessie_id: str) -> None:
    # A record that is busy for long (an import) must not keep a page from opening.
    with suppress(StoreError), ctx.store.unit_of_work() as uow:
        row = uow.session.get(Sessie, sessie_id)
        if row is not None:
            row.laatst_op = ctx.now()


def _check_member(uow: UnitOfWork, gezinslid_id: int) -> None:
    member = uow.session.get(Gezinslid, gezinslid_id)
    if member is None or not member.actief:
        msg = "Deze toegang is er niet meer. Vraag uw contactpersoon om een nieuwe."
        raise AccessError(msg)


def _check_professional(
    ctx: Context,
    uow: UnitOfWork,
    gebruiker_id: int | None,
    aanstelling_id: int | None,
    fase: SessieFase,
) -> None:
    user = uow.session.get(Gebruiker, gebruiker_id)
    if user is None or not user.actief:
        raise AccessError(NO_ROLE)
    if fase is not SessieFase.OPEN:
        return
    role = uow.session.get(Aanstelling, aanstelling_id)
    if role is None or role.gebruiker_id != user.id or not role.holds_on(ctx.today()):
        raise AccessError(NO_ROLE)
