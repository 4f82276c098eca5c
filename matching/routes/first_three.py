"""Which routes can still be among the first three of their kind.

An advice is decided when, for every kind of route, no open question can still change
which routes stand first: three, or fewer where fewer are not closed. Their order among
themselves and whether each is open already may still become clearer.

Every route lies between the best and the worst place that open questions leave it; the
bounds are those of ``possible.py``, so "decided" is never said too early.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from knowledge.routes import Aard
from matching.routes.advies import Status
from matching.routes.possible import FAILED, MET, UNKNOWN
from matching.routes.rank import rank_key
from matching.routes.weigh import deciding_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.load import Knowledge
    from knowledge.regio import Regio
    from knowledge.routes import Route
    from matching.routes.possible import Leeway, Outcomes
    from matching.routes.rank import Key
    from matching.routes.weigh import Besliscriterium

FIRST = 3
"""Routes of each kind that an advice is about."""


@dataclass(frozen=True)
class Span:
    """One route between the best and the worst place it can still take.

    ``rows`` are the criteria that set the status, each with what it may become.
    """

    route: Route
    rows: tuple[tuple[Besliscriterium, Outcomes], ...]
    best: Key
    worst: Key
    closed: bool
    may_close: bool


def spans(
    knowledge: Knowledge, leeway: Leeway, regio: Regio | None
) -> tuple[Span, ...]:
    """Return for every route where it can still come to stand."""
    return tuple(
        _span(route, knowledge, leeway, regio) for route in knowledge.routes.values()
    )


def _span(
    route: Route, knowledge: Knowledge, leeway: Leeway, regio: Regio | None
) -> Span:
    rows = tuple(
        (row, leeway.of_criterium(row))
        for row in deciding_rows(route, leeway.feiten.peildatum, regio)
    )
    hard = [outcome for row, outcome in rows if row.aard == Aard.hard]
    reasons = [outcome for row, outcome in rows if row.aard == Aard.indicatie]
    if regio is not None and route.id in regio.uit_routes:
        hard.append(FAILED)
    statuses = _statuses(hard, reasons)
    regels = knowledge.route_regels
    most = sum(1 for one in reasons if one & MET)
    least = sum(1 for one in reasons if one == MET)
    return Span(
        route=route,
        rows=rows,
        best=min(rank_key(route, status, most, regels) for status in statuses),
        worst=max(rank_key(route, status, least, regels) for status in statuses),
        closed=statuses == [Status.dicht],
        may_close=Status.dicht in statuses,
    )


def _statuses(hard: Sequence[Outcomes], reasons: Sequence[Outcomes]) -> list[Status]:
    """Return every status that the route can still get."""
    if FAILED in hard:
        return [Status.dicht]
    found = [Status.dicht] if any(one & FAILED for one in hard) else []
    if all(one & MET for one in hard) and any(one & MET for one in reasons):
        found.append(Status.open)
    if any(one & UNKNOWN for one in hard) or MET not in reasons:
        found.append(Status.onbekend)
    return found


def contested(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the routes of the kinds whose first three can still change."""
    kinds = sorted(spans, key=lambda span: span.route.soort)
    return tuple(
        span
        for _, group in groupby(kinds, key=lambda span: span.route.soort)
        for span in _contested_of_kind(list(group))
    )


def _contested_of_kind(spans: list[Span]) -> list[Span]:
    """Return the routes that may be among the first, or none when these are sure."""
    worst = sorted(span.worst for span in spans)
    within = [
        span
        for span in spans
        # Fewer than three others stand before it for certain.
        if not span.closed and (len(worst) <= FIRST or span.best <= worst[FIRST - 1])
    ]
    sure = len(within) <= FIRST and not any(span.may_close for span in within)
    return [] if sure else within
