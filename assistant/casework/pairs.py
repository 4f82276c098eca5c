"""Which pupil can go to which place, and how well it suits; a remark where not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.casework.refusals import is_own_school
from assistant.casework.tell_answer import tell_answer
from assistant.casework.travel import travel_minutes
from assistant.casework.urgency import Urgency

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from assistant.casework.travel import Point
    from assistant.context import Context
    from knowledge.plaatsing import Geschiktheid
    from models.voorziening import Voorziening


NOT_URGENT = Urgency(0, ())


@dataclass(frozen=True)
class Pupil:
    """What the pairing needs of one case.

    ``routes`` is the advice per route id; ``weken_thuis`` in whole weeks; ``wensen``
    the rank per provision; ``getypt`` the typed minutes per provision.
    """

    casus_id: str
    antwoorden: Mapping[str, object]
    routes: Mapping[str, Mapping[str, Any]]
    thuis: Point | None
    weken_thuis: int | None
    wensen: Mapping[str, int] = field(default_factory=dict)
    getypt: Mapping[str, int] = field(default_factory=dict)
    urgentie: Urgency = NOT_URGENT


@dataclass(frozen=True)
class Pair:
    """A pupil and a provision: points, minutes, and words for people.

    ``redenen`` says what speaks for the place, ``opmerkingen`` what to look out for;
    ``wens`` is the rank of the wish and ``afstand`` the steps from the own school;
    the pupil can start from ``vanaf`` up to and with ``tot``.
    """

    geschiktheid: int
    reistijd_min: int | None
    opmerkingen: tuple[str, ...]
    redenen: tuple[str, ...] = ()
    wens: int | None = None
    afstand: int = 0
    vanaf: date | None = None
    tot: date | None = None
    getypt: bool = False


def route_is_open(pupil: Pupil, place: Voorziening) -> bool:
    """Return whether the advice opens the route of the place; unknown is not open."""
    route = pupil.routes.get(place.route)
    return route is not None and route["status"] == "open"


def steps_from_own_school(ctx: Context, pupil: Pupil, place: Voorziening) -> int:
    """Return how many steps a place is from the own school; 0 is the own school."""
    if is_own_school(pupil, place):
        return 0
    route = ctx.knowledge.routes.get(place.route)
    return 1 if route is None else max(1, route.trap - 1)


def make_pair(
    ctx: Context, pupil: Pupil, place: Voorziening, where: Point | None
) -> Pair:
    """Return the points, travel time and remarks of a pupil at a place."""
    typed = pupil.getypt.get(place.id)
    minutes = (
        typed
        if typed is not None
        else travel_minutes(ctx.knowledge.plaatsing.reistijd, pupil.thuis, where)
    )
    longest = pupil.antwoorden.get("maximale_reistijd_min")
    too_far = minutes is not None and isinstance(longest, int) and minutes > longest
    remarks = []
    if too_far and typed is None:
        remarks.append(
            f"De reis duurt naar schatting {minutes} minuten; de leerling kan "
            f"{longest} minuten reizen."
        )
    if minutes is None:
        remarks.append("De reistijd is niet bekend: een postcode ontbreekt.")
    counted = [
        (rule, _times(rule, pupil, place, too_far=too_far))
        for rule in ctx.knowledge.plaatsing.geschiktheid
    ]
    points = sum(rule.punten * times for rule, times in counted)
    reasons = tuple(
        _in_words(ctx, rule, pupil, place)
        for rule, times in counted
        if times and rule.punten > 0
    )
    rank = pupil.wensen.get(place.id)
    return Pair(
        points,
        minutes,
        tuple(remarks),
        reasons,
        wens=rank,
        afstand=steps_from_own_school(ctx, pupil, place),
        getypt=typed is not None,
    )


def _in_words(
    ctx: Context, rule: Geschiktheid, pupil: Pupil, place: Voorziening
) -> str:
    """Say what speaks for a place, without health data of the pupil.

    The table may not see health data without a ground, so there the rule speaks in
    general terms.

    Source: WPO 18a lid 13.
    """
    if rule.soort == "indicatie":
        met = {str(row["criterium"]): row for row in _met_indications(pupil, place)}
        shown = [
            str(met[one.id]["uitleg"])
            for one in ctx.knowledge.routes[place.route].criteria
            if one.id in met
            and one.als
            and all(map(ctx.knowledge.is_plain, one.als.fields()))
        ]
        return " ".join(shown) or rule.uitleg
    if rule.soort == "behoefte":
        veld = ctx.knowledge.velden["onderwijsbehoeften"]
        shared = _shared(pupil.antwoorden.get(veld.id), place.biedt)
        return f"{place.naam} biedt: {tell_answer(veld, shared)}."
    return rule.uitleg


def _times(
    rule: Geschiktheid, pupil: Pupil, place: Voorziening, *, too_far: bool
) -> int:
    if rule.soort == "reistijd_te_lang":
        return int(too_far)
    if rule.soort == "doel":
        goal = pupil.antwoorden.get("doel_soort")
        return int(goal in rule.doelen and place.route in rule.routes)
    if rule.soort == "behoefte":
        count = len(_shared(pupil.antwoorden.get("onderwijsbehoeften"), place.biedt))
    elif rule.soort == "past_bij":
        count = len(_shared(pupil.antwoorden.get("kind_belemmerend"), place.past_bij))
    else:
        count = len(_met_indications(pupil, place))
    return count if rule.hoogstens is None else min(count, rule.hoogstens)


def _met_indications(pupil: Pupil, place: Voorziening) -> list[Mapping[str, Any]]:
    """Return the met reasons of the route that the place belongs to."""
    criteria = pupil.routes.get(place.route, {}).get("criteria", ())
    return [
        row
        for row in criteria
        if row["aard"] == "indicatie" and row["uitkomst"] == "voldoet"
    ]


def _shared(answer: object, offered: Sequence[str]) -> list[str]:
    return sorted(set(answer) & set(offered)) if isinstance(answer, list) else []
