"""Pages of a long list: which page was asked for, and the addresses around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_DIGITS = 6


@dataclass(frozen=True)
class Pager:
    """Where one is in a list; None where there is no page before or after."""

    bladzijde: int
    bladzijden: int
    vorige: str | None
    volgende: str | None


def page_number(text: str) -> int:
    """Read the number of a page; anything that is no number is the first page."""
    plain = text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS
    return max(1, int(text)) if plain else 1


def pager(path: str, fixed: Mapping[str, str], page: int, pages: int) -> Pager:
    """Return where one is in a list.

    Parameters
    ----------
    path
        The address of the list.
    fixed
        What else stands in the address and stays the same.
    page, pages
        This page and how many there are, from 1.
    """

    def address(number: int) -> str | None:
        if not 1 <= number <= pages:
            return None
        return f"{path}?{urlencode({**fixed, 'blad': str(number)})}"

    return Pager(page, pages, address(page - 1), address(page + 1))
