"""The places of a table: seats over time, staff, money, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.decisions import full_name
from assistant.casework.place_kinds import kind_of
from assistant.casework.seats_over_time import free_over_time, held_now, holds_of
from assistant.casework.travel import points_of
from models.voorziening import PlekSoort, all_provisions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.casework.seats_over_time import Free, Hold
    from assistant.casework.travel import Point
    from assistant.context import Context
    from models.store import UnitOfWork
    from models.voorziening import Groep, Voorziening


@dataclass(frozen=True)
class Place:
    """A group with known seats; ``vrij`` is what can be given from ``vanaf`` on.

    ``perioden`` are later changes of the free seats; ``tot`` is the last day; ``uren``
    the hours of staff that are left in a week and ``minimum`` how many more pupils it
    takes to open; ``houders`` are the seats that decisions hold. None is no limit that
    we know.
    """

    groep: Groep
    voorziening: Voorziening
    naam: str
    vrij: int
    vanaf: date
    tot: date | None
    soort: PlekSoort = PlekSoort.BLIJVEND
    instroom: tuple[date, ...] = ()
    perioden: tuple[Free, ...] = ()
    uren: float | None = None
    minimum: int = 0
    houders: tuple[Hold, ...] = ()
    punt: Point | None = None


@dataclass(frozen=True)
class Budget:
    """The money of a provision that is left this school year, in whole euros."""

    voorziening_id: str
    rest: int


@dataclass(frozen=True)
class TablePlaces:
    """Places by id, the budgets, and what could not be reckoned with, by name.

    ``onbekend`` are places left out since nobody knows their seats; ``gaten`` are
    sentences about what is not known of the others.
    """

    plekken: dict[str, Place]
    budgetten: tuple[Budget, ...] = ()
    onbekend: tuple[str, ...] = ()
    gaten: tuple[str, ...] = ()
    geen_instroom: dict[str, str] = field(default_factory=dict)


def places_of(
    ctx: Context, uow: UnitOfWork, regio: str | None, *, without: str | None = None
) -> TablePlaces:
    """Return the places of a region with their seats from today.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    regio
        The region of the table; places of another region are not offered, since
        their providers would see the pupil.
    without
        A case whose own seats do not count as taken.
    """
    holds = holds_of(uow, without=without)
    held = held_now(holds, ctx.today())
    places: dict[str, Place] = {}
    unknown: list[str] = []
    gaps: list[str] = []
    no_moment: dict[str, str] = {}
    budgets = []
    offered = [row for row in all_provisions(uow.session) if is_offered_in(row, regio)]
    points = points_of(uow, (row.pc4 for row in offered))
    for voorziening in offered:
        budget, gap = budget_of(voorziening, held)
        budgets += [budget] if budget else []
        gaps += [gap] if gap else []
        where = points.get(voorziening.pc4)
        for groep in voorziening.groepen:
            free = free_over_time(groep, holds.get(groep.id, ()), ctx.today())
            if not free:
                continue  # the last period of this group is over
            known = [row for row in free if row.vrij is not None]
            if not known:
                unknown.append(full_name(groep))
                continue
            place = _place(ctx, groep, known, holds.get(groep.id, ()))
            place = replace(place, punt=where)
            gaps += _gaps(groep, place, free)
            if groep.instroom and not place.instroom:
                no_moment[groep.id] = place.naam
                continue
            places[groep.id] = place
    gaps += [
        f"{name}: er is geen instroommoment meer bekend." for name in no_moment.values()
    ]
    return TablePlaces(places, tuple(budgets), tuple(unknown), tuple(gaps), no_moment)


def is_offered_in(voorziening: Voorziening, regio: str | None) -> bool:
    """Tell whether a provision is for a region; one without a region is for all."""
    return None in (regio, voorziening.regio) or voorziening.regio == regio


def budget_of(
    voorziening: Voorziening, held: dict[str, int]
) -> tuple[Budget | None, str | None]:
    """Return the money that is left, or a sentence when it cannot be reckoned with.

    Every taken seat counts for what a pupil costs.
    """
    total, each = voorziening.budget_cent, voorziening.kosten_cent
    if total is None and each is None:
        return None, None
    taken = 0
    for groep in voorziening.groepen:
        counted = groep.capaciteiten[-1].bezet if groep.capaciteiten else 0
        if counted is None:
            total = None
            break
        taken += counted + held.get(groep.id, 0)
    if total is None or each is None:
        return None, (
            f"{voorziening.naam}: niet bekend hoeveel geld er nog is, dus daar is niet "
            "mee gerekend."
        )
    return Budget(voorziening.id, max(0, (total - taken * each) // 100)), None


def _place(
    ctx: Context, groep: Groep, known: Sequence[Free], holds: Sequence[Hold]
) -> Place:
    today = ctx.today()
    moments = sorted(date.fromisoformat(text) for text in groep.instroom)
    first = known[0].vanaf
    return Place(
        groep=groep,
        voorziening=groep.voorziening,
        naam=full_name(groep),
        vrij=known[0].vrij or 0,
        vanaf=first,
        tot=_last_day(groep),
        soort=kind_of(ctx, groep),
        instroom=tuple(day for day in moments if day >= max(first, today)),
        perioden=tuple(known[1:]),
        uren=hours_left(ctx, groep, holds),
        houders=tuple(holds),
        minimum=_still_needed(groep, holds, today),
    )


def _last_day(groep: Groep) -> date | None:
    ends = [groep.capaciteiten[-1].tot, groep.einde]
    return min((day for day in ends if day is not None), default=None)


def _taken(groep: Groep, holds: Sequence[Hold], today: date) -> int | None:
    """Return how many pupils have a seat now, as counted and as decided."""
    period = next(
        (one for one in groep.capaciteiten if one.tot is None or one.tot >= today), None
    )
    if period is None or period.bezet is None:
        return None
    held = sum(one.tot is None or one.tot >= today for one in holds)
    return period.bezet + held


def hours_left(
    ctx: Context,
    groep: Groep,
    holds: Sequence[Hold],
    begin: date | None = None,
    end: date | None = None,
) -> float | None:
    """Return the hours of staff that are left in a week; None is not known.

    Parameters
    ----------
    ctx
        The surroundings.
    groep
        The group.
    holds
        The seats that decisions hold.
    begin, end
        Only seats that are held in these days take hours; without them every seat
        that is held now or later does.
    """
    meanwhile = [hold for hold in holds if hold.overlaps(begin, end)]
    taken = _taken(groep, meanwhile, ctx.today())
    if groep.fte is None or groep.uren_per_leerling is None or taken is None:
        return None
    hours = groep.fte * ctx.knowledge.plaatsing.uren_per_fte
    return max(0.0, round(hours - taken * groep.uren_per_leerling, 2))


def _still_needed(groep: Groep, holds: Sequence[Hold], today: date) -> int:
    taken = _taken(groep, holds, today)
    return max(0, (groep.minimum or 0) - (taken or 0))


def _gaps(groep: Groep, place: Place, free: Sequence[Free]) -> list[str]:
    """Tell what of a place is not known, so that nobody reads it as zero or free."""
    found = []
    later = next((row.vanaf for row in free if row.vrij is None), None)
    if later is not None:
        found.append(
            f"{place.naam}: vanaf {later:%d-%m-%Y} is niet bekend hoeveel plaatsen er "
            "zijn."
        )
    if (groep.fte is None) != (groep.uren_per_leerling is None):
        found.append(
            f"{place.naam}: niet bekend hoeveel begeleiding er is, dus daar is niet "
            "mee gerekend."
        )
    if place.soort is PlekSoort.OVERBRUGGING and groep.verblijf_weken is None:
        found.append(f"{place.naam}: niet bekend hoe lang een leerling mag blijven.")
    return found
