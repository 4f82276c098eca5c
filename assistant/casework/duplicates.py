"""Duplicates: a pupil who may have a case already.

Compared are names in the same sound or with one typing error, and the month of birth.
A warning never opens a case: who may not see the other one is sent to the
samenwerkingsverband, and only within the same samenwerkingsverband, which knows both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.case_lists import rows_seen
from assistant.casework.contacts import contact_of
from assistant.casework.find import find_case
from assistant.casework.inzage import inzage_of
from assistant.casework.likeness import Person, person_of, same_pupil
from assistant.casework.name_index import pair_keys, tokens_of
from assistant.casework.name_keys import sound
from assistant.casework.names import Volledigenaam, names_of, open_name, unseal_name
from assistant.casework.vault import open_vault
from models.naam import all_pupil_names, names_with
from models.zoeken import births, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.casework.case_views import CaseRow
    from assistant.casework.kijker import Kijker
    from assistant.casework.views import Contact
    from assistant.context import Context
    from models.store import UnitOfWork

CANDIDATES = 200
"""Most names that are opened to find duplicates of one pupil."""
SHOWN = 5
"""Most warnings on a page: a common name without months of birth has many."""


@dataclass(frozen=True)
class Dubbel:
    """A case that may be of the same pupil.

    Parameters
    ----------
    rij
        The other case; None when it is not in sight.
    contact
        Whom to ask when it is not.
    """

    rij: CaseRow | None
    contact: Contact | None


def duplicates_of(
    ctx: Context, uow: UnitOfWork, casus_id: str, naam: Volledigenaam
) -> list[str]:
    """Return the cases of the same samenwerkingsverband that may be of one pupil.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    casus_id
        The case of the pupil, which is left out.
    naam
        The name of the pupil.

    Returns
    -------
    list of str
        Case numbers, the newest first.
    """
    casus = find_case(uow, casus_id)
    rules, vault = ctx.knowledge.namen, open_vault(ctx)
    person = person_of(rules, naam)
    keys = pair_keys(rules, naam)
    tokens = {token for key in vault.keys for token in tokens_of(key, keys)}
    rows = names_with(
        uow.session,
        tokens,
        within(casus.swv_id, casus.organisatie_id),
        limit=CANDIDATES,
    )
    others = {
        row.casus_id: open_name(vault, row.casus_id, None, row.versleuteld)
        for row in rows
        if row.gezinslid_id is None and row.casus_id != casus_id
    }
    born = births(uow.session, [casus_id, *others])
    own = Person(person.voor, person.achter, born.get(casus_id))
    return sorted(
        (
            other
            for other, name in others.items()
            if same_pupil(rules, own, person_of(rules, name, born.get(other)))
        ),
        reverse=True,
    )


def warn_duplicates(ctx: Context, kijker: Kijker, casus_id: str) -> tuple[Dubbel, ...]:
    """Return the likely duplicates of a case, as far as this viewer may know them."""
    with ctx.store.reading() as uow:
        naam = names_of(ctx, uow, [casus_id]).get(casus_id)
        if naam is None:
            return ()
        ids = duplicates_of(ctx, uow, casus_id, naam)[:SHOWN]
        seen = inzage_of(ctx, uow, kijker, ids)
        rows = rows_seen(ctx, uow, [one for one in ids if one in seen], seen)
        hidden = [one for one in ids if one not in seen]
        # However many there are: that a case exists elsewhere is said once.
        contacts = [contact_of(uow, find_case(uow, hidden[0]))] if hidden else []
        return (
            *(Dubbel(row, None) for row in rows),
            *(Dubbel(None, one) for one in contacts),
        )


def likely_duplicates(
    ctx: Context,
    uow: UnitOfWork,
    pupils: Mapping[int, tuple[Volledigenaam, str | None]],
) -> dict[int, str]:
    """Return per line of an import the case that is likely of the same pupil.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    pupils
        Per line the name and the month of birth (``JJJJ-MM``), when known.

    Returns
    -------
    dict
        The newest such case per line; a line without one is left out. All names are
        opened once, so the number of queries does not depend on the lines.
    """
    rules = ctx.knowledge.namen
    by_sound = _all_by_sound(ctx, uow)
    found: dict[int, str] = {}
    for line, (naam, month) in pupils.items():
        born = date.fromisoformat(f"{month}-01") if month else None
        person = person_of(rules, naam, born)
        heard = {sound(rules, part) for part in person.achter}
        near = {
            casus_id: other
            for one in heard
            for casus_id, other in by_sound.get(one, ())
        }
        like = [key for key, other in near.items() if same_pupil(rules, person, other)]
        if like:
            found[line] = max(like)
    return found


def _all_by_sound(
    ctx: Context, uow: UnitOfWork
) -> Mapping[str, Sequence[tuple[str, Person]]]:
    """Return every pupil by the sound of the parts of the surname."""
    rules, vault = ctx.knowledge.namen, open_vault(ctx)
    rows = all_pupil_names(uow.session)
    born = births(uow.session, [row.casus_id for row in rows])
    found: dict[str, list[tuple[str, Person]]] = {}
    for row in rows:
        person = person_of(rules, unseal_name(vault, row), born.get(row.casus_id))
        for heard in _sounds(ctx, person.achter):
            found.setdefault(heard, []).append((row.casus_id, person))
    return found


def _sounds(ctx: Context, parts: Iterable[str]) -> set[str]:
    return {sound(ctx.knowledge.namen, part) for part in parts}
