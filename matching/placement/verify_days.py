"""Check the rules about days, and about who is at a place at the same time.

A pupil keeps a lasting place until it ends, and leaves a bridging place on its last
day. Where days do not count everybody is there at the same time.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from matching.amounts import tell_number, tell_pupils, tell_seats
from matching.placement.verify_facts import Plan, Stay, day_of, exact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from matching.placement.verify_facts import Facts


def check_dates(facts: Facts, plan: Plan) -> list[str]:
    """A pupil does not start after the place has ended."""
    faults = []
    for stay in plan.stays():
        end = facts.places[stay.place].get("eind")
        first = facts.pupils[stay.pupil].get("vroegst")
        if first and end and _is_after(first, end):
            faults.append(
                f"leerling {stay.pupil} kan vanaf {first} beginnen, "
                f"maar plek {stay.place} eindigt op {end}."
            )
    return faults


def check_begins(facts: Facts, plan: Plan) -> list[str]:
    """Every stay begins on a day on which that can be."""
    if not facts.with_days:
        return []
    faults = []
    for stay in plan.stays():
        who = f"leerling {stay.pupil} op plek {stay.place}"
        if stay.begin is None:
            faults.append(f"{who}: er is geen dag om te beginnen.")
            continue
        faults += [
            f"{who}: begint op {stay.begin}, maar {why}."
            for why in _too_early_or_late(facts, stay, stay.begin)
        ]
    return faults


def _too_early_or_late(facts: Facts, stay: Stay, begin: date) -> Iterator[str]:
    """Yield why a stay cannot begin on its first day."""
    place, pupil = facts.places[stay.place], facts.pupils[stay.pupil]
    pair = facts.pairs.get((stay.pupil, stay.place), {})
    earliest = (
        (facts.today, "de peildatum is"),
        (place.get("start"), "de plek start op"),
        (pupil.get("vroegst"), "de leerling kan vanaf"),
        (pair.get("vanaf"), "papieren en toestemming zijn er vanaf"),
    )
    for day, words in earliest:
        if day is not None and _is_after(day, begin):
            yield f"{words} {day}"
    latest = (
        (place.get("eind"), "de plek eindigt op"),
        (pair.get("tot"), "deze leerling kan daar beginnen tot en met"),
        (facts.horizon, "de horizon is"),
    )
    for day, words in latest:
        if day is not None and _is_after(begin, day):
            yield f"{words} {day}"
    moments = [day_of(day) for day in place.get("instroom") or ()]
    if moments and begin not in moments:
        yield "dat is geen instroommoment van deze plek"
    if not moments and facts.is_day_off(begin):
        yield "dan is er geen school"


def check_bridges(facts: Facts, plan: Plan) -> list[str]:
    """A bridging place is left in time, and no sooner than it has to be."""
    faults = []
    for stay in plan.bridging.values():
        if stay is None:
            continue
        who = f"leerling {stay.pupil} op overbrugging {stay.place}"
        if not facts.with_days or stay.begin is None or stay.last is None:
            faults.append(f"{who}: begin of eind ontbreekt.")
            continue
        faults += [f"{who}: {why}." for why in _other_length(facts, plan, stay)]
    return faults


def _other_length(facts: Facts, plan: Plan, stay: Stay) -> Iterator[str]:
    """Yield why a bridging stay cannot last until its last day, or lasts longer."""
    if stay.begin is None or stay.last is None:
        return
    if stay.last < stay.begin:
        yield f"eindigt op {stay.last}, voor het begin op {stay.begin}"
    lasting = plan.lasting.get(stay.pupil)
    if lasting is not None and lasting.begin is not None and lasting.begin <= stay.last:
        yield (
            f"duurt tot en met {stay.last}, maar plek {lasting.place} begint op "
            f"{lasting.begin}"
        )
    end = day_of(facts.places[stay.place].get("eind"))
    if end is not None and stay.last > end:
        yield f"duurt tot en met {stay.last}, maar de plek eindigt op {end}"
    if facts.horizon is not None and stay.last >= facts.horizon:
        yield f"duurt tot en met {stay.last}, maar de horizon is {facts.horizon}"
    longest = facts.longest_stay(stay.place)
    days = (stay.last - stay.begin).days + 1
    if longest is not None and days > longest:
        yield f"duurt {days} dagen, maar hooguit {longest} dagen mag"
    until = facts.horizon if lasting is None else lasting.begin
    if until is not None:
        whole = facts.last_day(stay.place, stay.begin, until)
        if stay.last < whole:
            yield (
                f"eindigt op {stay.last}, maar duurt tot en met {whole}; korter mag "
                "alleen door het langste verblijf of het eind van de plek"
            )


def check_seats(facts: Facts, plan: Plan) -> list[str]:
    """A place holds no more pupils than it has seats, on any day."""
    faults: dict[str, str] = {}
    for place, day, here in at_the_same_time(facts, plan):
        seats = facts.seats_on(place, day)
        if seats is not None and len(here) > seats:
            words = f"plek {place} heeft {_on(day)}{tell_seats(seats)}, "
            faults.setdefault(place, f"{words}maar krijgt {tell_pupils(len(here))}.")
    return list(faults.values())


def check_hours(facts: Facts, plan: Plan) -> list[str]:
    """The pupils of a place need no more hours than it has, on any day."""
    faults: dict[str, str] = {}
    for place, day, here in at_the_same_time(facts, plan):
        hours = facts.places[place].get("uren")
        used = sum((facts.amount(stay, "uren") for stay in here), Decimal(0))
        if hours is not None and used > exact(hours):
            words = f"plek {place} heeft {_on(day)}{tell_number(hours)} uur, "
            faults.setdefault(place, f"{words}maar nodig is {tell_number(used)} uur.")
    return list(faults.values())


def check_marks(facts: Facts, plan: Plan) -> list[str]:
    """A group holds no more pupils with a mark than it can, on any day."""
    faults: dict[tuple[str, str], str] = {}
    for place, day, here in at_the_same_time(facts, plan):
        for mark, most in (facts.places[place].get("hoogstens") or {}).items():
            number = sum(
                mark in facts.pupils[stay.pupil].get("kenmerken", ()) for stay in here
            )
            if number > most:
                words = f"plek {place} mag {_on(day)}hooguit {tell_pupils(most)} met "
                faults.setdefault(
                    (place, mark), f"{words}{mark} hebben, maar krijgt er {number}."
                )
    return list(faults.values())


def check_apart(facts: Facts, plan: Plan) -> list[str]:
    """Two pupils who may not meet are not at a place at the same time."""
    return [
        f"leerlingen {one} en {other} mogen niet samen, "
        f"maar staan allebei op {mine.place}."
        for one, other in facts.instance.get("niet_samen", ())
        for mine in plan.of(one)
        for theirs in plan.of(other)
        if mine.place == theirs.place and _meet(mine, theirs)
    ]


def _meet(one: Stay, other: Stay) -> bool:
    """Tell whether two stays at one place share a day."""
    return any(
        one.is_there(day) and other.is_there(day) for day in (one.begin, other.begin)
    )


def at_the_same_time(
    facts: Facts, plan: Plan
) -> Iterator[tuple[str, date | None, list[Stay]]]:
    """Yield who is at a place, on each day on which that can be too many.

    These are the days on which somebody begins or the seats change; ``None`` where
    days do not count.
    """
    by_place: dict[str, list[Stay]] = defaultdict(list)
    for stay in plan.stays():
        by_place[stay.place].append(stay)
    for place, stays in by_place.items():
        row = facts.places[place]
        if not facts.with_days:
            yield place, None, stays
            continue
        days = {stay.begin for stay in stays}
        days |= {day_of(period["vanaf"]) for period in row.get("perioden", ())}
        for day in sorted(day for day in days if day is not None):
            here = [stay for stay in stays if stay.is_there(day)]
            if here:
                yield place, day, here


def _on(day: date | None) -> str:
    return "" if day is None else f"op {day} "


def _is_after(one: object, other: object) -> bool:
    first, second = day_of(one), day_of(other)
    return first is not None and second is not None and first > second


DAY_RULES = (
    check_dates,
    check_begins,
    check_bridges,
    check_seats,
    check_hours,
    check_marks,
    check_apart,
)
