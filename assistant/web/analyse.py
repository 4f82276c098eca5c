"""The probleemanalyse as a page shows it: per section, each answer with its origin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.read_answers import answer_views
from assistant.web.dates import count_words, dutch_date

if TYPE_CHECKING:
    from assistant.casework.views import AnswerView, CaseView
    from assistant.context import Context
    from knowledge.velden import Sectie, Veld


VOICES = ("stem_kind_wens", "stem_ouders_wens", "stem_ouders_zorgen")
"""Fields that hold the own words of pupil and parents."""


@dataclass(frozen=True)
class Fact:
    """One answered field."""

    veld: Veld
    antwoord: AnswerView


@dataclass(frozen=True)
class FactGroup:
    """The answered fields of one section."""

    sectie: Sectie
    feiten: tuple[Fact, ...]


def answered_groups(ctx: Context, casus_id: str) -> tuple[FactGroup, ...]:
    """Return the answers of a case by section, in the order of the probleemanalyse."""
    given = {view.veld: view for view in answer_views(ctx, casus_id)}
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


def voices(groups: tuple[FactGroup, ...]) -> list[Fact]:
    """Pick the own words of pupil and parents."""
    facts = {fact.veld.id: fact for group in groups for fact in group.feiten}
    return [facts[name] for name in VOICES if name in facts]


def about(ctx: Context, case: CaseView) -> str:
    """Say in one paragraph who a case is about, without a name."""
    row = case.rij
    who = "Een leerling"
    who += "" if row.leeftijd is None else f" van {row.leeftijd} jaar"
    who += f" uit {row.gemeente}" if row.gemeente else ""
    who += f", schoolsoort {row.schoolsoort}" if row.schoolsoort else ""
    since = next((a.waarde for a in case.antwoorden if a.veld == "verzuim_sinds"), None)
    if row.weken_thuis is None:
        return f"{who}. Hoe lang de leerling thuiszit, is nog niet bekend."
    weeks = count_words(row.weken_thuis, "week", "weken")
    start = dutch_date(since, today=ctx.today()) if isinstance(since, date) else ""
    return f"{who}. Al {weeks} thuis" + (f", sinds {start}." if start else ".")
