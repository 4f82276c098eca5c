"""Who owes a duty: the school, leerplicht or the samenwerkingsverband of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.facts import text_of
from assistant.casework.read_answers import decode
from models.antwoord import current
from models.organisatie import (
    Organisatie,
    OrganisatieSoort,
    all_organisations,
    organisations_of_schools,
)

if TYPE_CHECKING:
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

PLACE = "gemeente_woonplaats"


def debtor_of(
    ctx: Context, uow: UnitOfWork, casus: Casus, wie: str, school: str | None
) -> str | None:
    """Return the organisation that owes something for a case.

    Where it cannot be told, the samenwerkingsverband of the case gets it: it knows
    whom to ask.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    casus
        The case.
    wie
        ``school``, ``leerplicht`` or ``samenwerkingsverband``.
    school
        The school that reported the absence, if any.
    """
    found = None
    if wie == "school":
        found = school or _school_of(uow, casus)
    elif wie == "leerplicht":
        found = _leerplicht_of(ctx, uow, casus)
    return found or casus.swv_id


def _school_of(uow: UnitOfWork, casus: Casus) -> str | None:
    if casus.school_id is not None:
        at = organisations_of_schools(uow.session, [casus.school_id])
        if casus.school_id in at:
            return at[casus.school_id].id
    owner = uow.session.get(Organisatie, casus.organisatie_id or "")
    at_school = owner is not None and owner.soort is OrganisatieSoort.SCHOOL
    return casus.organisatie_id if at_school else None


def _leerplicht_of(ctx: Context, uow: UnitOfWork, casus: Casus) -> str | None:
    place = text_of(decode(ctx, current(uow.session, casus.id)), PLACE)
    return next(
        (
            row.id
            for row in all_organisations(uow.session)
            if row.soort is OrganisatieSoort.LEERPLICHT
            and ctx.knowledge.organisaties.in_gemeenten(place, row.gemeenten)
        ),
        None,
    )
