"""Read one written value: a choice, a number, a date, yes or no."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from knowledge.velden import Veld, VeldType
from matching.errors import AnswerError
from matching.naaste import nearest

if TYPE_CHECKING:
    from knowledge.velden import Kolom, Waarde

ONBEKEND = "onbekend"
"""Asked and not known; every field accepts it."""

_JA_NEE = {"ja": True, "waar": True, "true": True}
_JA_NEE |= {"nee": False, "onwaar": False, "false": False}
Getal = TypeVar("Getal", int, float)

_MAAND = re.compile(r"(\d{4})-(\d{2})")
_DAG_EERST = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_LONG = 40
"""Characters of a wrong choice that a message repeats."""


@dataclass(frozen=True)
class Plek:
    """Where a value stands and what may stand there: a field or a column."""

    veld: str
    vraag: str
    kolom: str | None
    type: VeldType
    waarden: tuple[Waarde, ...]
    minimum: int | float | None
    maximum: int | float | None
    patroon: str | None
    niet_in_toekomst: bool

    @classmethod
    def of_veld(cls, veld: Veld) -> Plek:
        """Describe the place of an answer of its own."""
        return cls(
            veld=veld.id,
            vraag=veld.vraag,
            kolom=None,
            type=veld.type,
            waarden=veld.waarden,
            minimum=veld.minimum,
            maximum=veld.maximum,
            patroon=veld.patroon,
            niet_in_toekomst=veld.niet_in_toekomst,
        )

    @classmethod
    def of_kolom(cls, veld: Veld, kolom: Kolom) -> Plek:
        """Describe the place of a value in a column of a table."""
        return cls(
            veld=veld.id,
            vraag=veld.vraag,
            kolom=kolom.id,
            type=kolom.type,
            waarden=kolom.waarden,
            minimum=kolom.minimum,
            maximum=kolom.maximum,
            patroon=None,
            niet_in_toekomst=False,
        )

    def error(self, melding: str) -> AnswerError:
        """Return the error for this place."""
        where = f"kolom ‘{self.kolom}’: " if self.kolom else ""
        return AnswerError(self.veld, where + melding)


def read_value(plek: Plek, raw: object, peildatum: date) -> object:
    """Read a value that is not a table.

    Raises
    ------
    AnswerError
        When the value does not fit the place.
    """
    if isinstance(raw, str) and raw.strip().lower() == ONBEKEND:
        return [ONBEKEND] if plek.type is VeldType.multi else ONBEKEND
    match plek.type:
        case VeldType.single:
            return _choice(plek, raw)
        case VeldType.multi:
            return _choices(plek, raw)
        case VeldType.boolean:
            return _yes_or_no(plek, raw)
        case VeldType.integer | VeldType.scale_0_10:
            return _bounded(plek, _integer(plek, raw))
        case VeldType.number:
            return _bounded(plek, _number(plek, raw))
        case VeldType.date:
            return _date(plek, raw, peildatum)
        case _:
            return _text(plek, raw, peildatum)


def _choice(plek: Plek, raw: object) -> str:
    """Read one of the values; YAML turns a bare ja or nee into a truth value."""
    word = {True: "ja", False: "nee"}.get(raw) if isinstance(raw, bool) else raw
    known = [waarde.id for waarde in plek.waarden]
    if isinstance(word, int | str):
        text = str(word).strip()
        if text.lower() in known:
            return text.lower()
        for waarde in plek.waarden:
            if waarde.label.lower() == text.lower():
                return waarde.id
        raise plek.error(_no_such_choice(text, known))
    raise plek.error(f"kies één waarde uit {', '.join(known)}.")


def _no_such_choice(text: str, known: list[str]) -> str:
    near = nearest(text, known)
    hint = f"Bedoelt u ‘{near}’? " if near else ""
    short = text if len(text) <= _LONG else text[:_LONG] + "…"
    return f"‘{short}’ is geen keuze. {hint}Kies uit {', '.join(known)}."


def _choices(plek: Plek, raw: object) -> list[str]:
    """Read several values; the value for none means the empty list."""
    items = list(raw) if isinstance(raw, list | tuple | set | frozenset) else [raw]
    chosen = list(dict.fromkeys(_choice_or_unknown(plek, item) for item in items))
    empty = {waarde.id for waarde in plek.waarden if waarde.leeg}
    if not empty & set(chosen):
        return chosen
    if len(chosen) > 1:
        name = next(item for item in chosen if item in empty)
        raise plek.error(
            f"‘{name}’ kan niet samen met een andere keuze; laat één van beide weg."
        )
    return []


def _choice_or_unknown(plek: Plek, raw: object) -> str:
    if isinstance(raw, str) and raw.strip().lower() == ONBEKEND:
        return ONBEKEND
    return _choice(plek, raw)


def _yes_or_no(plek: Plek, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.strip().lower() in _JA_NEE:
        return _JA_NEE[raw.strip().lower()]
    raise plek.error("antwoord met ja of nee.")


def _number(plek: Plek, raw: object) -> float:
    value = math.nan
    if isinstance(raw, int | float | str) and not isinstance(raw, bool):
        try:
            value = float(raw.replace(",", ".") if isinstance(raw, str) else raw)
        except (ValueError, OverflowError):
            value = math.nan
    if not math.isfinite(value):
        raise plek.error(f"vul een getal in{_range(plek)}.")
    return value


def _integer(plek: Plek, raw: object) -> int:
    value = _number(plek, raw)
    if value != int(value):
        raise plek.error(f"vul een heel getal in{_range(plek)}.")
    return int(value)


def _range(plek: Plek) -> str:
    low, high = plek.minimum, plek.maximum
    if low is not None and high is not None:
        return f" van {low} tot en met {high}"
    if low is not None:
        return f" van {low} of meer"
    return f" van hoogstens {high}" if high is not None else ""


def _bounded(plek: Plek, value: Getal) -> Getal:
    too_low = plek.minimum is not None and value < plek.minimum
    too_high = plek.maximum is not None and value > plek.maximum
    if too_low or too_high:
        raise plek.error(f"dit getal kan hier niet; vul een getal in{_range(plek)}.")
    return value


def _date(plek: Plek, raw: object, peildatum: date) -> date:
    value = _as_date(raw)
    if value is None:
        raise plek.error(
            "dit is geen datum; schrijf de dag als JJJJ-MM-DD, bijvoorbeeld 2026-09-12."
        )
    if plek.niet_in_toekomst and value > peildatum:
        raise plek.error(
            f"deze dag ligt na de peildatum ({peildatum.isoformat()}); "
            "vul een dag in die al geweest is."
        )
    return value


def _as_date(raw: object) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if not isinstance(raw, str):
        return None
    text = raw.strip().replace("/", "-")
    day_first = _DAG_EERST.fullmatch(text)
    try:
        if day_first:
            day, month, year = (int(part) for part in day_first.groups())
            return date(year, month, day)
        return date.fromisoformat(text) if len(text) == len("2026-01-01") else None
    except ValueError:
        return None


def _text(plek: Plek, raw: object, peildatum: date) -> str:
    """Read text; a month of the form JJJJ-MM must exist and have begun."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | date):
        raise plek.error("vul hier tekst in.")
    text = str(raw).strip()
    if plek.patroon is None:
        return text
    if not re.fullmatch(plek.patroon, text):
        raise plek.error(_pattern(plek))
    month = _MAAND.fullmatch(text)
    if month:
        _refuse_future_month(plek, int(month[1]), int(month[2]), peildatum)
    return text


def _refuse_future_month(plek: Plek, year: int, month: int, peildatum: date) -> None:
    try:
        first = date(year, month, 1)
    except ValueError:
        raise plek.error(_pattern(plek)) from None
    if first > peildatum:
        raise plek.error("deze maand moet nog komen; kijk het jaar en de maand na.")


def _pattern(plek: Plek) -> str:
    return (
        f"deze schrijfwijze past niet bij de vraag ‘{plek.vraag}’ "
        f"(vorm {plek.patroon}); verbeter het antwoord."
    )
