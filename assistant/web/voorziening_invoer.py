"""What a person types about a provision, its groups and seats, read and shown."""

from dataclasses import replace
from datetime import date
from typing import Any

from starlette.datastructures import FormData

from assistant.casework.provision_forms import GroupForm, ProvisionForm, SeatsForm
from assistant.casework.provision_views import OwnGroupView, OwnProvisionView
from assistant.errors import InputError
from assistant.web.forms import form_text

MAX_TEXT = 300
TEXTS = (
    *("naam", "route", "organisatie", "plaats", "pc4", "leeftijd_min"),
    *("leeftijd_max", "alleen_eigen_school", "contact", "telefoon"),
    *("budget_bron", "budget", "kosten"),
)
LISTS = ("sectoren", "biedt", "past_bij")
GROUP_TEXTS = (
    *("groep_naam", "uren", "instroom", "soort", "minimum", "fte"),
    *("uren_per_leerling", "verblijf_weken", "verlenging_weken", "einde"),
)
MIX = 3
"""How many limits on traits a form offers at once."""


def empty_form() -> dict[str, Any]:
    """Return a form of a provision without anything in it."""
    return dict.fromkeys(TEXTS, "") | {name: () for name in LISTS}


def stored_form(view: OwnProvisionView) -> dict[str, Any]:
    """Return the form of a provision as it is kept."""
    return empty_form() | {
        "naam": view.naam,
        "route": view.route,
        "organisatie": view.organisatie_id or "",
        "plaats": view.plaats or "",
        "pc4": view.pc4 or "",
        "leeftijd_min": _number_text(view.leeftijd_min),
        "leeftijd_max": _number_text(view.leeftijd_max),
        "alleen_eigen_school": view.alleen_eigen_school or "",
        "contact": view.contact or "",
        "telefoon": view.telefoon or "",
        "budget_bron": view.budget_bron or "",
        "budget": _euro_text(view.budget_cent),
        "kosten": _euro_text(view.kosten_cent),
        "sectoren": view.sectoren,
        "biedt": view.biedt,
        "past_bij": view.past_bij,
    }


def empty_group() -> dict[str, Any]:
    """Return a form of a group without anything in it."""
    return dict.fromkeys(GROUP_TEXTS, "") | {"mix": []}


def stored_group(view: OwnGroupView) -> dict[str, Any]:
    """Return the form of a group as it is kept."""
    return {
        "groep_naam": view.naam,
        "uren": _decimal_text(view.uren),
        "instroom": " ".join(f"{day:%d-%m-%Y}" for day in view.instroom),
        "soort": view.soort or "",
        "minimum": _number_text(view.minimum),
        "fte": _decimal_text(view.fte),
        "uren_per_leerling": _decimal_text(view.uren_per_leerling),
        "verblijf_weken": _number_text(view.verblijf_weken),
        "verlenging_weken": _number_text(view.verlenging_weken),
        "einde": "" if view.einde is None else view.einde.isoformat(),
        "mix": [(trait, str(most)) for trait, most in sorted(view.mix.items())],
    }


def read_form(form: FormData) -> dict[str, Any]:
    """Read what was typed about a provision, as it was typed."""
    lists = {name: tuple(str(one) for one in form.getlist(name)) for name in LISTS}
    return read_texts(form, TEXTS) | lists


def read_group(form: FormData) -> dict[str, Any]:
    """Read what was typed about a group, as it was typed."""
    traits = [str(one)[:MAX_TEXT] for one in form.getlist("mix_kenmerk")]
    numbers = [str(one).strip()[:MAX_TEXT] for one in form.getlist("mix_aantal")]
    mix = [pair for pair in zip(traits, numbers, strict=False) if pair[0]]
    return read_texts(form, GROUP_TEXTS) | {"mix": mix}


def read_texts(form: FormData, names: tuple[str, ...]) -> dict[str, Any]:
    """Read some boxes of a form, as they were typed."""
    return {
        name: form_text(form, name, limit=MAX_TEXT, what="Een van de velden")
        for name in names
    }


