"""Which one extra place does most: for how many pupils, and how many weeks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.review.difference import goal_changes
from matching.placement.review.edits import ExtraSeats
from matching.placement.review.price import Zekerheid, loss
from matching.placement.review.seat_prices import extra_seats
from matching.placement.review.table import open_table
from matching.placement.review.what_if import what_if
from matching.placement.rows import RowKind

if TYPE_CHECKING:
    from datetime import date

    from matching.placement.instance import Doel, Instantie
    from matching.placement.result import Voorstel
    from matching.placement.review.difference import Verplaatsing
    from matching.placement.review.table import Table


@dataclass(frozen=True)
class Stoelwaarde:
    """What one more seat at a place would do.

    Parameters
    ----------
    plek, voorziening
        The place and its provision.
    vanaf
        From which day the seat is there; ``None``: from the start.
    zekerheid
        How sure it is.
    doelen
        Growth of the value of each goal.
    keten
        Who moves.
    """

    plek: str
    voorziening: str | None
    vanaf: date | None
    zekerheid: Zekerheid
    doelen: tuple[tuple[Doel, int], ...]
    keten: tuple[Verplaatsing, ...]

    @property
    def geplaatst(self) -> int:
        """Return how many pupils more get a lasting place."""
        return sum(
            (move.naar is not None and move.naar.plek is not None)
            - (move.van is not None and move.van.plek is not None)
            for move in self.keten
        )

    @property
    def weken(self) -> int:
        """Return how many weeks at home it saves."""
        return -sum(move.weken for move in self.keten)

    @property
    def order(self) -> tuple[tuple[int, ...], str, str]:
        """Return the key that puts the most valuable first."""
        lost = tuple(loss(doel, grew) for doel, grew in self.doelen)
        return (lost, self.plek, str(self.vanaf or ""))


def seat_values(
    instantie: Instantie,
    voorstel: Voorstel,
    *,
    seed: int = 1,
    tijdslimiet: float = 5.0,
) -> tuple[Stoelwaarde, ...]:
    """Return what one more seat at each full place would do, the best first.

    Exact and at once where all rules are seats; elsewhere the places that most
    pupils without a place wait for are solved again, as long as there is time.

    Parameters
    ----------
    instantie, voorstel
        The problem and the proposal for it.
    seed
        Seed of the engines.
    tijdslimiet
        Seconds for solving.
    """
    deadline = perf_counter() + tijdslimiet
    table = open_table(instantie, voorstel)
    kinds = {row.id: row.voorziening for row in instantie.plekken}
    seats = list(extra_seats(instantie, voorstel))
    found = [
        Stoelwaarde(
            *(seat.plek, kinds[seat.plek], seat.vanaf),
            *(Zekerheid.EXACT, seat.doelen, seat.keten),
        )
        for seat in seats
        if seat.doelen is not None
    ]
    unsure = [seat.plek for seat in seats if seat.doelen is None]
    for place in (*unsure, *_sought(table, voorstel)):
        seconds = deadline - perf_counter()
        if seconds <= 0:
            break
        answer = what_if(
            *(instantie, voorstel, [ExtraSeats(place, 1)]),
            seed=seed,
            tijdslimiet=seconds,
        )
        if answer.verschil is None:
            continue
        sure = Zekerheid.BEVESTIGD if answer.bevestigd else Zekerheid.SCHATTING
        grew = goal_changes(instantie, voorstel, answer.instantie, answer.voorstel)
        moves = answer.verschil.verplaatsingen
        found.append(Stoelwaarde(place, kinds[place], None, sure, grew, moves))
    worth = (one for one in found if sum(1 for _, grew in one.doelen if grew))
    return tuple(sorted(worth, key=lambda one: one.order))


def _sought(table: Table, proposal: Voorstel) -> list[str]:
    """Return the places with side rules, those that most pupils wait for first."""
    model = table.model
    full = {
        name.ids[0]
        for name, limit, used in zip(
            *(model.rows.names, model.rows.limit.tolist(), table.used.tolist()),
            strict=True,
        )
        if name.kind is RowKind.CAPACITEIT and used >= limit
    }
    side = {
        id
        for part in table.parts
        if part.residual is None
        for id in part.piece.model.pupils
    }
    waiting: Counter[str] = Counter()
    for pair in table.instance.paren:
        if pair.leerling in side and pair.plek in full:
            unplaced = proposal.plaatsingen.get(pair.leerling) is None
            waiting[pair.plek] += 1000 if unplaced else 1
    return sorted(waiting, key=lambda place: (-waiting[place], place))
