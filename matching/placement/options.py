"""Per pupil the options: a lasting place, a bridging place until then, and when.

Only options that can be best are made: a lasting place begins as early as it can,
later only where seats come free later; a bridging place begins as early as it can,
later only when a seat may have come free; and a bridge that brings nothing, since
the lasting place is there before it, is not made.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.moments import free_moments
from matching.placement.timeline import FOREVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from matching.placement.admissible import Admission
    from matching.placement.instance import Instantie, Paar
    from matching.placement.timeline import Calendar

    Ints = NDArray[np.int64]

NONE = -1
"""Index that stands for no place, no bridge, no pair or no option."""


@dataclass(frozen=True, eq=False)
class Options:
    """What each pupil can get, option after option; all of shape (options,).

    Parameters
    ----------
    pupil
        Pupil index; ascending.
    place, start
        Lasting place (``NONE`` for none) and the day on which it begins.
    bridge, bridge_start, bridge_end
        Bridging place (``NONE`` for none), its first day and the day after its last.
    pair, bridge_pair
        Row of ``paren`` for each of the two, ``NONE`` for none.
    """

    pupil: Ints
    place: Ints
    start: Ints
    bridge: Ints
    bridge_start: Ints
    bridge_end: Ints
    pair: Ints
    bridge_pair: Ints

    def __len__(self) -> int:
        return len(self.pupil)

    def pick(self, keep: NDArray[np.bool_] | Ints) -> Options:
        """Return some of the options, in their order."""
        return Options(*(column[keep] for column in self._columns()))

    def days_at_home(self, horizon: int) -> Ints:
        """Return the days without any place until the lasting one or the horizon."""
        until: Ints = np.where(self.place == NONE, horizon, self.start)
        return until - (self.bridge_end - self.bridge_start)

    def _columns(self) -> tuple[Ints, ...]:
        return (
            self.pupil,
            self.place,
            self.start,
            self.bridge,
            self.bridge_start,
            self.bridge_end,
            self.pair,
            self.bridge_pair,
        )


def build_options(
    instance: Instantie,
    admission: Admission,
    pupil_at: dict[str, int],
    place_at: dict[str, int],
) -> Options:
    """Make the options of all pupils, sorted by pupil and draw order.

    The draw order of a pupil is: lasting place by id, the earlier begin, bridging
    place by id, the earlier bridge, no bridge; options without lasting place last.
    """
    usable = [
        (number, pair)
        for number, pair in enumerate(instance.paren)
        if admission.admits(pair)
    ]
    if admission.counts:
        options = _with_days(instance, admission, usable, pupil_at, place_at)
    else:
        options = _without_days(usable, pupil_at, place_at)
    last = len(place_at)
    order = np.lexsort(
        (
            options.bridge_start,
            np.where(options.bridge == NONE, last, options.bridge),
            options.start,
            np.where(options.place == NONE, last, options.place),
            options.pupil,
        )
    )
    return options.pick(order)


def _without_days(
    usable: Sequence[tuple[int, Paar]],
    pupil_at: dict[str, int],
    place_at: dict[str, int],
) -> Options:
    """Make one option per pair, all beginning on day 0."""
    number = len(usable)
    zeros, none = np.zeros(number, dtype=np.int64), np.full(number, NONE)
    return Options(
        pupil=_ints(pupil_at[pair.leerling] for _, pair in usable),
        place=_ints(place_at[pair.plek] for _, pair in usable),
        start=zeros,
        bridge=none,
        bridge_start=zeros,
        bridge_end=zeros,
        pair=_ints(number for number, _ in usable),
        bridge_pair=none,
    )


def _with_days(
    instance: Instantie,
    admission: Admission,
    usable: Sequence[tuple[int, Paar]],
    pupil_at: dict[str, int],
    place_at: dict[str, int],
) -> Options:
    """Make the options of each pupil from its lasting and its bridging pairs."""
    lasting: dict[str, list[tuple[int, Paar]]] = defaultdict(list)
    bridging: dict[str, list[tuple[int, Paar]]] = defaultdict(list)
    for number, pair in usable:
        kind = bridging if admission.places[pair.plek].overbrugt else lasting
        kind[pair.leerling].append((number, pair))
    moments = free_moments(admission, lasting, bridging)
    found: list[tuple[int, ...]] = []
    for row in instance.leerlingen:
        pinned = None if row.vast is None else admission.places[row.vast]
        ends = [
            (place_at[pair.plek], day, number)
            for number, pair in lasting[row.id]
            for day in admission.begins(pair)
        ]
        if pinned is None or pinned.overbrugt:
            ends.append((NONE, admission.timeline.horizon, NONE))
        bridges = _bridges(admission, bridging[row.id], moments, place_at)
        # Who is pinned on a bridge does without only when there is no wait for it.
        bare = FOREVER
        if pinned is not None and pinned.overbrugt:
            bare = min((bridge.start for bridge in bridges), default=-1)
        found += _combine(pupil_at[row.id], ends, bridges, bare=bare)
    table = np.array(found, dtype=np.int64).reshape(-1, len(Options.__annotations__))
    return Options(*table.T.copy())


@dataclass(frozen=True)
class _Bridge:
    """One way to wait: a bridging place from one day on."""

    place: int
    start: int
    calendar: Calendar
    pair: int

    def end(self, until: int) -> int:
        """Return the day after the last, when it is needed until a day."""
        return min(until, self.start + self.calendar.stay, self.calendar.end)


def _combine(
    pupil: int,
    ends: Iterable[tuple[int, int, int]],
    bridges: Sequence[_Bridge],
    *,
    bare: int,
) -> list[tuple[int, ...]]:
    """Combine what a pupil can end at with the ways to wait for it.

    Parameters
    ----------
    pupil
        Index of the pupil.
    ends
        Lasting place, begin and pair.
    bridges
        The ways to wait.
    bare
        Last begin of a lasting place for which the pupil may do without a bridge.
    """
    found: list[tuple[int, ...]] = []
    for place, day, pair in ends:
        start = 0 if place == NONE else day
        if place != NONE and start <= bare:
            found.append((pupil, place, start, NONE, 0, 0, pair, NONE))
        for bridge in bridges:
            end = bridge.end(day)
            if end > bridge.start and bridge.calendar.has_seat(bridge.start, end):
                wait = (bridge.place, bridge.start, end, pair, bridge.pair)
                found.append((pupil, place, start, *wait))
    return found


def _bridges(
    admission: Admission,
    pairs: Sequence[tuple[int, Paar]],
    moments: dict[str, list[int]],
    place_at: dict[str, int],
) -> list[_Bridge]:
    """Return the ways in which one pupil can wait."""
    found = []
    for number, pair in pairs:
        calendar = admission.calendars[pair.plek]
        (earliest,) = admission.begins(pair)
        latest = admission.latest(pair)
        later = [day for day in moments[pair.plek] if earliest < day <= latest]
        found += [
            _Bridge(place_at[pair.plek], day, calendar, number)
            for day in (earliest, *later)
        ]
    return found


def _ints(values: object) -> Ints:
    return np.fromiter(values, dtype=np.int64)  # type: ignore[call-overload,no-any-return]
