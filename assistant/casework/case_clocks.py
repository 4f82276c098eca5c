"""The clocks of law and practice that run in one case, as one viewer may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.absence import absence_of_cases
from assistant.casework.absence_view import FIELD
from assistant.casework.case_events import is_shown
from assistant.casework.duty_facts import facts_of
from assistant.casework.read_answers import decode
from assistant.casework.school_calendar import calendar_of
from matching.looptijden import running_clocks
from models.antwoord import current
from models.casus import regions_of_cases
from models.casusgebeurtenis import events_of_cases

if TYPE_CHECKING:
    from assistant.casework.inzage import Inzage
    from assistant.context import Context
    from matching.looptijden import Looptijd


@dataclass(frozen=True)
class CaseClocks:
    """The clocks of a case.

    Parameters
    ----------
    lopend
        Those that still run, the first to end first.
    voorbij
        Those that have ended while nothing was done, the last one first.
    gehaald
        Those of which was done what had to be done, the last one first.
    """

    lopend: tuple[Looptijd, ...]
    voorbij: tuple[Looptijd, ...]
    gehaald: tuple[Looptijd, ...]


def clocks_of_case(ctx: Context, casus_id: str, inzage: Inzage) -> CaseClocks:
    """Return every clock that something in sight has started."""
    with ctx.store.reading() as uow:
        answers = decode(ctx, current(uow.session, casus_id))
        seen = inzage.toont(FIELD)
        absences = absence_of_cases(ctx, uow, [casus_id]) if seen else {}
        known = {veld: one for veld, one in answers.items() if inzage.toont(veld)}
        written = events_of_cases(uow.session, [casus_id])
        facts = facts_of(ctx, {casus_id: known}, absences, written)[casus_id]
        regio = regions_of_cases(uow.session, [casus_id]).get(casus_id)
    found = running_clocks(
        {
            kind: days
            for kind, days in facts.gebeurtenissen.items()
            if is_shown(ctx, kind, inzage)
        },
        ctx.knowledge.termijnen.values(),
        calendar_of(ctx, regio),
        ctx.today(),
    )
    met = sorted(
        (one for one in found if one.gehaald), key=lambda one: str(one.gehaald)
    )
    return CaseClocks(
        tuple(one for one in found if not one.voorbij and not one.gehaald),
        tuple(one for one in reversed(found) if one.voorbij),
        tuple(reversed(met)),
    )
