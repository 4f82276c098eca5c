"""What a school year brings: proposals per case and per group, for a person to tick.

Nothing changes by itself on 1 August or on a birthday: a person looks at the list,
unticks who repeats a year, and applies the rest (:mod:`apply_school_year`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.casework.mandate import require_mandate
from assistant.casework.school_year_proposals import (
    FIELDS,
    Proposal,
    of_case,
    of_groups,
    of_grown_ups,
)
from assistant.errors import NotAllowedError
from knowledge.leven import schooljaar_naam
from models.antwoord import current_fields
from models.batches import batches
from models.schooljaarstap import Stapkeuze, running_cases_of, steps_of_year

if TYPE_CHECKING:
    from datetime import date

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.antwoord import Antwoord
    from models.store import UnitOfWork


@dataclass(frozen=True)
class SchoolYear:
    """The proposals of one school year for one samenwerkingsverband."""

    jaar: int
    naam: str
    begin: date
    begonnen: bool
    voorstellen: tuple[Proposal, ...]
    toegepast: int
    zonder_geboortemaand: int


def school_year(ctx: Context, kijker: Kijker, jaar: int | None = None) -> SchoolYear:
    """Return what a school year brings for the samenwerkingsverband of the viewer.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who looks.
    jaar
        Calendar year in which the school year begins; the present one by default.

    Raises
    ------
    NotAllowedError
        When the role may not, or the viewer is of no samenwerkingsverband.
    """
    party_id = require_party(ctx, kijker)
    year = ctx.knowledge.leven.schooljaar_van(ctx.today()) if jaar is None else jaar
    with ctx.store.reading() as uow:
        return year_within(ctx, uow, party_id, year)


def require_party(ctx: Context, kijker: Kijker) -> str:
    """Return the samenwerkingsverband whose school year this viewer looks after."""
    require_mandate(ctx, kijker, "schooljaar")
    if kijker.organisatie_id is None or not (kijker.organisatie_soort or "").startswith(
        "samenwerkingsverband"
    ):
        msg = "Het schooljaar wordt overgezet door het samenwerkingsverband."
        raise NotAllowedError(msg)
    return kijker.organisatie_id


def year_within(ctx: Context, uow: UnitOfWork, party_id: str, jaar: int) -> SchoolYear:
    """Return the proposals of a school year within an open transaction."""
    leven = ctx.knowledge.leven
    begin = leven.begin_van(jaar)
    decided = steps_of_year(uow.session, party_id, schooljaar_naam(jaar))
    cases = running_cases_of(uow.session, party_id)
    facts: dict[str, dict[str, Antwoord]] = {}
    for ids in batches(cases):
        facts |= current_fields(uow.session, ids, FIELDS)
    found = [
        one
        for casus_id in cases
        for one in of_case(ctx, casus_id, facts.get(casus_id, {}), jaar)
    ]
    found += of_grown_ups(ctx, uow, cases, facts)
    found += of_groups(ctx, uow, party_id, jaar)
    marked = [
        replace(one, keuze=decided[one.sleutel].keuze.value)
        if one.sleutel in decided
        else one
        for one in found
    ]
    done = Stapkeuze.TOEGEPAST.value
    return SchoolYear(
        jaar=jaar,
        naam=schooljaar_naam(jaar),
        begin=begin,
        begonnen=ctx.today() >= begin,
        voorstellen=tuple(one for one in marked if one.keuze != done),
        toegepast=sum(row.keuze is Stapkeuze.TOEGEPAST for row in decided.values()),
        zonder_geboortemaand=sum(
            "geboortemaand" not in facts.get(casus_id, {}) for casus_id in cases
        ),
    )
