"""Whether the choices of a report name fields, answers and definitions that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.check_names import require

if TYPE_CHECKING:
    from knowledge.load import Knowledge

FILE = "verzuim/rapport.yaml"
REASONS = (
    "geplaatst",
    "weer_naar_school",
    "leeftijd",
    "niet_ingeschreven",
    "vrijgesteld",
    "onbekend",
)
"""What a period can be seen to end by; each has a row with its name."""
PLAN = "plan_van_aanpak"


def check_report(knowledge: Knowledge) -> None:
    """Check the breakdowns, counts and lists of the report.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist.
    """
    rules, definitions = knowledge.rapport, knowledge.verzuim.definities
    known = [row.id for row in rules.redenen]
    for name in REASONS:
        require(FILE, "redenen", "reden", name, known)
    for row in rules.uitsplitsingen:
        if row.veld is not None:
            require(FILE, row.id, "veld", row.veld, knowledge.velden)
    lists = rules.lijsten
    for name in (lists.definitie, lists.bijna_definitie, *lists.vroeg_definities):
        require(FILE, "lijsten", "definitie", name, definitions)
    for count in rules.tellingen:
        for name in count.definities:
            require(FILE, count.id, "definitie", name, definitions)
    plans = [one.id for one in knowledge.velden[PLAN].waarden]
    for action in lists.acties:
        require(FILE, "lijsten", "antwoord", action.plan, plans)
    told = [action.plan for action in lists.acties]
    for plan in plans:
        require(FILE, "lijsten, sleutel acties", "plan", plan, told)
