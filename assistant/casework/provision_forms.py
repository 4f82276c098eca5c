"""What a person fills in about provisions, groups and seats, and what fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import InputError
from models.voorziening import PlekSoort

if TYPE_CHECKING:
    from datetime import date

    from assistant.context import Context
    from knowledge.plekken_invoer import PastNiet, Plekkeninvoer
    from models.voorziening import Capaciteit

MAX_NAME = 200
MAX_SEATS = 5000
MAX_AGE = 25
MAX_HOURS = 60
MAX_FTE = 500
MAX_WEEKS = 520
MAX_CENT = 10_000_000_00
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
    budget_bron: str | None = None
    budget_cent: int | None = None
    kosten_cent: int | None = None


@dataclass(frozen=True)
class GroupForm:
    """What a person fills in about a group; None is not known.

    Hours per week, staff in fte, stay and extension in weeks; ``mix`` is how many
    more pupils with a trait can come.
    """

    naam: str
    uren: float | None = None
    instroom: tuple[date, ...] = ()
    soort: str | None = None
    minimum: int | None = None
    fte: float | None = None
    uren_per_leerling: float | None = None
    verblijf_weken: int | None = None
    verlenging_weken: int | None = None
    einde: date | None = None
    mix: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class SeatsForm:
    """Seats of a group from a day; None is not known. ``tot`` is the last day."""

    van: date
    tot: date | None
    plaatsen: int | None
    bezet: int | None


def check_seats(ctx: Context, form: SeatsForm) -> None:
    """Refuse seats that do not add up, or raise InputError that says which."""
    boxes, words = _words(ctx).velden, _words(ctx).past_niet
    for name, number in (("plaatsen", form.plaatsen), ("bezet", form.bezet)):
        if number is not None and not 0 <= number <= MAX_SEATS:
            raise InputError(words.plaatsen.format(veld=boxes[name], aantal=number))
    if form.plaatsen is not None and (form.bezet or 0) > form.plaatsen:
        told = words.bezet.format(bezet=form.bezet, plaatsen=form.plaatsen)
        raise InputError(told)
    if form.tot is not None and form.tot < form.van:
        raise InputError(words.laatste_dag)


def check_overlap(ctx: Context, form: SeatsForm, others: list[Capaciteit]) -> None:
    """Refuse a period that overlaps another period of the group."""
    for one in others:
        starts_in = form.tot is None or one.van <= form.tot
        ends_in = one.tot is None or one.tot >= form.van
        if starts_in and ends_in:
            told = _words(ctx).past_niet.overlap
            raise InputError(told.format(dag=f"{one.van:%d-%m-%Y}"))


def _words(ctx: Context) -> Plekkeninvoer:
    return ctx.knowledge.plekken_invoer


def checked_group(ctx: Context, form: GroupForm) -> dict[str, object]:
    """Return the columns of a group, or raise InputError that says what is wrong."""
    words, name = _words(ctx).past_niet, form.naam.strip()
    if not name or len(name) > MAX_NAME:
        raise InputError(words.naam_groep.format(tekens=MAX_NAME))
    if form.uren is not None and not 0 <= form.uren <= MAX_HOURS:
        raise InputError(words.uren.format(hoogste=MAX_HOURS))
    _check_staff(form, words)
    _check_stay(form, words)
    traits = {value.id for value in ctx.knowledge.velden["kind_belemmerend"].waarden}
    if not {trait for trait, _ in form.mix} <= traits:
        raise InputError(words.mix_kenmerk)
    if any(not 0 <= most <= MAX_SEATS for _, most in form.mix):
        raise InputError(words.mix_aantal)
    days = sorted(set(form.instroom))
    return {
        "naam": name,
        "uren_per_week": form.uren,
        "instroom": [day.isoformat() for day in days],
        "soort": None if form.soort is None else PlekSoort(form.soort),
        "minimum": form.minimum,
        "fte": form.fte,
        "uren_per_leerling": form.uren_per_leerling,
        "verblijf_weken": form.verblijf_weken,
        "verlenging_weken": form.verlenging_weken,
        "einde": form.einde,
        "mix": dict(form.mix),
    }


def _check_staff(form: GroupForm, words: PastNiet) -> None:
    if form.soort is not None and form.soort not in set(PlekSoort):
        raise InputError(words.soort)
    if form.minimum is not None and not 0 <= form.minimum <= MAX_SEATS:
        raise InputError(words.minimum)
    if form.fte is not None and not 0 <= form.fte <= MAX_FTE:
        raise InputError(words.fte.format(hoogste=MAX_FTE))
    hours = form.uren_per_leerling
    if hours is not None and not 0 <= hours <= MAX_HOURS:
        raise InputError(words.uren_per_leerling.format(hoogste=MAX_HOURS))


def _check_stay(form: GroupForm, words: PastNiet) -> None:
    for weeks in (form.verblijf_weken, form.verlenging_weken):
        if weeks is not None and not 0 <= weeks <= MAX_WEEKS:
            raise InputError(words.weken.format(hoogste=MAX_WEEKS))
    if form.verlenging_weken and form.verblijf_weken is None:
        raise InputError(words.verlenging)
    if form.einde is not None and any(day > form.einde for day in form.instroom):
        raise InputError(words.instroom)


def checked_provision(ctx: Context, form: ProvisionForm) -> dict[str, object]:
    """Return the columns of a provision, or raise InputError on what is wrong."""
    words, name = _words(ctx).past_niet, form.naam.strip()
    if not name or len(name) > MAX_NAME:
        raise InputError(words.naam_voorziening.format(tekens=MAX_NAME))
    if form.route not in ctx.knowledge.routes:
        raise InputError(words.route)
    if not form.sectoren:
        raise InputError(words.sectoren)
    for veld, given, told in (
        ("sector", form.sectoren, words.sector),
        ("onderwijsbehoeften", form.biedt, words.onderwijsbehoefte),
        ("kind_belemmerend", form.past_bij, words.kenmerk),
    ):
        row = ctx.knowledge.velden.get(veld) or ctx.knowledge.afgeleid[veld]
        known = {value.id for value in row.waarden}
        if not set(given) <= known:
            raise InputError(told)
    ages = (form.leeftijd_min, form.leeftijd_max)
    if any(age is not None and not 0 <= age <= MAX_AGE for age in ages):
        raise InputError(words.leeftijd.format(hoogste=MAX_AGE))
    if None not in ages and (form.leeftijd_min or 0) > (form.leeftijd_max or 0):
        raise InputError(words.leeftijden)
    pc4 = (form.pc4 or "").strip()
    if pc4 and not (pc4.isascii() and pc4.isdecimal() and len(pc4) == FOUR_DIGITS):
        raise InputError(words.postcode)
    _check_money(ctx, form)
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
        "budget_bron": form.budget_bron or None,
        "budget_cent": form.budget_cent,
        "kosten_cent": form.kosten_cent,
    }


def _check_money(ctx: Context, form: ProvisionForm) -> None:
    words = _words(ctx).past_niet
    if form.budget_bron and form.budget_bron not in ctx.knowledge.financiering:
        raise InputError(words.geld_bron)
    for cent in (form.budget_cent, form.kosten_cent):
        if cent is not None and not 0 <= cent <= MAX_CENT:
            raise InputError(words.bedrag)
