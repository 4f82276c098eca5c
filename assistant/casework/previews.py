"""What was read and waits for a yes: sealed, of one person, for a short time."""

from __future__ import annotations

import secrets
import zlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.vault import seal, unseal
from assistant.errors import NotAllowedError, NotFoundError
from models.invoer import Invoervoorbeeld, drop_expired_previews, previews_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from assistant.casework.kijker import Kijker
    from assistant.context import Context

GONE = (
    "Dit voorbeeld is er niet meer: we bewaren het maar kort. Kies het bestand "
    "opnieuw; er is niets ingevoerd."
)


@dataclass(frozen=True)
class WaitingPreview:
    """A preview in the list of those that wait."""

    id: str
    soort: str
    bestand: str
    gemaakt_op: datetime
    verloopt_op: datetime


def keep_preview(
    ctx: Context,
    soort: str,
    bestand: str,
    content: bytes,
    kijker: Kijker,
    kop: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> str:
    """Seal and keep what was read; throws away what has expired.

    Raises
    ------
    NotAllowedError
        When there is no account to keep it for.
    """
    if kijker.gebruiker_id is None:
        raise NotAllowedError("Log in met een eigen account om iets in te voeren.")
    sealed = seal(ctx, zlib.compress(content))
    now = ctx.now()
    with ctx.store.unit_of_work() as uow:
        drop_expired_previews(uow.session, now)
        row = Invoervoorbeeld(
            id=secrets.token_urlsafe(24),
            soort=soort,
            bestandsnaam=bestand,
            kop=kop,
            inhoud=sealed,
            koppeling=dict(mapping or {}),
            door_id=kijker.gebruiker_id,
            gemaakt_op=now,
            verloopt_op=now
            + timedelta(hours=ctx.knowledge.invoer.voorbeeld_bewaren_uren),
        )
        uow.session.add(row)
        return row.id


def waiting_previews(ctx: Context, kijker: Kijker) -> list[WaitingPreview]:
    """Return the previews of a person that still wait, newest first."""
    if kijker.gebruiker_id is None:
        return []
    with ctx.store.reading() as uow:
        rows = previews_of(uow.session, kijker.gebruiker_id)
        return [
            WaitingPreview(
                row.id, row.soort, row.bestandsnaam, row.gemaakt_op, row.verloopt_op
            )
            for row in rows
            if row.verloopt_op > ctx.now()
        ]


def preview_content(
    ctx: Context, voorbeeld_id: str, kijker: Kijker, soort: str
) -> tuple[Invoervoorbeeld, bytes]:
    """Return a preview of one's own with its opened content.

    Raises
    ------
    NotFoundError
        When it is not there, expired, of another kind or somebody else's.
    """
    with ctx.store.reading() as uow:
        row = uow.session.get(Invoervoorbeeld, voorbeeld_id)
        if (
            row is None
            or row.soort != soort
            or row.door_id != kijker.gebruiker_id
            or row.verloopt_op <= ctx.now()
        ):
            raise NotFoundError(GONE)
        return row, zlib.decompress(unseal(ctx, row.inhoud))


def preview_kind(ctx: Context, voorbeeld_id: str, kijker: Kijker) -> str:
    """Return what kind of preview of one's own this is.

    Raises
    ------
    NotFoundError
        When it is not there, expired or somebody else's.
    """
    for row in waiting_previews(ctx, kijker):
        if row.id == voorbeeld_id:
            return row.soort
    raise NotFoundError(GONE)


def drop_preview(ctx: Context, voorbeeld_id: str, kijker: Kijker) -> None:
    """Throw a preview of one's own away; nothing happens when it is gone already."""
    with ctx.store.unit_of_work() as uow:
        row = uow.session.get(Invoervoorbeeld, voorbeeld_id)
        if row is not None and row.door_id == kijker.gebruiker_id:
            uow.session.delete(row)
