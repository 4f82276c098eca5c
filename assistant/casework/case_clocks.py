"""The clocks of law and practice that run in one case, as one viewer may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.absence import HOLIDAY_REGION, absence_of_cases
from assistant.casework.absence_view import FIELD
from assistant.casework.duty_facts import facts_of
from assistant.casework.read_answers import decode
from matching.kalender import Kalender
from matching.klokken import running_clocks
from models.antwoord import current

if TYPE_CHECKING:
    from datetime import date

    from assistant.casework.inzage import Inzage
    from assistant.context import Context
    from knowledge.termijnen import Gebeurtenis
    from matching.klokken import Looptijd


@dataclass(frozen=True)
class CaseClocks:
    """The clocks of a case.

    Parameters
    ----------
    lopend
        Those that still run, the first to end first.
    voorbij
        Those that have ended, the last one first.
    """

    lopend: tuple[Looptijd, ...]
    voorbij: tuple[Looptijd, ...]


def clocks_of_case(ctx: Context, casus_id: str, inzage: Inzage) -> CaseClocks:
    """Return every clock that something in sight has started.

    Of what happens again (an enrolment, a suspension) only the last time counts; every
    application and every refusal has clocks of its own.
    """
    with ctx.store.reading() as uow:
        answers = decode(ctx, current(uow.session, casus_id))
        seen = inzage.toont(FIELD)
        absences = absence_of_cases(ctx, uow, [casus_id]) if seen else {}
        known = {veld: one for veld, one in answers.items() if inzage.toont(veld)}
        facts = facts_of(ctx, {casus_id: known}, absences)[casus_id]
    each = {
        row.gebeurtenis
        for row in ctx.knowledge.werkvoorraad.gebeurtenissen
        if row.kolom
    }
    today = ctx.today()
    events: dict[Gebeurtenis, list[date]] = {}
    for kind, days in facts.gebeurtenissen.items():
        past = sorted(day for day in days if day <= today)
        events[kind] = past if kind in each else past[-1:]
    found = running_clocks(
        events,
        ctx.knowledge.termijnen.values(),
        Kalender(ctx.knowledge.vakanties, HOLIDAY_REGION),
        today,
    )
    return CaseClocks(
        tuple(one for one in found if not one.voorbij),
        tuple(one for one in reversed(found) if one.voorbij),
    )
