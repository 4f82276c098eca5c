"""Who gave an answer and how, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.load import Knowledge


def tell_origin(kennis: Knowledge, rol: str, via: str) -> str:
    """Say in a few words who gave an answer and how.

    Parameters
    ----------
    kennis
        The words for roles and doors.
    rol, via
        Role of the person who said it, and the door it came in by.
    """
    door = kennis.schermwoorden.herkomst.get(via, via)
    return f"{kennis.organisaties.rolnaam(rol)}, {door}"
