"""Weigh the criteria of one route for one pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.regio import RegioCriterium
from knowledge.routes import RANKING, Aard, Criterium
from matching.logic import evaluate
from matching.routes.advies import CriteriumUitkomst, Status
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from knowledge.regio import Regio
    from knowledge.routes import Route
    from matching.feiten import Feiten

NIET_IN_REGIO = "niet_in_regio"
Rangcriterium = Criterium | RegioCriterium
"""A criterion that the place of a route depends on, of the country or of a region."""


def ranking_rows(
    route: Route, peildatum: date, regio: Regio | None
) -> tuple[Rangcriterium, ...]:
    """Return the criteria in force that the place of a route depends on.

    Hard criteria and indications set its status; a soft one that fails puts it lower.

    Parameters
    ----------
    route
        The row.
    peildatum
        The date of reckoning.
    regio
        The region whose rules are added; ``None`` adds nothing.
    """
    own = tuple(row for row in route.rangcriteria if _in_force(row, peildatum))
    added = rows_of_region(route, regio, peildatum)
    return (*own, *(row for row in added if row.aard in RANKING))


def weigh_route(
    route: Route, feiten: Feiten, regio: Regio | None
) -> tuple[CriteriumUitkomst, ...]:
    """Return every criterion of a route with its outcome and explanation.

    Parameters
    ----------
    route
        The row.
    feiten
        What is known of the case.
    regio
        The region whose rules are added; ``None`` switches nothing off.
    """
    own = [
        weigh(row, feiten) for row in route.criteria if _in_force(row, feiten.peildatum)
    ]
    if regio is None:
        return tuple(own)
    added = [
        _weigh_of_region(row, feiten)
        for row in rows_of_region(route, regio, feiten.peildatum)
    ]
    off = [_not_in_region(regio)] if route.id in regio.uit_routes else []
    return (*off, *own, *added)


def _in_force(row: Rangcriterium, peildatum: date) -> bool:
    return row.geldig_vanaf is None or row.geldig_vanaf <= peildatum


def weigh(row: Criterium, feiten: Feiten) -> CriteriumUitkomst:
    """Weigh one criterion; without a condition the outcome is always unknown."""
    outcome, sentence = Uitkomst.onbekend, row.onbekend
    if row.als is not None:
        if row.twijfel and evaluate(row.twijfel, feiten) is Uitkomst.voldoet:
            sentence = row.bij_twijfel or row.onbekend
        else:
            outcome = evaluate(row.als, feiten)
            sentence = _sentence(row, outcome)
    return CriteriumUitkomst(row.id, row.aard, outcome, sentence, row.bron, row.velden)


def _sentence(row: Criterium, outcome: Uitkomst) -> str:
    match outcome:
        case Uitkomst.voldoet:
            return row.voldoet or row.onbekend
        case Uitkomst.voldoet_niet:
            return row.voldoet_niet or row.onbekend
        case _:
            return row.onbekend


def _weigh_of_region(row: RegioCriterium, feiten: Feiten) -> CriteriumUitkomst:
    outcome = Uitkomst.onbekend
    if row.als is not None and row.aard != Aard.oordeel:
        outcome = evaluate(row.als, feiten)
    own, word = {
        Uitkomst.voldoet: (row.voldoet, "Voldoet"),
        Uitkomst.voldoet_niet: (row.voldoet_niet, "Voldoet niet"),
        Uitkomst.onbekend: (row.onbekend, "Nog niet bekend"),
    }[outcome]
    fields = tuple(sorted(row.als.fields())) if row.als is not None else ()
    sentence = own or f"{word}: {row.uitleg}"
    return CriteriumUitkomst(
        row.id, Aard(row.aard), outcome, sentence, row.bron, fields
    )


def rows_of_region(
    route: Route, regio: Regio | None, peildatum: date
) -> tuple[RegioCriterium, ...]:
    """Return the criteria in force that a region adds to a route."""
    rows = regio.criteria if regio is not None else ()
    return tuple(
        row for row in rows if row.route == route.id and _in_force(row, peildatum)
    )


def _not_in_region(regio: Regio) -> CriteriumUitkomst:
    return CriteriumUitkomst(
        criterium=NIET_IN_REGIO,
        aard=Aard.hard,
        uitkomst=Uitkomst.voldoet_niet,
        uitleg=f"Deze route is er niet in {regio.naam}.",
        bron=regio.bron,
    )


def status_of(criteria: Iterable[CriteriumUitkomst]) -> Status:
    """Derive the status from hard criteria and indications only."""
    rows = tuple(criteria)
    hard = {row.uitkomst for row in rows if row.aard is Aard.hard}
    if Uitkomst.voldoet_niet in hard:
        return Status.dicht
    reasons = {row.uitkomst for row in rows if row.aard is Aard.indicatie}
    if Uitkomst.onbekend not in hard and Uitkomst.voldoet in reasons:
        return Status.open
    return Status.onbekend
