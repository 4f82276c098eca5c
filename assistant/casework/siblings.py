"""Siblings: the cases of brothers and sisters, linked by a person.

Linked or not, one case never opens the other: somebody sees a brother or sister only
when that case is in sight too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.case_lists import rows_seen
from assistant.casework.find import find_case
from assistant.casework.inzage import inzage_in, inzage_of, name_sight_in
from assistant.casework.likeness import Person, person_of, same_family, same_pupil
from assistant.casework.log import log
from assistant.casework.name_index import tokens_of
from assistant.casework.name_keys import typed_keys
from assistant.casework.names import names_of, open_name, unseal_name
from assistant.casework.vault import open_vault
from assistant.errors import InputError, NotAllowedError
from models.antwoord import current_fields
from models.naam import name_rows, names_with
from models.verwantschap import Verwantschap, link_between, links_of
from models.zicht import in_sight

if TYPE_CHECKING:
    from assistant.casework.case_views import CaseRow
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

CANDIDATES = 200
SUGGESTED = 5
"""Most suggestions on one page."""


@dataclass(frozen=True)
class Voorstel:
    """A case that may be of a brother or sister, and why."""

    rij: CaseRow
    reden: str


def link_siblings(ctx: Context, kijker: Kijker, casus_id: str, other_id: str) -> None:
    """Say that two cases are of brothers or sisters; safe to repeat.

    Raises
    ------
    InputError
        When it is one and the same case.
    NotFoundError
        When either case is not in sight.
    NotAllowedError
        When this viewer may not change the first case.
    """
    if casus_id == other_id:
        raise InputError("Een leerling is geen broer of zus van zichzelf.")
    with ctx.store.unit_of_work() as uow:
        _require_both(ctx, uow, kijker, casus_id, other_id)
        first, second = sorted((casus_id, other_id))
        find_case(uow, first, lock=True)
        if link_between(uow.session, first, second) is not None:
            return
        uow.session.add(
            Verwantschap(casus_a=first, casus_b=second, door=kijker.naam, op=ctx.now())
        )
        log(ctx, uow, "verwant_gekoppeld", "casus", first, door=kijker.naam, met=second)


def unlink_siblings(ctx: Context, kijker: Kijker, casus_id: str, other_id: str) -> None:
    """Take back that two cases are of brothers or sisters; safe to repeat."""
    with ctx.store.unit_of_work() as uow:
        _require_both(ctx, uow, kijker, casus_id, other_id)
        link = link_between(uow.session, casus_id, other_id)
        if link is not None:
            uow.session.delete(link)
            first, second = sorted((casus_id, other_id))
            log(ctx, uow, "verwant_los", "casus", first, door=kijker.naam, met=second)


def siblings_of(ctx: Context, kijker: Kijker, casus_id: str) -> tuple[CaseRow, ...]:
    """Return the linked brothers and sisters whose case this viewer may see."""
    with ctx.store.reading() as uow:
        ids = _linked(uow, casus_id)
        return rows_seen(ctx, uow, ids, inzage_of(ctx, uow, kijker, ids))


def suggest_siblings(
    ctx: Context, kijker: Kijker, casus_id: str
) -> tuple[Voorstel, ...]:
    """Return cases that may be of a brother or sister: same surname, and more.

    Beside the surname, a parent must have a like name or the postcode (PC4) must be
    the same. Only cases whose name this viewer may see are compared.
    """
    with ctx.store.reading() as uow:
        naam = names_of(ctx, uow, [casus_id]).get(casus_id)
        if naam is None:
            return ()
        rules = ctx.knowledge.namen
        own = person_of(rules, naam)
        near = _same_surname(ctx, uow, kijker, own)
        known = {casus_id, *_linked(uow, casus_id)}
        others = [one for one in near if one not in known]
        reasons = _reasons(ctx, uow, casus_id, others)
        chosen = [
            one
            for one in others
            # The same first name is a duplicate, not a brother or sister.
            if one in reasons and not same_pupil(rules, own, near[one])
        ][:SUGGESTED]
        rows = rows_seen(ctx, uow, chosen, inzage_of(ctx, uow, kijker, chosen))
        return tuple(Voorstel(row, reasons[row.id]) for row in rows)


def _same_surname(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, own: Person
) -> dict[str, Person]:
    rules, vault = ctx.knowledge.namen, open_vault(ctx)
    keys = {key for part in own.achter for key in typed_keys(rules, part).all()}
    tokens = {token for key in vault.keys for token in tokens_of(key, keys)}
    seen = in_sight(name_sight_in(ctx, uow, kijker))
    rows = names_with(uow.session, tokens, seen, limit=CANDIDATES)
    people = {
        row.casus_id: person_of(
            rules, open_name(vault, row.casus_id, None, row.versleuteld)
        )
        for row in rows
        if row.gezinslid_id is None
    }
    return {key: one for key, one in people.items() if same_family(rules, own, one)}


def _reasons(
    ctx: Context, uow: UnitOfWork, casus_id: str, others: list[str]
) -> dict[str, str]:
    """Say per case why it may be of the same family."""
    ids = [casus_id, *others]
    rules = ctx.knowledge.namen
    parents: dict[str, list[Person]] = {}
    vault = open_vault(ctx)
    for row in name_rows(uow.session, ids, family=True):
        person = person_of(rules, unseal_name(vault, row))
        parents.setdefault(row.casus_id, []).append(person)
    homes = {
        case: answers["postcode4"].waarde
        for case, answers in current_fields(uow.session, ids, ["postcode4"]).items()
        if "postcode4" in answers
    }
    own = parents.get(casus_id, [])
    found: dict[str, str] = {}
    for other in others:
        if any(same_pupil(rules, a, b) for a in own for b in parents.get(other, [])):
            found[other] = "zelfde achternaam en een ouder met dezelfde naam"
        elif homes.get(casus_id) and homes.get(casus_id) == homes.get(other):
            found[other] = "zelfde achternaam en zelfde postcodegebied"
    return found


def _linked(uow: UnitOfWork, casus_id: str) -> list[str]:
    links = links_of(uow.session, casus_id)
    return [one.casus_b if one.casus_a == casus_id else one.casus_a for one in links]


def _require_both(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, casus_id: str, other_id: str
) -> None:
    own = inzage_in(ctx, uow, kijker, casus_id)
    inzage_in(ctx, uow, kijker, other_id)
    if not own.mag_wijzigen:
        msg = f"U mag casus {casus_id} niet wijzigen. Vraag het de regisseur."
        raise NotAllowedError(msg)
