"""Check a chosen place again: seats and admission refuse, the rest is a remark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from assistant.casework.build_instance import Previous, pair_or_reason
from assistant.casework.decisions import full_name
from assistant.casework.first_start import first_start, last_day
from assistant.casework.instance_rows import instance_of
from assistant.casework.pairs import Pair, route_is_open
from assistant.casework.place_kinds import kind_of
from assistant.casework.proposals import named
from assistant.casework.school_calendar import calendar_of
from assistant.casework.seats_over_time import Free
from assistant.casework.start_days import AdviceByDay
from assistant.casework.table_places import hours_left, is_offered_in, places_of
from assistant.casework.table_pupils import pupils_of
from assistant.casework.together_rules import together_remarks
from assistant.errors import InputError, NotAllowedError, NotFoundError
from matching.placement.verify import verify
from models.voorziening import Groep, PlekSoort

if TYPE_CHECKING:
    from assistant.casework.pairs import Pupil
    from assistant.casework.table_places import Place, TablePlaces
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

STATUS_WORD = {"dicht": "dicht", "onbekend": "nog onbekend"}


@dataclass(frozen=True)
class Wanted:
    """What is chosen for a pupil; days that are not named are the first possible.

    ``plek`` is a lasting place; a pupil who only gets a bridge has none.
    """

    plek: str | None
    begin: date | None = None
    brug: str | None = None
    brug_begin: date | None = None
    brug_eind: date | None = None


def wanted_of(
    ctx: Context,
    uow: UnitOfWork,
    plek_id: str | None,
    begin: date | None = None,
    brug_id: str | None = None,
) -> Wanted:
    """Return what a person chose from a list; a bridging place becomes the bridge.

    Raises
    ------
    InputError
        When two bridging places were chosen, or a lasting one as the bridge.
    """
    place, bridge = _kind(ctx, uow, plek_id), _kind(ctx, uow, brug_id)
    if bridge is PlekSoort.BLIJVEND:
        raise InputError("Kies als overbrugging een plek die voor overbruggen is.")
    if place is not PlekSoort.OVERBRUGGING:
        return Wanted(plek_id, begin, brug_id)
    if brug_id is not None:
        raise InputError("Kies één overbrugging: deze plek is er zelf al een.")
    return Wanted(None, None, plek_id, begin)


def _kind(ctx: Context, uow: UnitOfWork, plek_id: str | None) -> PlekSoort | None:
    groep = None if plek_id is None else uow.session.get(Groep, plek_id)
    return None if groep is None else kind_of(ctx, groep)


@dataclass(frozen=True)
class Admitted:
    """The choice with its days, and the remarks on it."""

    keuze: Wanted
    opmerkingen: tuple[str, ...]


def admit(ctx: Context, uow: UnitOfWork, casus: Casus, wanted: Wanted) -> Admitted:
    """Check what is chosen for a case against the places as they are now.

    Raises
    ------
    NotFoundError
        When a place does not exist.
    NotAllowedError
        When a place is full, its seats are not known, it does not exist at the
        time, or it does not admit the pupil.
    """
    table = places_of(ctx, uow, casus.regio, without=casus.id)
    (pupil,) = pupils_of(ctx, uow, [casus.id])
    advice = AdviceByDay(ctx, pupil, casus.regio)
    pairs: dict[tuple[str, str], Pair] = {}
    remarks: list[str] = []
    for plek_id in (wanted.plek, wanted.brug):
        if plek_id is None:
            continue
        place = _place(uow, casus, table, plek_id)
        pair = pair_or_reason(ctx, advice, place, pinned=True)
        if not isinstance(pair, Pair):
            raise _refused(casus, place, [pair])
        pairs[casus.id, plek_id] = pair
        remarks += _remarks(ctx, pupil, place, pair)
    dated = _with_days(ctx, casus, pupil, table, pairs, wanted)
    _require_seat(casus, table, dated)
    remarks += _without_school(ctx, casus, table, dated)
    remarks += together_remarks(ctx, uow, casus.id, dated)
    wrong = _verify(ctx, casus, pupil, table, pairs, dated)
    if wrong:
        chosen = table.plekken[wanted.plek or wanted.brug or ""]
        raise _refused(casus, chosen, [line[:1].upper() + line[1:] for line in wrong])
    return Admitted(dated, tuple(dict.fromkeys(remarks)))


def _place(uow: UnitOfWork, casus: Casus, table: TablePlaces, plek_id: str) -> Place:
    groep = uow.session.get(Groep, plek_id)
    if groep is None or not is_offered_in(groep.voorziening, casus.regio):
        msg = f"De plek '{plek_id[:60]}' bestaat niet. Kies een plek uit de lijst."
        raise NotFoundError(msg)
    place = table.plekken.get(plek_id)
    if place is not None:
        return place
    name = full_name(groep)
    if plek_id in table.geen_instroom:
        msg = f"{name} heeft geen instroommoment meer. Vul er eerst een in."
        raise NotAllowedError(msg)
    msg = (
        f"Van {name} is niet bekend hoeveel plaatsen er zijn. Vul eerst de plaatsen in."
    )
    raise NotAllowedError(msg)


def _require_seat(casus: Casus, table: TablePlaces, dated: Wanted) -> None:
    """Refuse a full place in words that say when a seat comes free, if one does."""
    for plek_id, day in ((dated.plek, dated.begin), (dated.brug, dated.brug_begin)):
        if plek_id is None or day is None:
            continue
        place = table.plekken[plek_id]
        rows = [Free(place.vanaf, place.vrij), *place.perioden]
        now = [row.vrij for row in rows if row.vanaf <= day]
        if now and now[-1]:
            continue
        later = next((row.vanaf for row in rows if row.vrij and row.vanaf > day), None)
        text = f"{place.naam} is vol."
        if later is not None:
            text = f"{place.naam} is vol tot {later:%d-%m-%Y}."
        raise _refused(casus, place, [text])


def _refused(casus: Casus, place: Place, reasons: list[str]) -> NotAllowedError:
    return NotAllowedError(
        f"Casus {casus.id} kan niet naar {place.naam}. " + " ".join(reasons)
    )


def _with_days(
    ctx: Context,
    casus: Casus,
    pupil: Pupil,
    table: TablePlaces,
    pairs: dict[tuple[str, str], Pair],
    wanted: Wanted,
) -> Wanted:
    """Return the choice with every day filled in."""
    begin, bridge, bridge_end = wanted.begin, wanted.brug_begin, wanted.brug_eind
    if wanted.plek is None:
        begin = None
    elif begin is None:
        begin = _first(ctx, casus, pupil, table, pairs, wanted.plek)
    if wanted.brug is None:
        return Wanted(wanted.plek, begin)
    bridge = bridge or _first(ctx, casus, pupil, table, pairs, wanted.brug)
    place = table.plekken[wanted.brug]
    if begin is not None and bridge >= begin:
        reason = "De overbrugging begint pas als de blijvende plek er al is."
        raise _refused(casus, place, [reason])
    bridge_end = bridge_end or last_day(place, bridge, begin)
    return Wanted(wanted.plek, begin, wanted.brug, bridge, bridge_end)


def _first(
    ctx: Context,
    casus: Casus,
    pupil: Pupil,
    table: TablePlaces,
    pairs: dict[tuple[str, str], Pair],
    plek_id: str,
) -> date:
    place = table.plekken[plek_id]
    kalender = calendar_of(ctx, casus.regio)
    day = first_start(pupil, place, pairs[casus.id, plek_id], kalender)
    if day is None:
        reason = f"{place.naam} heeft geen dag waarop deze leerling kan beginnen."
        raise _refused(casus, place, [reason])
    return day


def _remarks(ctx: Context, pupil: Pupil, place: Place, pair: Pair) -> list[str]:
    remarks = list(pair.opmerkingen)
    where = place.voorziening
    if not route_is_open(pupil, where) and where.route in ctx.knowledge.routes:
        name = ctx.knowledge.routes[where.route].naam
        status = pupil.routes.get(where.route, {}).get("status", "onbekend")
        remarks.insert(0, f"De route '{name}' is {STATUS_WORD[status]} in het advies.")
    if place.minimum > 1:
        remarks.append(
            f"{place.naam} start pas met nog {place.minimum} leerlingen samen."
        )
    return remarks


def _without_school(
    ctx: Context, casus: Casus, table: TablePlaces, dated: Wanted
) -> list[str]:
    """Tell that a chosen first day is in a weekend or a holiday."""
    kalender = calendar_of(ctx, casus.regio)
    return [
        f"Op {day:%d-%m-%Y} is er geen school: het is weekend of vakantie."
        for plek_id, day in ((dated.plek, dated.begin), (dated.brug, dated.brug_begin))
        if plek_id is not None
        and day is not None
        and not table.plekken[plek_id].instroom
        and not kalender.is_school_day(day)
    ]


def _verify(
    ctx: Context,
    casus: Casus,
    pupil: Pupil,
    table: TablePlaces,
    pairs: dict[tuple[str, str], Pair],
    dated: Wanted,
) -> list[str]:
    """Let the independent verifier look at this one pupil among what is left.

    A group that opens with more pupils is not opened by one: the table decides about
    pupils one after the other, so that rule is a remark here, as is a first day
    without school.
    """
    table = _in_those_days(ctx, table, dated)
    instantie = instance_of(ctx, [pupil], table, pairs, [], Previous(), casus.regio)
    for row in instantie["plekken"]:
        row["minimum"] = 0
    instantie["schoolvrij"] = []
    bridge = bridge_json(dated)
    if bridge is not None and bridge["eind"] is None:
        # Nobody knows how long it may last: then up to where a plan looks.
        last = date.fromisoformat(instantie["horizon"]) - timedelta(days=1)
        bridge["eind"] = last.isoformat()
    begin = None if dated.begin is None else dated.begin.isoformat()
    plan: dict[str, Any] = {
        "plaatsingen": {casus.id: dated.plek},
        "begin": {casus.id: begin},
        "overbrugging": {casus.id: bridge},
    }
    names = {row.groep.id: row.naam for row in table.plekken.values()}
    return [named(line, {"plekken": names}) for line in verify(instantie, plan)]


def _in_those_days(ctx: Context, table: TablePlaces, dated: Wanted) -> TablePlaces:
    """Return the places with the hours that are left in the days that are chosen."""
    places = dict(table.plekken)
    for plek_id, begin, end in (
        (dated.plek, dated.begin, None),
        (dated.brug, dated.brug_begin, dated.brug_eind),
    ):
        if plek_id is not None:
            place = places[plek_id]
            hours = hours_left(ctx, place.groep, place.houders, begin, end)
            places[plek_id] = replace(place, uren=hours)
    return replace(table, plekken=places)


def bridge_json(dated: Wanted) -> dict[str, str | None] | None:
    """Return the bridge as a proposal writes it, or None without one."""
    if dated.brug is None or dated.brug_begin is None:
        return None
    last = dated.brug_eind
    return {
        "plek": dated.brug,
        "begin": dated.brug_begin.isoformat(),
        "eind": None if last is None else last.isoformat(),
    }
