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
from matching.routes.possible import FAILED, MET, UNKNOWN, is_settled
from matching.routes.rank import Ranking, Standing
from matching.routes.weigh import ranking_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.load import Knowledge
    from knowledge.regio import Regio
    from knowledge.routes import Route
    from knowledge.volgorde import Voorkeur
    from matching.routes.possible import Leeway, Outcomes
    from matching.routes.rank import Key
    from matching.routes.weigh import Rangcriterium

FIRST = 3
"""Routes of each kind that an advice is about."""


@dataclass(frozen=True)
class Span:
    """One route between the best and the worst place it can still take.

    ``rows`` are the rows that its place depends on, each with what it may become.
    """

    route: Route
    rows: tuple[tuple[Rangcriterium | Voorkeur, Outcomes], ...]
    best: Key
    worst: Key
    closed: bool
    may_close: bool


def spans(
    knowledge: Knowledge, leeway: Leeway, regio: Regio | None
) -> tuple[Span, ...]:
    """Return for every route where it can still come to stand."""
    ranking = Ranking(knowledge.route_regels, regio)
    wishes = Wishes(ranking, leeway)
    return tuple(
        _span(route, ranking, wishes, leeway, regio)
        for route in knowledge.routes.values()
    )


class Wishes:
    """The preferences of an order, with what each may become."""

    def __init__(self, ranking: Ranking, leeway: Leeway) -> None:
        rows = ranking.preferences
        self._outcomes = {row.id: (row, leeway.outcomes(row.als)) for row in rows}
        self.best = ranking.preferred(lambda row: bool(self._outcomes[row.id][1] & MET))
        self.worst = ranking.preferred(lambda row: self._outcomes[row.id][1] == MET)
        self._open = [
            pair for pair in self._outcomes.values() if not is_settled(pair[1])
        ]

    def undecided(self, route: Route) -> list[tuple[Voorkeur, Outcomes]]:
        """Return the preferences for a route that may still go either way."""
        return [pair for pair in self._open if pair[0].selects(route)]


def _span(
    route: Route,
    ranking: Ranking,
    wishes: Wishes,
    leeway: Leeway,
    regio: Regio | None,
) -> Span:
    rows = ranking_rows(route, leeway.feiten.peildatum, regio)
    hard = [(row, leeway.of_criterium(row)) for row in rows if row.aard == Aard.hard]
    off = regio is not None and route.id in regio.uit_routes
    if off or any(outcome == FAILED for _, outcome in hard):
        # Closed for certain: what else it asks does not matter.
        key = ranking.key(route, Standing(Status.dicht))
        return Span(route, (), key, key, closed=True, may_close=True)
    other = [(row, leeway.of_criterium(row)) for row in rows if row.aard != Aard.hard]
    reasons = [one for row, one in other if row.aard == Aard.indicatie]
    soft = [one for row, one in other if row.aard == Aard.zacht]
    statuses = _statuses([outcome for _, outcome in hard], reasons)
    best = Standing(
        status=statuses[0],
        reasons=sum(1 for one in reasons if one & MET),
        objections=soft.count(FAILED),
        preferred=wishes.best,
    )
    worst = Standing(
        status=statuses[-1],
        reasons=reasons.count(MET),
        objections=sum(1 for one in soft if one & FAILED),
        preferred=wishes.worst,
    )
    return Span(
        route=route,
        rows=(*hard, *other, *wishes.undecided(route)),
        best=ranking.key(route, best),
        worst=ranking.key(route, worst),
        closed=False,
        may_close=statuses[-1] is Status.dicht,
    )


def _statuses(hard: Sequence[Outcomes], reasons: Sequence[Outcomes]) -> list[Status]:
    """Return every status that a route can still get, the best first."""
    found = []
    if all(one & MET for one in hard) and any(one & MET for one in reasons):
        found.append(Status.open)
    if any(one & UNKNOWN for one in hard) or MET not in reasons:
        found.append(Status.onbekend)
    if any(one & FAILED for one in hard):
        found.append(Status.dicht)
    return found


@dataclass(frozen=True)
class Contest:
    """The routes of the kinds whose first three can still change.

    ``unsure`` are those that may end inside or outside the first three; ``sure`` end
    inside whatever is answered, and only matter because others are measured by them.
    """

    unsure: tuple[Span, ...]
    sure: tuple[Span, ...]


def contest(spans: Iterable[Span]) -> Contest:
    """Return the routes that keep the first three of their kind from being known."""
    unsure: list[Span] = []
    sure: list[Span] = []
    kinds = sorted(spans, key=lambda span: span.route.soort)
    for _, group in groupby(kinds, key=lambda span: span.route.soort):
        rows = list(group)
        within = _within_reach(rows)
        inside = [span for span in within if _is_inside(span, rows)]
        if len(inside) < len(within):
            sure += inside
            unsure += [span for span in within if span not in inside]
    return Contest(tuple(unsure), tuple(sure))


def _within_reach(spans: list[Span]) -> list[Span]:
    """Return the routes before which fewer than three others stand for certain."""
    worst = sorted(span.worst for span in spans)
    last = worst[FIRST - 1] if len(worst) >= FIRST else None
    return [
        span
        for span in spans
        if not span.closed and (last is None or span.best <= last)
    ]


def _is_inside(span: Span, spans: list[Span]) -> bool:
    """Tell whether a route is one of the first three whatever is answered."""
    before = sum(1 for other in spans if other.best < span.worst and other is not span)
    return not span.may_close and before < FIRST
