"""The smallest changes after which a clash is gone, each confirmed by solving."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.review.edits import (
    AnyDay,
    ExtraSeats,
    Hours,
    MayMeet,
    MaySplit,
    Minimum,
    Mix,
    Money,
    OpenNow,
    PaperThere,
    PlaceExists,
    StartLater,
    Unban,
    Unpin,
    apply,
)
from matching.placement.review.feasible import is_feasible
from matching.placement.review.rules import Regelsoort

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matching.placement.instance import Instantie, Paar
    from matching.placement.review.edits import Edit
    from matching.placement.review.rules import Regel

MOST_SEATS = 10
"""Extra seats that are tried before a limit is not worth repairing."""


@dataclass(frozen=True)
class Reparatie:
    """One change that takes a clash away.

    Parameters
    ----------
    regel
        The rule that gives way.
    edit
        The smallest change of it that is enough.
    """

    regel: Regel
    edit: Edit


def repairs(
    problem: Instantie, core: Sequence[Regel], deadline: float
) -> tuple[Reparatie, ...]:
    """Return per rule the smallest change that takes the clash away.

    Parameters
    ----------
    problem
        The problem with the clash.
    core
        The rules that clash.
    deadline
        Moment (``perf_counter``) after which no more is tried.
    """
    found: list[Reparatie] = []
    for rule in core:
        for edit in _steps(problem, core, rule):
            if perf_counter() > deadline:
                return tuple(found)
            if is_feasible(apply(problem, [edit])):
                found.append(Reparatie(rule, edit))
                break
    return tuple(found)


def _steps(problem: Instantie, core: Sequence[Regel], rule: Regel) -> Iterator[Edit]:
    """Yield changes of one rule, from the smallest on."""
    pupil, place, other = rule.leerling or "", rule.plek or "", rule.ander or ""
    match rule.soort:
        case Regelsoort.VAST:
            yield Unpin(pupil)
        case Regelsoort.VERBODEN:
            yield Unban(pupil, place)
        case Regelsoort.VROEGST | Regelsoort.PAPIEREN | Regelsoort.EIND:
            yield from _day_steps(problem, core, rule)
        case Regelsoort.START:
            yield OpenNow(place)
        case Regelsoort.INSTROOM:
            yield AnyDay(place)
        case Regelsoort.NIET_SAMEN:
            yield MayMeet(pupil, other)
        case Regelsoort.SAMEN:
            yield MaySplit(pupil, other)
        case Regelsoort.CAPACITEIT:
            yield from (ExtraSeats(place, more) for more in range(1, MOST_SEATS + 1))
        case _:
            yield from _limit_steps(problem, core, rule)


def _day_steps(
    problem: Instantie, core: Sequence[Regel], rule: Regel
) -> Iterator[Edit]:
    """Yield changes of a day, as far as the pins of the clash need."""
    pinned = {(row.leerling, row.plek) for row in _pinned(problem, core)}
    places = {row.id: row for row in problem.plekken}
    ends = [end for _, at in pinned if (end := places[at].eind) is not None]
    pupil, place = rule.leerling or "", rule.plek or ""
    last = min(ends, default=None)
    match rule.soort:
        case Regelsoort.VROEGST:
            yield StartLater(pupil, last)
            yield StartLater(pupil, None)
        case Regelsoort.PAPIEREN:
            yield PaperThere(pupil, place, last)
            yield PaperThere(pupil, place, None)
        case Regelsoort.EIND:
            first = [row.vroegst for row in problem.leerlingen if row.vroegst]
            here = places[place]
            for day in sorted(set(first)):
                if here.eind is not None and day > here.eind:
                    yield PlaceExists(place, here.start, day)
            yield PlaceExists(place, here.start, None)


def _limit_steps(
    problem: Instantie, core: Sequence[Regel], rule: Regel
) -> Iterator[Edit]:
    """Yield changes of a limit, as far as the pins of the clash need."""
    place, pinned = rule.plek or "", _pinned(problem, core)
    match rule.soort:
        case Regelsoort.UREN:
            yield Hours(place, sum(row.uren for row in pinned if row.plek == place))
        case Regelsoort.BUDGET:
            paid = {row.id for row in problem.plekken if row.budget == rule.budget}
            needed = sum(row.kosten for row in pinned if row.plek in paid)
            yield Money(rule.budget or "", needed)
        case Regelsoort.MINIMUM:
            for least in range((rule.grens or 0) - 1, -1, -1):
                yield Minimum(place, least)
        case Regelsoort.KENMERK:
            limit = rule.grens or 0
            for most in range(limit + 1, limit + MOST_SEATS):
                yield Mix(place, rule.kenmerk or "", most)


def _pinned(problem: Instantie, core: Sequence[Regel]) -> list[Paar]:
    """Return the pairs of the pins in a clash."""
    pins = {
        (rule.leerling, rule.plek) for rule in core if rule.soort is Regelsoort.VAST
    }
    return [row for row in problem.paren if (row.leerling, row.plek) in pins]
