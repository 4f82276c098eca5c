"""For which schools somebody may bring in absence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import NotAllowedError
from models.organisatie import OrganisatieSoort, all_organisations

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.organisatie import Organisatie


def schools_to_choose(ctx: Context, kijker: Kijker) -> list[tuple[str, str]]:
    """Return the organisations whose absence a person may bring in.

    A school brings in its own; a board that of its schools; a samenwerkingsverband
    that of the schools it works with.
    """
    with ctx.store.reading() as uow:
        rows = all_organisations(uow.session)
    own = [row for row in rows if row.id == kijker.organisatie_id]
    schools = [
        row
        for row in rows
        if row.soort is OrganisatieSoort.SCHOOL and row.id != kijker.organisatie_id
    ]
    if not own:
        return []
    near = [row for row in schools if _is_near(own[0], row)]
    # Whoever is no school mostly brings in for one; its own name stands last.
    return [(row.id, row.naam) for row in (*near, *own)]


def _is_near(own: Organisatie, school: Organisatie) -> bool:
    return own.soort.is_swv or school.ouder_id == own.id


def require_school(ctx: Context, kijker: Kijker, organisatie_id: str) -> None:
    """Refuse an organisation that a person may not bring absence in for.

    Raises
    ------
    NotAllowedError
        When none was chosen, or one that is not among the choices.
    """
    if not organisatie_id:
        raise NotAllowedError("Kies van welke school dit verzuim is.")
    if organisatie_id not in dict(schools_to_choose(ctx, kijker)):
        raise NotAllowedError(
            "Voor deze school kunt u geen verzuim invoeren. Kies een school uit "
            "de lijst."
        )
