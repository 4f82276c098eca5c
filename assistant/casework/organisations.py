"""Organisations: find one, list them, and the first one of an empty record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.log import log
from assistant.casework.management import managed, require_managed
from assistant.errors import InputError, NotFoundError
from models.organisatie import (
    Organisatie,
    OrganisatieSoort,
    all_organisations,
    samenwerkingsverbanden,
)

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

FIRST_ID = "samenwerkingsverband"
FIRST_NAME = "Samenwerkingsverband (naam nog invullen)"


@dataclass(frozen=True)
class OrganisationView:
    """One party.

    ``ouder`` is the board of a school; ``gemeenten`` are those it works for;
    ``code`` is the number that DUO gives it; ``versie`` goes with a form.
    """

    id: str
    naam: str
    soort: str
    soort_naam: str
    telefoon: str | None
    actief: bool
    voorbeeld: bool
    ouder_id: str | None
    ouder: str | None
    school_id: str | None
    code: str | None
    schoolsoort: str | None
    gemeenten: tuple[str, ...]
    regio: str | None
    versie: int


def find_organisation(
    uow: UnitOfWork, organisatie_id: str, *, lock: bool = False
) -> Organisatie:
    """Return an organisation, or raise InputError that names it."""
    row = uow.session.get(Organisatie, organisatie_id, with_for_update=lock or None)
    if row is None:
        msg = f"De organisatie '{organisatie_id[:60]}' is niet bekend."
        raise InputError(msg)
    return row


def own_organisation(ctx: Context, uow: UnitOfWork) -> Organisatie:
    """Return the only samenwerkingsverband, or a first one in an empty record.

    Raises
    ------
    InputError
        When there are more to choose from.
    """
    found = samenwerkingsverbanden(uow.session)
    if len(found) > 1:
        names = ", ".join(row.naam for row in found)
        raise InputError(f"Kies bij welke organisatie: {names}.")
    if found:
        return found[0]
    # Somebody must be able to sign in before anything is there; the first steps of
    # the beheerder ask for the name and the kind.
    first = Organisatie(
        id=FIRST_ID,
        naam=FIRST_NAME,
        soort=OrganisatieSoort.SAMENWERKINGSVERBAND_VO,
        gemeenten=[],
        actief=True,
    )
    uow.session.add(first)
    uow.session.flush()
    log(ctx, uow, "organisatie_toegevoegd", "organisatie", first.id, door=None)
    return first


def organisations(ctx: Context, *, active: bool = True) -> list[OrganisationView]:
    """Return the organisations by name; the ones that still take part, or all."""
    with ctx.store.reading() as uow:
        rows = all_organisations(uow.session, active=False)
        names = {row.id: row.naam for row in rows}
        return [
            organisation_view(ctx, row, names)
            for row in rows
            if row.actief or not active
        ]


def organisation(ctx: Context, organisatie_id: str) -> OrganisationView:
    """Return one organisation, or raise NotFoundError."""
    with ctx.store.reading() as uow:
        row = uow.session.get(Organisatie, organisatie_id)
        if row is None:
            msg = "Deze organisatie bestaat niet. Kies er een uit de lijst."
            raise NotFoundError(msg)
        names = {}
        if row.ouder_id is not None:
            names[row.ouder_id] = find_organisation(uow, row.ouder_id).naam
        return organisation_view(ctx, row, names)


def managed_organisations(ctx: Context, kijker: Kijker) -> list[OrganisationView]:
    """Return the organisations that somebody looks after, also those that stopped."""
    with ctx.store.reading() as uow:
        rows = managed(ctx, uow, kijker)
        names = {row.id: row.naam for row in all_organisations(uow.session)}
        return [organisation_view(ctx, row, names) for row in rows]


def managed_organisation(
    ctx: Context, kijker: Kijker, organisatie_id: str
) -> OrganisationView:
    """Return one organisation that somebody looks after, or raise NotFoundError."""
    with ctx.store.reading() as uow:
        require_managed(ctx, uow, kijker, organisatie_id)
    return organisation(ctx, organisatie_id)


def organisation_view(
    ctx: Context, row: Organisatie, names: dict[str, str]
) -> OrganisationView:
    """Return the view of an organisation; ``names`` holds the names of the boards."""
    kind = ctx.knowledge.organisaties.soort(row.soort)
    return OrganisationView(
        id=row.id,
        naam=row.naam,
        soort=row.soort.value,
        soort_naam=row.soort.value if kind is None else kind.naam,
        telefoon=row.telefoon,
        actief=row.actief,
        voorbeeld=row.voorbeeld,
        ouder_id=row.ouder_id,
        ouder=names.get(row.ouder_id or ""),
        school_id=row.school_id,
        code=row.code,
        schoolsoort=row.schoolsoort,
        gemeenten=tuple(row.gemeenten),
        regio=row.regio,
        versie=row.versie,
    )
