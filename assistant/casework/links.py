"""One-time links: a random token goes out, only its hash is kept."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.sessions import TOKEN_BYTES, hash_token
from assistant.errors import AccessError
from models.inlog import LinkDoel, Toegangslink, find_link, open_links_of

if TYPE_CHECKING:
    from assistant.context import Context
    from models.store import UnitOfWork

_UNKNOWN = "Deze link kennen we niet. Kijk of u de hele link heeft overgenomen."
_USED = "Deze link is al gebruikt. Vraag uw contactpersoon om een nieuwe."
_OLD = "Deze link is te oud. Vraag uw contactpersoon om een nieuwe."


def make_link(
    ctx: Context,
    uow: UnitOfWork,
    doel: LinkDoel,
    *,
    gebruiker_id: int | None = None,
    gezinslid_id: int | None = None,
) -> str:
    """Make a one-time link for a person, and return its token.

    Earlier links of this person stop working: one that got lost opens nothing.
    """
    for earlier in open_links_of(
        uow.session, gebruiker_id=gebruiker_id, gezinslid_id=gezinslid_id
    ):
        earlier.gebruikt_op = ctx.now()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    days = days_valid(ctx, doel, family=gezinslid_id is not None)
    uow.session.add(
        Toegangslink(
            token_hash=hash_token(token),
            doel=doel,
            gebruiker_id=gebruiker_id,
            gezinslid_id=gezinslid_id,
            gemaakt_op=ctx.now(),
            verloopt_op=ctx.now() + timedelta(days=days),
        )
    )
    return token


def link_url(ctx: Context, token: str) -> str:
    """Return the whole address of a link, to hand to the person it is for."""
    return f"{ctx.settings.public_url}/welkom/{token}"


def days_valid(ctx: Context, doel: LinkDoel, *, family: bool) -> int:
    """Return how many days a link is good."""
    spans = ctx.knowledge.aanmelden.links
    if family:
        return spans.activeren_gezin
    if doel is LinkDoel.ACTIVEREN:
        return spans.activeren_medewerker
    return spans.herstel


def usable_link(ctx: Context, uow: UnitOfWork, token: str) -> Toegangslink:
    """Return the link of a token, without using it up.

    Raises
    ------
    AccessError
        When the link is not known, was used, or is too old.
    """
    link = find_link(uow.session, hash_token(token))
    if link is None:
        raise AccessError(_UNKNOWN)
    if link.gebruikt_op is not None:
        raise AccessError(_USED)
    if link.verloopt_op <= ctx.now():
        raise AccessError(_OLD)
    return link