def provision_form(typed: dict[str, Any]) -> ProvisionForm:
    """Return what was typed about a provision, or raise InputError on what is wrong."""
    form = ProvisionForm(
        naam=typed["naam"],
        route=typed["route"],
        sectoren=typed["sectoren"],
        organisatie_id=typed["organisatie"] or None,
        biedt=typed["biedt"],
        past_bij=typed["past_bij"],
        budget_bron=typed["budget_bron"] or None,
        **{
            name: typed[name] or None
            for name in ("plaats", "pc4", "alleen_eigen_school", "contact", "telefoon")
        },
    )
    return replace(
        form,
        leeftijd_min=_number(typed["leeftijd_min"], "De laagste leeftijd"),
        leeftijd_max=_number(typed["leeftijd_max"], "De hoogste leeftijd"),
        budget_cent=_cents(typed["budget"], "Het budget"),
        kosten_cent=_cents(typed["kosten"], "Het bedrag per leerling"),
    )


def group_form(typed: dict[str, Any]) -> GroupForm:
    """Return what was typed about a group, or raise InputError on what is wrong."""
    days = typed["instroom"].replace(",", " ").split()
    return GroupForm(
        naam=typed["groep_naam"],
        uren=_decimal(typed["uren"], "De uren per week"),
        instroom=tuple(_needed_day(day, "Een instroommoment") for day in days),
        soort=typed["soort"] or None,
        minimum=_number(typed["minimum"], "Het kleinste aantal leerlingen"),
        fte=_decimal(typed["fte"], "Het aantal fte"),
        uren_per_leerling=_decimal(typed["uren_per_leerling"], "De uren begeleiding"),
        verblijf_weken=_number(typed["verblijf_weken"], "Het langste verblijf"),
        verlenging_weken=_number(typed["verlenging_weken"], "De verlenging"),
        einde=day_of(typed["einde"], "Het geplande einde"),
        mix=tuple(
            (trait, _number(most, "Het aantal bij een kenmerk") or 0)
            for trait, most in typed["mix"]
            if most
        ),
    )


def seats_form(typed: dict[str, Any]) -> SeatsForm:
    """Return what was typed about seats, or raise InputError on what is wrong."""
    return SeatsForm(
        van=_needed_day(typed["van"], "De eerste dag"),
        tot=day_of(typed["tot"], "De laatste dag"),
        plaatsen=_number(typed["plaatsen"], "Het aantal plaatsen"),
        bezet=_number(typed["bezet"], "Het aantal bezette plaatsen"),
    )


def day_of(text: str, what: str) -> date | None:
    """Return the day that was typed, or None for an empty box.

    Raises
    ------
    InputError
        When it is no day.
    """
    return _needed_day(text, what) if text else None


def _needed_day(text: str, what: str) -> date:
    try:
        if text[4:5] == "-":
            return date.fromisoformat(text)
        number, month, year = (int(part) for part in text.split("-"))
        return date(year, month, number)
    except ValueError:
        msg = f"{what} is geen datum. Schrijf hem als 24-08-2026."
        raise InputError(msg) from None


def _number(text: str, what: str) -> int | None:
    """Return a whole number; an empty box is not known, never zero."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 5):
        raise InputError(
            f"{what} is geen heel getal. Laat het leeg als u het niet weet."
        )
    return int(text)


def _decimal(text: str, what: str) -> float | None:
    """Return a number with or without decimals; an empty box is not known."""
    number = text.replace(",", ".")
    if not number:
        return None
    plain = number.replace(".", "", 1)
    if not (plain.isascii() and plain.isdecimal() and len(plain) <= 6):
        raise InputError(f"{what} is geen getal. Schrijf het als 12,5.")
    return float(number)


def _cents(text: str, what: str) -> int | None:
    """Return an amount of euros in cents; a dot before three digits is for reading."""
    number = text.replace("€", "").replace(" ", "")
    whole, _, part = number.partition(",")
    if not number:
        return None
    whole = whole.removesuffix(".00").replace(".", "")
    digits = f"{whole}{part:0<2}"
    if not (digits.isascii() and digits.isdecimal() and len(part) <= 2 and whole):
        raise InputError(f"{what} is geen bedrag. Schrijf het als 4000 of 4000,50.")
    if len(digits) > 12:
        raise InputError(f"{what} is te groot. Controleer het bedrag.")
    return int(digits)


def _number_text(number: int | None) -> str:
    return "" if number is None else str(number)


def _decimal_text(number: float | None) -> str:
    return "" if number is None else f"{number:g}".replace(".", ",")


def _euro_text(cent: int | None) -> str:
    if cent is None:
        return ""
    whole, part = divmod(cent, 100)
    return f"{whole},{part:02}" if part else str(whole)
