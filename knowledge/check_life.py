"""Whether the rows on the life of a case name things that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.check_names import require

if TYPE_CHECKING:
    from knowledge.load import Knowledge

FILE = "leven.yaml"


def check_life(knowledge: Knowledge) -> None:
    """Check outcomes, kinds of school and clocks that the life of a case names.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist, or an outcome without a rule.
    """
    leven = knowledge.leven
    outcomes = [waarde.id for waarde in knowledge.velden["uitkomst"].waarden]
    ruled = [row.id for row in leven.uitkomsten]
    for row in leven.uitkomsten:
        require(FILE, f"uitkomsten > {row.id}", "uitkomst", row.id, outcomes)
    for outcome in outcomes:
        require(FILE, "sleutel uitkomsten", "regel voor de uitkomst", outcome, ruled)
    for key in (leven.nazorg_termijn, leven.tlv_termijn):
        require(FILE, "sleutel termijn", "termijn", key, knowledge.termijnen)
    words = knowledge.leven_woorden
    for reason in leven.overdrachtredenen:
        for party in reason.voor:
            where = f"overdrachtredenen > {reason.id}"
            require(FILE, where, "overdracht", party, words.overdrachten)
    kinds = [waarde.id for waarde in knowledge.velden["schoolsoort"].waarden]
    for last in leven.laatste_leerjaar:
        where = f"laatste_leerjaar > {last.schoolsoort}"
        require(FILE, where, "schoolsoort", last.schoolsoort, kinds)
    for bound in leven.leeftijdsgrenzen:
        for kind in bound.schoolsoorten:
            where = f"leeftijdsgrenzen > {bound.id}"
            require(FILE, where, "schoolsoort", kind, kinds)
