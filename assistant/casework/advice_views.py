"""What the use case of the advice page returns: a plan, and every route with why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.routes.weigh import NIET_IN_REGIO

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.casework.case_views import CaseView, ClockView
    from assistant.casework.papers import Paper
    from assistant.casework.views import StoredAdvice
    from knowledge.route_regels import InformatieRegel
    from matching.routes.opening import Opening
    from matching.routes.place import Rangstap
    from matching.routes.steps import Stapstand


@dataclass(frozen=True)
class CriterionView:
    """One criterion of the stored advice; ``zeker`` is False for an own reading."""

    id: str
    aard: str
    uitkomst: str
    uitleg: str
    bron: str
    zeker: bool


@dataclass(frozen=True)
class ChanceView:
    """The estimated chance of one route (0..1), and what weighed most in it."""

    kans: float
    redenen: tuple[tuple[str, bool], ...]
    """Names of features, each with whether it makes the chance larger."""


@dataclass(frozen=True)
class RouteView:
    """One route: how it stands, why, and what can be done about it.

    Parameters
    ----------
    reden
        Why it has this status, in one plain sentence.
    meer_redenen
        How many other criteria close it as well; 0 for a route that is not closed.
    vragen
        The fields that keep it undecided.
    opening
        What would open it; only for a closed route.
    volgorde
        What each step of the order says of it.
    stappen
        Its steps, with how far the pupil is.
    informatie
        What is known about it, and whom to ask for what is not.
    """

    id: str
    naam: str
    kort: str | None
    opmerking: str | None
    soort: str
    rang: int
    status: str
    reden: str
    meer_redenen: int
    criteria: tuple[CriterionView, ...]
    vragen: tuple[str, ...] = ()
    opening: Opening | None = None
    volgorde: tuple[Rangstap, ...] = ()
    stappen: tuple[Stapstand, ...] = ()
    informatie: tuple[InformatieRegel, ...] = ()
    kans: ChanceView | None = None

    @property
    def eerste_stap(self) -> Stapstand | None:
        """Return the step that is for now, if the route has steps."""
        return next((one for one in self.stappen if one.stand == "nu"), None)

    @property
    def is_apart(self) -> bool:
        """Tell whether this route asks no attention now.

        It is not there in the region, or nothing is missing but a reason for it.
        """
        if self.status == "dicht":
            return any(one.id == NIET_IN_REGIO for one in self.criteria)
        open_ = {one.aard for one in self.criteria if one.uitkomst == "onbekend"}
        return self.status == "onbekend" and not open_ & {"hard", "indicatie"}

    @property
    def oordelen(self) -> tuple[CriterionView, ...]:
        """Return what only people can judge."""
        return tuple(one for one in self.criteria if one.aard == "oordeel")


@dataclass(frozen=True)
class PlanView:
    """The plan: what now, what next, at which table, which papers, by when.

    ``termijn`` is the first day to come; ``later`` the days after it and ``voorbij``
    those that have passed. ``tafels_onbekend`` are tables for which an answer is
    missing: as long as there are any, nobody can say that no table is needed.
    """

    nu: tuple[RouteView, ...]
    straks: tuple[RouteView, ...]
    tafel: RouteView | None
    tafels_onbekend: tuple[RouteView, ...]
    papieren: tuple[Paper, ...]
    termijn: ClockView | None
    later: tuple[ClockView, ...]
    voorbij: tuple[ClockView, ...]


@dataclass(frozen=True)
class OrderView:
    """Where the order of the open routes comes from, and why.

    ``bekend`` and ``minstens`` are numbers of placements of which the outcome is
    known, and how many are needed; None when that is not why the rules order.
    """

    geleerd: bool
    zin: str
    bekend: int | None = None
    minstens: int | None = None

    @property
    def ontbreken(self) -> int | None:
        """Return how many outcomes are still missing."""
        if self.bekend is None or self.minstens is None:
            return None
        return max(0, self.minstens - self.bekend)


@dataclass(frozen=True)
class AdvicePage:
    """Everything that the advice page shows of one case.

    Parameters
    ----------
    casus, advies
        The case as far as it is in sight, and its latest advice.
    plan
        What to do.
    routes
        The routes by status, best first.
    vragen
        The fields whose answer helps most, in that order, as far as in sight.
    volgorde
        Where the order comes from; None for an advice of before there was learning.
    regels_veranderd
        Whether the rows changed since, so that a new advice may differ.
    mag_antwoorden, mag_opnieuw
        Whether this viewer may answer here, and have the advice made again.
    """

    casus: CaseView
    advies: StoredAdvice
    plan: PlanView
    routes: Mapping[str, tuple[RouteView, ...]]
    vragen: tuple[str, ...]
    volgorde: OrderView | None
    regels_veranderd: bool
    mag_antwoorden: bool
    mag_opnieuw: bool
