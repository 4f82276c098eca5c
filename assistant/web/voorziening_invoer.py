"""What a person types about a provision, its groups and seats, read and shown."""

from datetime import date
from typing import Any

from starlette.datastructures import FormData

from assistant.casework.provision_forms import GroupForm, ProvisionForm, SeatsForm
from assistant.casework.provision_views import OwnGroupView, OwnProvisionView
from assistant.context import Context
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


def read_form(ctx: Context, form: FormData) -> dict[str, Any]:
    """Read what was typed about a provision, as it was typed."""
    lists = {name: tuple(str(one) for one in form.getlist(name)) for name in LISTS}
    return read_texts(ctx, form, TEXTS) | lists


def read_group(ctx: Context, form: FormData) -> dict[str, Any]:
    """Read what was typed about a group, as it was typed."""
    traits = [str(one)[:MAX_TEXT] for one in form.getlist("mix_kenmerk")]
    numbers = [str(one).strip()[:MAX_TEXT] for one in form.getlist("mix_aantal")]
    mix = [pair for pair in zip(traits, numbers, strict=False) if pair[0]]
    return read_texts(ctx, form, GROUP_TEXTS) | {"mix": mix}


def read_texts(ctx: Context, form: FormData, names: tuple[str, ...]) -> dict[str, Any]:
    """Read some boxes of a form, as they were typed."""
    return {
        name: form_text(
            form,
            name,
            limit=MAX_TEXT,
            what=ctx.knowledge.plekken_invoer.onleesbaar.tekst,
        )
        for name in names
    }


def provision_form(ctx: Context, typed: dict[str, Any]) -> ProvisionForm:
    """Return what was typed about a provision, or raise InputError on what is wrong."""
    box = _Boxes(ctx, typed)
    return ProvisionForm(
        naam=typed["naam"],
        route=typed["route"],
        sectoren=typed["sectoren"],
        organisatie_id=typed["organisatie"] or None,
        biedt=typed["biedt"],
        past_bij=typed["past_bij"],
        budget_bron=typed["budget_bron"] or None,
        leeftijd_min=box.number("leeftijd_min"),
        leeftijd_max=box.number("leeftijd_max"),
        budget_cent=box.cents("budget"),
        kosten_cent=box.cents("kosten"),
        **{
            name: typed[name] or None
            for name in ("plaats", "pc4", "alleen_eigen_school", "contact", "telefoon")
        },
    )


def group_form(ctx: Context, typed: dict[str, Any]) -> GroupForm:
    """Return what was typed about a group, or raise InputError on what is wrong."""
    box = _Boxes(ctx, typed)
    days = typed["instroom"].replace(",", " ").split()
    return GroupForm(
        naam=typed["groep_naam"],
        uren=box.decimal("uren"),
        instroom=tuple(box.needed_day("instroom", day) for day in days),
        soort=typed["soort"] or None,
        minimum=box.number("minimum"),
        fte=box.decimal("fte"),
        uren_per_leerling=box.decimal("uren_per_leerling"),
        verblijf_weken=box.number("verblijf_weken"),
        verlenging_weken=box.number("verlenging_weken"),
        einde=box.day("einde"),
        mix=tuple(
            (trait, box.number("mix", most) or 0)
            for trait, most in typed["mix"]
            if most
        ),
    )


def seats_form(ctx: Context, typed: dict[str, Any]) -> SeatsForm:
    """Return what was typed about seats, or raise InputError on what is wrong."""
    box = _Boxes(ctx, typed)
    return SeatsForm(
        van=box.needed_day("van", typed["van"]),
        tot=box.day("tot"),
        plaatsen=box.number("plaatsen"),
        bezet=box.number("bezet"),
    )


def period_of(ctx: Context, typed: dict[str, Any]) -> date | None:
    """Return the period that is changed, None for a new one, or raise InputError."""
    return _Boxes(ctx, typed).day("periode")


class _Boxes:
    """Reads the boxes of a form; one that is empty is not known, never zero.

    Every way to read raises InputError, with the name of the box and how to write it.
    """

    def __init__(self, ctx: Context, typed: dict[str, Any]) -> None:
        words = ctx.knowledge.plekken_invoer
        self._typed, self._names, self._unread = typed, words.velden, words.onleesbaar

    def _wrong(self, key: str, message: str) -> InputError:
        return InputError(message.format(veld=self._names[key]))

    def day(self, key: str) -> date | None:
        text = self._typed[key]
        return self.needed_day(key, text) if text else None

    def needed_day(self, key: str, text: str) -> date:
        try:
            if text[4:5] == "-":
                return date.fromisoformat(text)
            number, month, year = (int(part) for part in text.split("-"))
            return date(year, month, number)
        except ValueError:
            raise self._wrong(key, self._unread.dag) from None

    def number(self, key: str, text: str | None = None) -> int | None:
        """Return a whole number, of the box or of this text."""
        digits: str = self._typed[key] if text is None else text
        if not digits:
            return None
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= 5):
            raise self._wrong(key, self._unread.heel_getal)
        return int(digits)

    def decimal(self, key: str) -> float | None:
        number = self._typed[key].replace(",", ".")
        if not number:
            return None
        plain = number.replace(".", "", 1)
        if not (plain.isascii() and plain.isdecimal() and len(plain) <= 6):
            raise self._wrong(key, self._unread.getal)
        return float(number)

    def cents(self, key: str) -> int | None:
        """Return euros in cents; a dot before three digits is for reading."""
        number = self._typed[key].replace("€", "").replace(" ", "")
        whole, _, part = number.partition(",")
        if not number:
            return None
        whole = whole.removesuffix(".00").replace(".", "")
        digits = f"{whole}{part:0<2}"
        if not (digits.isascii() and digits.isdecimal() and len(part) <= 2 and whole):
            raise self._wrong(key, self._unread.bedrag)
        if len(digits) > 12:
            raise self._wrong(key, self._unread.te_groot)
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
