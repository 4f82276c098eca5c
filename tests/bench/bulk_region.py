"""A region with very many invented cases, put in the record by bulk inserts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from assistant.casework.demo_cases import _dated as dated
from assistant.casework.names import Volledigenaam, add_names
from assistant.casework.overview import rebuild_overview
from assistant.casework.values import to_stored
from matching.antwoorden import check_answers
from matching.routes.advise import advise
from models.advies import Advies
from models.antwoord import Antwoord, Via
from models.audit import Audit
from models.casus import Casus, CasusStatus
from models.gebruiker import Aanstelling, Gebruiker, Rol
from models.gesprek import Bericht, Gesprek, GesprekStand, Richting
from models.organisatie import Organisatie, OrganisatieSoort
from models.statuswissel import Statuswissel
from models.taak import Taak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from assistant.context import Context
    from models.base import Base

SWVS = ("swv-po", "swv-vo")
SCHOOLS = 200
LEADS = 40
PARTNERS = 4
ADVISED = 1500
"""Cases that get a stored advice; each is some 100 kB of JSON."""
SHARE = {
    "signaal": 4,
    "intake": 20,
    "bevestigd": 5,
    "geadviseerd": 15,
    "op_tafel": 10,
    "besloten": 6,
    "gestart": 12,
    "nazorg": 8,
    "afgesloten": 18,
    "heropend": 1,
    "gestopt": 1,
}
FIRST = ("Sanne", "Daan", "Noor", "Sem", "Fatima", "Youssef", "Lotte", "Bram", "Mila")
LAST = ("Bakker", "Visser", "Smit", "Jansen", "Mulder", "El Amrani", "Yilmaz", "Kaya")


@dataclass(frozen=True)
class Region:
    """Where to look in the generated region."""

    lead: int
    """Appointment of a regisseur with many cases."""
    carer: int
    """Appointment of a zorgcoördinator."""
    advised: tuple[str, ...]
    living: tuple[str, ...]
    conversation: str


def fill(ctx: Context, cases: int, say: Callable[[str], None]) -> Region:
    """Fill an empty record.

    Parameters
    ----------
    ctx
        The surroundings.
    cases
        How many cases.
    say
        Hears the progress.
    """
    rng = random.Random(3)
    now = ctx.now()
    leads, carers = _people(ctx, now)
    say(f"{LEADS} regisseurs, {SCHOOLS} scholen")
    patterns = _patterns(ctx)
    ids = [f"2026-{number:05d}" for number in range(1, cases + 1)]
    states = rng.choices(list(SHARE), weights=list(SHARE.values()), k=cases)
    plan = [
        (one, state, rng.randrange(len(patterns)))
        for one, state in zip(ids, states, strict=True)
    ]
    _bulk(
        ctx,
        Casus,
        (_case(one, state, leads, carers, rng, now) for one, state, _ in plan),
    )
    say("casussen")
    _bulk(
        ctx,
        Antwoord,
        (
            row
            for one, _, which in plan
            for row in _answers(one, patterns[which], rng, now)
        ),
    )
    say("antwoorden")
    _bulk(
        ctx,
        Taak,
        (
            row
            for one, state, _ in plan
            for row in _tasks(one, state, leads, rng, ctx.today(), now)
        ),
    )
    _bulk(
        ctx,
        Statuswissel,
        (row for one, state, _ in plan for row in _path(one, state, now)),
    )
    _bulk(ctx, Audit, (row for one, _, _ in plan for row in _log(one, now)))
    say("taken, gang en log")
    advised = tuple(
        one
        for one, state, _ in plan
        if state in ("geadviseerd", "op_tafel", "besloten")
    )[:ADVISED]
    which = {one: pattern for one, _, pattern in plan}
    stored = [_advice(ctx, pattern) for pattern in patterns]
    _bulk(
        ctx,
        Advies,
        ({**stored[which[one]], "casus_id": one, "op": now} for one in advised),
    )
    say("adviezen")
    for start in range(0, len(ids), 1000):
        with ctx.store.unit_of_work() as uow:
            part = ids[start : start + 1000]
            add_names(ctx, uow, {one: _name(rng) for one in part}, door="proef")
    say("namen")
    made = rebuild_overview(ctx, only_missing=True)
    say(f"{made} regels")
    conversation = _conversation(ctx, _of_first_lead(ctx, advised), now)
    _statistics(ctx)
    living = tuple(one for one, state, _ in plan if state != "afgesloten")
    return Region(leads[0][1], carers[0][1], advised, living, conversation)


def _people(
    ctx: Context, now: datetime
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    parties = [
        {
            "id": SWVS[0],
            "naam": "Samenwerkingsverband PO (voorbeeld)",
            "soort": OrganisatieSoort.SAMENWERKINGSVERBAND_PO,
        },
        {
            "id": SWVS[1],
            "naam": "Samenwerkingsverband VO (voorbeeld)",
            "soort": OrganisatieSoort.SAMENWERKINGSVERBAND_VO,
        },
    ]
    parties += [
        {
            "id": f"school-{n:03}",
            "naam": f"Voorbeeldschool {n:03}",
            "soort": OrganisatieSoort.SCHOOL,
        }
        for n in range(SCHOOLS)
    ]
    _bulk(
        ctx,
        Organisatie,
        (
            {**row, "voorbeeld": True, "gemeenten": [], "actief": True, "versie": 1}
            for row in parties
        ),
    )
    names = [f"Voorbeeld Regisseur {n}" for n in range(LEADS)] + [
        f"Voorbeeld Zorgcoördinator {n}" for n in range(SCHOOLS)
    ]
    _bulk(
        ctx,
        Gebruiker,
        (
            {
                "id": n + 1,
                "naam": name,
                "actief": True,
                "voorbeeld": True,
                "aangemaakt_op": now,
            }
            for n, name in enumerate(names)
        ),
    )
    since = ctx.today() - timedelta(days=400)
    roles = [(n + 1, SWVS[n % 2], Rol.REGISSEUR) for n in range(LEADS)]
    roles += [
        (LEADS + n + 1, f"school-{n:03}", Rol.ZORGCOORDINATOR) for n in range(SCHOOLS)
    ]
    _bulk(
        ctx,
        Aanstelling,
        (
            {
                "id": n + 1,
                "gebruiker_id": who,
                "organisatie_id": party,
                "rol": rol,
                "van": since,
                "tot": None,
            }
            for n, (who, party, rol) in enumerate(roles)
        ),
    )
    return [(n + 1, n + 1) for n in range(LEADS)], [
        (LEADS + n + 1, LEADS + n + 1) for n in range(SCHOOLS)
    ]


def _patterns(ctx: Context) -> list[dict[str, object]]:
    return [
        dict(check_answers(dated(ctx, row.antwoorden), ctx.knowledge, ctx.today()))
        for row in ctx.knowledge.voorbeelden
        if len(row.antwoorden) > 10
    ]


def _case(
    casus_id: str,
    state: str,
    leads: list[tuple[int, int]],
    carers: list[tuple[int, int]],
    rng: random.Random,
    now: datetime,
) -> dict[str, Any]:
    school = rng.randrange(SCHOOLS)
    swv = school % 2
    lead = (
        None if rng.random() < 0.02 else leads[2 * rng.randrange(LEADS // 2) + swv][0]
    )
    begun = now - timedelta(days=rng.randrange(10, 400))
    closed = state == "afgesloten"
    return {
        "id": casus_id,
        "status": CasusStatus(state),
        "gestopt_vanuit": CasusStatus.INTAKE if state == "gestopt" else None,
        "stopreden": "Er is misschien gevaar." if state == "gestopt" else None,
        "regio": "voorbeeld",
        "regisseur_id": lead,
        "organisatie_id": f"school-{school:03}",
        "swv_id": SWVS[swv],
        "zorgcoordinator_id": carers[school][0],
        "rol": "zorgcoordinator",
        "door": "Voorbeeld Zorgcoördinator",
        "voorbeeld": True,
        "aangemaakt_op": begun,
        "gewijzigd_op": begun,
        "uitkomst": "opgelost_so_vso" if closed else None,
        "gesloten_op": now if closed else None,
    }


def _answers(
    casus_id: str, pattern: dict[str, object], rng: random.Random, now: datetime
) -> Iterable[dict[str, Any]]:
    shift = timedelta(days=rng.randrange(300))
    said = now - timedelta(days=rng.randrange(1, 200))
    for veld, value in pattern.items():
        moved = value - shift if isinstance(value, date) else value
        yield {
            "casus_id": casus_id,
            "veld": veld,
            "waarde": to_stored(moved),
            "ingetrokken": False,
            "rol": "zorgcoordinator",
            "via": Via.CHAT,
            "woorden": None,
            "door": "Voorbeeld Zorgcoördinator",
            "op": said,
            "bevestigd": True,
        }


def _tasks(
    casus_id: str,
    state: str,
    leads: list[tuple[int, int]],
    rng: random.Random,
    today: date,
    now: datetime,
) -> Iterable[dict[str, Any]]:
    for _ in range(rng.randrange(4)):
        done = rng.random() < 0.5 or state == "afgesloten"
        who = rng.choice(leads)[0] if rng.random() < 0.9 else None
        yield {
            "casus_id": casus_id,
            "soort": rng.choice(("terugbellen", "document", "afspraak", "nazorg")),
            "urgent": rng.random() < 0.01,
            "tekst": "Vraag het verslag van het laatste gesprek op bij school.",
            "voor_id": who,
            "voor_naam": "samenwerkingsverband"
            if who is None
            else f"Voorbeeld Regisseur {who - 1}",
            "organisatie_id": SWVS[0] if who is None else SWVS[(who - 1) % 2],
            "gemaakt_door": None,
            "uiterlijk": today + timedelta(days=rng.randrange(-10, 40)),
            "op": now,
            "klaar_op": now if done else None,
            "klaar_door": "Voorbeeld Regisseur" if done else None,
        }


def _path(casus_id: str, state: str, now: datetime) -> Iterable[dict[str, Any]]:
    row = {"casus_id": casus_id, "op": now, "door": "Voorbeeld", "reden": ""}
    yield {**row, "van": None, "naar": CasusStatus.INTAKE}
    if state != "intake":
        yield {**row, "van": CasusStatus.INTAKE, "naar": CasusStatus(state)}


def _log(casus_id: str, now: datetime) -> Iterable[dict[str, Any]]:
    row = {"op": now, "door": "Voorbeeld", "soort": "casus", "object_id": casus_id}
    for done in (
        "casus_gestart",
        "antwoord_vastgelegd",
        "antwoord_vastgelegd",
        "analyse_bevestigd",
    ):
        yield {
            **row,
            "handeling": done,
            "details": {"velden": ["leeftijd", "schoolsoort"]},
        }


def _advice(ctx: Context, pattern: dict[str, object]) -> dict[str, Any]:
    found = advise(pattern, ctx.knowledge, ctx.today(), "voorbeeld")
    return {
        "uitkomst": found.as_dict(),
        "ontvangstbewijs": {"code_versie": "proef", "kennis_hash": ctx.knowledge.hash},
        "peildatum": ctx.today(),
        "laatste_antwoord_id": 0,
    }


def _name(rng: random.Random) -> Volledigenaam:
    return Volledigenaam(
        f"{rng.choice(FIRST)}", "", f"{rng.choice(LAST)} Voorbeeld{rng.randrange(900)}"
    )


def _of_first_lead(ctx: Context, casus_ids: Iterable[str]) -> str:
    with ctx.store.reading() as uow:
        found = (uow.session.get_one(Casus, one) for one in casus_ids)
        return next(casus.id for casus in found if casus.swv_id == SWVS[0])


def _conversation(ctx: Context, casus_id: str, now: datetime) -> str:
    row = {
        "id": "proefgesprek",
        "casus_id": casus_id,
        "rol": "zorgcoordinator",
        "door": "Voorbeeld Zorgcoördinator",
        "aanstelling_id": None,
        "stand": GesprekStand.KLAAR,
        "gevraagd_veld": None,
        "laatste_vragen": [],
        "toestand": {},
        "aangemaakt_op": now,
    }
    _bulk(ctx, Gesprek, [row])
    _bulk(
        ctx,
        Bericht,
        (
            {
                "gesprek_id": "proefgesprek",
                "richting": Richting.UIT if n % 2 else Richting.IN,
                "tekst": f"Bericht {n} van het gesprek.",
                "knoppen": [],
                "vraag": None,
                "op": now,
            }
            for n in range(80)
        ),
    )
    return "proefgesprek"


def _statistics(ctx: Context) -> None:
    """Let the database count, as it does by itself after a while."""
    with ctx.store.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def _bulk(ctx: Context, table: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows in a few large statements; nothing watches these."""
    part: list[dict[str, Any]] = []
    with ctx.store.unit_of_work() as uow:
        for row in rows:
            part.append(row)
            if len(part) == 5000:
                uow.session.execute(insert(table), part)
                part = []
        if part:
            uow.session.execute(insert(table), part)
