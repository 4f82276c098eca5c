"""Confirm a price by solving again with that choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.placement.review.difference import goal_changes
from matching.placement.review.edits import Ban, Pin, Unpin
from matching.placement.review.price import Prijs, Zekerheid
from matching.placement.review.prices import prices
from matching.placement.review.what_if import what_if

if TYPE_CHECKING:
    from matching.placement.instance import Doel, Instantie
    from matching.placement.result import Voorstel
    from matching.placement.review.edits import Edit
    from matching.placement.review.what_if import WatAls


def confirm_price(
    instantie: Instantie,
    voorstel: Voorstel,
    leerling: str,
    plek: str | None,
    *,
    seed: int = 1,
    tijdslimiet: float = 3.0,
    eerste: Prijs | None = None,
) -> Prijs:
    """Return the price of one choice, solved again unless it is exact already.

    Parameters
    ----------
    instantie, voorstel
        The problem and the proposal for it.
    leerling, plek
        The choice; ``None`` is no place.
    seed
        Seed of the engines.
    tijdslimiet
        Seconds; when that is not enough the best plan so far is an estimate.
    eerste
        The price as it is known, when it was worked out before.

    Raises
    ------
    InstanceError
        When the pupil or the place does not exist.
    """
    first = eerste or prices(instantie, voorstel).at(leerling, plek)
    if first.zekerheid is Zekerheid.EXACT:
        return first
    edits = choice_edits(instantie, leerling, plek)
    answer = what_if(instantie, voorstel, edits, seed=seed, tijdslimiet=tijdslimiet)
    grew = goal_changes(instantie, voorstel, answer.instantie, answer.voorstel)
    solved = _as_price(answer, grew, leerling, plek)
    if answer.bevestigd or not first.kan or solved.order <= first.order:
        return solved
    return first


def choice_edits(
    instance: Instantie, leerling: str, plek: str | None
) -> tuple[Edit, ...]:
    """Return the changes that make a choice for one pupil certain."""
    if plek is not None:
        return (Pin(leerling, plek),)
    bridging = {row.id for row in instance.plekken if row.overbrugt}
    places = (pair.plek for pair in instance.paren if pair.leerling == leerling)
    bans = tuple(Ban(leerling, place) for place in places if place not in bridging)
    pins = {row.id: row.vast for row in instance.leerlingen}
    # A pin on a bridge says nothing about a lasting place, so it stays.
    return bans if pins[leerling] in bridging else (Unpin(leerling), *bans)


def _as_price(
    answer: WatAls, grew: tuple[tuple[Doel, int], ...], leerling: str, plek: str | None
) -> Prijs:
    """Return what solving again said as a price."""
    sure = Zekerheid.BEVESTIGD if answer.bevestigd else Zekerheid.SCHATTING
    if answer.verschil is None:
        return Prijs(leerling, plek, sure)
    moves = answer.verschil.verplaatsingen
    return Prijs(
        leerling,
        plek,
        sure,
        doelen=grew,
        zelf=next((move for move in moves if move.leerling == leerling), None),
        keten=tuple(move for move in moves if move.leerling != leerling),
    )
