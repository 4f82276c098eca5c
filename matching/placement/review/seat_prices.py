"""The exact value of one more seat, from the residual graph of the proposal.

One more seat brings what the cheapest way to fill it earns. That is exact when the
plan it leads to keeps all rules, also those that could not bind before; and when
the place has one limit in use. Otherwise solving again must say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matching.placement.instance import Leerling, Paar
from matching.placement.review.edits import Seats, apply
from matching.placement.review.table import open_table
from matching.placement.rows import RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from matching.placement.instance import Doel, Instantie, Plek
    from matching.placement.residual import Residual, SeatValue
    from matching.placement.result import Voorstel
    from matching.placement.review.difference import Verplaatsing
    from matching.placement.review.table import Part

GUEST = "\0"
"""Before the id of a place: the guest that keeps its one seat taken."""


@dataclass(frozen=True)
class Seat:
    """One more seat at a full place.

    Parameters
    ----------
    plek, vanaf
        The place, and the day from which the seat is needed (``None``: the start).
    doelen
        Growth per goal; ``None``: only solving can tell.
    keten
        Who moves.
    """

    plek: str
    vanaf: date | None
    doelen: tuple[tuple[Doel, int], ...] | None
    keten: tuple[Verplaatsing, ...] = ()


def extra_seats(instance: Instantie, proposal: Voorstel) -> Iterator[Seat]:
    """Yield what one more seat does at each full place whose rules are all seats.

    Parameters
    ----------
    instance, proposal
        The problem and the proposal for it.
    """
    table = open_table(*_with_guests(instance, proposal))
    closed = {row.id for row in instance.plekken if _is_closed_for_a_while(row)}
    yield from (Seat(place, None, None) for place in sorted(closed))
    for part in table.parts:
        if part.residual is None:
            continue
        for place, nodes in _full(part, part.residual).items():
            if place in closed:
                continue
            if len(nodes) > 1:
                yield Seat(place, None, None)
                continue
            day, node = nodes[0]
            value = part.residual.seat_value(node)
            if not _is_allowed(part, place, value):
                yield Seat(place, None, None)
                continue
            moves = (
                table.move(part, shift.pupil, shift.origin, shift.to)
                for shift in value.chain
            )
            yield Seat(place, day, table.values(part, value.change), tuple(moves))


def _is_closed_for_a_while(place: Plek) -> bool:
    """Tell whether nobody has an option on some days that a seat would open."""
    seats = {place.capaciteit, *(one.capaciteit for one in place.perioden)}
    return not place.overbrugt and 0 in seats and seats != {0}


def _full(part: Part, residual: Residual) -> dict[str, list[tuple[date | None, int]]]:
    """Return the nodes without a free seat of each place that has any, by day."""
    tree, counts = residual.tree, residual.flow.counts
    found: dict[str, list[tuple[date | None, int]]] = {}
    for node, row in enumerate(tree.rows.tolist()):
        name = part.piece.model.rows.names[row]
        if name.kind is RowKind.CAPACITEIT and counts[node] >= tree.seats[node]:
            found.setdefault(name.ids[0], []).append((name.dag, node))
    return found


def _is_allowed(part: Part, place: str, value: SeatValue) -> bool:
    """Tell whether the plan with the extra seat keeps every other rule."""
    model = part.piece.model
    plan = part.choice.copy()
    for shift in value.chain:
        plan[shift.pupil] = shift.to
    used = model.rows.used(plan[plan >= 0])
    return all(
        name.kind is RowKind.CAPACITEIT and name.ids[0] == place
        for name, over in zip(
            model.rows.names, (used > model.rows.limit).tolist(), strict=True
        )
        if over
    )


def _with_guests(instance: Instantie, proposal: Voorstel) -> tuple[Instantie, Voorstel]:
    """Return the same, with a guest on one seat of each place that has none.

    A place without seats takes nobody, so nobody has an option there; with one seat
    that is taken for good it is a full place like any other.
    """
    places = [
        row
        for row in instance.plekken
        if not row.overbrugt
        and row.capaciteit == 0
        and all(one.capaciteit == 0 for one in row.perioden)
    ]
    guests = {row.id: GUEST + row.id for row in places}
    opened = apply(instance, [Seats(place, 1) for place in guests])
    arrived = replace(
        opened,
        leerlingen=(
            *opened.leerlingen,
            *(Leerling(id, vast=place) for place, id in guests.items()),
        ),
        paren=(*opened.paren, *(Paar(id, place) for place, id in guests.items())),
    )
    return arrived, replace(
        proposal,
        plaatsingen={
            **proposal.plaatsingen,
            **{id: place for place, id in guests.items()},
        },
    )
