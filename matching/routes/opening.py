"""What would open a closed route: the smallest changes, tried out one set at a time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from knowledge.routes import Aard
from matching.feiten import Feiten
from matching.routes.advies import Status
from matching.routes.advise import find_region, weigh_routes
from matching.routes.levers import Lever, levers_for
from matching.routes.open_fields import deciding_questions
from matching.routes.weigh import NIET_IN_REGIO, status_of, weigh_route
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from knowledge.load import Knowledge
    from knowledge.openingen import Openingzinnen
    from knowledge.regio import Regio
    from knowledge.routes import Route
    from matching.routes.advies import CriteriumUitkomst, RouteUitkomst


@dataclass(frozen=True)
class Manier:
    """One smallest set of changes after which a route is no longer closed.

    ``vanaf`` is the day from which it holds, when time is among the changes.
    ``vragen`` are the fields that are then still to ask.
    """

    wijzigingen: tuple[str, ...]
    wie: tuple[str, ...]
    vanaf: date | None
    status: Status
    vragen: tuple[str, ...]
    zin: str

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "wijzigingen": list(self.wijzigingen),
            "wie": list(self.wie),
            "vanaf": self.vanaf.isoformat() if self.vanaf else None,
            "status": self.status.value,
            "vragen": list(self.vragen),
            "zin": self.zin,
        }


@dataclass(frozen=True)
class Opening:
    """What would open one closed route; without a way ``zin`` says why not."""

    route: str
    manieren: tuple[Manier, ...]
    zin: str

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        ways = [way.as_dict() for way in self.manieren]
        return {"route": self.route, "manieren": ways, "zin": self.zin}


def openings(
    antwoorden: Mapping[str, object],
    knowledge: Knowledge,
    peildatum: date,
    regio: str | None = None,
) -> dict[str, Opening]:
    """Return for every closed route what would open it, in the order of the routes.

    Only what people can change counts (``routes/_openingen.yaml``), and time that
    passes. Of the smallest sets of changes all are given; no smaller one opens the
    route, and after each the route is not closed.

    Parameters
    ----------
    antwoorden
        Answers as ``matching.antwoorden.check_answers`` returns them.
    knowledge
        The routes, and what can change.
    peildatum
        The date of reckoning.
    regio
        Id of the region; ``None`` switches no route off.
    """
    region = find_region(knowledge, regio)
    feiten = Feiten(antwoorden, knowledge, peildatum)
    return {
        row.route: _opening(row, antwoorden, feiten, knowledge, region)
        for row in weigh_routes(feiten, knowledge, region)
        if row.status is Status.dicht
    }


def _opening(
    closed: RouteUitkomst,
    antwoorden: Mapping[str, object],
    feiten: Feiten,
    knowledge: Knowledge,
    regio: Regio | None,
) -> Opening:
    words = knowledge.openingen.zinnen
    name = closed.route
    failing = [row for row in closed.criteria if _fails(row)]
    if any(row.criterium == NIET_IN_REGIO for row in failing):
        return Opening(name, (), words.niet_in_regio)
    route = knowledge.routes[name]
    levers = levers_for(route, failing, feiten, knowledge, regio)
    trial = _Trial(route, antwoorden, feiten, knowledge, regio)
    for size in range(1, len(levers) + 1):
        found = tuple(trial.ways(levers, size))
        if found:
            return Opening(name, found, found[0].zin)
    return Opening(name, (), words.niets)


def _fails(row: CriteriumUitkomst) -> bool:
    return row.aard is Aard.hard and row.uitkomst is Uitkomst.voldoet_niet


class _Trial:
    """Tries changes out on one route."""

    def __init__(
        self,
        route: Route,
        antwoorden: Mapping[str, object],
        feiten: Feiten,
        knowledge: Knowledge,
        regio: Regio | None,
    ) -> None:
        self._route = route
        self._antwoorden = antwoorden
        self._feiten = feiten
        self._knowledge = knowledge
        self._regio = regio

    def ways(self, levers: Sequence[Lever], size: int) -> Iterator[Manier]:
        """Give every set of so many changes that opens the route."""
        opened_by_time: set[tuple[str, ...]] = set()
        for chosen in combinations(levers, size):
            days = [one.dag for one in chosen if one.dag is not None]
            if len(days) > 1:
                continue
            # Of several days only the first matters; the levers stand in that order.
            others = tuple(one.id for one in chosen if one.dag is None)
            if days and others in opened_by_time:
                continue
            way = self._way(chosen, days[0] if days else None)
            if way is not None:
                yield way
                if days:
                    opened_by_time.add(others)

    def _way(self, chosen: Sequence[Lever], day: date | None) -> Manier | None:
        answers = dict(self._antwoorden)
        for lever in chosen:
            answers |= lever.antwoorden
        later = Feiten(answers, self._knowledge, day or self._feiten.peildatum)
        rows = weigh_route(self._route, later, self._regio)
        status = status_of(rows)
        if status is Status.dicht:
            return None
        return Manier(
            wijzigingen=tuple(one.id for one in chosen),
            wie=tuple(one.wie for one in chosen if one.wie is not None),
            vanaf=day,
            status=status,
            vragen=deciding_questions(rows, later) if status is Status.onbekend else (),
            zin=self._sentence(chosen, rows, status, later),
        )

    def _sentence(
        self,
        chosen: Sequence[Lever],
        rows: Sequence[CriteriumUitkomst],
        status: Status,
        later: Feiten,
    ) -> str:
        words = self._knowledge.openingen.zinnen
        first = words.kan.format(wat=_joined(chosen, words))
        if status is Status.open:
            return f"{first} {words.daarna_open}"
        reasons = {row.uitkomst for row in rows if row.aard is Aard.indicatie}
        if reasons == {Uitkomst.voldoet_niet}:
            return f"{first} {words.daarna_geen_reden}"
        velden = self._knowledge.velden
        names = [velden[one].naam.lower() for one in deciding_questions(rows, later)]
        if not names:
            return first
        return f"{first} {words.daarna_vragen.format(wat=', '.join(names))}"


def _joined(chosen: Sequence[Lever], words: Openingzinnen) -> str:
    """Write the changes as one clause; time comes first."""
    timed = [one.wat for one in chosen if one.is_tijd]
    made = [one.wat for one in chosen if not one.is_tijd]
    if made:
        *first, last = made
        listed = f"{', '.join(first)} {words.en} {last}" if first else last
        timed.append(f"{words.als} {listed}")
    return f", {words.en} ".join(timed)
