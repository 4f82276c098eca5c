"""What one pupil could get, written out once more for moves to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.placement.verify_facts import Stay, day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from matching.placement.verify_facts import Facts

    Option = tuple[Stay | None, Stay | None]


def options_of(facts: Facts, pupil: str) -> Iterator[Option]:
    """Yield a lasting and a bridging stay, either of which may be missing.

    Not every day is tried: a lasting place begins as early as it can, also in each
    period with more seats; a bridging place begins as early as it can.
    """
    here = [place for _, place in facts.pairs_of(pupil)]
    bridges = [place for place in here if facts.bridges(place)]
    ends: list[Stay | None] = [None]
    for place in here:
        if place not in bridges:
            ends += [Stay(pupil, place, day) for day in begins(facts, pupil, place)]
    for lasting in ends:
        yield lasting, None
        for place in bridges:
            stay = bridge(facts, pupil, place, lasting)
            if stay is not None:
                yield lasting, stay


def begins(facts: Facts, pupil: str, place: str) -> list[date | None]:
    """Return the first day, and the first day of each period with more seats."""
    if not facts.with_days:
        return [None]
    changes = [day_of(row["vanaf"]) for row in facts.places[place].get("perioden", ())]
    found: list[date | None] = []
    for number, change in enumerate([None, *changes]):
        if number and not _more_seats(facts, place, number):
            continue
        day = facts.earliest(pupil, place, change)
        if day is not None and day not in found:
            found.append(day)
    return found


def _more_seats(facts: Facts, place: str, number: int) -> bool:
    """Tell whether a period has more seats, now and later, than those before it."""
    row = facts.places[place]
    seats = [row.get("capaciteit"), *(p["capaciteit"] for p in row["perioden"])]
    # No limit is more than any number.
    known = [float("inf") if seat is None else seat for seat in seats]
    return bool(min(known[number:]) > min(known[number - 1 :]))


def bridge(facts: Facts, pupil: str, place: str, lasting: Stay | None) -> Stay | None:
    """Return the stay on a bridging place until the lasting one, if there is any."""
    begin = facts.earliest(pupil, place)
    until = facts.horizon if lasting is None else lasting.begin
    if begin is None or until is None or until <= begin:
        return None
    last = facts.last_day(place, begin, until)
    return Stay(pupil, place, begin, last) if last >= begin else None
