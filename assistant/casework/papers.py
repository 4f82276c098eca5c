"""Papers of a case: which are needed, for which routes, and who owes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.routes import Aard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge.load import Knowledge
    from knowledge.regio import Regio, RegioCriterium
    from knowledge.routes import Criterium

HAVE, MISSING, UNKNOWN = "voldoet", "voldoet_niet", "onbekend"


@dataclass(frozen=True)
class Paper:
    """A paper: what it is, who arranges it, whether it is there, for which routes."""

    wat: str
    wie: str
    stand: str
    routes: tuple[str, ...]
    bron: str


def papers_of(
    knowledge: Knowledge, uitkomst: Mapping[str, Any], regio: str | None = None
) -> tuple[Paper, ...]:
    """Return the papers of the routes that may be taken, those still owed first.

    Parameters
    ----------
    knowledge
        The routes; a route that is closed asks for no papers.
    uitkomst
        A route advice as stored.
    regio
        The region of the advice, which may ask for papers of its own.
    """
    region = knowledge.regios.get(regio or "")
    found: dict[tuple[str, str], Paper] = {}
    for paper in _rows(knowledge, uitkomst, region):
        key = (paper.wat, paper.wie)
        before = found.get(key)
        if before is None:
            found[key] = paper
        elif paper.routes[0] not in before.routes:
            found[key] = Paper(
                before.wat,
                before.wie,
                _worse(before.stand, paper.stand),
                (*before.routes, *paper.routes),
                before.bron,
            )
    order = (MISSING, UNKNOWN, HAVE)
    return tuple(sorted(found.values(), key=lambda paper: order.index(paper.stand)))


def _rows(
    knowledge: Knowledge, uitkomst: Mapping[str, Any], regio: Regio | None
) -> Iterator[Paper]:
    for row in uitkomst["routes"]:
        route = knowledge.routes.get(row["route"])
        if route is None or not _wanted(row):
            continue
        rules: dict[str, Criterium | RegioCriterium] = {
            rule.id: rule for rule in route.criteria
        }
        added = regio.criteria if regio is not None else ()
        rules |= {rule.id: rule for rule in added if rule.route == route.id}
        for outcome in row["criteria"]:
            rule = rules.get(outcome["criterium"])
            if outcome["aard"] != Aard.document or rule is None:
                continue
            yield Paper(
                wat=rule.te_regelen or str(outcome["uitleg"]).rstrip("."),
                wie=rule.regelt or "",
                stand=str(outcome["uitkomst"]),
                routes=(route.naam,),
                bron=rule.bron,
            )


def _wanted(row: Mapping[str, Any]) -> bool:
    """Tell whether a route is open, or may be: a reason for it is already met."""
    if row["status"] == "open":
        return True
    return row["status"] == "onbekend" and any(
        one["aard"] == Aard.indicatie and one["uitkomst"] == HAVE
        for one in row["criteria"]
    )


def _worse(one: str, other: str) -> str:
    order = (MISSING, UNKNOWN, HAVE)
    return min((one, other), key=order.index)
