"""What a person fills in about provisions, groups and seats, and what fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from assistant.context import Context
    from models.voorziening import Capaciteit

MAX_NAME = 200
MAX_SEATS = 5000
MAX_AGE = 25
MAX_HOURS = 60
FOUR_DIGITS = 4


@dataclass(frozen=True)
class ProvisionForm:
    """What a person fills in about a provision; ages in whole years."""

    naam: str
    route: str
    sectoren: tuple[str, ...]
    organisatie_id: str | None = None
    plaats: str | None = None
    pc4: str | None = None
    leeftijd_min: int | None = None
    leeftijd_max: int | None = None
    biedt: tuple[str, ...] = ()
    past_bij: tuple[str, ...] = ()
    alleen_eigen_school: str | None = None
    contact: str | None = None
    telefoon: str | None = None


@dataclass(frozen=True)
class GroupForm:
    """What a person fills in about a group: hours per week and intake moments."""

    naam: str
    uren: float | None = None
    instroom: tuple[date, ...] = ()


@dataclass(frozen=True)
class SeatsForm:
    """Seats of a group from a day; None is not known. ``tot`` is the last day."""

    van: date
    tot: date | None
    plaatsen: int | None
    bezet: int | None


def check_seats(form: SeatsForm) -> None:
    """Refuse seats that do not add up, or raise InputError that says which."""
    for name, number in (("plaatsen", form.plaatsen), ("bezet", form.bezet)):
        if number is not None and not 0 <= number <= MAX_SEATS:
            msg = (
                f"Het aantal {name} kan niet {number} zijn. Vul 0 of meer in, of laat "
                "het leeg als het niet bekend is."
            )
            raise InputError(msg)
    if form.plaatsen is not None and (form.bezet or 0) > form.plaatsen:
        msg = (
            f"Er kunnen niet {form.bezet} plekken bezet zijn van de {form.plaatsen}. "
            "Controleer beide getallen."
        )
        raise InputError(msg)
    if form.tot is not None and form.tot < form.van:
        raise InputError("De laatste dag ligt voor de eerste dag. Kies een latere dag.")


def check_overlap(form: SeatsForm, others: list[Capaciteit]) -> None:
    """Refuse a period that overlaps another period of the group."""
    for one in others:
        starts_in = form.tot is None or one.van <= form.tot
        ends_in = one.tot is None or one.tot >= form.van
        if starts_in and ends_in:
            msg = (
                f"Er is al een periode vanaf {one.van:%d-%m-%Y}. Kies dagen die elkaar "
                "niet overlappen."
            )
            raise InputError(msg)


def checked_group(form: GroupForm) -> dict[str, object]:
    """Return the columns of a group, or raise InputError that says what is wrong."""
    name = form.naam.strip()
    if not name or len(name) > MAX_NAME:
        msg = f"Geef de groep een naam van hoogstens {MAX_NAME} tekens."
        raise InputError(msg)
    if form.uren is not None and not 0 <= form.uren <= MAX_HOURS:
        raise InputError("Vul de uren per week in als een getal van 0 tot 60.")
    days = sorted(set(form.instroom))
    return {
        "naam": name,
        "uren_per_week": form.uren,
        "instroom": [day.isoformat() for day in days],
    }


def checked_provision(ctx: Context, form: ProvisionForm) -> dict[str, object]:
    """Return the columns of a provision, or raise InputError on what is wrong."""
    name = form.naam.strip()
    if not name or len(name) > MAX_NAME:
        msg = f"Geef de voorziening een naam van hoogstens {MAX_NAME} tekens."
        raise InputError(msg)
    if form.route not in ctx.knowledge.routes:
        raise InputError("Kies bij welke route deze voorziening hoort.")
    if not form.sectoren:
        raise InputError("Kies uit welke soort onderwijs leerlingen kunnen komen.")
    for veld, given, what in (
        ("sector", form.sectoren, "sector"),
        ("onderwijsbehoeften", form.biedt, "onderwijsbehoefte"),
        ("kind_belemmerend", form.past_bij, "kenmerk"),
    ):
        row = ctx.knowledge.velden.get(veld) or ctx.knowledge.afgeleid[veld]
        known = {value.id for value in row.waarden}
        if not set(given) <= known:
            raise InputError(f"Kies een {what} uit de lijst.")
    ages = (form.leeftijd_min, form.leeftijd_max)
    if any(age is not None and not 0 <= age <= MAX_AGE for age in ages):
        raise InputError(f"Vul een leeftijd in van 0 tot {MAX_AGE} jaar.")
    if None not in ages and (form.leeftijd_min or 0) > (form.leeftijd_max or 0):
        raise InputError("De laagste leeftijd is hoger dan de hoogste. Draai ze om.")
    pc4 = (form.pc4 or "").strip()
    if pc4 and not (pc4.isascii() and pc4.isdecimal() and len(pc4) == FOUR_DIGITS):
        raise InputError("Vul de vier cijfers van de postcode in, zoals 3311.")
    return {
        "naam": name,
        "route": form.route,
        "sectoren": list(form.sectoren),
        "plaats": (form.plaats or "").strip() or None,
        "pc4": pc4 or None,
        "leeftijd_min": form.leeftijd_min,
        "leeftijd_max": form.leeftijd_max,
        "biedt": list(form.biedt),
        "past_bij": list(form.past_bij),
        "alleen_eigen_school": (form.alleen_eigen_school or "").strip() or None,
        "contact": (form.contact or "").strip() or None,
        "telefoon": (form.telefoon or "").strip() or None,
    }
