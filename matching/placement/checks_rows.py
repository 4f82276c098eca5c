"""What must hold within one row of an instance; each mistake has one message."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from matching.amounts import tell_number, tell_pupils, tell_seats
from matching.placement.errors import InstanceError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matching.placement.instance import Paar, Plek
    from matching.placement.periods import Vrij

CENTS = ("uren", "kosten", "bedrag")
"""Keys that are kept in hundredths and shown as people wrote them."""


def check_pair(pair: Paar) -> None:
    """Check one pair on its own; quick, since there are many.

    Raises
    ------
    InstanceError
        Names the key that is wrong.
    """
    if min(pair.reistijd_min, pair.uren, pair.kosten, pair.afstand) < 0:
        for key in ("reistijd_min", "uren", "kosten", "afstand"):
            not_negative("paren", pair.naam, key, getattr(pair, key))
    if pair.wens is not None and pair.wens < 1:
        raise InstanceError(
            f"paren {pair.naam}: wens",
            f"{pair.wens} kan niet. Vul 1 in voor de eerste wens, 2 voor de "
            "tweede, enzovoort.",
        )
    if pair.vanaf is not None and pair.tot is not None and pair.vanaf > pair.tot:
        raise InstanceError(
            f"paren {pair.naam}: tot",
            f"tot {pair.tot} ligt voor vanaf {pair.vanaf}. "
            "Verbeter een van de twee datums.",
        )


def check_days_off(row: Vrij) -> None:
    """Check that days off end after they began.

    Raises
    ------
    InstanceError
        Names the first day.
    """
    if row.tot < row.van:
        raise InstanceError(
            f"schoolvrij vanaf {row.van}: tot",
            f"tot {row.tot} ligt voor van {row.van}. Verbeter een van de twee datums.",
        )


def check_place(place: Plek) -> None:
    """Check one place on its own.

    Raises
    ------
    InstanceError
        Names the key that is wrong.
    """
    for key in ("capaciteit", "uren", "minimum", "verblijf_weken", "verlenging_weken"):
        not_negative("plekken", place.id, key, getattr(place, key))
    for mark, most in place.hoogstens.items():
        not_negative("plekken", place.id, f'hoogstens "{mark}"', most)
    if place.start and place.eind and place.start > place.eind:
        _wrong(
            place,
            "eind",
            f"eind {place.eind} ligt voor start {place.start}. "
            "Verbeter een van de twee datums.",
        )
    _check_moments(place, "instroom", place.instroom)
    _check_moments(place, "perioden", [period.vanaf for period in place.perioden])
    _check_seats(place)
    _check_stay(place)


def _check_moments(place: Plek, key: str, days: Sequence[date]) -> None:
    """Check that days ascend and lie between start and end of the place."""
    for day in days:
        if place.start and day < place.start:
            _wrong(
                place,
                key,
                f"{day} ligt voor start {place.start}. Verbeter een van de twee.",
            )
        if place.eind and day > place.eind:
            _wrong(
                place,
                key,
                f"{day} ligt na eind {place.eind}. Verbeter een van de twee.",
            )
    for before, after in pairwise(days):
        if before == after:
            _wrong(place, key, f"{after} staat er twee keer. Haal er een weg.")
        if before > after:
            _wrong(
                place,
                key,
                f"{after} staat na {before}. Zet de datums op volgorde.",
            )


def _check_seats(place: Plek) -> None:
    """Check the seats per period, and that the minimum can be reached."""
    for period in place.perioden:
        not_negative(
            "plekken",
            place.id,
            f"perioden, vanaf {period.vanaf}: capaciteit",
            period.capaciteit,
        )
    seats = [place.capaciteit, *(period.capaciteit for period in place.perioden)]
    known = [number for number in seats if number is not None]
    if len(known) == len(seats) and place.minimum > max(known):
        _wrong(
            place,
            "minimum",
            f"een groep opent pas met {tell_pupils(place.minimum)}, maar er "
            f"{'is' if max(known) == 1 else 'zijn'} hooguit {tell_seats(max(known))}. "
            "Verlaag het minimum of verhoog de capaciteit.",
        )


def _check_stay(place: Plek) -> None:
    """Check that only a bridging place has a longest stay."""
    given = place.verblijf_weken is not None
    if (given or place.verlenging_weken) and not place.overbrugt:
        _wrong(
            place,
            "verblijf_weken",
            "alleen een plek met soort overbrugging heeft een langste verblijf. "
            "Haal het weg of zet soort op overbrugging.",
        )
    if place.verblijf_weken == 0:
        _wrong(place, "verblijf_weken", "0 weken kan niet. Vul 1 of meer in.")
    if place.verlenging_weken and not given:
        _wrong(
            place,
            "verlenging_weken",
            "zonder verblijf_weken is er niets te verlengen. Vul verblijf_weken in.",
        )


def _wrong(place: Plek, key: str, text: str) -> None:
    raise InstanceError(f'plekken "{place.id}": {key}', text)


def not_negative(table: str, id: str, key: str, value: int | None) -> None:
    """Refuse a number below zero.

    Parameters
    ----------
    table, id, key
        Where it stands; the id of a pair is its name with quotes.
    value
        The number, in hundredths for amounts.
    """
    if value is not None and value < 0:
        shown = tell_number(Decimal(value) / 100 if key in CENTS else value)
        name = id if table == "paren" else f'"{id}"'
        raise InstanceError(
            f"{table} {name}: {key}", f"{shown} kan niet. Vul 0 of meer in."
        )
