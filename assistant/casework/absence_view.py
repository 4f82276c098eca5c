"""The absence of one case as one viewer may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.absence import absence_of_cases
from assistant.casework.absence_answers import Difference, differences, known_until
from assistant.casework.absence_definitions import DefinitionHere, definitions_of_case
from assistant.casework.absence_weeks import weeks_of
from assistant.casework.read_answers import current_answers
from knowledge.inzage import Categorie
from models.invoer import Invoer

if TYPE_CHECKING:
    from datetime import date, datetime

    from assistant.casework.absence_weeks import AbsenceWeek
    from assistant.casework.inzage import Inzage
    from assistant.context import Context

FIELD = "verzuim_perioden"
"""Who may see this field may see the absence it is made from."""


@dataclass(frozen=True)
class AbsenceView:
    """What somebody sees of the absence of a case.

    Parameters
    ----------
    weken
        The school weeks, oldest first.
    gezondheid
        Whether illness may be told apart.
    definities
        Every definition with its outcome.
    verschillen
        Where a person said something else than the data.
    bekend_tot
        The last school day that is known.
    bestand, ingelezen_op, door
        The newest file that speaks of this pupil: its name, when and by whom.
    """

    weken: tuple[AbsenceWeek, ...]
    gezondheid: bool
    definities: tuple[DefinitionHere, ...]
    verschillen: tuple[Difference, ...]
    bekend_tot: date
    bestand: str
    ingelezen_op: datetime
    door: str | None


def absence_view(ctx: Context, casus_id: str, inzage: Inzage) -> AbsenceView | None:
    """Return the absence of a case, or ``None`` without data or when out of sight."""
    if not inzage.toont(FIELD):
        return None
    known = current_answers(ctx, casus_id)
    with ctx.store.reading() as uow:
        absence = absence_of_cases(ctx, uow, [casus_id]).get(casus_id)
        until = None if absence is None else known_until(absence)
        if absence is None or until is None:
            return None
        batch = uow.session.get_one(Invoer, absence.invoer)
        return AbsenceView(
            weken=tuple(weeks_of(absence.dagen)),
            gezondheid=Categorie.GEZONDHEID in inzage.categorieen,
            definities=tuple(definitions_of_case(ctx, casus_id, absence, known)),
            verschillen=tuple(
                row
                for row in differences(ctx, uow, casus_id, absence)
                if inzage.toont(row.veld)
            ),
            bekend_tot=until,
            bestand=batch.bestandsnaam,
            ingelezen_op=batch.op,
            door=batch.door,
        )
