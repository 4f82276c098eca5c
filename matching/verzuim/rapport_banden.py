"""In which band an age or a duration falls."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from matching.kalender import add_months

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from knowledge.rapport import Band


def age_band(banden: Sequence[Band], geboren: date | None, dag: date) -> str:
    """Return the id of the band of an age on a day; empty when it is not known."""
    return _last_reached(banden, geboren, dag)


def duration_band(banden: Sequence[Band], sinds: date | None, dag: date) -> str:
    """Return the id of the band of a duration; empty when its begin is not known."""
    return _last_reached(banden, sinds, dag)


def _last_reached(banden: Sequence[Band], begin: date | None, dag: date) -> str:
    if begin is None or begin > dag:
        return ""
    return [band.id for band in banden if _reached(band, begin, dag)][-1]


def _reached(band: Band, begin: date, dag: date) -> bool:
    if band.vanaf == 0:
        return True
    if band.eenheid == "dagen":
        bound = begin + timedelta(days=band.vanaf)
    else:
        bound = add_months(begin, band.vanaf * (12 if band.eenheid == "jaren" else 1))
    return dag > bound if band.meer_dan else dag >= bound
