"""Cross-checks over the rows about learning: fields, values, routes and families."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.check_names import require
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from knowledge.load import Knowledge

FEATURES, COHORT = "leren/kenmerken.yaml", "leren/cohort.yaml"


def check_learning(knowledge: Knowledge) -> None:
    """Check that the rows about learning name what exists.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist, or a route without a family.
    """
    rows = knowledge.leren.kenmerken
    for banned in rows.verboden:
        require(FEATURES, "sleutel verboden", "veld", banned.veld, knowledge.velden)
    for route in rows.familie_van:
        require(FEATURES, "sleutel families", "route", route, knowledge.routes)
    for row in knowledge.routes.values():
        if row.soort in rows.soorten and row.id not in rows.familie_van:
            raise KnowledgeError(
                FEATURES,
                "sleutel families",
                f"de route ‘{row.id}’ staat in geen familie",
                "zet hem bij de familie waar hij het meest op lijkt",
            )
    _check_cohort(knowledge)


def _check_cohort(knowledge: Knowledge) -> None:
    cohort = knowledge.leren.cohort
    drawn = [(row.veld, tuple(row.kansen)) for row in cohort.antwoorden]
    for profile in cohort.profielen:
        drawn += [(veld, tuple(kansen)) for veld, kansen in profile.antwoorden.items()]
    for veld, values in drawn:
        require(COHORT, "sleutel antwoorden", "veld", veld, knowledge.velden)
        known = {row.id for row in knowledge.velden[veld].waarden}
        for value in values if known else ():
            require(COHORT, f"{veld}, sleutel kansen", "waarde", value, known)
    families = {row.id for row in knowledge.leren.kenmerken.families}
    used = [row.familie for row in cohort.bestemming]
    used += [row.familie for row in cohort.effecten]
    for family in used:
        require(COHORT, "sleutel familie", "familie", family, families)
