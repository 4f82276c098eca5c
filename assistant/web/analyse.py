"""The probleemanalyse as a page shows it: per section, each answer with its origin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.web.dates import count_words, dutch_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.casework.case_views import CaseView
    from assistant.casework.views import AnswerView
    from assistant.context import Context
    from knowledge.velden import Sectie, Veld


ABSENCE = "verzuim_perioden"
HOURS = ("uren_geoorloofd_afwezig", "uren_ongeoorloofd_afwezig")


@dataclass(frozen=True)
class Fact:
    """One answered field."""

    veld: Veld
    antwoord: AnswerView


@dataclass(frozen=True)
class Voice:
    """Own words, led in by who says them."""

    inleiding: str
    feit: Fact


@dataclass(frozen=True)
class FactGroup:
    """The answered fields of one section."""

    sectie: Sectie
    feiten: tuple[Fact, ...]


@dataclass(frozen=True)
class AbsenceWeek:
    """One week of absence; ``deel`` is the share missed, in percent, if known."""

    week: str
    rooster: float | None
    gemist: float | None
    ongeoorloofd: float | None
    deel: int | None


def answered_groups(
    ctx: Context, antwoorden: Iterable[AnswerView]
) -> tuple[FactGroup, ...]:
    """Return answers by section, in the order of the probleemanalyse."""
    given = {view.veld: view for view in antwoorden}
    fields = ctx.knowledge.velden
    groups = []
    for section in ctx.knowledge.secties.values():
        facts = tuple(
            Fact(veld, given[veld.id])
            for veld in fields.values()
            if veld.sectie == section.id and veld.id in given
        )
        if facts:
            groups.append(FactGroup(section, facts))
    return tuple(groups)


def voices(ctx: Context, groups: tuple[FactGroup, ...]) -> list[Voice]:
    """Pick the own words of pupil and parents."""
    facts = {fact.veld.id: fact for group in groups for fact in group.feiten}
    leads = ctx.knowledge.schermwoorden.stemmen
    return [Voice(lead, facts[name]) for name, lead in leads.items() if name in facts]


def about(ctx: Context, case: CaseView) -> str:
    """Say in one paragraph who a case is about; with the name where it is in sight."""
    row = case.rij
    who = row.naam or "Een leerling"
    if row.leeftijd is not None:
        who += f", {row.leeftijd} jaar" if row.naam else f" van {row.leeftijd} jaar"
    who += f" uit {row.gemeente}" if row.gemeente else ""
    who += f", schoolsoort {row.schoolsoort}" if row.schoolsoort else ""
    who += f", ingeschreven bij {row.school}" if row.school else ""
    since = next((a.waarde for a in case.antwoorden if a.veld == "verzuim_sinds"), None)
    if row.weken_thuis is None:
        return f"{who}. Hoe lang de leerling thuiszit, is nog niet bekend."
    weeks = count_words(row.weken_thuis, "week", "weken")
    start = dutch_date(since, today=ctx.today()) if isinstance(since, date) else ""
    return f"{who}. Al {weeks} thuis" + (f", sinds {start}." if start else ".")


def absence_weeks(antwoorden: Iterable[AnswerView]) -> list[AbsenceWeek]:
    """Return the absence week by week, as school gave it."""
    rows = next((view.waarde for view in antwoorden if view.veld == ABSENCE), None)
    if not isinstance(rows, list):
        return []
    return [_week(row) for row in rows if isinstance(row, dict)]


def _week(row: dict[str, object]) -> AbsenceWeek:
    timetable = _number(row.get("uren_volgens_rooster"))
    parts = [_number(row.get(name)) for name in HOURS]
    known = [part for part in parts if part is not None]
    missed = sum(known) if known else None
    share = None
    if timetable and missed is not None:
        share = min(100, round(100 * missed / timetable))
    return AbsenceWeek(
        str(row.get("weeknummer") or "onbekend"), timetable, missed, parts[1], share
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
