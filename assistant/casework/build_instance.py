"""Turn a meeting's ready cases and the free seats into an instance of the solver."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from assistant.casework.instance_rows import instance_of
from assistant.casework.pairs import Pair, make_pair
from assistant.casework.start_days import AdviceByDay, start_window
from assistant.casework.table_places import TablePlaces, places_of
from assistant.casework.table_pupils import pupils_of
from assistant.casework.together_rules import together_rules
from models.vastlegging import VastleggingSoort, pins_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.casework.import_lines import Progress
    from assistant.casework.pairs import Pupil
    from assistant.casework.table_places import Place
    from assistant.casework.together_rules import TogetherRules
    from assistant.context import Context
    from models.store import UnitOfWork
    from models.vastlegging import Vastlegging

MOST_REASONS = 3


@dataclass(frozen=True)
class Previous:
    """The last proposal of a table: lasting and bridging place per case."""

    plekken: Mapping[str, str | None] = field(default_factory=dict)
    bruggen: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Built:
    """An instance with what it cannot say itself.

    ``paren`` holds the words per (case, place) and ``niet`` why a place is not
    possible; ``zonder_plek`` the cases without any place; ``vast_kan_niet`` the pins
    that could not be kept.
    """

    instantie: dict[str, Any]
    plekken: TablePlaces
    paren: Mapping[tuple[str, str], Pair]
    niet: Mapping[tuple[str, str], str] = field(default_factory=dict)
    zonder_plek: Mapping[str, str] = field(default_factory=dict)
    urgentie: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    vast_kan_niet: tuple[str, ...] = ()


def build_instance(
    ctx: Context,
    uow: UnitOfWork,
    casus_ids: Sequence[str],
    previous: Previous,
    *,
    regio: str | None,
    progress: Progress | None = None,
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
    progress
        Called with how many pupils are done, of how many.
    """
    pupils = pupils_of(ctx, uow, casus_ids)
    table = places_of(ctx, uow, regio)
    pins = pins_of(uow.session, casus_ids, ctx.today())
    pairs: dict[tuple[str, str], Pair] = {}
    why: dict[tuple[str, str], str] = {}
    for number, pupil in enumerate(pupils, start=1):
        wanted = {
            pin.groep_id
            for pin in pins
            if pin.casus_id == pupil.casus_id and pin.soort is VastleggingSoort.VAST
        }
        advice = AdviceByDay(ctx, pupil, regio)
        for place in table.plekken.values():
            key = (pupil.casus_id, place.groep.id)
            found = pair_or_reason(ctx, advice, place, pinned=place.groep.id in wanted)
            if isinstance(found, Pair):
                pairs[key] = found
            else:
                why[key] = found
        if progress is not None:
            progress(number, len(pupils))
    placeable = {casus_id for casus_id, _ in pairs}
    kept, broken = _sort_pins(pins, pairs, why, table)
    agreed = together_rules(ctx, uow, casus_ids)
    together, apart = _sort_agreed(agreed, pairs, why, table)
    return Built(
        instance_of(ctx, pupils, table, pairs, kept, previous, regio, together),
        table,
        pairs,
        why,
        {
            pupil.casus_id: _why_none(pupil, why)
            for pupil in pupils
            if pupil.casus_id not in placeable
        },
        {pupil.casus_id: pupil.urgentie.redenen for pupil in pupils},
        (*broken, *apart),
    )


def pair_or_reason(
    ctx: Context, advice: AdviceByDay, place: Place, *, pinned: bool
) -> Pair | str:
    """Return the pair, or the first reason why there is none.

    A person may pin a place whose route is not open; the place itself must admit.
    """
    where = place.voorziening
    days = advice.days(place)
    if not days:
        return f"{place.naam} heeft geen dag meer waarop iemand kan beginnen."
    window = start_window(advice, where, days)
    if window.vanaf is None:
        refused = advice.refused(where, days[0])
        if not pinned or refused:
            return window.waarom or refused or "Deze plek past niet."
    pair = make_pair(ctx, advice.pupil, where, place.punt)
    if window.vanaf is None:
        remarks = (window.waarom,) if window.waarom else ()
        return replace(pair, opmerkingen=(*remarks, *pair.opmerkingen), vanaf=days[0])
    waiting = tuple(f"Nog te regelen: {text}." for text in window.papieren)
    return replace(
        pair,
        opmerkingen=(*waiting, *pair.opmerkingen),
        vanaf=window.vanaf,
        tot=window.tot,
    )


def _sort_pins(
    pins: Sequence[Vastlegging],
    pairs: Mapping[tuple[str, str], Pair],
    why: Mapping[tuple[str, str], str],
    table: TablePlaces,
) -> tuple[list[Vastlegging], tuple[str, ...]]:
    """Return the pins that can be given to the solver, and why others cannot."""
    kept, broken = [], []
    for pin in pins:
        key = (pin.casus_id, pin.groep_id)
        if pin.soort is VastleggingSoort.NIET or key in pairs:
            kept.append(pin)
            continue
        place = table.plekken.get(pin.groep_id)
        name = pin.groep_id if place is None else place.naam
        reason = why.get(key, "Er zijn geen plaatsen bekend.")
        broken.append(
            f"{pin.casus_id} staat vast op {name}, maar dat kan niet. {reason}"
        )
    return kept, tuple(broken)


def _sort_agreed(
    agreed: TogetherRules,
    pairs: Mapping[tuple[str, str], Pair],
    why: Mapping[tuple[str, str], str],
    table: TablePlaces,
) -> tuple[TogetherRules, list[str]]:
    """Return what can be given to the solver, and who cannot follow the other."""
    broken = []
    for casus_id, groep_id in agreed.vast.items():
        if (casus_id, groep_id) not in pairs:
            place = table.plekken.get(groep_id)
            name = groep_id if place is None else place.naam
            reason = why.get((casus_id, groep_id), "Er zijn geen plaatsen bekend.")
            broken.append(
                f"{casus_id} hoort bij een leerling op {name}, maar dat kan niet. "
                f"{reason}"
            )
    fixed = {one: place for one, place in agreed.vast.items() if (one, place) in pairs}
    return replace(agreed, vast=fixed), broken


def _why_none(pupil: Pupil, why: Mapping[tuple[str, str], str]) -> str:
    """Tell why a pupil has no place at all: what is told most often comes first."""
    if not pupil.routes:
        return "Er is nog geen routeadvies."
    told: dict[str, int] = {}
    for (casus_id, _), text in why.items():
        if casus_id == pupil.casus_id:
            told[text] = told.get(text, 0) + 1
    if not told:
        return "Er zijn geen plekken met bekende plaatsen in de regio."
    most = sorted(told, key=lambda text: (-told[text], text))
    return " ".join(most[:MOST_REASONS])
