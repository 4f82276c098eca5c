"""Who gave an answer and how, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ORIGINS = {
    "chat": "uit het gesprek",
    "formulier": "ingevuld in het formulier",
    "verslag": "uit een verslag",
    "systeem": "door het systeem",
    "invoer": "uit een ingelezen lijst",
    "verzuimgegevens": "uit de verzuimgegevens",
}


def tell_origin(rolnaam: Callable[[str], str], rol: str, via: str) -> str:
    """Say in a few words who gave an answer and how.

    Parameters
    ----------
    rolnaam
        Writes a role in Dutch.
    rol, via
        Role of the person who said it, and the door it came in by.
    """
    return f"{rolnaam(rol)}, {ORIGINS.get(via, via)}"
