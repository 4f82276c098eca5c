"""For a pupil without a place: the least that would have to change."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.review.edits import (
    Admit,
    Edit,
    ExtraSeats,
    Hours,
    MayMeet,
    MaySplit,
    Minimum,
    Mix,
    Money,
    PaperThere,
    PlaceExists,
    StartLater,
    Unban,
    Unpin,
)
from matching.placement.review.room import ways_in
from matching.placement.review.seat_prices import extra_seats
from matching.placement.review.table import open_table
from matching.placement.review.what_if import what_if

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matching.placement.instance import Instantie
    from matching.placement.result import Voorstel
    from matching.placement.review.difference import Verplaatsing, Verschil

CHEAPEST_FIRST: tuple[type[Edit], ...] = (
    PaperThere,
    StartLater,
    Admit,
    Unban,
    Unpin,
    MayMeet,
    MaySplit,
    Mix,
    Minimum,
    PlaceExists,
    Hours,
    ExtraSeats,
    Money,
)
"""What a table can change itself comes before what others have to pay for."""

MOST = 12
"""Changes that are worked out; a table reads no more."""


@dataclass(frozen=True)
class Uitweg:
    """One way to a place for a pupil who has none.

    Parameters
    ----------
    leerling, plek
        The pupil, and the place it gets.
    edits
        What would have to change.
    bevestigd
        Whether the best plan then places the pupil. If not, the pupil fits there
        without anybody moving, but others may come first.
    verschil
        What that plan changes, when it was solved.
    """

    leerling: str
    plek: str
    edits: tuple[Edit, ...]
    bevestigd: bool
    verschil: Verschil | None

    @property
    def order(self) -> tuple[bool, int, tuple[int, ...], tuple[int, ...], str]:
        """Return the key that puts the cheapest first."""
        return (not self.bevestigd, *_cost(self.edits), self.plek)


def cheapest_change(
    instantie: Instantie,
    voorstel: Voorstel,
    leerling: str,
    extra: Sequence[tuple[str, tuple[Edit, ...]]] = (),
    *,
    seed: int = 1,
    tijdslimiet: float = 5.0,
) -> tuple[Uitweg, ...]:
    """Return what would have to change to place a pupil, the cheapest first.

    Parameters
    ----------
    instantie, voorstel
        The problem and the proposal for it.
    leerling
        A pupil without a lasting place; for others the answer is empty.
    extra
        Changes that only the caller knows of, such as a paper after which a place
        admits the pupil (``Admit``), with that place.
    seed
        Seed of the engines.
    tijdslimiet
        Seconds for solving; what is not reached is not confirmed.

    Raises
    ------
    InstanceError
        When a change names something unknown.
    """
    if voorstel.plaatsingen.get(leerling) is not None:
        return ()
    deadline = perf_counter() + tijdslimiet
    table = open_table(instantie, voorstel)
    nearby = dict.fromkeys([*extra, *ways_in(table, leerling)])
    asked = {**nearby, **dict.fromkeys(_elsewhere(instantie, voorstel, leerling))}
    found: list[Uitweg] = []
    for place, edits in sorted(asked, key=lambda way: (_cost(way[1]), way[0])):
        seconds = deadline - perf_counter()
        if seconds <= 0 or len(found) >= MOST:
            break
        answer = what_if(*(instantie, voorstel, edits), seed=seed, tijdslimiet=seconds)
        gets = answer.voorstel.plaatsingen.get(leerling)
        if gets is not None:
            sure = answer.bevestigd
            found.append(Uitweg(leerling, gets, edits, sure, answer.verschil))
        elif (place, edits) in nearby:
            found.append(Uitweg(leerling, place, edits, False, answer.verschil))
    return tuple(sorted(found, key=lambda way: way.order))


def _elsewhere(
    instance: Instantie, proposal: Voorstel, leerling: str
) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    """Yield single changes for others that could start a chain to this pupil."""
    own = {pair.plek for pair in instance.paren if pair.leerling == leerling}
    for seat in extra_seats(instance, proposal):
        if any(_gets_a_place(move, leerling) for move in seat.keten):
            yield seat.plek, (ExtraSeats(seat.plek, 1),)
    for row in instance.leerlingen:
        if row.vast is not None and row.vast in own:
            yield row.vast, (Unpin(row.id),)


def _gets_a_place(move: Verplaatsing, leerling: str) -> bool:
    """Tell whether this pupil, who had no lasting place, gets one."""
    after = move.naar
    return move.leerling == leerling and after is not None and after.plek is not None


def _cost(edits: Sequence[Edit]) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """Return how much has to change: how many things, which kinds, how much."""
    kinds = sorted(CHEAPEST_FIRST.index(type(edit)) for edit in edits)
    return (len(edits), tuple(kinds), tuple(_size(edit) for edit in edits))


def _size(edit: Edit) -> int:
    """Return how large one change is, in its own unit."""
    match edit:
        case ExtraSeats(aantal=number):
            return number
        case Hours(uren=amount) | Money(bedrag=amount):
            return amount or 0
        case _:
            return 0
