"""The words and signs that stand for roles, origins, outcomes and statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ORIGINS = {
    "chat": "uit het gesprek",
    "formulier": "ingevuld in het formulier",
    "verslag": "uit een verslag",
    "systeem": "door het systeem",
}
OUTCOMES = {
    "voldoet": ("✓", "voldoet", "good"),
    "voldoet_niet": ("✗", "voldoet niet", "bad"),
    "onbekend": ("?", "nog onbekend", "wait"),
}
ROUTE_STATUS = {
    "open": ("✓", "open", "good"),
    "onbekend": ("?", "nog onbekend", "wait"),
    "dicht": ("✗", "dicht", "bad"),
}
ROUTE_KINDS = {
    "voorziening": "voorziening",
    "arrangement": "arrangement",
    "tlv": "met een TLV",
    "tafel": "overleg",
    "proces": "stap in het proces",
    "ontheffing": "vrijstelling",
}
ROUTE_INFORMATION = {
    "niet_voor": "Niet voor",
    "duur": "Hoe lang",
    "plekken": "Plekken",
    "instroom": "Instroom",
    "papieren": "Papieren",
    "toestemming": "Toestemming",
    "beslisser": "Wie beslist",
    "kosten": "Kosten",
    "terugkeer": "Terug naar school",
    "nazorg": "Nazorg",
}
CRITERION_KINDS = {
    "hard": "eis",
    "indicatie": "waarom deze route",
    "zacht": "weegt mee",
    "document": "papier",
    "oordeel": "oordeel van mensen",
}


def show_origin(rolnaam: Callable[[str], str], rol: str, via: str) -> str:
    """Say in a few words who gave an answer and how; ``rolnaam`` writes a role."""
    return f"{rolnaam(rol)}, {ORIGINS.get(via, via)}"
