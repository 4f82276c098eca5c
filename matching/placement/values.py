"""Read single values of an instance: ids, whole numbers, amounts, dates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from matching.amounts import tell_value
from matching.placement.errors import InstanceError

MAX_NUMBER = 10**12
"""Largest number in an instance; a larger one is a typing mistake."""

HUNDREDTHS = 100


def read_id(where: str, value: Any) -> str:
    """Read a name: text that is not empty."""
    if isinstance(value, str) and value.strip():
        return value if value.isascii() else _read_text(where, value)
    if value is None:
        raise InstanceError(where, "dit ontbreekt. Vul een naam in.")
    raise InstanceError(where, f"{tell_value(value)} is geen naam. Vul tekst in.")


def _read_text(where: str, value: str) -> str:
    """Refuse half of a character (a lone surrogate), which no file can hold."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InstanceError(
            where, f"{value!a} bevat een half teken. Schrijf de naam opnieuw."
        ) from None
    return value


def read_optional_id(where: str, value: Any) -> str | None:
    """Read a name or null."""
    return None if value is None else read_id(where, value)


def read_int(where: str, value: Any) -> int:
    """Read a whole number of reasonable size."""
    if type(value) is float and value.is_integer():
        value = int(value)
    if type(value) is not int:
        raise InstanceError(
            where, f"{tell_value(value)} is geen geheel getal. Vul een geheel getal in."
        )
    if abs(value) > MAX_NUMBER:
        raise InstanceError(where, f"{tell_value(value)} is te groot.")
    return value


def read_optional_int(where: str, value: Any) -> int | None:
    """Read a whole number or null."""
    return None if value is None else read_int(where, value)


def read_amount(where: str, value: Any) -> int:
    """Read a number with at most two decimals as whole hundredths."""
    if type(value) is int and abs(value) <= MAX_NUMBER:
        return value * HUNDREDTHS
    if type(value) not in (int, float, Decimal):
        raise InstanceError(
            where, f"{tell_value(value)} is geen getal. Vul een getal in."
        )
    # repr is the shortest text of a float, so 0.29 is 29 hundredths exactly.
    number = Decimal(repr(value)) if type(value) is float else Decimal(value)
    if not number.is_finite():
        raise InstanceError(where, f"{value} is geen getal. Vul een getal in.")
    if abs(number) > MAX_NUMBER:
        raise InstanceError(where, f"{tell_value(value)} is te groot.")
    scaled = number * HUNDREDTHS
    if scaled != scaled.to_integral_value():
        raise InstanceError(
            where, f"{value} heeft meer dan 2 decimalen. Rond af op 2 decimalen."
        )
    return int(scaled)


def read_date(where: str, value: Any) -> date | None:
    """Read a date (JJJJ-MM-DD) or null."""
    if value is None:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and len(value) == len("JJJJ-MM-DD"):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise InstanceError(
        where,
        f"{tell_value(value)} is geen datum. Schrijf de datum als JJJJ-MM-DD, "
        "bijvoorbeeld 2026-11-24.",
    )


def read_day(where: str, value: Any) -> date:
    """Read a date (JJJJ-MM-DD) that must be there."""
    day = read_date(where, value)
    if day is None:
        raise InstanceError(where, "dit ontbreekt. Vul een datum in (JJJJ-MM-DD).")
    return day
