"""One-time links: a random token goes out, only its hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from models.gebruiker import LinkSoort, Toegangslink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.context import Context
    from models.store import UnitOfWork

TOKEN_BYTES = 32
VALID_FOR: Mapping[LinkSoort, timedelta] = {
    LinkSoort.GEBRUIKER: timedelta(days=1),
    LinkSoort.OUDER: timedelta(days=14),
    LinkSoort.LEERLING: timedelta(days=14),
}


def make_link(
    ctx: Context,
    uow: UnitOfWork,
    soort: LinkSoort,
    *,
    casus_id: str | None = None,
    gebruiker_id: int | None = None,
) -> str:
    """Make a one-time link to a case or for a user, and return its token."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    uow.session.add(
        Toegangslink(
            token_hash=hash_token(token),
            soort=soort,
            casus_id=casus_id,
            gebruiker_id=gebruiker_id,
            gemaakt_op=ctx.now(),
            verloopt_op=ctx.now() + VALID_FOR[soort],
        )
    )
    return token


def hash_token(token: str) -> str:
    """Return the sha256 of a token, hexadecimal; the token has 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
