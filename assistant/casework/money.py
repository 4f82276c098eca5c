"""Amounts of money as people write them, in whole cents."""

from __future__ import annotations

import re

from assistant.errors import InputError

WRITTEN = re.compile(r"(-?)([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,9})(?:,([0-9]{1,2})|,-)?")
MOST_CENTS = 100_000_000_00
"""No amount of one row is above a hundred million euros."""


def read_cents(tekst: str) -> int:
    """Return an amount in cents.

    Parameters
    ----------
    tekst
        As people write it: ``1250``, ``1.250,50``, ``€ 4.000,-`` or ``-300``.

    Raises
    ------
    InputError
        When it is no amount, is nothing, or is impossibly large.
    """
    plain = tekst.replace("€", "").replace("\u00a0", "").replace(" ", "")
    found = WRITTEN.fullmatch(plain)
    if found is None:
        msg = "Schrijf het bedrag in euro's, bijvoorbeeld 1250 of 1.250,50."
        raise InputError(msg)
    sign, whole, rest = found[1], found[2].replace(".", ""), found[3] or ""
    cents = int(whole) * 100 + int(rest.ljust(2, "0") or 0)
    if cents == 0:
        raise InputError("Een bedrag van nul euro zegt niets. Vul een bedrag in.")
    if cents > MOST_CENTS:
        raise InputError("Dit bedrag kan niet kloppen. Kijk de nullen na.")
    return -cents if sign else cents


def show_cents(cents: int) -> str:
    """Return an amount as it reads on a page, like ``€ 1.250,50``."""
    whole, rest = divmod(abs(cents), 100)
    dotted = f"{whole:,}".replace(",", ".")
    return f"{'-' if cents < 0 else ''}€ {dotted},{rest:02d}"
