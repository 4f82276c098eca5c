"""Renew the key of the vault: seal everything again with a new key, all or nothing.

The new key is written to the key file first, in front of the old one; then everything
is sealed again in one transaction. Whatever happens in between, the file holds every
key that is in use, so names stay readable and findable; doing it again goes on where it
stopped. The key before stays in the file until the next renewal: something sealed a
moment before by a running app can then still be opened. It opens nothing else any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.absence_keys import open_key, purpose_of
from assistant.casework.key_file import VARIABLE, key_path, new_key, write_keys
from assistant.casework.log import log
from assistant.casework.name_index import stored_tokens
from assistant.casework.names import unseal_name
from assistant.casework.vault import Vault, is_sealed_by, open_vault
from assistant.errors import VaultError
from models.naam import Naam, drop_tokens, set_tokens
from models.tables import metadata
from models.verwijzing import Verwijzing
from models.verzegeld import (
    SealedColumn,
    count_sealed,
    lock_sealed,
    sealed_columns,
    sealed_values,
    write_sealed,
)
from models.verzuim import Verzuimleerling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.context import Context
    from models.store import UnitOfWork


@dataclass(frozen=True)
class KeyState:
    """How things stand with the key.

    Parameters
    ----------
    waar
        The file, or the variable of the environment.
    sleutels
        How many keys there are; the first one seals.
    verzegeld
        How many values are sealed.
    met_oude
        How many of these with another key than the first.
    open_voor_anderen
        Whether others than the owner may read the file.
    """

    waar: str
    sleutels: int
    verzegeld: int
    met_oude: int
    open_voor_anderen: bool


def renew_key(ctx: Context, progress: Callable[[int, int], None]) -> tuple[int, bool]:
    """Seal everything again with a new key.

    Parameters
    ----------
    ctx
        The surroundings.
    progress
        Hears how many values are done, of how many.

    Returns
    -------
    tuple of int and bool
        How many values were sealed again, and whether an earlier renewal that had
        been broken off was finished (then no new key was made).

    Raises
    ------
    VaultError
        When the key is missing or another one, or a value is damaged. Nothing was
        changed then.
    """
    open_vault(ctx)  # refuses when this key does not belong to this record
    with ctx.store.unit_of_work() as uow:
        lock_sealed(uow.session, metadata())
        vault = open_vault(ctx)
        finished = _count_older(uow, vault) > 0
        if not finished:
            vault = _with_new_key(ctx, vault)
        done = _seal_again(ctx, uow, vault, progress)
        log(ctx, uow, "sleutel_vernieuwd", "sleutel", None, door=None, aantal=done)
    open_vault(ctx)  # from here on only the new state of the file is trusted
    return done, finished


def key_state(ctx: Context) -> KeyState:
    """Return how things stand with the key; makes a first one when there is none."""
    vault = open_vault(ctx)
    path = key_path(ctx.settings)
    in_file = not ctx.settings.sleutel
    with ctx.store.reading() as uow:
        return KeyState(
            waar=str(path) if in_file else f"de variabele {VARIABLE}",
            sleutels=len(vault.keys),
            verzegeld=count_sealed(uow.session, metadata()),
            met_oude=_count_older(uow, vault),
            open_voor_anderen=in_file and bool(path.stat().st_mode & 0o077),
        )


def _with_new_key(ctx: Context, vault: Vault) -> Vault:
    """Put a new key in front; what is sealed now is sealed with the one behind it."""
    if ctx.settings.sleutel:
        msg = (
            f"Zet eerst een nieuwe sleutel vooraan in {VARIABLE}, met een komma voor "
            "de oude. `leerplek sleutel maak` geeft er een. Doe daarna dit opnieuw. "
            "Er is niets veranderd."
        )
        raise VaultError(msg)
    keys = (new_key(), vault.keys[0])
    write_keys(ctx.settings, keys)
    return Vault(keys, vault.moment)


def _count_older(uow: UnitOfWork, vault: Vault) -> int:
    """Count the values that were sealed with another key than the first."""
    return sum(
        1
        for column in sealed_columns(metadata())
        for batch in sealed_values(uow.session, column)
        for _key, value in batch
        if not is_sealed_by(value, vault.keys[0])
    )


def _seal_again(
    ctx: Context,
    uow: UnitOfWork,
    vault: Vault,
    progress: Callable[[int, int], None],
) -> int:
    total, done = count_sealed(uow.session, metadata()), 0
    progress(done, total)
    for column in sealed_columns(metadata()):
        for batch in sealed_values(uow.session, column):
            _seal_batch(ctx, uow, vault, column, batch)
            done += len(batch)
            progress(done, total)
    return done


def _seal_batch(
    ctx: Context,
    uow: UnitOfWork,
    vault: Vault,
    column: SealedColumn,
    batch: Sequence[tuple[object, bytes]],
) -> None:
    """Seal values again, with what was derived from them under the old key."""
    if column.table.name == Naam.__tablename__:
        rows = [uow.session.get_one(Naam, key) for key, _value in batch]
        drop_tokens(uow.session, [row.id for row in rows])
        names = [(row.id, unseal_name(vault, row)) for row in rows]
        rules, key = ctx.knowledge.namen, vault.keys[0]
        set_tokens(
            uow.session,
            ((row_id, stored_tokens(rules, key, naam)) for row_id, naam in names),
        )
    if column.table.name in (Verwijzing.__tablename__, Verzuimleerling.__tablename__):
        for row_id, _value in batch:
            row = _keyed(uow, column, row_id)
            text = open_key(vault, row)
            row.sleutel_hash = vault.fingerprint(purpose_of(row.bron), text)
        uow.session.flush()
    fresh = [(key, vault.seal(vault.unseal(value))) for key, value in batch]
    write_sealed(uow.session, column, fresh)
    uow.session.expunge_all()


def _keyed(
    uow: UnitOfWork, column: SealedColumn, row_id: object
) -> Verwijzing | Verzuimleerling:
    """Return a row with a sealed key and the fingerprint by which it is found."""
    if column.table.name == Verwijzing.__tablename__:
        return uow.session.get_one(Verwijzing, row_id)
    return uow.session.get_one(Verzuimleerling, row_id)
