"""Names of pupils and parents: checked, sealed, stored apart, and read back."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from assistant.casework.bsn import refuse_bsn
from assistant.casework.find import find_case
from assistant.casework.log import log, log_many
from assistant.casework.name_index import stored_tokens
from assistant.casework.vault import Vault, open_vault
from assistant.errors import InputError, NotFoundError, VaultError
from models.gezinslid import Gezinslid
from models.naam import (
    Naam,
    add_name_rows,
    drop_tokens,
    name_row,
    name_rows,
    set_tokens,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assistant.context import Context
    from models.store import UnitOfWork

LONGEST = 80
"""Most characters of one part of a name."""
_PADDED_TO = 64


@dataclass(frozen=True)
class Volledigenaam:
    """The name of a person; it is never shown by ``repr``, so never in a log.

    Parameters
    ----------
    voornaam, tussenvoegsel, achternaam
        As the parents write it; at least one of first name and surname.
    roepnaam
        What the person is called, when that differs.
    """

    voornaam: str = field(default="", repr=False)
    tussenvoegsel: str = field(default="", repr=False)
    achternaam: str = field(default="", repr=False)
    roepnaam: str | None = field(default=None, repr=False)

    @property
    def tekst(self) -> str:
        """Return the name as people say it."""
        parts = (self.roepnaam or self.voornaam, self.tussenvoegsel, self.achternaam)
        return " ".join(part for part in parts if part)

    @property
    def voluit(self) -> str:
        """Return the name with first names and call name."""
        called = f"({self.roepnaam})" if self.roepnaam and self.voornaam else ""
        first = self.voornaam or self.roepnaam
        parts = (first, called, self.tussenvoegsel, self.achternaam)
        return " ".join(part for part in parts if part)


_LABELS = {
    "voornaam": "de voornaam",
    "tussenvoegsel": "het tussenvoegsel",
    "achternaam": "de achternaam",
    "roepnaam": "de roepnaam",
}


def check_name(naam: Volledigenaam) -> Volledigenaam:
    """Return a name with its spaces in order.

    Raises
    ------
    InputError
        When it is empty, too long, holds a BSN or signs that are no writing.
    """
    clean = {
        one.name: _clean(getattr(naam, one.name) or "", _LABELS[one.name])
        for one in fields(naam)
    }
    if not (clean["voornaam"] or clean["achternaam"] or clean["roepnaam"]):
        msg = "Vul een voornaam of een achternaam in. Er is niets opgeslagen."
        raise InputError(msg)
    called = clean.pop("roepnaam")
    same = called.casefold() == clean["voornaam"].casefold()
    return Volledigenaam(**clean, roepnaam=None if same else called or None)


def set_name(
    ctx: Context,
    casus_id: str,
    naam: Volledigenaam,
    *,
    door: str | None,
    gezinslid_id: int | None = None,
) -> None:
    """Store the name of the pupil of a case, or of a member of the family.

    Raises
    ------
    InputError
        When the name cannot be used.
    NotFoundError
        When the case, or the member of its family, does not exist.
    """
    with ctx.store.unit_of_work() as uow:
        add_name(ctx, uow, casus_id, naam, door=door, gezinslid_id=gezinslid_id)


def add_name(
    ctx: Context,
    uow: UnitOfWork,
    casus_id: str,
    naam: Volledigenaam,
    *,
    door: str | None,
    gezinslid_id: int | None = None,
) -> None:
    """Do what :func:`set_name` does, inside a transaction that is open already."""
    clean = check_name(naam)
    # Two people who type the name at the same time wait for each other.
    find_case(uow, casus_id, lock=True)
    if gezinslid_id is not None:
        _require_member(uow, casus_id, gezinslid_id)
    vault = open_vault(ctx)
    sealed = seal_name(vault, casus_id, gezinslid_id, clean)
    row = name_row(uow.session, casus_id, gezinslid_id)
    if row is None:
        row = Naam(
            casus_id=casus_id,
            gezinslid_id=gezinslid_id,
            versleuteld=sealed,
            op=ctx.now(),
        )
        uow.session.add(row)
        uow.session.flush()
    else:
        row.versleuteld = sealed
        row.op = ctx.now()
        drop_tokens(uow.session, [row.id])
    tokens = stored_tokens(ctx.knowledge.namen, vault.keys[0], clean)
    set_tokens(uow.session, [(row.id, tokens)])
    _log(ctx, uow, "naam_vastgelegd", casus_id, gezinslid_id, door)


def add_names(
    ctx: Context,
    uow: UnitOfWork,
    names: Mapping[str, Volledigenaam],
    *,
    door: str | None,
) -> None:
    """Store the names of the pupils of many new cases, in a few statements.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    names
        The name per case number; these cases have no name yet.
    door
        Who brought them in.
    """
    rules, vault = ctx.knowledge.namen, open_vault(ctx)
    clean = {casus_id: check_name(naam) for casus_id, naam in names.items()}
    now = ctx.now()
    uow.session.flush()  # the cases come first
    ids = add_name_rows(
        uow.session,
        [
            {
                "casus_id": casus_id,
                "versleuteld": seal_name(vault, casus_id, None, naam),
                "op": now,
            }
            for casus_id, naam in clean.items()
        ],
    )
    tokens = (stored_tokens(rules, vault.keys[0], naam) for naam in clean.values())
    set_tokens(uow.session, zip(ids, tokens, strict=True))
    log_many(ctx, uow, "naam_vastgelegd", "casus", clean, door=door, gezinslid=None)


def names_of(
    ctx: Context, uow: UnitOfWork, casus_ids: Collection[str]
) -> dict[str, Volledigenaam]:
    """Return the name of the pupil per case, for the cases that have one.

    Who may see these is not asked here: see :mod:`assistant.casework.inzage`.
    """
    rows = name_rows(uow.session, casus_ids)
    vault = open_vault(ctx) if rows else None
    return {row.casus_id: unseal_name(vault, row) for row in rows if vault}


def family_names_of(
    ctx: Context, uow: UnitOfWork, casus_ids: Collection[str]
) -> dict[int, Volledigenaam]:
    """Return the name per member of the families of these cases."""
    rows = name_rows(uow.session, casus_ids, family=True)
    vault = open_vault(ctx) if rows else None
    return {
        row.gezinslid_id: unseal_name(vault, row)
        for row in rows
        if vault and row.gezinslid_id is not None
    }


def seal_name(
    vault: Vault, casus_id: str, gezinslid_id: int | None, naam: Volledigenaam
) -> bytes:
    """Seal a name together with whose it is, filled up to hide its length."""
    parts = [naam.voornaam, naam.tussenvoegsel, naam.achternaam, naam.roepnaam]
    data = json.dumps([casus_id, gezinslid_id, *parts], ensure_ascii=False).encode()
    return vault.seal(data + b" " * (-len(data) % _PADDED_TO))


def unseal_name(vault: Vault, row: Naam) -> Volledigenaam:
    """Open the name of a row."""
    return open_name(vault, row.casus_id, row.gezinslid_id, row.versleuteld)


def open_name(
    vault: Vault, casus_id: str, gezinslid_id: int | None, sealed: bytes
) -> Volledigenaam:
    """Open a sealed name of a case.

    Raises
    ------
    VaultError
        When it cannot be opened, or was put there from another case.
    """
    case, member, *parts = json.loads(vault.unseal(sealed))
    if (case, member) != (casus_id, gezinslid_id):
        msg = (
            f"De naam bij casus {casus_id} hoort niet bij deze casus. Zet de database "
            "terug uit de reservekopie. Er is niets veranderd."
        )
        raise VaultError(msg)
    return Volledigenaam(*parts)


def _clean(text: str, label: str) -> str:
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if len(text) > LONGEST:
        msg = (
            f"In {label} staan {len(text)} tekens. Gebruik er hoogstens {LONGEST}. "
            "Er is niets opgeslagen."
        )
        raise InputError(msg)
    refuse_bsn(text, label)
    if any(unicodedata.category(one)[0] == "C" for one in text):
        msg = f"In {label} staan onzichtbare tekens. Typ de naam opnieuw."
        raise InputError(msg)
    if text and not any("LATIN" in unicodedata.name(one, "") for one in text):
        # Without these the name could never be found again.
        msg = (
            f"In {label} staan geen letters van het Latijnse alfabet. Schrijf de naam "
            "zoals hij in de inschrijving staat. Er is niets opgeslagen."
        )
        raise InputError(msg)
    return text


def _require_member(uow: UnitOfWork, casus_id: str, gezinslid_id: int) -> None:
    member = uow.session.get(Gezinslid, gezinslid_id)
    if member is None or member.casus_id != casus_id:
        msg = f"Bij casus {casus_id} hoort dit gezinslid niet."
        raise NotFoundError(msg)


def _log(
    ctx: Context,
    uow: UnitOfWork,
    what: str,
    casus_id: str,
    gezinslid_id: int | None,
    door: str | None,
) -> None:
    log(ctx, uow, what, "casus", casus_id, door=door, gezinslid=gezinslid_id)
