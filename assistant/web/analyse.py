"""The probleemanalyse as a page shows it: per section, each answer with its origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.read_answers import answer_views

if TYPE_CHECKING:
    from assistant.casework.views import AnswerView
    from assistant.context import Context
    from knowledge.velden import Sectie, Veld


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
