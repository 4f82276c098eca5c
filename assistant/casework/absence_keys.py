"""The keys by which other systems know a pupil, each tied to one case.

The key of an absence file or case list (its column ``leerling``) is sealed like a name.
It is compared by its fingerprint, so that the same file finds the same cases again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.bsn import refuse_bsn
from assistant.casework.log import log_many
from assistant.casework.vault import Vault, open_vault
from assistant.errors import InputError
from models.invoer import add_rows
from models.verwijzing import Verwijzing, references, references_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assistant.context import Context
    from models.store import UnitOfWork
    from models.verzuim import Verzuimleerling

LONGEST = 120
"""Most characters of a key."""


@dataclass(frozen=True)
class AbsenceKey:
    """A key of a case in another system.

    Parameters
    ----------
    bron
        Which system or file.
    sleutel
        The key there.
    """

    bron: str
    sleutel: str


def link_absence_key(
    ctx: Context,
    uow: UnitOfWork,
    casus_id: str,
    bron: str,
    sleutel: str,
    *,
    door: str | None = None,
) -> None:
    """Tie the key of another system to a case; safe to repeat.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    casus_id
        The case.
    bron
        Which system or file gives out the key.
    sleutel
        The key there; never a BSN.
    door
        Who ties it.

    Raises
    ------
    InputError
        When the key is empty, looks like a BSN, or belongs to another case.
    """
    link_absence_keys(ctx, uow, bron, {sleutel: casus_id}, door=door)


def link_absence_keys(
    ctx: Context,
    uow: UnitOfWork,
    bron: str,
    keys: Mapping[str, str],
    *,
    door: str | None = None,
) -> None:
    """Tie many keys of one source, each to its case, in a few queries."""
    vault = open_vault(ctx)
    clean = {_clean(key): casus_id for key, casus_id in keys.items()}
    known = cases_of_keys(ctx, uow, bron, clean)
    for sleutel, casus_id in clean.items():
        if known.get(sleutel, casus_id) != casus_id:
            msg = (
                f"Een sleutel uit '{bron}' hoort al bij casus {known[sleutel]} en kan "
                f"niet ook bij casus {casus_id} horen. Er is niets opgeslagen."
            )
            raise InputError(msg)
    new = {key: casus_id for key, casus_id in clean.items() if key not in known}
    uow.session.flush()  # the cases come first
    rows = [_row(ctx, vault, casus_id, bron, key) for key, casus_id in new.items()]
    add_rows(uow.session, Verwijzing, rows)
    log_many(ctx, uow, "sleutel_gekoppeld", "casus", new.values(), door=door, bron=bron)


def cases_of_keys(
    ctx: Context, uow: UnitOfWork, bron: str, sleutels: Collection[str]
) -> dict[str, str]:
    """Return the case per key, for the keys that are known."""
    vault = open_vault(ctx)
    marks = {
        mark: given
        for given in sleutels
        for mark in vault.fingerprints(purpose_of(bron), given.strip())
    }
    found = references(uow.session, bron, marks)
    return {marks[mark]: row.casus_id for mark, row in found.items()}


def absence_keys_of(ctx: Context, uow: UnitOfWork, casus_id: str) -> list[AbsenceKey]:
    """Return the keys that other systems have for a case."""
    rows = references_of(uow.session, casus_id)
    vault = open_vault(ctx) if rows else None
    return [AbsenceKey(row.bron, open_key(vault, row)) for row in rows if vault]


def open_key(vault: Vault, row: Verwijzing | Verzuimleerling) -> str:
    """Open the sealed key of a reference, or of a pupil of whom absence is known."""
    return str(json.loads(vault.unseal(row.versleuteld)))


def _row(
    ctx: Context, vault: Vault, casus_id: str, bron: str, sleutel: str
) -> dict[str, object]:
    return {
        "casus_id": casus_id,
        "bron": bron,
        "sleutel_hash": vault.fingerprint(purpose_of(bron), sleutel),
        "versleuteld": vault.seal(json.dumps(sleutel).encode()),
        "op": ctx.now(),
    }


def purpose_of(bron: str) -> str:
    """Return the purpose of the fingerprints of the keys of one source."""
    return f"sleutel:{bron}"


def _clean(sleutel: str) -> str:
    sleutel = sleutel.strip()
    if not sleutel or len(sleutel) > LONGEST:
        msg = (
            f"Een sleutel van een leerling heeft 1 tot {LONGEST} tekens. "
            "Er is niets opgeslagen."
        )
        raise InputError(msg)
    refuse_bsn(sleutel, "de sleutel van een leerling")
    return sleutel
