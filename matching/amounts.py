"""Numbers, counts, money and values of a file as a Dutch sentence says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

LONGEST = 40
"""Characters of a value that are shown; more would not be read."""


def tell_number(number: Decimal | float) -> str:
    """Return a number with a decimal comma and no zeros behind: ``3,5`` or ``8``."""
    # repr is the shortest text of a float, so 1.93 is told as it was written.
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", ",")


def tell_count(number: int, one: str, more: str) -> str:
    """Return a number with its noun: ``1 plaats`` or ``0 plaatsen``."""
    return f"{number} {one if number == 1 else more}"


def tell_pupils(number: int) -> str:
    """Return a number of pupils."""
    return tell_count(number, "leerling", "leerlingen")


def tell_seats(number: int) -> str:
    """Return a number of seats."""
    return tell_count(number, "plaats", "plaatsen")


def tell_euros(amount: Decimal) -> str:
    """Return an amount of money: ``€ 4.000`` or ``€ 59,99``."""
    whole, _, rest = f"{abs(amount):,.2f}".partition(".")
    sign, dotted = "-" if amount < 0 else "", whole.replace(",", ".")
    return f"€ {sign}{dotted}" + (f",{rest}" if rest != "00" else "")


def tell_value(value: Any) -> str:
    """Return a value as it stands in a JSON file, cut to a readable length."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Mapping):
        return "een object"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "een lijst"
    text = f'"{value}"' if isinstance(value, str) else repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
