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
    from knowledge.schermwoorden import EersteStap
    from models.gebruiker import Aanstelling
    from models.organisatie import Organisatie
    from models.store import UnitOfWork


@dataclass(frozen=True)
class FirstStep:
    """One thing to set up; ``adres`` is the page where it is done."""

    woorden: EersteStap
    klaar: bool
    stand: str
    adres: str


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
    words = ctx.knowledge.schermwoorden.eerste_stappen
    with ctx.store.reading() as uow:
        parties = all_organisations(uow.session)
        own = next((row for row in parties if row.id == kijker.organisatie_id), None)
        if own is None or not own.soort.is_swv:
            return ()
        people = all_appointments(uow.session, ctx.today())
        steps = (
            _own(words.samenwerkingsverband, own),
            _schools(words.scholen, uow, parties),
            _people(words.mensen, people, own),
            _places(words.plekken, uow),
            _cases(words.casussen, uow),
        )
    return () if all(step.klaar for step in steps) else steps


def _own(words: EersteStap, own: Organisatie) -> FirstStep:
    done = own.naam != FIRST_NAME and bool(own.gemeenten)
    told = words.klaar.format(naam=own.naam) if done else words.nog
    return FirstStep(words, done, told, f"/organisaties/{own.id}")


def _schools(
    words: EersteStap, uow: UnitOfWork, parties: Sequence[Organisatie]
) -> FirstStep:
    schools = sum(row.soort is OrganisatieSoort.SCHOOL for row in parties)
    if schools == 1:
        told = words.klaar_een or words.klaar
    elif schools:
        told = words.klaar.format(aantal=schools)
    else:
        imported = count_schools(uow.session)
        told = words.nog if imported else words.nog_leeg or words.nog
    return FirstStep(words, schools > 0, told, "/scholen")


def _people(
    words: EersteStap, people: Sequence[Aanstelling], own: Organisatie
) -> FirstStep:
    coordinators = sum(row.rol is Rol.ZORGCOORDINATOR for row in people)
    regisseurs = sum(
        row.rol is Rol.REGISSEUR and row.organisatie_id == own.id for row in people
    )
    done = coordinators > 0 and regisseurs > 0
    told = (words.klaar if done else words.nog).format(
        regisseurs=regisseurs, coordinatoren=coordinators
    )
    return FirstStep(words, done, told, "/mensen/nieuw")


def _places(words: EersteStap, uow: UnitOfWork) -> FirstStep:
    number = len(all_provisions(uow.session))
    told = words.klaar.format(aantal=number) if number else words.nog
    return FirstStep(words, number > 0, told, "/voorzieningen")


def _cases(words: EersteStap, uow: UnitOfWork) -> FirstStep:
    done = has_cases(uow.session)
    return FirstStep(words, done, words.klaar if done else words.nog, "/invoer")
