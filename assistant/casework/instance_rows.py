"""The rows of an instance: pupils, places, pairs, money, pins and the goals."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from assistant.casework.school_calendar import calendar_of, days_off
from assistant.casework.together_rules import TogetherRules
from models.vastlegging import VastleggingSoort

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.casework.build_instance import Previous
    from assistant.casework.pairs import Pair, Pupil
    from assistant.casework.table_places import Place, TablePlaces
    from assistant.context import Context
    from models.vastlegging import Vastlegging

TRAITS = "kind_belemmerend"
NOTHING_AGREED = TogetherRules()


def instance_of(
    ctx: Context,
    pupils: Sequence[Pupil],
    table: TablePlaces,
    pairs: Mapping[tuple[str, str], Pair],
    pins: Sequence[Vastlegging],
    previous: Previous,
    regio: str | None,
    together: TogetherRules = NOTHING_AGREED,
) -> dict[str, Any]:
    """Return the instance as JSON.

    The marks for the mix of a group are numbered and not named: an instance is kept,
    and a trait of a pupil is health data.

    Source: WPO 18a lid 13.
    """
    rules = ctx.knowledge.plaatsing
    marks = _marks(table)
    chosen = {row.voorziening_id for row in table.budgetten}
    return {
        "peildatum": ctx.today().isoformat(),
        "horizon": (ctx.today() + timedelta(weeks=rules.horizon_weken)).isoformat(),
        "leerlingen": [_pupil(one, pins, marks, table, together) for one in pupils],
        "plekken": [
            _place(one, marks, paid=one.voorziening.id in chosen)
            for one in table.plekken.values()
        ],
        "paren": [
            _pair(ctx, key, pair, table.plekken[key[1]]) for key, pair in pairs.items()
        ],
        "budgetten": [
            {"id": row.voorziening_id, "bedrag": row.rest} for row in table.budgetten
        ],
        "doelen": list(goals_of(ctx, regio)),
        "samen": [list(two) for two in together.samen],
        "niet_samen": [list(two) for two in together.niet_samen],
        "vorig": _still_there(previous.plekken, pairs),
        "vorig_overbrugging": _still_there(previous.bruggen, pairs),
        "schoolvrij": _days_off(ctx, regio),
    }


def _days_off(ctx: Context, regio: str | None) -> list[dict[str, str]]:
    """Return the weekends and holidays up to the horizon."""
    last = ctx.today() + timedelta(weeks=ctx.knowledge.plaatsing.horizon_weken)
    return [
        {"van": begin.isoformat(), "tot": end.isoformat()}
        for begin, end in days_off(calendar_of(ctx, regio), ctx.today(), last)
    ]


def goals_of(ctx: Context, regio: str | None) -> tuple[str, ...]:
    """Return the goals of a table, most important first; its region may name them."""
    row = ctx.knowledge.regios.get(regio or "")
    own = () if row is None else row.doelen
    return own or ctx.knowledge.plaatsing.doelen


def _pupil(
    pupil: Pupil,
    pins: Sequence[Vastlegging],
    marks: Mapping[str, str],
    table: TablePlaces,
    together: TogetherRules,
) -> dict[str, Any]:
    own = [pin for pin in pins if pin.casus_id == pupil.casus_id]
    fixed = [pin.groep_id for pin in own if pin.soort is VastleggingSoort.VAST]
    last = fixed[-1] if fixed else together.vast.get(pupil.casus_id)
    banned = {pin.groep_id for pin in own if pin.soort is VastleggingSoort.NIET}
    banned |= together.uitgesloten.get(pupil.casus_id, frozenset())
    traits = pupil.antwoorden.get(TRAITS)
    since = pupil.antwoorden.get("verzuim_sinds")
    return {
        "id": pupil.casus_id,
        "urgentie": pupil.urgentie.punten,
        "vast": last,
        "verboden": sorted(banned & table.plekken.keys()),
        "vroegst": _iso(pupil.antwoorden.get("start_haalbaar_vanaf")),
        "thuis_sinds": _iso(since),
        "kenmerken": sorted(
            marks[one]
            for one in (traits if isinstance(traits, list) else ())
            if one in marks
        ),
    }


def _place(place: Place, marks: Mapping[str, str], *, paid: bool) -> dict[str, Any]:
    groep = place.groep
    return {
        "id": groep.id,
        "voorziening": place.voorziening.id,
        "soort": place.soort.value,
        "capaciteit": place.vrij,
        "start": _iso(place.vanaf),
        "eind": _iso(place.tot),
        "instroom": [day.isoformat() for day in place.instroom],
        "perioden": [
            {"vanaf": row.vanaf.isoformat(), "capaciteit": row.vrij}
            for row in place.perioden
        ],
        "minimum": place.minimum,
        "uren": place.uren,
        "budget": place.voorziening.id if paid else None,
        "verblijf_weken": groep.verblijf_weken,
        "verlenging_weken": groep.verlenging_weken or 0,
        "hoogstens": {marks[one]: most for one, most in sorted(groep.mix.items())},
    }


def _pair(
    ctx: Context, key: tuple[str, str], pair: Pair, place: Place
) -> dict[str, Any]:
    unknown = ctx.knowledge.plaatsing.reistijd.onbekend_min
    cost = place.voorziening.kosten_cent
    return {
        "leerling": key[0],
        "plek": key[1],
        "geschiktheid": pair.geschiktheid,
        "reistijd_min": unknown if pair.reistijd_min is None else pair.reistijd_min,
        "uren": place.groep.uren_per_leerling or 0,
        "kosten": 0 if cost is None else cost / 100,
        "vanaf": _iso(pair.vanaf),
        "wens": pair.wens,
        "afstand": pair.afstand,
    } | ({} if pair.tot is None else {"tot": pair.tot.isoformat()})


def _marks(table: TablePlaces) -> dict[str, str]:
    """Return a number for every trait that some group limits."""
    named = sorted({one for row in table.plekken.values() for one in row.groep.mix})
    return {trait: f"samenstelling {n}" for n, trait in enumerate(named, start=1)}


def _still_there(
    places: Mapping[str, str | None], pairs: Mapping[tuple[str, str], Pair]
) -> dict[str, str]:
    return {
        casus_id: plek
        for casus_id, plek in places.items()
        if plek is not None and (casus_id, plek) in pairs
    }


def _iso(value: object) -> str | None:
    return value.isoformat() if hasattr(value, "isoformat") else None
