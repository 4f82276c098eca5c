"""What a beheerder does first in an empty record, and what is done already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.organisations import FIRST_NAME
from models.casus import has_cases
from models.gebruiker import Rol, all_appointments
from models.organisatie import OrganisatieSoort, all_organisations
from models.voorziening import all_provisions, count_schools

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.gebruiker import Aanstelling
    from models.organisatie import Organisatie
    from models.store import UnitOfWork


@dataclass(frozen=True)
class FirstStep:
    """One thing to set up; ``adres`` is the page where it is done."""

    id: str
    naam: str
    klaar: bool
    stand: str
    adres: str
    knop: str


def first_steps(ctx: Context, kijker: Kijker) -> tuple[FirstStep, ...]:
    """Return the steps of setting up a region, in order; none when all are done.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who looks; only the beheerder of a samenwerkingsverband sets up a region.
    """
    if kijker.rol != Rol.BEHEERDER:
        return ()
    with ctx.store.reading() as uow:
        parties = all_organisations(uow.session)
        own = next((row for row in parties if row.id == kijker.organisatie_id), None)
        if own is None or not own.soort.is_swv:
            return ()
        people = all_appointments(uow.session, ctx.today())
        steps = (
            _own(own),
            _schools(uow, parties),
            _people(people, own),
            _places(uow),
            _cases(uow),
        )
    return () if all(step.klaar for step in steps) else steps


def _own(own: Organisatie) -> FirstStep:
    done = own.naam != FIRST_NAME and bool(own.gemeenten)
    return FirstStep(
        id="samenwerkingsverband",
        naam="Uw samenwerkingsverband",
        klaar=done,
        stand=own.naam if done else "Naam, PO of VO, telefoonnummer en gemeenten.",
        adres=f"/organisaties/{own.id}",
        knop="Invullen",
    )


def _schools(uow: UnitOfWork, parties: Sequence[Organisatie]) -> FirstStep:
    schools = sum(row.soort is OrganisatieSoort.SCHOOL for row in parties)
    imported = count_schools(uow.session)
    told = f"{schools} {'school' if schools == 1 else 'scholen'} doet mee."
    if schools != 1:
        told = told.replace("doet", "doen")
    if not schools:
        told = (
            "Zoek uw scholen op en kruis ze aan."
            if imported
            else "Lees de bestanden van DUO in, of voeg een school met de hand toe."
        )
    return FirstStep(
        id="scholen",
        naam="Scholen en besturen",
        klaar=schools > 0,
        stand=told,
        adres="/scholen",
        knop="Scholen toevoegen",
    )


def _people(people: Sequence[Aanstelling], own: Organisatie) -> FirstStep:
    coordinators = sum(row.rol is Rol.ZORGCOORDINATOR for row in people)
    regisseurs = sum(
        row.rol is Rol.REGISSEUR and row.organisatie_id == own.id for row in people
    )
    return FirstStep(
        id="mensen",
        naam="Mensen met een rol",
        klaar=coordinators > 0 and regisseurs > 0,
        stand=(
            f"Regisseurs: {regisseurs}. Zorgcoördinatoren en intern begeleiders: "
            f"{coordinators}. Van elk is er ten minste één nodig."
        ),
        adres="/mensen/nieuw",
        knop="Iemand toevoegen",
    )


def _places(uow: UnitOfWork) -> FirstStep:
    number = len(all_provisions(uow.session))
    return FirstStep(
        id="plekken",
        naam="Voorzieningen met plekken",
        klaar=number > 0,
        stand=f"Voorzieningen: {number}."
        if number
        else "Zonder plekken geen voorstel.",
        adres="/voorzieningen",
        knop="Plekken invullen",
    )


def _cases(uow: UnitOfWork) -> FirstStep:
    done = has_cases(uow.session)
    return FirstStep(
        id="casussen",
        naam="De eerste casussen",
        klaar=done,
        stand="Er zijn casussen."
        if done
        else "Lees uw lijst in. Of laat een zorgcoördinator een leerling melden.",
        adres="/invoer",
        knop="Lijst inlezen",
    )
