"""Schools of the DUO files that take part: search them and add them to the region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.log import log
from assistant.casework.management import manages
from assistant.casework.organisation_changes import free_id, region_of
from assistant.errors import InputError, NotAllowedError
from models.organisatie import (
    Organisatie,
    OrganisatieSoort,
    organisation_with_code,
    organisations_of_schools,
)
from models.voorziening import count_schools, find_schools, schools_with_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork
    from models.voorziening import School

MOST = 50
"""Schools shown at once; with more words there are fewer."""


@dataclass(frozen=True)
class SchoolHit:
    """A branch of the DUO files; ``organisatie_id`` when it takes part already."""

    id: str
    naam: str
    soort: str
    plaats: str | None
    gemeente: str | None
    bestuur: str | None
    organisatie_id: str | None


@dataclass(frozen=True)
class SchoolHits:
    """What a search found; ``ingelezen`` is how many branches there are at all."""

    rijen: tuple[SchoolHit, ...]
    meer: bool
    ingelezen: int


def search_schools(
    ctx: Context, woorden: str, *, bestuur: str | None = None
) -> SchoolHits:
    """Search the branches that were read from the DUO files.

    Parameters
    ----------
    ctx
        The surroundings.
    woorden
        Parts of the name, the place, the kind (vo, sbo, so) or the DUO code.
    bestuur
        Only the branches of the board with this DUO number.
    """
    with ctx.store.reading() as uow:
        words = woorden.split()[:8]
        rows = []
        if words or bestuur:
            rows = find_schools(uow.session, words, board=bestuur, limit=MOST + 1)
        known = organisations_of_schools(uow.session, [row.id for row in rows])
        return SchoolHits(
            rijen=tuple(_hit(row, known) for row in rows[:MOST]),
            meer=len(rows) > MOST,
            ingelezen=count_schools(uow.session),
        )


def add_schools(ctx: Context, kijker: Kijker, school_ids: Sequence[str]) -> int:
    """Let branches take part, each with its board when that is known.

    Returns
    -------
    int
        How many were added; a branch that takes part already stays as it is.

    Raises
    ------
    InputError
        When none is chosen, or one is not in the DUO files.
    NotAllowedError
        When one is not a school of this person.
    """
    chosen = list(dict.fromkeys(school_ids))
    if not chosen:
        raise InputError("Kruis eerst een of meer scholen aan.")
    with ctx.store.unit_of_work() as uow:
        schools = schools_with_ids(uow.session, chosen)
        missing = [one for one in chosen if one not in schools]
        if missing:
            msg = f"School {missing[0][:10]} staat niet in de bestanden van DUO."
            raise InputError(msg)
        known = organisations_of_schools(uow.session, chosen)
        new = [schools[one] for one in chosen if one not in known]
        for school in new:
            _add(ctx, uow, kijker, school)
        return len(new)


def _add(ctx: Context, uow: UnitOfWork, kijker: Kijker, school: School) -> None:
    board = (
        organisation_with_code(uow.session, school.bevoegd_gezag)
        if school.bevoegd_gezag
        else None
    )
    place = f", {school.plaats.title()}" if school.plaats else ""
    row = Organisatie(
        id=free_id(uow, f"{school.naam} {school.plaats or ''}"),
        naam=f"{school.naam}{place}"[:200],
        soort=OrganisatieSoort.SCHOOL,
        telefoon=school.telefoon,
        ouder_id=None if board is None else board.id,
        school_id=school.id,
        schoolsoort=school.soort,
        regio=region_of(uow, kijker),
        gemeenten=[school.gemeente.title()] if school.gemeente else [],
        actief=True,
    )
    if not manages(ctx, uow, kijker, row):
        msg = f"{school.naam} hoort niet bij uw organisatie."
        raise NotAllowedError(msg)
    uow.session.add(row)
    uow.session.flush()
    log(
        ctx,
        uow,
        "organisatie_toegevoegd",
        "organisatie",
        row.id,
        door=kijker.naam,
        school=school.id,
    )


def _hit(row: School, known: dict[str, Organisatie]) -> SchoolHit:
    party = known.get(row.id)
    return SchoolHit(
        id=row.id,
        naam=row.naam,
        soort=row.soort,
        plaats=row.plaats,
        gemeente=row.gemeente,
        bestuur=row.bevoegd_gezag,
        organisatie_id=None if party is None else party.id,
    )
