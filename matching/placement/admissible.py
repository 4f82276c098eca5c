"""Rules that exclude one pair on its own, whatever the others get."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matching.placement.instance import Leerling, Paar, Plek


def exclusion(
    pair: Paar, pupil: Leerling, place: Plek, amounts: Mapping[str, int | None]
) -> str | None:
    """Return in Dutch why this pair can never be chosen, or ``None``.

    Parameters
    ----------
    pair, pupil, place
        The pair and its two ends.
    amounts
        Amount per budget in cents.
    """
    return (
        pinned_elsewhere(pupil, place)
        or banned(pupil, place)
        or starts_too_late(pupil, place)
        or no_seats(place)
        or too_many_hours(pair, place)
        or too_expensive(pair, place, amounts)
    )


def pinned_elsewhere(pupil: Leerling, place: Plek) -> str | None:
    """A pupil with a pin gets no other place."""
    if pupil.vast is not None and pupil.vast != place.id:
        return f"{pupil.id} staat vast op {pupil.vast}"
    return None


def banned(pupil: Leerling, place: Plek) -> str | None:
    """A banned place is never given."""
    if place.id in pupil.verboden:
        return f"{place.id} is verboden voor {pupil.id}"
    return None


def starts_too_late(pupil: Leerling, place: Plek) -> str | None:
    """A pupil who can start only after the end of a place cannot take it."""
    if pupil.vroegst and place.eind and pupil.vroegst > place.eind:
        return (
            f"{pupil.id} kan vanaf {pupil.vroegst} beginnen en "
            f"{place.id} eindigt op {place.eind}"
        )
    return None


def no_seats(place: Plek) -> str | None:
    """A place without seats takes nobody."""
    return f"{place.id} heeft 0 plaatsen" if place.capaciteit == 0 else None


def too_many_hours(pair: Paar, place: Plek) -> str | None:
    """A pupil who alone needs more hours than there are cannot come."""
    if place.uren is not None and pair.uren > place.uren:
        return (
            f"{pair.leerling} heeft {pair.uren / 100:g} uren nodig en "
            f"{place.id} heeft er {place.uren / 100:g}"
        )
    return None


def too_expensive(
    pair: Paar, place: Plek, amounts: Mapping[str, int | None]
) -> str | None:
    """A pupil who alone costs more than the budget cannot come."""
    amount = None if place.budget is None else amounts[place.budget]
    if amount is not None and pair.kosten > amount:
        return (
            f"{pair.leerling} op {place.id} kost {pair.kosten / 100:g} en budget "
            f"{place.budget} is {amount / 100:g}"
        )
    return None
