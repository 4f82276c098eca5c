"""One finished case to learn from: the open routes of then, and which one lasted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matching.feiten import Feiten
from matching.logic import evaluate
from matching.routes.advise import weigh_routes
from matching.routes.features import (
    can_be_ordered,
    features_of_pair,
    features_of_pupil,
)
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from knowledge.leren import Groepering
    from knowledge.load import Knowledge
    from knowledge.regio import Regio
    from matching.routes.advies import RouteUitkomst


@dataclass(frozen=True)
class Geval:
    """What was open for a pupil, what was decided and whether it lasted.

    Parameters
    ----------
    id
        The case; all decisions of one case share it.
    dag
        Day of the decision.
    routes
        Open routes that can be ordered, in the order of the rules.
    paren
        The features per route.
    onbekend
        Share of the features of the pupil that was not known.
    blijvend
        The route that was decided and lasted; ``None`` when it did not last, or was
        not among the open ones.
    groepen
        Per grouping the part that this pupil is in, where known.
    """

    id: str
    dag: date
    routes: tuple[str, ...]
    paren: tuple[dict[str, float], ...] = field(repr=False)
    onbekend: float
    blijvend: str | None
    groepen: Mapping[str, str]


@dataclass(frozen=True)
class Situatie:
    """One pupil on one day: what is known, and the routes that can be ordered."""

    feiten: Feiten
    open: tuple[RouteUitkomst, ...]


def situation(
    antwoorden: Mapping[str, object],
    knowledge: Knowledge,
    dag: date,
    regio: Regio | None,
) -> Situatie:
    """Return what was open for a pupil on a day, by the rules of now.

    Parameters
    ----------
    antwoorden
        Checked answers of then.
    knowledge
        The rows.
    dag
        The day of the advice.
    regio
        The region of the case.
    """
    feiten = Feiten(antwoorden, knowledge, dag)
    routes = weigh_routes(feiten, knowledge, regio)
    rows = knowledge.leren.kenmerken
    return Situatie(feiten, can_be_ordered(routes, rows, knowledge.route_regels))


def finished_case(
    case_id: str,
    dag: date,
    found: Situatie,
    knowledge: Knowledge,
    *,
    blijvend: str | None,
    groepen: Mapping[str, str] | None = None,
) -> Geval:
    """Return a case to learn from.

    Parameters
    ----------
    case_id, dag
        Which case, and the day of the decision.
    found
        What was open.
    knowledge
        The rows.
    blijvend
        The route that was decided and lasted, if any.
    groepen
        Parts of groupings that the answers do not tell.
    """
    rows = knowledge.leren
    pupil = features_of_pupil(found.feiten, rows.kenmerken)
    pairs = tuple(features_of_pair(pupil, row, rows.kenmerken) for row in found.open)
    routes = tuple(row.route for row in found.open)
    parts = {
        group.id: part
        for group in rows.grenzen.groepen
        if (part := _part_of(group, found.feiten)) is not None
    }
    return Geval(
        id=case_id,
        dag=dag,
        routes=routes,
        paren=pairs,
        onbekend=pupil.onbekend,
        blijvend=blijvend if blijvend in routes else None,
        groepen=parts | dict(groepen or {}),
    )


def _part_of(group: Groepering, feiten: Feiten) -> str | None:
    for part in group.delen:
        if evaluate(part.als, feiten) is Uitkomst.voldoet:
            return part.id
    return None
