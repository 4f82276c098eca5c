"""Evaluate a condition of the knowledge on the facts of a case, three-valued."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from knowledge.expressie import (
    Alle,
    Altijd,
    Beantwoord,
    Bevat,
    Een,
    Geleden,
    In,
    Niet,
    RijMet,
    Vastgelegd,
    Vergelijk,
)
from matching.feiten import Feiten
from matching.kalender import add_months
from matching.lezen import ONBEKEND
from matching.uitkomst import Uitkomst, both, either, negate, of_bool

if TYPE_CHECKING:
    from knowledge.expressie import Expressie

__all__ = ["Feiten", "Uitkomst", "add_months", "evaluate"]


def evaluate(expressie: Expressie, feiten: Feiten) -> Uitkomst:
    """Tell whether a condition is met, is not met, or cannot be told.

    What was not answered makes a condition unknown, never met or failed, except
    under ``vastgelegd`` and ``beantwoord``: they ask what was recorded.

    Source: strong three-valued logic (Kleene, Introduction to Metamathematics, §64).
    """
    # Many routes share a condition; the facts never change, so each is worked out once.
    known = feiten.uitkomsten.get(expressie.sleutel)
    if known is None:
        known = feiten.uitkomsten[expressie.sleutel] = _work_out(expressie, feiten)
    return known


def _work_out(expressie: Expressie, feiten: Feiten) -> Uitkomst:
    # The forms that rows use most come first: each case is a type test.
    match expressie:
        case In():
            return _one_of(expressie, feiten)
        case Bevat():
            return _holds_any(expressie, feiten)
        case Alle():
            return both(evaluate(part, feiten) for part in expressie.alle)
        case Een():
            return either(evaluate(part, feiten) for part in expressie.een)
        case Niet():
            return negate(evaluate(expressie.niet, feiten))
        case Altijd():
            return Uitkomst.voldoet
        case Vergelijk():
            return _compare(expressie, feiten)
        case Geleden():
            return _ago(expressie, feiten)
        case RijMet():
            return _some_row(expressie, feiten)
        case Beantwoord():
            return of_bool(feiten.is_known(expressie.veld) is expressie.beantwoord)
        case Vastgelegd():
            return of_bool(_is_recorded(expressie, feiten))


def _compare(expressie: Vergelijk, feiten: Feiten) -> Uitkomst:
    value = feiten.bounds(expressie.veld)
    if value is None:
        return Uitkomst.onbekend
    bound = expressie.grens
    match expressie.operator:
        case "minstens":
            surely, maybe = value.laagst >= bound, value.hoogst >= bound
        case "meer_dan":
            surely, maybe = value.laagst > bound, value.hoogst > bound
        case "hoogstens":
            surely, maybe = value.hoogst <= bound, value.laagst <= bound
        case _:
            surely, maybe = value.hoogst < bound, value.laagst < bound
    return of_bool(True if surely else None if maybe else False)


def _ago(expressie: Geleden, feiten: Feiten) -> Uitkomst:
    """Compare a day with the last day that is long enough ago."""
    value = feiten.days(expressie.veld)
    if value is None:
        return Uitkomst.onbekend
    today, number = feiten.peildatum, expressie.aantal
    match expressie.operator:
        case "maanden_geleden_minstens":
            return _on_or_before(value.vroegst, value.laatst, today, number)
        case "dagen_geleden_minstens":
            last = today - timedelta(days=number)
        case _:
            last = today - timedelta(days=number + 1)
    surely = value.laatst is not None and value.laatst <= last
    maybe = value.vroegst is None or value.vroegst <= last
    return of_bool(True if surely else None if maybe else False)


def _on_or_before(
    first: date | None, last: date | None, today: date, months: int
) -> Uitkomst:
    """Compare in calendar months: the day plus so many months has come."""
    surely = last is not None and add_months(last, months) <= today
    maybe = first is None or add_months(first, months) <= today
    return of_bool(True if surely else None if maybe else False)


def _one_of(expressie: In, feiten: Feiten) -> Uitkomst:
    value = feiten.known(expressie.veld)
    if value is None:
        return Uitkomst.onbekend
    return of_bool(value in expressie.in_)


def _holds_any(expressie: Bevat, feiten: Feiten) -> Uitkomst:
    value = feiten.choices(expressie.veld)
    if value is None:
        return Uitkomst.onbekend
    wanted = frozenset(expressie.bevat)
    if wanted & value.zeker:
        return Uitkomst.voldoet
    possible = value.mogelijk is None or bool(wanted & value.mogelijk)
    return Uitkomst.onbekend if possible else Uitkomst.voldoet_niet


def _some_row(expressie: RijMet, feiten: Feiten) -> Uitkomst:
    rows = feiten.rows(expressie.veld)
    if rows is None:
        return Uitkomst.onbekend
    return either(
        both(_cell(row.get(column), values) for column, values in expressie.rij.items())
        for row in rows
    )


def _cell(value: object, wanted: tuple[object, ...]) -> Uitkomst:
    """Compare one cell; a cell that was left open is not known."""
    return of_bool(None if value is None or value == ONBEKEND else value in wanted)


def _is_recorded(expressie: Vastgelegd, feiten: Feiten) -> bool:
    value = feiten.recorded(expressie.veld)
    if isinstance(value, list):
        return any(item in expressie.vastgelegd for item in value)
    return value in expressie.vastgelegd
