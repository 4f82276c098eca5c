"""Who can take a case over: people with the right role at the right party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import InputError
from models.gebruiker import Rol, people_with_role
from models.organisatie import Organisatie, OrganisatieSoort, all_organisations
from models.overdracht import OverdrachtSoort

if TYPE_CHECKING:
    from assistant.context import Context
    from models.casus import Casus
    from models.gebruiker import Gebruiker
    from models.store import UnitOfWork

ROLE = {
    OverdrachtSoort.ZORGCOORDINATOR: Rol.ZORGCOORDINATOR,
    OverdrachtSoort.REGISSEUR: Rol.REGISSEUR,
}
"""The role that a person needs to take each part of a case over."""


def holder_of(casus: Casus, soort: OverdrachtSoort) -> int | None:
    """Return the person who has this part of a case now, or None."""
    if soort is OverdrachtSoort.ZORGCOORDINATOR:
        return casus.zorgcoordinator_id
    return casus.regisseur_id


def people_for(
    ctx: Context, uow: UnitOfWork, casus: Casus, soort: OverdrachtSoort
) -> list[Gebruiker]:
    """Return who can take a case over, by name, without who has it now.

    A zorgcoördinator works at the school of the case, a regisseur at its
    samenwerkingsverband; while that is not known, at any of the region.
    """
    party = (
        casus.organisatie_id
        if soort is OverdrachtSoort.ZORGCOORDINATOR and _at_school(uow, casus)
        else casus.swv_id
        if soort is OverdrachtSoort.REGISSEUR
        else None
    )
    found = people_with_role(uow.session, ROLE[soort], ctx.today(), party)
    now, region = holder_of(casus, soort), _region_of(uow, casus)
    return sorted(
        (
            one
            for one in found
            if one.id != now
            and any(
                role.rol is ROLE[soort] and role.organisatie.regio == region
                for role in one.roles_on(ctx.today())
            )
        ),
        key=lambda one: one.naam.casefold(),
    )


def _region_of(uow: UnitOfWork, casus: Casus) -> str | None:
    party = uow.session.get(Organisatie, casus.swv_id or casus.organisatie_id or "")
    return None if party is None else party.regio


def _at_school(uow: UnitOfWork, casus: Casus) -> bool:
    """Tell whether the party that brought the case in is a school."""
    party = uow.session.get(Organisatie, casus.organisatie_id or "")
    return party is not None and party.soort is OrganisatieSoort.SCHOOL


def require_receiver(
    ctx: Context,
    uow: UnitOfWork,
    casus: Casus,
    soort: OverdrachtSoort,
    gebruiker_id: int,
) -> Gebruiker:
    """Return the person who is to take the case over.

    Raises
    ------
    InputError
        When the person has the case already, or has no right role or party; of
        somebody elsewhere nobody can tell whether there is such a person.
    """
    if holder_of(casus, soort) == gebruiker_id:
        raise InputError("Deze persoon heeft deze casus al. Kies iemand anders.")
    for person in people_for(ctx, uow, casus, soort):
        if person.id == gebruiker_id:
            return person
    role = ROLE[soort].value
    where = "het samenwerkingsverband" if role == "regisseur" else "de school"
    msg = f"Deze persoon is geen {role} bij {where} van deze casus. Kies opnieuw."
    raise InputError(msg)


def regions_for(uow: UnitOfWork, casus: Casus) -> list[Organisatie]:
    """Return the other samenwerkingsverbanden of the record, by name."""
    rows = [
        row
        for row in all_organisations(uow.session)
        if row.soort.is_swv and row.id != casus.swv_id
    ]
    return sorted(rows, key=lambda row: row.naam.casefold())
