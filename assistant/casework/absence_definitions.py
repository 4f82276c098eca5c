"""Which definitions of verzuim hold for a case, computed from its absence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.absence import day_frame_of
from matching.kennis import Dagen
from models.verzuimperiode import Periodesoort

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.casework.absence import PupilAbsence
    from assistant.context import Context
    from knowledge.verzuim import Definitie
    from matching.verzuim.outcome import Uitslag
    from matching.verzuim.pupils import Leerling


@dataclass(frozen=True)
class DefinitionHere:
    """One definition and whether it holds for a case."""

    definitie: Definitie
    uitslag: Uitslag


def definitions_of_case(
    ctx: Context, casus_id: str, absence: PupilAbsence, known: Mapping[str, object]
) -> list[DefinitionHere]:
    """Return every definition with its outcome, in the order of the rows.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    absence
        Its absence.
    known
        The answers that count, to tell age, enrolment and exemption.
    """
    from matching.verzuim.evaluate import evaluate

    told = evaluate(
        day_frame_of({casus_id: absence}),
        ctx.knowledge.verzuim,
        ctx.today(),
        leerlingen={casus_id: pupil_beside(absence, known)},
    )
    outcome = told.of(casus_id)
    return [DefinitionHere(row, outcome[row.id]) for row in told.definities]


def pupil_beside(absence: PupilAbsence, known: Mapping[str, object]) -> Leerling:
    """Return what is known of a pupil beside the days: of periods, else of answers."""
    from matching.verzuim.pupils import Leerling, Periode

    enrolled = [p for p in absence.perioden if p.soort is Periodesoort.INSCHRIJVING]
    exempt = [p for p in absence.perioden if p.soort is Periodesoort.VRIJSTELLING]
    spans = tuple(Periode(row.begin, row.einde) for row in enrolled)
    known_here = bool(spans)
    told = known.get("ingeschreven")
    if not spans and told in ("ja", "nee"):
        left = known.get("datum_uitschrijving")
        known_here = True
        if told == "ja":
            spans = (Periode(None, None),)
        elif isinstance(left, date):
            spans = (Periode(None, left),)
    grounds = tuple((row.grond, Periode(row.begin, row.einde)) for row in exempt)
    ground = known.get("vrijstelling")
    if not grounds and isinstance(ground, str) and ground not in _NO_GROUND:
        grounds = ((ground, Periode(None, None)),)
    return Leerling(
        geboren=_born(known.get("geboortemaand")),
        ingeschreven=spans,
        bekend=known_here,
        vrijstellingen=grounds,
        vrijstelling_bekend=bool(grounds) or ground == "geen",
    )


_NO_GROUND = ("geen", "in_onderzoek", "onbekend")


def _born(value: object) -> Dagen | None:
    """Return the first and last day of a month of birth."""
    if not isinstance(value, str) or len(value) != len("JJJJ-MM"):
        return None
    year, month = int(value[:4]), int(value[5:])
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return Dagen(first, date.fromordinal(following.toordinal() - 1))
