"""The pupils that a viewer may count in a report or see on a list of absence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.absence import absence_of_cases, absence_of_organisations
from assistant.casework.absence_definitions import pupil_beside
from assistant.casework.absence_view import FIELD
from assistant.casework.ages import ages_of
from assistant.casework.inzage import inzage_of
from assistant.casework.read_answers import decode
from assistant.casework.sight import sight_in
from matching.kalender import add_months
from matching.verzuim.rapport_perioden import Achtergrond
from models.antwoord import current_of
from models.besluit import latest_decisions
from models.verzuim import pupils_of_cases, pupils_of_organisations
from models.voorziening import Groep, Voorziening
from models.zicht import all_in_sight

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.casework.absence import PupilAbsence
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

ROUTE = "route"
PLAN = "plan_van_aanpak"


@dataclass(frozen=True)
class ReportPupil:
    """One pupil with absence data; with a case, or only known to the school.

    Parameters
    ----------
    id
        The number of the case, or one that means nothing outside the record.
    casus_id
        The case, if there is one in sight.
    absence
        The days, enrolments and exemptions.
    known
        Answers that the viewer may see.
    route, begin
        The route that was decided and the day on which the place begins.
    leeftijd
        The age in years, where no month of birth is known.
    plan_op
        The day on which was said how the plan goes.
    """

    id: str
    casus_id: str | None
    absence: PupilAbsence
    known: Mapping[str, object]
    route: str | None = None
    begin: date | None = None
    leeftijd: int | None = None
    plan_op: date | None = None

    def background(self, ctx: Context) -> Achtergrond:
        """Return what the report wants to know beside the days."""
        placed, talked = (
            self.known.get(name)
            for name in ("datum_plaatsing", "datum_eerste_bespreking")
        )
        return Achtergrond(
            pupil_beside(self.absence, self.known),
            self._parts(ctx),
            besproken=_day(talked),
            geplaatst=_day(placed) or self.begin,
            geboren=None
            if self.leeftijd is None
            else add_months(ctx.today(), -12 * self.leeftijd),
            laatste_dag=self.absence.dagen[-1].datum if self.absence.dagen else None,
        )

    def _parts(self, ctx: Context) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for row in ctx.knowledge.rapport.uitsplitsingen:
            value = self.known.get(row.veld) if row.veld else None
            if isinstance(value, str) and value.strip():
                found[row.id] = (value.strip(),)
            elif isinstance(value, list | tuple | set | frozenset) and value:
                found[row.id] = tuple(sorted(str(one) for one in value))
        if self.route is not None:
            found[ROUTE] = (self.route,)
        return found


def report_pupils(
    ctx: Context, uow: UnitOfWork, kijker: Kijker
) -> dict[str, ReportPupil]:
    """Return the pupils in sight of whom there are days.

    A school counts all its own pupils; everybody else the cases in sight whose
    absence may be seen (``inzage.yaml``).
    """
    zicht = sight_in(ctx, uow, kijker)
    seen = inzage_of(ctx, uow, kijker, all_in_sight(uow.session, zicht))
    cases = [one for one, inzage in seen.items() if inzage.toont(FIELD)]
    answers = current_of(uow.session, cases)
    ages = ages_of(ctx, uow, cases)
    decided = latest_decisions(uow.session)
    found = {}
    for casus_id, absence in absence_of_cases(ctx, uow, cases).items():
        shown = seen[casus_id].velden
        known = decode(
            ctx, {k: row for k, row in answers[casus_id].items() if k in shown}
        )
        made = decided.get(casus_id) if seen[casus_id].heeft("besluit") else None
        group = (
            uow.session.get(Groep, made.groep_id) if made and made.groep_id else None
        )
        place = uow.session.get(Voorziening, group.voorziening_id) if group else None
        found[casus_id] = ReportPupil(
            casus_id,
            casus_id,
            absence,
            known,
            place.route if place else None,
            made.begin if made else None,
            ages[casus_id] if "leeftijd" in known else None,
            answers[casus_id][PLAN].op.date() if PLAN in known else None,
        )
    own = pupils_of_organisations(uow.session, zicht.organisaties)
    born = {row.id: row.geboortemaand for row in own if row.geboortemaand}
    known_keys = pupils_of_cases(uow.session, list(seen))
    with_case = {row.id for rows in known_keys.values() for row in rows}
    for number, absence in absence_of_organisations(
        ctx, uow, zicht.organisaties
    ).items():
        if number not in with_case and (absence.dagen or absence.perioden):
            found[f"leerling-{number}"] = ReportPupil(
                f"leerling-{number}",
                None,
                absence,
                {"geboortemaand": born[number]} if number in born else {},
            )
    return found


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
