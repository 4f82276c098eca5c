"""On which days a pupil can start at a place: advice, admission and papers by day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.casework.refusals import refusals
from knowledge.routes import Aard
from matching.feiten import Feiten
from matching.routes.advies import Status
from matching.routes.advise import find_region
from matching.routes.weigh import status_of, weigh_route
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.casework.pairs import Pupil
    from assistant.casework.table_places import Place
    from assistant.context import Context
    from knowledge.regio import Regio
    from matching.routes.advies import CriteriumUitkomst
    from models.voorziening import Voorziening

HIDDEN = (
    "Het routeadvies laat deze plek niet toe. De reden staat bij het advies, voor wie "
    "dat mag zien."
)
NOT_KNOWN = "Het is nog niet bekend of deze route kan. Er ontbreekt een antwoord."


@dataclass(frozen=True)
class Window:
    """From and until when a pupil can start; ``papieren`` says what is waited for.

    Without ``vanaf`` the pupil cannot start at all and ``waarom`` tells why, in words
    that the table may read.
    """

    vanaf: date | None = None
    tot: date | None = None
    waarom: str | None = None
    papieren: tuple[str, ...] = ()


@dataclass
class AdviceByDay:
    """The routes of one pupil on other days than today, worked out once per day."""

    ctx: Context
    pupil: Pupil
    regio: str | None
    _days: dict[tuple[date, tuple[date, ...], date | None], list[date]] = field(
        default_factory=dict
    )
    _facts: dict[date, Feiten] = field(default_factory=dict)
    _refused: dict[tuple[str, date], str | None] = field(default_factory=dict)
    _weighed: dict[tuple[str, date], tuple[CriteriumUitkomst, ...]] = field(
        default_factory=dict
    )
    _closed: dict[tuple[str, date], str | None] = field(default_factory=dict)

    def days(self, place: Place) -> list[date]:
        """Return the days on which a start at a place is looked at."""
        key = (place.vanaf, place.instroom, place.tot)
        if key not in self._days:
            weeks = self.ctx.knowledge.plaatsing.horizon_weken
            horizon = self.ctx.today() + timedelta(weeks=weeks)
            self._days[key] = days_to_look_at(*key, horizon)
        return self._days[key]

    def facts(self, day: date) -> Feiten:
        """Return what is known of the pupil, read on a day."""
        if day not in self._facts:
            answers = dict(self.pupil.antwoorden)
            self._facts[day] = Feiten(answers, self.ctx.knowledge, day)
        return self._facts[day]

    def criteria(self, route_id: str, day: date) -> tuple[CriteriumUitkomst, ...]:
        """Return every criterion of a route with its outcome on a day."""
        key = (route_id, day)
        if key not in self._weighed:
            route = self.ctx.knowledge.routes[route_id]
            self._weighed[key] = weigh_route(route, self.facts(day), self._region())
        return self._weighed[key]

    def refused(self, place: Voorziening, day: date) -> str | None:
        """Return why the place itself does not admit the pupil on a day, or None."""
        key = (place.id, day)
        if key not in self._refused:
            words = self.ctx.knowledge.overleg.weigering
            found = refusals(self.facts(day), self.pupil, place, words)
            self._refused[key] = next(found, None)
        return self._refused[key]

    def why_not(self, place: Voorziening, day: date) -> str | None:
        """Return the first thing that keeps the pupil out on a day, or None."""
        no = self.refused(place, day)
        return self.closed(place.route, day) if no is None else no

    def admits(self, place: Voorziening, day: date) -> bool:
        """Tell whether route and place take the pupil on a day."""
        # The route first: it is worked out once for all places of it.
        closed = self.closed(place.route, day)
        return closed is None and self.refused(place, day) is None

    def closed(self, route_id: str, day: date) -> str | None:
        """Return the first criterion that keeps a route closed on a day, or None."""
        key = (route_id, day)
        if key not in self._closed:
            self._closed[key] = self._why_closed(route_id, day)
        return self._closed[key]

    def _why_closed(self, route_id: str, day: date) -> str | None:
        if route_id not in self.ctx.knowledge.routes:
            return NOT_KNOWN
        criteria = self.criteria(route_id, day)
        if status_of(criteria) is Status.open:
            return None
        return self._first_failing(criteria)

    def missing_papers(
        self, place: Voorziening, day: date
    ) -> list[tuple[CriteriumUitkomst, int]]:
        """Return the papers that are not there yet, with the days they take."""
        if place.route not in self.ctx.knowledge.routes:
            return []
        papers = self.ctx.knowledge.plaatsing.papieren
        return [
            (row, papers.days(row.criterium))
            for row in self.criteria(place.route, day)
            if row.aard is Aard.document and row.uitkomst is not Uitkomst.voldoet
        ]

    def to_arrange(self, route_id: str, row: CriteriumUitkomst) -> str:
        """Return what has to be arranged for a criterion of a route."""
        route = self.ctx.knowledge.routes[route_id]
        names = (one.te_regelen for one in route.criteria if one.id == row.criterium)
        return next(names, None) or row.criterium

    def _region(self) -> Regio | None:
        return find_region(self.ctx.knowledge, self.regio)

    def _first_failing(self, criteria: Sequence[CriteriumUitkomst]) -> str:
        """Tell the first criterion that fails, without health data.

        Source: WPO 18a lid 13.
        """
        for aard in (Aard.hard, Aard.indicatie):
            for outcome in (Uitkomst.voldoet_niet, Uitkomst.onbekend):
                for row in criteria:
                    if row.aard is aard and row.uitkomst is outcome:
                        return self._tell(row)
        return NOT_KNOWN

    def _tell(self, row: CriteriumUitkomst) -> str:
        plain = self.ctx.knowledge.is_plain
        return row.uitleg if all(map(plain, row.velden)) else HIDDEN


def start_window(
    advice: AdviceByDay,
    place: Voorziening,
    days: Sequence[date],
) -> Window:
    """Return when a pupil can start at a place; a school day is for the solver.

    Parameters
    ----------
    advice
        The routes of the pupil by day.
    place
        The provision.
    days
        The days on which a start there is looked at, the first one first.
    """
    first = next((day for day in days if advice.admits(place, day)), None)
    if first is None:
        return Window(waarom=advice.why_not(place, days[0]) if days else None)
    last = first
    for day in days[days.index(first) + 1 :]:
        if not advice.admits(place, day):
            break
        last = day
    missing = advice.missing_papers(place, first)
    today = advice.ctx.today()
    ready = today + timedelta(days=max((days for _, days in missing), default=0))
    vanaf = max(first, ready)
    tot = None if last == days[-1] else last
    papers = tuple(advice.to_arrange(place.route, row) for row, _ in missing)
    if tot is not None and vanaf > tot:
        why = f"De papieren zijn er pas op {ready:%d-%m-%Y}; dan kan starten niet meer."
        return Window(waarom=why, papieren=papers)
    return Window(vanaf, tot, None, papers)


def days_to_look_at(
    first: date, moments: Sequence[date], last: date | None, horizon: date
) -> list[date]:
    """Return the days on which a start at a place is looked at.

    Parameters
    ----------
    first
        The first day on which there is a seat.
    moments
        The intake moments; without them every day can be the first.
    last
        The last day of the place, when it is planned.
    horizon
        The last day that a plan looks at.
    """
    end = horizon if last is None else min(last, horizon)
    if moments:
        return [day for day in sorted(moments) if first <= day <= end]
    days, month = ([first], first.replace(day=1)) if first <= end else ([], first)
    while days:
        year, number = divmod(month.year * 12 + month.month, 12)
        month = date(year, number + 1, 1)
        if month > end:
            break
        days.append(month)
    return days
