"""Which one extra place does most: for how many pupils, and how many weeks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.review.calm import calm
from matching.placement.review.difference import difference, goal_changes
from matching.placement.review.edits import ExtraSeats, apply
from matching.placement.review.footings import footing_of
from matching.placement.review.price import Zekerheid, loss
from matching.placement.review.quick import quick_plan
from matching.placement.review.seat_prices import extra_seats
from matching.placement.review.steady import keep_days
from matching.placement.review.table import open_table
from matching.placement.review.what_if import what_if
from matching.placement.rows import RowKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matching.placement.instance import Doel, Instantie
    from matching.placement.result import Voorstel
    from matching.placement.review.difference import Verplaatsing
    from matching.placement.review.table import Table


QUICK_SHARE = 0.7
"""Part of the time for plans without a proof; then the best of them are proven."""


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

    Exact and at once where all rules are seats. Elsewhere the places that most pupils
    without a place wait for come first: a plan that can be had for each of them, and
    then the best of these solved again, as long as there is time.

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
    asked = _Asked(instantie, voorstel, seed)
    seats = list(extra_seats(instantie, voorstel))
    found = {
        seat.plek: asked.value(
            seat.plek, Zekerheid.EXACT, seat.doelen, seat.keten, seat.vanaf
        )
        for seat in seats
        if seat.doelen is not None
    }
    unsure = [seat.plek for seat in seats if seat.doelen is None]
    sought = [*unsure, *_sought(table, voorstel)]
    if tijdslimiet > 0 and sought:
        found |= asked.estimated(sought, deadline, tijdslimiet)
        first = [place for place in found if place in set(sought)]
        first.sort(key=lambda place: found[place].order)
        rest = [place for place in sought if place not in found]
        found |= asked.solved([*first, *rest], deadline)
    worth = (one for one in found.values() if sum(1 for _, grew in one.doelen if grew))
    return tuple(sorted(worth, key=lambda one: one.order))


class _Asked:
    """What one more seat does, place by place.

    Parameters
    ----------
    instance, proposal
        The problem and the proposal for it.
    seed
        Seed of the engines.
    """

    def __init__(self, instance: Instantie, proposal: Voorstel, seed: int) -> None:
        self.instance, self.proposal, self.seed = instance, proposal, seed
        self.kinds = {row.id: row.voorziening for row in instance.plekken}

    def value(
        self,
        place: str,
        sure: Zekerheid,
        doelen: tuple[tuple[Doel, int], ...],
        moves: tuple[Verplaatsing, ...],
        day: date | None = None,
    ) -> Stoelwaarde:
        """Return the value of a seat at a place."""
        return Stoelwaarde(place, self.kinds[place], day, sure, doelen, moves)

    def estimated(
        self, places: Sequence[str], deadline: float, seconds: float
    ) -> dict[str, Stoelwaarde]:
        """Return a plan with the seat at each place, as far as most of the time goes.

        Parameters
        ----------
        places
            The places, the most wanted first.
        deadline
            Value of ``perf_counter`` at which to stop.
        seconds
            The time there was.
        """
        found = dict[str, Stoelwaarde]()
        footing = footing_of(self.instance, self.proposal, seconds=seconds)
        enough = deadline - (1 - QUICK_SHARE) * seconds
        for place in places:
            if footing is None or not footing.complete or perf_counter() >= enough:
                break
            changed = apply(self.instance, [ExtraSeats(place, 1)])
            problem = calm(changed, self.proposal)
            plan = quick_plan(problem, footing, place, deadline)
            if plan is not None:
                plan = keep_days(problem, self.proposal, plan)
                moves = self._moves(changed, plan)
                grew = goal_changes(self.instance, self.proposal, changed, plan)
                sure = Zekerheid.SCHATTING
                found[place] = self.value(place, sure, grew, moves)
        return found

    def solved(self, places: Sequence[str], deadline: float) -> dict[str, Stoelwaarde]:
        """Return the values that solving again proves, as far as time goes."""
        found = dict[str, Stoelwaarde]()
        for place in places:
            seconds = deadline - perf_counter()
            if seconds <= 0:
                break
            answer = what_if(
                *(self.instance, self.proposal, [ExtraSeats(place, 1)]),
                seed=self.seed,
                tijdslimiet=seconds,
            )
            if answer.verschil is None or not answer.bevestigd:
                continue
            grew = goal_changes(
                self.instance, self.proposal, answer.instantie, answer.voorstel
            )
            moves = answer.verschil.verplaatsingen
            found[place] = self.value(place, Zekerheid.BEVESTIGD, grew, moves)
        return found

    def _moves(self, changed: Instantie, plan: Voorstel) -> tuple[Verplaatsing, ...]:
        told = difference(self.instance, self.proposal, changed, plan)
        return told.verplaatsingen


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
