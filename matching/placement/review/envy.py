"""Justified envy, as a report: who would rather have what went to a later one.

A pupil envies another with reason when it prefers the other's place to its own
and comes before the other there. That can be right: the other may fit far
better, or be pinned. So it is a report for the table, not a rule.

Source: Abdulkadiroğlu and Sönmez (2003), School Choice: A Mechanism Design
Approach, on justified envy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from matching.placement.admissible import Admission

if TYPE_CHECKING:
    from matching.placement.instance import Instantie, Leerling, Paar
    from matching.placement.result import Voorstel


class Voorkeur(StrEnum):
    """Why a pupil prefers a place."""

    WENS = "wens"
    GESCHIKTHEID = "geschiktheid"
    GEEN_PLEK = "geen_plek"


class Voorrang(StrEnum):
    """Why a pupil comes before another."""

    URGENTIE = "urgentie"
    WACHTTIJD = "wachttijd"
    LOT = "lot"


@dataclass(frozen=True)
class Afgunst:
    """One pupil who prefers the place of another who comes later.

    Parameters
    ----------
    leerling
        Who prefers the place.
    plek, ander
        The place, and who got it.
    eigen
        The place this pupil got; ``None`` for none.
    voorkeur, voorrang
        Why the place is preferred, and why this pupil comes first.
    vast
        Whether the other was put there by a person.
    """

    leerling: str
    plek: str
    ander: str
    eigen: str | None
    voorkeur: Voorkeur
    voorrang: Voorrang
    vast: bool


def envy(instantie: Instantie, voorstel: Voorstel) -> tuple[Afgunst, ...]:
    """Return every case of justified envy.

    Priority is urgency, then the wait so far, then the draw. Preference is the
    wish of parents and pupil, then suitability; any place goes before none.

    Parameters
    ----------
    instantie, voorstel
        The problem and the proposal for it.

    Returns
    -------
    tuple of Afgunst
        By the priority of the pupil, then by place; per place the last in line.
    """
    pupils = {row.id: row for row in instantie.leerlingen}
    pairs = {(row.leerling, row.plek): row for row in instantie.paren}
    admission = Admission(instantie)
    there: dict[str, list[Leerling]] = {}
    for id, place in voorstel.plaatsingen.items():
        if place is not None:
            there.setdefault(place, []).append(pupils[id])
    last = {place: max(rows, key=priority) for place, rows in there.items()}
    found = []
    for pupil in sorted(instantie.leerlingen, key=priority):
        own = voorstel.plaatsingen.get(pupil.id)
        mine = None if own is None else pairs.get((pupil.id, own))
        for place in sorted(last):
            pair = pairs.get((pupil.id, place))
            if pair is None or place == own:
                continue
            why = preference(pair, mine)
            ahead = precedence(pupil, last[place])
            if why and ahead and admission.admits(pair):
                other = last[place]
                found.append(
                    Afgunst(
                        *(pupil.id, place, other.id, own, why, ahead),
                        vast=other.vast is not None,
                    )
                )
    return tuple(found)


def priority(pupil: Leerling) -> tuple[int, date, tuple[bool, int, str]]:
    """Return the order of pupils: urgency, wait so far, draw; first is lowest."""
    return (-pupil.urgentie, pupil.thuis_sinds or date.max, pupil.rank())


def precedence(one: Leerling, other: Leerling) -> Voorrang | None:
    """Return why one pupil comes before another, or ``None`` when it does not."""
    if priority(one) >= priority(other):
        return None
    if one.urgentie != other.urgentie:
        return Voorrang.URGENTIE
    if one.thuis_sinds != other.thuis_sinds:
        return Voorrang.WACHTTIJD
    return Voorrang.LOT


def preference(pair: Paar, own: Paar | None) -> Voorkeur | None:
    """Return why a pupil would rather have this place, or ``None`` when not."""
    if own is None:
        return Voorkeur.GEEN_PLEK
    wish, had = _wish(pair), _wish(own)
    if wish != had:
        return Voorkeur.WENS if wish < had else None
    return Voorkeur.GESCHIKTHEID if pair.geschiktheid > own.geschiktheid else None


def _wish(pair: Paar) -> tuple[bool, int]:
    return (pair.wens is None, pair.wens or 0)
