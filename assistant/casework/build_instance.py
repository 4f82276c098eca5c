"""Turn a meeting's ready cases and the free seats into an instance of the solver."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.casework.decisions import full_name
from assistant.casework.facts import weeks_at_home
from assistant.casework.pairs import Pair, Pupil, make_pair, refusals, route_is_open
from assistant.casework.read_answers import decode
from assistant.casework.seats import group_view, seats_decided
from assistant.casework.travel import point_of
from models.advies import latest_advices
from models.antwoord import current_of
from models.voorziening import all_provisions, capacity_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from assistant.context import Context
    from models.store import UnitOfWork
    from models.voorziening import Groep, Voorziening


@dataclass(frozen=True)
class Place:
    """A group with known seats; ``vrij`` is what can still be given."""

    groep: Groep
    voorziening: Voorziening
    naam: str
    vrij: int
    vanaf: date | None
    tot: date | None


@dataclass(frozen=True)
class Built:
    """An instance with what it cannot say itself.

    ``paren`` holds the remarks per (case, place); ``onbekend`` names the places
    left out because their capacity is not known.
    """

    instantie: dict[str, Any]
    plekken: Mapping[str, Place]
    paren: Mapping[tuple[str, str], Pair]
    onbekend: tuple[str, ...] = ()
    zonder_plek: Mapping[str, str] = field(default_factory=dict)


def build_instance(
    ctx: Context,
    uow: UnitOfWork,
    casus_ids: Sequence[str],
    previous: Mapping[str, str | None],
    *,
    regio: str | None,
) -> Built:
    """Build the instance for these cases and the places with known free seats.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    casus_ids
        The ready cases, each with an advice.
    previous
        The last proposal, so that a new one does not change without need.
    regio
        The region of the table.
    """
    pupils = pupils_of(ctx, uow, casus_ids)
    places, unknown = places_with_seats(ctx, uow, regio)
    pairs = {
        (pupil.casus_id, place.groep.id): make_pair(
            ctx, pupil, place.voorziening, point_of(uow, place.voorziening.pc4)
        )
        for pupil in pupils
        for place in places.values()
        if route_is_open(pupil, place.voorziening)
        and not refusals(ctx, pupil, place.voorziening)
    }
    unplaceable = {
        pupil.casus_id: _why_none(ctx, pupil, places)
        for pupil in pupils
        if not any(casus_id == pupil.casus_id for casus_id, _ in pairs)
    }
    instance = _instance(ctx, pupils, places, pairs, previous)
    return Built(instance, places, pairs, tuple(unknown), unplaceable)


def pupils_of(ctx: Context, uow: UnitOfWork, casus_ids: Sequence[str]) -> list[Pupil]:
    """Return what the pairing needs of these cases."""
    answers = current_of(uow.session, casus_ids)
    advices = latest_advices(uow.session, list(casus_ids))
    pupils = []
    for casus_id in casus_ids:
        known = decode(ctx, answers[casus_id])
        advies = advices.get(casus_id)
        rows = [] if advies is None else advies.uitkomst["routes"]
        pc4 = known.get("postcode4")
        pupils.append(
            Pupil(
                casus_id=casus_id,
                antwoorden=known,
                routes={row["route"]: row for row in rows},
                thuis=point_of(uow, pc4 if isinstance(pc4, str) else None),
                weken_thuis=weeks_at_home(ctx, known),
            )
        )
    return pupils


def is_offered_in(voorziening: Voorziening, regio: str | None) -> bool:
    """Tell whether a provision is for a region; one without a region is for all."""
    return None in (regio, voorziening.regio) or voorziening.regio == regio


def places_with_seats(
    ctx: Context, uow: UnitOfWork, regio: str | None, *, without: str | None = None
) -> tuple[dict[str, Place], list[str]]:
    """Return the places with known seats, and the names of those without.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    regio
        The region of the table; places of another region are not offered, since
        their providers would see the pupil.
    without
        A case whose own seat does not count as taken.
    """
    decided = seats_decided(uow, without=without)
    places: dict[str, Place] = {}
    unknown = []
    for voorziening in all_provisions(uow.session):
        if not is_offered_in(voorziening, regio):
            continue
        for groep in voorziening.groepen:
            seats = group_view(groep, decided, ctx.today())
            if capacity_on(groep, ctx.today()) is None:
                continue  # the last period of this group is over
            if seats.vrij is None:
                unknown.append(full_name(groep))
                continue
            places[groep.id] = Place(
                groep, voorziening, full_name(groep), seats.vrij, seats.vanaf, seats.tot
            )
    return places, unknown


def _why_none(ctx: Context, pupil: Pupil, places: Mapping[str, Place]) -> str:
    open_places = [
        place.voorziening
        for place in places.values()
        if route_is_open(pupil, place.voorziening)
    ]
    if not pupil.routes:
        return "Er is nog geen routeadvies."
    if not open_places:
        return (
            "Geen plek in de regio hoort bij een route die voor deze leerling open is."
        )
    return " ".join(sorted({refusals(ctx, pupil, one)[0] for one in open_places})[:3])


def _instance(
    ctx: Context,
    pupils: Sequence[Pupil],
    places: Mapping[str, Place],
    pairs: Mapping[tuple[str, str], Pair],
    previous: Mapping[str, str | None],
) -> dict[str, Any]:
    rules = ctx.knowledge.plaatsing
    unknown_minutes = rules.reistijd.onbekend_min
    return {
        "peildatum": ctx.today().isoformat(),
        "leerlingen": [
            {
                "id": pupil.casus_id,
                "urgentie": rules.urgency(pupil.weken_thuis),
                "vroegst": _iso(pupil.antwoorden.get("start_haalbaar_vanaf")),
            }
            for pupil in pupils
        ],
        "plekken": [
            {
                "id": place.groep.id,
                "voorziening": place.voorziening.id,
                "capaciteit": place.vrij,
                "start": _iso(place.vanaf),
                "eind": _iso(place.tot),
            }
            for place in places.values()
        ],
        "paren": [
            {
                "leerling": casus_id,
                "plek": plek_id,
                "geschiktheid": pair.geschiktheid,
                "reistijd_min": unknown_minutes
                if pair.reistijd_min is None
                else pair.reistijd_min,
            }
            for (casus_id, plek_id), pair in pairs.items()
        ],
        "doelen": list(rules.doelen),
        "vorig": {
            casus_id: plek
            for casus_id, plek in previous.items()
            if plek is not None and (casus_id, plek) in pairs
        },
    }


def _iso(value: object) -> str | None:
    return value.isoformat() if hasattr(value, "isoformat") else None
