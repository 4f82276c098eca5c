"""The first rule that keeps a pupil from a place, as data instead of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.placement.admissible import (
    banned,
    full_mark,
    no_seats,
    starts_too_late,
    too_many_hours,
)
from matching.placement.review.price import Reden, Uitsluiting

if TYPE_CHECKING:
    from matching.placement.admissible import Admission
    from matching.placement.instance import Paar


def exclusion(admission: Admission, pair: Paar) -> Uitsluiting | None:
    """Return the first rule that this pair breaks on its own.

    Parameters
    ----------
    admission
        The rules of the instance.
    pair
        A pair of it.
    """
    pupil, place = admission.pupils[pair.leerling], admission.places[pair.plek]
    if admission.pinned_elsewhere(pupil, place) and pupil.vast is not None:
        return Uitsluiting(Reden.VAST, pupil.vast)
    if banned(pupil, place):
        return Uitsluiting(Reden.VERBODEN, place.id)
    if starts_too_late(pupil, place):
        return Uitsluiting(
            Reden.TE_LAAT, place.id, datum=pupil.vroegst, eind=place.eind
        )
    if no_seats(place):
        return Uitsluiting(Reden.GEEN_PLAATSEN, place.id)
    if too_many_hours(pair, place):
        return Uitsluiting(Reden.UREN, place.id, nodig=pair.uren, grens=place.uren)
    if admission.too_expensive(pair, place):
        budget = place.budget or ""
        return Uitsluiting(
            *(Reden.BUDGET, place.id),
            nodig=pair.kosten,
            grens=admission.amounts[budget],
            naam=budget,
        )
    mark = full_mark(pupil, place)
    if mark is not None:
        return Uitsluiting(Reden.KENMERK, place.id, naam=mark)
    if admission.never_begins(pair):
        return Uitsluiting(Reden.GEEN_INSTROOM, place.id)
    return None
